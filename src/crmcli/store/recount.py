"""The caches against what they are computed from: where they differ, and computing all of them anew."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from crmcli.errors import StoreError
from crmcli.language import _
from crmcli.store import asof, caches, file, queue, schema
from crmcli.store.finding import unreadable, unusable

_CHUNK = 5_000
_LEAST, _GREATEST = -(2**63), 2**63 - 1
_WORDS = ("match_key", "search")
_SEARCH_PARTS = ("data", "idx", "content", "docsize", "config")
NAMES = (*(name for name, _select in asof.DEFINITIONS), *_WORDS, "search_index", "horizon")


class Differing(NamedTuple):
    """Where a cache is not what it should be: of which customers, or why that cannot be told."""

    customers: set[int]
    problems: list[str]


class Chunk(NamedTuple):
    """Customers by their ids, the first and the last one belonging to it."""

    low: int
    high: int


def differing(connection: sqlite3.Connection, names: Sequence[str] = NAMES) -> dict[str, Differing]:
    """Compare caches, by default every one, with what their definitions compute now; the keys are the names."""
    found = {name: Differing(set(), []) for name in names}
    comparisons: list[tuple[tuple[str, ...], Callable[[sqlite3.Connection, Chunk], dict[str, set[int]]]]] = [
        *(((name,), partial(_summed, name, select)) for name, select in asof.DEFINITIONS if name in names),
        *([(_WORDS, _worded)] if set(_WORDS) <= set(names) else []),
    ]
    for chunk in _chunks(connection):
        # One moment for all of them; then writers get their turn.
        connection.execute("BEGIN")
        for compared, compare in comparisons:
            if not found[compared[0]].problems:
                _note(found, compared, partial(compare, connection, chunk))
        if connection.in_transaction:
            connection.execute("COMMIT")
    for name, look in (("search_index", _index), ("horizon", _horizon)):
        if name not in names:
            continue
        try:
            found[name].problems.extend(look(connection))
        except sqlite3.DatabaseError as problem:
            found[name].problems.append(unreadable(problem))
    return found


def _note(found: dict[str, Differing], names: tuple[str, ...], compare: Callable[[], dict[str, set[int]]]) -> None:
    try:
        for name, customers in compare().items():
            found[name].customers.update(customers)
    except sqlite3.DatabaseError as problem:
        for name in names:
            found[name].problems.append(unreadable(problem))


def _chunks(connection: sqlite3.Connection) -> Iterator[Chunk]:
    low = _LEAST
    while True:
        last = connection.execute(
            "SELECT id FROM customer WHERE id >= ? ORDER BY id LIMIT 1 OFFSET ?", (low, _CHUNK - 1)
        ).fetchone()
        # What a cache holds of customers that are not there falls into some chunk too.
        yield Chunk(low, last[0] if last else _GREATEST)
        if last is None or last[0] == _GREATEST:
            return
        low = last[0] + 1


def _summed(name: str, definition: str, connection: sqlite3.Connection, chunk: Chunk) -> dict[str, set[int]]:
    stored = f"SELECT * FROM {name} WHERE customer_id BETWEEN :low AND :high"
    computed = f"SELECT * FROM ({definition.format(scope='AND c.id BETWEEN :low AND :high')})"
    rows = connection.execute(
        f"SELECT customer_id FROM ({stored} EXCEPT {computed})"
        f" UNION SELECT customer_id FROM ({computed} EXCEPT {stored})",
        {**caches.ALL_TIME, **chunk._asdict()},
    )
    return {name: {row[0] for row in rows}}


def _worded(connection: sqlite3.Connection, chunk: Chunk) -> dict[str, set[int]]:
    # Contacts of nobody are the references' check; here they would be in the way.
    there = f"{{key}} BETWEEN {chunk.low} AND {chunk.high} AND {{key}} IN (SELECT id FROM customer)"
    computed = caches.words(connection, there)
    keys = set(
        connection.execute(
            "SELECT kind, key, customer_id, contact_id FROM match_key WHERE customer_id BETWEEN ? AND ?", chunk
        )
    )
    texts = set(connection.execute("SELECT rowid, names, body FROM search WHERE rowid BETWEEN ? AND ?", chunk))
    return {
        "match_key": {customer for _kind, _key, customer, _contact in keys ^ set(computed.match_keys())},
        "search": {row[0] for row in texts ^ set(computed.texts())},
    }


def _horizon(connection: sqlite3.Connection) -> list[str]:
    days = [day for (day,) in connection.execute("SELECT day FROM horizon")]
    latest = caches.latest_day(connection, "1")
    if len(days) != 1:
        return [_("{count} rows instead of one").format(count=len(days))]
    # It never goes back by itself: later than it need be costs time, and never truth.
    if days[0] < latest:
        return [_("it says {day}, but there are facts of {latest}").format(day=days[0] or "-", latest=latest)]
    return []


def _index(connection: sqlite3.Connection) -> list[str]:
    """Let FTS5 check its index, on a copy of it: the check counts as a write, and would lock the database."""
    connection.execute("BEGIN")
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone() or ("",)
    parts = {part: connection.execute(f"SELECT * FROM search_{part}").fetchall() for part in _SEARCH_PARTS}
    connection.execute("COMMIT")
    with closing(sqlite3.connect("", isolation_level=None)) as aside:  # a file of its own that nobody else sees
        aside.execute("PRAGMA journal_mode = OFF")
        aside.execute("BEGIN")
        aside.execute(sql)
        for part, rows in parts.items():
            aside.execute(f"DELETE FROM search_{part}")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                aside.executemany(f"INSERT INTO search_{part} VALUES ({marks})", rows)
        aside.execute("COMMIT")
        try:
            aside.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as problem:
            if not unusable(problem):
                raise
            return [_("the index of words does not fit the texts")]
    return []


def rebuild(path: Path) -> None:
    """Compute every cache anew, in one transaction that is no undo step. Raises StoreError."""
    try:
        with queue.turn(path), closing(file.open_file(path)) as connection:
            if file.version_of(connection, path) != schema.VERSION:
                raise StoreError(_("{path} is of an older shape.").format(path=path))
            file.make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            # The index first: rows can only be taken out of one that is whole.
            connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
            connection.execute("DELETE FROM horizon")
            connection.execute("INSERT INTO horizon VALUES ('')")
            everybody = _everybody(connection)
            for start in range(0, len(everybody), _CHUNK):
                caches.refresh(connection, everybody[start : start + _CHUNK])
            connection.execute("COMMIT")
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem


def _everybody(connection: sqlite3.Connection) -> list[int]:
    """Return every customer there is, and whoever only a cache knows."""
    tables = ("match_key", *(name for name, _select in asof.DEFINITIONS))
    others = " ".join(f"UNION SELECT customer_id FROM {name}" for name in tables)
    rows = connection.execute(f"SELECT id FROM customer UNION SELECT rowid FROM search {others}")
    return [row[0] for row in rows]
