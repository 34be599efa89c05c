"""crm flow."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, options
from crmcli.cli.span import Span, span
from crmcli.errors import UsageError, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

Within = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=_("2026Q3, 2026-09, last-quarter, this-year, A..B …; else the present quarter."),
    ),
]


def within(since: str, until: str, period: str) -> Span:
    """Read --since, --until and --period: the present quarter where none is given, and no bound is left open."""
    from crmcli.rules.dates import EARLIEST

    found = span(since, until, period if since or until else period or "this-quarter")
    tomorrow = clock.today().fromordinal(clock.today().toordinal() + 1).isoformat()
    return Span(found.since or EARLIEST.isoformat(), found.before or tomorrow)


@frame.reads(
    "crm flow --period 2026Q3",
    "crm flow --period last-year --by owner",
    "crm flow --period last-quarter --list --stage prospect --format csv > prospects.csv",
)
def flow(
    view: View,
    period: Within = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help=_("From this day on."))] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=_("Up to this day, and on it."))] = "",
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help=_("One row per owner and stage."))] = "",
    list_: Annotated[
        bool, typer.Option("--list", help=_("The customers who entered or left a stage, one row a stay."))
    ] = False,
    stage: options.Stages = None,
) -> Report:
    """Who entered and left each stage in a period, and what became of those who entered.

    at_start + entered - left = at_end. The cohort are the customers who entered in the period: so many of them have
    advanced to a further stage since, were lost, are dormant, went back, are still there; conversion is advanced out of
    cohort. A loss never counts as an advance. Customers that were put away count like the others.
    """
    from crmcli.store.reads import flow as reads

    if by not in ("", "owner"):
        raise UsageError(_("--by: there is no {name}.").format(name=quoted(by)), _("There is: owner"))
    days = within(since, until, period)
    if list_:
        if by:
            raise UsageError(_("Either --list or --by."))
        return of(reads.StayRow._fields, reads.stays_of(view, reads.Period(*days), tuple(stage or ())))
    if stage:
        raise UsageError(_("--stage goes with --list."))
    rows = reads.flows(view, reads.Period(*days), by == "owner")
    return of(((by,) if by else ()) + reads.FlowRow._fields, [((group,) if by else ()) + row for group, row in rows])
