"""Who is stuck, since when, and why."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crmcli.model.words import PATH
from crmcli.rules.dates import days_between
from crmcli.rules.stages import expected_days, stage
from crmcli.rules.stale import Cause, cause
from crmcli.store.facts import settings
from crmcli.store.read import View
from crmcli.store.reads.customers import owner_condition


class StaleRow(NamedTuple):
    """A customer on the path without movement for too long."""

    id: int
    name: str
    stage: str
    owner: str
    days_stale: int
    days_in_stage: int
    days_since_contact: int
    contacts_in_stage: int
    last_movement: str
    next_step: str
    cause: Cause


def stale(
    view: View, days: int | None, stages: Sequence[str] = (), owner: str = "", limit: int | None = None
) -> list[StaleRow]:
    """Return customers without movement for `days` or more (else their stage's expected days), oldest first.

    Movement is an effective transition or an uncancelled order. Stages beside the path only where asked for;
    archived customers and those added on the day never.
    """
    names = [stage(word).value for word in stages]
    expected = expected_days(settings(view.sql))
    where = ["s.archived = 0", "s.created_on < :day"]
    values: dict[str, object] = {"fewest": min(expected.values()) if days is None else max(days, 1)}
    listed = ", ".join(f"'{name}'" for name in names)
    where.append(f"s.stage IN ({listed})" if names else "s.stage NOT IN ('dormant', 'lost')")
    where.append("s.last_movement <= date(:day, -:fewest || ' days')")
    if days is None:
        # A stage that nobody gave a limit is held to the shortest one.
        limits = " ".join(f"WHEN '{name.value}' THEN {expected[name]}" for name in PATH)
        where.append(f"s.last_movement <= date(:day, -(CASE s.stage {limits} ELSE :fewest END) || ' days')")
    if owner:
        owner_condition(view, owner, where, values)
    rows = view.rows(
        "SELECT c.id, c.name, s.stage, coalesce(r.name, ''), s.last_movement, s.stage_since, s.last_contact_on,"
        " (SELECT count(*) FROM activity AS a WHERE a.customer_id = c.id AND a.at >= s.stage_since AND a.at < :until),"
        " s.next_due, s.next_text"
        " FROM standing AS s JOIN customer AS c ON c.id = s.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE {' AND '.join(where)} ORDER BY s.last_movement, s.customer_id LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [_row(view, row) for row in rows]


def _row(view: View, row: tuple[Any, ...]) -> StaleRow:
    customer_id, name, present, owner, moved, since, contact, contacts, due, text = row
    return StaleRow(
        id=customer_id,
        name=name,
        stage=present,
        owner=owner,
        days_stale=days_between(moved, view.day),
        days_in_stage=days_between(since, view.day),
        days_since_contact=days_between(contact, view.day),
        contacts_in_stage=contacts,
        last_movement=moved,
        next_step=f"{due} {text}".strip(),
        cause=cause(contacts, due, view.day.isoformat()),
    )
