"""crm appraisal."""

from typing import Annotated

import typer

from crmcli.cli import frame
from crmcli.cli.flow import Within, within
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View


@frame.reads(
    "crm appraisal --period 2026Q3",
    "crm appraisal ana --period last-quarter",
    "crm appraisal ana --period 2026Q3 --explain advanced",
)
def appraisal(
    view: View,
    rep: Annotated[str, typer.Argument(metavar="[REP]", help=_("Only this rep."))] = "",
    period: Within = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help=_("From this day on."))] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=_("Up to this day, and on it."))] = "",
    explain: Annotated[
        str, typer.Option("--explain", metavar="NUMBER", help=_("The rows behind this number, such as advanced."))
    ] = "",
) -> Report:
    """What each rep moved in a period, by the ledger: moves belong to who owned the customer when they were made.

    advanced counts what orders caused and what a second person approved; waiting is not approved yet, refused was
    rejected. Of the customers that entered a stage in the period (cohort), converted have reached a further one since.
    median_days is how long the stays took that an advance ended. activities, asked and denied go by who did or asked.
    """
    from crmcli.rules.appraisal import Figure
    from crmcli.store.reads import appraisal as reads
    from crmcli.store.reads.flow import Period

    days = Period(*within(since, until, period))
    if not explain:
        return of(reads.AppraisalRow._fields, reads.appraisal(view, days, rep))
    if explain not in set(Figure):
        raise UsageError(
            _("--explain: there is no {name}.").format(name=quoted(explain)),
            meant(explain, Figure),
        )
    return of(reads.CreditRow._fields, reads.explained(view, days, rep, Figure(explain)))
