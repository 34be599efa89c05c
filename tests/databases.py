"""Database files as tests make, change and read them: behind the program's back, and by other processes."""

import ctypes
import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import iolayer
from conftest import Crm, Program, Result


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


def humbly(crm: Crm, line: str) -> Result:
    """Type a command, in a copy of this process, as somebody whom file modes stop."""
    return _apart(crm, line, _without_privileges if os.geteuid() == 0 else lambda: None)


def limited(crm: Crm, most: int, line: str) -> Result:
    """Type a command in a copy of this process whose files may not grow beyond `most` bytes: its disk is full."""
    return _apart(crm, line, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))


def _apart(crm: Crm, line: str, first: Callable[[], None]) -> Result:
    def typed() -> bytes:
        first()
        return json.dumps(crm(line)).encode()

    answer = iolayer.forked(typed)
    assert answer is not None, "killed"
    return Result(*json.loads(answer))


def _without_privileges() -> None:
    """Root may do everything; the capabilities that let it are given up."""
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    for place in range(3):
        sets[place] &= ~0b1110  # DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER
    assert libc.capset(header, sets) == 0
