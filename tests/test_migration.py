"""An older database is brought up to date by whatever command comes first, with a copy beside it."""

import sqlite3
from contextlib import closing

import pytest

from conftest import Crm
from crmcli.store import schema

pytestmark = pytest.mark.creation


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE customer ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


@pytest.fixture
def newer(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A database of the present shape, and a program whose shape is one further."""
    crm.add("A")
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour])
    monkeypatch.setattr(schema, "VERSION", len(schema.MIGRATIONS))
    return crm


def shape(crm: Crm) -> int:
    with closing(sqlite3.connect(crm.db)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("line", ["list", "add B", "promote A -m x", "config set currency EUR"])
def test_the_first_command_migrates_and_keeps_a_copy(newer: Crm, line: str) -> None:
    before = newer.db.read_bytes()
    newer.ok(line)
    assert shape(newer) == schema.VERSION
    (copy,) = (newer.db.parent / "backups").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(newer.db)) as new:
        assert old.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION - 1
        assert old.execute("SELECT name FROM customer").fetchone() == ("A",)
        assert new.execute("SELECT name, colour FROM customer WHERE id = 1").fetchone() == ("A", "")
    assert len(before) > 0


@pytest.mark.parametrize("line", ["promote A -m x", "add --text 'Ana López' ana@ibarra.es"])
def test_a_dry_run_migrates_nothing(newer: Crm, line: str) -> None:
    before, names = newer.db.read_bytes(), [path.name for path in newer.db.parent.iterdir()]
    newer.ok(f"{line} --dry-run")
    assert newer.db.read_bytes() == before
    assert [path.name for path in newer.db.parent.iterdir()] == names


def test_a_migration_that_fails_leaves_everything_as_it_was(newer: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        _add_colour(connection)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS[:-1], broken])
    before = newer.db.read_bytes()
    result = newer("list")
    assert result.code == 7
    assert newer.db.read_bytes() == before


def test_a_newer_database_is_refused_untouched(newer: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    newer.ok("list")
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    before = newer.db.read_bytes()
    for line in ("list", "add B", "undo"):
        result = newer(line)
        assert result.code == 7
        assert "newer" in result.err
    assert newer.db.read_bytes() == before
