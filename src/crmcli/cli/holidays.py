"""crm config holiday add, list, remove."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules import holidays as rules
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.writes(
    "crm config holiday add 2026-12-24 works closed", "crm config holiday add 2027-03-19 San José --country ES"
)
def add(
    request: "Request",
    day: Annotated[str, typer.Argument(metavar="DATE", help=_("On which day."))],
    name: Annotated[list[str], typer.Argument(metavar="NAME…", help=_("What it is called; no quotes needed."))],
    country: Annotated[
        str, typer.Option("--country", metavar="CC", help=_("In which country: ES, CN …; else everywhere."))
    ] = "",
) -> "Outcome":
    """Add a holiday of your own; crm today and the calendar tell of it.

    The usual ones of China, Spain and Latin America for 2026 to 2028 come with the program: crm config set holidays
    CN,ES
    """
    from crmcli.actions import reminders

    return reminders.add_holiday(request, day, " ".join(name), country, frame.date_order())


@frame.reads("crm config holiday list", "crm config holiday list --usual CN,ES --format csv")
def list_holidays(
    view: View,
    usual: Annotated[
        str, typer.Option("--usual", metavar="CC,…", help=_("The usual ones of these countries, chosen or not."))
    ] = "",
    days: Annotated[int, typer.Option("--days", metavar="N", min=0, max=36500, help=_("So many days ahead."))] = 365,
) -> Report:
    """List the holidays that are kept, a year ahead: your own, and the usual ones of the countries you chose."""
    from crmcli.store.reads import reminders

    wanted = rules.countries(usual, "--usual") if usual else None
    return of(reminders.HolidayRow._fields, reminders.holidays(view, wanted, view.day + timedelta(days=days)))


@frame.writes("crm config holiday remove 2026-12-24")
def remove(
    request: "Request",
    days: Annotated[list[str], typer.Argument(metavar="DATE…", help=_("Their days; - reads them."))],
) -> "Outcome":
    """Remove the holidays of your own that fall on these days."""
    from crmcli.actions import reminders

    return reminders.remove_holidays(request, frame.refs_or_stdin(days), frame.date_order())
