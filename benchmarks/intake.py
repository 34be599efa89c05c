"""Print how many vCards and texts go in per second and in how much memory, and what asking for a known one costs."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=5_000, help="vCards in one file, in one command")
    parser.add_argument("--texts", type=Path, help="a .jsonl of labelled cards, whose texts are taken in; else none")
    parser.add_argument("--file", type=Path, help="a database of grow.py: one of its customers is asked for")
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _intake("vCards", _vcards(work / "many.vcf", given.cards), given.cards, work)
        if given.texts:
            _intake("texts", *_texts(work / "texts", given.texts), work)
        if given.file:
            _lookup(given.file, work / "one.db", given.rounds)


def _vcards(path: Path, count: int) -> Path:
    path.write_text(
        "".join(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Gil {n}\r\nORG:Firm {n} S.L.\r\nTITLE:Buyer\r\n"
            f"TEL;TYPE=CELL:+34600{n:06}\r\nEMAIL:ana@firm{n}.example\r\nEND:VCARD\r\n"
            for n in range(count)
        ),
        encoding="utf-8",
    )
    return path


def _texts(folder: Path, labelled: Path) -> tuple[Path, int]:
    folder.mkdir()
    lines = labelled.read_text("utf-8").splitlines()
    for n, line in enumerate(lines):
        (folder / f"{n:05}.txt").write_text(json.loads(line)["text"], "utf-8")
    return folder, len(lines)


def _intake(what: str, path: Path, count: int, work: Path) -> None:
    for turn in ("", " that are known"):
        cost = _cost(work / f"{what}.db", "add", "--card", str(path), "-q")
        print(
            f"{what}{turn}: {count} in {cost.cpu:.1f} s of CPU, {count / cost.cpu:.0f} per second, {cost.memory:.0f} MiB"
        )


def _lookup(file: Path, one: Path, rounds: int) -> None:
    """Ask who somebody is, and the same of a database with one customer."""
    _cost(one, "add", "Somebody", "--email", "one@one.example")
    commands = ((one, "who", "one@one.example"), (file, "who", "buyer17@firm17.example"))
    empty, there = (statistics.median(_cost(*each).cpu for _round in range(rounds)) for each in commands)
    print(f"who in {file.name}: {1000 * there:.0f} ms of CPU, {there / empty:.2f} times that of one customer")


class Cost(NamedTuple):
    """What a command took: CPU seconds, and the peak of its memory in MiB."""

    cpu: float
    memory: float


def _cost(database: Path, *arguments: str) -> Cost:
    environment = {**os.environ, "CRM_DB": str(database), "CRM_CONFIG": str(database.with_suffix(".none"))}
    child = subprocess.Popen(
        [sys.executable, "-m", "crmcli", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3, 4):  # 3: nobody is there; 4: a card needs a look
        raise SystemExit(f"crm {' '.join(arguments)} ended with {child.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
