"""Which encoding the bytes of a sheet are in, by the whole file, in memory that does not grow with it."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crmcli.errors import BadInputError, UsageError, quoted
from crmcli.exchange.charsets import scores
from crmcli.exchange.sheet.headers import known
from crmcli.language import _

UNDECODABLE = "\udcff"  # stands for bytes that are not in the encoding; nothing decodes to it
ERRORS = "crm-undecodable"
_CHUNK = 1 << 20
_SAMPLE = 65536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_GUESSED = {"gb18030": "GB18030", "cp1252": "cp1252", "big5hkscs": "Big5", "cp932": "Shift-JIS"}
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "iso8859-1": "cp1252"}
_TEXT_CODEC = re.compile(
    r"utf-(?:8|16|32)\S*|cp\d+|iso8859\S*|gb\S*|big5\S*|shift_jis\S*|euc_\S*|koi8\S*|mac-\S*|ascii|hz"
)
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CELLS = re.compile("[,;\t|\r\n]+")
_MARKS = b"\t\n\r,;"  # each of them has a zero beside it in UTF-16
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\uf8ff]")
_MOSTLY = 2
_TOP = 30


class Encoding(NamedTuple):
    """An encoding as it is said and as Python calls it; `suspect` if the file has bytes that are no text in it."""

    name: str
    codec: str
    suspect: bool = False
    bom: bool = False


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put one mark for bytes that cannot be decoded."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error(ERRORS, _mark)


def detect(path: Path, given: str = "") -> Encoding:
    """Return the encoding of a file: as given, by its byte-order mark, UTF-8 if it is that, else by its characters.

    Raises UsageError for a name of no encoding, OSError if the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    found = _named(given, head) if given else _marked(head) or _wide(head)
    if found is None:
        found = _unmarked(path)
    return found._replace(suspect=_suspect(path, found.codec))


def _named(given: str, head: bytes) -> Encoding:
    try:
        codec = codecs.lookup(given.strip()).name
    except (LookupError, ValueError):
        codec = ""
    if not _TEXT_CODEC.fullmatch(codec):
        raise UsageError(
            _("{name} is no encoding.").format(name=quoted(given)),
            _("There are: utf-8, utf-16, gb18030, big5, shift-jis, cp1252 …"),
        )
    codec = _ALIASES.get(codec, codec)
    marked = _marked(head)
    if marked and codec.startswith("utf"):
        return marked
    if codec == "utf-16":
        codec = (_wide(head) or Encoding("", "utf-16-le")).codec
    return Encoding(_GUESSED.get(codec, codec.upper() if codec.startswith("utf") else codec), codec)


def _marked(head: bytes) -> Encoding | None:
    for bom, codec, name in _BOMS:
        if head.startswith(bom):
            return Encoding(name, codec, bom=True)
    return None


def _wide(head: bytes) -> Encoding | None:
    """Return the UTF-16 that bytes without a byte-order mark are in: their zeros stand on one side of the units."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 25 < len(head) // 2 or min(even, odd) * 8 > max(even, odd):
        return None
    low, high = (head[::2], head[1::2]) if odd > even else (head[1::2], head[::2])
    paired = sum(mark in _MARKS and not zero for mark, zero in zip(low, high, strict=False))
    if paired * 2 < sum(map(head.count, _MARKS)):
        return None  # some NUL characters in a text of single bytes
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    strange = len(_NOT_TEXT.findall(text))
    return Encoding("UTF-16", codec) if text and strange * 20 <= len(text) else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _suspect(path: Path, codec: str) -> bool:
    """Say whether a file has bytes that are not in its encoding, or NUL characters."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        for chunk in _chunks(path):
            if "\0" in decoder.decode(chunk):
                return True
        decoder.decode(b"", True)
    except UnicodeError:
        return True
    return False


def _unmarked(path: Path) -> Encoding:
    """Tell UTF-8 from the encodings before it, by all the bytes beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        sample = _foreign_lines(path)
        return _guess(sample)
    return Encoding("UTF-8", "utf-8")


def _foreign_lines(path: Path) -> bytes:
    """Return the file's first lines and then those with bytes beyond ASCII, as many as a sample holds."""
    kept: list[bytes] = []
    size = 0
    for number, chunk in enumerate(_chunks(path)):
        for place, line in enumerate(chunk.split(b"\n")):
            if (number == 0 and place < _TOP) or not line.isascii():
                kept.append(line[:_SAMPLE])
                size += len(kept[-1]) + 1
        if size > _SAMPLE:
            break
    return b"\n".join(kept)[:_SAMPLE]


def _guess(sample: bytes) -> Encoding:
    """Return the likeliest encoding of a sample: by header words that it makes readable, then by its characters."""
    high = len(_HIGH.findall(sample))
    whole = sum(len(one) for one in _SEQUENCE.findall(sample))
    if whole >= (high - whole) * _MOSTLY:
        return Encoding("UTF-8", "utf-8")  # with some bytes that are not
    points = scores(sample, tuple(_GUESSED))
    codec = max(_GUESSED, key=lambda name: (_headers(sample, name), points[name]))
    return Encoding(_GUESSED[codec], codec)


def _headers(sample: bytes, codec: str) -> int:
    """Count the header words beyond ASCII that a sample has if it is in an encoding."""
    top = sample.split(b"\n", _TOP)[:_TOP]
    cells = {cell.strip(' "') for line in top for cell in _CELLS.split(line[:4000].decode(codec, "replace"))}
    return sum(known(cell) for cell in cells if not cell.isascii() and len(cell) < 60 and "\ufffd" not in cell)


def no_file(path: Path, error: OSError) -> BadInputError:
    """Return what to say of a file that cannot be read."""
    return BadInputError(_("{path} cannot be read: {problem}").format(path=path, problem=error.strerror or error))
