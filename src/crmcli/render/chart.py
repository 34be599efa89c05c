"""Bars and sparklines: numbers as lengths and heights, in a terminal."""

from collections.abc import Sequence

from rich.bar import Bar as Drawn
from rich.cells import cell_len

from crmcli.render.picture import Bar, Chart, Picture, whole_parts
from crmcli.render.table import Screen, drawn, styled, wrap
from crmcli.render.text import shown

_WIDTH = 20
_USUAL = 80
_GAP = 2
_SHORTEST = 8  # cells that a bar has at least, where the screen has them at all
_HEIGHTS, _ASCII_HEIGHTS = "▁▂▃▄▅▆▇█", "_.,-=+*#"
# What bars are made of, from light to heavy: told apart without colours too.
_FILLS, _ASCII_FILLS = "·░▒▓▊█", ".:~=+#"
_PAIR, _ASCII_PAIR = "█░", "#."  # of two the first is the heavier one
_COLOURS = ("\x1b[32m", "\x1b[36m", "\x1b[34m", "\x1b[33m", "\x1b[35m", "\x1b[31m")
_BELOW = "-"
_BOLD, _FAINT, _CYAN = "\x1b[1m", "\x1b[2m", "\x1b[36m"


def bars(values: Sequence[float], *, utf8: bool, width: int = _WIDTH) -> list[str]:
    """Return a bar per value, the greatest as wide as `width` cells; `#` where there is no UTF-8."""
    most = max(values, default=0) or 1
    if not utf8:
        return ["#" * max(round(width * value / most), value > 0) for value in values]
    screen = Screen(width, utf8=True, colour=False)
    return [drawn(Drawn(most, 0, value, width=width), screen).rstrip("\n") for value in values]


def sparkline(values: Sequence[int], *, utf8: bool) -> str:
    """Return a character per value, the greatest the highest; only what is more than nothing leaves the ground."""
    heights = _HEIGHTS if utf8 else _ASCII_HEIGHTS
    most, top = max(values, default=0), len(heights) - 1
    return "".join(heights[-(-value * top // most) if value > 0 else 0] for value in values)


def as_charts(picture: Picture, screen: Screen) -> str:
    """Return the charts of a picture as text for people, below each other."""
    head = styled(shown(picture.title), _BOLD, screen)
    about = _faint(picture.about, screen)
    notes = "".join(_faint(note, screen) for note in picture.notes)
    return f"{head}\n{about}" + "".join(f"\n{_chart(chart, screen)}" for chart in picture.charts) + notes


def _faint(text: str, screen: Screen) -> str:
    lines = wrap(shown(text), screen.width or _USUAL) if text else []
    return "".join(styled(line, _FAINT, screen) + "\n" for line in lines)


def _chart(chart: Chart, screen: Screen) -> str:
    """Return a chart: label, bar, value and sparkline of each row; a long label goes on in lines of its own."""
    lines = [styled(part, _BOLD, screen) for part in wrap(shown(chart.title), screen.width or _USUAL) if part]
    texts = [shown(bar.text) for bar in chart.bars]
    sparks = [sparkline(bar.series, utf8=screen.utf8) for bar in chart.bars]
    for_text, for_spark = max(map(cell_len, texts), default=0), max(map(len, sparks), default=0)
    room = (screen.width or _USUAL) - for_text - _GAP - (for_spark + _GAP if for_spark else 0)
    natural = max((cell_len(shown(bar.label)) for bar in chart.bars), default=0)
    for_label = max(min(natural, room // 2, room - _SHORTEST - _GAP), 4)
    length = max(room - for_label - _GAP, 1)
    most = max((abs(bar.value) for bar in chart.bars), default=0) or 1
    for bar, text, spark in zip(chart.bars, texts, sparks, strict=True):
        first, *more = wrap(shown(bar.label), for_label)
        picture = _drawn(bar, most, length, screen)
        line = _padded(first, for_label) + " " * _GAP + picture + " " * _GAP + " " * (for_text - cell_len(text)) + text
        lines += [(line + (" " * _GAP + styled(spark, _CYAN, screen) if spark else "")).rstrip(), *more]
    return "".join(f"{line}\n" for line in lines) + _key(chart, screen)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _drawn(bar: Bar, most: int, length: int, screen: Screen) -> str:
    """Return a bar in `length` cells; one that is below nothing has its length, but is drawn otherwise."""
    if bar.parts and bar.value > 0:
        cells = max(bar.value * length // most, 1)
        fills = _fills(len(bar.parts), screen)
        places = enumerate(whole_parts([max(part, 0) for part in bar.parts], cells))
        text = "".join(styled(fills[one % len(fills)] * count, _colour(one), screen) for one, count in places)
        return text + " " * (length - cells)
    if bar.value < 0:
        cells = max(-bar.value * length // most, 1)
        return _padded(_BELOW * cells, length)
    if not screen.utf8:
        return _padded("#" * max(bar.value * length // most, bar.value > 0), length)
    plain = drawn(Drawn(most, 0, bar.value, width=length), screen._replace(width=length, colour=False)).rstrip("\n")
    return styled(_padded(plain, length), _CYAN, screen)


def _fills(count: int, screen: Screen) -> str:
    if count == len(_PAIR):
        return _PAIR if screen.utf8 else _ASCII_PAIR
    return _FILLS if screen.utf8 else _ASCII_FILLS


def _colour(place: int) -> str:
    return _COLOURS[place % len(_COLOURS)]


def _key(chart: Chart, screen: Screen) -> str:
    """Return the lines that say what the parts of bars, and the sparklines, show."""
    fills = _fills(len(chart.legend), screen)
    parts = [f"{fills[place % len(fills)]} {name}" for place, name in enumerate(chart.legend)]
    series = [f"{sparkline((1, 2, 3), utf8=screen.utf8)} {chart.series}"] if chart.series else []
    return "".join(_faint(line, screen) for line in [*_filled(parts, screen.width or _USUAL), *series])


def _filled(parts: Sequence[str], width: int) -> list[str]:
    """Return parts in lines of so many cells, none of them broken."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + _GAP + cell_len(part) <= width:
            lines[-1] += " " * _GAP + part
        else:
            lines.append(part)
    return lines
