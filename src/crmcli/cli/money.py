"""crm order, pay, receivables."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, pictures, say, span
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Currency = Annotated[
    str, typer.Argument(metavar="[CURRENCY]", help=_("ISO 4217: USD, EUR, CNY …; else the configured one."))
]
_Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help=_("Plainly: 12500 or 12500.50"))]


def order_add(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=_("The customer; - reads one order per line from standard input.")),
    ],
    amount: _Amount = "",
    currency: _Currency = "",
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


order_add.examples = (  # type: ignore[attr-defined]
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
def order_list(
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


def order_show(
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


order_show.examples = ("crm order show o17", "crm order show S-1001 --format json")  # type: ignore[attr-defined]


@frame.writes('crm order cancel o17 -m "they withdrew"')
def order_cancel(
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


def pay(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="ORDER|REF",
            help=_("o17, the firm's own number, or a customer; - reads one payment per line from standard input."),
        ),
    ],
    amount: _Amount = "",
    currency: _Currency = "",
    at: options.At = "today",
    instalment: Annotated[
        int | None, typer.Option("--instalment", metavar="N", help=_("Which part of the order it pays."))
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    credit: Annotated[
        bool, typer.Option("--credit", help=_("No new money: earlier credit pays; all of it without AMOUNT."))
    ] = False,
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Enter a payment: to the named instalment, else what is owed, earliest due first; the rest is credit.

    For a customer it pays all orders in that currency. With - every line of standard input is one payment.
    """
    from crmcli.actions import payments
    from crmcli.cli.batch import from_lines

    request = frame.request(ctx, as_, dry_run)
    if ref == "-" and not amount and not credit:
        batch = from_lines(ctx, _new_payment)
        batch.told(
            payments.pay(request, batch.items, frame.date_order(), keep_going=True),
            dry_run=dry_run,
            quiet=quiet,
        )
        return
    outcome = payments.pay(request, [_new_payment(dict(locals()))], frame.date_order())
    frame.told(outcome, dry_run=dry_run, quiet=quiet)


pay.examples = (  # type: ignore[attr-defined]
    "crm pay o17 5000",
    "crm pay S-1001 7500 EUR --at -2d --instalment 2",
    "crm pay 广元 26000 CNY",
    "crm pay ibarra --credit",
)


def _new_payment(given: dict[str, Any]) -> Any:
    from crmcli.actions.payments import NewPayment

    if not given["amount"] and not given["credit"]:
        raise UsageError(_("How much? AMOUNT is missing."), _("For example: crm pay o17 5000"))
    return NewPayment(**{name: given[name] for name in NewPayment._fields})


@frame.reads(
    "crm receivables",
    "crm receivables --by owner",
    "crm receivables --by instalment --as-of eom",
    "crm receivables --chart",
    "crm receivables --html owed.html",
)
def receivables(
    view: View,
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help=_("customer, owner or instalment."))] = "customer",
    where: options.Where = None,
    chart: pictures.Chart = False,
    html: pictures.Html = "",
    mine: Mine | None = None,
) -> frame.Answer:
    """Who owes what, by days past due and per currency; unapplied is credit.

    On every row: outstanding = not_due + d1_30 + … + over_120 − unapplied.
    """
    from crmcli.store.reads import receivables as reads

    groups: dict[str, tuple[Any, Callable[[View, Sequence[str]], Iterable[tuple[Any, ...]]]]] = {
        "customer": (reads.ByCustomer, reads.by_customer),
        "owner": (reads.ByOwner, reads.by_owner),
        "instalment": (reads.ByInstalment, reads.by_instalment),
    }
    if by not in groups:
        raise UsageError(
            _("--by: there is no {name}.").format(name=quoted(by)),
            meant(by, groups),
        )
    who = mine.owner(by == "owner", owner_asked(where)) if mine else ""
    narrowed = [*(where or ()), *([f"owner={who}"] if who else [])]
    row, read = groups[by]
    columns = (*row._fields[:-1], *reads.Aged._fields)
    report = of(columns, [(*found[:-1], *found[-1]) for found in read(view, narrowed)])
    if not (chart or html):
        return report
    from crmcli.render.standing import owed

    labels = {"owner": ("owner",), "instalment": ("name", "id")}.get(by, ("name",))
    return pictures.shown(owed(view.day, report, *labels), chart, html)
