"""An order by its lines: what was sold, came back, came in and was invoiced of each product, and what it earned."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from crmcli.rules.goods import line_amount
from crmcli.rules.shares import apportioned


class Order(NamedTuple):
    """An order that counts, in minor units: what was ordered, and what became of that."""

    key: Any  # the group that it belongs to
    id: int
    currency: str
    day: str
    amount: int
    returned: int
    received: int
    invoiced: int


class Line(NamedTuple):
    """A line of an order, and what came back of it; quantities in thousandths, `cost` is that of one unit."""

    product_id: int | None
    amount: int
    qty: int
    cost: int | None
    returned: int = 0
    returned_qty: int = 0


class Sums:
    """Whole minor units of one group and currency; `amount` is what is left of the orders, after returns."""

    __slots__ = ("amount", "costed", "invoiced", "known", "margin", "orders", "received", "returned")

    def __init__(
        self, orders: int = 0, amount: int = 0, returned: int = 0, received: int = 0, invoiced: int = 0
    ) -> None:
        self.orders, self.amount, self.returned = orders, amount, returned
        self.received, self.invoiced = received, invoiced
        self.margin = self.costed = 0
        self.known = False  # whether any costs are

    def add(self, other: "Sums") -> None:
        """Add what another order, or a part of one, says."""
        self.orders += other.orders
        self.amount += other.amount
        self.returned += other.returned
        self.received += other.received
        self.invoiced += other.invoiced
        self.margin += other.margin
        self.costed += other.costed
        self.known = self.known or other.known


def whole(order: Order, value: Callable[[int], int]) -> Sums:
    """Return an order's sums, each amount as `value` has it; what is owed of it is the amount less what was received.

    An order of which nothing is left counts no more.
    """
    left = order.amount - order.returned
    counts = int(left > 0 or not order.amount)
    amount = value(left)
    received = amount if order.received == left else min(value(order.received), amount)
    return Sums(counts, amount, value(order.returned), received, value(order.invoiced))


def parts(order: Order, lines: Sequence[Line], value: Callable[[int], int]) -> list[tuple[int | None, Sums]]:
    """Return (product, sums) per line; the parts add up to the order, and one without lines has one, of no product.

    What a return or credit note took of no line in particular, what came in and what was invoiced is shared out as the
    lines' amounts are.
    """
    sums = whole(order, value)
    if not lines:
        return [(None, sums)]
    ordered = apportioned(sums.amount + sums.returned, [max(line.amount, 0) for line in lines])
    returned = _returned(sums.returned, ordered, [value(line.returned) for line in lines])
    left = [one - back for one, back in zip(ordered, returned, strict=True)]
    received = apportioned(sums.received, left)
    invoiced = apportioned(sums.invoiced, left if any(left) else ordered)
    found = []
    for place, line in enumerate(lines):
        part = Sums(sums.orders, left[place], returned[place], received[place], invoiced[place])
        if line.cost is not None:
            part.known, part.costed = True, part.amount
            part.margin = part.amount - value(line_amount(line.qty - line.returned_qty, line.cost))
        found.append((line.product_id, part))
    return found


def _returned(total: int, ordered: Sequence[int], named: Sequence[int]) -> list[int]:
    """Return what came back of each line: what names it, and its share of what names none."""
    back = [min(one, most) for one, most in zip(named, ordered, strict=True)]
    if sum(back) > total:
        return apportioned(total, back)
    rest = apportioned(total - sum(back), [most - one for one, most in zip(back, ordered, strict=True)])
    return [one + more for one, more in zip(back, rest, strict=True)]
