"""Cards out of files, folders and standard input; and what could not be read, back into a file."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from crmcli.actions.cards import UNREADABLE, CardRow, Given
from crmcli.errors import CrmError, NotFoundError
from crmcli.exchange.vcard import read
from crmcli.language import _
from crmcli.paths import beside, unused, write_private

_LARGEST = 64 * 1024 * 1024
_SUFFIXES = (".vcf", ".vcard")
# What comes back of it is written into the present folder.
_STANDARD_INPUT = Path("standard-input")


def given_cards(arguments: list[str]) -> list[Given]:
    """Return every card in the files, in folders (their .vcf files, in order of name), and on standard input (`-`).

    NotFoundError where a file is not there: nothing has been read by then.
    """
    arguments = list(dict.fromkeys(arguments))
    missing = [one for one in arguments if one != "-" and not os.path.exists(one)]
    if missing:
        raise NotFoundError(_("There is no file {path}.").format(path=", ".join(missing)))
    return [given for one in arguments for given in _from_argument(one)]


def _from_argument(argument: str) -> Iterator[Given]:
    if argument == "-":
        yield from _cards(_STANDARD_INPUT, sys.stdin.buffer.read(_LARGEST + 1))
        return
    path = Path(argument)
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if _is_card_file(one))
        if not files:
            yield Given(_shown(path), None, path, _("there are no .vcf files in this folder"))
        for one in files:
            yield from _from_file(one)
    else:
        yield from _from_file(path)


def _is_card_file(path: Path) -> bool:
    """Say whether a file of a folder holds cards; those that came back from an earlier run stay out."""
    return path.suffix.lower() in _SUFFIXES and ".rejected" not in path.name and path.is_file()


def _shown(path: Path) -> str:
    """Return a file's name as text that can be kept, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _from_file(path: Path) -> Iterator[Given]:
    if not path.is_file():
        yield Given(_shown(path), None, path, _("this is no ordinary file"))
        return
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as problem:
        yield Given(_shown(path), None, path, problem.strerror or str(problem))
        return
    yield from _cards(path, content)


def _cards(path: Path, content: bytes) -> Iterator[Given]:
    if len(content) > _LARGEST:
        yield Given(_shown(path), None, path, _("it is larger than {size} MiB").format(size=_LARGEST // 2**20))
        return
    cards = read(content)
    if not cards:
        yield Given(_shown(path), None, path, _("there is no vCard in it"))
    for card in cards:
        yield Given(_shown(path), card, path)


def write_rejected(given: list[Given], rows: list[CardRow]) -> list[Path]:
    """Write the cards that could not be read beside the file they came from, as `FILE.rejected.vcf`; returns the files.

    A file of which nothing at all could be read is itself what came back. Raises CrmError.
    """
    taken = {one.path for one, row in zip(given, rows, strict=True) if row.result != UNREADABLE}
    taken.add(_STANDARD_INPUT)
    rejected: dict[Path, bytes] = {}
    for one, row in zip(given, rows, strict=True):
        if row.result == UNREADABLE and one.card and one.path in taken:
            rejected[one.path] = rejected.get(one.path, b"") + one.card.raw.rstrip(b"\r\n") + b"\r\n"
    written = []
    for source, content in rejected.items():
        path = unused(beside(source, ".rejected.vcf"))
        try:
            write_private(path, content)
        except OSError as problem:
            raise CrmError(
                _("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)
            ) from None
        written.append(path)
    return written
