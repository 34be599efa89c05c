"""Whether what stands in the ledgers could have been written under the rules: pure, on rows of any origin."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.language import _
from crmcli.model.words import Move, Stage

_RULES = frozenset(Move)
# Rules under which only rows that void others are written.
VOIDING = frozenset({Move.UNDONE.value, Move.REPLAYED.value})
# Moves that an order causes, and the stage that they lead to; "" is wherever the customer was before.
_BY_ORDER = {
    Move.FIRST_ORDER.value: Stage.BUYER.value,
    Move.REPEAT_ORDER.value: Stage.REPEAT.value,
    Move.ORDER_CANCELLED.value: "",
}


class Moved(NamedTuple):
    """One effective transition, with what became of the order and the approval that it names.

    `order` is "" (it names none), own, other (another customer's), gone, or sample; `approval` is "" (none), or what
    `approval` says of it.
    """

    id: int
    from_stage: str
    to_stage: str
    effective_on: str
    recorded_at: str
    rule: str
    order: str = ""
    approval: str = ""


class Word(NamedTuple):
    """What was said to an approval; all "" where nothing was yet."""

    outcome: str = ""
    given_by: str = ""
    how: str = ""


def approval(asked_by: str, word: Word) -> str:
    """Return what an approval is worth: open, rejected, approved, self, or why its word does not count."""
    if not word.outcome:
        return "open"
    if word.outcome not in ("approved", "rejected"):
        return _("its outcome {word} is none").format(word=word.outcome)
    if word.how == "self":
        return "self" if word.outcome == "approved" else "rejected"
    if word.how not in ("given", "asserted"):
        return _("nobody knows how {how} an approval comes").format(how=word.how)
    if not word.given_by:
        return _("nobody gave it")
    if word.given_by == asked_by:
        return _("{name} asked for it and gave it").format(name=asked_by)
    return word.outcome


def unlawful(moves: Sequence[Moved]) -> Iterator[tuple[int, str]]:
    """Yield (id, what is wrong) of the effective transitions of one customer, in the order they were written."""
    stage, day = "", ""
    for move in moves:
        for wrong in (_place(move, stage), _day(move, day), _cause(move, first=not day), _word(move)):
            if wrong:
                yield move.id, wrong
        stage, day = move.to_stage, max(day, move.effective_on)


def _place(move: Moved, stage: str) -> str:
    if move.from_stage != stage:
        said = _("it leads from {before}, where the customer was {stage}")
        return said.format(before=move.from_stage or "-", stage=stage or "-")
    return _("it leads nowhere") if not move.to_stage or move.to_stage == stage else ""


def _day(move: Moved, previous: str) -> str:
    if move.effective_on < previous:
        said = _("effective {day}, before the move before it ({previous})")
        return said.format(day=move.effective_on, previous=previous)
    try:
        # Somewhere on earth the day has come that has not yet in UTC.
        latest = date.fromisoformat(move.recorded_at[:10]) + timedelta(days=1)
        early = date.fromisoformat(move.effective_on) > latest and move.effective_on > previous
    except ValueError:
        return _("effective {day}, recorded {at}: no such day").format(day=move.effective_on, at=move.recorded_at)
    said = _("effective {day}, which had not come when it was recorded")
    return said.format(day=move.effective_on) if early else ""


def _cause(move: Moved, *, first: bool) -> str:
    if move.rule not in _RULES or move.rule in VOIDING:
        return _("no move is made under the rule {rule}").format(rule=move.rule or "-")
    if first != (move.rule == Move.ADDED):
        return _("a first move is an adding, and no other is")
    if move.rule not in _BY_ORDER:
        return ""
    goal = _BY_ORDER[move.rule]
    if goal and move.to_stage != goal:
        return _("{rule} does not lead to {stage}").format(rule=move.rule, stage=move.to_stage)
    return {
        "": _("it names no order"),
        "gone": _("its order is gone"),
        "other": _("its order is another customer's"),
        "sample": _("its order is a sample, or of nothing"),
    }.get(move.order, "")


def _word(move: Moved) -> str:
    # A countersigned move is effective while it waits, and one that was rejected is taken back by a move of its own.
    if move.approval in ("", "open", "approved", "rejected", "self"):
        return ""
    return _("its approval does not count: {why}").format(why=move.approval)
