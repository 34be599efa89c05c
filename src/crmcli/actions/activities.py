"""Logging what was done with customers, and planning what comes next."""

from datetime import date
from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import BadInputError, RefusedError
from crmcli.language import _, in_words
from crmcli.rules import money
from crmcli.rules.dates import DateOrder, day, moment
from crmcli.rules.kinds import kind
from crmcli.rules.texts import LONG, checked, spoken
from crmcli.store import facts, refs
from crmcli.store.caches import setting
from crmcli.store.refs import Found, customers, rep
from crmcli.store.write import Request, Work

_MOST_MINUTES = 100_000


class Entry(NamedTuple):
    """One activity as a person typed it."""

    ref: str
    kind: str
    text: str
    at: str = "today"
    contact: str = ""
    rep: str = ""
    minutes: int | None = None
    cost: str = ""
    next: str = ""


def log(request: Request, entries: list[Entry], order: DateOrder = "", *, keep_going: bool = False) -> Outcome:
    """Log activities, and plan the next steps named with them."""

    def one(work: Work, entry: Entry) -> list[Done]:
        return [_log(work, found, entry, order) for found in customers(work.sql, [entry.ref])]

    return each(request, entries, one, keep_going=keep_going)


def _log(work: Work, customer: Found, entry: Entry, order: DateOrder) -> Done:
    word = kind(entry.kind)
    if not entry.text.strip():
        raise BadInputError(_("{name} ({id}): what happened? The text is missing.").format(**customer._asdict()))
    at = moment(entry.at, work.request.today, order=order, place="--at")
    if at[:10] > work.today:
        raise RefusedError(
            _("{day} is in the future; what is planned goes into: crm next REF WHEN TEXT").format(day=at)
        )
    cost, currency = _cost(work, entry.cost)
    if entry.minutes is not None and not 0 <= entry.minutes <= _MOST_MINUTES:
        raise BadInputError(_("--minutes: {value} is no duration.").format(value=entry.minutes))
    from crmcli.model import Activity

    who = rep(work.sql, entry.rep) if entry.rep else acting(work)
    activity_id = work.add(
        Activity(
            customer_id=customer.id,
            contact_id=refs.contact(work.sql, entry.contact, customer.id) if entry.contact else None,
            rep_id=who.id if who else None,
            kind=word,
            at=at,
            text=checked(entry.text, "TEXT", LONG),
            minutes=entry.minutes,
            cost=cost,
            currency=currency,
        )
    )
    sentence = _("{name} ({id}): {kind} on {at} logged as a{activity}.").format(
        **customer._asdict(), kind=in_words(word), at=at.replace("T", " "), activity=activity_id
    )
    owner = facts.owner(work.sql, customer.id, at[:10])
    if who and owner and owner[0] != who.id:
        sentence += " " + _("The customer belongs to {owner}: crm conflicts lists it.").format(owner=owner[1])
    if entry.next:
        when, _space, text = entry.next.strip().partition(" ")
        planned = plan_for(work, customer, when, spoken([text]), order)
        return Done(f"a{activity_id}", f"{sentence} {planned.sentence}", planned.hint)
    hint = _('Plan what comes next: crm next {id} +7d "…"').format(id=customer.id)
    return Done(f"a{activity_id}", sentence, hint)


def _cost(work: Work, text: str) -> tuple[int | None, str]:
    if not text.strip():
        return None, ""
    amount, _space, code = text.strip().partition(" ")
    code = code or setting(work.sql, "currency")
    if not code:
        # A taxi is a taxi: the fact is kept, and an amount without a currency counts in no sum of money.
        return money.parse(amount, "", "--cost"), ""
    currency = money.currency(code, "--cost")
    return money.parse(amount, currency, "--cost"), currency


def plan(request: Request, ref: str, when: str, text: str, order: DateOrder = "") -> Outcome:
    """Plan the next step with customers; an earlier plan that is still open is replaced."""

    def all_of(work: Work, ref: str) -> list[Done]:
        return [plan_for(work, found, when, text, order) for found in customers(work.sql, [ref])]

    return each(request, [ref], all_of)


def plan_for(work: Work, customer: Found, when: str, text: str, order: DateOrder) -> Done:
    """Plan the next step with one customer inside a step; an open one is replaced."""
    from crmcli.model import NextStep

    due = _due(when, work.request.today, order)
    close(work, customer.id, "replaced")
    who = acting(work)
    step_id = work.add(
        NextStep(
            customer_id=customer.id,
            rep_id=who.id if who else None,
            due_on=due.isoformat(),
            text=checked(text, "TEXT", LONG),
            planned_on=work.today,
        )
    )
    return Done(
        f"n{step_id}",
        _("{name} ({id}): next step on {day}.").format(**customer._asdict(), day=due),
        _("When it is done: crm next {id} --done").format(id=customer.id),
    )


def _due(when: str, today: date, order: DateOrder) -> date:
    return day(when, today, order=order, place=_("WHEN"))


def close(work: Work, customer_id: int, outcome: str) -> int:
    """Close the open next steps of a customer with an outcome; returns how many there were."""
    open_ids = facts.open_next_steps(work.sql, customer_id)
    if open_ids:
        from crmcli.model import NextStep

        for step_id in open_ids:
            step = work.get(NextStep, step_id)
            step.closed_on = max(work.today, step.planned_on)
            step.outcome = outcome
        work.session.flush()
    return len(open_ids)


def finish(request: Request, ref: str) -> Outcome:
    """Close the open next step of customers as done; RefusedError where there is none."""

    def one(work: Work, found: Found) -> Done:
        if not close(work, found.id, "done"):
            raise RefusedError(_("{name} ({id}) has no open next step.").format(**found._asdict()))
        return Done(
            str(found.id),
            _("{name} ({id}): next step done.").format(**found._asdict()),
            _("What came of it? crm log {id} call TEXT").format(id=found.id),
        )

    return each(request, [ref], lambda work, ref: [one(work, found) for found in customers(work.sql, [ref])])
