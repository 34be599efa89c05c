"""Rows with named columns, and how programs read them: CSV, TSV, JSON, JSON lines, ids."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from crmcli.render.text import value_to_text

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "ids")
_ID_COLUMNS = ("id", "step")


class Report(NamedTuple):
    """What a command answers: column names, and a tuple of values per row."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def picked(self, names: Sequence[str]) -> "Report":
        """Return the report with only these columns, in this order; KeyError names one that is not there."""
        places = [self._place(name) for name in names]
        return Report(tuple(names), [tuple(row[place] for place in places) for row in self.rows])

    def ordered(self, name: str) -> "Report":
        """Return the report sorted by a column, `-name` from the greatest down; empty values last; KeyError."""
        from decimal import Decimal  # which few reports need

        place = self._place(name.removeprefix("-"))
        filled = [row for row in self.rows if row[place] not in (None, "")]
        empty = [row for row in self.rows if row[place] in (None, "")]
        comparable = _comparable if any(not _is_figure(row[place]) for row in filled) else Decimal
        filled.sort(key=lambda row: comparable(row[place]), reverse=name.startswith("-"))
        return self._replace(rows=filled + empty)

    def _place(self, name: str) -> int:
        if name not in self.columns:
            raise KeyError(name)
        return self.columns.index(name)


def _is_figure(value: Any) -> bool:
    """Say whether a text is a plain number: where all of a column are, 9 comes before 10."""
    return isinstance(value, str) and value.removeprefix("-").replace(".", "", 1).isdecimal()


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def of(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Report:
    """Return a report of rows that have these columns."""
    return Report(tuple(columns), list(rows))


def as_csv(report: Report, end: str = "\n") -> str:
    """Return UTF-8 CSV as RFC 4180 has it, but with `\\n`; the first line names the columns."""
    # A switch is one in every row.
    switched = any(isinstance(value, bool) for row in report.rows[:1] for value in row)
    rows = [tuple(map(value_to_text, row)) for row in report.rows] if switched else report.rows
    return csv_lines([report.columns], end) + csv_lines(rows, end)


def csv_lines(rows: Sequence[tuple[Any, ...]], end: str = "\n") -> str:
    """Return rows without switches as lines of CSV; all that needs quotes has them, a lone carriage return too."""
    import csv
    import io

    # The csv module's own texts are those of `value_to_text`, but for switches.
    target = io.StringIO()
    csv.writer(target, lineterminator=end).writerows(rows)
    text = target.getvalue()
    return _with_returns_quoted(rows) if end == "\n" and "\r" in text else text


def _with_returns_quoted(rows: Sequence[tuple[Any, ...]]) -> str:
    """Return the CSV of rows that hold carriage returns: the module quotes them only as a part of the line's end."""
    import csv

    lines: list[str] = []
    csv.writer(_Lines(lines.append), lineterminator="\r\n").writerows(rows)
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines)


class _Lines(NamedTuple):
    """A file to write to, line by line."""

    write: Callable[[str], None]


def as_tsv(report: Report, end: str = "\n") -> str:
    """Return tab-separated values; tab, newline and backslash in a value are written `\\t`, `\\n` and `\\\\`."""
    return end.join(["\t".join(report.columns), ""]) + tsv_lines(report.rows, end)


def tsv_lines(rows: Iterable[tuple[Any, ...]], end: str = "\n") -> str:
    """Return rows as lines of tab-separated values."""
    return "".join("\t".join(_escaped(value_to_text(value)) for value in row) + end for row in rows)


def _escaped(text: str) -> str:
    for char, mark in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(char, mark)
    return text


def plain(value: Any) -> Any:
    """Return a value as JSON has it: exact decimals are strings, named tuples are objects."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return value_to_text(value)


def as_json(report: Report) -> str:
    """Return a JSON array with one flat object a row."""
    lines = ",\n".join(json_lines(report.columns, report.rows))
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def json_lines(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Yield each row as a flat JSON object on a line, without the line's end."""
    import json

    for row in rows:
        yield json_safe(json.dumps(dict(zip(columns, map(plain, row), strict=True)), ensure_ascii=False))


def json_safe(text: str) -> str:
    """Return JSON in which characters that would act in a terminal are escaped; it stays the same JSON."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(
        char if char.isprintable() or (char.isspace() and ord(char) < 0x80) else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def as_jsonl(report: Report) -> str:
    """Return one JSON object a line."""
    return "".join(f"{line}\n" for line in json_lines(report.columns, report.rows))


def as_ids(report: Report) -> str:
    """Return the ids, one a line; KeyError where the rows have none."""
    name = next((name for name in _ID_COLUMNS if name in report.columns), None)
    if name is None:
        raise KeyError("id")
    return id_lines(report.picked([name]).rows)


def id_lines(rows: Iterable[tuple[Any, ...]]) -> str:
    """Return the first column, one a line."""
    return "".join(f"{value_to_text(row[0])}\n" for row in rows if row[0] not in (None, ""))


MACHINE: dict[str, Callable[[Report], str]] = {
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "jsonl": as_jsonl,
    "ids": as_ids,
}
