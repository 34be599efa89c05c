"""Exit codes, and the errors that carry them to the one place that prints them."""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from crmcli.language import _


class ExitCode(IntEnum):
    """What the program's exit status means; documented by `crm help exit-codes`."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    REFUSED = 5
    BAD_INPUT = 6
    STORE = 7
    FOUND = 10
    INTERRUPTED = 130


class CrmError(Exception):
    """An error that a person can act on: one sentence, further lines, and an exit code."""

    code = ExitCode.FAILED

    def __init__(self, message: str, *details: object) -> None:
        super().__init__(message)
        self.message = message
        self._details = details

    @property
    def details(self) -> tuple[str, ...]:
        """The further lines, made when they are asked for: of a hundred thousand bad rows nobody reads them."""
        return tuple(line for detail in self._details if (line := str(detail)))


class UsageError(CrmError):
    """The command was typed in a way that has no meaning."""

    code = ExitCode.USAGE


class NotFoundError(CrmError):
    """A reference names nothing that is there."""

    code = ExitCode.NOT_FOUND


class ConflictError(CrmError):
    """Several things fit, or the thing is there already."""

    code = ExitCode.CONFLICT


class RefusedError(CrmError):
    """A rule of the business forbids it."""

    code = ExitCode.REFUSED


class BadInputError(CrmError):
    """A value cannot be read; the message names the place."""

    code = ExitCode.BAD_INPUT


class StoreError(CrmError):
    """The database cannot be used; it is left as it was."""

    code = ExitCode.STORE


_LONGEST_QUOTED = 80


def quoted(text: str) -> str:
    """Return a typed or stored text in quotes as a message names it, cut where it is long."""
    return repr(text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…")


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return up to three of the names that a mistyped word may be meant for, the likeliest first."""
    return list(_nearest(word, tuple(names)))


@lru_cache(1_000)  # in a sheet the same word is wrong row by row
def _nearest(word: str, names: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches  # only whoever mistypes waits for it

    spelled = {_spelled(name): name for name in reversed(names)}
    typed = _spelled(word)
    if not typed or len(typed) > _LONGEST_QUOTED:
        return ()
    close = get_close_matches(typed, spelled, n=3, cutoff=0.66)
    begun = sorted(name for name in spelled if len(typed) > 1 and name.startswith(typed))
    return tuple(spelled[name] for name in dict.fromkeys([*close, *begun[:3]]))[:3]


def _spelled(name: str) -> str:
    return name.strip().casefold().replace("-", "_")


class Meant(NamedTuple):
    """What whoever typed a wrong word is told: the nearest of the right ones, else all of them; found when it is read."""

    word: str
    known: tuple[str, ...]
    otherwise: str

    def __str__(self) -> str:
        if near := nearest(self.word, self.known):
            return _("Did you mean {names}?").format(names=_(" or ").join(near))
        return (self.otherwise or _("There are: {names}")).format(names=", ".join(self.known) or "–")


def meant(word: str, names: Iterable[str], otherwise: str = "") -> Meant:
    """Return what is said of a wrong word; `otherwise` lists the right ones, `{names}`, where the usual will not do."""
    return Meant(word, tuple(names), otherwise)
