"""The reminders of one's own, and the holidays that are kept."""

from datetime import date
from typing import NamedTuple

from crmcli.rules import holidays as days
from crmcli.rules.due import Outcome
from crmcli.store import handled, refs
from crmcli.store.facts import settings
from crmcli.store.holidays import kept
from crmcli.store.read import View
from crmcli.store.reads.due_own import OPEN, Own, own


class ReminderRow(NamedTuple):
    """One reminder: `next_on` is the day that is to be done, or comes next; `since` is its first day."""

    id: str
    next_on: str
    rep: str
    customer_id: int | None
    name: str
    text: str
    every: str
    since: str
    ended_on: str


class HolidayRow(NamedTuple):
    """A holiday; `own` says that the firm added it."""

    day: str
    name: str
    country: str
    own: bool


def listed(view: View, ref: str, rep: str, *, ended: bool) -> list[ReminderRow]:
    """Return the reminders that have not ended, or those that have; what is to be done first stands first."""
    where = " AND x.ended_on <> '' AND x.ended_on < :until" if ended else OPEN
    values: dict[str, object] = {}
    if ref:
        where += " AND x.customer_id = :customer"
        values["customer"] = refs.customer(view.sql, ref).id
    found = []
    for one in own(view, refs.rep(view.sql, rep).id if rep else None, where, **values):
        found.append(
            ReminderRow(
                f"m{one.id}",
                "" if ended else _next(view, one),
                one.rep,
                one.customer_id,
                one.name,
                one.text,
                one.every,
                one.anchor_on,
                one.ended_on,
            )
        )
    return sorted(found, key=lambda row: (row.next_on == "", row.next_on))


def _next(view: View, one: Own) -> str:
    """Return the day that is to be done, or comes next; of one that was put off the day on which it comes again."""
    said = handled.of_reminder(view, one.id)
    day = one.open_day(view.day, {day for day, (outcome, _until) in said.items() if outcome != Outcome.SNOOZED})
    return max(day.isoformat(), said.get(day, ("", ""))[1]) if day else ""


def holidays(view: View, countries: tuple[str, ...] | None, until: date) -> list[HolidayRow]:
    """Return the holidays from the view's day on: the firm's own, and the usual ones of countries, else of its own."""
    of = days.chosen(settings(view.sql).get("holidays", "")) if countries is None else countries
    mine = set(kept(view.sql))
    found = days.days(mine, of, view.day, until)
    return [HolidayRow(*one, own=one in mine) for each in found.values() for one in dict.fromkeys(each)]
