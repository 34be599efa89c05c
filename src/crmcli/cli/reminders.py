"""crm remind add, list, done, snooze, skip, end."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.cli.mine import Mine
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.due import Outcome as Said
from crmcli.rules.texts import spoken
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Items = Annotated[
    list[str],
    typer.Argument(
        metavar="ITEM…",
        help=_("m3 a reminder, an id of crm today --format csv, or a customer with one due item; - reads them."),
    ),
]


@frame.writes(
    "crm remind add ibarra ask about spare parts --every 3m --from 2026-12-01",
    "crm remind add 广元 send the new catalogue --from +2w",
    "crm remind add --own send the monthly report --every 1m --from eom",
)
def add(
    request: "Request",
    words: Annotated[
        list[str],
        typer.Argument(metavar="REF TEXT…", help=_("The customer, and what is to be done; no quotes needed.")),
    ],
    from_: Annotated[
        str, typer.Option("--from", metavar="DATE", help=_("The first day; today if not said."))
    ] = "today",
    every: Annotated[
        str, typer.Option("--every", metavar="N", help=_("How often from that day on: 10d, 2w, 3m, 1y; else once."))
    ] = "",
    rep: Annotated[
        str, typer.Option("--rep", metavar="REP", help=_("Who is reminded; else the customer's owner of that day."))
    ] = "",
    own: Annotated[
        bool, typer.Option("--own", help=_("It concerns no customer: all words are the text. Else for who acts."))
    ] = False,
) -> "Outcome":
    """Be reminded of something, by crm today and in the calendar, until it is done.

    What comes again is counted from the first day: one of the 31st comes on the last day of a shorter month, and on the
    31st of the next. Of several that were missed the latest is shown.
    """
    from crmcli.actions import reminders

    ref, text = ("", words) if own else (words[0], words[1:])
    if not text:
        raise UsageError(_("What is to be done? Write it behind the customer."), _("Without a customer: --own"))
    return reminders.add(request, reminders.Wish(ref, spoken(text), from_, every, rep), frame.date_order())


@frame.reads("crm remind list", "crm remind list ibarra", "crm remind list --rep ana --ended")
def list_reminders(
    view: View,
    ref: options.OptionalRef = "",
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only what this rep is reminded of."))] = "",
    ended: Annotated[bool, typer.Option("--ended", help=_("Those that came to their end, instead."))] = False,
    mine: Mine | None = None,
) -> Report:
    """List the reminders of one's own, what is to be done first at the top."""
    from crmcli.store.reads import reminders

    owner = rep or (mine.owner(ref) if mine else "")
    return of(reminders.ReminderRow._fields, reminders.listed(view, ref, owner, ended=ended))


@frame.writes("crm remind done m3", "crm remind done visit:a17 -m 'was there on the way'")
def done(request: "Request", items: _Items, why: options.Why = None) -> "Outcome":
    """Say that something is done: a reminder, a return visit, a birthday, a holiday.

    What asks for a call, a decision or a payment goes by itself once that is entered.
    """
    from crmcli.actions import handling

    return handling.handle(request, frame.refs_or_stdin(items), handling.Said(Said.DONE, why=why or ""))


@frame.writes("crm remind snooze m3", "crm remind snooze ibarra --until +2w")
def snooze(
    request: "Request",
    items: _Items,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help=_("When it comes again; tomorrow if not said."))
    ] = "tomorrow",
    why: options.Why = None,
) -> "Outcome":
    """Put something off until a day; then it comes again. What would be over by then is refused."""
    from crmcli.actions import handling

    day = frame.parsed_day(until, "--until")
    return handling.handle(request, frame.refs_or_stdin(items), handling.Said(Said.SNOOZED, day, why or ""))


@frame.writes("crm remind skip m3", "crm remind skip birthday:c5:2026-12-01 -m 'not this year'")
def skip(request: "Request", items: _Items, why: options.Why = None) -> "Outcome":
    """Leave something out this time; what comes again comes the next time."""
    from crmcli.actions import handling

    return handling.handle(request, frame.refs_or_stdin(items), handling.Said(Said.SKIPPED, why=why or ""))


@frame.writes("crm remind end m3")
def end(
    request: "Request",
    reminders_: Annotated[list[str], typer.Argument(metavar="REMINDER…", help=_("Their ids, like m3; - reads them."))],
) -> "Outcome":
    """Let reminders come no more."""
    from crmcli.actions import reminders

    return reminders.end(request, frame.refs_or_stdin(reminders_))
