"""Is this card's person, or firm, there already?"""

from typing import NamedTuple

from crmcli.exchange.vcard import Card
from crmcli.language import _
from crmcli.rules.names import company_key, email_key, fold, person_key
from crmcli.rules.phones import phone_lookups
from crmcli.store import facts
from crmcli.store.caches import setting
from crmcli.store.write import Work


class Match(NamedTuple):
    """What fits a card: a customer and perhaps the very contact; or a doubt, in words; or nothing."""

    customer: tuple[int, str] | None = None
    contact_id: int | None = None
    same_person: bool = False
    doubt: str = ""


class _Hit(NamedTuple):
    customer_id: int
    contact_id: int  # 0: the customer itself


def match(work: Work, card: Card) -> Match:
    """Find the customer that a card belongs to: by e-mail and phone, then by company, then by the person's name."""
    hits = _by_points(work, card)
    firms = _by_key(work, "company", company_key(card.company)) if card.company else []
    if hits:
        return _by_shared_point(work, card, hits, {hit.customer_id for hit in firms})
    if card.company:
        return _by_company(work, card, firms)
    return _by_person(work, card)


def _by_key(work: Work, kind: str, key: str) -> list[_Hit]:
    return [_Hit(*row) for row in facts.with_key(work.sql, kind, key)] if key else []


def _by_points(work: Work, card: Card) -> list[_Hit]:
    country = setting(work.sql, "country")
    keys = [("email", email_key(one.value)) for one in card.emails]
    keys += [key for one in card.phones if one.label != "fax" for key in phone_lookups(one.value, country)]
    keys += [("wechat", card.wechat.strip().casefold())] if card.wechat else []
    found = [hit for kind, key in dict.fromkeys(keys) for hit in _by_key(work, kind, key)]
    return list(dict.fromkeys(found))


def _by_shared_point(work: Work, card: Card, hits: list[_Hit], firms: set[int]) -> Match:
    customers = {hit.customer_id for hit in hits}
    if len(customers) > 1:
        # The company's name decides, where it fits exactly one of them.
        customers = customers & firms if len(customers & firms) == 1 else customers
    if len(customers) > 1:
        names = ", ".join(_named(work, one) for one in sorted(customers))
        return Match(doubt=_("its e-mail or phone belongs to several: {names}").format(names=names))
    customer_id = customers.pop()
    people = _people(work, customer_id)
    contact_id = _same_person(card, people)
    if contact_id is not None:
        return Match(_customer(work, customer_id), contact_id, True)
    customer = _customer(work, customer_id)
    if not card.name or (not people and person_key(card.name) == person_key(customer[1])):
        return Match(customer, None, True)
    if customer_id in firms or (not card.company and not people):
        return Match(customer)
    return Match(
        doubt=_("its e-mail or phone belongs to {name}, under another name").format(name=_named(work, customer_id))
    )


def _by_company(work: Work, card: Card, firms: list[_Hit]) -> Match:
    customers = sorted({hit.customer_id for hit in firms})
    if not customers:
        return Match()
    if len(customers) > 1:
        names = ", ".join(_named(work, one) for one in customers)
        return Match(doubt=_("several customers have this name: {names}").format(names=names))
    contact_id = _same_person(card, _people(work, customers[0]))
    same = contact_id is not None or not card.name
    return Match(_customer(work, customers[0]), contact_id, same)


def _by_person(work: Work, card: Card) -> Match:
    """A card without a firm and without a known point: the same name alone is a doubt, unless nothing differs."""
    own = [hit.customer_id for hit in _by_key(work, "name", fold(card.name))]
    if not own:
        return Match()
    if len(own) == 1 and not (card.emails or card.phones):
        return Match(_customer(work, own[0]), _same_person(card, _people(work, own[0])), True)
    names = ", ".join(_named(work, one) for one in own)
    return Match(doubt=_("there is somebody of this name: {names}").format(names=names))


def _people(work: Work, customer_id: int) -> dict[int, str]:
    """Return the names of a customer's contacts by id."""
    return facts.people(work.sql, customer_id)


def _same_person(card: Card, people: dict[int, str]) -> int | None:
    key = person_key(card.name)
    return next((one for one, name in people.items() if key and person_key(name) == key), None)


def _customer(work: Work, customer_id: int) -> tuple[int, str]:
    return customer_id, facts.customer_name(work.sql, customer_id)


def _named(work: Work, customer_id: int) -> str:
    return _("{name} ({id})").format(id=customer_id, name=_customer(work, customer_id)[1])
