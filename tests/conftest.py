"""A `crm` to type commands into: its own folder, a fixed clock, everything it prints."""

import io
import json
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

os.environ["CRM_LANG"] = "en"  # the language is chosen when the program is imported

from crmcli.cli.main import run
from crmcli.store import schema

# Every command waits for the disk, and a test has hundreds: where there is a file system in memory they live there.
if os.access("/dev/shm", os.W_OK):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")

# No test asserts a time: a machine that is busy with other things makes no example wrong. The examples are the same
# everywhere, so that what passed here passes there; HUNT=1 looks for others.
settings.register_profile("any machine", deadline=None, derandomize="HUNT" not in os.environ)
settings.load_profile("any machine")


def examples(most: int) -> int:
    """Return how many examples of a costly kind to try: all with HUNT=1, else two in five."""
    return most if "HUNT" in os.environ else max(most * 2 // 5, 5)


NOW = "2026-03-16T09:00:00+00:00"  # a Monday


_migrate = schema.migrate


@cache
def _empty() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _migrate(made)
    return made


def _copy_or_migrate(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA schema_version").fetchone()[0]:
        _migrate(connection)
        return
    within = connection.in_transaction
    if within:
        connection.execute("COMMIT")
    _empty().backup(connection)
    if within:
        connection.execute("BEGIN IMMEDIATE")


@pytest.fixture(scope="module", autouse=True)
def _empty_databases_are_copied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A new database is a copy of one that was made before: making one takes longer than most of what is tested.

    Modules that look at how databases are made say so: `pytestmark = pytest.mark.creation`.
    """
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("creation") is None:
            patch.setattr(schema, "migrate", _copy_or_migrate)
        yield


class Result(NamedTuple):
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class _Stream(io.TextIOWrapper):
    """A standard stream that says of itself whether it is a terminal."""

    def __init__(self, content: bytes = b"", *, terminal: bool = False) -> None:
        self.bytes = io.BytesIO(content)
        super().__init__(self.bytes, encoding="utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Crm:
    """Types commands in this process; `ok` demands that they succeed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.db = folder / "data" / "crm.db"
        self._monkeypatch = monkeypatch
        monkeypatch.setenv("CRM_DB", str(self.db))
        monkeypatch.setenv("CRM_CONFIG", str(folder / "config" / "config.toml"))
        monkeypatch.setenv("CRM_NOW", NOW)
        monkeypatch.setenv("HOME", str(folder))
        for name in ("COLUMNS", "CRM_DEBUG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.chdir(folder)

    def now(self, moment: str) -> None:
        """Set the clock: an ISO date or date-time."""
        self._monkeypatch.setenv("CRM_NOW", moment if "T" in moment else f"{moment}T09:00:00+00:00")

    def __call__(
        self,
        line: str,
        *more: str,
        stdin: str | bytes = b"",
        terminal: bool = False,
        width: int | None = None,
        merged: bool = False,
    ) -> Result:
        """Type `crm LINE` (split as a shell does), with further arguments taken as they are.

        On a terminal, `merged` shows both streams in one, as a person sees them.
        """
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out = _Stream(terminal=terminal)
        streams = _Stream(given, terminal=terminal), out, out if merged else _Stream(terminal=terminal)
        with self._monkeypatch.context() as patch:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            if terminal:
                patch.setenv("NO_COLOR", "1")
                patch.setenv("COLUMNS", str(width or 80))
            elif width:
                patch.setenv("COLUMNS", str(width))
            code = run([*shlex.split(line), *more])
        return Result(int(code), streams[1].bytes.getvalue().decode(), streams[2].bytes.getvalue().decode())

    def ok(self, line: str, *more: str, **given: Any) -> Result:
        """Type a command that must end with 0."""
        result = self(line, *more, **given)
        assert result.code == 0, f"crm {line} {more}: {result.code}\n{result.err}"
        return result

    def rows(self, line: str, *more: str) -> list[dict[str, Any]]:
        """Return what a report answers, as JSON objects."""
        found: list[dict[str, Any]] = self.ok(f"{line} --format json", *more).json
        return found

    def add(self, name: str, options: str = "") -> str:
        """Add a customer and return its id."""
        return self.ok(f"add {options}", name).out.strip()


@pytest.fixture
def crm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A fresh place without a database."""
    return Crm(tmp_path, monkeypatch)


class Program:
    """Runs the program as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ},
            "HOME": str(folder),
            "CRM_DB": str(folder / "data" / "crm.db"),
            "CRM_CONFIG": str(folder / "config" / "config.toml"),
            "CRM_NOW": NOW,
            "CRM_LANG": "en",
            "PYTHONUTF8": "1",
        }
        self.folder = folder

    def __call__(self, *arguments: str, **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "crmcli", *arguments],
            env={**self.environment, **environment},
            cwd=self.folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program as a process, in a folder of its own."""
    return Program(tmp_path)


_FIRM: list[bytes] = []


@pytest.fixture
def firm(crm: Crm) -> Crm:
    """A firm of three customers, with an order, a payment, a visit and a plan; built once, then copied."""
    if _FIRM:
        crm.db.parent.mkdir(mode=0o700)
        crm.db.write_bytes(_FIRM[0])
        crm.db.chmod(0o600)
        return crm
    crm.ok("rep add ana")
    crm.add("Talleres Ibarra", "--email ibarra@firm.example --phone +34944123456 --owner ana --contact Sonia")
    crm.add("Holztechnik Börnsee", "--tag fair")
    crm.add("深圳市广元机电")
    crm.ok("order add 1 100 EUR --instalment today=40 --instalment +30d=60")
    crm.ok("pay o1 150")
    crm.ok("log 2 visit Wants two saws")
    crm.ok("next 2 fri send a quote")
    crm.db.with_name("crm.db-journal").unlink(missing_ok=True)
    _FIRM.append(crm.db.read_bytes())
    return crm
