"""Act or abandon: what is decided about customers who are stuck, at once or when somebody else has agreed."""

import json
from datetime import date
from typing import Any, NamedTuple

from crmcli.actions import activities, approvals, owners, stages
from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import BadInputError, RefusedError
from crmcli.language import _, in_words
from crmcli.model import Decision, NextStep
from crmcli.model.words import Asked, Stage, Verdict
from crmcli.rules import dwell
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, refs, stays
from crmcli.store.approvals import ApprovalRow, verdict, waiting
from crmcli.store.refs import Found
from crmcli.store.stages import lifecycle
from crmcli.store.stays import Stay
from crmcli.store.write import Request, Work, account

_KINDS = (Asked.ACT, Asked.ABANDON, Asked.EXTENSION)


class Word(NamedTuple):
    """What is to be decided: until when to act ("" is to abandon) and the next step, or where to and why."""

    stay: Stay
    number: int
    text: str
    until: str = ""
    to: str = ""
    approved_by: str = ""


def act(request: Request, ref: str, until: str, text: str, order: DateOrder = "", *, approved_by: str = "") -> Outcome:
    """Give customers until a day, with a next step planned for it; where it takes somebody's word, ask for it."""

    def all_of(work: Work, ref: str) -> list[Done]:
        last = _until(work, until, order)
        if not text.strip():
            raise BadInputError(_("What is to be done until then? The text is missing."))
        found = refs.customers(work.sql, [ref])
        return [_decide(work, one, _extension(work, one, last, text, approved_by)) for one in found]

    return each(request, [ref], all_of)


def abandon(
    request: Request, references: list[str], why: str, to: str = "", *, approved_by: str = "", force: bool = False
) -> Outcome:
    """Give customers up: move them to lost or dormant, and release their owners; or ask for it.

    ConflictError for another rep's customer, unless `force` goes past the owner.
    """
    if not why.strip():
        raise RefusedError(_("To abandon needs its reason."), _('Say why: crm abandon REF -m "bought elsewhere"'))

    def all_of(work: Work, references: list[str]) -> list[Done]:
        goal = _goal(lifecycle(work.sql), to)
        found = refs.customers(work.sql, references)
        past = {one: owners.past(work, one, owners.Why(reason=why, force=force)) for one in found}
        done = [_decide(work, one, _abandonment(work, one, goal, why, approved_by)) for one in found]
        said = zip(done, past.values(), strict=True)
        return [one._replace(sentence=f"{one.sentence} {by}".rstrip()) for one, by in said]

    return each(request, [references], all_of)


def _goal(life: Lifecycle, word: str) -> str:
    """Return the stage that `--to` means, "" where nothing is said; BadInputError."""
    goal = life.named(word) if word else ""
    if goal and goal not in life.beside:
        raise BadInputError(_("--to: {stage} is on the path.").format(stage=in_words(goal)), _("Say lost or dormant."))
    return goal


def _until(work: Work, text: str, order: DateOrder) -> date:
    last = day(text, work.request.today, order=order, place="--until")
    if last <= work.request.today:
        raise BadInputError(_("--until: {day} is not in the future.").format(day=last))
    return last


def _extension(work: Work, customer: Found, until: date, text: str, approved_by: str) -> Word:
    stay = _open_stay(work, customer)
    if stay.stage in lifecycle(work.sql).beside:
        raise RefusedError(
            _("{name} ({id}) is {stage}; there is no stay to extend.").format(
                **customer._asdict(), stage=in_words(stay.stage)
            ),
            _("Win it back: crm promote {id} --to STAGE -m TEXT").format(id=customer.id),
        )
    number = stays.extensions(work.sql, customer.id, stay.id)[0] + 1
    return Word(stay, number, checked(text, "TEXT", LONG), until.isoformat(), approved_by=approved_by)


def _abandonment(work: Work, customer: Found, to: str, why: str, approved_by: str) -> Word:
    stay = _open_stay(work, customer)
    life = lifecycle(work.sql)
    goal = to or dwell.abandoned(life, stay.stage)
    if stay.stage in (Stage.LOST, goal) or (not to and stay.stage in life.beside):
        raise RefusedError(
            _("{name} ({id}) is {stage} already.").format(**customer._asdict(), stage=in_words(stay.stage))
        )
    return Word(stay, 0, checked(why, "--why", LONG), to=goal, approved_by=approved_by)


def _open_stay(work: Work, customer: Found) -> Stay:
    """Return the present stay; RefusedError where nothing can be decided about it now."""
    if facts.archived(work.sql, customer.id):
        raise RefusedError(
            _("{name} ({id}) is archived.").format(**customer._asdict()),
            _("Bring it back: crm archive {id} --restore").format(id=customer.id),
        )
    asked = next((one for one in waiting(work.sql, customer.id) if one.kind in _KINDS), None)
    if asked is not None:
        raise RefusedError(
            _("{name} ({id}): q{asked} about it waits for a decision.").format(**customer._asdict(), asked=asked.id),
            _("Decide it: crm approve q{asked} or crm reject q{asked} -m TEXT").format(asked=asked.id),
        )
    return stays.stay(work.sql, customer.id)


def _decide(work: Work, customer: Found, word: Word) -> Done:
    """Decide at once, or write down what is asked and of whom."""
    who = acting(work)
    decider = dwell.asked(
        word.number,
        acts=who is not None,
        role=who.role if who else "",
        directors=bool(stays.directors(work.sql)),
    )
    if decider is None and not word.approved_by.strip():
        done = _carry_out(work, customer, word, who.name if who else "")
        return done._replace(sentence=_headed(customer, done.sentence))
    settled = approvals.at_once(work, word.approved_by, decider or "")
    number = approvals.ask(
        work, customer.id, _kind(word), _proposal(word), grounds=approvals.Grounds(word.text), decider=decider or ""
    )
    if settled is not None:
        said = approvals.decide(work, number, Verdict.APPROVED, settled)
        return Done(f"q{number}", _headed(customer, said), _hint(customer, word))
    return _asked(customer, word, number, decider or "")


def _headed(customer: Found, said: str) -> str:
    return _("{name} ({id}): {said}").format(**customer._asdict(), said=said)


def _kind(word: Word) -> Asked:
    if not word.until:
        return Asked.ABANDON
    return Asked.EXTENSION if word.number > dwell.FREE_EXTENSIONS else Asked.ACT


def _proposal(word: Word) -> dict[str, Any]:
    kept: dict[str, Any] = {"stay": word.stay.id, "before": word.stay.stage}
    return kept | ({"until": word.until} if word.until else {"goal": word.to})


def _asked(customer: Found, word: Word, number: int, decider: str) -> Done:
    said = _("{name} ({id}): to abandon it waits as q{number} for {whom}.")
    if word.until:
        said = _("{name} ({id}): to act until {until} waits as q{number} for {whom}.")
    whom = _("a director") if decider else _("another rep")
    return Done(
        f"q{number}",
        said.format(**customer._asdict(), until=word.until, number=number, whom=whom),
        _("They decide with: crm approve q{number} --as REP").format(number=number),
    )


def _hint(customer: Found, word: Word) -> str:
    if word.until:
        return _("See how such decisions end: crm decisions --review")
    return _("Win it back one day: crm promote {id} --to STAGE -m TEXT").format(id=customer.id)


def carry_out(work: Work, approval: ApprovalRow) -> str:
    """Do what was proposed and is approved; returns a sentence. RefusedError where the customer has moved since."""
    customer = Found(approval.customer_id, facts.customer_name(work.sql, approval.customer_id))
    proposal = json.loads(approval.proposal)
    stay = stays.stay(work.sql, customer.id)
    if stay.id != proposal["stay"]:
        raise RefusedError(
            _("it was about an earlier stay; the customer is {stage} since {day}.").format(
                stage=in_words(stay.stage), day=stay.since
            ),
            _("Reject it: crm reject q{id} -m TEXT").format(id=approval.id),
        )
    given = verdict(work.sql, approval.id)
    number = stays.extensions(work.sql, customer.id, stay.id)[0] + 1 if "until" in proposal else 0
    word = Word(stay, number, approval.reason, proposal.get("until", ""), proposal.get("goal", ""))
    return _carry_out(work, customer, word, given.given_by if given else "", approval).sentence


def _carry_out(work: Work, customer: Found, word: Word, decided_by: str, approval: ApprovalRow | None = None) -> Done:
    decision = _write(work, customer, word, decided_by, approval.id if approval else None)
    activities.close(work, customer.id, "replaced" if word.until else "abandoned")
    if word.until:
        _plan(work, customer, word, approval)
        said = _("Extension {number} of this stay, until {until}, as d{decision}.")
    else:
        _give_up(work, customer, word, approval)
        said = _("Abandoned, {stage} → {to}, as d{decision}; nobody owns it now.")
    sentence = said.format(
        number=word.number,
        until=word.until,
        stage=word.stay.stage,
        to=word.to,
        decision=decision,
    )
    return Done(f"d{decision}", sentence, _hint(customer, word))


def _write(work: Work, customer: Found, word: Word, decided_by: str, approval_id: int | None) -> int:
    last = stays.extensions(work.sql, customer.id, word.stay.id)[1]
    return work.add(
        Decision(
            customer_id=customer.id,
            kind=(Asked.ACT if word.until else Asked.ABANDON).value,
            stay=word.stay.id,
            number=word.number,
            # A clock that is behind does not put a decision before its stay, or before the last one.
            decided_on=max(work.today, word.stay.since, last),
            until_on=word.until,
            text=word.text,
            decided_by=decided_by,
            approval_id=approval_id,
            clock=work.clock,
            recorded_at=work.request.stamp,
            account=account(),
            host=facts.host(),
            step_id=work.step_id,
        )
    )


def _plan(work: Work, customer: Found, word: Word, approval: ApprovalRow | None) -> None:
    """Plan the next step, of whoever asked for the time."""
    who = acting(work)
    rep = json.loads(approval.proposal).get("rep") if approval else who.id if who else None
    work.add(
        NextStep(
            customer_id=customer.id,
            rep_id=rep,
            due_on=word.until,
            text=word.text,
            planned_on=work.today,
        )
    )


def _give_up(work: Work, customer: Found, word: Word, approval: ApprovalRow | None) -> None:
    stages.give_up(work, customer.id, word.to, word.text, approval)
    since = max(work.today, facts.last_day(work.sql, "ownership", customer.id))
    owners.give(work, customer.id, "-", since, _("abandoned: {why}").format(why=word.text))
