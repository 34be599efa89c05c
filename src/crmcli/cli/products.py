"""crm product add, list, edit, archive, import."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Codes = Annotated[
    list[str], typer.Argument(metavar="CODE…", help=_("Codes, ids such as g3, or pieces of names; - reads them."))
]
_Unit = Annotated[str | None, typer.Option("--unit", metavar="TEXT", help=_("What it is counted in: pcs, kg, m …"))]
_Group = Annotated[
    str | None, typer.Option("--group", metavar="TEXT", help=_("The group that policies and reports speak of."))
]
_Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("Anything else."))]
_List = Annotated[str | None, typer.Option("--list", metavar="AMOUNT", help=_("The list price of one unit."))]
_Floor = Annotated[
    str | None, typer.Option("--floor", metavar="AMOUNT", help=_("The floor (ex-works) price: less takes a director."))
]
_Cost = Annotated[str | None, typer.Option("--cost", metavar="AMOUNT", help=_("What one unit costs you."))]
_Currency = Annotated[
    str, typer.Option("--currency", metavar="CODE", help=_("Of the prices; else the configured one."))
]
_Since = Annotated[
    str, typer.Option("--since", metavar="DATE", help=_("From when on the prices hold; today if not said."))
]


@frame.writes(
    'crm product add PUMP-2 "Centrifugal pump" --unit pcs --group pumps --list 1250 --floor 980 --cost 700 --currency EUR',
    "crm product add 阀门-5 球阀 --list 320 --currency CNY",
)
def add(
    request: "Request",
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("The firm's own code of it."))],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=_("What it is called; else its code."))] = None,
    unit: _Unit = None,
    group: _Group = None,
    list_: _List = None,
    floor: _Floor = None,
    cost: _Cost = None,
    currency: _Currency = "",
    since: _Since = "",
    note: _Note = None,
) -> "Outcome":
    """Add a product. Its prices are dated: a new one changes no quote and no order that was there before."""
    from crmcli.actions import products

    given = products.Given(name, unit, group, note, list_, floor, cost, currency, since)
    return products.add(request, code, given, frame.date_order())


@frame.reads("crm product list", "crm product list pump", "crm product list --group pumps --as-of 2026-01-01")
def list_products(
    view: View,
    words: Annotated[str, typer.Argument(metavar="[TEXT]", help=_("Only those with this in their code or name."))] = "",
    group: Annotated[str, typer.Option("--group", metavar="TEXT", help=_("Only this group."))] = "",
    archived: Annotated[bool, typer.Option("--archived", help=_("Those that are put away too."))] = False,
) -> Report:
    """List what is sold, with the prices of the day."""
    from crmcli.store.reads import products

    return of(products.ProductRow._fields, products.products(view, words, group, archived=archived))


@frame.writes("crm product edit PUMP-2 --list 1290 --since 2027-01-01", "crm product edit PUMP-2 --group pumps")
def edit(
    request: "Request",
    codes: _Codes,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help=_("What it is called."))] = None,
    unit: _Unit = None,
    group: _Group = None,
    list_: _List = None,
    floor: _Floor = None,
    cost: _Cost = None,
    currency: _Currency = "",
    since: _Since = "",
    note: _Note = None,
) -> "Outcome":
    """Change products. A price holds from its day on (--since); what was quoted or sold before keeps its own."""
    from crmcli.actions import products

    given = products.Given(name, unit, group, note, list_, floor, cost, currency, since)
    return products.edit(request, frame.refs_or_stdin(codes), given, frame.date_order())


@frame.writes("crm product archive PUMP-1")
def archive(request: "Request", codes: _Codes) -> "Outcome":
    """Put products away: old orders keep them, new ones cannot have them."""
    from crmcli.actions import products

    return products.archive(request, frame.refs_or_stdin(codes))


def import_products(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("A CSV, TSV or XLSX file; - is standard input."))],
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="COL=FIELD", help=_("What a column is; COL=- leaves it out."))
    ] = None,
    decimal: Annotated[str, typer.Option("--decimal", metavar="MARK", help=_(". or , : how 1.234 is read."))] = "",
    currency: _Currency = "",
    update: Annotated[
        bool, typer.Option("--update", help=_("Where the file says something else, it is right."))
    ] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Take in a price list; the same as `crm import products`, which has more options."""
    from crmcli.actions.imports import Options
    from crmcli.cli import sheetfiles

    wish = sheetfiles.Wish("products", sheetfiles.mapped(map_ or []), "", decimal, "", "")
    taking = Options(currency=currency, update=update)
    output = frame.Output(format_, fields)
    sheetfiles.take_in(frame.request(ctx, as_, dry_run), file, wish, taking, output, quiet=quiet)


import_products.examples = ("crm product import tarifa-2027.xlsx --currency EUR",)  # type: ignore[attr-defined]
