"""Rows for people: a table, and where it is too wide for the screen a second line under each row."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from crmcli.render.report import Report
from crmcli.render.spoken import cell, heading
from crmcli.render.text import shown

_GAP = 2
# A text column may be narrowed to this many cells before others have to leave the row.
_NARROWEST = 14
# A column of single words no longer than this is not broken at all: dates, ids, bars.
_LONGEST_WORD = 20
_BOLD, _FAINT, _CYAN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"


class Screen(NamedTuple):
    """Where a table goes: its width in cells (None: as wide as it needs), and what it can display."""

    width: int | None
    utf8: bool
    colour: bool


class _Column(NamedTuple):
    head: str
    cells: list[str]
    right: bool
    style: str = ""

    @property
    def natural(self) -> int:
        return max([cell_len(cell) for cell in self.cells], default=0)

    @property
    def least(self) -> int:
        """The narrowest the column may get: its longest heading word, and figures are never broken."""
        word = max((cell_len(word) for word in self.head.split()), default=0)
        whole = self.right or (self.natural <= _LONGEST_WORD and not any(" " in cell.strip() for cell in self.cells))
        return max(min(word, _LONGEST_WORD), self.natural if whole else min(self.natural, _NARROWEST))


def as_table(report: Report, screen: Screen, bars: Sequence[str] = ()) -> str:
    """Return the rows as text for people; `bars` are drawn before the first figures."""
    columns = [
        _Column(heading(name), [shown(cell(name, row[place])) for row in report.rows], _is_numeric(report, place))
        for place, name in enumerate(report.columns)
    ]
    if bars:
        figure = next(place for place, column in enumerate(columns) if column.right)
        columns.insert(figure, _Column("", list(bars), False, _CYAN))
    kept = _fitting(columns, screen.width)
    if len(kept) < len(columns):
        # Columns that say nothing, or nought, on every row make room before any other has to leave the row.
        columns = [column for column in columns if any(cell.strip("0.") for cell in column.cells)] or columns
        kept = _fitting(columns, screen.width)
    widths = _widths(kept, screen.width)
    lines = [*_row([column.head for column in kept], widths, kept, _BOLD, screen), _rule(widths, screen)]
    for place in range(len(report.rows)):
        lines += _row([column.cells[place] for column in kept], widths, kept, "", screen)
        lines += _rest(columns[len(kept) :], place, screen)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _is_numeric(report: Report, place: int) -> bool:
    return any(row[place] is not None for row in report.rows) and all(
        row[place] is None or (isinstance(row[place], int | float | Decimal) and not isinstance(row[place], bool))
        for row in report.rows
    )


def _fitting(columns: Sequence[_Column], width: int | None) -> list[_Column]:
    """Return as many of the first columns as fit beside each other, at least two."""
    if width is None:
        return list(columns)
    room, count = width, 0
    for column in columns:
        room -= column.least + (_GAP if count else 0)
        if room < 0 and count >= 2:
            break
        count += 1
    return list(columns[:count])


def _widths(columns: Sequence[_Column], width: int | None) -> list[int]:
    """Share the room out: the narrowest wishes are met first."""
    least = [column.least for column in columns]
    most = [max(column.least, column.natural) for column in columns]
    if width is None:
        return most
    spare = max(width - sum(least) - _GAP * (len(columns) - 1), 0)
    widths = list(least)
    for place in sorted(range(len(columns)), key=lambda place: most[place] - least[place]):
        more = min(most[place] - least[place], spare)
        widths[place] += more
        spare -= more
    return widths


def _row(
    cells: Sequence[str], widths: Sequence[int], columns: Sequence[_Column], style: str, screen: Screen
) -> list[str]:
    """Return the lines of one row: every cell is wrapped in its width."""
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(len(parts) for parts in wrapped)):
        line = []
        for parts, width, column in zip(wrapped, widths, columns, strict=True):
            part = parts[number] if number < len(parts) else ""
            gap = " " * (width - cell_len(part))
            line.append(styled(gap + part if column.right else part + gap, style or column.style, screen))
        lines.append((" " * _GAP).join(line).rstrip())
    return lines


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells, broken between words where there are any."""
    if cell_len(text) <= width:
        return [text]
    lines = Text(text).wrap(_CONSOLE, max(width, 2), overflow="fold")
    return [line.plain.rstrip() for line in lines]


# Its own environment: rich would read COLUMNS by itself, whatever stands in it.
_CONSOLE = Console(width=80, height=25, _environ={})


def styled(text: str, style: str, screen: Screen) -> str:
    """Return text in a style, where the screen has colours."""
    return f"{style}{text}{_PLAIN}" if style and screen.colour and text.strip() else text


def _rule(widths: Sequence[int], screen: Screen) -> str:
    return styled(("─" if screen.utf8 else "-") * (sum(widths) + _GAP * (len(widths) - 1)), _FAINT, screen)


def _rest(columns: Sequence[_Column], place: int, screen: Screen) -> list[str]:
    """Return what did not fit into the row, by name, indented under it; nothing and zero say nothing there."""
    filled = [(column.head, column.cells[place]) for column in columns if column.cells[place].strip("0.")]
    if not filled:
        return []
    text = (" · " if screen.utf8 else " | ").join(f"{head} {cell}" for head, cell in filled)
    return ["    " + line for line in wrap(text, max((screen.width or 80) - 4, 10))]


def drawn(what: RenderableType, screen: Screen) -> str:
    """Return a rich object as text, with colours only where the screen has them."""
    console = Console(
        width=screen.width or 100_000,
        height=25,
        _environ={},
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as capture:
        console.print(what)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines() if line.strip())
