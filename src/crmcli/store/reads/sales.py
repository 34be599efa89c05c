"""What was sold in a period, per rep, customer, product …: every grouping of the same orders, to the same totals."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from crmcli.rules.money import decimal
from crmcli.rules.periods import Period, before, months_up_to, year_before
from crmcli.rules.periods import period as read_period
from crmcli.rules.shares import ratio, shares
from crmcli.rules.sold import Line, Order, Sums, parts, whole
from crmcli.rules.targets import Target, within
from crmcli.store.read import View
from crmcli.store.reads import sold
from crmcli.store.reads.exchange import Exchange

GROUPS = (*sold.KEYS, "product")
MONTHS = 12


class SalesRow(NamedTuple):
    """What was sold in one currency by the orders of a period; amount = received + receivable.

    `returned` is taken off already. `costed` is the part of the amount whose costs are known, and `margin` what is left
    of that after them, expenses aside. Shares and comparisons are parts of 1.
    """

    currency: str
    orders: int
    amount: Decimal
    returned: Decimal
    received: Decimal
    receivable: Decimal
    invoiced: Decimal
    expenses: Decimal
    margin: Decimal | None
    costed: Decimal
    share: Decimal
    previous: Decimal
    vs_previous: Decimal | None
    year_before: Decimal
    vs_year_before: Decimal | None


class Completed(NamedTuple):
    """What was to be sold, and how much of that the amount is."""

    target: Decimal | None
    completion: Decimal | None


class Sold(NamedTuple):
    """A row of the report, what it is called, and its amounts in the last months, in minor units."""

    key: object
    name: str
    title: str  # what a product is called, beside its code
    row: SalesRow
    completed: Completed
    months: list[int]


class Asked(NamedTuple):
    """What the report is asked for."""

    period: Period
    exchange: Exchange
    by: str = ""
    where: tuple[str, ...] = ()

    def days(self, period: Period) -> sold.Days:
        """Return the days of a period as sources take them."""
        return sold.Days(period.first.isoformat(), (period.last + timedelta(days=1)).isoformat())


Tally = dict[tuple[Any, str], Sums]
_NOTHING = Sums()


def sales(view: View, asked: Asked, *, months: bool = False) -> list[Sold]:
    """Return what was sold per group and currency, the most first; what belongs to no group comes last.

    `months` asks for the amounts of the last months too. The periods compared with count as known on the day asked for.
    """
    now = _sold(view, asked, asked.period)
    spent = _spent(view, asked)
    earlier = [_sold(view, asked, one, deep=False) for one in (before(asked.period), year_before(asked.period))]
    aims = _targets(view, asked) if asked.by in ("", "rep") and not asked.where else {}
    wholes = _wholes(view, asked, now)
    history = _months(view, asked) if months else []
    keys = {*now, *spent, *aims, *(key for tally in earlier for key in tally)}
    called = sold.names(view, asked.by, {key for key, _code in keys})
    titles = dict(view.rows("SELECT id, name FROM product")) if asked.by == "product" else {}
    found = []
    for code in sorted({code for _key, code in keys}):
        mine = sorted(
            (key for key, one in keys if one == code), key=lambda key: _rank(asked.by, key, now, code, called)
        )
        parts = shares([now.get((key, code), _NOTHING).amount for key in mine], wholes.get(code, 0))
        for key, share in zip(mine, parts, strict=True):
            sums = now.get((key, code), _NOTHING)
            then = [tally.get((key, code), _NOTHING).amount for tally in earlier]
            row = _row(code, sums, spent.get((key, code), 0), share, *then)
            series = [tally.get((key, code), _NOTHING).amount for tally in history]
            title = titles.get(key, "")
            found.append(
                Sold(key, called[key], title, row, _completed(code, sums.amount, aims.get((key, code))), series)
            )
    return found


def _rank(by: str, key: Any, now: Tally, code: str, called: dict[object, str]) -> tuple[object, ...]:
    amount = 0 if by == "month" else -now.get((key, code), _NOTHING).amount
    return (key in (None, ""), amount, called[key], str(key))


def _row(code: str, sums: Sums, spent: int, share: Decimal, previous: int, year_ago: int) -> SalesRow:
    owed = sums.amount - sums.received
    figures = (sums.amount, sums.returned, sums.received, owed, sums.invoiced, spent)
    earned = (decimal(sums.margin, code) if sums.known else None, decimal(sums.costed, code), share)
    compared = [(decimal(one, code), ratio(sums.amount - one, one)) for one in (previous, year_ago)]
    return SalesRow._make((code, sums.orders, *(decimal(one, code) for one in figures), *earned, *sum(compared, ())))


def _completed(code: str, amount: int, aim: int | None) -> Completed:
    return Completed(None if aim is None else decimal(aim, code), None if aim is None else ratio(amount, aim))


def _wholes(view: View, asked: Asked, now: Tally) -> dict[str, int]:
    """Return the firm's amount per currency, of which shares are."""
    tally = _sold(view, asked._replace(by="", where=()), asked.period, deep=False) if asked.where else now
    found: dict[str, int] = {}
    for (_key, code), sums in tally.items():
        found[code] = found.get(code, 0) + max(sums.amount, 0)
    return found


def _months(view: View, asked: Asked) -> list[Tally]:
    names = months_up_to(min(asked.period.last, view.day), MONTHS)
    return [_sold(view, asked, read_period(name, view.day), deep=False) for name in names]


def _spent(view: View, asked: Asked) -> dict[tuple[Any, str], int]:
    """Return what was spent in the period; none of it is on a product."""
    values: dict[str, object] = {}
    conditions = sold.narrowed(view, asked.where, values)
    key = sold.KEYS.get(asked.by, "NULL")
    source = sold.keyed(sold.costs(asked.days(asked.period)), key, "x.currency, x.amount", conditions)
    found: dict[tuple[Any, str], int] = {}
    for one, code, amount in view.rows(source, **values):
        place = (one, asked.exchange.into(code))
        found[place] = found.get(place, 0) + asked.exchange(amount, code)
    return found


def _targets(view: View, asked: Asked) -> dict[tuple[Any, str], int]:
    rows = view.rows("SELECT rep_id, period, amount, currency FROM target ORDER BY id")
    targets = [Target(rep, read_period(text, view.day), amount, code) for rep, text, amount, code in rows]
    found: dict[tuple[Any, str], int] = {}
    for one in within(targets, asked.period):
        place = (one.who if asked.by else "", asked.exchange.into(one.currency))
        found[place] = found.get(place, 0) + asked.exchange(one.amount, one.currency)
    return found


def _sold(view: View, asked: Asked, period: Period, *, deep: bool = True) -> Tally:
    """Return the sums of a period's orders per group and currency; margins only where it goes `deep`."""
    days, values = asked.days(period), dict[str, object]()
    conditions = sold.narrowed(view, asked.where, values)
    by_product = asked.by == "product"
    columns = ", ".join(f"x.{name}" for name in ("order_id", *Order._fields[2:]))
    source = sold.keyed(sold.orders(days), sold.KEYS.get(asked.by, "NULL"), columns, conditions)
    lines = _lines(view, days, costed=not by_product) if by_product or deep else {}
    tally: Tally = {}
    for order in map(Order._make, view.rows(source, **values)):
        place, value = asked.exchange.into(order.currency), partial(asked.exchange, code=order.currency)
        if order.id not in lines:
            tally.setdefault((order.key, place), Sums()).add(whole(order, value))
            continue
        met = set()
        for product, sums in parts(order, lines[order.id], value):
            key = product if by_product else order.key
            # Of several lines of a product, or of a customer's order, there is one order.
            sums.orders = 0 if key in met else sums.orders
            met.add(key)
            tally.setdefault((key, place), Sums()).add(sums)
    return tally


def _lines(view: View, days: sold.Days, *, costed: bool) -> dict[int, list[Line]]:
    """Return the lines of a period's orders, or of those of them where any costs are known."""
    of_them = " AND EXISTS (SELECT 1 FROM order_line AS k WHERE k.order_id = l.order_id AND k.cost IS NOT NULL)"
    back = "FROM order_return AS t WHERE t.line_id = l.id AND t.returned_on < :until"
    found: dict[int, list[Line]] = {}
    for order_id, *line in view.rows(
        f"SELECT l.order_id, l.product_id, l.amount, l.qty, l.cost, coalesce((SELECT sum(t.amount) {back}), 0),"
        f" coalesce((SELECT sum(t.qty) {back}), 0) FROM order_line AS l"
        f" WHERE l.order_id IN (SELECT x.order_id FROM ({sold.orders(days)}) AS x){of_them if costed else ''}"
        " ORDER BY l.order_id, l.number, l.id"
    ):
        found.setdefault(order_id, []).append(Line(*line))
    return found
