"""What reports have in common, and what writing commands have in common."""

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from crmcli import clock, config, interrupts
from crmcli.cli import say
from crmcli.errors import ExitCode, UsageError, meant, quoted
from crmcli.language import _, many
from crmcli.render.report import FORMATS, MACHINE, Report
from crmcli.rules import dates
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

Format = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help=_("table, csv, tsv, json, jsonl or ids; in a pipe csv.")),
]
Fields = Annotated[str, typer.Option("--fields", metavar="A,B,…", help=_("Only these columns, in this order."))]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", help=_("At most N rows; 0 is all of them."))]
Sort = Annotated[
    str,
    typer.Option("--sort", metavar="FIELD", help=_("Sort by this column; -FIELD from the greatest down.")),
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help=_("What was true on that day."))]
Excel = Annotated[
    bool, typer.Option("--excel", help=_("CSV (or TSV) for spreadsheets: with a BOM, and no text is calculated."))
]
Exit10 = Annotated[bool, typer.Option("--exit-code", help=_("End with 10 when there are rows."))]
As = Annotated[str, typer.Option("--as", metavar="REP", help=_("Who acts; else `me` of the configuration."))]
SeenAs = Annotated[
    str, typer.Option("--as", metavar="REP", help=_("Whose customers; else those of `me`. Managers see everybody's."))
]
Everybody = Annotated[bool, typer.Option("--all", help=_("Everybody's customers, not only mine."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Say what would happen; write nothing."))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("Only ids, no sentences."))]
ApprovedBy = Annotated[
    str,
    typer.Option(
        "--approved-by", metavar="REP", help=_("Another manager or director who approved what is in closed books.")
    ),
]

_TERMINAL_LIMIT = 50
_NAMED = 10
_LARGEST_INPUT = 64 << 20


class Shared(NamedTuple):
    """An option that a frame adds to every command it frames."""

    name: str
    annotation: Any
    default: Any


_REPORT_OPTIONS = (
    Shared("format_", Format, ""),
    Shared("fields", Fields, ""),
    Shared("limit", Limit, None),
    Shared("sort", Sort, ""),
    Shared("as_of", AsOf, ""),
    Shared("exit_code", Exit10, False),
    Shared("excel", Excel, False),
)
_MINE_OPTIONS = (Shared("as_", SeenAs, ""), Shared("all_", Everybody, False))
_BOOKS_OPTIONS = (Shared("approved_by", ApprovedBy, ""),)
_WRITE_OPTIONS = (Shared("as_", As, ""), Shared("dry_run", DryRun, False), Shared("quiet", Quiet, False))


def _framed(
    function: Callable[..., Any],
    run: Callable[..., None],
    options: tuple[Shared, ...],
    examples: tuple[str, ...],
) -> Callable[..., None]:
    """Return `run` with the parameters of `function`, less the first, and the shared options."""
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(function).parameters.values())[1:]
        if parameter.name not in {"mine", *(option.name for option in options)}
    ]
    shared = [
        inspect.Parameter(
            option.name, inspect.Parameter.KEYWORD_ONLY, default=option.default, annotation=option.annotation
        )
        for option in options
    ]
    parameters = [context, *own, *shared]
    framed: Any = wraps(function)(run)
    del framed.__wrapped__
    framed.__signature__ = inspect.Signature(parameters)
    framed.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    framed.examples = examples
    result: Callable[..., None] = framed
    return result


Answer = Report | Callable[["Output", str], None]


def reads(
    *examples: str, mine: bool = True, later: bool = False
) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Make a command of a function that answers a report: it gets the view, and what it asks for of the options.

    It may also answer what writes the report itself, given how it was asked for, and the footnote: a picture.

    `limit` is how many rows are wanted, `mine` whose customers are shown where nobody is named (then there are --as
    and --all, unless everybody's are), `all_` whether --all was said. With `later` a footnote names what was recorded
    of the time up to --as-of after that day.
    """

    def frame(function: Callable[..., Answer]) -> Callable[..., None]:
        wanted = inspect.signature(function).parameters
        wants_limit, wants_mine = "limit" in wanted, mine and "mine" in wanted
        options = _REPORT_OPTIONS + (_MINE_OPTIONS if wants_mine else ())

        def run(ctx: typer.Context, **given: Any) -> None:
            see, everybody = (given.pop(option.name) for option in _MINE_OPTIONS) if wants_mine else ("", False)
            typed = Output(*(given.pop(option.name) for option in _REPORT_OPTIONS))
            output = typed.settled()
            day = parsed_day(output.as_of, "--as-of", past=True) if output.as_of else clock.today()
            if wants_limit:
                # One more than is shown tells whether there are more.
                given["limit"] = None if output.sort or not output.limit else output.limit + 1
            if "all_" in wanted and wants_mine:
                given["all_"] = everybody
            with view(database(ctx), day) as opened:
                if wants_mine:
                    from crmcli.cli.mine import Mine

                    given["mine"] = Mine(opened, see, everybody)
                answer = function(opened, **given)
                if wants_mine:
                    given["mine"].tell()
                footnote = _footnote(opened) if later and day < clock.today() else ""
            with _said_after(footnote):
                if isinstance(answer, Report):
                    emit(answer, output)
                else:
                    answer(typed, footnote)

        return _framed(function, run, options, examples)

    return frame


def _footnote(opened: View) -> str:
    """Return what is to be said of facts of that time that were recorded later."""
    from crmcli.store.reads.later import later

    found = later(opened)
    if found is None:
        return ""
    said = many(
        "{count} fact of that time was recorded later, the last on {day}: {names}",
        "{count} facts of that time were recorded later, the last on {day}: {names}",
        len(found.names),
    )
    if found.more:
        said = _("Facts of that time were recorded later, the last on {day}: {names}")
    named = ", ".join(found.names[:_NAMED]) + (" …" if found.more or len(found.names) > _NAMED else "")
    return said.format(count=len(found.names), day=found.last, names=named)


@contextmanager
def _said_after(footnote: str) -> Iterator[None]:
    """Say something when the report is out, also where its exit code tells of rows."""
    try:
        yield
    except typer.Exit:
        if footnote:
            say.say(footnote)
        raise
    if footnote:
        say.say(footnote)


class Output(NamedTuple):
    """How a report is to come out."""

    format: str
    fields: str = ""
    limit: int | None = None
    sort: str = ""
    as_of: str = ""
    exit_code: bool = False
    excel: bool = False

    def settled(self) -> "Output":
        """Return it with defaults for a terminal or a pipe; UsageError for an unknown format."""
        terminal = sys.stdout.isatty()
        chosen = self.format or ("table" if terminal and not self.excel else "csv")
        if chosen not in FORMATS:
            raise UsageError(
                _("--format: there is no {name}.").format(name=quoted(chosen)),
                meant(chosen, FORMATS),
            )
        if self.excel and chosen not in ("csv", "tsv"):
            raise UsageError(_("--excel is for csv and tsv, not for {name}.").format(name=chosen))
        if self.limit is not None and self.limit < 0:
            raise UsageError(_("--limit: {number} rows?").format(number=self.limit))
        default = _TERMINAL_LIMIT if terminal and chosen == "table" else None
        limit = default if self.limit is None else self.limit or None
        return self._replace(format=chosen, limit=limit)


def emit(report: Report, output: Output, bars: Callable[[Report], list[Any]] | None = None) -> None:
    """Write a report to standard output as it was asked for."""
    try:
        if output.sort:
            report = report.ordered(output.sort)
        more = output.limit is not None and len(report.rows) > output.limit
        if more:
            report = report._replace(rows=report.rows[: output.limit])
        whole = report
        if output.fields:
            report = report.picked([name.strip() for name in output.fields.split(",") if name.strip()])
        if output.format != "table":
            say.raw(_as_text(report, output))
        else:
            _emit_table(report, bars(whole) if bars and not output.fields else [])
    except KeyError as missing:
        raise UsageError(
            _("There is no column {name} here.").format(name=missing),
            meant(str(missing.args[0]), report.columns),
        ) from None
    if more and output.format == "table" and output.limit == _TERMINAL_LIMIT:
        say.say(_("The first {count}; see all with --limit 0.").format(count=output.limit))
    if output.exit_code and report.rows:
        raise typer.Exit(ExitCode.FOUND)


def _as_text(report: Report, output: Output) -> str:
    if not output.excel:
        return MACHINE[output.format](report)
    from crmcli.cli import spreadsheet

    return spreadsheet.text(report, output.format)


def _emit_table(report: Report, bars: list[Any]) -> None:
    if not report.rows:
        say.say(_("Nothing fits."))
        return
    from crmcli.render.table import as_table

    say.data(as_table(report, screen(), bars))


def screen() -> Any:
    """Return the screen that tables are drawn on: the terminal, or a pipe as wide as COLUMNS says."""
    from crmcli.render.table import Screen

    return Screen(columns(), say.utf8(), say.coloured())


def columns() -> int | None:
    """Return how many columns there are: as COLUMNS says, else of the terminal; None in a pipe."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and 0 < len(said) < 6 and int(said) > 0:
        return int(said)
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def database(ctx: typer.Context) -> Path:
    """Return the path of the database that this command works on."""
    return config.database(ctx.find_root().obj.database)


def date_order() -> dates.DateOrder:
    """Return how the person reads 10/11/2026; "" is not at all."""
    order = config.load().get("date_order", "")
    return order if order in ("dmy", "mdy", "ymd") else ""  # type: ignore[return-value]


def parsed_day(text: str, place: str, *, past: bool = False) -> date:
    """Read a date that was typed for the option `place`."""
    return dates.day(text, clock.today(), past=past, order=date_order(), place=place)


def request(ctx: typer.Context, actor: str = "", dry_run: bool = False, approved_by: str = "") -> "Request":
    """Return who wants what, where and when, for an action."""
    from crmcli.store.write import Request

    path = database(ctx)
    if not dry_run and not os.path.exists(path):
        warn_of_place(path)  # when it is made; a warning with every command would only be switched off
    return Request(
        path=path,
        command=command_line(ctx),
        actor=actor or config.load().get("me", ""),
        today=clock.today(),
        stamp=clock.stamp(),
        dry_run=dry_run,
        approved_by=approved_by,
    )


def command_line(ctx: typer.Context) -> str:
    """Return the command as it was typed, for the steps."""
    import shlex

    arguments = shlex.join(ctx.find_root().obj.arguments)
    return f"crm {arguments}"[:2_000].encode("utf-8", "backslashreplace").decode()


def warn_of_place(path: Path) -> None:
    """Tell the person where the database stands, or will, on a network or in a synchronised folder."""
    from crmcli.store.place import trouble

    if found := trouble(path):
        say.say(_("crm: warning: {trouble}").format(trouble=found))
        say.say(_("  Keep it on a disk of this machine, and copy it there: crm db backup FILE"))


def writes(*examples: str, money: bool = False) -> Callable[[Callable[..., "Outcome"]], Callable[..., None]]:
    """Make a command of a function that does something: it gets the request and answers what was done.

    What is `money` may be dated in closed books, if somebody approved it.
    """
    options = (_BOOKS_OPTIONS if money else ()) + _WRITE_OPTIONS

    def frame(function: Callable[..., "Outcome"]) -> Callable[..., None]:
        def run(ctx: typer.Context, **given: Any) -> None:
            actor, dry_run, quiet = (given.pop(option.name) for option in _WRITE_OPTIONS)
            approved_by = given.pop("approved_by") if money else ""
            told(function(request(ctx, actor, dry_run, approved_by), **given), dry_run=dry_run, quiet=quiet)

        return _framed(function, run, options, examples)

    return frame


def told(outcome: "Outcome", *, dry_run: bool, quiet: bool, sentences: bool = True) -> None:
    """Say what was done: a sentence each on standard error, ids on standard output when piped or quiet."""
    if sentences and not quiet:
        for done in outcome.done:
            said = _("Would be done, nothing is written: {sentence}") if dry_run else "{sentence}"
            say.say(said.format(sentence=done.sentence))
        if outcome.done and outcome.done[-1].hint and not dry_run:
            say.say(_("  {hint}").format(hint=outcome.done[-1].hint))
    if not dry_run and (quiet or not sys.stdout.isatty()):
        say.raw("".join(f"{done.id}\n" for done in outcome.done))
    if outcome.rejected:
        raise typer.Exit(ExitCode.BAD_INPUT)
    interrupts.heard_again()


def stdin_lines() -> list[str]:
    """Return the lines of standard input, without ends; BadInputError if it is not UTF-8, or endless."""
    from crmcli.errors import BadInputError

    content = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
    if len(content) > _LARGEST_INPUT:
        raise BadInputError(_("Standard input is larger than {size} MiB.").format(size=_LARGEST_INPUT >> 20))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInputError(_("standard input, line {line}: not UTF-8.").format(line=line)) from None


def refs_or_stdin(refs: list[str]) -> list[str]:
    """Return the references typed, with those on standard input in the place of `-`."""
    found: list[str] = []
    for ref in refs:
        found += [line.strip() for line in stdin_lines() if line.strip()] if ref == "-" else [ref]
    if not found:
        raise UsageError(_("Nobody is named: standard input is empty."))
    return found


def asked_reason(why: str | None) -> str:
    """Return the reason given, else ask for it where somebody can answer; "" if not."""
    if why is None and say.person_answers():
        answer: str = typer.prompt(_("Why?"), err=True)
        return answer
    return why or ""


def as_object(found: Any, *, indent: bool, **more: Any) -> str:
    """Return a named tuple, and what goes with it, as one nested JSON object."""
    import json

    from crmcli.render.report import json_safe, plain

    nested = {**plain(found), **{name: plain(part) for name, part in more.items()}}
    return json_safe(json.dumps(nested, ensure_ascii=False, indent=2 if indent else None) + "\n")
