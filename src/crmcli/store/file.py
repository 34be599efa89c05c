"""The database file: created private and whole, opened safely, and told apart from other files."""

import errno
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from crmcli.errors import BadInputError, StoreError
from crmcli.language import _
from crmcli.paths import flush_folder, make_private_folder
from crmcli.store import schema

# Two MiB, SQLite's own choice, thrashes on a file of ten thousand customers.
CACHE_KIB = 65_536
# Long enough for a queue of writers, each of which holds the file for milliseconds.
WAIT_SECONDS = 30.0


def open_file(path: Path) -> sqlite3.Connection:
    """Connect to an existing database in autocommit mode; never creates one, and StoreError for what is no file."""
    for ending in ("", "-journal", "-wal"):
        place = f"{path}{ending}"
        # SQLite waits for a pipe's other end until somebody kills it, and reads what a device gives.
        if os.path.exists(place) and not (os.path.isfile(place) or os.path.isdir(place)):
            raise StoreError(_("{path} is no ordinary file.").format(path=place))
    # `mode=rw`, also for reading: a read-only connection cannot roll back the journal of a killed writer.
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=WAIT_SECONDS)


def is_missing(path: Path) -> bool:
    """Say whether nothing is there, not even a link; OSError where that may not be looked at."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    return False


def in_memory() -> sqlite3.Connection:
    """Return an empty database of this program's shape that lives in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the file's shape as a number, or refuse: StoreError if it is not ours, empty, or newer."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != schema.APPLICATION_ID:
        if path.stat().st_size == 0:
            raise StoreError(
                _("{path} is an empty file, not a database of crm.").format(path=path),
                _("Remove it, or restore a copy over it."),
            )
        raise StoreError(_("{path} is a database of another program; crm leaves it alone.").format(path=path))
    if version > schema.VERSION:
        raise StoreError(
            _("{path} was written by a newer crm (shape {theirs}, this program knows {ours}).").format(
                path=path, theirs=version, ours=schema.VERSION
            ),
            _("Install the newer crm; the file is untouched."),
        )
    return version


def make_durable(connection: sqlite3.Connection) -> None:
    """Set what a writer needs so that an acknowledged commit survives a power cut."""
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    _make_roomy(connection)


def _make_roomy(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    # Else SQLite keeps in a file every page that a statement changes, to be able to take back that statement alone.
    connection.execute("PRAGMA temp_store = MEMORY")


def make_harmless(connection: sqlite3.Connection) -> None:
    """Set what a dry run needs so that neither the file nor its folder is touched by what will be rolled back."""
    _make_roomy(connection)
    connection.execute("PRAGMA cache_spill = OFF")
    # Some other program's choice of a write-ahead log stands: leaving it would rewrite the file.
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = MEMORY")


def create(path: Path) -> None:
    """Create an empty database at `path`, mode 0600; whoever comes second leaves the first one's alone."""
    import tempfile

    refuse_stray_journal(path)
    make_private_folder(path.parent)
    # Built beside its place and linked into it whole, so that nobody ever meets a half-made file.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)  # mode 0600
    os.close(handle)
    draft = Path(name)
    try:
        connection = open_file(draft)
        try:
            make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            schema.migrate(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        flush_folder(path.parent)
    finally:
        for leftover in (draft, draft.with_name(draft.name + "-journal")):
            leftover.unlink(missing_ok=True)


def refuse_stray_journal(path: Path) -> None:
    """Refuse where a journal stands without its database: SQLite would play it into whatever file comes there."""
    for ending in ("-journal", "-wal"):
        stray = path.with_name(path.name + ending)
        if stray.is_file() and stray.stat().st_size and not os.path.lexists(path):
            raise StoreError(
                _("{path} is what is left of a database that is gone.").format(path=stray),
                _("Put that database back beside it, or move {name} away.").format(name=stray.name),
            )


def unkeepable(problem: Exception) -> BadInputError:
    """Return the error for a value that no database can hold: text that is not UTF-8, a number beyond 64 bits."""
    if isinstance(problem, UnicodeEncodeError):
        return BadInputError(_("A text on the command line is not valid UTF-8."))
    return BadInputError(_("A number on the command line is too large."))


def locked(path: Path, waited: float) -> StoreError:
    """Return the error for a database that others kept for themselves as long as one was ready to wait: seconds."""
    return StoreError(
        _("{path} is locked by another program; crm waited {seconds} s.").format(path=path, seconds=f"{waited:.2g}"),
        _("Try again when it is done."),
    )


def unconfirmed(path: Path, look: str) -> StoreError:
    """Return the error for a commit that was carried out though the disk failed at the end of it."""
    return StoreError(
        _("{path}: this is done, but the disk failed at the very end; a power cut now may take it back.").format(
            path=path
        ),
        _("Do not do it again before you have looked: {command}").format(command=look),
    )


def unknown(path: Path, look: str) -> StoreError:
    """Return the error for a commit of which nobody can tell whether it was carried out."""
    return StoreError(
        _("{path}: the disk failed at the very end; whether this is done cannot be seen now.").format(path=path),
        _("Do not do it again before you have looked: {command}").format(command=look),
    )


def explain(problem: Exception, path: Path) -> StoreError:
    """Return what went wrong with the database as one sentence that a person can act on."""
    text = getattr(problem, "strerror", None) or str(problem)
    if "locked" in text or "busy" in text:
        return locked(path, WAIT_SECONDS)
    if "full" in text or getattr(problem, "errno", None) == errno.ENOSPC:
        return StoreError(_("The disk is full; {path} is as it was.").format(path=path))
    if "I/O error" in text:
        return StoreError(
            _("{path} could not be read or written; it is as it was.").format(path=path),
            _("The disk may be full, or failing."),
        )
    # Where SQLite quotes from a damaged file, Python fails to read the complaint.
    if isinstance(problem, UnicodeDecodeError) or "malformed" in text or "not a database" in text:
        return StoreError(
            _("{path} is damaged, or not a database.").format(path=path),
            _("Go back to a copy that is well: crm db restore FILE"),
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text or isinstance(problem, OSError):
        if getattr(problem, "sqlite_errorname", "") == "SQLITE_READONLY_DBMOVED" and os.path.exists(path):
            return StoreError(_("{path} was replaced by another file just now.").format(path=path), _("Try again."))
        return _unopened(path, text)
    return StoreError(_("{path} cannot be used: {problem}").format(path=path, problem=text))


def _unopened(path: Path, text: str) -> StoreError:
    """Return why a file cannot be opened, as far as a look at it tells; `text` is what the system said."""
    folder = path.parent
    if os.path.isdir(path):
        return StoreError(_("{path} is a folder, not a database.").format(path=path))
    if os.path.isdir(folder) and not os.access(folder, os.X_OK):
        return StoreError(_("You may not enter the folder {folder}.").format(folder=folder))
    if os.path.islink(path) and not os.path.exists(path):
        return StoreError(_("{path} is a link to a file that is not there.").format(path=path))
    if not os.path.exists(path):
        if os.path.isdir(folder) and os.access(folder, os.W_OK):
            return StoreError(_("{path} is gone: it was there a moment ago.").format(path=path), _("Try again."))
        return StoreError(_("{path} cannot be made: {problem}").format(path=path, problem=text))
    if not os.access(path, os.R_OK):
        return StoreError(_("You may not read {path}.").format(path=path))
    if not os.access(path, os.W_OK):
        return StoreError(_("{path} is read-only; it can be read, not written.").format(path=path))
    if not os.access(folder, os.W_OK):
        return StoreError(
            _("The folder {folder} is read-only; its database can be read, not written.").format(folder=folder)
        )
    return StoreError(_("{path} cannot be opened for writing: {problem}").format(path=path, problem=text))
