"""Print what `crm audit verify` takes of many transitions, beside a plain SELECT of the same rows hashed one by one."""

import argparse
import hashlib
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bulk import cost, write_sheet


def _plain(database: Path) -> None:
    """Read and hash every row of the ledger of moves, and nothing else."""
    found = hashlib.sha256()
    with closing(sqlite3.connect(database)) as connection:
        for row in connection.execute("SELECT * FROM transition ORDER BY id"):
            found.update(repr(row).encode())


def measure(folder: Path, rows: int, rounds: int, program: list[str]) -> None:
    """Import so many customers, each with a transition, verify them by turns with the plain reading, print the ratio."""
    sheet, database = folder / "customers.csv", folder / "data" / "crm.db"
    write_sheet(sheet, rows)
    cost(*program, "--db", str(database), "import", "customers", str(sheet), "-q", cwd=folder)
    plain_program = (sys.executable, str(Path(__file__).resolve()), "--plain", str(database))
    for _round in range(rounds):
        plain = cost(*plain_program, cwd=folder)
        verified = cost(*program, "--db", str(database), "audit", "verify", cwd=folder)
        print(
            f"{rows} transitions: {verified.cpu:.1f} s, {verified.cpu / plain.cpu:.1f} × SELECT and SHA-256"
            f" ({plain.cpu:.2f} s); {verified.memory:.0f} MiB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--crm", default="crm", help="the program to measure")
    parser.add_argument("--plain", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.plain:
        _plain(given.plain)
        return
    program = [shutil.which(given.crm) or given.crm]
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.rows, given.rounds, program)


if __name__ == "__main__":
    main()
