"""The policies as the firm has them, for actions and reports alike."""

import sqlite3
from datetime import date

from crmcli.rules.policies import Case, Policy
from crmcli.rules.seasons import present
from crmcli.store.seasons import seasons
from crmcli.store.stages import lifecycle

_COLUMNS = "id, stage, season, grp, rep_bp, manager_bp, director_bp, term_days, strategy, since, ended_on"


def policies(sql: sqlite3.Connection, day: str = "") -> list[Policy]:
    """Return the policies that hold on a day, or all there ever were, the oldest first; stages by their present keys."""
    where = "since <= ?1 AND (ended_on = '' OR ended_on > ?1)" if day else "?1 = ''"
    life = lifecycle(sql)
    rows = sql.execute(f"SELECT {_COLUMNS} FROM policy WHERE {where} ORDER BY since, id", (day,))
    return [Policy(one, life.present(stage), *rest) for one, stage, *rest in rows]


def case(sql: sqlite3.Connection, stage: str, group: str, day: str) -> Case:
    """Return the case of a customer in a stage and a product of a group on a day."""
    there = present(seasons(sql), date.fromisoformat(day))
    return Case(stage, tuple(one.name for one in there), group, day)
