"""How names, words and addresses are compared: accents, case, width and punctuation aside."""

import re
import unicodedata
from functools import lru_cache

# Scripts that write no spaces between words.
_UNSPACED = (
    (0x2E80, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


_UNSPACED_RUN = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED) + "]+")
_ASCII_RUN = re.compile(r"[\x00-\x7f]+")


class _Bare(dict[int, int | None]):
    """A translation table that drops accents and other combining marks."""

    def __missing__(self, code: int) -> int | None:
        return self.setdefault(code, None if unicodedata.combining(chr(code)) else code)


_BARE = _Bare()
# Letters that Unicode does not take apart into a plain one and an accent.
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


class _Plain(dict[int, str]):
    """A translation table from the letters of `_ACCENTED` to plain small ones."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _bare(chr(code)))


_PLAIN = _Plain()
# Most names are written in these. What each of their characters becomes does not depend on its neighbours.
_SIMPLE = re.compile("[\x00-\x7f\u00c0-\u017f\u4e00-\u9fff]+")
_ACCENTED = re.compile("[\u00c0-\u017f]+")
# A name is compared and then indexed, one soon after the other.
_REMEMBERED = 1_000
# A word that nobody can type: what is searched for does not reach from one name into the next.
APART = " \ue000 "
_BETWEEN_WORDS = re.compile(r" (?!(?<=\d )\d)")
_NOT_WORD = re.compile(r"[\W_]+")
_LEGAL_FORMS = frozenset(
    [
        "sa",
        "sl",
        "slu",
        "sau",
        "sas",
        "srl",
        "sac",
        "sac",
        "saic",
        "cv",
        "rl",
        "spa",
        "ltd",
        "limited",
        "ltda",
        "llc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "bv",
        "nv",
        "ab",
        "as",
        "oy",
        "aps",
        "plc",
        "pty",
        "pte",
        "sarl",
        "eurl",
        "sdn",
        "bhd",
        "kk",
        "lda",
        "eireli",
        "me",
        "doo",
        "sro",
        "kft",
    ]
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_CHINESE_ENDS = ("司", "团", "團")
_CHINESE_FORMS = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|股份公司|集團有限公司|股份有限公司|有限責任公司|集团|集團|公司)$"
)
# A firm may name its city as one, and the province that it is in, or not: 广东省广州市…, 广州市…, 广州….
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:省|自治区)(?=[\u4e00-\u9fff]{2,4}市)")
_CITY_OF = re.compile(r"^([\u4e00-\u9fff]{2,4}?)(?<![超都城门夜菜集股])市(?=[\u4e00-\u9fff]{2})")
_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "ing", "lic", "sr", "sra", "srta", "don", "dona", "eng", "herr", "frau")
)
_ALL_CHINESE = re.compile(r"[\u3400-\u9fff\uac00-\ud7af ]+")
_GMAIL = frozenset({"gmail.com", "googlemail.com"})


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """Return the text as names are compared: lower case, without accents, width, punctuation or outer space."""
    if text.isascii():
        bare = text.lower()
    elif _SIMPLE.fullmatch(text):
        bare = _ACCENTED.sub(_plain, text).lower()
    else:
        bare = _bare(text)
    return _NOT_WORD.sub(" ", bare).strip()


def _plain(letters: re.Match[str]) -> str:
    return letters[0].translate(_PLAIN)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(_STROKED))
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain.translate(_BARE))


def searchable(text: str) -> str:
    """Return the text for the search index: every Chinese, Japanese or Korean character is a word of its own."""
    if text.isascii():
        return text
    return _UNSPACED_RUN.sub(_spaced, unicodedata.normalize("NFKC", text))


def _spaced(characters: re.Match[str]) -> str:
    return f" {'  '.join(characters[0])} "


class _Indexed(dict[str, bool]):
    """Whether the search index, which leaves case and the accents of Latin letters aside, compares a character as we do."""

    def __missing__(self, char: str) -> bool:
        folded = fold(char)
        # The index knows the accents of these two ranges whole, of what lies beyond not all.
        letter = "" if "ƀ" <= char < "Ḁ" else unicodedata.normalize("NFD", char.lower())[:1]
        same = (folded in (char, letter) and (folded == char or letter.isascii())) or not (folded or char.isalnum())
        return self.setdefault(char, same)


_SAME_WHEN_INDEXED = _Indexed()


def indexed(text: str) -> str:
    """Return what is searched: the text, and where that would be compared otherwise the text as `fold` has it."""
    if text.isascii():
        return text
    found = searchable(text)
    if all(map(_SAME_WHEN_INDEXED.__getitem__, set(_ASCII_RUN.sub("", found)))):
        return found
    return f"{found}{APART}{searchable(fold(text))}"


def search_expression(words: list[str]) -> str:
    """Return the FTS5 query that finds all `words`, each as the beginning of a word; "" if none can be found."""
    terms = []
    for word in words:
        parts = _NOT_WORD.sub(" ", searchable(word)).split()
        if parts:
            terms.append('"' + " ".join(parts) + '"*')
    return " AND ".join(terms)


def company_key(name: str) -> str:
    """Return what is left of a company's name without legal form, punctuation, case and accents."""
    return company_key_of(fold(name))


@lru_cache(_REMEMBERED)
def company_key_of(folded: str) -> str:
    """Return the company key of a name that is folded already."""
    # "Coca-Cola" is "Coca Cola", but "Hall 1-6" is not "Hall 16".
    bare = _BETWEEN_WORDS.sub("", " ".join(_company_words(folded)))
    name = (_CHINESE_FORMS.sub("", bare) if bare.endswith(_CHINESE_ENDS) else "") or bare
    return _CITY_OF.sub(r"\1", _PROVINCE.sub("", name)) if "市" in name else name


def company_words(folded: str) -> list[str]:
    """Return the words of a folded company's name without its legal form; of a Chinese one in one piece."""
    words = _company_words(folded)
    bare = "".join(words)
    if bare.endswith(_CHINESE_ENDS):
        return [_CHINESE_FORMS.sub("", bare) or bare]
    return words


def _company_words(folded: str) -> list[str]:
    words = folded.replace("s a de c v", "sa de cv").split()
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or (words[-1] == "de" and len(words) > 2)):
        words.pop()
    # "S.L.", "S. A. C." fold to single letters at the end.
    return _trailing_letters(words)


def _trailing_letters(words: list[str]) -> list[str]:
    count = 0
    while count < len(words) - 1 and words[-1 - count] in _LETTERS:
        count += 1
    if count >= 2 and "".join(words[len(words) - count :]) in _LEGAL_FORMS:
        return _without_forms(words[: len(words) - count])
    return words


def _without_forms(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    return words


def person_key(name: str) -> str:
    """Return a key that is equal for "Ana López" and "LOPEZ, Ana": its words in alphabetical order."""
    return person_key_of(fold(name))


def person_key_of(folded: str) -> str:
    """Return the person key of a name that is folded already."""
    if not folded.isascii() and _ALL_CHINESE.fullmatch(folded):
        return folded.replace(" ", "")
    words = folded.split()
    told = [word for word in words if word not in _HONORIFICS] if len(words) > 2 else words
    return " ".join(sorted(told if len(told) > 1 else words))


def email_key(address: str) -> str:
    """Return the e-mail address as it is compared: without case, what follows a plus, and Gmail's dots."""
    plain = address.strip().casefold()
    local, at, host = plain.rpartition("@")
    if not local:
        return plain
    if "+" in local[1:]:
        local = local[0] + local[1:].partition("+")[0]
    if host in _GMAIL:
        local, host = local.replace(".", "") or local, "gmail.com"
    return f"{local}{at}{host}"
