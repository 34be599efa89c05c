"""crm assign, claim, owners, conflicts, rep leave."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options, say
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.leaving import Part
    from crmcli.actions.outcome import Outcome
    from crmcli.actions.owners import OwnerRow, Why
    from crmcli.store.write import Request

_Refs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[REF…]", help=_("Ids, e-mails, phones, pieces of names; - reads ids from standard input.")),
]


def _why(why: str | None, at: str, force: bool) -> "Why":
    from crmcli.actions.owners import Why

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return Why(day, insisted(force, why) or why or "", force)


def assign(
    ctx: typer.Context,
    refs: _Refs = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="REP[,REP…]", help=_("Who gets them; several share them, evenly by their loads.")),
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=_("All from this source."))] = "",
    region: Annotated[str, typer.Option("--region", metavar="TEXT", help=_("All in this region."))] = "",
    stage: Annotated[
        list[str] | None, typer.Option("--stage", metavar="S", help=_("All in this stage; may be repeated."))
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TEXT", help=_("All with this tag; may be repeated."))
    ] = None,
    owner: Annotated[str, typer.Option("--owner", metavar="REP", help=_("All of this rep's; - is nobody's."))] = "",
    unowned: Annotated[bool, typer.Option("--unowned", help=_("All that belong to nobody."))] = False,
    where: options.Where = None,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help=_("From which day on; today if not said."))] = "",
    why: options.Why = None,
    force: options.Force = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Give customers to a rep, named one by one or by filters. Several reps share them, whoever has least first.

    One row says what became of each. Another rep's customers are refused, unless with --force -m WHY; the owner's
    manager and every director may. A filter that fits nobody does nothing.
    """
    from crmcli.actions import owners

    names = _split(to or [])
    if not names:
        raise UsageError(_("Who gets them? Say it with --to REP."))
    if unowned and owner:
        raise UsageError(_("Either --unowned or --owner."))
    narrowed = bool(source or region or stage or tag or owner or unowned or where)
    if narrowed == bool(refs):
        raise UsageError(
            _("Either REFs, or filters: --source, --region, --stage, --tag, --owner, --unowned, --where."),
            _("For example: crm assign --unowned --region Valencia --to ana,luis"),
        )
    if narrowed:
        from crmcli.store.reads.customers import Filters

        given = Filters(
            stages=tuple(stage or ()),
            owner="-" if unowned else owner,
            region=region,
            tags=tuple(tag or ()),
            source=source,
            where=tuple(where or ()),
        )
        whose = owners.Whose(filters=given)
    else:
        whose = owners.Whose(tuple(frame.refs_or_stdin(refs or [])))
    rows = owners.assign(frame.request(ctx, as_, dry_run), whose, names, _why(why, at, force))
    _told(rows, frame.Output(format_, fields), dry_run, quiet)
    if not quiet:
        changed = sum(row.result == owners.ASSIGNED for row in rows)
        said = _("{changed} assigned, {same} unchanged.").format(changed=changed, same=len(rows) - changed)
        _narrate(said if rows else _("Nobody fits; nothing was done."), dry_run, bool(changed))


assign.examples = (  # type: ignore[attr-defined]
    "crm assign ibarra 广元 --to ana",
    'crm assign --source "Canton Fair" --unowned --to ana,luis,wei',
    "crm list --all --stage lead --format ids | crm assign - --to wei -m 'leads of the north'",
    "crm assign --owner tom --to ana,tom --dry-run",
)


def _split(names: Sequence[str]) -> list[str]:
    return [part.strip() for name in names for part in name.split(",") if part.strip()]


def _told(rows: "Sequence[OwnerRow]", output: frame.Output, dry_run: bool, quiet: bool) -> None:
    """Print what became of each customer, with -q their ids."""
    from crmcli.actions.owners import OwnerRow

    if quiet:
        output = output._replace(format="ids", fields="")
    if rows or output.settled().format != "table":
        frame.emit(of(OwnerRow._fields, rows), output.settled()._replace(limit=None))


def _narrate(said: str, dry_run: bool, changed: bool) -> None:
    say.say(_("Nothing is written. {said}").format(said=said) if dry_run else said)
    if changed and not dry_run:
        say.say(_("  Take it back: crm undo"))


@frame.writes("crm claim 17", "crm claim ibarra 广元 --as ana")
def claim(request: "Request", refs: options.Refs, why: options.Why = None) -> "Outcome":
    """Take customers that belong to nobody: they are yours, that is of who acts, from today on."""
    from crmcli.actions import owners

    return owners.claim(request, frame.refs_or_stdin(refs), owners.Why(reason=why or ""))


@frame.reads("crm owners ibarra", "crm owners 17 --format csv")
def owners(view: View, ref: options.Ref) -> Report:
    """Whose a customer was since when: from whom, to whom, by whose word and why; the first owner first."""
    from crmcli.store.reads import ownership as reads

    return of(reads.OwnershipRow._fields, reads.owners(view, ref))


@frame.reads("crm conflicts", "crm conflicts --days 90 --times 12", "crm conflicts --all --format csv")
def conflicts(
    view: View,
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=1, max=36_500, help=_("Contacts of the last N days."))
    ] = 30,
    times: Annotated[
        int, typer.Option("--times", metavar="N", min=1, help=_("More than N contacts in them are too many."))
    ] = 8,
    where: options.Where = None,
    mine: Mine | None = None,
) -> Report:
    """Where reps get into each other's way, the latest first: not-owner, two-reps, too-often.

    not-owner is a contact by a rep whose customer it was not on that day; two-reps and too-often are customers whom
    several reps were in touch with, or who were met more than --times. Nothing of it is refused, all of it is listed.
    """
    from crmcli.store import refs
    from crmcli.store.reads import ownership as reads

    who = mine.owner(owner_asked(where)) if mine else ""
    number = refs.rep(view.sql, who).id if who else 0
    rows = reads.conflicts(view, reads.Window(days, times), number, tuple(where or ()))
    return of(reads.ConflictRow._fields, rows)


def rep_leave(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REP", help=_("Who leaves: name, or r3."))],
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="REP[,REP…]",
            help=_("Who gets the customers; after a --region those of that region. May be repeated."),
        ),
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option("--region", metavar="TEXT", help=_("The region whose customers the next --to gets.")),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help=_("From which day on; today if not said."))] = "",
    why: options.Why = None,
    force: options.Force = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Hand over all that a rep has at hand, and let the rep be inactive: customers, next steps, cards that wait.

    A --to after --region gets the customers of that region, any other --to gets the rest. What the rep did, sold and
    moved stays the rep's; approvals that the rep asked for stay open, with the rep's name. One step, one undo.
    """
    from crmcli.actions import leaving

    parts = _parts(ctx.find_root().obj.arguments, to or [], region or [])
    left = leaving.leave(frame.request(ctx, as_, dry_run), ref, parts, _why(why, at, force))
    _told(left.rows, frame.Output(format_, fields), dry_run, quiet)
    if quiet:
        return
    _narrate(leaving.told(left), dry_run, True)
    for name in left.empty:
        say.say(_("  No customer of {name} is in region {region}.").format(name=left.name, region=name))
    if left.asked:
        said = _("  Approvals that {name} asked for and that stay open: {count}.")
        say.say(said.format(name=left.name, count=left.asked))
    if left.below:
        said = _("  To {name} still answer {names}; to whom now: crm rep edit REP --manager REP")
        say.say(said.format(name=left.name, names=", ".join(left.below)))
    if not dry_run:
        import shlex

        say.say(_("  What was said, promised, planned, owed: crm handover {name}").format(name=shlex.quote(left.name)))


rep_leave.examples = (  # type: ignore[attr-defined]
    "crm rep leave wang --to ana",
    "crm rep leave wang --to ana --region 广东 --to luis",
    "crm rep leave wang --to ana,luis --dry-run",
)


def _parts(arguments: Sequence[str], to: Sequence[str], regions: Sequence[str]) -> "list[Part]":
    """Return who gets which part, from --region and --to in the order in which they were typed. UsageError."""
    from crmcli.actions.leaving import Part

    parts: list[Part] = []
    waiting: str | None = None
    for option, value in _in_order(arguments, {"--to": list(to), "--region": list(regions)}):
        if option == "--to":
            if any(part.region == (waiting or "") for part in parts):
                again = _("Two times --to without a --region before; several share with --to REP,REP.")
                raise UsageError(_("--region {region} twice.").format(region=waiting) if waiting else again)
            parts.append(Part(waiting or "", tuple(_split([value]))))
            waiting = None
        elif waiting is not None or not value.strip():
            raise UsageError(_("Each --region takes a --to after it."))
        else:
            waiting = value.strip()
    if waiting is not None:
        raise UsageError(_("Who gets region {region}? Say it with --to REP after it.").format(region=waiting))
    return parts


def _in_order(arguments: Sequence[str], values: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return options with their values as they were typed; `values` are those that the parser found of each."""
    found: list[tuple[str, str]] = []
    for place, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if not equals and place + 1 < len(arguments):
            value = arguments[place + 1]
        # A word that only looks like the option is another option's value: the parser has found none such.
        if values.get(name) and values[name][0] == value:
            found.append((name, values[name].pop(0)))
    return found
