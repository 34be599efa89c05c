"""What is due: dated facts become items that somebody has to look at, each with a key that stays the same."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.holidays import chosen

# How long after its day an item that passes by itself is still shown: over a week-end, over a week.
WEEKEND, WEEK = 2, 6
# How long somebody waits for a visit that nobody made.
YEAR = 370


# Between the key of an item and the day until which it was put off.
AGAIN = "@"


class Outcome(StrEnum):
    """What somebody said of an item."""

    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"


class Section(StrEnum):
    """What an item is about, the most urgent first."""

    APPROVALS = "approvals"
    STALE = "stale"
    CALLS = "calls"
    MONEY = "money"
    SERVICE = "service"


class Due(NamedTuple):
    """One item: why it is due now, what is at stake, what was said last, and the command to type.

    `key` names the occurrence: the same for as long as it is the same one. `escalate` says that the directors are
    to know of it.
    """

    key: str
    section: str
    due_on: str
    rep_id: int | None
    rep: str
    customer_id: int | None
    name: str
    why: str
    stake: str = ""
    last_said: str = ""
    phone: str = ""
    command: str = ""
    escalate: bool = False

    @property
    def everybody(self) -> bool:
        """Whether it concerns everybody, whoever looks."""
        return self.key.startswith("holiday:")


class Rules(NamedTuple):
    """After how many days the firm wants to be reminded of what."""

    instalments: tuple[int, ...] = (-3, 0, 7, 30)  # from the day they are due on, rising
    quote: int = 7  # before a quote ends
    delivered: int = 30  # after a delivery
    complaint: int = 7  # after a complaint
    grade_a: int = 91  # without a contact
    holiday: int = 7  # before a holiday
    holidays: tuple[str, ...] = ()  # of these countries, beside the firm's own


def rules(settings: Mapping[str, str]) -> Rules:
    """Return the reminders as the firm has set them."""
    usual = Rules()
    return Rules(
        offsets(settings["remind_due_days"], "remind_due_days")
        if settings.get("remind_due_days")
        else usual.instalments,
        int(settings.get("remind_quote_days") or usual.quote),
        int(settings.get("remind_delivered_days") or usual.delivered),
        int(settings.get("remind_complaint_days") or usual.complaint),
        int(settings.get("remind_grade_a_days") or usual.grade_a),
        int(settings.get("remind_holiday_days") or usual.holiday),
        chosen(settings.get("holidays", "")),
    )


def offsets(text: str, place: str) -> tuple[int, ...]:
    """Read `-3,0,7,30`: days from a due day, rising; BadInputError, naming `place`."""
    found = []
    for part in text.replace("，", ",").replace("−", "-").split(","):
        digits = part.strip().removeprefix("+")
        if not digits.removeprefix("-").isascii() or not digits.removeprefix("-").isdigit() or len(digits) > 5:
            raise BadInputError(
                _("{place}: {text} is no number of days.").format(place=place, text=quoted(part)),
                _("For example: {example}").format(example="-3,0,7,30"),
            )
        found.append(int(digits))
    return tuple(sorted(set(found)))


class Span(NamedTuple):
    """Due days from the first to the last one, as text, of which an instalment is at one level now."""

    level: int
    first: str
    last: str


def spans(levels: Sequence[int], today: date, ahead: int) -> list[Span]:
    """Return per level the due days of the instalments that have reached it, or will in `ahead` days, and no higher one.

    What is past the highest level stays at it for as long as it is owed.
    """
    found: list[Span] = []
    first = ""
    for level in sorted(levels, reverse=True):
        last = today + timedelta(days=ahead - level)
        if first <= last.isoformat():
            found.append(Span(level, first, last.isoformat()))
            first = (last + timedelta(days=1)).isoformat()
    return found


def last_day(key: str, on: str, firm: Rules) -> date | None:
    """Return the last day on which an item is shown that comes only once; None for one that stays.

    `on` is the day of what a visit is due for.
    """
    kind, *parts = key.split(":")
    if kind == "visit":
        days = firm.delivered if parts[0].startswith("m") else firm.complaint
        return date.fromisoformat(on) + timedelta(days=days + YEAR) if on else None
    shown = {"birthday": WEEKEND, "holiday": 0, "quote": WEEK}.get(kind)
    return None if shown is None else date.fromisoformat(parts[-1]) + timedelta(days=shown)


def birthdays(today: date, ahead: int, back: int = 0) -> dict[str, str]:
    """Return the days (MM-DD) of birthdays around today, with the dates on which they are kept."""
    found: dict[str, str] = {}
    for count in range(-back, ahead + 1):
        day = today + timedelta(days=count)
        found[day.strftime("%m-%d")] = day.isoformat()
        if day.month == 2 and day.day == 28 and (day + timedelta(days=1)).month == 3:
            found["02-29"] = day.isoformat()  # in years without one it is kept the day before
    return found


def first_of_each(items: Sequence[Due], most: int | None) -> list[Due]:
    """Return at most so many items of each section, the most urgent ones; None is all of them."""
    counts: dict[str, int] = {}
    found = []
    for one in items:
        counts[one.section] = counts.get(one.section, 0) + 1
        if most is None or counts[one.section] <= most:
            found.append(one)
    return found


def ordered(items: Sequence[Due]) -> list[Due]:
    """Return items by section, the most urgent first; within one they keep their order."""
    places = {section.value: place for place, section in enumerate(Section)}
    return sorted(items, key=lambda one: places[one.section])
