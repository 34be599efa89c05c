"""Orders: what was sold, when it is due, and the stages that follow from it."""

from datetime import date
from typing import NamedTuple

from crmcli.actions import owners, stages
from crmcli.actions.dues import chosen_currency, existing
from crmcli.actions.outcome import Done, Outcome, acting, each, past_day
from crmcli.errors import BadInputError, ConflictError, RefusedError, quoted
from crmcli.language import _
from crmcli.model import Instalment, Order
from crmcli.rules import money
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.orders import Sale, counts
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.refs import Found, customers
from crmcli.store.refs import order as find_order
from crmcli.store.write import Request, Work


class NewOrder(NamedTuple):
    """One order as a person typed it."""

    ref: str
    amount: str
    currency: str = ""
    code: str = ""
    at: str = "today"
    sample: bool = False
    due: str = ""
    instalments: tuple[str, ...] = ()  # DATE=AMOUNT
    note: str = ""
    force: str = ""  # why the owner's say is passed over, "" if it is not


def add(request: Request, orders: list[NewOrder], dates: DateOrder = "", *, keep_going: bool = False) -> Outcome:
    """Add confirmed orders; the first that counts makes a buyer, the second a repeat customer."""

    def one(work: Work, order: NewOrder) -> list[Done]:
        return [_add(work, found, order, dates) for found in customers(work.sql, [order.ref])]

    return each(request, orders, one, keep_going=keep_going)


def _add(work: Work, customer: Found, order: NewOrder, dates: DateOrder) -> Done:
    past = owners.past(work, customer, owners.Why(reason=order.force, force=bool(order.force)))
    code = chosen_currency(work, order.currency)
    amount = money.parse(order.amount, code, _("AMOUNT"))
    ordered = past_day(work, day(order.at, work.request.today, past=True, order=dates, place="--at"))
    parts = _instalments(order, amount, code, ordered, work.request.today, dates)
    number = checked(order.code, "--code").strip()
    if number and find_order(work.sql, number) is not None:
        raise ConflictError(_("There is an order {code} already.").format(code=number))
    who = acting(work)
    order_id = work.add(
        Order(
            customer_id=customer.id,
            code=number,
            ordered_on=ordered,
            amount=amount,
            currency=code,
            sample=int(order.sample),
            rep_id=who.id if who else None,
            note=checked(order.note, "--note", LONG),
        )
    )
    for place, (due, part) in enumerate(parts, 1):
        row = Instalment(order_id=order_id, customer_id=customer.id, number=place, due_on=due, amount=part)
        work.session.add(row)
    work.session.flush()
    sale = Sale(order_id, ordered, "", amount, int(order.sample))
    moved = stages.follow_orders(work, customer.id, order_id, ordered) if counts(sale) else None
    said = _("{name} ({id}): order o{order} of {amount}.")
    if moved:
        said = _("{name} ({id}): order o{order} of {amount}; now {stage}.")
    sentence = said.format(**customer._asdict(), order=order_id, amount=money.display(amount, code), stage=moved)
    return Done(
        f"o{order_id}",
        f"{sentence} {past}".rstrip(),
        _("When money comes in: crm pay o{order} AMOUNT").format(order=order_id),
    )


def _instalments(
    order: NewOrder, amount: int, code: str, ordered: str, today: date, dates: DateOrder
) -> list[tuple[str, int]]:
    """Return (due day, minor units) per instalment, earliest first; they add up to the amount."""
    if order.due and order.instalments:
        raise BadInputError(_("Give either --due or --instalment, not both."))
    if not order.instalments:
        due = day(order.due, today, order=dates, place="--due").isoformat() if order.due else ordered
        return [(due, amount)]
    parts = []
    for text in order.instalments:
        when, equals, part = text.partition("=")
        if not equals:
            raise BadInputError(
                _("--instalment: {text} is not DATE=AMOUNT.").format(text=quoted(text)),
                _("Write --instalment 2026-12-31=5000"),
            )
        due = day(when, today, order=dates, place="--instalment").isoformat()
        parts.append((due, money.parse(part, code, "--instalment")))
    total = sum(part for _due, part in parts)
    if total != amount:
        raise BadInputError(
            _("The instalments add up to {total}, the order is {amount}.").format(
                total=money.display(total, code), amount=money.display(amount, code)
            )
        )
    return sorted(parts)


def cancel(request: Request, refs: list[str], why: str, on: date | None) -> Outcome:
    """Cancel orders: what was paid on them becomes credit, and the moves they caused are taken back by new ones."""
    return each(request, refs, lambda work, ref: _cancel(work, existing(work, ref), why, on))


def _cancel(work: Work, order: Order, why: str, on: date | None) -> Done:
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} was cancelled on {day}.").format(id=order.id, day=order.cancelled_on))
    if not why.strip():
        raise RefusedError(_("A cancellation needs its reason; say why with -m."))
    day_of = past_day(work, on)
    if day_of < order.ordered_on:
        raise RefusedError(_("{day} is before the order, on {ordered}.").format(day=day_of, ordered=order.ordered_on))
    order.cancelled_on = day_of
    order.cancel_reason = checked(why, "--why", LONG)
    work.session.flush()
    moved = stages.follow_orders(work, order.customer_id, order.id or 0, day_of, cancelled=True)
    paid = facts.paid_of_order(work.sql, order.id or 0)
    name = facts.customer_name(work.sql, order.customer_id)
    parts = [_("{name} ({id}): order o{order} cancelled.").format(name=name, id=order.customer_id, order=order.id)]
    if paid:
        parts.append(_("{amount} of it are credit now.").format(amount=money.display(paid, order.currency)))
    if moved:
        parts.append(_("The customer is {stage} again.").format(stage=moved))
    return Done(f"o{order.id}", " ".join(parts), _("See what is left: crm show {id}").format(id=order.customer_id))
