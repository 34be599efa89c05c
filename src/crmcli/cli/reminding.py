"""crm remind run, status."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock, config
from crmcli.cli import frame, say
from crmcli.errors import ExitCode, UsageError, meant, quoted
from crmcli.exchange.channels import CHANNELS, Settings, State, settings
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store import runs
from crmcli.store.read import View, view

# Most runs have nothing to do, and find that out without what finds what is due.
if TYPE_CHECKING:
    from crmcli.actions.reminding import Sent
    from crmcli.store.reads.parcels import Wish

_SET_BACK = 31  # days


def run(
    ctx: typer.Context,
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only this rep's message."))] = "",
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help=_("Only by this channel."))] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help=_("Show what would be sent; send and write nothing."))
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help=_("Try again what failed for good, too."))] = False,
) -> None:
    """Tell everybody what is due for them and was not told yet; made for cron, and silent where nothing is new.

    First it carries out what time brings about (crm rules run). Then every rep gets one message, the directors what
    escalates and is nobody's, and on the day of `summary` the summary of the week, with the seal of the ledgers. By
    which channels, the table [remind] of the configuration says: crm help reminders. What was refused for now is tried
    again by later runs, what was refused for good is listed by crm remind status.
    """
    chosen = settings(config.table("remind"))
    if channel and channel not in CHANNELS:
        raise UsageError(_("--channel: there is no {name}.").format(name=quoted(channel)), meant(channel, CHANNELS))
    path = frame.database(ctx)
    if preview:
        _preview(ctx, chosen, rep, channel)
        return
    if not path.exists():
        return
    with runs.run(path) as turn:
        if turn is None:
            return  # another run is at work
        narrowed = bool(rep or channel or retry)
        seen = _seen(path, chosen)
        if turn.last() == seen and not narrowed:
            return
        if _send_all(ctx, chosen, rep, channel, retry) and not narrowed:
            turn.note(_seen(path, chosen))


run.examples = (  # type: ignore[attr-defined]
    "crm remind run",
    "crm remind run --preview",
    "crm remind run --rep ana --channel stdout",
)


def _seen(path: Path, chosen: Settings) -> str:
    """Return all that decides whether a run has anything to do, in one line."""
    from zlib import crc32

    return f"{runs.counter(path)} {clock.today()} {crc32(repr(chosen).encode())}"


def _wish(opened: View, chosen: Settings, rep: str, channel: str) -> "Wish":
    from crmcli.store import refs
    from crmcli.store.reads.parcels import Wish

    rep_id = refs.rep(opened.sql, rep).id if rep else None
    return Wish(chosen.channels, chosen.policy, chosen.summary, rep_id, channel)


def _preview(ctx: typer.Context, chosen: Settings, rep: str, channel: str) -> None:
    from crmcli.store.reads import parcels

    with view(frame.database(ctx), clock.today()) as opened:
        found = parcels.parcels(opened, _wish(opened, chosen, rep, channel), clock.stamp())
    for one in found.parcels:
        who = one.person.name or _("whoever there is")
        say.data(
            _("To {who} by {channel}: {subject}").format(who=who, channel=one.channel, subject=one.subject) + "\n\n"
        )
        say.raw(f"{one.text}\n\n")
    if not found.parcels:
        say.say(_("Nothing is new."))


def _send_all(ctx: typer.Context, chosen: Settings, rep: str, channel: str, retry: bool) -> bool:
    """Carry out the rules and send what is new; says whether nothing is left that a later run has to look at."""
    from crmcli.store.reads import clockwork, deliveries, parcels

    with view(frame.database(ctx), clock.today()) as opened:
        anything, unfinished = clockwork.anything(opened), deliveries.unfinished(opened)
        day = _day(deliveries.latest(opened))
    if anything:
        from crmcli.actions import clockwork as rules

        rules.run(frame.request(ctx))
    if unfinished or retry:
        from crmcli.store import deliveries as ledger

        ledger.begin(frame.request(ctx), again=retry)
    with view(frame.database(ctx), day) as opened:
        found = parcels.parcels(opened, _wish(opened, chosen, rep, channel), clock.stamp())
    if not (found.parcels or found.gone):
        return not unfinished
    from crmcli.actions import reminding
    from crmcli.store import deliveries as ledger

    if found.gone:
        ledger.void(frame.request(ctx), found.gone)
    whole = True
    for parcel in found.parcels:
        sent = reminding.deliver(frame.request(ctx), parcel, chosen)
        if sent.result.state != State.SENT:
            whole = False
            _complain(sent)
    return whole


def _day(latest: str) -> date:
    """Return the day that a run is about: a clock that was set back a little does not take back what was known."""
    today = clock.today()
    known = date.fromisoformat(latest) if latest else today
    return known if today < known <= today + timedelta(days=_SET_BACK) else today


def _complain(sent: "Sent") -> None:
    said = {
        State.LATER: _("crm: {who}, {channel}: not now ({detail}); a later run tries again."),
        State.NEVER: _("crm: {who}, {channel}: refused ({detail}); see crm remind status."),
        State.UNSURE: _("crm: {who}, {channel}: nobody knows whether it arrived ({detail})."),
    }[sent.result.state]
    who = sent.parcel.person.name or _("whoever there is")
    say.say(said.format(who=who, channel=sent.parcel.channel, detail=sent.result.detail))


def status(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help=_("What arrived, too."))] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    excel: frame.Excel = False,
) -> None:
    """List what did not arrive, or of which nobody knows; ends with 10 when there is any."""
    from crmcli.store.reads import deliveries

    output = frame.Output(format_, fields, limit, sort, excel=excel).settled()
    with view(frame.database(ctx), clock.today()) as opened:
        rows = deliveries.deliveries(opened, everything=all_)
    frame.emit(of(deliveries.DeliveryRow._fields, rows), output)
    if any(row.state != "sent" for row in rows):
        raise typer.Exit(ExitCode.FOUND)


status.examples = ("crm remind status", "crm remind status --all --format csv")  # type: ignore[attr-defined]
