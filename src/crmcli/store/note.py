"""A step that changed nothing, kept so that it can be read later who did it: without the ORM, beside long reading."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from crmcli import interrupts
from crmcli.errors import StoreError
from crmcli.language import _
from crmcli.store import facts, file, queue, schema


class Note(NamedTuple):
    """What is to be kept: the kind of step, the command line as typed, who acted, when (UTC), and what was done."""

    kind: str
    command: str
    actor: str
    stamp: str
    what: str


def keep(path: Path, note: Note) -> int:
    """Write a step of its own and return its number; it is no undo step. Raises StoreError."""
    try:
        with queue.turn(path), closing(file.open_file(path)) as connection:
            if file.version_of(connection, path) != schema.VERSION:
                raise StoreError(_("{path} is of an older shape.").format(path=path))
            file.make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            cursor = connection.execute(
                "INSERT INTO step (at, command, what, actor, account, host, undoes, kind)"
                " VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
                (note.stamp, note.command, note.what, note.actor, facts.account(), facts.host(), note.kind),
            )
            interrupts.too_late()
            connection.execute("COMMIT")
            return int(cursor.lastrowid or 0)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem
