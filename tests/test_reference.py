"""The generated pages are what the commands say today."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Crm
from crmcli.cli import guides
from crmcli.cli.commands import COMMANDS, DAILY, below
from crmcli.cli.topics import TOPICS
from crmcli.config import KEYS
from crmcli.errors import ExitCode

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


def test_topics_are_a_screen_or_two(crm: Crm) -> None:
    for topic in TOPICS:
        lines = crm.ok(f"help {topic}").lines
        assert 5 < len(lines) <= 90 or topic == "columns", topic
        assert max(map(len, lines)) <= 125 or topic == "columns", topic


def test_the_examples_of_a_task_work_one_after_the_other(firm: Crm) -> None:
    (firm.folder / "cards").mkdir()
    shutil.copy(ROOT / "examples" / "cards" / "ibarra.vcf", firm.folder / "cards")
    firm.ok("config set me ana")
    for topic in (guides.CARDS, guides.DIRECTOR, guides.MONEY):
        for line in re.findall(r"^  crm (.*?)(?:   .*)?$", topic, re.MULTILINE):
            if line.startswith("approve q1"):
                firm.ok("demote bornsee --to lost -m 'bought elsewhere'")
                firm.ok("promote bornsee --to prospect -m 'their saw broke' --needs saws")
            result = firm(line, terminal=True)
            assert result.code == 0, f"{line}: {result}"


def test_what_is_generated_leaves_nothing_out(crm: Crm) -> None:
    codes = crm.ok("help exit-codes").out
    assert [int(line.split()[0]) for line in codes.splitlines()] == [*ExitCode]
    environment = crm.ok("help environment").out
    assert all(f"\n{key} " in environment for key in KEYS)
    for topic in ("commands", "quickref"):
        shown = crm.ok(f"help {topic}").out
        assert all(re.search(rf"^  (crm )?{name}\b", shown, re.MULTILINE) for name in below("")), topic


def test_help_shows_a_dozen_commands_and_where_the_rest_is(crm: Crm) -> None:
    for terminal in (False, True):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", crm.ok("--help", terminal=terminal).out)
        names = [name for name in below("") if re.search(rf"^[^\w-]*{name} ", shown, re.MULTILINE)]
        assert names == [name for name, entry in below("").items() if entry.panel == DAILY]
        assert "crm help commands" in shown
