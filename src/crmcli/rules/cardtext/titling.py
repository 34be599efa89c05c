"""How well each piece of a card would do as a title, by itself and by where it stands."""

import re
from collections.abc import Sequence

from crmcli.rules.cardtext import chinese, latin, links, persons
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.worth import Candidate, Evidence, beside


def titles(pieces: Sequence[Piece], cjk: bool, evidence: Evidence, places: dict[int, float]) -> list[Candidate]:
    """Return every piece of the script as a title."""
    found = []
    for number, piece in enumerate(pieces):
        if piece.cjk != cjk or piece.label not in ("", "title"):
            continue
        score = _chinese_title(piece, pieces) if cjk else _latin_title(number, piece, pieces, evidence)
        score += (
            6 * (piece.label == "title")
            - 0.7 * max(0.0, places[number] - 1)
            - 0.02 * number
            + beside(piece, evidence.native_rows[2])
        )
        found.append(Candidate(number, number, piece.text, score))
    return found


def _chinese_title(piece: Piece, pieces: Sequence[Piece]) -> float:
    score = chinese.title_score(piece.text)
    if (
        score != -1
        or not 2 <= len(piece.text) <= 8
        or max(chinese.firm_score(piece.text), chinese.department_score(piece.text), chinese.name_score(piece.text))
        >= 2
    ):
        return score
    if chinese.is_honorific(piece.text):
        return score
    # No word of a title, but it stands in one line with a name.
    beside = any(
        one is not piece and one.row == piece.row and one.cjk and chinese.name_score(one.text) >= 2.5 for one in pieces
    )
    return 0.3 if beside and not chinese.is_slogan(piece.text) else score


def _latin_title(number: int, piece: Piece, pieces: Sequence[Piece], evidence: Evidence) -> float:
    score = latin.title_score(piece.text)
    score -= 0.5 * max(0.0, persons.name_score(persons.bare_name(piece.text)) - 2) + 0.5 * max(0, piece.siblings - 3)
    before = pieces[number - 1] if number else None
    follows = bool(
        before
        and before.block == piece.block
        and not before.cjk
        and persons.name_score(persons.bare_name(before.text)) >= 2.5
    )
    if 1 <= score < 3 and not follows and latin.firm_score(piece.text) >= 1.5:
        # A word of titles that firms have too.
        score -= 1.5
    if not -0.5 <= score < 1:
        return score
    # No word of a title: only what stands right behind a name may be one all the same.
    other = max(
        latin.firm_score(piece.text),
        4 * links.firm_fits(latin.plain_words(piece.text), evidence.domains),
        latin.department_score(piece.text) - 1,
    )
    plain = 1 <= len(piece.words) <= 5 and not re.search(r"\d", piece.text) and other < 1.5
    return score + 0.7 * (piece.split_by == ",") if follows and plain else score - 1
