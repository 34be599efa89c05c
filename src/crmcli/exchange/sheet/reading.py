"""A sheet: its header, and its rows as often as they are asked for, in memory that does not grow with the file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from crmcli.errors import BadInputError
from crmcli.exchange.sheet.dialect import LINE_LIMIT, Record, Records
from crmcli.exchange.sheet.encoding import ERRORS, UNDECODABLE, Encoding, detect, no_file
from crmcli.exchange.sheet.layout import Layout, lay_out
from crmcli.exchange.sheet.workbook import Lines
from crmcli.language import _, many

_SAMPLE_LINES = 400
_SAMPLE_SIZE = 1 << 19
_BINARY = {b"PK\x03\x04": "Excel", b"\xd0\xcf\x11\xe0": "Excel", b"%PDF": "PDF", b"SQLite f": "SQLite"}
_MOST_EXTRA = 3
# What no text is made of; what moves a terminal is left out of it: that stands in cells that are meant to.
_NO_CHARACTER = re.compile(rf"[\0-\x06\x0e-\x1a\x1c-\x1f{UNDECODABLE}]")
_MOST_STRANGE = 20  # one character in so many
_FEW = 3  # which spoil no more than the rows they stand in


class Row(NamedTuple):
    """One row: the line it begins at, as many cells as the sheet has columns, and what is wrong with it ("" nothing)."""

    line: int
    cells: list[str]
    problem: str = ""


class Sheet:
    """A spreadsheet in a file; `blank` counts the rows without any text, once `rows` has come to its end."""

    def __init__(self, path: Path, encoding: Encoding, layout: Layout, numbers: Lines | None = None) -> None:
        self.path = path
        self.encoding = encoding.name
        self.bom = encoding.bom
        self.delimiter = layout.delimiter
        # Where it is shown: of a workbook the row.
        self.header_line = numbers.row(layout.header_line) if numbers and layout.header_line else layout.header_line
        self.columns = layout.columns
        self.blank = 0
        self._encoding = encoding
        self._layout = layout
        self.workbook = numbers is not None
        self._numbers = numbers

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold any text, from the first on, bad ones with their problem; restartable."""
        if self._numbers is None:
            yield from self._rows()
            return
        place = self._numbers.row
        for row in self._rows():
            yield row._replace(line=place(row.line))

    def _rows(self) -> Iterator[Row]:
        width = len(self.columns)
        suspect = self._encoding.suspect
        header = list(self._layout.header)
        make = Row._make
        blank = self.blank = 0
        with _opened(self.path, self._encoding) as file:
            for _above in range(self._layout.lines_above):
                _skip_line(file)
            for record in Records(file.readline, self.delimiter, width, self._layout.lines_above + 1):
                line, cells, problem, _complete = record
                if len(cells) != width or suspect or problem or not _complete:
                    row = _irregular(record, width, header)
                    if row is None:
                        blank += 1
                    else:
                        yield row
                elif cells[0].strip() or any(map(str.strip, cells)):
                    yield make((line, cells, said_again() if cells == header else ""))
                else:
                    blank += 1
        self.blank = blank


def said_again() -> str:
    """Return the problem of a row that is the header once more, as it stands on every page of what was printed."""
    return _("the header again")


def _irregular(record: Record, width: int, header: list[str]) -> Row | None:
    """Return the row of a record that is not plainly one; None if it is blank."""
    line, cells, problem, complete = record
    text = "".join(cells)
    if not text.strip() and not problem:
        return None
    if cells == header:
        problem = problem or said_again()
    if UNDECODABLE in text:
        problem = problem or _("bytes that are not in the file's encoding")
        cells = [cell.replace(UNDECODABLE, "\ufffd") for cell in cells]
    if "\0" in text:
        problem = problem or _("a NUL character")
        cells = [cell.replace("\0", "\ufffd") for cell in cells]
    extra = [cell.strip() for cell in cells[width:] if cell.strip()]
    if len(cells) < width:
        problem = problem or ("" if complete else _("fewer cells than columns, behind a quote that is never closed"))
        cells = cells + [""] * (width - len(cells))
    elif extra:
        shown = ", ".join(repr(cell[:40]) for cell in extra[:_MOST_EXTRA]) + (" …" if len(extra) > _MOST_EXTRA else "")
        problem = problem or many(
            "{count} cell more than columns: {cells}", "{count} cells more than columns: {cells}", len(extra)
        ).format(count=len(extra), cells=shown)
    else:
        cells = cells[:width]
    return Row(line, cells, problem)


def open_sheet(
    path: Path, encoding: str = "", delimiter: str = "", kind: str = "", numbers: Lines | None = None
) -> Sheet:
    """Open a CSV or TSV file; what is not given is found out: encoding, delimiter, header.

    `numbers` say which row of a workbook a line of it was. Raises BadInputError for a file that cannot be read or
    holds nothing, UsageError for an encoding or delimiter
    that is none.
    """
    try:
        with path.open("rb") as file:
            _refuse_binary(file.read(8))
        found = detect(path, encoding)
        lines = _first_lines(path, found)
        if not encoding and _no_text("".join(lines)):
            raise BadInputError(_("This is no text."), _("Save it as CSV and import that, or name its --encoding."))
        layout = lay_out(lines, delimiter, kind)
    except OSError as error:
        raise no_file(path, error) from None
    return Sheet(path, found, layout, numbers)


def _refuse_binary(head: bytes) -> None:
    for magic, name in _BINARY.items():
        if head.startswith(magic):
            raise BadInputError(
                _("This is a file of {name}, not a text.").format(name=name), _("Save it as CSV and import that.")
            )


def _no_text(sample: str) -> bool:
    """Say whether so much of a file is no characters that it cannot be anybody's spreadsheet."""
    strange = len(_NO_CHARACTER.findall(sample))
    return strange > _FEW and strange * _MOST_STRANGE > len(sample)


def _opened(path: Path, encoding: Encoding) -> TextIO:
    try:
        return path.open(encoding=encoding.codec, errors=ERRORS, newline="")
    except OSError as error:
        raise no_file(path, error) from None


def _first_lines(path: Path, encoding: Encoding) -> list[str]:
    """Return the first lines, as many as it takes to know a layout."""
    lines: list[str] = []
    size = 0
    with _opened(path, encoding) as file:
        while len(lines) < _SAMPLE_LINES and size < _SAMPLE_SIZE and (line := file.readline(_SAMPLE_SIZE)):
            lines.append(line)
            size += len(line)
    return lines


def _skip_line(file: TextIO) -> None:
    while (line := file.readline(LINE_LIMIT)) and not line.endswith(("\n", "\r")):
        pass
