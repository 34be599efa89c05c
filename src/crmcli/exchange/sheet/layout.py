"""Where in a sheet its header stands, what separates its cells, and what its columns are called."""

import csv
import re
from collections.abc import Iterable
from itertools import islice
from statistics import mode
from typing import NamedTuple

from crmcli.errors import BadInputError, UsageError, quoted
from crmcli.exchange.sheet.dialect import CELL_LIMIT
from crmcli.exchange.sheet.headers import MERGED, known, meaning
from crmcli.language import _

_DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.I | re.S)
_TOP = 30  # records in which the header is looked for
_LONGEST_HEADER = 200
_MOST_LOOKED_AT = 250  # cells of one line
_MOST_COLUMNS = 2_000
_VALUE = re.compile(r"\d{4}|@|https?:|[:：]$")
_FIGURE = re.compile(r"\d")
_DATUM = re.compile(r"\S+@\S+\.\w+|\+?[\d][\d ().-]{5,}\d")  # an e-mail address, a phone number: no column is called so


class Layout(NamedTuple):
    """How a sheet is laid out: the header's line, the names of its columns, how many lines stand before the rows.

    A sheet that begins with its rows has the header's line 0, and its columns are called by their numbers.
    """

    delimiter: str
    header_line: int
    columns: tuple[str, ...]
    lines_above: int
    header: tuple[str, ...]  # the last line of the header, as it stands


class _Line(NamedTuple):
    first: int
    last: int
    cells: list[str]


class _Candidate(NamedTuple):
    known: int
    consistency: float
    layout: Layout


def lay_out(lines: list[str], delimiter: str, kind: str) -> Layout:
    """Find the layout by a file's first lines; raises BadInputError if they hold nothing, UsageError."""
    lines = list(lines)
    first = 1
    given = _NAMED.get(delimiter.lower(), delimiter)
    if given and (len(given) != 1 or given in '"\r\n'):
        raise UsageError(_("{text} is no delimiter: write one character, or tab.").format(text=quoted(delimiter)))
    if lines and (separator := _SEPARATOR_LINE.fullmatch(lines[0].lstrip("\ufeff"))):
        given = given or separator[1]
        lines, first = lines[1:], 2
    candidates = [
        found for mark in (given or _DELIMITERS) if (found := _candidate(_records(lines, mark, first), mark, kind))
    ]
    if not candidates:
        raise BadInputError(_("The file is empty: it has not even a header."))
    best = max(candidates, key=lambda one: (one.known, one.consistency, len(one.layout.columns))).layout
    if len(best.columns) > _MOST_COLUMNS:
        raise BadInputError(
            _("The header has {count} columns; at most {most} are read.").format(
                count=len(best.columns), most=_MOST_COLUMNS
            )
        )
    return best


def _records(lines: Iterable[str], delimiter: str, first: int) -> list[_Line]:
    """Return the records of the first lines that are not blank, with their places."""
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter)
    found: list[_Line] = []
    before = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append(_Line(first + before, first + reader.line_num - 1, cells))
            before = reader.line_num
    except csv.Error:
        pass  # the rows' own reader says what is wrong and where
    return found


def _candidate(records: list[_Line], delimiter: str, kind: str) -> _Candidate | None:
    """Return the best layout with a delimiter; None where there is nothing."""
    if not records:
        return None
    counts = [_known(record.cells, kind) for record in records[:_TOP]]
    best = max(counts)
    at = counts.index(best) if best else _unknown_header(records)
    if not best and any(_DATUM.fullmatch(cell.strip()) for cell in records[at].cells):
        return _without_header(records[at:], delimiter)
    first = at
    if at + 1 < len(records) and best and _completes(records[at].cells, records[at + 1].cells, kind):
        at += 1
    elif at and _is_group(records[at - 1].cells, records[at].cells):
        first = at - 1
    header = _trimmed(records[at].cells, records[first].cells if first < at else [])
    columns = _merged(records[first].cells, header) if first < at else header
    names = tuple(" ".join(name.split()) for name in columns)
    layout = Layout(delimiter, records[at].first, names, records[at].last, tuple(records[at].cells))
    return _Candidate(_known(names, kind), _consistency(records[at + 1 :], len(names)), layout)


def _without_header(records: list[_Line], delimiter: str) -> _Candidate:
    width = max(_width(record.cells) for record in records)
    names = tuple(map(str, range(1, width + 1)))
    return _Candidate(0, _consistency(records, width), Layout(delimiter, 0, names, records[0].first - 1, ()))


def _known(cells: Iterable[str], kind: str) -> int:
    """Count the cells that are headers which are known."""
    names = [cell for cell in islice(cells, _MOST_LOOKED_AT) if cell.strip() and len(cell) < _LONGEST_HEADER]
    return sum(
        meaning(" ".join(name.split()), kind) is not None if kind else known(" ".join(name.split())) for name in names
    )


def _unknown_header(records: list[_Line]) -> int:
    """Return the place of a header of which no word is known: the first line about as wide as the lines below."""
    width = mode(len(record.cells) for record in records)
    for place, record in enumerate(records[:_TOP]):
        if 2 * sum(bool(cell.strip()) for cell in record.cells) >= width:
            return place
    return 0


def _completes(above: list[str], below: list[str], kind: str) -> bool:
    """Say whether a line goes on with the header above it: it has only names that are known, under merged cells."""
    names = [cell for cell in below if cell.strip()]
    found = _known(names, kind)
    under_nothing = [
        place for place, cell in enumerate(below) if cell.strip() and not (above[place : place + 1] or [""])[0].strip()
    ]
    if len(names) < 2 or not under_nothing or len(below) > len(above) + 1:
        return False
    if found < len(names):
        # Where one is no known name, cells without a figure under merged ones are names all the same.
        return len(under_nothing) > 1 and found * 2 >= len(names) and not any(map(_FIGURE.search, names))
    return len(under_nothing) > 1 or any(
        cell.strip() and not (below[place : place + 1] or [""])[0].strip() for place, cell in enumerate(above)
    )


def _is_group(above: list[str], header: list[str]) -> bool:
    """Say whether the line above a header holds its groups or its merged cells, and not a title or a date."""
    named = [place for place, cell in enumerate(above) if cell.strip()]
    if not named or len(above) > len(header) + 1 or any(_VALUE.search(cell.strip()) for cell in above):
        return False
    fills = any(place < len(header) and not header[place].strip() for place in named)
    return fills or any(place > 0 for place in named)


def _trimmed(header: list[str], above: list[str]) -> list[str]:
    """Drop the columns at the end that no line of the header names."""
    width = len(header)
    while width and not header[width - 1].strip() and not (above[width - 1 : width] or [""])[0].strip():
        width -= 1
    return (header + [""] * max(0, len(above) - len(header)))[: max(width, _width(above))]


def _width(cells: list[str]) -> int:
    return max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _merged(above: list[str], header: list[str]) -> list[str]:
    """Join the names of groups, which stand over several columns, with those below."""
    group = ""
    names = []
    for place, name in enumerate(header):
        over = above[place].strip() if place < len(above) else ""
        group = over or group
        if not name.strip():
            names.append(over)
        else:
            names.append(f"{group}{MERGED}{name.strip()}" if group and group != name.strip() else name)
    return names


def _consistency(records: list[_Line], width: int) -> float:
    """Return how well the lines below a header have as many cells as it."""
    if not records:
        return 0.5
    fits = [1.0 if len(one.cells) == width else 0.5 if _width(one.cells) <= width else 0.0 for one in records]
    return sum(fits) / len(fits)
