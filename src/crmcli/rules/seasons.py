"""Seasons: named ranges of days of every year, what is asked for in them, and which clocks stand still."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.model.words import Stage

_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})\.\.(\d{1,2})-(\d{1,2})", re.ASCII)
_LEAP_DAY, _DAY_BEFORE = "02-29", "02-28"
_ANY_LEAP_YEAR = 2000
# So many days before a season begins it is time to prepare it.
AHEAD = 60


class Season(NamedTuple):
    """A season from the day on which it was set up to the day from which it is no more ("" is never)."""

    id: int
    name: str
    first: str  # MM-DD, like `last`; both belong to it
    last: str
    pauses: tuple[str, ...]
    strategy: str
    since: str
    ended: str = ""

    def kept(self, day: str) -> bool:
        """Say whether the firm has it on a day."""
        return self.since <= day and (not self.ended or day < self.ended)

    def holds(self, day: date) -> bool:
        """Say whether a day lies in it; it may go over the end of the year, and a 29 February is else the 28th."""
        first, last = (_in_year(one, day.year) for one in (self.first, self.last))
        here = f"{day:%m-%d}"
        return (first <= here or here <= last) if self.first > self.last else first <= here <= last

    def length(self) -> int:
        """Return how many days of a leap year it has."""
        first, last = (date.fromisoformat(f"{_ANY_LEAP_YEAR}-{one}") for one in (self.first, self.last))
        days = (last - first).days + 1
        return days if self.first <= self.last else days + 366

    def begins_after(self, day: date) -> date:
        """Return the first day after a day on which it begins."""
        this, following = (
            date.fromisoformat(f"{year}-{_in_year(self.first, year)}") for year in (day.year, day.year + 1)
        )
        return this if this > day else following


def _in_year(day: str, year: int) -> str:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAY_BEFORE if day == _LEAP_DAY and not leap else day


def known(seasons: Iterable[Season], day: str) -> list[Season]:
    """Return the seasons as they were known on a day: what was set up or ended later is not."""
    return [one._replace(ended="" if one.ended > day else one.ended) for one in seasons if one.since <= day]


def span(text: str, place: str) -> tuple[str, str]:
    """Read `MM-DD..MM-DD`; BadInputError, naming `place`."""
    found = _RANGE.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError(text)
        first, last = (date(_ANY_LEAP_YEAR, int(found[at]), int(found[at + 1])) for at in (1, 3))
    except ValueError:
        raise BadInputError(
            _("{place}: {text} is not MM-DD..MM-DD.").format(place=place, text=quoted(text)),
            _("For example: crm season set peak 11-15..02-10"),
        ) from None
    return f"{first:%m-%d}", f"{last:%m-%d}"


def present(seasons: Iterable[Season], day: date) -> list[Season]:
    """Return the seasons that a day lies in, the one that says most about it first: the shortest, then the newest."""
    fits = (one for one in seasons if one.kept(day.isoformat()) and one.holds(day))
    return sorted(fits, key=lambda one: (one.length(), -one.id))


def stands(pausing: Iterable[Season], day: date) -> bool:
    """Say whether a clock that stands still in some seasons does so on a day."""
    return any(one.holds(day) and one.kept(day.isoformat()) for one in pausing)


class Phase(StrEnum):
    """Where a day lies: before a season, in one, or in none."""

    BEFORE = "before"
    IN = "in"
    OFF = "off"


class Asked(NamedTuple):
    """What a day asks for: its season ("" is none), since when or from when, what, and of whom."""

    phase: Phase
    season: str
    begins: str  # the day on which the next season begins, "" in one or where none is near
    strategy: str
    stages: tuple[str, ...]


_OF_WHOM = {
    Phase.BEFORE: (Stage.PROSPECT.value, Stage.BUYER.value),
    Phase.IN: (Stage.REPEAT.value,),
    Phase.OFF: (Stage.LEAD.value,),
}
_STRATEGIES = {
    Phase.BEFORE: _("Push prospects and buyers: orders have to be in before it begins."),
    Phase.IN: _("Look after repeat customers: what they need now comes first."),
    Phase.OFF: _("Develop leads: visit, qualify, send samples."),
}


def asked(seasons: Sequence[Season], day: date) -> Asked:
    """Return what a day asks for; whoever said nothing about a season is told what is usual."""
    now = present(seasons, day)
    if now:
        return Asked(Phase.IN, now[0].name, "", now[0].strategy or _STRATEGIES[Phase.IN], _OF_WHOM[Phase.IN])
    ahead = sorted((one.begins_after(day), one.name) for one in seasons if one.kept(day.isoformat()))
    if ahead and ahead[0][0] - day <= timedelta(days=AHEAD):
        begins, name = ahead[0]
        return Asked(Phase.BEFORE, name, begins.isoformat(), _STRATEGIES[Phase.BEFORE], _OF_WHOM[Phase.BEFORE])
    return Asked(Phase.OFF, "", "", _STRATEGIES[Phase.OFF], _OF_WHOM[Phase.OFF])
