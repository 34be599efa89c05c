"""A message to a person, made harmless for wherever it goes, and what became of it."""

import re
import unicodedata
from enum import StrEnum
from typing import Any, NamedTuple

_LONGEST_LINE = 998  # octets of a header's text, that a mail may have
# What is a command, a break or an encoded word to somebody further on.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class State(StrEnum):
    """What became of a message."""

    SENT = "sent"
    LATER = "later"  # it was refused for now
    NEVER = "never"  # it was refused for good
    UNSURE = "unsure"  # nobody knows whether it arrived


class Result(NamedTuple):
    """What became of a message, and in words why."""

    state: State
    detail: str = ""


class Message(NamedTuple):
    """A message: its number, which is the same whenever it is sent again; to whom; a subject, a text, and the items."""

    number: str
    recipient: str  # the name of a rep, "" where nobody is registered
    address: str
    subject: str
    text: str
    items: tuple[dict[str, Any], ...] = ()


def one_line(text: str) -> str:
    """Return a text as one harmless line: without what moves a terminal, breaks a header or begins an encoded word."""
    plain = " ".join(_CONTROLS.sub(" ", unicodedata.normalize("NFC", text)).split())
    while "=?" in plain:
        plain = plain.replace("=?", "= ?")
    return plain[:_LONGEST_LINE]


def harmless(text: str) -> str:
    """Return a text of several lines without what moves a terminal."""
    return "\n".join(_CONTROLS.sub(" ", line) for line in text.split("\n"))
