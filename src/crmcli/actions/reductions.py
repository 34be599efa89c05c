"""Owing less: what a return or a credit note takes off the instalments of its order."""

from crmcli.errors import RefusedError
from crmcli.language import _
from crmcli.model import Allocation, Order, Reduction
from crmcli.rules import money
from crmcli.rules.allocation import taken_back
from crmcli.store import owed
from crmcli.store.write import Work


def left(work: Work, order_id: int) -> int:
    """Return what is left of an order's amount after returns and credit notes."""
    return sum(part.amount - part.reduced for part in owed.parts(work.sql, order_id))


def reduce(
    work: Work, order: Order, amount: int, day: str, *, return_id: int | None = None, invoice_id: int | None = None
) -> int:
    """Take an amount off what an order owes, from the instalment that is due last backwards.

    What was paid beyond that is credit from the day on (or from a later one on which it was paid); returns how much.
    Raises RefusedError where less than that is left of the order.
    """
    order_id = order.id or 0
    rest = left(work, order_id)
    if amount > rest:
        raise RefusedError(
            _("Only {rest} are left of order o{id}.").format(rest=money.display(rest, order.currency), id=order_id)
        )
    released = 0
    for part in owed.parts(work.sql, order_id):
        share = min(amount, part.amount - part.reduced)
        if share == 0:
            continue
        amount -= share
        work.session.add(
            Reduction(
                order_id=order_id,
                instalment_id=part.id,
                customer_id=order.customer_id,
                amount=share,
                reduced_on=day,
                return_id=return_id,
                invoice_id=invoice_id,
            )
        )
        excess = part.paid - (part.amount - part.reduced - share)
        released += _release(work, order, part.id, max(excess, 0), day)
    work.session.flush()
    return released


def _release(work: Work, order: Order, instalment_id: int, excess: int, day: str) -> int:
    """Give what an instalment was paid too much back to the payments, the latest first."""
    paid = [(one.payment_id, one.amount, one.applied_on) for one in owed.paid(work.sql, instalment_id)]
    for payment_id, share, applied_on in taken_back(paid, excess):
        work.session.add(
            Allocation(
                payment_id=payment_id,
                instalment_id=instalment_id,
                order_id=order.id or 0,
                customer_id=order.customer_id,
                amount=-share,
                applied_on=max(day, applied_on),
            )
        )
    return excess
