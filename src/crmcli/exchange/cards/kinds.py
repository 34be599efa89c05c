"""What a file holds, by its bytes: cards come under any name."""

import re
from enum import StrEnum

from crmcli.exchange.charsets import scores
from crmcli.exchange.vcard_text import utf16


class Kind(StrEnum):
    """What cards come in."""

    VCARD = "vcard"
    TEXT = "text"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    ZIP = "zip"
    OTHER = "other"


IMAGES = (Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.HEIC)

_BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# What no text holds: control characters but for tab, line ends, form feed and escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 1 << 16
_MOST_CONTROLS = 0.002
_ENCODINGS = ("gb18030", "big5hkscs", "cp932", "cp1252")


def kind_of(data: bytes) -> Kind:
    """Return what the bytes of a file are; a picture of a kind that is not read here is `OTHER`."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Kind.HEIC
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if data[:3] == b"\xff\xd8\xff":
        return Kind.JPEG if _is_jpeg(data) else Kind.OTHER
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    wide = utf16(data)
    plain = data[: 2 * _SAMPLE].decode(wide, "ignore").encode("utf-8", "ignore") if wide else data
    if _BEGIN.search(plain):
        return Kind.VCARD
    return Kind.TEXT if _is_text(plain[:_SAMPLE]) else Kind.OTHER


def _is_jpeg(data: bytes) -> bool:
    """Say whether the first segment of a JPEG is there."""
    return len(data) >= 6 and 4 + int.from_bytes(data[4:6]) <= len(data)


def _is_text(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return bool(sample.strip()) and controls <= _MOST_CONTROLS * len(sample) and b"\0" not in sample


def text_of(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 or the likeliest Chinese, Japanese or Western encoding."""
    wide = utf16(data)
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = scores(data, _ENCODINGS)
        return data.decode(max(found, key=lambda name: found[name]), "replace")
