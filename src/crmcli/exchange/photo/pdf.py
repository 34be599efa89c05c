"""The pages of a PDF: as pictures, and the text that is in them as text."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.errors import BadInputError
from crmcli.exchange.photo.layout import Piece
from crmcli.language import _

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 40
_LONG_SIDE = 1_600  # pixels
_SCAN = 0.6  # of a page that a picture covers: what text there is was put there by some OCR
_LEAST_TEXT = 12  # characters
_MOST_PIECES = 2_000


class Page(NamedTuple):
    """A page: its picture, its text with the place of each piece, [] where it is a scan, and itself, if one of many."""

    number: int
    image: "Image"
    pieces: list[Piece]
    content: bytes


def pages(data: bytes) -> Iterator[Page]:
    """Yield the first 40 pages of a PDF; BadInputError where it is damaged or needs a password."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise BadInputError(_("the PDF is damaged, or needs a password")) from None
    try:
        for place in range(min(len(document), MOST_PAGES)):
            yield _page(document, place)
    finally:
        document.close()


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has; 0 for one that cannot be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _page(document: Any, place: int) -> Page:
    import pypdfium2

    try:
        page = document[place]
        wide, high = page.get_size()
        if not (0 < wide < 1e5 and 0 < high < 1e5):
            raise BadInputError(_("page {number} of the PDF has no size").format(number=place + 1))
        scale = min(_LONG_SIDE / max(wide, high), 24.0)
        image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        pieces = [] if _is_scan(page, wide * high) else _text(page, high)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        raise BadInputError(_("page {number} of the PDF is damaged").format(number=place + 1)) from None
    return Page(place + 1, image, pieces, _alone(document, place) if len(document) > 1 else b"")


def _alone(document: Any, place: int) -> bytes:
    import pypdfium2

    alone = pypdfium2.PdfDocument.new()
    try:
        alone.import_pages(document, [place])
        file = BytesIO()
        alone.save(file)
        return file.getvalue()
    finally:
        alone.close()


def _is_scan(page: Any, area: float) -> bool:
    """Say whether a picture covers most of a page."""
    import pypdfium2.raw

    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _SCAN * area:
            return True
    return False


def _text(page: Any, high: float) -> list[Piece]:
    """Return the text of a page by where it stands; [] if it is none that could be read."""
    text = page.get_textpage()
    found = []
    for place in range(min(text.count_rects(), _MOST_PIECES)):
        left, bottom, right, top = text.get_rect(place)
        said = " ".join(text.get_text_bounded(left, bottom, right, top).replace("\0", "").split())
        if said:
            corners = ((left, high - top), (right, high - top), (right, high - bottom), (left, high - bottom))
            found.append(Piece(said, 1.0, corners))
    said = "".join(one.text for one in found)
    # Fonts without a table of their characters give nothing, or what nobody can read.
    strange = sum(not char.isprintable() or char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in said)
    return found if len(said) >= _LEAST_TEXT and strange * 20 <= len(said) else []
