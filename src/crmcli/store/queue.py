"""The queue of writers: a lock file beside the database, so that whoever asked first writes first.

SQLite's own waiting sleeps and tries again; among many writers the unlucky wait many times as long as the others.
The lock file holds nothing, may be left behind or removed at rest, and decides nothing but the order: what keeps
writers apart is SQLite's lock.
"""

import errno
import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from crmcli.store import file

_POLL_SECONDS = 0.01


@contextmanager
def turn(path: Path, *, create: bool = True) -> Iterator[None]:
    """Hold the database's place at the head of the queue; nested calls would wait for themselves.

    Without a lock file (none can be made, the file system has no locks, `create` is False and there is none) nobody
    waits here. Raises StoreError after `file.WAIT_SECONDS`.
    """
    handle = _open(path, create)
    try:
        if handle is not None:
            _wait(handle, path)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _open(path: Path, create: bool) -> int | None:
    # Beside the file itself, where everybody meets who came through different links.
    place = f"{os.path.realpath(path)}-queue"
    try:
        return os.open(place, os.O_RDWR | os.O_NOFOLLOW | (os.O_CREAT if create else 0), 0o600)
    except OSError:
        return None


def _wait(handle: int, path: Path) -> None:
    begun = time.monotonic()
    try:
        # Asking in one blocking call keeps one's place in the kernel's queue, which asking again and again does not.
        if threading.current_thread() is threading.main_thread():
            _lock_by_alarm(handle, file.WAIT_SECONDS)
        else:
            _lock_by_asking(handle, begun + file.WAIT_SECONDS)
    except TimeoutError:
        raise file.locked(path, time.monotonic() - begun) from None
    except OSError:
        return


def _lock_by_alarm(handle: int, seconds: float) -> None:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _lock_by_asking(handle: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno not in (errno.EAGAIN, errno.EACCES):
                raise
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_POLL_SECONDS)
