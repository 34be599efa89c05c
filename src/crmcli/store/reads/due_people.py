"""What is due with people: words that others wait for, customers who are stuck, calls that were planned or were not."""

from typing import TYPE_CHECKING, NamedTuple

from crmcli.language import _
from crmcli.model.words import Stage
from crmcli.rules import dwell
from crmcli.rules.dates import days_between
from crmcli.rules.due import Due, Rules, Section
from crmcli.store import stays
from crmcli.store.read import View
from crmcli.store.reads import due as reads

if TYPE_CHECKING:
    from crmcli.store.reads.due_items import Wish

_MOST = -1  # rows, to SQLite: all of them


def approvals(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return what waits for somebody else's word; it concerns whoever may give it, and the owner who did not ask."""
    rows = view.rows(
        "SELECT a.id, a.kind, a.customer_id, coalesce(c.name, ''), coalesce(nullif(a.asked_by, ''), a.account),"
        " a.asked_on, a.reason, s.owner_id, coalesce(r.name, '')"
        " FROM effective_approval AS a LEFT JOIN customer AS c ON c.id = a.customer_id"
        " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " LEFT JOIN standing AS s ON s.customer_id = a.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        " WHERE a.asked_on < :until AND v.id IS NULL AND (:rep IS NULL OR s.owner_id = :rep)"
        " ORDER BY a.asked_on, a.id LIMIT :most",
        rep=wish.rep_id,
        most=_MOST if wish.most is None else wish.most,
    )
    said = _("{who} asks for your word ({kind}): {reason}")
    return [
        Due(
            f"approval:q{one}",
            Section.APPROVALS,
            asked_on,
            None if who == owner else owner_id,
            owner,
            customer_id,
            name,
            said.format(who=who, kind=kind, reason=reason or "-"),
            command=f"crm approve q{one}",
            escalate=True,
        )
        for one, kind, customer_id, name, who, asked_on, reason, owner_id, owner in rows
        if not (wish.rep_id and who == owner)
    ]


def stuck(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return who has passed a level of the expected days and nobody decided about, whether it was raised or not yet.

    From 100 per cent on the directors are to know.
    """
    levels, limits, clock = stays.alert_levels(view.sql), stays.limits(view.sql), stays.clock(view.sql, view.day)
    found = _raised(view, wish, clock)
    # Of one rep alone nobody knows how many of the first ones are theirs.
    fresh = reads.due(view, levels, None if wish.rep_id else wish.most)
    owners = dict(view.rows("SELECT name, id FROM rep"))
    for row in fresh:
        expected = limits.days(row.stage, row.industry) or 0
        days = clock[row.stage][row.last_movement]
        level = dwell.passed(days, expected, levels)[-1]
        since = str(clock.reached(row.stage, row.last_movement, dwell.due_after(expected, level)))
        owner_id = owners.get(row.owner)
        if wish.rep_id in (None, owner_id):
            stay = _Stay(row.id, row.name, row.stage, row.stay, level, days, expected)
            found.append(_stuck(stay, since, owner_id, row.owner))
    return found[: wish.most]


class _Stay(NamedTuple):
    customer_id: int
    name: str
    stage: str
    stay: int
    level: int
    days: int
    expected: int


def _stuck(stay: _Stay, since: str, owner_id: int | None, owner: str) -> Due:
    said = _("{stage} for {days} days without movement; {expected} are expected. Act, or abandon?")
    return Due(
        f"stale:t{stay.stay}:{stay.level}",
        Section.STALE,
        since,
        owner_id,
        owner,
        stay.customer_id,
        stay.name,
        said.format(stage=stay.stage, days=stay.days, expected=stay.expected),
        command=f"crm act {stay.customer_id} --until +14d",
        escalate=stay.level >= dwell.WHOLE,
    )


def _raised(view: View, wish: "Wish", clock: dwell.Clock) -> list[Due]:
    """Return those whose level was raised as an alert, in the order in which it was, the latest first."""
    rows = view.rows(
        "SELECT a.customer_id, c.name, s.stage, s.stay, a.level, a.expected, a.raised_on, s.owner_id,"
        " coalesce(r.name, ''), s.last_movement FROM effective_alert AS a CROSS JOIN standing AS s"
        " ON s.customer_id = a.customer_id JOIN customer AS c ON c.id = a.customer_id"
        " LEFT JOIN rep AS r ON r.id = s.owner_id WHERE a.raised_on < :until AND s.stay = a.stay AND s.archived = 0"
        " AND s.alerted = a.level AND s.decided_until < :day AND (:rep IS NULL OR s.owner_id = :rep)"
        " ORDER BY a.raised_on DESC, a.id DESC LIMIT :most",
        rep=wish.rep_id,
        most=_MOST if wish.most is None else wish.most,
    )
    return [
        _stuck(_Stay(one, name, stage, stay, level, clock[stage][moved], expected), raised_on, owner_id, owner)
        for one, name, stage, stay, level, expected, raised_on, owner_id, owner, moved in rows
    ]


def planned(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the next steps that are due or overdue, the earliest first."""
    rows = view.rows(
        "SELECT n.id, s.customer_id, c.name, s.next_due, s.next_text, s.owner_id, coalesce(r.name, '')"
        f" FROM {view.standing('INDEXED BY standing_next')} CROSS JOIN customer AS c ON c.id = s.customer_id"
        " LEFT JOIN rep AS r ON r.id = s.owner_id LEFT JOIN next_step AS n ON n.id = (SELECT x.id FROM next_step AS x"
        " WHERE x.customer_id = s.customer_id AND x.planned_on < :until AND (x.closed_on = '' OR x.closed_on >= :until)"
        " ORDER BY x.planned_on DESC, x.id DESC LIMIT 1)"
        " WHERE s.archived = 0 AND s.next_due > '' AND s.next_due <= date(:day, :ahead)"
        " AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY s.next_due, s.customer_id LIMIT :most",
        rep=wish.rep_id,
        ahead=f"+{wish.ahead} days",
        most=_MOST if wish.most is None else wish.most,
    )
    late = _("{text} ({days} days ago)")
    return [
        Due(
            f"step:n{one}:{due_on}",
            Section.CALLS,
            due_on,
            owner_id,
            owner,
            customer_id,
            name,
            late.format(text=text or _("planned"), days=days) if (days := days_between(due_on, view.day)) > 0 else text,
            command=f"crm log {customer_id} call",
        )
        for one, customer_id, name, due_on, text, owner_id, owner in rows
    ]


def unplanned(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return leads and prospects with whom nothing is planned, the newest first."""
    rows = view.rows(
        "SELECT s.customer_id, c.name, s.stage, s.stay, s.stage_since, s.last_contact_on, s.owner_id, coalesce(r.name, '')"
        f" FROM {view.standing('INDEXED BY standing_next')} CROSS JOIN customer AS c ON c.id = s.customer_id"
        " LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE s.archived = 0 AND s.next_due = '' AND s.stage IN ('{Stage.LEAD}', '{Stage.PROSPECT}')"
        " AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY s.customer_id DESC LIMIT :most",
        rep=wish.rep_id,
        most=_MOST if wish.most is None else wish.most,
    )
    said = _("{stage}, nothing planned; {days} days since the last contact")
    return [
        Due(
            f"plan:{customer_id}:{stay}",
            Section.CALLS,
            since,
            owner_id,
            owner,
            customer_id,
            name,
            said.format(stage=stage, days=days_between(contact, view.day)),
            command=f"crm next {customer_id} fri",
        )
        for customer_id, name, stage, stay, since, contact, owner_id, owner in rows
    ]
