"""The same card two ways: what its text was read as, and the plain values that become a customer."""

import re
from collections.abc import Sequence
from typing import Any

from crmcli.exchange.cards.payload import Payload
from crmcli.exchange.vcard import Address, Card, Point
from crmcli.rules.cardtext import Phone, Reading
from crmcli.rules.phones import e164, is_mobile

_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_LINKEDIN = re.compile(r"(?:\w+\.)?linkedin\.com/", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z]+://", re.IGNORECASE)
_SAME = 0.8  # two spellings are one value, read twice
_ONE_SLIP = 0.9  # of the digits of two numbers of one type
# What only a vCard says, and a reading has no place for.
_KEPT = ("addresses", "birthday", "note", "categories", "properties")
_PAIRS = (("name", "name_alt"), ("company", "company_alt"), ("title", "title_alt"))
_LISTS = ("phones", "emails", "websites")


def card_of(reading: Reading, raw: bytes = b"") -> Card:
    """Return what a reading says as plain card values; `raw` is the card as it came."""
    postcode = "" if reading.postcode in reading.address else reading.postcode
    ims = [Point(value, service) for service in ("qq", "linkedin") if (value := getattr(reading, service))]
    return Card(
        name=reading.name,
        company=reading.company,
        department=reading.department,
        title=reading.title,
        phones=tuple(Point(one.number, one.type) for one in reading.phones),
        emails=tuple(Point(one) for one in reading.emails),
        websites=reading.websites,
        addresses=(Address(street=reading.address, postcode=postcode),) if reading.address else (),
        wechat=reading.wechat,
        ims=tuple(ims),
        warnings=reading.warnings,
        raw=raw,
        name_alt=reading.name_alt,
        company_alt=reading.company_alt,
        title_alt=reading.title_alt,
    )


def reading_of(card: Card, country: str = "") -> Reading:
    """Return plain card values as a reading that is certain of them; `country` is where local numbers are from."""
    sites = tuple(_SCHEME.sub("", one).rstrip("/") for one in card.websites)
    address = card.addresses[0] if card.addresses else Address()
    profiles = [one for one in sites if _LINKEDIN.match(one)]
    found = Reading(
        name=card.name,
        name_alt=card.name_alt,
        company=card.company,
        company_alt=card.company_alt,
        title=card.title,
        title_alt=card.title_alt,
        department=card.department,
        phones=tuple(_phone(one, country) for one in card.phones),
        emails=tuple(one.value.lower() for one in card.emails),
        websites=tuple(one for one in sites if one not in profiles),
        address=address.text,
        postcode=address.postcode,
        wechat=card.wechat,
        qq=next((one.value for one in card.ims if one.label == "qq"), ""),
        linkedin=next((one.value for one in card.ims if one.label == "linkedin"), next(iter(profiles), "")),
        warnings=card.warnings,
    )
    return found._replace(confidence=dict.fromkeys(_filled(found), 1.0))


def _phone(point: Point, country: str) -> Phone:
    number = e164(point.value, country)
    if point.label in ("mobile", "fax"):
        return Phone(number, point.label)
    return Phone(number, "mobile" if point.label != "work" and is_mobile(number) else "work")


def _filled(reading: Reading) -> list[str]:
    return [name for name in Reading._fields[:-2] if getattr(reading, name)]


def merged(sure: Reading, read: Reading) -> Reading:
    """Return a reading in which each field is the sure one's, and where that has none what was `read`.

    Of phones, e-mails and websites those are added that are not the same read badly. A name in the other script
    than the sure one's stands beside it.
    """
    values = sure._asdict()
    for field in Reading._fields[:-2]:
        if field in _LISTS:
            values[field] = (*values[field], *_new(field, values[field], getattr(read, field)))
        else:
            values[field] = values[field] or getattr(read, field)
    for main, other in _PAIRS:
        if getattr(sure, main) and not getattr(sure, other):
            values[main], values[other] = _in_order(getattr(sure, main), getattr(read, main), getattr(read, other))
    both = {**read.confidence, **sure.confidence}
    found = Reading(**values)
    confidence = {name: both[name] for name in _filled(found) if name in both}
    return found._replace(confidence=confidence, warnings=(*sure.warnings, *read.warnings))


def _new(field: str, sure: tuple[Any, ...], read: tuple[Any, ...]) -> list[Any]:
    """Return what was read and is none of the sure values, well or badly read."""
    same = _same_phone if field == "phones" else _same_text
    return [one for one in read if not any(same(one, other) for other in sure)]


def _same_phone(one: Phone, other: Phone) -> bool:
    """Say whether two numbers are one: of a phone and its fax, a digit is all that differs."""
    from difflib import SequenceMatcher

    digits, others = (re.sub(r"\D", "", each.number.partition(";")[0]) for each in (one, other))
    return digits == others or (one.type == other.type and SequenceMatcher(None, digits, others).ratio() >= _ONE_SLIP)


def _same_text(one: str, other: str) -> bool:
    """Say whether two addresses are one: what stands before the @, and what behind it, or a website."""
    from difflib import SequenceMatcher

    parts = zip(
        *(each.casefold().removeprefix("www.").rstrip("/").split("@", 1) for each in (one, other)), strict=False
    )
    return all(SequenceMatcher(None, bare, others).ratio() >= _SAME for bare, others in parts)


def _in_order(sure: str, read: str, read_alt: str) -> tuple[str, str]:
    """Return the names in the card's main script and its other: the sure one takes the place of its script."""
    if bool(_CJK.search(sure)):
        latin = next((one for one in (read_alt, read) if one and not _CJK.search(one)), "")
        return sure, latin
    chinese = next((one for one in (read, read_alt) if _CJK.search(one)), "")
    return (chinese, sure) if chinese else (sure, "")


def completed(said: Sequence[Payload], read: Reading, country: str = "") -> tuple[Reading, Card]:
    """Return a card out of what its QR codes say and what its text was read as: the codes first, then the text."""
    # What the text is said to lack, the code has.
    reading = read._replace(warnings=()) if any(one.is_card for one in said) else read
    links: list[Point] = []
    for one in sorted(said, key=lambda each: each.is_card):  # what comes last has the last word
        if one.kind == "wechat" and reading.wechat:  # a name says more than a link to it
            links.append(Point(one.card.wechat, "wechat"))
        else:
            reading = merged(reading_of(one.card, country), reading)
    card = card_of(reading)
    code = next((one.card for one in said if one.is_card), Card())
    kept = {name: value for name in _KEPT if (value := getattr(code, name))}
    ims = (*card.ims, *(im for one in said for im in one.card.ims), *links)
    card = card._replace(**kept, ims=tuple(dict.fromkeys(ims)))
    return reading, card._replace(name_parts=code.name_parts) if card.name == code.name else card


def as_json(reading: Reading) -> str:
    """Return a reading as a JSON object of its fields, those that are empty left out."""
    import json

    fields = {**reading._asdict(), "phones": [one._asdict() for one in reading.phones]}
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def from_json(text: str) -> Reading:
    """Return the reading that `as_json` wrote; "" is one of nothing."""
    import json

    fields = json.loads(text or "{}")
    fields["phones"] = tuple(Phone(**one) for one in fields.get("phones", ()))
    for name in ("emails", "websites", "warnings"):
        fields[name] = tuple(fields.get(name, ()))
    return Reading(**fields)
