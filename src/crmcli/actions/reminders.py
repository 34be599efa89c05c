"""Reminders of one's own and holidays: added, and let go."""

from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import BadInputError, ConflictError, NotFoundError, RefusedError, quoted
from crmcli.language import _
from crmcli.model import Holiday, Reminder
from crmcli.rules import recurrence
from crmcli.rules.dates import LATEST, DateOrder, day
from crmcli.rules.texts import LONG, checked
from crmcli.store import handled, holidays, refs
from crmcli.store.write import Request, Work


class Wish(NamedTuple):
    """A reminder as a person typed it; without a customer it is the rep's own."""

    ref: str
    text: str
    since: str = "today"
    every: str = ""
    rep: str = ""


def add(request: Request, wish: Wish, dates: DateOrder = "") -> Outcome:
    """Add a reminder; RefusedError for one whose only day has gone by."""

    def one(work: Work, wish: Wish) -> Done:
        text = checked(wish.text, "TEXT", LONG).strip()
        if not text:
            raise BadInputError(_("What is to be done? The text is missing."))
        often = recurrence.every(wish.every, "--every")
        first = day(wish.since, work.request.today, order=dates, place="--from")
        coming = next(recurrence.occurrences(first, often, work.request.today, LATEST), None)
        if coming is None:
            raise RefusedError(_("{day} has gone by.").format(day=first), _("With --every it comes again."))
        customer = refs.customer(work.sql, wish.ref) if wish.ref else None
        who = refs.rep(work.sql, wish.rep) if wish.rep else None if customer else acting(work)
        number = work.add(
            Reminder(
                customer_id=customer.id if customer else None,
                rep_id=who.id if who else None,
                text=text,
                anchor_on=first.isoformat(),
                every=often,
                created_on=work.today,
            )
        )
        said = _("m{id}{whom}: {text}, on {day}, and every {every} from {first} on.") if often else ""
        sentence = (said or _("m{id}{whom}: {text}, on {day}.")).format(
            id=number,
            whom=_(", {name} ({id})").format(name=customer.name, id=customer.id) if customer else "",
            text=text,
            day=coming,
            every=often,
            first=first,
        )
        return Done(f"m{number}", sentence, _("When it is done: crm remind done m{id}").format(id=number))

    return each(request, [wish], one)


def end(request: Request, given: list[str]) -> Outcome:
    """Let reminders come no more; NotFoundError, ConflictError for one that has ended."""

    def one(work: Work, ref: str) -> Done:
        row: Reminder = work.get(Reminder, existing(work, ref))
        if row.ended_on:
            raise ConflictError(_("m{id} ended on {day}.").format(id=row.id, day=row.ended_on))
        row.ended_on = work.today
        return Done(f"m{row.id}", _("m{id} comes no more: {text}").format(id=row.id, text=row.text))

    return each(request, given, one)


def existing(work: Work, ref: str) -> int:
    """Return the number of the reminder that `m3` means; NotFoundError."""
    number = refs.lettered(ref, "m")
    if number is None or not handled.reminder(work.sql, number):
        raise NotFoundError(
            _("There is no reminder {ref}.").format(ref=quoted(ref)), _("See them with: crm remind list")
        )
    return number


def add_holiday(request: Request, when: str, name: str, country: str, dates: DateOrder = "") -> Outcome:
    """Add a holiday of the firm's own; ConflictError where it is there."""

    def one(work: Work, when: str) -> Done:
        found = day(when, work.request.today, order=dates, place=_("DATE")).isoformat()
        called = " ".join(checked(name, "NAME").split())
        code = country.strip().upper()
        if not called:
            raise BadInputError(_("NAME: what is it called?"))
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise BadInputError(_("--country: {value} is no two-letter country code.").format(value=quoted(country)))
        if (called, code) in [row[1:] for row in holidays.on(work.sql, found)]:
            raise ConflictError(_("{name} on {day} is there already.").format(name=called, day=found))
        work.add(Holiday(day=found, name=called, country=code))
        return Done(found, _("{name} on {day} is a holiday.").format(name=called, day=found))

    return each(request, [when], one)


def remove_holidays(request: Request, given: list[str], dates: DateOrder = "") -> Outcome:
    """Remove the firm's own holidays of days; NotFoundError where a day has none."""

    def one(work: Work, when: str) -> list[Done]:
        found = day(when, work.request.today, order=dates, place=_("DATE")).isoformat()
        rows = holidays.on(work.sql, found)
        if not rows:
            raise NotFoundError(
                _("There is no holiday of your own on {day}.").format(day=found),
                _("See them with: crm config holiday list"),
            )
        for row, _name, _country in rows:
            work.remove(Holiday, row)
        names = ", ".join(name for _row, name, _country in rows)
        return [Done(found, _("{name} on {day} is no holiday any more.").format(name=names, day=found))]

    return each(request, given, one)
