"""One run of the reminders at a time, and whether anything can be new since the last one.

The file beside the database is locked while a run goes on; between them it holds what the last one saw, and may be
removed: the next run then looks at everything.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_COUNTER = slice(24, 28)  # of SQLite's header: it goes up with every transaction that changes the file
_HEADER = 100
_LARGEST = 4_096


class Seen(NamedTuple):
    """What a run saw: the database as it was, the day, and how the person wants to be reached."""

    counter: str
    day: str
    settings: str


class Turn:
    """A run that has its turn."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self._path = path
        self._handle = handle

    def last(self) -> str:
        """Return what the last run noted, or ""."""
        if self._handle is None:
            return ""
        return os.pread(self._handle, _LARGEST, 0).decode("ascii", "replace")

    def note(self, seen: str) -> None:
        """Note what this run saw, when it is over and nothing was left to do."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, seen.encode(), 0)


@contextmanager
def run(path: Path, *, create: bool = True) -> Iterator[Turn | None]:
    """Yield the turn of this run, or None while another one goes on; where no file can be made nobody waits."""
    place = f"{os.path.realpath(path)}-remind"
    try:
        handle = os.open(place, os.O_RDWR | os.O_NOFOLLOW | (os.O_CREAT if create else 0), 0o600)
    except OSError:
        yield Turn(path, None)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        os.close(handle)
        if problem.errno not in (errno.EAGAIN, errno.EACCES):
            yield Turn(path, None)
        else:
            yield None
        return
    try:
        yield Turn(path, handle)
    finally:
        os.close(handle)


def counter(path: Path) -> str:
    """Return the number that goes up with every change of a database file; "" where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(_HEADER)[_COUNTER].hex()
    except OSError:
        return ""
