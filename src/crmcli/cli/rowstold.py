"""What an import says: an answer about each row, the bad rows as a file, and the sums."""

import csv
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import IO, Any

from crmcli import paths
from crmcli.actions.imports import Given, Import, ImportRow, Result
from crmcli.cli import frame, say
from crmcli.errors import UsageError, meant, quoted
from crmcli.exchange.sheet import Column, Overview, Plan, Sheet
from crmcli.language import _, in_words, many
from crmcli.render import stream
from crmcli.render.report import Report, of
from crmcli.rules.formulas import guarded_number

_ON_SCREEN = 50
_REJECTED = re.compile(r"\.rejected(-\d+)?\.csv$")
_NAMED = 20
_LONGEST_NAME = 100
# Where the name of a row is looked for first.
_NAMES = ("customer", "company", "name", "contact", "first_name", "last_name", "email")


def introduce(path: Path, sheet: Sheet, made: Plan, overview: Overview) -> None:
    """Say what was found out about a file: its encoding and layout, and the columns by what they are taken for."""
    marks = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    count = overview.rows
    if sheet.workbook:
        said = many("{file}: {count} row of {kind}, {header}.", "{file}: {count} rows of {kind}, {header}.", count)
    else:
        said = many(
            "{file}: {count} row of {kind}, {encoding}, separated by {mark}, {header}.",
            "{file}: {count} rows of {kind}, {encoding}, separated by {mark}, {header}.",
            count,
        )
    say.say(
        said.format(
            file=path.name,
            count=count,
            kind=in_words(made.kind),
            encoding=sheet.encoding,
            mark=marks.get(sheet.delimiter, repr(sheet.delimiter)),
            header=_("header in line {line}").format(line=sheet.header_line) if sheet.header_line else _("no header"),
        )
    )
    taken = [f"{one.name} → {one.field}" for one in made.columns if one.field not in ("", "-") and _differs(one)]
    if taken:
        more = " …" if len(taken) > _NAMED else ""
        say.say(_("  Columns: {columns}").format(columns=", ".join(taken[:_NAMED]) + more))
    _told_unsaid(overview)


def _told_unsaid(overview: Overview) -> None:
    """Name the birthdays that are left out, because they can be two dates."""
    for one in overview.settings.unsaid:
        said = _("  {column}: {example} can be two dates, so such days are left out; --dates dmy|mdy|ymd reads them.")
        say.say(said.format(column=one.column, example=one.example))


def _differs(column: Column) -> bool:
    return column.name.strip().casefold().replace(" ", "_") != column.field


def labelled(made: Plan) -> Callable[[list[str]], str]:
    """Return the function that finds the name in the cells of a row."""
    places = [column.place for field in _NAMES for column in made.columns if column.field == field]
    places += [column.place for column in made.columns if column.place not in places]

    def label(cells: list[str]) -> str:
        found = next((text for one in places if one < len(cells) and (text := cells[one].strip())), "")
        return found if len(found) <= _LONGEST_NAME else found[: _LONGEST_NAME - 1] + "…"

    return label


def go_through(
    done: Import, output: frame.Output, spool: IO[bytes], back: "Back", *, quiet: bool
) -> Callable[[], None]:
    """Go through the rows; returns what prints the answers about them, for when all has landed."""
    columns, places = _picked(output)
    form = "ids" if quiet else output.format
    answers = back.watched(done.rows())
    if form == "table":
        first, bad, more = _for_a_person(answers)
        report = of(columns, [tuple(one[place] for place in places) for one in first + bad])
        return lambda: _as_table(report, output, more)
    rows: Iterator[tuple[Any, ...]] = (tuple(answer[place] for place in places) for answer in answers)
    if form == "ids":
        rows = ((answer.id,) for answer in answers if answer.id)
    stream.write(spool.write, form, columns, rows)
    return lambda: say.copied(spool)  # type: ignore[arg-type]


def _for_a_person(answers: Iterator[ImportRow]) -> tuple[list[ImportRow], list[ImportRow], int]:
    """Return the first answers, the first of the bad ones behind them, and how many are in neither."""
    first = list(islice(answers, _ON_SCREEN))
    bad: list[ImportRow] = []
    more = 0
    for answer in answers:
        if answer.result == Result.REJECTED and len(bad) < _ON_SCREEN:
            bad.append(answer)
        else:
            more += 1
    return first, bad, more


def _as_table(report: Report, output: frame.Output, more: int) -> None:
    frame.emit(report, output._replace(fields="", limit=None))
    if more:
        say.say(
            many(
                "  … and {count} more row; --format csv shows them all.",
                "  … and {count} more rows; --format csv shows them all.",
                more,
            ).format(count=more)
        )


def _picked(output: frame.Output) -> tuple[tuple[str, ...], list[int]]:
    names = [name.strip() for name in output.fields.split(",") if name.strip()] or list(ImportRow._fields)
    for name in names:
        if name not in ImportRow._fields:
            raise UsageError(
                _("There is no column {name} here.").format(name=quoted(name)),
                meant(name, ImportRow._fields),
            )
    return tuple(names), [ImportRow._fields.index(name) for name in names]


class Back:
    """Writes the rows that were bad to a file that spreadsheets open: line, reason, and their cells.

    Cells that would be formulas there get the apostrophe that takes itself off when the file is imported again.
    """

    def __init__(self, target: IO[bytes], sheet: Sheet) -> None:
        self._target = target
        self._columns = sheet.columns
        self.empty = True

    def watched(self, rows: Iterator[tuple[ImportRow, Given]]) -> Iterator[ImportRow]:
        """Yield the answers, and keep the bad rows."""
        for answer, given in rows:
            if answer.result == Result.REJECTED:
                if self.empty:
                    self._write(["line", "reason", *self._columns], "\ufeff")
                self.empty = False
                self._write([str(answer.line), answer.detail, *given.row.cells])
            yield answer

    def _write(self, cells: list[str], before: str = "") -> None:
        line = StringIO()
        csv.writer(line, lineterminator="\n").writerow(map(guarded_number, cells))
        self._target.write((before + line.getvalue()).encode("utf-8", "surrogatepass"))


def conclude(done: Import, own: list[str], sheet: Sheet, *, dry_run: bool) -> None:
    """Say what became of the rows altogether, and of the columns that are no field."""
    left_out = [name for name in own if name not in done.kept]
    if left_out:
        say.say(
            _("  Left out, because they are no field: {columns}").format(
                columns=", ".join(map(repr, left_out[:_NAMED]))
            )
        )
    if done.kept:
        kept = ", ".join(key if key == name else f"{name} → {key}" for name, key in done.kept.items())
        say.say(_("  Fields of your own: {fields}").format(fields=kept))
    if done.reps_added:
        say.say(_("  Registered as reps: {names}").format(names=", ".join(done.reps_added[:_NAMED])))
    if done.customers_added:
        said = many(
            "  1 customer was added who was only named.",
            "  {count} customers were added who were only named.",
            done.customers_added,
        )
        say.say(said.format(count=done.customers_added))
    if done.products_added:
        said = many(
            "  1 product was added that was only named.",
            "  {count} products were added that were only named.",
            done.products_added,
        )
        say.say(said.format(count=done.products_added))
    say.say(_sum(done.counts, sheet.blank, dry_run))
    if not dry_run and (done.counts[Result.CREATED] or done.counts[Result.COMPLETED]):
        say.say(_("  Take it back: crm undo"))


def _sum(counts: Counter[str], blank: int, dry_run: bool) -> str:
    parts = [
        (Result.CREATED, _("{count} created")),
        (Result.COMPLETED, _("{count} completed")),
        (Result.KNOWN, _("{count} known already")),
        (Result.LEFT_OUT, _("{count} left out")),
        (Result.REJECTED, _("{count} rejected")),
    ]
    said = [text.format(count=counts[one]) for one, text in parts if counts[one] or one == Result.CREATED]
    if blank:
        said.append(_("empty lines beside them: {count}").format(count=blank))
    count = counts.total()
    head = many("1 row: {said}.", "{count} rows: {said}.", count)
    whole = head.format(count=count, said=", ".join(said))
    return _("Would be done, nothing is written: {sentence}").format(sentence=whole) if dry_run else whole


def give_back(rejected: IO[bytes], folder: Path, name: str, kind: str) -> str:
    """Put the rows that were bad beside the file they came from, as FILE.rejected.csv; returns what to say of it."""
    rejected.seek(0)
    target = paths.unused(paths.beside(folder / _REJECTED.sub("", name), ".rejected.csv"))
    try:
        paths.write_private(target, rejected)
    except OSError as problem:
        return _("  The rejected rows could not be written to {path}: {problem}").format(
            path=target, problem=problem.strerror
        )
    return _(
        "  The rejected rows, each with its reason, are in {path}: mend them there, then crm import {kind} {again}"
    ).format(path=target, kind=kind, again=shlex.quote(str(target)))
