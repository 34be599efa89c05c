"""The chain of the ledgers: every row sealed by a hash over itself and the one before it.

A link's hash is SHA-256 over the previous link's hash, the row in one canonical form, and a keyed digest of its free
texts; the key is the customer's salt, so that texts can be erased without breaking the chain. docs/audit.md says it
so that others can recompute it.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Mapping
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from crmcli.store import many
from crmcli.store.schema import FREE_TEXTS, LEDGERS, OPTIONAL

_REMEMBERED = 4_000
_AT_ONCE = 900  # rows, and customers asked for by one statement
BEGINNING = "0" * 64  # the hash before the first link
# The same text for the same row on every machine: RFC 8785 says it as well.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode


class Salt(NamedTuple):
    """The key of a customer's free texts, for the links after number `since`; one that was erased is not there."""

    salt: str
    since: int


def canonical(ledger: str, row_id: int, values: Mapping[str, Any]) -> str:
    """Return a row without its free texts in the form that is hashed.

    What is empty is left out, so that later columns change nothing: a text of no length, a number that is NULL.
    Raises ValueError or TypeError where something stands in a row that no ledger holds.
    """
    texts = FREE_TEXTS[ledger]
    kept = {
        name: value
        for name, value in values.items()
        if (value is not None if name in OPTIONAL else value != "") and name not in texts
    }
    return _encode([ledger, row_id, kept])


class Alike:
    """Canonical forms of many rows of a ledger: what rows have in common is encoded once."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._columns = LEDGERS[ledger][1:]  # the first is the customer
        self._parts: dict[tuple[Any, ...], tuple[str, str]] = {}

    def form(self, row_id: int, customer_id: int, rest: tuple[Any, ...]) -> str:
        """Return what `canonical` does of a row; `rest` are its values behind the customer, in the schema's order."""
        parts = self._parts.get(rest)
        if parts is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            parts = self._parts[rest] = self._around(rest)
        before, after = parts
        return f'["{self._ledger}",{row_id}{before}{customer_id}{after}'

    def _around(self, rest: tuple[Any, ...]) -> tuple[str, str]:
        """Return what stands between the row's number and the customer's, and behind it."""
        whole = canonical(self._ledger, 0, {"customer_id": 0, **dict(zip(self._columns, rest, strict=True))})
        # A quote within a text is escaped: no text can look like this.
        before, name, after = whole.removeprefix(f'["{self._ledger}",0').partition('"customer_id":')
        return before + name, after.removeprefix("0")


def digest(salt: str, ledger: str, row_id: int, values: Mapping[str, Any]) -> str:
    """Return the keyed digest of a row's free texts, "" where all are empty; ValueError like `canonical`."""
    texts = {name: values[name] for name in FREE_TEXTS[ledger] if values[name] != ""}
    if not texts:
        return ""
    return hmac.digest(bytes.fromhex(salt), _encode([ledger, row_id, texts]).encode(), "sha256").hex()


def following(previous: str, row: str, mac: str) -> str:
    """Return the hash of a link after the link with the hash `previous`."""
    return hashlib.sha256(f"{previous}\n{row}\n{mac}".encode()).hexdigest()


def head(sql: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the last link; (0, BEGINNING) of an empty chain."""
    found = sql.execute("SELECT seq, hash FROM link ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, BEGINNING)


def last_recorded(sql: sqlite3.Connection) -> str:
    """Return when the row of the last link was recorded, or "" where nothing is chained."""
    found = sql.execute("SELECT ledger, row_id FROM link ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None or found[0] not in LEDGERS:
        return ""
    row = sql.execute(f"SELECT recorded_at FROM {found[0]} WHERE id = ?", (found[1],)).fetchone()
    return str(row[0]) if row else ""


def ends(sql: sqlite3.Connection) -> dict[str, int]:
    """Return the id of the last row of each ledger, 0 of an empty one."""
    return {ledger: int(sql.execute(f"SELECT coalesce(max(id), 0) FROM {ledger}").fetchone()[0]) for ledger in LEDGERS}


def extend(sql: sqlite3.Connection, after: Mapping[str, int] | None = None) -> None:
    """Chain every row of the ledgers beyond the ids `after`, by default all, inside the caller's transaction.

    Rows that stood there before the transaction and have no link get none: nobody else's row is sealed with one's own.
    """
    number, previous = head(sql)
    for ledger, columns in LEDGERS.items():
        rows = sql.execute(
            f"SELECT id, {', '.join(columns)} FROM {ledger} WHERE id > ? ORDER BY id", ((after or {}).get(ledger, 0),)
        )
        alike = Alike(ledger)
        while part := list(islice(rows, _AT_ONCE)):
            macs = _macs(sql, ledger, part, number)
            links = []
            for row_id, customer_id, *rest in part:
                mac = macs.get(row_id, "")
                number, previous = number + 1, following(previous, alike.form(row_id, customer_id, tuple(rest)), mac)
                links.append((number, ledger, row_id, mac, previous))
            many.insert(sql, "INSERT INTO link (seq, ledger, row_id, mac, hash)", links)


def _macs(sql: sqlite3.Connection, ledger: str, rows: list[tuple[Any, ...]], last: int) -> dict[int, str]:
    """Return the digests of the free texts of rows that have any, by the rows' numbers."""
    places = [1 + LEDGERS[ledger].index(name) for name in FREE_TEXTS[ledger]]
    texts = itemgetter(*places) if len(places) > 1 else lambda row: [row[place] for place in places]
    spoken = [row for row in rows if any(texts(row))]
    salts = _salts(sql, {row[1] for row in spoken}, last) if spoken else {}
    named = ((row[0], dict(zip(LEDGERS[ledger], row[1:], strict=True))) for row in spoken)
    return {row_id: digest(salts[values["customer_id"]], ledger, row_id, values) for row_id, values in named}


def _salts(sql: sqlite3.Connection, customers: set[int], last: int) -> dict[int, str]:
    """Return the salts of customers; those who have none get one, for links after the number `last`."""
    marks = ", ".join("?" * len(customers))
    found: dict[int, str] = dict(
        sql.execute(f"SELECT customer_id, salt FROM salt WHERE customer_id IN ({marks})", tuple(customers)).fetchall()
    )
    new = {one: secrets.token_hex(16) for one in sorted(customers - found.keys())}
    many.insert(sql, "INSERT INTO salt (customer_id, salt, since)", [(*pair, last) for pair in new.items()])
    return found | new
