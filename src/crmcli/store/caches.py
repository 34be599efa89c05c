"""Recomputing the caches from facts and ledgers: after a step, an undo, an import or a migration alike."""

import sqlite3
from collections.abc import Iterable

from crmcli.rules.names import company_key, email_key, fold, person_key, searchable
from crmcli.rules.phones import phone_keys
from crmcli.store import asof

_ALL_TIME = {"until": "9999-99-99"}
_SCOPE = "AND c.id IN (SELECT id FROM temp.touched)"

# Every day on which something about a customer is dated; the latest is the horizon of the caches.
_DATED = (
    ("customer", "created_on", "id"),
    ("transition", "effective_on", "customer_id"),
    ("activity", "substr(at, 1, 10)", "customer_id"),
    ("ownership", "since", "customer_id"),
    ("archiving", "since", "customer_id"),
    ("next_step", "max(planned_on, closed_on)", "customer_id"),
    ("sales_order", "max(ordered_on, cancelled_on)", "customer_id"),
    ("payment", "paid_on", "customer_id"),
    ("allocation", "applied_on", "customer_id"),
)


def refresh(connection: sqlite3.Connection, customers: Iterable[int]) -> None:
    """Recompute every cached row of these customers, inside the caller's transaction."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    connection.executemany("INSERT OR IGNORE INTO temp.touched VALUES (?)", ((one,) for one in customers))
    for name, definition in asof.DEFINITIONS:
        connection.execute(f"DELETE FROM {name} WHERE customer_id IN (SELECT id FROM temp.touched)")
        connection.execute(f"INSERT INTO {name} {definition.format(scope=_SCOPE)}", _ALL_TIME)
    _refresh_horizon(connection)
    _refresh_words(connection)


def _refresh_horizon(connection: sqlite3.Connection) -> None:
    latest = " UNION ALL ".join(
        f"SELECT max({day}) AS day FROM {table} WHERE {key} IN (SELECT id FROM temp.touched)"
        for table, day, key in _DATED
    )
    connection.execute(f"UPDATE horizon SET day = max(day, coalesce((SELECT max(day) FROM ({latest})), ''))")


def _refresh_words(connection: sqlite3.Connection) -> None:
    for table, key in (("match_key", "customer_id"), ("search", "rowid")):
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM temp.touched)")
    country = setting(connection, "country")
    names: dict[int, list[str]] = {}
    bodies: dict[int, list[str]] = {}
    keys: set[tuple[str, str, int, int]] = set()
    for customer, name, *words in connection.execute(
        "SELECT id, name, needs, note, address, region, industry, category FROM customer"
        " WHERE id IN (SELECT id FROM temp.touched)"
    ):
        names[customer], bodies[customer] = [name], words
        keys |= {("name", fold(name), customer, 0), ("company", company_key(name), customer, 0)}
    for customer, contact, name, *words in connection.execute(
        "SELECT customer_id, id, name, title, department, note FROM contact"
        " WHERE customer_id IN (SELECT id FROM temp.touched)"
    ):
        names[customer].append(name)
        bodies[customer] += words
        keys |= {("contact", fold(name), customer, contact), ("person", person_key(name), customer, contact)}
    for customer, contact, kind, value in connection.execute(
        "SELECT customer_id, coalesce(contact_id, 0), kind, value FROM point"
        " WHERE customer_id IN (SELECT id FROM temp.touched)"
    ):
        found = _point_keys(kind, value, country)
        keys |= {(*key, customer, contact) for key in found}
        # A phone is searched for in one piece, with or without its country code, however it was written.
        bodies[customer] += [value, *(key for _kind, key in found)] if kind == "phone" else [value]
    for customer, tag in connection.execute(
        "SELECT customer_id, tag FROM tag WHERE customer_id IN (SELECT id FROM temp.touched)"
    ):
        bodies[customer].append(tag)
    connection.executemany("INSERT INTO match_key VALUES (?, ?, ?, ?)", sorted(key for key in keys if key[1]))
    connection.executemany(
        "INSERT INTO search (rowid, names, body) VALUES (?, ?, ?)",
        (
            (customer, _indexed("\n".join(names[customer])), _indexed("\n".join(parts)))
            for customer, parts in sorted(bodies.items())
        ),
    )


def _indexed(text: str) -> str:
    """Return what is searched: the text, and where it differs the text as names are compared."""
    return searchable(text) if text.isascii() else f"{searchable(text)}\n{searchable(fold(text))}"


def _point_keys(kind: str, value: str, country: str) -> list[tuple[str, str]]:
    if kind == "email":
        return [("email", email_key(value))]
    if kind == "phone":
        return phone_keys(value, country)
    if kind == "wechat":
        return [("wechat", value.strip().casefold())]
    return []


def setting(connection: sqlite3.Connection, key: str) -> str:
    """Return a setting kept in the database, or "" where it is not set."""
    found = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""
