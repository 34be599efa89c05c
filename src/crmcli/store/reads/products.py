"""What is sold, and what it costs."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.rules.money import decimal
from crmcli.store.read import View


class ProductRow(NamedTuple):
    """A product with its prices of the day in one currency; one without any has none."""

    id: str
    code: str
    name: str
    group: str
    unit: str
    currency: str
    list_price: Decimal | None
    floor_price: Decimal | None
    cost: Decimal | None
    since: str
    note: str


def products(view: View, words: str = "", group: str = "", *, archived: bool = False) -> list[ProductRow]:
    """Return the products, by group and code: one row per currency in which there is a price on the day."""
    where = ["p.created_on < :until"]
    if not archived:
        where.append("(p.archived_on = '' OR p.archived_on >= :until)")
    if words:
        where.append("(instr(lower(p.code), lower(:words)) > 0 OR instr(lower(p.name), lower(:words)) > 0)")
    if group:
        where.append("p.grp = :group COLLATE NOCASE")
    rows = view.rows(
        "SELECT p.id, p.code, p.name, p.grp, p.unit, coalesce(x.currency, ''), x.list_price, x.floor_price, x.cost,"
        " coalesce(x.since, ''), p.note FROM product AS p LEFT JOIN product_price AS x ON x.product_id = p.id"
        " AND x.since < :until AND NOT EXISTS (SELECT 1 FROM product_price AS y WHERE y.product_id = x.product_id"
        " AND y.currency = x.currency AND y.since < :until AND y.since > x.since)"
        f" WHERE {' AND '.join(where)} ORDER BY p.grp, p.code, x.currency",
        words=words,
        group=group,
    )
    found = []
    for one, code, name, grp, unit, currency, *prices, since, note in rows:
        shown = (None if price is None else decimal(price, currency) for price in prices)
        found.append(ProductRow._make((f"g{one}", code, name, grp, unit, currency, *shown, since, note)))
    return found
