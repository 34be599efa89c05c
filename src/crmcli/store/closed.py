"""Which facts of money a step wrote, changed or took away whose days lie in closed books."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Dated(NamedTuple):
    """A fact of money as a person calls it, whose it is, and its day."""

    name: str
    customer_id: int | None
    day: str


class _Kind(NamedTuple):
    """What of a table is money: its days, what else changes an account, and by what its rows are called."""

    days: tuple[str, ...]
    matters: tuple[str, ...] = ("amount",)
    called: tuple[str, str] = ("id", "")
    moves: tuple[str, ...] = ()  # days that count only where they are changed
    rows: str = ""  # where its rows are read, if a day is another table's


_MONEY = {
    "sales_order": _Kind(("ordered_on", "cancelled_on"), ("amount", "currency", "draft"), ("id", "o")),
    "instalment": _Kind(
        ("ordered_on",),
        called=("order_id", "o"),
        moves=("due_on",),
        rows="(SELECT i.*, o.ordered_on, o.draft FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id)",
    ),
    "order_return": _Kind(("returned_on",), called=("id", "x")),
    "invoice": _Kind(("issued_on",), ("amount", "kind"), ("id", "f"), moves=("due_on",)),
    "payment": _Kind(("paid_on",), ("amount", "currency"), ("id", "p")),
    "allocation": _Kind(("applied_on",), ("amount", "instalment_id", "payment_id"), ("payment_id", "p")),
    "reduction": _Kind(("reduced_on",), ("amount", "instalment_id"), ("order_id", "o")),
    "refund": _Kind(("refunded_on",), ("amount", "currency"), ("id", "y")),
    "refund_part": _Kind(("refunded_on",), ("amount", "payment_id"), ("refund_id", "y")),
    "expense": _Kind(("spent_on",), ("amount", "currency", "kind", "payer"), ("id", "e")),
}


class Note(NamedTuple):
    """What the journal says of a row, or of a range of new ones: then `old` is the last of them."""

    step_id: int
    table: str
    row: int
    op: str
    old: str


_NOTES = (
    "SELECT step_id, tbl, row_id, op, old FROM journal"
    f" WHERE {{where}} AND tbl IN ({', '.join(repr(table) for table in _MONEY)}) AND op <> 'moved' ORDER BY id"
)


def changed(sql: sqlite3.Connection, step_id: int, lock: str, after: int = 0) -> list[Dated]:
    """Return what a step did to facts dated on or before `lock`, or would do if it were taken back, each once.

    `after` is the last row of the journal that is not looked at.
    """
    rows = sql.execute(_NOTES.format(where="step_id = ? AND id > ?"), (step_id, after))
    return list(concerned(sql, list(map(Note._make, rows)), lock))


def notes_since(sql: sqlite3.Connection, step_id: int, most: int) -> list[Note]:
    """Return what the journal says of money from a step on, in its order; of very much only the latest."""
    rows = sql.execute(_NOTES.format(where="step_id >= ?") + " DESC LIMIT ?", (step_id, most)).fetchall()
    return list(map(Note._make, reversed(rows)))


def concerned(sql: sqlite3.Connection, notes: Sequence[Note], lock: str) -> dict[Dated, int]:
    """Return the facts dated on or before `lock` that are not now as they were before these notes, and the last step.

    Of new rows that were written together one for each customer and day is returned.
    """
    found: dict[Dated, int] = {}
    last = {(note.table, note.row): note.step_id for note in notes}
    for note in notes:
        step = last.pop((note.table, note.row), None)
        if note.op == "range":
            found.update(dict.fromkeys(_new(sql, note, lock), note.step_id))
        elif step is not None:
            # The first note says how it was; later ones are about what came of it.
            before = None if note.op == "insert" else _before(sql, note.table, note.row, json.loads(note.old))
            found.update(dict.fromkeys(_between(note.table, before, _now(sql, note.table, note.row), lock), step))
    return found


def last_note(sql: sqlite3.Connection) -> int:
    """Return the last row of the journal."""
    return int(sql.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])


def _before(sql: sqlite3.Connection, table: str, row: int, old: dict[str, Any]) -> dict[str, Any]:
    if table != "instalment":
        return {"id": row, **old}
    # The day of an order that is gone too is named with the order.
    order = sql.execute("SELECT ordered_on, draft FROM sales_order WHERE id = ?", (old["order_id"],)).fetchone()
    ordered, draft = order or ("", 0)
    return {"id": row, **old, "ordered_on": ordered, "draft": draft}


def _now(sql: sqlite3.Connection, table: str, row: int) -> dict[str, Any] | None:
    cursor = sql.execute(f"SELECT * FROM {_MONEY[table].rows or table} WHERE id = ?", (row,))
    found = cursor.fetchone()
    return dict(zip((one[0] for one in cursor.description), found, strict=True)) if found else None


def _between(table: str, before: dict[str, Any] | None, after: dict[str, Any] | None, lock: str) -> Iterator[Dated]:
    """Yield the days that a change of a row concerns; a draft is nowhere in the books."""
    kind = _MONEY[table]
    sides = [side for side in (before, after) if side and not side.get("draft")]
    whole = len(sides) == 1 or (len(sides) == 2 and any(sides[0][one] != sides[1][one] for one in kind.matters))
    for side in sides:
        days = {side[day] for day in kind.days if whole or sides[0][day] != sides[-1][day]}
        days |= {side[day] for day in kind.moves if len(sides) == 2 and sides[0][day] != sides[1][day]}
        column, letter = kind.called
        for day in sorted(days):
            if "" < day <= lock:
                yield Dated(f"{letter}{side[column]}", side["customer_id"], day)


def _new(sql: sqlite3.Connection, note: Note, lock: str) -> Iterator[Dated]:
    """Yield one row for each customer and day of new rows that were written together."""
    kind = _MONEY[note.table]
    column, letter = kind.called
    there = "draft = 0" if note.table in ("sales_order", "instalment") else "1"
    for day in kind.days:
        rows = sql.execute(
            f"SELECT min({column}), customer_id, {day} FROM {kind.rows or note.table} WHERE id BETWEEN ? AND ?"
            f" AND {there} AND {day} <> '' AND {day} <= ? GROUP BY customer_id, {day} ORDER BY 1",
            (note.row, int(note.old), lock),
        )
        for name, customer, of in rows:
            yield Dated(f"{letter}{name}", customer, of)
