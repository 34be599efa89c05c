"""How many customers stand in each stage, for how long, and how many are over the limit."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli import language
from crmcli.rules.dates import Ages
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.stages import median
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions
from crmcli.store.stages import lifecycle

OTHER = "(other)"
NONE = "(none)"

# Groups that can be named with --by, and the column that tells them apart.
GROUPS = {
    "owner": "coalesce(r.name, '')",
    "region": "c.region",
    "industry": "c.industry",
    "source": "c.source",
}


class StageRow(NamedTuple):
    """One stage: how many are in it, their share (0 to 1), the median days in it, how many are over its limit."""

    stage: str
    count: int  # type: ignore[assignment]  # the column is a promise, the tuple method is not needed
    share: float
    median_days: float | int | None
    over_limit: int


def stages(view: View, by: str = "", narrowed: Sequence[str] = ()) -> list[tuple[str, StageRow]]:
    """Return (group, row) for every stage of every group; empty stages have their row, unknown ones are `(other)`.

    Without `by` there is one group, "". Archived customers do not count. `narrowed` are conditions KEY=VALUE.
    """
    group = f"{GROUPS[by]}, " if by else ""
    joins = {"": "", "owner": " LEFT JOIN rep AS r ON r.id = s.owner_id"}.get(
        by, " JOIN customer AS c ON c.id = s.customer_id"
    )
    where, values = ["s.archived = 0"], dict[str, object]()
    where_conditions(view, narrowed, "s.customer_id", where, values)
    rows = view.rows(
        f"SELECT {group}s.stage, s.stage_since, count(*) FROM standing AS s{joins}"
        f" WHERE {' AND '.join(where)} GROUP BY {group}s.stage, s.stage_since",
        **values,
    )
    tallies: dict[str, dict[str, dict[int, int]]] = {}
    if not by:
        tallies[""] = {}
    life, ages = lifecycle(view.sql), Ages(view.day)
    for *groups, name, since, count in rows:
        place = name if name in life.keys else OTHER
        days = tallies.setdefault(groups[0] if by else "", {}).setdefault(place, {})
        age = ages[since]
        days[age] = days.get(age, 0) + count
    found = []
    for name in sorted(tallies):
        found += [(name or (NONE if by else ""), row) for row in _rows(tallies[name], life)]
    return found


def _rows(tally: dict[str, dict[int, int]], life: Lifecycle) -> list[StageRow]:
    total = sum(sum(days.values()) for days in tally.values())
    names = [*life.keys] + ([OTHER] if OTHER in tally else [])
    expected = life.limits()
    rows = []
    for name in names:
        days = tally.get(name, {})
        count = sum(days.values())
        limit = expected.get(name)
        over = sum(number for age, number in days.items() if limit is not None and age > limit)
        rows.append(StageRow(name, count, round(count / total, 4) if total else 0.0, median(days), over))
    return rows


def labels(view: View) -> dict[str, str]:
    """Return what each stage is called in the person's language; {} where they are all called by their keys."""
    found = {one.key: one.label(language.code()) for one in lifecycle(view.sql).stages}
    return found if any(key != label for key, label in found.items()) else {}
