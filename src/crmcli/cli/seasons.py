"""crm season: what today asks for; set, list, unset."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.reads("crm season", "crm season --as-of 2026-12-24 --format csv")
def season(view: View) -> Report:
    """What today's season asks for, of whom, and how many they are.

    Where nobody said it in words (season set --strategy, policy add --strategy): up to 60 days before a season push
    prospects and buyers, in it look after repeat customers, else develop leads.
    """
    from crmcli.store.reads import seasons

    return of(seasons.AskedRow._fields, seasons.today(view))


@frame.writes(
    "crm season set peak 11-15..02-10 --pause lead",
    'crm season set 旺季 11-15..02-10 --strategy "老客户优先" --since 2026-11-01',
)
def set_(
    request: "Request",
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("What it is called."))],
    days: Annotated[str, typer.Argument(metavar="MM-DD..MM-DD", help=_("From day to day; over the new year too."))],
    pause: Annotated[
        str | None,
        typer.Option("--pause", metavar="S,S", help=_("Stages whose clocks of dwell stand still in it; '' is none.")),
    ] = None,
    strategy: Annotated[
        str | None, typer.Option("--strategy", metavar="TEXT", help=_("What it asks for, in words."))
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help=_("From when on that holds; today if not said."))
    ] = "today",
) -> "Outcome":
    """Set a season up, or change it from a day on; what it was before that day stays true of the days before.

    Days on which the clock of a stage stands still count neither in days_in_stage nor in stale and alerts.
    """
    from crmcli.actions import seasons

    return seasons.set_(request, name, seasons.Given(days, pause, strategy, since), frame.date_order())


@frame.reads("crm season list")
def list_seasons(view: View) -> Report:
    """List the seasons."""
    from crmcli.store.reads import seasons

    return of(seasons.SeasonRow._fields, seasons.listed(view))


@frame.writes("crm season unset peak")
def unset(
    request: "Request",
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help=_("Their names; - reads them."))],
) -> "Outcome":
    """Give seasons up from today on."""
    from crmcli.actions import seasons

    return seasons.unset(request, frame.refs_or_stdin(names))
