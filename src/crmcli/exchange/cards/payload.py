"""What a QR code says: a vCard, a MECARD, a BIZCARD, a link, a number, or a text."""

import re
from collections.abc import Callable
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.exchange import vcard
from crmcli.exchange.vcard import Address, Card, Point
from crmcli.language import _

_LONGEST = 10_000  # the largest QR code holds 7,089 characters
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_WECHAT = re.compile(
    r"(?:https?://)?(?:u\.wechat\.com|(?:\w+\.)?weixin\.qq\.com|wechat\.com)/\S+|weixin://\S+", re.IGNORECASE
)
_QQ = re.compile(r"(?:https?://)?(?:qm\.qq\.com|wpa\.qq\.com)/\S+", re.IGNORECASE)
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/\S+", re.IGNORECASE)
_UNIT = re.compile(r"((?:[^\\;]|\\.)*);?", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Codes that say nothing of anybody: networks, places, payments, tickets.
_NO_CARD = ("wifi:", "geo:", "wxp://", "bitcoin:", "otpauth:", "market:", "begin:vevent", "begin:vcalendar", "upi:")


class Payload(NamedTuple):
    """What a QR code holds: `card` with what it says of somebody, `kind` how it said it, `text` as it was read."""

    kind: str  # vcard, mecard, bizcard, wechat, link, contact, text
    card: Card
    text: str

    @property
    def is_card(self) -> bool:
        """Whether it says who somebody is, and not only where to find more."""
        return self.kind in ("vcard", "mecard", "bizcard")


def payload(text: str) -> Payload:
    """Return what the text of a QR code says; BadInputError where it is damaged, or nothing of a person or firm."""
    bare = text.strip().removeprefix("\ufeff")
    if not bare or len(bare) > _LONGEST or "\0" in bare:
        raise BadInputError(_("the QR code is empty or damaged"))
    start = bare[:16].lower()
    for kind, read in _CARDS.items():
        if start.startswith(kind):
            return read(bare)
    if start.startswith(_NO_CARD):
        raise BadInputError(_("the QR code says nothing of a person: {text}").format(text=quoted(bare[:40])))
    return _link(bare) or _reach(bare) or Payload("text", Card(), bare)


def _vcard(text: str) -> Payload:
    cards = vcard.read(text.encode("utf-8", "replace"))
    card = cards[0] if cards else Card()
    return _checked("vcard", card, text)


def _checked(kind: str, card: Card, text: str) -> Payload:
    """Return a payload that says something of somebody; BadInputError otherwise."""
    said = (card.name, card.company, *(one.value for one in (*card.phones, *card.emails)))
    if not any(character.isalnum() for text in said for character in text):
        raise BadInputError(_("the {kind} in the QR code is damaged: nobody is on it").format(kind=kind))
    return Payload(kind, card, text)


def _fields(text: str, head: str) -> dict[str, list[str]]:
    """Return the values of a `HEAD:KEY:value;KEY:value;;` by key, still escaped."""
    found: dict[str, list[str]] = {}
    for unit in _UNIT.findall(text[len(head) :]):
        key, colon, value = unit.partition(":")
        if colon and value.strip():
            found.setdefault(key.strip().upper(), []).append(value.strip())
    return found


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value).strip()


def _parts(value: str) -> list[str]:
    """Split at commas that are not escaped."""
    return [_plain(part) for part in re.split(r"(?<!\\),", value)]


def _mecard(text: str) -> Payload:
    found = _fields(text, "MECARD:")

    def all_of(*keys: str) -> list[str]:
        return [value for key in keys for one in found.get(key, ()) if (value := _plain(one))]

    def first(*keys: str) -> str:
        return next(iter(all_of(*keys)), "")

    family, given, *_rest = [*(_parts(found["N"][0]) if "N" in found else []), "", ""]
    parts = (family, given, "", "", "")
    card = Card(
        name=vcard.composed(parts) or first("NICKNAME"),
        name_parts=parts,
        company=first("ORG", "COM"),
        title=first("TIL", "TITLE"),
        department=first("DIV", "DEPT"),
        phones=tuple(Point(one) for one in all_of("TEL", "TEL-AV")) + tuple(Point(one, "fax") for one in all_of("FAX")),
        emails=tuple(Point(one) for one in all_of("EMAIL")),
        websites=tuple(all_of("URL")),
        addresses=_address(", ".join(part for part in _parts(found["ADR"][0]) if part) if "ADR" in found else ""),
        birthday=first("BDAY"),
        note="\n".join(all_of("NOTE")),
    )
    return _checked("mecard", card, text)


def _address(text: str) -> tuple[Address, ...]:
    return (Address(street=text),) if text else ()


def _bizcard(text: str) -> Payload:
    found = _fields(text, "BIZCARD:")

    def first(key: str) -> str:
        return _plain(found[key][0]) if key in found else ""

    labels = {"B": "work", "M": "mobile", "F": "fax"}
    parts = (first("X"), first("N"), "", "", "")
    card = Card(
        name=vcard.composed(parts),
        name_parts=parts,
        company=first("C"),
        title=first("T"),
        phones=tuple(Point(_plain(one), label) for key, label in labels.items() for one in found.get(key, ())),
        emails=tuple(Point(_plain(one)) for one in found.get("E", ())),
        websites=tuple(_plain(one) for one in found.get("U", ())),
        addresses=_address(first("A")),
    )
    return _checked("bizcard", card, text)


def _link(text: str) -> Payload | None:
    """Return a web link, kept as it is; WeChat's, QQ's and LinkedIn's are ways to reach somebody there."""
    if _WECHAT.fullmatch(text):
        return Payload("wechat", Card(wechat=text), text)
    for pattern, service in ((_QQ, "qq"), (_LINKEDIN, "linkedin")):
        if pattern.fullmatch(text):
            return Payload("link", Card(ims=(Point(text, service),)), text)
    return Payload("link", Card(websites=(text,)), text) if _LINK.fullmatch(text) else None


def _reach(text: str) -> Payload | None:
    """Return the number or address of a `tel:`, `sms…:` or `mailto:` code."""
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in ("tel", "sms", "smsto", "mailto", "matmsg"):
        return None
    if scheme == "matmsg":
        address = next((_plain(one) for one in _fields(text, "MATMSG:").get("TO", ())), "")
    else:
        address = re.split(r"[?;:]", rest.strip("/ "))[0].strip()
    if not address:
        raise BadInputError(_("the QR code is empty or damaged"))
    points = (Point(address),)
    card = Card(emails=points) if scheme in ("mailto", "matmsg") else Card(phones=points)
    return Payload("contact", card, text)


_CARDS: dict[str, Callable[[str], Payload]] = {"begin:vcard": _vcard, "mecard:": _mecard, "bizcard:": _bizcard}
