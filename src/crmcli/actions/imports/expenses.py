"""Expenses out of spreadsheets."""

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.errors import BadInputError, ConflictError, NotFoundError, quoted
from crmcli.exchange.sheet import ExpenseRecord
from crmcli.language import _
from crmcli.model.words import Payer
from crmcli.rules import money
from crmcli.rules.kinds import spent
from crmcli.store import held, refs

_PERSONAL = frozenset(
    [
        "personal",
        "private",
        "employee",
        "own",
        "个人",
        "個人",
        "自己",
        "垫付",
        "墊付",
        "empleado",
        "propio",
        "particular",
    ]
)


class Expenses:
    """Takes in rows of expenses."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)

    def take(self, given: Given, record: ExpenseRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        ground, line, sql = self.ground, given.row.line, self.ground.work.sql
        kept(
            {"kind": record.kind, "region": record.region, "receipt": record.receipt},
            {"text": record.text},
            (record.customer, record.order),
        )
        if not record.amount:
            raise BadInputError(_("there is no amount in it"))
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        if not record.kind:
            raise BadInputError(_("there is no kind in it"))
        origin, number = None, None
        if record.id:
            number = number_of(record.id, "id", "e")
            known = held.expense(sql, number)
        else:
            origin, number = ground.origin(given.row.cells)
            known = held.expense(sql, number) if number else None
        if known is not None:
            return ImportRow(line, f"e{number}", known, Result.KNOWN.value)
        spent_on = ground.day(record.at, place="at")[:10]
        code = ground.currency(record.currency)
        amount = money.parse(record.amount, code, "amount")
        if amount == 0:
            raise BadInputError(_("an expense of nothing"))
        kind = spent(record.kind)
        order_id, customer_id, name = self._about(record, spent_on)
        rep_id = ground.registered(ground.rep(record.rep) if record.rep else ground.actor_id)
        payer = Payer.PERSONAL if record.payer.strip().lower() in _PERSONAL else Payer.COMPANY
        row = (customer_id, order_id, rep_id, record.region, kind.value, payer.value, amount, code, spent_on)
        expense_id = ground.loader.add("expense", *row, record.text, record.receipt, "", origin, row_id=number)
        if origin is not None:
            ground.known.becomes(origin, expense_id)
        if customer_id is not None:
            ground.loader.touch([customer_id])
        return ImportRow(line, f"e{expense_id}", name, Result.CREATED.value)

    def _about(self, record: ExpenseRecord, day: str) -> tuple[int | None, int | None, str]:
        """Return order, customer and its name, as far as an expense was for one."""
        named = bool(record.customer_id or record.customer)
        if not record.order:
            if not named:
                return None, None, record.region
            customer_id, name = self.newcomers.customer(record.customer_id, record.customer, day)
            return None, customer_id, name
        number = refs.order(self.ground.work.sql, record.order)
        if number is None:
            raise NotFoundError(_("there is no order {order}").format(order=quoted(record.order)))
        found = held.customer_of(self.ground.work.sql, "sales_order", number) or (0, "")
        if named and self.ground.customer(record.customer_id, record.customer)[0] != found[0]:
            said = _("order o{id} is one of {name} ({customer})")
            raise ConflictError(said.format(id=number, name=found[1], customer=found[0]))
        return number, found[0], found[1]

    def finish(self) -> None:
        """Let whoever was only named begin with the first of their days."""
        self.newcomers.finish()
