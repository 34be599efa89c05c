"""The README cannot lie: its transcripts are typed, its commands are the ones that CI runs."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import Crm
from transcripts import BLOCK, prepared, transcript, typed

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_transcript_prints_what_it_says(crm: Crm) -> None:
    prepared(crm)
    blocks = BLOCK.findall(README)
    assert len(blocks) >= 4
    for block in blocks:
        for command, printed in transcript(block):
            if not command.startswith("crm "):
                continue
            assert typed(crm, command) == printed, command


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    commands = re.findall(r"^    (python3 .*pytest.*)$", README, re.MULTILINE)
    assert len(commands) == 1
    assert commands[0] in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", ["trade-fair.sh", "morning.sh", "stale-to-mail.sh", "spreadsheets.sh"])
def test_the_readme_names_every_example(name: str) -> None:
    assert name in README
    assert shlex.quote(name) == name
