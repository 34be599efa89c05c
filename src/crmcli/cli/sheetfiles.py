"""A spreadsheet on its way in: opened, understood, taken in; and its bad rows on their way back."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from crmcli import paths
from crmcli.actions.imports import Given, Import, Options, Survey
from crmcli.cli import frame, say
from crmcli.cli import rowstold as told
from crmcli.errors import BadInputError, CrmError, ExitCode, NotFoundError, UsageError, meant, quoted
from crmcli.exchange.sheet import (
    FIELDS,
    KINDS,
    Overview,
    Plan,
    Sheet,
    aside,
    kind_of,
    missing,
    open_sheet,
    own_columns,
    plan,
    reader,
    survey,
)
from crmcli.exchange.sheet.encoding import no_file
from crmcli.exchange.sheet.workbook import is_workbook, unfold
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.fields import key_from

if TYPE_CHECKING:
    from crmcli.store.write import Request

_PEOPLE, _FACTS = ("customers", "contacts"), ("activities", "orders", "payments", "lines", "expenses")
# The kinds of rows to which an option of that name does anything.
_GOES_WITH = {
    "update": (*_PEOPLE, "products"),
    "keep_unknown": _PEOPLE,
    "force": _PEOPLE,
    "add_reps": (*_PEOPLE, "activities", "orders", "lines", "expenses"),
    "add_customers": _FACTS,
    "add_products": ("lines",),
    "currency": (*_FACTS, "products"),
}
# Fewer rows are taken in before a bar could be read.
_WORTH_A_BAR = 1_000
_NAMED = 10


class Wish(NamedTuple):
    """How a person wants a file to be read; "" is found out."""

    kind: str
    columns: dict[str, str]
    dates: str
    decimal: str
    encoding: str
    delimiter: str
    sheet: str = ""  # of a workbook


def named(what: list[str], why: str = "") -> tuple[str, str]:
    """Return the kind ("" where it was left out) and the file of `[KIND] FILE`; UsageError."""
    if len(what) == 1 and what[0] not in KINDS:
        return "", what[0]
    if len(what) == 1 and why:
        raise UsageError(_("Which file?"), _("Name it before -m, which takes the rest of the line for its text."))
    if len(what) != 2:
        raise UsageError(
            _("Which file?") if len(what) < 2 else _("One file at a time."),
            _("For example: crm import customers clientes.csv"),
        )
    if what[0] not in KINDS:
        raise UsageError(
            _("{kind} is nothing that can be imported.").format(kind=quoted(what[0])),
            meant(what[0], KINDS),
        )
    return what[0], what[1]


def mapped(given: list[str]) -> dict[str, str]:
    """Return the fields that `--map COL=FIELD` gives to columns; UsageError."""
    found = {}
    for text in given:
        column, equals, field = text.rpartition("=")
        if not equals or not column.strip():
            raise UsageError(
                _("--map: {text} is not COL=FIELD.").format(text=quoted(text)), _('For example: --map "Tel. 2=phone"')
            )
        found[column] = field
    return found


def take_in(request: "Request", file: str, wish: Wish, options: Options, output: frame.Output, *, quiet: bool) -> None:
    """Take in a file and say what became of its rows; exits with 6 where some of them were bad."""
    _check(wish, options)
    output = output.settled()
    path = paths.typed(file)
    if file != "-" and not os.path.exists(path):
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    if file != "-" and not stat.S_ISFIFO(path.stat().st_mode):
        if not (path.is_file() or path.is_dir()):
            raise BadInputError(_("{path} is no ordinary file.").format(path=path))
        _take_in(request, path, path, wish, options, output, quiet)
        return
    # What flows is read twice, so it is kept until the end.
    with tempfile.NamedTemporaryFile(prefix="crm-") as spool:
        try:
            with nullcontext(sys.stdin.buffer) if file == "-" else path.open("rb") as source:
                shutil.copyfileobj(source, spool)
        except OSError as error:
            raise no_file(path, error) from None
        spool.flush()
        _take_in(
            request,
            Path(spool.name),
            Path("standard-input" if file == "-" else path.name),
            wish,
            options,
            output,
            quiet,
        )


def _check(wish: Wish, options: Options) -> None:
    if options.currency:
        money.currency(options.currency, "--currency")
    if wish.dates not in ("", "dmy", "mdy", "ymd"):
        raise UsageError(_("--dates: {text} is none of dmy, mdy, ymd.").format(text=quoted(wish.dates)))
    if wish.decimal not in ("", ".", ","):
        raise UsageError(_("--decimal: {text} is neither . nor ,").format(text=quoted(wish.decimal)))


def _take_in(
    request: "Request", path: Path, shown: Path, wish: Wish, options: Options, output: frame.Output, quiet: bool
) -> None:
    if not is_workbook(path):
        if wish.sheet:
            raise UsageError(_("--sheet is for workbooks of Excel."))
        _take_sheet_in(
            request, open_sheet(path, wish.encoding, wish.delimiter, wish.kind), shown, wish, options, output, quiet
        )
        return
    if wish.encoding or wish.delimiter:
        raise UsageError(_("--encoding and --delimiter are for texts, not for workbooks of Excel."))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", prefix="crm-", suffix=".csv") as spool:
        found = unfold(path, spool, wish.sheet, None if quiet else _watched(shown.name))
        spool.flush()
        if not quiet:
            said = _("{file}: the sheet {name} is read; --sheet takes another: {others}")
            if found.others:
                others = ", ".join(found.others[:_NAMED])
                say.say(said.format(file=shown.name, name=found.name, others=others))
        sheet = open_sheet(Path(spool.name), "utf-8", ",", wish.kind, found.lines)
        _take_sheet_in(request, sheet, shown, wish, options, output, quiet)


def _watched(name: str) -> Callable[[Iterable[Any], int], Iterable[Any]]:
    """Return what shows how far the reading of a large workbook has come, on a terminal."""

    def watch(rows: Iterable[Any], total: int) -> Iterable[Any]:
        if total < _WORTH_A_BAR or not sys.stderr.isatty():
            return rows
        from crmcli.render.progress import shown as progress

        return progress(rows, total, name, sys.stderr)

    return watch


def _take_sheet_in(
    request: "Request", sheet: Sheet, shown: Path, wish: Wish, options: Options, output: frame.Output, quiet: bool
) -> None:
    if not sheet.header_line and not wish.columns:
        raise BadInputError(
            _("There is no header: the rows begin at once."),
            _("Say what the columns are: crm import customers FILE --map 1=name --map 2=phone"),
        )
    made = plan(sheet.columns, wish.kind or _only_kind(sheet, wish), wish.columns)
    _refuse_idle(made.kind, options)
    _refuse_incomplete(made)
    dates: Any = wish.dates or frame.date_order()
    decimal: Any = wish.decimal
    overview = survey(sheet, made, dates, decimal)
    _refuse_ambiguous(overview)
    own = _own(made, overview)
    options = options._replace(
        dates=dates,
        mapped=bool(wish.columns),
        fields={name: key_from(name) for name in own if key_from(name)},
        # Where people are picked from a list nobody mistypes them.
        add_reps=options.add_reps or any(one.field == "owner" and one.label == "picked" for one in made.columns),
    )
    if not quiet:
        told.introduce(shown, sheet, made, overview)
    given = _given(sheet, made, overview)
    if overview.rows >= _WORTH_A_BAR and sys.stderr.isatty() and not quiet:
        from crmcli.render.progress import shown as progress

        given = progress(given, overview.rows, shown.name, sys.stderr)
    done = Import(request, Survey(made.kind, overview.rows, overview.highest_id), given, options, told.labelled(made))
    with tempfile.TemporaryFile() as rejected, tempfile.TemporaryFile() as answers:
        back = told.Back(rejected, sheet)
        print_answers = told.go_through(done, output, answers, back, quiet=quiet)
        # Whoever closes the pipe early gets the bad rows all the same.
        kept = "" if back.empty or request.dry_run else told.give_back(rejected, shown.parent, shown.name, made.kind)
        print_answers()
        if not quiet:
            told.conclude(done, own, sheet, dry_run=request.dry_run)
            if kept:
                say.say(kept)
        if not back.empty:
            raise typer.Exit(ExitCode.BAD_INPUT)


def _refuse_idle(kind: str, options: Options) -> None:
    """Raise UsageError for an option that would do nothing to rows of this kind."""
    for field, kinds in _GOES_WITH.items():
        if getattr(options, field) and kind not in kinds:
            raise UsageError(
                _("--{option} does nothing to {kind}; it goes with {kinds}.").format(
                    option=field.replace("_", "-"), kind=kind, kinds=", ".join(kinds)
                )
            )


def _only_kind(sheet: Sheet, wish: Wish) -> str:
    kinds = kind_of(sheet.columns, wish.columns)
    if len(kinds) == 1:
        return kinds[0]
    columns = ", ".join(repr(name) for name in sheet.columns if name)
    fields = {name: None for names in FIELDS.values() for name in names} | {"-": None}
    for field in wish.columns.values():
        if field.strip().lower() not in fields:
            raise UsageError(
                _("{field} is no field of anything.").format(field=quoted(field)),
                meant(field, list(fields)[:-1], _("There are: {names}; - leaves a column out.")),
            )
    if kinds:
        raise UsageError(
            _("The headers leave several answers: {kinds}.").format(kinds=", ".join(kinds)),
            _("Say which: crm import {kind} FILE").format(kind=kinds[0]),
        )
    raise BadInputError(
        _("The headers do not tell what this is: {columns}").format(columns=columns),
        _("Say it: crm import customers FILE --map COL=FIELD"),
    )


def _refuse_incomplete(made: Plan) -> None:
    """Raise BadInputError where no row can be taken in, because a column is missing."""
    for fields in missing(made):
        columns = ", ".join(f"{column.place + 1}={column.name}" for column in made.columns if column.name)
        raise BadInputError(
            _("No column of these {kind} is the {field}.").format(kind=made.kind, field=_(" or ").join(fields)),
            _("Say which one is: --map COL={field}").format(field=fields[0]),
            _("There are: {names}").format(names=columns),
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


def _given(sheet: Sheet, made: Plan, overview: Overview) -> Iterator[Given]:
    read = reader(made, overview.settings, raw=made.exact and not sheet.bom)
    ranks = overview.ranks
    place = -1
    for place, row in enumerate(sheet.rows()):
        if place >= overview.rows:
            raise _changed()
        rank = ranks[place] if ranks else place
        if not made.exact and (why := aside(row, made)):
            yield Given(row, None, None, why, rank)
            continue
        try:
            yield Given(row, read(row), None, "", rank)
        except CrmError as error:
            yield Given(row, None, error, "", rank)
    if place + 1 < overview.rows:
        raise _changed()


def _changed() -> BadInputError:
    return BadInputError(_("The file changed while it was read; nothing was written."), _("Import it again."))
