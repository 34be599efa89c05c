"""Bars: numbers as lengths."""

from collections.abc import Sequence

from rich.bar import Bar

from crmcli.render.table import Screen, drawn

_WIDTH = 20


def bars(values: Sequence[float], *, utf8: bool, width: int = _WIDTH) -> list[str]:
    """Return a bar per value, the greatest as wide as `width` cells; `#` where there is no UTF-8."""
    most = max(values, default=0) or 1
    if not utf8:
        return ["#" * max(round(width * value / most), value > 0) for value in values]
    screen = Screen(width, utf8=True, colour=False)
    return [drawn(Bar(most, 0, value, width=width), screen).rstrip("\n") for value in values]
