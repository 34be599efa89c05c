"""The QR codes on a picture."""

from typing import TYPE_CHECKING

from crmcli.exchange.cards.kinds import text_of

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST_SIDE = 3_000  # a picture is not blown up beyond it


def codes(image: "Image") -> list[str]:
    """Return the texts of the QR codes on a picture, each once; where none is found at first, it is looked at closer."""
    from PIL import Image, ImageFilter

    found = _read(image)
    for factor in (2, 3):
        if found or max(image.size) * factor > _LARGEST_SIDE:
            break
        size = (image.width * factor, image.height * factor)
        large = image.convert("L").resize(size, Image.Resampling.BICUBIC)
        found = _read(large) or _read(
            large.filter(ImageFilter.UnsharpMask(radius=2 * factor, percent=180, threshold=2))
        )
    if not found:
        found = _read(image.convert("L").filter(ImageFilter.UnsharpMask(radius=3, percent=180, threshold=2)))
    return found


def _read(image: "Image") -> list[str]:
    import zxingcpp

    kinds = zxingcpp.barcode_formats_from_str("QRCode,MicroQRCode")
    found = [one for one in zxingcpp.read_barcodes(image, formats=kinds) if one.valid and one.bytes]
    # A code that does not say its encoding is in the one that its bytes look like.
    texts = [one.text if one.symbology_identifier == "]Q2" else text_of(one.bytes) for one in found]
    return list(dict.fromkeys(texts))
