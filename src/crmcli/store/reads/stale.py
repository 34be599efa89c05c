"""Who is stuck, since when, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.clocks import Clock
from crmcli.rules.dates import Ages
from crmcli.rules.dwell import Limits
from crmcli.rules.fields import same
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.stale import cause
from crmcli.store import clocks, stays
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
    decided_until: str  # the last day of a running decision to act, or ""


def stale(
    view: View,
    days: int | None,
    stages: Sequence[str] = (),
    owner: str = "",
    limit: int | None = None,
    *,
    archived: bool = False,
    decided: bool = False,
    narrowed: Sequence[str] = (),
) -> list[StaleRow]:
    """Return customers without movement for `days` or more (else their stage's expected days), oldest first.

    Movement is an effective transition or an uncancelled order. Stages beside the path and archived customers
    only where asked for, and with `decided` those too of whom it was decided to act; those added on the day never.
    `narrowed` are conditions KEY=VALUE.
    """
    life = lifecycle(view.sql)
    names = life.all_named(stages)
    clock = clocks.clock(view.sql, view.day)
    where, values = _conditions(view, life, clock, days, names, archived)
    if not decided:
        where.append("s.decided_until < :day")
    index = "standing_stage_movement" if len(names) == 1 else "standing_movement"
    if owner:
        owner_condition(view, owner, where, values)
        index = "standing_owner_movement"
    where_conditions(view, narrowed, "c.id", where, values)
    rows = view.rows(
        "SELECT c.id, c.name, s.stage, s.owner_id, s.last_movement, s.stage_since, s.last_contact_on,"
        " s.contacts_in_stage, s.next_due, s.next_text,"
        " s.decided_until"
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
            clock[present][moved],
            clock[present][since],
            ages[contact],
            contacts,
            moved,
            f"{due} {text}" if due else "",
            cause(contacts, due, today),
            until if until >= today else "",
        )
        for one, name, present, rep, moved, since, contact, contacts, due, text, until in rows
    ]


def _conditions(
    view: View, life: Lifecycle, clock: Clock, days: int | None, names: Sequence[str], archived: bool
) -> tuple[list[str], dict[str, object]]:
    """Return the SQL conditions and their values: stages, and the last movement that is long enough ago."""
    beside = ", ".join(f"'{name}'" for name in life.beside)
    where = [f"s.archived = {int(archived)}", "s.created_on < :day"]
    listed = ", ".join(f"'{name}'" for name in names)
    where.append(f"s.stage IN ({listed})" if names else f"s.stage NOT IN ({beside})")
    where.append("s.last_movement <= :latest")
    limits = stays.limits(view.sql) if days is None else Limits({}, {})
    # A stage that nobody gave a limit is held to the shortest one.
    shortest = min([*limits.stages.values(), *limits.industries.values()]) if days is None else days
    values: dict[str, object] = {"latest": clock.latest("", shortest)}
    cases = []
    if limits.industries:
        view.sql.create_function("same", 1, same, deterministic=True)
    for place, ((stage, industry), expected) in enumerate(limits.industries.items()):
        cases.append(f"WHEN s.stage = :stage_i{place} AND same(c.industry) = :industry{place} THEN :latest_i{place}")
        values |= {f"stage_i{place}": stage, f"industry{place}": industry}
        values |= {f"latest_i{place}": clock.latest(stage, expected)}
    held = {**dict.fromkeys(clock.still, shortest), **limits.stages}
    for place, (stage, expected) in enumerate(held.items()):
        cases.append(f"WHEN s.stage = :stage_s{place} THEN :latest_s{place}")
        values |= {f"stage_s{place}": stage, f"latest_s{place}": clock.latest(stage, expected)}
    if cases:
        where.append(f"s.last_movement <= CASE {' '.join(cases)} ELSE :latest END")
    return where, values
