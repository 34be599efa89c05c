"""Cards out of files, folders, archives and standard input; and what could not be read, back into a file."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli import clock
from crmcli.cli.cardnotes import Notes, head_of
from crmcli.errors import BadInputError, CrmError, NotFoundError, UsageError
from crmcli.exchange.cards.given import Given, Waiting
from crmcli.exchange.cards.kinds import IMAGES, Kind, kind_of, text_of
from crmcli.exchange.cards.reading import card_of
from crmcli.exchange.vcard import read
from crmcli.language import _
from crmcli.paths import beside, unused, write_private
from crmcli.rules import cardtext
from crmcli.rules.cardtext import Reading
from crmcli.rules.texts import LONG
from crmcli.store.read import view
from crmcli.store.reads.people import settings

if TYPE_CHECKING:
    from crmcli.exchange.photo.reader import Found, Photos

_LARGEST = 64 << 20
_LONGEST_TEXT = 20_000  # characters of a text that is a card
# What comes back of it is written into the present folder.
STANDARD_INPUT = Path("standard-input")
_TYPED = Path("text")
_MOST_TEXT = 1 << 20


class _File(NamedTuple):
    """A file to read: whether it was named itself, or found in a folder, where it may be something else."""

    path: Path
    named: bool
    shown: str


class Cards:
    """The cards in what was named, one file after the other; pictures wait to be read.

    `missing` is what says that pictures cannot be read here, once one was met; `passed_over` counts the files of
    folders that are no cards.
    """

    def __init__(self, arguments: list[str], country: str) -> None:
        """Find the files; NotFoundError where one is not there: nothing has been read by then."""
        arguments = list(dict.fromkeys(arguments))
        missing = [one for one in arguments if one != "-" and not os.path.exists(one)]
        if missing:
            raise NotFoundError(_("There is no file {path}.").format(path=", ".join(missing)))
        self.country = country
        self.files = [file for one in arguments for file in _files(one)]
        self.passed_over = 0
        self.missing: CrmError | None = None
        self._photos: Photos | None = None
        self._notes = Notes()

    @property
    def take_time(self) -> bool:
        """Whether there are pictures among several files, for whose reading somebody waits."""
        slow = (*IMAGES, Kind.PDF, Kind.ZIP)
        return len(self.files) > 1 and any(kind_of(head_of(one.path)) in slow for one in self.files)

    def __iter__(self) -> Iterator[Given | Waiting]:
        for file in self.files:
            yield from self.of(file)

    def of(self, file: _File) -> Iterator[Given | Waiting]:
        """Yield the cards of one file."""
        if file.path == STANDARD_INPUT:
            yield from self._from_bytes(file, sys.stdin.buffer.read(_LARGEST + 1))
            return
        if file.path.is_dir():
            yield Given(file.shown, None, file.path, _("there are no cards in this folder"))
            return
        if not file.path.is_file():
            yield Given(file.shown, None, file.path, _("this is no ordinary file"))
            return
        try:
            with file.path.open("rb") as opened:
                content = opened.read(_LARGEST + 1)
        except OSError as problem:
            yield Given(file.shown, None, file.path, problem.strerror or str(problem))
            return
        yield from self._from_bytes(file, content)

    def _from_bytes(self, file: _File, content: bytes) -> Iterator[Given | Waiting]:
        if len(content) > _LARGEST:
            why = _("it is larger than {size} MiB").format(size=_LARGEST >> 20)
            yield Given(file.shown, None, file.path, why)
            return
        kind = kind_of(content)
        if kind == Kind.ZIP:
            yield from self._members(file, content)
        elif kind == Kind.TEXT and self._notes.is_note(file.path):
            return
        else:
            yield from self._single(file, content, kind, self._notes.beside(file.path, kind))

    def _single(self, file: _File, content: bytes, kind: Kind, note: str) -> Iterator[Given | Waiting]:
        """Yield the cards of what is no archive."""
        if kind == Kind.VCARD:
            cards = read(content)
            if not cards:
                yield Given(file.shown, None, file.path, _("there is no vCard in it"))
            yield from (Given(file.shown, card, file.path) for card in cards)
        elif kind in (*IMAGES, Kind.PDF):
            digest = hashlib.sha256(content).hexdigest()
            yield Waiting(file.shown, file.path, digest, partial(self._pictured, file, content, kind, digest, note))
        elif kind == Kind.TEXT:
            given = text_card(text_of(content), file.shown, file.path, self.country)
            if not file.named and not (given.reading and says_how_to_reach(given.reading)):
                self.passed_over += 1
            else:
                yield given
        elif file.named:
            yield Given(file.shown, None, file.path, _("this is no vCard, text, picture, PDF or zip archive"))
        else:
            self.passed_over += 1

    def _members(self, file: _File, content: bytes) -> Iterator[Given | Waiting]:
        """Yield the cards of an archive; what is refused in it is so by itself."""
        from crmcli.exchange.cards.archive import members

        notes = Notes.of_archive(content)
        for member in members(content):
            shown = f"{file.shown}/{member.name}" if member.name else file.shown
            inner = _File(file.path, False, _text(shown))
            if member.refused:
                yield Given(inner.shown, None, file.path, member.refused)
                continue
            kind, path = kind_of(member.content), Path(member.name)
            if kind == Kind.ZIP:
                yield Given(inner.shown, None, file.path, _("this is an archive within an archive"))
            elif not (kind == Kind.TEXT and notes.is_note(path)):
                yield from self._single(inner, member.content, kind, notes.beside(path, kind))

    def _pictured(self, file: _File, content: bytes, kind: Kind, digest: str, note: str) -> list[Given]:
        """Read a picture; this takes a second or two."""
        from crmcli.exchange.photo.reader import NotInstalledError, Photos

        self._photos = self._photos or Photos(self.country)
        try:
            found = self._photos.read(content, kind)
        except NotInstalledError as problem:
            self.missing = problem
            return [Given(file.shown, None, file.path, problem.message)]
        except BadInputError as problem:
            return [Given(file.shown, None, file.path, problem.message)]
        return [
            _given(file, one, kind, one.content or content, digest if place == 0 else f"{digest}-{place + 1}", note)
            for place, one in enumerate(found)
        ]


def _given(file: _File, found: "Found", kind: Kind, content: bytes, digest: str, note: str) -> Given:
    card = found.card._replace(raw=content, line=found.page)
    if note:
        card = card._replace(note=f"{card.note}\n{note}".strip())
    return Given(file.shown, card, file.path, "", str(kind), found.text[:LONG], digest, found.reading)


def _files(argument: str) -> Iterator[_File]:
    if argument == "-":
        yield _File(STANDARD_INPUT, True, str(STANDARD_INPUT))
        return
    path = Path(argument)
    if not path.is_dir():
        yield _File(path, True, _text(path))
        return
    found = [one for one in sorted(path.rglob("*")) if _may_be_card(one, path)]
    yield from (_File(one, False, _text(one)) for one in found)
    if not found:
        yield _File(path, True, _text(path))


def _may_be_card(path: Path, folder: Path) -> bool:
    """Say whether to look into a file of a folder; hidden ones and those that came back from an earlier run stay out."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and ".rejected" not in path.name and path.is_file()


def _text(path: Path | str) -> str:
    """Return a file's name as text that can be kept, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def text_card(text: str, source: str, path: Path, country: str) -> Given:
    """Return the card in a text."""
    if not text.strip():
        return Given(source, None, path, _("there is no text in it"))
    if len(text) > _LONGEST_TEXT:
        return Given(source, None, path, _("it is too long for a card"))
    reading = cardtext.read_text(text, country)
    raw = text.encode("utf-8", "replace")
    return Given(source, card_of(reading, raw), path, "", str(Kind.TEXT), text[:LONG], reading=reading)


def says_how_to_reach(reading: Reading) -> bool:
    """Say whether a text has what every card has: somebody, and a way to reach them."""
    ways = (reading.phones, reading.emails, reading.websites, reading.wechat, reading.qq, reading.linkedin)
    return bool(reading.name or reading.company) and any(ways)


class Source(NamedTuple):
    """Where cards come from: files to go through, or one text, which has no `cards`; where local numbers are from."""

    given: Iterable[Given | Waiting]
    cards: Cards | None
    country: str


def country_of(database: Path) -> str:
    """Return where phone numbers without a country code are from, as configured."""
    with view(database, clock.today()) as opened:
        return settings(opened).get("country", "")


def cards_of(arguments: list[str], country: str, *, card: bool, text: bool) -> Source:
    """Return the cards that were named, or the one that was typed; UsageError for both at once."""
    if card and text:
        raise UsageError(_("The arguments are files (--card) or a text (--text), not both."))
    if not text:
        cards = Cards(arguments, country)
        return Source(cards, cards, country)
    return Source([text_card(_typed(arguments), str(_TYPED), _TYPED, country)], None, country)


def _typed(words: list[str]) -> str:
    """Return the text that was typed: words, or lines where one of them has blanks; `-` is standard input."""
    if words == ["-"]:
        content = sys.stdin.buffer.read(_MOST_TEXT + 1)
        if len(content) > _MOST_TEXT:
            raise BadInputError(_("Standard input is larger than {size} MiB.").format(size=_MOST_TEXT >> 20))
        return text_of(content)
    return ("\n" if any(" " in word or "\n" in word for word in words) else " ").join(words)


def write_rejected(rejected: list[Given], taken: set[Path]) -> list[Path]:
    """Write vCards that could not be read beside the file they came from, as `FILE.rejected.vcf`; returns the files.

    A file of which nothing at all was `taken` is itself what came back. Raises CrmError.
    """
    back: dict[Path, bytes] = {}
    for one in rejected:
        if one.card and one.kind == Kind.VCARD and one.path in (*taken, STANDARD_INPUT):
            back[one.path] = back.get(one.path, b"") + one.card.raw.rstrip(b"\r\n") + b"\r\n"
    written = []
    for source, content in back.items():
        path = unused(beside(source, ".rejected.vcf"))
        try:
            write_private(path, content)
        except OSError as problem:
            raise CrmError(
                _("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)
            ) from None
        written.append(path)
    return written
