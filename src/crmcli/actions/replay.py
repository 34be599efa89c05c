"""Working the stages of many customers out anew, from orders that came all at once."""

from collections.abc import Mapping, Sequence

from crmcli.actions.outcome import acting
from crmcli.actions.stages import by_orders, written
from crmcli.language import _
from crmcli.model.words import Move, Stage
from crmcli.rules.orders import automatic
from crmcli.rules.replay import replayed
from crmcli.rules.stages import Step
from crmcli.store import facts, sales
from crmcli.store.bulk import Loader
from crmcli.store.stages import lifecycle
from crmcli.store.write import Work

# Moves that are inserted together when those of many customers are replayed.
_AT_ONCE = 5_000


def replay(work: Work, loader: Loader, new: Mapping[int, Sequence[int]]) -> None:
    """Write the moves that many new orders (by customer) cause, in the order of the orders' days.

    A history that no person had a hand in, and that began after the first order, is voided and written anew.
    """
    life, on = lifecycle(work.sql), automatic(facts.settings(work.sql))
    for buyer in sales.buyers(work.sql, new, life):
        present = [step for _row, step in buyer.history]
        first = [Step("", Stage.LEAD.value, buyer.created_on, Move.ADDED.value, 0)]
        history = replayed(life, present or first, buyer.sales, frozenset(new[buyer.customer_id]), on)
        kept = _agreeing(present, history)
        for row, _step in buyer.history[kept:]:
            _void(work, loader, row)
        if history[0].effective_on < buyer.created_on:
            loader.change("customer", buyer.customer_id, created_on=history[0].effective_on)
        asked, owner = _asker(work), facts.owner_name(work.sql, buyer.customer_id)
        for step in history[kept:]:
            loader.add("transition", *by_orders(work, buyer.customer_id, step, life, asked, owner))
        loader.touch([buyer.customer_id])
        if loader.pending() >= _AT_ONCE:
            loader.settle()


def _agreeing(present: Sequence[Step], history: Sequence[Step]) -> int:
    """Return how many steps at the beginning are the same."""
    pairs = zip(present, history, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(present), len(history)))


def _void(work: Work, loader: Loader, row: int) -> None:
    """Take one transition out of the reports, because it is to be written anew."""
    customer_id, before, after, day, order_id, owner = facts.transition(work.sql, row)
    because = (Move.REPLAYED.value, _("orders imported"), "", order_id, _asker(work), "", owner)
    moved = (customer_id, after, before, day)
    loader.add("transition", *moved, *because, "", "", None, "", "", None, *written(work), row)


def _asker(work: Work) -> str:
    who = acting(work)
    return who.name if who else ""
