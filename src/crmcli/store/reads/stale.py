"""Who is stuck, since when, and why."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.rules.dates import Ages
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.stale import cause
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions
from crmcli.store.stages import lifecycle


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
    cause: str


def stale(
    view: View,
    days: int | None,
    stages: Sequence[str] = (),
    owner: str = "",
    limit: int | None = None,
    *,
    archived: bool = False,
    narrowed: Sequence[str] = (),
) -> list[StaleRow]:
    """Return customers without movement for `days` or more (else their stage's expected days), oldest first.

    Movement is an effective transition or an uncancelled order. Stages beside the path and archived customers
    only where asked for; those added on the day never. `narrowed` are conditions KEY=VALUE.
    """
    life = lifecycle(view.sql)
    names = life.all_named(stages)
    where, values = _conditions(view, life, days, names, archived)
    index = "standing_stage_movement" if len(names) == 1 else "standing_movement"
    if owner:
        owner_condition(view, owner, where, values)
        index = "standing_owner_movement"
    where_conditions(view, narrowed, "c.id", where, values)
    rows = view.rows(
        "SELECT c.id, c.name, s.stage, s.owner_id, s.last_movement, s.stage_since, s.last_contact_on,"
        " s.contacts_in_stage, s.next_due, s.next_text"
        f" FROM {view.standing(f'INDEXED BY {index}')} CROSS JOIN customer AS c"
        f" WHERE c.id = s.customer_id AND {' AND '.join(where)} ORDER BY s.last_movement, s.customer_id LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    reps = dict(view.rows("SELECT id, name FROM rep"))
    ages, today = Ages(view.day), view.day.isoformat()
    return [
        StaleRow(
            one,
            name,
            present,
            reps.get(rep, ""),
            ages[moved],
            ages[since],
            ages[contact],
            contacts,
            moved,
            f"{due} {text}" if due else "",
            cause(contacts, due, today),
        )
        for one, name, present, rep, moved, since, contact, contacts, due, text in rows
    ]


def _conditions(
    view: View, life: Lifecycle, days: int | None, names: Sequence[str], archived: bool
) -> tuple[list[str], dict[str, object]]:
    """Return the SQL conditions and their values: stages, and the last movement that is long enough ago."""
    expected = life.limits()
    beside = ", ".join(f"'{name}'" for name in life.beside)
    where = [f"s.archived = {int(archived)}", "s.created_on < :day"]
    listed = ", ".join(f"'{name}'" for name in names)
    where.append(f"s.stage IN ({listed})" if names else f"s.stage NOT IN ({beside})")
    where.append("s.last_movement <= :latest")
    shortest = min(expected.values())
    values: dict[str, object] = {"latest": _days_before(view.day, shortest if days is None else days)}
    if days is None:
        # A stage that nobody gave a limit is held to the shortest one.
        limits = " ".join(f"WHEN '{name}' THEN :latest_{place}" for place, name in enumerate(expected))
        where.append(f"s.last_movement <= CASE s.stage {limits} ELSE :latest END")
        values |= {f"latest_{place}": _days_before(view.day, limit) for place, limit in enumerate(expected.values())}
    return where, values


def _days_before(day: date, count: int) -> str:
    """Return the day so many days earlier as text; what is before the calendar is before everything."""
    return date.fromordinal(day.toordinal() - count).isoformat() if count < day.toordinal() else ""
