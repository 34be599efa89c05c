"""crm target set, list, unset."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock
from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Rep = Annotated[str, typer.Argument(metavar="REP", help=_("Name, or r3."))]
_Period = Annotated[str, typer.Argument(metavar="PERIOD", help=_("2026Q4, 2026-09, 2026, this-quarter, A..B …"))]


def _named(text: str) -> str:
    """Return a period as it is kept; BadInputError."""
    from crmcli.rules import periods

    return periods.name(periods.period(text, clock.today(), order=frame.date_order(), place=_("PERIOD")))


@frame.writes("crm target set ana 2026Q4 500000 USD", "crm target set 李伟 2027 3000000 CNY")
def set_(
    request: "Request",
    rep: _Rep,
    period: _Period,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help=_("Plainly: 500000 or 500000.50"))],
    currency: Annotated[
        str, typer.Argument(metavar="[CURRENCY]", help=_("ISO 4217: USD, EUR, CNY …; else the configured one."))
    ] = "",
) -> "Outcome":
    """Say what a rep is to sell in a period; crm sales --by rep shows how far they are."""
    from crmcli.actions import targets

    return targets.set_target(request, rep, _named(period), amount, currency)


@frame.reads("crm target list", "crm target list --format csv")
def list_targets(view: View) -> Report:
    """List what the reps are to sell, the latest period first."""
    from crmcli.store.reads import targets

    return of(targets.TargetRow._fields, targets.targets(view))


@frame.writes("crm target unset ana 2026Q4", "crm target unset ana 2026Q4 USD")
def unset(
    request: "Request",
    rep: _Rep,
    period: _Period,
    currency: Annotated[str, typer.Argument(metavar="[CURRENCY]", help=_("Only that in this currency."))] = "",
) -> "Outcome":
    """Take a rep's target of a period away."""
    from crmcli.actions import targets

    return targets.unset(request, rep, _named(period), currency)
