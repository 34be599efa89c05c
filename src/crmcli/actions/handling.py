"""What becomes of due items: done, skipped, or put off."""

from datetime import date
from typing import NamedTuple

from crmcli.actions.outcome import Done, acting, each
from crmcli.actions.outcome import Outcome as Answer
from crmcli.actions.reminders import existing
from crmcli.errors import ConflictError, NotFoundError, RefusedError, quoted
from crmcli.language import _
from crmcli.model import Handled, Reminder
from crmcli.rules import due as rules
from crmcli.rules.due import Outcome
from crmcli.rules.texts import LONG, checked
from crmcli.store import asof, facts, handled, refs
from crmcli.store.handled import Item
from crmcli.store.read import View
from crmcli.store.reads import due_items, due_own
from crmcli.store.write import Request, Work


class Said(NamedTuple):
    """What a person says of items: until when they are put off, and why."""

    outcome: Outcome
    until: date | None = None
    why: str = ""


# What goes by itself once the thing is done that it asks for: what to type for that.
_ASKS = {
    "approval": "crm approve q{row}",
    "stale": "crm act {customer} --until +14d",
    "step": "crm next {customer} --done",
    "plan": "crm next {customer} fri",
    "instalment": "crm pay {customer} AMOUNT",
    "milestone": "crm milestones",
    "quote": "crm quote show k{row}",
}


def handle(request: Request, given: list[str], said: Said) -> Answer:
    """Say of items that they are done, skipped or put off; RefusedError for what only goes by being done."""

    def one(work: Work, text: str) -> Done:
        item = _item(work, text, said)
        if said.outcome == Outcome.DONE and item.kind in _ASKS:
            command = _ASKS[item.kind].format(row=item.row, customer=item.customer_id)
            raise RefusedError(
                _("{key} goes when that is done which it asks for.").format(key=item.key),
                _("Type: {command}").format(command=command),
                _("Or leave it out: crm remind skip {key}").format(key=item.key),
            )
        return _handled(work, item, said)

    return each(request, given, one)


def _handled(work: Work, item: Item, said: Said) -> Done:
    until = said.until.isoformat() if said.until else ""
    if said.until:
        _comes_back(work, item, said.until)
    who = acting(work)
    work.add(
        Handled(
            item=item.key,
            customer_id=item.customer_id,
            rep_id=who.id if who else None,
            outcome=said.outcome,
            until_on=until,
            handled_on=work.today,
            why=checked(said.why, "--why", LONG).strip(),
        )
    )
    if item.kind == "reminder" and said.outcome != Outcome.SNOOZED:
        row: Reminder = work.get(Reminder, item.row)
        if not row.every and not row.ended_on:
            row.ended_on = work.today  # it comes no more
    sentences = {
        Outcome.DONE: _("{key}{whom} is done."),
        Outcome.SKIPPED: _("{key}{whom} is left out this time."),
        Outcome.SNOOZED: _("{key}{whom} comes again on {day}."),
    }
    whom = _(", {name} ({id})").format(name=item.name, id=item.customer_id) if item.customer_id else ""
    return Done(
        item.key,
        sentences[said.outcome].format(key=item.key, whom=whom, day=until),
        _("Take that back: crm undo"),
    )


def _comes_back(work: Work, item: Item, until: date) -> None:
    """Refuse to put off what would be over by then: a birthday, or what is shown for some days only."""
    if until <= work.request.today:
        raise RefusedError(_("{day} is not in the future.").format(day=until))
    begins = date.fromisoformat(item.key.rpartition(":")[2]) if item.kind == "reminder" else None
    if begins and until <= begins:
        raise RefusedError(_("m{id} is due on {day} only.").format(id=item.row, day=begins))
    last = rules.last_day(item.key, item.on, rules.rules(facts.settings(work.sql)))
    if last and until > last:
        raise RefusedError(
            _("{key} is over on {day}, and would not come again.").format(key=item.key, day=last),
            _("Plan it instead: crm next {customer} {day} TEXT").format(customer=item.customer_id, day=until)
            if item.customer_id
            else "",
        )


def _item(work: Work, text: str, said: Said) -> Item:
    """Return the item that `m3`, a key, or a customer with one due item means; NotFoundError, ConflictError."""
    if refs.lettered(text, "m") is not None:
        return _of_reminder(work, existing(work, text))
    found = handled.item(work.sql, text)
    if found:
        return found
    if ":" in text:
        raise NotFoundError(
            _("There is no item {ref}.").format(ref=quoted(text)), _("See them with: crm today --format csv")
        )
    return _of_customer(work, text, said)


def _of_reminder(work: Work, number: int) -> Item:
    view = View(work.sql, work.request.today, "")
    row = due_own.own(view, where=" AND x.id = :number", number=number)
    day = row[0].open_day(work.request.today, handled.closed(view, number)) if row and not row[0].ended_on else None
    if day is None:
        raise NotFoundError(_("m{id} has nothing left to do.").format(id=number))
    return Item(row[0].key(day), "reminder", number, row[0].customer_id, row[0].name)


def _of_customer(work: Work, text: str, said: Said) -> Item:
    customer = refs.customer(work.sql, text)
    work.settle()
    today = work.request.today
    view = View(work.sql, today, asof.alone(asof.shadow(work.sql, today), customer.id))
    mine = [one for one in due_items.due(view, due_items.Wish()) if one.customer_id == customer.id]
    asof.show(work.sql)
    if said.outcome == Outcome.DONE:
        mine = [one for one in mine if one.key.split(":")[0] not in _ASKS] or mine
    if len(mine) > 1:
        lines = [_("{key}  {why}").format(key=one.key, why=one.why) for one in mine]
        raise ConflictError(
            _("{count} items are due with {name} ({id}):").format(count=len(mine), **customer._asdict()), *lines
        )
    found = handled.item(work.sql, mine[0].key) if mine else None
    if found is None:
        raise NotFoundError(_("Nothing is due with {name} ({id}).").format(**customer._asdict()))
    return found
