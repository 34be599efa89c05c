"""The properties of a card: names, parameters and decoded values, and what was wrong with them."""

import re
from functools import lru_cache
from typing import NamedTuple

from crmcli.exchange import vcard_text as text
from crmcli.exchange.vcard_lines import Block
from crmcli.language import _

_QUOTED_HEAD = re.compile(rb'(?:[^":]++|"[^"]*+")*+:')
_PART = re.compile(r'(?:[^";]++|"[^"]*+"|")++')
_TYPE = re.compile(r'[^",]+')
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}


class Head(NamedTuple):
    """What stands before the colon of a property."""

    group: str  # lower case
    name: str  # upper case
    params: tuple[tuple[str, str], ...]  # as in `Property`
    encoding: str  # "QUOTED-PRINTABLE", "BASE64" or what else was written, in upper case
    charset: str
    types: frozenset[str]  # lower case
    rank: int  # 1 is preferred most, 101 not at all


@lru_cache(maxsize=512)
def _head(written: bytes) -> Head:
    """Take apart what stands before the colon."""
    start, *rest = _PART.findall(text.decode(written, "cp1252")) or [""]
    group, _dot, name = start.strip().rpartition(".")
    params = [pair for part in rest for pair in _parameter(part.strip())]
    first = dict(reversed(params))
    types = frozenset(value.lower() for key, value in params if key == "TYPE")
    rank = first.get("PREF", "1" if "pref" in types else "101")
    encoding = first.get("ENCODING", "").upper()
    return Head(
        group.lower(),
        name.strip().upper(),
        tuple(params),
        "BASE64" if encoding == "B" else encoding,
        first.get("CHARSET", ""),
        types,
        int(rank) if rank.isascii() and rank.isdigit() and len(rank) < 4 else 100,
    )


def _parameter(part: str) -> list[tuple[str, str]]:
    """Return name and value of a parameter; of a bare one, as in 2.1, the name is guessed."""
    key, equals, value = part.partition("=")
    if not equals:
        bare = key.strip('" ')
        return [("ENCODING" if bare.upper() in _ENCODINGS else "TYPE", bare)] if bare else []
    key = key.strip().upper()
    if key == "TYPE":
        words = [word.strip() for word in _TYPE.findall(value)]
        return [(key, word[5:] if word[:5].upper() == "TYPE=" else word) for word in words if word]
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return [(key, re.sub(r"\^[n'^]", lambda match: _CARET[match[0]], value) if "^" in value else value)]


def _parsed(block: Block) -> list[tuple[Head, bytes]]:
    """Return head and value of every property, quoted-printable undone."""
    found = []
    for _number, _name, pieces in block.lines:
        line = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        colon = line.find(b":")
        if line.find(b'"', 0, colon) >= 0:
            match = _QUOTED_HEAD.match(line)
            colon = match.end() - 1 if match else colon
        head = _head(line[:colon] if colon >= 0 else line)
        value = line[colon + 1 :] if colon >= 0 else b""
        if head.encoding == "QUOTED-PRINTABLE":
            value = text.decode_qp(value, head.name in ("N", "ADR", "ORG"))
        elif head.encoding == "BASE64" and b"data:" not in value[:16].lower():
            value = b"".join(value.split())
        found.append((head, value))
    return found


def properties(block: Block, is_unicode: bool = False) -> list[tuple[Head, str]]:
    """Return head and decoded value of every property of a card; what is wrong becomes its complaints.

    `is_unicode`: the file was UTF-16, so that a CHARSET holds only for what is quoted-printable.
    """
    parsed = _parsed(block)
    texts: list[str | None] = []
    for (head, value), (number, _name, _pieces) in zip(parsed, block.lines, strict=True):
        named = head.charset and (not is_unicode or head.encoding == "QUOTED-PRINTABLE")
        texts.append(text.declared(value, head.charset) if named else text.utf8(value))
        if named and texts[-1] is None:
            block.complaints.append((number, "charset"))
            texts[-1] = text.utf8(value)
    guessed = ""
    if None in texts:
        values = [value for _head, value in parsed]
        guessed = text.guess([value for value, known in zip(values, texts, strict=True) if known is None])
        block.complaints.append((block.first, guessed))
        texts = [
            text.decode(value, guessed) if known is None or not head.charset else known
            for (head, value), known in zip(parsed, texts, strict=True)
        ]
    if not any(head.name == "VERSION" for head, _value in parsed):
        block.complaints.append((block.first, "version"))
    return [(head, _newlines(known or "")) for (head, _value), known in zip(parsed, texts, strict=True)]


def _newlines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def picture(head: Head, value: str) -> bytes | None:
    """Return the bytes of an inline picture; None for the address of one."""
    from binascii import Error, a2b_base64

    if value[:5].lower() == "data:":
        _kind, _mark, value = value.partition("base64")
        value = value.lstrip("\\,")
    elif head.encoding != "BASE64" and not value.startswith(("/9j/", "iVBOR", "R0lGOD")):
        return None
    data = value.encode("ascii", "ignore")
    for tail in (b"==", b"A=="):  # where the last characters of it were lost
        try:
            return a2b_base64(data + tail) or None
        except Error:
            continue
    return None


def warnings(block: Block) -> list[str]:
    """Return what was wrong with a card, a sentence each."""
    sentences = {
        "begin": _("Line {line}: there is more than BEGIN:VCARD; the rest of the line was ignored."),
        "ignored": _("Line {line}: this is no property; it was ignored."),
        "continued": _("Line {line}: this is no property; it was added to the one above."),
        "version": _("Line {line}: the card does not say which version of vCard it is."),
        "charset": _("Line {line}: the text is not in the character set that is named; it was guessed."),
        "gb18030": _("Line {line}: the card is not in UTF-8; it was read as GB18030."),
        "cp932": _("Line {line}: the card is not in UTF-8; it was read as Shift-JIS."),
        "cp1252": _("Line {line}: the card is not in UTF-8; it was read as Windows-1252."),
    }
    found = [sentences[kind].format(line=line) for line, kind in sorted(block.complaints)]
    if not block.begun:
        found.insert(0, _("Line {line}: the card that starts here has no BEGIN:VCARD.").format(line=block.first))
    if not block.ended:
        found.append(_("Line {line}: the card that starts here has no END:VCARD.").format(line=block.first))
    return found
