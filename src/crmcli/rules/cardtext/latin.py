"""Names, firms and titles in Latin and Cyrillic letters: what a piece of text is likely to be."""

import re

from crmcli.rules.cardtext.degrees import is_degree
from crmcli.rules.cardtext.lexicon import firms, posts
from crmcli.rules.cardtext.rows import low
from crmcli.rules.names import fold

_LETTER_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")


def plain_words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents, apostrophes within them kept out."""
    return [
        word
        for word in fold(text.replace("'", "").replace("’", "").replace("&", " ").replace(".", " ")).split()
        if word
    ]


def unspaced(text: str) -> str:
    """Return the text with capitals that were spaced out joined: "A N A  L O P E Z" is "ANA LOPEZ"."""
    if not _LETTER_SPACED.search(text):
        return text
    words = re.split(r" {2,}", text.strip())
    if len(words) == 1 and re.fullmatch(r"(?:[^\W\d_] ){3,}[^\W\d_]", text.strip()):
        return text.strip().replace(" ", "")
    return " ".join(
        _LETTER_SPACED.sub(
            lambda match: match.group().replace(" ", "") if len(match.group()) > 5 else match.group(), word
        )
        for word in words
    )


def legal_form(text: str) -> str:
    """Return the legal form that a firm's name ends or begins with, "" without one."""
    legal, _kinds, front, _slogans = firms()
    words = [word for word in re.split(r"[\s,()]+", low(text).strip(" .,;")) if word]
    for count in (6, 5, 4, 3, 2, 1):
        if len(words) > count or (len(words) == count and count > 1):
            tail = re.sub(r"[\W_]", "", "".join(words[-count:]))
            if tail in legal and (count > 1 or _is_form(words[-1], text)):
                return tail
    if words and re.sub(r"\W", "", words[0]) in front and text.split()[0].strip(".").isupper() and len(words) > 1:
        return words[0]
    return ""


# Forms that are words or initials too: they count with dots or in capitals only.
_WORDLIKE = frozenset(
    "me co sa se as ca cv pa pc ac sc ag ad pt so og ek eg ug hb kb ab bt dd ou ae ike ss sas spa corp sal cb lp sia ev eu ip og ky epp mei".split()
)


def _is_form(word: str, text: str) -> bool:
    bare = re.sub(r"\W", "", word)
    printed = re.split(r"[\s,()]+", text.strip(" ,;"))[-1]
    if bare == "co" and printed.upper() not in ("CO", "CO."):
        return False
    if bare in _WORDLIKE:
        return (
            printed.isupper()
            or "." in printed.rstrip(".")
            or printed in ("SpA", "Spa", "AŞ", "Corp.", "Corp", "Co.", "Co", "S.p.A", "e.K", "e.V", "eG", "ApS")
            or text.isupper()
        )
    return True


def title_score(text: str) -> float:
    """Return how much a text looks like a title, from -6 to 6."""
    words = plain_words(text.replace("0", "O") if re.search(r"[^\W\d_]0|0[^\W\d_]", text) else text)
    if (
        not words
        or len(words) > 14
        or re.search(r"@|www\.|\d{4}|\.\.|^\([^()]{1,8}\)$", text)
        or (is_degree(text) and words[0] not in posts()["titles"])
    ):
        return -6
    known = posts()
    strong = sum(1 for word in words if word in known["titles"] and word not in known["weak"])
    weak = sum(1 for word in words if word in known["weak"])
    compound = sum(
        1 for word in words if len(word) >= 8 and word not in known["titles"] and word.endswith(tuple(known["ends"]))
    )
    score = min(6.0, 4.0 * bool(strong) + 0.8 * max(0, strong - 1) + 1.6 * min(weak, 2) + 3.0 * bool(compound))
    if not score and words[0] in known["starts"]:
        score = 0.5
    _legal, _kinds, _front, slogans = firms()
    score -= 4 * bool(re.search(r"[&+] ?partner", low(text)))
    score -= 3.5 * bool(
        re.match(
            r"(?:dpto|depto|dept|dpt|dep|servei|servicio|departamento|departement|department|abteilung|abt|dipartimento|ufficio|afdeling|avdeling|dzial|area de|division|concejalia|seccion)\b",
            low(text),
        )
    )
    score -= 5 * bool(legal_form(text)) + 0.7 * sum(
        1
        for word in words
        if word in slogans and word not in ("para", "con", "de", "for", "ventas", "dal", "per", "su")
    ) * (len(words) > 3)
    score -= 1.5 * (text.rstrip().endswith((".", "!", "?")) and len(words) > 3) + 0.25 * max(0, len(words) - 7)
    score -= 1.5 * (text[:1].islower() and len(words) > 2)
    return max(-6.0, score)


def department_score(text: str) -> float:
    """Return how much a text looks like a department, from -4 to 5."""
    words = plain_words(text)
    if len(words) > 1 and words[-1].isdigit():
        words = words[:-1]
    if not words or len(words) > 7 or re.search(r"\d{2}|@|[!?]", text) or legal_form(text):
        return -4
    known = posts()
    _legal, _kinds, _front, _slogans = firms()
    heads = known["heads"] - {
        "direction",
        "direccion",
        "business",
        "group",
        "office",
        "service",
        "services",
        "school",
        "practice",
        "desk",
        "pole",
        "institut",
    }
    if (
        words[0] in heads
        or words[-1] in heads
        or words[-1] in ("team", "division", "department", "unit")
        or re.search(r"abteilung$|bereich$|avdelningen$|afdeling$", words[-1])
    ):
        return 4.5 if title_score(text) < 4 else 2.5
    fields = sum(
        1
        for word in words
        if word in known["fields"]
        or re.search(r".{4}(?:logia|iatria|pedia|logie|iatrie|pedie|urgie|ology|iatry)$", word)
    )
    small = sum(
        1
        for word in words
        if word in ("and", "y", "de", "e", "und", "et", "of", "the", "en", "i", "ve", "of", "la", "del", "da", "do")
    )
    if fields and fields + small == len(words):
        return 3
    if (
        words[0] in ("derecho", "droit", "diritto", "direito")
        and 2 <= len(words) <= 6
        and not re.search(r"[-–—]", text)
    ):
        return 3.0
    if (
        words[0]
        in (
            "service",
            "servicio",
            "servico",
            "servizio",
            "servei",
            "unidad",
            "unitat",
            "unite",
            "unita",
            "centre",
            "pole",
            "direction",
            "direzione",
            "sala",
        )
        and 2 <= len(words) <= 5
        and title_score(text) < 3
    ):
        return 3.0
    if words[0] in ("direccion", "direction", "office", "service", "pole", "institut", "practice", "group") and fields:
        return 2.5
    return 1.0 if fields and len(words) <= 4 else -1


def firm_score(text: str) -> float:
    """Return how much a text looks like a firm, from -6 to 8."""
    words = plain_words(text)
    if not words or len(words) > 14 or re.search(r"@|www\.", text) or (is_degree(text) and re.search(r"[,/]", text)):
        return -6
    _legal, kinds, _front, slogans = firms()
    score = 7.0 * bool(legal_form(text))
    hits = [kinds[word] for word in words if word in kinds]
    compound = sum(
        1
        for word in words
        if len(word) >= 9
        and re.search(
            r"(?:versicherung|gesellschaft|genossenschaft|verwaltung|zentrum|schule|institut|stadtwerke|agentur|vertrieb|dienste|systeme|maschinen|anlagen|mobel|textil|chemie|stoffe|waren|brau|keller|laden|stube|garten|pflege|werke?|bau|technik|handel|haus|hof|gruppe|fabrik|bedrijf|kwekerij|praxis|kanzlei|klinik|apotheke|backerei|werkstatt|verlag|makelaars|advocaten|weingut|brauerei|druckerei|metzgerei|gartnerei|stiftung|verband|verein)$",
            word,
        )
    )
    if not score:
        score = (
            2.2 * bool(hits)
            + 0.6 * (len(hits) > 1)
            + 2.0 * bool(compound)
            + 0.5 * bool(re.search(r" & | y Asoc| et Fils", text))
        )
        score += 2.7 * bool(re.search(r"[&+] ?partner\b", low(text)))
        score -= 1.2 * sum(
            1 for word in words if word in slogans and word not in ("de", "con", "per", "su", "con", "la")
        )
        titles = sum(
            # The word behind the kind of house says of what: "Centro Médico", "Taller Mecánico".
            1
            for word in (words[2:] if words[0] in kinds else words)
            if word in posts()["titles"] and word not in posts()["weak"] and word not in kinds
        )
        score -= 2.5 * titles * (not re.search(r"[&+] ?partner", low(text)))
    score -= 1.5 * (text.rstrip().endswith((".", "!", "?")) and not re.search(r"\b\w{1,5}\.$", text)) + 2 * text[
        :1
    ].islower() * (len(words) > 1)
    return (
        score - 2 * (len(re.findall(r"[,;]", text)) >= 2 and not legal_form(text)) - 2 * bool(re.search(r"\d{3}", text))
    )
