"""How many customers stand in each stage, for how long, and how many are over the limit."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli import language
from crmcli.rules.dates import Ages
from crmcli.rules.stages import median
from crmcli.store import stays
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
    limits = stays.limits(view.sql)
    # Where no industry has days of its own, everybody is counted from an index alone.
    grouped = f"{group}s.stage, s.stage_since" + (", c.industry" if limits.industries else "")
    joins = " LEFT JOIN rep AS r ON r.id = s.owner_id" if by == "owner" else ""
    if limits.industries or by not in ("", "owner"):
        joins += " JOIN customer AS c ON c.id = s.customer_id"
    where, values = ["s.archived = 0"], dict[str, object]()
    where_conditions(view, narrowed, "s.customer_id", where, values)
    rows = view.rows(
        f"SELECT {grouped}{'' if limits.industries else ', NULL'}, count(*) FROM standing AS s{joins}"
        f" WHERE {' AND '.join(where)} GROUP BY {grouped}",
        **values,
    )
    tallies: dict[str, dict[str, dict[int, int]]] = {}
    if not by:
        tallies[""] = {}
    over: dict[tuple[str, str], int] = {}
    keys, ages = lifecycle(view.sql).keys, Ages(view.day)
    for *groups, name, since, trade, count in rows:
        place, group_name = name if name in keys else OTHER, groups[0] if by else ""
        days = tallies.setdefault(group_name, {}).setdefault(place, {})
        age = ages[since]
        days[age] = days.get(age, 0) + count
        expected = limits.days(place, trade) if trade else limits.stages.get(place)
        if expected is not None and age > expected:
            over[group_name, place] = over.get((group_name, place), 0) + count
    found = []
    for name in sorted(tallies):
        mine = {stage: count for (one, stage), count in over.items() if one == name}
        found += [(name or (NONE if by else ""), row) for row in _rows(tallies[name], mine, keys)]
    return found


def _rows(tally: dict[str, dict[int, int]], over: dict[str, int], keys: Sequence[str]) -> list[StageRow]:
    total = sum(sum(days.values()) for days in tally.values())
    names = [*keys] + ([OTHER] if OTHER in tally else [])
    rows = []
    for name in names:
        days = tally.get(name, {})
        count = sum(days.values())
        share = round(count / total, 4) if total else 0.0
        rows.append(StageRow(name, count, share, median(days), over.get(name, 0)))
    return rows


def labels(view: View) -> dict[str, str]:
    """Return what each stage is called in the person's language; {} where they are all called by their keys."""
    found = {one.key: one.label(language.code()) for one in lifecycle(view.sql).stages}
    return found if any(key != label for key, label in found.items()) else {}
