"""crm log, next, activities."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, span
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.model.words import Kind
from crmcli.render.report import Report, of
from crmcli.rules.texts import spoken
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


def log(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=_("The customer; - reads one activity per line from standard input.")),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KIND TEXT…",
            help=_("visit, call, mail, message, meeting, gift, sample, complaint, other; then what happened."),
        ),
    ] = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="PERSON", help=_("With whom: c5, or a piece of the name."))
    ] = "",
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Who was in touch; else who acts."))] = "",
    at: options.At = "today",
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", help=_("How long it took."))] = None,
    cost: Annotated[str, typer.Option("--cost", metavar="AMOUNT", help=_('What it cost: "120.50 EUR".'))] = "",
    next_: Annotated[str, typer.Option("--next", metavar="PLAN", help=_('The next step: "fri send the quote".'))] = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Log a contact with a customer: KIND, then what happened.

    KIND is visit, call, mail, message, meeting, gift, sample, complaint or other; 拜访, 电话, visita, llamada … are understood.
    With - every line of standard input is one activity, typed as after `crm log`; lines with # are comments.
    """
    from crmcli.actions import activities
    from crmcli.cli.batch import from_lines

    if ref == "-" and not words:
        batch = from_lines(ctx, _entry)
        order = frame.date_order()
        outcome = activities.log(frame.request(ctx, as_, dry_run), batch.items, order, keep_going=True)
        batch.told(outcome, dry_run=dry_run, quiet=quiet)
        return
    given = dict(locals())
    entry = _entry(given)
    request = frame.request(ctx, as_, dry_run)
    entries = [entry._replace(ref=one) for one in frame.refs_or_stdin([ref])]
    frame.told(activities.log(request, entries, frame.date_order()), dry_run=dry_run, quiet=quiet)


log.examples = (  # type: ignore[attr-defined]
    "crm log ibarra visit Showed the catalogue, they want two machines --minutes 90",
    'crm log 广元 拜访 看了样机，要求报价 --at -3d --next "fri send the quote"',
    "crm log - < visits.txt",
)


def _entry(given: dict[str, Any]) -> Any:
    """Return the activity that the options say."""
    from crmcli.actions.activities import Entry

    words = given["words"] or []
    if not words:
        raise UsageError(
            _("What was it? KIND and TEXT are missing."),
            _("For example: crm log ibarra call Asked for a quote"),
        )
    names = ("ref", "contact", "rep", "at", "minutes", "cost")
    return Entry(kind=words[0], text=spoken(words[1:]), next=given["next_"], **{name: given[name] for name in names})


@frame.writes(
    "crm next ibarra fri send the revised quote",
    "crm next 12 +2w call about the deposit",
    "crm next ibarra --done",
)
def next_step(
    request: "Request",
    ref: options.Ref,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHEN TEXT…", help=_("A date (fri, +7d, eom, 2026-12-01), then what to do.")),
    ] = None,
    done: Annotated[bool, typer.Option("--done", help=_("Close the open next step."))] = False,
) -> "Outcome":
    """Plan the next step with a customer, or close it. A new plan replaces the one that is open."""
    from crmcli.actions import activities

    given = list(words or [])
    if done == bool(given):
        raise UsageError(_("Say WHEN and what, or --done."), _("For example: crm next ibarra fri send the quote"))
    refs = ",".join(frame.refs_or_stdin([ref])) if ref == "-" else ref
    if done:
        return activities.finish(request, refs)
    return activities.plan(request, refs, given[0], spoken(given[1:]), frame.date_order())


@frame.reads(
    "crm activities --since -7d",
    "crm activities ibarra",
    "crm activities --by rep --period last-month",
)
def activities(
    view: View,
    ref: options.OptionalRef = "",
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    owner: options.ByOwner = "",
    rep: Annotated[
        str, typer.Option("--rep", metavar="REP", help=_("Only what this rep did; - is nobody named."))
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=_("Only this kind."))] = "",
    by: Annotated[str, typer.Option("--by", metavar="GROUP", help=_("Count per rep, kind or stage."))] = "",
    where: options.Where = None,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """What was done with customers, the latest first; who visited whom, and what came of it.

    Whoever is `me`, or named by --as, sees what was done with their customers, or by them; counts are everybody's.
    """
    from crmcli.rules.kinds import kind as kind_of
    from crmcli.store.reads import activities as reads

    word: Kind | str = kind_of(kind) if kind else ""
    days = span.span(since, until, period)
    filters = reads.Filters(ref, owner, rep, word, *days, where=tuple(where or ()))
    if mine:
        filters = filters._replace(mine=mine.owner(ref, owner, rep, by, owner_asked(where)))
    if not by:
        return of(reads.ActivityRow._fields, reads.activities(view, filters, limit))
    if by not in reads.GROUPS:
        raise UsageError(
            _("--by: there is no {name}.").format(name=quoted(by)),
            meant(by, reads.GROUPS),
        )
    return of((by, *reads.ActivityGroup._fields[1:]), reads.grouped(view, filters, by))
