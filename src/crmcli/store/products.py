"""Products and their prices, for those who sell one."""

import sqlite3
from typing import NamedTuple

from crmcli.errors import ConflictError, NotFoundError, quoted
from crmcli.language import _
from crmcli.rules.names import fold

_SHOWN = 10


class Product(NamedTuple):
    """A product that a person named."""

    id: int
    code: str
    name: str
    unit: str
    group: str


class Price(NamedTuple):
    """What a product costs from a day on, in minor units per unit; None is not known."""

    id: int
    since: str
    list_price: int | None
    floor_price: int | None
    cost: int | None


_SELECT = "SELECT id, code, name, unit, grp FROM product"


def named(sql: sqlite3.Connection, ref: str) -> Product:
    """Return the product of a code, in any case, or of its id `g3`, or the only one whose name has that piece.

    Raises NotFoundError, ConflictError.
    """
    key = fold(ref)
    everything = [Product._make(row) for row in sql.execute(f"{_SELECT} WHERE archived_on = '' ORDER BY code")]
    fits = [one for one in everything if fold(one.code) == key or f"g{one.id}" == ref.strip()]
    fits = fits or [one for one in everything if key and key in fold(one.name)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise NotFoundError(
            _("There is no product {code}.").format(code=quoted(ref)), _("See them with: crm product list")
        )
    raise ConflictError(
        _("Several products fit {code}:").format(code=quoted(ref)),
        *(f"{one.code}  {one.name}" for one in fits[:_SHOWN]),
    )


def with_code(sql: sqlite3.Connection, code: str) -> int | None:
    """Return the id of the product of a code, in any case, put away or not; or None."""
    key = fold(code)
    return next((row for row, there in sql.execute("SELECT id, code FROM product") if fold(there) == key), None)


def price(sql: sqlite3.Connection, product_id: int, currency: str, day: str) -> Price | None:
    """Return what a product costs in a currency on a day, or None."""
    found = sql.execute(
        "SELECT id, since, list_price, floor_price, cost FROM product_price WHERE product_id = ? AND currency = ?"
        " AND since <= ? ORDER BY since DESC LIMIT 1",
        (product_id, currency, day),
    ).fetchone()
    return Price._make(found) if found else None


def currencies(sql: sqlite3.Connection, product_id: int, day: str) -> set[str]:
    """Return the currencies in which a product has a price on a day."""
    rows = sql.execute(
        "SELECT DISTINCT currency FROM product_price WHERE product_id = ? AND since <= ?", (product_id, day)
    )
    return {row for (row,) in rows}
