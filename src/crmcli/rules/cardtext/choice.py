"""Which piece is the name, which the firm, which the title: scored for themselves, for each other, and chosen together."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.places import address_score
from crmcli.rules.cardtext.titling import titles
from crmcli.rules.cardtext.worth import Candidate, Evidence, firms, names, overlap
from crmcli.rules.names import fold

_CANDIDATES = 6


class Chosen(NamedTuple):
    """The pieces chosen in one script, None where there is none, and how far each is ahead of the next best."""

    name: Candidate | None
    firm: Candidate | None
    title: Candidate | None
    leads: tuple[float, ...] = (0.0, 0.0, 0.0)


# What an empty field is worth: a candidate must be better.
_NO_NAME, _NO_FIRM, _NO_TITLE = 1.2, 0.6, 2.7


def choose(pieces: Sequence[Piece], cjk: bool, evidence: Evidence) -> Chosen:
    """Return the name, firm and title of one script that go best together."""
    places = {number: address_score(piece, evidence.countries) for number, piece in enumerate(pieces)}
    as_names = _best(names(pieces, cjk, evidence, places))
    as_firms = _best(firms(pieces, cjk, evidence, places))
    as_titles = _best(titles(pieces, cjk, evidence, places))
    totals = [
        (_total(combination) + _together(*combination, pieces), combination)
        for combination in product([*as_names, None], [*as_firms, None], [*as_titles, None])
    ]
    best, chosen = max(totals, key=lambda pair: pair[0])
    leads = tuple(
        best - max((total for total, combination in totals if combination[field] is not chosen[field]), default=best)
        for field in range(3)
    )
    return Chosen(*chosen, leads)


def _total(combination: tuple[Candidate | None, Candidate | None, Candidate | None]) -> float:
    """Return what three candidates are worth, and the fields that are left empty."""
    empty = (_NO_NAME, _NO_FIRM, _NO_TITLE)
    return sum(one.score if one else nothing for one, nothing in zip(combination, empty, strict=True))


def _best(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: -one.score)[:_CANDIDATES]


def _together(
    name: Candidate | None, firm: Candidate | None, title: Candidate | None, pieces: Sequence[Piece]
) -> float:
    """Return what the three say for each other by where they stand."""
    if overlap(name, firm) or overlap(name, title) or overlap(firm, title):
        return -99.0
    value = 0.0
    if name and title:
        distance = title.number - name.last if title.number > name.last else name.number - title.last
        rows = abs(pieces[title.number].row - pieces[name.last].row)
        value += {1: 2.0, 2: 1.0}.get(distance, 0.0) if rows <= 2 else -0.3
        value += 0.5 * (pieces[title.number].block == pieces[name.last].block)
        value += 0.3 * (title.number > name.last and not pieces[name.number].cjk) + 0.5 * (rows == 0)
    if name and firm:
        value -= 1.5 * (fold(name.text) == fold(firm.text))
    return value


def rows_of_fields(chosen: Chosen, pieces: Sequence[Piece]) -> tuple[int, int, int]:
    """Return the rows of name, firm and title, -9 for none."""
    name, firm, title = (pieces[one.number].row if one else -9 for one in chosen[:3])
    return name, firm, title
