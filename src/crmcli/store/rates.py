"""The rates of exchange that were entered, for actions and reports alike."""

import sqlite3
from collections.abc import Iterable
from fractions import Fraction

from crmcli.errors import RefusedError
from crmcli.language import _
from crmcli.rules.rates import Rate, in_force


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


def into_one(sql: sqlite3.Connection, target: str, sources: Iterable[str], day: str) -> dict[str, Rate]:
    """Return the rates that hold on a day from each of some currencies to one; RefusedError names what is missing."""
    entered = rates(sql, day)
    found = {source: in_force(entered, source, target, day) for source in dict.fromkeys(sources)}
    missing = [source for source, rate in found.items() if rate is None]
    if missing:
        raise RefusedError(
            _("There is no rate from {sources} to {target} on {day}.").format(
                sources=", ".join(sorted(missing)), target=target, day=day
            ),
            _("Enter it: crm rate add {source} {target} RATE --at DATE").format(source=missing[0], target=target),
        )
    return {source: rate for source, rate in found.items() if rate is not None}
