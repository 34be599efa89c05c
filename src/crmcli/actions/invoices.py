"""Invoices, and credit notes that take them back, by their external numbers."""

from datetime import date
from typing import NamedTuple

from crmcli.actions import reductions, stages
from crmcli.actions.dues import existing
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.errors import BadInputError, ConflictError, NotFoundError, RefusedError, quoted
from crmcli.language import _
from crmcli.model import Invoice, Order
from crmcli.rules import money
from crmcli.rules.orders import Sale, counts
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, invoices, refs
from crmcli.store.invoices import ReturnRow
from crmcli.store.write import Request, Work


class NewInvoice(NamedTuple):
    """An invoice as a person typed it; without an amount it is of all that is left to invoice."""

    order: str
    number: str
    amount: str = ""
    at: date | None = None
    due: date | None = None
    note: str = ""
    force: bool = False  # more than is left to invoice, for the reason in `note`


class NewCredit(NamedTuple):
    """A credit note as a person typed it; without an amount it takes back all that is left of the invoice."""

    invoice: str
    number: str
    amount: str = ""
    at: date | None = None
    note: str = ""
    returned: str = ""  # the goods that came back, like x5: they lowered what is owed already


def add(request: Request, wanted: NewInvoice) -> Outcome:
    """Note an invoice of an order; RefusedError for more than is left to invoice, ConflictError for a number twice."""
    return each(request, [wanted], _add)


def _add(work: Work, wanted: NewInvoice) -> Done:
    order = existing(work, wanted.order)
    day = _day(work, order, wanted.at)
    left = reductions.left(work, order.id or 0) - invoices.invoiced(work.sql, order.id or 0)
    amount = money.parse(wanted.amount, order.currency, _("AMOUNT")) if wanted.amount else max(left, 0)
    if not wanted.force:
        _refuse_too_much(order, amount, left)
    if amount == 0:
        raise BadInputError(_("AMOUNT: an invoice of nothing?"))
    if wanted.due and wanted.due.isoformat() < day:
        raise BadInputError(_("--due: {day} is before the invoice, of {issued}.").format(day=wanted.due, issued=day))
    row = Invoice(
        order_id=order.id or 0,
        customer_id=order.customer_id,
        number=_number(work, wanted.number),
        amount=amount,
        issued_on=day,
        due_on=wanted.due.isoformat() if wanted.due else "",
        note=checked(wanted.note, "--why", LONG).strip(),
    )
    work.add(row)
    name = facts.customer_name(work.sql, order.customer_id)
    said = _("{name} ({id}): invoice {number} of {amount} for o{order}, kept as f{row}.")
    rest = max(left - amount, 0)
    if rest:
        said += " " + _("{rest} are left to invoice.")
    sentence = said.format(
        name=name,
        id=order.customer_id,
        number=row.number,
        amount=money.display(amount, order.currency),
        order=order.id,
        row=row.id,
        rest=money.display(rest, order.currency),
    )
    return Done(f"f{row.id}", sentence, _("When money comes in: crm pay o{order} AMOUNT").format(order=order.id))


def _day(work: Work, order: Order, at: date | None) -> str:
    """Return the day of an invoice; RefusedError where the order is none, or none yet."""
    if order.draft:
        raise RefusedError(
            _("Order o{id} is a draft; nothing is owed of it.").format(id=order.id),
            _("First: crm order complete o{id}").format(id=order.id),
        )
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} is cancelled.").format(id=order.id))
    day = past_day(work, at)
    if day < order.ordered_on:
        raise RefusedError(_("{day} is before the order, on {ordered}.").format(day=day, ordered=order.ordered_on))
    return day


def _refuse_too_much(order: Order, amount: int, left: int) -> None:
    if left <= 0:
        said = _("Order o{id} is fully invoiced.").format(id=order.id)
    elif amount > left:
        said = _("Only {left} of order o{id} are left to invoice.").format(
            left=money.display(left, order.currency), id=order.id
        )
    else:
        return
    raise RefusedError(said, _("Where it is right all the same: --force -m WHY"))


def _number(work: Work, text: str) -> str:
    """Return an external number that is not taken; BadInputError, ConflictError."""
    number = checked(text, _("NUMBER")).strip()
    if not number:
        raise BadInputError(_("NUMBER: an invoice has one."))
    if refs.lettered(number, "f") is not None:
        raise BadInputError(_("NUMBER: {number} is the way crm counts invoices itself.").format(number=quoted(number)))
    known = invoices.numbered(work.sql, number)
    if known is not None:
        raise ConflictError(
            _("{number} is there already, as f{id}.").format(number=number, id=known),
            _("See it: crm invoice show {number}").format(number=number),
        )
    return number


def credit(request: Request, wanted: NewCredit) -> Outcome:
    """Note a credit note, which names its invoice; what it takes back is owed no more, unless goods came back for it."""
    return each(request, [wanted], _credit)


def _credit(work: Work, wanted: NewCredit) -> Done:
    of: Invoice = work.get(Invoice, refs.invoice(work.sql, wanted.invoice))
    if of.of_id is not None:
        raise RefusedError(_("{number} is a credit note itself.").format(number=of.number))
    order: Order = work.get(Order, of.order_id)
    day = past_day(work, wanted.at)
    if day < of.issued_on:
        raise RefusedError(_("{day} is before the invoice, of {issued}.").format(day=day, issued=of.issued_on))
    goods = _goods(work, of, wanted.returned) if wanted.returned else None
    amount = _credit_amount(work, of, order, wanted.amount, goods)
    row = Invoice(
        order_id=of.order_id,
        customer_id=of.customer_id,
        number=_number(work, wanted.number),
        kind="credit",
        of_id=of.id,
        return_id=goods.id if goods else None,
        amount=amount,
        issued_on=day,
        note=checked(wanted.note, "--why", LONG).strip(),
    )
    work.add(row)
    # An order that is cancelled owes nothing already, and what came back lowered it by itself.
    released, moved = 0, None
    if not (goods or order.cancelled_on):
        released = reductions.reduce(work, order, amount, day, invoice_id=row.id)
        moved = _gone(work, order, day)
    return _credited(work, row, of, order, (released, moved))


def _gone(work: Work, order: Order, day: str) -> str | None:
    """Return the stage that the customer is in again where nothing is left of the order, else None."""
    sale = Sale(order.id or 0, order.ordered_on, "", order.amount, order.sample)
    if reductions.left(work, sale.order_id) or not counts(sale):
        return None
    return stages.follow_orders(work, order.customer_id, sale.order_id, day, cancelled=True)


def _goods(work: Work, of: Invoice, ref: str) -> ReturnRow:
    number = refs.lettered(ref, "x")
    found = invoices.returned(work.sql, number) if number is not None else None
    if found is None:
        raise NotFoundError(_("There is no return {ref}.").format(ref=quoted(ref)), _("See them: crm order show ORDER"))
    if found.order_id != of.order_id:
        raise RefusedError(
            _("x{id} is of order o{theirs}, the invoice of o{ours}.").format(
                id=found.id, theirs=found.order_id, ours=of.order_id
            )
        )
    return found


def _credit_amount(work: Work, of: Invoice, order: Order, text: str, goods: ReturnRow | None) -> int:
    """Return what a credit note takes back: at most what is left of its invoice, and of the goods it is for."""
    left = of.amount - invoices.credited(work.sql, of.id or 0)
    open_goods = goods.amount - goods.credited if goods else left
    amount = money.parse(text, order.currency, _("AMOUNT")) if text else min(left, open_goods)
    if amount > left or left == 0:
        raise RefusedError(
            _("{number} is {whole}, and {left} of it are not taken back yet.").format(
                number=of.number,
                whole=money.display(of.amount, order.currency),
                left=money.display(left, order.currency),
            )
        )
    if goods and (amount > open_goods or open_goods == 0):
        raise RefusedError(
            _("x{id} was worth {whole}, and {left} of it are not credited yet.").format(
                id=goods.id,
                whole=money.display(goods.amount, order.currency),
                left=money.display(open_goods, order.currency),
            )
        )
    if amount == 0:
        raise BadInputError(_("AMOUNT: a credit note of nothing?"))
    return amount


def _credited(work: Work, row: Invoice, of: Invoice, order: Order, came: tuple[int, str | None]) -> Done:
    released, moved = came
    said = _("{name} ({id}): credit note {number} of {amount} takes back of {of}, kept as f{row}.")
    if released:
        said += " " + _("{released} that were paid are credit now.")
    if moved:
        said += " " + _("The customer is {stage} again.")
    sentence = said.format(
        name=facts.customer_name(work.sql, row.customer_id),
        id=row.customer_id,
        number=row.number,
        amount=money.display(row.amount, order.currency),
        of=of.number,
        row=row.id,
        released=money.display(released, order.currency),
        stage=moved,
    )
    hint = _("Give it back: crm refund {id} AMOUNT").format(id=row.customer_id)
    return Done(
        f"f{row.id}", sentence, hint if released else _("See what is left: crm order show o{id}").format(id=order.id)
    )
