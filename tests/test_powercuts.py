"""The power goes while commands are written: nothing acknowledged is lost, nothing is partial, nothing is corrupt.

The same judge is shown settings that are known to be bad, and has to catch each. A sample runs with the other tests;
thousands of cuts with `pytest -m faults`.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

import iolayer
from conftest import Crm
from crmcli import paths
from crmcli.store import file
from iolayer import Call, Recorder
from powercuts import Disk
from test_durability import cards, dump

pytestmark = pytest.mark.creation

LINES = (
    "rep add ana",
    "add 'First Firm' --email f@first.example --owner ana",
    "add --card cards.vcf --owner ana",
    "config set date_order dmy",
    "edit 1 --grade B --tag x",
    "log 1 visit 'Showed the catalogue'",
    "next 1 fri send the offer",
    "promote 2 -m 'they asked'",
    "order add 2 500 EUR --instalment today=200 --instalment +30d=300",
    "pay o1 250",
    "config set country ES",
    "undo",
    "config set date_order mdy",
)
SEED = 20260316
_CHANGES = {"create", "mkdir", "delete", "link", "replace", "write", "truncate", "sync", "dirsync"}


class Kept(NamedTuple):
    """All that is kept: the database as SQL, and the person's configuration."""

    database: list[str] | None
    configuration: bytes | None


class Story(NamedTuple):
    """A run of commands: every call, how many had been made when each command said it was done, and what was kept."""

    calls: list[Call]
    said: list[int]
    kept: list[Kept]  # before the first command, and after each
    empty: list[str]  # the database before anything is written into it
    known: dict[bytes, list[str]]  # databases that have been looked at, by their bytes


class Cuts:
    """Records commands and cuts the power on them."""

    def __init__(self, crm: Crm, layer: iolayer.Layer) -> None:
        self.crm, self.layer = crm, layer
        self.after = crm.folder / "after"

    def record(self, lines: tuple[str, ...]) -> Story:
        """Run commands in an empty place and remember every call they make."""
        crm = self.crm
        for folder in ("data", "config"):
            shutil.rmtree(crm.folder / folder, ignore_errors=True)
        recorder, said, kept = Recorder(), [], [Kept(None, None)]
        # Only what SQLite really does tells which folders it flushes.
        self.layer.hurried = False
        for line in lines:
            with self.layer.listened(recorder, crm.folder):
                crm.ok(line)
            said.append(len(recorder.calls))
            kept.append(Kept(dump(crm.db), self._configuration(crm.folder)))
        self.layer.hurried = True
        places = [number for number, call in enumerate(recorder.calls) if call.kind in _CHANGES and call.path]
        file.create(crm.folder / "empty.db")
        return Story(
            [recorder.calls[number] for number in places],
            [sum(place < end for place in places) for end in said],
            kept,
            dump(crm.folder / "empty.db"),
            {},
        )

    def _configuration(self, folder: Path) -> bytes | None:
        place = folder / "config" / "config.toml"
        return place.read_bytes() if place.exists() else None

    def lost(self, story: Story, count: int, seed: int) -> list[str]:
        """Cut the power `count` times and return what was found wrong, with the place of each cut."""
        chance = Random(seed)
        # Half of them where it matters most: beside what is waited for, and beside what is said.
        flushes = [at for at, call in enumerate(story.calls) if call.kind in ("sync", "dirsync")] + story.said
        near = [min(chance.choice(flushes) + chance.randrange(3), len(story.calls)) for _cut in range(count // 2)]
        places = sorted(near + [chance.randrange(len(story.calls) + 1) for _cut in range(count - len(near))])
        disk, happened, found = Disk(self.crm.folder), 0, []
        for place in places:
            for call in story.calls[happened:place]:
                disk.happen(call)
            happened = place
            if wrong := self._wrong(story, place, disk.after_cut(chance)):
                last = story.calls[place - 1] if place else None
                found.append(f"call {place}, after {last and last[:3]}: {wrong}")
        return found

    def _wrong(self, story: Story, place: int, files: dict[str, bytes]) -> str:
        """Return what is wrong with the files that a cut has left; "" is nothing."""
        done = sum(said <= place for said in story.said)
        allowed = story.kept[done : done + 2]
        self._put(files)
        try:
            database = self._database(story)
        except (AssertionError, sqlite3.Error, UnicodeDecodeError) as problem:
            return f"corrupt: {str(problem)[:200]}"
        if database not in [one.database for one in allowed] and not (done == 0 and database == story.empty):
            earlier = [story.empty, *(one.database for one in story.kept[:done])]
            return "lost" if database in earlier else "partial"
        configuration = self._configuration(self.after)
        return "" if configuration in [one.configuration for one in allowed] else "the configuration is not as said"

    def _put(self, files: dict[str, bytes]) -> None:
        for left in self.after.rglob("*.*"):
            left.unlink()
        for path, content in files.items():
            place = self.after / Path(path).relative_to(self.crm.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    def _database(self, story: Story) -> list[str] | None:
        place = self.after / "data" / "crm.db"
        if not place.exists():
            return None
        connection = sqlite3.connect(place)
        try:
            # Whatever the dead left behind is cleared away by whoever looks first.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
        content = place.read_bytes()
        if content not in story.known:
            story.known[content] = dump(place)
        return story.known[content]


@pytest.fixture
def cuts(crm: Crm) -> Iterator[Cuts]:
    layer = iolayer.layer()
    (crm.folder / "cards.vcf").write_text(cards(4))
    yield Cuts(crm, layer)
    layer.hurried = False


def set_for_writers(monkeypatch: pytest.MonkeyPatch, *pragmas: str) -> None:
    """Let every writer set these after what it sets by itself."""
    durable = file.make_durable

    def changed(connection: sqlite3.Connection) -> None:
        durable(connection)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    monkeypatch.setattr(file, "make_durable", changed)


def test_a_power_cut_loses_nothing_that_was_said_to_be_done(cuts: Cuts) -> None:
    story = cuts.record(LINES)
    assert cuts.lost(story, 200, SEED) == []


@pytest.mark.faults
@pytest.mark.parametrize("spilling", [False, True])
def test_thousands_of_power_cuts_lose_nothing(cuts: Cuts, monkeypatch: pytest.MonkeyPatch, spilling: bool) -> None:
    if spilling:
        set_for_writers(monkeypatch, "cache_size = 1")
    story = cuts.record(LINES)
    for seed in range(10):
        assert cuts.lost(story, 1_000, seed) == []


def _no_flush_of_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (file, paths):
        monkeypatch.setattr(module, "flush_folder", lambda _folder: None)


_BAD: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "journal off": lambda patch: set_for_writers(patch, "journal_mode = OFF"),
    "journal in memory": lambda patch: set_for_writers(patch, "journal_mode = MEMORY"),
    "never waiting for the disk": lambda patch: set_for_writers(patch, "synchronous = OFF"),
    "waiting seldom": lambda patch: set_for_writers(patch, "synchronous = NORMAL"),
    "journal deleted, its folder not flushed": lambda patch: set_for_writers(patch, "journal_mode = DELETE"),
    "folders not flushed": _no_flush_of_folders,
}


@pytest.mark.parametrize("bad", _BAD)
def test_what_is_known_to_be_bad_is_caught(cuts: Cuts, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    _BAD[bad](monkeypatch)
    story = cuts.record(LINES[:4])
    assert cuts.lost(story, 100, SEED)
