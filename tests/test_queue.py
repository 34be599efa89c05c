"""The queue of writers: everybody gets a turn, nobody needs it, and nothing goes wrong where there can be none."""

import fcntl
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import Crm, Program
from crmcli.store import file, queue
from test_durability import SOURCE, bytes_of, cards, dump, refused, snapshot

# Types the same command, numbered, as often as wanted; says each exit code.
_WORKER = """
import sys
from crmcli.cli.main import run
times, line = int(sys.argv[1]), sys.argv[2:]
for turn in range(times):
    sys.stderr.write(f"={run([word.format(turn) for word in line])}\\n")
"""


def place_of(crm: Crm) -> Path:
    return crm.db.with_name("crm.db-queue")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Be the writer whose turn it is."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def test_the_lock_file_is_private_and_empty_and_may_go_at_any_time(crm: Crm) -> None:
    crm.ok("add First")
    about = place_of(crm).lstat()
    assert (about.st_size, stat.S_IMODE(about.st_mode)) == (0, 0o600)
    place_of(crm).unlink()
    crm.ok("add Second")
    assert place_of(crm).exists()


def test_reports_and_dry_runs_make_no_lock_file(crm: Crm) -> None:
    crm.ok("add First")
    place_of(crm).unlink()
    before = snapshot(crm.folder)
    for line in ("list", "show 1", "stages", "add Second --dry-run", "edit 1 --grade A --dry-run", "undo --dry-run"):
        crm.ok(line)
        assert snapshot(crm.folder) == before, line


def test_a_report_does_not_wait_for_a_turn(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.ok("add First")
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.05)
    with held(place_of(crm)):
        assert [row["name"] for row in crm.rows("list")] == ["First"]


@pytest.mark.parametrize("line", ["add Else", "config set currency EUR", "undo", "edit 1 --grade A --dry-run"])
def test_whoever_waits_in_vain_is_told_so(crm: Crm, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    crm.ok("add First")
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.05)
    with held(place_of(crm)):
        before = bytes_of(crm.db.parent)
        result = crm(line)
        refused(result)
        assert re.search(r"locked by another program; crm waited 0\.\d+ s\.", result.err), result
        assert bytes_of(crm.db.parent) == before
    crm.ok(line)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_turn_comes_when_the_one_before_is_done_or_killed(crm: Crm) -> None:
    crm.ok("add First")
    hold = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDWR), fcntl.LOCK_EX); print(); input()"
    command = [sys.executable, "-c", hold, str(place_of(crm))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        timer = threading.Timer(0.1, holder.kill)
        timer.start()
        assert crm.add("Second") == "2"
        assert holder.wait() == -signal.SIGKILL
        timer.join()


def test_a_thread_gets_its_turn_too(crm: Crm) -> None:
    crm.ok("add First")
    order = []

    def wait() -> None:
        with queue.turn(crm.db):
            order.append("second")

    with held(place_of(crm)):
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.05)
        order.append("first")
    waiting.join(10)
    assert order == ["first", "second"]


def _folder(path: Path) -> None:
    path.mkdir()


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _forbidden(path: Path) -> None:
    path.touch(0o000)


@pytest.mark.parametrize("make", [_folder, _link, _pipe, _forbidden], ids=lambda make: make.__name__.strip("_"))
def test_what_cannot_be_a_queue_is_in_nobodys_way(crm: Crm, make: object) -> None:
    crm.ok("add First")
    place_of(crm).unlink()
    make(place_of(crm))  # type: ignore[operator]
    crm.ok("add Second")
    assert len(crm.rows("list")) == 2
    assert not crm.db.with_name("elsewhere").exists()


def test_a_file_system_without_locks_is_written_to_all_the_same(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int, _operation: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    crm.ok("add First")
    assert len(crm.rows("list")) == 1


def test_whoever_comes_through_a_link_stands_in_the_same_queue(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.ok("add First")
    (crm.folder / "link.db").symlink_to(crm.db)
    monkeypatch.setenv("CRM_DB", str(crm.folder / "link.db"))
    monkeypatch.setattr(file, "WAIT_SECONDS", 0.05)
    with held(place_of(crm)):
        refused(crm("add Second"))
    crm.ok("add Second")
    assert not (crm.folder / "link.db-queue").exists()


def test_many_writers_readers_and_a_copy_at_once(crm: Crm, program: Program) -> None:
    crm.ok("rep add ana")
    (crm.folder / "many.vcf").write_text(cards(40))
    program.environment["PYTHONPATH"] = SOURCE
    work = [(10, "add", f"Works {number}-{{}}", "--email", f"a{{}}@f{number}.example", "-q") for number in range(6)]
    work += [(10, "list", "--format", "ids"), (10, "stages"), (1, "add", "--card", "many.vcf", "-q")]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _WORKER, *map(str, words)],
            env=program.environment, cwd=crm.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for words in work
    ]  # fmt: skip
    while any(one.poll() is None for one in running[:6]):
        _copied(crm)
        time.sleep(0.3)
    answers = [one.communicate(timeout=100) for one in running]
    assert [err.decode().split() for _out, err in answers] == [["=0"] * words[0] for words in work]
    ids = [int(word) for out, _err in answers[:6] for word in out.split()]
    assert len(set(ids)) == 60
    names = [row["name"] for row in crm.rows("list")]
    assert sorted(names) == sorted(
        [f"Works {number}-{turn}" for number in range(6) for turn in range(10)] + [f"Firm {n}" for n in range(40)]
    )
    dump(crm.db)
    dump(crm.folder / "copy.db")


def _copied(crm: Crm) -> None:
    source, target = sqlite3.connect(crm.db, timeout=30), sqlite3.connect(crm.folder / "copy.db")
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
