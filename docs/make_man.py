"""Write the manual pages from the command reference: python docs/make_man.py FOLDER"""

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REFERENCE = Path(__file__).with_name("reference.md")
_ENTRY = re.compile(r"^(?:## crm ([^\n]+)\n\n)?(?:([^\n`]+)\n\n)?```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^([A-Z][\w -]*):$")
_ITEM = re.compile(r"^  (\S.*?)(?:  +(.*))?$")
_LITERAL = str.maketrans({"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})
_PLAIN = str.maketrans({"\\": "\\e", "-": "\\-", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"})


class Entry(NamedTuple):
    """One heading of the reference: a command, or `help TOPIC`; "" is the program."""

    name: str
    summary: str
    text: str


def pages(reference: str) -> dict[str, str]:
    """Return the manual pages by their files' names, from the text of the reference."""
    entries = [Entry(name or "", summary or "", text) for name, summary, text in _ENTRY.findall(reference)]
    commands = [entry for entry in entries if entry.summary]
    topics = {entry.name.removeprefix("help "): entry for entry in entries[1:] if not entry.summary}
    found = {f"crm-{entry.name.replace(' ', '-')}.1": _command(entry) for entry in commands}
    return {"crm.1": _program(entries[0], commands, topics), **found}


def _program(program: Entry, commands: list[Entry], topics: dict[str, Entry]) -> str:
    parts = [_head("crm"), ".SH NAME\ncrm \\- customers from the business card to the last instalment\n"]
    parts += [*_sections(program.text, left_out=("Daily",)), ".SH COMMANDS\n"]
    for entry in commands:
        parts.append(f".TP\n.BR {_page_name(entry.name)} (1)\n{_text(entry.summary)}\n")
    for name, entry in topics.items():
        if name not in ("commands", "quickref", "columns", "spreadsheets"):
            title = {"exit-codes": "EXIT STATUS"}.get(name, name.upper())
            parts.append(f".SH {title}\n{_block(entry.text)}")
    parts.append(
        ".SH SEE ALSO\n.B crm help quickref\nshows one example of every command,\n.B crm help columns\n"
        "names the columns of every report, and\n.B crm help spreadsheets\nwhat is taken in.\n"
    )
    return "".join(parts)


def _command(entry: Entry) -> str:
    name = entry.name.replace(" ", "-")
    parts = [_head(f"crm-{name}"), f".SH NAME\n{_text(f'crm-{name}')} \\- {_text(entry.summary.rstrip('.'))}\n"]
    return "".join([*parts, *_sections(entry.text), ".SH SEE ALSO\n.BR crm (1)\n"])


def _page_name(name: str) -> str:
    return _text(f"crm-{name}".replace(" ", "-"))


def _head(name: str) -> str:
    return f'.TH {_text(name.upper())} 1 "" crm "Customers in the terminal"\n'


def _sections(text: str, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the parts of what --help prints, each as a section of a page."""
    usage, _newline, rest = text.partition("\n\n")
    yield f".SH SYNOPSIS\n.B crm\n{_text(' '.join(usage.split()).removeprefix('Usage: crm '))}\n"
    title, lines = "Description", []
    for line in [*rest.splitlines(), "End:"]:
        if section := _SECTION.match(line):
            if title not in left_out:
                yield f".SH {title.upper()}\n{_body(title, lines)}"
            elif after := _after_list(lines):
                yield _paragraphs(after)
            title, lines = section[1], []
        else:
            lines.append(line)


def _after_list(lines: list[str]) -> list[str]:
    """Return what stands below a list, behind an empty line."""
    return lines[lines.index("") :] if "" in lines else []


def _body(title: str, lines: list[str]) -> str:
    if title == "Examples":
        return _block("\n".join(lines))
    return _paragraphs(lines) if title == "Description" else _items(lines)


def _items(lines: list[str]) -> str:
    """Return a list of options or arguments."""
    items: list[tuple[str, list[str]]] = []
    for line in filter(None, lines):
        if item := _ITEM.match(line):
            items.append((item[1], [item[2] or ""]))
        elif items:
            items[-1][1].append(line.strip())
    return "".join(f".TP\n.B {_literal(term)}\n{_text(' '.join(said).strip())}\n" for term, said in items)


def _paragraphs(lines: list[str]) -> str:
    blocks = "\n".join(line.strip() for line in lines).strip().split("\n\n")
    return "".join(f".PP\n{_text(' '.join(block.split()))}\n" for block in blocks if block)


def _block(text: str) -> str:
    """Return a text in its own lines."""
    lines = "\n".join(_literal(line) for line in textwrap.dedent(text.strip("\n")).splitlines())
    return f".PP\n.nf\n{lines}\n.fi\n"


def _text(text: str) -> str:
    return _guarded(text.translate(_PLAIN))


def _literal(text: str) -> str:
    return _guarded(text.translate(_LITERAL))


def _guarded(text: str) -> str:
    """Return a line that is no request to roff."""
    return f"\\&{text}" if text.startswith((".", "'")) else text


def write(folder: Path) -> list[Path]:
    """Write every page into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in pages(REFERENCE.read_text("utf-8")).items():
        (folder / name).write_text(text, "utf-8")
        written.append(folder / name)
    return written


if __name__ == "__main__":
    write(Path(sys.argv[1]))
