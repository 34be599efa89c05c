"""What a report draws: charts of bars, and the tables that go under them, the same for a terminal and for a page."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from crmcli.language import _
from crmcli.render.report import Report

OTHERS = "(others)"


class Bar(NamedTuple):
    """One row of a chart."""

    label: str
    value: int  # its length, in a unit that all bars of a chart share; below nothing it is drawn as such
    text: str  # the value as it is read
    parts: tuple[int, ...] = ()  # what it is made of, as the legend names them
    series: tuple[int, ...] = ()  # what it was from time to time, the oldest first


class Chart(NamedTuple):
    """Bars that share a scale."""

    title: str
    bars: list[Bar]
    legend: tuple[str, ...] = ()
    series: str = ""  # what the series of its bars show


class Table(NamedTuple):
    """Rows below the charts; a folded one opens on a click."""

    title: str
    report: Report
    folded: bool = False
    note: str = ""
    totals: Sequence[tuple[Any, ...]] = ()  # the last rows


class Picture(NamedTuple):
    """A report as charts and tables."""

    title: str
    about: str
    charts: list[Chart]
    tables: list[Table]
    notes: Sequence[str] = ()


def whole_parts(parts: Sequence[int], length: int) -> list[int]:
    """Return the parts, none of them negative, as whole cells that add up to `length`."""
    total, reached, before, cells = sum(parts), 0, 0, []
    for part in parts:
        reached += part
        edge = (2 * reached * length + total) // (2 * total) if total else 0
        cells.append(edge - before)
        before = edge
    return cells


def longest(bars: Sequence[Bar], most: int, text: Callable[[int], str]) -> list[Bar]:
    """Return the bars from the longest down; of more than `most` the rest is one value, which `text` reads.

    It has no length: beside all the others together no bar would show how long it is.
    """
    ordered = sorted(bars, key=lambda bar: -bar.value)
    if len(ordered) <= most:
        return ordered
    kept, rest = ordered[: most - 1], ordered[most - 1 :]
    label = _("{others} {count}").format(others=OTHERS, count=len(rest))
    series = tuple(map(sum, zip(*(bar.series for bar in rest), strict=True)))
    return [*kept, Bar(label, 0, text(sum(bar.value for bar in rest)), series=series)]
