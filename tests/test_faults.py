"""Every call a command makes to the disk goes wrong once: killed, failed, disk full, half written, from then on or once.

A sample runs with the other tests; all of it with `pytest -m faults`.
"""

import functools
import hashlib
import json
import random
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import iolayer
from conftest import Crm, Result
from crmcli.store import file, schema
from iolayer import Injector, Recorder, possible
from test_durability import bytes_of, cards, dump
from test_powercuts import set_for_writers as _set

pytestmark = pytest.mark.creation

COMMANDS = (
    "add 'New Firm' --email n@new.example --owner ana --contact Nora",
    "add --card more.vcf",
    "import customers firms.csv",
    "edit 1 --grade B --tag x",
    "log 1 call 'Talked about steel'",
    "next 1 fri send the offer",
    "promote 2 -m 'they asked'",
    "order add 2 500 EUR --instalment today=200 --instalment +30d=300",
    "pay o1 500",
    "undo",
    "config set country ES",
    "config set date_order mdy",
)
FAULTS = ("kill", "torn", "error", "lasting error", "full", "lasting full", "short", "lasting short")
SEED = 20260316


class State(NamedTuple):
    """All that is kept: the database as SQL, and the person's configuration."""

    database: tuple[str, ...] | None
    configuration: bytes | None

    def __repr__(self) -> str:
        # In full it is thousands of lines of a failed test.
        return f"<{len(self.database or ())} lines {hash(self):x}>"


def _name(line: str) -> str:
    return "-".join(word.strip("-'") for word in line.split()[:2])


@functools.lru_cache(maxsize=64)
def _dumped(_digest: bytes, path: Path) -> tuple[str, ...]:
    return tuple(dump(path))


def state(crm: Crm) -> State:
    """Return what a fresh connection finds, once it has cleared away what a dead writer left behind."""
    configuration = crm.folder / "config" / "config.toml"
    found = None
    if crm.db.exists():
        connection = sqlite3.connect(crm.db)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
        found = _dumped(hashlib.sha256(crm.db.read_bytes()).digest(), crm.db)
    return State(found, configuration.read_bytes() if configuration.exists() else None)


class Place:
    """A folder with a database that is put back before every command."""

    def __init__(self, crm: Crm, layer: iolayer.Layer) -> None:
        self.crm, self.layer = crm, layer
        self._saved = crm.folder.with_name(crm.folder.name + "-saved")
        # The journal and the queue are to be made, too.
        shutil.copytree(crm.folder, self._saved, ignore=shutil.ignore_patterns("crm.db-*"))
        self._usable: set[bytes] = set()
        self.restore()

    def restore(self) -> None:
        for name in ("data", "config"):
            shutil.rmtree(self.crm.folder / name, ignore_errors=True)
            if (self._saved / name).exists():
                shutil.copytree(self._saved / name, self.crm.folder / name)

    def run(self, line: str, listener: iolayer.Listener) -> Result:
        """Type a command in this process."""
        with self.layer.listened(listener, self.crm.folder):
            return self.crm(line)

    def struck(self, line: str, injector: Injector) -> Result | None:
        """Type a command in a copy of this process; None if it was killed."""
        answer = iolayer.forked(lambda: json.dumps(self.run(line, injector)).encode())
        return None if answer is None else Result(*json.loads(answer))

    def usable(self) -> bool:
        """Return whether the next command works on what is there; of the same bytes it is asked once."""
        content = hashlib.sha256(repr(bytes_of(self.crm.db.parent)).encode()).digest()
        if content not in self._usable and self.crm("add Afterwards -q").code == 0:
            self._usable.add(content)
        return content in self._usable


class Expected(NamedTuple):
    """What a command does when nothing goes wrong: the calls it makes, and what is kept before and after."""

    calls: list[iolayer.Call]
    before: State
    after: State
    halfway: State | None = None  # where a database is made first: whole, and empty


@pytest.fixture(autouse=True)
def _same_salts(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a command writes is compared with what it wrote before: chance has no part in it.
    monkeypatch.setattr("crmcli.store.chain.secrets.token_hex", lambda count: "5a" * count)


@pytest.fixture
def layer() -> Iterator[iolayer.Layer]:
    """The layer below the files; nothing waits for the disk."""
    found = iolayer.layer()
    found.hurried = True
    yield found
    found.hurried = False


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the firm that every test begins with, made by the first of them."""
    return tmp_path_factory.mktemp("firm") / "firm"


@pytest.fixture
def place(crm: Crm, layer: iolayer.Layer, firm: Path) -> Place:
    """A firm with a few customers, an order and a step to undo."""
    if not firm.exists():
        crm.ok("rep add ana")
        (crm.folder / "first.vcf").write_text(cards(3))
        (crm.folder / "more.vcf").write_text(cards(4, start=100))
        (crm.folder / "firms.csv").write_text("name,email\nUno,u@uno.example\nDos,d@dos.example\n")
        crm.ok("add --card first.vcf --owner ana")
        crm.ok("order add 1 1000 EUR --instalment today=400 --instalment +30d=600")
        crm.ok("config set date_order dmy")
        shutil.copytree(crm.folder, firm)
    shutil.copytree(firm, crm.folder, dirs_exist_ok=True)
    return Place(crm, layer)


def expected(place: Place, line: str) -> Expected:
    before = state(place.crm)
    recorder = Recorder()
    assert place.run(line, recorder).code == 0
    after = state(place.crm)
    assert after != before
    return Expected(recorder.calls, before, after)


def strike(place: Place, line: str, wanted: Expected, at: int, fault: str) -> str:
    """Spoil one call of a command, judge what is left, and return what became of it."""
    place.restore()
    crm = place.crm
    lasting, kind = fault.startswith("lasting "), fault.removeprefix("lasting ")
    result = place.struck(line, Injector(at, kind, lasting=lasting))
    about = f"{line!r}, {fault} at {at} of {len(wanted.calls)}: {wanted.calls[at][:3]}: {result}"
    if result and at % 2:
        # Otherwise a plain connection is the first to meet what is left behind, not the program.
        assert crm("list --format ids").code == 0, about
    found = state(crm)
    assert found in (wanted.before, wanted.halfway, wanted.after), about
    if result is None:
        assert fault in ("kill", "torn"), about
    else:
        _judge_answer(result, found, wanted, about)
        # A draft that cannot be removed stays, and is in nobody's way.
        assert lasting or wanted.calls[at].kind == "delete" or not list(crm.db.parent.glob(".*")), about
    assert place.usable(), about
    return "killed" if result is None else "done" if result.code == 0 else "refused"


def _judge_answer(result: Result, found: State, wanted: Expected, about: str) -> None:
    assert "Traceback" not in result.err, about
    assert "fault of the program" not in result.err, about
    if result.code == 0:
        assert found == wanted.after, about
        return
    assert result.code in (7, 1) if wanted.before.database == wanted.after.database else result.code == 7, about
    # An import has told by then how it read the file.
    _told, begins, complaint = f"\n{result.err}".partition("\ncrm: ")
    assert begins, about
    assert "Errno" not in result.err, about
    assert len(complaint.splitlines()) <= 3, about
    assert not result.out, about
    assert found != wanted.after or "as it was" not in result.err, about


def _strikes(wanted: Expected) -> list[tuple[int, str]]:
    return [
        (at, fault)
        for fault in FAULTS
        for at, call in enumerate(wanted.calls)
        if possible(fault.removeprefix("lasting "), call.kind)
    ]


@pytest.mark.parametrize("line", COMMANDS, ids=_name)
def test_a_fault_leaves_all_or_nothing(place: Place, line: str) -> None:
    wanted = expected(place, line)
    strikes = _strikes(wanted)
    random.Random(SEED).shuffle(strikes)
    assert "refused" in {strike(place, line, wanted, at, fault) for at, fault in strikes[:8]}


def test_a_fault_at_the_very_end_is_told_as_it_is(place: Place) -> None:
    # The payment is there: whoever were told that it is not would enter it a second time.
    wanted = expected(place, "pay o1 500")
    last = len(wanted.calls) - 1
    assert wanted.calls[last].kind == "sync"
    for injector in (Injector(last, "error"), Injector(last, "error", lasting=True)):
        place.restore()
        result = place.struck("pay o1 500", injector)
        assert result
        assert result.code == 7
        assert "undo --list" in result.err
        assert state(place.crm) == wanted.after


class _Interrupted(sqlite3.Connection):
    """At the statement number `at` of all connections somebody presses Ctrl-C."""

    at, seen = 0, 0

    def execute(self, *given: Any) -> sqlite3.Cursor:
        answer = super().execute(*given)
        _Interrupted.seen += 1
        if _Interrupted.seen == _Interrupted.at:
            signal.raise_signal(signal.SIGINT)
        return answer


@pytest.fixture
def _heard() -> Iterator[None]:
    """Ctrl-C as on a terminal, also where the tests run in the background and would not hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heard")
@pytest.mark.parametrize("line", [COMMANDS[0], "config set country ES"], ids=_name)
def test_ctrl_c_is_told_as_it_is(place: Place, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Told that nothing was written, somebody enters the same payment again.
    wanted, connect = expected(place, line), sqlite3.connect
    monkeypatch.setattr(file.sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=_Interrupted))
    codes = []
    for at in range(1, 1_000):
        place.restore()
        _Interrupted.at, _Interrupted.seen = at, 0
        result = place.crm(line)
        if _Interrupted.seen < at:
            break
        codes.append(result.code)
        assert ("nothing was written" in result.err) == (result.code == 130), (at, result)
        assert state(place.crm) == (wanted.after if result.code == 0 else wanted.before), (at, result)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert set(codes) == {0, 130}


@pytest.fixture
def nothing(crm: Crm, layer: iolayer.Layer) -> Place:
    """A folder in which nothing is yet."""
    crm.ok("add 'Somebody else'")  # what a first command imports is imported before any copy of this process
    shutil.rmtree(crm.db.parent)
    return Place(crm, layer)


def _created(nothing: Place) -> tuple[Expected, list[tuple[int, str]]]:
    file.create(nothing.crm.db)
    halfway = state(nothing.crm)
    nothing.restore()
    wanted = expected(nothing, "add First")._replace(halfway=halfway)
    return wanted, _strikes(wanted)


def test_a_fault_while_the_database_is_made_leaves_a_whole_one_or_none(nothing: Place) -> None:
    wanted, strikes = _created(nothing)
    for at, fault in random.Random(SEED).sample(strikes, 12):
        strike(nothing, "add First", wanted, at, fault)


def _add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE customer ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


@pytest.fixture
def older(crm: Crm, layer: iolayer.Layer, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A database of one shape before the program's."""
    crm.ok("add 'Somebody else'")
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, _add_colour])
    monkeypatch.setattr(schema, "VERSION", len(schema.MIGRATIONS))
    return Place(crm, layer)


def _migrated(older: Place) -> tuple[Expected, list[tuple[int, str]]]:
    older.crm.ok("list")
    halfway = state(older.crm)
    older.restore()
    wanted = expected(older, "add First")._replace(halfway=halfway)
    return wanted, _strikes(wanted)


def test_a_fault_while_the_database_is_migrated_leaves_the_old_or_the_new(older: Place) -> None:
    wanted, strikes = _migrated(older)
    for at, fault in random.Random(SEED).sample(strikes, 12):
        strike(older, "add First", wanted, at, fault)


@pytest.mark.parametrize("pragma", ["journal_mode = OFF", "journal_mode = MEMORY"])
def test_settings_known_to_be_bad_are_caught(place: Place, monkeypatch: pytest.MonkeyPatch, pragma: str) -> None:
    _set(monkeypatch, pragma)
    line = COMMANDS[0]
    wanted = expected(place, line)
    writes = [at for at, call in enumerate(wanted.calls) if call.kind == "write"]
    chance = random.Random(SEED)
    for at in chance.sample(writes[len(writes) // 2 :], 5):
        try:
            strike(place, line, wanted, at, "kill")
        except (AssertionError, sqlite3.DatabaseError):
            return
    pytest.fail("five kills among the writes to the database, and nothing was noticed")


@pytest.mark.faults
@pytest.mark.parametrize("line", COMMANDS, ids=_name)
def test_every_fault_leaves_all_or_nothing(place: Place, line: str) -> None:
    wanted = expected(place, line)
    for at, fault in _strikes(wanted):
        strike(place, line, wanted, at, fault)


@pytest.mark.faults
@pytest.mark.parametrize("line", ["add --card more.vcf", "undo"], ids=_name)
def test_every_fault_after_the_file_was_written_to(place: Place, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, "cache_size = 1")
    wanted = expected(place, line)
    for at, fault in _strikes(wanted)[::3]:
        strike(place, line, wanted, at, fault)


@pytest.mark.faults
def test_every_fault_while_the_database_is_migrated(older: Place) -> None:
    wanted, strikes = _migrated(older)
    for at, fault in strikes:
        strike(older, "add First", wanted, at, fault)


@pytest.mark.faults
def test_every_fault_while_the_database_is_made(nothing: Place) -> None:
    wanted, strikes = _created(nothing)
    for at, fault in strikes:
        strike(nothing, "add First", wanted, at, fault)
