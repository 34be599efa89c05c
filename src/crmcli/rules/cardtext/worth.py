"""How well each piece of a card would do as name, firm or title, by itself and by what the card's addresses say."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.cardtext import chinese, latin, lexicon, links, persons
from crmcli.rules.cardtext.joins import name_lines
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.places import all_known
from crmcli.rules.names import fold


class Candidate(NamedTuple):
    """A piece with how well it would do as one field; `last` is the last of the pieces that it takes."""

    number: int
    last: int
    text: str
    score: float


class Evidence(NamedTuple):
    """What the card's addresses say about its names, and in which rows name, firm and title stand in its other script."""

    locals: tuple[str, ...]
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    tallest: float
    native_rows: tuple[int, int, int] = (-9, -9, -9)
    native_name: str = ""


# What a line begins with that names another firm's relation to this one.
_OTHERS = re.compile(
    r"[( ]*(?:member of|a division of|part of|distribu|agent|dealer|represent|partner|subsidiary|una empresa de|ein unternehmen|une societe|in cooperation|powered|on behalf|a company of|miembro de|an iso|authori"
    r"|mfrs|manufacturer|exporter|en partenariat|concesionario|franchise|certifi|socio de|mitglied|antes |formerly|une marque|a brand of|marca de|grupo empresarial|instalador|fournisseur|supplier|importer|servicio oficial|member|booth|stand|expo|feria|messe|accredited|proud)"
)
# What a firm was called before.
_FORMERLY = re.compile(
    r"\s*[(（\[](?:formerly|previously|f/k/a|fka|ex|antes|anteriormente|antigua|vormals|fr[uü]her|ehemals|anciennement|ex-|gi[aà]|voorheen|f\.d\.|tidigare|dawniej|antiga|原名?|前身|曾用名)[ .:：]?[^()（）\[\]]*(?:\([^()]*\))?[^()（）\[\]]*[)）\]]$|,? (?:formerly|previously|f/k/a|vormals|anciennement|dawniej) .*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“„«]([^\"“”„«»]+)[\"”“»]$")
# A firm's registration number behind its name.
_REGISTRATION = re.compile(r"\s*[(（][\dA-Z][\dA-Z .\-]{4,}[)）]$|(?<=[.A-Z])\s+[A-Z]{2,10}[-. ]?\d{3,}$")


def names(pieces: Sequence[Piece], cjk: bool, evidence: Evidence, places: dict[int, float]) -> list[Candidate]:
    """Return every piece of the script as a name."""
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk == cjk and piece.label in ("", "name"):
            text = chinese.without_honorific(piece.text) if cjk else persons.bare_name(piece.text)
            score = _name_worth(piece, text, cjk, evidence) - 0.8 * max(0.0, places[number] - 1) - 0.04 * number
            found.append(Candidate(number, number, text, score))
    if not cjk:
        found = _first_of_two(found, pieces)
        for first, last, piece in name_lines(list(pieces)):
            text = persons.bare_name(piece.text)
            found.append(Candidate(first, last, text, _name_worth(piece, text, cjk, evidence) + 0.8))
    return found


def _first_of_two(found: list[Candidate], pieces: Sequence[Piece]) -> list[Candidate]:
    """Return the names with that of a second person, in a line below the first's, no better than the first's."""
    kept: list[Candidate] = []
    sure: Candidate | None = None
    for one in found:
        plain = persons.name_score(one.text)
        if (
            sure
            and plain >= 3.5
            and pieces[one.number].row > pieces[sure.number].row
            and 0 < one.score - sure.score < 1.5
            and not set(fold(sure.text).split()) <= set(fold(one.text).split())
        ):
            one = one._replace(score=sure.score - 0.05)
        if not sure and plain >= 2.9 and one.score >= 3.5:
            sure = one
        kept.append(one)
    return kept


def _name_worth(piece: Piece, text: str, cjk: bool, evidence: Evidence) -> float:
    if cjk:
        score = chinese.name_score(text) + 1.5 * links.chinese_fits(text, evidence.locals)
    else:
        score = _in_small_letters(text) if text.islower() else persons.name_score(text)
        if score > -5:
            fit = max(
                (links.person_fits(text.replace("-", " ").split(), local) for local in evidence.locals), default=0.0
            )
            score += 3.0 * fit + 1.5 * persons.had_honorific(piece.text) + beside(piece, evidence.native_rows[0])
            # "di Zanella Fabrizio": whose the firm is, likelier said once more in a line of its own.
            score -= 2.5 * piece.low.startswith(("di ", "de ", "by ", "von "))
            score -= 2.0 * bool(_QUOTED.match(piece.text))
            score -= 1.5 * _strange_to(evidence.native_name, text)
            score -= 0.8 * (links.firm_fits(latin.plain_words(text), evidence.domains) > 0.8 and fit < 0.5)
    return score + 6 * (piece.label == "name") + _tallness(piece, evidence) - 0.6 * max(0, piece.siblings - 3)


def _in_small_letters(text: str) -> float:
    """Return how much a text in small letters throughout looks like a name: its first word must be one."""
    words = text.split()
    if not 2 <= len(words) <= 4 or fold(words[0]) not in lexicon.people()["given"] or latin.title_score(text) > 1:
        return -8.0
    return (
        persons.name_score(
            " ".join(word.capitalize() if fold(word) not in lexicon.people()["particles"] else word for word in words)
        )
        - 0.5
    )


def _strange_to(native: str, text: str) -> bool:
    """Say whether a Latin name has neither a sound of the card's Chinese name nor a word of names."""
    known = lexicon.people()
    words = latin.plain_words(text)
    return (
        bool(native)
        and not links.chinese_fits(native, [text])
        and not any(word in known["given"] or word in known["family"] for word in words)
    )


def _tallness(piece: Piece, evidence: Evidence) -> float:
    return 1.2 * (piece.height / evidence.tallest) if evidence.tallest and piece.height else 0.0


def beside(piece: Piece, row: int) -> float:
    """Return what standing beside the same field in the other script says."""
    return {0: 1.5, 1: 1.3}.get(abs(piece.row - row), 0.0) if row >= 0 else 0.0


def firms(pieces: Sequence[Piece], cjk: bool, evidence: Evidence, places: dict[int, float]) -> list[Candidate]:
    """Return every piece of the script as a firm, and two lines that are one only together."""
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk == cjk and piece.label in ("", "firm"):
            text = _REGISTRATION.sub("", piece.text) if re.search(r"\d{3}", piece.text) else piece.text
            text = _FORMERLY.sub("", _QUOTED.sub(r"\1", text))
            if cjk and "·" in text and chinese.firm_score(text.partition("·")[0]) >= 4:
                text = text.partition("·")[0]
            worth = _firm_worth(number, piece, pieces, evidence, places[number]) - 9 * (
                not cjk and is_only_places(piece)
            )
            found.append(Candidate(number, number, text, worth))
    if cjk:
        return found
    single = {one.number: one for one in found}
    for number in range(len(pieces) - 1):
        first, second = single.get(number), single.get(number + 1)
        if first and second and _two_lines(pieces[number], pieces[number + 1], evidence):
            whole = f"{pieces[number].text} {pieces[number + 1].text}"
            found.append(Candidate(number, number + 1, whole, max(first.score, second.score) + 0.5))
    return found


def is_only_places(piece: Piece) -> bool:
    """Say whether a piece is a town with its country, as "Guatemala, C. A."."""
    words = re.findall(r"[^\W\d_]+", piece.low)
    return "," in piece.text and bool(words) and all_known(words, piece.text)


def _two_lines(first: Piece, second: Piece, evidence: Evidence) -> bool:
    """Say whether a kind of business and a proper name in the next line are one: "Clínica Veterinaria" / "Cuatro Patas"."""
    if second.row - first.row != 1 or first.siblings > 1 or second.siblings > 1 or first.block != second.block:
        return False
    words = latin.plain_words(first.text)
    own = [
        links.firm_fits(latin.plain_words(text), (*evidence.domains, *evidence.aliases))
        for text in (first.text, second.text)
    ]
    whole = links.firm_fits(latin.plain_words(f"{first.text} {second.text}"), (*evidence.domains, *evidence.aliases))
    if (
        whole >= 0.95
        and own[1] > 0.2
        and whole > max(own) + 0.15
        and latin.title_score(second.text) < 3
        and not re.search(r"\d{2}", first.text + second.text)
    ):
        return True
    generic = len(words) <= 2 or all(
        word in lexicon.firms()[1]
        or word in lexicon.posts()["titles"]
        or word in lexicon.people()["not names"]
        or word in ("de", "y", "el", "la", "los", "las", "the")
        for word in words
    )
    if (
        not generic
        or latin.firm_score(first.text) < 2
        or first.text.isupper() != second.text.isupper()
        or len(second.words) > 6
    ):
        return False
    plain = (
        latin.title_score(second.text) < 1
        and latin.firm_score(second.text) > -2.5
        and not re.search(r"\d", second.text)
    )
    fits = links.firm_fits(latin.plain_words(second.text), (*evidence.domains, *evidence.aliases)) >= 0.55
    return plain and (
        fits or (persons.name_score(second.text) < 4 and len(second.words) >= 2 and second.text.isupper())
    )


def _firm_worth(number: int, piece: Piece, pieces: Sequence[Piece], evidence: Evidence, place: float) -> float:
    text = piece.text
    score = _chinese_firm(piece, pieces, evidence) if piece.cjk else _latin_firm(number, piece, evidence)
    sure = bool(latin.legal_form(text)) or (piece.cjk and score >= 6.5)
    score -= (0.3 if sure else 0.9) * max(0.0, place - 1)
    score -= 5.0 * bool(
        re.match(
            r"(?:inh|inhaber|inhaberin|owner|prop|proprietor|titular|propietari[oa]|gerente|geschaftsfuhrer)\b",
            piece.low,
        )
    )
    score -= 1.0 * bool(_QUOTED.match(text))
    score += 5 * (piece.label == "firm") + _tallness(piece, evidence) + 0.8 * (number == 0) - 0.03 * number
    return score - 0.8 * max(0, piece.siblings - 2) * (not sure) - 1.5 * bool(_OTHERS.match(piece.low))


def _latin_firm(number: int, piece: Piece, evidence: Evidence) -> float:
    text = piece.text
    score = latin.firm_score(text)
    kind = bool(latin.legal_form(text)) or latin.firm_score(text) >= 2
    # What stands before the @ is as often the person's name.
    named = not kind and persons.name_score(persons.bare_name(text)) >= 3
    domains = evidence.domains if named else (*evidence.domains, *evidence.aliases)
    fits = links.firm_fits(latin.plain_words(text), domains)
    if not latin.legal_form(text):
        score -= {True: 3.0}.get(latin.department_score(text) >= 4, 1.5 * (latin.department_score(text) >= 3))
    score += 4.0 * fits if score > -4 else 0
    if not latin.legal_form(text):
        score -= 0.5 * max(0.0, persons.name_score(persons.bare_name(text)) - 1) * (1 - 0.5 * fits)
    words = len(piece.words)
    if words == 1 and score == 2.2 and not fits:
        # A kind of business alone names none.
        score -= 1.5
    style = (
        0.7 * text.isupper() + 0.4 * text[:1].isupper() - 0.35 * max(0, words - 6) - 0.5 * (words == 1 and number > 0)
    )
    return score + style + beside(piece, evidence.native_rows[1])


def _chinese_firm(piece: Piece, pieces: Sequence[Piece], evidence: Evidence) -> float:
    score = chinese.firm_score(piece.text)
    if (
        score != -1
        or len(piece.text) > 12
        or max(chinese.name_score(piece.text), chinese.title_score(piece.text), chinese.department_score(piece.text))
        >= 2
    ):
        return score
    if chinese.is_place(piece.text) or re.search(r"[区區市县縣镇鎮省乡鄉村路街]$", piece.text):
        return score
    # A brand without a legal form: likelier where its Latin name stands beside it.
    beside = any(
        abs(one.row - piece.row) <= 1
        and not one.cjk
        and links.firm_fits(latin.plain_words(one.text), evidence.domains) > 0.6
        for one in pieces
    )
    return 0.6 + 1.5 * beside


def overlap(one: Candidate | None, other: Candidate | None) -> bool:
    """Say whether two candidates take the same piece."""
    return bool(one and other and one.number <= other.last and other.number <= one.last)
