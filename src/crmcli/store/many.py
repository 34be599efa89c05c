"""Inserting very many rows: fifty a statement, since every statement costs as much as a row."""

import sqlite3
from collections.abc import Sequence
from itertools import chain
from typing import Any

# Times the columns of the widest table it stays below the thousand parameters that any SQLite takes.
_ROWS = 50


def insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of the same width; `into` is the statement up to the word VALUES."""
    if not rows:
        return
    one = f"({', '.join('?' * len(rows[0]))})"
    whole = len(rows) - len(rows) % _ROWS
    if whole:
        statement = f"{into} VALUES {', '.join([one] * _ROWS)}"
        parts = (rows[first : first + _ROWS] for first in range(0, whole, _ROWS))
        connection.executemany(statement, (list(chain.from_iterable(part)) for part in parts))
    connection.executemany(f"{into} VALUES {one}", rows[whole:])
