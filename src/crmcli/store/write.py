"""The door for writing: one transaction, one undo step, over SQLModel's session."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy.exc
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine

from crmcli import clock, interrupts, language
from crmcli.errors import ConflictError, StoreError
from crmcli.language import _
from crmcli.store import caches, chain, file, ledger, queue, schema
from crmcli.store.facts import account as account

# Customers whose caches are recomputed together: many for speed, few for memory.
_AT_ONCE = 10_000


class Request(NamedTuple):
    """Who wants what done, where and when: the same for every writing command."""

    path: Path
    command: str  # the command line as typed
    actor: str  # the rep who acts, as given; "" is nobody
    today: date
    stamp: str  # the present moment, UTC, as the ledgers record it
    dry_run: bool = False
    approved_by: str = ""  # who is said to have approved what is dated in closed books


class OvertakenError(Exception):
    """A step cannot be gone on with: a later one touched the same customers, and would have to be undone first."""


class Work:
    """An open step: the session to add objects to, and the same transaction as plain SQL."""

    def __init__(self, request: Request, connection: sqlite3.Connection, session: Session, step_id: int) -> None:
        self.request = request
        self.sql = connection
        self.session = session
        self.step_id = step_id
        self.clock = ""  # what the ledgers note of the clock, by which this step is dated
        self.what = ""
        self.touched: set[int] = set()  # customers whose caches need it though no journal row says so
        self.counts = False  # it is a step though it changed no fact
        self.ends = chain.ends(connection)  # the ledgers' last rows before it
        self.committing = False
        self.kept = False  # it was committed, and can be gone on with
        self.begun = request.stamp  # when its step began
        self.goes_on_after = 0  # the last journal row there was, where it goes on with an earlier transaction's step
        self.looked_at = 0  # the last journal row that was held against the closed books
        self._settled = (0, 0)

    @property
    def today(self) -> str:
        """The present day as it is stored."""
        return self.request.today.isoformat()

    def add(self, row: SQLModel) -> int:
        """Insert a row now and return its new id."""
        self.session.add(row)
        self.session.flush()
        return int(row.id)  # type: ignore[attr-defined]

    def get(self, table: type[Any], row_id: int) -> Any:
        """Return the object of a row that is known to exist; change it and it is written at the end."""
        found = self.session.get(table, row_id)
        if found is None:
            raise LookupError(f"{table.__name__} {row_id}")
        return found

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do something that leaves no trace in the step if it ends with an error."""
        settled = self._settled
        self.sql.execute("SAVEPOINT attempt")
        try:
            yield
            self.session.flush()
        except Exception:
            self.session.expunge_all()
            self._settled = settled  # the numbers of rows that are taken back are used again
            self.sql.execute("ROLLBACK TO attempt")
            self.sql.execute("RELEASE attempt")
            raise
        self.sql.execute("RELEASE attempt")

    def remove(self, table: type[Any], row_id: int) -> None:
        """Delete the row of a fact; undo brings it back."""
        self.session.delete(self.get(table, row_id))
        self.session.flush()

    def settle(self) -> None:
        """Write what is pending and bring the caches of every customer touched so far up to date."""
        self.session.flush()
        rows = self.sql.execute(
            "SELECT customer_id FROM journal WHERE step_id = ?1 AND id > ?2 AND customer_id IS NOT NULL"
            " UNION SELECT customer_id FROM transition WHERE step_id = ?1 AND id > ?3"
            " UNION SELECT customer_id FROM decision WHERE step_id = ?1"
            " UNION SELECT customer_id FROM alert WHERE step_id = ?1",
            (self.step_id, *self._settled),
        )
        self.touched.update(row[0] for row in rows)
        self.settled()
        customers = sorted(self.touched)
        self.touched.clear()
        for first in range(0, len(customers), _AT_ONCE):
            caches.refresh(self.sql, customers[first : first + _AT_ONCE])

    @property
    def row(self) -> int:
        """The journal's last row that the caches count."""
        return self._settled[0]

    def settled(self) -> None:
        """Note that the caches count all that was written so far."""
        self._settled = self.sql.execute(
            "SELECT coalesce((SELECT max(id) FROM journal), 0), coalesce((SELECT max(id) FROM transition), 0)"
        ).fetchone()


@contextmanager
def step(
    request: Request, *, undoing: bool = False, bulk: bool = False, continues: "Work | None" = None
) -> Iterator[Work]:
    """Open one transaction and one step; it lands whole at the end, or not at all.

    A step that wrote nothing leaves no trace. In `bulk` foreign keys are not checked row by row. What `continues` an
    earlier transaction of the same command belongs to its step, if that was kept and not undone since; OvertakenError
    where that cannot be, and nothing of it has landed. Raises StoreError.
    """
    work = None
    try:
        with turn(request) as connection:
            if bulk:
                connection.execute("PRAGMA foreign_keys = OFF")
                connection.execute(f"PRAGMA cache_size = -{file.CACHE_KIB // 2}")
            engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
            with Session(engine, autoflush=False, expire_on_commit=False) as session:
                # SQLAlchemy's first look at a connection ends with a rollback: it has to come before the transaction.
                session.connection()
                connection.execute("BEGIN IMMEDIATE")
                if language.code() != "en":
                    from crmcli.store import stages

                    stages.told(connection)
                work = Work(request, connection, session, _begin(connection, request, undoing, continues))
                work.clock = _clock(connection, work.step_id, request.stamp)
                if continues is not None and continues.step_id == work.step_id:
                    work.settled()
                    work.begun, work.goes_on_after = continues.begun, work.row
                yield work
                work.settle()
                _end(work, undoing)
    except (sqlite3.Error, sqlalchemy.exc.DBAPIError, UnicodeDecodeError) as problem:
        cause = getattr(problem, "orig", None) or problem
        if undoing and "constraint failed" in str(cause):
            raise ConflictError(
                _("What later steps made builds on this one, or took its place."),
                _("Undo those first: crm undo --list"),
            ) from None
        if work and work.committing:
            sign = "SELECT 1 FROM step WHERE id = ? AND at = ? AND command = ?"
            values = (work.step_id, request.stamp, request.command)
            raise _after_commit(request, cause, sign, values, "crm undo --list") from problem
        raise file.explain(cause, request.path) from problem
    except (UnicodeEncodeError, OverflowError) as problem:
        raise file.unkeepable(problem) from None


@contextmanager
def turn(request: Request) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the database while it is this program's turn to write."""
    interrupts.heard_again()
    try:
        connection = _connect(request)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, request.path) from problem
    try:
        with queue.turn(request.path, create=not request.dry_run):
            try:
                yield connection
            finally:
                # Rolls back whatever was not committed, and frees the file before the next in the queue asks for it.
                connection.close()
    finally:
        connection.close()


def _after_commit(request: Request, problem: Exception, sign: str, values: tuple[object, ...], look: str) -> StoreError:
    """Return what to say of a commit that failed: `sign` finds a row if it was carried out all the same."""
    # Emptying the journal is what commits, and the disk may fail when that is made durable. A lock stops it before.
    if "locked" in str(problem):
        return file.explain(problem, request.path)
    try:
        connection = file.open_file(request.path)
        try:
            kept = connection.execute(sign, values).fetchone() is not None
        finally:
            connection.close()
    except sqlite3.Error:
        return file.unknown(request.path, look)
    return file.unconfirmed(request.path, look) if kept else file.explain(problem, request.path)


def _connect(request: Request) -> sqlite3.Connection:
    if not request.path.exists():
        if request.dry_run:
            return file.in_memory()
        file.create(request.path)
    connection = file.open_file(request.path)
    try:
        if file.version_of(connection, request.path) < schema.VERSION and not request.dry_run:
            from crmcli.store.migrate import upgrade

            upgrade(request.path)
        if request.dry_run:
            file.make_harmless(connection)
        else:
            file.make_durable(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sqlite3.Connection, request: Request, undoing: bool, continues: Work | None) -> int:
    schema.migrate(connection)
    if continues is not None and continues.kept and _goes_on(connection, continues):
        connection.execute("UPDATE current_step SET step_id = ?, undoing = 0", (continues.step_id,))
        return continues.step_id
    cursor = connection.execute(
        "INSERT INTO step (at, command, what, actor, account, host, undoes) VALUES (?, ?, '', ?, ?, ?, ?)",
        (request.stamp, request.command, request.actor, account(), os.uname().nodename, 0 if undoing else None),
    )
    connection.execute("UPDATE current_step SET step_id = ?, undoing = ?", (cursor.lastrowid, undoing))
    return int(cursor.lastrowid or 0)


def _goes_on(connection: sqlite3.Connection, earlier: Work) -> bool:
    """Say whether the step of an earlier transaction is there still, and nobody has undone it meanwhile."""
    found = connection.execute(
        "SELECT 1 FROM step WHERE id = ?1 AND at = ?2 AND command = ?3"
        " AND NOT EXISTS (SELECT 1 FROM step WHERE undoes = ?1)",
        (earlier.step_id, earlier.begun, earlier.request.command),
    )
    return found.fetchone() is not None


def _overtaken(work: Work) -> bool:
    """Say whether a later step touched a customer that was touched since this step is gone on with."""
    found = work.sql.execute(
        "SELECT EXISTS (SELECT 1 FROM journal AS mine JOIN journal AS theirs ON theirs.customer_id = mine.customer_id"
        " WHERE mine.step_id = ?1 AND mine.id > ?2 AND theirs.step_id > ?1)",
        (work.step_id, work.goes_on_after),
    )
    return bool(found.fetchone()[0])


def _clock(sql: sqlite3.Connection, step_id: int, now: str) -> str:
    """Return what there is to note of the clock: `set` by CRM_NOW, `behind` the step or the link before."""
    (before,) = sql.execute("SELECT coalesce(max(at), '') FROM step WHERE id = ?", (step_id - 1,)).fetchone()
    behind = now < max(before, chain.last_recorded(sql))
    return " ".join(note for note, applies in (("set", clock.is_set()), ("behind", behind)) if applies)


def _end(work: Work, undoing: bool) -> None:
    sql = work.sql
    journalled = "SELECT EXISTS (SELECT 1 FROM journal WHERE step_id = ?)"
    traced = sql.execute(journalled, (work.step_id,)).fetchone()[0] or ledger.touched(sql, work.step_id)
    if work.request.dry_run or not (undoing or work.counts or traced):
        sql.execute("ROLLBACK")
        return
    if work.goes_on_after and _overtaken(work):
        raise OvertakenError
    chain.extend(sql, work.ends)
    # What changed nothing is there to be read, and nothing of it can be taken back.
    kind = "" if undoing or traced else "empty"
    sql.execute("UPDATE step SET what = ?, kind = ? WHERE id = ?", (work.what, kind, work.step_id))
    sql.execute("UPDATE current_step SET step_id = NULL, undoing = 0")
    work.committing = True
    interrupts.too_late()
    sql.execute("COMMIT")
    work.kept = True


def configure(request: Request, key: str, value: str, rule: str | None = None) -> None:
    """Set a setting kept in the database, or remove it where the value is ""; this is no undo step.

    With `rule`, what it is by itself, a change of it is kept as a step all the same, to be read and not undone.
    """
    committing = False
    try:
        with turn(request) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if rule is not None:
                _note_change(connection, request, key, rule, value)
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))
            if value:
                connection.execute("INSERT INTO setting VALUES (?, ?)", (key, value))
            if key == "country":
                caches.refresh(connection, (row[0] for row in connection.execute("SELECT id FROM customer")))
            committing = True
            interrupts.too_late()
            connection.execute("COMMIT")
    except (sqlite3.Error, UnicodeDecodeError) as problem:
        if committing:
            sign = "SELECT 1 WHERE coalesce((SELECT value FROM setting WHERE key = ?), '') = ?"
            raise _after_commit(request, problem, sign, (key, value), f"crm config get {key}") from problem
        raise file.explain(problem, request.path) from problem


def _note_change(sql: sqlite3.Connection, request: Request, key: str, default: str, value: str) -> None:
    found = sql.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    before, after = found[0] if found else default, value or default
    if before != after:
        sql.execute(
            "INSERT INTO step (at, command, what, actor, account, host, undoes, kind)"
            " VALUES (?, ?, ?, ?, ?, ?, NULL, 'config')",
            (
                request.stamp,
                request.command,
                f"{key}: {before} → {after}",
                request.actor,
                account(),
                os.uname().nodename,
            ),
        )
