"""crm config stage list, add, rename, set, order."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Key = Annotated[str, typer.Argument(metavar="STAGE", help=_("A stage of `crm config stage list`."))]
_NewKey = Annotated[
    str, typer.Argument(metavar="KEY", help=_("A word of letters (any script), digits, _ and -; case is no matter."))
]
_En = Annotated[str | None, typer.Option("--en", metavar="TEXT", help=_("What it is called in English."))]
_Zh = Annotated[str | None, typer.Option("--zh", metavar="TEXT", help=_("What it is called in Chinese."))]
_Es = Annotated[str | None, typer.Option("--es", metavar="TEXT", help=_("What it is called in Spanish."))]
_Days = Annotated[
    int | None,
    typer.Option("--days", metavar="N", min=1, max=36_500, help=_("Days a customer is expected to stay there.")),
]
_NEEDS = _("What a move into it needs: needs, evidence, contact, order, countersign, approval; empty is nothing.")


@frame.reads("crm config stage list")
def list_stages(view: View) -> Report:
    """List the stages in their order, what they are called, how long one stays, and what a move into one needs.

    needs: what the customer needs is asked for on a terminal, where nobody noted it yet. evidence: an order, an activity, a file or words. contact: an activity since
    the last move. order: without a counted order somebody else approves first. countersign: the move is made, and
    counts when somebody else approved. approval: the move is made when somebody else approved.
    """
    from crmcli.store.reads import lifecycle

    return of(lifecycle.DefinedRow._fields, lifecycle.defined(view))


@frame.writes(
    "crm config stage add negotiation --after prospect --days 60 --zh 谈判中 --es negociación",
    "crm config stage add paused --beside",
)
def add(
    request: "Request",
    key: _NewKey,
    after: Annotated[str, typer.Option("--after", metavar="STAGE", help=_("Right after this one; else last."))] = "",
    beside: Annotated[bool, typer.Option("--beside", help=_("Beside the path, as dormant and lost are."))] = False,
    days: _Days = None,
    needs: Annotated[str, typer.Option("--needs", metavar="A,B,…", help=_NEEDS)] = "",
    en: _En = None,
    zh: _Zh = None,
    es: _Es = None,
) -> "Outcome":
    """Add a stage of your own to the path, or beside it. Without --days it has those of the stage before it."""
    from crmcli.actions import lifecycle

    if beside and days is not None:
        raise UsageError(_("Beside the path nobody is expected to move on: no --days."))
    return lifecycle.add(request, key, (en, zh, es), after=after, beside=beside, days=days, needs=needs)


@frame.writes(
    "crm config stage rename negotiation closing", "crm config stage rename prospect --zh 意向 --en qualified"
)
def rename(
    request: "Request",
    key: _Key,
    new: Annotated[str, typer.Argument(metavar="[NEW]", help=_("Its new name."))] = "",
    en: _En = None,
    zh: _Zh = None,
    es: _Es = None,
) -> "Outcome":
    """Call a stage something else. History keeps what it was called then; whoever is in it stays there.

    A stage of your own gets another key, and is still found by the former one. The usual stages keep their keys: their
    new name is what they are called in your language.
    """
    from crmcli.actions import lifecycle

    if not new and (en, zh, es) == (None,) * 3:
        raise UsageError(_("What is it to be called? Say NEW, --en, --zh or --es."))
    return lifecycle.rename(request, key, new, (en, zh, es))


@frame.writes("crm config stage set lead --days 30", "crm config stage set buyer --needs order,evidence")
def set_(
    request: "Request",
    key: _Key,
    days: _Days = None,
    needs: Annotated[str | None, typer.Option("--needs", metavar="A,B,…", help=_NEEDS)] = None,
) -> "Outcome":
    """Say how long one is expected to stay in a stage, and what a move into it needs."""
    from crmcli.actions import lifecycle

    if days is None and needs is None:
        raise UsageError(_("What is to change? Say it with --days or --needs."))
    return lifecycle.change(request, key, days, needs)


@frame.writes("crm config stage order lead prospect negotiation buyer repeat")
def order(
    request: "Request",
    keys: Annotated[list[str], typer.Argument(metavar="STAGE…", help=_("All stages of the path, as they follow."))],
) -> "Outcome":
    """Put the stages of the path in another order; lead, prospect, buyer and repeat keep theirs."""
    from crmcli.actions import lifecycle

    return lifecycle.order(request, keys)
