"""Quotes, for those who write and those who read."""

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError, quoted
from crmcli.language import _
from crmcli.rules.quotes import LIVE, status
from crmcli.store.refs import lettered

# Whose word a quote `k` waits for, or had, up to the first day that is too late to count.
WORD = (
    "CASE WHEN k.needs = '' THEN NULL ELSE (SELECT {what} FROM effective_approval AS a LEFT JOIN effective_verdict AS v ON v.approval_id = a.id"
    " AND v.given_on < :until WHERE a.kind = 'quote' AND a.asked_on < :until"
    " AND json_extract(a.proposal, '$.quote') = 'k' || k.id ORDER BY a.id DESC LIMIT 1) END"
)


class Live(NamedTuple):
    """A quote of a product that may still be accepted, and whose it is."""

    id: int
    rep_id: int | None
    rep: str
    product: str


def named(sql: sqlite3.Connection, ref: str) -> int:
    """Return the id of the quote that `k17`, or the firm's own number, means; NotFoundError."""
    number = lettered(ref, "k")
    found = sql.execute(
        "SELECT id FROM quote WHERE id = ?1 OR (code = ?2 AND code <> '') ORDER BY id = ?1 DESC, id DESC LIMIT 1",
        (-1 if number is None else number, ref.strip()),
    ).fetchone()
    if not found:
        raise NotFoundError(_("There is no quote {ref}.").format(ref=quoted(ref)), _("See them with: crm quote list"))
    return int(found[0])


def with_code(sql: sqlite3.Connection, code: str) -> bool:
    """Say whether a quote has the firm's own number."""
    return sql.execute("SELECT 1 FROM quote WHERE code = ? LIMIT 1", (code,)).fetchone() is not None


def word(sql: sqlite3.Connection, quote_id: int, until: str) -> tuple[int, str]:
    """Return the approval that a quote takes and what was said to it before a day; 0 and "" where there is none."""
    what = WORD.format(what="a.id || ' ' || coalesce(v.outcome, '')")
    row = sql.execute(f"SELECT {what} FROM quote AS k WHERE k.id = :id", {"id": quote_id, "until": until}).fetchone()
    number, _space, outcome = str(row[0] or "0 ").partition(" ")
    return int(number), outcome


def words(sql: sqlite3.Connection, until: str) -> dict[str, tuple[int, str]]:
    """Return the same for every quote that takes somebody's word, by ids like `k17`: one look for a whole list."""
    rows = sql.execute(
        "SELECT json_extract(a.proposal, '$.quote'), a.id, coalesce(v.outcome, '') FROM effective_approval AS a"
        " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " WHERE a.kind = 'quote' AND a.asked_on < :until ORDER BY a.id",
        {"until": until},
    )
    return {quote: (number, outcome) for quote, number, outcome in rows}


def live(sql: sqlite3.Connection, customer_id: int, products: Iterable[int | None], day: str, until: str) -> list[Live]:
    """Return a customer's quotes of any of these products that may still be accepted on a day."""
    listed = ", ".join(str(one) for one in products if one is not None) or "NULL"
    rows = sql.execute(
        f"SELECT k.id, k.rep_id, coalesce(r.name, ''), p.code, k.accepted_on, k.closed_on, k.until_on, k.needs,"
        f" coalesce({WORD.format(what='v.outcome')}, '') FROM quote AS k JOIN quote_line AS x ON x.quote_id = k.id"
        " JOIN product AS p ON p.id = x.product_id LEFT JOIN rep AS r ON r.id = k.rep_id"
        f" WHERE k.customer_id = :customer AND x.product_id IN ({listed}) ORDER BY k.id, x.number",
        {"customer": customer_id, "until": until},
    )
    return [Live(*row[:4]) for row in rows.fetchall() if status(day, *row[4:]) in LIVE]


def lines(sql: sqlite3.Connection, quote_id: int) -> list[tuple[Any, ...]]:
    """Return the lines of a quote, product to cost: the columns that an order takes over, in their order."""
    return sql.execute(
        "SELECT product_id, text, qty, unit, price, amount, list_price, floor_price, cost FROM quote_line"
        " WHERE quote_id = ? ORDER BY number",
        (quote_id,),
    ).fetchall()


def groups(sql: sqlite3.Connection, products: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """Return code and group of each product."""
    listed = ", ".join(str(one) for one in products if one is not None)
    rows = sql.execute(f"SELECT id, code, grp FROM product WHERE id IN ({listed})")
    return {one: (code, group) for one, code, group in rows}
