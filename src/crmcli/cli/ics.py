"""crm ics."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, say
from crmcli.cli.mine import Mine
from crmcli.language import _
from crmcli.rules.due import Due
from crmcli.store import refs
from crmcli.store.read import view


def ics(
    ctx: typer.Context,
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only what concerns this rep's customers."))] = "",
    days: Annotated[
        int,
        typer.Option("--days", metavar="N", min=0, max=3650, help=_("How many days ahead.")),
    ] = 365,
    as_of: frame.AsOf = "",
    as_: frame.SeenAs = "",
    all_: frame.Everybody = False,
) -> None:
    """Write a calendar to standard output: next steps, money, milestones, quotes, visits, birthdays, reminders, holidays.

    Every event is a whole day with an alarm at eight in the morning, and keeps its identity: what is planned for another
    day moves, what is done is gone. Let cron write it where a calendar program, or a phone, subscribes to it.
    """
    from crmcli.exchange.ical import Event, write
    from crmcli.store.reads import calendar

    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        mine = Mine(opened, as_, all_)
        owner = rep or mine.owner()
        found = refs.rep(opened.sql, owner) if owner else None
        entries = calendar.calendar(opened, found.id if found else None, days)
        identity = calendar.identity(opened)
        mine.tell()
    events = (
        Event(f"{one.id}@{identity}.crm", one.due.due_on, _title(one.due), _told(one.due), one.rule, one.without)
        for one in entries
    )
    say.raw(write(f"crm {found.name}" if found else "crm", clock.stamp(), events))


ics.examples = (  # type: ignore[attr-defined]
    "crm ics > crm.ics",
    "crm ics --rep ana --days 90 > /srv/calendars/ana.ics",
)


def _title(due: Due) -> str:
    return ": ".join(part for part in (due.name, due.why) if part)


def _told(due: Due) -> str:
    lines = (
        (_("At stake"), due.stake),
        (_("Last said"), due.last_said),
        (_("Phone"), due.phone),
        (_("Type"), due.command),
    )
    return "\n".join(f"{label}: {text}" for label, text in lines if text.strip())
