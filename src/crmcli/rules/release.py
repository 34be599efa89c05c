"""When a customer of whom nothing is heard comes free, and when the owner is warned of that."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

WARN, RELEASE = "warn", "release"


class Terms(NamedTuple):
    """Days without action until a customer comes free (0 is never), and how many before that the owner is warned."""

    limit: int
    notice: int

    @property
    def shortest(self) -> int:
        """The days without action after which there may be something to do."""
        return max(self.limit - self.notice, 1)


def terms(settings: Mapping[str, str]) -> Terms:
    """Return the terms as the firm has set them."""
    limit, notice = settings.get("release_days") or "off", settings.get("release_warn_days") or "7"
    return Terms(*(int(text) if text.isdecimal() else 0 for text in (limit, notice)))


def days_before(today: date, days: int) -> str:
    """Return the day so many days earlier as text; what is before the calendar is before everything."""
    return (today - timedelta(days=days)).isoformat() if days < today.toordinal() else ""


def due(on: Terms, since: str, warned: str, today: date) -> str:
    """Return what is to be done today with a customer on whom the last action was `since`: WARN, RELEASE or nothing.

    `warned` is the day of the warning since then, "" for none: nobody loses a customer sooner than `notice` after it.
    """
    if on.notice and not warned:
        return WARN if since <= days_before(today, on.shortest) else ""
    over = since <= days_before(today, on.limit)
    return RELEASE if over and (not on.notice or warned <= days_before(today, on.notice)) else ""
