"""What was agreed to happen to an order, and what did."""

from datetime import date
from typing import NamedTuple

from crmcli.actions import plans
from crmcli.actions.dues import existing
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.errors import BadInputError, RefusedError, meant, quoted
from crmcli.language import _, in_words
from crmcli.model import Instalment, Milestone, Order
from crmcli.rules import money
from crmcli.rules.ageing import NO_DAY
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.kinds import meaning
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, owed
from crmcli.store.write import Request, Work


class Given(NamedTuple):
    """What a person said of a milestone; None is nothing, a day "-" takes it back."""

    planned: str | None = None
    reached: str | None = None
    person: str | None = None
    evidence: str | None = None
    sha256: str = ""  # of the file that the evidence names
    serial: str | None = None


def note(request: Request, ref: str, kind: str, given: Given, dates: DateOrder = "") -> Outcome:
    """Note when a milestone is planned, or that it was reached; what is due after it falls due."""
    return each(request, [ref], lambda work, one: _note(work, existing(work, one), kind, given, dates))


def _note(work: Work, order: Order, kind: str, given: Given, dates: DateOrder) -> Done:
    known = [*plans.milestones(work), *owed.kinds(work.sql, order.id or 0)]
    word = kind.strip().lower()
    word = word if word in known else meaning(word)
    if word not in known:
        raise BadInputError(_("{name} is no milestone.").format(name=quoted(kind)), meant(word, known))
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} was cancelled on {day}.").format(id=order.id, day=order.cancelled_on))
    if given == Given():
        given = Given(reached="today")
    number = owed.milestone(work.sql, order.id or 0, word)
    row: Milestone
    if number is None:
        row = Milestone(order_id=order.id or 0, customer_id=order.customer_id, kind=word, noted_on=work.today)
        work.add(row)
    else:
        row = work.get(Milestone, number)
    if given.planned is not None:
        row.planned_on = _day(work, given.planned, "--planned", dates)
    if given.reached is not None:
        row.reached_on = _reached(work, order, given.reached, dates)
    texts = {"person": given.person, "evidence": given.evidence, "serial": given.serial}
    for column, text in texts.items():
        if text is not None:
            setattr(row, column, checked(text, f"--{column}", LONG).strip())
    if given.evidence is not None:
        row.sha256 = given.sha256
    work.session.flush()
    return _told(work, order, row, _due(work, order, row) if given.reached is not None else 0)


def _day(work: Work, text: str, place: str, dates: DateOrder) -> str:
    return "" if text.strip() == "-" else day(text, work.request.today, order=dates, place=place).isoformat()


def _reached(work: Work, order: Order, text: str, dates: DateOrder) -> str:
    if text.strip() == "-":
        return ""
    found: date = day(text, work.request.today, past=True, order=dates, place="--reached")
    reached = past_day(work, found)
    if reached < order.ordered_on:
        said = _("{day} is before the order, on {ordered}.")
        raise RefusedError(said.format(day=reached, ordered=order.ordered_on))
    return reached


def _due(work: Work, order: Order, row: Milestone) -> int:
    """Let what waits for a milestone fall due, or wait again; returns how much of the order that is."""
    total = 0
    for number, days in owed.waiting_for(work.sql, order.id or 0, row.kind):
        instalment: Instalment = work.get(Instalment, number)
        instalment.due_on = plans.after(row.reached_on, days) if row.reached_on else NO_DAY
        total += instalment.amount
    work.session.flush()
    return total


def _told(work: Work, order: Order, row: Milestone, due: int) -> Done:
    about = {
        "name": facts.customer_name(work.sql, order.customer_id),
        "id": order.customer_id,
        "order": order.id,
        "kind": in_words(row.kind),
        "day": row.reached_on or row.planned_on,
    }
    if row.reached_on:
        said = _("{name} ({id}): order o{order} {kind} on {day}.")
    elif row.planned_on:
        said = _("{name} ({id}): order o{order} is to be {kind} on {day}.")
    else:
        said = _("{name} ({id}): order o{order}, {kind}: on no day.")
    parts = [said.format(**about)]
    if due and row.reached_on:
        parts.append(_("{amount} fall due after it.").format(amount=money.display(due, order.currency)))
    hint = _("See them all: crm order show o{order}").format(order=order.id)
    return Done(f"o{order.id}", " ".join(parts), hint)
