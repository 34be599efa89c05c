"""What a row adds to somebody who is there: what is empty is filled, what differs stays unless it is to be updated."""

from collections.abc import Sequence

from crmcli.actions import fields
from crmcli.actions.customers import valid_grade
from crmcli.actions.imports.answer import Result
from crmcli.actions.imports.ground import Ground
from crmcli.actions.points import comparable
from crmcli.exchange.sheet import Party
from crmcli.language import _
from crmcli.model.words import PointKind
from crmcli.rules.fields import OwnField, kept_value, valid_key
from crmcli.rules.names import company_key
from crmcli.store import facts, held

_CUSTOMER = ("address", "region", "industry", "category", "size", "needs", "grade", "source", "note")
_CALLED = {"created_on": "created_at"}  # columns that are called otherwise in files
_CONTACT = ("title", "department", "birthday")


class Completing:
    """Adds what is new, and names what differs."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._fields = fields.known(ground.work)
        self.kept: dict[str, str] = {}  # the columns that are fields of one's own
        for column, key in ground.options.fields.items():
            if key not in self._fields and ground.options.keep_unknown:
                self._fields[key] = self._define(key)
            if key in self._fields:
                self.kept[column] = key

    def _define(self, key: str) -> OwnField:
        kept = valid_key(key)
        number = self.ground.loader.add("field", kept, "", self.ground.work.today)
        self.ground.loader.insert()
        return OwnField(number, kept, ())

    def complete(
        self,
        customer_id: int,
        contact_id: int | None,
        party: Party,
        own: Sequence[tuple[int, str, str]],
        points: Sequence[tuple[str, str, str]],
        name: str,
    ) -> tuple[Result, str]:
        """Complete a customer and one of its contacts by a row; returns what became of it, and a remark."""
        self.ground.loader.insert()
        added, differs = self._columns(customer_id, contact_id, party, name)
        added += self._new_points(customer_id, contact_id, points)
        added += self._new_tags(customer_id, party.tags)
        for more, other in (self._owned(customer_id, party), self._own_values(customer_id, own)):
            added, differs = added + more, differs + other
        if added:
            self.ground.loader.touch([customer_id])
        said = [_("added: {fields}").format(fields=", ".join(dict.fromkeys(added)))] if added else []
        if differs:
            fields = ", ".join(dict.fromkeys(differs))
            said.append(_("differs in: {fields}; --update takes the file's").format(fields=fields))
        if facts.archived(self.ground.work.sql, customer_id):
            said.append(_("it is archived"))
        return (Result.COMPLETED if added else Result.KNOWN), "; ".join(said)

    def _columns(
        self, customer_id: int, contact_id: int | None, party: Party, name: str
    ) -> tuple[list[str], list[str]]:
        contacts = self.ground.table == "contact"
        wanted = {column: getattr(party, column) for column in _CUSTOMER if not (contacts and column == "note")}
        if not wanted["region"] and party.place:
            # Where a firm is fills a gap, and is no other opinion about its sales region.
            region = held.columns(self.ground.work.sql, "customer", customer_id, ["region"])["region"]
            wanted["region"] = "" if region else party.place
        wanted["grade"] = valid_grade(wanted["grade"])
        if not contacts:
            there = facts.customer_name(self.ground.work.sql, customer_id)
            # Spelled otherwise it is the same name all the same.
            alike = company_key(name) == company_key(there) and not self.ground.options.update
            wanted["name"] = "" if alike else name
        added, differs = self._fill("customer", customer_id, wanted)
        if contact_id is not None:
            wanted = {column: getattr(party, column) for column in _CONTACT}
            wanted |= {"name": party.contact}
            if contacts:
                wanted |= {"note": party.note, "created_on": party.created_at[:10]}
            more, other = self._fill("contact", contact_id, wanted)
            added, differs = added + more, differs + other
        return added, differs

    def _fill(self, table: str, row_id: int, wanted: dict[str, str]) -> tuple[list[str], list[str]]:
        """Write what is empty, or with `update` what differs; returns the fields written and those that differ."""
        there = held.columns(self.ground.work.sql, table, row_id, list(wanted))
        new = {column: text for column, text in wanted.items() if text and text != there[column]}
        taken = {column: text for column, text in new.items() if self.ground.options.update or not there[column]}
        if taken:
            self.ground.loader.change(table, row_id, **taken)
        said = {column: _CALLED.get(column, column) for column in new}
        return [said[column] for column in taken], [said[column] for column in new if column not in taken]

    def _new_points(
        self, customer_id: int, contact_id: int | None, points: Sequence[tuple[str, str, str]]
    ) -> list[str]:
        country = self.ground.country
        there = facts.points(self.ground.work.sql, customer_id)
        held = {one for _id, kind, value in there for one in comparable(kind, value, country)}
        added = []
        for kind, value, label in points:
            same = comparable(kind, value, country)
            if not same & held:
                self.add_point(customer_id, contact_id or 0, kind, value, label)
                held |= same
                added.append(str(kind))
        return added

    def add_point(self, customer_id: int, contact_id: int, kind: str, value: str, label: str) -> int:
        """Add a contact point and return whose it is; a website belongs to the customer itself, which is 0."""
        owner = contact_id if contact_id and kind != PointKind.WEBSITE else None
        self.ground.loader.add("point", customer_id, owner, str(kind), value, label)
        return owner or 0

    def _new_tags(self, customer_id: int, tags: Sequence[str]) -> list[str]:
        held = facts.tags(self.ground.work.sql, customer_id)
        new = [tag for tag in tags if tag not in held]
        for tag in new:
            self.ground.loader.add("tag", customer_id, tag)
        return ["tags"] if new else []

    def _owned(self, customer_id: int, party: Party) -> tuple[list[str], list[str]]:
        """Give a customer of nobody its owner; another owner's customer is not taken away."""
        if party.owner in ("", "-"):
            return [], []
        rep_id = self.ground.rep(party.owner)
        before = facts.owner(self.ground.work.sql, customer_id)
        if before is None and rep_id is not None:
            self.ground.refuse_who_left(rep_id)
            since = max(self.ground.work.today, facts.last_day(self.ground.work.sql, "ownership", customer_id))
            self.ground.loader.add(
                "ownership", customer_id, self.ground.registered(rep_id), since, self.ground.actor, ""
            )
            return ["owner"], []
        return [], [] if before and before[0] == rep_id else ["owner"]

    def _own_values(self, customer_id: int, own: Sequence[tuple[int, str, str]]) -> tuple[list[str], list[str]]:
        if not own:
            return [], []
        there = held.own_values(self.ground.work.sql, customer_id)
        added, differs = [], []
        for field, key, value in own:
            row_id, before = there.get(field, (0, ""))
            if value == before:
                continue
            if before and not self.ground.options.update:
                differs.append(key)
            elif before:
                self.ground.loader.change("field_value", row_id, value=value)
                added.append(key)
            else:
                self.ground.loader.add("field_value", customer_id, field, value)
                added.append(key)
        return added, differs

    def own(self, party: Party) -> list[tuple[int, str, str]]:
        """Return (field, key, value) of the columns that are kept as fields of one's own; BadInputError."""
        found = []
        for column, text in party.own.items():
            key = self.kept.get(column)
            if key is not None:
                field = self._fields[key]
                value = kept_value(field, text)
                if value:
                    found.append((field.id, key, value))
        return found
