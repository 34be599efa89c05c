"""crm config dwell set, list, unset."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Stage = Annotated[str, typer.Argument(metavar="STAGE", help=_("lead, prospect, buyer or repeat."))]
_Industry = Annotated[str, typer.Option("--industry", metavar="TEXT", help=_("As customers have it, case aside."))]


@frame.writes(
    "crm config dwell set prospect --industry Furniture --days 240",
    "crm config dwell set 意向 --industry 家具 --days 240",
)
def set_days(
    request: "Request",
    stage: _Stage,
    industry: _Industry,
    days: Annotated[int, typer.Option("--days", metavar="N", help=_("How many days are expected."))],
) -> "Outcome":
    """Say how long customers of an industry may stay in a stage; those of all others: crm config set days_prospect N."""
    from crmcli.actions import limits

    return limits.set_days(request, stage, industry, days)


@frame.reads("crm config dwell list")
def list_days(view: View) -> Report:
    """List the expected days of every stage, and below each those of industries that have their own."""
    from crmcli.store.reads import limits

    return of(limits.LimitRow._fields, limits.limits(view))


@frame.writes("crm config dwell unset prospect --industry Furniture")
def unset_days(request: "Request", stage: _Stage, industry: _Industry) -> "Outcome":
    """Hold the customers of an industry to what their stage expects again."""
    from crmcli.actions import limits

    return limits.unset_days(request, stage, industry)
