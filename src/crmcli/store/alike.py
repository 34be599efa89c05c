"""Who resembles a card, and whom: candidates by keys and by the rare words of their names."""

import sqlite3
from collections.abc import Iterable

from crmcli.store import asof

_COMMON = 30  # a word that so many have tells nobody apart
_MOST = 50


def having(sql: sqlite3.Connection, keys: Iterable[tuple[str, str]]) -> dict[int, set[str]]:
    """Return the kinds of keys that customers share with these (kind, key) pairs; of a common key nobody's."""
    found: dict[int, set[str]] = {}
    for kind, key in keys:
        rows = sql.execute(
            "SELECT DISTINCT customer_id FROM match_key WHERE kind = ? AND key = ? LIMIT ?", (kind, key, _COMMON + 1)
        ).fetchall()
        for (one,) in rows if len(rows) <= _COMMON else []:
            found.setdefault(one, set()).add(kind)
    return found


def with_rare_words(sql: sqlite3.Connection, expressions: Iterable[str]) -> list[int]:
    """Return customers in whose names one of these stands, each an expression of the search index, if it is rare."""
    tables, where = asof.searching(sql, "?1")
    found: dict[int, None] = {}
    for expression in expressions:
        rows = sql.execute(
            f"SELECT f.rowid FROM {tables} WHERE {where} LIMIT ?2", (f"names : {expression}", _COMMON + 1)
        ).fetchall()
        if len(rows) <= _COMMON:
            found.update(dict.fromkeys(row[0] for row in rows))
    return list(found)[:_MOST]


def names(sql: sqlite3.Connection, customers: Iterable[int]) -> dict[int, str]:
    """Return the names of customers by id."""
    marks = ", ".join(str(int(one)) for one in customers)
    return dict(sql.execute(f"SELECT id, name FROM customer WHERE id IN ({marks})").fetchall())
