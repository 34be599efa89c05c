"""Write a card as vCard 3.0, the version that every phone and mail program reads."""

import re
from collections.abc import Iterator
from itertools import count

from crmcli.exchange.folding import folded
from crmcli.exchange.vcard import Card, Point, Property
from crmcli.exchange.vcard_im import messenger

_PHONE_TYPES = {"": "VOICE", "mobile": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX", "pager": "PAGER"}
_EMAIL_TYPES = {"": "INTERNET", "work": "INTERNET,WORK", "home": "INTERNET,HOME"}
_COVERED = {
    *("BEGIN", "END", "VERSION", "PRODID", "FN", "N", "ORG", "TITLE", "TEL", "EMAIL", "URL", "ADR", "NOTE"),
    *("CATEGORIES", "UID", "BDAY"),
}
_WORD = re.compile(r"[A-Za-z0-9-]+")
_TAKEN_APART = re.compile(r"(?<=^tel):|(?<=^mailto):|>(?=$|!)", re.I)
_SPECIAL = {"^": "^^", '"': "^'", "\n": "^n"}
_ADDRESSES = ("http:", "https:", "ftp:", "file:", "cid:")
_PICTURES = ((b"\x89PNG", "PNG"), (b"GIF8", "GIF"))


def write(card: Card) -> str:
    """Return the card as vCard 3.0 text with CRLF line ends; `card.properties` that no field holds come last."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_person(card), *_reach(card), *_rest(card)]
    if card.photo:
        lines.append(_picture(card.photo))
    kept = _kept(card)
    taken = {prop.group.lower() for prop in kept}
    groups = (group for number in count(1) if (group := f"item{number}") not in taken)
    lines += _points("TEL", card.phones, _PHONE_TYPES, groups)
    lines += _points("EMAIL", card.emails, _EMAIL_TYPES, groups)
    lines += [_property(prop) for prop in kept]
    return "".join(folded(line) for line in [*lines, "END:VCARD"])


def _escape(text: str) -> str:
    """Escape a text value; a blank at either end too, which readers would drop."""
    text = _newlines(text.replace("\\", "\\\\")).replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")
    if text.endswith((" ", "\t")):
        text = f"{text[:-1]}\\{text[-1]}"
    return f"\\{text}" if text.startswith((" ", "\t")) else text


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _person(card: Card) -> Iterator[str]:
    yield "N:" + ";".join(map(_escape, card.name_parts))
    yield "FN:" + _escape(card.name)
    if card.department:
        yield f"ORG:{_escape(card.company)};{_escape(card.department)}"
    elif card.company:
        yield "ORG:" + _escape(card.company)
    if card.title:
        yield "TITLE:" + _escape(card.title)


def _reach(card: Card) -> Iterator[str]:
    for site in card.websites:
        yield "URL:" + _escape(site)
    for address in card.addresses:
        yield "ADR:" + ";".join(map(_escape, address))
    if card.wechat:
        yield "X-WECHAT:" + _escape(card.wechat)
    for point in card.ims:
        yield _messenger(point)


def _messenger(point: Point) -> str:
    from urllib.parse import quote

    scheme = point.label if _WORD.fullmatch(point.label) and point.label[0].isalpha() else "x-apple"
    return f"IMPP;X-SERVICE-TYPE={_quoted(point.label)}:{scheme}:{quote(point.value, safe='@+')}"


def _rest(card: Card) -> Iterator[str]:
    if card.birthday:
        yield "BDAY:" + _escape(card.birthday)
    if card.note:
        yield "NOTE:" + _escape(card.note)
    if card.categories:
        yield "CATEGORIES:" + ",".join(map(_escape, card.categories))
    if card.uid:
        yield "UID:" + _escape(card.uid)


def _picture(data: bytes) -> str:
    from base64 import b64encode

    kind = next((kind for start, kind in _PICTURES if data.startswith(start)), "JPEG")
    return f"PHOTO;ENCODING=b;TYPE={kind}:{b64encode(data).decode()}"


def _points(name: str, points: tuple[Point, ...], types: dict[str, str], groups: Iterator[str]) -> Iterator[str]:
    """Write phones or e-mails; a label of one's own becomes Apple's X-ABLabel."""
    for point in points:
        value = _literal(_escape(point.value))
        if point.label in types:
            yield f"{name};TYPE={types[point.label]}:{value}"
            continue
        group = next(groups)
        yield f"{group}.{name}:{value}"
        yield f"{group}.X-ABLabel:{_literal(_escape(point.label))}"


def _literal(value: str) -> str:
    """Escape what readers would take for a URI, for a name before an address or for a label of Apple's."""
    return _TAKEN_APART.sub(r"\\\g<0>", value)


def _kept(card: Card) -> list[Property]:
    """Return the properties that no field of the card holds, and the labels of those."""
    kept = [prop for prop in card.properties if prop.name != "X-ABLABEL" and not _covered(prop, card)]
    groups = {prop.group for prop in kept if prop.group}
    return kept + [prop for prop in card.properties if prop.name == "X-ABLABEL" and prop.group in groups]


def _covered(prop: Property, card: Card) -> bool:
    if prop.name in _COVERED or not _WORD.fullmatch(prop.name):
        return True
    if prop.name in ("ROLE", "NICKNAME"):  # they stand in for an empty title or name when read
        return not (card.title if prop.name == "ROLE" else card.name)
    if prop.name == "PHOTO":
        return card.photo is not None or not prop.value.lower().startswith(_ADDRESSES)
    return messenger(prop.name, prop.params, prop.value) is not None


def _property(prop: Property) -> str:
    head = f"{prop.group}.{prop.name}" if _WORD.fullmatch(prop.group) else prop.name
    for key, value in prop.params:
        if key == "ENCODING" and value.upper() in ("B", "BASE64"):
            head += ";ENCODING=b"
        elif key not in ("ENCODING", "CHARSET") and _WORD.fullmatch(key):
            head += f";{key}={_quoted(value)}"
    value = _newlines(prop.value).replace("\n", "\\n")
    return f"{head}:{value}"


def _quoted(value: str) -> str:
    """Return a parameter value, in quotes and with RFC 6868's escapes where it needs them."""
    value = re.sub('[\\^"\n]', lambda match: _SPECIAL[match[0]], _newlines(value))
    return value if _WORD.fullmatch(value) else f'"{value}"'
