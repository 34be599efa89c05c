"""How customers move through the stages: which moves there are, and which ones orders cause."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.errors import BadInputError, RefusedError, quoted
from crmcli.language import _
from crmcli.model.words import BESIDE, EXPECTED_DAYS, PATH, STAGE_WORDS, Move, Stage


class Step(NamedTuple):
    """One effective transition, as the rules need it."""

    from_stage: str
    to_stage: str
    effective_on: str
    rule: str
    order_id: int


def stage(word: str) -> Stage:
    """Return the stage that a person's word means; BadInputError lists those there are."""
    folded = word.strip().casefold()
    try:
        return STAGE_WORDS.get(folded) or Stage(folded)
    except ValueError:
        raise BadInputError(
            _("{word} is no stage.").format(word=quoted(word)),
            _("There are: {names}").format(names=", ".join(Stage)),
        ) from None


def stages_named(words: Iterable[str]) -> list[str]:
    """Return the stages that words, or lists like `buyer,repeat`, mean; BadInputError."""
    return [stage(part).value for word in words for part in word.split(",")]


def target(present: str, wanted: str, *, forward: bool) -> Stage:
    """Return the stage that a promotion or demotion leads to; RefusedError if that is no such move.

    `wanted` "" is one step along the path. A promotion goes forward on the path, or from beside it back onto it;
    a demotion goes backward on the path, or beside it.
    """
    if forward and not wanted:
        return _next_on_path(present)
    goal = stage(wanted)
    if goal == present:
        raise RefusedError(_("is already {stage}.").format(stage=goal))
    if forward and (goal in BESIDE or _place(goal) < _place(present)):
        raise RefusedError(
            _("{present} to {goal} is no promotion; demote does that.").format(present=present, goal=goal)
        )
    if not forward and goal in PATH and _place(goal) > _place(present):
        raise RefusedError(
            _("{present} to {goal} is no demotion; promote does that.").format(present=present, goal=goal)
        )
    return goal


def _place(of: str) -> int:
    """Return the place on the path; beside it (or unknown) is before its beginning."""
    return PATH.index(Stage(of)) if of in PATH else -1


def _next_on_path(present: str) -> Stage:
    if present not in PATH:
        raise RefusedError(_("is {stage}, beside the path: say where to, with --to.").format(stage=present or "?"))
    if present == PATH[-1]:
        raise RefusedError(_("is {stage} already, the end of the path.").format(stage=present))
    return PATH[_place(present) + 1]


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


def ordered_days(days: Iterable[str]) -> int:
    """Return how many orders count for promotion: two on one day count once, so that splitting buys nothing."""
    return len(set(days))


def after_orders(
    history: Sequence[Step],
    counted: Mapping[int, str],
    *,
    buyer: bool = True,
    repeat: bool = True,
    new: int = 0,
) -> str | None:
    """Return the stage that the counted orders call for, or None where it is the present one.

    `history` is the customer's effective transitions, oldest first; `counted` gives each counted order's number and
    day; `new` is the order that has just been added, 0 after a cancellation. Orders move forward only, and wake
    whoever is beside the path. When orders were cancelled, what their moves did is taken back, to where the
    customer stood before them; a person's later move stands.
    """
    tail = _moved_by_orders(history)
    causes = [step.order_id for step in tail if step.rule != Move.ORDER_CANCELLED] + [new] * bool(new)
    if not history or not causes:
        return None
    present = history[-1].to_stage
    base = tail[0].from_stage if tail else present
    since = any(order >= min(causes) for order in counted)
    called = _called_for(base, ordered_days(counted.values()), buyer, repeat) if since else base
    return called if called != present else None


def after_merge(
    mine: Sequence[Step],
    theirs: Sequence[Step],
    counted: int,
    *,
    brought: bool,
    buyer: bool = True,
    repeat: bool = True,
) -> list[tuple[str, Move]]:
    """Return the moves, with their rules, that bring one customer as far as another that becomes one with it.

    Both histories are effective transitions, oldest first; `counted` is how many counted orders there are together,
    `brought` whether some are the other one's. What orders did is done by orders again: cancelling takes it back.
    """
    tail = _moved_by_orders(theirs)
    goals = [(tail[0].from_stage if tail else theirs[-1].to_stage, Move.MERGED)]
    goals += [(Stage.BUYER.value, Move.FIRST_ORDER)] if counted >= 1 and buyer else []
    goals += [(Stage.REPEAT.value, Move.REPEAT_ORDER)] if counted > 1 and repeat else []
    goals.append((theirs[-1].to_stage, Move.MERGED))
    present, moves = mine[-1].to_stage, list[tuple[str, Move]]()
    for goal, rule in goals:
        # Without a new order, and without coming back to the path, orders have had their say.
        silent = rule != Move.MERGED and not (brought or moves)
        if not silent and _place(goal) > _place(present):
            moves.append((goal, rule))
            present = goal
    return moves


def _moved_by_orders(history: Sequence[Step]) -> Sequence[Step]:
    """Return the moves at the end of the history that orders caused."""
    first = len(history)
    while first and history[first - 1].rule in (Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.ORDER_CANCELLED):
        first -= 1
    return history[first:]


def _called_for(base: str, counted: int, buyer: bool, repeat: bool) -> str:
    if counted >= 2 and repeat and _place(base) < _place(Stage.REPEAT):
        return Stage.REPEAT
    if counted >= 1 and buyer and _place(base) < _place(Stage.BUYER):
        return Stage.BUYER
    return base


def expected_days(settings: Mapping[str, str]) -> dict[str, int]:
    """Return each path stage's expected days, as configured (`days_lead` …) or by default."""
    return {one.value: int(settings.get(f"days_{one.value}") or EXPECTED_DAYS[one]) for one in PATH}


def median(counts: Mapping[int, int]) -> float | int | None:
    """Return the median of values given with how often each occurs; None if there are none."""
    total = sum(counts.values())
    if not total:
        return None
    middle: list[int] = []
    seen = 0
    for value in sorted(counts):
        before, seen = seen, seen + counts[value]
        middle += [value for place in ((total - 1) // 2, total // 2) if before <= place < seen]
    whole, half = divmod(sum(middle), 2)
    return whole + 0.5 if half else whole
