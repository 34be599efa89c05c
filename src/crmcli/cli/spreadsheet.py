"""What `--excel` does: CSV and TSV that a spreadsheet opens with a click, and in which no text is calculated.

Excel knows UTF-8 by its byte-order mark, and ends lines with CR LF; a newline inside a cell stays the `\\n` it is.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from crmcli.render import report, stream
from crmcli.rules.formulas import guarded, guarded_number

END = "\r\n"


def text(found: report.Report, format_: str) -> str:
    """Return a report as csv or tsv for a spreadsheet."""
    rows = [tuple(guarded(cell) if isinstance(cell, str) else cell for cell in row) for row in found.rows]
    safe = report.Report(tuple(map(guarded, found.columns)), rows)
    return mark() + (report.as_csv(safe, END) if format_ == "csv" else report.as_tsv(safe, END))


def mark() -> str:
    """Return the byte-order mark, "" on a terminal, where nobody reads it."""
    return "" if sys.stdout.isatty() else stream.BOM


def safe_rows(rows: Iterable[tuple[Any, ...]], numbers: frozenset[int]) -> Iterator[tuple[Any, ...]]:
    """Yield rows without what a spreadsheet would calculate; `numbers` are the places of amounts, which stay."""
    for row in rows:
        yield tuple(
            cell if not isinstance(cell, str) else guarded_number(cell) if place in numbers else guarded(cell)
            for place, cell in enumerate(row)
        )
