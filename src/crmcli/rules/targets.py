"""Which targets a period is held against."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.rules.periods import Period


class Target(NamedTuple):
    """What somebody is to sell in a period, in minor units."""

    who: object
    period: Period
    amount: int
    currency: str


def within(targets: Iterable[Target], period: Period) -> list[Target]:
    """Return the targets that count for a period: that of the period itself, else those of periods within it.

    The longest come first, and none that overlaps with one of them: a year's target is not added to its quarters'.
    """
    groups: dict[tuple[object, str], list[Target]] = {}
    for target in targets:
        if period.first <= target.period.first and target.period.last <= period.last:
            groups.setdefault((target.who, target.currency), []).append(target)
    return [one for group in groups.values() for one in _apart(group)]


def _apart(targets: Sequence[Target]) -> list[Target]:
    found: list[Target] = []
    for one in sorted(targets, key=lambda one: (one.period.first - one.period.last, one.period.first)):
        if all(one.period.last < other.period.first or other.period.last < one.period.first for other in found):
            found.append(one)
    return found
