"""The generated pages are what the commands say today."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Crm
from crmcli.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_command_reference_is_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_reference.py")], capture_output=True, check=True, cwd=ROOT
    )
    assert made.stdout.decode() == (ROOT / "docs" / "reference.md").read_text("utf-8")


@pytest.mark.parametrize("name", [name for name, entry in COMMANDS.items() if entry.module])
def test_every_command_explains_itself_with_examples(crm: Crm, name: str) -> None:
    shown = crm.ok(f"{name} --help").out
    assert "Examples:" in shown
    assert f"  crm {name}" in shown or "$(crm" in shown


@pytest.mark.parametrize("topic", ["formats", "dates", "spreadsheets", "exit-codes", "environment"])
def test_topics_explain_what_commands_share(crm: Crm, topic: str) -> None:
    assert len(crm.ok(f"help {topic}").lines) > 5


def test_help_names_every_command(crm: Crm) -> None:
    shown = crm.ok("--help").out
    for name in COMMANDS:
        assert name.split()[0] in shown
