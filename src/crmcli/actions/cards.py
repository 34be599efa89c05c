"""Business cards: each becomes a customer, completes one, or asks for somebody to look."""

from typing import NamedTuple

from crmcli.actions.customers import Details, create
from crmcli.actions.matching import Match, match
from crmcli.actions.outcome import acting
from crmcli.actions.points import add_point, comparable
from crmcli.errors import CrmError
from crmcli.exchange.cards.given import Given
from crmcli.exchange.cards.reading import as_json
from crmcli.exchange.vcard import Address, Card
from crmcli.language import _
from crmcli.model import Card as StoredCard
from crmcli.model import Contact, Customer
from crmcli.model.words import PointKind
from crmcli.rules.names import company_key
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.caches import setting
from crmcli.store.write import Work

RESULTS = ("created", "completed", "known", "needs-look", "unreadable")
CREATED, COMPLETED, KNOWN, LOOK, UNREADABLE = RESULTS
INBOX, SKIPPED = "inbox", "skipped"
_NAMELESS = _("there is neither a name nor a company on it")
ALREADY = _("this very card is there already")


class CardRow(NamedTuple):
    """What became of one card."""

    id: int | None
    contact: str
    name: str
    result: str
    detail: str
    file: str
    line: int


class CommonError(CrmError):
    """An error in what was said of all cards, which no other card will escape."""

    def __init__(self, cause: CrmError) -> None:
        super().__init__(cause.message)
        self.cause = cause


def row_of(given: Given, customer: tuple[int, str] | None, result: str, detail: str) -> CardRow:
    card = given.card or Card()
    return CardRow(
        id=customer[0] if customer else None,
        contact=card.name,
        name=customer[1] if customer else card.company or card.name,
        result=result,
        detail=detail,
        file=given.source,
        line=card.line,
    )


def take(work: Work, given: Given, common: Details, day: str, force: str) -> CardRow:
    card = given.card
    if card is None:
        return row_of(given, None, UNREADABLE, given.why)
    nameless = not (card.name or card.company)
    if nameless and (force or not _names_a_way(given)):
        return row_of(given, None, UNREADABLE, _NAMELESS)
    _refuse_unkeepable(given, card)
    digest = given.sha256
    known = facts.card_owner(work.sql, digest)
    if known:
        return row_of(given, known, KNOWN, ALREADY)
    waiting = facts.waiting_card(work.sql, digest)
    if waiting and waiting.state == SKIPPED and not force:
        return row_of(given, None, KNOWN, _("it was skipped when the cards were looked through"))
    found = match(work, card)
    if not (found.doubt or found.same_person) and given.reading:
        found = found._replace(doubt=_hard(given), likely_id=found.customer[0] if found.customer else None)
    if found.doubt and not force:
        if waiting:
            return row_of(given, None, KNOWN, _("it waits in the inbox already: {why}").format(why=found.doubt))
        keep(work, given, digest, (None, None), common.source or "", found)
        return row_of(given, None, LOOK, found.doubt)
    if found.customer is None:
        return create_from(work, given, card, digest, common, day, force, found.possible)
    return complete(work, given, card, digest, found, common.source or "")


def _names_a_way(given: Given) -> bool:
    """Say whether a picture says how to reach somebody, as the QR code of a WeChat account: the name can be added."""
    one = given.reading
    ways = (one.phones, one.emails, one.wechat, one.qq, one.linkedin, one.websites) if one else ()
    return given.kind != "text" and any(ways)


def _hard(given: Given) -> str:
    """Return why a customer out of what was read might be none, in words; "" where it was read surely."""
    if given.card and not (given.card.name or given.card.company):
        return _NAMELESS
    read = ", ".join(f"{field} {sure:.2f}" for field, sure in given.unsure.items())
    return _("it was hard to read: {fields}").format(fields=read) if read else ""


def _refuse_unkeepable(given: Given, card: Card) -> None:
    """Raise BadInputError where the card says something that cannot be kept, before anything is written."""
    address = card.addresses[0] if card.addresses else Address()
    short = (card.name, card.company, card.title, card.department, card.birthday, address.region, address.city)
    for text in (*short, *card.categories, *(value for _kind, value, _label in _points_of(card))):
        checked(text, _("card"))
    for text in (card.note, address.text, given.text):
        checked(text, _("card"), LONG)


def create_from(
    work: Work, given: Given, card: Card, digest: str, common: Details, day: str, force: str, possible: str
) -> CardRow:
    name = card.company or card.name
    address = card.addresses[0].text if card.addresses else ""
    region = card.addresses[0].region or card.addresses[0].city if card.addresses else ""
    details = common._replace(
        name=name,
        address=common.address if common.address is not None else address,
        region=common.region if common.region is not None else region,
        tags=(*common.tags, *card.categories),
    )
    try:
        customer_id = create(work, details, day, reason=force)
    except CrmError as error:
        raise CommonError(error) from None
    contact_id = _add_contact(work, customer_id, card)
    _add_points(work, customer_id, contact_id, card)
    keep(work, given, digest, (customer_id, contact_id), common.source or "")
    return row_of(given, (customer_id, name), CREATED, "; ".join([*card.warnings, *([possible] if possible else [])]))


def _add_contact(work: Work, customer_id: int, card: Card) -> int | None:
    if not (card.name or card.title or card.department):
        return None
    return work.add(
        Contact(
            customer_id=customer_id,
            name=checked(card.name, _("name")),
            title=checked(card.title, _("title")),
            department=checked(card.department, _("department")),
            note=checked(card.note, _("note"), LONG),
            birthday=checked(card.birthday, _("birthday")),
            created_on=work.today,
        )
    )


def _points_of(card: Card) -> list[tuple[str, str, str]]:
    points = [(PointKind.EMAIL, one.value, one.label) for one in card.emails]
    points += [(PointKind.PHONE, one.value, one.label) for one in card.phones]
    points += [(PointKind.WECHAT, card.wechat, "")] if card.wechat else []
    points += [(PointKind.WEBSITE, one, "") for one in card.websites]
    points += [(PointKind.MESSENGER, one.value, one.label) for one in card.ims]
    return [(str(kind), value, label) for kind, value, label in points]


def _add_points(work: Work, customer_id: int, contact_id: int | None, card: Card) -> None:
    for kind, value, label in _points_of(card):
        add_point(work, customer_id, None if kind == PointKind.WEBSITE else contact_id, kind, value, label)


def keep(
    work: Work, given: Given, digest: str, became: tuple[int | None, int | None], event: str, doubt: Match | None = None
) -> None:
    """Keep the card as it came, what was read on it, where from, and by whom; with a `doubt` it waits in the inbox."""
    waiting = facts.waiting_card(work.sql, digest)
    if waiting:
        settle(work, waiting.id, became)
        return
    by = acting(work)
    card = given.card or Card()
    work.add(
        StoredCard(
            customer_id=became[0],
            contact_id=became[1],
            sha256=digest,
            kind=given.kind,
            source=given.source,
            line=card.line,
            content=card.raw,
            added_on=work.today,
            text=given.text,
            reading=as_json(given.reading) if given.reading else "",
            event=event,
            rep_id=by.id if by else None,
            state=INBOX if doubt else "",
            likely_id=doubt.likely_id if doubt else None,
            why=doubt.doubt if doubt else "",
        )
    )


def settle(work: Work, card_id: int, became: tuple[int | None, int | None]) -> None:
    """Take a card out of the inbox: it became a customer's, and perhaps a contact's."""
    card: StoredCard = work.get(StoredCard, card_id)
    card.customer_id, card.contact_id = became
    card.state, card.likely_id, card.why = "", None, ""


def complete(work: Work, given: Given, card: Card, digest: str, found: Match, event: str) -> CardRow:
    assert found.customer is not None
    customer_id = found.customer[0]
    if found.contact_id is None and card.name and not found.same_person:
        contact_id = _add_contact(work, customer_id, card)
        _add_points(work, customer_id, contact_id, card)
        keep(work, given, digest, (customer_id, contact_id), event)
        return row_of(given, found.customer, COMPLETED, _("second contact: {name}").format(name=card.name))
    added = _fill_empty(work, customer_id, found.contact_id, card)
    differs = _differences(work, customer_id, found.contact_id, card)
    said = [_("added: {fields}").format(fields=", ".join(added))] if added else []
    said += (
        [_("kept as it was, but the card differs in: {fields}").format(fields=", ".join(differs))] if differs else []
    )
    # The card itself is kept, whatever of it was news.
    keep(work, given, digest, (customer_id, found.contact_id), event)
    return row_of(given, found.customer, COMPLETED if added else KNOWN, "; ".join(said) or _("nothing new on it"))


def _differences(work: Work, customer_id: int, contact_id: int | None, card: Card) -> list[str]:
    """Return the fields of which the card says something else than the file."""
    differs = []
    if contact_id is not None:
        contact: Contact = work.get(Contact, contact_id)
        for field in ("title", "department", "birthday", "note"):
            said = getattr(card, field)
            differs += [field] if said and said != getattr(contact, field) else []
    customer: Customer = work.get(Customer, customer_id)
    if card.addresses and card.addresses[0].text not in ("", customer.address):
        differs.append("address")
    if card.company and company_key(card.company) != company_key(customer.name):
        differs.append("company")
    return differs


def _fill_empty(work: Work, customer_id: int, contact_id: int | None, card: Card) -> list[str]:
    """Write what the card says and the file does not know yet; returns the names of the fields."""
    added = []
    if contact_id is not None:
        contact: Contact = work.get(Contact, contact_id)
        for field in ("name", "title", "department", "birthday", "note"):
            if not getattr(contact, field) and getattr(card, field):
                setattr(contact, field, getattr(card, field))
                added.append(field)
    country = setting(work.sql, "country")
    known = [(kind, value) for _id, kind, value in facts.points(work.sql, customer_id)]
    held = {comparable(kind, value, country) for kind, value in known}
    for kind, value, label in _points_of(card):
        if value.strip() and not comparable(kind, value, country) & frozenset().union(*held):
            add_point(work, customer_id, None if kind == PointKind.WEBSITE else contact_id, kind, value, label)
            held.add(comparable(kind, value, country))
            added.append(kind)
    address = card.addresses[0].text if card.addresses else ""
    customer: Customer = work.get(Customer, customer_id)
    if address and not customer.address:
        customer.address = checked(address, _("address"), LONG)
        added.append("address")
    return list(dict.fromkeys(added))
