"""Taking what belongs to one customer over to another, each changed value noted, so that reports can look back."""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

# What goes over whole, in the order in which it is told.
_WHOLE = (
    *("activity", "next_step", "sales_order", "instalment", "payment", "allocation", "card"),
    *("quote", "quote_line", "order_line", "milestone", "order_return", "invoice", "reduction"),
    *("refund", "refund_part", "expense", "reminder", "handled"),
)
# What goes over unless the other customer has the same already.
_UNLESS_THERE = {
    "tag": "NOT EXISTS (SELECT 1 FROM tag AS k WHERE k.customer_id = :keep AND k.tag = t.tag)",
    "field_value": "NOT EXISTS (SELECT 1 FROM field_value AS k"
    " WHERE k.customer_id = :keep AND k.field_id = t.field_id)",
    "opt_out": "NOT EXISTS (SELECT 1 FROM opt_out AS k WHERE k.customer_id = :keep AND k.channel = t.channel)",
    "relation": "t.other_id <> :keep AND NOT EXISTS (SELECT 1 FROM relation AS k"
    " WHERE k.customer_id = :keep AND k.other_id = t.other_id AND k.kind = t.kind)",
}
TAKEN_OVER = (*_WHOLE, *_UNLESS_THERE)
_RELATED = (
    "t.customer_id <> :keep AND NOT EXISTS (SELECT 1 FROM relation AS k"
    " WHERE k.customer_id = t.customer_id AND k.other_id = :keep AND k.kind = t.kind)"
)


class Merging(NamedTuple):
    """A merge of a day: `other` becomes `keep`."""

    keep: int
    other: int
    day: str


def change(
    sql: sqlite3.Connection, merging: Merging, table: str, column: str, value: object, where: str, **values: object
) -> int:
    """Set a column of the rows `t` of which `where` holds, noting what it was; returns how many there were."""
    given = {**merging._asdict(), **values, "tbl": table, "col": column, "value": value}
    noted = sql.execute(
        "INSERT INTO moved (customer_id, from_id, tbl, col, row_id, was, moved_on)"
        f" SELECT :keep, :other, :tbl, :col, t.id, coalesce(t.{column}, ''), :day FROM {table} AS t WHERE {where}",
        given,
    ).rowcount
    if noted:
        sql.execute(f"UPDATE {table} AS t SET {column} = :value WHERE {where}", given)
    return noted


def set_value(sql: sqlite3.Connection, merging: Merging, table: str, column: str, row_id: int, value: object) -> None:
    """Set a column of one row, noting what it was."""
    change(sql, merging, table, column, value, "t.id = :row", row=row_id)


def take_over(sql: sqlite3.Connection, merging: Merging) -> dict[str, int]:
    """Give everything to `keep` that is neither a contact nor a contact point; returns how many rows of each table."""
    counts = {}
    for table in TAKEN_OVER:
        where = f"t.customer_id = :other AND {_UNLESS_THERE.get(table, '1')}"
        counts[table] = change(sql, merging, table, "customer_id", merging.keep, where)
    counts["relation"] += change(
        sql, merging, "relation", "other_id", merging.keep, f"t.other_id = :other AND {_RELATED}"
    )
    change(sql, merging, "card", "likely_id", merging.keep, "t.likely_id = :other")
    _stay_different(sql, merging)
    return counts


def _stay_different(sql: sqlite3.Connection, merging: Merging) -> None:
    """Remember of `keep` whom the other one was told apart from."""
    third = "iif(n.customer_id = :other, n.other_id, n.customer_id)"
    sql.execute(
        "INSERT OR IGNORE INTO not_same (customer_id, other_id, since, why)"
        f" SELECT min(:keep, {third}), max(:keep, {third}), n.since, n.why FROM not_same AS n"
        f" WHERE (n.customer_id = :other OR n.other_id = :other) AND {third} <> :keep",
        merging._asdict(),
    )


def redirect(sql: sqlite3.Connection, merging: Merging) -> None:
    """Let the other one's id, and those of whoever was merged into it before, lead to `keep`."""
    change(sql, merging, "customer", "merged_into", merging.keep, "t.merged_into = :other OR t.id = :other")
    change(sql, merging, "customer", "merged_on", merging.day, "t.id = :other")


def columns(sql: sqlite3.Connection, customer_id: int, names: Sequence[str]) -> dict[str, Any]:
    """Return columns of a customer that is known to be there."""
    row = sql.execute(f"SELECT {', '.join(names)} FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return dict(zip(names, row, strict=True))


def own_values(sql: sqlite3.Connection, customer_id: int) -> dict[str, tuple[int, str]]:
    """Return row and value of a customer's fields of one's own, by their keys."""
    rows = sql.execute(
        "SELECT f.key, v.id, v.value FROM field_value AS v JOIN field AS f ON f.id = v.field_id"
        " WHERE v.customer_id = ? ORDER BY f.id",
        (customer_id,),
    )
    return {key: (row, value) for key, row, value in rows}


def own_fields(sql: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return number and key of the firm's own fields."""
    return sql.execute("SELECT id, key FROM field ORDER BY id").fetchall()


class ContactRow(NamedTuple):
    """A person, as far as two of the same name complete each other."""

    id: int
    name: str
    title: str
    department: str
    note: str
    birthday: str
    archived_on: str


def contacts(sql: sqlite3.Connection, customer_id: int) -> list[ContactRow]:
    """Return a customer's people, those put away too."""
    rows = sql.execute(
        f"SELECT {', '.join(ContactRow._fields)} FROM contact WHERE customer_id = ? ORDER BY archived_on <> '', id",
        (customer_id,),
    )
    return [ContactRow._make(row) for row in rows]


class PointRow(NamedTuple):
    """A contact point; without a contact it is the customer's own."""

    id: int
    contact_id: int | None
    kind: str
    value: str


def points(sql: sqlite3.Connection, customer_id: int) -> list[PointRow]:
    """Return a customer's contact points."""
    rows = sql.execute(
        "SELECT id, contact_id, kind, value FROM point WHERE customer_id = ? ORDER BY id", (customer_id,)
    )
    return [PointRow._make(row) for row in rows]


def told_apart(sql: sqlite3.Connection, one: int, other: int) -> str:
    """Return since when two customers are known to be different, or ""."""
    found = sql.execute(
        "SELECT since FROM not_same WHERE customer_id = ? AND other_id = ?", (min(one, other), max(one, other))
    ).fetchone()
    return str(found[0]) if found else ""


def open_steps(sql: sqlite3.Connection, customer_id: int) -> int:
    """Return how many next steps of a customer are open."""
    return int(
        sql.execute(
            "SELECT count(*) FROM next_step WHERE customer_id = ? AND closed_on = ''", (customer_id,)
        ).fetchone()[0]
    )
