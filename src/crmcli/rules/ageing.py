"""Ageing: which bucket an instalment is in, by days past due."""

from datetime import date, timedelta

from crmcli.rules.dates import days_between

# Name and fewest days past due; due today is not due yet.
BUCKETS = (("not_due", 0), ("d1_30", 1), ("d31_60", 31), ("d61_90", 61), ("d91_120", 91), ("over_120", 121))
# Due on no day yet: what is due after a milestone that is still to be reached.
NO_DAY = "9999-12-31"


def bucket(due_on: str, day: date) -> int:
    """Return the place among `BUCKETS` of what is due on a stored date, on a given day."""
    past = days_between(due_on, day)
    return max(place for place, (_name, fewest) in enumerate(BUCKETS) if past >= fewest or place == 0)


def spans(day: date) -> list[tuple[str, str]]:
    """Return per bucket the first and last due date, as text, that fall into it on a given day."""
    latest = ["9999-12-31", *((day - timedelta(days=fewest)).isoformat() for _name, fewest in BUCKETS[1:])]
    earliest = [(date.fromisoformat(last) + timedelta(days=1)).isoformat() for last in latest[1:]]
    return list(zip([*earliest, ""], latest, strict=True))
