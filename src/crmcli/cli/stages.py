"""crm promote, demote."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.actions.stages import Motive
    from crmcli.store.write import Request

Evidence = Annotated[
    str, typer.Option("--evidence", metavar="TEXT", help=_("What shows it: an order, a mail, a file."))
]
ApprovedBy = Annotated[str, typer.Option("--approved-by", metavar="REP", help=_("Who approved it, as you say."))]


def _motive(why: str | None, evidence: str, approved_by: str, at: str, force: bool) -> "Motive":
    from crmcli.actions.stages import Motive

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return Motive(frame.asked_reason(why), evidence, approved_by, day, force)


@frame.writes(
    'crm promote ibarra -m "asked for a quote for two machines"',
    'crm promote 广元 --to buyer -m "paid the deposit" --evidence S-1001 --at -3d',
    'crm find "spring fair" --format ids | crm promote - -m "visited our showroom"',
)
def promote(
    request: "Request",
    refs: options.Refs,
    to: Annotated[str, typer.Option("--to", metavar="S", help=_("To this stage; else one step along the path."))] = "",
    why: options.Why = None,
    evidence: Evidence = "",
    approved_by: ApprovedBy = "",
    at: options.At = "",
    force: options.Force = False,
) -> "Outcome":
    """Move customers forward: lead → prospect → buyer → repeat.

    Every move keeps its reason in a ledger that is only ever appended to. From dormant or lost say where to, with --to.
    Another rep's customer is refused, unless with --force; the owner's manager and every director may.
    """
    from crmcli.actions import stages

    motive = _motive(why, evidence, approved_by, at, force)
    return stages.promote(request, frame.refs_or_stdin(refs), to, motive)


@frame.writes(
    'crm demote ibarra --to lost -m "bought from a competitor"',
    'crm demote 12 14 --to dormant -m "no answer for a year"',
)
def demote(
    request: "Request",
    refs: options.Refs,
    to: Annotated[str, typer.Option("--to", metavar="S", help=_("To this stage: back on the path, dormant or lost."))],
    why: options.Why = None,
    evidence: Evidence = "",
    approved_by: ApprovedBy = "",
    at: options.At = "",
    force: options.Force = False,
) -> "Outcome":
    """Move customers back along the path, or beside it: dormant or lost."""
    from crmcli.actions import stages

    motive = _motive(why, evidence, approved_by, at, force)
    return stages.demote(request, frame.refs_or_stdin(refs), to, motive)
