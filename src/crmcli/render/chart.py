"""Bars: numbers as lengths."""

from collections.abc import Sequence

from rich.bar import Bar
from rich.console import RenderableType
from rich.text import Text

_WIDTH = 20


def bars(values: Sequence[float], *, utf8: bool, width: int = _WIDTH) -> list[RenderableType]:
    """Return a bar per value, the greatest as wide as `width` cells; `#` where there is no UTF-8."""
    most = max(values, default=0) or 1
    if utf8:
        return [Bar(most, 0, value, width=width, color="cyan") for value in values]
    return [Text("#" * max(round(width * value / most), value > 0)) for value in values]
