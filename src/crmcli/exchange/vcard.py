"""Read vCard files, 2.1 to 4.0, as phones, mail programs and other people's scripts write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.exchange.vcard_im import messenger
from crmcli.exchange.vcard_lines import Block, blocks
from crmcli.exchange.vcard_props import Head, picture, properties, warnings
from crmcli.exchange.vcard_text import split, unescape, utf16

_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_APPLE_LABEL = re.compile(r"_?\$!<([^\\]*)>!\$_?")
_TEL = re.compile(r"\s*tel:", re.I)
_MAILTO = re.compile(r"\s*mailto:", re.I)
_LABELLED = ("TEL", "EMAIL", "URL")  # hold a WeChat name only if their label says so
_APPLE_PHONES = {"homefax": "fax", "workfax": "fax", "otherfax": "fax", "iphone": "mobile", "cell": "mobile"}


class Point(NamedTuple):
    """A phone, an e-mail address or the name in a messenger."""

    value: str
    label: str = ""  # phones: mobile, work, home, fax, pager; e-mails: work, home; messengers: the service


class Address(NamedTuple):
    """A postal address by its parts."""

    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def text(self) -> str:
        """The address on one line; from the large to the small if it is in Chinese or Japanese."""
        if _CJK.search(self.street + self.city):
            return " ".join(
                " ".join((self.country, self.region, self.city, self.street, self.extended, self.po_box)).split()
                + self.postcode.split()
            )
        place = f"{self.city}, {self.region} {self.postcode}" if self.region else f"{self.postcode} {self.city}"
        parts = (self.po_box, self.extended, self.street, place.strip(" ,"), self.country)
        return ", ".join(" ".join(part.split()) for part in parts if part.strip())


class Property(NamedTuple):
    """One property as it stood in the file."""

    group: str  # lower case
    name: str  # upper case
    params: tuple[tuple[str, str], ...]  # names in upper case; a TYPE of several values is several pairs
    value: str  # unfolded and decoded, with its backslash escapes; binary as base64


class Card(NamedTuple):
    """What a vCard says of one person."""

    name: str = ""
    name_parts: tuple[str, str, str, str, str] = ("", "", "", "", "")  # family, given, additional, prefix, suffix
    company: str = ""
    department: str = ""
    title: str = ""
    phones: tuple[Point, ...] = ()
    emails: tuple[Point, ...] = ()
    websites: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    wechat: str = ""
    ims: tuple[Point, ...] = ()
    birthday: str = ""  # as written
    note: str = ""
    categories: tuple[str, ...] = ()
    photo: bytes | None = None
    version: str = ""
    uid: str = ""
    properties: tuple[Property, ...] = ()  # every one, in file order
    warnings: tuple[str, ...] = ()
    line: int = 0  # 1-based, in the file
    raw: bytes = b""  # the card's own bytes, BEGIN to END
    # In the card's other script; only cards that are no vCards say which it is.
    name_alt: str = ""
    company_alt: str = ""
    title_alt: str = ""


class _Item(NamedTuple):
    head: Head
    value: str
    label: str  # Apple's own label of the group


def read(data: bytes) -> list[Card]:
    """Return the cards of a vCard file in file order; whatever is wrong is in their `warnings`.

    Nothing raises: bytes that are no vCard give no card.
    """
    wide = utf16(data)
    if not wide:
        return [_card(block, data) for block in blocks(data)]
    plain = data.decode(wide, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    cards = [_card(block, plain, is_unicode=True) for block in blocks(plain)]
    return [card._replace(raw=card.raw.decode().encode(wide)) for card in cards]


def _card(block: Block, data: bytes, is_unicode: bool = False) -> Card:
    """Build the card of a block."""
    pairs = properties(block, is_unicode)
    labels = {head.group: _label(value) for head, value in pairs if head.name == "X-ABLABEL"} | {"": ""}
    items: dict[str, list[_Item]] = {}
    for head, value in pairs:
        items.setdefault(head.name, []).append(_Item(head, value, labels.get(head.group, "")))
    for several in items.values():
        several.sort(key=lambda item: item.head.rank)
    card = _Fields(items).card()
    return card._replace(
        properties=tuple([Property(head.group, head.name, head.params, value) for head, value in pairs]),
        warnings=tuple(warnings(block)),
        line=block.first,
        raw=data[block.start : block.end],
    )


def _label(value: str) -> str:
    """Return the text of an Apple label; the built-in ones, such as `_$!<Mobile>!$_`, in lower case."""
    match = _APPLE_LABEL.fullmatch(value.strip())
    if match is None:
        return unescape(value)
    return _APPLE_PHONES.get(match[1].lower(), match[1].lower())


def composed(name_parts: tuple[str, str, str, str, str]) -> str:
    """Return a name from the parts of N, in the order of its script."""
    family, given, additional, prefix, suffix = name_parts
    if _CJK.search(family + given) and not re.search("[A-Za-z]", family + given):
        return family + given + additional
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


class _Fields:
    """The fields of one card from its properties by name, preferred ones first."""

    def __init__(self, items: dict[str, list[_Item]]) -> None:
        self.items = items
        self.version = next((word for item in items.get("VERSION", ()) for word in item.value.split()), "")

    def card(self) -> Card:
        """Return the card without what only its block knows."""
        family, given, additional, prefix, suffix = self.name_parts()
        company, *departments = next(self.parts("ORG"), [""])
        wechat, ims = self.messengers()
        words = [split(item.value, ",") for item in self.items.get("CATEGORIES", ())]
        return Card(
            name=self.name(company),
            name_parts=(family, given, additional, prefix, suffix),
            company=company,
            department=", ".join(part for part in departments if part),
            title=" / ".join(self.texts("TITLE")) or " / ".join(self.texts("ROLE")),
            phones=tuple(self.phones()),
            emails=tuple(self.emails()),
            websites=tuple(self.websites()),
            addresses=tuple(self.addresses()),
            wechat=wechat,
            ims=ims,
            birthday=self.first("BDAY"),
            note="\n".join(self.texts("NOTE")),
            categories=tuple(word for several in words for word in several if word),
            photo=next(filter(None, (picture(item.head, item.value) for item in self.items.get("PHOTO", ()))), None),
            version=self.version,
            uid=self.first("UID"),
        )

    def texts(self, name: str) -> Iterator[str]:
        """Yield the non-empty values of a property."""
        for item in self.items.get(name, ()):
            value = unescape(item.value)
            if value:
                yield value

    def first(self, name: str) -> str:
        """Return the first non-empty value of a property."""
        return next(self.texts(name), "")

    def parts(self, name: str) -> Iterator[list[str]]:
        """Yield the components of a structured property, where there are any."""
        for item in self.items.get(name, ()):
            parts = split(item.value, ";")
            if any(parts):
                yield parts

    def name_parts(self) -> tuple[str, str, str, str, str]:
        """Return the components of N."""
        parts = next(self.parts("N"), [])
        family, given, additional, prefix, suffix = (parts + [""] * 5)[:5]
        return family, given, additional, prefix, suffix

    def name(self, company: str) -> str:
        """Return the name of the person; "" for a card that is the company's own."""
        name = self.first("FN")
        if name and name == company and not any(self.name_parts()):
            corporate = self.first("KIND").lower() == "org" or self.first("X-ABSHOWAS").upper() == "COMPANY"
            return "" if corporate else name
        return name or composed(self.name_parts()) or self.first("NICKNAME")

    def phones(self) -> list[Point]:
        """Return the phones; of the parameters of a tel: URI only the extension is kept."""
        found = []
        for item in self.items.get("TEL", ()):
            value = unescape(item.value)
            if _TEL.match(item.value):
                number, *params = value[4:].split(";")
                value = ";".join([number, *(param for param in params if param[:4].lower() == "ext=")])
            if value:
                found.append(Point(value, _phone_label(item)))
        return found

    def emails(self) -> list[Point]:
        """Return the e-mail addresses, without the names that mail programs put before them."""
        found = []
        for item in self.items.get("EMAIL", ()):
            value = unescape(item.value)
            if _MAILTO.match(item.value):
                value = value[7:].partition("?")[0]
            if value.endswith(">") and "@" in value.rpartition("<")[2] and not item.value.endswith("\\>"):
                value = value.rpartition("<")[2][:-1]
            if value and not _is_messenger(item):
                found.append(Point(value, item.label or _place(item.head)))
        return found

    def websites(self) -> list[str]:
        """Return the web addresses."""
        items = [item for item in self.items.get("URL", ()) if not _is_messenger(item)]
        return [site for item in items if (site := unescape(item.value))]

    def addresses(self) -> list[Address]:
        """Return the postal addresses; one written without separators is a street."""
        found = []
        for parts in self.parts("ADR"):
            if len(parts) == 1:
                found.append(Address(street=parts[0]))
            else:
                country = ", ".join(part for part in parts[6:] if part)
                found.append(Address._make([*(parts + [""] * 6)[:6], country]))
        return found

    def messengers(self) -> tuple[str, tuple[Point, ...]]:
        """Return the WeChat name and those of the other messengers."""
        wechat = ""
        ims: list[tuple[int, Point]] = []
        for name, items in sorted(self.items.items(), key=lambda pair: pair[0] in _LABELLED):
            for item in items:
                found = messenger(name, item.head.params, item.value, item.label)
                if found is None or not found[1]:
                    continue
                if found[0] == "wechat" and not wechat:
                    wechat = found[1]
                elif name not in _LABELLED:
                    ims.append((item.head.rank, Point(found[1], found[0])))
        ims.sort(key=lambda ranked: ranked[0])
        return wechat, tuple(point for _rank, point in ims)


def _is_messenger(item: _Item) -> bool:
    return messenger(item.head.name, item.head.params, item.value, item.label) is not None


def _phone_label(item: _Item) -> str:
    types = item.head.types
    if item.label:
        return item.label
    if "fax" in types:
        return "fax"
    if "pager" in types:
        return "pager"
    if not types.isdisjoint(("cell", "mobile", "iphone")):
        return "mobile"
    return _place(item.head)


def _place(head: Head) -> str:
    return next((place for place in ("work", "home") if place in head.types), "")
