"""Bringing an older database to this program's shape, with a copy in the folder of copies first."""

import sqlite3
from contextlib import closing
from pathlib import Path

from crmcli.store import backup, file, queue, schema


def upgrade(path: Path) -> None:
    """Copy the database, then migrate it in one transaction. Raises StoreError, sqlite3.Error, OSError."""
    with queue.turn(path), closing(file.open_file(path)) as connection:
        file.make_durable(connection)
        connection.execute("BEGIN IMMEDIATE")
        if file.version_of(connection, path) < schema.VERSION:
            _copy(path)
            schema.migrate(connection)
        connection.execute("COMMIT")


def _copy(path: Path) -> None:
    # By a connection of its own: the one that holds the lock is in a transaction that has begun to write.
    with closing(file.open_file(path)) as source:
        source.execute("BEGIN")
        try:
            kept, _held = backup.keep_copy(source, path)
            backup.prune(path, kept)
        except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
            raise backup.unwritten(problem, backup.folder_of(path)) from problem
