"""The seasons as the firm has them, for actions and reports alike."""

import sqlite3

from crmcli.rules.seasons import Season, known
from crmcli.store.stages import lifecycle

_COLUMNS = "id, name, first_day, last_day, pauses, strategy, since, ended_on"


def seasons(sql: sqlite3.Connection, where: str = "1") -> list[Season]:
    """Return the seasons there are or were; `where` narrows them."""
    rows = sql.execute(f"SELECT {_COLUMNS} FROM season WHERE {where} ORDER BY first_day, id")
    return [
        Season(one, name, first, last, tuple(filter(None, pauses.split(","))), strategy, since, ended)
        for one, name, first, last, pauses, strategy, since, ended in rows
    ]


def pausing(sql: sqlite3.Connection, stage: str, day: str) -> list[Season]:
    """Return the seasons, as known on a day, in which the clock of a stage stands still."""
    life = lifecycle(sql)
    found = known(seasons(sql, "pauses <> ''"), day)
    return [one for one in found if stage in map(life.present, one.pauses)]
