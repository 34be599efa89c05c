"""Names, firms and titles in Latin and Cyrillic letters: what a piece of text is likely to be."""

import re
from functools import cache

from crmcli.rules.cardtext.rows import low
from crmcli.rules.names import fold

_LETTER_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\S)")
_PRONOUNS = re.compile(
    r"\s*[(\[](?:(?:she|he|they|her|him|ella|el|él|elle|sie|er|lui|lei)(?:\s*/\s*\w+){1,2}|mr\.?|ms\.?|mrs\.?|miss|sr\.?|sra\.?|herr|frau|m\.|mme)[)\]]\s*",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")


@cache
def people() -> dict[str, frozenset[str]]:
    """Return the words of names, without accents."""
    from crmcli.rules.cardtext.words import people as data

    return {
        "given": frozenset(map(fold, data.GIVEN_NAMES)),
        "family": frozenset(map(fold, data.FAMILY_NAMES)),
        "particles": frozenset(map(fold, data.PARTICLES)),
        "suffixes": data.NAME_SUFFIXES,
        "honorifics": frozenset(re.sub(r"\W", "", low(word)) for word in data.HONORIFICS),
        "degrees": data.DEGREES,
        "not names": data.NOT_NAMES,
    }


@cache
def posts() -> dict[str, frozenset[str]]:
    """Return the words of titles and departments."""
    from crmcli.rules.cardtext.words import posts as data

    return {
        "titles": data.TITLE_WORDS,
        "weak": data.WEAK_TITLE_WORDS,
        "starts": data.TITLE_STARTS,
        "heads": data.DEPARTMENT_HEADS,
        "fields": data.FIELDS,
        "ends": frozenset(data.TITLE_ENDS),
    }


@cache
def firms() -> tuple[dict[str, str], dict[str, float], frozenset[str], frozenset[str]]:
    """Return legal forms, kinds of firms, forms in front, words of slogans."""
    from crmcli.rules.cardtext.words import firms as data

    return data.LEGAL_FORMS, data.KINDS, data.FORMS_IN_FRONT, data.SLOGAN_WORDS


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


def bare_name(text: str) -> str:
    """Return a person's name without pronouns, honorifics in front and degrees behind it."""
    name = _PRONOUNS.sub(" ", text).strip(" ,;-–—|")
    name = _without_degrees(name)
    known = people()["honorifics"]
    while True:
        first, _, rest = name.partition(" ")
        word = re.sub(r"[\W_]", "", low(first))
        dotted = re.match(r"^([^\W\d_]{2,5}\.(?:-[^\W\d_]{2,5}\.)?(?:[^\W\d_]{1,4}\.)?)(?=[^\W\d_]{2})", name)
        if (
            rest
            and word in known
            and (len(word) > 1 or low(first) in ("m.", "d.", "h.", "d.ª", "dª"))
            and not (
                word
                in (
                    "don",
                    "m",
                    "av",
                    "ca",
                    "bo",
                    "ba",
                    "per",
                    "an",
                    "ai",
                    "nat",
                    "pol",
                    "ir",
                    "en",
                    "tan",
                    "tun",
                    "ar",
                    "er",
                    "op",
                    "h",
                    "pa",
                    "d",
                )
                and first[-1:] not in ".ªº"
            )
        ):
            name = rest.strip(" .,")
        elif dotted and re.sub(r"\W", "", low(dotted.group(1))) in known:
            name = name[dotted.end() :].strip()
        else:
            return name


def had_honorific(text: str) -> bool:
    """Say whether a name was printed with an honorific or a degree."""
    return bare_name(text) != _PRONOUNS.sub(" ", text).strip(" ,;-–—|")


def _without_degrees(name: str) -> str:
    """Return a name without what stands behind a comma, unless that is Jr. or the given name."""
    parts = [part.strip() for part in re.split(r",", name)]
    kept = [parts[0]]
    for part in parts[1:]:
        if re.sub(r"\W", "", low(part)) in people()["suffixes"]:
            kept.append(part)
        elif not is_degree(part):
            return _trailing_degrees(name)
    return _trailing_degrees(", ".join(kept))


def is_degree(text: str) -> bool:
    """Say whether a text is degrees, licences or memberships."""
    words = [re.sub(r"[^\w]", "", low(word)) for word in text.split()]
    words = [word for word in words if word]
    if not words or len(words) > 6:
        return False
    known = people()["degrees"]
    return (
        all(word in known or word in ("in", "(fh)", "fh", "and") for word in words)
        or "".join(words) in known
        or bool(
            re.fullmatch(
                r"(?:[A-Z]{2,7}|(?:[A-Z][A-Za-z]{0,4}\.){2,4}|[A-Z][a-z]\.[A-Z][a-z]?\.?)(?:[ /-](?:[A-Z]{2,6}|AP))*",
                text.strip(),
            )
            and text.strip() not in ("II", "III", "IV", "JR", "SR")
        )
    )


def _trailing_degrees(name: str) -> str:
    words = name.split()
    known = people()["degrees"]
    while len(words) > 2:
        last = re.sub(r"[^\w]", "", low(words[-1]))
        dotted = re.fullmatch(r"(?:[A-Z][A-Za-z]{0,4}\.){2,4}[A-Za-z]?", words[-1].strip(",()"))
        capitals = words[-1].strip(",()").isupper() and not all(word.isupper() for word in words[:-1])
        if last in people()["suffixes"] or not (
            dotted
            and len(words) > 2
            or last in known
            and (
                capitals
                or last
                in ("phd", "msc", "bsc", "med", "mba", "meng", "beng", "esq", "ing", "ceng", "barch", "march", "mfa")
            )
        ):
            break
        words.pop()
    return " ".join(words).strip(" ,;-–—")


def name_score(text: str) -> float:
    """Return how much a text (without honorifics) looks like a person's name, from -8 to 6."""
    words = [
        word
        for word in re.split(
            r"[\s]+", text.replace("(", " ").replace(")", " ").replace('"', " ").replace("“", " ").replace("”", " ")
        )
        if word.strip(",.-–'")
    ]
    if not words or len(words) > 7 or re.search(r"[@#/\\:;!?%&+*=<>]|\d{2}|\.\.", text):
        return -8
    known = people()
    score = 0.0
    full = sum(1 for word in words if len(word.strip(".,")) > 1 and fold(word) not in known["particles"])
    for number, word in enumerate(words):
        value = _word_value(word, number, known)
        if value <= -8:
            return -8
        score += value
    score += {1: -2.5, 2: 1.5, 3: 1.5, 4: 1.0}.get(len(words), 0.0)
    if full == 0:
        return -4
    return max(-8.0, min(6.0, score - _not_person(text)))


def _word_value(word: str, number: int, known: dict[str, frozenset[str]]) -> float:
    """Return what one word says for a name."""
    bare = word.strip(",.")
    plain = fold(bare.replace("'", "").replace("’", ""))
    if not bare or not plain:
        return -1
    letters = re.sub(r"[-'’.,]", "", bare)
    if not letters.isalpha() and not re.fullmatch(r"[^\W\d_]*[01|][^\W\d_]+", letters):
        return -8
    if fold(bare) in known["particles"] and number:
        return 0.1
    if re.sub(r"\W", "", plain) in known["suffixes"] and number > 1:
        return 1
    if _INITIAL.fullmatch(bare + "." if len(bare) == 1 else bare) and len(letters) <= 2:
        return 0.4 if len(letters) == 1 else 0
    if bare[0].islower() and not re.match(r"(?:[dlo]['’]|al-|el-|mc|von|van)[A-ZÀ-Þ]", bare):
        return -8 if len(bare) > 3 else -1.5
    parts = plain.split()
    if any(part in known["given"] for part in parts):
        return 2.5 if number == 0 else 1.3
    if any(part in known["family"] for part in parts):
        return 1.2
    return 0.15


def _not_person(text: str) -> float:
    """Return what speaks against a name: words of titles, firms, wares."""
    legal, kinds, _front, slogans = firms()
    words = plain_words(text)
    against = 0.0
    for word in words:
        if word in people()["given"] or word in people()["family"]:
            continue
        if word in posts()["titles"]:
            against += 2 if word in posts()["weak"] else 4
        elif word in kinds:
            against += 3
        elif word in people()["not names"] or word in posts()["fields"] or word in posts()["heads"]:
            against += 2
        elif word in slogans:
            against += 1.5
        elif len(word) >= 8 and word.endswith(tuple(posts()["ends"])):
            against += 2
    if legal_form(text):
        against += 6
    return against


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
    if not words or len(words) > 14 or re.search(r"@|www\.|\d{4}|\.\.", text):
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
    legal, kinds, _front, slogans = firms()
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
    if not words or len(words) > 7 or re.search(r"\d{2}|@|[!?]", text) or legal_form(text):
        return -4
    known = posts()
    _legal, kinds, _front, _slogans = firms()
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
    fields = sum(1 for word in words if word in known["fields"])
    small = sum(
        1
        for word in words
        if word in ("and", "y", "de", "e", "und", "et", "of", "the", "en", "i", "ve", "of", "la", "del", "da", "do")
    )
    if fields and fields + small == len(words):
        return 3
    if words[0] in ("direccion", "direction", "office", "service", "pole", "institut", "practice", "group") and fields:
        return 2.5
    return 1.0 if fields and len(words) <= 4 else -1


def firm_score(text: str) -> float:
    """Return how much a text looks like a firm, from -6 to 8."""
    words = plain_words(text)
    if not words or len(words) > 14 or re.search(r"@|www\.", text):
        return -6
    _legal, kinds, _front, slogans = firms()
    score = 7.0 * bool(legal_form(text))
    hits = [kinds[word] for word in words if word in kinds]
    compound = sum(
        1
        for word in words
        if len(word) >= 9
        and re.search(
            r"(?:werke?|bau|technik|handel|haus|hof|gruppe|fabrik|bedrijf|kwekerij|praxis|kanzlei|klinik|apotheke|backerei|werkstatt|verlag|makelaars|advocaten|weingut|brauerei|druckerei|metzgerei|gartnerei|stiftung|verband|verein)$",
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
        score -= 1.2 * sum(
            1 for word in words if word in slogans and word not in ("de", "con", "per", "su", "con", "la")
        )
        titles = sum(
            1 for word in words if word in posts()["titles"] and word not in posts()["weak"] and word not in kinds
        )
        score -= 2.5 * titles
    score -= 1.5 * (text.rstrip().endswith((".", "!", "?")) and not re.search(r"\b\w{1,5}\.$", text)) + 2 * text[
        :1
    ].islower() * (len(words) > 1)
    return (
        score - 2 * (len(re.findall(r"[,;]", text)) >= 2 and not legal_form(text)) - 2 * bool(re.search(r"\d{3}", text))
    )
