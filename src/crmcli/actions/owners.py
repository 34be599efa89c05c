"""Whose customer it is: the only place where a person's word changes an owner."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, acting, each, past_day
from crmcli.errors import ConflictError, RefusedError
from crmcli.language import _
from crmcli.rules.owners import may_act, shared
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store import owners as held
from crmcli.store.read import View
from crmcli.store.reads.customers import Filters, listed
from crmcli.store.refs import Found, Rep, customers, rep
from crmcli.store.write import Request, Work, step

ASSIGNED, UNCHANGED = "assigned", "unchanged"
_NAMED = 3


class OwnerRow(NamedTuple):
    """What became of a customer's owner; "" is nobody."""

    id: int
    name: str
    former: str
    owner: str
    result: str


class Whose(NamedTuple):
    """Which customers are meant: by references, or by filters."""

    refs: tuple[str, ...] = ()
    filters: Filters | None = None


class Why(NamedTuple):
    """From which day on (None is today), for what reason, and whether that goes past another owner's word."""

    day: date | None = None
    reason: str = ""
    force: bool = False


def working(work: Work, name: str) -> Rep:
    """Return a rep who can be given customers; RefusedError for one who left."""
    found = rep(work.sql, name)
    if not found.active:
        raise RefusedError(_("{name} does not work here any more.").format(name=found.name))
    return found


def give(work: Work, customer_id: int, owner: str, day: str, why: str = "", *, by: str | None = None) -> bool:
    """Make a rep the owner from a day on ("" or "-" is nobody); returns whether that changed anything.

    `by` is who gave it where that is not who acts.
    """
    new = None if owner in ("", "-") else working(work, owner).id
    return give_to(work, customer_id, new, day, why, by=by)


def give_to(work: Work, customer_id: int, new: int | None, day: str, why: str = "", *, by: str | None = None) -> bool:
    """Make a rep, who is known to work here, the owner from a day on; returns whether that changed anything."""
    from crmcli.model import Ownership

    before = facts.owner(work.sql, customer_id, day)
    if (before[0] if before else None) == new:
        return False
    if by is None:
        who = acting(work)
        by = who.name if who else ""
    later = facts.next_ownership(work.sql, customer_id, day)
    if later and later[1] == new:
        # They turn out to have had the customer earlier: the later day is no change of owner any more.
        work.remove(Ownership, later[0])
    work.add(Ownership(customer_id=customer_id, rep_id=new, since=day, given_by=by, why=checked(why, "--why", LONG)))
    return True


def giving_day(work: Work, customer_id: int, day: date | None) -> str:
    """Return the day from which a new owner has a customer, today if not said."""
    if day is not None:
        return past_day(work, day)
    # A clock that is behind the last change of owner does not undo it.
    return max(work.today, facts.last_day(work.sql, "ownership", customer_id))


def past(work: Work, found: Found, why: Why) -> str:
    """Return what to say of acting on a customer of another rep with --force, "" where it is no other's.

    ConflictError names the owner; a fact is never refused, so this is asked only where the owner has the say.
    """
    who = acting(work)
    owner = facts.owner(work.sql, found.id)
    owner_id = owner[0] if owner else None
    above = held.above(work.sql, owner_id) if owner_id and who and who.id != owner_id else frozenset()
    if may_act(who.id if who else None, who.role if who else "", owner_id, above):
        return ""
    assert owner is not None
    if not why.force:
        raise ConflictError(
            _("{name} ({id}) belongs to {owner}.").format(**found._asdict(), owner=owner[1]),
            _("Ask {owner}, or go past it with --force -m WHY").format(owner=owner[1]),
        )
    return _("It belongs to {owner}; forced: {why}").format(owner=owner[1], why=why.reason)


def assign(request: Request, whose: Whose, to: Sequence[str], why: Why) -> list[OwnerRow]:
    """Give customers to a rep, or to several who share them so that their loads come out even; one step.

    ConflictError where who acts may not give one away.
    """
    with step(request) as work:
        acting(work)
        reps = list(dict.fromkeys(working(work, name).id for name in to))
        found = _meant(work, whose)
        for one in found:
            past(work, one, why)
        present = [facts.owner(work.sql, one.id) for one in found]
        ids = [one.id for one in found]
        loads = {one: held.load(work.sql, one, ids) for one in reps}
        chosen = shared([one[0] if one else None for one in present], loads)
        rows = give_all(work, found, chosen, why)
        work.what = told(rows, why)
    return rows


def _meant(work: Work, whose: Whose) -> list[Found]:
    if whose.filters is None:
        return customers(work.sql, list(whose.refs))
    everybody = listed(View(work.sql, work.request.today, ""), whose.filters)
    return [Found(row.id, row.name) for row in everybody]


def give_all(work: Work, found: Sequence[Found], chosen: Sequence[int], why: Why) -> list[OwnerRow]:
    """Give each customer to the rep chosen for it; returns what became of each."""
    names = held.names(work.sql, chosen)
    rows = []
    for one, new in zip(found, chosen, strict=True):
        day = giving_day(work, one.id, why.day)
        former = facts.owner(work.sql, one.id, day)
        changed = give_to(work, one.id, new, day, why.reason)
        result = ASSIGNED if changed else UNCHANGED
        rows.append(OwnerRow(one.id, one.name, former[1] if former else "", names[new], result))
    return rows


def told(rows: Sequence[OwnerRow], why: Why) -> str:
    """Return what a step did with many owners in words."""
    changed = [row for row in rows if row.result != UNCHANGED]
    said = [
        _("{name} ({id}): {former} → {owner}.").format(
            name=row.name, id=row.id, former=row.former or "–", owner=row.owner
        )
        for row in changed[:_NAMED]
    ]
    if len(changed) > _NAMED:
        said.append(_("And {count} more.").format(count=len(changed) - _NAMED))
    return " ".join([*said, *([why.reason] if why.reason else [])])


def claim(request: Request, refs: list[str], why: Why) -> Outcome:
    """Make who acts the owner of customers that belong to nobody; ConflictError names another owner."""

    def all_of(work: Work, refs: list[str]) -> list[Done]:
        who = acting(work)
        if who is None:
            raise RefusedError(_("Who claims them? Say it with --as REP, or: crm config set me REP"))
        working(work, who.name)
        return [_claim(work, one, who, why) for one in customers(work.sql, refs)]

    return each(request, [refs], all_of)


def _claim(work: Work, found: Found, who: Rep, why: Why) -> Done:
    owner = facts.owner(work.sql, found.id)
    if owner and owner[0] != who.id:
        raise ConflictError(
            _("{name} ({id}) belongs to {owner}.").format(**found._asdict(), owner=owner[1]),
            _("Ask {owner}, or: crm assign {id} --to {name}").format(owner=owner[1], id=found.id, name=who.name),
        )
    changed = give_to(work, found.id, who.id, giving_day(work, found.id, None), why.reason)
    said = _("{name} ({id}) belongs to {owner} now.") if changed else _("{name} ({id}) belongs to {owner} already.")
    hint = _("Log the first contact: crm log {id} call TEXT").format(id=found.id)
    return Done(str(found.id), said.format(**found._asdict(), owner=who.name), hint)
