"""What is due because somebody wanted to be reminded of it, and holidays."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmcli.language import _, many
from crmcli.rules import holidays as days
from crmcli.rules import recurrence
from crmcli.rules.dates import LATEST, days_between
from crmcli.rules.due import Due, Rules, Section
from crmcli.store.holidays import kept
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.store.reads.due_items import Wish

# Whose a reminder is: the rep's who is named in it, else, or if that one has left, the owner's of its customer.
_FROM = (
    " FROM reminder AS x LEFT JOIN customer AS c ON c.id = x.customer_id"
    " LEFT JOIN standing AS s ON s.customer_id = x.customer_id LEFT JOIN rep AS n ON n.id = x.rep_id"
    " LEFT JOIN rep AS r ON r.id = iif(n.active = 1, n.id, coalesce(s.owner_id, n.id))"
    " WHERE x.created_on < :until AND x.anchor_on <> '' AND coalesce(s.archived, 0) = 0 AND (:rep IS NULL OR r.id = :rep)"
)
OPEN = " AND (x.ended_on = '' OR x.ended_on >= :until)"
_COLUMNS = (
    "x.id, x.customer_id, coalesce(c.name, ''), r.id, coalesce(r.name, ''), x.text, x.anchor_on, x.every,"
    " x.created_on, x.ended_on"
)


class Own(NamedTuple):
    """A reminder of one's own, and whose it is."""

    id: int
    customer_id: int | None
    name: str
    rep_id: int | None
    rep: str
    text: str
    anchor_on: str
    every: str
    created_on: str
    ended_on: str

    @property
    def begins(self) -> date:
        """The first day on which it can be due: nobody wanted to be reminded before it was added."""
        return date.fromisoformat(max(self.anchor_on, self.created_on))

    def latest(self, day: date) -> date | None:
        """Return the last day up to this one on which it was due, or None."""
        found = recurrence.latest(date.fromisoformat(self.anchor_on), self.every, day)
        return found if found and found >= self.begins else None

    def following(self, first: date, last: date) -> Iterator[date]:
        """Yield the days from `first` to `last` on which it is due."""
        return recurrence.occurrences(date.fromisoformat(self.anchor_on), self.every, max(first, self.begins), last)

    def key(self, day: date) -> str:
        """Return the key of what is due on one of its days."""
        return f"reminder:m{self.id}:{day.isoformat()}"

    def open_day(self, today: date, closed: Container[date]) -> date | None:
        """Return the day that is to be done now: the latest one, where it is open, else the next to come."""
        latest = self.latest(today)
        if latest and latest not in closed:
            return latest
        ahead = self.following(today + timedelta(days=1), LATEST)
        return next((day for day in ahead if day not in closed), None)


def own(view: View, rep_id: int | None = None, where: str = OPEN, **values: object) -> list[Own]:
    """Return the reminders as of the view's day, by their numbers; `where` narrows them."""
    rows = view.rows(f"SELECT {_COLUMNS}{_FROM}{where} ORDER BY x.id", rep=rep_id, **values)
    found = [Own._make(row) for row in rows]
    return [one._replace(every=recurrence.kept(one.every)) for one in found]


def reminders(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return what somebody wanted to be reminded of: since its last day, until it is done, and the next time ahead."""
    found = []
    last = view.day + timedelta(days=wish.ahead)
    for one in own(view, wish.rep_id, f"{OPEN} AND x.anchor_on <= :last", last=last.isoformat()):
        latest = one.latest(view.day)
        ahead = next(one.following(view.day + timedelta(days=1), last), None)
        found += [_due(one, day, view.day) for day in (latest, ahead) if day]
    return sorted(found, key=lambda one: one.due_on)[: wish.most]


def _due(one: Own, day: date, today: date) -> Due:
    late = days_between(day.isoformat(), today)
    return Due(
        one.key(day),
        Section.CALLS,
        day.isoformat(),
        one.rep_id,
        one.rep,
        one.customer_id,
        one.name,
        many("{text} ({days} day ago)", "{text} ({days} days ago)", late).format(text=one.text, days=late)
        if late > 0
        else one.text,
        command=f"crm remind done m{one.id}",
    )


def holidays(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the holidays that are near; one concerns everybody, whoever was asked for."""
    last = view.day + timedelta(days=firm.holiday + wish.ahead)
    return [
        Due(
            f"holiday:{day}",
            Section.SERVICE,
            day,
            None,
            "",
            None,
            days.told(found),
            _("holiday on {day}: send wishes, and plan around it").format(day=day),
            command=f"crm remind done holiday:{day}",
        )
        for day, found in days.days(kept(view.sql), firm.holidays, view.day, last).items()
    ][: wish.most]
