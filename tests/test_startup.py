"""What a command does not import it does not wait for: start-up is proven by `sys.modules`, not by a clock."""

import subprocess
import sys

import pytest

from conftest import Crm, Program

_PROBE = """
import sys
from crmcli.cli.main import run
class Terminal:
    def __getattr__(self, name): return getattr(sys.__stdout__, name)
    def isatty(self): return True
if {terminal}: sys.stdout = Terminal()
run({arguments!r})
sys.stdout = sys.__stdout__
sys.stderr.write("\\n@" + " ".join(sorted(sys.modules)))
"""
_HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "dateutil", "phonenumbers", "rapidfuzz", "asyncio", "email", "gettext"}


def modules(program: Program, *arguments: str, terminal: bool = False) -> set[str]:
    """Return what is imported by the end of a command."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE.format(arguments=list(arguments), terminal=terminal)],
        env=program.environment,
        cwd=program.folder,
        capture_output=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return set(done.stderr.decode().rsplit("@", 1)[1].split())


@pytest.fixture
def filled(firm: Crm, program: Program) -> Program:
    """The program as a process, where the firm is."""
    assert firm.folder == program.folder
    return program


@pytest.mark.parametrize(
    "line",
    [
        "stale",
        "stale --days 10 --owner ana",
        "list --limit 50",
        "find ibarra",
        "stages",
        "receivables --by owner",
        "activities --since -3d",
        "sales --by rep",
        "order list",
        "quote list",
        "price 1",
        "season",
        "today --rep ana --days 7",
        "remind list",
        "config holiday list",
        "history 1",
        "undo --list",
        "show ibarra",
        "export customers",
        "export orders --format tsv --excel",
    ],
)
def test_a_read_in_a_pipe_imports_neither_the_orm_nor_rich(filled: Program, line: str) -> None:
    found = modules(filled, *line.split())
    assert not found & (_HEAVY - {"gettext"} | {"rich", "json", "tomllib"})
    assert not {name for name in found if name.startswith(("crmcli.model.c", "crmcli.actions", "crmcli.exchange"))}


def test_a_calendar_imports_only_what_writes_it(filled: Program) -> None:
    found = modules(filled, "ics")
    assert not found & (_HEAVY - {"gettext"} | {"rich", "json", "tomllib"})
    outside = {name for name in found if name.startswith(("crmcli.model.c", "crmcli.actions", "crmcli.exchange."))}
    assert outside == {"crmcli.exchange.ical", "crmcli.exchange.folding"}


def test_a_write_imports_only_the_tables_it_needs(filled: Program) -> None:
    found = modules(filled, "log", "ibarra", "call", "Asked for a quote")
    assert "sqlmodel" in found
    tables = {name for name in found if name.startswith("crmcli.model.")}
    assert tables == {"crmcli.model.words", "crmcli.model.activity"}
    assert not found & {"rich", "dateutil", "phonenumbers", "crmcli.exchange.vcard", "crmcli.actions.cards"}


@pytest.mark.parametrize("terminal", [False, True])
def test_help_imports_no_command(program: Program, terminal: bool) -> None:
    found = modules(program, "--help", terminal=terminal)
    inside = {name.removeprefix("crmcli.cli.") for name in found if name.startswith("crmcli.cli.")}
    assert inside <= {"main", "say", "group", "commands"}
    assert "sqlite3" not in found
    assert ("rich" in found) == terminal


def test_typer_builds_no_adapter_per_parameter(filled: Program) -> None:
    # Typer 0.29 does, through pydantic: every command would pay for it. That is why it is pinned.
    import typer

    assert tuple(int(part) for part in typer.__version__.split(".")[:2]) < (0, 29)
    assert "pydantic" not in modules(filled, "add", "--help")


def test_the_version_is_known_before_typer_is(program: Program) -> None:
    code = (
        "import sys; sys.argv = ['crm', '--version']; import os; os._exit = lambda code: print(' '.join(sys.modules))\n"
    )
    code += "import crmcli.__main__ as entry\ntry: entry.main()\nexcept BaseException: pass"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=program.environment, check=True)
    first = done.stdout.decode().splitlines()
    assert first[0].startswith("crm 0.")
    assert "typer" not in first[1].split()


def test_english_imports_no_gettext_of_ours(filled: Program) -> None:
    # Typer has gettext for its own words; the catalogue of the program is opened only for another language.
    assert program_catalogues(filled, "") == []
    assert program_catalogues(filled, "en_GB.UTF-8") == []
    assert program_catalogues(filled, "es_MX.UTF-8") == ["opened"]


def program_catalogues(program: Program, language: str) -> list[str]:
    code = "import gettext\nopened = []\nfind = gettext.find\n"
    code += (
        "gettext.find = lambda *a, **k: opened.append(a) or find(*a, **k)\nimport crmcli.language\nprint(len(opened))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**program.environment, "CRM_LANG": language, "LC_ALL": "C.UTF-8"},
        check=True,
    )
    return ["opened"] * int(done.stdout)


def test_what_excel_needs_is_loaded_only_then(filled: Program) -> None:
    assert "crmcli.rules.formulas" not in modules(filled, "stages")
    assert "crmcli.rules.formulas" in modules(filled, "stages", "--excel")
