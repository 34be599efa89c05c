"""Texts that a spreadsheet would take for formulas, and the apostrophe that keeps it from that."""

import re

# What spreadsheets skip before they look for a formula, and what begins one; full-width forms are read like ASCII.
# The apostrophe is among what is skipped, so that a guarded text is itself one that is guarded: that makes the
# guard reversible for every text, also for those that begin with an apostrophe of their own.
_FORMULA = re.compile(r"[\s'\"‘’“”＇＂\u200b\ufeff]*(?:[=+\-@＝＋－＠]|(?<=[\t\r\n]))")
# Where a comma is for decimals, semicolons part the cells of the same file, and a line end inside a cell ends a row:
# there a formula may begin in the middle of a text. Lists and figures that begin with a sign are none.
_INSIDE = (
    r"(?:(?![\t\r\n])[\s'\"‘’“”＇＂\u200b\ufeff])*"
    r"(?:[=@＝＠]|[+\-＋－](?![\d\s()./-]*(?:[;\t\r\n]|$))[^;\t\r\n]*?(?:\||\w\s*\(|![\w$#]))"
)
_HIDDEN = re.compile(rf"([;\t\r\n])(?={_INSIDE})")
_GUARDED = re.compile(rf"([;\t\r\n])'(?={_INSIDE})")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet calculates: `'` before what begins like a formula, else the text as it is."""
    safe = _HIDDEN.sub(r"\1'", text) if _HIDDEN.search(text) else text  # replacing nothing costs ten times as much
    return f"'{safe}" if _FORMULA.match(safe) else safe


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    whole = text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
    return _GUARDED.sub(r"\1", whole)


def guarded_number(text: str) -> str:
    """Return a cell of a column of numbers: a plain number stays one, a negative one too."""
    return text if _NUMBER.fullmatch(text) else guarded(text)
