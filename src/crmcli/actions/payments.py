"""Payments: money that came in, and the instalments it pays."""

from typing import NamedTuple

from crmcli.actions.dues import chosen_currency, existing, still_open
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.errors import BadInputError, ConflictError, NotFoundError, RefusedError, quoted
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
    """One payment as a person typed it: towards an order, or by a customer; or the use of earlier credit."""

    ref: str
    amount: str
    currency: str = ""
    at: str = "today"
    instalment: int | None = None
    note: str = ""
    credit: bool = False  # no new money: unapplied credit pays, as much as there is where `amount` is ""


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
    if order is not None and given.ref.strip().isdecimal():
        _refuse_two_meanings(work, order, given.ref.strip())
    if order is not None:
        customer_id = order.customer_id
        currency = _currency_of(order, given.currency)
    else:
        customer_id = _payer(work, given.ref)
        held = facts.credit_currencies(work.sql, customer_id) if given.credit and not given.currency else []
        currency = held[0] if len(held) == 1 else chosen_currency(work, given.currency)
    paid_on = past_day(work, day(given.at, work.request.today, past=True, order=dates, place="--at"))
    owed = _owed(work, customer_id, order, currency, given.instalment)
    if given.credit:
        return _use_credit(work, customer_id, currency, given.amount, owed)
    amount = money.parse(given.amount, currency, _("AMOUNT"))
    if amount == 0:
        raise BadInputError(_("A payment of nothing?"))
    payment = Payment(
        customer_id=customer_id,
        amount=amount,
        currency=currency,
        paid_on=paid_on,
        note=checked(given.note, "--note", LONG),
    )
    payment_id = work.add(payment)
    paid = _allocate(work, payment_id, amount, owed, paid_on)
    return _told(work, payment, paid)


def _use_credit(work: Work, customer_id: int, currency: str, text: str, owed: list[_Open]) -> Done:
    """Let payments that pay nothing yet pay what is owed, from today on."""
    name = facts.customer_name(work.sql, customer_id)
    free = facts.free_payments(work.sql, customer_id, currency)
    held = sum(rest for _payment, rest, _since in free)
    wanted = money.parse(text, currency, _("AMOUNT")) if text else held
    if not held or wanted > held or wanted == 0:
        raise RefusedError(
            _("{name} ({id}) has {amount} of credit.").format(
                name=name, id=customer_id, amount=money.display(held, currency)
            )
        )
    paid: dict[int, int] = {}
    for payment_id, rest, since in free:
        # A clock that is behind does not use money before it was there.
        used = _allocate(work, payment_id, min(rest, wanted), owed, max(work.today, since))
        wanted -= sum(used.values())
        owed = _reduced(owed, sum(used.values()))
        for order_id, share in used.items():
            paid[order_id] = paid.get(order_id, 0) + share
    if not paid:
        raise RefusedError(_("{name} ({id}) owes nothing that credit could pay.").format(name=name, id=customer_id))
    head = _("{name} ({id}): {amount} of credit used.").format(
        name=name, id=customer_id, amount=money.display(sum(paid.values()), currency)
    )
    return Done(
        str(customer_id), " ".join([head, *_shares(work, paid, currency)]), _("See who owes what: crm receivables")
    )


def _reduced(owed: list[_Open], paid: int) -> list[_Open]:
    """Return what is still owed after a payment of the first ones."""
    left = []
    for part in owed:
        share = min(paid, part.outstanding)
        paid -= share
        if share < part.outstanding:
            left.append(part._replace(outstanding=part.outstanding - share))
    return left


def _refuse_two_meanings(work: Work, order: Order, ref: str) -> None:
    """Raise ConflictError where an order's own number is also the id of a customer who has nothing to do with it."""
    try:
        customer = find_customer(work.sql, ref)
    except NotFoundError:
        return
    if customer.id != order.customer_id:
        raise ConflictError(
            _("{ref} is order o{order} and also customer {name}.").format(ref=ref, order=order.id, name=customer.name),
            _("Write o{order}, or a piece of the name.").format(order=order.id),
        )


def _payer(work: Work, ref: str) -> int:
    try:
        return find_customer(work.sql, ref).id
    except NotFoundError as error:
        raise NotFoundError(_("No order and no customer fits {ref}.").format(ref=quoted(ref)), *error.details) from None


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
    if order.cancelled_on or order.draft:
        said = _("Order o{id} is a draft.") if order.draft else _("Order o{id} is cancelled.")
        raise RefusedError(said.format(id=order.id))
    parts = [_Open(*row) for row in still_open(work, order)]
    if number is None:
        return parts
    if not facts.has_instalment(work.sql, order.id or 0, number):
        raise NotFoundError(_("Order o{id} has no instalment {number}.").format(id=order.id, number=number))
    return [part for part in parts if part.number == number]


def _allocate(work: Work, payment_id: int, amount: int, owed: list[_Open], day_of: str) -> dict[int, int]:
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
                applied_on=day_of,
            )
        )
        left -= share
        paid[part.order_id] = paid.get(part.order_id, 0) + share
    work.session.flush()
    return paid


def _shares(work: Work, paid: dict[int, int], code: str) -> list[str]:
    """Return a sentence per order that was paid, and what it still owes."""
    said = []
    for order_id, share in paid.items():
        rest = sum(row[4] for row in facts.open_instalments(work.sql, "i.order_id = ?", order_id))
        sentence = _("{share} to o{order}, which still owes {rest}.") if rest else _("{share} to o{order}, now paid.")
        said.append(sentence.format(share=money.display(share, code), order=order_id, rest=money.display(rest, code)))
    return said


def _told(work: Work, payment: Payment, paid: dict[int, int]) -> Done:
    code = payment.currency
    name = facts.customer_name(work.sql, payment.customer_id)
    head = _("{name} ({id}): {amount} received.").format(
        name=name, id=payment.customer_id, amount=money.display(payment.amount, code)
    )
    parts = [head, *_shares(work, paid, code)]
    hint = _("See who owes what: crm receivables")
    credit = payment.amount - sum(paid.values())
    if credit:
        parts.append(_("{credit} are credit.").format(credit=money.display(credit, code)))
        hint = _("Use it for what is owed later: crm pay {id} --credit").format(id=payment.customer_id)
    return Done(f"p{payment.id}", " ".join(parts), hint)
