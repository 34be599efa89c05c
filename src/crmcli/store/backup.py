"""Copies of the database: consistent, private, verified, durable, whole; and those that are kept beside it."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from crmcli import clock
from crmcli.errors import ConflictError, StoreError
from crmcli.language import _
from crmcli.paths import flush_folder, make_private_folder, real
from crmcli.store import file

KEPT = 5
FOLDER = "backups"
_GO_BACK = _("Go back to a copy that is well: crm db restore FILE")
_BESIDE = ("-journal", "-wal", "-shm")


class Contents(NamedTuple):
    """What tells two copies of a database apart: whose it is, its shape, and how many rows each table has."""

    application: int
    version: int
    rows: dict[str, int]

    @property
    def customers(self) -> int:
        """How many customers there are, archived ones too."""
        return self.rows.get("customer", 0)


class DamagedError(StoreError):
    """A database cannot be copied because its structure is damaged."""


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database of ours, of this shape or an older one, and hold it as it is.

    Raises StoreError where it is missing, not ours, newer, damaged beyond opening, or locked.
    """
    try:
        if file.is_missing(path):
            raise StoreError(_("There is no database at {path}.").format(path=path))
        connection = file.open_file(path)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem
    with closing(connection):
        try:
            file.version_of(connection, path)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
            raise file.explain(problem, path) from problem
        yield connection


def damaged(path: Path, problem: str, *advice: str) -> DamagedError:
    """Return the error for a database whose structure is damaged."""
    return DamagedError(_("{path} is damaged: {problem}").format(path=path, problem=problem), *advice)


def damage(connection: sqlite3.Connection) -> str:
    """Return the first thing that is wrong with the structure of a database that can be opened, or ""."""
    try:
        found: list[tuple[str]] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as problem:
        if not unreadable(problem):
            raise
        return str(problem)
    first = found[0][0].removeprefix("*** in database main ***").strip() if found else "ok"
    return "" if first == "ok" else first


def unreadable(problem: sqlite3.Error) -> bool:
    """Say whether SQLite gave up because of what stands in the file."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def contents(connection: sqlite3.Connection) -> Contents:
    """Return what a database holds, counted."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    rows = {name: connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0] for (name,) in tables}
    return Contents(application, version, rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def copy(path: Path, target: Path, *, force: bool = False) -> Contents:
    """Copy the database to `target`, mode 0600, and return what the copy holds.

    Raises ConflictError where something is there already, and it is no file or `force` is not set; StoreError.
    """
    with snapshot(path) as source:
        _refuse_taken(path, target, force)
        try:
            return write_copy(source, target, force=force)
        except FileExistsError:
            raise _taken(target) from None
        except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
            raise unwritten(problem, target) from problem


def check_target(path: Path, target: Path, *, force: bool = False) -> Contents:
    """Return what a copy to `target` would hold; raises what `copy` would."""
    with snapshot(path) as source:
        _refuse_taken(path, target, force)
        if not os.path.isdir(target.parent):
            raise StoreError(_("There is no folder {folder}.").format(folder=target.parent))
        return contents(source)


def check_source(path: Path) -> Contents:
    """Return what a copy would hold; raises what `keep` would."""
    with snapshot(path) as source:
        return contents(source)


def keep(path: Path) -> tuple[Path, Contents]:
    """Copy the database into the folder of copies beside it; the newest few are kept. Returns where, and what."""
    with snapshot(path) as source:
        try:
            target, held = keep_copy(source, path)
            prune(path, target)
        except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
            raise unwritten(problem, folder_of(path)) from problem
    return target, held


def folder_of(path: Path) -> Path:
    """Return the folder of copies beside a database, there or not."""
    return real(path).parent / FOLDER


def next_name(path: Path) -> Path:
    """Return where a copy that is kept would be written now: named by the moment, in UTC."""
    stamp = re.sub("[-:]", "", clock.stamp())
    database = real(path)
    number, target = 1, folder_of(path) / f"{database.stem}-{stamp}{database.suffix}"
    while os.path.lexists(target):
        number += 1
        target = target.with_name(f"{database.stem}-{stamp}-{number}{database.suffix}")
    return target


def keep_copy(source: sqlite3.Connection, path: Path) -> tuple[Path, Contents]:
    """Copy an open database into the folder of copies beside `path`, and remove none. Raises OSError, sqlite3.Error."""
    make_private_folder(folder_of(path))
    while True:
        target = next_name(path)
        try:
            return target, write_copy(source, target)
        except FileExistsError:
            continue  # somebody else's, made in this very moment


def prune(path: Path, *spared: Path) -> None:
    """Remove copies that are kept of this database, but for the newest few and the spared; none that cannot be."""
    database = real(path)
    pattern = re.compile(rf"{re.escape(database.stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?{re.escape(database.suffix)}")
    # A clock that was put back must not make the newest look old.
    safe = {os.path.realpath(one) for one in spared}
    with suppress(OSError):
        found = []
        for entry in os.scandir(folder_of(path)):
            named = pattern.fullmatch(entry.name)
            if named and entry.is_file(follow_symlinks=False):
                found.append((named[1], int(named[2] or 1), Path(entry.path)))
        for *_when, old in sorted(found)[:-KEPT]:
            if os.path.realpath(old) not in safe:
                old.unlink(missing_ok=True)


def write_copy(source: sqlite3.Connection, target: Path, *, force: bool = False) -> Contents:
    """Write a verified copy of an open database, whole and durably, mode 0600; returns what it holds.

    A transaction of the source's ends as soon as it is copied: the copy is looked over while others write again.
    Raises DamagedError, FileExistsError without `force`, OSError, sqlite3.Error.
    """
    (origin,) = (row[2] for row in source.execute("PRAGMA database_list") if row[1] == "main")
    with drafted(target, force=force) as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as copied:
            copied.execute("PRAGMA journal_mode = MEMORY")
            copied.execute("PRAGMA synchronous = OFF")  # it is flushed as a whole before it gets its name
            source.backup(copied)
        expected = _counted(source, Path(origin))
        if source.in_transaction:
            source.execute("COMMIT")
        with closing(file.open_file(draft)) as copied:
            copied.execute("PRAGMA journal_mode = DELETE")  # another program may have left a write-ahead log's mark
            if wrong := damage(copied):
                raise damaged(Path(origin), wrong, _GO_BACK)
            if contents(copied) != expected:
                raise sqlite3.DatabaseError(_("the copy does not hold what it was made of"))
    return expected


def _counted(source: sqlite3.Connection, origin: Path) -> Contents:
    try:
        return contents(source)
    except sqlite3.DatabaseError as problem:
        if unreadable(problem):
            raise damaged(origin, str(problem), _GO_BACK) from problem
        raise


@contextmanager
def drafted(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give an empty private file to fill; afterwards it is flushed and gets its name, or nothing is left of it."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)  # mode 0600
    draft = Path(name)
    try:
        yield draft
        os.fsync(handle)
        _place(draft, target, force)
    finally:
        os.close(handle)
        for ending in ("", *_BESIDE):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
    flush_folder(target.parent)


def _place(draft: Path, target: Path, force: bool) -> None:
    if not force:
        try:
            os.link(draft, target)
            return
        except FileExistsError:
            raise
        except OSError:
            # A stick that knows no second names: the name is taken first, then filled.
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    os.replace(draft, target)


def _refuse_taken(path: Path, target: Path, force: bool) -> None:
    if os.path.exists(target) and os.path.samefile(path, target):
        raise ConflictError(_("{path} is the database itself.").format(path=target))
    if os.path.lexists(target) and not (force and target.is_file()):
        raise _taken(target)


def _taken(target: Path) -> ConflictError:
    if not target.is_file():
        return ConflictError(_("{path} is there already, and no file.").format(path=target))
    return ConflictError(
        _("{path} is there already.").format(path=target), _("Take another name, or replace it with --force.")
    )


def unwritten(problem: Exception, target: Path) -> StoreError:
    """Return why a copy was not written, as one sentence; the database is as it was."""
    text = getattr(problem, "strerror", None) or str(problem)
    if "full" in text or "No space" in text:
        text = _("the disk is full")
    return StoreError(
        _("{path} could not be written: {problem}").format(path=target, problem=text),
        _("The database is as it was."),
    )
