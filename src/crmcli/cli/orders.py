"""crm order add, list, show, cancel."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, say, span
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.cli.money import Amount, Currency
from crmcli.errors import UsageError, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


def add(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=_("The customer; - reads one order per line from standard input.")),
    ],
    amount: Amount = "",
    currency: Currency = "",
    code: Annotated[str, typer.Option("--code", metavar="TEXT", help=_("The firm's own number of the order."))] = "",
    at: options.At = "today",
    sample: Annotated[bool, typer.Option("--sample", help=_("A sample: it moves nobody to another stage."))] = False,
    due: Annotated[
        str, typer.Option("--due", metavar="DATE", help=_("When it is due; the order's day if not said."))
    ] = "",
    instalment: Annotated[
        list[str] | None,
        typer.Option(
            "--instalment",
            metavar="DATE=AMOUNT",
            help=_("A part and when it is due; may be repeated, adds up to the amount."),
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    force: options.Force = False,
    why: options.Why = None,
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Add a confirmed order. The first that counts makes a buyer, the second a repeat customer, by themselves.

    Samples never count, two orders of one day count once. With - every line of standard input is one order.
    Of another rep's customer it takes --force -m WHY; nobody in particular, a manager or a director may always.
    """
    from crmcli.actions import orders
    from crmcli.cli.batch import from_lines

    if ref == "-" and not amount:
        batch = from_lines(ctx, _new_order)
        reason = insisted(force, why)
        items = [one._replace(force=one.force or reason) for one in batch.items]
        outcome = orders.add(frame.request(ctx, as_, dry_run), items, frame.date_order(), keep_going=True)
        batch.told(outcome, dry_run=dry_run, quiet=quiet)
        return
    order = _new_order(dict(locals()))
    given = [order._replace(ref=one) for one in frame.refs_or_stdin([ref])]
    outcome = orders.add(frame.request(ctx, as_, dry_run), given, frame.date_order())
    frame.told(outcome, dry_run=dry_run, quiet=quiet)


add.examples = (  # type: ignore[attr-defined]
    "crm order add ibarra 12500 EUR --code S-1001 --due +30d",
    "crm order add 广元 86000 CNY --instalment today=26000 --instalment +60d=60000",
    "crm order add - < orders.txt",
)


def _new_order(given: dict[str, Any]) -> Any:
    from crmcli.actions.orders import NewOrder

    if not given["amount"]:
        raise UsageError(_("How much? AMOUNT is missing."), _("For example: crm order add ibarra 12500 EUR"))
    names = ("ref", "amount", "currency", "code", "at", "sample", "due", "note")
    return NewOrder(
        instalments=tuple(given["instalment"] or ()),
        force=insisted(given["force"], given["why"]),
        **{name: given[name] for name in names},
    )


@frame.reads(
    "crm order list", "crm order list ibarra --format csv", "crm order list --status cancelled --period 2026Q3"
)
def list_orders(
    view: View,
    ref: options.OptionalRef = "",
    owner: options.ByOwner = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help=_("Only confirmed or cancelled ones."))
    ] = "",
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    where: options.Where = None,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """List orders, the latest first, and what is paid of them."""
    from crmcli.store.reads import orders

    if status not in ("", "confirmed", "cancelled"):
        raise UsageError(_("--status: {name} is neither confirmed nor cancelled.").format(name=quoted(status)))
    days = span.span(since, until, period)
    owner = owner or (mine.owner(ref, owner_asked(where)) if mine else "")
    rows = orders.orders(view, ref, owner, status, *days, limit=limit, narrowed=where or ())
    return of(orders.OrderRow._fields, rows)


def show(
    ctx: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help=_("o17, or the firm's own number."))],
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """Show one order with its instalments and payments; JSON is one nested object, CSV its instalments."""
    from crmcli import clock
    from crmcli.render.screens import order_screen
    from crmcli.store.reads import orders

    output = frame.Output(format_, fields, excel=excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        found = orders.order(opened, order)
    if output.format == "table":
        say.data(order_screen(found, frame.screen()))
    elif output.format in ("json", "jsonl"):
        say.raw(frame.as_object(found, indent=output.format == "json"))
    else:
        frame.emit(of(orders.InstalmentRow._fields, found.instalments), output)


show.examples = ("crm order show o17", "crm order show S-1001 --format json")  # type: ignore[attr-defined]


@frame.writes('crm order cancel o17 -m "they withdrew"')
def cancel(
    request: "Request",
    orders: Annotated[
        list[str],
        typer.Argument(metavar="ORDER…", help=_("o17, or the firm's own numbers; - reads them from standard input.")),
    ],
    why: options.Why = None,
    at: options.At = "",
) -> "Outcome":
    """Cancel orders: nothing is owed of them any more, what was paid is credit, and their moves are taken back."""
    from crmcli.actions import orders as actions

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return actions.cancel(request, frame.refs_or_stdin(orders), frame.asked_reason(why), day)
