"""Fields of one's own and what customers have in them, as plain SQL for reads, actions and bulk work alike."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.errors import NotFoundError, meant, quoted
from crmcli.language import _
from crmcli.rules.fields import RESERVED, OwnField, folded


def defined(sql: sqlite3.Connection) -> dict[str, OwnField]:
    """Return the fields by key, in the order in which they were defined."""
    return {
        key: OwnField(one, key, tuple(choices.split("\n")) if choices else ())
        for one, key, choices in sql.execute("SELECT id, key, choices FROM field ORDER BY id")
    }


def named(sql: sqlite3.Connection, key: str) -> OwnField:
    """Return the field of that key; NotFoundError lists those there are."""
    known = defined(sql)
    name = folded(key)
    if name in known:
        return known[name]
    hint = _("Define one with: crm config field add KEY")
    if name.replace("-", "_") in RESERVED:
        hint = _("What is built in has an option of its own; see: crm edit --help")
    raise NotFoundError(
        _("There is no field {key}.").format(key=quoted(key)),
        meant(name, known),
        hint,
    )


class Tally(NamedTuple):
    """How many customers have a value."""

    value: str
    customers: int


def values_of(sql: sqlite3.Connection, field_id: int) -> list[Tally]:
    """Return every value of a field with the number of customers that have it, the most first."""
    rows = sql.execute(
        "SELECT value, count(*) FROM field_value WHERE field_id = ? GROUP BY value ORDER BY 2 DESC, 1", (field_id,)
    )
    return [Tally._make(row) for row in rows]


def holders(sql: sqlite3.Connection, field_id: int, value: str | None, limit: int) -> list[tuple[int, str]]:
    """Return id and name of the first customers that have a value in a field, None is any."""
    return sql.execute(
        "SELECT c.id, c.name FROM field_value AS v JOIN customer AS c ON c.id = v.customer_id"
        " WHERE v.field_id = ?1 AND (?2 IS NULL OR v.value = ?2) ORDER BY c.id LIMIT ?3",
        (field_id, value, limit),
    ).fetchall()


def put(sql: sqlite3.Connection, rows: Iterable[tuple[int, int, str]]) -> None:
    """Write (customer, field, value) rows in place of what was there; "" takes the value away."""
    # Rows that change nothing reach no trigger, so that they are in no step.
    for customer, field, value in rows:
        if value:
            sql.execute(
                "INSERT INTO field_value (customer_id, field_id, value) VALUES (?, ?, ?)"
                " ON CONFLICT (customer_id, field_id) DO UPDATE SET value = excluded.value"
                " WHERE value <> excluded.value",
                (customer, field, value),
            )
        else:
            sql.execute("DELETE FROM field_value WHERE customer_id = ? AND field_id = ?", (customer, field))


def respell(sql: sqlite3.Connection, field_id: int, before: str, after: str) -> None:
    """Write a value of a field differently, wherever it stands."""
    sql.execute("UPDATE field_value SET value = ? WHERE field_id = ? AND value = ?", (after, field_id, before))


def clear(sql: sqlite3.Connection, field_id: int) -> int:
    """Take a field's value from every customer; returns how many had one."""
    return sql.execute("DELETE FROM field_value WHERE field_id = ?", (field_id,)).rowcount


def outside_choices(sql: sqlite3.Connection) -> tuple[str, str] | None:
    """Return (key, value) of a value that is none of its field's choices, or None."""
    found: tuple[str, str] | None = sql.execute(
        "SELECT f.key, v.value FROM field AS f JOIN field_value AS v ON v.field_id = f.id WHERE f.choices <> ''"
        " AND instr(char(10) || f.choices || char(10), char(10) || v.value || char(10)) = 0 LIMIT 1"
    ).fetchone()
    return found


def held(sql: sqlite3.Connection, customers: Sequence[int]) -> dict[int, dict[int, str]]:
    """Return what these customers have, by customer and field; who has nothing is not in it."""
    found: dict[int, dict[int, str]] = {}
    for customer, field, value in sql.execute(
        "SELECT customer_id, field_id, value FROM field_value WHERE customer_id IN (SELECT value FROM json_each(?))",
        (f"[{','.join(map(str, customers))}]",),
    ):
        found.setdefault(customer, {})[field] = value
    return found
