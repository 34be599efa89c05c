"""Nothing is lost: killed commands, files that cannot be used, full disks, dry runs, and who may read what is kept."""

import importlib
import inspect
import json
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import crmcli
import iolayer
from conftest import Crm, Program, Result
from crmcli.cli.commands import COMMANDS
from crmcli.store import file, schema
from databases import humbly, limited

SOURCE = str(Path(crmcli.__file__).parents[1])


def kill_at(at: int) -> list[int]:
    """Count every statement of this process from now on (those of triggers too): at number `at` it is gone.

    With a cache of one page SQLite has to write to the file, and its journal, long before the commit.
    """
    seen = [0]
    connect_as_ever = sqlite3.connect

    def statement(_sql: str) -> None:
        seen[0] += 1
        if seen[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            return super().execute("PRAGMA cache_size = 1" if "cache_size" in sql else sql, *arguments)

    def connect(*arguments: Any, **given: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect_as_ever(*arguments, **given, factory=Connection)
        connection.execute("PRAGMA cache_size = 1")
        connection.set_trace_callback(statement)
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
    return seen


def dump(path: Path) -> list[str]:
    """Return everything in a database as SQL, without touching it or a journal beside it."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(connection.iterdump())
    finally:
        connection.close()


def snapshot(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return all that is in a folder: bytes, modes, and when each file and folder was changed."""
    found: dict[str, tuple[object, ...]] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        about = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (content, stat.S_IMODE(about.st_mode), about.st_mtime_ns)
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that hold anything."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def cards(count: int, start: int = 0) -> str:
    """Return a file of cards, each of a firm of its own and with a long note."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nORG:Firm {n}\r\nTEL:+34944{n:06}\r\n"
        f"NOTE:{'long ' * 200}\r\nEND:VCARD\r\n"
        for n in range(start, start + count)
    )


def refused(result: Result) -> None:
    """The store cannot be used: exit code 7, one sentence, and nothing that only a programmer understands."""
    assert result.code == 7, result
    assert result.err.startswith("crm: "), result
    assert "Errno" not in result.err, result
    assert "Traceback" not in result.err, result
    assert "fault of the program" not in result.err, result
    assert len(result.err.splitlines()) <= 3, result


@pytest.fixture
def program(program: Program) -> Program:
    """The program as a process: the very code that these tests import, installed or not."""
    program.environment["PYTHONPATH"] = SOURCE
    return program


# --- Killed ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def killer(crm: Crm) -> Callable[[int, str], int]:
    """Types a command that is killed at its n-th statement, and returns how it ended; 0 lets it end, and counts."""

    def run(at: int, line: str) -> int:
        def typed() -> bytes:
            seen = kill_at(at)
            crm.ok(line)
            return str(seen[0]).encode()

        answer = iolayer.forked(typed)
        return -signal.SIGKILL if answer is None else int(answer)

    return run


def prepared(crm: Crm) -> None:
    """Write a database for the killed commands to work on, and files for them to read."""
    crm.ok("rep add ana")
    (crm.folder / "first.vcf").write_text(cards(10))
    (crm.folder / "more.vcf").write_text(cards(12, start=100))
    crm.ok("add --card first.vcf --owner ana")
    crm.ok("order add 1 1000 EUR --instalment today=400 --instalment +30d=600")


@pytest.mark.parametrize(
    ("command", "kills"),
    [
        ("add --card more.vcf", 4),
        ("undo --dry-run", 1),
        ("undo", 2),
        ("pay o1 500", 2),
        ("promote 2 3 4 -m 'they asked'", 1),
    ],
)
def test_a_killed_command_has_changed_nothing_and_the_next_one_works(
    crm: Crm, killer: Callable[[int, str], int], command: str, kills: int
) -> None:
    prepared(crm)
    folder = crm.db.parent
    saved = crm.folder / "saved"
    shutil.copytree(folder, saved)
    before = dump(crm.db)
    count = killer(0, command)
    after = dump(crm.db)
    assert (before == after) == ("--dry-run" in command)
    hot = 0
    for place in range(kills):
        shutil.rmtree(folder)
        shutil.copytree(saved, folder)
        # The last statement is the commit: near the end there is most to lose.
        at = count - (count - 1) * place // max(kills, 2)
        assert killer(at, command) == -signal.SIGKILL
        journal = folder / "crm.db-journal"
        hot += journal.exists() and journal.stat().st_size > 0
        if place % 2 == 0:
            # A reader is the first to meet what the dead writer left behind, and has to clear it away.
            assert len(crm.ok("list --format ids").lines) == 10
            assert not journal.exists() or journal.stat().st_size == 0
            assert dump(crm.db) == before
        else:
            crm.ok("add 'After the kill' -q")
        assert not [
            path.name for path in folder.iterdir() if path.name not in ("crm.db", "crm.db-journal", "crm.db-queue")
        ]
    if command.startswith("add --card"):
        assert hot, "no kill left a journal behind: the test tests nothing"
    crm.ok(command)


def test_a_command_killed_at_any_moment_leaves_all_or_nothing(crm: Crm, program: Program) -> None:
    prepared(crm)
    folder = crm.db.parent
    before = dump(crm.db)
    saved = crm.folder / "saved"
    shutil.copytree(folder, saved)
    command = [sys.executable, "-m", "crmcli", "add", "--card", "more.vcf"]
    begun = time.monotonic()
    assert program("add", "--card", "more.vcf").code == 0
    whole = time.monotonic() - begun
    after = dump(crm.db)
    chance = random.Random(20260316)
    for _turn in range(6):
        shutil.rmtree(folder)
        shutil.copytree(saved, folder)
        running = subprocess.Popen(
            command, env=program.environment, cwd=crm.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # The first half of a command is imports: what matters happens late.
        time.sleep(whole * chance.uniform(0.45, 1.05))
        running.kill()
        running.wait()
        assert crm.ok("list --limit 1 --format ids").out
        assert dump(crm.db) in (before, after)
        crm.ok("add Afterwards")


def test_a_database_is_never_seen_half_made(crm: Crm, killer: Callable[[int, str], int]) -> None:
    count = killer(0, "add First")
    for at in (2, count // 2, count - 1):
        shutil.rmtree(crm.db.parent)
        assert killer(at, "add First") == -signal.SIGKILL
        if crm.db.exists():
            dump(crm.db)
        assert crm.ok("list --format ids").out == ""
        assert crm.ok("add Second").out == "1\n"


def test_what_a_killed_creator_left_behind_is_in_nobodys_way(crm: Crm) -> None:
    # In a container every run has the same process number: a draft named after it would be there again and again.
    crm.db.parent.mkdir(parents=True)
    for name in (f".crm.db.new-{os.getpid()}", f".crm.db.new-{os.getpid()}-journal"):
        (crm.db.parent / name).write_bytes(b"half a database")
    crm.ok("add First")
    assert [row["name"] for row in crm.rows("list")] == ["First"]


def test_what_a_killed_configuration_left_behind_is_in_nobodys_way(crm: Crm) -> None:
    place = crm.folder / "config"
    place.mkdir()
    (place / f".config.toml.new-{os.getpid()}").write_text("me = ")
    crm.ok("config set date_order dmy")
    assert crm.ok("config get date_order").out == "dmy\n"


def at_once(crm: Crm, *lines: str) -> list[Result]:
    """Type commands at the same moment, each in a copy of this process that was ready before."""
    start, go = os.pipe()
    running = []
    for line in lines:
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.close(go)
                os.read(start, 1)  # ends when the last copy of the other end is closed: when all are there
                os.write(send, json.dumps(crm(line)).encode())
                code = 0
            finally:
                os._exit(code)
        os.close(send)
        running.append((child, receive))
    os.close(start)
    os.close(go)
    answers = []
    for child, receive in running:
        with open(receive, "rb") as pipe:
            answers.append(Result(*json.load(pipe)))
        assert os.waitpid(child, 0)[1] == 0
    return answers


def test_sixteen_at_once_lose_and_duplicate_nothing(crm: Crm) -> None:
    # Into a database, and a folder, that are not there yet; what a first command imports is imported before.
    crm.ok("add Nobody --dry-run")
    answers = at_once(crm, *(f"add -q 'Firm {number}' --email a{number}@firm.example" for number in range(16)))
    assert [one.code for one in answers] == [0] * 16, answers
    ids = sorted(int(one.out) for one in answers)
    assert ids == list(range(1, 17))
    assert sorted(row["name"] for row in crm.rows("list")) == sorted(f"Firm {number}" for number in range(16))
    assert len(crm.rows("undo --list")) == 16
    assert not [path.name for path in crm.db.parent.iterdir() if path.name.startswith(".")]
    dump(crm.db)


def test_payments_entered_at_once_all_count(crm: Crm) -> None:
    # Each reads what is still owed before it pays: two that read the same would pay the same instalment twice.
    crm.add("Somebody")
    crm.ok("order add 1 100 EUR --instalment today=30 --instalment +30d=70")
    assert [one.code for one in at_once(crm, *["pay o1 20 -q"] * 6)] == [0] * 6
    (row,) = crm.rows("receivables")
    assert (row["outstanding"], row["unapplied"]) == ("-20.00", "20.00")
    assert [part["outstanding"] for part in crm.ok("order show o1 --format json").json["instalments"]] == ["0.00"] * 2


def test_an_interrupted_command_says_truly_whether_it_was_done(program: Program, crm: Crm) -> None:
    crm.ok("rep add ana")
    begun = time.monotonic()
    assert program("add", "Whole").code == 0
    whole = time.monotonic() - begun
    for part in (0.3, 0.5, 0.7, 0.9):
        count = len(crm.rows("list"))
        running = subprocess.Popen(
            [sys.executable, "-m", "crmcli", "add", f"At {part}"],
            env=program.environment, cwd=crm.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(whole * part)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
        added = len(crm.rows("list")) - count
        assert b"Traceback" not in err
        assert (running.returncode, added, bool(out)) in ((0, 1, True), (130, 0, False)), (
            running.returncode,
            added,
            err,
        )


def test_an_interrupt_while_a_library_makes_its_classes_is_an_interrupt(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupting:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    def interrupted(*_given: object) -> None:
        type("Table", (), {"column": Interrupting()})  # Python 3.11 makes a RuntimeError of what is raised here

    monkeypatch.setattr("crmcli.actions.reps.add", interrupted)
    result = crm("rep add ana")
    assert (result.code, result.out, result.err) == (130, "", "crm: interrupted; nothing was written.\n")


# --- Files that cannot be used --------------------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("These are my notes, not a database.\n" * 40)


def _short_text(path: Path) -> None:
    path.write_text("hi")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def _foreign_wal(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE customer (name TEXT)")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.commit()
    connection.close()


def _torn(path: Path) -> None:
    """A database of ours of which only the first page survived."""
    connection = sqlite3.connect(path)
    connection.isolation_level = None
    schema.migrate(connection)
    connection.close()
    os.truncate(path, 4096)


def _scribbled(path: Path) -> None:
    """A database of ours with rubbish over all but the first page."""
    connection = sqlite3.connect(path)
    connection.isolation_level = None
    schema.migrate(connection)
    connection.close()
    size = path.stat().st_size
    with path.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xab" * (size - 4096))


def _rubbish_names(path: Path) -> None:
    """A database of ours in whose schema stands what is no text: SQLite's complaint quotes it."""
    connection = sqlite3.connect(path)
    connection.isolation_level = None
    schema.migrate(connection)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET name = CAST(x'8aff' AS TEXT), sql = 'CREATE' WHERE name = 'rep'")
    connection.close()


def _folder(path: Path) -> None:
    path.mkdir()


_UNUSABLE = [_text, _short_text, _empty, _foreign, _foreign_wal, _newer, _torn, _scribbled, _rubbish_names, _folder]
_TRIES = [
    "list",
    "show 1",
    "stages",
    "receivables",
    "undo --list",
    "add Somebody",
    "add Somebody --dry-run",
    "undo",
    "config set currency EUR",
    "config get currency",
    "rep add ana",
    "db info",
    "db backup",
    "db backup copy.db",
    "db backup --dry-run",
]


@pytest.mark.parametrize("make", _UNUSABLE, ids=lambda make: make.__name__.strip("_"))
def test_a_file_that_is_not_ours_is_left_as_it_is(crm: Crm, make: Callable[[Path], None]) -> None:
    crm.db.parent.mkdir(parents=True)
    make(crm.db)
    before = bytes_of(crm.db.parent)
    for line in _TRIES:
        refused(crm(line))
        assert bytes_of(crm.db.parent) == before, line
        assert [path.name for path in crm.db.parent.iterdir()] == ["crm.db"], line


@pytest.mark.parametrize("line", ["list", "add Somebody", "add Somebody --dry-run"])
def test_a_file_in_place_of_the_folder_is_explained(crm: Crm, line: str) -> None:
    (crm.folder / "data").write_text("a file where the folder should be")
    result = crm(line)
    if line == "add Somebody":
        refused(result)
    else:
        assert result.code in (0, 7)
    assert (crm.folder / "data").read_text() == "a file where the folder should be"


@pytest.mark.parametrize("line", ["list", "add Somebody", "add Somebody --dry-run"])
def test_a_link_that_leads_nowhere_stays_a_link(crm: Crm, line: str) -> None:
    # The stick, or the folder in the cloud, that holds the database is not there today.
    crm.db.parent.mkdir(parents=True)
    crm.db.symlink_to(crm.folder / "stick" / "crm.db")
    result = crm(line)
    if line == "add Somebody":
        refused(result)
    else:
        assert result.code in (0, 7)
    assert [path.name for path in crm.db.parent.iterdir()] == ["crm.db"]
    assert crm.db.is_symlink()


def test_a_database_behind_a_link_is_used_through_it(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, killer: Callable[[int, str], int]
) -> None:
    # Its journal stands beside the real file, and a reader who comes through the link has to find it.
    prepared(crm)
    before = dump(crm.db)
    link = crm.folder / "link.db"
    link.symlink_to(crm.db)
    monkeypatch.setenv("CRM_DB", str(link))
    assert killer(200, "add --card more.vcf") == -signal.SIGKILL
    crm.ok("list --format ids")
    assert dump(crm.db) == before
    crm.ok("add 'Through the link'")
    assert link.is_symlink()
    assert len(crm.rows("list")) == 11


@pytest.mark.parametrize("name", ["~nobody-of-this-name/crm.db", "n" * 300 + "/crm.db", "/proc/none/crm.db"])
@pytest.mark.parametrize("line", ["list", "add Somebody", "db path"])
def test_a_path_that_cannot_be_is_explained(crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str, line: str) -> None:
    monkeypatch.setenv("CRM_DB", name)
    result = crm(line)
    assert "fault of the program" not in result.err, result
    assert "Errno" not in result.err, result
    assert result.code in (0, 6, 7), result


def test_a_path_that_is_not_utf8_is_a_path(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    place = os.path.join(os.fsencode(crm.folder), b"caf\xe9.db")
    monkeypatch.setenv("CRM_DB", os.fsdecode(place))
    assert crm("list").code == 0
    crm.ok("add Somebody")
    assert os.path.exists(place)
    assert len(crm.rows("list")) == 1


@pytest.fixture
def read_only(crm: Crm) -> Iterator[Crm]:
    """A database that may be read and not written."""
    crm.add("Somebody")
    yield crm
    crm.db.parent.chmod(0o700)
    crm.db.chmod(0o600)


def test_a_read_only_file_can_be_read_and_refuses_writers(read_only: Crm) -> None:
    read_only.db.chmod(0o400)
    before = read_only.db.read_bytes()
    refused(humbly(read_only, "add Else"))
    refused(humbly(read_only, "config set currency EUR"))
    found = humbly(read_only, "list --format ids")
    assert (found.code, found.out) == (0, "1\n"), found
    assert read_only.db.read_bytes() == before


def test_a_read_only_folder_refuses_writers(read_only: Crm) -> None:
    for beside in read_only.db.parent.glob("crm.db-*"):
        beside.unlink()
    read_only.db.parent.chmod(0o500)
    before = read_only.db.read_bytes()
    refused(humbly(read_only, "add Else"))
    assert humbly(read_only, "list --format ids").out == "1\n"
    assert read_only.db.read_bytes() == before
    assert [path.name for path in read_only.db.parent.iterdir()] == ["crm.db"]


def test_no_database_can_be_made_in_a_read_only_folder(crm: Crm) -> None:
    crm.db.parent.mkdir(mode=0o500)
    refused(humbly(crm, "add Somebody"))
    assert list(crm.db.parent.iterdir()) == []


def test_a_configuration_that_cannot_be_written_is_named(crm: Crm) -> None:
    (crm.folder / "config").mkdir(mode=0o500)
    result = humbly(crm, "config set date_order dmy")
    assert result.code != 0
    assert "output" not in result.err, result
    assert "config.toml" in result.err, result


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_database_is_said_to_be_locked(crm: Crm, monkeypatch: pytest.MonkeyPatch, lock: str) -> None:
    crm.add("Somebody")
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.1)
    before = bytes_of(crm.db.parent)
    other = sqlite3.connect(crm.db, isolation_level=None)
    try:
        other.execute(f"BEGIN {lock}")
        for line in ("add Else", "undo", "edit 1 --grade A", "config set currency EUR"):
            result = crm(line)
            refused(result)
            assert "locked" in result.err
        result = crm("list")
        if lock == "EXCLUSIVE":
            refused(result)
            assert "locked" in result.err
        else:
            assert result.code == 0, result
        assert bytes_of(crm.db.parent) == before
        other.execute("ROLLBACK")
    finally:
        other.close()
    crm.ok("add Else")


# --- Full disks -----------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_database_as_it_was(crm: Crm) -> None:
    crm.add("Somebody")
    before = crm.db.read_bytes()
    (crm.folder / "many.vcf").write_text(cards(150))
    for most in (0, 4_096, len(before)):
        refused(limited(crm, most, "add --card many.vcf"))
        assert [row["name"] for row in crm.rows("list")] == ["Somebody"]
        assert crm.db.read_bytes() == before
    crm.ok("add Else")


def test_no_database_is_made_on_a_full_disk_and_nothing_is_left(crm: Crm) -> None:
    for most in (0, 4_096, 100_000):
        refused(limited(crm, most, "add Somebody"))
        assert not crm.db.parent.exists() or list(crm.db.parent.iterdir()) == []
    crm.ok("add Somebody")


def test_a_configuration_on_a_full_disk_stays_as_it_was(crm: Crm) -> None:
    crm.ok("config set date_order dmy")
    before = snapshot(crm.folder / "config")
    result = limited(crm, 0, "config set date_order mdy")
    assert result.code != 0
    assert "output" not in result.err, result
    after = snapshot(crm.folder / "config")
    assert {name: found[0] for name, found in after.items()} == {name: found[0] for name, found in before.items()}


# --- Dry runs -------------------------------------------------------------------------------------------------------

_DRY = {
    "completion install": ["completion install bash", "completion install fish"],
    "completion remove": ["completion remove zsh"],
    "add": ["add Else --email else@firm.example --tag new", "add --card good.vcf bad.vcf"],
    "edit": [
        "edit 1 --grade B --tag x --phone 123456",
        "edit 1 2 --owner ana",
        "edit 2 --set budget=50k",
        "edit 1 --opt-out all",
    ],
    "archive": ["archive 1 -m gone"],
    "assign": [
        "assign 1 2 --to ana -m fair",
        "assign --unowned --to ana --format json",
        "assign --region Nowhere --to ana",
    ],
    "card review": ["card review --yes"],
    "claim": ["claim 1 2 --as ana"],
    "rep leave": ["rep leave ana --to tom"],
    "link": ["link 1 2 --as dealer"],
    "unlink": ["unlink 1 2"],
    "log": ["log 1 call Talked --next 'fri send it'", "log -"],
    "next": ["next 1 fri send it", "next 2 --done"],
    "promote": ["promote 1 2 -m asked"],
    "demote": ["demote 1 --to lost -m gone"],
    "approve": ["approve q1 --as tom"],
    "reject": ["reject q1 -m 'not yet' --as tom"],
    "lose": ["lose 1 --reason price -m dear"],
    "act": ["act 1 --until +14d call them"],
    "abandon": ["abandon 1 -m silence"],
    "merge": ["merge 1 2 --yes"],
    "dupes": ["dupes --not 1 2"],
    "audit seal": ["audit seal seals.txt"],
    "rules run": ["rules run"],
    "remind add": ["remind add 1 call them --every 2m"],
    "remind done": ["remind done m1"],
    "remind snooze": ["remind snooze m1 --until +9d"],
    "remind skip": ["remind skip m1"],
    "remind end": ["remind end m1"],
    "config holiday add": ["config holiday add +3d closed"],
    "config holiday remove": ["config holiday remove +5d"],
    "undo": ["undo", "undo 4"],
    "order add": ["order add 1 500 EUR", "order add -"],
    "order complete": ["order complete o1"],
    "order edit": ["order edit o1 --note other"],
    "order return": ["order return o1 5 -m broken"],
    "order milestone": ["order milestone o1 delivered"],
    "order cancel": ["order cancel o1 -m withdrew"],
    "pay": ["pay o1 10", "pay -"],
    "invoice add": ["invoice add o1 F-2 10"],
    "invoice credit": ["invoice credit F-1 G-1 5"],
    "refund": ["refund 1 5"],
    "expense add": ["expense add 10 EUR --kind gift --order o1 --receipt kept.db"],
    "expense edit": ["expense edit e1 --amount 7"],
    "expense remove": ["expense remove e1"],
    "target set": ["target set ana 2026Q4 500 EUR"],
    "target unset": ["target unset ana 2026Q1"],
    "product add": ["product add VALVE --list 5 --currency EUR"],
    "product edit": ["product edit PUMP --list 6"],
    "product archive": ["product archive PUMP"],
    "product import": ["product import -"],
    "contact add": ["contact add 1 Nora"],
    "contact edit": ["contact edit c1 --title CEO"],
    "contact move": ["contact move c1 2"],
    "contact archive": ["contact archive c1"],
    "quote add": ["quote add 1 --line PUMP:2@4 --until +30d"],
    "quote accept": ["quote accept k1"],
    "quote close": ["quote close k1 -m dear"],
    "rate add": ["rate add EUR USD 1.08"],
    "season set": ["season set peak 11-15..02-10 --pause lead"],
    "season unset": ["season unset peak"],
    "policy add": ["policy add --rep 5 --manager 10 --director 20"],
    "policy end": ["policy end w1"],
    "rep add": ["rep add luis"],
    "rep edit": ["rep edit ana --inactive"],
    "config set": ["config set me ana", "config set currency USD", "config set country ES"],
    "config stage add": ["config stage add trial --after prospect"],
    "config stage order": ["config stage order lead prospect buyer repeat"],
    "config stage rename": ["config stage rename lead suspect"],
    "config stage set": ["config stage set lead --days 30"],
    "config dwell set": ["config dwell set lead --industry Toys --days 9"],
    "config dwell unset": ["config dwell unset lead --industry Tools"],
    "config field add": ["config field add fair --choices a,b"],
    "config field rename": ["config field rename budget money"],
    "config field set": ["config field set budget --choices 10k,50k"],
    "config field remove": ["config field remove budget --force -m unused"],
    "db check": ["db check --repair"],
    "db backup": ["db backup", "db backup copy.db"],
    "db restore": ["db restore kept.db"],
    "import": ["import customers -", "import orders - --add-customers --currency EUR"],
    "config unset": ["config unset date_order", "config unset currency"],
}
_LINES = {"log -": "1 call one\nnobody call two\n", "order add -": "1 5 EUR\n1 x EUR\n", "pay -": "o1 5\no9 5\n"}
_LINES |= {
    "product import -": "code,name,price\nA,Axle,5\nB,Bolt,x\n",
    "import customers -": "name,email\nDora,d@d.example\nEve,no address\n",
    "import orders - --add-customers --currency EUR": "customer,date,amount\nFay,2026-01-05,90\nA,2026-01-06,x\n",
}


# What else has to be there for a line to do anything.
_BEFORE = {
    **{
        f"remind {said}": "remind add 1 call them" for said in ("done m1", "snooze m1 --until +9d", "skip m1", "end m1")
    },
    "config holiday remove +5d": "config holiday add +5d closed",
    "quote accept k1": "quote add 1 --line PUMP:2",
    "quote close k1 -m dear": "quote add 1 --line PUMP:2",
    "season unset peak": "season set peak 11-15..02-10",
    "policy end w1": "policy add --rep 5 --manager 10 --director 20",
}


def _fill(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.ok("add Somebody --contact Sonia --email a@firm.example")
    crm.ok("add Another")
    crm.ok("next 2 fri call them")
    crm.ok("config field add budget")
    crm.ok("edit 1 --set budget=10k")
    crm.ok("order add 1 100 EUR")
    crm.ok("config set currency EUR")
    crm.ok("invoice add o1 F-1 50")
    crm.ok("pay 1 120 --note 'more than is owed'")
    crm.ok("expense add 5 --kind gift")
    crm.ok("target set ana 2026Q1 100")
    crm.ok("config set date_order dmy")
    crm.ok("product add PUMP --list 5")
    crm.ok("rep add tom")
    crm.ok("add Elder --industry Tools --needs saws --at -60d")
    crm.ok("add Newer --needs saws --as ana")
    crm.ok("promote 4 -m asked --as ana")
    crm.ok("config dwell set lead --industry Tools --days 9")
    _files(crm)


_FILLED: list[Path] = []


def _filled(crm: Crm, line: str = "") -> None:
    """Fill the folder: with commands the first time, then by copying what they made."""
    if not _FILLED:
        _fill(crm)
        kept = crm.folder.with_name("filled")
        shutil.copytree(crm.folder, kept)
        _FILLED.append(kept)
    else:
        shutil.copytree(_FILLED[0], crm.folder, dirs_exist_ok=True)
    if line in _BEFORE:
        crm.ok(_BEFORE[line])


@cache
def _fresh() -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection.serialize()


def _files(crm: Crm) -> None:
    (crm.folder / "kept.db").write_bytes(_fresh())
    (crm.folder / "good.vcf").write_text(cards(2))
    (crm.folder / "bad.vcf").write_text(cards(1, start=50) + "BEGIN:VCARD\r\nNOTE:nobody\r\nEND:VCARD\r\n")


def test_every_writing_command_has_a_dry_run_and_is_tried_here() -> None:
    writing = set()
    for name, entry in COMMANDS.items():
        if entry.module:
            function = getattr(importlib.import_module(f"crmcli.cli.{entry.module}"), entry.function)
            if "dry_run" in inspect.signature(function).parameters:
                writing.add(name)
    assert writing == set(_DRY)


@pytest.mark.parametrize("line", [line for lines in _DRY.values() for line in lines])
def test_a_dry_run_changes_no_byte_and_leaves_even_the_folder_alone(crm: Crm, line: str) -> None:
    # A backup that looks at times, or somebody who looks at the folder, sees that nothing happened.
    _filled(crm, line)
    before = snapshot(crm.folder)
    result = crm(f"{line} --dry-run", stdin=_LINES.get(line, ""))
    assert result.code in (0, 6), result
    assert "ould be" in result.err or "Nothing is written" in result.err, result
    assert snapshot(crm.folder) == before


def test_a_dry_run_leaves_a_database_in_another_journal_mode_alone(crm: Crm) -> None:
    # Another program, or a person with the sqlite3 shell, may have switched it.
    _filled(crm)
    other = sqlite3.connect(crm.db)
    assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    other.close()
    before = crm.db.read_bytes()
    crm.ok("edit 1 --grade B --dry-run")
    assert crm.db.read_bytes() == before
    crm.ok("edit 1 --grade B")


@pytest.mark.parametrize("line", [line for lines in _DRY.values() for line in lines])
def test_a_dry_run_creates_nothing_where_nothing_was(crm: Crm, line: str) -> None:
    _files(crm)
    before = snapshot(crm.folder)
    result = crm(f"{line} --dry-run", stdin=_LINES.get(line, ""))
    assert "fault of the program" not in result.err, result
    assert snapshot(crm.folder) == before


@pytest.mark.parametrize("line", ["list", "show 1", "stages", "undo --list", "config list", "config get currency"])
def test_reading_creates_nothing_where_nothing_was(crm: Crm, line: str) -> None:
    before = snapshot(crm.folder)
    assert crm(line).code in (0, 3)
    assert snapshot(crm.folder) == before


# --- Who may read it ------------------------------------------------------------------------------------------------


@pytest.fixture
def careless(crm: Crm) -> Iterator[Crm]:
    """A person whose umask gives everything to everybody."""
    before = os.umask(0)
    yield crm
    os.umask(before)


def _modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_what_is_kept_is_mine_alone(careless: Crm) -> None:
    _fill(careless)
    (careless.folder / "log").mkdir()
    careless("add --card good.vcf bad.vcf")
    careless("log -", stdin="nobody call two\n")
    modes = _modes(careless.folder)
    for name in ("data/crm.db", "data/crm.db-journal", "config/config.toml", "bad.vcf.rejected.vcf"):
        assert modes[name] == 0o600, name
    assert modes["log.rejected.txt"] == 0o600
    assert (modes["data"], modes["config"]) == (0o700, 0o700)


def test_folders_on_the_way_are_mine_alone(careless: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRM_DB")
    monkeypatch.delenv("CRM_CONFIG")
    careless.ok("add Somebody")
    careless.ok("config set date_order dmy")
    modes = _modes(careless.folder)
    assert modes[".local/share/crm/crm.db"] == 0o600
    assert modes[".config/crm/config.toml"] == 0o600
    for name in (".local/share/crm", ".config/crm"):
        assert modes[name] == 0o700, name


@pytest.mark.parametrize(
    ("name", "next_name"),
    [("bad.vcf.rejected.vcf", "bad.vcf.rejected-2.vcf"), ("log.rejected.txt", "log.rejected-2.txt")],
)
def test_rejected_rows_are_private_and_leave_those_of_yesterday_alone(careless: Crm, name: str, next_name: str) -> None:
    _filled(careless)
    (careless.folder / name).write_text("of yesterday")
    careless("add --card bad.vcf")
    careless("log -", stdin="nobody call two\n")
    assert (careless.folder / name).read_text() == "of yesterday"
    assert stat.S_IMODE((careless.folder / next_name).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["bad.vcf.rejected.vcf", "log.rejected.txt"])
def test_rejected_rows_never_overwrite_the_file_behind_a_link(crm: Crm, name: str) -> None:
    # Cards come on other people's sticks, and a link on one may name any file of mine.
    _filled(crm)
    precious = crm.folder / "precious.txt"
    precious.write_text("do not lose me")
    (crm.folder / name).symlink_to(precious)
    crm("add --card bad.vcf")
    crm("log -", stdin="nobody call two\n")
    assert precious.read_text() == "do not lose me"
    assert "Firm 50" in [row["name"] for row in crm.rows("list")], "the good card lands all the same"


@pytest.mark.parametrize(
    "content",
    [
        '"me" = "bob"\n',
        'me = """\nana\n"""\n',
        "[other]\nme = 'kept'\n",
        "text = '''\nme = inside\n'''\n",
        "# mine\n\nother = [\n  1,\n]\n",
    ],
)
def test_setting_one_value_keeps_the_rest_of_the_configuration(crm: Crm, content: str) -> None:
    import tomllib

    place = crm.folder / "config"
    place.mkdir()
    (place / "config.toml").write_text(content)
    expected = {**tomllib.loads(content), "me": "ana"}
    crm.ok("rep add ana", "--as", "") if "me" not in tomllib.loads(content) else None
    result = crm("config set me ana")
    # To refuse is fine; to break the file is not: no command would work any more.
    found = tomllib.loads((place / "config.toml").read_text())
    assert found == (expected if result.code == 0 else tomllib.loads(content))


def test_a_linked_configuration_stays_linked(crm: Crm) -> None:
    # Many keep their settings in a folder under version control, and link to them.
    place = crm.folder / "config"
    place.mkdir()
    (crm.folder / "dotfiles.toml").write_text("# mine\n")
    (place / "config.toml").symlink_to(crm.folder / "dotfiles.toml")
    crm.ok("config set date_order dmy")
    assert (place / "config.toml").is_symlink()
    assert "dmy" in (crm.folder / "dotfiles.toml").read_text()
