"""What looking a database over answers: a row for each check, with the first few things that it found."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crmcli.language import _

OK, FOUND, SKIPPED, WARNED = "ok", "found", "skipped", "warned"
MOST_NAMED = 5


class CheckRow(NamedTuple):
    """What one check found: `result` is ok, found, warned, or skipped where it does not apply."""

    check: str
    result: str
    detail: str


class Findings:
    """What a check found, in little memory: the first few sentences, and how many there are."""

    def __init__(self, found: Iterable[str] = ()) -> None:
        self.sentences: list[str] = []
        self.count = 0
        for one in found:
            self.add(one)

    def add(self, sentence: str) -> None:
        """Take in one more."""
        self.count += 1
        if self.count <= MOST_NAMED:
            self.sentences.append(sentence)

    def row(self, check: str, note: str = "") -> CheckRow:
        """Return what to say of the check; `note` is what is worth knowing where nothing was found, or besides."""
        more = self.count - len(self.sentences)
        parts = [*self.sentences, _("and {count} more").format(count=more) if more else "", note]
        return CheckRow(check, FOUND if self.count else OK, "; ".join(part for part in parts if part))


def few(found: Sequence[str]) -> list[str]:
    """Return the first few, and how many more there are."""
    more = len(found) - MOST_NAMED
    return [*found[:MOST_NAMED], *([_("and {count} more").format(count=more)] if more > 0 else [])]


def unusable(problem: sqlite3.Error) -> bool:
    """Say whether a check failed because of what stands in the file, not because of a lock or the disk."""
    wrong = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH)
    # Without a code: Python's own complaint about text that is not UTF-8.
    return getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in wrong


def unreadable(problem: sqlite3.Error) -> str:
    """Return what to say of something that cannot be read; raises where it is a lock or the disk."""
    if not unusable(problem):
        raise problem
    return _("it cannot be read: {problem}").format(problem=problem)


def tried(name: str, connection: sqlite3.Connection, verify: Callable[[sqlite3.Connection], list[str]]) -> CheckRow:
    """Carry out a check; what cannot be read is something that it found."""
    try:
        found = verify(connection)
    except sqlite3.DatabaseError as problem:
        found = [unreadable(problem)]
    return CheckRow(name, FOUND if found else OK, "; ".join(few(found)))
