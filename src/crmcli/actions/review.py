"""Looking through the cards that wait: each becomes a customer, somebody's at one that is there, or is skipped."""

from pathlib import Path
from typing import NamedTuple

from crmcli.actions import cards
from crmcli.actions.activities import plan_for
from crmcli.actions.cards import SKIPPED, CardRow
from crmcli.actions.customers import Details, valid_grade
from crmcli.actions.matching import Match, match, same_person
from crmcli.actions.outcome import acting
from crmcli.actions.owners import give
from crmcli.errors import ConflictError
from crmcli.exchange import vcard
from crmcli.exchange.cards.given import Given
from crmcli.exchange.cards.reading import card_of, from_json
from crmcli.exchange.vcard import Card
from crmcli.language import _, many
from crmcli.model import Card as StoredCard
from crmcli.model import Contact, Customer
from crmcli.rules.dates import DateOrder
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, refs
from crmcli.store.reads.cards import CardFile
from crmcli.store.refs import Found
from crmcli.store.write import OvertakenError, Request, Work, step


class Answer(NamedTuple):
    """What a person says of a card: the fields as they are right, where it belongs, and what they know besides."""

    card: Card
    attach: str = ""  # the customer that it belongs to; "" is a new one
    found: bool = False  # the customer that it belongs to is to be looked for, as with a card that comes in
    skip: bool = False
    note: str = ""
    grade: str = ""
    owner: str = ""
    next_day: str = ""
    next_text: str = ""


def card_in(file: CardFile) -> Card:
    """Return what a kept card says as plain values."""
    if file.reading:
        return card_of(from_json(file.reading), file.content)
    found = vcard.read(file.content)
    return found[0]._replace(line=file.line) if found else Card(raw=file.content)


class Review:
    """Answers about cards, each committed by itself, all of them one step."""

    def __init__(self, request: Request, order: DateOrder = "") -> None:
        self._request = request
        self._order = order
        self._work: Work | None = None
        self._done = 0

    def decide(self, file: CardFile, answer: Answer) -> CardRow:
        """Do with a card what was answered; errors leave it where it was."""
        try:
            return self._decide(file, answer, self._work)
        except OvertakenError:
            return self._decide(file, answer, None)

    def _decide(self, file: CardFile, answer: Answer, earlier: Work | None) -> CardRow:
        with step(self._request, continues=earlier) as work:
            acting(work)
            waiting = facts.waiting_card(work.sql, file.sha256)
            if waiting is None or waiting.id != file.number:
                raise ConflictError(_("Card {id} does not wait any more.").format(id=file.card.id))
            row = _answered(work, file, answer, self._order)
            done = self._done + 1 if earlier is not None else 1
            work.what = many("{count} card looked at.", "{count} cards looked at.", done).format(count=done)
        self._work, self._done = (work if work.kept else self._work), done
        return row


def _answered(work: Work, file: CardFile, answer: Answer, order: DateOrder) -> CardRow:
    given = Given(
        file.card.source, answer.card, Path(file.card.source), kind=file.card.kind, text=file.text, digest=file.sha256
    )
    if answer.skip:
        stored: StoredCard = work.get(StoredCard, file.number)
        stored.state = SKIPPED
        return cards.row_of(given, None, SKIPPED, "")
    if answer.found:
        answer = _placed(work, answer)
    if answer.attach:
        row = _attached(work, given, answer, file.card.event)
    else:
        details = Details(source=file.card.event or None, grade=answer.grade or None, owner=answer.owner or None)
        row = cards.create_from(work, given, answer.card, file.sha256, details, work.today, "", "")
    customer = Found(row.id or 0, facts.customer_name(work.sql, row.id or 0))
    _note(work, customer, answer)
    if answer.next_day:
        plan_for(work, customer, answer.next_day, answer.next_text, order)
    return row


def _placed(work: Work, answer: Answer) -> Answer:
    """Return an answer that says whose the card is; ConflictError where somebody has to look at that."""
    found = match(work, answer.card)
    if found.doubt:
        raise ConflictError(
            _("{name} waits on: {why}").format(name=answer.card.name or answer.card.company, why=found.doubt)
        )
    return answer._replace(attach=str(found.customer[0]) if found.customer else "")


def _attached(work: Work, given: Given, answer: Answer, event: str) -> CardRow:
    found = refs.customer(work.sql, answer.attach)
    contact_id = same_person(answer.card, facts.people(work.sql, found.id))
    match = Match((found.id, found.name), contact_id, contact_id is not None or not answer.card.name)
    row = cards.complete(work, given, answer.card, given.sha256, match, event)
    customer: Customer = work.get(Customer, found.id)
    customer.grade = valid_grade(answer.grade) or customer.grade
    if answer.owner:
        day = max(work.today, facts.last_day(work.sql, "ownership", found.id))
        give(work, found.id, answer.owner, day)
    return row


def _note(work: Work, customer: Found, answer: Answer) -> None:
    """Put the note beside what is noted of the person, or of the customer where the card names nobody."""
    if not answer.note:
        return
    contact_id = same_person(answer.card, facts.people(work.sql, customer.id))
    row = work.get(Contact, contact_id) if contact_id else work.get(Customer, customer.id)
    row.note = checked("\n".join(part for part in (row.note, answer.note) if part), _("note"), LONG)
