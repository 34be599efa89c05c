"""How customers move through the stages: which moves there are, and which ones orders cause."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.errors import BadInputError, RefusedError, meant, quoted
from crmcli.language import _, in_words
from crmcli.model.words import LOSS_WORDS, Loss, Move, Stage
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import Automatic, Sale, counted, counts, idle

BY_ORDERS = (Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.WOKEN, Move.ORDER_CANCELLED)


class Step(NamedTuple):
    """One effective transition, as the rules need it."""

    from_stage: str
    to_stage: str
    effective_on: str
    rule: str
    order_id: int


def loss(word: str) -> Loss:
    """Return why a customer was lost, from a person's word; BadInputError lists what there is."""
    folded = word.strip().casefold()
    try:
        return LOSS_WORDS.get(folded) or Loss(folded)
    except ValueError:
        raise BadInputError(
            _("--reason: {word} is none.").format(word=quoted(word)),
            meant(word, Loss),
        ) from None


def target(life: Lifecycle, present: str, wanted: str, *, forward: bool) -> str:
    """Return the stage that a promotion or demotion leads to; RefusedError if that is no such move.

    `wanted` "" is one step along the path. A promotion goes forward on the path, or from beside it back onto it;
    a demotion goes backward on the path, or beside it.
    """
    if forward and not wanted:
        return _next_on_path(life, present)
    goal = life.named(wanted)
    if goal == present:
        raise RefusedError(_("is already {stage}.").format(stage=in_words(goal)))
    if forward and (goal in life.beside or life.place(goal) < life.place(present)):
        raise RefusedError(
            _("{present} to {goal} is no promotion; demote does that.").format(
                present=in_words(present), goal=in_words(goal)
            )
        )
    if not forward and goal in life.path and life.place(goal) > life.place(present):
        raise RefusedError(
            _("{present} to {goal} is no demotion; promote does that.").format(
                present=in_words(present), goal=in_words(goal)
            )
        )
    return goal


def _next_on_path(life: Lifecycle, present: str) -> str:
    if present not in life.path:
        raise RefusedError(
            _("is {stage}, beside the path: say where to, with --to.").format(stage=in_words(present or "?"))
        )
    if present == life.path[-1]:
        raise RefusedError(_("is {stage} already, the end of the path.").format(stage=in_words(present)))
    return life.path[life.place(present) + 1]


def effective_day(wanted: date | None, previous: str, today: date) -> str:
    """Return the day on which a move takes effect: `wanted`, else today, never before the previous move.

    A day that was asked for and lies in the future, or before the previous move, is a RefusedError; a clock that
    is behind the previous move is not.
    """
    if wanted is None:
        return max(today.isoformat(), previous)
    if wanted > today:
        raise RefusedError(_("{day} is in the future; a move takes effect when it is made.").format(day=wanted))
    if wanted.isoformat() < previous:
        raise RefusedError(
            _("{day} is before the last move (or the adding), on {previous}.").format(day=wanted, previous=previous)
        )
    return wanted.isoformat()


def after_orders(
    life: Lifecycle,
    history: Sequence[Step],
    sales: Iterable[Sale],
    on: Automatic,
    *,
    new: int = 0,
    brought: Sequence[int] = (),
) -> str | None:
    """Return the stage that the counted orders call for, or None where it is the present one.

    `history` is the customer's effective transitions, oldest first; `new` is the order that has just been added, 0
    after a cancellation, `brought` those that a merge brought since a person's last move. Orders move forward only, and wake whoever is beside the path. When orders were cancelled,
    what their moves did is taken back, to where the customer stood before them; a person's later move stands.
    """
    tail = _moved_by_orders(history)
    causes = [step.order_id for step in tail if step.rule != Move.ORDER_CANCELLED] + [new] * bool(new) + [*brought]
    if not history or not causes:
        return None
    present = history[-1].to_stage
    base = tail[0].from_stage if tail else present
    sold = list(sales)
    since = any(sale.order_id >= min(causes) for sale in sold if counts(sale))
    called = base
    asleep = [*history[: len(history) - len(tail)]][-1:]
    if asleep and asleep[0].rule == Move.DORMANCY and idle(sold, asleep[0].effective_on, on):
        # An old order that is entered late wakes nobody: only one that came after it, or would have kept them awake.
        since = any(sale.day > asleep[0].effective_on for sale in sold if counts(sale))
    if since:
        called = _called_for(life, base, _last_on_path(life, history), len(counted(sold, on.gap)), on)
    return called if called != present else None


def caused(before: str, goal: str, *, cancelled: bool) -> Move:
    """Return the rule under which an order moves a customer."""
    if cancelled:
        return Move.ORDER_CANCELLED
    if before == Stage.DORMANT:
        return Move.WOKEN
    return Move.FIRST_ORDER if goal == Stage.BUYER else Move.REPEAT_ORDER


def after_merge(
    life: Lifecycle,
    mine: Sequence[Step],
    theirs: Sequence[Step],
    orders: int,
    on: Automatic,
    *,
    brought: bool,
) -> list[tuple[str, Move]]:
    """Return the moves, with their rules, that bring one customer as far as another that becomes one with it.

    Both histories are effective transitions, oldest first; `orders` is how many counted orders there are together,
    `brought` whether some are the other one's. What orders did is done by orders again: cancelling takes it back.
    """
    tail = _moved_by_orders(theirs)
    goals = [(tail[0].from_stage if tail else theirs[-1].to_stage, Move.MERGED)]
    goals += [(Stage.BUYER.value, Move.FIRST_ORDER)] if orders >= 1 and on.buyer else []
    goals += [(Stage.REPEAT.value, Move.REPEAT_ORDER)] if orders > 1 and on.repeat else []
    goals.append((theirs[-1].to_stage, Move.MERGED))
    present, moves = mine[-1].to_stage, list[tuple[str, Move]]()
    for goal, rule in goals:
        # Without a new order, and without coming back to the path, orders have had their say.
        silent = rule != Move.MERGED and not (brought or moves)
        if not silent and life.place(goal) > life.place(present):
            moves.append((goal, rule))
            present = goal
    return moves


def _moved_by_orders(history: Sequence[Step]) -> Sequence[Step]:
    """Return the moves at the end of the history that orders caused."""
    first = len(history)
    while first and history[first - 1].rule in BY_ORDERS:
        first -= 1
    return history[first:]


def _called_for(life: Lifecycle, base: str, awake: str, orders: int, on: Automatic) -> str:
    """Return where so many orders lead from a stage; whoever sleeps wakes at least where they were `awake`."""
    if base == Stage.DORMANT and not (on.wake and orders):
        return base
    place = life.place(awake if base == Stage.DORMANT else base)
    if orders >= 2 and on.repeat and place < life.place(Stage.REPEAT):
        return Stage.REPEAT.value
    if orders >= 1 and on.buyer and place < life.place(Stage.BUYER):
        return Stage.BUYER.value
    return awake if base == Stage.DORMANT else base


def _last_on_path(life: Lifecycle, history: Sequence[Step]) -> str:
    """Return the last stage on the path that a customer was in; without one, the first there is."""
    return next((step.to_stage for step in reversed(history) if step.to_stage in life.path), life.path[0])


def awake(life: Lifecycle, history: Sequence[Step]) -> str:
    """Return where a customer stands on the path, of one beside it where they stood before."""
    return _last_on_path(life, history)


def median(tally: Mapping[int, int]) -> float | int | None:
    """Return the median of values given with how often each occurs; None if there are none."""
    total = sum(tally.values())
    if not total:
        return None
    middle: list[int] = []
    seen = 0
    for value in sorted(tally):
        before, seen = seen, seen + tally[value]
        middle += [value for place in ((total - 1) // 2, total // 2) if before <= place < seen]
    whole, half = divmod(sum(middle), 2)
    return whole + 0.5 if half else whole
