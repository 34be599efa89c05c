"""Titles and departments: how they stand beside the name that was found."""

import re
from collections.abc import Sequence

from crmcli.rules.cardtext import chinese, latin, links, persons
from crmcli.rules.cardtext.choice import Chosen
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.places import address_score
from crmcli.rules.cardtext.rows import HAS_CJK, low
from crmcli.rules.cardtext.worth import Candidate, Evidence

_ENGLISH = frozenset(
    "manager director engineer officer sales president head chief of consultant general export assistant managing executive owner founder partner representative supervisor marketing quality assurance control project product development business regional area national international accounts account customer service production plant operations purchasing procurement logistics finance financial accountant technical human resources lawyer attorney team coordinator specialist analyst deputy senior junior lead architect advisor administrator vice trade overseas foreign".split()
)


# What somebody is certified as, in a line of its own.
_LICENCE = re.compile(r"国家|國家|国际|國際|中国|省级|注册|註冊|持证|认证|認證|MDRT|COT|TOT|特许|特許|[一二三]级")


def _score(piece: Piece) -> float:
    return chinese.title_score(piece.text) if piece.cjk else latin.title_score(piece.text)


def title_of(pieces: Sequence[Piece], chosen: Chosen) -> str:
    """Return the title, and a second one beside or below it joined with " / "."""
    if not chosen.title:
        return ""
    first = chosen.title.number
    titles = [pieces[first].text]
    for number in (first + 1, first + 2):
        if number >= len(pieces) or _taken(number, chosen) or not _goes_on(pieces[first], pieces[number]):
            break
        titles.append(pieces[number].text)
    before = first - 1
    if before >= 0 and not _taken(before, chosen) and pieces[before].row == pieces[first].row:
        halves = (
            pieces[first].split_by in ("/", "／")
            and pieces[before].cjk == pieces[first].cjk
            and _is_half(pieces[before])
        )
        if halves or _goes_on(pieces[before], pieces[first], pieces[before]):
            titles.insert(0, pieces[before].text)
    titles = _of_main_language(titles)
    whole = re.sub(r" ?／ ?", " / ", " / ".join(titles))
    if pieces[first].cjk and re.search(r"[、·・]", whole):
        parts = re.split(r" ?[、·・] ?", whole)
        if all(chinese.title_score(part) >= 2.5 for part in parts):
            whole = " / ".join(parts)
    return whole


def _of_main_language(titles: list[str]) -> list[str]:
    """Return of a title printed in English and in the card's language the one in its language."""
    if len(titles) != 2:
        return titles
    english = [_is_english(title) for title in titles]
    other = titles[english.index(False)] if any(english) and not all(english) else ""
    if other and (_FOREIGN.search(low(other)) or not other.isascii()) and not HAS_CJK.search("".join(titles)):
        return [other]
    return titles


# Small words and ends of words that English titles have not.
_FOREIGN = re.compile(
    r"\b(?:de|del|des|du|de la|der|die|und|fur|im|et|y|e|da|do|dos|di|della|van|voor|og|av|och|i|d|ds|gerente|jefe|jefa|directora|ventas|vendas|leiter|leiterin|leitung|responsable|responsabile|directeur|directrice|inhaber|geschaftsfuhrer\w*|dyrektor|kierownik|mudur\w*|titolare|direttore|eigenaar|presidente|socio|socia|fundador\w*|propietari[oa])\b"
)


def _taken(number: int, chosen: Chosen) -> bool:
    return any(one and one.number <= number <= one.last for one in (chosen.name, chosen.firm))


def _is_half(piece: Piece) -> bool:
    """Say whether what stands before the slash of a title is a title too, and not its department."""
    if piece.cjk:
        return chinese.department_score(piece.text) < 3.5 and chinese.name_score(piece.text) < 3
    return (
        latin.department_score(piece.text) < 3
        and persons.name_score(persons.bare_name(piece.text)) < 3
        and latin.firm_score(piece.text) < 3
    )


def _goes_on(first: Piece, second: Piece, judged: Piece | None = None) -> bool:
    """Say whether a second title follows, and not the first one again in another language."""
    if (
        judged
        and first.cjk == second.cjk
        and _score(judged) >= 1.5
        and first.row == second.row
        and second.split_by in ("|", "｜", "·", "•", "/")
        and _is_half(judged)
    ):
        return True
    if judged and (_score(judged) < 3.4 or _department_like(judged)):
        return False
    if second.split_by in ("/", "／") and second.row == first.row and second.cjk == first.cjk and _is_half(second):
        return True
    if (
        second.cjk != first.cjk
        or second.row - first.row > 1
        or second.label not in ("", "title")
        or first.block != second.block
    ):
        return False
    if _score(second) < (3 if first.cjk else 3.4) or (
        not second.cjk and persons.name_score(persons.bare_name(second.text)) >= 3
    ):
        return False
    if second.cjk:
        licence = second.row != first.row and _LICENCE.match(second.text)
        return chinese.firm_score(second.text) < 4 and not licence
    return (_is_english(first.text) == _is_english(second.text) or second.row == first.row) and latin.firm_score(
        second.text
    ) < 4


def _department_like(piece: Piece) -> bool:
    return (chinese.department_score(piece.text) if piece.cjk else latin.department_score(piece.text)) >= 3


def _is_english(text: str) -> bool:
    words = latin.plain_words(text)
    return sum(word in _ENGLISH for word in words) * 2 >= len(words)


def department_of(pieces: Sequence[Piece], main: Chosen, other: Chosen | None, evidence: Evidence) -> str:
    """Return the department: labelled, or named as one near the name and the title."""
    has_title = bool(main.title or (other and other.title))
    used = {
        number
        for chosen in (main, other)
        if chosen
        for one in (chosen.name, chosen.firm, chosen.title)
        if one
        for number in range(one.number, one.last + 1)
    }
    titles = title_of(pieces, main).split(" / ")
    anchors = [one for one in (main.title, main.name) if one] or [
        one for one in ((other.title, other.name) if other else ()) if one
    ]
    best, found = 2.0, ""
    for number, piece in enumerate(pieces):
        if number in used or piece.text in titles or piece.label not in ("", "unit"):
            continue
        score = _department_worth(number, piece, pieces, anchors, evidence) + 6 * (piece.label == "unit")
        if other and piece.cjk != any(pieces[one.number].cjk for one in anchors):
            score -= 2
        alone = not any(pieces[one.number].row == piece.row for one in anchors) and any(
            one.row == piece.row and one.split_by in ("·", "•", "|", ",") for one in pieces
        )
        if (
            not has_title
            and alone
            and piece.siblings > 1
            and not piece.label
            and latin.department_score(piece.text) < 3.5
            and not piece.cjk
        ):
            # Two or three fields of work in a row are what is on offer.
            continue
        twin = (
            piece.split_by in ("/", "／")
            and found == pieces[number - 1].text
            and _of_main_language([found, piece.text])
        )
        if score > best or twin == [piece.text]:
            best, found = score, piece.text
    return found


def _department_worth(
    number: int, piece: Piece, pieces: Sequence[Piece], anchors: list[Candidate], evidence: Evidence
) -> float:
    """Return how much a piece looks like the department of the person named beside it."""
    score = chinese.department_score(piece.text) if piece.cjk else latin.department_score(piece.text)
    if piece.cjk and (
        chinese.firm_score(piece.text) >= 6
        or (chinese.is_slogan(piece.text) and not re.fullmatch(r"[^、，,。!！ ]{2,8}部", piece.text))
    ):
        return -9
    if not piece.cjk and score < 4 and latin.title_score(piece.text) >= 3.4:
        return -9
    if (
        score <= -3
        or address_score(piece, evidence.countries) >= 2.5
        or (not piece.cjk and score < 4 and links.firm_fits(latin.plain_words(piece.text), evidence.domains) > 0.6)
    ):
        return -9
    near = min((abs(number - one.number) for one in anchors), default=9)
    rows = min((abs(piece.row - pieces[one.last].row) for one in anchors), default=9)
    title = anchors[0] if anchors else None
    below_title = bool(title and number == title.last + 1 and rows <= 1 and piece.block == pieces[title.last].block)
    if score < 3.5 and (near > 3 or rows > 2):
        return -9
    beside = piece.cjk and any(
        one is not piece and one.row == piece.row and one.cjk and chinese.title_score(one.text) >= 2.5 for one in pieces
    )
    value = (
        score
        + 2.0 * (piece.cjk and (rows == 0 or (beside and rows <= 1)))
        + {1: 1.0, 2: 0.5}.get(near, 0.0)
        - 0.3 * near
    )
    if below_title and not piece.cjk:
        value += 1.5 if piece.siblings <= 2 and len(piece.words) <= 6 and piece.text[:1].isupper() else 0
        value += 1.1 * (piece.siblings == 2 and rows == 0)
    if not piece.cjk and (piece.siblings > 2 or persons.name_score(persons.bare_name(piece.text)) >= 3):
        value -= 2
    return value
