"""How likely it is that two customers, or a card and a customer, are the same: a score with its reasons."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from crmcli.language import _
from crmcli.rules.firms import Firm

LIKELY = 0.85  # somebody should look before there are two
CERTAIN = 0.97  # they are completed without a question
POSSIBLE = 0.6  # worth to be named


class Evidence(StrEnum):
    """What two customers have in common."""

    EMAIL = "email"
    PHONE = "phone"
    WECHAT = "wechat"
    COMPANY = "company"
    FIRM = "firm"
    DOMAIN = "domain"
    PERSON = "person"
    NAME = "name"


# How much each says by itself; what is said twice of the same thing counts once.
WEIGHTS = {
    Evidence.EMAIL: 0.93,
    Evidence.PHONE: 0.88,
    Evidence.WECHAT: 0.93,
    Evidence.COMPANY: 0.93,
    Evidence.FIRM: 0.88,
    Evidence.DOMAIN: 0.86,
    Evidence.PERSON: 0.55,
}
_ONE_THING = frozenset({Evidence.COMPANY, Evidence.FIRM, Evidence.NAME})
_SHOWN = {
    Evidence.EMAIL: _("same e-mail"),
    Evidence.PHONE: _("same phone"),
    Evidence.WECHAT: _("same WeChat"),
    Evidence.COMPANY: _("same company name"),
    Evidence.FIRM: _("same name without place"),
    Evidence.DOMAIN: _("same domain"),
    Evidence.PERSON: _("same person"),
    Evidence.NAME: _("similar name"),
}
_ELSEWHERE = 0.6  # the most that names can say of firms in two places
_ALIKE, _VERY_ALIKE = 0.8, 0.88
_SHORTEST = 5  # letters; shorter names resemble each other by chance
_DIGITS = re.compile(r"\d+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Likeness(NamedTuple):
    """A score from 0 to 1, and what it rests on in words."""

    score: float
    reason: str


def likeness(found: Iterable[tuple[Evidence, float]]) -> Likeness:
    """Return what several pieces of evidence, each with its weight, come to together."""
    best: dict[Evidence, float] = {}
    for kind, weight in found:
        best[kind] = max(weight, best.get(kind, 0.0))
    names = [kind for kind in best if kind in _ONE_THING]
    strongest = max(names, key=lambda kind: best[kind], default=None)
    kept = {kind: weight for kind, weight in best.items() if kind not in _ONE_THING or kind == strongest}
    rest = 1.0
    for weight in kept.values():
        rest *= 1 - weight
    ordered = sorted(kept, key=lambda kind: (-kept[kind], kind))
    return Likeness(round(1 - rest, 3) if kept else 0.0, ", ".join(_SHOWN[kind] for kind in ordered))


def of_names(one: Firm, other: Firm) -> tuple[Evidence, float] | None:
    """Return what two companies' names say, or None where they say nothing; equal ones are compared by their keys."""
    whole, others = "".join(one.words), "".join(other.words)
    if _DIGITS.findall(whole) != _DIGITS.findall(others):
        return None  # branches, halls and plants are told apart by their numbers
    elsewhere = bool(one.place and other.place and one.place != other.place)
    if one.core and one.core == other.core:
        return Evidence.FIRM, _ELSEWHERE if elsewhere else WEIGHTS[Evidence.FIRM]
    weight = _resemblance(one, other)
    return (Evidence.NAME, min(weight, _ELSEWHERE) if elsewhere else weight) if weight else None


def _resemblance(one: Firm, other: Firm) -> float:
    """Return how much two names that are not the same resemble each other, as a weight; 0 is too little."""
    left, right = one.core, other.core
    if not (left and right):
        return 0.0
    if _CHINESE.search(left + right):
        shorter, longer = sorted((left, right), key=len)
        if len(shorter) > 3 and longer.startswith(shorter):
            return 0.7
        return 0.75 if len(shorter) > 5 and _ratio(left, right) > _VERY_ALIKE else 0.0
    if min(len(left), len(right)) < _SHORTEST:
        return 0.0
    if sorted(one.words) == sorted(other.words):
        return 0.9
    mine = "".join(word for word in one.words if word not in other.words)
    theirs = "".join(word for word in other.words if word not in one.words)
    if not (mine and theirs):
        return 0.7 if min(len(one.words), len(other.words)) > 1 else 0.0
    if min(len(mine), len(theirs)) < _SHORTEST - 1:
        return 0.0
    # What the names have in common, a trade or a family, says little of where they differ.
    ratio = min(_ratio(left, right), _ratio(mine, theirs))
    return 0.88 if ratio >= _VERY_ALIKE else 0.72 if ratio >= _ALIKE else 0.0


def is_full(key: str) -> bool:
    """Say whether a person's key is of more than one word, and so tells them from others."""
    return " " in key or (len(key) > 1 and bool(_CHINESE.match(key)))


def rare_words(firms: Iterable[Firm]) -> list[str]:
    """Return expressions of the search index for what may tell these names from others: words, or pairs of characters."""
    found: dict[str, None] = {}
    for firm in firms:
        if _CHINESE.search(firm.core):
            pairs = (firm.core[place : place + 2] for place in range(len(firm.core) - 1))
            found.update(dict.fromkeys(f'"{pair[0]} {pair[1]}"' for pair in pairs if pair.isalnum()))
        else:
            found.update(dict.fromkeys(f'"{word}"' for word in firm.words if len(word) > 2))
    return list(found)


def _ratio(left: str, right: str) -> float:
    from rapidfuzz import fuzz

    return float(fuzz.ratio(left, right)) / 100
