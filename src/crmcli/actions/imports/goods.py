"""Products out of spreadsheets: as rows of their own, and as the rows of order lines name them."""

from typing import Any, NamedTuple

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept
from crmcli.errors import BadInputError, ConflictError, NotFoundError, quoted
from crmcli.exchange.sheet import LineRecord, ProductRecord
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.names import fold
from crmcli.store import shop

_PRICES = ("list_price", "floor_price", "cost")


class Goods:
    """Finds the product of a row and what it cost on a day, and with `add_products` adds what nobody knows yet."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._known = shop.products(ground.work.sql)
        self._prices: dict[tuple[int, str], list[shop.Price]] = {}
        self.added = 0

    def product(self, record: LineRecord, day: str) -> shop.Product | None:
        """Return the product that a line is of, None where it has no code; NotFoundError."""
        if not record.product:
            return None
        found = self._known.get(fold(record.product))
        if found:
            return found
        if not self.ground.options.add_products:
            raise NotFoundError(
                _("there is no product {product}").format(product=quoted(record.product)),
                _("--add-products adds those that are not there"),
            )
        return self.add(record.product, record.text or record.product, record.unit, "", "", day)

    def add(self, code: str, name: str, unit: str, group: str, note: str, day: str) -> shop.Product:
        """Add a product."""
        code = code.strip()
        row_id = self.ground.loader.add("product", code, name.strip(), unit, group, note, day, "", None)
        made = shop.Product(row_id, code, name.strip(), unit, group, note)
        self._known[fold(code)] = made
        self._known.setdefault(fold(made.name), made)
        self.added += 1
        return made

    def known(self, code: str) -> shop.Product | None:
        """Return the product of exactly that code, or None."""
        found = self._known.get(fold(code))
        return found if found and fold(found.code) == fold(code) else None

    def note(self, product: shop.Product) -> None:
        """Remember what is known of a product now."""
        self._known[fold(product.code)] = product

    def prices(self, product_id: int, currency: str) -> list[shop.Price]:
        """Return the prices of a product in a currency, the earliest first, those of this file too."""
        found = self._prices.get((product_id, currency))
        if found is None:
            found = self._prices[product_id, currency] = shop.prices(self.ground.work.sql, product_id, currency)
        return found

    def price(self, product_id: int, currency: str, day: str) -> shop.Price | None:
        """Return what a product costs on a day, or None."""
        return next((one for one in reversed(self.prices(product_id, currency)) if one.since <= day), None)


class _Asked(NamedTuple):
    currency: str
    since: str
    prices: tuple[int | None, int | None, int | None]


class Products:
    """Takes in rows of products: what is known already gets what is new of it, a new price a row of its own day."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.goods = Goods(ground)

    def take(self, given: Given, record: ProductRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        line = given.row.line
        kept(
            {"code": record.code, "name": record.name, "unit": record.unit, "group": record.group},
            {"note": record.note},
            (),
        )
        if not record.code.strip():
            raise BadInputError(_("there is no code in it"))
        asked = self._asked(record)
        product = self.goods.known(record.code)
        result, detail = Result.KNOWN, ""
        if product is None:
            name = record.name or record.code
            product = self.goods.add(record.code, name, record.unit, record.group, record.note, asked.since)
            result = Result.CREATED
        else:
            completed, detail = self._complete(product, record)
            result = Result.COMPLETED if completed else Result.KNOWN
        if self._priced(product, asked) and result == Result.KNOWN:
            result = Result.COMPLETED
        return ImportRow(line, f"g{product.id}", product.name, result.value, detail)

    def _asked(self, record: ProductRecord) -> _Asked:
        since = record.since[:10] or self.ground.work.today  # of next year, if that is what the list is for
        texts = [getattr(record, name) for name in _PRICES]
        if not any(texts):
            return _Asked("", since, (None, None, None))
        code = self.ground.currency(record.currency)
        listed, floor, cost = (
            money.parse(text, code, name) if text else None for name, text in zip(_PRICES, texts, strict=True)
        )
        return _Asked(code, since, (listed, floor, cost))

    def _complete(self, product: shop.Product, record: ProductRecord) -> tuple[bool, str]:
        """Fill in what is not known of a product, or with --update replace it; returns whether, and what differs."""
        said = {"name": record.name, "unit": record.unit, "group": record.group, "note": record.note}
        new: dict[str, Any] = {}
        differs = []
        for field, text in said.items():
            there = getattr(product, field)
            if text and text != there and (not there or self.ground.options.update):
                new[field] = text
            elif text and text != there:
                differs.append(field)
        if new:
            columns = {"grp" if field == "group" else field: text for field, text in new.items()}
            self.ground.loader.insert()
            self.ground.loader.change("product", product.id, **columns)
            self.goods.note(product._replace(**new))
        return bool(new), _("differs in: {fields}").format(fields=", ".join(differs)) if differs else ""

    def _priced(self, product: shop.Product, asked: _Asked) -> bool:
        """Write prices that are not those of their day already; says whether there was anything to write."""
        if not asked.currency:
            return False
        prices = self.goods.prices(product.id, asked.currency)
        then = self.goods.price(product.id, asked.currency, asked.since)
        kept_ = tuple(
            new if new is not None else old
            for new, old in zip(asked.prices, then[2:] if then else (None, None, None), strict=True)
        )
        if then and then[2:] == kept_:
            return False
        if then and then.since == asked.since:
            if not self.ground.options.update:
                raise ConflictError(
                    _("{code} has another price from {day} on").format(code=product.code, day=asked.since),
                    _("--update lets the file be right"),
                )
            self.ground.loader.insert()
            self.ground.loader.change("product_price", then.id, **dict(zip(_PRICES, kept_, strict=True)))
            prices[prices.index(then)] = shop.Price(then.id, then.since, *kept_)
            return True
        row_id = self.ground.loader.add("product_price", product.id, asked.since, asked.currency, *kept_)
        prices.append(shop.Price(row_id, asked.since, *kept_))
        prices.sort(key=lambda one: one.since)
        return True

    def finish(self) -> None:
        """Do nothing more: every row stands for itself."""
