"""Who has passed a level of the expected days and was not told of yet: what an alert is raised for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.rules.clocks import Clock
from crmcli.rules.dwell import Limits, due_after
from crmcli.rules.fields import same
from crmcli.store import clocks, stays
from crmcli.store.read import View
from crmcli.store.stages import lifecycle


class DueRow(NamedTuple):
    """A customer on the path who has passed a level: the stay, since when nothing moved, what was raised before."""

    id: int
    name: str
    industry: str
    stage: str
    stay: int
    owner: str
    last_movement: str
    alerted: int


def due(view: View, levels: Sequence[int], limit: int | None = None) -> list[DueRow]:
    """Return at most `limit` of those who passed one of the levels (per cent, rising), the longest stuck first."""
    limits, path = stays.limits(view.sql), lifecycle(view.sql).path
    clock = clocks.clock(view.sql, view.day)
    if limits.industries:
        view.sql.create_function("same", 1, same, deterministic=True)
    found: list[DueRow] = []
    for group in groups(limits):
        if limit is not None and len(found) >= limit:
            break
        if group[0] in path:
            found += _passed(view, clock, levels, group, limit)
    return sorted(found, key=lambda row: (row.last_movement, row.id))[:limit]


Group = tuple[str, str, int, dict[str, object]]


def groups(limits: Limits) -> Iterator[Group]:
    """Yield every stage, and every industry with days of its own: the condition, the days, the condition's values."""
    for stage, days in limits.stages.items():
        own = [industry for one, industry in limits.industries if one == stage]
        names = {f"industry{place}": industry for place, industry in enumerate(own)}
        listed = ", ".join(f":{name}" for name in names)
        yield stage, f" AND same(c.industry) NOT IN ({listed})" if own else "", days, dict(names)
    for (stage, industry), days in limits.industries.items():
        yield stage, " AND same(c.industry) = :industry", days, {"industry": industry}


def _passed(view: View, clock: Clock, levels: Sequence[int], group: Group, limit: int | None) -> list[DueRow]:
    stage, condition, days, values = group
    latest = {f"latest{place}": clock.latest(stage, due_after(days, level)) for place, level in enumerate(levels)}
    each = " OR ".join(
        f"(s.alerted < {level} AND s.last_movement <= :latest{place})" for place, level in enumerate(levels)
    )
    rows = view.rows(
        "SELECT c.id, c.name, c.industry, s.stage, s.stay, coalesce(r.name, ''), s.last_movement, s.alerted"
        f" FROM {view.standing('INDEXED BY standing_alerted')} CROSS JOIN customer AS c ON c.id = s.customer_id"
        " LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE s.archived = 0 AND s.stage = :stage AND s.alerted < {levels[-1]}"
        f" AND s.last_movement <= :latest0 AND ({each}) AND s.decided_until < :day{condition} LIMIT :limit",
        stage=stage,
        limit=-1 if limit is None else limit,
        **latest,
        **values,
    )
    return [DueRow(*row) for row in rows]
