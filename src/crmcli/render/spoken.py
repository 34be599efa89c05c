"""What people read in the place of a machine's words: the names of columns, and the words in their cells."""

from typing import Any

from crmcli.language import called
from crmcli.render.text import value_to_text

# Columns that hold words of the program's own; what else stands in one of them stays as it is.
WORDED = frozenset(
    """stage from_stage to_stage kind role status channel reason verdict how move rule tie bucket state outcome decision
    result asked what set_in belongs_in beside needs last_kind level topic reach_by opt_out done_by via type unit cause
    origin severity""".split()
)

# The words of such cells; stages are those of `crm stages`.
WORDS = tuple(
    """yes no lead prospect buyer repeat dormant lost
    visit call mail message meeting gift sample complaint other sms all
    rep manager director service""".split()
)


def heading(column: str) -> str:
    """Return a column's name as people read it; one with figures stays as it is."""
    return called("column", column.replace("_", " ") if column.replace("_", "").isalpha() else column)


def cell(column: str, value: Any) -> str:
    """Return a cell's text as people read it: a word of the program's own in their language."""
    text = value_to_text(value)
    return called("word", text) if text and (column in WORDED or isinstance(value, bool)) else text


def word(text: str) -> str:
    """Return a word of the program's own as people read it."""
    return called("word", text) if text else text
