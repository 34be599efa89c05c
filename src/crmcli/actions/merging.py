"""Two customers that are one: what the other one had goes over, and its id leads here from then on."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.actions import stages
from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.actions.owners import Why, give, past
from crmcli.actions.points import comparable
from crmcli.errors import ConflictError, RefusedError, UsageError, meant, quoted
from crmcli.language import _
from crmcli.model import NotSame
from crmcli.rules.fields import folded
from crmcli.rules.names import person_key
from crmcli.rules.orders import counted
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, merges, refs
from crmcli.store.caches import setting
from crmcli.store.merges import Merging
from crmcli.store.refs import Found
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work, step

_COLUMNS = ("name", "address", "region", "industry", "category", "size", "needs", "grade", "source", "note")
_OF_PEOPLE = ("title", "department", "note", "birthday")
_TOLD = {
    "contact": _("contacts"),
    "point": _("contact points"),
    "tag": _("tags"),
    "card": _("cards"),
    "activity": _("activities"),
    "next_step": _("next steps"),
    "sales_order": _("orders"),
    "payment": _("payments"),
    "relation": _("relations"),
    "opt_out": _("opt-outs"),
}


class MergeRow(NamedTuple):
    """One field, or one kind of records: what each has, and what there will be; `other_id` says whose."""

    field: str
    keep: str
    other: str
    result: str
    other_id: int


class Merged(NamedTuple):
    """What a merge does: field by field, what to mind, and that it was done."""

    rows: list[MergeRow]
    warnings: list[str]
    done: Done


def merge(
    request: Request, keep: str, others: Sequence[str], take: Sequence[str] = (), why: Why | None = None
) -> Merged:
    """Make one customer of several: `keep`, completed by the others, whose ids lead to it.

    `take` names fields in which the others' values count more; `why` takes a customer from another rep by force.
    NotFoundError, ConflictError, UsageError.
    """
    with step(request) as work:
        acting(work)
        one = refs.customer(work.sql, keep)
        several = _others(work, one, others)
        taken = _fields_taken(work, take)
        rows: list[MergeRow] = []
        warnings: list[str] = []
        for other in several:
            work.settle()
            found = _Merger(work, one, other, taken, why or Why()).merge()
            rows += found.rows
            warnings += found.warnings
        done = _told(work, one, several, rows)
        work.what = done.sentence
    return Merged(rows, warnings, done)


def tell_apart(request: Request, one: str, other: str, *, why: str) -> Outcome:
    """Remember that two customers that look like one are different."""

    def both(work: Work, refs_given: tuple[str, str]) -> Done:
        first, second = (refs.customer(work.sql, ref) for ref in refs_given)
        if first.id == second.id:
            raise ConflictError(_("{name} ({id}) is one customer.").format(**first._asdict()))
        named = {"name": first.name, "id": first.id, "other": second.name, "other_id": second.id}
        if since := merges.told_apart(work.sql, first.id, second.id):
            said = _("{name} ({id}) and {other} ({other_id}) are marked as different already, since {since}.")
            raise RefusedError(said.format(**named, since=since))
        lower, higher = sorted((first.id, second.id))
        work.add(NotSame(customer_id=lower, other_id=higher, since=work.today, why=checked(why, "--why", LONG)))
        said = _("{name} ({id}) and {other} ({other_id}) are different, and no pair any more.")
        return Done(str(first.id), said.format(**named), _("See the others: crm dupes"))

    return each(request, [(one, other)], both)


def _others(work: Work, keep: Found, others: Sequence[str]) -> list[Found]:
    found = refs.customers(work.sql, list(others))
    for one in found:
        if one.id == keep.id:
            raise ConflictError(
                _("{name} ({id}) cannot be merged with itself.").format(**keep._asdict()),
                _("What is merged already is found by its old id too: crm show ID"),
            )
    return found


def _fields_taken(work: Work, take: Sequence[str]) -> frozenset[str]:
    own = {key for _number, key in merges.own_fields(work.sql)}
    known = {*_COLUMNS, "owner", *own}
    taken = [folded(part) for one in take for part in one.split(",") if part.strip()]
    for name in taken:
        if name not in known:
            raise UsageError(
                _("--take: there is no field {name}.").format(name=quoted(name)),
                meant(name, [*_COLUMNS, "owner", *sorted(own)]),
            )
    return frozenset(taken)


def _told(work: Work, keep: Found, others: list[Found], rows: list[MergeRow]) -> Done:
    name = facts.customer_name(work.sql, keep.id)
    merged = ", ".join(_("{name} ({id})").format(**one._asdict()) for one in others)
    counts: dict[str, int] = {}
    for row in rows:
        if row.field in _TOLD.values() and row.other.isdecimal():
            counts[row.field] = counts.get(row.field, 0) + int(row.other)
    said = _("{name} ({id}) is one with {others} now.").format(name=name, id=keep.id, others=merged)
    if counts:
        moved = ", ".join(f"{kind} {count}" for kind, count in counts.items())
        said += " " + _("Taken over: {moved}.").format(moved=moved)
    return Done(str(keep.id), said, _("See it: crm show {id} · take it back: crm undo").format(id=keep.id))


class _Merger:
    """One merge of two customers inside a step."""

    def __init__(self, work: Work, keep: Found, other: Found, take: frozenset[str], why: Why) -> None:
        self.work = work
        self.why = why
        self.sql = work.sql
        self.keep = keep
        self.other = other
        self.take = take
        self.rows: list[MergeRow] = []
        self.warnings: list[str] = []
        days = (merges.columns(self.sql, one.id, ["created_on"])["created_on"] for one in (keep, other))
        # A clock that is behind the adding of one of them does not merge them before there were two.
        self.merging = Merging(keep.id, other.id, max(work.today, *days))

    def merge(self) -> "_Merger":
        """Carry it out, and note what it comes to."""
        self._warn()
        self._fields()
        self._own_fields()
        self._owner()
        counts = {"contact": 0, "point": 0}
        orders = counted(facts.sales(self.sql, self.other.id))
        counts["contact"], counts["point"] = _People(self.work, self.merging).merge()
        counts |= merges.take_over(self.sql, self.merging)
        self._stage(bool(orders))
        self.rows += [
            self._row(told, "", str(counts[table]), str(counts[table]))
            for table, told in _TOLD.items()
            if counts[table]
        ]
        merges.redirect(self.sql, self.merging)
        return self

    def _row(self, field: str, keep: str, other: str, result: str) -> MergeRow:
        return MergeRow(field, keep, other, result, self.other.id)

    def _warn(self) -> None:
        since = merges.told_apart(self.sql, self.keep.id, self.other.id)
        both = {"name": self.keep.name, "id": self.keep.id, "other": self.other.name, "other_id": self.other.id}
        if since:
            said = _("{name} ({id}) and {other} ({other_id}) were marked as different on {since}.")
            self.warnings.append(said.format(**both, since=since))
        if facts.archived(self.sql, self.keep.id) and not facts.archived(self.sql, self.other.id):
            said = _("{name} ({id}) is archived, and stays so; bring it back: crm archive {id} --restore")
            self.warnings.append(said.format(**both))
        if merges.open_steps(self.sql, self.keep.id) and merges.open_steps(self.sql, self.other.id):
            self.warnings.append(_("Both have an open next step; the one planned last is shown.").format(**both))

    def _fields(self) -> None:
        mine = merges.columns(self.sql, self.keep.id, _COLUMNS)
        theirs = merges.columns(self.sql, self.other.id, _COLUMNS)
        for name in _COLUMNS:
            if not theirs[name]:
                continue
            result = theirs[name] if name in self.take or not mine[name] else mine[name]
            if result != mine[name]:
                merges.set_value(self.sql, self.merging, "customer", name, self.keep.id, result)
            if name == "name" or theirs[name] != mine[name]:
                self.rows.append(self._row(name, mine[name], theirs[name], result))

    def _own_fields(self) -> None:
        mine = merges.own_values(self.sql, self.keep.id)
        for key, (_row, theirs) in merges.own_values(self.sql, self.other.id).items():
            row, value = mine.get(key, (0, ""))
            result = value if row and key not in self.take else theirs
            if row and result != value:
                merges.set_value(self.sql, self.merging, "field_value", "value", row, result)
            if theirs != value:
                self.rows.append(self._row(key, value, theirs, result))

    def _owner(self) -> None:
        mine, theirs = facts.owner(self.sql, self.keep.id), facts.owner(self.sql, self.other.id)
        if theirs is None or mine == theirs:
            return
        result = theirs if mine is None or "owner" in self.take else mine
        if mine is not None and (by := past(self.work, self.other if result == mine else self.keep, self.why)):
            self.warnings.append(by)
        if result != mine:
            day = max(self.merging.day, facts.last_day(self.sql, "ownership", self.keep.id))
            why = _("merged with {name} ({id})").format(name=self.other.name, id=self.other.id)
            if facts.active(self.sql, result[0]):
                give(self.work, self.keep.id, result[1], day, why)
            else:
                result = mine or (0, "")
        elif mine is not None:
            said = _("{other} ({id}) was {theirs}'s; {name} stays {mine}'s.")
            self.warnings.append(
                said.format(
                    other=self.other.name, id=self.other.id, theirs=theirs[1], name=self.keep.name, mine=mine[1]
                )
            )
        self.rows.append(self._row("owner", mine[1] if mine else "", theirs[1], result[1]))

    def _stage(self, brought: bool) -> None:
        life = lifecycle(self.sql)
        mine = facts.stage_steps(self.sql, self.keep.id, life)[-1].to_stage
        theirs = facts.stage_steps(self.sql, self.other.id, life)[-1].to_stage
        stages.follow_merge(self.work, self.keep.id, self.other, self.merging.day, brought=brought)
        result = facts.stage_steps(self.sql, self.keep.id, life)[-1].to_stage
        if len({mine, theirs, result}) > 1:
            self.rows.append(self._row("stage", mine, theirs, result))


class _People:
    """The people and contact points of a merge: the same person and the same number are there once in the end."""

    def __init__(self, work: Work, merging: Merging) -> None:
        self.sql = work.sql
        self.merging = merging
        self.country = setting(work.sql, "country")
        self.mine = merges.contacts(self.sql, merging.keep)
        self.known: dict[int | None, set[tuple[str, str]]] = {}
        for point in merges.points(self.sql, merging.keep):
            self.known.setdefault(point.contact_id, set()).update(self._keys(point))

    def _keys(self, point: merges.PointRow) -> frozenset[tuple[str, str]]:
        return comparable(point.kind, point.value, self.country)

    def merge(self) -> tuple[int, int]:
        """Take the people over; returns how many of them and of the points are new here."""
        same = {}
        theirs = merges.contacts(self.sql, self.merging.other)
        for person in theirs:
            twin = self._twin(person)
            self._change("contact", "customer_id", person.id, self.merging.keep)
            if twin:
                same[person.id] = twin.id
                self._complete(twin, person)
        new = sum(self._point(point, same) for point in merges.points(self.sql, self.merging.other))
        return len(theirs) - len(same), new

    def _change(self, table: str, column: str, row_id: int, value: object) -> None:
        merges.set_value(self.sql, self.merging, table, column, row_id, value)

    def _twin(self, person: merges.ContactRow) -> merges.ContactRow | None:
        key = person_key(person.name)
        return next((one for one in self.mine if key and person_key(one.name) == key), None)

    def _complete(self, twin: merges.ContactRow, person: merges.ContactRow) -> None:
        for name in _OF_PEOPLE:
            if getattr(person, name) and not getattr(twin, name):
                self._change("contact", name, twin.id, getattr(person, name))
        if not person.archived_on and twin.archived_on:
            self._change("contact", "archived_on", twin.id, "")
        if not person.archived_on:
            self._change("contact", "archived_on", person.id, self.merging.day)

    def _point(self, point: merges.PointRow, same: dict[int, int]) -> bool:
        """Take a contact point over; returns whether it is new here."""
        keys = self._keys(point)
        whose = same.get(point.contact_id) if point.contact_id else None
        if point.contact_id is None:
            if keys & set().union(*self.known.values()):
                return False  # it stays with the customer that is no more
        elif whose is not None and not keys & self.known.get(whose, set()):
            self._change("point", "contact_id", point.id, whose)
        elif whose is not None:
            self._change("point", "customer_id", point.id, self.merging.keep)
            return False
        self._change("point", "customer_id", point.id, self.merging.keep)
        self.known.setdefault(point.contact_id if whose is None else whose, set()).update(keys)
        return True
