"""What is due, from everything that is dated, with what one wants to know before the call."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crmcli.rules import due as rules
from crmcli.rules.due import Due, Outcome, Rules, Section
from crmcli.rules.money import display
from crmcli.store import handled
from crmcli.store.facts import settings
from crmcli.store.read import View
from crmcli.store.reads import due_money, due_own, due_people, due_service

_MORE = 8


class Wish(NamedTuple):
    """Whose items, of which sections, how many days ahead, and at most how many of each source."""

    rep_id: int | None = None
    sections: tuple[str, ...] = tuple(Section)
    ahead: int = 0
    most: int | None = None


# What answers at most `most` items of one kind, in an order that does not depend on how many are asked for.
Source = Callable[[View, Wish, Rules], list[Due]]
_SOURCES: tuple[tuple[Section, Source], ...] = (
    (Section.APPROVALS, due_people.approvals),
    (Section.STALE, due_people.stuck),
    (Section.CALLS, due_own.reminders),
    (Section.CALLS, due_people.planned),
    (Section.CALLS, due_people.unplanned),
    (Section.MONEY, due_money.milestones),
    (Section.MONEY, due_money.instalments),
    (Section.MONEY, due_money.quotes),
    (Section.SERVICE, due_own.holidays),
    (Section.SERVICE, due_service.visits),
    (Section.SERVICE, due_service.best),
    (Section.SERVICE, due_service.birthdays),
)


def due(view: View, wish: Wish) -> list[Due]:
    """Return what is due on the view's day, by urgency, but what somebody is done with or put off.

    With `most`, of every source the first ones: those that would be first of all of them.
    """
    firm = rules.rules(settings(view.sql))
    found: list[Due] = []
    for section, source in _SOURCES:
        if section in wish.sections:
            found += _first(view, source, wish, firm)
    return rules.ordered(found)


def _first(view: View, source: Source, wish: Wish, firm: Rules) -> list[Due]:
    """Return the first items of a source that are open: it is asked for more until there are enough of them."""
    most = wish.most
    while True:
        items = source(view, wish._replace(most=most), firm)
        left = _open(view, items)
        if most is None or len(items) < most or wish.most is None or len(left) >= wish.most:
            return left[: wish.most]
        most *= _MORE


def _open(view: View, items: Sequence[Due]) -> list[Due]:
    """Leave out what somebody said is done, to be skipped, or put off to a later day; what was put off comes again.

    It comes with another key then, so that whoever was told of it is told once more.
    """
    said = handled.outcomes(view, [one.key for one in items])
    found = []
    for one in items:
        outcome, until = said.get(one.key, ("", ""))
        if not outcome:
            found.append(one)
        elif outcome == Outcome.SNOOZED and until <= view.day.isoformat():
            found.append(one._replace(key=f"{one.key}{rules.AGAIN}{until}"))
    return found


def told(view: View, items: Sequence[Due]) -> list[Due]:
    """Add to items what is at stake, what was said last, and whom to ring."""
    found = []
    for one in items:
        if one.customer_id is None:
            found.append(one)
            continue
        stake = ", ".join(part for part in (one.stake, *_stake(view, one.customer_id)) if part)
        found.append(one._replace(stake=stake, last_said=_said(view, one.customer_id), phone=_phone(view, one)))
    return found


def _stake(view: View, customer_id: int) -> list[str]:
    grade = view.rows("SELECT grade FROM customer WHERE id = :id", id=customer_id)
    owed = view.rows(
        "SELECT currency, sum(outstanding) FROM balance WHERE customer_id = :id GROUP BY 1 ORDER BY 1", id=customer_id
    )
    from crmcli.language import _

    bought = view.rows(
        "SELECT currency, sum(amount) FROM sales_order WHERE customer_id = :id AND draft = 0 AND ordered_on < :until"
        " AND (cancelled_on = '' OR cancelled_on >= :until) GROUP BY 1 ORDER BY 1",
        id=customer_id,
    )
    parts = [_("grade {grade}").format(grade=grade[0][0])] if grade and grade[0][0] else []
    parts += [_("{amount} ordered").format(amount=display(amount, currency)) for currency, amount in bought]
    return parts + [_("{amount} open").format(amount=display(amount, currency)) for currency, amount in owed]


def _said(view: View, customer_id: int) -> str:
    rows = view.rows(
        "SELECT substr(at, 1, 10), kind, text FROM activity WHERE customer_id = :id AND at < :until"
        " ORDER BY at DESC, id DESC LIMIT 1",
        id=customer_id,
    )
    return " ".join(rows[0]).strip() if rows else ""


def _phone(view: View, one: Due) -> str:
    barred = view.rows(
        "SELECT 1 FROM opt_out WHERE customer_id = :id AND channel IN ('call', 'all') AND since < :until",
        id=one.customer_id,
    )
    rows = view.rows(
        "SELECT p.value FROM point AS p LEFT JOIN contact AS k ON k.id = p.contact_id WHERE p.customer_id = :id"
        " AND p.kind = 'phone' AND (p.contact_id IS NULL OR k.archived_on = '' OR k.archived_on >= :until)"
        " ORDER BY p.contact_id IS NULL, p.id LIMIT 1",
        id=one.customer_id,
    )
    return str(rows[0][0]) if rows and not barred else ""
