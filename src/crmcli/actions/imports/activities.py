"""Visits and calls out of spreadsheets."""

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.errors import BadInputError, ConflictError
from crmcli.exchange.sheet import ActivityRecord
from crmcli.language import _
from crmcli.model.words import Kind
from crmcli.rules import money
from crmcli.rules.kinds import kind as kind_of
from crmcli.rules.names import person_key
from crmcli.store import facts, held

_MOST_MINUTES = 100_000


class Activities:
    """Takes in rows of activities."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)
        self._kinds: dict[str, Kind] = {"": Kind.OTHER}

    def take(self, given: Given, record: ActivityRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        ground, line = self.ground, given.row.line
        kept({}, {"text": record.text}, (record.customer, record.contact, record.rep))
        kind = self._kind(record.kind)
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        at = ground.day(record.at, place="at")
        cost, currency = self._cost(record)
        if record.minutes is not None and record.minutes > _MOST_MINUTES:
            raise BadInputError(_("minutes: {value} is no duration").format(value=record.minutes))
        rep_id = ground.rep(record.rep) if record.rep else ground.actor_id
        origin, number = None, None
        if record.id:
            number = number_of(record.id, "id", "a")
            known = held.customer_of(ground.work.sql, "activity", number)
        else:
            origin, made = ground.origin(given.row.cells)
            known = held.customer_of(ground.work.sql, "activity", made) if made else None
            number = made
        if known:
            return self._known(line, number or 0, known, record)
        customer_id, name = self.newcomers.customer(record.customer_id, record.customer, at[:10])
        contact_id, text = self._contact(customer_id, record)
        row = (
            customer_id,
            contact_id,
            ground.registered(rep_id),
            kind.value,
            at,
            text,
            record.minutes,
            cost,
            currency,
            origin,
        )
        activity_id = ground.loader.add("activity", *row, row_id=number)
        if origin is not None:
            ground.known.becomes(origin, activity_id)
        ground.loader.touch([customer_id])
        return ImportRow(line, f"a{activity_id}", name, Result.CREATED.value)

    def finish(self) -> None:
        """Give customers who were only named their first day."""
        self.newcomers.finish()

    def _known(self, line: int, number: int, customer: tuple[int, str], record: ActivityRecord) -> ImportRow:
        if record.customer_id and number_of(record.customer_id, "customer_id") != customer[0]:
            said = _("a{id} is an activity of {name} ({customer})")
            raise ConflictError(said.format(id=number, name=customer[1], customer=customer[0]))
        return ImportRow(line, f"a{number}", customer[1], Result.KNOWN.value)

    def _kind(self, word: str) -> Kind:
        found = self._kinds.get(word)
        if found is None:
            found = self._kinds[word] = kind_of(word)
        return found

    def _cost(self, record: ActivityRecord) -> tuple[int | None, str]:
        if not record.cost:
            return None, ""
        code = self.ground.currency(record.currency, required=False)
        return money.parse(record.cost, code, "cost"), code

    def _contact(self, customer_id: int, record: ActivityRecord) -> tuple[int | None, str]:
        """Return the contact that was met, and the text; a person who is no contact there is named in it."""
        if not record.contact:
            return None, record.text
        people = facts.people(self.ground.work.sql, customer_id)
        key = person_key(record.contact)
        for one, name in people.items():
            if record.contact == f"c{one}" or (key and person_key(name) == key):
                return one, record.text
        return None, _("{text} (with {person})").format(text=record.text, person=record.contact).strip()
