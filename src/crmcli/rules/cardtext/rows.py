"""The lines of a card as they are looked at: cleaned, bounded, with what has been understood of them marked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crmcli.rules.cardtext.reading import Line

# A card has less than this; what a longer text holds beyond it is not looked at.
MOST_LINES = 80
MOST_SIGNS = 240
_MOST_READ = 40_000
_DROPPED = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\ud800-\udfff\ufffd]"
)
_STROKE = re.compile(r"(?<=\d)\|(?=\d)")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CJK = "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
HAS_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_BLANKS: dict[int, str] = dict.fromkeys(map(ord, "丨ǀ︱∣│┃〡❘❙"), "|") | dict.fromkeys(
    map(ord, "\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"), " "
)


@lru_cache(8_192)
def _low(char: str) -> str:
    """Return the sign without width, case and accent, as one sign."""
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return char
    lower = plain.lower()
    if len(lower) != 1:
        lower = "i" if plain == "İ" else plain
    bare = unicodedata.normalize("NFD", lower)[0] if not HAS_CJK.match(lower) else lower
    return {"ł": "l", "ø": "o", "đ": "d", "ı": "i"}.get(bare, bare)


def low(text: str) -> str:
    """Return the text in small letters, without accents and width, sign for sign: places in it stay the same."""
    return text.lower() if text.isascii() else "".join(map(_low, text))


class Row:
    """A line of the card; `free` says sign by sign what nothing has claimed yet, `barred` what is no phone number."""

    __slots__ = ("barred", "block", "free", "height", "low", "number", "text")

    def __init__(self, text: str, number: int, block: int, height: float = 0.0) -> None:
        self.text = text
        # A stroke between digits is a camera's one.
        self.low = _STROKE.sub("l", low(text))
        self.number = number
        self.block = block
        self.height = height
        self.free = bytearray(b"\x01" * len(text))
        self.barred = bytearray(len(text))

    def claim(self, start: int, end: int) -> None:
        """Say that these signs are understood."""
        self.free[start:end] = bytes(end - start)

    def bar(self, start: int, end: int) -> None:
        """Say that these signs are no phone number."""
        self.barred[start:end] = b"\x01" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether nothing has claimed any of these signs."""
        return b"\x00" not in self.free[start:end]

    def start_of_free(self, end: int) -> int:
        """Return where the unclaimed signs that end at `end` begin."""
        return self.free.rfind(b"\x00", 0, end) + 1


def clean(text: str) -> str:
    """Return the text without signs that cannot be seen, blanks of every width as one plain blank each."""
    bare = unicodedata.normalize("NFC", _DROPPED.sub("", text.replace("\t", "    ")))
    return bare.translate(_BLANKS).rstrip()


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """Return the lines that are looked at: those with a text, cut to what a card may have."""
    rows: list[Row] = []
    block = 0
    for line in lines:
        text = _unspaced(clean(line.text[: 4 * MOST_SIGNS])[:MOST_SIGNS])
        if not text.strip():
            block += 1
            continue
        rows.append(Row(text, len(rows), block, line.height))
        if len(rows) == MOST_LINES:
            break
    return rows


_LETTER_SPACED = re.compile(r"[^\W\d_](?: {1,2}[^\W\d_]){3,}")


def _unspaced(text: str) -> str:
    """Return the line with letters that were spaced out joined: "A N A   L O P E Z" is "ANA LOPEZ"."""
    if re.fullmatch(rf"\s*[{CJK}](?: {{1,6}}[{CJK}]){{1,3}}\s*", text):
        return text.replace(" ", "")
    if HAS_CJK.search(text):
        return text
    gaps = [len(gap) for gap in re.findall(r"(?<=\S) +(?=\S)", text)]
    if len(gaps) >= 5 and len(set(gaps)) == 2 and re.fullmatch(r" *(?:[^\W\d_] +)+[^\W\d_] *", text):
        return " ".join(word.replace(" ", "") for word in re.split(rf" {{{max(gaps)}}}", text.strip()))
    words = re.split(r" {3,}|(?<=\S)  (?=\S)" if re.search(r"\S  +\S", text) else r" {3,}", text.strip())
    if (
        not all(re.fullmatch(r"[^\W\d_](?:[ ][^\W\d_.])*[.]?", word) for word in words)
        or sum(len(word) > 4 for word in words) == 0
    ):
        return _LETTER_SPACED.sub(
            lambda match: match.group().replace(" ", "") if len(match.group()) >= 9 else match.group(), text
        )
    return " ".join(word.replace(" ", "") for word in words)


def lines_of(text: str) -> Sequence[Line]:
    """Return the lines of a text, at most as many as are looked at."""
    return [Line(line) for line in _BREAKS.split(text[:_MOST_READ])]
