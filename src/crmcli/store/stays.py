"""What actions and reports need to know of a customer's present stay, and of who may decide about it."""

import sqlite3
from typing import NamedTuple

from crmcli import config
from crmcli.rules import dwell
from crmcli.rules.dwell import Limits
from crmcli.rules.fields import same
from crmcli.store.facts import settings
from crmcli.store.stages import lifecycle


class Stay(NamedTuple):
    """A customer's present stay: the transition that began it, its stage as it is called now, and its first day."""

    id: int
    stage: str
    since: str


def limits(sql: sqlite3.Connection) -> Limits:
    """Return the expected days as the firm has them."""
    own = sql.execute("SELECT stage, industry, days FROM dwell").fetchall()
    return Limits(lifecycle(sql).limits(), {(stage, same(industry)): days for stage, industry, days in own})


def alert_levels(sql: sqlite3.Connection) -> tuple[int, ...]:
    """Return the levels of the expected days, in per cent and rising, at which somebody is told."""
    key = config.KEYS["alert_levels"]
    return dwell.levels(settings(sql).get(key.name) or key.default, key.name)


def stay(sql: sqlite3.Connection, customer_id: int) -> Stay:
    """Return the present stay of a customer that is known to exist."""
    found = sql.execute(
        "SELECT id, to_stage, effective_on FROM effective_transition WHERE customer_id = ?"
        " ORDER BY effective_on DESC, id DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    if not found:
        return Stay(0, "", "")
    number, stage, since = found
    return Stay(number, lifecycle(sql).present(stage), since)


def extensions(sql: sqlite3.Connection, customer_id: int, stay_id: int) -> tuple[int, str]:
    """Return how often a stay was extended, and the day of the last time, "" if never."""
    count, last = sql.execute(
        "SELECT count(*), coalesce(max(decided_on), '') FROM effective_decision"
        " WHERE customer_id = ? AND stay = ? AND kind = 'act'",
        (customer_id, stay_id),
    ).fetchone()
    return int(count), str(last)


def directors(sql: sqlite3.Connection) -> list[str]:
    """Return the names of the directors who work here."""
    rows = sql.execute("SELECT name FROM rep WHERE role = 'director' AND active = 1 ORDER BY id")
    return [row[0] for row in rows]


def dwell_row(sql: sqlite3.Connection, stage: str, industry: str) -> int | None:
    """Return the row of the expected days that a stage has in an industry, case aside; or None."""
    rows = sql.execute("SELECT id, industry FROM dwell WHERE stage = ?", (stage,)).fetchall()
    return next((row for row, name in rows if same(name) == same(industry)), None)
