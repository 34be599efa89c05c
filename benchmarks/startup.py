"""Print what each command costs, as a ratio of its CPU time to that of an empty Python with sqlite3."""

import argparse
import contextlib
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
_FLOOR = ("-I", "-c", "import sqlite3")


class Case(NamedTuple):
    """A command and the ratio it may cost; `{lead}` and `{order}` name a lead and an order that is owed."""

    arguments: tuple[str, ...]
    budget: float
    database: bool = True
    writes: bool = False


def _bare(budget: float, *arguments: str) -> Case:
    return Case(arguments, budget, database=False)


def _read(*arguments: str) -> Case:
    return Case(arguments, 4.5)


def _write(*arguments: str) -> Case:
    return Case(arguments, 23, writes=True)


CASES = (
    _bare(1.25, "--version"),
    _bare(5, "--help"),
    _bare(5, "add", "--help"),
    _read("stale"),
    _read("stale", "--days", "180"),
    _read("list", "--limit", "50"),
    _read("find", "ibarra"),
    _read("find", "广元"),
    _read("stages"),
    _read("receivables", "--by", "owner"),
    _read("show", "17", "--format", "json"),
    _write("add", "Nueva Empresa S.L."),
    _write(
        *("add", "Nueva Empresa S.L.", "--email", "ana@nueva.example"),
        *("--phone", "+34 955 010 203", "--owner", "Ana Torres"),
    ),
    _write("log", "17", "visit", "Showed the catalogue"),
    _write("next", "17", "+7d", "send the quote"),
    _write("promote", "{lead}", "-m", "asked for a quote"),
    _write("pay", "{order}", "10"),
    _write("order", "add", "17", "12500", "EUR"),
)


class Bench(NamedTuple):
    """The environment under measurement, and a folder for what the commands touch."""

    python: Path
    crm: Path
    scratch: Path

    @property
    def surroundings(self) -> dict[str, str]:
        """The variables that commands run with: no setting of the person's, and the bench's own database."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CRM_", "PYTHON"))}
        return {**kept, "CRM_DB": str(self.scratch / "crm.db"), "CRM_CONFIG": str(self.scratch / "config.toml")}

    def cost(self, *command: str, code: int = 0) -> float:
        """Run a command into a pipe, which must end with `code`, and return its CPU seconds, user and system."""
        process = subprocess.Popen(
            command,
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said = process.stdout.read() if process.stdout else b""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != code:
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said.decode(errors='replace')}")
        return used.ru_utime + used.ru_stime

    def floor(self) -> float:
        """Return the CPU seconds of a Python that only imports sqlite3."""
        return self.cost(str(self.python), *_FLOOR)


class Line(NamedTuple):
    """One command's ratios."""

    command: str
    customers: str
    budget: float
    ratios: list[float]


def prepare(folder: Path, scratch: Path) -> Bench:
    """Build the project's wheel and install it, with its dependencies, into an environment in `folder`."""
    if not (folder / "pyvenv.cfg").exists():
        venv.create(folder, with_pip=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(scratch), str(HERE.parent)], check=True)
    wheel = str(next(scratch.glob("*.whl")))
    subprocess.run([*pip, "install", wheel], check=True)
    # A reused environment may hold an older build of the same version.
    subprocess.run([*pip, "install", "--force-reinstall", "--no-deps", wheel], check=True)
    return Bench(folder / "bin" / "python", folder / "bin" / "crm", scratch)


def generate(bench: Bench, customers: int) -> Path:
    """Return a database of that many customers."""
    path = bench.scratch / f"{customers}.db"
    script = str(HERE / "generate.py")
    subprocess.run([str(bench.python), script, str(path), "--customers", str(customers)], check=True)
    return path


def named(path: Path) -> dict[str, str]:
    """Return the customer and the order that `{lead}` and `{order}` stand for in a database."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        lead = connection.execute("SELECT min(customer_id) FROM standing WHERE stage = 'lead'").fetchone()[0]
        order = connection.execute("SELECT min(order_id) FROM balance").fetchone()[0]
    return {"lead": str(lead), "order": f"o{order}"}


def measure(bench: Bench, case: Case, rounds: int, path: Path | None) -> list[float]:
    """Return the ratio of each round: the floor and the command by turns, after one round that does not count."""
    known = named(path) if path else {}
    command = (str(bench.crm), *(part.format(**known) for part in case.arguments))
    if path:
        shutil.copyfile(path, bench.scratch / "crm.db")
    ratios = []
    for _round in range(rounds + 1):
        if path and case.writes:
            shutil.copyfile(path, bench.scratch / "crm.db")
        floor = bench.floor()
        ratios.append(bench.cost(*command) / floor)
    return ratios[1:]


def lines(bench: Bench, cases: Sequence[Case], sizes: Sequence[int], rounds: int) -> Iterator[Line]:
    """Measure every case, those that read or write at every size."""
    for case in (case for case in cases if not case.database):
        yield Line(" ".join(case.arguments), "", case.budget, measure(bench, case, rounds, None))
    for size in sizes:
        path = generate(bench, size)
        for case in (case for case in cases if case.database):
            yield Line(" ".join(case.arguments), f"{size:,}", case.budget, measure(bench, case, rounds, path))


def show(line: Line, width: int) -> None:
    """Print one line of the table."""
    median = statistics.median(line.ratios)
    span = f"{min(line.ratios):.2f}–{max(line.ratios):.2f}"
    mark = "OVER" if median > line.budget else ""
    row = f"{line.command:{width}}  {line.customers:>9}  {line.budget:6g}  {median:6.2f}  {span:>13}  {mark}"
    print(row.rstrip(), flush=True)


def main() -> None:
    """Read the command line, prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="how often each command runs")
    parser.add_argument("--only", default="", metavar="SUBSTRING", help="only commands that contain this")
    parser.add_argument("--customers", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--env", type=Path, metavar="DIR", help="keep the virtual environment here, and use it again")
    given = parser.parse_args()
    cases = [case for case in CASES if given.only in " ".join(case.arguments)]
    if not cases:
        sys.exit(f"No command contains {given.only!r}.")
    with tempfile.TemporaryDirectory(prefix="crm-benchmark-") as folder:
        scratch = Path(folder)
        bench = prepare(given.env.resolve() if given.env else scratch / "env", scratch)
        floor = statistics.median(bench.floor() for _round in range(given.rounds))
        print(f"1 is {1_000 * floor:.1f} ms of CPU: python -I -c 'import sqlite3'; rounds: {given.rounds}")
        print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n")
        width = max(len(" ".join(case.arguments)) for case in cases)
        print(f"{'command':{width}}  {'customers':>9}  {'budget':>6}  {'median':>6}  {'min–max':>13}")
        for line in lines(bench, cases, given.customers, given.rounds):
            show(line, width)


if __name__ == "__main__":
    main()
