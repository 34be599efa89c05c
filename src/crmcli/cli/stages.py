"""crm promote, demote, lose."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options, say
from crmcli.cli.hashed import proof
from crmcli.errors import CrmError
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.actions.stages import Motive
    from crmcli.store.write import Request

Evidence = Annotated[
    str,
    typer.Option(
        "--evidence",
        metavar="TEXT",
        help=_("What shows it: an order (o17 or its number), an activity (a5), a file, or words."),
    ),
]
ApprovedBy = Annotated[
    str,
    typer.Option("--approved-by", metavar="REP", help=_("Another rep who approved it, as you say; it is kept so.")),
]


def _motive(why: str | None, evidence: str, approved_by: str, at: str, force: bool) -> "Motive":
    from crmcli.actions.stages import Motive

    day = frame.parsed_day(at, "--at", past=True) if at else None
    text, digest = proof(evidence)
    return Motive(frame.asked_reason(why), text, approved_by, day, sha256=digest, force=force)


def _asked_needs(request: "Request", refs: list[str], to: str, reason: str) -> str:
    """Ask what a customer needs, where somebody can answer and the move asks for it; "" where nothing is to be asked."""
    if len(refs) != 1 or not reason.strip() or not say.person_answers():
        return ""
    from crmcli.rules.stages import target
    from crmcli.store.read import view
    from crmcli.store.reads.dossier import dossier
    from crmcli.store.stages import lifecycle

    try:
        with view(request.path, request.today) as opened:
            found, life = dossier(opened, refs[0]), lifecycle(opened.sql)
        goal = target(life, found.stage, to, forward=True)
    except CrmError:
        return ""  # the move itself will say so
    if found.needs.strip() or "needs" not in life.needs(goal):
        return ""
    say.say(_("What does {name} need?").format(name=found.name))
    return sys.stdin.readline().strip()


@frame.writes(
    'crm promote ibarra -m "asked for a quote for two machines"',
    'crm promote 广元 --to buyer -m "paid the deposit" --evidence S-1001 --at -3d',
    'crm promote acme --to buyer -m "signed" --evidence ~/contract.pdf --approved-by carmen',
    'crm find "spring fair" --format ids | crm promote - -m "visited our showroom"',
)
def promote(
    request: "Request",
    refs: options.Refs,
    to: Annotated[str, typer.Option("--to", metavar="S", help=_("To this stage; else one step along the path."))] = "",
    why: options.Why = None,
    needs: Annotated[
        str,
        typer.Option(
            "--needs",
            metavar="TEXT",
            help=_("What they need, noted as crm edit does."),
        ),
    ] = "",
    evidence: Evidence = "",
    approved_by: ApprovedBy = "",
    at: options.At = "",
    force: options.Force = False,
) -> "Outcome":
    """Move customers forward: lead → prospect → buyer → repeat.

    Every move keeps its reason in a ledger that is only ever appended to. From dormant or lost say where to, with --to.

    A move to prospect takes effect at once, and is to be approved by somebody else. One that skips a stage, leads out
    of lost, or into buyer or repeat without an order, waits until somebody else approves it: see crm approvals.

    Another rep's customer is refused, unless with --force; the owner's manager and every director may.
    """
    from crmcli.actions import stages

    motive = _motive(why, evidence, approved_by, at, force)
    found = frame.refs_or_stdin(refs)
    learned = needs or _asked_needs(request, found, to, motive.reason)
    return stages.promote(request, found, to, motive._replace(needs=learned))


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
    """Move customers back along the path, or beside it: dormant or lost.

    Back on the path, and out of lost, they move when somebody else approves it: see crm approvals.
    """
    from crmcli.actions import stages

    motive = _motive(why, evidence, approved_by, at, force)
    return stages.demote(request, frame.refs_or_stdin(refs), to, motive)


@frame.writes(
    'crm lose ibarra --reason price -m "ten per cent too dear"',
    'crm lose 广元 --reason competitor --competitor "Haas" -m "faster delivery"',
)
def lose(
    request: "Request",
    refs: options.Refs,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="WORD",
            help=_("price, competitor, budget, requirement, decision, silence or other."),
        ),
    ],
    competitor: Annotated[str, typer.Option("--competitor", metavar="TEXT", help=_("To whom."))] = "",
    why: options.Why = None,
    evidence: Evidence = "",
    approved_by: ApprovedBy = "",
    at: options.At = "",
    force: options.Force = False,
) -> "Outcome":
    """Move customers to lost, with one word for why, and the story in -m."""
    from crmcli.actions import stages
    from crmcli.rules.stages import loss

    because = loss(reason)
    motive = _motive(why, evidence, approved_by, at, force)._replace(loss=because, competitor=competitor)
    return stages.demote(request, frame.refs_or_stdin(refs), "lost", motive)
