"""Pieces that hold two fields taken apart, and fields that run over two lines put together."""

import re
from dataclasses import replace

from crmcli.rules.cardtext import chinese, latin
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.rows import HAS_CJK

_SEPARATORS = (" – ", " — ", " - ", ", ", " / ", " | ", ": ", "：", " · ", "; ", "– ", ",")
_AT = re.compile(r" (?:at|@|bei|chez|en|w|bij|presso) (?=[A-ZÀ-Þ0-9])")
FIRM_ENDINGS = frozenset(
    "公司 有限公司 限公司 股份有限公司 有限责任公司 責任公司 责任公司 司 集团 集团有限公司 份有限公司 集團 有限責任公司".split()
)
_CONTINUES = re.compile(
    r"^(?:and|&|y|e|und|et|de|del|of|für|für|fur|para|en|i|com|do|da|dos|for)\s|^(?:&|\+)", re.IGNORECASE
)
_RUNS_ON = re.compile(r"(?:\s(?:and|y|e|und|et|de|del|of|für|fur|para|da|do|dos|la|the|for|-|–)|&|,|-)$", re.IGNORECASE)


def split_fields(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with "Name, Title", "Title at Firm", "张伟（经理）" taken apart."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.label in ("place", "noise", "post"):
            found.append(piece)
            continue
        parts = _chinese_parts(piece) if piece.cjk else _latin_parts(piece)
        for order, text in enumerate(parts):
            found.append(
                piece
                if len(parts) == 1
                else replace(
                    piece, text=text, label="" if order else piece.label, split_by=piece.split_by if not order else ","
                )
            )
    return found


def _latin_parts(piece: Piece) -> list[str]:
    text = latin.unspaced(piece.text)
    if text != piece.text:
        piece.text = text
        piece.__post_init__()
    if latin.legal_form(text) and not re.search(r" [-–—|] | at ", text):
        return [text]
    bracket = re.fullmatch(r"(.{4,60}?) ?[(](.{3,60})[)]", text)
    if bracket and _is_name(bracket.group(1)) and latin.title_score(bracket.group(2)) >= 3:
        return [bracket.group(1), bracket.group(2)]
    for sep in _SEPARATORS:
        at = text.find(sep)
        while at > 0:
            left, right = text[:at].strip(" ,"), text[at + len(sep) :].strip(" ,")
            if left and right and _fit_apart(left, right):
                return [left, *_title_parts(right)]
            at = text.find(sep, at + 1)
    return _title_parts(text)


def _is_name(text: str) -> bool:
    bare = latin.bare_name(text)
    return latin.name_score(bare) >= (1.5 if latin.had_honorific(text) else 2.5)


def _fit_apart(left: str, right: str) -> bool:
    """Say whether two texts are a name and what its bearer does, in either order."""
    if latin.is_degree(right):
        return False
    if _is_name(left) and (
        latin.title_score(right) >= 3 and latin.name_score(right) < 3 or latin.firm_score(right) >= 6
    ):
        return True
    return (
        latin.title_score(left) >= 3 and _is_name(right) and latin.title_score(right) < 3 and latin.name_score(left) < 2
    )


def _title_parts(text: str) -> list[str]:
    """Return "Head of Sales at Firm" and "CEO, Firm Inc." in two, "Title - Department of …" too."""
    for match in _AT.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        named = match.group().strip() in ("@", "at", "bei", "chez") and right.split()[0] not in (
            "Law",
            "Large",
            "Sea",
            "Arms",
        )
        if latin.title_score(left) >= 3 and (latin.firm_score(right) >= 2 or named):
            return [left, right]
    for sep in (", ", " – ", " - ", " | ", " — "):
        left, found, right = text.partition(sep)
        if not found or latin.title_score(left) < 3:
            continue
        if latin.legal_form(right) and latin.title_score(right) < 3 or _names_department(right):
            return [left, right]
    return [text]


def _names_department(text: str) -> bool:
    return bool(
        re.match(
            r"(?:dpto|depto|departamento|departement|abteilung|abt|department|dept|dipartimento|ufficio|afdeling|service|dzial|area de|bereich)\b",
            latin.low(text),
        )
    ) or bool(re.search(r"\b(?:department|dept\.?|division)$", latin.low(text)))


def _chinese_parts(piece: Piece) -> list[str]:
    text = piece.text
    match = re.fullmatch(r"(\S{2,5}) ?[(（\[【](.{2,16})[)）\]】]", text)
    if match and chinese.name_score(match.group(1)) >= 2.3 and (chinese.title_score(match.group(2)) >= 2):
        return [match.group(1), match.group(2)]
    for sep in ("：", ":", "，", ",", "-", "—", "－", "/", "·", "•", "|", "、"):
        left, found, right = text.partition(sep)
        left, right = left.strip(), right.strip()
        if not (found and left and right):
            continue
        names = chinese.name_score(left) >= 2.3, chinese.name_score(right) >= 2.3
        titles = chinese.title_score(left) >= 2.5, chinese.title_score(right) >= 2.5
        if names[0] and titles[1] and sep != "·" or names[1] and titles[0] and not names[0]:
            return [left, right]
        if sep in "/-—－|，,、" and chinese.department_score(left) >= 3.5 and titles[1] and not titles[0]:
            return [left, right]
        if (
            sep in "-—－，, "
            and chinese.firm_score(left) >= 6
            and (titles[1] or names[1] or chinese.department_score(right) >= 3.5)
        ):
            return [left, right]
    return [text]


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
    if (
        re.search(r"\d{2}", first.text)
        or first.text.isupper() != second.text.isupper()
        and not (form and len(words) <= 2)
    ):
        return False
    if latin.legal_form(first.text) or latin.title_score(first.text) >= 3 and not _RUNS_ON.search(first.text):
        return False
    if not form:
        return _runs_on(first, second)
    if (
        all(
            len(word.strip(".,")) <= 4
            or latin.low(word.strip(".,")) in ("limited", "company", "ltda", "gmbh", "corporation")
            for word in words
        )
        and len(words) <= 5
        and latin.legal_form("X Y " + second.text)
        and len(latin.low(second.text)) <= 22
        and _only_form(second.text)
    ):
        return True
    if _RUNS_ON.search(first.text) or _CONTINUES.match(second.text):
        return latin.name_score(latin.bare_name(first.text)) < 3
    same_style = first.text.isupper() and second.text.isupper() and first.block == second.block
    return (
        same_style
        and latin.name_score(latin.bare_name(first.text)) < 2.5
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
    bare = re.sub(r"[\W_]", "", latin.low(text))
    return bare in latin.firms()[0]


def _runs_on(first: Piece, second: Piece) -> bool:
    """Say whether a firm without a legal form goes on in the next line: "Universidad de" / "Los Andes"."""
    if not (_RUNS_ON.search(first.text) or _CONTINUES.match(second.text)) or first.block != second.block:
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
    for number, (first, second) in enumerate(zip(pieces, pieces[1:], strict=False)):
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
        given = latin.people()["given"]
        if (
            not 1 <= len(left) <= 2
            or not 1 <= len(right) <= 4
            or not all(latin.fold(word) in given for word in latin.bare_name(first.text).split())
        ):
            continue
        if (
            latin.title_score(second.text) < 1.5
            and latin.firm_score(second.text) < 2
            and latin.name_score("Ana " + second.text) >= 2.5
        ):
            found.append((number, number + 1, replace(first, text=f"{first.text} {second.text}")))
    return found
