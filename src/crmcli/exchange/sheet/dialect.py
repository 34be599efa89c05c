"""From the lines of a CSV file to its records: csv's own parser, and a forgiving one where that one fails."""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from crmcli.language import _

CELL_LIMIT = 1 << 20  # characters
LINE_LIMIT = 1 << 22
_RECORD_LIMIT = 1 << 23
_FURTHER = 20  # lines in which a cell with stray quotes is looked for to end
_MANY = 1_000  # lines taken back at once, which are then read one by one
_SHOWN = 1_000
_ENDS = ("\n", "\r")


class Record(NamedTuple):
    """One record: the line it begins at, how many it has, its cells, and what is wrong with it."""

    line: int
    cells: list[str]
    problem: str = ""
    complete: bool = True  # False where a quote that was never closed stands before: a short record is then no record


def forgiving(text: str, delimiter: str) -> tuple[list[str], bool]:
    """Split one record into cells; a quote closes a cell only before a delimiter or the end, else it is a character.

    Also says whether the last cell's quote is left open.
    """
    text = text.rstrip("\r\n")
    cells: list[str] = []
    place = 0
    while True:
        if text.startswith('"', place):
            end = _closing(text, place + 1, delimiter)
            if end < 0:
                return [*cells, text[place + 1 :].replace('""', '"')], True
            cells.append(text[place + 1 : end].replace('""', '"'))
            place = text.find(delimiter, end + 1)
        else:
            start = place
            place = text.find(delimiter, start)
            cells.append(text[start:] if place < 0 else text[start:place])
        if place < 0:
            return cells, False
        place += 1


def _closing(text: str, place: int, delimiter: str) -> int:
    """Return the place of the quote that closes a cell; -1 if none does."""
    while (place := text.find('"', place)) >= 0:
        if text.startswith('"', place + 1):
            place += 2
            continue
        after = place + 1
        while after < len(text) and text[after] == " " != delimiter:
            after += 1
        if after == len(text) or text[after] == delimiter:
            return place
        place += 1
    return -1


class Records:
    """Iterates over the records of an open file, in memory bounded by the limits above; iterated once.

    `readline` reads at most so many characters of a line, as a text file's does; `line` is the number of the first.
    """

    def __init__(self, readline: Callable[[int], str], delimiter: str, width: int, line: int = 1) -> None:
        self._readline = readline
        self._delimiter = delimiter
        self._width = width
        self._line = line
        self._taken: list[str] = []  # the lines of the present record
        self._back: deque[str] = deque()  # lines to be read again
        self._doubtful = 0  # how many of the next lines stand behind a quote that was never closed
        self._single = False

    def _lines(self) -> Iterator[str]:
        """Yield lines for csv's parser and keep them for the present record."""
        size = 0
        while line := self._next():
            if not self._taken:
                size = 0
            size += len(line)
            self._taken.append(line)
            if len(line) >= LINE_LIMIT or size > _RECORD_LIMIT:
                raise csv.Error
            yield line

    def _next(self) -> str:
        """Return the next line, cut off at the limit; "" at the end."""
        if self._back:
            return self._back.popleft()
        line = self._readline(LINE_LIMIT)
        if len(line) >= LINE_LIMIT:
            rest = line
            while rest and not rest.endswith(_ENDS):
                rest = self._readline(LINE_LIMIT)
        return line

    def __iter__(self) -> Iterator[Record]:
        csv.field_size_limit(CELL_LIMIT)
        taken, make = self._taken, Record._make
        while True:
            if self._single and self._doubtful and (line := self._next()):
                taken.append(line)
                yield self._recovered()
                continue
            self._single = False
            reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    if len(taken) == 1 and not self._doubtful:  # as nearly all are
                        made = make((self._line, cells, "", True))
                        self._line += 1
                        taken.clear()
                        yield made
                        continue
                    if len(taken) > 1 and len(cells) != self._width and self._swallowed(taken[1:]):
                        yield self._recovered()
                        break
                    yield self._record(cells)
                    if self._single:
                        break
                else:
                    return
            except csv.Error:
                yield self._recovered()

    def _record(self, cells: list[str], problem: str = "") -> Record:
        """Make a record of the lines taken, and begin the next."""
        count = len(self._taken)
        made = Record(self._line, cells, problem, not self._doubtful)
        self._line += count
        self._doubtful = max(0, self._doubtful - count)
        self._taken.clear()
        return made

    def _swallowed(self, lines: list[str]) -> bool:
        """Say whether lines that a quoted cell goes over hold a record of their own."""
        if self._width < 2:
            return False
        return any(
            line.count('"') % 2 == 0 and len(forgiving(line, self._delimiter)[0]) == self._width
            for line in lines[:_FURTHER]
        )

    def _recovered(self) -> Record:
        """Read the record that csv's parser failed on; lines that are not its own are read again."""
        first = self._taken[0]
        if len(first) >= LINE_LIMIT:
            return self._bad(first[:_SHOWN].split(self._delimiter), _("the line is longer than 4 MiB"))
        cells, is_open = forgiving(first, self._delimiter)
        # A quote at the end of a line may close a cell, or be one of those inside it.
        goes_on = is_open or (len(cells) < self._width and first.count('"') % 2 == 1)
        joined = self._joined() if goes_on and not self._single and not self._doubtful else None
        if joined is not None:
            return self._record(joined)
        if is_open:
            return self._bad(cells, _("a quote is opened here and never closed"))
        if any(len(cell) > CELL_LIMIT for cell in cells):
            return self._bad([cell[:_SHOWN] for cell in cells], _("a cell is longer than 1 MiB"))
        self._give_back()
        return self._record(cells)

    def _bad(self, cells: list[str], problem: str) -> Record:
        """Make a bad record of the first line alone."""
        behind = self._give_back()
        made = self._record(cells, problem)
        self._doubtful = max(self._doubtful, behind)
        self._single = self._single or behind > _MANY
        return made

    def _give_back(self) -> int:
        """Keep all lines but the first for the records that follow; return their number."""
        rest = self._taken[1:]
        self._back.extendleft(reversed(rest))
        del self._taken[1:]
        return len(rest)

    def _joined(self) -> list[str] | None:
        """Return the cells of a record over several lines that has stray quotes; None if no such record is there."""
        if len(self._taken) > _FURTHER:
            return None
        for _further in range(_FURTHER):
            cells, is_open = forgiving("".join(self._taken), self._delimiter)
            if not is_open and len(self._taken) > 1:
                return cells if len(cells) == self._width and not self._swallowed(self._taken[1:]) else None
            line = self._next()
            if not line:
                return None
            self._taken.append(line)
            if sum(map(len, self._taken)) > CELL_LIMIT:
                return None
        return None
