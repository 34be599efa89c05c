"""Database files as tests make, change and read them: behind the program's back, and by other processes."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from conftest import Crm, Program


def change(path: Path, *statements: str) -> None:
    """Change the file behind the program's back, as another program may."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def rows_of(path: Path) -> list[str]:
    """Return everything in a database as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(connection.iterdump())


def results(crm: Crm, line: str = "db check", code: int = 10) -> dict[str, tuple[str, str]]:
    """Look the database over and return result and detail of every check."""
    answer = crm(f"{line} --format json")
    assert answer.code == code, answer
    return {row["check"]: (row["result"], row["detail"]) for row in answer.json}


def found(crm: Crm) -> dict[str, str]:
    """Return the details of the checks that found something."""
    return {name: detail for name, (result, detail) in results(crm).items() if result == "found"}


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def adder(program: Program, name: str, times: int) -> "subprocess.Popen[bytes]":
    """Start a process that adds customers one after the other, each by a command of its own."""
    script = (
        "import sys\nfrom crmcli.cli.main import run\n"
        f"for n in range({times}):\n"
        f"    code = run(['add', '-q', f'{name} {{n}}'])\n"
        "    if code: sys.exit(code)\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script], env=program.environment, cwd=program.folder, stdout=subprocess.PIPE
    )
