"""Bringing an older database to this program's shape, with a copy beside it first."""

import os
import sqlite3
from pathlib import Path

from crmcli.store import file, queue, schema


def upgrade(path: Path) -> Path:
    """Copy the database, then migrate it in one transaction; returns the copy's path."""
    copy = path.with_name(f"{path.name}.before-{schema.VERSION}")
    with queue.turn(path):
        connection = file.open_file(path)
        try:
            file.make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            if file.version_of(connection, path) < schema.VERSION:
                _copy(path, copy)
                schema.migrate(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
    return copy


def _copy(path: Path, copy: Path) -> None:
    # Created private first: SQLite's own copies are readable by everybody.
    os.close(os.open(copy, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    source, target = file.open_file(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
