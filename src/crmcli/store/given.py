"""What merges later than a day took from customers, given back, so that reports as of that day answer as before.

Views of the connection alone hide the tables of the same names. They hold the rows of the customers concerned as
they were before; everybody else's rows come straight from the file.
"""

import re
import sqlite3

from crmcli.store.schema import FACTS

# The tables of which a merge changes rows.
TABLES = (
    *("customer", "contact", "point", "tag", "field_value", "card", "activity", "next_step", "sales_order"),
    *("instalment", "payment", "allocation", "relation", "opt_out", "quote", "quote_line", "order_line"),
    *("milestone", "order_return", "invoice", "reduction", "refund", "refund_part", "expense", "reminder", "handled"),
)
_NUMBERS = frozenset({"customer_id", "contact_id", "other_id", "likely_id", "merged_into"})
_READ = re.compile(rf"\b(FROM|JOIN) ({'|'.join(TABLES)})\b")
_CACHED = ("standing", "match_key")


def back(connection: sqlite3.Connection, standing: str, until: str) -> None:
    """Hide tables and caches behind views as of the day before `until`; `standing` is that cache's definition.

    On a connection that only reads, and of which `put_away` was called before.
    """
    with _Writable(connection):
        _concerned(connection, until)
        for table in TABLES:
            _give_back(connection, table, until)
        _give_caches_back(connection, standing, until)


def split(select: str) -> str:
    """Return a cache's definition (with its `{scope}`) for everybody: of those concerned from what was given back."""
    others = _READ.sub(r"\1 main.\2", select).format(scope="AND c.id NOT IN (SELECT id FROM temp.concerned)")
    return f"SELECT * FROM ({others}) UNION ALL SELECT * FROM ({of_concerned(select)})"


def of_concerned(select: str) -> str:
    """Return a cache's definition for those concerned alone."""
    return _READ.sub(r"\1 temp.given_\2", select).format(scope="AND c.id IN (SELECT id FROM temp.concerned)")


def _give_caches_back(connection: sqlite3.Connection, standing: str, until: str) -> None:
    """Let whoever looks for a customer find them as they were: by stage, words and keys of that day."""
    from crmcli.store import caches

    for name in _CACHED:
        connection.execute(f"CREATE TEMP TABLE given_{name} AS SELECT * FROM main.{name} LIMIT 0")
    connection.execute(f"INSERT INTO temp.given_standing {of_concerned(standing)}", {"until": until})
    found = caches.words(connection, "{key} IN (SELECT id FROM temp.concerned)")
    connection.executemany("INSERT INTO temp.given_match_key VALUES (?, ?, ?, ?)", found.match_keys())
    made = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = 'search'").fetchone()[0]
    connection.execute(made.replace("search", "temp.given_search", 1))
    connection.executemany("INSERT INTO temp.given_search (rowid, names, body) VALUES (?, ?, ?)", found.texts())
    for name in _CACHED:
        connection.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name}"
            " WHERE customer_id NOT IN (SELECT id FROM temp.concerned)"
            f" UNION ALL SELECT * FROM temp.given_{name}"
        )


def searched(expression: str) -> str:
    """Return what to read after FROM, as `f` with a `rowid`, for the customers that an expression (SQL) finds."""
    return (
        f"(SELECT rowid FROM main.search WHERE search MATCH {expression}"
        " AND rowid NOT IN (SELECT id FROM temp.concerned)"
        f" UNION ALL SELECT rowid FROM temp.given_search WHERE given_search MATCH {expression}) AS f"
    )


class _Writable:
    """Lets a connection that only reads make tables of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before = 0

    def __enter__(self) -> None:
        self._before = self._connection.execute("PRAGMA query_only").fetchone()[0]
        self._connection.execute("PRAGMA query_only = OFF")

    def __exit__(self, *_problem: object) -> None:
        self._connection.execute(f"PRAGMA query_only = {self._before}")


def put_away(connection: sqlite3.Connection) -> None:
    """Let the tables be seen again that an earlier day hid."""
    with _Writable(connection):
        for kind in ("view", "table"):
            names = connection.execute(
                "SELECT name FROM temp.sqlite_master WHERE type = ? AND name NOT LIKE 'given\\_search\\_%' ESCAPE '\\'",
                (kind,),
            ).fetchall()
            for (name,) in names:
                if kind == "view" or name == "concerned" or name.startswith("given_"):
                    connection.execute(f"DROP {kind} temp.{name}")


def _concerned(connection: sqlite3.Connection, until: str) -> None:
    connection.execute("CREATE TEMP TABLE concerned (id INTEGER PRIMARY KEY)")
    connection.execute(
        "INSERT OR IGNORE INTO temp.concerned"
        " SELECT id FROM customer WHERE merged_into IS NOT NULL AND merged_on >= ?1"
        " UNION SELECT merged_into FROM customer WHERE merged_into IS NOT NULL AND merged_on >= ?1"
        " UNION SELECT customer_id FROM moved WHERE moved_on >= ?1 UNION SELECT from_id FROM moved WHERE moved_on >= ?1",
        (until,),
    )


def _give_back(connection: sqlite3.Connection, table: str, until: str) -> None:
    """Make a copy of the rows concerned as they were, and a view that shows it in the place of the table."""
    columns = ", ".join(("id", *FACTS[table]))
    whose = "id" if table == "customer" else "customer_id"
    connection.execute(f"CREATE TEMP TABLE given_{table} (id INTEGER PRIMARY KEY, {', '.join(FACTS[table])})")
    connection.execute(
        f"INSERT INTO temp.given_{table} SELECT {columns} FROM main.{table}"
        f" WHERE {whose} IN (SELECT id FROM temp.concerned)"
        " OR id IN (SELECT row_id FROM moved WHERE tbl = ?1 AND moved_on >= ?2)",
        (table, until),
    )
    changed = connection.execute("SELECT DISTINCT col FROM moved WHERE tbl = ? AND moved_on >= ?", (table, until))
    for (column,) in changed.fetchall():
        if column in FACTS[table]:
            was = "CAST(nullif(m.was, '') AS INTEGER)" if column in _NUMBERS else "m.was"
            mine = "m.tbl = ?1 AND m.col = ?2 AND m.moved_on >= ?3"
            connection.execute(
                f"UPDATE temp.given_{table} SET {column} = (SELECT {was} FROM moved AS m WHERE {mine}"
                f" AND m.row_id = given_{table}.id ORDER BY m.id LIMIT 1)"
                f" WHERE id IN (SELECT m.row_id FROM moved AS m WHERE {mine})",
                (table, column, until),
            )
    if table != "customer":
        connection.execute(f"CREATE INDEX temp.given_{table}_customer ON given_{table}(customer_id)")
    connection.execute(
        f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table}"
        f" WHERE id NOT IN (SELECT id FROM temp.given_{table})"
        f" UNION ALL SELECT {columns} FROM temp.given_{table}"
    )
