"""What a line of a quote or an order is: how many of what, and at which price."""

import re
from decimal import Decimal

from crmcli.errors import BadInputError, quoted
from crmcli.language import _

_QTY = re.compile(r"-?\d{1,9}(?:\.(\d{1,10}))?", re.ASCII)
_PLACES = 3


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
