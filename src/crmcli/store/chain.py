"""The chain of the ledgers: every row sealed by a hash over itself and the one before it.

A link's hash is SHA-256 over the previous link's hash, the row in one canonical form, and a keyed digest of its free
texts; the key is the customer's salt, so that texts can be erased without breaking the chain.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from crmcli.store import many
from crmcli.store.schema import FREE_TEXTS, LEDGERS

_AT_ONCE = 900  # rows, and customers asked for by one statement
BEGINNING = ""  # the hash before the first link


def canonical(ledger: str, row_id: int, values: dict[str, Any]) -> str:
    """Return a row in the form that is hashed: what is empty is left out, so that later columns change nothing."""
    texts = FREE_TEXTS[ledger]
    kept = {name: value for name, value in values.items() if value not in ("", None) and name not in texts}
    return json.dumps([ledger, row_id, kept], ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(salt: str, texts: Sequence[str]) -> str:
    """Return the keyed digest of a row's free texts, "" where all are empty."""
    if not any(texts):
        return ""
    content = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":"))
    return hmac.new(bytes.fromhex(salt), content.encode(), hashlib.sha256).hexdigest()


def following(previous: str, row: str, mac: str) -> str:
    """Return the hash of a link after the link with the hash `previous`."""
    return hashlib.sha256(f"{previous}\n{row}\n{mac}".encode()).hexdigest()


def head(sql: sqlite3.Connection) -> tuple[int, str]:
    """Return number and hash of the last link; (0, "") of an empty chain."""
    found = sql.execute("SELECT seq, hash FROM link ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, BEGINNING)


def extend(sql: sqlite3.Connection) -> None:
    """Chain every row of the ledgers that is not chained yet, inside the caller's transaction."""
    number, previous = head(sql)
    for ledger, columns in LEDGERS.items():
        last = sql.execute("SELECT coalesce(max(row_id), 0) FROM link WHERE ledger = ?", (ledger,)).fetchone()[0]
        rows = sql.execute(f"SELECT id, {', '.join(columns)} FROM {ledger} WHERE id > ? ORDER BY id", (last,))
        while part := list(islice(rows, _AT_ONCE)):
            named = [(row[0], dict(zip(columns, row[1:], strict=True))) for row in part]
            salts = _salts(sql, _with_texts(ledger, named))
            links = []
            for row_id, values in named:
                mac = digest(salts.get(values["customer_id"], ""), [values[name] for name in FREE_TEXTS[ledger]])
                number, previous = number + 1, following(previous, canonical(ledger, row_id, values), mac)
                links.append((number, ledger, row_id, mac, previous))
            many.insert(sql, "INSERT INTO link (seq, ledger, row_id, mac, hash)", links)


def _with_texts(ledger: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> set[int]:
    texts = FREE_TEXTS[ledger]
    return {values["customer_id"] for _row_id, values in rows if any(values[name] for name in texts)}


def _salts(sql: sqlite3.Connection, customers: set[int]) -> dict[int, str]:
    """Return the salts of customers; those who have none get one."""
    marks = ", ".join("?" * len(customers))
    found: dict[int, str] = dict(
        sql.execute(f"SELECT customer_id, salt FROM salt WHERE customer_id IN ({marks})", tuple(customers)).fetchall()
    )
    new = {one: secrets.token_hex(16) for one in customers - found.keys()}
    sql.executemany("INSERT INTO salt VALUES (?, ?)", new.items())
    return found | new
