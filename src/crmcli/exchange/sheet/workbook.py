"""Excel workbooks (XLSX): one sheet of them as CSV, row by row, in memory that does not grow with the rows."""

import csv
import re
import warnings
import zipfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any, NamedTuple

from crmcli.errors import BadInputError, NotFoundError, meant, quoted
from crmcli.language import _

_MAGIC = b"PK\x03\x04"
_BOOK = "xl/workbook.xml"
# Unpacked: what a firm's sheet needs, and no more than a machine can take.
_LARGEST_PART = 4 << 30
_LARGEST_TEXTS = 512 << 20
_MOST_COLUMNS = 2_000
_WIDEST_GAP = 1_000_000  # rows
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = 15  # as many as a spreadsheet shows


# Passes rows on, and shows how far it has come.
Watch = Callable[[Iterable[tuple[int, list[str]]], int], Iterable[tuple[int, list[str]]]]


class Lines:
    """Which row of a sheet begins in which line of its CSV; empty where they are the same."""

    def __init__(self) -> None:
        self._starts = array("L")
        self._rows = array("L")

    def note(self, line: int, row: int) -> None:
        """Note that a row begins in a line."""
        if line != row or self._starts:
            self._starts.append(line)
            self._rows.append(row)

    def row(self, line: int) -> int:
        """Return the row of the sheet that a line of the CSV belongs to."""
        place = bisect_right(self._starts, line) - 1
        return self._rows[place] if place >= 0 else line


class Unfolded(NamedTuple):
    """What became of a workbook: the sheet that was read, the others there are, and whose row is which line."""

    name: str
    others: tuple[str, ...]
    lines: Lines


def is_workbook(path: Path) -> bool:
    """Say whether a file begins as workbooks do: any other archive begins so too."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False  # whoever opens it to read it says why


def unfold(path: Path, out: IO[str], wanted: str = "", watch: Watch | None = None) -> Unfolded:
    """Write the sheet `wanted`, by default the first one that shows and holds anything, as CSV.

    `watch` is given the rows, and how many the sheet says it has, and passes them on. Dates become ISO text, numbers plain decimals, what could not be calculated nothing. Raises BadInputError for
    a file that is no workbook or too large, NotFoundError for a sheet that is not there.
    """
    _refuse_strange(path)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return _sheet(book, out, wanted, watch)
            finally:
                book.close()
    except (BadInputError, NotFoundError):
        raise
    except MemoryError:
        raise
    except Exception as problem:
        # Whatever a damaged file makes the reader stumble over.
        raise BadInputError(
            _("The workbook cannot be read ({problem}).").format(problem=type(problem).__name__),
            _("Open it and save it again, or save the sheet as CSV."),
        ) from None


def _refuse_strange(path: Path) -> None:
    """Raise BadInputError for an archive that is no workbook, or one that would unpack to more than anybody's sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
            encrypted = any(part.flag_bits & 1 for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BadInputError(_("This is neither a text nor a workbook of Excel.")) from None
    if encrypted or _BOOK not in parts:
        raise BadInputError(
            _("This is neither a text nor a workbook of Excel."), _("Save it as XLSX or CSV and import that.")
        )
    texts = max((size for name, size in parts.items() if name.endswith("sharedStrings.xml")), default=0)
    if max(parts.values()) > _LARGEST_PART or texts > _LARGEST_TEXTS:
        raise BadInputError(_("The workbook is too large."), _("Save its sheet as CSV and import that."))


def _sheet(book: Any, out: IO[str], wanted: str, watch: Watch | None) -> Unfolded:
    sheets = [sheet for sheet in book.worksheets if wanted or sheet.sheet_state == "visible"]
    names = [sheet.title for sheet in sheets]
    if wanted:
        fits = [sheet for sheet in sheets if sheet.title.casefold() == wanted.strip().casefold()]
        if not fits:
            raise NotFoundError(
                _("There is no sheet {name}.").format(name=quoted(wanted)),
                meant(wanted, names),
            )
        sheets = fits
    for sheet in sheets:
        lines = Lines()
        if _write(sheet, out, lines, watch):
            return Unfolded(sheet.title, tuple(name for name in names if name != sheet.title), lines)
    raise BadInputError(_("The file is empty: it has not even a header."))


def _write(sheet: Any, out: IO[str], lines: Lines, watch: Watch | None) -> bool:
    """Write a sheet as CSV; says whether it held anything."""
    said = sheet.max_row or 0
    # What it says of its own size is wrong in files of many programs.
    sheet.reset_dimensions()
    writer = csv.writer(out, lineterminator="\n")
    line, written = 1, False
    rows: Iterable[tuple[int, list[str]]] = _rows(sheet)
    for row, cells in watch(rows, said) if watch else rows:
        lines.note(line, row)
        writer.writerow(cells)
        line += 1 + sum(text.count("\n") for text in cells)
        written = True
    return written


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _WIDEST_GAP and not any(value is not None for value in values):
            continue
        cells = [_text(value) for value in values[:_MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    """Return what a cell shows, as it is written in plain text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return "" if value in _ERRORS else _plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return _number(value)


def _plain(text: str) -> str:
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _number(value: Any) -> str:
    """Return a number without an exponent, with the digits that a spreadsheet shows of it."""
    from decimal import Decimal

    if isinstance(value, int):
        return str(value)
    found = Decimal(format(value, f".{_DIGITS}g"))
    text = f"{found:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
