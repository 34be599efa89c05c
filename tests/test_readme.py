"""The README cannot lie: its transcripts are typed, its commands are the ones that CI runs."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import Crm

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
WIDTH = 80


def transcript(text: str) -> list[tuple[str, str]]:
    """Return the commands of a block, and what each prints."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, printed = found.pop()
            found.append((command, f"{printed}{line}\n"))
    return found


def typed(crm: Crm, command: str) -> str:
    """Return what a person sees who types a command, with `< FILE` and `| crm …`."""
    piped: str | bytes = b""
    *before, last = command.split(" | ")
    for part in before:
        piped = crm.ok(part.removeprefix("crm ")).out
    line, _less, file = last.partition(" < ")
    if file:
        piped = (crm.folder / file).read_bytes()
    return crm(line.removeprefix("crm "), stdin=piped, terminal=True, width=WIDTH, merged=True).out


def test_every_transcript_prints_what_it_says(crm: Crm) -> None:
    for name in ("cards", "texts"):
        (crm.folder / name).symlink_to(ROOT / "examples" / name)
    shutil.copytree(ROOT / "examples" / "sheets", crm.folder / "sheets")
    crm.now("2026-11-23T08:30:00+00:00")
    blocks = _BLOCK.findall(README)
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
