"""Orders out of spreadsheets, and the stages that they lead through."""

from typing import NamedTuple

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.actions.replay import replay
from crmcli.errors import BadInputError, ConflictError, CrmError, NotFoundError, RefusedError, quoted
from crmcli.exchange.sheet import OrderRecord
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.dates import day as day_of
from crmcli.rules.names import company_key
from crmcli.rules.orders import Sale, counts
from crmcli.store import held, refs


class _Sold(NamedTuple):
    code: str
    ordered_on: str
    amount: int
    currency: str
    cancelled_on: str
    parts: list[tuple[str, int]]  # due, minor units


class Orders:
    """Takes in rows of orders; when all are there, replays the customers' stages in the order of their days."""

    def __init__(self, ground: Ground, rows: int) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)
        self._first = ground.loader.reserve("sales_order", rows)
        self._codes: set[str] = set()
        self._new: dict[int, list[int]] = {}

    def take(self, given: Given, record: OrderRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        ground, line = self.ground, given.row.line
        kept({"code": record.code}, {"note": record.note, "cancel_reason": record.cancel_reason}, (record.customer,))
        if not record.amount:
            raise BadInputError(_("there is no amount in it"))
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        sold = self._sold(record)
        number, origin, known = self._there(given, record, sold)
        if known:
            return self._known(line, number or 0, record, sold)
        # Whoever sold it may be called otherwise, or have left, since the row was taken in.
        rep_id = ground.rep(record.rep) if record.rep else ground.actor_id
        customer_id, name = self.newcomers.customer(record.customer_id, record.customer, sold.ordered_on)
        row = (
            customer_id,
            sold.code,
            sold.ordered_on,
            sold.amount,
            sold.currency,
            int(record.sample),
            ground.registered(rep_id),
        )
        order_id = ground.loader.add(
            "sales_order",
            *(*row, record.note, sold.cancelled_on, record.cancel_reason, origin, 0, "", "", None),
            row_id=number or self._first + given.rank,
        )
        for place, (due, part) in enumerate(sold.parts, 1):
            ground.loader.add("instalment", order_id, customer_id, place, due, part, "", 0)
        if origin is not None:
            ground.known.becomes(origin, order_id)
        self._codes.add(sold.code)
        if counts(Sale(order_id, sold.ordered_on, "", sold.amount, int(record.sample))):
            self._new.setdefault(customer_id, []).append(order_id)
        ground.loader.touch([customer_id])
        return ImportRow(line, f"o{order_id}", name, Result.CREATED.value)

    def _there(
        self, given: Given, record: OrderRecord, sold: _Sold
    ) -> tuple[int | None, int | None, tuple[int, str] | None]:
        """Return the number that is known or given, what the row is remembered by, and the customer of a known one."""
        sql = self.ground.work.sql
        if sold.code in self._codes and sold.code:
            raise ConflictError(_("order {code} stands twice in the file").format(code=sold.code))
        if record.id:
            number = number_of(record.id, "id", "o")
            known = held.customer_of(sql, "sales_order", number)
            return number, None, known
        if sold.code:
            found = refs.order_with_code(sql, sold.code)
            return found, None, held.customer_of(sql, "sales_order", found) if found else None
        origin, made = self.ground.origin(given.row.cells)
        return made, origin, held.customer_of(sql, "sales_order", made) if made else None

    def _known(self, line: int, number: int, record: OrderRecord, sold: _Sold) -> ImportRow:
        customer_id, name = held.customer_of(self.ground.work.sql, "sales_order", number) or (0, "")
        if record.customer_id and number_of(record.customer_id, "customer_id") != customer_id:
            text = _("order o{id} is one of {name} ({customer})")
            raise ConflictError(text.format(id=number, name=name, customer=customer_id))
        names = ["ordered_on", "amount", "currency", "cancelled_on"]
        there = held.columns(self.ground.work.sql, "sales_order", number, names)
        ours = {"at": sold.ordered_on, "amount": sold.amount, "currency": sold.currency}
        differs = [field for (field, value), name in zip(ours.items(), names, strict=False) if value != there[name]]
        if record.customer and company_key(record.customer) != company_key(name) and self._another(record, customer_id):
            differs.insert(0, "customer")
        if sold.cancelled_on and not there["cancelled_on"]:
            differs.append("cancelled_at")
        detail = _("differs in: {fields}").format(fields=", ".join(differs)) if differs else ""
        return ImportRow(line, f"o{number}", name, Result.KNOWN.value, detail)

    def _another(self, record: OrderRecord, customer_id: int) -> bool:
        """Say whether the row names another customer than the one whose order is known."""
        try:
            return self.ground.customer("", record.customer)[0] != customer_id
        except NotFoundError:
            return True
        except CrmError:
            return False

    def _sold(self, record: OrderRecord) -> _Sold:
        ground = self.ground
        ordered = ground.day(record.at, place="at")[:10]
        code = ground.currency(record.currency)
        amount = money.parse(record.amount, code, "amount")
        cancelled = ground.day(record.cancelled_at, place="cancelled_at")[:10] if record.cancelled_at else ""
        if record.cancelled and not cancelled:
            cancelled = ordered
        if cancelled and cancelled < ordered:
            raise RefusedError(_("cancelled on {day}, before it was ordered").format(day=cancelled))
        parts = self._parts(record, ordered, amount, code)
        return _Sold(record.code.strip(), ordered, amount, code, cancelled, parts)

    def _parts(self, record: OrderRecord, ordered: str, amount: int, code: str) -> list[tuple[str, int]]:
        if not record.instalments:
            return [(record.due[:10] or ordered, amount)]
        parts = []
        for text in filter(None, (one.strip() for one in record.instalments.split(";"))):
            when, equals, part = text.partition("=")
            if not equals:
                raise BadInputError(_("instalments: {text} is not DATE=AMOUNT").format(text=quoted(text)))
            due = day_of(when, self.ground.work.request.today, order=self.ground.options.dates, place="instalments")
            parts.append((due.isoformat(), money.parse(part, code, "instalments")))
        total = sum(part for _due, part in parts)
        if total != amount:
            said = _("the instalments add up to {total}, the order is {amount}")
            raise BadInputError(said.format(total=money.display(total, code), amount=money.display(amount, code)))
        return sorted(parts)

    def finish(self) -> None:
        """Replay the stages of everybody who bought."""
        self.newcomers.finish(but=self._new)
        self.ground.loader.insert()
        replay(self.ground.work, self.ground.loader, self._new)
