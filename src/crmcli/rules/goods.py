"""What a line of a quote or an order is: how many of what, and at which price."""

import re
from decimal import Decimal
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _

_QTY = re.compile(r"-?\d{1,9}(?:\.(\d{1,10}))?", re.ASCII)
_PLACES = 3


class Wanted(NamedTuple):
    """A line as a person types it: the product's code, thousandths of its unit, and a price ("" is the list's)."""

    code: str
    qty: int
    price: str


def wanted(text: str, place: str) -> Wanted:
    """Read `CODE:QTY[@PRICE]`; the quantity may be left out; BadInputError, naming `place`."""
    before, at, price = text.rpartition("@")
    if not at:
        before, price = text, ""
    code, colon, qty = before.rpartition(":")
    if not colon:
        code, qty = qty, "1"
    if not code.strip() or (at and not price.strip()):
        raise BadInputError(
            _("{place}: {text} is not CODE:QTY or CODE:QTY@PRICE.").format(place=place, text=quoted(text)),
            _("For example: {place} PUMP-2:3@1250").format(place=place),
        )
    number = thousandths(qty, place)
    if number <= 0:
        raise BadInputError(_("{place}: {text} is a quantity of nothing.").format(place=place, text=quoted(text)))
    return Wanted(code.strip(), number, price.strip())


def shown(qty: int) -> str:
    """Return thousandths as a plain decimal: 1500 is 1.5."""
    return f"{quantity(qty):f}"


def quantity(qty: int) -> Decimal:
    """Return thousandths as an exact decimal without zeros at its end."""
    found = Decimal(qty).scaleb(-_PLACES)
    whole = found.to_integral_value()
    return whole if whole == found else found.normalize()


def thousandths(text: str, place: str) -> int:
    """Read a plain decimal quantity as thousandths: "1.5" is 1500; BadInputError, naming `place`."""
    found = _QTY.fullmatch(text.strip())
    if not found:
        raise BadInputError(_("{place}: {text} is not a quantity.").format(place=place, text=quoted(text)))
    if len((found[1] or "").rstrip("0")) > _PLACES:
        said = _("{place}: {text} has more than three decimals.")
        raise BadInputError(said.format(place=place, text=quoted(text)))
    return int(Decimal(text.strip()).scaleb(_PLACES))


def line_amount(qty: int, price: int) -> int:
    """Return what so many thousandths cost at a price, in minor units, halves rounded away from zero."""
    whole, rest = divmod(abs(qty) * price, 1000)
    amount = whole + (2 * rest >= 1000)
    return amount if qty >= 0 else -amount
