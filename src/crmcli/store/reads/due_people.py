"""What is due with people: words that others wait for, customers who are stuck, calls that were planned or were not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.language import _, in_words, many
from crmcli.model.words import Role, Stage
from crmcli.rules import dwell
from crmcli.rules.clocks import Clock
from crmcli.rules.dates import days_between
from crmcli.rules.due import Due, Rules, Section
from crmcli.rules.fields import same
from crmcli.store import clocks, stays
from crmcli.store.read import View
from crmcli.store.reads.due import groups
from crmcli.store.stages import lifecycle

if TYPE_CHECKING:
    from crmcli.store.reads.due_items import Wish

_MOST = -1  # rows, to SQLite: all of them
_AT_ONCE = 40


def approvals(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return what waits for somebody else's word: of one rep what this one may decide, or what others ask of theirs."""
    role = view.rows("SELECT role FROM rep WHERE id = :rep", rep=wish.rep_id)
    decides = bool(role) and role[0][0] in (Role.MANAGER, Role.DIRECTOR)
    rows = view.rows(
        "SELECT a.id, a.kind, a.customer_id, coalesce(c.name, ''), coalesce(nullif(a.asked_by, ''), a.account),"
        " a.asked_on, a.reason, s.owner_id, coalesce(r.name, '')"
        " FROM effective_approval AS a LEFT JOIN customer AS c ON c.id = a.customer_id"
        " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " LEFT JOIN standing AS s ON s.customer_id = a.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        " LEFT JOIN rep AS me ON me.id = :rep"
        " WHERE a.asked_on < :until AND v.id IS NULL"
        " AND (:rep IS NULL OR (a.asked_by <> me.name AND (:decides OR s.owner_id = :rep)))"
        " ORDER BY a.asked_on, a.id LIMIT :most",
        rep=wish.rep_id,
        decides=decides,
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
            said.format(who=who, kind=in_words(kind), reason=reason or "-"),
            command=f"crm approve q{one}",
            escalate=True,
        )
        for one, kind, customer_id, name, who, asked_on, reason, owner_id, owner in rows
    ]


def stuck(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return who has passed a level of the expected days and nobody decided about, the longest stuck first.

    From 100 per cent on the directors are to know.
    """
    levels, limits, clock = stays.alert_levels(view.sql), stays.limits(view.sql), clocks.clock(view.sql, view.day)
    if limits.industries:
        view.sql.create_function("same", 1, same, deterministic=True)
    path = lifecycle(view.sql).path
    index = "standing_stage_movement" if wish.rep_id is None else "standing_owner_movement"
    whose = "" if wish.rep_id is None else " AND s.owner_id = :rep"
    rows: list[tuple[Any, ...]] = []
    for stage, condition, expected, values in groups(limits):
        if stage not in path:
            continue
        found = view.rows(
            "SELECT s.last_movement, s.customer_id, c.name, s.stay, s.owner_id, coalesce(r.name, '')"
            f" FROM {view.standing(f'INDEXED BY {index}')} CROSS JOIN customer AS c ON c.id = s.customer_id"
            " LEFT JOIN rep AS r ON r.id = s.owner_id WHERE s.archived = 0 AND s.stage = :stage"
            f" AND s.last_movement <= :latest AND s.decided_until < :day{whose}{condition}"
            " ORDER BY s.last_movement, s.customer_id LIMIT :most",
            stage=stage,
            latest=clock.latest(stage, dwell.due_after(expected, levels[0])),
            rep=wish.rep_id,
            most=_MOST if wish.most is None else wish.most,
            **values,
        )
        rows += [(*row, stage, expected) for row in found]
    return [_stuck(clock, levels, row) for row in sorted(rows)[: wish.most]]


def _stuck(clock: Clock, levels: Sequence[int], row: tuple[Any, ...]) -> Due:
    moved, customer_id, name, stay, owner_id, owner, stage, expected = row
    days = clock[stage][moved]
    level = dwell.passed(days, expected, levels)[-1]
    since = clock.reached(stage, moved, dwell.due_after(expected, level))
    said = many(
        "{stage} for {days} day without movement; {expected} are expected. Act, or abandon?",
        "{stage} for {days} days without movement; {expected} are expected. Act, or abandon?",
        days,
    )
    return Due(
        f"stale:t{stay}:{level}",
        Section.STALE,
        since.isoformat() if since else moved,
        owner_id,
        owner,
        customer_id,
        name,
        said.format(stage=in_words(stage), days=days, expected=expected),
        command=f"crm act {customer_id} --until +14d",
        escalate=level >= dwell.WHOLE,
    )


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
    return [
        Due(
            f"step:n{one}:{due_on}",
            Section.CALLS,
            due_on,
            owner_id,
            owner,
            customer_id,
            name,
            _ago(text or _("planned"), days) if (days := days_between(due_on, view.day)) > 0 else text,
            command=f"crm log {customer_id} call",
        )
        for one, customer_id, name, due_on, text, owner_id, owner in rows
    ]


def unplanned(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return leads and prospects with whom nothing is planned, the newest first, but those who are stuck."""
    levels, limits, clock = stays.alert_levels(view.sql), stays.limits(view.sql), clocks.clock(view.sql, view.day)
    found: list[Due] = []
    before, at_once = 1 << 62, _AT_ONCE if wish.most else -1
    while True:
        rows = view.rows(
            "SELECT s.customer_id, c.name, c.industry, s.stage, s.stay, s.stage_since, s.last_contact_on, s.last_movement,"
            " s.decided_until, s.owner_id, coalesce(r.name, '')"
            f" FROM {view.standing('INDEXED BY standing_next')} CROSS JOIN customer AS c ON c.id = s.customer_id"
            " LEFT JOIN rep AS r ON r.id = s.owner_id"
            f" WHERE s.archived = 0 AND s.next_due = '' AND s.stage IN ('{Stage.LEAD}', '{Stage.PROSPECT}')"
            " AND s.customer_id < :before AND (:rep IS NULL OR s.owner_id = :rep)"
            " ORDER BY s.customer_id DESC LIMIT :most",
            rep=wish.rep_id,
            before=before,
            most=at_once,
        )
        for customer_id, name, industry, stage, stay, since, contact, moved, decided, owner_id, owner in rows:
            expected = limits.days(stage, industry)
            stuck = expected and dwell.passed(clock[stage][moved], expected, levels)
            if stuck and decided < view.day.isoformat():
                continue
            silent = days_between(contact, view.day)
            said = many(
                "{stage}, nothing planned; {days} day since the last contact",
                "{stage}, nothing planned; {days} days since the last contact",
                silent,
            )
            found.append(
                Due(
                    f"plan:{customer_id}:{stay}",
                    Section.CALLS,
                    since,
                    owner_id,
                    owner,
                    customer_id,
                    name,
                    said.format(stage=in_words(stage), days=silent),
                    command=f"crm next {customer_id} fri",
                )
            )
        if len(rows) != at_once or (wish.most is not None and len(found) >= wish.most):
            return found[: wish.most]
        before, at_once = rows[-1][0], at_once * 4


def _ago(text: str, days: int) -> str:
    return many("{text} ({days} day ago)", "{text} ({days} days ago)", days).format(text=text, days=days)
