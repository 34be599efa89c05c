"""The holidays that the firm added, for actions and reports alike."""

import sqlite3

from crmcli.rules.holidays import Holiday


def kept(sql: sqlite3.Connection) -> list[Holiday]:
    """Return the firm's own holidays, by day."""
    rows = sql.execute("SELECT day, name, country FROM holiday ORDER BY day, name, country")
    return [Holiday._make(row) for row in rows]


def on(sql: sqlite3.Connection, day: str) -> list[tuple[int, str, str]]:
    """Return the firm's own holidays of a day: row, name, country."""
    return sql.execute("SELECT id, name, country FROM holiday WHERE day = ? ORDER BY id", (day,)).fetchall()
