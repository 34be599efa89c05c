"""The door for reading: plain SQL over a snapshot; it imports no ORM and creates nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from crmcli import language
from crmcli.store import asof, file, schema


class View(NamedTuple):
    """A snapshot of the database as of the end of a day."""

    sql: sqlite3.Connection
    day: date
    shadow: str  # SQL to put before a SELECT: hides the caches behind what was true on `day`, or ""

    @property
    def until(self) -> str:
        """The first day that is too late to count, as text; dates and date-times before it sort below it."""
        return (self.day + timedelta(days=1)).isoformat()

    def standing(self, index: str) -> str:
        """Return what to write after FROM for `standing`, as `s`: walked in the order of an index where it is stored.

        SQLite, which counts nothing here, would now and then rather sort everybody.
        """
        return f"standing AS s{'' if self.shadow else f' {index}'}"

    def rows(self, select: str, **values: object) -> list[tuple[Any, ...]]:
        """Run a SELECT that reads the caches; `:until` and `:day` are given."""
        given = {"until": self.until, "day": self.day.isoformat(), **values}
        return self.sql.execute(self.shadow + select, given).fetchall()


@contextmanager
def view(path: Path, day: date) -> Iterator[View]:
    """Open a snapshot as of `day`; a database that does not exist answers like an empty one.

    Raises StoreError. Fetch everything inside: an open cursor would block every writer.
    """
    try:
        connection = _connect(path)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem
    try:
        connection.execute("BEGIN")
        if language.code() != "en":
            from crmcli.store import stages

            stages.told(connection)
        yield View(connection, day, asof.shadow(connection, day))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem
    except (UnicodeEncodeError, OverflowError) as problem:
        raise file.unkeepable(problem) from None
    finally:
        connection.close()


@contextmanager
def copied(path: Path, copy: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of the database, made at `copy` with mode 0600 and removed in the end: long reading hinders nobody.

    A database that does not exist is like an empty one. Raises StoreError; OSError where no copy can be made.
    """
    with view(path, date.max - timedelta(days=1)) as opened:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        target = file.open_file(copy)
        opened.sql.backup(target)
    try:
        yield target
    except sqlite3.Error as problem:
        raise file.explain(problem, path) from problem
    finally:
        target.close()
        copy.unlink()


def _connect(path: Path) -> sqlite3.Connection:
    if not path.exists():
        return file.in_memory()
    connection = file.open_file(path)
    try:
        if file.version_of(connection, path) < schema.VERSION:
            connection.close()
            from crmcli.store.migrate import upgrade

            upgrade(path)
            connection = file.open_file(path)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{file.CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection
