"""crm pay, refund."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options
from crmcli.errors import UsageError
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

Currency = Annotated[
    str, typer.Argument(metavar="[CURRENCY]", help=_("ISO 4217: USD, EUR, CNY …; else the configured one."))
]
Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help=_("Plainly: 12500 or 12500.50"))]


def pay(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="ORDER|REF",
            help=_("o17, the firm's own number, or a customer; - reads one payment per line from standard input."),
        ),
    ],
    amount: Amount = "",
    currency: Currency = "",
    at: options.At = "today",
    instalment: Annotated[
        int | None, typer.Option("--instalment", metavar="N", help=_("Which part of the order it pays."))
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    credit: Annotated[
        bool, typer.Option("--credit", help=_("No new money: earlier credit pays; all of it without AMOUNT."))
    ] = False,
    approved_by: frame.ApprovedBy = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Enter a payment: to the named instalment, else what is owed, earliest due first; the rest is credit.

    For a customer it pays all orders in that currency. With - every line of standard input is one payment.
    """
    from crmcli.actions import payments
    from crmcli.cli.batch import from_lines

    request = frame.request(ctx, as_, dry_run, approved_by)
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


@frame.writes("crm refund ibarra 250 EUR", "crm refund 广元 800 --order o17 --at -1d", money=True)
def refund(
    request: "Request",
    ref: options.Ref,
    amount: Amount,
    currency: Currency = "",
    at: options.At = "today",
    order: Annotated[
        str, typer.Option("--order", metavar="ORDER", help=_("The order that it is given back for."))
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
) -> "Outcome":
    """Give money back to a customer: only what pays nothing, so that no order is owed again by it."""
    from crmcli.actions import refunds

    day = frame.parsed_day(at, "--at", past=True)
    return refunds.refund(request, refunds.NewRefund(ref, amount, currency, day, order, note))
