"""Rows for people: a table that fits the terminal, or a short record a row where it cannot."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.box import ASCII2, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from crmcli.render.report import Report
from crmcli.render.text import shown, value_to_text

_GAP = 2
# A text column may be narrowed to this many cells before the table becomes records.
_NARROWEST = 12
# Beyond two screenfuls rich takes its time: plain aligned lines do.
_MOST_RICH_ROWS = 200


class Screen(NamedTuple):
    """Where a table goes: its width in cells (None: as wide as it needs), and what it can display."""

    width: int | None
    utf8: bool
    colour: bool


def as_table(report: Report, screen: Screen, bars: Sequence[RenderableType] = ()) -> str:
    """Return the rows as text for people; `bars` is drawn as a column after the first."""
    cells = [[shown(value_to_text(value)) for value in row] for row in report.rows]
    heads = [heading(name) for name in report.columns]
    natural = [max([cell_len(row[place]) for row in cells], default=0) for place in range(len(heads))]
    numeric = [all(_is_number(row[place]) for row in report.rows) for place in range(len(heads))]
    widths = _fitted(heads, natural, numeric, None if bars else screen.width)
    if widths is None:
        return _records(report.columns, cells, screen)
    if len(cells) > _MOST_RICH_ROWS:
        return _lines(heads, cells, numeric)
    table = Table(box=SIMPLE_HEAD if screen.utf8 else ASCII2, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for place, head in enumerate(heads):
        justify = "right" if numeric[place] else "left"
        width = None if bars else widths[place]
        table.add_column(Text(head), justify=justify, width=width, overflow="fold")  # type: ignore[arg-type]
        if place == 0 and bars:
            table.add_column("")
    for number, row in enumerate(cells):
        texts: list[RenderableType] = [Text(cell) for cell in row]
        table.add_row(*texts[:1], *bars[number : number + 1], *texts[1:])
    return drawn(table, screen)


def heading(column: str) -> str:
    """Return a column's name as people read it; one with figures stays as it is."""
    return column.replace("_", " ") if column.replace("_", "").isalpha() else column


def drawn(what: RenderableType, screen: Screen) -> str:
    """Return a rich object as text, with colours only where the screen has them."""
    console = Console(
        width=screen.width or 100_000,
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


def _is_number(value: object) -> bool:
    return value is None or (not isinstance(value, str | bool) and value_to_text(value)[:1].isdigit())


def _fitted(
    heads: Sequence[str], natural: Sequence[int], numeric: Sequence[bool], width: int | None
) -> list[int] | None:
    """Return a width per column so that all fit, or None if they cannot."""
    longest_word = [max(len(word) for word in head.split()) for head in heads]
    least = [
        max(word, size if number else min(size, _NARROWEST))
        for word, size, number in zip(longest_word, natural, numeric, strict=True)
    ]
    most = [max(least_one, size) for least_one, size in zip(least, natural, strict=True)]
    room = (width or 100_000) - _GAP * len(heads)
    if sum(least) > room:
        return None
    widths = list(least)
    spare = room - sum(least)
    for place in sorted(range(len(heads)), key=lambda place: most[place] - least[place]):
        more = min(most[place] - least[place], spare)
        widths[place] += more
        spare -= more
    return widths


def _records(columns: Sequence[str], cells: list[list[str]], screen: Screen) -> str:
    """Return a few lines a row: the first two values, then every other one that is not empty, by its name."""
    lines = []
    for row in cells:
        lines.append(Text("  ".join(row[:2]), style="bold"))
        parts = [f"{heading(name)}: {cell}" for name, cell in zip(columns[2:], row[2:], strict=True) if cell]
        body = Text("  " + (" · " if screen.utf8 else " | ").join(parts))
        lines.append(body)
    out = ""
    for line in lines:
        wrapped = line.wrap(Console(width=screen.width), (screen.width or 80) - 2, overflow="fold")
        for number, part in enumerate(wrapped):
            part.rstrip()
            out += ("  " if number else "") + part.plain + "\n"
    return out


def _lines(heads: Sequence[str], cells: list[list[str]], numeric: Sequence[bool]) -> str:
    """Return plain aligned lines, however many there are."""
    table = [list(heads), *cells]
    widths = [max(cell_len(row[place]) for row in table) for place in range(len(heads))]
    out = []
    for row in table:
        padded = []
        for cell, width, number in zip(row, widths, numeric, strict=True):
            gap = " " * (width - cell_len(cell))
            padded.append(gap + cell if number else cell + gap)
        out.append((" " * _GAP).join(padded).rstrip() + "\n")
    return "".join(out)
