"""When a rep leaves: everything at hand goes over to those who stay, in one step."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.actions import owners
from crmcli.actions.outcome import acting
from crmcli.actions.owners import OwnerRow, Why
from crmcli.errors import ConflictError, RefusedError
from crmcli.language import _, many
from crmcli.model import Rep
from crmcli.rules.names import fold
from crmcli.rules.owners import may_act, shared
from crmcli.store import handled, refs
from crmcli.store import owners as held
from crmcli.store.owners import Held
from crmcli.store.refs import Found
from crmcli.store.write import Request, Work, step


class Part(NamedTuple):
    """Who gets the customers of a region, or with "" those that no other part names; several share them."""

    region: str
    to: tuple[str, ...]


class Left(NamedTuple):
    """What a rep left, and what became of it: rows of customers, and how much else went over."""

    name: str
    rows: list[OwnerRow]
    plans: int
    cards: int
    reminders: int
    asked: int  # approvals that the rep asked for and that wait for a decision as before
    below: list[str]  # who answers to the rep still
    empty: list[str]  # regions that were named and that none of the customers is in


def leave(request: Request, ref: str, parts: Sequence[Part], why: Why) -> Left:
    """Give all that a rep has at hand to others and let the rep be inactive; what the rep did stays the rep's.

    RefusedError where a customer would be left to nobody; ConflictError where who acts has no say.
    """
    with step(request) as work:
        leaver = refs.rep(work.sql, ref)
        _allowed(work, leaver, why)
        targets = {fold(part.region): _targets(work, part, leaver) for part in parts}
        customers = held.customers(work.sql, leaver.id)
        chosen = _chosen(work, customers, targets, leaver)
        found = [Found(one.id, one.name) for one in customers]
        reason = why.reason or _("{name} left").format(name=leaver.name)
        rows = owners.give_all(work, found, [chosen[one.id] for one in customers], why._replace(reason=reason))
        rest = targets.get("", ())
        plans = _hand_plans_over(work, leaver, chosen, rest, why.day)
        cards = _hand_cards_over(work, leaver, rest)
        reminders = _hand_reminders_over(work, leaver, rest)
        work.get(Rep, leaver.id).active = 0
        asked, below = held.asked(work.sql, leaver.name), held.below(work.sql, leaver.id)
        regions = {fold(one.region) for one in customers}
        empty = [part.region for part in parts if part.region and fold(part.region) not in regions]
        left = Left(leaver.name, rows, plans, cards, reminders, asked, below, empty)
        work.what = told(left)
    return left


def _allowed(work: Work, leaver: refs.Rep, why: Why) -> None:
    who = acting(work)
    if not why.force and not may_act(
        who.id if who else None, who.role if who else "", leaver.id, held.above(work.sql, leaver.id)
    ):
        raise ConflictError(
            _("These are the customers of {name}.").format(name=leaver.name),
            _("Ask {name} or a director, or go past it with --force -m WHY").format(name=leaver.name),
        )


def _targets(work: Work, part: Part, leaver: refs.Rep) -> tuple[int, ...]:
    found = [owners.working(work, name) for name in part.to]
    if leaver.id in [one.id for one in found]:
        raise RefusedError(_("{name} is the one who leaves.").format(name=leaver.name))
    return tuple(dict.fromkeys(one.id for one in found))


def _chosen(
    work: Work, customers: Sequence[Held], targets: dict[str, tuple[int, ...]], leaver: refs.Rep
) -> dict[int, int]:
    """Return who gets each customer: by its region where that is named, else whoever gets the rest."""
    groups: dict[str, list[int]] = {}
    for one in customers:
        region = fold(one.region)
        groups.setdefault(region if region in targets else "", []).append(one.id)
    if groups.get("") and not targets.get(""):
        raise RefusedError(
            many(
                "{count} customer of {name} is in none of these regions.",
                "{count} customers of {name} are in none of these regions.",
                len(groups[""]),
            ).format(count=len(groups[""]), name=leaver.name),
            _("Say who gets the rest, with --to REP before the first --region."),
        )
    chosen: dict[int, int] = {}
    given: dict[int, int] = {}
    for region in sorted(groups, key=bool):
        # What a rep has just been given in another region counts.
        loads = {rep: held.load(work.sql, rep, ()) + given.get(rep, 0) for rep in targets[region]}
        for customer, rep in zip(groups[region], shared([None] * len(groups[region]), loads), strict=True):
            chosen[customer] = rep
            given[rep] = given.get(rep, 0) + 1
    return chosen


def _hand_plans_over(
    work: Work, leaver: refs.Rep, chosen: dict[int, int], rest: Sequence[int], day: date | None
) -> int:
    """Close the open next steps of a rep and plan the same for who has the customer now; returns how many."""
    from crmcli.model import NextStep

    plans = held.plans(work.sql, leaver.id)
    for plan in plans:
        new = chosen.get(plan.customer_id, plan.owner_id)
        if new in (None, leaver.id):
            new = rest[0] if rest else None
        old = work.get(NextStep, plan.id)
        since = max(day.isoformat() if day else work.today, old.planned_on)
        old.closed_on, old.outcome = since, "handed over"
        work.add(NextStep(customer_id=plan.customer_id, rep_id=new, due_on=old.due_on, text=old.text, planned_on=since))
    return len(plans)


def _hand_cards_over(work: Work, leaver: refs.Rep, rest: Sequence[int]) -> int:
    """Give the business cards that wait for a rep to whoever gets the rest, else to nobody in particular."""
    waiting = held.waiting_cards(work.sql, leaver.id)
    if waiting:
        from crmcli.model import Card

        for one in waiting:
            work.get(Card, one).rep_id = rest[0] if rest else None
    return len(waiting)


def _hand_reminders_over(work: Work, leaver: refs.Rep, rest: Sequence[int]) -> int:
    """Let those that name the rep go to whoever gets the rest, else to the owners of their customers."""
    found = handled.reminders_of(work.sql, leaver.id)
    if found:
        from crmcli.model import Reminder

        for one in found:
            work.get(Reminder, one).rep_id = rest[0] if rest else None
    return len(found)


def told(left: Left) -> str:
    """Return what a rep's leaving did in words."""
    counts: dict[str, int] = {}
    for row in left.rows:
        counts[row.owner] = counts.get(row.owner, 0) + 1
    shares = ", ".join(
        f"{name} {count}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    said = [_("{name} has left.").format(name=left.name)]
    if left.rows:
        said.append(_("Customers handed over: {count} ({shares}).").format(count=len(left.rows), shares=shares))
    if left.plans:
        said.append(_("Open next steps: {count}.").format(count=left.plans))
    if left.cards:
        said.append(_("Cards that wait: {count}.").format(count=left.cards))
    if left.reminders:
        said.append(_("Reminders: {count}.").format(count=left.reminders))
    return " ".join(said)
