"""Is this card's person, or firm, there already?"""

from typing import NamedTuple

from crmcli.exchange.vcard import Card
from crmcli.language import _
from crmcli.rules.firms import firm_of
from crmcli.rules.hosts import domain_key
from crmcli.rules.likeness import CERTAIN, LIKELY, POSSIBLE, WEIGHTS, Evidence, is_full, likeness, of_names, rare_words
from crmcli.rules.names import company_key, email_key, fold, person_key
from crmcli.rules.phones import phone_lookups
from crmcli.store import alike, facts
from crmcli.store.caches import setting
from crmcli.store.write import Work


class Match(NamedTuple):
    """What fits a card: a customer and perhaps the very contact; or a doubt, in words; or nothing."""

    customer: tuple[int, str] | None = None
    contact_id: int | None = None
    same_person: bool = False
    doubt: str = ""
    likely_id: int | None = None  # whom the doubt is about, where that is one
    resembled: str = ""  # that one, with the score and its reasons
    possible: str = ""  # who else it may be, though that is not likely


class _Hit(NamedTuple):
    customer_id: int
    contact_id: int  # 0: the customer itself


def match(work: Work, card: Card) -> Match:
    """Find the customer that a card belongs to: by e-mail and phone, then by company, then by the person's name."""
    hits = _by_points(work, card)
    named = dict.fromkeys(company_key(name) for name in (card.company, card.company_alt) if name)
    firms = [hit for key in named for hit in _by_key(work, "company", key)]
    if hits:
        return _by_shared_point(work, card, hits, {hit.customer_id for hit in firms})
    found = _by_company(work, card, firms) if card.company else _by_person(work, card)
    return found if found.customer or found.doubt else resembling(work, card)


def resembling(work: Work, card: Card) -> Match:
    """Return the customer that a card without a certain one most resembles: certainly, likely, or possibly."""
    best: tuple[float, str, int] = (0.0, "", 0)
    for one, found in _evidence(work, card).items():
        score, reason = likeness(found)
        best = max(best, (score, reason, -one))
    score, reason, negative = best
    if score < POSSIBLE:
        return Match()
    customer = _customer(work, -negative)
    said = _("{name} ({id}), {score:.2f}: {reason}").format(
        name=customer[1], id=customer[0], score=score, reason=reason
    )
    if score >= CERTAIN:
        contact_id = same_person(card, _people(work, customer[0]))
        same = contact_id is not None or not card.name
        return Match(customer, contact_id, same, likely_id=customer[0], resembled=said)
    if score >= LIKELY:
        return Match(doubt=_("it may be {said}").format(said=said), likely_id=customer[0], resembled=said)
    return Match(possible=_("possibly {said}").format(said=said))


def _evidence(work: Work, card: Card) -> dict[int, list[tuple[Evidence, float]]]:
    """Return what each customer that comes into question has in common with a card."""
    hosts = [*(one.value for one in card.emails), *card.websites]
    keys = [(Evidence.DOMAIN, domain) for one in hosts if (domain := domain_key(one))]
    names = [name for name in dict.fromkeys((card.company, card.company_alt)) if name]
    firms = [firm_of(name) for name in names or [card.name]]
    keys += [(Evidence.COMPANY, company_key(name)) for name in names]
    people = [key for name in (card.name, card.name_alt) if (key := person_key(name)) and is_full(key)]
    keys += [(Evidence.PERSON, key) for key in people]
    found: dict[int, list[tuple[Evidence, float]]] = {}
    for one, kinds in alike.having(work.sql, dict.fromkeys((kind.value, key) for kind, key in keys)).items():
        found[one] = [(Evidence(kind), WEIGHTS[Evidence(kind)]) for kind in kinds]
    # What is called the same elsewhere is only looked at: how much that says, their names tell.
    cores = [(kind, firm.core) for firm in firms if firm.core and names for kind in ("company", "firm")]
    for one in alike.having(work.sql, cores):
        found.setdefault(one, [])
    for one in alike.with_rare_words(work.sql, rare_words(firms)) if names else []:
        found.setdefault(one, [])
    for one, name in alike.names(work.sql, found).items():
        found[one] += [said for firm in firms if (said := of_names(firm, firm_of(name))) and names]
    return found


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
        doubt = _("its e-mail or phone belongs to several: {names}").format(names=names)
        return Match(doubt=doubt)
    customer_id = customers.pop()
    people = _people(work, customer_id)
    contact_id = same_person(card, people)
    if contact_id is not None:
        return Match(_customer(work, customer_id), contact_id, True)
    customer = _customer(work, customer_id)
    if not card.name or (not people and person_key(card.name) == person_key(customer[1])):
        return Match(customer, None, True)
    if customer_id in firms or (not card.company and not people):
        return Match(customer)
    return Match(
        doubt=_("its e-mail or phone belongs to {name}, under another name").format(name=_named(work, customer_id)),
        likely_id=customer_id,
    )


def _by_company(work: Work, card: Card, firms: list[_Hit]) -> Match:
    customers = sorted({hit.customer_id for hit in firms})
    if not customers:
        return Match()
    if len(customers) > 1:
        names = ", ".join(_named(work, one) for one in customers)
        return Match(doubt=_("several customers have this name: {names}").format(names=names))
    contact_id = same_person(card, _people(work, customers[0]))
    same = contact_id is not None or not card.name
    return Match(_customer(work, customers[0]), contact_id, same)


def _by_person(work: Work, card: Card) -> Match:
    """A card without a firm and without a known point: the same name alone is a doubt, unless nothing differs."""
    own = [hit.customer_id for hit in _by_key(work, "name", fold(card.name))]
    if not own:
        return Match()
    if len(own) == 1 and not (card.emails or card.phones):
        return Match(_customer(work, own[0]), same_person(card, _people(work, own[0])), True)
    names = ", ".join(_named(work, one) for one in own)
    return Match(
        doubt=_("there is somebody of this name: {names}").format(names=names),
        likely_id=own[0] if len(own) == 1 else None,
    )


def _people(work: Work, customer_id: int) -> dict[int, str]:
    """Return the names of a customer's contacts by id."""
    return facts.people(work.sql, customer_id)


def same_person(card: Card, people: dict[int, str]) -> int | None:
    """Return the contact among a customer's people, names by id, whose card it is; or None."""
    keys = {key for name in (card.name, card.name_alt) if (key := person_key(name))}
    return next((one for one, name in people.items() if person_key(name) in keys), None)


def _customer(work: Work, customer_id: int) -> tuple[int, str]:
    return customer_id, facts.customer_name(work.sql, customer_id)


def _named(work: Work, customer_id: int) -> str:
    return _("{name} ({id})").format(id=customer_id, name=_customer(work, customer_id)[1])
