"""A spreadsheet on its way in: opened, understood, taken in; and its bad rows on their way back."""

import csv
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import typer

from crmcli import paths
from crmcli.actions.imports import Given, Import, ImportRow, Options, Result, Survey
from crmcli.cli import frame, say
from crmcli.errors import BadInputError, CrmError, ExitCode, NotFoundError, UsageError
from crmcli.exchange.sheet import (
    KINDS,
    Overview,
    Plan,
    Sheet,
    is_total,
    kind_of,
    open_sheet,
    own_columns,
    plan,
    reader,
    survey,
)
from crmcli.language import _
from crmcli.render import stream
from crmcli.render.report import of
from crmcli.rules.fields import key_from
from crmcli.rules.formulas import guarded_number

if TYPE_CHECKING:
    from crmcli.store.write import Request

_STANDARD_INPUT = Path("standard-input")
_CHUNK = 1 << 20
_IN_MEMORY = 1 << 20
_ON_SCREEN = 50
_NAMED = 20
# Where the name of a row is looked for first.
_NAMES = ("customer", "company", "name", "contact", "first_name", "last_name", "email")


class Wish(NamedTuple):
    """How a person wants a file to be read; "" is found out."""

    kind: str
    columns: dict[str, str]
    dates: str
    decimal: str
    encoding: str
    delimiter: str


def named(what: list[str]) -> tuple[str, str]:
    """Return the kind ("" where it was left out) and the file of `[KIND] FILE`; UsageError."""
    if len(what) == 1 and what[0] not in KINDS:
        return "", what[0]
    if len(what) != 2:
        raise UsageError(
            _("Which file?") if len(what) < 2 else _("One file at a time."),
            _("For example: crm import customers clientes.csv"),
        )
    if what[0] not in KINDS:
        raise UsageError(
            _("{kind} is nothing that can be imported.").format(kind=repr(what[0])),
            _("There are: {names}").format(names=", ".join(KINDS)),
        )
    return what[0], what[1]


def mapped(given: list[str]) -> dict[str, str]:
    """Return the fields that `--map COL=FIELD` gives to columns; UsageError."""
    found = {}
    for text in given:
        column, equals, field = text.rpartition("=")
        if not equals or not column.strip():
            raise UsageError(
                _("--map: {text} is not COL=FIELD.").format(text=repr(text)), _('For example: --map "Tel. 2=phone"')
            )
        found[column] = field
    return found


def take_in(request: "Request", file: str, wish: Wish, options: Options, output: frame.Output, *, quiet: bool) -> None:
    """Take in a file and say what became of its rows; exits with 6 where some of them were bad."""
    _check(wish)
    if file == "-":
        with tempfile.NamedTemporaryFile(prefix="crm-") as spool:
            try:
                while part := sys.stdin.buffer.read(_CHUNK):
                    spool.write(part)
                spool.flush()
            except OSError as problem:
                raise BadInputError(
                    _("Standard input cannot be taken in: {problem}").format(problem=problem.strerror)
                ) from None
            _take_in(request, Path(spool.name), _STANDARD_INPUT, wish, options, output, quiet)
        return
    path = paths.typed(file)
    if not os.path.exists(path):
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    if not path.is_file():  # it is read several times over, which neither a pipe nor a device bears
        raise BadInputError(
            _("{path} is no ordinary file.").format(path=path), _("A pipe goes in as: … | crm import KIND -")
        )
    _take_in(request, path, path, wish, options, output, quiet)


def _check(wish: Wish) -> None:
    if wish.dates not in ("", "dmy", "mdy", "ymd"):
        raise UsageError(_("--dates: {text} is none of dmy, mdy, ymd.").format(text=repr(wish.dates)))
    if wish.decimal not in ("", ".", ","):
        raise UsageError(_("--decimal: {text} is neither . nor ,").format(text=repr(wish.decimal)))


def _take_in(
    request: "Request", path: Path, shown: Path, wish: Wish, options: Options, output: frame.Output, quiet: bool
) -> None:
    sheet = open_sheet(path, wish.encoding, wish.delimiter, wish.kind)
    made = plan(sheet.columns, wish.kind or _only_kind(sheet, wish), wish.columns)
    dates: Any = wish.dates or frame.date_order()
    decimal: Any = wish.decimal
    overview = survey(sheet, made, dates, decimal)
    _refuse_ambiguous(overview)
    own = _own(made, overview)
    if own and options.keep_unknown and made.kind not in ("customers", "contacts"):
        raise UsageError(_("Fields of one's own are of customers; --keep-unknown goes with customers or contacts."))
    options = options._replace(dates=dates, fields={name: key_from(name) for name in own if key_from(name)})
    if not quiet:
        _introduce(shown, sheet, made, overview)
    given = _given(sheet, made, overview)
    if sys.stderr.isatty() and not quiet:
        from crmcli.render.progress import shown as progress

        given = progress(given, overview.rows, shown.name, sys.stderr)
    done = Import(request, Survey(made.kind, overview.rows, overview.highest_id), given, options, _labelled(made))
    with tempfile.TemporaryFile() as rejected:
        _run(done, output.settled(), sheet, rejected, quiet=quiet)
        if not quiet:
            _conclude(done, own, sheet, dry_run=request.dry_run)
        if done.counts[Result.REJECTED]:
            if not request.dry_run:
                _give_back(rejected, shown, quiet)
            raise typer.Exit(ExitCode.BAD_INPUT)


def _only_kind(sheet: Sheet, wish: Wish) -> str:
    kinds = kind_of(sheet.columns, wish.columns)
    if len(kinds) == 1:
        return kinds[0]
    columns = ", ".join(repr(name) for name in sheet.columns if name)
    if kinds:
        raise UsageError(
            _("The headers leave several answers: {kinds}.").format(kinds=", ".join(kinds)),
            _("Say which: crm import {kind} FILE").format(kind=kinds[0]),
        )
    raise BadInputError(
        _("The headers do not tell what this is: {columns}").format(columns=columns),
        _("Say it: crm import customers FILE --map COL=FIELD"),
    )


def _refuse_ambiguous(overview: Overview) -> None:
    doubts = overview.settings.ambiguous
    if not doubts:
        return
    said = {"date": _("{column}: {example} can be two dates."), "amount": _("{column}: {example} can be two amounts.")}
    ask = {"date": _("Say how dates are read: --dates dmy|mdy|ymd"), "amount": _("Say the decimal mark: --decimal .|,")}
    lines = [said[one.kind].format(column=one.column, example=one.example) for one in doubts]
    raise BadInputError(lines[0], *lines[1:], *dict.fromkeys(ask[one.kind] for one in doubts))


def _own(made: Plan, overview: Overview) -> list[str]:
    """Return the names of the columns that hold something and are no field."""
    return [name for name, place in own_columns(made).items() if place in overview.settings.filled]


def _introduce(path: Path, sheet: Sheet, made: Plan, overview: Overview) -> None:
    marks = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    say.say(
        _("{file}: {count} rows of {kind}, {encoding}, with {mark}, header in line {line}.").format(
            file=path.name,
            count=overview.rows,
            kind=made.kind,
            encoding=sheet.encoding,
            mark=marks.get(sheet.delimiter, repr(sheet.delimiter)),
            line=sheet.header_line,
        )
    )


def _given(sheet: Sheet, made: Plan, overview: Overview) -> Iterator[Given]:
    read = reader(made, overview.settings, raw=made.exact and not sheet.bom)
    ranks = overview.ranks
    for place, row in enumerate(sheet.rows()):
        rank = ranks[place] if ranks else place
        if not made.exact and is_total(row.cells, made):
            yield Given(row, None, None, True, rank)
            continue
        try:
            yield Given(row, read(row), None, False, rank)
        except CrmError as error:
            yield Given(row, None, error, False, rank)


def _labelled(made: Plan) -> Callable[[list[str]], str]:
    """Return the function that finds the name in the cells of a row."""
    places = [column.place for field in _NAMES for column in made.columns if column.field == field]
    places += [column.place for column in made.columns if column.place not in places]
    return lambda cells: next((text for one in places if one < len(cells) and (text := cells[one].strip())), "")


def _run(done: Import, output: frame.Output, sheet: Sheet, rejected: IO[bytes], *, quiet: bool) -> None:
    """Go through the rows; what became of them is printed when they have landed."""
    columns, places = _picked(output)
    form = "ids" if quiet else output.format
    answers = _Back(rejected, sheet).watched(done.rows())
    if form == "table":
        first = list(islice(answers, _ON_SCREEN))
        more = sum(1 for _answer in answers)
        frame.emit(of(columns, [tuple(one[place] for place in places) for one in first]), output._replace(fields=""))
        if more and not quiet:
            say.say(_("The first {count}; see all with --format csv.").format(count=_ON_SCREEN))
        return
    rows: Iterator[tuple[Any, ...]] = (tuple(answer[place] for place in places) for answer in answers)
    if form == "ids":
        rows = ((answer.id,) for answer in answers if answer.id)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        stream.write(spool.write, form, columns, rows)
        spool.seek(0)
        say.copied(spool)  # type: ignore[arg-type]


def _picked(output: frame.Output) -> tuple[tuple[str, ...], list[int]]:
    names = [name.strip() for name in output.fields.split(",") if name.strip()] or list(ImportRow._fields)
    for name in names:
        if name not in ImportRow._fields:
            raise UsageError(
                _("There is no column {name} here.").format(name=repr(name)),
                _("There are: {names}").format(names=", ".join(ImportRow._fields)),
            )
    return tuple(names), [ImportRow._fields.index(name) for name in names]


class _Back:
    """Writes the rows that were bad to a file that spreadsheets open: line, reason, and their cells.

    Cells that would be formulas there get the apostrophe that takes itself off when the file is imported again.
    """

    def __init__(self, target: IO[bytes], sheet: Sheet) -> None:
        self._target = target
        self._columns = sheet.columns

    def watched(self, rows: Iterator[tuple[ImportRow, Given]]) -> Iterator[ImportRow]:
        """Yield the answers, and keep the bad rows."""
        any_bad = False
        for answer, given in rows:
            if answer.result == Result.REJECTED:
                if not any_bad:
                    self._write(["line", "reason", *self._columns], "\ufeff")
                any_bad = True
                self._write([str(answer.line), answer.detail, *given.row.cells])
            yield answer

    def _write(self, cells: list[str], before: str = "") -> None:
        import io

        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(map(guarded_number, cells))
        self._target.write((before + line.getvalue()).encode("utf-8", "surrogatepass"))


def _conclude(done: Import, own: list[str], sheet: Sheet, *, dry_run: bool) -> None:
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
        say.say(_("  {count} customers were added who were only named.").format(count=done.customers_added))
    counts = done.counts
    parts = [
        (Result.CREATED, _("created {count}")),
        (Result.COMPLETED, _("completed {count}")),
        (Result.KNOWN, _("known already {count}")),
        (Result.LEFT_OUT, _("totals left out {count}")),
        (Result.REJECTED, _("rejected {count}")),
    ]
    said = [text.format(count=counts[one]) for one, text in parts if counts[one] or one == Result.CREATED]
    if sheet.blank:
        said.append(_("empty lines {count}").format(count=sheet.blank))
    head = _("Rows {count}: {said}.") if not dry_run else _("Rows {count}, nothing is written; would be {said}.")
    say.say(head.format(count=counts.total(), said=", ".join(said)))
    if not dry_run and (counts[Result.CREATED] or counts[Result.COMPLETED]):
        say.say(_("  Take it back: crm undo"))


def _give_back(rejected: IO[bytes], source: Path, quiet: bool) -> None:
    """Put the rows that were bad beside the file they came from, as FILE.rejected.csv."""
    rejected.seek(0)
    target = paths.unused(paths.beside(source, ".rejected.csv"))
    try:
        paths.write_private(target, rejected)
    except OSError as problem:
        say.say(
            _("  The bad rows could not be written to {path}: {problem}").format(path=target, problem=problem.strerror)
        )
        return
    if not quiet:
        say.say(
            _("  The bad rows, with line and reason, are in {path}: mend them there and import that.").format(
                path=target
            )
        )
