"""Visits and calls out of spreadsheets."""

from typing import NamedTuple

from crmcli.actions.imports.answer import ImportRow, Result
from crmcli.actions.imports.ground import Given, Ground, kept, number_of
from crmcli.actions.imports.newcomers import Newcomers
from crmcli.errors import BadInputError, ConflictError
from crmcli.exchange.sheet import ActivityRecord
from crmcli.language import _
from crmcli.model.words import Kind
from crmcli.rules import money
from crmcli.rules.dates import day
from crmcli.rules.kinds import kind as kind_of
from crmcli.rules.names import person_key
from crmcli.store import facts, held

_MOST_MINUTES = 100_000


class _Plan(NamedTuple):
    at: str
    due: str
    text: str
    rep_id: int | None


class Activities:
    """Takes in rows of activities."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.newcomers = Newcomers(ground)
        self._kinds: dict[str, Kind] = {"": Kind.OTHER}
        self._plans: dict[int, _Plan] = {}

    def take(self, given: Given, record: ActivityRecord) -> ImportRow:
        """Take in one row; CrmError where that cannot be done."""
        ground, line = self.ground, given.row.line
        kept({}, {"text": f"{record.text}{record.next}"}, (record.customer, record.contact, record.rep))
        kind = self._kind(record.kind)
        if not record.at:
            raise BadInputError(_("there is no date in it"))
        at = ground.day(record.at, place="at")
        cost, currency = self._cost(record)
        if record.minutes is not None and record.minutes > _MOST_MINUTES:
            raise BadInputError(_("minutes: {value} is no duration").format(value=record.minutes))
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
        rep_id = ground.rep(record.rep) if record.rep else ground.actor_id
        customer_id, name = self.newcomers.customer(record.customer_id, record.customer, at[:10])
        contact_id, text = self._contact(customer_id, record)
        if record.next:
            text = _("{text} (next: {next})").format(text=text, next=record.next).strip()
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
        self._note_plan(customer_id, at, record.next, rep_id)
        return ImportRow(line, f"a{activity_id}", name, Result.CREATED.value)

    def _note_plan(self, customer_id: int, at: str, text: str, rep_id: int | None) -> None:
        """Remember what was planned with a customer last, where that is still to come."""
        when, _space, what = text.strip().partition(" ")
        before = self._plans.get(customer_id)
        if not when or (before and before.at > at):
            return
        try:
            due = day(when, self.ground.work.request.today, order=self.ground.options.dates, place="next").isoformat()
        except BadInputError:
            return  # no date stands before it: it is said in the text
        if due >= self.ground.work.today:
            self._plans[customer_id] = _Plan(at, due, what.strip(), rep_id)

    def finish(self) -> None:
        """Give customers who were only named their first day, and plan what is to come where nothing is planned."""
        self.newcomers.finish()
        for customer_id, plan in self._plans.items():
            if not facts.open_next_steps(self.ground.work.sql, customer_id):
                row = (customer_id, plan.rep_id, plan.due, plan.text, plan.at[:10], "", "")
                self.ground.loader.add("next_step", *row)

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
