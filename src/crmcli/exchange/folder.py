"""The files of a whole export read back: every cell as a value, and every fault with its file and line."""

import csv
import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from crmcli.errors import BadInputError, quoted
from crmcli.language import _, many
from crmcli.rules import money

MANIFEST = "manifest.json"
CARDS = "cards"
_CARD = re.compile(rf"{CARDS}/\d{{1,19}}\.(?:vcf|txt|jpg|png|webp|heic|pdf|bin)", re.ASCII)
_LARGEST = 2**63
_LARGEST_MANIFEST = 1 << 20
_LARGEST_CARD = 64 << 20  # no larger file of cards is taken in
_LONGEST_LINE = 32 << 20  # far more than all that one customer can have


class Cell(NamedTuple):
    """A column to expect: its name, and what its cells are; "" are not read, since they follow from others."""

    name: str
    kind: str


def is_ours(folder: Path) -> bool:
    """Say whether a folder holds an export of ours, and nothing else."""
    try:
        names = set(_manifest(folder)) | {MANIFEST, CARDS}
    except (BadInputError, OSError):
        return False
    files = list(folder.iterdir())
    if CARDS in {entry.name for entry in files}:
        cards = folder / CARDS
        files.remove(cards)
        if cards.is_symlink() or not cards.is_dir():
            return False
        if not all(_CARD.fullmatch(f"{CARDS}/{one.name}") and _is_plain(one) for one in cards.iterdir()):
            return False
    return all(entry.name in names and _is_plain(entry) for entry in files)


def _is_plain(path: Path) -> bool:
    """Say whether something is a file, and no link to one."""
    return path.is_file() and not path.is_symlink()


def checked(folder: Path, sheets: Sequence[str]) -> None:
    """Make sure that a folder is a whole export with these sheets; BadInputError names what is missing or too much."""
    if not folder.is_dir():
        raise BadInputError(_("{path} is no folder that `crm export --all` wrote.").format(path=folder))
    listed = _manifest(folder)
    for name in sheets:
        if f"{name}.csv" not in listed or not (folder / f"{name}.csv").is_file():
            raise BadInputError(_("{path}: {file} is missing.").format(path=folder, file=f"{name}.csv"))
    strange = sorted(set(listed) - {f"{name}.csv" for name in sheets})
    if strange:
        raise BadInputError(
            _("{path}: this program knows no {file}.").format(path=folder, file=strange[0]),
            _("The export may be of a newer crm; install that."),
        )


def _manifest(folder: Path) -> list[str]:
    """Return the files that the manifest of an export lists."""
    import json

    try:
        if os.path.exists(folder / MANIFEST) and not (folder / MANIFEST).is_file():
            raise ValueError(MANIFEST)
        with open(folder / MANIFEST, "rb") as file:
            found = json.loads(file.read(_LARGEST_MANIFEST))
        if found["crm_export"] != 1:
            raise BadInputError(
                _("{path} is an export of a newer crm.").format(path=folder), _("Install that, and import it there.")
            )
        return [str(name) for name in found["files"]]
    except FileNotFoundError:
        raise BadInputError(
            _("{path} is no folder that `crm export --all` wrote.").format(path=folder),
            _("{file} is missing there.").format(file=MANIFEST),
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        raise BadInputError(_("{path}: {file} cannot be read.").format(path=folder, file=MANIFEST)) from None


class Rows:
    """The rows of one file, as values of the columns that are read; `line` is that of the row that came last."""

    def __init__(self, folder: Path, sheet: str, cells: Sequence[Cell]) -> None:
        self.folder, self.file, self.cells = folder, f"{sheet}.csv", cells
        self.line = 1
        names = [cell.name for cell in cells]
        currency = names.index("currency") if "currency" in names else None
        self._readers = [
            (place, cell.name, self._reader(cell.kind, currency)) for place, cell in enumerate(cells) if cell.kind
        ]

    def fault(self, problem: str, *details: str) -> BadInputError:
        """Return the error for the row that came last."""
        where = _("{file}, line {line}: {problem}")
        return BadInputError(where.format(file=self.file, line=self.line, problem=problem), *details)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        csv.field_size_limit(_LONGEST_LINE)
        with open(self.folder / self.file, encoding="utf-8", newline="") as file:
            rows = csv.reader(_lines(file), strict=True)
            try:
                self._check_header(next(rows, []))
                ended = rows.line_num
                for row in rows:
                    self.line, ended = ended + 1, rows.line_num
                    yield self._values(row)
            except csv.Error as problem:
                self.line = rows.line_num
                raise self.fault(str(problem)) from None
            except UnicodeDecodeError:
                self.line = rows.line_num + 1
                raise self.fault(_("from here on it is not UTF-8.")) from None

    def _check_header(self, header: list[str]) -> None:
        expected = [cell.name for cell in self.cells]
        if header != expected:
            raise self.fault(
                _("the columns are not those of an export."),
                _("There should be: {names}").format(names=",".join(expected)),
            )

    def _values(self, row: list[str]) -> tuple[Any, ...]:
        if len(row) != len(self.cells):
            raise self.fault(
                many("{count} cell instead of {expected}.", "{count} cells instead of {expected}.", len(row)).format(
                    count=len(row), expected=len(self.cells)
                )
            )
        values = []
        for place, name, read in self._readers:
            try:
                values.append(read(row[place], row))
            except (ValueError, KeyError, BadInputError, OSError):
                raise self.fault(
                    _("{column}: {value} cannot be.").format(column=name, value=quoted(row[place][:60]))
                ) from None
        return tuple(values)

    def _reader(self, kind: str, currency: int | None) -> Callable[[str, list[str]], Any]:
        if kind == "amount":
            return lambda text, row: money.parse(text, row[currency or 0]) if text else None
        if kind == "signed":
            return lambda text, row: _signed(text, row[currency or 0]) if text else None
        if kind == "file":
            return lambda text, row: self._card(text)
        if kind.startswith("#"):
            return lambda text, row: _number(text, kind[1:]) if text else None
        return {"text": _text, "number": _whole, "switch": _switch, "day": _day}[kind]

    def _card(self, name: str) -> bytes:
        path = self.folder / name
        if not _CARD.fullmatch(name) or not _is_plain(path) or path.stat().st_size > _LARGEST_CARD:
            raise ValueError(name)
        return path.read_bytes()


def _lines(file: TextIO) -> Iterator[str]:
    """Yield the lines of a file, and let none take all the memory."""
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise csv.Error(_("the line is longer than {size} MiB").format(size=_LONGEST_LINE >> 20))
        yield line


def _signed(text: str, code: str) -> int:
    amount = money.parse(text.removeprefix("-"), code)
    return -amount if text.startswith("-") else amount


def _text(text: str, row: list[str]) -> str:
    if "\0" in text:
        raise ValueError(text)
    return text


def _number(text: str, letter: str) -> int:
    digits = text.removeprefix(letter)
    number = int(digits)
    if str(number) != digits or letter + digits != text or not 0 < number < _LARGEST:
        raise ValueError(text)
    return number


def _whole(text: str, row: list[str]) -> int | None:
    if not text:
        return None
    if str(int(text)) != text or not -_LARGEST <= int(text) < _LARGEST:
        raise ValueError(text)
    return int(text)


def _switch(text: str, row: list[str]) -> int:
    return {"yes": 1, "no": 0}[text]


def _day(text: str, row: list[str]) -> str:
    if text and date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)
    return text
