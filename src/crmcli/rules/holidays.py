"""The usual holidays of China, Spain and Latin America, and which of them concern the firm."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _

_LATIN = ("AR", "BR", "CL", "CO", "MX", "PE")
COUNTRIES = ("CN", "ES", *_LATIN)
YEARS = range(2026, 2029)  # what follows the moon is known for these


class Holiday(NamedTuple):
    """A day, ISO, what it is called, and in which country; "" is everywhere."""

    day: str
    name: str
    country: str


_EVERYWHERE = ("ES", *_LATIN)
# Every year on the same day.
_FIXED = (
    ("01-01", _("New Year"), COUNTRIES),
    ("01-06", _("Epiphany"), ("ES",)),
    ("03-24", _("Day of Remembrance"), ("AR",)),
    ("04-02", _("Malvinas Day"), ("AR",)),
    ("04-21", _("Tiradentes"), ("BR",)),
    ("05-01", _("Labour Day"), COUNTRIES),
    ("05-05", _("Battle of Puebla"), ("MX",)),
    ("05-21", _("Navy Day"), ("CL",)),
    ("05-25", _("May Revolution"), ("AR",)),
    ("07-09", _("Independence Day"), ("AR",)),
    ("07-16", _("Our Lady of Mount Carmel"), ("CL",)),
    ("07-20", _("Independence Day"), ("CO",)),
    ("07-28", _("Independence Day"), ("PE",)),
    ("08-07", _("Battle of Boyacá"), ("CO",)),
    ("08-15", _("Assumption"), ("ES", "CL")),
    ("08-30", _("Saint Rose of Lima"), ("PE",)),
    ("09-07", _("Independence Day"), ("BR",)),
    ("09-16", _("Independence Day"), ("MX",)),
    ("09-18", _("Independence Day"), ("CL",)),
    ("09-19", _("Army Day"), ("CL",)),
    ("10-01", _("National Day"), ("CN",)),
    ("10-08", _("Battle of Angamos"), ("PE",)),
    ("10-12", _("National Day"), ("ES",)),
    ("10-12", _("Our Lady of Aparecida"), ("BR",)),
    ("11-01", _("All Saints"), ("ES", "CL", "PE")),
    ("11-02", _("Day of the Dead"), ("MX", "BR")),
    ("11-15", _("Republic Day"), ("BR",)),
    ("11-20", _("Black Awareness Day"), ("BR",)),
    ("12-06", _("Constitution Day"), ("ES",)),
    ("12-08", _("Immaculate Conception"), ("ES", "AR", "CL", "CO", "PE")),
    ("12-25", _("Christmas"), _EVERYWHERE),
)
# So many days from Easter Sunday.
_EASTER = (
    (-48, _("Carnival"), ("AR", "BR")),
    (-3, _("Maundy Thursday"), ("CO", "MX", "PE")),
    (-2, _("Good Friday"), _EVERYWHERE),
)
# On the first, or another, Monday of a month.
_MONDAYS = (
    (2, 1, _("Constitution Day"), "MX"),
    (3, 3, _("Birthday of Benito Juárez"), "MX"),
    (11, 3, _("Revolution Day"), "MX"),
)
# By the moon, as the State Council's calendar has them.
_CHINESE = (
    (_("Spring Festival"), ("2026-02-17", "2027-02-06", "2028-01-26")),
    (_("Qingming"), ("2026-04-05", "2027-04-05", "2028-04-04")),
    (_("Dragon Boat Festival"), ("2026-06-19", "2027-06-09", "2028-05-28")),
    (_("Mid-Autumn Festival"), ("2026-09-25", "2027-09-15", "2028-10-03")),
)


def usual() -> list[Holiday]:
    """Return the holidays that come with the program, by day."""
    from dateutil.easter import easter

    found = [Holiday(day, name, "CN") for name, days in _CHINESE for day in days]
    for year in YEARS:
        found += [Holiday(f"{year}-{day}", name, one) for day, name, countries in _FIXED for one in countries]
        found += [Holiday(_monday(year, month, number), name, one) for month, number, name, one in _MONDAYS]
        sunday = easter(year)
        found += [
            Holiday((sunday + timedelta(days=days)).isoformat(), name, one)
            for days, name, countries in _EASTER
            for one in countries
        ]
    return sorted(found)


def _monday(year: int, month: int, number: int) -> str:
    first = date(year, month, 1)
    return (first + timedelta(days=-first.weekday() % 7 + 7 * (number - 1))).isoformat()


def countries(text: str, place: str) -> tuple[str, ...]:
    """Read `CN,ES`: countries whose holidays come with the program; BadInputError, naming `place`."""
    found = tuple(dict.fromkeys(part.strip().upper() for part in text.replace("，", ",").split(",") if part.strip()))
    for one in found:
        if one not in COUNTRIES:
            raise BadInputError(
                _("{place}: there are no holidays of {name}.").format(place=place, name=quoted(one)),
                meant(one, COUNTRIES),
            )
    return found


def chosen(setting: str) -> tuple[str, ...]:
    """Return the countries that a kept setting names."""
    return tuple(filter(None, setting.split(",")))


def days(own: Iterable[Holiday], of: Sequence[str], first: date, last: date) -> dict[str, list[Holiday]]:
    """Return, by day, what the firm keeps from `first` to `last`: its own holidays, and the usual ones of countries."""
    found: dict[str, list[Holiday]] = {}
    kept = [*own, *(one for one in (usual() if of else []) if one.country in of)]
    for one in sorted(kept):
        if first.isoformat() <= one.day <= last.isoformat():
            found.setdefault(one.day, []).append(one)
    return found


def told(found: Sequence[Holiday]) -> str:
    """Return what the holidays of one day are called, and where: `Christmas (ES, MX)`."""
    names: dict[str, list[str]] = {}
    for one in found:
        names.setdefault(one.name, []).append(one.country)
    return ", ".join(
        name + (f" ({', '.join(where)})" if (where := [one for one in places if one]) else "")
        for name, places in names.items()
    )
