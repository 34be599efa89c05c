"""crm receivables."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options, pictures, say
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules import ageing, money
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.store.reads.exchange import Exchange


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
    exchange = _exchange(view, into) if into else None
    asked = reads.Asked(
        by,
        basis,
        ageing.buckets(buckets, "--buckets") if buckets else ageing.BUCKETS,
        coming,
        exchange,
        sums,
        [*(where or ()), *([f"owner={who}"] if who else [])],
    )
    report = of(asked.columns, reads.receivables(view, asked))
    note = ""
    if exchange and exchange.named:
        note = _("Rates of {day}: {rates}").format(day=view.day, rates="; ".join(exchange.named))
    if not (chart or html):
        return _emitted(report, note) if note else report
    from crmcli.render.standing import owed

    labels = {"instalment": ("name", "id"), "customer": ("name",)}.get(by, (by,))
    return pictures.shown(owed(" · ".join(filter(None, (f"{view.day}", note))), report, *labels), chart, html)


def _exchange(view: View, code: str) -> "Exchange":
    from crmcli.store.reads.exchange import Exchange

    return Exchange(view, money.currency(code, "--in"), view.day.isoformat())


def _emitted(report: Report, note: str) -> Callable[[frame.Output], None]:
    def write(typed: frame.Output) -> None:
        frame.emit(report, typed.settled())
        say.say(note)

    return write
