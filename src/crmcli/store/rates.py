"""The rates of exchange that were entered, for actions and reports alike."""

import sqlite3
from fractions import Fraction

from crmcli.rules.rates import Rate


def rates(sql: sqlite3.Connection, day: str) -> list[Rate]:
    """Return every rate that holds from a day up to `day` on, the oldest first."""
    rows = sql.execute("SELECT source, target, rate, since FROM rate WHERE since <= ? ORDER BY since, id", (day,))
    return [Rate(source, target, Fraction(rate), since) for source, target, rate, since in rows]


def entered_on(sql: sqlite3.Connection, source: str, target: str, day: str) -> int | None:
    """Return the row of the rate that was entered for a day, this way round; or None."""
    found = sql.execute(
        "SELECT id FROM rate WHERE source = ? AND target = ? AND since = ?", (source, target, day)
    ).fetchone()
    return int(found[0]) if found else None
