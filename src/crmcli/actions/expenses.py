"""What it cost to sell: entered, corrected, taken out again."""

from datetime import date
from typing import NamedTuple

from crmcli.actions.dues import chosen_currency, existing
from crmcli.actions.outcome import Done, Outcome, acting, each, past_day
from crmcli.errors import BadInputError, ConflictError
from crmcli.language import _, in_words
from crmcli.model import Expense
from crmcli.model.words import Payer
from crmcli.rules import money
from crmcli.rules.kinds import spent
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, refs
from crmcli.store.write import Request, Work


class Entry(NamedTuple):
    """What a person typed of an expense; None leaves a value as it is, "" of a reference is nobody and nothing."""

    amount: str | None = None
    currency: str = ""
    kind: str | None = None
    customer: str | None = None
    order: str | None = None
    rep: str | None = None
    region: str | None = None
    personal: bool | None = None
    at: date | None = None
    receipt: tuple[str, str] | None = None  # the name of its file, and the SHA-256
    text: str | None = None
    force: bool = False  # the same receipt again, for the reason in `text`


def add(request: Request, entry: Entry) -> Outcome:
    """Enter an expense; ConflictError where its receipt was entered already."""
    return each(request, [entry], _add)


def _add(work: Work, entry: Entry) -> Done:
    who = acting(work)
    row = Expense(
        rep_id=who.id if who else None, kind="", amount=0, currency="", spent_on=past_day(work, entry.at), text=""
    )
    again = _apply(work, row, entry)
    work.add(row)
    return _told(work, row, _("{amount} for {kind} entered as e{id}{where}.{again}"), again)


def edit(request: Request, ref: str, entry: Entry) -> Outcome:
    """Correct an expense."""

    def one(work: Work, ref: str) -> Done:
        row: Expense = work.get(Expense, refs.expense(work.sql, ref))
        if entry.at is not None:
            row.spent_on = past_day(work, entry.at)
        again = _apply(work, row, entry)
        return _told(work, row, _("e{id} is {amount} for {kind}{where} now.{again}"), again)

    return each(request, [ref], one)


def remove(request: Request, given: list[str]) -> Outcome:
    """Take expenses out that should not be there; undo brings them back."""

    def one(work: Work, ref: str) -> Done:
        row: Expense = work.get(Expense, refs.expense(work.sql, ref))
        said = _("e{id}, {amount} for {kind}, is removed.")
        sentence = said.format(id=row.id, amount=money.display(row.amount, row.currency), kind=in_words(row.kind))
        done = Done(f"e{row.id}", sentence, _("Take that back: crm undo"))
        work.remove(Expense, row.id or 0)
        return done

    return each(request, given, one)


def _apply(work: Work, row: Expense, entry: Entry) -> str:
    """Put what was typed into a row; returns what is to be said of a receipt that came again."""
    if entry.amount is not None or entry.currency:
        _price(work, row, entry)
    if entry.kind is not None:
        row.kind = spent(entry.kind, "--kind")
    if entry.order is not None or entry.customer is not None:
        _belonging(work, row, entry)
    if entry.rep is not None:
        row.rep_id = refs.rep(work.sql, entry.rep).id if entry.rep else None
    if entry.region is not None:
        row.region = checked(entry.region, "--region").strip()
    if entry.personal is not None:
        row.payer = Payer.PERSONAL if entry.personal else Payer.COMPANY
    if entry.text is not None:
        row.text = checked(entry.text, "--why", LONG).strip()
    return _receipt(work, row, entry) if entry.receipt is not None else ""


def _price(work: Work, row: Expense, entry: Entry) -> None:
    code = chosen_currency(work, entry.currency or row.currency)
    text = entry.amount if entry.amount is not None else f"{money.decimal(row.amount, row.currency):f}"
    row.amount, row.currency = money.parse(text, code, _("AMOUNT")), code
    if not row.amount:
        raise BadInputError(_("AMOUNT: an expense of nothing?"))


def _belonging(work: Work, row: Expense, entry: Entry) -> None:
    """Note for whom, or for which order, it was spent; an order says whose it is."""
    if entry.order is not None:
        order = existing(work, entry.order) if entry.order else None
        row.order_id = order.id if order else None
        row.customer_id = order.customer_id if order else row.customer_id
    if entry.customer is not None:
        found = refs.customer(work.sql, entry.customer).id if entry.customer else None
        if row.order_id and found != existing(work, f"o{row.order_id}").customer_id:
            raise ConflictError(_("Order o{id} is not of that customer.").format(id=row.order_id))
        row.customer_id = found


def _receipt(work: Work, row: Expense, entry: Entry) -> str:
    name, digest = entry.receipt or ("", "")
    known = facts.with_receipt(work.sql, digest, row.id or 0) if digest != row.sha256 else None
    if known and not entry.force:
        raise ConflictError(
            _("That receipt is the one of e{id} already.").format(id=known),
            _("Where it covers two expenses: --force -m WHY"),
        )
    row.receipt, row.sha256 = checked(name, "--receipt"), digest
    return " " + _("Its receipt is that of e{id} too.").format(id=known) if known else ""


def _told(work: Work, row: Expense, said: str, again: str) -> Done:
    where = _(", for order o{order}").format(order=row.order_id) if row.order_id else ""
    if row.customer_id:
        name = facts.customer_name(work.sql, row.customer_id)
        where += _(", for {name} ({id})").format(name=name, id=row.customer_id)
    amount = money.display(row.amount, row.currency)
    sentence = said.format(amount=amount, kind=in_words(row.kind), id=row.id, where=where, again=again)
    hint = "" if row.sha256 else _("Keep its receipt: crm expense edit e{id} --receipt FILE").format(id=row.id)
    return Done(f"e{row.id}", sentence, hint or _("See what was spent: crm expense summary"))
