"""Moving customers through the stages: the only writer of transitions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import RefusedError
from crmcli.language import _
from crmcli.model import Transition
from crmcli.model.words import Move, Stage
from crmcli.rules import replay as rules
from crmcli.rules import stages
from crmcli.rules.stages import Step
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, sales
from crmcli.store.bulk import Loader
from crmcli.store.refs import Found, customers
from crmcli.store.write import Request, Work, account

# Moves that are inserted together when those of many customers are replayed.
_AT_ONCE = 5_000


class Motive(NamedTuple):
    """Why a stage changes: in words, on what evidence, with whose approval, and from which day on."""

    reason: str
    evidence: str = ""
    approved_by: str = ""
    day: date | None = None


def promote(request: Request, refs: list[str], to: str, motive: Motive) -> Outcome:
    """Move customers forward: one step along the path, or to the stage `to`."""
    return _move(request, refs, to, motive, forward=True)


def demote(request: Request, refs: list[str], to: str, motive: Motive) -> Outcome:
    """Move customers back along the path, or beside it, to the stage `to`."""
    return _move(request, refs, to, motive, forward=False)


def _move(request: Request, refs: list[str], to: str, motive: Motive, *, forward: bool) -> Outcome:
    if not motive.reason.strip():
        raise RefusedError(_("A move needs its reason."), _('Say why: crm promote REF -m "asked for a quote"'))

    def all_of(work: Work, refs: list[str]) -> list[Done]:
        return [_move_one(work, one, to, motive, forward) for one in customers(work.sql, refs)]

    return each(request, [refs], all_of)


def _move_one(work: Work, customer: Found, to: str, motive: Motive, forward: bool) -> Done:
    present = facts.stage_steps(work.sql, customer.id)[-1].to_stage
    try:
        goal = stages.target(present, to, forward=forward)
        change(work, customer.id, goal, motive)
    except RefusedError as refused:
        raise RefusedError(
            _("{name} ({id}): {why}").format(name=customer.name, id=customer.id, why=refused.message),
            *refused.details,
        ) from None
    return Done(
        str(customer.id),
        _("{name} ({id}): {before} → {after}.").format(name=customer.name, id=customer.id, before=present, after=goal),
        (_('Plan what comes next: crm next {id} +7d "…"') if forward else _("Take it back: crm undo")).format(
            id=customer.id
        ),
    )


def change(work: Work, customer_id: int, goal: str, motive: Motive) -> None:
    """Move one customer by a person's word; RefusedError where the day makes no sense."""
    last = facts.stage_steps(work.sql, customer_id)[-1]
    day = stages.effective_day(motive.day, last.effective_on, work.request.today)
    row = _transition(work, customer_id, last.to_stage, goal, day, Move.MANUAL)
    row.reason = checked(motive.reason, "--why", LONG)
    row.evidence = checked(motive.evidence, "--evidence", LONG)
    row.approved_by = checked(motive.approved_by, "--approved-by")
    row.asked_by = _asker(work)
    work.add(row)


def start(work: Work, customer_id: int, stage: Stage, day: str, reason: str) -> None:
    """Write a new customer's first transition."""
    row = _transition(work, customer_id, "", stage, day, Move.ADDED)
    row.reason = reason
    row.asked_by = _asker(work)
    work.add(row)


def opening(
    work: Work, customer_id: int, stage: Stage, day: str, asked_by: str, owner: str = "", reason: str = ""
) -> tuple[object, ...]:
    """Return the first transition of a customer as a row of the ledger, for those who add thousands at once."""
    moved = (customer_id, "", stage.value, day, Move.ADDED.value, reason, "", None, asked_by, "", owner)
    return *moved, stage.value, "", None, None, *_written(work), None


def follow_orders(work: Work, customer_id: int, order_id: int, day: str, *, cancelled: bool = False) -> str | None:
    """Write the move that a new or cancelled order causes, and return the stage it leads to, or None."""
    steps = facts.stage_steps(work.sql, customer_id)
    settings = facts.settings(work.sql)
    goal = stages.after_orders(
        steps,
        facts.counted_orders(work.sql, customer_id),
        buyer=_switched_on(settings, "auto_buyer"),
        repeat=_switched_on(settings, "auto_repeat"),
        new=0 if cancelled else order_id,
    )
    if goal is None:
        return None
    caused = Move.FIRST_ORDER if goal == Stage.BUYER else Move.REPEAT_ORDER
    rule = Move.ORDER_CANCELLED if cancelled else caused
    row = _transition(work, customer_id, steps[-1].to_stage, goal, max(day, steps[-1].effective_on), rule)
    said = _("order o{id} cancelled") if cancelled else _("order o{id}")
    row.reason = said.format(id=order_id)
    row.evidence = f"o{order_id}"
    row.order_id = order_id
    row.asked_by = _asker(work)
    work.add(row)
    return goal


def follow_merge(work: Work, customer_id: int, other: Found, day: str, *, brought: bool) -> None:
    """Write the moves that a merge with `other` causes; `brought` says that counted orders came with it."""
    steps, settings = facts.stage_steps(work.sql, customer_id), facts.settings(work.sql)
    counted = facts.counted_orders(work.sql, customer_id)
    goals = stages.after_merge(
        steps,
        facts.stage_steps(work.sql, other.id),
        stages.ordered_days(counted.values()),
        brought=brought,
        buyer=_switched_on(settings, "auto_buyer"),
        repeat=_switched_on(settings, "auto_repeat"),
    )
    present, since = steps[-1].to_stage, max(day, steps[-1].effective_on)
    for goal, rule in goals:
        row = _transition(work, customer_id, present, goal, since, rule)
        row.reason = _("merged with {name} ({id})").format(name=other.name, id=other.id)
        row.evidence = _("customer {id}").format(id=other.id)
        if rule != Move.MERGED:
            row.order_id = min(counted) if rule == Move.FIRST_ORDER else max(counted)
            row.evidence = f"o{row.order_id}"
        row.asked_by = _asker(work)
        work.add(row)
        present = goal


def replay(work: Work, loader: Loader, new: Mapping[int, Sequence[int]]) -> None:
    """Write the moves that many new orders (by customer) cause, in the order of the orders' days.

    A history that no person had a hand in, and that began after the first order, is voided and written anew.
    """
    settings = facts.settings(work.sql)
    on = {"buyer": _switched_on(settings, "auto_buyer"), "repeat": _switched_on(settings, "auto_repeat")}
    for buyer in sales.buyers(work.sql, new):
        present = [step for _row, step in buyer.history]
        first = [Step("", Stage.LEAD.value, buyer.created_on, Move.ADDED.value, 0)]
        history = rules.replayed(present or first, buyer.sales, frozenset(new[buyer.customer_id]), **on)
        kept = _agreeing(present, history)
        for row, _step in buyer.history[kept:]:
            _void(work, loader, row)
        if history[0].effective_on < buyer.created_on:
            loader.change("customer", buyer.customer_id, created_on=history[0].effective_on)
        _append(work, loader, buyer.customer_id, history[kept:])
        loader.touch([buyer.customer_id])
        if loader.pending() >= _AT_ONCE:
            loader.settle()


def _agreeing(present: Sequence[Step], history: Sequence[Step]) -> int:
    """Return how many steps at the beginning are the same."""
    pairs = zip(present, history, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(present), len(history)))


def _void(work: Work, loader: Loader, row: int) -> None:
    """Take one transition out of the reports, because it is to be written anew."""
    customer_id, before, after, day, order_id, owner = facts.transition(work.sql, row)
    because = (Move.REPLAYED.value, _("orders imported"), "", order_id, _asker(work), "", owner)
    moved = (customer_id, after, before, day)
    loader.add("transition", *moved, *because, "", "", None, None, *_written(work), row)


def _append(work: Work, loader: Loader, customer_id: int, steps: Sequence[Step]) -> None:
    asked, owner = _asker(work), facts.owner_name(work.sql, customer_id)
    for step in steps:
        cancelled = _("order o{id} cancelled") if step.rule == Move.ORDER_CANCELLED else _("order o{id}")
        row = (customer_id, step.from_stage, step.to_stage, step.effective_on, step.rule)
        reason, evidence = (cancelled.format(id=step.order_id), f"o{step.order_id}") if step.order_id else ("", "")
        cause = (reason, evidence, step.order_id or None, asked, "", owner)
        loader.add("transition", *row, *cause, step.to_stage, "", None, None, *_written(work), None)


def _written(work: Work) -> tuple[str, str, str, str, int]:
    """Return what every row of a ledger ends with but for what it voids: how it was written."""
    return work.clock, work.request.stamp, account(), facts.host(), work.step_id


def _switched_on(settings: Mapping[str, str], name: str) -> bool:
    return settings.get(name, "on") == "on"


def _asker(work: Work) -> str:
    who = acting(work)
    return who.name if who else ""


def _transition(work: Work, customer_id: int, before: str, after: str, day: str, rule: Move) -> Transition:
    """Return a transition with what every one notes about the moment it is written."""
    return Transition(
        customer_id=customer_id,
        from_stage=before,
        to_stage=after,
        effective_on=day,
        rule=rule,
        owner=facts.owner_name(work.sql, customer_id),
        label=after,
        clock=work.clock,
        recorded_at=work.request.stamp,
        account=account(),
        host=facts.host(),
        step_id=work.step_id,
    )
