"""--since, --until and --period, read into the days that a report keeps to."""

from datetime import date, timedelta
from typing import NamedTuple

from crmcli import clock
from crmcli.cli import frame
from crmcli.errors import UsageError
from crmcli.language import _


class Span(NamedTuple):
    """The first day, and the first one that is too late, as stored dates sort; "" is no bound."""

    since: str = ""
    before: str = ""


def span(since: str, until: str, period: str) -> Span:
    """Read the three options; UsageError for a period together with one of the others."""
    if not period:
        return _between(since, until) if since or until else Span()
    if since or until:
        raise UsageError(_("Either --period, or --since and --until."))
    from crmcli.rules import periods

    found = periods.period(period, clock.today(), order=frame.date_order(), place="--period")
    return Span(found.first.isoformat(), _day_after(found.last))


def _between(since: str, until: str) -> Span:
    first = frame.parsed_day(since, "--since", past=True) if since else None
    last = frame.parsed_day(until, "--until", past=True) if until else None
    if first and last:
        from crmcli.rules import periods

        periods.between(first, last, text=until, place="--until")
    return Span(first.isoformat() if first else "", _day_after(last) if last else "")


def _day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
