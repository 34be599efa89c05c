"""The address of a card: which of its pieces are the first one's lines, in their order."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crmcli.rules.cardtext import chinese, latin, places
from crmcli.rules.cardtext.choice import Chosen
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.worth import Evidence, is_only_places

_MOST_LINES = 6
_STRONG = 2.5
# What names another office in front of its address, or what kind of address it is.
_HEAD = re.compile(r"^(?:[^\W\d_][^\W\d_.'-]{2,}(?: [^\W\d_][\w.'-]*){0,2}|[\u4e00-\u9fff]{2,8}) ?[:：] ?(?=\S)")
_KEPT_HEAD = re.compile(
    r"(?:km|box|p\.? ?o|apdo|apartado|postfach|casilla|postbus|local|piso|mz|lote|no|nr|cep|cp|c\.p|unit|room|rm)\b"
)


def address_of(
    pieces: Sequence[Piece], evidence: Evidence, taken: Sequence[Chosen], phone_rows: frozenset[int]
) -> list[Piece]:
    """Return the pieces of the first address, in the script of the first of them."""
    used = {
        number
        for chosen in taken
        for one in (chosen.name, chosen.firm, chosen.title)
        if one
        for number in range(one.number, one.last + 1)
    }
    free = {
        number: places.address_score(piece, evidence.countries)
        for number, piece in enumerate(pieces)
        if number not in used and piece.label in ("", "place")
    }
    strong = [number for number, score in free.items() if score >= _STRONG]
    if not strong:
        return (
            [pieces[number] for number in free if _is_town(pieces[number])]
            or _with_house_number(free, pieces, phone_rows)
        )[:1]
    cjk = any(pieces[number].cjk for number in strong)
    strong = [number for number in strong if pieces[number].cjk == cjk]
    first = _first_office(strong, pieces, evidence)
    lines = _with_neighbours(first, free, pieces, evidence, phone_rows) if first else []
    return lines[:_MOST_LINES]


def _with_house_number(free: dict[int, float], pieces: Sequence[Piece], phone_rows: frozenset[int]) -> list[Piece]:
    """Return the pieces that are a name with a house number and a town, though no word of streets is in them."""
    return [
        pieces[number]
        for number, score in free.items()
        if score >= 1.5
        and pieces[number].row not in phone_rows
        and re.fullmatch(r"[^\W\d][^\d,]{3,40},? \d{1,5}[a-z]?, [^\d]{3,40}", pieces[number].low)
        and _is_plain(pieces[number])
    ]


def joined(lines: Sequence[Piece]) -> str:
    """Return the lines of an address as one text; two names of a town keep their slash."""
    text = ""
    for number, piece in enumerate(lines):
        slash = number and piece.split_by in ("/", "／") and lines[number - 1].row == piece.row
        text += (" / " if slash else ", " if number else "") + _without_head(piece)
    return text


def _without_head(piece: Piece) -> str:
    head = _HEAD.match(piece.text)
    return piece.text[head.end() :] if head and not _KEPT_HEAD.match(piece.low) else piece.text


def _is_town(piece: Piece) -> bool:
    """Say whether a line is nothing but a town, with its country or not."""
    words = re.findall(r"[^\W\d_]+", piece.low)
    if piece.cjk or piece.siblings > 1 or re.search(r"\d", piece.text):
        return False
    last = re.findall(r"[^\W\d_]+", re.split(r",| [-–] ", piece.low)[-1])
    several = last != words and len(words) <= 8
    return bool(last) and (several or len(words) <= 5) and places.all_known(last if several else words, piece.text)


def _first_office(strong: list[int], pieces: Sequence[Piece], evidence: Evidence) -> list[int]:
    """Return the strong pieces up to where another address begins."""
    labelled = next((number for number in strong if pieces[number].label == "place"), None)
    if labelled is not None and not any(
        places.postcode_in(pieces[number].low, evidence.countries)
        or pieces[number].cjk
        or _ends_in_town(pieces[number])
        for number in strong
        if number < labelled
    ):
        strong = [number for number in strong if number >= labelled]
    found = strong[:1]
    for number in strong[1:]:
        if _begins_anew(pieces[number], [pieces[one] for one in found], evidence):
            break
        found.append(number)
    return found


def _ends_in_town(piece: Piece) -> bool:
    words = re.findall(r"[^\W\d_]+", piece.low)
    return bool(words) and places.all_known(words[-1:], "X")


def _begins_anew(piece: Piece, before: list[Piece], evidence: Evidence) -> bool:
    """Say whether a piece is the beginning of a second address."""
    coded = [one for one in before if places.postcode_in(one.low, evidence.countries[:1])]
    head = _HEAD.match(piece.text) and not _KEPT_HEAD.match(piece.low)
    if head or (
        piece.label == "place"
        and (coded or piece.cjk or piece.row - before[-1].row > 1 or any(one.label for one in before))
    ):
        return not (piece.label == "place" and piece.row == before[-1].row)
    if piece.cjk:
        return piece.row - before[-1].row > 1
    return bool(coded) and bool(places.postcode_in(piece.low, evidence.countries[:1])) and piece.row >= before[-1].row


def _with_neighbours(
    chosen: list[int], free: dict[int, float], pieces: Sequence[Piece], evidence: Evidence, phone_rows: frozenset[int]
) -> list[Piece]:
    """Return the pieces with what stands between and beside them and belongs to them."""
    found = set(chosen)
    last = chosen[-1]
    for number in free:
        piece = pieces[number]
        if number in found or piece.cjk != pieces[chosen[0]].cjk or number > last + 1 or not _is_plain(piece):
            continue
        beside = number - 1 in chosen or number + 1 in chosen
        weak = 1 <= free[number] < _STRONG and beside and piece.row not in phone_rows
        if weak or _is_between(number, chosen, pieces) or _goes_with(number, chosen, pieces):
            found.add(number)
    begin = min(found)
    if (
        not pieces[begin].cjk
        and _is_town_line(pieces[begin])
        and begin - 1 in free
        and _leads(pieces[begin - 1], pieces[begin])
    ):
        found.add(begin - 1)
    return [pieces[number] for number in sorted(found)]


def _is_plain(piece: Piece) -> bool:
    if piece.cjk:
        return not chinese.is_slogan(piece.text) and chinese.firm_score(piece.text) < 4
    return is_only_places(piece) or (
        latin.title_score(piece.text) < 3
        and latin.department_score(piece.text) < 3
        and not latin.legal_form(piece.text)
    )


def _is_between(number: int, chosen: list[int], pieces: Sequence[Piece]) -> bool:
    """Say whether a piece stands between two lines of the address: "Station Road", "Saxmundham"."""
    before = [one for one in chosen if one < number]
    behind = [one for one in chosen if one > number]
    if not before or not behind or behind[0] - before[-1] > 4:
        return False
    rows = [pieces[one].row for one in range(before[-1], behind[0] + 1)]
    piece = pieces[number]
    near = all(later - earlier <= 1 for earlier, later in pairwise(rows))
    return (
        near
        and piece.block == pieces[before[-1]].block
        and len(piece.words) <= 6
        and not re.search(r"\d{5}|[!?]", piece.text)
    )


def _goes_with(number: int, chosen: list[int], pieces: Sequence[Piece]) -> bool:
    """Say whether a piece is the rest of a line that a sign took apart: "31006 Pamplona / Iruña", "Vic · Barcelona"."""
    piece = pieces[number]
    one_line = (
        number - 1 in chosen and pieces[number - 1].row == piece.row and piece.split_by in ("/", "／", "·", "•", "|")
    )
    return one_line and len(piece.words) <= 4 and not re.search(r"\d{4}|[!?]", piece.text) and piece.text[:1].isupper()


def _is_town_line(piece: Piece) -> bool:
    return bool(
        re.match(r"(?:[a-z]{1,2}[- ])?\d{4,5}[ ,]|(?:[a-z]{1,2}-)?\d{3} \d{2} |\d{2}-\d{3} ", piece.low)
    ) or not re.search(r"\d", piece.text)


def _leads(piece: Piece, town: Piece) -> bool:
    """Say whether a piece is the line above the town's: a street or an estate without a house number that is known."""
    return (
        0 <= town.row - piece.row <= 1
        and piece.block == town.block
        and not piece.cjk
        and len(piece.words) <= 9
        and _is_plain(piece)
        and latin.firm_score(piece.text) < 2.5
        and places.may_lead(piece.low)
    )
