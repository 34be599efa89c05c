"""Which orders count for promotion, and what follows from them by itself."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple


class Sale(NamedTuple):
    """An order, until it was cancelled ("" never); its amount is what is left of it after returns."""

    order_id: int
    day: str
    cancelled_on: str = ""
    amount: int = 1
    sample: int = 0


class Automatic(NamedTuple):
    """Which moves are made without a person, and by which numbers of days."""

    buyer: bool = True
    repeat: bool = True
    wake: bool = True
    dormant: bool = True
    gap: int = 1  # days from one counted order to the next
    dormancy: int = 365  # days without one


def automatic(settings: Mapping[str, str]) -> Automatic:
    """Return the automatic moves as the firm has set them."""
    on = {name: settings.get(f"auto_{name}", "on") == "on" for name in ("buyer", "repeat", "wake", "dormant")}
    gap, dormancy = settings.get("repeat_min_gap_days") or 1, settings.get("dormancy_days") or 365
    return Automatic(**on, gap=int(gap), dormancy=int(dormancy))


def counts(sale: Sale) -> bool:
    """Say whether an order counts by itself: not cancelled, above zero, no sample."""
    return not sale.cancelled_on and sale.amount > 0 and not sale.sample


def counted(sales: Iterable[Sale], gap: int = 1) -> list[Sale]:
    """Return the orders that count for promotion, by their days: those that count by themselves, `gap` days apart.

    Those in between count with the one before them, so that splitting an order buys no promotion.
    """
    found: list[Sale] = []
    for sale in sorted(filter(counts, sales), key=lambda one: (one.day, one.order_id)):
        if not found or _days_between(found[-1].day, sale.day) >= gap:
            found.append(sale)
    return found


def _days_between(first: str, second: str) -> int:
    if first == second:
        return 0
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def last(sales: Iterable[Sale], day: str) -> Sale | None:
    """Return the latest order up to a day that counts by itself, or None."""
    return max((sale for sale in sales if counts(sale) and sale.day <= day), key=lambda one: one.day, default=None)


def idle(sales: Iterable[Sale], day: str, on: Automatic) -> bool:
    """Say whether no order up to a day counted for so long that the customer falls dormant on it."""
    found = last(sales, day)
    return found is None or _days_between(found.day, day) >= on.dormancy
