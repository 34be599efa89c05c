"""One value, one text: for every format, and made safe for terminals."""

from enum import Enum

# Joiners that Persian, Indic scripts and emoji need, and spaces wider than the ASCII one.
_HARMLESS = frozenset("\u200c\u200d")


class Percent(float):
    """A share that sorts as a number and reads as percent."""

    def __str__(self) -> str:
        return f"{self:.0%}"


def value_to_text(value: object) -> str:
    """Return a value as every format but JSON shows it: None is empty, a decimal is plain, a switch is yes or no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "as_tuple"):  # a decimal, known without its module
        return f"{value:f}"
    if isinstance(value, Enum):
        return str(value.value)
    return str(value)


def shown(text: str) -> str:
    """Return text that a terminal only displays: controls, escapes and direction overrides become visible."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\n":
        return " ⏎ "
    if char == "\t":
        return " "
    if char in _HARMLESS or (char.isspace() and ord(char) > 0xA0 and char not in "\u2028\u2029"):
        return char
    return char.encode("unicode_escape").decode()
