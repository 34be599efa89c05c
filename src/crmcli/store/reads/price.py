"""What may be offered to a customer now: the screen before a call."""

from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.rules.goods import quantity
from crmcli.rules.money import decimal
from crmcli.rules.policies import Policy, Rank, authority, discount, lowest, percent, winner
from crmcli.rules.quotes import LIVE, status
from crmcli.store import products, refs
from crmcli.store.approvals import people
from crmcli.store.policies import case, policies
from crmcli.store.quotes import WORD
from crmcli.store.read import View
from crmcli.store.reads.policies import stage_of

_LAST = 3


class PaidRow(NamedTuple):
    """What the customer paid for one unit in an order; `discount` is what that was below the list then, in per cent."""

    at: str
    order: str
    qty: Decimal
    price: Decimal
    discount: Decimal | None


class OfferRow(NamedTuple):
    """A quote of the product that may still be accepted."""

    id: str
    rep: str
    at: str
    until: str
    status: str
    qty: Decimal
    price: Decimal


class PriceRow(NamedTuple):
    """A product for a customer: the prices of the day, what is mine to give and by which policy, discounts in per cent."""

    id: str
    code: str
    name: str
    unit: str
    group: str
    currency: str
    list_price: Decimal | None
    floor_price: Decimal | None
    lowest: Decimal | None
    rep: Decimal | None
    manager: Decimal | None
    director: Decimal | None
    term: int | None
    policy: str
    strategy: str
    paid: list[PaidRow]
    quotes: list[OfferRow]


class FlatRow(NamedTuple):
    """The same on one row: with the last price that was paid, and the ids of the quotes."""

    id: str
    code: str
    name: str
    unit: str
    group: str
    currency: str
    list_price: Decimal | None
    floor_price: Decimal | None
    lowest: Decimal | None
    rep: Decimal | None
    manager: Decimal | None
    director: Decimal | None
    term: int | None
    policy: str
    strategy: str
    last_price: Decimal | None
    last_at: str
    last_order: str
    quotes: str


def flat(row: PriceRow) -> FlatRow:
    """Return a product on one row."""
    last = row.paid[0] if row.paid else None
    paid = (last.price, last.at, last.order) if last else (None, "", "")
    return FlatRow._make((*row[:-2], *paid, ", ".join(one.id for one in row.quotes)))


class Prices(NamedTuple):
    """A customer's stage, today's season, how much who looks may decide, and the products."""

    id: int
    name: str
    stage: str
    season: str
    me: str
    role: str
    products: list[PriceRow]


def prices(view: View, ref: str, code: str, me: refs.Rep | None) -> Prices:
    """Return the products that the customer bought or was quoted, else all; or the one of `code`.

    Raises NotFoundError, ConflictError.
    """
    customer = refs.customer(view.sql, ref)
    stage, day = stage_of(view, customer), view.day.isoformat()
    there = policies(view.sql, day)
    rank = authority(me.role if me else None, people(view.sql))
    found = []
    seasons: tuple[str, ...] = case(view.sql, stage, "", day).seasons
    for one in _products(view, customer.id, code):
        asked = case(view.sql, stage, one.group, day)
        best = winner(there, asked)
        codes = sorted(products.currencies(view.sql, one.id, day)) or _currencies(view, customer.id, one.id)
        found += [_price(view, customer.id, one, currency, best, rank) for currency in codes or [""]]
    return Prices(
        customer.id, customer.name, stage, ", ".join(seasons), me.name if me else "", me.role if me else "", found
    )


def _products(view: View, customer: int, code: str) -> list[products.Product]:
    if code:
        return [products.named(view.sql, code)]
    select = "SELECT p.id, p.code, p.name, p.unit, p.grp FROM product AS p"
    order = " ORDER BY p.grp, p.code"
    known = view.rows(
        f"{select} WHERE p.archived_on = '' AND (p.id IN (SELECT product_id FROM order_line WHERE customer_id = :id)"
        f" OR p.id IN (SELECT product_id FROM quote_line WHERE customer_id = :id)){order}",
        id=customer,
    )
    rows = known or view.rows(f"{select} WHERE p.archived_on = '' AND p.created_on < :until{order}")
    return [products.Product._make(row) for row in rows]


def _currencies(view: View, customer: int, product: int) -> list[str]:
    """Return the currencies in which a customer bought or was quoted a product that has no price."""
    rows = view.rows(
        "SELECT DISTINCT o.currency FROM order_line AS x JOIN sales_order AS o ON o.id = x.order_id"
        " WHERE x.customer_id = :id AND x.product_id = :product UNION SELECT k.currency FROM quote_line AS x"
        " JOIN quote AS k ON k.id = x.quote_id WHERE x.customer_id = :id AND x.product_id = :product",
        id=customer,
        product=product,
    )
    return [code for (code,) in rows]


def _price(
    view: View, customer: int, one: products.Product, currency: str, best: Policy | None, rank: Rank
) -> PriceRow:
    at = products.price(view.sql, one.id, currency, view.day.isoformat())
    full, floor = (at.list_price, at.floor_price) if at else (None, None)
    values: dict[str, Any] = {"id": customer, "product": one.id, "currency": currency}
    return PriceRow(
        id=f"g{one.id}",
        code=one.code,
        name=one.name,
        unit=one.unit,
        group=one.group,
        currency=currency,
        list_price=_money(full, currency),
        floor_price=_money(floor, currency),
        lowest=_money(lowest(best, rank, full, floor), currency),
        rep=percent(best.rep) if best else None,
        manager=percent(best.manager) if best else None,
        director=percent(best.director) if best else None,
        term=best.term if best else None,
        policy=f"w{best.id}" if best else "",
        strategy=best.strategy if best else "",
        paid=_paid(view, values),
        quotes=_offers(view, values),
    )


def _money(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else decimal(minor, currency)


def _paid(view: View, values: dict[str, Any]) -> list[PaidRow]:
    rows = view.rows(
        "SELECT o.ordered_on, 'o' || o.id, x.qty, x.price, x.list_price FROM order_line AS x"
        " JOIN sales_order AS o ON o.id = x.order_id WHERE x.customer_id = :id AND x.product_id = :product"
        " AND o.currency = :currency AND o.draft = 0 AND o.ordered_on < :until"
        " AND (o.cancelled_on = '' OR o.cancelled_on >= :until) ORDER BY o.ordered_on DESC, x.id DESC LIMIT :last",
        last=_LAST,
        **values,
    )
    currency = str(values["currency"])
    return [
        PaidRow(at, order, quantity(qty), decimal(price, currency), percent(discount(price, full)) if full else None)
        for at, order, qty, price, full in rows
    ]


def _offers(view: View, values: dict[str, Any]) -> list[OfferRow]:
    rows = view.rows(
        f"SELECT k.accepted_on, k.closed_on, k.until_on, k.needs, coalesce({WORD.format(what='v.outcome')}, ''),"
        " 'k' || k.id, coalesce(r.name, ''), k.quoted_on, k.until_on, x.qty, x.price FROM quote_line AS x"
        " JOIN quote AS k ON k.id = x.quote_id LEFT JOIN rep AS r ON r.id = k.rep_id WHERE x.customer_id = :id"
        " AND x.product_id = :product AND k.currency = :currency AND k.quoted_on < :until ORDER BY k.id DESC, x.number",
        **values,
    )
    day, currency = view.day.isoformat(), str(values["currency"])
    found = [(status(day, *row[:5]), *row[5:]) for row in rows]
    return [
        OfferRow(one, rep, at, until, str(stands), quantity(qty), decimal(price, currency))
        for stands, one, rep, at, until, qty, price in found
        if stands in LIVE
    ]
