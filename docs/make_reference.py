"""Write the command reference from the commands themselves: python docs/make_reference.py > docs/reference.md"""

import os
import sys
from typing import Any

os.environ["COLUMNS"] = "100"
os.environ["NO_COLOR"] = "1"

from crmcli.cli.commands import COMMANDS
from crmcli.cli.main import application
from crmcli.cli.topics import TOPICS

_HEAD = """\
# Command reference

Written by `docs/make_reference.py` from the commands themselves; a test compares the two.
"""


def _help(group: Any, words: list[str]) -> str:
    command = group
    for word in words:
        command = command.load(word)
    context = command.make_context(" ".join(["crm", *words]), [], resilient_parsing=True)
    text: str = command.get_help(context)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def reference() -> str:
    """Return the whole reference as Markdown."""
    group = application()
    parts = [_HEAD, f"```text\n{_help(group, [])}\n```\n"]
    for name, entry in COMMANDS.items():
        if entry.module:
            parts.append(f"## crm {name}\n\n{entry.summary}\n\n```text\n{_help(group, name.split())}\n```\n")
    for topic, text in TOPICS.items():
        parts.append(f"## crm help {topic}\n\n```text\n{text().rstrip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(reference())
