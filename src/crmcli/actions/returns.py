"""Goods that come back."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.actions import stages
from crmcli.actions.dues import existing
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.actions.reductions import left, reduce
from crmcli.errors import BadInputError, NotFoundError, RefusedError
from crmcli.language import _, in_words
from crmcli.model import Order, OrderReturn
from crmcli.rules import money
from crmcli.rules.goods import shown, wanted
from crmcli.rules.orders import Sale, counts
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, owed, products
from crmcli.store.write import Request, Work


class Returned(NamedTuple):
    """What a person said came back: lines `CODE:QTY`, or an amount alone; "" and () are all that is left."""

    ref: str
    amount: str = ""
    lines: tuple[str, ...] = ()
    why: str = ""


class _Back(NamedTuple):
    line_id: int | None
    qty: int | None
    amount: int


def take_back(request: Request, given: Returned, on: date | None) -> Outcome:
    """Enter a return: the order owes less, what was paid beyond that is credit."""
    return each(request, [given], lambda work, one: _take_back(work, one, on))


def _take_back(work: Work, given: Returned, on: date | None) -> Done:
    order = existing(work, given.ref)
    if order.draft or order.cancelled_on:
        said = _("Order o{id} is a draft.") if order.draft else _("Order o{id} is cancelled.")
        raise RefusedError(said.format(id=order.id))
    if not given.why.strip():
        raise RefusedError(_("A return needs its reason; say why with -m."))
    day = past_day(work, on)
    if day < order.ordered_on:
        raise RefusedError(_("{day} is before the order, on {ordered}.").format(day=day, ordered=order.ordered_on))
    back = _asked(work, order, given)
    total = sum(one.amount for one in back)
    if total == 0:
        raise RefusedError(_("Nothing is left of order o{id}.").format(id=order.id))
    ids = [
        work.add(
            OrderReturn(
                order_id=order.id or 0,
                customer_id=order.customer_id,
                line_id=one.line_id,
                qty=one.qty,
                amount=one.amount,
                returned_on=day,
                reason=checked(given.why, "--why", LONG),
            )
        )
        for one in back
    ]
    credit = sum(reduce(work, order, one.amount, day, return_id=row) for one, row in zip(back, ids, strict=True))
    rest = left(work, order.id or 0)
    moved = None
    if rest == 0 and counts(Sale(order.id or 0, order.ordered_on, "", order.amount, order.sample)):
        moved = stages.follow_orders(work, order.customer_id, order.id or 0, day, cancelled=True)
    name = facts.customer_name(work.sql, order.customer_id)
    parts = [
        _("{name} ({id}): {amount} of order o{order} came back, {rest} are left of it.").format(
            name=name,
            id=order.customer_id,
            amount=money.display(total, order.currency),
            order=order.id,
            rest=money.display(rest, order.currency),
        )
    ]
    if credit:
        parts.append(_("{amount} of it are credit now.").format(amount=money.display(credit, order.currency)))
    if moved:
        parts.append(_("The customer is {stage} again.").format(stage=in_words(moved)))
    return Done(f"x{ids[0]}", " ".join(parts), _("See what is left: crm order show o{order}").format(order=order.id))


def _asked(work: Work, order: Order, given: Returned) -> list[_Back]:
    """Return what came back, line by line where lines were said."""
    if given.amount and given.lines:
        raise BadInputError(_("Give either an amount or --line, not both."))
    if given.amount:
        amount = money.parse(given.amount, order.currency, _("AMOUNT"))
        if amount == 0:
            raise BadInputError(_("A return of nothing?"))
        return [_Back(None, None, amount)]
    if not given.lines:
        return [_Back(None, None, left(work, order.id or 0))]
    there = owed.lines(work.sql, order.id or 0)
    found: list[_Back] = []
    for text in given.lines:
        found += _of_line(work, order, there, text, found)
    return found


def _of_line(work: Work, order: Order, there: Sequence[owed.LineRow], text: str, taken: Sequence[_Back]) -> list[_Back]:
    """Return what came back of one product, from its lines in their order."""
    asked = wanted(text, "--line")
    if asked.price:
        raise BadInputError(_("--line: {text}: goods come back at the price they were sold at.").format(text=text))
    product = products.named(work.sql, asked.code)
    mine = [line for line in there if line.product_id == product.id]
    if not mine:
        raise NotFoundError(_("There is no {code} in order o{id}.").format(code=product.code, id=order.id))
    qty, found = asked.qty, []
    for line in mine:
        before = [one for one in taken if one.line_id == line.id]
        gone = line.returned_qty + sum(one.qty or 0 for one in before)
        money_gone = line.returned + sum(one.amount for one in before)
        share = min(qty, line.qty - gone)
        if share <= 0:
            continue
        qty -= share
        # The last of a line brings back what rounding left of it.
        whole = share == line.qty - gone
        found.append(_Back(line.id, share, line.amount - money_gone if whole else _share(line, share)))
    if qty:
        raise RefusedError(
            _("Order o{id} has only {qty} of {code} that did not come back.").format(
                id=order.id, qty=shown(asked.qty - qty), code=product.code
            )
        )
    return found


def _share(line: owed.LineRow, qty: int) -> int:
    """Return what so many thousandths of a line were sold for, halves rounded up."""
    return (2 * line.amount * qty + line.qty) // (2 * line.qty)
