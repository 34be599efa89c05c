"""Fill a new database with up to millions of customers: a block of invented ones, and shifted copies of the block.

The memory it takes does not grow with the file. The journal is left empty: there is nothing to undo.
"""

import argparse
import sqlite3
import sys
from datetime import date
from pathlib import Path

import generate

from crmcli.rules.names import fold
from crmcli.store import caches, chain, file, schema

_BLOCK = 10_000
_CACHE_KIB = 128 * 1024
# Somebody with a name that nobody else has, and a rep with a few customers, the last ones: what is hard to find.
LANDMARK = "Zyxwell Quxforge"
NEWCOMER = "Zoe Newcomer"
_FEW = 5
_POINTS_AT = {
    "customer_id": "customer",
    "contact_id": "contact",
    "order_id": "sales_order",
    "instalment_id": "instalment",
    "payment_id": "payment",
}
# What tells a copy from the original: whole names, addresses, numbers and codes name one row each.
_VARIED = {
    ("customer", "name"): "name || ' ' || :copy",
    ("sales_order", "code"): "code || '-' || :copy",
    ("point", "value"): "CASE kind WHEN 'email' THEN 'n' || :copy || '.' || value"
    " ELSE substr(value, 1, 4) || (CAST(substr(value, 5) AS INTEGER) + :copy * {customers}) END",
    ("transition", "reason"): "CASE WHEN order_id IS NULL THEN reason"
    " ELSE 'order o' || (order_id + :copy * {sales_order}) END",
    ("transition", "evidence"): "CASE WHEN order_id IS NULL THEN evidence"
    " ELSE 'o' || (order_id + :copy * {sales_order}) END",
}


def grow(path: Path, customers: int, seed: int, today: date) -> None:
    """Create the database: facts without their indexes, which are made when the rows are there, then the caches."""
    file.create(path)
    connection = file.open_file(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    # Triggers and indexes are dropped and made again as they were; what SQLite made by itself has no SQL.
    made = connection.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type"
    ).fetchall()
    for name, kind, _sql in made:
        connection.execute(f"DROP {kind} {name}")
    block = min(customers, _BLOCK)
    _fill(connection, generate.invent(block, seed, today))
    _copy(connection, block, customers)
    _mark(connection)
    for _name, _kind, sql in made:
        connection.execute(sql)
    connection.execute("BEGIN")
    chain.extend(connection)
    connection.execute("COMMIT")
    for first in range(1, customers + 1, _BLOCK):
        connection.execute("BEGIN")
        caches.refresh(connection, range(first, min(first + _BLOCK, customers + 1)))
        connection.execute("COMMIT")
    connection.close()


def _fill(connection: sqlite3.Connection, book: generate.Book) -> None:
    connection.execute("BEGIN")
    for table, columns in schema.FACTS.items():
        generate.insert(connection, table, ("id", *columns), book.facts[table])
    generate.insert(connection, "transition", generate.TRANSITION, book.transitions)
    connection.execute("COMMIT")


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE customer SET name = ? WHERE id = 17", (LANDMARK,))
    rep = connection.execute(
        "INSERT INTO rep (name, key, role, email, manager_id, active, created_on)"
        " SELECT ?, ?, role, '', NULL, 1, created_on FROM rep LIMIT 1",
        (NEWCOMER, fold(NEWCOMER)),
    ).lastrowid
    connection.execute(
        "UPDATE ownership SET rep_id = ? WHERE id IN (SELECT id FROM ownership ORDER BY id DESC LIMIT ?)", (rep, _FEW)
    )


def _copy(connection: sqlite3.Connection, block: int, customers: int) -> None:
    """Copy every row of the block's customers until there are enough; the last copy may be a part of the block."""
    columns = {**schema.FACTS, "transition": generate.TRANSITION}
    # What is of no customer is the same for every block.
    tables = [table for table in columns if table == "customer" or "customer_id" in columns[table]]
    sizes = {table: connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0] for table in tables}
    selects = {table: _select(table, columns[table], sizes, block) for table in tables}
    for copy in range(1, -(-customers // block)):
        connection.execute("BEGIN")
        given = {"copy": copy, "last": min(block, customers - copy * block)}
        for table in tables:
            connection.execute(selects[table], given)
        connection.execute("COMMIT")


def _select(table: str, columns: tuple[str, ...], sizes: dict[str, int], block: int) -> str:
    values = [f"id + :copy * {sizes[table]}"]
    for column in columns:
        if column in _POINTS_AT:
            values.append(f"{column} + :copy * {sizes[_POINTS_AT[column]]}")
        else:
            values.append(_VARIED.get((table, column), column).format(customers=block, **sizes))
    owner = "id" if table == "customer" else "customer_id"
    return (
        f"INSERT INTO {table} (id, {', '.join(columns)}) SELECT {', '.join(values)} FROM {table}"
        f" WHERE id <= {sizes[table]} AND {owner} <= :last"
    )


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day all dates lead up to")
    given = parser.parse_args()
    if given.file.exists():
        sys.exit(f"{given.file} exists already; it is left alone.")
    grow(given.file, given.customers, given.seed, given.today)


if __name__ == "__main__":
    main()
