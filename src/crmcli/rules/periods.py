"""Periods as people type them: a year, half, quarter, month, week or day, the present or last one, or from A to B."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.rules import dates

_NAMED = re.compile(
    r"(?P<year>\d{4})(?:-?(?:q(?P<quarter>[1-4])|h(?P<half>[12])|w(?P<week>\d{1,2}))|-(?P<month>\d{1,2}))?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|today|yesterday|hoy|ayer|今天|昨天", re.ASCII)


class Period(NamedTuple):
    """The days from `first` to `last`; both belong to it."""

    first: date
    last: date


def period(text: str, today: date, *, order: dates.DateOrder = "", place: str = "") -> Period:
    """Read a period: `2026`, `2026H1`, `2026Q3`, `2026-09`, `2026W37`, a day, `this-month`, `last-quarter`, `A..B`.

    A week begins on Monday, and week 1 is the one with the year's first Thursday (ISO 8601). In `A..B` each side is
    a period or any date, and both belong to it. Raises BadInputError, naming `place`.
    """
    word = text.strip().lower()
    begin, dots, end = (part.strip() for part in word.partition(".."))
    if dots and begin and end:
        return between(
            _side(begin, today, order, place).first, _side(end, today, order, place).last, text=text, place=place
        )
    found = _single(word, today)
    if found is None:
        raise BadInputError(
            _("{where}{text} is no period.").format(where=f"{place}: " if place else "", text=quoted(text)),
            meant(
                word,
                [f"{which}-{unit}" for which in ("this", "last") for unit in _AROUND],
                _("Write 2026, 2026Q3, 2026-09, last-quarter, this-year, or 2026-09-01..2026-09-15."),
            ),
        )
    return found


def between(first: date, last: date, *, text: str, place: str = "") -> Period:
    """Return the period from one day to another; BadInputError, naming `text` and `place`, if it ends before it begins."""
    if last < first:
        raise BadInputError(
            _("{where}{text} ends, on {last}, before it begins, on {first}.").format(
                where=f"{place}: " if place else "", text=quoted(text), first=first, last=last
            )
        )
    return Period(first, last)


def _side(word: str, today: date, order: dates.DateOrder, place: str) -> Period:
    found = _single(word, today)
    if found:
        return found
    day = dates.day(word, today, past=True, order=order, place=place)
    return Period(day, day)


def _single(word: str, today: date) -> Period | None:
    """Return the period that is not written as a range, or None if it is none, or beyond the calendar."""
    try:
        found = _relative(word, today) or _named(word) or _day(word, today)
    except (ValueError, OverflowError):
        return None
    if found is None or not dates.EARLIEST <= found.first <= found.last <= dates.LATEST:
        return None
    return found


_SAID = {
    word: meant
    for meant, words in {
        "this-week": "esta-semana 本周 这周",
        "last-week": "semana-pasada 上周",
        "this-month": "este-mes 本月 这个月",
        "last-month": "mes-pasado 上月 上个月",
        "this-quarter": "este-trimestre 本季 本季度",
        "last-quarter": "trimestre-pasado 上季 上季度",
        "this-year": "este-año 今年 本年",
        "last-year": "año-pasado 去年",
    }.items()
    for word in words.split()
}


def _relative(word: str, today: date) -> Period | None:
    which, _dash, unit = _SAID.get(word, word).partition("-")
    if which not in ("this", "last") or unit not in _AROUND:
        return None
    around = _AROUND[unit]
    present = around(today)
    return present if which == "this" else around(present.first - timedelta(days=1))


def _named(word: str) -> Period | None:
    found = _NAMED.fullmatch(word)
    if not found:
        return None
    year = int(found["year"])
    if found["week"]:
        return week(date.fromisocalendar(year, int(found["week"]), 1))
    if found["month"]:
        return month(date(year, int(found["month"]), 1))
    if found["quarter"]:
        return quarter(date(year, 3 * int(found["quarter"]) - 2, 1))
    if found["half"]:
        return half(date(year, 6 * int(found["half"]) - 5, 1))
    return whole_year(date(year, 1, 1))


def _day(word: str, today: date) -> Period | None:
    if not _DAY.fullmatch(word):
        return None
    day = dates.day(word, today)
    return Period(day, day)


def week(day: date) -> Period:
    """Return the week that a day is in, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def month(day: date) -> Period:
    """Return the month that a day is in."""
    return _months(day, 1)


def quarter(day: date) -> Period:
    """Return the quarter that a day is in."""
    return _months(day, 3)


def half(day: date) -> Period:
    """Return the half of the year that a day is in."""
    return _months(day, 6)


def whole_year(day: date) -> Period:
    """Return the year that a day is in."""
    return _months(day, 12)


def _months(day: date, length: int) -> Period:
    """Return that part of the year, of so many months, that a day is in."""
    begin = (day.month - 1) // length * length + 1
    year, month_after = divmod(day.year * 12 + begin - 1 + length, 12)
    return Period(date(day.year, begin, 1), date(year, month_after + 1, 1) - timedelta(days=1))


_AROUND: dict[str, Callable[[date], Period]] = {
    "week": week,
    "month": month,
    "quarter": quarter,
    "half": half,
    "year": whole_year,
}


def months_up_to(day: date, count: int) -> list[str]:
    """Return the last so many months, the one of the day included, as stored dates begin: `2026-03`."""
    last = day.year * 12 + day.month - 1
    return [f"{place // 12:04}-{place % 12 + 1:02}" for place in range(last - count + 1, last + 1)]


def name(found: Period) -> str:
    """Return a period as it is written: `2026Q4`, `2026H1`, `2026-09`, `2026`, a day, else `A..B`."""
    year, month, first = found.first.year, found.first.month, found.first
    written = {
        whole_year(first): f"{year}",
        half(first): f"{year}H{(month + 5) // 6}",
        quarter(first): f"{year}Q{(month + 2) // 3}",
        _months(first, 1): f"{year}-{month:02}",
        Period(first, first): first.isoformat(),
    }
    return written.get(found, f"{found.first}..{found.last}")


def before(found: Period) -> Period:
    """Return the period right before one, as long: the month, quarter, half or year before, else as many days."""
    eve = found.first - timedelta(days=1)
    for around in (month, quarter, half, whole_year):
        if around(found.first) == found:
            return around(eve)
    return Period(found.first - (found.last - found.first) - timedelta(days=1), eve)


def year_before(found: Period) -> Period:
    """Return the same days a year earlier; the 29th of February is the 28th, and the end of a month stays one."""
    return Period(_year_earlier(found.first), _year_earlier(found.last))


def _year_earlier(day: date) -> date:
    ends = (day + timedelta(days=1)).day == 1
    last = date(day.year - 1 + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return last if ends or day.day > last.day else day.replace(year=day.year - 1)
