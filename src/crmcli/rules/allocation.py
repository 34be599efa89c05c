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


def taken_back(paid: Sequence[tuple[int, int, str]], excess: int) -> list[tuple[int, int, str]]:
    """Return (payment, share, day it was applied) of what is given back of `paid`, the latest first.

    `paid` are (payment, amount, day) in the order of the days; an amount below zero was given back before.
    """
    stacks: dict[int, list[list[int | str]]] = {}
    for payment, amount, day in paid:
        stack = stacks.setdefault(payment, [])
        if amount > 0:
            stack.append([amount, day])
        while amount < 0 and stack:
            share = min(-amount, int(stack[-1][0]))
            amount += share
            stack[-1][0] = int(stack[-1][0]) - share
            if not stack[-1][0]:
                stack.pop()
    left = [(str(day), payment, int(amount)) for payment, stack in stacks.items() for amount, day in stack]
    found = []
    for day, payment, amount in sorted(left, reverse=True):
        share = min(excess, amount)
        if share > 0:
            found.append((payment, share, day))
            excess -= share
    return found
