"""Dates as people type them."""

import re
from datetime import date, timedelta
from typing import Literal

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _

DateOrder = Literal["", "dmy", "mdy", "ymd"]

_DAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
# Compiled when the first date is read: most commands read none.
# As texts: they are compiled when the first date is read, and most commands read none.
_CHINESE_DAY = "(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])"
_CHINESE_DAYS = "一二三四五六日"
_NEAR = {
    word: days
    for days, words in {
        -2: "前天 anteayer",
        -1: "yesterday ayer 昨天 昨日",
        0: "today now hoy ahora 今天 今日 现在",
        1: "tomorrow manana 明天 明日",
        2: "后天 後天",
    }.items()
    for word in words.split()
}
_END_OF_MONTH = frozenset(("eom", "finmes", "fin-de-mes", "月底", "月末"))
_UNITS = {
    **dict.fromkeys(("d", "天", "日"), "d"),
    **dict.fromkeys(("w", "s", "周", "週"), "w"),
    **dict.fromkeys(("m", "月", "个月", "個月"), "m"),
    **dict.fromkeys(("y", "a", "年"), "y"),
}
_OFFSET = f"([+-])([0-9]{{1,5}})({'|'.join(_UNITS)})"
_ISO = r"(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?"
_ACCENTS = str.maketrans("áéíóúñ", "aeioun")
_SLASHED = r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})"
# Beyond these no fact of a customer can be, and arithmetic on days would leave the calendar.
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 12, 31)
_BIRTHDAY = r"(?:(\d{4})-|--)?(\d{2})-(\d{2})"
_TIME = r"(.*?)[T ]+(\d{1,2}):(\d{2})(?::\d{2})?"


def day(text: str, today: date, *, past: bool = False, order: DateOrder = "", place: str = "") -> date:
    """Read a date: ISO, `today`, `+3d`, `-2w`, `+1m`, `fri`, `eom`; a weekday is the next one, or with `past` the last.

    The words may be Spanish and Chinese too: `hoy`, `mañana`, `vie`, `今天`, `周五`, `月底`. A slashed date is read only with `order`. Raises BadInputError, naming `place`.
    """
    word = text.strip().lower()
    try:
        found = _relative(word, today, past) or _absolute(word, order)
    except (ValueError, OverflowError):
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise _unreadable(text, word, place)
    return found


def birthday(text: str, place: str) -> str:
    """Read a birthday: `1980-03-05`, or `03-05` (kept as `--03-05`) without its year; BadInputError, naming `place`."""
    word = text.strip()
    found = re.fullmatch(_BIRTHDAY, word, re.ASCII)
    try:
        if found:
            day_of = date(int(found[1] or 2000), int(found[2]), int(found[3]))
            return day_of.isoformat() if found[1] else f"--{day_of.strftime('%m-%d')}"
    except ValueError:
        pass
    raise BadInputError(
        _("{place}: {text} is no birthday.").format(place=place, text=quoted(text)),
        _("Write 1980-03-05, or 03-05 where the year is not known."),
    )


def moment(text: str, today: date, *, order: DateOrder = "", place: str = "") -> str:
    """Read a date, or a date and a time of day, that is past; returns ISO text, `2026-11-20` or `2026-11-20T14:30`."""
    timed = re.fullmatch(_TIME, text.strip(), re.ASCII)
    if not timed:
        return day(text, today, past=True, order=order, place=place).isoformat()
    hour, minute = int(timed[2]), int(timed[3])
    if hour > 23 or minute > 59:
        raise _unreadable(text, text, place)
    found = day(timed[1], today, past=True, order=order, place=place)
    return f"{found.isoformat()}T{hour:02}:{minute:02}"


def _unreadable(text: str, word: str, place: str) -> BadInputError:
    where = f"{place}: " if place else ""
    if re.fullmatch(_SLASHED, word, re.ASCII):
        return BadInputError(
            _("{where}{text} can be read in several ways.").format(where=where, text=quoted(text)),
            _("Write 2026-11-25, or say how you read it: crm config set date_order dmy"),
        )
    known = [*_NEAR, *_END_OF_MONTH, *(name for names in _DAYS for name in names)]
    return BadInputError(
        _("{where}{text} is not a date.").format(where=where, text=quoted(text)),
        meant(word, known, _("Write 2026-11-25, today, +3d, -2w, fri or eom.")),
    )


def _relative(word: str, today: date, past: bool) -> date | None:
    word = word.translate(_ACCENTS)
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if word in _END_OF_MONTH:
        following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
        return following - timedelta(days=1)
    if offset := re.fullmatch(_OFFSET, word):
        return _shifted(today, int(offset[1] + offset[2]), _UNITS[offset[3]])
    number = _weekday(word)
    if number is None:
        return None
    ahead = (number - today.weekday()) % 7
    return today - timedelta(days=(7 - ahead) % 7) if past else today + timedelta(days=ahead or 7)


def _weekday(word: str) -> int | None:
    """Return the number of a weekday from its name, or three letters of it; None where it is none."""
    if chinese := re.fullmatch(_CHINESE_DAY, word):
        return _CHINESE_DAYS.index(chinese[1].replace("天", "日"))
    found = (number for number, names in enumerate(_DAYS) for name in names if name.startswith(word))
    return next(found, None) if len(word) >= 3 else None


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    from dateutil.relativedelta import relativedelta

    step = relativedelta(months=count) if unit == "m" else relativedelta(years=count)
    return today + step


def _absolute(word: str, order: DateOrder) -> date | None:
    if iso := re.fullmatch(_ISO, word, re.ASCII):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    slashed = re.fullmatch(_SLASHED, word, re.ASCII)
    if not slashed or not order:
        return None
    parts = dict(zip(order, slashed.groups(), strict=True))
    year = int(parts["y"])
    return date(year + 2000 if len(parts["y"]) == 2 else year, int(parts["m"]), int(parts["d"]))


def days_between(earlier: str, later: date) -> int:
    """Return whole days from a stored date (or date-time) to `later`."""
    return (later - date.fromisoformat(earlier[:10])).days


class Ages(dict[str, int]):
    """Whole days from stored dates to one day, each computed once: a report asks for the same few dates row by row."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __missing__(self, stored: str) -> int:
        return self.setdefault(stored, days_between(stored, self.day))
