"""crm sales."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from crmcli.cli import frame, options, pictures, say
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.picture import Table
from crmcli.render.report import Report, of
from crmcli.render.text import Percent
from crmcli.store.read import View

_PERCENT = ("share", "vs_previous", "vs_year_before", "completion")


@frame.reads(
    "crm sales",
    "crm sales --period 2026Q3 --by rep",
    "crm sales --period last-year --by customer --where region=Valencia --format csv",
    "crm sales --period this-year --by product --chart",
    "crm sales --period 2026 --by month --in USD",
    "crm sales --period last-quarter --by rep --html quarter.html",
    later=True,
)
def sales(
    view: View,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=_("2026Q3, 2026-09, last-quarter, this-year, A..B …; else the present quarter."),
        ),
    ] = "this-quarter",
    by: Annotated[
        str,
        typer.Option("--by", metavar="GROUP", help=_("rep, customer, product, industry, region, source or month.")),
    ] = "",
    where: options.Where = None,
    in_: Annotated[
        str,
        typer.Option(
            "--in", metavar="CURRENCY", help=_("All in this currency, at the rates entered with `crm rate add`.")
        ),
    ] = "",
    chart: pictures.Chart = False,
    html: pictures.Html = "",
) -> frame.Answer:
    """What was sold by the orders of a period, per currency: what is left after returns, received, and still to come.

    On every row amount = received + receivable; returned and credited is taken off already. Drafts never count, nor does
    an order from the day on which it was cancelled. Invoiced is less credit notes. Expenses are those of the period,
    with what activities cost; margin is what is left of `costed`, the part of the amount whose costs are known, before
    expenses. Shares are of all the firm sold. The period before, and the same a year earlier, are compared with whole.

    With --in everything is in one currency, at the rates in force on the last day of the period, or on the day asked for
    where that is earlier; they are named.

    A sale is of the rep whose order it is, else of whoever owned the customer on that day. With --by rep, or without
    --by, there is the target of the period, or those of the periods within it, and how much of it is reached; not where
    --where narrows the report.
    """
    from crmcli.rules import money, periods
    from crmcli.rules.rates import named
    from crmcli.store.reads import sales as reads
    from crmcli.store.reads.exchange import Exchange

    if by not in reads.GROUPS:
        groups = [group for group in reads.GROUPS if group]
        raise UsageError(_("--by: there is no {name}.").format(name=quoted(by)), meant(by, groups))
    found = periods.period(period, view.day, order=frame.date_order(), place="--period")
    day = min(found.last, view.day).isoformat()
    exchange = Exchange(view, money.currency(in_, "--in") if in_ else "", day)
    asked = reads.Asked(found, exchange, by, tuple(where or ()))
    name = periods.name(found)
    rows = reads.sales(view, asked, months=chart or bool(html))
    if not by:
        rows = [one._replace(name=name) for one in rows]
    notes = named(exchange.used)
    if not (chart or html):
        return _emitted(_report(rows, by), notes)
    from crmcli.render.selling import selling

    title = _("Sales in {period}").format(period=name) + (_(", by {group}").format(group=by) if by else "")
    months = periods.months_up_to(min(found.last, view.day), reads.MONTHS)
    sums = reads.sales(view, asked._replace(by="")) if by and html else []
    totals = _percent(_report([one._replace(key=None, name=_("total")) for one in sums], by)).rows
    table = Table(title, _percent(_report(rows, by)), totals=totals)
    return pictures.shown(selling(table, f"{view.day}", rows, months, notes), chart, html, footnotes=True)


def _report(rows: list[Any], by: str) -> Report:
    """Return the report of the rows; targets only where there can be some."""
    from crmcli.store.reads.sales import Completed, SalesRow

    with_targets = by in ("", "rep")
    groups = {"": ("period",), "customer": ("id", "name"), "product": ("product", "name")}.get(by, (by,))
    columns = (*groups, *SalesRow._fields, *(Completed._fields if with_targets else ()))

    def heads(one: Any) -> tuple[object, ...]:
        if by == "customer":
            return (one.key, one.name)
        return (one.name, one.title) if by == "product" else (one.name,)

    return of(columns, [(*heads(one), *one.row, *(one.completed if with_targets else ())) for one in rows])


def _emitted(report: Report, notes: list[str]) -> Callable[[frame.Output, str], None]:
    def write(typed: frame.Output, _footnote: str) -> None:
        output = typed.settled()
        for note in notes:
            say.say(note)
        frame.emit(_percent(report) if output.format == "table" else report, output)

    return write


def _percent(report: Report) -> Report:
    """Return the report with its shares as percent, for people."""
    places = [place for place, name in enumerate(report.columns) if name in _PERCENT]
    rows = [list(row) for row in report.rows]
    for row in rows:
        for place in places:
            row[place] = None if row[place] is None else Percent(row[place])
    return report._replace(rows=[tuple(row) for row in rows])
