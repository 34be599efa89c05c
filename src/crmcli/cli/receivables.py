"""crm receivables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from crmcli.cli import frame, options, pictures
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import View


@frame.reads(
    "crm receivables",
    "crm receivables --by owner",
    "crm receivables --by instalment --as-of eom",
    "crm receivables --chart",
    "crm receivables --html owed.html",
)
def receivables(
    view: View,
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help=_("customer, owner or instalment."))] = "customer",
    where: options.Where = None,
    chart: pictures.Chart = False,
    html: pictures.Html = "",
    mine: Mine | None = None,
) -> frame.Answer:
    """Who owes what, by days past due and per currency; unapplied is credit.

    On every row: outstanding = not_due + d1_30 + … + over_120 − unapplied.
    """
    from crmcli.store.reads import receivables as reads

    groups: dict[str, tuple[Any, Callable[[View, Sequence[str]], Iterable[tuple[Any, ...]]]]] = {
        "customer": (reads.ByCustomer, reads.by_customer),
        "owner": (reads.ByOwner, reads.by_owner),
        "instalment": (reads.ByInstalment, reads.by_instalment),
    }
    if by not in groups:
        raise UsageError(
            _("--by: there is no {name}.").format(name=quoted(by)),
            meant(by, groups),
        )
    who = mine.owner(by == "owner", owner_asked(where)) if mine else ""
    narrowed = [*(where or ()), *([f"owner={who}"] if who else [])]
    row, read = groups[by]
    columns = (*row._fields[:-1], *reads.Aged._fields)
    report = of(columns, [(*found[:-1], *found[-1]) for found in read(view, narrowed)])
    if not (chart or html):
        return report
    from crmcli.render.standing import owed

    labels = {"owner": ("owner",), "instalment": ("name", "id")}.get(by, ("name",))
    return pictures.shown(owed(view.day, report, *labels), chart, html)
