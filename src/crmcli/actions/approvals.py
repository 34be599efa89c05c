"""What a second person has to agree to: asking for it, and deciding it."""

import json
from importlib import import_module
from typing import Any, NamedTuple

from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import ConflictError, NotFoundError, RefusedError, quoted
from crmcli.language import _, in_words
from crmcli.model import Approval
from crmcli.model.words import Asked, How, Verdict
from crmcli.rules import gates
from crmcli.rules.gates import Person, Word
from crmcli.rules.texts import LONG, checked
from crmcli.store import approvals, facts
from crmcli.store.approvals import ApprovalRow
from crmcli.store.refs import lettered, rep
from crmcli.store.write import Request, Work, account


class Grounds(NamedTuple):
    """Why something is asked for, and what shows it; `sha256` is of the file that the evidence names."""

    reason: str = ""
    evidence: str = ""
    sha256: str = ""


NOTHING = Grounds()


def at_once(work: Work, approved_by: str = "", decider: str = "") -> Word | None:
    """Return the word that settles what is asked now: of the rep who is said to have approved it, or the asker's own
    where nobody else is registered; None where it has to wait. Ask for it before anything is written.

    NotFoundError for an unknown rep, RefusedError where it is not theirs to decide.
    """
    who = acting(work)
    asker = Person(who.id, who.name, who.role) if who else None
    people = approvals.people(work.sql)
    return gates.at_once(people, asker, _named(work, approved_by, people, asker), decider)


def named(work: Work, approved_by: str) -> str:
    """Return the name of the rep who is said to have approved what needs no approval, "" where nobody is known.

    NotFoundError for an unknown rep, RefusedError where it is the asker.
    """
    word = at_once(work, approved_by) if approved_by.strip() else None
    return word.by if word and word.how == How.ASSERTED else ""


def _named(work: Work, name: str, people: list[Person], asker: Person | None) -> Person | None:
    """Return the rep who is said to have approved something; None where nobody is, or there is nobody else to be it."""
    if not name.strip():
        return None
    try:
        found = rep(work.sql, name)
    except NotFoundError:
        if gates.others(people, asker.id if asker else None):
            raise
        return None
    if not found.active:
        raise RefusedError(_("{name} does not work here any more.").format(name=found.name))
    return Person(found.id, found.name, found.role)


def ask(
    work: Work,
    customer_id: int,
    kind: Asked,
    proposal: dict[str, Any],
    *,
    transition_id: int | None = None,
    grounds: Grounds = NOTHING,
    decider: str = "",
) -> int:
    """Write down what has to be approved, and return its number; it waits until `decide`.

    What is proposed is kept as JSON, with the rep who asks as `rep`, and comes back in `ApprovalRow.proposal`.
    """
    who = acting(work)
    kept = {**proposal, **({"rep": who.id} if who else {})}
    return work.add(
        Approval(
            customer_id=customer_id,
            kind=kind.value,
            transition_id=transition_id,
            proposal=json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else "",
            **grounds._asdict(),
            asked_by=who.name if who else "",
            asked_on=work.today,
            decider=decider,
            owner=facts.owner_name(work.sql, customer_id),
            clock=work.clock,
            recorded_at=work.request.stamp,
            account=account(),
            host=facts.host(),
            step_id=work.step_id,
        )
    )


def decide(work: Work, number: int, outcome: Verdict, word: Word) -> str:
    """Write somebody's word on what was asked; what is approved is carried out. Returns a sentence, "" if none is due."""
    from crmcli.model import Verdict as Row

    asked = approvals.approval(work.sql, number)
    if asked is None:
        raise LookupError(f"approval {number}")
    work.add(
        Row(
            customer_id=asked.customer_id,
            approval_id=number,
            outcome=outcome.value,
            given_by=word.by,
            given_on=max(work.today, asked.asked_on),
            how=word.how.value,
            reason=word.reason,
            clock=work.clock,
            recorded_at=work.request.stamp,
            account=account(),
            host=facts.host(),
            step_id=work.step_id,
        )
    )
    return _carried_out(work, asked) if outcome == Verdict.APPROVED else ""


def _carried_out(work: Work, asked: ApprovalRow) -> str:
    if asked.kind in (Asked.COUNTERSIGN, Asked.LOCK):
        return ""
    # A quote went over to the other customer; a move or a decision would have to be thought over.
    other = facts.merged_into(work.sql, asked.customer_id) if asked.kind != Asked.QUOTE else None
    if other is not None:
        raise RefusedError(
            _("they are {name} ({id}) now; ask anew there.").format(
                name=facts.customer_name(work.sql, other), id=other
            ),
            _("Close it: crm reject q{id} -m TEXT").format(id=asked.id),
        )
    # Those that ask carry out what they proposed; whose word it was they find with `store.approvals.verdict`.
    home = {Asked.GATE.value: "stages", Asked.QUOTE.value: "quotes"}.get(asked.kind, "decisions")
    said: str = import_module(f"crmcli.actions.{home}").carry_out(work, asked)
    return said


def approve(request: Request, refs: list[str], reason: str = "") -> Outcome:
    """Agree to what was asked under numbers like q3, all as one step; gated moves are made now."""
    return _decided(request, refs, Verdict.APPROVED, reason)


def reject(request: Request, refs: list[str], reason: str) -> Outcome:
    """Say no to what was asked under numbers like q3, all as one step."""
    if not reason.strip():
        raise RefusedError(_("A rejection needs its reason."), _("Say why: crm reject q3 -m TEXT"))
    return _decided(request, refs, Verdict.REJECTED, reason)


def _decided(request: Request, refs: list[str], outcome: Verdict, reason: str) -> Outcome:
    kept = checked(reason, "--why", LONG)

    def all_of(work: Work, refs: list[str]) -> list[Done]:
        numbers = dict.fromkeys(_number(part) for ref in refs for part in ref.split(",") if part.strip())
        return [_decide_one(work, number, outcome, kept) for number in numbers]

    return each(request, [refs], all_of)


def _number(ref: str) -> int:
    """Return the number that `q3`, or 3, means; NotFoundError for anything else."""
    text = ref.strip()
    found = lettered(text if text[:1].lower() == "q" else f"q{text}", "q")
    if found is None or found < 0:
        raise NotFoundError(_("{ref} is no approval.").format(ref=quoted(ref)), _("See them with: crm approvals"))
    return found


def _decide_one(work: Work, number: int, outcome: Verdict, reason: str) -> Done:
    asked = approvals.approval(work.sql, number)
    if asked is None:
        raise NotFoundError(_("There is no approval q{id}.").format(id=number), _("See them with: crm approvals"))
    name = facts.customer_name(work.sql, asked.customer_id)
    head = _("q{id}, {name} ({customer})").format(id=number, name=name, customer=asked.customer_id)
    past = approvals.verdict(work.sql, number)
    if past is not None:
        said = _("{head} was {outcome} already, on {day}.")
        raise RefusedError(said.format(head=head, outcome=in_words(past.outcome), day=past.given_on))
    try:
        carried = decide(work, number, outcome, _word(work, asked)._replace(reason=reason))
    except RefusedError as refused:
        raise RefusedError(_("{head}: {why}").format(head=head, why=refused.message), *refused.details) from None
    return Done(f"q{number}", _said(asked, head, outcome, carried), _hint(asked, outcome))


def _word(work: Work, asked: ApprovalRow) -> Word:
    who = acting(work)
    if who and not who.active:
        raise RefusedError(_("{name} does not work here any more.").format(name=who.name))
    by = Person(who.id, who.name, who.role) if who else None
    # What somebody may promise is a matter of rank: nobody being there to decide it gives it to nobody else.
    strict = asked.kind == Asked.QUOTE
    return gates.given(approvals.people(work.sql), _asker(work, asked), by, asked.decider, strict=strict)


def _asker(work: Work, asked: ApprovalRow) -> Person | None:
    """Return who asked, found by number: a new name makes nobody else of them."""
    number = json.loads(asked.proposal or "{}").get("rep")
    if number is None:
        return None
    return Person(int(number), asked.asked_by, "")


def _said(asked: ApprovalRow, head: str, outcome: Verdict, carried: str) -> str:
    if outcome == Verdict.REJECTED:
        said = _("{head}: rejected; nothing changes.")
        if asked.kind == Asked.COUNTERSIGN:
            said = _("{head}: rejected; the move stays, and counts in no appraisal.")
        return said.format(head=head)
    return _("{head}: approved.").format(head=head) + (f" {carried}" if carried else "")


def _hint(asked: ApprovalRow, outcome: Verdict) -> str:
    if outcome == Verdict.REJECTED and asked.kind == Asked.COUNTERSIGN:
        return _("Move them back: crm demote {id} --to STAGE -m TEXT").format(id=asked.customer_id)
    return _("See what still waits: crm approvals")


def refuse_twice(work: Work, customer_id: int, goal: str) -> None:
    """Raise ConflictError where the same move is asked for already."""
    for asked in approvals.waiting(work.sql, customer_id):
        if asked.kind == Asked.GATE and json.loads(asked.proposal).get("goal") == goal:
            raise ConflictError(
                _("q{id} asks for that move already.").format(id=asked.id),
                _("Somebody else decides: crm approve q{id} --as REP").format(id=asked.id),
            )
