"""Looking a database over: structure, shape, rows that hang in the air, stages, and every cache."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from crmcli.errors import StoreError
from crmcli.language import _, many
from crmcli.rules.lifecycle import USUAL, Lifecycle
from crmcli.rules.seals import Seal
from crmcli.store import audit, file, place, recount, schema, seals, sums
from crmcli.store.finding import FOUND, MOST_NAMED, OK, SKIPPED, WARNED, few, tried, unusable
from crmcli.store.finding import CheckRow as CheckRow
from crmcli.store.stages import lifecycle


def check(path: Path) -> list[CheckRow]:
    """Look a database over and change nothing; StoreError where it is missing, not ours, newer, empty or locked.

    Each check sees the database at one moment, and writers get their turn in between. What a killed command left
    behind is rolled back first, as by every reader.
    """
    with _opened(path) as (connection, version):
        return [*_structure(connection, version), *_sums(connection, version), _place(path)]


def of_all(path: Path) -> list[CheckRow]:
    """Look at the books, then at whatever `check` looks at: file, ledgers and caches; StoreError like it."""
    with _opened(path) as (connection, version):
        if version != schema.VERSION:
            return [*_skipped((*sums.NAMES, "owed")), *_structure(connection, version), _place(path)]
        books = [*sums.checks(connection), sums.whole(connection)]
        return [*books, *_structure(connection, version), *_sums(connection, version), _place(path)]


def of_ledgers(path: Path, kept: Sequence[Seal] | None = None) -> list[CheckRow]:
    """Look at the ledgers of a database and at what follows from them, and change nothing; StoreError like `check`.

    `kept` are the seals that the chain has to fit, if there are any.
    """
    sealed = () if kept is None else ("seals",)
    with _opened(path) as (connection, version):
        rows = [_version(version), tried("schema", connection, _schema)]
        if version != schema.VERSION:
            return [*rows, *_skipped((*audit.NAMES, "stages", "standing", *sealed))]
        rows += [*audit.checks(connection), tried("stages", connection, _stages)]
        rows += _compared(connection, ("standing",))
        return rows if kept is None else [*rows, _sealed(connection, kept)]


def _sealed(connection: sqlite3.Connection, kept: Sequence[Seal]) -> CheckRow:
    row = tried("seals", connection, lambda sql: list(seals.unfit(sql, kept)))
    fits = many(
        "{count} seal, the last of link {number}, {at}", "{count} seals, the last of link {number}, {at}", len(kept)
    ).format(count=len(kept), number=kept[-1].number, at=kept[-1].at)
    return row if row.result == FOUND else row._replace(detail=fits)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Open a database to be looked at, and say of which shape it is."""
    try:
        if file.is_missing(path):
            raise StoreError(_("There is no database at {path}.").format(path=path))
        with closing(file.open_file(path)) as connection:
            version = file.version_of(connection, path)
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{file.CACHE_KIB}")
            yield connection, version
    except (sqlite3.Error, OSError, UnicodeDecodeError) as problem:
        raise file.explain(problem, path) from problem


def _version(version: int) -> CheckRow:
    older = _("shape {theirs}, this program's is {ours}; the next command brings it up to date, with a copy first")
    current = version == schema.VERSION
    said = "" if current else older.format(theirs=version, ours=schema.VERSION)
    return CheckRow("version", OK if current else SKIPPED, said)


def _structure(connection: sqlite3.Connection, version: int) -> Iterator[CheckRow]:
    yield _version(version)
    yield tried("structure", connection, _integrity)
    yield tried("references", connection, _references)
    yield tried("schema", connection, _schema)


def _sums(connection: sqlite3.Connection, version: int) -> Iterator[CheckRow]:
    """Yield the checks that know this program's tables."""
    if version != schema.VERSION:
        yield from _skipped(("orphans", *audit.NAMES, "stages", *recount.NAMES))
        return
    yield tried("orphans", connection, _orphans)
    yield from audit.checks(connection)
    yield tried("stages", connection, _stages)
    yield from _compared(connection, recount.NAMES)


def _skipped(names: Sequence[str]) -> Iterator[CheckRow]:
    for name in names:
        yield CheckRow(name, SKIPPED, _("the database is of an older shape"))


def _compared(connection: sqlite3.Connection, names: Sequence[str]) -> Iterator[CheckRow]:
    """Yield what came of comparing caches with what they are computed from."""
    try:
        compared = recount.differing(connection, names)
    except sqlite3.DatabaseError as problem:
        if not unusable(problem):
            raise
        return  # the table of customers cannot be read, and the structure's own check has said so
    for name, differing in compared.items():
        said = _named(connection, differing)
        yield CheckRow(name, FOUND if said else OK, "; ".join(said))


def _integrity(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    lines = [line for (text,) in rows for line in text.splitlines() if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


def _references(connection: sqlite3.Connection) -> list[str]:
    missing: dict[tuple[str, str], list[str]] = {}
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        missing.setdefault((table, parent), []).append(str(row))
    return [
        _("{table} {rows}: no such {parent}").format(table=table, parent=parent, rows=", ".join(few(rows)))
        for (table, parent), rows in missing.items()
    ]


def _schema(connection: sqlite3.Connection) -> list[str]:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for migration in schema.MIGRATIONS[:version]:
            migration(fresh)
        ours = _objects(fresh)
    theirs = _objects(connection)
    sentences = (
        (ours.keys() - theirs.keys(), _("{object} is missing")),
        (theirs.keys() - ours.keys(), _("{object} is not crm's")),
        (
            {one for one in ours.keys() & theirs.keys() if ours[one] != theirs[one]},
            _("{object} is not as it should be"),
        ),
    )
    return [said.format(object=" ".join(one)) for objects, said in sentences for one in sorted(objects)]


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return every table, index, trigger and view by type and name, with its SQL freed of spaces."""
    # What SQLite makes by itself is its own affair, and differs between its versions.
    shadows = {name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")}
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {(kind, name): "" if name in shadows else re.sub(r"\s+", " ", sql).strip() for kind, name, sql in rows}


# Rows that no foreign key watches: what they hang on has to be there. Each SELECT returns the ids of those in the air.
_ORPHANS = (
    (
        _("transitions of no customer: {ids}"),
        "SELECT id FROM effective_transition WHERE customer_id NOT IN (SELECT id FROM customer)",
    ),
    (_("transitions of no step: {ids}"), "SELECT id FROM transition WHERE step_id NOT IN (SELECT id FROM step)"),
    (
        _("transitions that void none: {ids}"),
        "SELECT id FROM transition WHERE voids IS NOT NULL AND voids NOT IN (SELECT id FROM transition)",
    ),
    (_("steps that undo none: {ids}"), "SELECT id FROM step WHERE undoes > 0 AND undoes NOT IN (SELECT id FROM step)"),
    (_("steps that were never finished: {ids}"), "SELECT step_id FROM current_step WHERE step_id IS NOT NULL"),
    (
        _("notes in the journal of no step: {ids}"),
        "SELECT id FROM journal WHERE step_id IS NOT NULL AND step_id NOT IN (SELECT id FROM step)",
    ),
    (
        _("instalments of another customer than their order: {ids}"),
        "SELECT i.id FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id WHERE o.customer_id <> i.customer_id",
    ),
    (
        _("contact points of another customer than their contact: {ids}"),
        "SELECT p.id FROM point AS p JOIN contact AS c ON c.id = p.contact_id WHERE c.customer_id <> p.customer_id",
    ),
)


def _orphans(connection: sqlite3.Connection) -> list[str]:
    found = []
    for sentence, select in _ORPHANS:
        ids = [str(row[0]) for row in connection.execute(select)]
        if ids:
            found.append(sentence.format(ids=", ".join(few(ids))))
    return found


def _stages(connection: sqlite3.Connection) -> list[str]:
    """Name the customers whose stage is not that of their last effective transition, found without the cache's SQL."""
    rows = connection.execute(
        "SELECT c.id, c.name, coalesce(s.stage, ''), coalesce(t.to_stage, '') FROM customer AS c"
        " LEFT JOIN standing AS s ON s.customer_id = c.id LEFT JOIN ("
        "SELECT customer_id, to_stage, max(effective_on || printf(' %020d', id)) FROM transition"
        " WHERE voids IS NULL AND id NOT IN (SELECT voids FROM transition WHERE voids IS NOT NULL)"
        " GROUP BY customer_id) AS t ON t.customer_id = c.id AND c.merged_on = ''"
        " WHERE coalesce(s.stage, '') <> coalesce(t.to_stage, '')"
    ).fetchall()
    life = lifecycle(connection)
    said = _("{name} ({id}) is {stage}, but the ledger says {ledger}")
    found = [
        said.format(id=one, name=name, stage=stage or "-", ledger=ledger or "-")
        for one, name, stage, ledger in rows
        if stage != life.present(ledger)  # whose key is another one now is where they were
    ]
    return [*_claims(life), *found]


def _claims(life: Lifecycle) -> list[str]:
    """Name the stages that claim what another one is called: whoever stands there would stand elsewhere."""
    said = _("stage {key} claims to have been {former}, which is another one")
    return [
        said.format(key=one.key, former=former)
        for one in life.stages
        for former in one.former
        if former in {*life.keys, *USUAL} or any(former in other.former for other in life.stages if other != one)
    ]


def _named(connection: sqlite3.Connection, differing: recount.Differing) -> list[str]:
    names = []
    for one in sorted(differing.customers)[:MOST_NAMED]:
        row = connection.execute("SELECT name FROM customer WHERE id = ?", (one,)).fetchone()
        names.append(f"{row[0]} ({one})" if row else _("no customer ({id})").format(id=one))
    more = len(differing.customers) - len(names)
    if more > 0:
        names.append(_("and {count} more").format(count=more))
    return [*differing.problems, *names]


def _place(path: Path) -> CheckRow:
    trouble = place.trouble(path)
    return CheckRow("place", WARNED if trouble else OK, trouble)


def found(rows: list[CheckRow]) -> list[CheckRow]:
    """Return the rows that tell of something wrong."""
    return [row for row in rows if row.result == FOUND]


def rebuildable(rows: list[CheckRow]) -> list[str]:
    """Return the checks that found caches wrong which can be computed anew; none where the structure is damaged."""
    names = [row.check for row in found(rows)]
    return [] if "structure" in names else [name for name in names if name in ("stages", *recount.NAMES)]
