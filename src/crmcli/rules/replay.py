"""The stages that a customer's orders lead through, worked out in the order of their days."""

from collections.abc import Iterable, Sequence

from crmcli.model.words import Move, Stage
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import Automatic, Sale, counts, idle, last
from crmcli.rules.stages import Step, after_orders, caused

# What no person decided: a history of nothing else may be worked out anew.
_AUTOMATIC = frozenset(
    {Move.ADDED, Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.ORDER_CANCELLED, Move.WOKEN, Move.DORMANCY}
)
_AWAKE = (Stage.BUYER, Stage.REPEAT)
_ORDERED, _CANCELLED, _SLEPT = range(3)


def replayed(
    life: Lifecycle, history: Sequence[Step], sales: Sequence[Sale], new: frozenset[int], on: Automatic
) -> list[Step]:
    """Return a customer's history with the moves that the `new` ones of its sales cause, by the days of the orders.

    Where no person had a hand in it, what followed the first new order is worked out anew, and a customer added
    after that order was there from its day on. Else moves are only appended. Nothing before the first new order
    changes.
    """
    sales = [sale for sale in sales if counts(sale._replace(cancelled_on=""))]
    first = min(sale.day for sale in sales if sale.order_id in new)
    kept = list(history)
    again = new
    if all(step.rule in _AUTOMATIC for step in history):
        kept = [step for step in history if step.effective_on <= first]
        kept = kept or [history[0]._replace(effective_on=first)]
        again = new | {sale.order_id for sale in sales if sale.day >= first}
    standing = {
        sale.order_id: sale._replace(cancelled_on="")
        for sale in sales
        if sale.order_id not in again and not ("" < sale.cancelled_on < first)
    }
    found = kept
    slept = [step.effective_on for step in history if step.rule == Move.DORMANCY and step not in kept]
    for day, event, sale in sorted(_events(sales, again, first, slept)):
        before = found[-1]
        if event == _SLEPT:
            if before.to_stage in _AWAKE and idle(standing.values(), day, on):
                evidence = last(standing.values(), day)
                number = evidence.order_id if evidence else 0
                found.append(Step(before.to_stage, Stage.DORMANT.value, day, Move.DORMANCY.value, number))
            continue
        if event == _CANCELLED:
            standing.pop(sale.order_id, None)
        else:
            standing[sale.order_id] = sale._replace(cancelled_on="")
            if before.to_stage == life.path[-1]:
                continue  # the end of the path: no order leads further
        cancelled = event == _CANCELLED
        goal = after_orders(life, found, standing.values(), on, new=0 if cancelled else sale.order_id)
        if goal is not None:
            rule = caused(before.to_stage, goal, cancelled=cancelled)
            found.append(Step(before.to_stage, goal, max(day, before.effective_on), rule.value, sale.order_id))
    return found


def _events(
    sales: Iterable[Sale], again: frozenset[int], first: str, slept: Iterable[str]
) -> Iterable[tuple[str, int, Sale]]:
    """Yield (day, event, order) of all that happens from the first new order on."""
    for sale in sales:
        if sale.order_id in again:
            yield sale.day, _ORDERED, sale
        if sale.cancelled_on and (sale.order_id in again or sale.cancelled_on >= first):
            yield sale.cancelled_on, _CANCELLED, sale
    for day in slept:
        yield day, _SLEPT, Sale(0, day)
