"""crm export."""

from typing import Annotated, Any

import typer

from crmcli import clock
from crmcli.cli import frame, options, say, spreadsheet
from crmcli.errors import StoreError, UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import of
from crmcli.rules.formulas import guarded
from crmcli.store.read import View, view

_Kind = Annotated[str, typer.Argument(metavar="[KIND]", help=_("customers, contacts, activities, orders or payments."))]
_Stages = Annotated[
    list[str] | None,
    typer.Option("--stage", metavar="S", help=_("Only of customers in this stage; may be repeated.")),
]
_Owner = Annotated[str, typer.Option("--owner", metavar="REP", help=_("Only of this rep's customers; - is nobody's."))]
_Archived = Annotated[
    bool | None,
    typer.Option("--archived/--active", help=_("Only of customers that were put away, or only of the others.")),
]


def export(
    ctx: typer.Context,
    kind: _Kind = "",
    all_: Annotated[str, typer.Option("--all", metavar="DIR", help=_("Everything, into this new folder."))] = "",
    force: Annotated[bool, typer.Option("--force", help=_("Replace an earlier export in DIR."))] = False,
    owner: _Owner = "",
    stage: _Stages = None,
    where: options.Where = None,
    archived: _Archived = None,
    reachable: options.Reachable = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=_("csv, tsv, json, jsonl, ids or table; else csv."))
    ] = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("With --all: only the folder's name."))] = False,
) -> None:
    """Write customers, contacts, activities, orders or payments to standard output, one row each, as CSV.

    Nothing is left out, archived customers and what is theirs neither, unless an option narrows it. Customers come
    with their first contact; several e-mails, phones or tags stand in one cell, with `; ` between them.

    With --all everything goes into a folder, a CSV file per kind with all ids, and the business cards as they came;
    `crm import DIR` makes a database of it that exports the same bytes. The steps, what undo needs to take them back,
    and the chain of the ledgers are not exported: that begins anew there.

    Who exported what, and how much, is kept as a step: crm audit signals --kind export.
    """
    if all_:
        if (
            kind
            or owner
            or stage
            or where
            or fields
            or format_
            or as_of
            or excel
            or archived is not None
            or limit is not None
            or reachable
        ):
            raise UsageError(
                _("--all is everything; only --force goes with it."), _("For example: crm export --all DIR")
            )
        _export_all(ctx, all_, force, quiet)
        return
    from crmcli.store.nouns import NOUNS
    from crmcli.store.reads import export as reads

    if kind not in NOUNS:
        raise UsageError(
            _("There is no {kind} to export.").format(kind=quoted(kind)) if kind else _("Export what?"),
            meant(kind, NOUNS, _("There are: {names}; or --all DIR")),
        )
    if force or quiet:
        raise UsageError(_("--force and -q go with --all."))
    if reachable and kind not in ("customers", "contacts"):
        raise UsageError(_("--reachable goes with customers and contacts."))
    output = frame.Output(format_ or "csv", fields, limit, as_of=as_of, excel=excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    narrowed = reads.Filters(owner, tuple(stage or ()), archived, tuple(where or ()), reachable)
    _export(ctx, kind, narrowed, output, day)


export.examples = (  # type: ignore[attr-defined]
    "crm export customers > customers.csv",
    "crm export customers --owner ana --fields name,contact,phone --excel > ana.csv",
    "crm export customers --where region=valencia --excel > valencia.csv",
    "crm export contacts --reachable mail --fields name,email,customer > mailing.csv",
    "crm export orders --format jsonl --as-of 2026-09-30",
    "crm export --all crm-export",
)


def _export(ctx: typer.Context, kind: str, filters: Any, output: frame.Output, day: Any) -> None:
    """Read in one transaction into a file that has no name, close the database, then print: nobody waits for a pipe."""
    import tempfile

    with tempfile.TemporaryFile() as spool:
        with view(frame.database(ctx), day) as opened:
            found = _found(opened, kind, filters, output)
            if output.format == "table":
                report = of(found.names, found.rows)
                count = len(report.rows)
            else:
                count = _spool(found, output, spool)
        _note(ctx, _("{count} {kind} exported").format(count=count, kind=kind))
        if output.format == "table":
            frame.emit(report, output._replace(fields=""))
        else:
            say.copied(spool)


def _note(ctx: typer.Context, what: str) -> None:
    """Keep who took customers' data out, before it goes anywhere; where that cannot be kept, say so and go on."""
    database = frame.database(ctx)
    if not database.exists():
        return
    from crmcli import config, interrupts
    from crmcli.store import note

    step = note.Note("export", frame.command_line(ctx), config.load().get("me", ""), clock.stamp(), what)
    try:
        note.keep(database, step)
    except StoreError as problem:
        say.say(_("crm: that this was exported is not noted: {why}").format(why=problem.message))
    interrupts.heard_again()


def _found(opened: View, kind: str, filters: Any, output: frame.Output) -> Any:
    from crmcli.store.nouns import NOUNS
    from crmcli.store.reads import export as reads

    fields = [name.strip() for name in output.fields.split(",") if name.strip()]
    # One more than is shown tells whether there are more.
    limit = output.limit + 1 if output.limit and output.format == "table" else output.limit
    try:
        return reads.exported(
            opened, kind, filters, ["id"] if output.format == "ids" else fields, limit, dated=bool(output.as_of)
        )
    except KeyError as missing:
        columns = reads.columns_of(opened.sql, NOUNS[kind])
        raise UsageError(
            _("There is no column {name} here.").format(name=missing),
            meant(str(missing.args[0]), [column.name for column in columns]),
        ) from None


def _spool(found: Any, output: frame.Output, spool: Any) -> int:
    from crmcli.render import stream

    rows, end = found.rows, "\n"
    names = found.names
    if output.excel:
        numbers = frozenset(place for place, column in enumerate(found.columns) if column.kind == "amount")
        spool.write(spreadsheet.mark().encode())
        rows, end = spreadsheet.safe_rows(rows, numbers), spreadsheet.END
        names = [guarded(name) for name in names]
    elif output.format in ("json", "jsonl"):
        rows = _switched(rows, [place for place, column in enumerate(found.columns) if column.kind == "switch"])
    return stream.write(spool.write, output.format, names, rows, end)


def _switched(rows: Any, places: list[int]) -> Any:
    """Yield rows with switches as JSON has them."""
    for row in rows:
        yield tuple(cell == "yes" if place in places else cell for place, cell in enumerate(row)) if places else row


def _export_all(ctx: typer.Context, folder: str, force: bool, quiet: bool) -> None:
    import shlex
    import sys

    from crmcli.cli import folder as folders
    from crmcli.paths import typed

    counts = folders.write_all(frame.database(ctx), typed(folder), force=force)
    _note(ctx, _("everything exported: {customers} customers, {contacts} contacts").format(**counts))
    if not quiet:
        said = _("Everything is in {folder}: customers {customers}, activities {activities}, orders {orders}.")
        say.say(said.format(folder=folder, **counts))
        say.say(_("  Bring it back: crm --db NEW.db import {folder}").format(folder=shlex.quote(folder)))
    if quiet or not sys.stdout.isatty():
        say.raw(f"{folder}\n")
