"""How many customers stand in each stage, for how long, and how many are over the limit."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli import language
from crmcli.rules.stages import median
from crmcli.store import clocks, stays
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


class StandingRow(NamedTuple):
    """One customer in a stage."""

    id: int
    name: str
    owner: str
    days_in_stage: int
    last_contact: str
    next_due: str
    next_step: str


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
    keys, clock = lifecycle(view.sql).keys, clocks.clock(view.sql, view.day)
    for *groups, name, since, trade, count in rows:
        place, group_name = name if name in keys else OTHER, groups[0] if by else ""
        days = tallies.setdefault(group_name, {}).setdefault(place, {})
        age = clock[name][since]
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


def members(view: View, narrowed: Sequence[str] = (), most: int = -1) -> dict[str, list[StandingRow]]:
    """Return who stands in each stage, at most so many of each and the longest there first; unknown ones are `(other)`.

    Archived customers are left out. `narrowed` are conditions KEY=VALUE.
    """
    where, values = ["s.archived = 0"], dict[str, object]()
    where_conditions(view, narrowed, "s.customer_id", where, values)
    keys, clock = lifecycle(view.sql).keys, clocks.clock(view.sql, view.day)
    found: dict[str, list[StandingRow]] = {key: [] for key in keys}
    known = ", ".join(f"'{key}'" for key in keys)
    for stage, condition in [*((key, f"s.stage = '{key}'") for key in keys), (OTHER, f"s.stage NOT IN ({known})")]:
        rows = view.rows(
            "SELECT c.id, c.name, coalesce(r.name, ''), s.stage_since, s.last_contact_on, s.next_due, s.next_text"
            " FROM standing AS s JOIN customer AS c ON c.id = s.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
            f" WHERE {' AND '.join([condition, *where])} ORDER BY s.stage_since, c.id LIMIT :most",
            most=most,
            **values,
        )
        ages = clock[stage]
        found[stage] = [StandingRow._make((*row[:3], ages[row[3]], *row[4:])) for row in rows]
    return found


def entered(view: View, months: Sequence[str], narrowed: Sequence[str] = ()) -> dict[str, list[int]]:
    """Return per stage how many moves into it were made in each of these months, `2026-03`, up to the day asked for."""
    where, values = ["t.effective_on >= :first", "t.effective_on < :until"], dict[str, object](first=months[0])
    where_conditions(view, narrowed, "t.customer_id", where, values)
    rows = view.rows(
        "SELECT t.to_stage, substr(t.effective_on, 1, 7), count(*) FROM effective_transition AS t"
        f" WHERE {' AND '.join(where)} GROUP BY 1, 2",
        **values,
    )
    life, found = lifecycle(view.sql), dict[str, list[int]]()
    for stage, month, count in rows:
        counts = found.setdefault(life.present(stage), [0] * len(months))
        counts[months.index(month)] += count
    return found
