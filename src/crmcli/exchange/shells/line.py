"""A command line that is half typed: taken apart as a shell does, and what is completed put back in its quotes."""

from collections.abc import Sequence
from typing import NamedTuple

_BLANK = " \t\n"
# What a backslash goes before outside of quotes; `=`, `,`, `:` and `@` mean nothing to a shell within a word.
_SPECIAL = frozenset("\\'\"`$&|;<>()[]{}*?!#~^ ")
_SPECIAL_IN_DOUBLE = frozenset('\\"`$')


class Typed(NamedTuple):
    """The words of a line up to the cursor."""

    before: tuple[str, ...]  # whole, without quotes
    current: str  # what is being typed, without quotes
    kept: int  # so many characters of it stay as they are, since the shell replaces only what comes behind them
    quote: str  # the quote that is open, or ""


def typed(line: str, breaks: str = "") -> Typed:
    """Take a line apart; unquoted `breaks` are where the shell sees a new word within one."""
    words: list[str] = []
    current, quote, kept, begun, place = "", "", 0, False, 0
    while place < len(line):
        char = line[place]
        place += 1
        if quote:
            if char == quote:
                quote = ""
                continue
            if char == "\\" and quote == '"' and line[place : place + 1] in _SPECIAL_IN_DOUBLE:
                char, place = line[place : place + 1], place + 1
            current += char
        elif char in _BLANK:
            words += [current] if begun else []
            current, kept, begun = "", 0, False
        elif char in "'\"":
            quote, begun, kept = char, True, len(current)
        elif char == "\\":
            current, begun, place = current + line[place : place + 1], True, place + 1
        else:
            current, begun = current + char, True
            kept = len(current) if char in breaks else kept
    return Typed(tuple(words), current, kept, quote)


def written(value: str, quote: str) -> str:
    """Return a value as it is written into the line, within the quote that is open, as that very text."""
    if quote == "'":
        return value.replace("'", "'\\''")
    special = _SPECIAL_IN_DOUBLE if quote else _SPECIAL
    said = "".join(f"\\{char}" if char in special else char for char in value)
    # Within double quotes bash takes `!` for a command of its history, whatever stands before it.
    return said.replace("!", '"\\!"') if quote else said


def replacing(line: Typed, values: Sequence[str]) -> list[str]:
    """Return what bash puts in the place of what is typed: a text for each value, behind what it keeps.

    Where there are several and none of them begins as typed, another line keeps bash from writing what they all
    begin with over it.
    """
    fixed = line.current[: line.kept]
    rest = [value[line.kept :] for value in values if value.startswith(fixed)]
    shared = _shared(rest)
    if len(rest) > 1 and shared and not shared.startswith(line.current[line.kept :]):
        return [*(written(one, line.quote) for one in rest), "…"]
    return [written(one, line.quote) for one in rest]


def _shared(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    first, last = (min(texts), max(texts)) if texts else ("", "")
    return first[
        : next((place for place, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), len(first))
    ]
