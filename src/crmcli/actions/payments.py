"""Payments: money that came in, and the instalments it pays."""

from typing import NamedTuple

from crmcli.actions.customers import past_day
from crmcli.actions.orders import chosen_currency, existing, still_open
from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, NotFoundError, RefusedError
from crmcli.language import _
from crmcli.model import Allocation, Order, Payment
from crmcli.rules import money
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.refs import customer as find_customer
from crmcli.store.refs import order as find_order
from crmcli.store.write import Request, Work


class NewPayment(NamedTuple):
    """One payment as a person typed it: towards an order, or by a customer."""

    ref: str
    amount: str
    currency: str = ""
    at: str = "today"
    instalment: int | None = None
    note: str = ""


class _Open(NamedTuple):
    instalment_id: int
    order_id: int
    customer_id: int
    number: int
    outstanding: int


def pay(request: Request, payments: list[NewPayment], dates: DateOrder = "", *, keep_going: bool = False) -> Outcome:
    """Enter payments: to the named instalment, else the open ones, earliest due first; the rest is credit."""
    return each(request, payments, lambda work, one: _pay(work, one, dates), keep_going=keep_going)


def _pay(work: Work, given: NewPayment, dates: DateOrder) -> Done:
    order = existing(work, given.ref) if find_order(work.sql, given.ref) is not None else None
    if order is not None:
        customer_id = order.customer_id
        currency = _currency_of(order, given.currency)
    else:
        customer_id = _payer(work, given.ref)
        currency = chosen_currency(work, given.currency)
    amount = money.parse(given.amount, currency, _("AMOUNT"))
    if amount == 0:
        raise BadInputError(_("A payment of nothing?"))
    paid_on = past_day(work, day(given.at, work.request.today, past=True, order=dates, place="--at"))
    owed = _owed(work, customer_id, order, currency, given.instalment)
    payment = Payment(
        customer_id=customer_id,
        amount=amount,
        currency=currency,
        paid_on=paid_on,
        note=checked(given.note, "--note", LONG),
    )
    payment_id = work.add(payment)
    paid = _allocate(work, payment_id, amount, owed)
    return _told(work, payment, paid, amount)


def _payer(work: Work, ref: str) -> int:
    try:
        return find_customer(work.sql, ref).id
    except NotFoundError as error:
        raise NotFoundError(_("No order and no customer fits {ref}.").format(ref=repr(ref)), *error.details) from None


def _currency_of(order: Order, given: str) -> str:
    if given and money.currency(given, _("CURRENCY")) != order.currency:
        raise RefusedError(
            _("Order o{id} is in {ours}, the payment in {theirs}.").format(
                id=order.id, ours=order.currency, theirs=given.upper()
            )
        )
    return order.currency


def _owed(work: Work, customer_id: int, order: Order | None, currency: str, number: int | None) -> list[_Open]:
    """Return what a payment may pay, in the order in which it is paid."""
    if order is None:
        if number is not None:
            raise BadInputError(_("--instalment needs an order: crm pay o17 AMOUNT --instalment 2"))
        found = facts.open_instalments(work.sql, "i.customer_id = ? AND o.currency = ?", customer_id, currency)
        return [_Open(*row) for row in found]
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} is cancelled.").format(id=order.id))
    parts = [_Open(*row) for row in still_open(work, order)]
    if number is None:
        return parts
    if not facts.has_instalment(work.sql, order.id or 0, number):
        raise NotFoundError(_("Order o{id} has no instalment {number}.").format(id=order.id, number=number))
    return [part for part in parts if part.number == number]


def _allocate(work: Work, payment_id: int, amount: int, owed: list[_Open]) -> dict[int, int]:
    """Write what the payment pays, and return minor units per order."""
    left = amount
    paid: dict[int, int] = {}
    for part in owed:
        share = min(left, part.outstanding)
        if share == 0:
            break
        work.session.add(
            Allocation(
                payment_id=payment_id,
                instalment_id=part.instalment_id,
                order_id=part.order_id,
                customer_id=part.customer_id,
                amount=share,
            )
        )
        left -= share
        paid[part.order_id] = paid.get(part.order_id, 0) + share
    work.session.flush()
    return paid


def _told(work: Work, payment: Payment, paid: dict[int, int], amount: int) -> Done:
    name = facts.customer_name(work.sql, payment.customer_id)
    code = payment.currency
    parts = [
        _("{name} ({id}): {amount} received.").format(
            name=name, id=payment.customer_id, amount=money.display(amount, code)
        )
    ]
    for order_id, share in paid.items():
        rest = sum(row[4] for row in facts.open_instalments(work.sql, "i.order_id = ?", order_id))
        said = _("{share} to o{order}, which still owes {rest}.") if rest else _("{share} to o{order}, now paid.")
        parts.append(said.format(share=money.display(share, code), order=order_id, rest=money.display(rest, code)))
    credit = amount - sum(paid.values())
    if credit:
        parts.append(_("{credit} are credit.").format(credit=money.display(credit, code)))
    return Done(f"p{payment.id}", " ".join(parts), _("See who owes what: crm receivables"))
