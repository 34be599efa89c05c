"""Whose customer it is: who may act on whom, and how several reps share customers."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heapify, heapreplace

from crmcli.model.words import Role


def may_act(actor: int | None, role: str, owner: int | None, above: AbstractSet[int]) -> bool:
    """Say whether who acts may move, sell to or give away a customer; None is nobody.

    `above` are the reps to whom the owner answers. Where nobody is named, and with customers of nobody, everybody may;
    else the owner, whom they answer to, and every director.
    """
    return actor is None or owner is None or actor == owner or role == Role.DIRECTOR or actor in above


def shared(owners: Sequence[int | None], loads: Mapping[int, int]) -> list[int]:
    """Return whose each of some customers becomes, so that their reps end with as equal loads as can be.

    `owners` are the present ones, `loads` how many others each rep has, in the order in which the reps were named.
    Whoever has one of the customers keeps as many of them as are theirs in the end, so that a second time changes nothing.
    """
    quotas = dict.fromkeys(loads, 0)
    heap = [(load, place, rep) for place, (rep, load) in enumerate(loads.items())]
    heapify(heap)
    for _customer in owners:
        load, place, rep = heap[0]
        quotas[rep] += 1
        heapreplace(heap, (load + 1, place, rep))
    kept: list[int | None] = []
    for owner in owners:
        keeps = owner is not None and quotas.get(owner, 0) > 0
        kept.append(owner if keeps else None)
        if owner is not None and keeps:
            quotas[owner] -= 1
    turns = range(max(quotas.values(), default=0))
    free = iter([rep for turn in turns for rep, quota in quotas.items() if quota > turn])
    return [next(free) if rep is None else rep for rep in kept]
