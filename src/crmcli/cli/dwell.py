"""crm alerts, act, abandon, decisions."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.cli.mine import Mine
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.texts import spoken
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_ApprovedBy = Annotated[
    str, typer.Option("--approved-by", metavar="REP", help=_("Whose word it is, as you say; else it may have to wait."))
]
_KINDS = ("act", "abandon")


@frame.reads("crm alerts", "crm alerts --owner ana --level 100", "crm alerts --past --as-of 2026-03-31 --format csv")
def alerts(
    view: View,
    owner: options.ByOwner = "",
    level: Annotated[int | None, typer.Option("--level", metavar="N", help=_("Only this level, in per cent."))] = None,
    past: Annotated[bool, typer.Option("--past", help=_("Also those of stays that ended or were decided."))] = False,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """Who stays longer than expected, the latest alert first: how many days of how many, and who was told.

    `crm rules run` raises them, at the levels of `alert_levels`: the owner is told, from 100 % on the directors too. Those of level 0, with --past,
    warned an owner that the customer comes free.
    """
    from crmcli.store.reads import alerts as reads

    owner = owner or (mine.owner() if mine else "")
    return of(reads.AlertRow._fields, reads.alerts(view, owner, level, limit, past=past))


@frame.writes(
    "crm act ibarra --until +14d send the revised quote",
    'crm act 12 --until eom "visit with the technician" --as ana',
)
def act(
    request: "Request",
    ref: options.Ref,
    words: Annotated[
        list[str], typer.Argument(metavar="TEXT…", help=_("What is to be done until then; no quotes needed."))
    ],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=_("Up to this day, and on it."))],
    approved_by: _ApprovedBy = "",
) -> "Outcome":
    """Give a stuck customer more time: until a day, with a next step planned for it.

    Up to that day the customer is out of `crm stale` and raises no alert. Where a director is registered, a rep's word
    is a proposal (crm approvals) and the director's decides. The third extension of one stay takes a director, or
    where there is none any other rep.
    """
    from crmcli.actions import decisions

    refs = ",".join(frame.refs_or_stdin([ref])) if ref == "-" else ref
    return decisions.act(request, refs, until, spoken(words), frame.date_order(), approved_by=approved_by)


@frame.writes(
    'crm abandon ibarra -m "bought elsewhere"',
    "crm stale --days 365 --format ids | crm abandon - -m no answer for a year",
    "crm abandon 12 --to dormant -m asks again in two years",
)
def abandon(
    request: "Request",
    refs: options.Refs,
    why: options.Why = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="S", help=_("lost or dormant; else dormant for whoever bought, lost for others.")),
    ] = "",
    approved_by: _ApprovedBy = "",
    force: options.Force = False,
) -> "Outcome":
    """Give customers up: lost, or dormant where they bought, and without an owner from now on.

    Where a director is registered, a rep's word is a proposal (crm approvals) and the director's decides. Another
    rep's customer is refused, unless with --force.
    """
    from crmcli.actions import decisions

    found, reason = frame.refs_or_stdin(refs), frame.asked_reason(why)
    return decisions.abandon(request, found, reason, to, approved_by=approved_by, force=force)


@frame.reads("crm decisions", "crm decisions --review", "crm decisions --kind abandon --owner - --format csv")
def decisions(
    view: View,
    review: Annotated[bool, typer.Option("--review", help=_("Only decisions to act, and how they ended."))] = False,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=_("Only act, or only abandon."))] = "",
    owner: options.ByOwner = "",
    limit: int | None = None,
) -> Report:
    """What was decided about stuck customers, the latest first.

    With --review how decisions to act ended: running, extended again, forward, back, dormant, lost; or stuck, where the
    time is over and nothing came of it.
    """
    from crmcli.store.reads import decisions as reads

    if kind and kind not in _KINDS:
        raise UsageError(
            _("--kind: there is no {name}.").format(name=quoted(kind)),
            meant(kind, _KINDS),
        )
    if not review:
        return of(reads.DecisionRow._fields, reads.decisions(view, owner, kind, limit))
    if kind == "abandon":
        raise UsageError(_("--review is about decisions to act."))
    return of(reads.ReviewRow._fields, reads.review(view, owner, limit))
