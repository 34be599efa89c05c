"""A card out of a picture: its QR codes first, then its text, and the one completed by the other."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from crmcli.errors import BadInputError, CrmError
from crmcli.exchange.cards.kinds import IMAGES, Kind
from crmcli.exchange.cards.payload import Payload, payload
from crmcli.exchange.cards.reading import completed
from crmcli.exchange.photo.codes import Code, codes, without
from crmcli.exchange.photo.doubt import doubted
from crmcli.exchange.photo.layout import Piece, in_reading_order
from crmcli.exchange.photo.ocr import Ocr
from crmcli.exchange.vcard import Card
from crmcli.language import _
from crmcli.rules import cardtext
from crmcli.rules.cardtext import Line, Reading

if TYPE_CHECKING:
    from PIL.Image import Image

_FIELDS = Reading._fields.index("confidence")  # so many fields say something
_NEEDED = ("PIL", "numpy", "onnxruntime", "pi_heif", "pypdfium2", "rapidocr", "zxingcpp")


class NotInstalledError(CrmError):
    """What reads pictures is not installed."""

    def __init__(self) -> None:
        super().__init__(
            _("Photos, scans and PDFs are read by a part of crm that is not installed."),
            _("Get it with: pip install 'crmcli[photo]'"),
        )


class Found(NamedTuple):
    """A card on a picture: its fields, the plain values that become a customer, and its text.

    Of a PDF with several pages it has the page's number, and the page as a PDF of its own.
    """

    reading: Reading
    card: Card
    text: str
    page: int = 0
    content: bytes = b""


class Photos:
    """Reads pictures one after the other; the models are loaded with the first that needs them."""

    def __init__(self, country: str = "") -> None:
        self.country = country  # where local phone numbers are from
        self._ocr = Ocr()

    def read(self, data: bytes, kind: Kind) -> list[Found]:
        """Return the cards on a picture, or on the pages of a PDF.

        BadInputError says why there is none; NotInstalledError that the extra is missing.
        """
        if any(find_spec(name) is None for name in _NEEDED):
            raise NotInstalledError
        if kind in IMAGES:
            from crmcli.exchange.photo.image import opened

            return self._cards(opened(data, kind), [])
        return self._pages(data)

    def _pages(self, data: bytes) -> list[Found]:
        from crmcli.exchange.photo.pdf import MOST_PAGES, page_count, pages

        found: list[Found] = []
        why = _("the PDF has no pages")
        for page in pages(data):
            try:
                cards = self._cards(page.image, page.pieces)
                found += [one._replace(page=page.number, content=page.content) for one in cards]
            except BadInputError as problem:
                why = problem.message
        if not found:
            raise BadInputError(why)
        more = page_count(data) - MOST_PAGES
        if more > 0:
            said = _("only the first {count} pages were read, {more} were not").format(count=MOST_PAGES, more=more)
            found[-1] = _warned(found[-1], said)
        return found

    def _cards(self, image: "Image", pieces: Sequence[Piece]) -> list[Found]:
        """Return the cards on one picture: as many as its QR codes name people, else the one that its text says."""
        on_it = codes(image)
        said, warnings = _payloads(on_it)
        people = [one for one in said if one.is_card]
        if len({(one.card.name, one.card.company) for one in people}) > 1:
            return [_found(completed([one], Reading(), self.country), one.text, warnings) for one in people]
        pieces = pieces or self._ocr.scan(without(image, on_it)).pieces
        lines = in_reading_order(pieces)
        texts = [one.text for one in said if one.kind == "text"]
        lines += [Line(line) for text in texts for line in text.splitlines()]
        if not lines and not said:
            raise BadInputError(warnings[0] if warnings else _nothing_on(image))
        read = doubted(cardtext.read(lines, self.country), pieces)
        if not (said or any(read[:_FIELDS])):
            raise BadInputError(warnings[0] if warnings else _("what is written on the picture is no card"))
        text = "\n".join([*(line.text for line in lines), *(one.text for one in said if one.kind != "text")])
        return [_found(completed(said, read, self.country), text, warnings)]


def _payloads(on_it: Sequence[Code]) -> tuple[list[Payload], tuple[str, ...]]:
    found: list[Payload] = []
    warnings: list[str] = []
    for text in dict.fromkeys(one.text for one in on_it):
        try:
            found.append(payload(text))
        except BadInputError as problem:
            warnings.append(problem.message)
    return sorted(found, key=lambda one: not one.is_card), tuple(warnings)


def _nothing_on(image: "Image") -> str:
    from crmcli.exchange.photo.image import is_blank

    return _("the picture is blank") if is_blank(image) else _("there is no text on the picture")


def _found(both: tuple[Reading, Card], text: str, warnings: tuple[str, ...]) -> Found:
    reading, card = both
    warnings = (*reading.warnings, *warnings)
    return Found(reading._replace(warnings=warnings), card._replace(warnings=warnings), text)


def _warned(found: Found, warning: str) -> Found:
    warnings = (*found.reading.warnings, warning)
    return found._replace(
        reading=found.reading._replace(warnings=warnings), card=found.card._replace(warnings=warnings)
    )
