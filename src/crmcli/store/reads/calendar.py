"""What belongs into a calendar: every dated fact that somebody has to look at, each under a name that stays."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.language import _
from crmcli.rules import due as rules
from crmcli.rules import recurrence
from crmcli.rules.dates import LATEST
from crmcli.rules.due import Due, Outcome, Section
from crmcli.rules.money import display
from crmcli.store import handled
from crmcli.store.facts import settings
from crmcli.store.read import View
from crmcli.store.reads import due_items, due_money, due_own, due_people, due_service
from crmcli.store.reads.due_items import Wish

_BACK = 31  # days for which what was not paid stays in it
_LEAP = 2000  # every birthday has its day in this year


class Entry(NamedTuple):
    """One event: `id` is the same however its day moves; `rule` and `without` say when else, and when not."""

    id: str
    due: Due
    rule: str = ""
    without: tuple[str, ...] = ()


def calendar(view: View, rep_id: int | None, ahead: int) -> list[Entry]:
    """Return what is due of a rep (None: of everybody) so many days ahead, by day, with what one wants to know then."""
    wish, firm = Wish(rep_id, ahead=ahead), rules.rules(settings(view.sql))
    once = [
        *due_people.planned(view, wish, firm),
        *_instalments(view, wish),
        *due_money.milestones(view, wish, firm),
        *due_money.quotes(view, wish, firm),
        *due_service.visits(view, wish, firm),
        *due_service.best(view, wish, firm),
        *(one._replace(why="") for one in due_own.holidays(view, wish, firm)),
    ]
    found = [*_moved(view, once), *_birthdays(view, rep_id), *_reminders(view, rep_id)]
    told = due_items.told(view, [one.due for one in found])
    entries = [one._replace(due=due) for one, due in zip(found, told, strict=True)]
    return sorted(entries, key=lambda one: (one.due.due_on, one.id))


def identity(view: View) -> str:
    """Return what tells this database's events from those of any other, the same for as long as it lives."""
    first = view.sql.execute("SELECT at, account, host FROM step ORDER BY id LIMIT 1").fetchone() or ("",)
    return hashlib.sha256("\n".join(first).encode()).hexdigest()[:12]


def _moved(view: View, items: Sequence[Due]) -> Iterator[Entry]:
    """Yield items that are open still, those that were put off on the day on which they come again."""
    said = handled.outcomes(view, [one.key for one in items])
    for one in items:
        outcome, until = said.get(one.key, ("", ""))
        kind, what, *_rest = one.key.split(":")
        if outcome in ("", Outcome.SNOOZED):
            yield Entry(f"{kind}-{what}", one._replace(due_on=until or one.due_on))


def _instalments(view: View, wish: Wish) -> list[Due]:
    rows = view.rows(
        "SELECT b.instalment_id, b.order_id, b.customer_id, c.name, b.due_on, b.currency, b.outstanding, b.owner_id,"
        " coalesce(r.name, '') FROM balance AS b JOIN customer AS c ON c.id = b.customer_id"
        " LEFT JOIN rep AS r ON r.id = b.owner_id WHERE b.due_on BETWEEN :first AND :last AND b.outstanding > 0"
        " AND (:rep IS NULL OR b.owner_id = :rep) ORDER BY b.due_on, b.instalment_id",
        rep=wish.rep_id,
        first=(view.day - timedelta(days=_BACK)).isoformat(),
        last=(view.day + timedelta(days=wish.ahead)).isoformat(),
    )
    said = _("{amount} of order o{order} are due")
    return [
        Due(
            f"instalment:i{one}",
            Section.MONEY,
            due_on,
            owner_id,
            owner,
            customer_id,
            name,
            said.format(amount=display(amount, currency), order=order_id),
            command=f"crm pay o{order_id} AMOUNT",
        )
        for one, order_id, customer_id, name, due_on, currency, amount, owner_id, owner in rows
    ]


def _birthdays(view: View, rep_id: int | None) -> Iterator[Entry]:
    """Yield the birthdays of contacts, every year; of the 29th of February on the 28th in years without one."""
    rows = view.rows(
        "SELECT k.id, k.name, substr(k.birthday, -5), k.customer_id, c.name, s.owner_id, coalesce(r.name, '')"
        " FROM contact AS k JOIN customer AS c ON c.id = k.customer_id"
        " LEFT JOIN standing AS s ON s.customer_id = k.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        " WHERE k.birthday <> '' AND k.created_on < :until AND (k.archived_on = '' OR k.archived_on >= :until)"
        " AND coalesce(s.archived, 0) = 0 AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY k.id",
        rep=rep_id,
    )
    for one, person, text, customer_id, name, owner_id, owner in rows:
        try:
            day = date.fromisoformat(f"{_LEAP}-{text}")
        except ValueError:
            continue
        why = _("birthday of {person}").format(person=person)
        due = Due("", Section.SERVICE, day.isoformat(), owner_id, owner, customer_id, name, why)
        yield Entry(f"birthday-c{one}", due, recurrence.rule(day, "1y"))


def _reminders(view: View, rep_id: int | None) -> Iterator[Entry]:
    """Yield the reminders of one's own, and by themselves the days of theirs that were put off."""
    for one in due_own.own(view, rep_id):
        first = next(one.following(one.begins, LATEST), None)
        if first is None:
            continue
        days = handled.of_reminder(view, one.id)
        due = Due(
            "",
            Section.CALLS,
            first.isoformat(),
            one.rep_id,
            one.rep,
            one.customer_id,
            one.name,
            one.text,
            command=f"crm remind done m{one.id}",
        )
        if one.every:
            rule = recurrence.rule(date.fromisoformat(one.anchor_on), one.every)
            yield Entry(f"reminder-m{one.id}", due, rule, tuple(day.isoformat() for day in sorted(days)))
        elif first not in days:
            yield Entry(f"reminder-m{one.id}", due)
        for day, (outcome, until) in days.items():
            if outcome == Outcome.SNOOZED and until:
                yield Entry(f"reminder-m{one.id}-{day.isoformat()}", due._replace(due_on=until))
