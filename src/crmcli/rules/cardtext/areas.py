"""Local numbers that are printed without their area code: the card's town knows it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crmcli.rules.cardtext.rows import HAS_CJK, Row


class Area(NamedTuple):
    """Where local numbers are from: the country's code with the area code, and how many digits they have."""

    prefix: str
    sizes: tuple[int, ...]


NOWHERE = Area("", ())


@cache
def _codes() -> dict[str, tuple[tuple[int, ...], dict[str, str]]]:
    from crmcli.rules.cardtext.words.areas import AREA_CODES

    return {
        country: (sizes, dict(zip(words.split()[::2], words.split()[1::2], strict=True)))
        for country, (sizes, words) in AREA_CODES.items()
    }


def area_of(rows: Sequence[Row], countries: Sequence[str]) -> Area:
    """Return the area of the town that the card names, of its likeliest country; NOWHERE if it names none that is known."""
    import phonenumbers

    country = countries[0] if countries else ""
    sizes, towns = _codes().get(country, ((), {}))
    if not towns:
        return NOWHERE
    code = phonenumbers.country_code_for_region(country)
    for row in rows:
        for town, area in towns.items():
            if (
                (town in row.low)
                if HAS_CJK.search(town)
                else re.search(rf"(?<![^\W\d_]){re.escape(town)}(?![^\W\d_])", row.low)
            ):
                return Area(f"+{code}{area}", sizes)
    return NOWHERE


def with_code(text: str, area: Area) -> str:
    """Return a local number in E.164, "" if it does not look like one of the area."""
    digits = re.sub(r"\D", "", text)
    if len(digits) not in area.sizes or text.lstrip().startswith(("+", "0", "(")):
        return ""
    return area.prefix + digits
