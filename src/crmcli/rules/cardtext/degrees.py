"""Degrees, licences and memberships behind a name."""

import re

from crmcli.rules.cardtext.lexicon import people
from crmcli.rules.cardtext.rows import low


def without_degrees(name: str) -> str:
    """Return a name without what stands behind a comma, unless that is Jr. or the given name."""
    name = _BORN.sub("", name)
    parts = [part.strip() for part in re.split(r",", name)]
    if len(parts) > 1 and len(parts[0].split()) >= 2 and all(map(_is_short_form, parts[1:])):
        return _trailing_degrees(parts[0])
    kept, seen = [parts[0]], False
    for part in parts[1:]:
        if re.sub(r"\W", "", low(part)) in people()["suffixes"]:
            kept.append(part)
        elif (parts[0].isupper() and re.sub(r"\W", "", low(part)) not in people()["degrees"]) or not is_degree(part):
            if not seen:
                return _trailing_degrees(name)
        else:
            seen = True
    return _trailing_degrees(", ".join(kept))


# The name that somebody was born with.
_BORN = re.compile(
    r" ?[(\[](?:nee|née|né|geb\.?|geborene?|born|z domu|roz\.|nata|de soltera|sz[uü]l\.?|f\. ?|o\.s\.) [^()\[\]]{2,30}[)\]]",
    re.IGNORECASE,
)


def _is_short_form(part: str) -> bool:
    """Say whether a part behind a comma is one or two short forms in capitals, known or not, and no name or Jr."""
    words = part.split()
    plain = [re.sub(r"\W", "", low(word)) for word in words]
    if not 1 <= len(words) <= 4 or any(word in people()["suffixes"] or word in people()["given"] for word in plain):
        return all(word in people()["degrees"] for word in plain[:1]) and len(words) <= 2 and bool(words)
    return all(
        word in people()["degrees"]
        or re.fullmatch(r"[A-Z]{2,8}(?:[-+][A-Z0-9]{1,4})*|(?:[A-Z][a-z]{0,3}\.){1,4}[A-Z]?[a-z]{0,3}", bare)
        for word, bare in zip(plain, words, strict=True)
    )


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


# Degrees that are no other word, in small letters too.
_PLAIN = frozenset("phd msc bsc med mba meng beng esq ing ceng barch march mfa".split())
_DOTTED = re.compile(
    r"(?:[A-Z][A-Za-z]{0,4}\.){2,4}[A-Za-z]?|[A-Z][A-Za-z]{1,4}\.[A-Z]{1,4}|[A-Z][A-Za-z]{1,4}\(Hons\.?\)"
)
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-Z]{3,7}")


def _trailing_degrees(name: str) -> str:
    words = name.split()
    taken = False
    while len(words) > 2 and _is_trailing(words, taken):
        words.pop()
        taken = True
    return " ".join(words).strip(" ,;-–—")


def _is_trailing(words: list[str], taken: bool) -> bool:
    """Say whether the last word of a name is a degree; `taken`: one stood behind it."""
    last, printed = re.sub(r"[^\w]", "", low(words[-1])), words[-1].strip(",")
    if last in people()["suffixes"]:
        return False
    if _DOTTED.fullmatch(printed):
        return True
    bare = printed.strip("()")
    capitals = bare.isupper() and not all(word.isupper() for word in words[:-1])
    if last in people()["degrees"]:
        return capitals or last in _PLAIN
    return capitals and (taken or bool(_NO_VOWEL.fullmatch(bare)))
