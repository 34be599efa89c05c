"""Fields that run over two lines put together."""

import re
from dataclasses import replace
from itertools import pairwise

from crmcli.rules.cardtext import chinese, latin, lexicon, persons
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.rows import HAS_CJK, low
from crmcli.rules.names import fold

_RUNS_ON = re.compile(r"(?:\s(?:and|y|e|und|et|de|del|of|für|fur|para|da|do|dos|la|the|for|-|–)|&|,|-)$", re.IGNORECASE)
_CONTINUES = re.compile(
    r"^(?:and|&|y|e|und|et|de|del|of|für|für|fur|para|en|i|com|do|da|dos|for)\s|^(?:&|\+)", re.IGNORECASE
)
FIRM_ENDINGS = frozenset(
    "公司 有限公司 限公司 股份有限公司 有限责任公司 責任公司 责任公司 司 集团 集团有限公司 份有限公司 集團 有限責任公司".split()
)


def merged(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with firms that run over two lines put together."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if (
            last
            and not piece.label
            and last.label not in ("place", "noise", "title", "name")
            and _one_firm(last, piece)
        ):
            sep = "" if last.cjk and piece.cjk else " "
            found[-1] = replace(last, text=last.text + sep + piece.text, height=max(last.height, piece.height))
        else:
            found.append(piece)
    return found


def _one_firm(first: Piece, second: Piece) -> bool:
    """Say whether two pieces, one below the other, are one firm's name."""
    if second.row - first.row != 1 or second.order or second.siblings > 1 or first.siblings > 1:
        return False
    if first.cjk and second.cjk:
        return runs_into_form(first.text) and second.text.endswith(("公司", "集团")) and len(second.text) <= 8
    if first.cjk or second.cjk:
        return False
    form = latin.legal_form("X " + second.text)
    words = second.text.split()
    if re.search(r"\d{2}", first.text) or (
        first.text.isupper() != second.text.isupper() and not (form and len(words) <= 2)
    ):
        return False
    if latin.legal_form(first.text) or (latin.title_score(first.text) >= 3 and not _RUNS_ON.search(first.text)):
        return False
    if not form:
        return _runs_on(first, second)
    if (
        all(
            len(word.strip(".,")) <= 4 or low(word.strip(".,")) in ("limited", "company", "ltda", "gmbh", "corporation")
            for word in words
        )
        and len(words) <= 5
        and latin.legal_form("X Y " + second.text)
        and len(low(second.text)) <= 22
        and _only_form(second.text)
    ):
        return True
    if _RUNS_ON.search(first.text) or _CONTINUES.match(second.text):
        return persons.name_score(persons.bare_name(first.text)) < 3
    same_style = first.text.isupper() and second.text.isupper() and first.block == second.block
    return (
        same_style
        and persons.name_score(persons.bare_name(first.text)) < 2.5
        and len(words) <= 5
        and latin.firm_score(first.text) > -1
        and _same_height(first, second)
    )


def runs_into_form(text: str) -> bool:
    """Say whether a Chinese line is a firm's name whose legal form is still to come."""
    return (
        bool(HAS_CJK.search(text[-1:]))
        and not chinese.firm_like_end(text)
        and chinese.name_score(text) < 2
        and len(text) >= 4
        and not re.search(r"\d{3}|[:：]", text)
    )


def _only_form(text: str) -> bool:
    bare = re.sub(r"[\W_]", "", low(text))
    return bare in lexicon.firms()[0]


def _runs_on(first: Piece, second: Piece) -> bool:
    """Say whether a firm without a legal form goes on in the next line: "Universidad de" / "Los Andes"."""
    if not (_RUNS_ON.search(first.text) or _CONTINUES.match(second.text)) or first.block != second.block:
        return False
    if persons.name_score(persons.bare_name(second.text)) >= 2.5:
        return False
    return (
        latin.firm_score(first.text) >= 2
        and latin.title_score(first.text) < 3
        and len(second.words) <= 6
        and latin.title_score(second.text) < 3
        and not second.text[:1].isdigit()
        and not first.text.endswith(",")
    )


def _same_height(first: Piece, second: Piece) -> bool:
    return not (first.height and second.height) or 0.75 < first.height / second.height < 1.33


def name_lines(pieces: list[Piece]) -> list[tuple[int, int, Piece]]:
    """Return (first, last, piece) for names that may run over two lines: "BEGOÑA" / "ALONSO DEL RÍO"."""
    found = []
    for number, (first, second) in enumerate(pairwise(pieces)):
        if (
            first.cjk
            or second.cjk
            or second.row - first.row != 1
            or first.siblings > 1
            or second.siblings > 1
            or first.block != second.block
        ):
            continue
        if (
            first.text.isupper() != second.text.isupper()
            or first.label
            or second.label
            or not _same_height(first, second)
        ):
            continue
        left, right = first.text.split(), second.text.split()
        given = lexicon.people()["given"]
        if (
            not 1 <= len(left) <= 2
            or not 1 <= len(right) <= 4
            or not all(fold(word) in given for word in persons.bare_name(first.text).split())
        ):
            continue
        if (
            latin.title_score(second.text) < 1.5
            and latin.firm_score(second.text) < 2
            and persons.name_score("Ana " + second.text) >= 2.5
        ):
            found.append((number, number + 1, replace(first, text=f"{first.text} {second.text}")))
    return found
