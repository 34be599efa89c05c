"""Spaces that the eye sees in a line and the OCR does not write, from where its characters stand."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

_MARKS = re.compile(r"[：；，。、（）【】「」《》·:;,.()|/-]")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
# In the columns of the recogniser, 8 pixels each of a line 48 high.
_WIDE_STEP = 5.2
_NARROW_STEP = 2.6
_GAP = 1.4  # of a usual step between Chinese characters: there is a gap
_GAP_BEHIND_NAME = 1.3  # where the line's first characters may be a name
_NAME = 4  # characters at most
_BETWEEN_SCRIPTS = 3.2  # columns more than the letters of two scripts need
_BETWEEN_LETTERS = 7.0  # columns more than two Latin letters need: the model sees their spaces, but for the broadest
_BETWEEN_WORDS = 1.4  # columns more than that where a capital begins a word
_BROAD = 6.0  # columns more than a space needs: two columns of text
_APART = "    "
_BEHIND_FIGURES = re.compile(r"(?<![\w@/.-])(\d{3,})([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,})(?![\w@/-]|\.\w)")
_WORD = re.compile(r"(?<![\w@/.-])[A-Za-zÀ-ÖØ-öø-ÿ]{6,}(?![\w@/-]|\.\w)")  # no part of an address
_LEXICON_TEXT = (
    "sales manager general regional director engineer marketing export import purchasing account executive assistant"
    " senior junior chief technical department international trade trading company limited industrial equipment"
    " development technology business managing operations product project quality service support area country"
    " overseas vice president head officer financial human resources supervisor representative consultant"
    " comercial ventas compras gerente jefe jefa responsable administrador administradora departamento directora"
    " ingeniero ingeniera delegado delegada exportaciones producción calidad técnico técnica nacional zona"
)
_LEXICON = frozenset(_LEXICON_TEXT.split())
_BETWEEN = ("of", "de")


def with_spaces(text: str, columns: Sequence[int]) -> str:
    """Return a line with the spaces that its characters' places show; `columns` has one for each that is no blank."""
    marks = [place for place, char in enumerate(text) if not char.isspace()]
    if len(marks) != len(columns):
        return split_words(text)
    usual = _usual_step(text, marks, columns)
    parts = [text[marks[0]]] if marks else []
    for number, ((one, at), (other, then)) in enumerate(pairwise(zip(marks, columns, strict=True)), 1):
        written = other - one > 1
        step = (then - at) * (_GAP / _GAP_BEHIND_NAME if 1 < number <= _NAME else 1)
        parts += [_between(text[one], text[other : other + 2], step, usual, written=written), text[other]]
    return split_words(_joined("".join(parts)))


def _usual_step(text: str, marks: Sequence[int], columns: Sequence[int]) -> float:
    """Return the columns from one Chinese character of the line to the next."""
    steps = [
        columns[place + 1] - columns[place]
        for place, (one, other) in enumerate(pairwise(marks))
        if other - one == 1 and _WIDE.match(text[one]) and _WIDE.match(text[other])
    ]
    return min(median(steps), _WIDE_STEP) if steps else _WIDE_STEP


def _between(one: str, other: str, step: float, usual: float, *, written: bool) -> str:
    """Return what stands between a character and the next two: nothing, a space, or a gap as between columns."""
    wide = (bool(_WIDE.match(one)), bool(_WIDE.match(other)))
    if written:
        needs = sum(usual if each else _NARROW_STEP for each in wide) / 2 + _NARROW_STEP
        return _APART if step >= needs + _BROAD else " "
    if _MARKS.match(one) or _MARKS.match(other):
        return ""
    if all(wide):
        return "  " if step >= _GAP * usual else ""
    if any(wide):
        return "  " if step >= (usual + _NARROW_STEP) / 2 + _BETWEEN_SCRIPTS else ""
    begins = one.islower() and other[0].isupper() and (other[1:].islower() or other[1:] == ".")
    needs = _NARROW_STEP + (_BETWEEN_WORDS if begins else _BETWEEN_LETTERS)
    return " " if step >= needs and one.isalpha() and other[0].isalpha() else ""


def _joined(text: str) -> str:
    """Return Chinese letters that are spaced out for looks, as a name is, without the gaps."""
    words = re.split(r"(\s+)", text)
    for place in range(2, len(words), 2):
        before, word = words[place - 2], words[place]
        if len(word) == 1 and _WIDE.match(word) and before and _alone(before):
            words[place - 2 : place + 1] = ["", "", before + word]
    return "".join(words).strip()


def _alone(word: str) -> bool:
    return len(word) <= 3 and all(map(_WIDE.match, word))


def split_words(text: str) -> str:
    """Return a line with the words apart that are common on cards and ran together: `SalesManager`, `SALESMANAGER`."""
    return _WORD.sub(lambda match: _apart(match[0]), _BEHIND_FIGURES.sub(r"\1 \2", text))


def _apart(word: str) -> str:
    common = _segmented(word.casefold())
    ends = list(accumulate(map(len, common)))
    return " ".join(word[end - len(part) : end] for part, end in zip(common, ends, strict=True)) or word


def _segmented(word: str) -> list[str]:
    """Return two or more common words that make up this one, longest first; [] if it is no such."""
    return [] if word in _LEXICON else _segments(word)


def _segments(word: str) -> list[str]:
    for end in range(len(word), 2, -1):
        if word[:end] in _LEXICON:
            rest = word[end:]
            link = next((one for one in _BETWEEN if rest.startswith(one)), "")
            if rest in ("", link):
                return [word[:end], *([link] if rest else [])]
            for start in dict.fromkeys((link, "")):
                if more := _segments(rest.removeprefix(start)):
                    return [word[:end], *([start] if start else []), *more]
    return []
