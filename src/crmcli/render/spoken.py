"""What people read in the place of a machine's words: the names of columns, and the words in their cells."""

import re
from typing import Any

from crmcli.language import called, in_words
from crmcli.render.text import value_to_text

# Columns that hold words of the program's own; what else stands in one of them stays as it is.
WORDED = frozenset(
    """stage came_from went_to from_stage to_stage kind role status state channel reason verdict how move rule tie
    outcome decision result asked what set_in belongs_in beside last_kind phase topic opt_out cause ending section
    detail entry milestone payer path figure invoiced""".split()
)

# The words of such cells, beside those of the enumerations.
WORDS = (
    "yes no draft confirmed completed cancelled returned delivered installed trained accepted".split()
    + "archived restored file database stage orders limit movement cause alert owner default on off beside".split()
    + "opening closing order invoice payment refund return open paid overdue not partly fully company produced before".split()
)

# What the words of a story begin with, before a name, a day or an amount, and what they end with.
_BEGINNINGS = (
    "owner",
    "planned for",
    "paid",
    "order",
    "merged with",
    "abandon until",
    "act until",
    "from",
    "approved by",
)
_ENDINGS = ("asked", "approved", "rejected", "cancelled", "(undone)")
_TIES = ("dealer of", "agent of", "parent of", "referred by")
PHRASES = (*_BEGINNINGS, *_ENDINGS, *_TIES)
_JOINTS = re.compile("( · | → )")


def heading(column: str) -> str:
    """Return a column's name as people read it."""
    return called("column", read_as(column))


def read_as(column: str) -> str:
    """Return a column's name in plain English; one with figures stays as it is."""
    return column.replace("_", " ") if column.replace("_", "").isalpha() else column


def cell(column: str, value: Any) -> str:
    """Return a cell's text as people read it: a word of the program's own in their language."""
    text = value_to_text(value)
    if isinstance(value, bool):
        return in_words(text)
    if column not in WORDED or not text:
        return text
    return "".join(_told(part) for part in _JOINTS.split(text))


def contact(text: str) -> str:
    """Return what was done last, a day, its kind and what was said, as people read it."""
    day, _gap, rest = text.partition(" ")
    kind, _gap, said = rest.partition(" ")
    return " ".join(part for part in (day, in_words(kind), said) if part)


def _told(text: str) -> str:
    """Return a word, or what begins or ends with one, as people read it."""
    if (said := in_words(text)) != text:
        return said
    for begin in _BEGINNINGS:
        if text.startswith(f"{begin} "):
            return f"{in_words(begin)} {_told(text.removeprefix(f'{begin} '))}"
    for end in _ENDINGS:
        if text.endswith(f" {end}"):
            return f"{_told(text.removesuffix(f' {end}'))} {in_words(end)}"
    return text
