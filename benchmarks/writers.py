"""How long writers wait for each other: many processes that add, with readers, a bulk writer and a backup running.

Prints the longest and the typical time of each kind of command, and whether everything that was said to be done is
there. A worker imports the program once and then types its commands, so that what is measured is waiting and not the
start of Python; `--start` starts a process for every add instead.
"""

import argparse
import multiprocessing
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import bulk


class Done(NamedTuple):
    """One command: what it was, how long it took and how long of that it waited for its turn, how it ended."""

    kind: str
    seconds: float
    waited: float
    code: int
    said: str


_PAUSE_SECONDS = 0.05  # between two reports, or two backups, of a process that makes nothing else
_waited = [0.0]


def _measure_waits(queue: bool) -> None:
    """Wrap the two places where a writer waits, and take the queue away where it is not wanted."""
    from crmcli.store import queue as fair
    from crmcli.store import write

    turn, connect = fair.turn, sqlite3.connect

    @contextmanager
    def timed(path, *, create=True):
        begun = time.monotonic()
        with turn(path, create=create) if queue else nullcontext():
            _waited[0] += time.monotonic() - begun
            yield

    class Connection(sqlite3.Connection):
        def execute(self, sql, *arguments):
            if sql not in ("BEGIN IMMEDIATE", "COMMIT"):
                return super().execute(sql, *arguments)
            begun = time.monotonic()
            try:
                return super().execute(sql, *arguments)
            finally:
                _waited[0] += time.monotonic() - begun

    fair.turn = timed
    sqlite3.connect = lambda *given, **named: connect(*given, **{"factory": Connection, **named})
    assert write.queue is fair


def typed(kind: str, *arguments: str) -> Done:
    """Type a command in this process."""
    import io

    from crmcli.cli.main import run

    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO(), write_through=True)
    _waited[0] = 0.0
    begun = time.monotonic()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    return Done(kind, time.monotonic() - begun, _waited[0], int(code), err.buffer.getvalue().decode())


def started(kind: str, *arguments: str) -> Done:
    """Run a command as a process of its own."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "crmcli", *arguments], capture_output=True, check=False)
    return Done(kind, time.monotonic() - begun, 0.0, done.returncode, done.stderr.decode())


def backup(database: str, target: str) -> Done:
    """Copy the database with SQLite's own backup while it is written to."""
    begun = time.monotonic()
    code, said = 0, ""
    try:
        source, copy = sqlite3.connect(database, timeout=30), sqlite3.connect(target)
        try:
            source.backup(copy)
            if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                code, said = 1, "the copy is damaged"
        finally:
            source.close()
            copy.close()
    except sqlite3.Error as problem:
        code, said = 1, str(problem)
    return Done("backup", time.monotonic() - begun, 0.0, code, said)


def _worker(job: Callable[[int], Done], number: int, times: int, queue: bool, gate, stop, answers) -> None:
    import gc

    import crmcli.actions.cards
    import crmcli.actions.customers
    import crmcli.cli.main  # noqa: F401

    gc.disable()
    _measure_waits(queue)
    gate.wait()
    found, turn = [], 0
    while turn < times or (times == 0 and not stop.is_set()):
        found.append(job(turn))
        turn += 1
        if times == 0:
            time.sleep(_PAUSE_SECONDS)
        if turn % 50 == 0:
            gc.collect()
    answers.put((number, found))


def _jobs(given: argparse.Namespace, folder: Path) -> list[tuple[Callable[[int], Done], int]]:
    """Return what each process does, and how often; 0 is until the others are done."""
    database = os.environ["CRM_DB"]
    run = started if given.start else typed

    def adds(worker: int) -> Callable[[int], Done]:
        return lambda turn: run("add", "add", f"Firm {worker}-{turn}", "--email", f"a{turn}@w{worker}.example", "-q")

    jobs = [(adds(worker), given.adds) for worker in range(given.processes)]
    jobs += [(lambda _turn: typed("list", "list", "--limit", "50", "--format", "ids"), 0)] * given.readers
    if given.cards:
        cards = folder / "many.vcf"
        cards.write_text(
            "".join(
                f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nORG:Fair {n}\nTEL:+34944{n:06}\nEND:VCARD\n"
                for n in range(given.cards)
            )
        )
        jobs.append((lambda _turn: run("add --card", "add", "--card", str(cards), "-q"), 1))
    if given.rows:
        sheet = folder / "many.csv"
        bulk.write_sheet(sheet, given.rows)
        jobs.append((lambda _turn: run("import", "import", "customers", str(sheet), "--add-reps", "-q"), 1))
    jobs.append((lambda _turn: backup(database, str(folder / "copy.db")), 0))
    return jobs


def measure(given: argparse.Namespace, folder: Path) -> list[Done]:
    """Run all processes at once and return what each command did."""
    context = multiprocessing.get_context("fork")
    jobs = _jobs(given, folder)
    gate, stop, answers = context.Barrier(len(jobs)), context.Event(), context.Queue()
    queue = not given.without_queue
    running = [
        context.Process(target=_worker, args=(job, number, times, queue, gate, stop, answers))
        for number, (job, times) in enumerate(jobs)
    ]
    for one in running:
        one.start()
    waiting = {number for number, (_job, times) in enumerate(jobs) if times}
    found: list[Done] = []
    for _one in running:
        number, done = answers.get()
        found += done
        waiting.discard(number)
        if not waiting:
            stop.set()
    for one in running:
        one.join()
    return found


def _print(found: list[Done]) -> None:
    print(
        f"{'command':<12}{'times':>7}{'failed':>8}{'median s':>10}{'99 % s':>8}{'longest s':>11}{'longest wait s':>16}"
    )
    for kind in dict.fromkeys(done.kind for done in found):
        those = [done for done in found if done.kind == kind]
        took = sorted(done.seconds for done in those)
        failed = sum(done.code != 0 for done in those)
        print(
            f"{kind:<12}{len(those):>7}{failed:>8}{statistics.median(took):>10.3f}{took[len(took) * 99 // 100]:>8.3f}"
            f"{took[-1]:>11.3f}{max(done.waited for done in those):>16.3f}"
        )
    for done in [done for done in found if done.code][:5]:
        print(f"  {done.kind}: {done.code} {done.said.strip()}")


def _whole(given: argparse.Namespace) -> bool:
    connection = sqlite3.connect(os.environ["CRM_DB"])
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        count = connection.execute("SELECT count(*), count(DISTINCT name) FROM customer").fetchone()
    finally:
        connection.close()
    wanted = given.processes * given.adds + given.cards + given.rows
    print(f"{count[0]} customers of {wanted}, {count[1]} different; integrity {'ok' if sound else 'BAD'}")
    return sound and count == (wanted, wanted)


def main() -> int:
    """Measure, print, and end with 1 if anything failed or was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--adds", type=int, default=250, help="of each process")
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--cards", type=int, default=500, help="in the file of the bulk writer; 0 is none")
    parser.add_argument("--rows", type=int, default=5_000, help="in the sheet that is imported; 0 is none")
    parser.add_argument("--start", action="store_true", help="start a process for every add")
    parser.add_argument("--without-queue", action="store_true", help="with SQLite's own waiting only, to compare")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"CRM_DB": str(folder / "crm.db"), "CRM_CONFIG": str(folder / "config.toml")}
        assert typed("rep", "rep", "add", "ana").code == 0
        begun = time.monotonic()
        found = measure(given, folder)
        print(f"{given.processes} × {given.adds} adds in {time.monotonic() - begun:.1f} s")
        _print(found)
        return 0 if _whole(given) and not any(done.code for done in found) else 1


if __name__ == "__main__":
    sys.exit(main())
