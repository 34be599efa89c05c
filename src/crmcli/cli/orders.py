"""crm order add, list, show, edit, complete, cancel, return."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, say, span
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.cli.money import Amount, Currency
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Lines = Annotated[
    list[str] | None,
    typer.Option(
        "--line", metavar="CODE:QTY[@PRICE]", help=_("A product, how many, and a price other than the list's; repeat.")
    ),
]
_Due = Annotated[str, typer.Option("--due", metavar="DATE", help=_("When it is due; the order's day if not said."))]
_Terms = Annotated[
    str,
    typer.Option(
        "--terms",
        metavar="PERCENT@WHEN,…",
        help=_("Parts by what they wait for: the order, or a milestone, and days after it."),
    ),
]
_Instalments = Annotated[
    list[str] | None,
    typer.Option(
        "--instalment",
        metavar="DATE=AMOUNT",
        help=_("A part and when it is due; may be repeated, adds up to the amount."),
    ),
]
_Orders = Annotated[
    list[str],
    typer.Argument(metavar="ORDER…", help=_("o17, or the firm's own numbers; - reads them from standard input.")),
]
_Order = Annotated[str, typer.Argument(metavar="ORDER", help=_("o17, or the firm's own number."))]


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
    line: _Lines = None,
    due: _Due = "",
    terms: _Terms = "",
    instalment: _Instalments = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=_("Not agreed yet: it counts nowhere and owes nothing until completed."))
    ] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    force: options.Force = False,
    why: options.Why = None,
    approved_by: frame.ApprovedBy = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Add a confirmed order, of lines or of an amount. The first that counts makes a buyer, the second a repeat customer.

    Samples never count, two orders of one day count once. With - every line of standard input is one order.
    Of another rep's customer it takes --force -m WHY; nobody in particular, a manager or a director may always.
    """
    from crmcli.actions import orders
    from crmcli.cli.batch import from_lines

    if ref == "-" and not amount:
        batch = from_lines(ctx, _new_order)
        reason = insisted(force, why)
        items = [one._replace(force=one.force or reason) for one in batch.items]
        outcome = orders.add(frame.request(ctx, as_, dry_run, approved_by), items, frame.date_order(), keep_going=True)
        batch.told(outcome, dry_run=dry_run, quiet=quiet)
        return
    order = _new_order(dict(locals()))
    given = [order._replace(ref=one) for one in frame.refs_or_stdin([ref])]
    outcome = orders.add(frame.request(ctx, as_, dry_run, approved_by), given, frame.date_order())
    frame.told(outcome, dry_run=dry_run, quiet=quiet)


add.examples = (  # type: ignore[attr-defined]
    "crm order add ibarra 12500 EUR --code S-1001 --due +30d",
    "crm order add 广元 86000 CNY --instalment today=26000 --instalment +60d=60000",
    "crm order add ibarra --line PUMP-2:3 --line VALVE-5:10@31.50 --terms 30@order,70@delivered+60d",
    "crm order add - < orders.txt",
)


def _new_order(given: dict[str, Any]) -> Any:
    from crmcli.actions.orders import NewOrder

    if not (given["amount"] or given["line"]):
        raise UsageError(_("How much? AMOUNT is missing, or --line."), _("For example: crm order add ibarra 12500 EUR"))
    # Behind lines the one word that is left is the currency.
    if given["line"] and given["amount"] and not given["currency"]:
        given = {**given, "amount": "", "currency": given["amount"]}
    names = ("ref", "amount", "currency", "code", "at", "sample", "due", "note", "terms", "draft")
    return NewOrder(
        instalments=tuple(given["instalment"] or ()),
        lines=tuple(given["line"] or ()),
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
        str,
        typer.Option(
            "--status", metavar="STATUS", help=_("Only draft, confirmed, completed, cancelled or returned ones.")
        ),
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

    if status not in ("", *orders.STATUSES):
        raise UsageError(_("--status: there is no {name}.").format(name=quoted(status)), meant(status, orders.STATUSES))
    days = span.span(since, until, period)
    owner = owner or (mine.owner(ref, owner_asked(where)) if mine else "")
    rows = orders.orders(view, ref, owner, status, *days, limit=limit, narrowed=where or ())
    return of(orders.OrderRow._fields, rows)


def show(
    ctx: typer.Context,
    order: _Order,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """Show one order: lines, instalments, payments, returns, milestones; JSON is one nested object, CSV its instalments."""
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


@frame.writes('crm order cancel o17 -m "they withdrew"', money=True)
def cancel(
    request: "Request",
    orders: _Orders,
    why: options.Why = None,
    at: options.At = "",
) -> "Outcome":
    """Cancel orders: nothing is owed of them any more, what was paid is credit, and their moves are taken back."""
    from crmcli.actions import orders as actions

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return actions.cancel(request, frame.refs_or_stdin(orders), frame.asked_reason(why), day)


@frame.writes("crm order complete o17", "crm order complete o17 o18 --at 2026-11-20")
def complete(request: "Request", orders: _Orders, at: options.At = "") -> "Outcome":
    """Let drafts count from that day on; of orders that count already, note the day on which they were completed."""
    from crmcli.actions import orders as actions

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return actions.complete(request, frame.refs_or_stdin(orders), day)


@frame.writes("crm order edit o17 --code S-1001", "crm order edit o17 --terms 50@order,50@delivered+30d")
def edit(
    request: "Request",
    order: _Order,
    amount: Annotated[str, typer.Option("--amount", metavar="AMOUNT", help=_("What it is worth."))] = "",
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help=_("Of the new amount or lines."))] = "",
    line: _Lines = None,
    due: _Due = "",
    terms: _Terms = "",
    instalment: _Instalments = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="TEXT", help=_("The firm's own number of the order."))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = None,
) -> "Outcome":
    """Change an order. What it is worth and when it is due changes only while nothing is paid, invoiced or returned."""
    from crmcli.actions import orders, plans

    wish = plans.Wish(due, tuple(instalment or ()), terms)
    change = orders.Change(code, note, amount, currency, tuple(line or ()), wish)
    return orders.edit(request, order, change, frame.date_order())


@frame.writes(
    'crm order return o17 --line PUMP-2:1 -m "leaks"',
    'crm order return o17 350 -m "two were broken"',
    'crm order return o17 -m "all of it"',
)
def take_back(
    request: "Request",
    order: _Order,
    amount: Annotated[
        str, typer.Argument(metavar="[AMOUNT]", help=_("What it was worth; without it and --line all that is left."))
    ] = "",
    line: Annotated[
        list[str] | None, typer.Option("--line", metavar="CODE:QTY", help=_("A product and how many; repeat."))
    ] = None,
    why: options.Why = None,
    at: options.At = "",
) -> "Outcome":
    """Enter goods that came back: less is owed, from the last instalment backwards; what was paid too much is credit.

    An order of which nothing is left counts no more, and the move it caused is taken back.
    """
    from crmcli.actions import returns

    day = frame.parsed_day(at, "--at", past=True) if at else None
    given = returns.Returned(order, amount, tuple(line or ()), frame.asked_reason(why))
    return returns.take_back(request, given, day)
