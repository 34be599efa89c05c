"""How far long work has come: one bar on standard error, where that is a terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from crmcli.render import text

Item = TypeVar("Item")
_WIDEST = 42


def shown(items: Iterable[Item], total: int, label: str | Callable[[], str], stream: TextIO) -> Iterator[Item]:
    """Yield the items, and draw on `stream` how many of `total` there have been; a label may change with them."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    encoding = getattr(stream, "encoding", None) or "utf-8"

    def named() -> str:
        said = text.shown(label if isinstance(label, str) else label())
        return said.encode(encoding, "backslashreplace").decode(encoding)

    name = Column(no_wrap=True, max_width=_WIDEST, overflow="crop")
    columns = (
        TextColumn("{task.description}", markup=False, table_column=name),
        *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task(named(), total=total)
        for item in items:
            yield item
            progress.update(task, advance=1, description=named())
