"""A card's text read into fields."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.cardtext import (
    address,
    barriers,
    chats,
    countries,
    hosts,
    joins,
    links,
    noise,
    persons,
    phones,
    places,
    splits,
    trust,
)
from crmcli.rules.cardtext.choice import Chosen, choose, rows_of_fields
from crmcli.rules.cardtext.pieces import Piece, pieces_of
from crmcli.rules.cardtext.posts import department_of, title_of
from crmcli.rules.cardtext.reading import Line, Reading
from crmcli.rules.cardtext.rows import MOST_LINES, Row, lines_of, rows_of
from crmcli.rules.cardtext.worth import Candidate, Evidence
from crmcli.rules.names import fold

_SELLING = frozenset(
    "sales ventas vendas ventes verkauf vendite verkoop postventa posventa y and e comercial corporativas al por mayor mayoreo export exportacion exportaciones exportacao".split()
)


class _Contacts(NamedTuple):
    emails: list[hosts.Host]
    websites: list[hosts.Host]
    social: list[hosts.Host]
    chats: chats.Chats
    phones: list[phones.Found]
    countries: tuple[str, ...]
    postcode: str


def read_text(text: str, country: str = "") -> Reading:
    """Return what a card's text or an e-mail signature says; `country` (two letters) is where numbers without a code are from."""
    return read(lines_of(text), country)


def read(lines: Sequence[Line], country: str = "") -> Reading:
    """Return what the lines of a card say; `country` (two letters) is where numbers without a code are from."""
    looked_at = rows_of(lines)
    rows = _signature(looked_at)
    contacts = _contacts(rows, country)
    pieces = joins.merged(splits.split_fields(pieces_of(rows, contacts.countries[:1] == ("JP",))))
    evidence = Evidence(
        tuple(one.value.partition("@")[0] for one in contacts.emails),
        *_domains(contacts),
        contacts.countries,
        max((piece.height for piece in pieces), default=0.0),
    )
    native = choose(pieces, True, evidence) if any(piece.cjk for piece in pieces) else None
    if native:
        evidence = evidence._replace(native_rows=rows_of_fields(native, pieces), native_name=_text(native.name))
    western = choose(pieces, False, evidence)
    return _reading(rows, pieces, contacts, native, western, evidence, len(looked_at) == MOST_LINES)


def _signature(rows: list[Row]) -> list[Row]:
    """Return the rows of the signature alone: without the mail above, quotes below, courtesies and notices."""
    kept = rows[: noise.without_quotes([row.text for row in rows])]
    for number, row in enumerate(kept):
        rest = "\n".join(one.low for one in kept[number + 1 :])
        if (
            (noise.is_greeting(row.low.strip()) or row.text.strip() in ("--", "---", "__"))
            and re.search(r"@|www|\d{3}[ .-]?\d{3}", rest)
            and not re.search(r"@|www\.", "\n".join(one.low for one in kept[:number]))
        ):
            kept = kept[number + 1 :]
            break
    found, in_notice = [], -1
    for row in kept:
        plain = row.low.strip()
        if noise.is_disclaimer(row.text, plain):
            in_notice = row.block
            continue
        if row.block == in_notice and len(plain.split()) >= 5 and not re.search(r"\d{3}|@|www", plain):
            continue
        if row.number >= 5 and row.block > kept[0].block and noise.is_footer(plain):
            continue
        if not noise.is_noise(row.text, plain):
            found.append(row)
    return _numbered(found)


def _numbered(rows: list[Row]) -> list[Row]:
    """Return the rows with their numbers, a firm's name that was broken before 公司 in one row again."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and row.text.strip() in joins.FIRM_ENDINGS and joins.runs_into_form(last.text):
            found[-1] = Row(last.text.rstrip() + row.text.strip(), last.number, last.block, last.height)
        else:
            found.append(row)
    for number, row in enumerate(found):
        row.number = number
    return found


def _contacts(rows: list[Row], country: str) -> _Contacts:
    """Return what can be told by its shape: hosts, chats and phones."""
    emails = hosts.emails(rows)
    sites, social = hosts.websites(rows, {one.value.partition("@")[2] for one in emails})
    domains = [re.split(r"[/?@]", one.value.rpartition("@")[2].removeprefix("www."))[0] for one in (*emails, *sites)]
    emails, sites = hosts.mended(emails, domains), hosts.mended(sites, domains)
    for barrier in barriers.bar(rows):
        rows[barrier.row].bar(barrier.start, barrier.end)
    code = places.labelled_chinese(rows)
    chat = chats.read(rows)
    domains = [one.value.partition("@")[2] for one in emails] + [re.split(r"[/?]", one.value)[0] for one in sites]
    votes = countries.votes(rows, domains, country)
    likely = countries.likely(votes, rows)
    numbers = _of_first_office(phones.read(rows, likely), rows)
    return _Contacts(emails, sites, social, chat, numbers, likely, code)


# An office in front of its address and numbers: its name or its town.
_OFFICE = re.compile(
    r"^\W*(?:[\u4e00-\u9fff]{0,8}(?:总公司|總公司|分公司|办事处|辦事處|总部|總部|分厂|工厂|工廠|分店|总店|仓库|[东西南北]办)|(?:head|branch|main|regional) office|headquarters|branch|factory|works|sucursal|matriz|sede|oficina|planta|fabrica|filiale?|zentrale|niederlassung|werk|siege|agence|usine|zweigstelle)(?: [^\W\d_]+){0,2} ?[:：]"
)
_TOWN = re.compile(r"^\W*([^\W\d_]{4,}) ?[:：] ?[^\W\d_]+")


def _of_first_office(numbers: list[phones.Found], rows: list[Row]) -> list[phones.Found]:
    """Return the numbers without those that stand in the line of a second office behind its address."""
    offices = [row for row in rows if _OFFICE.match(row.low) or _is_town_label(row.low)]
    later = {row.number for row in offices[1:]}
    kept = [one for one in numbers if one.row not in later]
    return kept or numbers


def _is_town_label(low: str) -> bool:
    match = _TOWN.match(low)
    return bool(match) and places.all_known([match.group(1)], "X")  # type: ignore[union-attr]


def _reading(
    rows: list[Row],
    pieces: list[Piece],
    contacts: _Contacts,
    native: Chosen | None,
    western: Chosen,
    evidence: Evidence,
    left_out: bool,
) -> Reading:
    if (
        native
        and native.firm
        and not native.name
        and not native.title
        and western.firm
        and native.firm.score < 3 < western.firm.score
    ):
        # What looks like a firm in the other script is a slogan.
        native = None
    main, other = (native, western) if native and (native.name or native.firm or native.title) else (western, None)
    found = address.address_of(
        pieces, evidence, [main, *([other] if other else [])], frozenset(one.row for one in contacts.phones)
    )
    code = contacts.postcode or places.postcode(rows, found, contacts.countries)
    texts = {
        "name": _text(main.name) or _text(other.name if other else None),
        "name_alt": _text(other.name) if other and main.name else "",
        "company": _text(main.firm) or _text(other.firm if other else None),
        "company_alt": _text(other.firm) if other and main.firm else "",
        "address": places.without_postcode(address.joined(found), code),
        "postcode": code,
        "wechat": contacts.chats.wechat or next((one.wechat for one in contacts.phones if one.wechat), ""),
        "qq": contacts.chats.qq,
        "linkedin": next((one.value for one in contacts.social if "linkedin." in one.value), ""),
    }
    if not texts["wechat"] and chats.is_the_mobile(rows):
        texts["wechat"] = next(
            (one.phone.number.removeprefix("+86") for one in contacts.phones if one.phone.type == "mobile"), ""
        )
    if not texts["name"]:
        texts["name"] = persons.named_in(texts["company"])
    title, title_alt = title_of(pieces, main), title_of(pieces, other) if other else ""
    texts["title"], texts["title_alt"] = (title, title_alt) if title else (title_alt, "")
    texts["department"] = department_of(pieces, main, other, evidence)
    if texts["department"] and not texts["title"] and set(fold(texts["department"]).split()) <= _SELLING:
        # Who has only that beside the name sells.
        texts["title"], texts["department"] = texts["department"], ""
    reading = Reading(
        **texts,  # type: ignore[arg-type]
        phones=tuple(one.phone for one in contacts.phones),
        emails=tuple(dict.fromkeys(one.value for one in contacts.emails)),
        websites=tuple(dict.fromkeys(one.value for one in contacts.websites)),
    )
    return trust.judged(reading, main, other, contacts.phones, left_out)


def _domains(contacts: _Contacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may name the firm: the domains; and the parts before the @, where those name firms as well as people."""
    found = [one.value for one in contacts.websites]
    more = []
    for one in contacts.emails:
        local, _, domain = one.value.partition("@")
        found.append(domain)
        if len(local) >= 5 and (not links.main_label(domain) or not re.search(r"[._]", local)):
            more.append(f"{re.sub(r'[._]', '-', local)}.com")
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(more))


def _text(candidate: Candidate | None) -> str:
    return candidate.text if candidate else ""
