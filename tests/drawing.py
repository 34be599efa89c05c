"""Draws small cards for the tests, with the font that Pillow brings and, where the machine has one, a Chinese one."""

import importlib.util
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

PARTS = ("PIL", "numpy", "onnxruntime", "pi_heif", "pypdfium2", "rapidocr", "zxingcpp")
MISSING = [name for name in PARTS if importlib.util.find_spec(name) is None]
needs_photo = pytest.mark.skipif(
    bool(MISSING),
    reason=f"NOT TRIED: no picture is read here, pip install -e '.[photo]' (missing: {', '.join(MISSING)})",
)
_CHINESE = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf")
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")


def chinese_font() -> Path | None:
    """Return a font with Chinese characters on this machine, or None."""
    found = [one for folder in _FOLDERS for name in _CHINESE for one in Path(folder).rglob(name)]
    return found[0] if found else None


def card(lines: Sequence[str], *, font: Path | None = None, size: int = 26, width: int = 640) -> Any:
    """Return a picture of a card with these lines, the first larger."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (width, 40 + 44 * len(lines)), "white")
    pen = ImageDraw.Draw(image)
    for place, line in enumerate(lines):
        height = size + 8 if place == 0 else size
        face: Any = ImageFont.truetype(str(font), height) if font else ImageFont.load_default(height)
        pen.text((24, 20 + 44 * place), line, "black", face)
    return image


def code(text: str, *, scale: int = 5) -> Any:
    """Return a picture of a QR code."""
    import segno
    from PIL import Image

    target = io.BytesIO()
    segno.make_qr(text).save(target, kind="png", scale=scale)
    target.seek(0)
    return Image.open(target).convert("RGB")


def beside(left: Any, right: Any) -> Any:
    """Return two pictures side by side."""
    from PIL import Image

    both = Image.new("RGB", (left.width + right.width, max(left.height, right.height)), "white")
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def saved(image: Any, kind: str, **options: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
