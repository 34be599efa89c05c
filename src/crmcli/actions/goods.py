"""Lines of quotes and orders: what a person types becomes products at the prices of a day."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.actions.dues import chosen_currency
from crmcli.errors import BadInputError
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.goods import line_amount, wanted
from crmcli.store import products
from crmcli.store.write import Work


class Priced(NamedTuple):
    """A line: thousandths of a product, the price of one unit, the amount, and the prices of its day; minor units."""

    product_id: int | None
    text: str
    qty: int
    unit: str
    price: int
    amount: int
    list_price: int | None
    floor_price: int | None
    cost: int | None


class Basket(NamedTuple):
    """What is sold: a currency, lines or none, and what they come to in minor units."""

    currency: str
    lines: list[Priced]
    amount: int

    @property
    def list_amount(self) -> int:
        """What they would come to at list prices; where there is none, at their own."""
        return sum(
            line.amount if line.list_price is None else line_amount(line.qty, line.list_price) for line in self.lines
        )


def basket(work: Work, texts: Sequence[str], currency: str, day: str, place: str = "--line") -> Basket:
    """Return the lines that texts `CODE:QTY[@PRICE]` mean on a day, priced by the list where they say no price.

    Without a currency it is the one that all the products have prices in, else the configured one. Raises
    NotFoundError, BadInputError.
    """
    asked = [wanted(text, place) for text in texts]
    found = [products.named(work.sql, one.code) for one in asked]
    code = money.currency(currency, _("CURRENCY")) if currency else _common(work, found, day)
    lines = []
    for one, product in zip(asked, found, strict=True):
        at = products.price(work.sql, product.id, code, day)
        if not one.price and (at is None or at.list_price is None):
            raise BadInputError(
                _("{code} has no list price in {currency} on {day}.").format(code=product.code, currency=code, day=day),
                _("Write the price: {place} {code}:QTY@PRICE").format(place=place, code=product.code),
            )
        price = money.parse(one.price, code, place) if one.price else int(at.list_price or 0) if at else 0
        prices = (at.list_price, at.floor_price, at.cost) if at else (None, None, None)
        amount = line_amount(one.qty, price)
        lines.append(Priced(product.id, product.name, one.qty, product.unit, price, amount, *prices))
    return Basket(code, lines, sum(line.amount for line in lines))


def _common(work: Work, found: Sequence[products.Product], day: str) -> str:
    """Return the one currency in which every product has a price, preferring the configured one."""
    codes = [products.currencies(work.sql, one.id, day) for one in found]
    shared = set.intersection(*codes) if codes else set()
    return shared.pop() if len(shared) == 1 else chosen_currency(work, "")
