"""Dividing whole amounts so that the parts add up, and comparing them, without a fraction ever being lost."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

_PLACES = 4
_WHOLE = 10**_PLACES


def apportioned(total: int, weights: Sequence[int]) -> list[int]:
    """Return `total` in parts as the weights are to each other; the parts add up to it, whatever is rounded.

    No weight is negative, and no part is greater than its weight where the total is not greater than theirs. Where
    nothing weighs anything the first part is all of it.
    """
    whole, reached, before, parts = sum(weights), 0, 0, []
    if not whole:
        return [total, *[0] * (len(weights) - 1)] if weights else []
    for weight in weights:
        reached += weight
        edge = total * reached // whole
        parts.append(edge - before)
        before = edge
    return parts


def shares(amounts: Sequence[int], total: int) -> list[Decimal]:
    """Return what part of `total` each amount is, to four places; those of all of it add up to exactly 1.

    Nothing, and less than nothing, has no share. What rounding leaves over goes to those that lost most by it.
    """
    weights = [max(amount, 0) for amount in amounts]
    weights.append(max(total - sum(weights), 0))
    whole = sum(weights)
    if not any(weights[:-1]):
        return [Decimal(0).scaleb(-_PLACES)] * len(amounts)
    parts = [weight * _WHOLE // whole for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(weights[place] * _WHOLE % whole))
    for place in lost[: _WHOLE - sum(parts)]:
        parts[place] += 1
    return [Decimal(part).scaleb(-_PLACES) for part in parts[:-1]]


def ratio(amount: int, other: int) -> Decimal | None:
    """Return an amount by another, to four places, halves rounded away from zero; None where there is no other."""
    if other <= 0:
        return None
    return (Decimal(amount) / Decimal(other)).quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP)
