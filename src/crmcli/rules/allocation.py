"""What a payment pays."""

from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """Something that is owed: what it is, and how much of it, in minor units."""

    key: int
    owed: int


def shares(parts: Sequence[Part], amount: int) -> list[tuple[Part, int]]:
    """Return what `amount` pays of each part, in their order, until it is used up; parts that get nothing are left out."""
    found = []
    for part in parts:
        share = min(amount, part.owed)
        if share > 0:
            found.append((part, share))
            amount -= share
    return found
