"""crm receivables."""

from collections.abc import Callable
from typing import Annotated

import typer

from crmcli.cli import frame, options, pictures, say
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules import ageing, money
from crmcli.store.read import View


@frame.reads(
    "crm receivables",
    "crm receivables --by owner --in USD",
    "crm receivables --by instalment --coming 30 --as-of eom",
    "crm receivables --basis invoice --buckets 30,60",
    "crm receivables --chart",
    "crm receivables --html owed.html",
    later=True,
)
def receivables(
    view: View,
    by: Annotated[
        str, typer.Option("--by", metavar="GROUP", help=_("customer, owner, instalment, region or month."))
    ] = "customer",
    basis: Annotated[
        str,
        typer.Option(
            "--basis", metavar="DAY", help=_("Days counted from the day that is due, of the invoice or order.")
        ),
    ] = "due",
    buckets: Annotated[
        str, typer.Option("--buckets", metavar="DAYS", help=_("The last days of the buckets, else 30,60,90,120."))
    ] = "",
    coming: Annotated[
        int | None,
        typer.Option("--coming", metavar="DAYS", min=0, help=_("Tell apart what falls due within so many days.")),
    ] = None,
    into: Annotated[
        str, typer.Option("--in", metavar="CODE", help=_("All in one currency, at the rates of crm rate."))
    ] = "",
    sums: Annotated[bool, typer.Option("--sums", help=_("Also what was ordered, reduced and applied."))] = False,
    where: options.Where = None,
    chart: pictures.Chart = False,
    html: pictures.Html = "",
    mine: Mine | None = None,
) -> frame.Answer:
    """Who owes what, by days past due and per currency; unapplied is credit.

    On every row: outstanding = not_due + d1_30 + … + over_120 − unapplied = ordered − reduced − applied − unapplied.
    With --coming not_due is split: what is due later, and what is coming, milestones by their planned days.

    --basis order counts the days since the order. --basis invoice is what was invoiced and not paid, by days since the
    invoice: what is paid of an order pays its invoices in their order, what is more is prepaid, and on every row
    outstanding = the buckets − unapplied − prepaid = invoiced − credited − applied − unapplied.
    """
    from crmcli.store.reads import receivables as reads

    if by not in reads.HEADS:
        raise UsageError(_("--by: there is no {name}.").format(name=quoted(by)), meant(by, reads.HEADS))
    if basis not in reads.BASES:
        raise UsageError(_("--basis: there is no {name}.").format(name=quoted(basis)), meant(basis, reads.BASES))
    if coming is not None and basis != "due":
        raise UsageError(_("--coming goes by the days that are due: no --basis with it."))
    who = mine.owner(by == "owner", owner_asked(where)) if mine else ""
    asked = reads.Asked(
        by,
        basis,
        ageing.buckets(buckets, "--buckets") if buckets else ageing.BUCKETS,
        coming,
        money.currency(into, "--in") if into else "",
        sums,
        [*(where or ()), *([f"owner={who}"] if who else [])],
    )
    from crmcli.rules.rates import named

    found = reads.receivables(view, asked)
    report, rates = of(asked.columns, found.rows), named(found.rates)
    if not (chart or html):
        return _emitted(report, rates) if rates else report
    from crmcli.render.standing import owed

    labels = {"instalment": ("name", "id"), "customer": ("name",)}.get(by, (by,))
    return pictures.shown(owed(" · ".join([f"{view.day}", *rates]), report, *labels), chart, html, footnotes=True)


def _emitted(report: Report, rates: list[str]) -> Callable[[frame.Output, str], None]:
    def write(typed: frame.Output, _footnote: str) -> None:
        for line in rates:
            say.say(line)
        frame.emit(report, typed.settled())

    return write
