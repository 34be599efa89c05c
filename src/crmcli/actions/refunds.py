"""Money that goes back to a customer: out of credit, and as an entry of its own."""

from datetime import date
from typing import NamedTuple

from crmcli.actions.dues import chosen_currency, existing
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.errors import BadInputError, RefusedError
from crmcli.language import _
from crmcli.model import Refund, RefundPart
from crmcli.rules import money
from crmcli.rules.allocation import Part, shares
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.refs import customer as find_customer
from crmcli.store.write import Request, Work


class NewRefund(NamedTuple):
    """A refund as a person typed it."""

    ref: str
    amount: str
    currency: str = ""
    at: date | None = None
    order: str = ""  # what it is given back for
    note: str = ""


def refund(request: Request, wanted: NewRefund) -> Outcome:
    """Give money back that pays nothing; RefusedError for more than there was on that day."""
    return each(request, [wanted], _refund)


def _refund(work: Work, wanted: NewRefund) -> Done:
    customer = find_customer(work.sql, wanted.ref)
    order = existing(work, wanted.order) if wanted.order else None
    if order and order.customer_id != customer.id:
        raise RefusedError(_("Order o{id} is not of that customer.").format(id=order.id))
    code = chosen_currency(work, wanted.currency or (order.currency if order else ""))
    amount = money.parse(wanted.amount, code, _("AMOUNT"))
    if amount == 0:
        raise BadInputError(_("AMOUNT: a refund of nothing?"))
    day = past_day(work, wanted.at)
    free = facts.free_payments(work.sql, customer.id, code)
    parts = [Part(payment, rest) for payment, rest, since in free if since <= day]
    _refuse_too_much(customer.name, customer.id, amount, code, day, sum(part.owed for part in parts))
    row = Refund(
        customer_id=customer.id,
        order_id=order.id if order else None,
        amount=amount,
        currency=code,
        refunded_on=day,
        note=checked(wanted.note, "--note", LONG).strip(),
    )
    work.add(row)
    for part, share in shares(parts, amount):
        work.session.add(
            RefundPart(
                refund_id=row.id or 0, payment_id=part.key, customer_id=customer.id, amount=share, refunded_on=day
            )
        )
    work.session.flush()
    left = sum(rest for _payment, rest, _since in free) - amount
    said = _("{name} ({id}): {amount} given back, kept as y{row}.")
    if left:
        said += " " + _("{left} of credit are left.")
    sentence = said.format(
        name=customer.name,
        id=customer.id,
        amount=money.display(amount, code),
        row=row.id,
        left=money.display(left, code),
    )
    return Done(f"y{row.id}", sentence, _("See the whole account: crm statement {id}").format(id=customer.id))


def _refuse_too_much(name: str, customer_id: int, amount: int, code: str, day: str, held: int) -> None:
    if amount > held:
        said = _("{name} ({id}) has {amount} of credit on {day}.")
        raise RefusedError(
            said.format(name=name, id=customer_id, amount=money.display(held, code), day=day),
            _("Only credit is given back: cancel the order, take the goods back, or write a credit note first."),
        )
