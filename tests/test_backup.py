"""Copies of the database, and putting them back."""

import os
import re
import shutil
import signal
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import crmcli
from conftest import Crm, Program
from crmcli.store import file, schema
from databases import adder, change, humbly, limited, names, results, rows_of

SOURCE = str(Path(crmcli.__file__).parents[1])


# --- Copied ---------------------------------------------------------------------------------------------------------


def test_a_copy_is_whole_private_and_says_where_it_is(firm: Crm) -> None:
    before = os.umask(0)
    try:
        copy = Path(firm.ok("db backup -q").out.strip())
        named = Path(firm.ok("db backup", "my copy.db").out.strip())
    finally:
        os.umask(before)
    assert copy.parent == firm.db.parent / "backups"
    assert re.fullmatch(r"crm-\d{8}T\d{6}Z\.db", copy.name)
    assert named == firm.folder / "my copy.db"
    for one in (copy, named):
        assert rows_of(one) == rows_of(firm.db)
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert names(copy.parent) == [copy.name], "nothing is left beside it"
    said = firm.ok("db backup").err
    assert "3 customers" in said
    assert "crm db restore" in said


def test_on_a_terminal_the_path_is_said_once(firm: Crm) -> None:
    shown = firm.ok("db backup", terminal=True)
    assert shown.out == ""
    assert "backups/crm-" in shown.err


def test_a_copy_never_takes_the_place_of_another_file_by_itself(firm: Crm) -> None:
    target = firm.folder / "precious.txt"
    target.write_text("do not lose me")
    assert firm("db backup precious.txt").code == 4
    assert firm("db backup precious.txt --dry-run").code == 4
    assert target.read_text() == "do not lose me"
    firm.ok("db backup precious.txt --force")
    assert rows_of(target) == rows_of(firm.db)
    assert firm("db backup", str(firm.folder), "--force").code == 4
    assert firm("db backup", str(firm.db), "--force").code == 4
    link = firm.folder / "link.db"
    link.symlink_to(firm.db)
    assert firm("db backup link.db --force").code == 4
    assert link.is_symlink()


def test_the_newest_five_are_kept_and_nothing_else_is_touched(firm: Crm) -> None:
    folder = firm.db.parent / "backups"
    folder.mkdir(mode=0o700)
    others = [
        "crm-20200101T000000Z.db.bak",
        "crm-old.db",
        "notes.txt",
        "crm-2-20200101T000000Z.db",
        "demo-20200101T000000Z.db",
    ]
    for name in others:
        (folder / name).write_text("not one of ours")
    (folder / "crm-20200101T000000Z.db").mkdir()
    made = []
    for day in range(1, 9):
        firm.now(f"2026-04-{day:02}")
        made.append(Path(firm.ok("db backup -q").out.strip()).name)
    assert names(folder) == sorted([*others, "crm-20200101T000000Z.db", *made[-5:]])
    # Two in one second, and a clock that was put back: what was just made is never what goes.
    twice = Path(firm.ok("db backup -q").out.strip())
    assert twice.name == made[-1].replace(".db", "-2.db")
    firm.now("2026-01-01")
    early = Path(firm.ok("db backup -q").out.strip())
    assert early.exists()


def test_a_database_behind_a_link_has_its_copies_beside_itself(firm: Crm) -> None:
    link = firm.folder / "link.db"
    link.symlink_to(firm.db)
    copy = Path(firm.ok("--db link.db db backup -q").out.strip())
    assert copy.parent == firm.db.parent / "backups"
    assert copy.name.startswith("crm-")


def test_a_stick_without_second_names_holds_copies_too(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_given: object, **_options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    firm.ok("db backup stick.db")
    assert rows_of(firm.folder / "stick.db") == rows_of(firm.db)
    assert firm("db backup stick.db").code == 4
    assert names(firm.folder) == ["data", "stick.db"]


def test_a_copy_of_another_journal_mode_is_one_file(firm: Crm) -> None:
    change(firm.db, "PRAGMA journal_mode = WAL")
    with closing(sqlite3.connect(firm.db)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM customer").fetchone()
        firm.ok("db backup copy.db")
    assert names(firm.folder) == ["copy.db", "data"]
    assert rows_of(firm.folder / "copy.db") == rows_of(firm.db)
    firm.ok("db restore copy.db --yes")
    firm.ok("add Another")
    assert names(firm.db.parent) == ["backups", "crm.db", "crm.db-journal", "crm.db-queue"]


def test_a_damaged_database_is_not_copied_over_a_good_copy(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    good = (firm.folder / "copy.db").read_bytes()
    with firm.db.open("r+b") as handle:
        handle.seek(5 * 4096)
        handle.write(b"\xab" * 4096)
    answer = firm("db backup copy.db --force")
    assert answer.code == 7
    assert "damaged" in answer.err
    assert (firm.folder / "copy.db").read_bytes() == good
    assert firm("db backup").code == 7
    assert names(firm.db.parent / "backups") == []


def test_copies_made_while_others_write_are_whole(firm: Crm, program: Program) -> None:
    program.environment["PYTHONPATH"] = SOURCE
    writers = [adder(program, f"Writer {number}", 6) for number in range(3)]
    copies = []
    while any(one.poll() is None for one in writers):
        copies.append(Path(firm.ok("db backup", f"copy-{len(copies)}.db").out.strip()))
    assert [len(one.communicate()[0].split()) for one in writers] == [6, 6, 6]
    assert copies
    counts = [sum('INSERT INTO "customer"' in line for line in rows_of(copy)) for copy in copies]
    assert counts == sorted(counts)
    assert len(firm.rows("list")) == 3 + 18
    firm.ok("db check")


# --- Put back -------------------------------------------------------------------------------------------------------


def test_a_copy_comes_back_and_so_does_what_it_replaced(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    first = rows_of(firm.db)
    firm.ok("add Later")
    later = rows_of(firm.db)
    identity = firm.db.stat().st_ino
    answer = firm.ok("db restore copy.db --yes")
    assert rows_of(firm.db) == first
    assert firm.db.stat().st_ino == identity, "whoever has the file open goes on with the same one"
    assert stat.S_IMODE(firm.db.stat().st_mode) == 0o600
    back = answer.err.split("Go back to how it was: crm ")[1].strip()
    assert answer.out.strip() in back
    firm.ok(f"{back} --yes")
    assert rows_of(firm.db) == later
    firm.ok("db check")


def test_restoring_asks_where_somebody_can_answer(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    firm.ok("add Later")
    before = firm.db.read_bytes()
    assert firm("db restore copy.db").code == 2
    answer = firm("db restore copy.db", terminal=True, stdin="n\n")
    assert answer.code == 130
    assert "(3 customers)?" in answer.err
    assert "Nothing is changed." in answer.err
    assert firm("db restore copy.db --dry-run").code == 0
    assert firm.db.read_bytes() == before
    assert not (firm.db.parent / "backups").exists()
    firm.ok("db restore copy.db", terminal=True, stdin="y\n")
    assert len(firm.rows("list")) == 3


def test_the_oldest_copy_survives_its_own_restore(firm: Crm) -> None:
    copies = []
    for day in range(1, 6):
        firm.now(f"2026-04-{day:02}")
        copies.append(Path(firm.ok("db backup -q").out.strip()))
    firm.now("2026-04-09")
    firm.ok("db restore --yes", str(copies[0]))
    assert copies[0].exists()


def test_an_older_copy_is_brought_up_to_date_by_the_next_command(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.ok("db backup copy.db")
    monkeypatch.setattr(
        schema, "MIGRATIONS", [*schema.MIGRATIONS, lambda sql: sql.execute("CREATE TABLE colour (name TEXT)")]
    )
    monkeypatch.setattr(schema, "VERSION", len(schema.MIGRATIONS))
    firm.ok("add Later")
    firm.ok("db restore copy.db --yes")
    assert results(firm, code=0)["version"][0] == "skipped"
    firm.ok("add Again")
    assert results(firm, code=0)["version"] == ("ok", "")
    assert sorted(row["name"] for row in firm.rows("list"))[0] == "Again"


def test_a_missing_database_is_made_of_a_copy(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    before = rows_of(firm.db)
    shutil.rmtree(firm.db.parent)
    answer = firm.ok("db restore copy.db --yes")
    assert rows_of(firm.db) == before
    assert answer.out == "", "there was nothing to keep"
    assert names(firm.db.parent) == ["crm.db"]
    assert stat.S_IMODE(firm.db.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(firm.db.stat().st_mode) == 0o600


@pytest.mark.parametrize("line", ["add Somebody", "db restore copy.db --yes", "db restore copy.db --dry-run"])
def test_a_journal_without_its_database_is_played_into_no_other(firm: Crm, line: str) -> None:
    firm.ok("db backup copy.db")
    firm.db.unlink()
    journal = firm.db.with_name("crm.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 2000)
    answer = firm(line)
    assert answer.code == 7
    assert "crm.db-journal" in answer.err
    assert names(firm.db.parent) == ["crm.db-journal"]


def _text(path: Path) -> None:
    path.write_bytes(b"These are my notes.\n" * 100)


def _header(path: Path) -> None:
    with path.open("r+b") as handle:
        handle.write(b"\xff" * 100)


def _page(path: Path) -> None:
    with path.open("r+b") as handle:
        handle.seek(5 * 4096)
        handle.write(b"\xab" * 4096)


def _schema_page(path: Path) -> None:
    with path.open("r+b") as handle:
        handle.seek(100)
        handle.write(b"\xab" * 3000)


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def _one_page(path: Path) -> None:
    os.truncate(path, 4096)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


@pytest.mark.parametrize("damage", [_text, _header, _page, _schema_page, _truncated, _one_page])
def test_a_damaged_database_is_kept_byte_for_byte(firm: Crm, damage: Callable[[Path], None]) -> None:
    firm.ok("db backup copy.db")
    good = rows_of(firm.db)
    damage(firm.db)
    broken = firm.db.read_bytes()
    answer = firm.ok("db restore copy.db --yes")
    assert rows_of(firm.db) == good
    kept = Path(answer.out.strip())
    assert kept.read_bytes() == broken
    assert kept.name.startswith("crm.db.damaged-")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "It was damaged" in answer.err
    firm.ok("add Afterwards")
    firm.ok("db check")


def test_a_damaged_database_behind_a_link_is_replaced_behind_it(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    _header(firm.db)
    link = firm.folder / "link.db"
    link.symlink_to(firm.db)
    firm.ok("--db link.db db restore copy.db --yes")
    assert link.is_symlink()
    assert len(firm.rows("list")) == 3


@pytest.mark.parametrize("damage", [_header, _truncated, _one_page])
@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_what_stands_beside_a_damaged_database_is_not_played_into_the_copy(
    firm: Crm, damage: Callable[[Path], None], ending: str
) -> None:
    firm.ok("db backup copy.db")
    good = rows_of(firm.db)
    damage(firm.db)
    beside = firm.db.with_name(f"crm.db{ending}")
    beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 2000)
    firm.ok("db restore copy.db --yes")
    assert not beside.exists() or not beside.stat().st_size
    assert rows_of(firm.db) == good


def test_an_empty_file_is_filled(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    good = rows_of(firm.db)
    _empty(firm.db)
    assert firm.ok("db restore copy.db --yes").out == ""
    assert rows_of(firm.db) == good


def _foreign(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE bookmarks (url TEXT)")


def _newer(path: Path) -> None:
    change(path, f"PRAGMA user_version = {schema.VERSION + 1}")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone") / "crm.db")


_WORDS = {_foreign: "another program", _newer: "newer", _folder: "is a folder", _link: "link to a file"}


@pytest.mark.parametrize("make", _WORDS)
@pytest.mark.parametrize("line", ["db restore copy.db --yes", "db restore copy.db --dry-run", "db backup", "db check"])
def test_what_is_not_ours_stays_as_it_is(firm: Crm, make: Callable[[Path], None], line: str) -> None:
    firm.ok("db backup copy.db")
    make(firm.db)
    before = firm.db.read_bytes() if firm.db.is_file() else b""
    answer = firm(line)
    assert answer.code == 7, answer
    assert _WORDS[make] in answer.err
    assert firm.db.is_dir() == (make is _folder)
    assert firm.db.is_symlink() == (make is _link)
    if firm.db.is_file():
        assert firm.db.read_bytes() == before
    assert not [name for name in names(firm.db.parent) if name not in ("crm.db", "crm.db-journal")]


_COPIES = [_text, _header, _page, _schema_page, _truncated, _one_page, _empty, _foreign, _newer, _folder]


@pytest.mark.parametrize("make", _COPIES)
def test_a_copy_that_is_not_well_replaces_nothing(firm: Crm, make: Callable[[Path], None]) -> None:
    firm.ok("db backup copy.db")
    make(firm.folder / "copy.db")
    before = firm.db.read_bytes()
    for line in ("db restore copy.db --yes", "db restore copy.db --dry-run"):
        answer = firm(line)
        assert answer.code == 7, answer
        assert "copy.db" in answer.err
    assert firm.db.read_bytes() == before
    assert not (firm.db.parent / "backups").exists()


def test_a_copy_that_is_not_there_or_is_the_database(firm: Crm) -> None:
    assert firm("db restore nowhere.db --yes").code == 3
    assert firm("db restore --yes", str(firm.db)).code == 4
    assert firm("db restore --yes", str(firm.db), "--dry-run").code == 4


def test_a_locked_database_is_not_restored(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.ok("db backup copy.db")
    for name in ("_WAIT_SECONDS", "WAIT_SECONDS"):
        monkeypatch.setattr(file, name, 0.1, raising=False)
    before = firm.db.read_bytes()
    with closing(sqlite3.connect(firm.db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for line in ("db restore copy.db --yes", "db backup", "db check"):
            answer = firm(line)
            assert answer.code == 7
            assert "locked" in answer.err
        other.execute("ROLLBACK")
        # A reader that stays keeps the file, too.
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM customer").fetchone()
        assert firm("db restore copy.db --yes").code == 7
        firm.ok("db check")
        firm.ok("db backup other.db")
    assert firm.db.read_bytes() == before
    assert not firm.db.with_name("backups").exists()


def test_commits_around_a_restore_are_in_what_is_kept_or_in_what_follows(firm: Crm, program: Program) -> None:
    """Writers go on while copies are put back: each commit they were told of is in one of the files."""
    program.environment["PYTHONPATH"] = SOURCE
    firm.ok("db backup copy.db")
    identity = firm.db.stat().st_ino
    writers = [adder(program, f"Writer {number}", 8) for number in range(3)]
    kept = []
    while any(one.poll() is None for one in writers):
        place = Path(firm.ok("db restore copy.db --yes -q").out.strip())
        kept.append(shutil.move(place, firm.folder / f"kept-{len(kept)}.db"))
        firm.ok("list --limit 1")
    outputs = [one.communicate()[0].split() for one in writers]
    assert [one.returncode for one in writers] == [0, 0, 0]
    assert [len(output) for output in outputs] == [8, 8, 8]
    assert firm.db.stat().st_ino == identity
    seen: set[str] = set()
    for path in (firm.db, *kept):
        rows_of(path)
        with closing(sqlite3.connect(path)) as connection:
            seen |= {row[0] for row in connection.execute("SELECT name FROM customer WHERE name LIKE 'Writer %'")}
    assert len(seen) == 24, "a commit that was acknowledged is nowhere"
    assert len(kept) > 1
    firm.ok("db check")


def test_an_interruption_in_the_middle_of_the_writing_comes_too_late(
    firm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm.ok("db backup copy.db")
    firm.ok("add Later")

    class Interrupted(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **given: object) -> None:
            if str(firm.db) in [row[2] for row in target.execute("PRAGMA database_list")]:
                os.kill(os.getpid(), signal.SIGINT)
            super().backup(target)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *names, **given: connect(*names, factory=Interrupted, **given))
    answer = firm.ok("db restore copy.db --yes")
    monkeypatch.undo()
    with closing(sqlite3.connect(answer.out.strip())) as kept:
        assert kept.execute("SELECT count(*) FROM customer").fetchone() == (4,)
    with closing(sqlite3.connect(firm.db)) as present:
        assert present.execute("SELECT count(*) FROM customer").fetchone() == (3,)


# Kills the process when so many pages of the copy are in their new place, with a cache too small to hold them back.
_KILLER = """
import os, signal, sqlite3

class Connection(sqlite3.Connection):
    def backup(self, target, **given):
        target.execute("PRAGMA cache_size = 1")
        target.execute("PRAGMA cache_spill = ON")
        def count(_status, remaining, total):
            if total - remaining >= int(os.environ["KILL_AT"]):
                os.kill(os.getpid(), signal.SIGKILL)
        super().backup(target, pages=1, progress=count)

_connect = sqlite3.connect
sqlite3.connect = lambda *arguments, **given: _connect(*arguments, factory=Connection, **given)
"""


@pytest.mark.parametrize("line", [("db", "restore", "copy.db", "--yes"), ("db", "backup")], ids=lambda line: line[1])
def test_a_kill_in_the_middle_leaves_the_database_as_it_was(
    firm: Crm, program: Program, tmp_path: Path, line: tuple[str, ...]
) -> None:
    firm.ok("db backup copy.db")
    (tmp_path / "killer").mkdir()
    (tmp_path / "killer" / "sitecustomize.py").write_text(_KILLER)
    search = os.pathsep.join([str(tmp_path / "killer"), SOURCE])
    firm.ok("add Later")
    before = rows_of(firm.db)
    hot = 0
    for at in (1, 20, 40):
        # The first copy that a restore makes is that of the present database.
        code = program(*line, PYTHONPATH=search, KILL_AT=str(at)).code
        assert code == -signal.SIGKILL
        journal = firm.db.with_name("crm.db-journal")
        hot += journal.exists() and journal.stat().st_size > 0
        assert firm.ok("list --format ids").lines == ["1", "2", "3", "4"]
        assert rows_of(firm.db) == before
        assert all(name.startswith(".") for name in names(firm.db.parent / "backups")), "half a copy has no name"
    firm.ok("db check")
    firm.ok("db restore copy.db --yes")
    assert len(firm.rows("list")) == 3


def test_a_kill_in_the_middle_of_the_writing_is_rolled_back(firm: Crm, program: Program, tmp_path: Path) -> None:
    firm.ok("db backup copy.db")
    (tmp_path / "killer").mkdir()
    # Only the copy into the database itself, whose path has no leading dot, is slowed down and killed.
    guarded = _KILLER.replace(
        "        def count", "        name = target.execute('PRAGMA database_list').fetchone()[2]\n"
        "        if '/.' in name.rsplit('data', 1)[1]:\n            return super().backup(target)\n        def count",
    )  # fmt: skip
    (tmp_path / "killer" / "sitecustomize.py").write_text(guarded)
    search = os.pathsep.join([str(tmp_path / "killer"), SOURCE])
    firm.ok("add Later")
    before = rows_of(firm.db)
    journal = firm.db.with_name("crm.db-journal")
    hot = 0
    for at in (10, 30, 60):
        program_code = program("db", "restore", "copy.db", "--yes", PYTHONPATH=search, KILL_AT=str(at)).code
        assert program_code == -signal.SIGKILL
        hot += journal.stat().st_size > 0
        assert firm.ok("list --format ids").lines == ["1", "2", "3", "4"]
        assert rows_of(firm.db) == before
    assert hot, "no kill left a journal behind: the test tests nothing"
    firm.ok("db restore copy.db --yes")
    assert len(firm.rows("list")) == 3


# --- Trouble with the disk ------------------------------------------------------------------------------------------


def test_a_copy_that_finds_no_room_leaves_nothing(firm: Crm) -> None:
    firm.ok("db backup copy.db")
    firm.ok("add Later")
    before = firm.db.read_bytes()
    for line in ("db backup", "db backup new.db", "db restore copy.db --yes"):
        for most in (0, 4_096, len(before) - 4_096):
            code, _out, said = limited(firm, most, line)
            assert code == 7, said
            assert said.startswith("crm: "), said
            assert "fault of the program" not in said
            assert firm.db.read_bytes() == before
            assert not (firm.folder / "new.db").exists()
            backups = firm.db.parent / "backups"
            assert not backups.exists() or names(backups) == []


def test_a_restore_that_finds_no_room_leaves_the_database_as_it_was(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.ok("db backup copy.db")
    firm.ok("add Later")
    before = rows_of(firm.db)

    class Full(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **given: object) -> None:
            if str(firm.db) in [row[2] for row in target.execute("PRAGMA database_list")]:
                raise sqlite3.OperationalError("database or disk is full")
            super().backup(target)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *names, **given: connect(*names, factory=Full, **given))
    answer = firm("db restore copy.db --yes")
    assert answer.code == 7
    assert "disk is full" in answer.err
    monkeypatch.undo()
    assert rows_of(firm.db) == before
    assert names(firm.db.parent / "backups") == []


def test_a_file_that_vanishes_between_the_look_and_the_opening(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.ok("db backup copy.db")
    opened = file.open_file

    def vanish(path: Path) -> sqlite3.Connection:
        if path == firm.db:
            path.unlink(missing_ok=True)
        return opened(path)

    for line in ("list", "add Else", "add Else --dry-run", "db check", "db backup", "db restore copy.db --yes"):
        shutil.copyfile(firm.folder / "copy.db", firm.db)
        monkeypatch.setattr(file, "open_file", vanish)
        answer = firm(line)
        monkeypatch.setattr(file, "open_file", opened)
        assert answer.code == 7, answer
        assert "is gone" in answer.err, answer
        assert not firm.db.exists()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_vanishes_while_it_is_used(firm: Crm, monkeypatch: pytest.MonkeyPatch, replaced: bool) -> None:
    firm.ok("db backup copy.db")
    durable = file.make_durable

    def vanish(connection: sqlite3.Connection) -> None:
        durable(connection)
        connection.execute("SELECT count(*) FROM customer").fetchone()
        firm.db.unlink()
        if replaced:
            shutil.copyfile(firm.folder / "copy.db", firm.db)

    monkeypatch.setattr(file, "make_durable", vanish)
    answer = firm("add Else")
    assert answer.code == 7, answer
    assert ("replaced by another file" if replaced else "is gone") in answer.err
    if replaced:
        assert rows_of(firm.db) == rows_of(firm.folder / "copy.db")


_READS = ["list", "db info", "db check", "db backup other.db"]
_WRITES = ["add Else", "db restore copy.db --yes", "db check --repair"]


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "said", "readable"),
    [
        (0o400, 0o700, "is read-only", True),
        (0o600, 0o500, "is read-only", True),
        (0o000, 0o700, "You may not read", False),
        (0o600, 0o000, "You may not enter the folder", False),
    ],
    ids=["file", "folder", "unreadable", "closed"],
)
def test_what_may_not_be_done_is_said(firm: Crm, file_mode: int, folder_mode: int, said: str, readable: bool) -> None:
    firm.ok("db backup copy.db")
    change(firm.db, "UPDATE horizon SET day = '2026-01-01'")
    firm.db.with_name("crm.db-journal").unlink(missing_ok=True)
    before = firm.db.read_bytes()
    firm.db.chmod(file_mode)
    firm.db.parent.chmod(folder_mode)
    try:
        answers = {line: humbly(firm, line) for line in (*_READS, *_WRITES, "db backup")}
    finally:
        firm.db.parent.chmod(0o700)
        firm.db.chmod(0o600)
    for line, (code, _out, err) in answers.items():
        assert "fault of the program" not in err, err
        assert "Errno" not in err
        if line.startswith("db restore") and folder_mode == 0o500:
            assert code == 7
            assert "backups could not be written" in err
        elif line in _WRITES or not readable:
            assert (code, said in err) == (7, True), (line, code, err)
        elif line == "db backup" and folder_mode == 0o500:
            assert code == 7
            assert "backups" in err
        else:
            assert code in (0, 10), (line, err)
    assert firm.db.read_bytes() == before
    if readable:
        assert rows_of(firm.folder / "other.db") == rows_of(firm.db)


def test_a_copy_where_none_can_be_made_is_explained(firm: Crm) -> None:
    (firm.folder / "locked").mkdir(mode=0o500)
    for target, said in (("locked/copy.db", "locked/copy.db could not be written"), ("gone/copy.db", "gone/copy.db")):
        code, _out, err = humbly(firm, f"db backup {target}")
        assert code == 7
        assert said in err
        assert "Errno" not in err
        assert "fault of the program" not in err
    assert names(firm.folder / "locked") == []
