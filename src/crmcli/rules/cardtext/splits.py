"""Pieces that hold two fields taken apart, and fields that run over two lines put together."""

import re
from dataclasses import replace

from crmcli.rules.cardtext import chinese, degrees, introductions, labels, latin, lexicon, persons
from crmcli.rules.cardtext.pieces import Piece
from crmcli.rules.cardtext.rows import low
from crmcli.rules.names import fold

_SEPARATORS = ("  ", " ~ ", " – ", " — ", " - ", ", ", " / ", " | ", ": ", "：", " · ", "; ", "– ", ",")
_LOOSE = (" – ", " — ", " - ", ": ", "：", " · ", " ~ ")
# A firm with the room where it is: "Clínica Las Vegas - Consultorio 412".
_ROOM = re.compile(
    r"(.{5,60}?)[ ,]+[-–]? ?((?:[Cc]onsultorio|CONSULTORIO|[Cc]ons\.|[Ss]uite|[Oo]f\.|[Oo]ficina|[Ll]ocal|[Pp]iso|[Dd]espacho|[Ss]tand|[Tt]orre|[Tt]ower|[Ee]dificio|[Mm][oó]dulo|[Nn]ivel|[Ll]evel) ?#?\d.*)$"
)
# A licence number behind a title: "Cirujano Dentista - COP 12345".
_LICENCE = re.compile(r"(?<=[^\W\d_)])[ ,]*[-–—,|(]+ ?(?:[^\W\d_]{1,12}[.: ]*){1,3}(?:n[º°.o]*)? ?#?\d[\d./-]{3,}\)?$")
# A degree behind a title.
_DEGREE = re.compile(r" ?[(](?:B|M)\.? ?(?:Sc|A|Eng|Ed|BA)\.?[)]$|, (?:B|M)\.(?:Sc|A|Eng)\.$")
# Where somebody learnt it, behind a title: "Kinesióloga U. de Chile".
_SCHOOL = re.compile(
    r"(?<=[^\W\d_]) [-–,]? ?(?:U\. ?(?:de|del)|Univ\.(?: de| del)?) (?:[A-Z][\w.]*|[Ll]a |[Ll]os )(?: ?[A-Z][\w.]*)*$"
)
_AT = re.compile(r" (?:at|@|bei|chez|en|w|bij|presso) (?=[A-ZÀ-Þ0-9])")


# A department and a title in one line.
_UNIT_FIRST = re.compile(
    r"(.{3,40}?\b(?:[Dd]ept\.?|DEPT\.?|[Dd]epartment|DEPARTMENT|[Dd]ivision|DIVISION))(?: {1,4}|[,:]|[ ]?[-–—|] ?)[ ]?(\S.{3,50})$"
)


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
    unlicensed = _DEGREE.sub("", _SCHOOL.sub("", _LICENCE.sub("", text)))
    if unlicensed != text and latin.title_score(unlicensed) >= 2:
        text = unlicensed
    if text != piece.text:
        piece.text = text
        piece.__post_init__()
    if latin.legal_form(text) and not re.search(r" [-–—|] | at ", text):
        return [text]
    bracket = re.fullmatch(r"(.{4,60}?) ?[(](.{3,60})[)]", text)
    if bracket and _is_name(bracket.group(1)) and latin.title_score(bracket.group(2)) >= 3:
        return [bracket.group(1), bracket.group(2)]
    room = _ROOM.match(text)
    if room and latin.firm_score(room.group(1)) >= 2:
        return [room.group(1), room.group(2)]
    for sep in _SEPARATORS:
        at = text.find(sep)
        while at > 0:
            left, right = text[:at].strip(" ,"), text[at + len(sep) :].strip(" ,")
            if left and right and (_fit_apart(left, right) or (sep in _LOOSE and _fit_loosely(left, right, sep))):
                return [left, *_title_parts(right)]
            at = text.find(sep, at + 1)
    return _run_together(text) or _firm_and_unit(text) or _title_parts(text)


# Words that are a title in front of a name by themselves.
_ALONE = frozenset(
    "inh prop propr propietario propietaria proprietor proprietaire wlasciciel wlascicielka innehaver indehaver eigenaar owner inhaber inhaberin gf tit titular geschaftsfuhrer gerente contacto chef director manager".split()
)


def _run_together(text: str) -> list[str]:
    """Return a title and a name that nothing separates: "Inh. Reto Zürrer", "Juan Pérez Gerente General"; [] if it is none."""
    words = text.split()
    if not 3 <= len(words) <= 8:
        return []
    named = persons.bare_name(text)
    for count in range(1, min(4, len(words) - 1)):
        left, right = " ".join(words[:count]), " ".join(words[count:])
        if right == named and low(left).strip(".:") not in _ALONE:
            # Nothing but honorifics stands in front.
            return []
        if _title_in_front(left, right, count):
            return [left, right]
        left, right = " ".join(words[:-count]), " ".join(words[-count:])
        begins = low(words[-count]) in lexicon.posts()["titles"] | lexicon.posts()["starts"]
        if begins and len(words) - count >= 2 and persons.name_score(left) >= 4 and latin.title_score(right) >= 4:
            return [left, right]
    return []


def _title_in_front(left: str, right: str, count: int) -> bool:
    sure = low(left).strip(".") in _ALONE if count == 1 else latin.title_score(left) >= 4
    return sure and persons.name_score(persons.bare_name(right)) >= 3.5 and latin.title_score(right) < 1.5


def _is_name(text: str) -> bool:
    bare = persons.bare_name(text)
    return persons.name_score(bare) >= (1.5 if persons.had_honorific(text) else 2.5)


def _fit_apart(left: str, right: str) -> bool:
    """Say whether two texts are a name and what its bearer does, in either order."""
    if degrees.is_degree(right):
        return False
    if (
        latin.title_score(right) >= 4
        and 2 <= len(left.split()) <= 5
        and persons.name_score(persons.bare_name(left)) >= 1.5
        and latin.firm_score(left) < 1
    ):
        return persons.name_score(right) < 3
    if _is_name(left) and _is_unknown_title(left, right):
        return True
    if _is_name(left) and (
        (latin.title_score(right) >= 3 and persons.name_score(right) < 3) or latin.firm_score(right) >= 6
    ):
        return True
    return (
        latin.title_score(left) >= 3
        and _is_name(right)
        and latin.title_score(right) < 3
        and persons.name_score(left) < 2
    )


def _fit_loosely(left: str, right: str, sep: str) -> bool:
    """Say whether a dash or a colon stands between a likely name and a likely title."""
    if sep.strip() in (":", "："):
        return (
            1 <= len(left.split()) <= 4
            and not re.search(r"\d", left)
            and persons.name_score(persons.bare_name(right))
            >= (1.5 if latin.title_score(left) >= 1.5 or len(left.split()) == 1 else 3.5)
            and persons.name_score(left) < 2.5
            and not labels.kinds_of_word(low(left.split()[-1]))
        )
    title = latin.title_score(right)
    return (
        title >= 1.5
        and persons.name_score(persons.bare_name(left)) >= 1.5
        and persons.name_score(right) < 2
        and latin.firm_score(left) < 2
    )


def _is_unknown_title(left: str, right: str) -> bool:
    """Say whether two or more words behind a sure name may be its title though no word of them is known."""
    words = right.split()
    given = lexicon.people()["given"]
    plain = (
        2 <= len(words) <= 5
        and not re.search(r"[\d,@]", right)
        and words[0][:1].isupper()
        and fold(words[0]) not in given
    )
    return plain and persons.name_score(persons.bare_name(left)) >= 4 and not degrees.is_degree(words[0].strip(","))


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
        if right not in ("Law", "Large") and latin.title_score(left) >= 3 and (latin.firm_score(right) >= 2 or named):
            return [left, right]
    unit = _UNIT_FIRST.match(text)
    if unit and latin.title_score(unit.group(2)) >= 3 and latin.legal_form(text) == "":
        return [unit.group(1), unit.group(2)]
    for sep in ("; ", ", ", " – ", " - ", " | ", " — "):
        left, found, right = text.partition(sep)
        if sep == "; " and found and latin.title_score(left) >= 3:
            return [left, right]
        if sep not in ("; ", ", ") and found and _are_two_titles(left, right):
            return [left, right]
        if found and latin.title_score(left) >= 1.5 and _names_department(right):
            return [left, right]
        if not found or latin.title_score(left) < 3:
            continue
        if (latin.legal_form(right) and latin.title_score(right) < 3) or _names_department(right):
            return [left, right]
    return [text]


def _are_two_titles(left: str, right: str) -> bool:
    """Say whether two titles stand with a dash between them, and not a title and its field."""
    return (
        all(
            latin.title_score(text) >= 4
            and len(text.split()) <= 4
            and latin.firm_score(text) < 2
            and persons.name_score(text) < 2
            for text in (left, right)
        )
        and not re.search(r"\d", right)
        and not set(latin.plain_words(left)) & set(latin.plain_words(right))
    )


def _firm_and_unit(text: str) -> list[str]:
    """Return a firm and its department that a dash takes apart, [] if the text is not both."""
    for sep in (" — ", " – ", " | ", " · ", " - "):
        left, found, right = text.partition(sep)
        if (
            found
            and latin.firm_score(left) >= 2
            and latin.department_score(right) >= 3
            and latin.title_score(left) < 3
            and latin.firm_score(right) < 2
        ):
            return [left, right]
    return []


def _names_department(text: str) -> bool:
    return bool(
        re.match(
            r"(?:dpto|depto|departamento|departement|abteilung|abt|department|dept|dipartimento|ufficio|afdeling|service|dzial|area de|bereich)\b",
            low(text),
        )
    ) or bool(
        re.search(
            r"\b(?:department|dept\.?|division|avdelningen|avdelning|abteilung|avdelingen|afdelingen|afdeling|osasto)$|(?:avdelningen|abteilung|avdelingen|afdelingen|osasto)$",
            low(text),
        )
    )


def _chinese_parts(piece: Piece) -> list[str]:
    text = piece.text
    match = re.fullmatch(r"(\S{2,5}) ?[(（\[【](.{2,16})[)）\]】]", text)
    if match and chinese.name_score(match.group(1)) >= 2.3 and (chinese.title_score(match.group(2)) >= 2):
        return [match.group(1), match.group(2)]
    bracket = re.fullmatch(r"(.{2,14}?) ?[(（\[【](.{3,16})[)）\]】]", text)
    if (
        bracket
        and chinese.title_score(bracket.group(1)) >= 2.5
        and chinese.department_score(bracket.group(2)) >= 3.5
        and chinese.title_score(bracket.group(2)) < 2.5
    ):
        return [bracket.group(1), bracket.group(2)]
    for sep in ("：", ":", "／", "，", ",", "-", "—", "－", "/", "·", "•", "|", "、"):
        left, found, right = text.partition(sep)
        left, right = left.strip(), right.strip()
        if not (found and left and right):
            continue
        names = chinese.name_score(left) >= 2.3, chinese.name_score(right) >= 2.3
        titles = chinese.title_score(left) >= 2.5, chinese.title_score(right) >= 2.5
        if (names[0] and titles[1] and sep != "·") or (names[1] and titles[0] and not names[0]):
            return [left, right]
        if (
            sep in "：:"
            and chinese.name_score(right) >= 3.5
            and 2 <= len(left) <= 6
            and chinese.is_plain(left)
            and not names[0]
        ):
            return [left, right]
        if (
            sep in "/／-—－|，,、：:"
            and chinese.department_score(left) >= 3.5
            and (titles[1] or names[1])
            and not titles[0]
        ):
            return [left, right]
        if (
            sep in "-—－，, "
            and chinese.firm_score(left) >= 6
            and (titles[1] or names[1] or chinese.department_score(right) >= 3.5)
        ):
            return [left, right]
    return introductions.clauses(text) or introductions.title_and_name(text) or [text]
