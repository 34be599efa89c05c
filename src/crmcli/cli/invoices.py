"""crm invoice."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options, span
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Invoice = Annotated[str, typer.Argument(metavar="NUMBER", help=_("Its number, or f3."))]


@frame.writes(
    "crm invoice add o17 F-2026-081",
    "crm invoice add S-1001 2026/0417 5000 --at 2026-11-20 --due +30d",
    money=True,
)
def add(
    request: "Request",
    order: Annotated[str, typer.Argument(metavar="ORDER", help=_("o17, or the firm's own number."))],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("The number that is on the paper."))],
    amount: Annotated[str, typer.Argument(metavar="[AMOUNT]", help=_("Else all that is left to invoice."))] = "",
    at: options.At = "today",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help=_("When it asks to be paid."))] = "",
    force: options.Force = False,
    why: options.Why = None,
) -> "Outcome":
    """Note an invoice of an order. More than is left to invoice takes --force -m WHY."""
    from crmcli.actions import invoices

    reason = insisted(force, why)
    return invoices.add(
        request,
        invoices.NewInvoice(
            order,
            number,
            amount,
            frame.parsed_day(at, "--at", past=True),
            frame.parsed_day(due, "--due") if due else None,
            reason or why or "",
            force=force,
        ),
    )


@frame.writes(
    "crm invoice credit F-2026-081 G-2026-007 500 -m scratched",
    "crm invoice credit F-2026-081 G-2026-008 --return x5",
    money=True,
)
def credit(
    request: "Request",
    invoice: _Invoice,
    number: Annotated[str, typer.Argument(metavar="NEWNUMBER", help=_("The number of the credit note."))],
    amount: Annotated[str, typer.Argument(metavar="[AMOUNT]", help=_("Else all that is left of the invoice."))] = "",
    at: options.At = "today",
    returned: Annotated[
        str, typer.Option("--return", metavar="RETURN", help=_("For goods that came back, like x5."))
    ] = "",
    why: options.Why = None,
) -> "Outcome":
    """Take an invoice back, or a part of it. That much less is owed, unless a return lowered it already (--return)."""
    from crmcli.actions import invoices

    day = frame.parsed_day(at, "--at", past=True)
    return invoices.credit(request, invoices.NewCredit(invoice, number, amount, day, why or "", returned))


@frame.reads("crm invoice list", "crm invoice list ibarra --period 2026Q3", "crm invoice list o17")
def list_invoices(
    view: View,
    ref: Annotated[str, typer.Argument(metavar="[REF|ORDER]", help=_("Only this customer, or order."))] = "",
    owner: options.ByOwner = "",
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    where: options.Where = None,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """List invoices and credit notes, the latest first."""
    from crmcli.store.reads import invoices

    days = span.span(since, until, period)
    owner = owner or (mine.owner(ref, owner_asked(where)) if mine else "")
    rows = invoices.invoices(view, ref, owner, *days, limit=limit, narrowed=where or ())
    return of(invoices.InvoiceRow._fields, rows)


@frame.reads("crm invoice show F-2026-081", "crm invoice show f3 --format json")
def show(view: View, invoice: _Invoice) -> Report:
    """Show an invoice and the credit notes that take it back."""
    from crmcli.store.reads import invoices

    return of(invoices.InvoiceRow._fields, invoices.invoice(view, invoice))
