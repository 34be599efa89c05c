"""How far long work has come: one bar on standard error, where that is a terminal."""

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from crmcli.render import text

Item = TypeVar("Item")
_WIDEST = 30


def shown(items: Iterable[Item], total: int, label: str, stream: TextIO) -> Iterator[Item]:
    """Yield the items, and draw on `stream` how many of `total` there have been."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = text.shown(label).encode(encoding, "backslashreplace").decode(encoding)
    name = Column(no_wrap=True, max_width=_WIDEST, overflow="crop")
    columns = (
        TextColumn("{task.description}", markup=False, table_column=name),
        *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task(safe, total=total)
        for item in items:
            yield item
            progress.advance(task)
