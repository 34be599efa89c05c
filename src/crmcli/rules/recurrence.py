"""What comes again every so often, counted from its first day: the 31st is the last day of a shorter month."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.dates import LATEST

_EVERY = re.compile(r"(\d{1,4})?\s*([dwmy])", re.ASCII)
_MONTHS = {"m": 1, "y": 12}
_FREQUENCIES = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "y": "YEARLY"}


def every(text: str, place: str) -> str:
    """Read `2m`, `1y`, `10d`, `w`: how often; "" is once. BadInputError, naming `place`."""
    word = text.strip().lower()
    if word and not kept(word):
        raise BadInputError(
            _("{place}: {text} is no number of days, weeks, months or years.").format(place=place, text=quoted(text)),
            _("For example: {example}").format(example="10d, 2w, 3m, 1y"),
        )
    return kept(word)


def kept(word: str) -> str:
    """Return how often as it is kept; "" for once, and for what somebody else wrote there."""
    found = _EVERY.fullmatch(word)
    return f"{int(found[1] or 1)}{found[2]}" if found and int(found[1] or 1) else ""


def nth(anchor: date, often: str, number: int) -> date | None:
    """Return the occurrence after so many others, the first day being that after none; None beyond the calendar."""
    count, unit = int(often[:-1]) * number, often[-1]
    try:
        if unit in _MONTHS:
            from dateutil.relativedelta import relativedelta

            found = anchor + relativedelta(months=count * _MONTHS[unit])
        else:
            found = anchor + timedelta(days=count * (7 if unit == "w" else 1))
    except (OverflowError, ValueError):
        return None
    return found if found <= LATEST else None


def occurrences(anchor: date, often: str, first: date, last: date) -> Iterator[date]:
    """Yield the occurrences from `first` to `last`, both included; often "" is the first day alone."""
    number = _before(anchor, often, first)
    while (found := nth(anchor, often, number) if often else anchor) is not None and found <= last:
        if found >= first:
            yield found
        if not often:
            return
        number += 1


def latest(anchor: date, often: str, day: date) -> date | None:
    """Return the last occurrence up to a day, on it too; None before the first one."""
    if day < anchor:
        return None
    if not often:
        return anchor
    number = _before(anchor, often, day)
    following = nth(anchor, often, number + 1)
    return following if following and following <= day else nth(anchor, often, number)


def _before(anchor: date, often: str, day: date) -> int:
    """Return how many occurrences are surely before a day: the right number, or one less."""
    if not often or day <= anchor:
        return 0
    count, unit = int(often[:-1]), often[-1]
    if unit in _MONTHS:
        months = (day.year - anchor.year) * 12 + day.month - anchor.month
        return max(0, (months - 1) // (count * _MONTHS[unit]))
    return (day - anchor).days // (count * (7 if unit == "w" else 1))


def rule(anchor: date, often: str) -> str:
    """Return the same as a calendar's recurrence rule; "" for what comes once.

    A rule for the 31st would leave out the shorter months: the last of the month's days up to that one is meant.
    """
    if not often:
        return ""
    unit = often[-1]
    parts = [f"FREQ={_FREQUENCIES[unit]}", f"INTERVAL={often[:-1]}"]
    if unit in _MONTHS and anchor.day > 28:
        if unit == "y":
            parts.append(f"BYMONTH={anchor.month}")
        days = ",".join(str(number) for number in range(28, anchor.day + 1))
        parts += [f"BYMONTHDAY={days}", "BYSETPOS=-1"]
    return ";".join(parts)
