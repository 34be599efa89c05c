"""The stages that a customer's orders lead through, worked out in the order of their days."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.model.words import Move, Stage
from crmcli.rules.stages import Step, after_orders

# What no person decided: a history of nothing else may be worked out anew.
_AUTOMATIC = frozenset({Move.ADDED, Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.ORDER_CANCELLED})


class Sale(NamedTuple):
    """An order that counts for promotion, until it was cancelled ("" never)."""

    order_id: int
    day: str
    cancelled_on: str = ""


def replayed(
    history: Sequence[Step], sales: Sequence[Sale], new: frozenset[int], *, buyer: bool, repeat: bool
) -> list[Step]:
    """Return a customer's history with the moves that the `new` ones of its sales cause, by the days of the orders.

    Where no person had a hand in it, what followed the first new order is worked out anew, and a customer added
    after that order was there from its day on. Else moves are only appended. Nothing before the first new order
    changes.
    """
    first = min(sale.day for sale in sales if sale.order_id in new)
    kept = list(history)
    again = new
    if all(step.rule in _AUTOMATIC for step in history):
        kept = [step for step in history if step.effective_on <= first]
        kept = kept or [history[0]._replace(effective_on=first)]
        again = new | {sale.order_id for sale in sales if sale.day >= first}
    counted = {
        sale.order_id: sale.day for sale in sales if sale.order_id not in again and not ("" < sale.cancelled_on < first)
    }
    found = kept
    for day, cancels, order_id in sorted(_events(sales, again, first)):
        if cancels:
            counted.pop(order_id, None)
        else:
            counted[order_id] = day
            if found[-1].to_stage == Stage.REPEAT:
                continue  # the end of the path: no order leads further
        goal = after_orders(found, counted, buyer=buyer, repeat=repeat, new=0 if cancels else order_id)
        if goal is not None:
            caused = Move.FIRST_ORDER if goal == Stage.BUYER else Move.REPEAT_ORDER
            rule = Move.ORDER_CANCELLED if cancels else caused
            before = found[-1]
            found.append(Step(before.to_stage, goal, max(day, before.effective_on), rule.value, order_id))
    return found


def _events(sales: Iterable[Sale], again: frozenset[int], first: str) -> Iterable[tuple[str, bool, int]]:
    """Yield (day, whether it is a cancellation, order) of all that happens from the first new order on."""
    for sale in sales:
        if sale.order_id in again:
            yield sale.day, False, sale.order_id
        if sale.cancelled_on and (sale.order_id in again or sale.cancelled_on >= first):
            yield sale.cancelled_on, True, sale.order_id
