"""Inserting very many rows: dozens a statement, since every statement costs as much as a row."""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

_MOST_PARAMETERS = 999  # of one statement, that any SQLite takes


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the same width; `into` is the statement up to the word VALUES."""
    if rows:
        insert_values(connection, into, len(rows[0]), list(chain.from_iterable(rows)))


def insert_values(connection: sqlite3.Connection, into: str, width: int, values: list[Any]) -> None:
    """Insert rows whose values stand one behind the other, `width` of them a row."""
    one = f"({', '.join('?' * width)})"
    at_once = _MOST_PARAMETERS // width * width
    whole = len(values) - len(values) % at_once
    if whole:
        statement = f"{into} VALUES {', '.join([one] * (at_once // width))}"
        connection.executemany(statement, (values[first : first + at_once] for first in range(0, whole, at_once)))
    rest = (values[first : first + width] for first in range(whole, len(values), width))
    connection.executemany(f"{into} VALUES {one}", rest)
