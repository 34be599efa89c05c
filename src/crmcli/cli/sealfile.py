"""A file of seals: read whole, and only ever appended to."""

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path

from crmcli import interrupts
from crmcli.errors import BadInputError, CrmError, NotFoundError
from crmcli.language import _
from crmcli.paths import flush_folder
from crmcli.rules import seals as rules
from crmcli.rules.seals import Seal

_LARGEST = 16 << 20


def read(path: Path) -> list[Seal]:
    """Return the seals in a file; NotFoundError, BadInputError naming the line, or where there are none."""
    handle = _opened(path, os.O_RDONLY)
    try:
        found = rules.read(_content(handle, path), str(path))
    finally:
        os.close(handle)
    if not found:
        raise BadInputError(_("{path} holds no seal.").format(path=path))
    return found


def append(path: Path, seal: Seal, check: Callable[[list[Seal]], None], *, dry_run: bool) -> None:
    """Append a seal durably, to a new file of mode 0600 where there is none; `check` raises if the others do not fit.

    Raises BadInputError where the file is none of seals, CrmError where it cannot be written; it is then as it was.
    """
    new = not os.path.lexists(path)
    if new and dry_run:
        check([])
        return
    handle = _opened(path, os.O_RDONLY if dry_run else os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        if not dry_run:
            fcntl.flock(handle, fcntl.LOCK_EX)  # whoever seals at the same time comes after
        check(rules.read(_content(handle, path), str(path)))
        if dry_run:
            return
        _write(handle, f"{seal.line}\n".encode())
        if new:
            flush_folder(path.parent)
    except OSError as problem:
        raise CrmError(
            _("{path} could not be written: {problem}").format(path=path, problem=problem.strerror)
        ) from None
    finally:
        os.close(handle)


def _write(handle: int, line: bytes) -> None:
    size = os.fstat(handle).st_size
    try:
        if os.write(handle, line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
    interrupts.too_late()


def _content(handle: int, path: Path) -> bytes:
    size = os.fstat(handle).st_size
    if size > _LARGEST:
        raise BadInputError(_("{path} is no file of seals: it is too large.").format(path=path))
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _opened(path: Path, flags: int) -> int:
    # Somebody's link could lead the seal into another file; a pipe would wait for its other end.
    try:
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except FileNotFoundError:
        if flags & os.O_CREAT:
            raise NotFoundError(_("There is no folder {path}.").format(path=path.parent)) from None
        raise NotFoundError(_("There is no file {path}.").format(path=path)) from None
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise BadInputError(_("{path} is a link.").format(path=path), _("Name the file of seals itself.")) from None
        if problem.errno in (errno.EISDIR, errno.ENXIO):
            raise BadInputError(_("{path} is no ordinary file.").format(path=path)) from None
        raise CrmError(_("{path} cannot be opened: {problem}").format(path=path, problem=problem.strerror)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadInputError(_("{path} is no ordinary file.").format(path=path))
    return handle
