"""From the bytes of a vCard value to text: quoted-printable, character sets and escapes."""

import re

from crmcli.exchange.charsets import scores

_ALIASES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_CHARSET = re.compile(r"(utf|iso|latin|win|cp|big5|euc|gb|koi8|shift|x-sjis|sjis|ks_|us-|ascii|mac)[\w:-]{0,30}")
_ESCAPED = re.compile(r"\\(.)", re.S)
_WIDE_UTF8 = re.compile(rb"(?:[\x00-\x7f]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*+")
_INDENT = re.compile(rb"(?<==\n)[ \t]+")
_SPLIT_ESCAPES = re.compile(rb"=[0-9A-F]{2}=\n[ \t]+=[0-9A-F]{2}")
_BLANKS = " \t\r\n"
_PIECES = {mark: re.compile(rf"(?:[^\\{mark}]++|\\.?)++|{mark}", re.S) for mark in ";,"}


def unescape(text: str) -> str:
    """Drop surrounding blanks and resolve backslash escapes: `\\n` is a newline, `\\x` is x for any other x."""
    if "\\" not in text:
        return text.strip(_BLANKS)
    start = text.lstrip(_BLANKS)
    bare = start.rstrip(_BLANKS)
    if (len(bare) - len(bare.rstrip("\\"))) % 2:
        bare = start[: len(bare) + 1]  # an escaped blank at the end belongs to the value
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], bare)


def split(text: str, mark: str) -> list[str]:
    """Split at every `mark` that is not escaped, and unescape the parts."""
    if "\\" not in text:
        return [part.strip(_BLANKS) for part in text.split(mark)]
    parts = [""]
    for piece in _PIECES[mark].findall(text):
        if piece == mark:
            parts.append("")
        else:
            parts[-1] = piece
    return [unescape(part) for part in parts]


def utf16(data: bytes) -> str:
    """Return the name of the UTF-16 that data is in, with or without a byte-order mark; "" if in none."""
    odd, even = data[1:64:2], data[:64:2]
    if data.startswith(b"\xff\xfe") or (odd.count(0) * 2 > len(odd) and not even.count(0)):
        return "utf-16-le"
    if data.startswith(b"\xfe\xff") or (even.count(0) * 2 > len(even) and not odd.count(0)):
        return "utf-16-be"
    return ""


def decode_qp(value: bytes, structured: bool) -> bytes:
    """Return the bytes that quoted-printable stands for, without soft line breaks and their indents.

    In a `structured` value an encoded semicolon belongs to a component; it comes back as an escaped one.
    """
    from binascii import a2b_qp

    if structured and b";" in value:
        value = re.sub(rb"(?i)(?<!\\)(?<!=5C)=3B", rb"\\=3B", value)
    breaks = value.count(b"=\n")
    if not breaks:
        return a2b_qp(value)
    plain = a2b_qp(value.replace(b"=\n\t", b""))
    indents = len(_INDENT.findall(value))
    if indents < breaks:
        return plain
    # A blank after every break is an indent; after the only one it may well be the blank between two words.
    bare = a2b_qp(_INDENT.sub(b"", value))
    split_character = utf8(plain) is None and utf8(bare) is not None
    return bare if indents > 1 or split_character or _SPLIT_ESCAPES.search(value) else plain


def utf8(value: bytes) -> str | None:
    """Decode UTF-8; None if the bytes are something else."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None


def declared(value: bytes, charset: str) -> str | None:
    """Decode by the CHARSET a property names; None if there is no such set or the bytes are not in it.

    UTF-8 that cannot be chance wins over the name: files get converted, and their parameters stay.
    """
    name = charset.strip().lower()
    name = _ALIASES.get(name, name)
    # UTF-7 lets ASCII stand for anything, lone surrogates too.
    if not _CHARSET.fullmatch(name) or name.replace("-", "").replace("_", "").startswith("utf7"):
        return None
    text = utf8(value)
    if text and not value.isascii() and (name == "cp1252" or _WIDE_UTF8.fullmatch(value)):
        return text
    try:
        return value.decode(name)
    except (LookupError, UnicodeError):
        return None


def decode(value: bytes, guessed: str) -> str:
    """Decode bytes of no declared character set: UTF-8 if they must be, else as `guessed` for their card."""
    text = utf8(value)
    if text is None or not (guessed == "cp1252" or value.isascii() or _WIDE_UTF8.fullmatch(value)):
        return value.decode(guessed, "replace")
    return text


def guess(values: list[bytes]) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8: gb18030, cp932 (Shift-JIS) or cp1252."""
    found = scores(b"\n".join(values), ("gb18030", "cp932", "cp1252"))
    return max(found, key=lambda name: found[name])
