"""Print what a hundred times as many customers cost: each command at both sizes, and reports beside plain SQL."""

import argparse
import contextlib
import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import grow
import startup

_FLAT = 1.3  # the larger file over the smaller one, whole commands
_SHELL = 2.0  # the command over the sqlite3 shell that runs the same SELECT


class Case(NamedTuple):
    """A command, and the exit code it ends with; `{…}` are what `known` finds in the file."""

    arguments: tuple[str, ...]
    code: int = 0


def _case(line: str, *more: str, code: int = 0) -> Case:
    return Case((*line.split(), *more), code)


CASES = (
    *(_case(line) for line in ("list --limit 20", "list --stage prospect --limit 20", "list --stage lost --limit 20")),
    _case("list --limit 20 --owner", "{owner}"),
    _case("list --limit 20 --owner", "{newcomer}"),
    _case("list --limit 20 --stage buyer,repeat --owner", "{owner}"),
    _case("list --limit 20 --region Valencia --grade A"),
    _case("list --limit 20 --region Nowhere"),
    _case("list --limit 20 --tag vip"),
    _case("list --limit 20 --tag nobody"),
    _case("list --limit 20 --source fair"),
    _case("list --limit 20 --source nobody"),
    _case("list --limit 20 --archived"),
    _case("list --limit 20 --period this-week"),
    _case("stale --limit 20"),
    _case("stale --limit 20 --days 180"),
    _case("stale --limit 20 --stage lost"),
    _case("stale --limit 20 --owner", "{owner}"),
    _case("stale --limit 20 --owner", "{newcomer}"),
    _case("stale --limit 20 --stage buyer --owner", "{owner}"),
    *(_case(f"find --limit 20 {words}") for words in ("有限公司", "textiles", "textiles valencia", grow.LANDMARK[:4])),
    _case("find --limit 20 vip --owner", "{owner}"),
    _case("show 17"),
    _case("show", grow.LANDMARK),
    _case("show", "buyer17@firm17.example"),
    _case("show", "{phone}"),
    _case("show", grow.LANDMARK.split()[0][:4]),
    _case("show", grow.LANDMARK.split()[1].lower()),
    _case("who 17"),
    _case("who {phone}"),
    _case("who buyer17@firm17.example"),
    _case("show textiles", code=4),
    _case("show 有限公司", code=4),
    _case("activities --limit 20"),
    _case("order list --limit 20"),
)

_TODAY = date.today().isoformat()
# The reports that count everybody, and the SELECT whose answer they show.
SELECTS = {
    "stages": "SELECT stage, stage_since, count(*) FROM standing WHERE archived = 0 GROUP BY stage, stage_since",
    "receivables --by owner": "SELECT s.owner_id, b.currency, sum(b.outstanding),"
    f" sum(b.outstanding) FILTER (WHERE b.due_on < '{_TODAY}') FROM balance AS b"
    " LEFT JOIN standing AS s ON s.customer_id = b.customer_id GROUP BY 1, 2",
}


def known(path: Path) -> dict[str, str]:
    """Return what cases name in a file: a rep with many customers, one with few, a phone."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        owner = connection.execute("SELECT name FROM rep ORDER BY id LIMIT 1").fetchone()[0]
        phone = connection.execute("SELECT value FROM point WHERE kind = 'phone' AND customer_id = 17").fetchone()[0]
    return {"owner": owner, "newcomer": grow.NEWCOMER, "phone": phone}


def flat(bench: startup.Bench, case: Case, files: list[Path], rounds: int) -> list[float]:
    """Return the ratio of each round: the command on the smaller and on the larger file by turns."""
    ratios = []
    found = [known(path) for path in files]
    for place in range(rounds + 1):
        costs = [_cost(bench, path, case, one) for path, one in zip(files, found, strict=True)]
        ratios += [costs[1] / costs[0]] if place else []
    return ratios


def _cost(bench: startup.Bench, path: Path, case: Case, found: dict[str, str]) -> float:
    command = [str(bench.crm), "--db", str(path), *(part.format(**found) for part in case.arguments)]
    return bench.cost(*command, code=case.code)


def beside_shell(bench: startup.Bench, name: str, path: Path, rounds: int) -> list[float]:
    """Return the ratio of each round: the SELECT in the sqlite3 shell and the report by turns."""
    ratios = []
    for place in range(rounds + 1):
        shell = bench.cost("sqlite3", "-readonly", str(path), SELECTS[name])
        report = _cost(bench, path, _case(name), {})
        ratios += [report / shell] if place else []
    return ratios


def lines(bench: startup.Bench, files: list[Path], given: argparse.Namespace) -> Iterator[startup.Line]:
    """Measure what was asked for."""
    for case in CASES:
        name = " ".join(case.arguments)
        if given.only in name:
            yield startup.Line(name, "", _FLAT, flat(bench, case, files, given.rounds))
    for name in SELECTS if shutil.which("sqlite3") else ():
        if given.only in name:
            yield startup.Line(name, "sqlite3", _SHELL, beside_shell(bench, name, files[1], given.rounds))


def made(folder: Path, customers: int) -> Path:
    """Return the file of that many customers, made where it is not there yet."""
    path = folder / f"{customers}.db"
    if not path.exists():
        grow.grow(path, customers, 7, date.today())
    return path


def main() -> None:
    """Read the command line, prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs at each size")
    parser.add_argument("--only", default="", metavar="SUBSTRING", help="only commands that contain this")
    parser.add_argument("--customers", type=int, nargs=2, default=[10_000, 1_000_000], metavar="N")
    parser.add_argument("--env", type=Path, metavar="DIR", help="keep the virtual environment here, and use it again")
    parser.add_argument("--files", type=Path, metavar="DIR", help="keep the databases here (4 GB), and use them again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crm-benchmark-") as folder:
        scratch = Path(folder)
        bench = startup.prepare(given.env.resolve() if given.env else scratch / "env", scratch)
        kept = given.files.resolve() if given.files else scratch
        os.makedirs(kept, exist_ok=True)
        files = [made(kept, count) for count in given.customers]
        print(
            f"{given.customers[1]:,} customers over {given.customers[0]:,}; sqlite3: over the shell at the larger size"
        )
        print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; rounds: {given.rounds}\n")
        width = max(len(" ".join(case.arguments)) for case in CASES)
        print(f"{'command':{width}}  {'':>9}  {'budget':>6}  {'median':>6}  {'min–max':>13}")
        for line in lines(bench, files, given):
            startup.show(line, width)


if __name__ == "__main__":
    main()
