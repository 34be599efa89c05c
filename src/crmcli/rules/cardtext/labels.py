"""What the words and signs around a value say it is."""

import re
from functools import cache
from typing import NamedTuple

from crmcli.rules.cardtext.rows import CJK, HAS_CJK, Row

PHONES = frozenset(("mobile", "work", "fax"))
# Words between a label and its value that say nothing of their own.
_NEUTRAL = frozenset(
    "no nr nº n° n num number nummer numero id line linea ligne and y e et und de la para por und or o i direct:".split()
)
_CONNECTORS = " .:：,;/\\|()（）[]【】<>《》+&-–—_=~*'\"‘’“”、，。·•>→#"
_LATIN_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[\w.'’-]*[\w.])?$")


class Label(NamedTuple):
    """What a value is labelled, nearest label first, and where in the row its labels begin."""

    kinds: tuple[str, ...]
    start: int


@cache
def latin_labels() -> dict[str, tuple[str, ...]]:
    """Return what each word means in front of a value, the kinds of phones first."""
    from crmcli.rules.cardtext.words.labels import LATIN_LABELS

    found: dict[str, tuple[str, ...]] = {}
    for kind, words in LATIN_LABELS.items():
        for word in words.split() if kind != "site" else ():
            bare = _bare(word)
            if kind not in found.get(bare, ()):
                found[bare] = (*found.get(bare, ()), kind)
    return found


@cache
def cjk_labels() -> list[tuple[str, str]]:
    """Return (label, kind), the longest labels first."""
    from crmcli.rules.cardtext.words.labels import CJK_LABELS

    pairs = {
        word.lower(): kind
        for kind, words in reversed(CJK_LABELS.items())
        for word in words.split()
        if len(word) > 1 or word in "〒转轉"
    }
    return sorted(pairs.items(), key=lambda pair: -len(pair[0]))


@cache
def signs() -> dict[str, str]:
    """Return what each pictured sign means."""
    from crmcli.rules.cardtext.words.labels import SIGNS

    return SIGNS


def _bare(word: str) -> str:
    return re.sub(r"[.'’-]", "", word)


def kinds_of_word(word: str) -> tuple[str, ...]:
    """Return what a word means as a label; a camera's 0 for o and 1 for l are read over."""
    known = latin_labels()
    bare = _bare(word)
    if bare in known:
        return known[bare]
    if bare.startswith("fax") or bare.rstrip("0123456789") in ("tel", "phone", "telefono", "telf"):
        return ("fax",) if bare.startswith("fax") else ("work",)
    if len(bare) > 2 and bare[-1].isdigit() and bare[:-1] in known and set(known[bare[:-1]]) & PHONES:
        return known[bare[:-1]]
    mended = bare.replace("0", "o").replace("1", "l").replace("|", "l").replace("€", "e")
    return known.get(mended, ()) if mended != bare or not bare.isascii() else known.get(bare.replace("ii", "il"), ())


def before(row: Row, end: int, among: frozenset[str] | None = None) -> Label:
    """Return the label that ends at `end`: words and signs one after the other, back to what is no label."""
    kinds: list[str] = []
    floor = max(row.start_of_free(end), end - 60)
    start = at = end
    for _ in range(7):
        at = _before_connectors(row.low, floor, at)
        if at <= floor:
            break
        found, begin = _label_ending(row, floor, at)
        if not found or (kinds and re.search(r"[)）]|\S  ", row.low[at:start])):
            break
        if found != ("neutral",):
            fitting = found if among is None else tuple(kind for kind in found if kind in among)
            if not fitting:
                break
            kinds.append(fitting[0])
            start = begin
        at = begin
    return Label(tuple(kinds), start)


def _before_connectors(text: str, floor: int, at: int) -> int:
    while at > floor and text[at - 1] in _CONNECTORS:
        at -= 1
    return at


def _label_ending(row: Row, floor: int, at: int) -> tuple[tuple[str, ...], int]:
    """Return the kinds of the label whose last sign is before `at`, and where it begins; () if there is none."""
    last = row.low[at - 1]
    if sign := signs().get(row.text[at - 1]):
        return (sign,), at - 1
    if HAS_CJK.match(last) or last == "〒":
        piece = row.low[floor:at]
        for word, kind in cjk_labels():
            if piece.endswith(word):
                return (kind,), at - len(word)
        spaced = re.search(rf"([{CJK}]) +([{CJK}])$", piece)
        kind = dict(cjk_labels()).get(spaced.group(1) + spaced.group(2), "") if spaced else ""
        return ((kind,), floor + spaced.start()) if spaced and kind else ((), at)
    match = _LATIN_WORD.search(row.low, floor, at)
    if not match:
        return (), at
    begin = match.start()
    if _bare(match.group()) in _NEUTRAL:
        return ("neutral",), begin
    if kinds := kinds_of_word(match.group()):
        return kinds, begin
    last_word = re.search(r"[^\W\d_]+$", match.group())
    if last_word and last_word.start() and (kinds := kinds_of_word(last_word.group())) and len(last_word.group()) > 2:
        return kinds, begin + last_word.start()
    return (), at


_AFTER = re.compile(rf"[ ]?[(（\[【/,\-–·|]? ?(?:[^\W\d_]|[{CJK}])[^()（）\[\]【】|0-9]{{0,24}}")


def after(row: Row, start: int) -> str:
    """Return the words right behind a value, in brackets or not: "(WhatsApp)", "微信同号"."""
    match = _AFTER.match(row.low, start)
    if not match:
        return ""
    words = match.group()
    cut = re.search(r"\S( +[·•|] |[|;；])", words)
    if cut:
        return words[: cut.start(1)]
    # What stands before the next number is its label.
    bracket = words.lstrip()[:1] in "(（[【"
    following = row.low[match.end() : match.end() + 1]
    return (
        ""
        if not bracket
        and (
            ":" in words
            or "：" in words
            or following.isdigit()
            or following in tuple("+(（[")
            or words.endswith(("+", "("))
        )
        else words
    )


@cache
def heading_kinds() -> dict[str, str]:
    """Return the words that name a field in front of a colon, in every script."""
    from crmcli.rules.cardtext.words.labels import CJK_LABELS, LATIN_LABELS

    found = {}
    for kind in (
        "other",
        "work",
        "mobile",
        "fax",
        "mail",
        "web",
        "social",
        "wechat",
        "qq",
        "post",
        "site",
        "place",
        "unit",
        "title",
        "firm",
        "name",
    ):
        for words in (LATIN_LABELS.get(kind, ""), CJK_LABELS.get(kind, "")):
            found.update({_bare(word): "place" if kind == "site" else kind for word in words.lower().split()})
    return found
