"""Rows put back as they were, with the ids they had, into a database that never held any."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from crmcli.errors import BadInputError
from crmcli.language import _
from crmcli.store.schema import FACTS
from crmcli.store.sheets import SHEETS


def unused(sql: sqlite3.Connection) -> bool:
    """Say whether no fact and no row of the ledger was ever in the database, so that every id is free."""
    tables = ", ".join(f"'{sheet.table}'" for sheet in SHEETS)
    return sql.execute(f"SELECT 1 FROM sqlite_sequence WHERE name IN ({tables}) AND seq > 0 LIMIT 1").fetchone() is None


def insert(
    sql: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    fault: Callable[[str], BadInputError],
) -> int:
    """Insert rows as they come and return how many; `fault` makes the error of the row that cannot be."""
    # A row may name one that comes later, as a rep names whom they answer to.
    sql.execute("PRAGMA defer_foreign_keys = ON")
    # Rows of customers are noted as one range: no other row can ever have an id in it.
    ranged = (table in FACTS and "customer_id" in columns) or table == "customer"
    sql.execute("UPDATE current_step SET undoing = ?", (ranged,))
    marks = ", ".join("?" * len(columns))
    try:
        count = sql.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows).rowcount
    except sqlite3.IntegrityError as problem:
        text = str(problem)
        if "UNIQUE" in text or "append-only" in text:
            raise fault(_("it is there twice.")) from None
        if "NOT NULL" in text:
            raise fault(_("{column} is empty.").format(column=text.rpartition(".")[2])) from None
        raise
    sql.execute("UPDATE current_step SET undoing = 0")
    if ranged and count:
        sql.execute(
            "INSERT INTO journal (step_id, customer_id, tbl, row_id, op, old)"
            f" SELECT step_id, NULL, '{table}', (SELECT min(id) FROM {table}), 'range', (SELECT max(id) FROM {table})"
            " FROM current_step"
        )
    return count


def everybody(sql: sqlite3.Connection) -> set[int]:
    """Return the ids of all customers."""
    return {row[0] for row in sql.execute("SELECT id FROM customer")}


def orphan(sql: sqlite3.Connection) -> tuple[str, int] | None:
    """Return table and id of a row that names one that is not there, or None."""
    found = sql.execute("PRAGMA foreign_key_check").fetchone()
    return (found[0], found[1]) if found else None


def put_settings(sql: sqlite3.Connection, pairs: Iterable[tuple[Any, ...]]) -> None:
    """Make these all the settings there are."""
    sql.execute("DELETE FROM setting")
    sql.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", pairs)


def put_last_ids(sql: sqlite3.Connection, last: Iterable[tuple[Any, ...]]) -> None:
    """Make new rows of a sheet get ids above these, so that the id of a row that is gone is never reused."""
    tables = {sheet.name: sheet.table for sheet in SHEETS}
    for sheet, number in last:
        table = tables.get(sheet)
        known = sql.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        if table and (number or 0) > (known[0] if known else 0):
            sql.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            sql.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))
