"""The QR codes on a picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.exchange.cards.kinds import text_of
from crmcli.exchange.photo.layout import Corners

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST_SIDE = 3_000  # a picture is not blown up beyond it


class Code(NamedTuple):
    """What a QR code says, and its corners on the picture."""

    text: str
    corners: Corners


def codes(image: "Image") -> list[Code]:
    """Return the QR codes on a picture; where none is found at first, it is looked at closer."""
    from PIL import Image, ImageFilter

    found = _read(image)
    for factor in (2, 3):
        if found or max(image.size) * factor > _LARGEST_SIDE:
            break
        size = (image.width * factor, image.height * factor)
        large = image.convert("L").resize(size, Image.Resampling.BICUBIC)
        sharp = ImageFilter.UnsharpMask(radius=2 * factor, percent=180, threshold=2)
        found = _read(large, factor) or _read(large.filter(sharp), factor)
    if not found:
        found = _read(image.convert("L").filter(ImageFilter.UnsharpMask(radius=3, percent=180, threshold=2)))
    return found


def _read(image: "Image", factor: int = 1) -> list[Code]:
    """Return the codes on a picture that was made larger by a factor, where they are on the original."""
    import zxingcpp

    kinds = zxingcpp.barcode_formats_from_str("QRCode,MicroQRCode")
    found = [one for one in zxingcpp.read_barcodes(image, formats=kinds) if one.valid and one.bytes]
    # A code that does not say its encoding is in the one that its bytes look like.
    return [
        Code(one.text if one.symbology_identifier == "]Q2" else text_of(one.bytes), _corners(one.position, factor))
        for one in found
    ]


def _corners(position: Any, factor: int) -> Corners:
    four = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((one.x / factor, one.y / factor) for one in four)


def without(image: "Image", found: Sequence[Code]) -> "Image":
    """Return a picture on which the codes are white: what seems to be written in their squares is no text."""
    from PIL import ImageDraw

    if not found:
        return image
    bare = image.copy()
    for one in found:
        ImageDraw.Draw(bare).polygon(one.corners, fill="white")
    return bare
