"""Ageing: which bucket an instalment is in, by days past due."""

from collections.abc import Sequence
from datetime import date, timedelta

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.dates import days_between

# Name and fewest days past due; due today is not due yet.
Buckets = Sequence[tuple[str, int]]
BUCKETS: Buckets = (("not_due", 0), ("d1_30", 1), ("d31_60", 31), ("d61_90", 61), ("d91_120", 91), ("over_120", 121))
_MOST_DAYS, _MOST_BUCKETS = 36_500, 12
# Due on no day yet: what is due after a milestone that is still to be reached.
NO_DAY = "9999-12-31"


def buckets(text: str, place: str = "") -> Buckets:
    """Read the last days of buckets, `30,60,90`: up to each of them, and what is over the last; BadInputError."""
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 and 0 < int(part) <= _MOST_DAYS for part in parts):
        raise BadInputError(
            _("{place}: {text} are no days.").format(place=place, text=quoted(text)), _("Write them so: 30,60,90")
        )
    ends = [int(part) for part in parts]
    if ends != sorted(set(ends)) or len(ends) > _MOST_BUCKETS:
        raise BadInputError(
            _("{place}: {text} do not go up.").format(place=place, text=quoted(text)), _("Write them so: 30,60,90")
        )
    firsts = [1, *(end + 1 for end in ends)]
    named = [(f"d{first}_{end}", first) for first, end in zip(firsts, ends, strict=False)]
    return (("not_due", 0), *named, (f"over_{ends[-1]}", firsts[-1]))


def with_coming(found: Buckets, days: int) -> Buckets:
    """Return the buckets with what is not due split in two: what falls due within so many days, and later."""
    return (("later", -_MOST_DAYS * 1_000), ("coming", -days), *found[1:])


def bucket(due_on: str, day: date, found: Buckets = BUCKETS) -> int:
    """Return the place among the buckets of what is due on a stored date, on a given day."""
    past = days_between(due_on, day)
    return max(place for place, (_name, fewest) in enumerate(found) if past >= fewest or place == 0)


def spans(day: date, found: Buckets = BUCKETS) -> list[tuple[str, str]]:
    """Return per bucket the first and last due date, as text, that fall into it on a given day."""
    latest = ["9999-12-31", *((day - timedelta(days=fewest)).isoformat() for _name, fewest in found[1:])]
    earliest = [(date.fromisoformat(last) + timedelta(days=1)).isoformat() for last in latest[1:]]
    return list(zip([*earliest, ""], latest, strict=True))
