"""Who is probably in the file twice: pairs with a score and its reasons."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from crmcli.rules.firms import Firm, firm_of
from crmcli.rules.likeness import WEIGHTS, Evidence, is_full, likeness, of_names, rare_words
from crmcli.store.read import View

_COMMON = 20  # what so many have tells nobody apart
_CROWD = 6
_NEIGHBOURS = 3  # in the order of the names, read forwards and backwards: slips of the pen
_KINDS = {
    "email": Evidence.EMAIL,
    "phone": Evidence.PHONE,
    "phone-local": Evidence.PHONE,
    "wechat": Evidence.WECHAT,
    "company": Evidence.COMPANY,
    "domain": Evidence.DOMAIN,
    "person": Evidence.PERSON,
}
# Of these even a crowd is told, each with the first of them.
_TELLING = frozenset({Evidence.EMAIL, Evidence.PHONE, Evidence.WECHAT, Evidence.COMPANY})
Pair = tuple[int, int]


class DupeRow(NamedTuple):
    """Two customers that may be one: how likely, and why."""

    id: int
    name: str
    other_id: int
    other_name: str
    score: float
    reason: str


def dupes(view: View, least: float, limit: int | None = None) -> list[DupeRow]:
    """Return pairs that score at least so much, the best first; none that is archived, or was told apart."""
    names = dict(
        view.rows(
            "SELECT c.id, c.name FROM standing AS s JOIN customer AS c ON c.id = s.customer_id WHERE s.archived = 0"
        )
    )
    firms = {one: firm_of(name) for one, name in names.items()}
    apart = set(view.rows("SELECT customer_id, other_id FROM not_same"))
    found: dict[Pair, list[tuple[Evidence, float]]] = {}
    for kind, pair in _sharing(view):
        if pair[0] in names and pair[1] in names:
            found.setdefault(pair, []).append((kind, WEIGHTS[kind]))
    for pair in {*found, *_similar(firms)} - apart:
        said = of_names(firms[pair[0]], firms[pair[1]])
        if said:
            found.setdefault(pair, []).append(said)
    rows = []
    for (one, other), evidence in found.items():
        score, reason = likeness(evidence)
        if score >= least and (one, other) not in apart:
            rows.append(DupeRow(one, names[one], other, names[other], score, reason))
    return sorted(rows, key=lambda row: (-row.score, row.id, row.other_id))[:limit]


def _sharing(view: View) -> Iterator[tuple[Evidence, Pair]]:
    """Yield every pair that has a key in common, with what that is."""
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    groups = view.rows(
        "SELECT kind, key, group_concat(customer_id) FROM (SELECT DISTINCT kind, key, customer_id FROM match_key"
        f" WHERE kind IN ({kinds})) GROUP BY kind, key HAVING count(*) > 1"
    )
    for kind, key, listed in groups:
        evidence = _KINDS[kind]
        if evidence is not Evidence.PERSON or is_full(key):
            for pair in _pairs([int(one) for one in listed.split(",")], telling=evidence in _TELLING):
                yield evidence, pair
    # A number without its country may be the national part of one with it.
    for one, other in view.rows(
        "SELECT DISTINCT a.customer_id, b.customer_id FROM match_key AS a JOIN match_key AS b ON b.kind = 'phone-national'"
        " AND b.key = a.key AND b.customer_id <> a.customer_id WHERE a.kind = 'phone-local'"
    ):
        yield Evidence.PHONE, (min(one, other), max(one, other))


def _pairs(group: list[int], *, telling: bool) -> Iterable[Pair]:
    ordered = sorted(group)
    if len(ordered) <= (_CROWD if telling else _COMMON):
        return combinations(ordered, 2)
    if not telling:
        return ()
    # Each with the first and with the next one: who are all one are found so, without every pair of them.
    return chain(pairwise(ordered), ((ordered[0], one) for one in ordered[2:]))


def _similar(firms: dict[int, Firm]) -> set[Pair]:
    """Return the pairs whose names are worth comparing: a rare word in common, the same core, or neighbours."""
    words: dict[str, list[int]] = {}
    cores: dict[str, list[int]] = {}
    # Of those who have the very same name one stands for all: they are pairs already.
    for firm, one in {firm: one for one, firm in reversed(firms.items())}.items():
        if firm.core:
            cores.setdefault(firm.core, []).append(one)
            for word in rare_words((firm,)):
                words.setdefault(word, []).append(one)
    found: set[Pair] = set()
    for group in (*words.values(), *cores.values()):
        found.update(_pairs(group, telling=False))
    for backwards in (1, -1):
        ordered = sorted(cores, key=lambda core: core[::backwards])
        for place, core in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                one, two = cores[core][0], cores[other][0]
                found.add((min(one, two), max(one, two)))
    return found
