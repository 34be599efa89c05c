"""Names of people in Latin and Cyrillic letters, their honorifics and degrees."""

import re

from crmcli.rules.cardtext import latin
from crmcli.rules.cardtext.degrees import without_degrees
from crmcli.rules.cardtext.lexicon import firms, people, posts
from crmcli.rules.cardtext.rows import low
from crmcli.rules.names import fold

# Names that are written short.
_SHORT_NAMES = frozenset("wm chas geo jos st jr ma fco".split())
# Degrees that are printed in front of a name with dots, as in Mexico.
_DOTTED = re.compile(
    r"(?:M\.A|M\.C|M\.I|M\.B\.A|M\.Sc|M\.en C|L\.C|L\.A|L\.A\.E|L\.I|L\.N|L\.D\.G|C\.P|C\.P\.C|C\.D|I\.Q|I\.A|Q\.F\.B|Q\.B\.P|M\.V\.Z|M\.D|Ph\.D|E\.P|P\.M|L\.E|I\.S\.C)\.?"
)
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_PRONOUNS = re.compile(
    r"\s*[(\[](?:(?:she|he|they|her|him|ella|el|él|elle|sie|er|lui|lei)(?:\s*/\s*\w+){1,2}|mr\.?|ms\.?|mrs\.?|miss|sr\.?|sra\.?|herr|frau|m\.|mme)[)\]]\s*",
    re.IGNORECASE,
)


# Words that are honorifics with a dot only.
_WITH_DOT = frozenset("don m av per an nat pol ir en tan tun op h pa d".split())
_ONE_LETTER = frozenset(("m.", "d.", "h.", "d.ª", "dª"))
# What an engineer or a teacher is one of: "Ing. Civil".
_TRADES = frozenset(
    "civil industrial mecanico electrico agronomo agronoma quimico comercial forestal naval informatico".split()
)
# Schools and chambers that are printed behind a degree in front of the name: "lic. oec. HSG".
_SCHOOLS = frozenset(
    "hsg eth fh cip uni tu th cap epfl zhaw unisg eur rwth icai upm ufrj usp fgv mba phd dea dess des uzh sia fmh fsp htl fsea".split()
)
_IN_FRONT = re.compile(r"^(?:di|de|by|von|(?:The|THE)(?= (?:Hon|HON|Rt|RT|Rev|REV|Very|Most))) (?=[A-ZÀ-Þ])")
# Whoever signs for a firm; Mexico's "M. en C.".
_FOR = re.compile(r"^(?:i\. ?[VA]\.|ppa\.|p\. ?p\.|(?:M|D)\. ?en ?[A-Z]\.) ?")
_BRACKET = re.compile(r"^((?:[^\W\d_]{2}[\w.-]{0,10}\. )+)[(][^()]{1,12}[)] ?")
_GLUED = re.compile(r"^([^\W\d_]{2,5}\.(?:-[^\W\d_]{2,5}\.)?(?:[^\W\d_]{1,4}\.)?)(?=[^\W\d_]{2})")


def bare_name(text: str) -> str:
    """Return a person's name without pronouns, honorifics in front and degrees behind it."""
    name = _PRONOUNS.sub(" ", text).strip(" ,;-–—|").strip('"“”«»')
    name = without_degrees(_IN_FRONT.sub("", _BRACKET.sub(r"\1", _FOR.sub("", name))))
    begun = False
    while True:
        rest = _behind_honorific(name, begun)
        if not rest:
            return name
        name, begun = rest, True


def _behind_honorific(name: str, begun: bool) -> str:
    """Return the name without the honorific that it begins with, "" if it begins with none; `begun`: one went before."""
    known = people()
    first, _, rest = name.partition(" ")
    rest = rest.strip(" .,")
    word = re.sub(r"[\W_]", "", low(first))
    others = rest.split()
    glued = _GLUED.match(name)
    if not others:
        return (
            name[glued.end() :].strip()
            if glued and re.sub(r"\W", "", low(glued.group(1))) in known["honorifics"]
            else ""
        )
    stems = [stem for stem in re.split(r"[.()/-]+", low(first)) if stem]
    if (
        "." in first
        and len(stems) > 1
        and stems[0] in known["honorifics"]
        and stems[-1] in known["honorifics"] | {"in", "a", "fh"}
    ):
        return rest
    if _DOTTED.fullmatch(first) and (fold(others[0]) in known["given"] or len(others) >= 3):
        return rest
    if begun and re.fullmatch(r"[A-Z][a-z]{1,5}\.|[a-z]{1,5}\.", first) and word not in _SHORT_NAMES:
        return rest
    if begun and len(others) >= 2 and word in _SCHOOLS and first.isupper():
        return rest
    if begun and len(others) >= 2 and word in _TRADES:
        return rest
    if word == "don" and (
        len(others) >= 3 or (len(others) == 2 and (fold(others[0]) in known["given"] or not rest.isascii()))
    ):
        return rest
    if (
        first == "D."
        and len(others) < 3
        and not (len(others) == 2 and (others[0][-1] in "oaáéí" or not rest.isascii()))
    ):
        return ""
    if (
        word in known["honorifics"]
        and (len(word) > 1 or low(first) in _ONE_LETTER)
        and (word not in _WITH_DOT or first[-1:] in ".ªº")
    ):
        return rest
    return (
        name[glued.end() :].strip() if glued and re.sub(r"\W", "", low(glued.group(1))) in known["honorifics"] else ""
    )


_NAMED = re.compile(
    r"(?<!\S)(?:D(?:r|ott)\.ssa|(?:Dra?|Dott|Avv|Ing|Arch|Arq|Lic|Prof|Geom|Rag|Abg|Adw|Not)\.) ?(?P<name>[^\W\d_].{4,40})$"
)


def named_in(firm: str) -> str:
    """Return the person after whom a practice is named with an honorific, "" if it is named after none."""
    match = _NAMED.search(firm)
    name = bare_name(match.group("name")) if match else ""
    return name if name and name_score(name) >= 1.5 else ""


# Whose child somebody is, as names of Malaysia and Singapore say.
_CHILD_OF = re.compile(r" (?:[ds]/o|a/[lp]|anak) ", re.IGNORECASE)


def had_honorific(text: str) -> bool:
    """Say whether a name was printed with an honorific or a degree."""
    return bare_name(text) != _PRONOUNS.sub(" ", text).strip(" ,;-–—|")


def name_score(text: str) -> float:
    """Return how much a text (without honorifics) looks like a person's name, from -8 to 6."""
    text = _CHILD_OF.sub(" ", text)
    words = [
        word
        for word in re.split(
            r"[\s]+", text.replace("(", " ").replace(")", " ").replace('"', " ").replace("“", " ").replace("”", " ")
        )
        if word.strip(",.-–'")
    ]
    couple = re.fullmatch(r"([^\W\d_]+) (?:&|\+|und|and|y|e|et) ([^\W\d_]+(?: [^\W\d_]+){1,3})", text)
    pair = re.fullmatch(r"([^\W\d_]+) (?:&|\+|und|and|y|e|et) ([^\W\d_]+)", text)
    if (
        pair
        and text[:1].isupper()
        and pair.group(2)[0].isupper()
        and any(fold(one) in people()["given"] for one in pair.groups())
    ):
        return 3.0
    if couple and any(fold(one) in people()["given"] for one in (couple.group(1), couple.group(2).split()[0])):
        return name_score(couple.group(2))
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
    score += {1: -1.2 if fold(words[0]) in known["given"] else -2.5, 2: 1.5, 3: 1.5, 4: 1.0}.get(len(words), 0.0)
    if full == 0:
        return -4
    score -= 2.5 * max(0, text.count(",") - 1)
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
    if any(part in known["family"] for part in parts) or re.search(
        r"(?:ович|евич|овна|евна|івна|енко|ова|ский|ская|ская|ин|ина|ев|ов)$", plain
    ):
        return 1.2
    return 0.15


def _not_person(text: str) -> float:
    """Return what speaks against a name: words of titles, firms, wares."""
    _legal, kinds, _front, slogans = firms()
    words = latin.plain_words(text)
    against = 0.0
    for word in words:
        if word in people()["given"] or word in people()["family"] or word in people()["particles"]:
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
    if latin.legal_form(text):
        against += 6
    return against
