"""Whether what stands in the ledgers could have been written under the rules: pure, on rows of any origin."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.language import _
from crmcli.model.words import How, Move, Stage, Verdict
from crmcli.rules import gates
from crmcli.rules.lifecycle import Lifecycle

_RULES = frozenset(Move)
# Rules under which only rows that void others are written.
VOIDING = frozenset({Move.UNDONE.value, Move.REPLAYED.value})
_BY_ORDER = frozenset({Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.WOKEN, Move.ORDER_CANCELLED})
_LEADS_FROM = {Move.WOKEN.value: Stage.DORMANT.value}
_LEADS_TO = {
    Move.FIRST_ORDER.value: Stage.BUYER.value,
    Move.REPEAT_ORDER.value: Stage.REPEAT.value,
    Move.DORMANCY.value: Stage.DORMANT.value,
}


class Moved(NamedTuple):
    """One effective transition, with what became of the order and the approval that it names.

    `order` is "" (it names none), own, other (another customer's), gone, or sample; `approval` is "" (none), or what
    `approval` says of it; `orders` is how many orders the customer ever had, `label` what the stage was called; `old` is
    a move from before labels and approvals were kept.
    """

    id: int
    from_stage: str
    to_stage: str
    effective_on: str
    recorded_at: str
    rule: str
    order: str = ""
    orders: int = 0
    label: str = ""
    old: int = 0
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
    if word.outcome not in [*Verdict]:
        return _("its outcome {word} is none").format(word=word.outcome)
    if word.how == How.SELF:
        return "self" if word.outcome == Verdict.APPROVED else word.outcome
    if word.how not in [*How]:
        return _("nobody knows how {how} an approval comes").format(how=word.how)
    if not word.given_by:
        return _("nobody gave it")
    if word.given_by == asked_by:
        return _("{name} asked for it and gave it").format(name=asked_by)
    return word.outcome


def is_usual(life: Lifecycle) -> bool:
    """Say whether the stages are those that every firm begins with, in their order, with what they ask for."""
    return _asked(life) == _asked(Lifecycle())


def _asked(life: Lifecycle) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(one.key, one.beside, one.needs) for one in life.stages]


def unlawful(moves: Sequence[Moved], life: Lifecycle, *, usual: bool) -> Iterator[tuple[int, str]]:
    """Yield (id, what is wrong) of the effective transitions of one customer, in the order they were written.

    `life` are the stages as they are now; `usual` says that they are as they were then, for all that can be known.
    """
    stage, day, awake = "", "", life.path[0]
    for move in moves:
        for wrong in (
            _place(move, stage, life),
            _day(move, day),
            _cause(move, first=not day),
            _word(move),
            _gate(move, life, awake, usual=usual),
        ):
            if wrong:
                yield move.id, wrong
        stage, day = move.to_stage, max(day, move.effective_on)
        awake = life.present(stage) if life.place(stage) >= 0 else awake


def _place(move: Moved, stage: str, life: Lifecycle) -> str:
    if life.present(move.from_stage) != life.present(stage):
        said = _("it leads from {before}, where the customer was {stage}")
        return said.format(before=move.from_stage or "-", stage=stage or "-")
    if not move.label and not move.old:
        return _("it does not keep what its stage was called")
    return _("it leads nowhere") if not move.to_stage or move.to_stage == move.from_stage else ""


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
    before, after = _LEADS_FROM.get(move.rule, ""), _LEADS_TO.get(move.rule, "")
    if (before and move.from_stage != before) or (after and move.to_stage != after):
        said = _("{rule} does not lead from {before} to {stage}")
        return said.format(rule=move.rule, before=move.from_stage, stage=move.to_stage)
    if move.rule not in _BY_ORDER:
        return ""
    return {
        "": _("it names no order"),
        "gone": _("its order is gone"),
        "other": _("its order is another customer's"),
        "sample": _("its order is a sample"),
    }.get(move.order, "")


def _word(move: Moved) -> str:
    # What is countersigned names no approval: the approval names it.
    if move.approval in ("", Verdict.APPROVED, "self"):
        return ""
    return _("its approval does not count: {why}").format(why=move.approval)


def _gate(move: Moved, life: Lifecycle, awake: str, *, usual: bool) -> str:
    if move.old or move.rule != Move.MANUAL or move.approval:
        return ""
    if not usual and move.from_stage != Stage.LOST:
        return ""  # which moves were gated then cannot be told from what the stages are now
    why = gates.gated(life, move.from_stage, awake, move.to_stage, move.orders)
    return _("nobody approved it: {why}").format(why=why) if why else ""
