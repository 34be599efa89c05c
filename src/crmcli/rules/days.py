"""Dates as other people's programs write them, in English, Spanish and Chinese."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from crmcli.rules.dates import EARLIEST, LATEST, DateOrder

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september set septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        1,
    )
    for name in names.split()
}
_ZONE = r"(?:\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_TIME = re.compile(
    r"(?P<date>.*?)[\sT,，]*(?:(?<=\d)T|[\s,，日号號])\s*(?P<half>上午|下午|晚上|中午|凌晨|早上)?\s*"
    r"(?P<hour>\d{1,2})[:h：时時.](?P<minute>\d{2})分?(?:[:.]\d{2}秒?(?:[.,]\d{1,9})?)?(?:\s*h(?:rs?|oras)?\.?)?"
    r"\s*(?P<meridian>[ap]\.?\s?m\.?)?" + _ZONE,
    re.I,
)
_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|º|o)?[\s./-]*(?:de\s+)?([^\W\d_]{3,10})\.?[\s,./-]*(?:del?\s+)?(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?[\s,./-]+(?:de\s+)?(\d{4}|\d{2})")
_WEEKDAY = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,?\s+)(?=\d|[^\W\d_]{3,10}\.?\s+\d)|\s*[(（]?(?:星期|周|週)[一二三四五六日天][)）]?\s*"
)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,12}))?")
_NOTHING = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{4}|0{1,2})(?: 00:00(?::00)?)?")
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
_PIVOT = 69  # two digits below are of this century, as POSIX has it
_LONGEST = 60


class Day(NamedTuple):
    """A date taken apart: its ISO text if it is beyond doubt, else the three numbers and the sign between them."""

    iso: str = ""
    parts: tuple[str, str, str] | None = None
    dotted: bool = False
    serial: int = 0
    time: str = ""  # HH:MM


def nothing(text: str) -> bool:
    """Say whether a text is a program's way to write no date: 0/0/00, 0000-00-00."""
    return _NOTHING.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Day | None:
    """Take a date apart, with a time of day or without; None if the text is none. ValueError for no day of the year."""
    if len(text) > _LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    clock = ""
    timed = _TIME.fullmatch(plain)
    if timed:
        clock = _clock(timed)
        plain = timed["date"] + (plain[timed.end("date")] if plain[timed.end("date")] in "日号號" else "")
    found = _dated(plain.strip())
    if found is None and not timed:
        return None
    if found is None:
        return None
    return found._replace(time=clock or found.time)


def _clock(timed: re.Match[str]) -> str:
    """Return a time of day as HH:MM; ValueError if there is none such."""
    hour, minute = int(timed["hour"]), int(timed["minute"])
    half = (timed["half"] or timed["meridian"] or "").lower()
    if half[:1] in ("p", "下", "晚") and hour < 12:
        hour += 12
    elif half[:1] in ("a", "上", "凌", "早") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise ValueError(timed[0])
    return f"{hour:02}:{minute:02}"


def _dated(text: str) -> Day | None:
    """Take a date without time apart."""
    for _once in range(2):
        if iso := _ISO.fullmatch(text) or _compact(text):
            return Day(_iso(*map(int, iso.groups()[-3:])) if iso.re is _ISO else _iso_compact(iso))
        if numeric := _NUMERIC.fullmatch(text):
            return Day(parts=(numeric[1], numeric[2], numeric[3]), dotted="." in text)
        if named := _named(text):
            return Day(named)
        if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
            minutes = round(float("0." + (serial[2] or "0")) * 24 * 60) % (24 * 60)
            return Day(serial=int(serial[1]), time=f"{minutes // 60:02}:{minutes % 60:02}" if serial[2] else "")
        text = _WEEKDAY.sub("", text, count=1).strip()
    return None


def _compact(text: str) -> re.Match[str] | None:
    return _COMPACT.fullmatch(text)


def _iso_compact(found: re.Match[str]) -> str:
    return _iso(int(found[1] + found[2]), int(found[3]), int(found[4]))


def _named(text: str) -> str:
    """Read a date with the name of its month; "" if it is none."""
    if found := _DAY_FIRST.fullmatch(text):
        number, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        name, number, year = found.groups()
    else:
        return ""
    month = MONTHS.get(name.casefold())
    return _iso(_year(year), month, int(number)) if month else ""


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _PIVOT else 1900)


def _iso(year: int, month: int, number: int) -> str:
    """Return ISO text; ValueError for a day that is not in the calendar or beyond EARLIEST and LATEST."""
    found = date(year, month, number)
    if not EARLIEST <= found <= LATEST:
        raise ValueError(found)
    return found.isoformat()


def order_shown(parts: tuple[str, str, str]) -> DateOrder:
    """Return the order that a date in numbers shows by itself; "" if it shows none."""
    first, second = int(parts[0]), int(parts[1])
    if len(parts[2]) == 2 and first > 31:
        return "ymd"
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return ""


def indifferent(parts: tuple[str, str, str]) -> bool:
    """Say whether a date means the same day, whether its day or its month stands first."""
    return int(parts[0]) == int(parts[1]) and len(parts[2]) == 4


def resolved(found: Day, order: DateOrder, serials: bool = False) -> str:
    """Return the ISO date that is meant, `order` deciding for numbers; "" if that leaves a doubt.

    ValueError for a day that is not in the calendar or beyond EARLIEST and LATEST.
    """
    if found.serial:
        return _iso(*_triple(_SERIAL_START + timedelta(days=found.serial))) if serials else ""
    if found.parts is None:
        return found.iso
    if len(found.parts[2]) == 4 and order == "ymd":
        order = ""  # the year stands last, so it says nothing of day and month
    order = order or order_shown(found.parts) or ("dmy" if indifferent(found.parts) else "")
    if not order:
        return ""
    named = dict(zip(order, found.parts, strict=True))
    return _iso(_year(named["y"]), int(named["m"]), int(named["d"]))


def _triple(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
