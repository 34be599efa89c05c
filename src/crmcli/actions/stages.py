"""Moving customers through the stages: the only writer of transitions."""

from typing import NamedTuple

from crmcli import language
from crmcli.actions import owners, wishes
from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.actions.wishes import Motive as Motive  # whoever moves somebody says why
from crmcli.actions.wishes import Wish
from crmcli.errors import RefusedError
from crmcli.language import _, in_words
from crmcli.model import Transition
from crmcli.model.words import Asked, How, Move, Verdict
from crmcli.rules import gates, stages
from crmcli.rules.gates import Word
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import automatic, counted
from crmcli.rules.stages import Step
from crmcli.store import facts
from crmcli.store.approvals import ApprovalRow, verdict
from crmcli.store.refs import Found, customers
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work, account


class Moved(NamedTuple):
    """What became of a person's move: it waits under a number, or is made; and what is to be said of it."""

    waits: int | None
    notes: tuple[str, ...] = ()


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
    life = lifecycle(work.sql)
    present = facts.stage_steps(work.sql, customer.id, life)[-1].to_stage
    try:
        goal = stages.target(life, present, to, forward=forward)
        moved = change(work, customer.id, goal, motive)
    except RefusedError as refused:
        raise RefusedError(
            _("{name} ({id}): {why}").format(name=customer.name, id=customer.id, why=refused.message),
            *refused.details,
        ) from None
    said = _("{name} ({id}): {before} → {after}.")
    if moved.waits is not None:
        said = _("{name} ({id}): {before} → {after} waits as q{approval}.")
    said = said.format(
        name=customer.name,
        id=customer.id,
        before=life.label(present, language.code()),
        after=life.label(goal, language.code()),
        approval=moved.waits,
    )
    return Done(
        str(customer.id) if moved.waits is None else f"q{moved.waits}",
        " ".join([said, *moved.notes]),
        _hint(customer.id, moved, forward),
    )


def _hint(customer_id: int, moved: Moved, forward: bool) -> str:
    if moved.waits is not None:
        return _("Somebody else decides: crm approve q{id} --as REP").format(id=moved.waits)
    if forward:
        return _('Plan what comes next: crm next {id} +7d "…"').format(id=customer_id)
    return _("Take it back: crm undo")


def change(work: Work, customer_id: int, goal: str, motive: Motive) -> Moved:
    """Move one customer by a person's word, or ask for it where somebody else has to approve; RefusedError.

    Every path by which a person changes a stage comes through here.
    """
    from crmcli.actions import approvals

    customer = Found(customer_id, facts.customer_name(work.sql, customer_id))
    past = owners.past(work, customer, owners.Why(reason=motive.reason, force=motive.force))
    life = lifecycle(work.sql)
    steps = facts.stage_steps(work.sql, customer_id, life)
    last = steps[-1]
    stages.effective_day(motive.day, last.effective_on, work.request.today)
    wished = wishes.wish(work, customer_id, life, last, goal, motive)
    orders = len(counted(facts.sales(work.sql, customer_id), automatic(facts.settings(work.sql)).gap))
    why = gates.gated(life, last.to_stage, stages.awake(life, steps), goal, orders)
    countersigned = not why and gates.countersigned(life, goal, orders)
    notes: tuple[str, ...] = (past,) if past else ()
    if wishes.unknown_needs(work, customer_id, life, wished):
        notes += (_("Nobody noted yet what they need (crm edit {id} --needs TEXT).").format(id=customer_id),)
    if not why and not countersigned:
        by = approvals.named(work, wished.approved_by)
        _write(work, customer_id, last, wished, asked_by=_asker(work), approved_by=by or wished.approved_by)
        return Moved(None, notes)
    word = approvals.at_once(work, wished.approved_by)
    if countersigned:
        return Moved(None, (*notes, *_countersigned(work, customer_id, last, wished, word)))
    waits, said = _gated(work, customer_id, wished, word, why)
    return Moved(waits, (*notes, *said))


def _gated(work: Work, customer_id: int, wished: Wish, word: Word | None, why: str) -> Moved:
    """Ask for a move that somebody else has to approve, and make it where that is settled already."""
    from crmcli.actions import approvals

    approvals.refuse_twice(work, customer_id, wished.goal)
    grounds = approvals.Grounds(*wished.grounds())
    number = approvals.ask(work, customer_id, Asked.GATE, wished.proposal(), grounds=grounds)
    if word is None:
        return Moved(number, (_("Somebody else has to approve it: {why}.").format(why=why),))
    approvals.decide(work, number, Verdict.APPROVED, word)
    if word.how == How.SELF:
        return Moved(None, (_("Nobody else is there to approve it: {why}.").format(why=why),))
    return Moved(None)


def _countersigned(work: Work, customer_id: int, last: Step, wished: Wish, word: Word | None) -> tuple[str, ...]:
    """Make a move that takes effect at once and is to be approved; returns what is to be said of that."""
    from crmcli.actions import approvals

    by = word.by if word and word.how == How.ASSERTED else wished.approved_by
    move = _write(work, customer_id, last, wished, asked_by=_asker(work), approved_by=by)
    number = approvals.ask(
        work, customer_id, Asked.COUNTERSIGN, {}, transition_id=move, grounds=approvals.Grounds(*wished.grounds())
    )
    if word is None:
        return (_("To be countersigned: q{id}.").format(id=number),)
    approvals.decide(work, number, Verdict.APPROVED, word)
    return ()


def give_up(work: Work, customer_id: int, goal: str, reason: str, asked: ApprovalRow | None = None) -> None:
    """Move a customer beside the path by a decision to abandon, approved where that was asked; RefusedError."""
    life = lifecycle(work.sql)
    last = facts.stage_steps(work.sql, customer_id, life)[-1]
    wished = wishes.wish(work, customer_id, life, last, goal, Motive(reason))
    word = verdict(work.sql, asked.id) if asked else None
    by = word.given_by if word and word.how != How.SELF else ""
    asked_by, number = (asked.asked_by, asked.id) if asked else (_asker(work), None)
    _write(work, customer_id, last, wished, asked_by=asked_by, approved_by=by, approval=number)


def carry_out(work: Work, asked: ApprovalRow) -> str:
    """Make a move that was approved, if the customer still stands where they did; RefusedError if not."""
    wished, life = wishes.waiting(asked), lifecycle(work.sql)
    last = facts.stage_steps(work.sql, asked.customer_id, life)[-1]
    if last.to_stage != life.present(wished.before):
        raise RefusedError(
            _("they are {stage} now, no longer {before}; ask anew if it still holds.").format(
                stage=in_words(last.to_stage or "?"), before=in_words(life.present(wished.before))
            ),
            _("Close it: crm reject q{id} -m TEXT").format(id=asked.id),
        )
    word = verdict(work.sql, asked.id)
    by = word.given_by if word and word.how != How.SELF else wished.approved_by
    goal = life.present(wished.goal)
    if life.stage(goal) is None:
        raise RefusedError(
            _("{stage} is no stage any more.").format(stage=in_words(goal)),
            _("Close it: crm reject q{id} -m TEXT").format(id=asked.id),
        )
    _write(
        work,
        asked.customer_id,
        last,
        wished._replace(goal=goal),
        asked_by=asked.asked_by,
        approved_by=by,
        approval=asked.id,
    )
    return _("Now {stage}.").format(stage=life.label(goal, language.code()))


def _write(
    work: Work,
    customer_id: int,
    last: Step,
    wished: Wish,
    *,
    asked_by: str,
    approved_by: str,
    approval: int | None = None,
) -> int:
    """Write a person's move, and what was learned of the customer's needs; returns its number."""
    # Where something happened since the day that was wished, it takes effect today.
    day = wished.day if wished.day >= last.effective_on else max(work.today, last.effective_on)
    row = _transition(work, customer_id, last.to_stage, wished.goal, day, Move.MANUAL)
    row.reason, row.evidence, row.sha256 = wished.reason, wished.evidence, wished.sha256
    row.order_id, row.activity_id = wished.order_id, wished.activity_id
    row.loss, row.competitor = wished.loss, wished.competitor
    row.asked_by, row.approved_by, row.approval_id = asked_by, approved_by, approval
    if wished.needs:
        from crmcli.model import Customer

        work.get(Customer, customer_id).needs = wished.needs
    return work.add(row)


def start(work: Work, customer_id: int, stage: str, day: str, reason: str) -> None:
    """Write a new customer's first transition."""
    row = _transition(work, customer_id, "", stage, day, Move.ADDED)
    row.reason = reason
    row.asked_by = _asker(work)
    work.add(row)


def opening(
    work: Work,
    life: Lifecycle,
    customer_id: int,
    stage: str,
    day: str,
    asked_by: str,
    owner: str = "",
    reason: str = "",
) -> tuple[object, ...]:
    """Return the first transition of a customer as a row of the ledger, for those who add thousands at once."""
    step = Step("", stage, day, Move.ADDED.value, 0)
    return _row(work, customer_id, step, (reason, "", None), asked_by, owner, life.label(stage, language.code()))


def follow_orders(work: Work, customer_id: int, order_id: int, day: str, *, cancelled: bool = False) -> str | None:
    """Write the move that a new or cancelled order causes, and return the stage it leads to, or None."""
    life = lifecycle(work.sql)
    steps = facts.stage_steps(work.sql, customer_id, life)
    goal = stages.after_orders(
        life,
        steps,
        facts.sales(work.sql, customer_id),
        automatic(facts.settings(work.sql)),
        new=0 if cancelled else order_id,
        brought=facts.brought(work.sql, customer_id),
    )
    if goal is None:
        return None
    before = steps[-1]
    rule = stages.caused(before.to_stage, goal, cancelled=cancelled)
    row = _transition(work, customer_id, before.to_stage, goal, max(day, before.effective_on), rule)
    row.reason, row.evidence, row.order_id = _because(order_id, rule)
    row.asked_by = _asker(work)
    work.add(row)
    return goal


def by_orders(
    work: Work, customer_id: int, step: Step, life: Lifecycle, asked_by: str, owner: str
) -> tuple[object, ...]:
    """Return a move that orders, or their lack, caused as a row of the ledger, for those who write thousands at once."""
    because: tuple[str, str, int | None] = ("", "", None)
    if step.order_id:
        because = _because(step.order_id, step.rule)
    elif step.rule == Move.DORMANCY:
        because = (_("no order"), "", None)
    return _row(work, customer_id, step, because, asked_by, owner, life.label(step.to_stage, language.code()))


def follow_merge(work: Work, customer_id: int, other: Found, day: str, *, brought: bool) -> None:
    """Write the moves that a merge with `other` causes; `brought` says that counted orders came with it."""
    life, on = lifecycle(work.sql), automatic(facts.settings(work.sql))
    steps = facts.stage_steps(work.sql, customer_id, life)
    # By their numbers: what is cancelled later is taken back as far as the earliest number that caused a move.
    orders = sorted(sale.order_id for sale in counted(facts.sales(work.sql, customer_id), on.gap))
    goals = stages.after_merge(
        life, steps, facts.stage_steps(work.sql, other.id, life), len(orders), on, brought=brought
    )
    present, since = steps[-1].to_stage, max(day, steps[-1].effective_on)
    for goal, rule in goals:
        row = _transition(work, customer_id, present, goal, since, rule)
        row.reason = _("merged with {name} ({id})").format(name=other.name, id=other.id)
        row.evidence = _("customer {id}").format(id=other.id)
        if rule != Move.MERGED:
            row.order_id = orders[0] if rule == Move.FIRST_ORDER else orders[-1]
            row.evidence = f"o{row.order_id}"
        row.asked_by = _asker(work)
        work.add(row)
        present = goal


def _because(order_id: int, rule: str) -> tuple[str, str, int]:
    """Return reason, evidence and order of a move that an order caused."""
    said = _("order o{id} cancelled") if rule == Move.ORDER_CANCELLED else _("order o{id}")
    if rule == Move.DORMANCY:
        said = _("no order since o{id}")
    return said.format(id=order_id), f"o{order_id}", order_id


def _row(
    work: Work,
    customer_id: int,
    step: Step,
    because: tuple[str, str, int | None],
    asked_by: str,
    owner: str,
    label: str,
) -> tuple[object, ...]:
    """Return a transition as a row, its values in the order of the schema."""
    moved = (customer_id, step.from_stage, step.to_stage, step.effective_on, step.rule, *because)
    return *moved, asked_by, "", owner, label, "", None, "", "", None, *written(work), None


def written(work: Work) -> tuple[str, str, str, str, int]:
    """Return what every row of a ledger ends with but for what it voids: how it was written."""
    return work.clock, work.request.stamp, account(), facts.host(), work.step_id


def label(work: Work, stage: str) -> str:
    """Return what a stage is called now, as a transition keeps it."""
    return lifecycle(work.sql).label(stage, language.code())


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
        label=label(work, after),
        clock=work.clock,
        recorded_at=work.request.stamp,
        account=account(),
        host=facts.host(),
        step_id=work.step_id,
    )
