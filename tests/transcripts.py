"""What a page says that is typed, and what is printed: found in it, played, and put back into it."""

import os
import re
import shutil
from pathlib import Path

from conftest import Crm

EXAMPLES = Path(__file__).parents[1] / "examples"
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
MORNING = "2026-11-23T08:30:00+00:00"  # a Monday
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


def prepared(crm: Crm) -> None:
    """Put the example files where the pages have them, and set the clock."""
    for name in ("cards", "texts"):
        (crm.folder / name).symlink_to(EXAMPLES / name)
    shutil.copytree(EXAMPLES / "sheets", crm.folder / "sheets")
    crm.now(MORNING)


def typed(crm: Crm, command: str) -> str:
    """Return what a person sees who types a command, with `< FILE`, `> /dev/null` and `| crm …`."""
    if command.startswith("export "):
        name, _equals, value = command.removeprefix("export ").partition("=")
        os.environ[name] = value
        return ""
    if command.endswith(" > /dev/null"):
        crm.ok(command.removeprefix("crm ").removesuffix(" > /dev/null"))
        return ""
    piped: str | bytes = b""
    *before, last = command.split(" | ")
    for part in before:
        piped = crm.ok(part.removeprefix("crm ")).out
    line, _less, file = last.partition(" < ")
    if file:
        piped = (crm.folder / file).read_bytes()
    return crm(line.removeprefix("crm "), stdin=piped, terminal=True, width=WIDTH, merged=True).out


def played(crm: Crm, page: str) -> str:
    """Return a page with what its commands print now."""

    def block(found: re.Match[str]) -> str:
        commands = [command for command, _printed in transcript(found[1])]
        return "".join(f"$ {command}\n{typed(crm, command)}" for command in commands)

    return BLOCK.sub(block, page)
