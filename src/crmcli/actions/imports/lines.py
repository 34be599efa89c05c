"""Order lines out of spreadsheets: orders that are made of them, and the stages that they lead through."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.goods import Goods
from crmcli.actions.imports.ground import Given, Ground, kept
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.actions.replay import replay
from crmcli.errors import BadInputError, ConflictError, RefusedError
from crmcli.exchange.sheet import LineRecord
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.goods import line_amount, thousandths
from crmcli.rules.names import company_key
from crmcli.rules.orders import Sale, counts
from crmcli.store import refs, shop

# Lines that are inserted together.
_AT_ONCE = 5_000
_LONGEST_CODE = 200
# By how much discounts and taxes may part an amount from quantity times price.
_LEAST, _MOST = 0, 135


class _Begun:
    """An order that this file begins."""

    __slots__ = ("amount", "currency", "customer_id", "day", "id", "lines", "name", "rep_id")

    def __init__(self, row_id: int, customer: tuple[int, str], day: str, currency: str, rep_id: int | None) -> None:
        self.id = row_id
        self.customer_id, self.name = customer
        self.day, self.currency, self.rep_id = day, currency, rep_id
        self.amount = self.lines = 0


class _There:
    """An order that was there: it gets the lines of a file if it has none, and none if it has some."""

    __slots__ = ("added", "amount", "order", "rest")

    def __init__(self, order: shop.Order) -> None:
        self.order = order
        self.rest = order.lines.copy()
        self.added = self.amount = 0


class _Worth(NamedTuple):
    qty: int
    price: int
    amount: int


class _Line(NamedTuple):
    product_id: int | None
    text: str
    qty: int
    unit: str
    price: int
    amount: int
    list_price: int | None
    floor_price: int | None
    cost: int | None


class Lines:
    """Takes in order lines; when all are there, writes the orders and replays their customers' stages."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)
        self.goods = Goods(ground)
        self._next = ground.loader.first_free("sales_order")
        self._orders: dict[str, _Begun | _There] = {}

    def take(self, given: Given, record: LineRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        number = given.row.line
        kept({"product": record.product, "unit": record.unit}, {"text": record.text}, (record.customer, record.order))
        code = record.order.strip()
        if not code:
            raise BadInputError(_("there is no order in it"))
        if not (record.product or record.text):
            raise BadInputError(_("there is no product in it"))
        known = self._orders.get(code) or self._there(code)
        if isinstance(known, _There):
            return self._complete(number, known, record)
        currency = known.currency if known else self.ground.currency(record.currency)
        worth = self._worth(record, currency)
        # Before anybody is added for it.
        if (known.amount if known else 0) + worth.amount < 0:
            raise RefusedError(
                _("it would leave order {order} below zero").format(order=code),
                _("what came back goes in with: crm order return"),
            )
        order = known or self._begin(code, record, currency)
        self._refuse_another(order, record)
        line = self._line(record, worth, order.currency, order.day)
        if known is None:
            self._orders[code] = order
            self._next += 1
        order.amount += line.amount
        order.lines += 1
        self._add(order.id, order.customer_id, order.lines, line)
        return ImportRow(number, f"o{order.id}", order.name, Result.CREATED.value)

    def _there(self, code: str) -> _There | None:
        found = refs.order(self.ground.work.sql, code)
        if found is None:
            return None
        known = self._orders[code] = _There(shop.order(self.ground.work.sql, found))
        return known

    def _begin(self, code: str, record: LineRecord, currency: str) -> _Begun:
        """Return the order that the first of its lines begins; nothing of it is written yet."""
        ground = self.ground
        if len(code) > _LONGEST_CODE:
            raise BadInputError(_("order: longer than {count} characters").format(count=_LONGEST_CODE))
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        day = ground.day(record.at, place="at")[:10]
        rep_id = ground.rep(record.rep) if record.rep else ground.actor_id
        customer = self.newcomers.customer(record.customer_id, record.customer, day)
        return _Begun(self._next, customer, day, currency, ground.registered(rep_id))

    def _refuse_another(self, order: _Begun, record: LineRecord) -> None:
        """Raise ConflictError where a row says of an order what its first row did not."""
        if record.at and record.at[:10] != order.day:
            said = _("the order is of {day} in an earlier row")
            raise ConflictError(said.format(day=order.day))
        if record.currency and self.ground.currency(record.currency) != order.currency:
            said = _("the order is in {currency} in an earlier row")
            raise ConflictError(said.format(currency=order.currency))
        if record.customer_id or company_key(record.customer) not in ("", company_key(order.name)):
            found = self.newcomers.customer(record.customer_id, record.customer, order.day)
            if found[0] != order.customer_id:
                raise ConflictError(_("the order is one of {name} in an earlier row").format(name=order.name))

    def _complete(self, number: int, known: _There, record: LineRecord) -> ImportRow:
        """Give a line to an order that was there without any, or find it among its lines."""
        order = known.order
        if record.customer_id or company_key(record.customer) not in ("", company_key(order.name)):
            named = self.ground.customer(record.customer_id, record.customer)
            if named[0] != order.customer_id:
                raise ConflictError(
                    _("order o{id} is one of {name} ({customer})").format(
                        id=order.id, name=order.name, customer=order.customer_id
                    )
                )
        worth = self._worth(record, order.currency)
        line = self._line(record, worth, order.currency, (record.at or self.ground.work.today)[:10])
        if not order.lines:
            known.added += 1
            known.amount += line.amount
            self._add(order.id, order.customer_id, known.added, line)
            return ImportRow(number, f"o{order.id}", order.name, Result.COMPLETED.value)
        same = (line.product_id, line.text, line.qty, line.amount)
        if not known.rest[same]:
            raise ConflictError(_("order o{id} is there already, without this line").format(id=order.id))
        known.rest[same] -= 1
        return ImportRow(number, f"o{order.id}", order.name, Result.KNOWN.value)

    def _worth(self, record: LineRecord, currency: str) -> _Worth:
        if not record.qty:
            raise BadInputError(_("there is no quantity in it"))
        qty = thousandths(record.qty, "qty")
        if not qty:
            raise BadInputError(_("a quantity of nothing"))
        return _Worth(qty, *self._figures(record, qty, currency))

    def _line(self, record: LineRecord, worth: _Worth, currency: str, day: str) -> _Line:
        product = self.goods.product(record, day)
        at = self.goods.price(product.id, currency, day) if product else None
        text = record.text or (product.name if product else "")
        unit = record.unit or (product.unit if product else "")
        prices = (at.list_price, at.floor_price, at.cost) if at else (None, None, None)
        return _Line(product.id if product else None, text, worth.qty, unit, worth.price, worth.amount, *prices)

    def _figures(self, record: LineRecord, qty: int, currency: str) -> tuple[int, int]:
        """Return price and amount in minor units, each worked out from the other where a row has only one."""
        price = money.parse(record.price, currency, "price") if record.price else None
        if not record.amount:
            if price is None:
                raise BadInputError(_("there is neither a price nor an amount in it"))
            return price, line_amount(qty, price)
        negative = record.amount.startswith("-")
        amount = money.parse(record.amount.removeprefix("-"), currency, "amount") * (-1 if negative else 1)
        if price is None:
            if amount and (amount < 0) != (qty < 0):
                raise BadInputError(_("quantity and amount have different signs"))
            each = (Decimal(abs(amount)) * 1000 / abs(qty)).quantize(Decimal(1), ROUND_HALF_UP)
            return int(each), amount
        whole = line_amount(qty, price)
        if not _LEAST * abs(whole) <= amount * 100 * (1 if whole >= 0 else -1) <= _MOST * abs(whole):
            raise BadInputError(
                _("{amount} is not {qty} times {price}").format(
                    amount=record.amount, qty=record.qty, price=record.price
                )
            )
        return price, amount

    def _add(self, order_id: int, customer_id: int, number: int, line: _Line) -> None:
        loader = self.ground.loader
        loader.add("order_line", order_id, customer_id, number, *line)
        if loader.waiting("order_line") >= _AT_ONCE:
            loader.insert()

    def finish(self) -> None:
        """Write the orders, what is owed of them, and the moves that they cause."""
        loader = self.ground.loader
        new: dict[int, list[int]] = {}
        for code, order in self._orders.items():
            if isinstance(order, _There):
                self._settle(order)
                continue
            row = (order.customer_id, code, order.day, order.amount, order.currency, 0, order.rep_id)
            loader.add("sales_order", *row, "", "", "", None, 0, "", "", None, row_id=order.id)
            loader.add("instalment", order.id, order.customer_id, 1, order.day, order.amount, "", 0)
            if counts(Sale(order.id, order.day, "", order.amount)):
                new.setdefault(order.customer_id, []).append(order.id)
            loader.touch([order.customer_id])
            if loader.waiting("sales_order") >= _AT_ONCE:
                loader.insert()
        self._orders.clear()
        self.newcomers.finish(but=new)
        loader.insert()
        replay(self.ground.work, loader, new)

    def _settle(self, known: _There) -> None:
        """Let the lines that an order got make up its amount: what they lack are taxes, freight and discounts."""
        rest = known.order.amount - known.amount
        if known.added and rest:
            text = _("rest of the order's amount")
            line = _Line(None, text, 1000 if rest > 0 else -1000, "", abs(rest), rest, None, None, None)
            self._add(known.order.id, known.order.customer_id, known.added + 1, line)
        if known.added:
            self.ground.loader.touch([known.order.customer_id])
