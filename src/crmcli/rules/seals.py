"""Seals of the chain: what it was at a time, written down where nobody who changes the database can change it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crmcli.errors import BadInputError
from crmcli.language import _

_LINE = re.compile(r"(0|[1-9]\d{0,18}) ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", re.ASCII)


class Seal(NamedTuple):
    """Number and hash of the last link there was, and when (UTC)."""

    number: int
    hash: str
    at: str

    @property
    def line(self) -> str:
        """The seal as a line of a file of seals, without its end."""
        return f"{self.number} {self.hash} {self.at}"


def read(content: bytes, name: str) -> list[Seal]:
    """Return the seals of a file, one a line; BadInputError names the line that is none."""
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line and number > content.count(b"\n"):
            break  # after the last line's end
        match = _LINE.fullmatch(line.removesuffix(b"\r").decode("utf-8", "replace"))
        if match is None or number > content.count(b"\n"):
            said = _("{file}, line {line}: this is no seal, or not a whole one.")
            raise BadInputError(
                said.format(file=name, line=number),
                _("A line is the number of a link, its hash and the time, as crm audit seal writes them."),
            )
        found.append(Seal(int(match[1]), match[2], match[3]))
    return found


def unfit(seals: Sequence[Seal], last: int, hash_of: Callable[[int], str]) -> Iterator[str]:
    """Yield what a chain that ends with link `last` denies of its seals; `hash_of` a number is its link's hash."""
    highest = 0
    for place, seal in enumerate(seals, 1):
        where = _("line {line}, link {number}, sealed {at}").format(line=place, number=seal.number, at=seal.at)
        if seal.number > last:
            yield _("{seal}: the chain ends at {last}: the end was cut, or an older copy put back").format(
                seal=where, last=last
            )
        elif seal.hash != hash_of(seal.number):
            yield _("{seal}: that link is another one now: the chain was rewritten, or is another one").format(
                seal=where
            )
        elif seal.number < highest:
            yield _("{seal}: the chain was shorter then than before ({highest})").format(seal=where, highest=highest)
        highest = max(highest, seal.number)
