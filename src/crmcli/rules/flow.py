"""How customers flow through the stages: stays, how they ended, and what became of those who began them together."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Ending(StrEnum):
    """What became of a customer after entering a stage, as known on the day of the report."""

    ADVANCED = "advanced"  # reached a further stage of the path, whatever came later; from beside it, the path
    LOST = "lost"
    DORMANT = "dormant"
    BACK = "back"  # on an earlier stage
    OPEN = "open"  # still there
    MERGED = "merged"  # into another customer


class Moved(NamedTuple):
    """One effective transition as these rules need it."""

    id: int
    customer_id: int
    before: str
    after: str  # "" where the customer was merged into another
    day: str
    rule: str = ""
    owner: str = ""


class Stay(NamedTuple):
    """One customer in one stage: from the move that began it to the one that ended it ("" and None: not ended)."""

    begun: Moved
    ended: Moved | None
    ending: Ending
    reached: Moved | None  # the first move to a further stage

    @property
    def left_on(self) -> str:
        """The day on which it ended, or ""."""
        return self.ended.day if self.ended else ""


def stays(moves: Sequence[Moved], path: Sequence[str]) -> list[Stay]:
    """Return the stays that one customer's moves, oldest first, made on `path` and beside it."""
    places = {name: place for place, name in enumerate(path)}
    found = []
    for number, begun in enumerate(moves):
        if not begun.after:
            continue
        later = moves[number + 1 :]
        place = places.get(begun.after, -1)
        reached = next((move for move in later if places.get(move.after, -1) > place), None)
        ending = Ending.ADVANCED if reached else _ending(begun.after, moves[-1].after)
        found.append(Stay(begun, later[0] if later else None, ending, reached))
    return found


def _ending(stage: str, present: str) -> Ending:
    """Return what became of a customer who reached no further stage than `stage`."""
    if present == stage:
        return Ending.OPEN
    if not present:
        return Ending.MERGED
    return Ending(present) if present in (Ending.LOST, Ending.DORMANT) else Ending.BACK


class Flow(NamedTuple):
    """One stage in a period: at_start + entered - left = at_end; the endings of the `cohort` add up to it."""

    at_start: int
    entered: int
    left: int
    at_end: int
    cohort: tuple[Stay, ...]  # the first stay of each customer that began in the period


def flow(everybody: Iterable[Stay], stage: str, first: str, before: str) -> Flow:
    """Return what happened to a stage from the day `first` on and before the day `before`, of all stays there are."""
    at_start = entered = left = 0
    cohort: dict[int, Stay] = {}
    for stay in everybody:
        if stay.begun.after != stage or stay.begun.day >= before:
            continue
        if stay.begun.day < first:
            at_start += not stay.left_on or stay.left_on >= first
        else:
            entered += 1
            cohort.setdefault(stay.begun.customer_id, stay)
        left += bool(stay.left_on) and first <= stay.left_on < before
    return Flow(at_start, entered, left, at_start + entered - left, tuple(cohort.values()))


def counted(stays: Iterable[Stay]) -> dict[Ending, int]:
    """Return how many stays ended in each way."""
    found = dict.fromkeys(Ending, 0)
    for stay in stays:
        found[stay.ending] += 1
    return found


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, from 0 to 1 to four places; None of nothing."""
    return round(part / whole, 4) if whole else None
