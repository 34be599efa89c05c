"""Open a picture that may be hostile: its size is known before anything is decoded."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from crmcli.errors import BadInputError
from crmcli.exchange.cards.kinds import Kind
from crmcli.language import _

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 24_000_000  # pixels
_SMALLEST = 24  # of a side
_LONGEST_SIDE = 2_000  # more says nothing more of a card, and costs time
_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP", Kind.HEIC: "HEIF"}
_FLAT = 2.5  # standard deviation of the greys of a picture with nothing on it


def opened(data: bytes, kind: Kind) -> "Image":
    """Return a picture upright as its camera held it, in RGB on white, its long side 2,000 pixels at most.

    Of an animation it is the first frame. Raises BadInputError for what is damaged, blank, or larger than 24 megapixels.
    """
    from PIL import Image, UnidentifiedImageError

    if kind == Kind.HEIC:
        from pi_heif import register_heif_opener

        register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=[_FORMATS[kind]])
            _refuse_size(image.size)
            return _upright(image)
    except (BadInputError, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise BadInputError(_too_large()) from None
    except UnidentifiedImageError:
        raise BadInputError(_("the picture is damaged")) from None
    except Exception:  # decoders meet hostile bytes with whatever comes to them
        raise BadInputError(_("the picture is damaged or cut off")) from None


def _too_large() -> str:
    return _("the picture is larger than {count} megapixels").format(count=LARGEST // 1_000_000)


def _refuse_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > LARGEST:
        raise BadInputError(_too_large())
    if min(size) < _SMALLEST:
        raise BadInputError(_("the picture is too small: {width} by {height}").format(width=size[0], height=size[1]))


def _upright(image: "Image") -> "Image":
    from PIL import Image, ImageOps

    longest = max(image.size)
    if image.format == "JPEG" and longest > _LONGEST_SIDE:
        part = _LONGEST_SIDE / longest
        image.draft("RGB", (int(image.width * part), int(image.height * part)))
    image.load()
    orientation = image.getexif().get(0x0112, 1) if image.format != "HEIF" else 1
    image = _in_colour(image)
    if max(image.size) > _LONGEST_SIDE:
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    if orientation in range(2, 9):
        image.getexif()[0x0112] = orientation
        image = ImageOps.exif_transpose(image)
    return image


def _in_colour(image: "Image") -> "Image":
    """Return a picture in RGB: of 16 bits the upper ones, what is transparent as white paper."""
    from PIL import Image

    if image.mode.startswith("I"):
        _lowest, highest = image.getextrema()
        if isinstance(highest, int | float) and highest > 255:
            image = image.convert("I").point(lambda value: value * (1 / 256))
        return image.convert("L").convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def is_blank(image: "Image") -> bool:
    """Say whether a picture is all of one colour, but for the noise of a camera."""
    from PIL import ImageFilter, ImageStat

    small = image.convert("L").resize((256, 256)).filter(ImageFilter.MedianFilter(3))
    return bool(ImageStat.Stat(small).stddev[0] < _FLAT)
