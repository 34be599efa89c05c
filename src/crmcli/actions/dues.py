"""What entering orders and entering payments have in common."""

from crmcli.errors import BadInputError, NotFoundError, quoted
from crmcli.language import _
from crmcli.model import Order
from crmcli.rules import money
from crmcli.store import facts
from crmcli.store.caches import setting
from crmcli.store.refs import order as find_order
from crmcli.store.write import Work


def chosen_currency(work: Work, given: str) -> str:
    """Return the currency given, else the configured one; BadInputError where there is none."""
    code = given or setting(work.sql, "currency")
    if not code:
        raise BadInputError(
            _("The amount has no currency."),
            _("Write it after the amount: 12500 USD, or set one for all: crm config set currency USD"),
        )
    return money.currency(code, _("CURRENCY"))


def existing(work: Work, ref: str) -> Order:
    """Return the order that `o17` or the firm's own number means; NotFoundError."""
    order_id = find_order(work.sql, ref)
    if order_id is None:
        raise NotFoundError(_("There is no order {ref}.").format(ref=quoted(ref)), _("See them with: crm order list"))
    found: Order = work.get(Order, order_id)
    return found


def still_open(work: Work, order: Order) -> list[tuple[int, int, int, int, int]]:
    """Return an order's instalments that are owed, earliest due first."""
    return facts.open_instalments(work.sql, "i.order_id = ?", order.id)
