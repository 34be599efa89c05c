"""crm rate add, list."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.writes("crm rate add EUR USD 1.08", "crm rate add USD CNY 7.1325 --at 2026-10-01")
def add(
    request: "Request",
    source: Annotated[str, typer.Argument(metavar="FROM", help=_("ISO 4217: one unit of this currency …"))],
    target: Annotated[str, typer.Argument(metavar="TO", help=_("… in this one …"))],
    rate: Annotated[str, typer.Argument(metavar="RATE", help=_("… is so much, as a plain decimal: 1.08"))],
    at: Annotated[
        str, typer.Option("--at", metavar="DATE", help=_("From this day on, up to the next rate; today if not said."))
    ] = "today",
) -> "Outcome":
    """Enter a rate of exchange, for reports in one currency. It holds the other way round too, as one divided by it."""
    from crmcli.actions import rates

    return rates.add(request, source, target, rate, at, frame.date_order())


@frame.reads("crm rate list", "crm rate list EUR --as-of 2026-06-30")
def list_rates(
    view: View,
    currency: Annotated[str, typer.Argument(metavar="[CURRENCY]", help=_("Only rates from or to this one."))] = "",
) -> Report:
    """List the rates of exchange as they were entered, the newest of each pair first."""
    from crmcli.store.reads import rates

    return of(rates.RateRow._fields, rates.rates(view, currency))
