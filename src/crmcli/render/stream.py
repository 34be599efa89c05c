"""Rows that come one after the other, written as they come: the same bytes as a report of them, in little memory."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from crmcli.render import report

BOM = "\ufeff"
_BATCH = 1_000


def write(
    write: Callable[[bytes], object],
    format_: str,
    columns: Sequence[str],
    rows: Iterator[tuple[Any, ...]],
    end: str = "\n",
) -> int:
    """Write rows as csv, tsv, json, jsonl or ids (of the first column), and return how many there were."""
    count = 0
    write(_head(format_, columns, end).encode())
    while batch := list(islice(rows, _BATCH)):
        write(_body(format_, columns, batch, end, first=not count).encode())
        count += len(batch)
    if format_ == "json":
        write(b"\n]\n" if count else b"[]\n")
    return count


def _head(format_: str, columns: Sequence[str], end: str) -> str:
    if format_ == "csv":
        return report.csv_lines([tuple(columns)], end)
    return report.tsv_lines([tuple(columns)], end) if format_ == "tsv" else ""


def _body(format_: str, columns: Sequence[str], rows: list[tuple[Any, ...]], end: str, *, first: bool) -> str:
    if format_ == "csv":
        return report.csv_lines(rows, end)
    if format_ == "tsv":
        return report.tsv_lines(rows, end)
    if format_ == "ids":
        return report.id_lines(rows)
    lines = report.json_lines(columns, rows)
    if format_ == "jsonl":
        return "".join(f"{line}\n" for line in lines)
    return ("[\n" if first else ",\n") + ",\n".join(lines)
