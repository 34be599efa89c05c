"""crm approvals, approve, reject."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Numbers = Annotated[
    list[str],
    typer.Argument(metavar="N…", help=_("Numbers of crm approvals, like q3; - reads them from standard input.")),
]


@frame.reads("crm approvals", "crm approvals --all --format csv", "crm approvals --owner ana")
def approvals(
    view: View,
    all_: Annotated[bool, typer.Option("--all", help=_("Those that were decided too, and how."))] = False,
    owner: options.ByOwner = "",
    limit: int | None = None,
) -> Report:
    """List what waits for somebody else's word, the oldest first.

    countersign: a move that is made, and counts when it is approved. gate: a move that is made when it is approved.
    act, extension (the third of a stay) and abandon: what was proposed about a customer who is stuck.
    quote: an offer beyond the authority of who made it; it may be sent, and accepted, when it is approved.
    """
    from crmcli.store.reads import approvals as reads

    rows = reads.approvals(view, owner, limit, decided=all_)
    if all_:
        return of(reads.DecidedRow._fields, rows)
    return of(reads.WaitingRow._fields, [reads.WaitingRow._make(row[: len(reads.WaitingRow._fields)]) for row in rows])


@frame.writes("crm approve q3 q4 --as carmen", "crm approvals --format ids | crm approve - --as carmen")
def approve(request: "Request", numbers: _Numbers, why: options.Why = None) -> "Outcome":
    """Agree to what somebody else asked for, all as one step; moves that waited are made now."""
    from crmcli.actions import approvals as actions

    return actions.approve(request, frame.refs_or_stdin(numbers), why or "")


@frame.writes('crm reject q3 -m "no offer was ever sent" --as carmen')
def reject(request: "Request", numbers: _Numbers, why: options.Why = None) -> "Outcome":
    """Say no to what somebody else asked for, all as one step; moves that waited are not made."""
    from crmcli.actions import approvals as actions

    return actions.reject(request, frame.refs_or_stdin(numbers), frame.asked_reason(why))
