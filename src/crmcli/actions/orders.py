"""Orders: what was sold, and when it is due."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.actions import authority, owners, plans, stages
from crmcli.actions.dues import chosen_currency, existing
from crmcli.actions.goods import Basket, Priced, basket
from crmcli.actions.outcome import Done, Outcome, acting, each, past_day
from crmcli.errors import BadInputError, ConflictError, RefusedError
from crmcli.language import _, in_words
from crmcli.model import Order, OrderLine
from crmcli.rules import money
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.orders import Sale, counts
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, owed
from crmcli.store.refs import Found, customers
from crmcli.store.refs import order as find_order
from crmcli.store.write import Request, Work


class NewOrder(NamedTuple):
    """One order as a person typed it: an amount, or lines `CODE:QTY[@PRICE]`."""

    ref: str
    amount: str = ""
    currency: str = ""
    code: str = ""
    at: str = "today"
    sample: bool = False
    due: str = ""
    instalments: tuple[str, ...] = ()  # DATE=AMOUNT
    note: str = ""
    force: str = ""  # why the owner's say is passed over, "" if it is not
    lines: tuple[str, ...] = ()
    terms: str = ""
    draft: bool = False

    @property
    def wish(self) -> plans.Wish:
        """When it is due."""
        return plans.Wish(self.due, self.instalments, self.terms)


def add(request: Request, orders: list[NewOrder], dates: DateOrder = "", *, keep_going: bool = False) -> Outcome:
    """Add orders; the first that counts makes a buyer, the second a repeat customer; drafts count nowhere."""

    def one(work: Work, order: NewOrder) -> list[Done]:
        return [_add(work, found, order, dates) for found in customers(work.sql, [order.ref])]

    return each(request, orders, one, keep_going=keep_going)


def _add(work: Work, customer: Found, given: NewOrder, dates: DateOrder) -> Done:
    past = owners.past(work, customer, owners.Why(reason=given.force, force=bool(given.force)))
    ordered = past_day(work, day(given.at, work.request.today, past=True, order=dates, place="--at"))
    sold = sold_for(work, given.amount, given.lines, given.currency, ordered)
    forced = authority.held(work, customer, sold, given.terms, ordered, given.force)
    past = " ".join(filter(None, (past, forced)))
    parts = plans.plan(work, given.wish, sold.amount, sold.currency, ordered, dates)
    who = acting(work)
    order = Order(
        customer_id=customer.id,
        code=_free_code(work, given.code),
        ordered_on=ordered,
        amount=sold.amount,
        currency=sold.currency,
        sample=int(given.sample),
        rep_id=who.id if who else None,
        note=checked(given.note, "--note", LONG),
        draft=int(given.draft),
        terms=given.terms,
    )
    return entered(work, customer, order, sold.lines, parts, past)


def entered(
    work: Work, customer: Found, order: Order, lines: Sequence[Priced], parts: Sequence[plans.Part], past: str = ""
) -> Done:
    """Write a new order with its lines and instalments and the move that it causes; returns what to say of it."""
    order_id = work.add(order)
    write_lines(work, order, lines)
    plans.write(work, order, parts)
    if order.draft:
        said = _("{name} ({id}): order o{order} of {amount}, a draft: it counts nowhere and owes nothing.")
        hint = _("When it is agreed: crm order complete o{order}")
        moved = None
    else:
        moved = _follow(work, order)
        said = _("{name} ({id}): order o{order} of {amount}.")
        if moved:
            said = _("{name} ({id}): order o{order} of {amount}; now {stage}.")
        hint = _("When money comes in: crm pay o{order} AMOUNT")
    sentence = said.format(
        **customer._asdict(),
        order=order_id,
        amount=money.display(order.amount, order.currency),
        stage=in_words(moved or ""),
    )
    return Done(f"o{order_id}", f"{sentence} {past}".rstrip(), hint.format(order=order_id))


def _follow(work: Work, order: Order) -> str | None:
    """Write the move that a confirmed order causes; returns the stage it leads to, or None."""
    if not counts(Sale(order.id or 0, order.ordered_on, "", order.amount, order.sample)):
        return None
    return stages.follow_orders(work, order.customer_id, order.id or 0, order.ordered_on)


def sold_for(work: Work, amount: str, lines: Sequence[str], currency: str, on: str) -> Basket:
    """Return what is sold: lines at the prices of a day, or an amount without lines; BadInputError."""
    if lines and amount:
        raise BadInputError(_("Give either an amount or --line, not both."))
    if lines:
        return basket(work, lines, currency, on)
    code = chosen_currency(work, currency)
    return Basket(code, [], money.parse(amount, code, _("AMOUNT")))


def _free_code(work: Work, text: str) -> str:
    number = checked(text, "--code").strip()
    if number and find_order(work.sql, number) is not None:
        raise ConflictError(_("There is an order {code} already.").format(code=number))
    return number


def write_lines(work: Work, order: Order, lines: Sequence[Priced]) -> None:
    """Write the lines of an order that has none."""
    for place, line in enumerate(lines, 1):
        row = OrderLine(order_id=order.id or 0, customer_id=order.customer_id, number=place, **line._asdict())
        work.session.add(row)
    work.session.flush()


def complete(request: Request, refs: list[str], on: date | None) -> Outcome:
    """Let drafts count from a day on; note of orders that count on which day they were completed."""
    return each(request, refs, lambda work, ref: _complete(work, existing(work, ref), on))


def _complete(work: Work, order: Order, on: date | None) -> Done:
    name = facts.customer_name(work.sql, order.customer_id)
    about = {"name": name, "id": order.customer_id, "order": order.id}
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} was cancelled on {day}.").format(id=order.id, day=order.cancelled_on))
    day_of = past_day(work, on)
    if not order.draft:
        if order.completed_on:
            raise RefusedError(_("Order o{id} was completed on {day}.").format(id=order.id, day=order.completed_on))
        if day_of < order.ordered_on:
            said = _("{day} is before the order, on {ordered}.")
            raise RefusedError(said.format(day=day_of, ordered=order.ordered_on))
        order.completed_on = day_of
        return Done(f"o{order.id}", _("{name} ({id}): order o{order} is completed.").format(**about))
    planned = order.ordered_on
    order.draft, order.ordered_on = 0, day_of
    work.session.flush()
    # What was due by its planned day is due on the day from which it counts.
    parts = plans.again(work, order, planned)
    owed.clear(work.sql, order.id or 0, lines=False)
    plans.write(work, order, parts)
    moved = _follow(work, order)
    said = _("{name} ({id}): order o{order} of {amount} counts from {day} on.")
    if moved:
        said = _("{name} ({id}): order o{order} of {amount} counts from {day} on; now {stage}.")
    amount = money.display(order.amount, order.currency)
    return Done(
        f"o{order.id}",
        said.format(**about, amount=amount, day=day_of, stage=in_words(moved or "")),
        _("When money comes in: crm pay o{order} AMOUNT").format(order=order.id),
    )


class Change(NamedTuple):
    """What is to change of an order; None and () are left as they are."""

    code: str | None = None
    note: str | None = None
    amount: str = ""
    currency: str = ""
    lines: tuple[str, ...] = ()
    wish: plans.Wish = plans.Wish()


def edit(request: Request, ref: str, change: Change, dates: DateOrder = "") -> Outcome:
    """Change an order; what it is worth and when it is due only while nothing was paid, invoiced or returned."""
    return each(request, [ref], lambda work, one: _edit(work, existing(work, one), change, dates))


def _edit(work: Work, order: Order, change: Change, dates: DateOrder) -> Done:
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} was cancelled on {day}.").format(id=order.id, day=order.cancelled_on))
    if change == Change():
        raise BadInputError(_("What is to change? See: crm order edit --help"))
    if change.code is not None and change.code.strip() != order.code:
        order.code = _free_code(work, change.code)
    if change.note is not None:
        order.note = checked(change.note, "--note", LONG)
    worth = bool(change.amount or change.lines)
    if change.currency and not worth:
        raise BadInputError(_("A currency alone changes nothing: give the amount too."))
    if worth or change.wish.said:
        _refuse_touched(work, order)
        lines: Sequence[Priced] = ()
        if worth:
            currency = change.currency or order.currency
            sold = sold_for(work, change.amount, change.lines, currency, order.ordered_on)
            whose = Found(order.customer_id, facts.customer_name(work.sql, order.customer_id))
            authority.held(work, whose, sold, change.wish.terms or order.terms, order.ordered_on)
            order.amount, order.currency, lines = sold.amount, sold.currency, sold.lines
        if change.wish.said:
            order.terms = change.wish.terms
            parts = plans.plan(work, change.wish, order.amount, order.currency, order.ordered_on, dates)
        else:
            parts = plans.again(work, order, order.ordered_on)
        owed.clear(work.sql, order.id or 0, lines=worth)
        write_lines(work, order, lines)
        plans.write(work, order, parts)
    work.session.flush()
    name = facts.customer_name(work.sql, order.customer_id)
    said = _("{name} ({id}): order o{order} is changed; it is {amount}.")
    amount = money.display(order.amount, order.currency)
    return Done(f"o{order.id}", said.format(name=name, id=order.customer_id, order=order.id, amount=amount))


def _refuse_touched(work: Work, order: Order) -> None:
    word = owed.touched(work.sql, order.id or 0)
    if word:
        said = {
            "paid": _("Something was paid on order o{id}: what it is worth stays."),
            "invoiced": _("Order o{id} was invoiced: what it is worth stays."),
            "returned": _("Something of order o{id} came back: what it is worth stays."),
        }[word]
        raise RefusedError(said.format(id=order.id), _("A return or a credit note lowers what is owed."))


def cancel(request: Request, refs: list[str], why: str, on: date | None) -> Outcome:
    """Cancel orders: what was paid on them becomes credit, and the moves they caused are taken back by new ones."""
    return each(request, refs, lambda work, ref: _cancel(work, existing(work, ref), why, on))


def _cancel(work: Work, order: Order, why: str, on: date | None) -> Done:
    if order.cancelled_on:
        raise RefusedError(_("Order o{id} was cancelled on {day}.").format(id=order.id, day=order.cancelled_on))
    if not why.strip():
        raise RefusedError(_("A cancellation needs its reason; say why with -m."))
    day_of = past_day(work, on)
    if day_of < order.ordered_on and not order.draft:
        raise RefusedError(_("{day} is before the order, on {ordered}.").format(day=day_of, ordered=order.ordered_on))
    order.cancelled_on = day_of
    order.cancel_reason = checked(why, "--why", LONG)
    work.session.flush()
    moved = None
    if not order.draft:
        moved = stages.follow_orders(work, order.customer_id, order.id or 0, day_of, cancelled=True)
    paid = facts.paid_of_order(work.sql, order.id or 0)
    name = facts.customer_name(work.sql, order.customer_id)
    parts = [_("{name} ({id}): order o{order} cancelled.").format(name=name, id=order.customer_id, order=order.id)]
    if paid:
        parts.append(_("{amount} of it are credit now.").format(amount=money.display(paid, order.currency)))
    if moved:
        parts.append(_("The customer is {stage} again.").format(stage=in_words(moved or "")))
    return Done(f"o{order.id}", " ".join(parts), _("See what is left: crm show {id}").format(id=order.customer_id))
