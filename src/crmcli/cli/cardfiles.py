"""Cards out of files, folders and standard input; and what could not be read, back into a file."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from crmcli.actions.cards import UNREADABLE, CardRow, Given
from crmcli.errors import NotFoundError
from crmcli.exchange.vcard import read
from crmcli.language import _

_LARGEST = 64 * 1024 * 1024
_SUFFIXES = (".vcf", ".vcard")


def given_cards(arguments: list[str]) -> list[Given]:
    """Return every card in the files, in folders (their .vcf files, in order of name), and on standard input (`-`).

    NotFoundError where a file is not there: nothing has been read by then.
    """
    missing = [one for one in arguments if one != "-" and not Path(one).exists()]
    if missing:
        raise NotFoundError(_("There is no file {path}.").format(path=", ".join(missing)))
    return [given for one in arguments for given in _from_argument(one)]


def _from_argument(argument: str) -> Iterator[Given]:
    if argument == "-":
        yield from _cards(_("standard input"), sys.stdin.buffer.read(_LARGEST + 1))
        return
    path = Path(argument)
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
        if not files:
            yield Given(argument, None, _("there are no .vcf files in this folder"))
        for one in files:
            yield from _from_file(one)
    else:
        yield from _from_file(path)


def _from_file(path: Path) -> Iterator[Given]:
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    if not path.is_file():
        yield Given(name, None, _("this is no ordinary file"))
        return
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as problem:
        yield Given(name, None, problem.strerror or str(problem))
        return
    yield from _cards(name, content)


def _cards(source: str, content: bytes) -> Iterator[Given]:
    if len(content) > _LARGEST:
        yield Given(source, None, _("it is larger than {size} MiB").format(size=_LARGEST // 2**20))
        return
    cards = read(content)
    if not cards:
        yield Given(source, None, _("there is no vCard in it"))
    for card in cards:
        yield Given(source, card)


def write_rejected(given: list[Given], rows: list[CardRow]) -> list[Path]:
    """Write the cards that could not be read beside the file they came from, as `FILE.rejected.vcf`.

    Files of which nothing could be read are themselves what came back.
    """
    taken = {one.source for one, row in zip(given, rows, strict=True) if row.result != UNREADABLE}
    rejected: dict[str, bytes] = {}
    for one, row in zip(given, rows, strict=True):
        if row.result == UNREADABLE and one.card and one.source in taken and Path(one.source).is_file():
            rejected[one.source] = rejected.get(one.source, b"") + one.card.raw.rstrip(b"\r\n") + b"\r\n"
    written = []
    for source, content in rejected.items():
        path = Path(f"{source}.rejected.vcf")
        with open(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
        written.append(path)
    return written
