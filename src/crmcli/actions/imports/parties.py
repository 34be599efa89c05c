"""Customers and contacts out of spreadsheets."""

from typing import NamedTuple

from crmcli.actions import stages
from crmcli.actions.customers import valid_grade
from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.completing import Completing
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.matching import Matching, Who
from crmcli.errors import BadInputError, ConflictError
from crmcli.exchange.sheet import Party
from crmcli.language import _
from crmcli.model.words import PointKind, Stage
from crmcli.rules.names import company_key_of, fold, person_key
from crmcli.rules.phones import looks_like_phone
from crmcli.rules.texts import SHORT
from crmcli.store import facts, held
from crmcli.store.asof import begun
from crmcli.store.bulk import UNMERGED
from crmcli.store.stages import lifecycle

_SHORT = ("contact", "title", "department", "region", "industry", "category", "size", "source", "wechat")
_LONG = ("address", "needs", "note")

# By their plain values, since a member of an enum is asked for its value by a call.
_CREATED, _EMAIL, _PHONE = Result.CREATED.value, PointKind.EMAIL.value, PointKind.PHONE.value
_WECHAT, _WEBSITE = PointKind.WECHAT.value, PointKind.WEBSITE.value
_REMEMBERED = 4_000

Point = tuple[str, str, str]  # kind, value, label


class Checked(NamedTuple):
    """What a row says that rules had to look at before anything of it is written."""

    name: str
    stage: str
    owner: int | None
    grade: str
    day: str
    put_away: str
    own: list[tuple[int, str, str]]  # field, key, value


class Parties:
    """Takes in rows of customers or of contacts: each creates, completes, or is known."""

    def __init__(self, ground: Ground, *, contacts: bool) -> None:
        self.ground = ground
        self.contacts = contacts
        self.completing = Completing(ground)
        self.matching = Matching(ground)
        self._stages: dict[str, str] = {"": Stage.LEAD.value}
        self._life = lifecycle(ground.work.sql)
        self._openings: dict[tuple[str, ...], tuple[object, ...]] = {}
        self._new_ids: set[int] = set()

    def take(self, given: Given, party: Party) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        line = given.row.line
        if party.id:
            return (self._contact_with_id if self.contacts else self._with_id)(
                line, party, self._checked(party, given.row.cells)
            )
        origin, made = self.ground.origin(given.row.cells)
        if made is not None:
            return self._again(line, given, party, *self._owner_of(made))
        return self._by_keys(line, party, self._checked(party, given.row.cells), origin)

    def _again(self, line: int, given: Given, party: Party, customer_id: int, contact_id: int, name: str) -> ImportRow:
        """Take in a row that an earlier import took in: known, unless more is wanted of its cells than then."""
        options = self.ground.options
        if not (options.update or options.keep_unknown or options.mapped):
            return self._answer(line, customer_id, contact_id, name, Result.KNOWN)
        people = facts.people(self.ground.work.sql, customer_id)
        person = contact_id if self.contacts else self._person(party, people)
        return self._complete(line, customer_id, person, party, self._checked(party, given.row.cells))

    def finish(self) -> None:
        """Nothing is left to do once every row is taken in."""

    def _checked(self, party: Party, cells: list[str]) -> Checked:
        name = party.company or party.contact
        if not name:
            # Whoever is only an address in somebody's phone is called by that.
            name = next((value for value, _label in (*party.emails, *party.phones)), party.wechat)
        if not name:
            raise BadInputError(_("there is no name in it"))
        if sum(map(len, cells)) > SHORT:
            _refuse_too_long(party, name)
        ground = self.ground
        return Checked(
            name,
            self._stage(party.stage),
            ground.rep(party.owner) if party.owner != "-" else None,
            valid_grade(party.grade) if party.grade else "",
            ground.day(party.created_at, place="created_at")[:10],
            ground.day(party.archived_at, place="archived_at")[:10] if party.archived_at else "",
            self.completing.own(party),
        )

    def _owner_of(self, row_id: int) -> tuple[int, int, str]:
        """Return customer, contact and name of the row that an earlier import made."""
        sql = self.ground.work.sql
        contact = held.contact(sql, row_id) if self.contacts else None
        customer_id = contact[0] if contact else row_id
        name = facts.customer_name(sql, customer_id)
        return customer_id, row_id if self.contacts else 0, name

    def _answer(
        self, line: int, customer_id: int, contact_id: int, name: str, result: str, detail: str = ""
    ) -> ImportRow:
        shown = f"c{contact_id}" if self.contacts and contact_id else str(customer_id)
        return ImportRow(line, shown, name, str(result), detail)

    def _with_id(self, line: int, party: Party, checked: Checked) -> ImportRow:
        """Take in a row that names its own id: the one that has it, or a new one of that id."""
        number = self._number(party.id, "")
        there = held.customer(self.ground.work.sql, number)
        if there is None:
            return self._create(line, party, checked, None, number)
        merged = there[0] != number  # its row still has the name that it had before
        same = merged or company_key_of(fold(there[1])) == company_key_of(fold(checked.name))
        if not (same or self.ground.options.update):
            raise ConflictError(_("id {id} is {name}; --update renames it").format(id=number, name=there[1]))
        people = facts.people(self.ground.work.sql, there[0])
        return self._complete(line, there[0], self._person(party, people), party, checked)

    def _number(self, text: str, letter: str) -> int:
        number = number_of(text, "id", letter)
        if number in self._new_ids:
            self.ground.loader.insert()
        self._new_ids.add(number)
        return number

    @staticmethod
    def _person(party: Party, people: dict[int, str]) -> int | None:
        key = person_key(party.contact)
        same = (one for one, name in people.items() if not key or person_key(name) == key)
        return next(same, next(iter(people), None))

    def _contact_with_id(self, line: int, party: Party, checked: Checked) -> ImportRow:
        sql = self.ground.work.sql
        number = self._number(party.id, "c")
        there = held.contact(sql, number)
        if party.customer_id or party.company:
            customer_id, firm = self.ground.customer(party.customer_id, party.company)
            if there is None or there[0] != customer_id:
                return self._elsewhere(line, customer_id, firm, party, checked, number if there is None else None)
        if there is not None:
            customer_id, theirs = there
            if person_key(theirs) != person_key(party.contact) and not self.ground.options.update:
                raise ConflictError(_("id c{id} is {name}; --update renames it").format(id=number, name=theirs))
            return self._complete(line, customer_id, number, party, checked)
        return self._create(line, party, checked, None, None, number)

    def _elsewhere(
        self, line: int, customer_id: int, firm: str, party: Party, checked: Checked, number: int | None
    ) -> ImportRow:
        """Take in a row whose contact has another id here: the same person of its customer, or a new contact."""
        key = person_key(party.contact)
        people = facts.people(self.ground.work.sql, customer_id)
        same = next((one for one, theirs in people.items() if key and person_key(theirs) == key), None)
        if same is not None:
            return self._complete(line, customer_id, same, party, checked)
        return self._second_contact(line, customer_id, firm, party, checked, None, number)

    def _by_keys(self, line: int, party: Party, checked: Checked, origin: int) -> ImportRow:
        if self.contacts and (party.customer_id or "@" in party.company or looks_like_phone(party.company)):
            customer_id, firm = self.ground.customer(party.customer_id, party.company)
            return self._at(line, customer_id, firm, party, checked, origin)
        who = self.matching.who(party, checked.name)
        found, shared = self.matching.match(who, party, checked.name)
        if found is None:
            reason = self.ground.options.force if shared else ""
            row = self._create(line, party, checked, origin, None, who=who, reason=reason)
            return row._replace(detail=shared) if shared else row
        self.ground.loader.insert()
        return self._at(line, found, facts.customer_name(self.ground.work.sql, found), party, checked, origin)

    def _at(
        self, line: int, customer_id: int, firm: str, party: Party, checked: Checked, origin: int | None
    ) -> ImportRow:
        """Take in a row of a customer that is there: a person who is known there, or a second one."""
        people = facts.people(self.ground.work.sql, customer_id)
        key = person_key(party.contact)
        if not key:
            return self._complete(line, customer_id, next(iter(people), None), party, checked)
        contact = next((one for one, theirs in people.items() if person_key(theirs) == key), None)
        if contact is None and key != person_key(firm):
            return self._second_contact(line, customer_id, firm, party, checked, origin)
        return self._complete(line, customer_id, contact, party, checked)

    def _second_contact(
        self,
        line: int,
        customer_id: int,
        firm: str,
        party: Party,
        checked: Checked,
        origin: int | None,
        number: int | None = None,
    ) -> ImportRow:
        # In a sheet of customers the row made no customer that could remember it.
        contact_id = self._add_contact(customer_id, party, checked, origin if self.contacts else None, number)
        self._add_points(customer_id, contact_id, party)
        self.ground.loader.touch([customer_id])
        # What the row says of the customer itself is not lost with it.
        _result, remark = self.completing.complete(customer_id, None, party, checked.own, (), firm)
        if self.contacts:
            return self._answer(line, customer_id, contact_id, firm, Result.CREATED, remark)
        said = _("second contact: {name}").format(name=party.contact)
        detail = "; ".join(filter(None, (said, remark)))
        return self._answer(line, customer_id, contact_id, firm, Result.COMPLETED, detail)

    def _complete(
        self, line: int, customer_id: int, contact_id: int | None, party: Party, checked: Checked
    ) -> ImportRow:
        result, detail = self.completing.complete(
            customer_id, contact_id, party, checked.own, points_of(party), checked.name
        )
        firm = facts.customer_name(self.ground.work.sql, customer_id)
        return self._answer(line, customer_id, contact_id or 0, firm, result, detail)

    def _stage(self, word: str) -> str:
        found = self._stages.get(word)
        if found is None:
            found = self._stages[word] = self._life.named(word)
        return found

    def _create(
        self,
        line: int,
        party: Party,
        checked: Checked,
        origin: int | None,
        number: int | None,
        contact_number: int | None = None,
        *,
        who: Who | None = None,
        reason: str = "",
    ) -> ImportRow:
        """Add a customer with its person, points, owner, tags and first stage."""
        ground, add = self.ground, self.ground.loader.add
        name, stage, owner, grade, day = checked[:5]
        ground.refuse_who_left(owner)
        region = party.region or party.place
        customer_id = add(
            "customer",
            *(name, party.address, region, party.industry, party.category, party.size, party.needs, grade),
            *(party.source, "" if self.contacts else party.note, day, None if self.contacts else origin),
            *UNMERGED,
            row_id=number,
        )
        words = ground.loader.fresh(customer_id)
        note = "" if self.contacts else party.note
        texts = (party.needs, note, party.address, region, party.industry, party.category)
        words.customer(customer_id, name, texts)
        contact_id = 0
        if contact_number is not None or party.contact or party.title or party.department:
            mine = origin if self.contacts else None
            contact_id = self._add_contact(customer_id, party, checked, mine, contact_number)
            beside = (party.title, party.department, party.note if self.contacts else "")
            words.contact(customer_id, contact_id, party.contact, beside)
        for kind, value, label in points_of(party):
            # A website belongs to the customer itself.
            whose = contact_id if kind != _WEBSITE else 0
            add("point", customer_id, whose or None, kind, value, label)
            words.point(customer_id, whose, kind, value, ground.country)
        for tag in party.tags:
            add("tag", customer_id, tag)
            words.text(customer_id, tag)
        rep_id = ground.registered(owner)
        if rep_id is not None:
            add("ownership", customer_id, rep_id, day, ground.actor, "")
        for field, _key, value in checked.own:
            add("field_value", customer_id, field, value)
            words.text(customer_id, value)
        stay = add("transition", customer_id, *self._opening(stage, day, ground.rep_name(owner), reason))
        ground.loader.begun(begun(customer_id, self._life.present(stage), day, rep_id, stay))
        self._remember(customer_id, contact_id, origin, who or self.matching.who(party, name))
        return self._answer(line, customer_id, contact_id, name, _CREATED)

    def _opening(self, stage: str, day: str, owner: str, reason: str) -> tuple[object, ...]:
        """Return the first transition of a customer, all of it but whose it is: many customers have the same."""
        alike = (stage, day, owner, reason)
        found = self._openings.get(alike)
        if found is None:
            if len(self._openings) >= _REMEMBERED:
                self._openings.clear()
            ground = self.ground
            found = stages.opening(ground.work, self._life, 0, stage, day, ground.actor, owner, reason)[1:]
            self._openings[alike] = found
        return found

    def _remember(self, customer_id: int, contact_id: int, origin: int | None, who: Who) -> None:
        known = self.ground.known
        known.has((("company", who.company),), customer_id, 0)
        known.has(who.points, customer_id, contact_id)
        if origin is not None:
            known.becomes(origin, contact_id if self.contacts else customer_id)

    def _add_contact(
        self, customer_id: int, party: Party, checked: Checked, origin: int | None, number: int | None = None
    ) -> int:
        contact_id = self.ground.loader.add(
            "contact",
            *(customer_id, party.contact, party.title, party.department, party.note if self.contacts else ""),
            *(party.birthday, checked.day, checked.put_away, origin),
            row_id=number,
        )
        if origin is not None:
            self.ground.known.becomes(origin, contact_id)
        return contact_id

    def _add_points(self, customer_id: int, contact_id: int, party: Party) -> None:
        for kind, value, label in points_of(party):
            self.completing.add_point(customer_id, contact_id, kind, value, label)


def points_of(party: Party) -> list[Point]:
    """Return the ways to reach somebody that a row names."""
    found: list[Point] = [(_EMAIL, value, label) for value, label in party.emails]
    found += [(_PHONE, value, label) for value, label in party.phones]
    if party.wechat:
        found.append((_WECHAT, party.wechat, ""))
    found += [(_WEBSITE, value, "") for value in party.websites]
    return found


def _refuse_too_long(party: Party, name: str) -> None:
    """Raise BadInputError where a row says something that is too long to be kept."""
    beside = [party.birthday, party.owner, *party.tags, *party.websites, *party.own.values()]
    for value, label in (*party.emails, *party.phones):
        beside += (value, label)
    short = {"name": name, **{place: getattr(party, place) for place in _SHORT}}
    kept(short, {place: getattr(party, place) for place in _LONG}, beside)
