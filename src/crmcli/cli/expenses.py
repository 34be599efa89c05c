"""crm expense add, list, edit, remove, summary."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, span
from crmcli.cli.hashed import hashed
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.kinds import spent
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.expenses import Entry
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Currency = Annotated[
    str, typer.Argument(metavar="[CURRENCY]", help=_("ISO 4217: USD, EUR, CNY …; else the configured one."))
]
_KINDS = _("travel, hotel, venue, public-relations, sample, gift, advertising or other; 差旅, viaje … are understood.")
_Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help=_KINDS)]
_Customer = Annotated[str | None, typer.Option("--customer", metavar="REF", help=_("For this customer."))]
_Order = Annotated[str | None, typer.Option("--order", metavar="ORDER", help=_("For this order, and its customer."))]
_Rep = Annotated[str | None, typer.Option("--rep", metavar="REP", help=_("Who spent it; of a new one else who acts."))]
_Region = Annotated[
    str | None, typer.Option("--region", metavar="TEXT", help=_("For this region; else that of the customer."))
]
_Receipt = Annotated[
    str | None,
    typer.Option("--receipt", metavar="FILE", help=_("Its receipt; name and SHA-256 are kept, the file stays.")),
]
_Text = Annotated[
    str | None, typer.Option("-m", "--why", metavar="TEXT", help=_("What it was for; with --force, why again."))
]


def _entry(given: dict[str, Any]) -> "Entry":
    """Return the expense that the options say."""
    from crmcli.actions.expenses import Entry

    if given["force"] and not (given["why"] or "").strip():
        raise UsageError(_("--force needs its reason; say why with -m."))
    receipt = given["receipt"]
    return Entry(
        at=frame.parsed_day(given["at"], "--at", past=True) if given["at"] else None,
        receipt=None if receipt is None else hashed(receipt, "--receipt") if receipt else ("", ""),
        text=given["why"],
        **{name: given[name] for name in Entry._fields if name in given and name not in ("at", "receipt")},
    )


@frame.writes(
    "crm expense add 420.50 EUR --kind hotel --customer ibarra --receipt scans/hotel.pdf -m two nights in Bilbao",
    "crm expense add 1200 CNY --kind 招待 --customer 广元 --personal",
    "crm expense add 3500 EUR --kind venue --region Valencia --at -3d",
    money=True,
)
def add(
    request: "Request",
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help=_("Plainly: 420 or 420.50"))],
    currency: _Currency = "",
    kind: _Kind = None,
    customer: _Customer = None,
    order: _Order = None,
    rep: _Rep = None,
    region: _Region = None,
    personal: Annotated[bool, typer.Option("--personal", help=_("The rep paid, and is to get it back."))] = False,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help=_("When it was spent; today if not said."))] = "",
    receipt: _Receipt = None,
    why: _Text = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("The same receipt once more, for the reason in -m."))
    ] = False,
) -> "Outcome":
    """Enter what it cost to sell, for a customer, an order or a region. A receipt is entered once.

    What a visit or a call cost in itself goes with it: crm log --cost. The summary counts both, each once.
    """
    from crmcli.actions import expenses

    if kind is None:
        raise UsageError(_("What was it for? Say --kind."), _KINDS)
    return expenses.add(request, _entry(dict(locals())))


@frame.writes(
    "crm expense edit e3 --amount 402.50", "crm expense edit e3 --order o17 --receipt scans/hotel.pdf", money=True
)
def edit(
    request: "Request",
    expense: Annotated[str, typer.Argument(metavar="EXPENSE", help=_("Its id, like e3."))],
    amount: Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help=_("Plainly: 420 or 420.50"))] = None,
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help=_("ISO 4217: USD, EUR, CNY …"))] = "",
    kind: _Kind = None,
    customer: _Customer = None,
    order: _Order = None,
    rep: _Rep = None,
    region: _Region = None,
    personal: Annotated[bool | None, typer.Option("--personal/--company", help=_("Who paid."))] = None,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help=_("When it was spent."))] = "",
    receipt: _Receipt = None,
    why: _Text = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("The same receipt once more, for the reason in -m."))
    ] = False,
) -> "Outcome":
    """Correct an expense; an empty value takes customer, order, rep, region or receipt away."""
    from crmcli.actions import expenses

    entry = _entry(dict(locals()))
    if entry == expenses.Entry(force=force):
        raise UsageError(_("What is to change? Say it with options."))
    return expenses.edit(request, expense, entry)


@frame.writes("crm expense remove e3", money=True)
def remove(
    request: "Request",
    expense: Annotated[list[str], typer.Argument(metavar="EXPENSE…", help=_("Their ids; - reads them."))],
) -> "Outcome":
    """Remove expenses that should not be there; crm undo brings them back."""
    from crmcli.actions import expenses

    return expenses.remove(request, frame.refs_or_stdin(expense))


@frame.reads("crm expense list", "crm expense list --period last-month --rep ana", "crm expense list --personal")
def list_expenses(
    view: View,
    ref: options.OptionalRef = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=_("Only this kind."))] = "",
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only this rep's; - is nobody's."))] = "",
    personal: Annotated[bool, typer.Option("--personal", help=_("Only what reps paid themselves."))] = False,
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    where: options.Where = None,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """List expenses, the latest first. Those of `me` are the ones I spent, or that were spent on my customers."""
    from crmcli.store.reads import expenses, sold

    filters = expenses.Filters(
        ref,
        spent(kind, "--kind") if kind else "",
        rep,
        "personal" if personal else "",
        sold.Days(*span.span(since, until, period)),
        tuple(where or ()),
        mine.owner(ref, rep, owner_asked(where)) if mine else "",
    )
    return of(expenses.ExpenseRow._fields, expenses.expenses(view, filters, limit))


@frame.reads("crm expense summary", "crm expense summary --by rep --period 2026Q3", later=True)
def summary(
    view: View,
    by: Annotated[
        str, typer.Option("--by", metavar="GROUP", help=_("kind, rep, customer, industry, region, source or month."))
    ] = "kind",
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    where: options.Where = None,
) -> Report:
    """Sum up what was spent, per group and currency: expenses, what activities cost (crm log --cost), and both.

    What names no rep belongs to the owner of its customer on that day, what names no region to that of its customer.
    A cost without a currency counts in no sum. `personal` is the part of the expenses that reps are to get back.
    """
    from crmcli.store.reads import expenses, sold

    if by not in expenses.GROUPS or not by:
        groups = [group for group in expenses.GROUPS if group]
        raise UsageError(_("--by: there is no {name}.").format(name=quoted(by)), meant(by, groups))
    rows = expenses.summary(view, by, sold.Days(*span.span(since, until, period)), tuple(where or ()))
    columns = ("id", "name") if by == "customer" else (by,)
    return of(
        (*columns, *expenses.SpentRow._fields),
        [((key, name) if by == "customer" else (name,)) + tuple(row) for key, name, row in rows],
    )
