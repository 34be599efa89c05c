"""Exit codes, and the errors that carry them to the one place that prints them."""

from enum import IntEnum


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

    def __init__(self, message: str, *details: str) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


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
