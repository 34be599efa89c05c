"""What a rep moved in a period, from the ledger as it was written."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from crmcli.model.words import Move
from crmcli.rules.flow import Ending, Moved, Stay


class Figure(StrEnum):
    """A number of the appraisal that can be expanded into its rows."""

    ENTERED = "entered"  # customers that were added
    ADVANCED = "advanced"  # forward moves on the path that count: caused by orders, or approved
    WAITING = "waiting"  # forward moves that a second person has not approved yet
    REFUSED = "refused"  # forward moves that were rejected
    LOST = "lost"
    DORMANT = "dormant"
    WON_BACK = "won_back"  # from beside the path back onto it, approved or by an order
    COHORT = "cohort"  # customers who entered a stage of the path in the period, each stage for itself
    CONVERTED = "converted"  # of those, who has reached a further stage since by a move that counts
    ACTIVITIES = "activities"
    ASKED = "asked"  # approvals asked for
    DENIED = "denied"  # of those, rejected


ELSEWHERE = "elsewhere"  # of a move that counts for nothing here: a merge repeated it, or its order was cancelled


class Said(NamedTuple):
    """What a second person said to a move: approved, rejected or nothing yet (""); and how: given, asserted, self."""

    outcome: str
    how: str


class Credit(NamedTuple):
    """One row behind a figure: whose, which, and the days it took where that is known."""

    rep: str
    figure: Figure
    row: str  # the id of a transition
    customer_id: int
    day: str
    detail: str
    days: int | None = None


def credits(
    stays: Sequence[Stay], said: dict[int, Said], path: Sequence[str], first: str, before: str
) -> Iterator[Credit]:
    """Yield what one customer's moves in the period count for, credited to the owner at the time of each.

    `said` tells of moves that a second person was asked about, by transition; all others count as they are.
    """
    previous: Stay | None = None
    for stay in stays:
        move = stay.begun
        if first <= move.day < before:
            for figure in _figures(move, said.get(move.id), path):
                took = _took(previous) if figure in (Figure.ADVANCED, Figure.WON_BACK) else None
                yield Credit(move.owner, figure, f"t{move.id}", move.customer_id, move.day, _detail(move, said), took)
        previous = stay
    yield from _cohort(stays, said, path, first, before)


def _figures(move: Moved, said: Said | None, path: Sequence[str]) -> Iterator[Figure]:
    """Yield what one move counts for."""
    if not move.before:
        yield Figure.ENTERED
    elif move.after in (Ending.LOST, Ending.DORMANT):
        yield Figure.LOST if move.after == Ending.LOST else Figure.DORMANT
    elif move.after in path and (move.before not in path or path.index(move.before) < path.index(move.after)):
        if said is not None and said.outcome == ELSEWHERE:
            return
        if said is not None and said.outcome != "approved":
            yield Figure.REFUSED if said.outcome else Figure.WAITING
        elif move.before in path:
            yield Figure.ADVANCED
        elif said is not None or move.rule not in (Move.MANUAL, Move.MERGED):
            yield Figure.WON_BACK


def _took(previous: Stay | None) -> int | None:
    """Return the days of the stay that a move ended."""
    if previous is None or previous.ended is None:
        return None
    from datetime import date

    return (date.fromisoformat(previous.left_on) - date.fromisoformat(previous.begun.day)).days


def _detail(move: Moved, said: dict[int, Said]) -> str:
    moved = f"{move.before} → {move.after}" if move.before else move.after
    how = said[move.id].how if move.id in said else ""
    return " · ".join(part for part in (moved, move.rule, how) if part)


def _cohort(
    stays: Sequence[Stay], said: dict[int, Said], path: Sequence[str], first: str, before: str
) -> Iterator[Credit]:
    """Yield the first stay in each stage of the path that began in the period, and what came of it."""
    seen: set[str] = set()
    for number, stay in enumerate(stays):
        move = stay.begun
        if move.after not in path or move.after == path[-1] or move.after in seen or not first <= move.day < before:
            continue
        seen.add(move.after)
        further = path[path.index(move.after) + 1 :]
        # Nobody is converted by a move that a second person has not approved.
        reached = any(one.begun.after in further and _counts(one.begun, said) for one in stays[number + 1 :])
        for figure in (Figure.COHORT, *([Figure.CONVERTED] if reached else [])):
            yield Credit(move.owner, figure, f"t{move.id}", move.customer_id, move.day, f"{move.after} · {stay.ending}")


def _counts(move: Moved, said: dict[int, Said]) -> bool:
    return move.id not in said or said[move.id].outcome == "approved"
