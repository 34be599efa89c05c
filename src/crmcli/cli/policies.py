"""crm policy add, list, end, explain."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.writes(
    "crm policy add --rep 5 --manager 10 --director 20 --term 60",
    "crm policy add --stage repeat --season peak --rep 0 --manager 2 --director 5 --strategy 'allocate first'",
    "crm policy add --group pumps --stage prospect --rep 7.5 --manager 12 --director 25",
)
def add(
    request: "Request",
    rep: Annotated[str, typer.Option("--rep", metavar="N", help=_("The greatest discount of a rep, in per cent."))],
    manager: Annotated[str, typer.Option("--manager", metavar="N", help=_("That of a manager."))],
    director: Annotated[str, typer.Option("--director", metavar="N", help=_("That of a director; nobody gives more."))],
    stage: Annotated[str, typer.Option("--stage", metavar="S", help=_("Only for customers in this stage."))] = "",
    season: Annotated[str, typer.Option("--season", metavar="NAME", help=_("Only in this season."))] = "",
    group: Annotated[str, typer.Option("--group", metavar="TEXT", help=_("Only for products of this group."))] = "",
    term: Annotated[
        int | None, typer.Option("--term", metavar="DAYS", help=_("The longest term to pay in; more is a director's."))
    ] = None,
    strategy: Annotated[str, typer.Option("--strategy", metavar="TEXT", help=_("What is to be done, in words."))] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help=_("From when on it holds; today if not said."))
    ] = "today",
) -> "Outcome":
    """Say how much discount who may give, by stage, season and group of products.

    The row that names most of the three holds, of those the newest. Where none fits a discount is anybody's; a price
    below the floor is always a director's.
    """
    from crmcli.actions import policies

    given = policies.Given(rep, manager, director, stage, season, group, term, strategy, since)
    return policies.add(request, given, frame.date_order())


@frame.reads("crm policy list", "crm policy list --ended --format csv")
def list_policies(
    view: View,
    ended: Annotated[bool, typer.Option("--ended", help=_("Those that ended too."))] = False,
) -> Report:
    """List the policies: greatest discounts in per cent, the longest term in days."""
    from crmcli.store.reads import policies

    return of(policies.PolicyRow._fields, policies.listed(view, ended=ended))


@frame.writes("crm policy end w3")
def end(
    request: "Request",
    refs: Annotated[list[str], typer.Argument(metavar="ID…", help=_("Their ids, like w3; - reads them."))],
) -> "Outcome":
    """Let policies hold no longer. Quotes keep what they were measured by."""
    from crmcli.actions import policies

    return policies.end(request, frame.refs_or_stdin(refs))


@frame.reads("crm policy explain ibarra PUMP-2", "crm policy explain 12 --as-of 2026-12-24")
def explain(
    view: View,
    ref: options.Ref,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("The product; else one of no group."))] = "",
) -> Report:
    """Which policy holds for a customer and a product, and why not the others."""
    from crmcli.store.reads import policies

    return of(policies.FitRow._fields, policies.explained(view, ref, code))
