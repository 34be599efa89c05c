"""Print what `crm export` costs, as a ratio to the sqlite3 shell that writes the same rows as CSV, and its memory."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from crmcli.store import file
from crmcli.store.nouns import EVER, NOUNS
from crmcli.store.reads.export import columns_of, select_of

BUDGET = 3.5  # times the shell, where there are rows enough that starting does not count
_ENOUGH = 100_000
MEMORY = 100  # MiB, however many rows


class Cost(NamedTuple):
    """What a process used: CPU seconds, and MiB at its peak; and the bytes that it wrote."""

    seconds: float
    peak: float
    written: int


def cost(*command: str, **environment: str) -> Cost:
    """Run a command into a file and return what it used."""
    with tempfile.TemporaryFile() as target:
        process = subprocess.Popen(command, stdout=target, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)[:200]}\nended with {process.returncode}")
        return Cost(
            used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, target.tell() or os.fstat(target.fileno()).st_size
        )


def selects(database: Path) -> dict[str, str]:
    """Return the SELECT of each noun, as a shell can run it."""
    connection = file.open_file(database)
    try:
        return {
            name: select_of(sheet, columns_of(connection, sheet), [sheet.dated]).replace(":until", f"'{EVER}'")
            for name, sheet in NOUNS.items()
        }
    finally:
        connection.close()


def measure(database: Path, shell: str) -> bool:
    """Print a line per noun; say whether all are within budget."""
    print(f"{'noun':12}{'rows':>10}{'crm s':>8}{'same SELECT':>13}{'SELECT *':>10}{'peak MiB':>10}")
    kept = True
    for name, select in selects(database).items():
        sheet = NOUNS[name]
        crm = cost(sys.executable, "-m", "crmcli", "--db", str(database), "export", name)
        same = cost(shell, "-csv", "-header", str(database), select)
        bare = cost(shell, "-csv", "-header", str(database), f"SELECT * FROM {sheet.table}")
        rows = int(subprocess.check_output([shell, str(database), f"SELECT count(*) FROM {sheet.table}"]))
        ratio = crm.seconds / same.seconds
        within = (ratio <= BUDGET or rows < _ENOUGH) and crm.peak <= MEMORY
        kept = kept and within
        print(
            f"{name:12}{rows:>10,}{crm.seconds:>8.2f}{ratio:>13.2f}{crm.seconds / bare.seconds:>10.2f}{crm.peak:>10.0f}"
            + ("" if within else "  over budget")
        )
    return kept


def main() -> None:
    """Read the command line, make the database where none is given, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000, help="1000000 takes a while to make")
    parser.add_argument("--database", type=Path, help="one that generate.py made, instead of a new one")
    given = parser.parse_args()
    shell = shutil.which("sqlite3")
    if shell is None:
        sys.exit("SKIPPED: there is no sqlite3 shell here to compare with; nothing was measured.")
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or Path(folder) / "crm.db"
        if not given.database:
            # In a process of its own: what is started inherits the peak of memory of whoever starts it.
            maker = str(Path(__file__).with_name("generate.py"))
            subprocess.run([sys.executable, maker, str(database), "--customers", str(given.customers)], check=True)
        if not measure(database, shell):
            sys.exit(1)


if __name__ == "__main__":
    main()
