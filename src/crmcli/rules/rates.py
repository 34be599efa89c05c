"""Rates of exchange: one unit of a currency in another, from a day on; exact, never a float."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.money import EXPONENTS

_RATE = re.compile(r"(\d{1,9})(?:\.(\d{1,12}))?", re.ASCII)


class Rate(NamedTuple):
    """One unit of `source` is `rate` of `target` from `since` on."""

    source: str
    target: str
    rate: Fraction
    since: str


def plain(text: str, place: str) -> str:
    """Return a rate as it is kept, a plain decimal above zero without needless zeros; BadInputError."""
    found = _RATE.fullmatch(text.strip())
    if not found or not int(found[1] + (found[2] or "")):
        raise BadInputError(
            _("{place}: {text} is no rate.").format(place=place, text=quoted(text)),
            _("Write it plainly: 1.08"),
        )
    whole, decimals = str(int(found[1])), (found[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def in_force(rates: Iterable[Rate], source: str, target: str, day: str) -> Rate | None:
    """Return the rate from one currency to another that holds on a day, None where nobody entered one.

    The newest entry counts, whichever way it was entered: the other way round it is one divided by it, exactly. Of two
    of one day the one that was entered this way round. No rate is made up through a third currency.
    """
    if source == target:
        return Rate(source, target, Fraction(1), "")
    fits = []
    for one in rates:
        if one.since > day:
            continue
        if (one.source, one.target) == (source, target):
            fits.append((one.since, 1, one))
        elif (one.target, one.source) == (source, target):
            fits.append((one.since, 0, Rate(source, target, 1 / one.rate, one.since)))
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None


def convert(minor: int, source: str, target: str, rate: Fraction) -> int:
    """Return an amount of `source` in minor units of `target`; halves are rounded away from zero."""
    exact = abs(minor) * rate * Fraction(10) ** (EXPONENTS[target] - EXPONENTS[source])
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return whole if minor >= 0 else -whole


def named(rates: Iterable[Rate]) -> list[str]:
    """Return rates as reports name them, the way round in which they were entered: `1 EUR = 1.08 USD, of 2026-01-01`."""
    return [_("{rate}, of {day}").format(rate=_plainly(rate), day=rate.since) for rate in rates]


def _plainly(rate: Rate) -> str:
    source, target, exact = rate[:3]
    if _decimals(exact) is None:
        source, target, exact = target, source, 1 / exact
    places = _decimals(exact) or 0
    return f"1 {source} = {Decimal(int(exact * 10**places)).scaleb(-places):f} {target}"


def _decimals(rate: Fraction) -> int | None:
    """Return how many decimals a rate has, None where they are more than a rate can be entered with."""
    return next((places for places in range(13) if (rate * 10**places).denominator == 1), None)
