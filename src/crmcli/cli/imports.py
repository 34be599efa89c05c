"""crm import."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import paths
from crmcli.cli import frame, options
from crmcli.cli.customers import insisted
from crmcli.errors import UsageError
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.store.write import Request

_READING = _("How the file is read")
_TAKING = _("What becomes of its rows")


def import_(
    ctx: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="[KIND] FILE",
            help=_(
                "customers, contacts, activities, orders, payments, lines (of orders), products or expenses, and a CSV, TSV"
                " or XLSX file; - is standard input."
            ),
        ),
    ],
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COL=FIELD",
            rich_help_panel=_READING,
            help=_("What a column is, by its name or number; COL=- leaves it out. May be repeated."),
        ),
    ] = None,
    dates: Annotated[
        str,
        typer.Option(
            "--dates", metavar="ORDER", rich_help_panel=_READING, help=_("dmy, mdy or ymd: how 3/4/2026 is read.")
        ),
    ] = "",
    decimal: Annotated[
        str,
        typer.Option("--decimal", metavar="MARK", rich_help_panel=_READING, help=_(". or , : how 1.234 is read.")),
    ] = "",
    currency: Annotated[
        str,
        typer.Option("--currency", metavar="CODE", rich_help_panel=_READING, help=_("Of amounts that name none.")),
    ] = "",
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", rich_help_panel=_READING, help=_("Instead of what is found out.")),
    ] = "",
    delimiter: Annotated[
        str,
        typer.Option("--delimiter", metavar="CHAR", rich_help_panel=_READING, help=_("Instead of what is found out.")),
    ] = "",
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="NAME", rich_help_panel=_READING, help=_("Which sheet of a workbook.")),
    ] = "",
    keep_unknown: Annotated[
        bool,
        typer.Option(
            "--keep-unknown", rich_help_panel=_TAKING, help=_("Columns without a field become fields of your own.")
        ),
    ] = False,
    update: Annotated[
        bool,
        typer.Option("--update", rich_help_panel=_TAKING, help=_("Where the file says something else, it is right.")),
    ] = False,
    add_reps: Annotated[
        bool,
        typer.Option("--add-reps", rich_help_panel=_TAKING, help=_("Register owners and reps that are not there.")),
    ] = False,
    add_customers: Annotated[
        bool,
        typer.Option(
            "--add-customers",
            rich_help_panel=_TAKING,
            help=_("Add customers whom rows of anything else name and nobody knows."),
        ),
    ] = False,
    add_products: Annotated[
        bool,
        typer.Option(
            "--add-products", rich_help_panel=_TAKING, help=_("Add products that order lines name and nobody knows.")
        ),
    ] = False,
    all_or_nothing: Annotated[
        bool,
        typer.Option("--all-or-nothing", rich_help_panel=_TAKING, help=_("One bad row, and nothing is written.")),
    ] = False,
    force: options.Force = False,
    why: options.Why = None,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    approved_by: frame.ApprovedBy = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Take in a spreadsheet, or a folder that `crm export --all` wrote.

    CSV, TSV and XLSX go in as they are. Encoding, delimiter, header and the meaning of the columns are found out and said; KIND may be left out where
    the headers leave one answer. Good rows land as one step, bad ones come back as FILE.rejected.csv with line and
    reason. The same file again changes nothing: a row is known by its id or code, else by its content. Exports of
    Google Contacts, Outlook and HubSpot go in as they are.

    A folder goes into a database that never held anything, with the same ids; before anything is kept it is
    exported again and compared, byte for byte.
    """
    from crmcli.cli import sheetfiles

    kind, file = sheetfiles.named(what, why or "")
    request = frame.request(ctx, as_, dry_run, approved_by)
    if file != "-" and not kind and os.path.isdir(paths.typed(file)):
        _refuse_for_folder(ctx)
        _folder(request, paths.typed(file), dry_run=dry_run, quiet=quiet)
        return
    wish = sheetfiles.Wish(kind, sheetfiles.mapped(map_ or []), dates, decimal, encoding, delimiter, sheet)
    from crmcli.actions.imports import Options

    taking = Options(
        currency=currency,
        update=update,
        add_reps=add_reps,
        add_customers=add_customers,
        add_products=add_products,
        force=insisted(force, why),
        strict=all_or_nothing,
        keep_unknown=keep_unknown,
    )
    sheetfiles.take_in(request, file, wish, taking, frame.Output(format_, fields), quiet=quiet)


import_.examples = (  # type: ignore[attr-defined]
    "crm import customers clientes.csv",
    "crm import google-contacts.csv --dry-run",
    "crm import orders ventas-2025.csv --dates dmy --currency EUR --add-customers",
    'crm import customers list.csv --map "Tel. 2=phone" --keep-unknown',
    "crm --db new.db import crm-export",
)


_WITH_A_FOLDER = frozenset(("what", "as_", "dry_run", "quiet"))


def _refuse_for_folder(ctx: typer.Context) -> None:
    """Raise UsageError for an option that would do nothing to a folder, which is taken as it is."""
    for parameter in ctx.command.params:
        given = ctx.params.get(parameter.name or "")
        if given and parameter.name not in _WITH_A_FOLDER:
            raise UsageError(_("{option} does nothing to a folder.").format(option=parameter.opts[0]))


def _folder(request: "Request", path: Path, *, dry_run: bool, quiet: bool) -> None:
    from crmcli.actions.restore import restore
    from crmcli.cli.folder import compare

    outcome = restore(request, path, lambda sql: compare(sql, path))
    frame.told(outcome, dry_run=dry_run, quiet=quiet)
