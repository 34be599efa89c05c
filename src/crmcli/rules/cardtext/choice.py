"""Which piece is the name, which the firm, which the title: scored for themselves, for each other, and chosen together."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from crmcli.rules.cardtext import chinese, latin, links
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.places import address_score
from crmcli.rules.cardtext.splits import name_lines

_CANDIDATES = 6


class Candidate(NamedTuple):
    """A piece with how well it would do as one field; `last` is the last of the pieces that it takes."""

    number: int
    last: int
    text: str
    score: float


class Chosen(NamedTuple):
    """The pieces chosen in one script, None where there is none, and by how much the name and the firm lead."""

    name: Candidate | None
    firm: Candidate | None
    title: Candidate | None


class Evidence(NamedTuple):
    """What the card's addresses say about its names."""

    locals: tuple[str, ...]
    domains: tuple[str, ...]
    countries: tuple[str, ...]
    tallest: float


NONE_AT_ALL = Chosen(None, None, None)
# What an empty field is worth: a candidate must be better.
_NO_NAME, _NO_FIRM, _NO_TITLE = 1.2, 1.0, 2.4


def choose(pieces: Sequence[Piece], cjk: bool, evidence: Evidence) -> Chosen:
    """Return the name, firm and title of one script that go best together."""
    places = {number: address_score(piece, evidence.countries) for number, piece in enumerate(pieces)}
    names = _best(_names(pieces, cjk, evidence, places))
    firms = _best(_firms(pieces, cjk, evidence, places))
    titles = _best(_titles(pieces, cjk, places))
    best, chosen = -99.0, NONE_AT_ALL
    for name, firm, title in product([*names, None], [*firms, None], [*titles, None]):
        total = (
            (name.score if name else _NO_NAME)
            + (firm.score if firm else _NO_FIRM)
            + (title.score if title else _NO_TITLE)
        )
        total += _together(name, firm, title, pieces)
        if total > best:
            best, chosen = total, Chosen(name, firm, title)
    return chosen


def _best(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: -one.score)[:_CANDIDATES]


def _overlap(one: Candidate | None, other: Candidate | None) -> bool:
    return bool(one and other and one.number <= other.last and other.number <= one.last)


def _together(
    name: Candidate | None, firm: Candidate | None, title: Candidate | None, pieces: Sequence[Piece]
) -> float:
    """Return what the three say for each other by where they stand."""
    if _overlap(name, firm) or _overlap(name, title) or _overlap(firm, title):
        return -99.0
    value = 0.0
    if name and title:
        distance = title.number - name.last if title.number > name.last else name.number - title.last
        rows = abs(pieces[title.number].row - pieces[name.last].row)
        value += {1: 2.0, 2: 1.0}.get(distance, 0.0) if rows <= 2 else -0.3
        value += 0.5 * (pieces[title.number].block == pieces[name.last].block)
        value += 0.3 * (title.number > name.last)
    if name and firm:
        value -= 1.5 * (latin.fold(name.text) == latin.fold(firm.text))
    return value


def _names(pieces: Sequence[Piece], cjk: bool, evidence: Evidence, places: dict[int, float]) -> list[Candidate]:
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk == cjk and piece.label in ("", "name"):
            text = chinese.without_honorific(piece.text) if cjk else latin.bare_name(piece.text)
            score = _name_worth(piece, text, cjk, evidence) - 0.8 * max(0.0, places[number] - 1)
            found.append(Candidate(number, number, text, score))
    if not cjk:
        for first, last, piece in name_lines(list(pieces)):
            text = latin.bare_name(piece.text)
            found.append(Candidate(first, last, text, _name_worth(piece, text, cjk, evidence) + 0.8))
    return found


def _name_worth(piece: Piece, text: str, cjk: bool, evidence: Evidence) -> float:
    if cjk:
        score = chinese.name_score(text) + 1.5 * links.chinese_fits(text, evidence.locals)
        if len(text) == 1 and piece.label == "name":
            score = 2
    else:
        score = latin.name_score(text)
        if score > -5:
            words = text.replace("-", " ").split()
            fit = max((links.person_fits(words, local) for local in evidence.locals), default=0.0)
            score += 3.0 * fit + 1.5 * latin.had_honorific(piece.text)
            score -= 0.8 * (links.firm_fits(latin.plain_words(text), evidence.domains) > 0.8 and fit < 0.5)
    score += 6 * (piece.label == "name") + _tallness(piece, evidence)
    return score - 0.6 * max(0, piece.siblings - 3)


def _tallness(piece: Piece, evidence: Evidence) -> float:
    return 1.2 * (piece.height / evidence.tallest) if evidence.tallest and piece.height else 0.0


def _firms(pieces: Sequence[Piece], cjk: bool, evidence: Evidence, places: dict[int, float]) -> list[Candidate]:
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk != cjk or piece.label not in ("", "firm"):
            continue
        text = piece.text
        if cjk:
            score = chinese.firm_score(text)
        else:
            score = latin.firm_score(text)
            fits = links.firm_fits(latin.plain_words(text), evidence.domains)
            score += 4.0 * fits if score > -4 else 0
            score -= (
                0.5
                * max(0.0, latin.name_score(latin.bare_name(text)) - 1)
                * (not latin.legal_form(text))
                * (1 - 0.5 * fits)
            )
            score += _style(piece, number)
        sure = latin.legal_form(text) or cjk and score >= 6.5
        score -= (0.3 if sure else 0.9) * max(0.0, places[number] - 1)
        score += 5 * (piece.label == "firm") + _tallness(piece, evidence) + 0.8 * (number == 0) - 0.03 * number
        score -= 0.8 * max(0, piece.siblings - 2) * (not sure) + 1.5 * _about_others(piece)
        found.append(Candidate(number, number, text, score))
    return found


def _style(piece: Piece, number: int) -> float:
    """Return what capitals and brevity say for a firm."""
    words = len(piece.words)
    return (
        0.7 * piece.text.isupper()
        + 0.4 * (piece.text.istitle() or piece.text[:1].isupper())
        - 0.35 * max(0, words - 6)
        - 0.5 * (words == 1 and number > 0)
    )


_OTHERS = (
    "member of",
    "a division of",
    "part of",
    "distribu",
    "agent",
    "dealer",
    "represent",
    "partner of",
    "subsidiary",
    "una empresa de",
    "ein unternehmen",
    "une societe",
    "in cooperation",
    "powered",
    "on behalf",
    "a company of",
    "miembro de",
    "an iso",
    "authori",
    "mfrs",
    "manufacturer",
    "en partenariat",
    "concesionario",
    "partner",
    "franchise",
    "certifi",
    "socio de",
    "mitglied",
    "antes ",
    "formerly",
    "part of the",
    "une marque",
    "a brand of",
    "marca de",
    "grupo empresarial",
)


def _about_others(piece: Piece) -> bool:
    """Say whether a line names another firm's relation rather than the firm: "A member of …"."""
    return piece.low.lstrip("( ").startswith(_OTHERS)


def _titles(pieces: Sequence[Piece], cjk: bool, places: dict[int, float]) -> list[Candidate]:
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk != cjk or piece.label not in ("", "title"):
            continue
        score = chinese.title_score(piece.text) if cjk else latin.title_score(piece.text)
        if not cjk:
            score -= 0.5 * max(0.0, latin.name_score(latin.bare_name(piece.text)) - 2) + 0.5 * max(
                0, piece.siblings - 3
            )
        score += 6 * (piece.label == "title") - 0.7 * max(0.0, places[number] - 1) - 0.02 * number
        found.append(Candidate(number, number, piece.text, score))
    return found
