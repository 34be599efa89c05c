"""Bring the catalogues up to the code, compile them, and say what is missing: python docs/make_catalogues.py"""

import ast
import importlib
import inspect
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

os.environ["CRM_LANG"] = "en"

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from crmcli.cli import topics
from crmcli.cli.commands import COMMANDS
from crmcli.render import spoken
from crmcli.store.reads.appraisal import AppraisalRow, CreditRow
from crmcli.store.reads.flow import FlowRow, StayRow

SOURCE = Path(__file__).parents[1] / "src" / "crmcli"
LANGUAGES = ("zh_CN", "es")
_KEYWORDS = {"_": None, "many": (1, 2)}
# What Typer says by itself, and asks gettext for.
_OF_TYPER = (
    "Arguments",
    "Options",
    "Commands",
    "Error",
    "Aborted!",
    "Aborted.",
    "required",
    "[required]",
    "default: {default}",
    "[default: {}]",
    "(dynamic)",
)

# Reports whose columns `crm help columns` does not list.
_UNLISTED = (FlowRow, StayRow, AppraisalRow, CreditRow)

Sentence = tuple[str, str | tuple[str, str]]  # context, and the message or both its forms


def path(language: str, ending: str = "po", root: Path = SOURCE) -> Path:
    """Return where a catalogue is."""
    return root / "locale" / language / "LC_MESSAGES" / f"crmcli.{ending}"


def sentences(root: Path = SOURCE) -> Iterator[Sentence]:
    """Yield everything that people read: sentences of the code, helps of commands, columns, words."""
    for _file, _line, message, _comments, _context in extract_from_dir(root, [("**.py", "python")], keywords=_KEYWORDS):
        yield "", message
    yield from (("", message) for message in _OF_TYPER)
    for entry in COMMANDS.values():
        if entry.module:
            function = getattr(importlib.import_module(f"crmcli.cli.{entry.module}"), entry.function)
            yield "", inspect.cleandoc(function.__doc__ or entry.summary)
    for columns in (*topics._columns().values(), *(row._fields for row in _UNLISTED)):
        yield from (("column", spoken.read_as(one)) for one in columns if one.islower())
    yield from (("word", one) for one in (*spoken.WORDS, *spoken.PHRASES, *_enumerated(root)))


def _enumerated(root: Path) -> Iterator[str]:
    """Yield the words of every enumeration."""
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases
            ):
                module = ".".join(file.relative_to(root.parent).with_suffix("").parts)
                words: type[StrEnum] = getattr(importlib.import_module(module), node.name)
                yield from (one.value for one in words)


def template(root: Path = SOURCE) -> Catalog:
    """Return the catalogue without translations."""
    made = Catalog(charset="utf-8")
    for context, message in sentences(root):
        made.add(message, context=context or None)
    return made


def read(language: str, root: Path = SOURCE) -> Catalog:
    """Return a catalogue as it stands."""
    with path(language, root=root).open("rb") as file:
        return read_po(file, locale=language)


def written(language: str, wanted: Catalog, kept: Catalog) -> Catalog:
    """Return a catalogue of what is wanted, with the translations that are kept."""
    made = Catalog(locale=language, charset="utf-8", fuzzy=False)
    made.mime_headers = [("Plural-Forms", _PLURALS[language])]
    for one in wanted:
        if not one.id:
            continue
        old = kept.get(one.id if isinstance(one.id, str) else one.id[0], one.context)
        said = old.string if old is not None and isinstance(old.string, tuple) == isinstance(one.id, tuple) else None
        made.add(one.id, said, context=one.context)
    return made


_PLURALS = {"zh_CN": "nplurals=1; plural=0;", "es": "nplurals=2; plural=(n != 1);"}
# Without dates and names: two branches that write a catalogue write the same.
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def save(language: str, made: Catalog, root: Path = SOURCE) -> None:
    """Write a catalogue, sorted and without places, so that branches merge; and compile it."""
    path(language, root=root).parent.mkdir(parents=True, exist_ok=True)
    with path(language, root=root).open("wb") as file:
        file.write(_HEAD.format(language=language, plural=_PLURALS[language]).encode())
        write_po(file, made, width=0, no_location=True, sort_output=True, omit_header=True)
    compile_(language, root)


def compile_(language: str, root: Path = SOURCE) -> None:
    """Compile a catalogue, in one go for whoever reads it."""
    target = path(language, "mo", root)
    draft = target.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, read(language, root))
    draft.replace(target)


def missing(made: Catalog) -> list[str]:
    """Return the messages without a translation."""
    return [
        repr(one.id)
        for one in made
        if one.id and not all(one.string if isinstance(one.string, tuple) else [one.string])
    ]


def main() -> int:
    """Update both; returns 1 if something is missing."""
    wanted, left = template(), 0
    for language in LANGUAGES:
        kept = read(language) if path(language).exists() else Catalog(locale=language)
        made = written(language, wanted, kept)
        save(language, made)
        lacking = missing(made)
        left += len(lacking)
        sys.stdout.write(f"{language}: {len(made)} sentences, {len(lacking)} missing\n")
        sys.stdout.write("".join(f"  {one[:100]}\n" for one in lacking[:20]))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
