"""The journal read backwards: putting the facts of a step back as they were before it."""

import sqlite3
from typing import NamedTuple

from crmcli.store.schema import FACTS, LEDGERS

# The column by which a table of facts names the customer that a row belongs to.
_CUSTOMER_KEYS = {
    table: "id" if table == "customer" else "customer_id"
    for table, columns in FACTS.items()
    if table == "customer" or "customer_id" in columns
}
# A note on a range of new rows has the first id in `row_id` and the last in `old`.
_IN_RANGE = "t.id BETWEEN j.row_id AND CAST(j.old AS INTEGER)"


class Past(NamedTuple):
    """A step that can be taken back, if its `kind` is "": one of another kind changed nothing."""

    id: int
    what: str
    command: str
    kind: str


def latest(sql: sqlite3.Connection) -> Past | None:
    """Return the latest step that is not taken back, or None."""
    found = sql.execute(
        "SELECT s.id, s.what, s.command, s.kind FROM step AS s WHERE s.undoes IS NULL AND s.kind = ''"
        " AND NOT EXISTS (SELECT 1 FROM step AS u WHERE u.undoes = s.id) ORDER BY s.id DESC LIMIT 1"
    ).fetchone()
    return Past(*found) if found else None


def named(sql: sqlite3.Connection, number: int) -> tuple[Past, bool] | None:
    """Return the step of that number and whether it is taken back already, or None."""
    found = sql.execute(
        "SELECT s.id, s.what, s.command, s.kind, EXISTS (SELECT 1 FROM step AS u WHERE u.undoes = s.id) FROM step AS s"
        " WHERE s.id = ? AND s.undoes IS NULL",
        (number,),
    ).fetchone()
    return (Past(*found[:4]), bool(found[4])) if found else None


def later_step(sql: sqlite3.Connection, number: int) -> int | None:
    """Return the latest step after this one, not taken back, that touched the same customers or rows; or None."""
    sql.execute("CREATE TEMP TABLE mine (id INTEGER PRIMARY KEY)")
    sql.executemany("INSERT OR IGNORE INTO temp.mine VALUES (?)", ((one,) for one in _customers(sql, number)))
    standing = (
        "SELECT id FROM step AS s WHERE s.id > ?1 AND s.undoes IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM step AS u WHERE u.undoes = s.id)"
    )
    parts = [
        "SELECT step_id FROM journal WHERE customer_id IN (SELECT id FROM temp.mine)",
        *(f"SELECT step_id FROM {one} WHERE customer_id IN (SELECT id FROM temp.mine)" for one in LEDGERS),
        "SELECT j.step_id FROM journal AS j JOIN journal AS k ON k.tbl = j.tbl AND k.row_id = j.row_id"
        " WHERE k.step_id = ?1 AND k.customer_id IS NULL",
    ]
    parts += [
        f"SELECT j.step_id FROM journal AS j WHERE j.step_id > ?1 AND j.op = 'range' AND j.tbl = '{table}'"
        f" AND EXISTS (SELECT 1 FROM {table} AS t WHERE {_IN_RANGE} AND t.{key} IN (SELECT id FROM temp.mine))"
        for table, key in _CUSTOMER_KEYS.items()
    ]
    found = sql.execute(
        f"SELECT max(step_id) FROM ({' UNION ALL '.join(parts)}) WHERE step_id IN ({standing})", (number,)
    ).fetchone()
    sql.execute("DROP TABLE temp.mine")
    return int(found[0]) if found[0] is not None else None


def _customers(sql: sqlite3.Connection, number: int) -> set[int]:
    """Return the customers that a step touched."""
    parts = [
        "SELECT customer_id FROM journal WHERE step_id = ?1 AND customer_id IS NOT NULL",
        *(f"SELECT customer_id FROM {ledger} WHERE step_id = ?1" for ledger in LEDGERS),
    ]
    parts += [
        f"SELECT t.{key} FROM journal AS j CROSS JOIN {table} AS t ON {_IN_RANGE}"
        f" WHERE j.step_id = ?1 AND j.op = 'range' AND j.tbl = '{table}'"
        for table, key in _CUSTOMER_KEYS.items()
    ]
    return {row[0] for part in parts for row in sql.execute(part, (number,)) if row[0] is not None}


def touched_table(sql: sqlite3.Connection, number: int, *tables: str) -> bool:
    """Say whether a step changed any of these tables."""
    marks = ", ".join("?" * len(tables))
    return bool(
        sql.execute(
            f"SELECT EXISTS (SELECT 1 FROM journal WHERE step_id = ? AND tbl IN ({marks}))", (number, *tables)
        ).fetchone()[0]
    )


def name_undone(sql: sqlite3.Connection, step_id: int, undone: int) -> None:
    """Note which step the step `step_id` takes back."""
    sql.execute("UPDATE step SET undoes = ? WHERE id = ?", (undone, step_id))


def put_back(sql: sqlite3.Connection, number: int) -> set[int]:
    """Undo every change of a step to the facts, table by table; returns the customers concerned."""
    sql.execute("PRAGMA defer_foreign_keys = ON")
    touched = _customers(sql, number)
    for table, columns in reversed(FACTS.items()):
        _put_back_table(sql, number, table, [one for one in columns if one != "content"])
    return touched


def _put_back_table(sql: sqlite3.Connection, number: int, table: str, columns: list[str]) -> None:
    ranges = sql.execute(
        "SELECT row_id, CAST(old AS INTEGER) FROM journal WHERE step_id = ? AND tbl = ? AND op = 'range'",
        (number, table),
    ).fetchall()
    # The oldest note on a row says how it was before the step; later ones are about the step's own work, and so is
    # every note on a row that the step itself added in a range.
    sql.execute("CREATE TEMP TABLE first_note (row_id INTEGER PRIMARY KEY, op TEXT, old TEXT)")
    sql.execute(
        "INSERT OR IGNORE INTO temp.first_note SELECT row_id, op, old FROM journal"
        " WHERE step_id = ? AND tbl = ? AND op NOT IN ('moved', 'range') ORDER BY id",
        (number, table),
    )
    for first, last in ranges:
        sql.execute("DELETE FROM temp.first_note WHERE row_id BETWEEN ? AND ?", (first, last))
        sql.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))
    sql.execute(f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM temp.first_note WHERE op = 'insert')")
    old = ", ".join(f"json_extract(f.old, '$.{one}')" for one in columns)
    names = ", ".join(columns)
    sql.execute(
        f"UPDATE {table} SET ({names}) = (SELECT {old} FROM temp.first_note AS f WHERE f.row_id = {table}.id)"
        f" WHERE id IN (SELECT row_id FROM temp.first_note WHERE op = 'update')"
    )
    sql.execute(
        f"INSERT INTO {table} (id, {names}) SELECT f.row_id, {old} FROM temp.first_note AS f"
        f" WHERE f.op <> 'insert' AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = f.row_id)"
    )
    sql.execute("DROP TABLE temp.first_note")
