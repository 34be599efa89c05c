"""Inserting very many rows: dozens a statement, since every statement costs as much as a row."""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

_MOST_PARAMETERS = 999  # of one statement, that any SQLite takes


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the same width; `into` is the statement up to the word VALUES."""
    if not rows:
        return
    one = f"({', '.join('?' * len(rows[0]))})"
    at_once = _MOST_PARAMETERS // len(rows[0])
    whole = len(rows) - len(rows) % at_once
    if whole:
        statement = f"{into} VALUES {', '.join([one] * at_once)}"
        parts = (rows[first : first + at_once] for first in range(0, whole, at_once))
        connection.executemany(statement, (list(chain.from_iterable(part)) for part in parts))
    connection.executemany(f"{into} VALUES {one}", rows[whole:])
