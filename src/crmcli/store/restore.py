"""Putting a copy in the place of the database, so that nobody's commit is lost and the way back stays open."""

import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from crmcli import clock
from crmcli.errors import ConflictError, NotFoundError
from crmcli.language import _
from crmcli.paths import make_private_folder, real, unused
from crmcli.store import backup, file, queue


class Restored(NamedTuple):
    """What a restore did: what the copy holds, and where the database is now as it was before."""

    contents: backup.Contents
    kept: Path | None = None  # None where there was nothing to keep
    damaged: bool = False  # the database was; what is kept are its bytes


def examine(path: Path, copy: Path) -> backup.Contents:
    """Return what a restore would bring back, changing nothing; raises what `restore` would."""
    _refuse_itself(path, copy)
    with _verified(copy) as (_source, held):
        pass
    try:
        file.refuse_stray_journal(path)
        if not file.is_missing(path):
            with closing(file.open_file(path)) as present:
                _belongs_to_us(present, path)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        if not (isinstance(problem, sqlite3.Error) and backup.unreadable(problem)):
            raise file.explain(problem, path) from problem
    return held


def restore(path: Path, copy: Path) -> Restored:
    """Replace the database by a copy, which is verified first; what was there is kept.

    Raises NotFoundError, ConflictError, StoreError; the database is then as it was.
    """
    _refuse_itself(path, copy)
    with _verified(copy) as (source, held):
        try:
            if file.is_missing(path):
                _create(path, source)
                return Restored(held)
            try:
                restored = _overwrite(path, source, held, copy)
            except sqlite3.DatabaseError as problem:
                if not backup.unreadable(problem):
                    raise
                restored = _exchange(real(path), source, held)
        except FileExistsError:
            raise ConflictError(_("{path} came into being just now.").format(path=path), _("Try again.")) from None
        except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
            raise file.explain(problem, path) from problem
    return restored


@contextmanager
def _verified(copy: Path) -> Iterator[tuple[sqlite3.Connection, backup.Contents]]:
    """Open a copy and hold it as it is, with what it holds; StoreError where it is not well."""
    with backup.snapshot(copy) as source:
        try:
            if wrong := backup.damage(source):
                raise backup.damaged(copy, wrong)
            held = backup.contents(source)
        except sqlite3.Error as problem:
            raise file.explain(problem, copy) from problem
        yield source, held


def _refuse_itself(path: Path, copy: Path) -> None:
    if not os.path.exists(copy):
        raise NotFoundError(_("There is no file {path}.").format(path=copy))
    if os.path.exists(path) and os.path.samefile(path, copy):
        raise ConflictError(_("{path} is the database itself.").format(path=copy))


def _belongs_to_us(present: sqlite3.Connection, path: Path) -> bool:
    """Say whether there is anything to keep; StoreError where the file is another program's, or newer."""
    empty = path.stat().st_size == 0
    if not empty:
        file.version_of(present, path)
    return not empty


def _create(path: Path, source: sqlite3.Connection) -> None:
    file.refuse_stray_journal(path)
    make_private_folder(path.parent)
    backup.write_copy(source, path)


def _overwrite(path: Path, source: sqlite3.Connection, held: backup.Contents, copy: Path) -> Restored:
    """Write the copy into the file that is there, inside SQLite's own locking.

    The file stays the same one: whoever has it open, and waits, goes on with what was restored. A command that
    was done before is in what is kept; one that comes later works on the copy; a crash leaves the one or the other.
    """
    with ExitStack() as open_files:
        # Closing a file lets go of every lock that this process has on it: this one has to go last.
        raw = open_files.enter_context(path.open("rb"))
        open_files.enter_context(queue.turn(path))
        live = open_files.enter_context(closing(file.open_file(path)))
        kept, damaged = _keep(live, path, raw) if _reserve(live, path) else (None, False)
        try:
            live.execute("BEGIN EXCLUSIVE")
            live.execute("COMMIT")
            with _uninterrupted():
                source.backup(live)
        except (sqlite3.Error, OSError):
            if kept is not None:
                kept.unlink(missing_ok=True)  # the database is as it was, and the disk perhaps full
            raise
        if kept is not None and not damaged:
            backup.prune(path, kept, copy)
    return Restored(held, kept, damaged)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let nobody interrupt what cannot be stopped halfway: they would be told that nothing was written."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _keep(live: sqlite3.Connection, path: Path, raw: BinaryIO) -> tuple[Path, bool]:
    """Copy the database as it is now, where its structure is damaged its bytes; says where to, and whether it is."""
    try:
        return backup.keep_copy(live, path)[0], False
    except backup.DamagedError:
        kept = _aside(real(path))
        with backup.drafted(kept) as draft, draft.open("wb") as target:
            shutil.copyfileobj(raw, target)
        return kept, True
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise backup.unwritten(problem, backup.folder_of(path)) from problem


def _reserve(live: sqlite3.Connection, path: Path) -> bool:
    """Keep every other writer out until the connection is closed; says whether there is anything in the database."""
    _belongs_to_us(live, path)
    file.make_durable(live)
    live.execute("PRAGMA foreign_keys = OFF")
    live.execute("BEGIN IMMEDIATE")
    # SQLite copies into no open transaction; in this mode the lock outlives the one that took it. Not before: who
    # waits in this mode waits with a lock in hand, and a writer for that one.
    live.execute("PRAGMA locking_mode = EXCLUSIVE")
    filled = _belongs_to_us(live, path)
    live.execute("COMMIT")
    return filled


def _exchange(path: Path, source: sqlite3.Connection, held: backup.Contents) -> Restored:
    """Put the copy in the place of a file so damaged that SQLite opens it for nobody: nobody can be writing to it.

    No journal is left beside it that could be played into the copy: SQLite deals with that before it looks at the file.
    """
    kept = _aside(path)
    with backup.drafted(kept) as draft:
        shutil.copyfile(path, draft)
    backup.write_copy(source, path, force=True)
    return Restored(held, kept, damaged=True)


def _aside(path: Path) -> Path:
    stamp = re.sub("[-:]", "", clock.stamp())
    return unused(path.with_name(f"{path.name}.damaged-{stamp}"))
