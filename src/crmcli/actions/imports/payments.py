"""Payments out of spreadsheets, applied in the order of their days."""

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.errors import BadInputError, ConflictError, NotFoundError, quoted
from crmcli.exchange.sheet import PaymentRecord
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.allocation import Part, shares
from crmcli.rules.figures import SYMBOLS
from crmcli.rules.names import company_key
from crmcli.store import facts, held, refs, sales

# Allocations that are inserted together.
_AT_ONCE = 5_000


class Payments:
    """Takes in rows of payments; when all are there, applies them to what is owed."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)
        self._payers: set[int] = set()

    def take(self, given: Given, record: PaymentRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        ground, line, sql = self.ground, given.row.line, self.ground.work.sql
        kept({}, {"note": record.note}, (record.customer, record.order))
        if not record.amount:
            raise BadInputError(_("there is no amount in it"))
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        paid_on = ground.day(record.at, place="at")[:10]
        origin, number = None, None
        if record.id:
            number = number_of(record.id, "id", "p")
            known = held.customer_of(sql, "payment", number)
        else:
            origin, number = ground.origin(given.row.cells)
            known = held.customer_of(sql, "payment", number) if number else None
        if known:
            return ImportRow(line, f"p{number}", known[1], Result.KNOWN.value)
        order = self._order(record)
        customer_id, name = self._payer(record, order, paid_on)
        own = order is not None and (not record.currency or order.currency in SYMBOLS.get(record.currency, ()))
        code = ground.currency(order.currency if order and own else record.currency)
        if order and code != order.currency:
            said = _("order o{id} is in {ours}, the payment in {theirs}")
            raise ConflictError(said.format(id=order.id, ours=order.currency, theirs=code))
        amount = money.parse(record.amount, code, "amount")
        if amount == 0:
            raise BadInputError(_("a payment of nothing"))
        instalment = self._instalment(record, order)
        payment_id = ground.loader.add(
            "payment", customer_id, amount, code, paid_on, record.note, origin, row_id=number
        )
        if origin is not None:
            ground.known.becomes(origin, payment_id)
        sales.await_payment(sql, payment_id, customer_id, order.id if order else 0, instalment)
        self._payers.add(customer_id)
        ground.loader.touch([customer_id])
        # The money came in, whatever became of the order since.
        lost = _("order o{id} is cancelled; this is credit").format(id=order.id) if order and order.cancelled_on else ""
        return ImportRow(line, f"p{payment_id}", name, Result.CREATED.value, lost)

    def _order(self, record: PaymentRecord) -> held.Order | None:
        if not record.order:
            return None
        number = refs.order(self.ground.work.sql, record.order)
        if number is None:
            raise NotFoundError(
                _("there is no order {order}").format(order=quoted(record.order)),
                _("where the column names no order, --map COL=- leaves it out"),
            )
        return held.order(self.ground.work.sql, number)

    def _payer(self, record: PaymentRecord, order: held.Order | None, day: str) -> tuple[int, str]:
        if order is None:
            return self.newcomers.customer(record.customer_id, record.customer, day)
        owner = held.customer(self.ground.work.sql, order.customer_id) or (0, "")
        if record.customer_id or company_key(record.customer) not in ("", company_key(owner[1])):
            named = self.ground.customer(record.customer_id, record.customer)
            if named[0] != owner[0]:
                said = _("order o{id} is one of {name} ({customer})")
                raise ConflictError(said.format(id=order.id, name=owner[1], customer=owner[0]))
        return owner

    def _instalment(self, record: PaymentRecord, order: held.Order | None) -> int:
        if not record.instalment:
            return 0
        if order is None:
            raise BadInputError(_("instalment {number}, but of which order?").format(number=record.instalment))
        number = number_of(record.instalment, "instalment")
        if not facts.has_instalment(self.ground.work.sql, order.id, number):
            said = _("order o{id} has no instalment {number}")
            raise NotFoundError(said.format(id=order.id, number=number))
        return number

    def finish(self) -> None:
        """Apply the payments: to their order, else to what is due first in their currency."""
        loader = self.ground.loader
        self.newcomers.finish()
        loader.insert()
        for debtor in sales.debtors(self.ground.work.sql, self._payers):
            open_parts = [Part(due.instalment_id, due.outstanding) for due in debtor.dues]
            about = {due.instalment_id: due for due in debtor.dues}
            for paid in debtor.payments:
                fits = [part for part in open_parts if _pays(paid, about[part.key])]
                for part, share in shares(fits, paid.amount):
                    due = about[part.key]
                    loader.add(
                        "allocation", paid.payment_id, part.key, due.order_id, debtor.customer_id, share, paid.paid_on
                    )
                    open_parts[open_parts.index(part)] = part._replace(owed=part.owed - share)
            loader.touch([debtor.customer_id])
            if loader.waiting("allocation") > _AT_ONCE:
                loader.insert()


def _pays(paid: sales.Money, due: sales.Due) -> bool:
    if paid.order_id:
        return due.order_id == paid.order_id and paid.number in (0, due.number)
    return bool(due.counts) and due.currency == paid.currency
