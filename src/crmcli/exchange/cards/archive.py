"""The files in a zip archive, opened one by one and never written: what is dangerous is refused by itself."""

import re
import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from crmcli.language import _

MOST_FILES = 2_000
LARGEST_FILE = 32 << 20
LARGEST_TOTAL = 512 << 20
_STEEPEST = 200  # of compression: no picture, and hardly a text, is packed that well
_SMALL = 1 << 20  # below this nothing is a bomb
_DRIVE = re.compile(r"[A-Za-z]:")
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class Member(NamedTuple):
    """A file in an archive: its name and bytes, or why it is refused."""

    name: str
    content: bytes = b""
    refused: str = ""


def members(data: bytes) -> Iterator[Member]:
    """Yield the files of an archive in its order, without folders and what systems leave behind.

    An archive that cannot be opened is one refused member without a name.
    """
    try:
        archive = ZipFile(BytesIO(data))
        entries = [one for one in archive.infolist() if not one.is_dir() and not _is_junk(one.filename)]
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error):
        yield Member("", refused=_("this archive is damaged"))
        return
    total = 0
    for place, entry in enumerate(entries):
        if place == MOST_FILES:
            why = _("only the first {count} files of an archive are read; {more} more are in it")
            yield Member("", refused=why.format(count=MOST_FILES, more=len(entries) - place))
            return
        why = _refused(entry)
        member = Member(entry.filename, refused=why) if why else _opened(archive, entry)
        total += len(member.content)
        if total > LARGEST_TOTAL:
            why = _("an archive may hold {size} MiB; the rest of it is left out").format(size=LARGEST_TOTAL >> 20)
            yield Member(entry.filename, refused=why)
            return
        yield member


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or PurePosixPath(name).name.startswith("._") or name.endswith(_JUNK[1:])


def _refused(entry: ZipInfo) -> str:
    """Return why a file of an archive is not to be opened; "" if it may be."""
    path = entry.filename.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return _("its path leads out of the archive")
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return _("this is no ordinary file")
    if entry.flag_bits & 1:
        return _("it is encrypted")
    if entry.file_size > LARGEST_FILE:
        return _("it is larger than {size} MiB").format(size=LARGEST_FILE >> 20)
    if entry.file_size > _SMALL and entry.file_size > _STEEPEST * max(entry.compress_size, 1):
        return _("it is packed as only a bomb is")
    return ""


def _opened(archive: ZipFile, entry: ZipInfo) -> Member:
    """Return a file's bytes; the header may lie about how many there are."""
    try:
        with archive.open(entry) as file:
            content = file.read(LARGEST_FILE + 1)
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        return Member(entry.filename, refused=_("it is damaged, or packed in a way that is not read"))
    if len(content) > LARGEST_FILE:
        return Member(entry.filename, refused=_("it is larger than {size} MiB").format(size=LARGEST_FILE >> 20))
    return Member(entry.filename, content)
