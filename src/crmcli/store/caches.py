"""Recomputing the caches from facts and ledgers: after a step, an undo, an import or a migration alike."""

import sqlite3
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from operator import ne

from crmcli.rules.names import APART, company_key_of, email_key, fold, indexed, person_key_of
from crmcli.rules.phones import phone_keys
from crmcli.store import asof, many

# The first day that is too late to count, where every fact counts.
ALL_TIME = {"until": "9999-99-99"}
_SCOPE = "AND c.id IN (SELECT id FROM temp.touched)"
_TOUCHED = "{key} IN (SELECT id FROM temp.touched)"

# Every day on which something about a customer is dated; the latest is the horizon of the caches.
_DATED = (
    ("customer", "max(created_on, merged_on)", "id"),
    ("transition", "effective_on", "customer_id"),
    ("activity", "substr(at, 1, 10)", "customer_id"),
    ("ownership", "since", "customer_id"),
    ("archiving", "since", "customer_id"),
    ("next_step", "max(planned_on, closed_on)", "customer_id"),
    ("sales_order", "max(ordered_on, cancelled_on)", "customer_id"),
    ("payment", "paid_on", "customer_id"),
    ("allocation", "applied_on", "customer_id"),
    ("order_return", "returned_on", "customer_id"),
    ("invoice", "issued_on", "customer_id"),
    ("reduction", "reduced_on", "customer_id"),
    ("refund", "refunded_on", "customer_id"),
    ("expense", "spent_on", "customer_id"),
    ("quote", "max(quoted_on, accepted_on, closed_on)", "customer_id"),
    ("milestone", "max(reached_on, noted_on)", "customer_id"),
    ("decision", "decided_on", "customer_id"),
)


def refresh(connection: sqlite3.Connection, customers: Iterable[int], *, fresh: "Words | None" = None) -> None:
    """Recompute every cached row of these customers, inside the caller's transaction.

    `fresh` says that they have none yet, and what they are found by.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    connection.executemany("INSERT OR IGNORE INTO temp.touched VALUES (?)", ((one,) for one in customers))
    if fresh is None:
        _forget(connection)
    for name, definition in asof.DEFINITIONS:
        connection.execute(f"INSERT INTO {name} {definition.format(scope=_SCOPE)}", ALL_TIME)
    _refresh_horizon(connection)
    (words(connection, _TOUCHED) if fresh is None else fresh).write(connection)


def begin(connection: sqlite3.Connection, rows: Sequence[asof.BegunRow]) -> None:
    """Insert the standing of customers who were only just added, inside the caller's transaction."""
    # Where a row that fails ends the step, no statement has to be taken back by itself.
    many.insert(connection, f"INSERT OR FAIL INTO standing ({', '.join(asof.BegunRow._fields)})", rows)
    latest = max((row.created_on for row in rows), default="")
    connection.execute("UPDATE horizon SET day = max(day, ?)", (latest,))


def _forget(connection: sqlite3.Connection) -> None:
    for name in (*(name for name, _definition in asof.DEFINITIONS), "match_key"):
        connection.execute(f"DELETE FROM {name} WHERE customer_id IN (SELECT id FROM temp.touched)")
    connection.execute("DELETE FROM search WHERE rowid IN (SELECT id FROM temp.touched)")


def _refresh_horizon(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE horizon SET day = max(day, ?)", (latest_day(connection, _TOUCHED),))


def latest_day(connection: sqlite3.Connection, scope: str) -> str:
    """Return the latest day on which anything is dated, or ""; `scope` is a condition on `{key}`, the customer."""
    latest = " UNION ALL ".join(
        f"SELECT max({day}) AS day FROM {table} WHERE {scope.format(key=key)}" for table, day, key in _DATED
    )
    return str(connection.execute(f"SELECT coalesce(max(day), '') FROM ({latest})").fetchone()[0])


class Words:
    """What names, people and contact points say of customers: match keys, and texts to search."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, str, int, int]] = []
        self.names: dict[int, list[str]] = {}
        self.bodies: dict[int, list[str]] = {}

    def customer(self, one: int, name: str, texts: Sequence[str]) -> None:
        """Take in a customer's name, and its needs, note, address, region, industry and category."""
        folded = fold(name)
        self.names[one], self.bodies[one] = [name], [*texts]
        self.keys.append(("name", folded, one, 0))
        self._firm(one, name, folded)

    def _firm(self, one: int, name: str, folded: str) -> None:
        # Reports come by here only for a setting; where firms are is for those who write.
        from crmcli.rules.firms import firm_of

        company, core = company_key_of(folded), firm_of(name).core
        self.keys.append(("company", company, one, 0))
        if core != company:
            self.keys.append(("firm", core, one, 0))

    def former(self, one: int, name: str) -> None:
        """Take in the name that a customer had who was merged into this one."""
        folded = fold(name)
        self.names[one].append(name)
        self.keys.append(("name", folded, one, 0))
        self._firm(one, name, folded)

    def contact(self, one: int, contact: int, name: str, texts: Sequence[str]) -> None:
        """Take in a person's name, and the title, department and note."""
        folded = fold(name)
        self.names[one].append(name)
        self.bodies[one] += texts
        self.keys.append(("contact", folded, one, contact))
        self.keys.append(("person", person_key_of(folded), one, contact))

    def point(self, one: int, contact: int, kind: str, value: str, country: str) -> None:
        """Take in a contact point; contact 0 is the customer itself."""
        found = point_keys(kind, value, country)
        body = self.bodies[one]
        body.append(value)
        for kind_of_key, key in found:
            self.keys.append((kind_of_key, key, one, contact))
            if kind == "phone":
                # A phone is searched for in one piece, with or without its country code, however it was written.
                body.append(key)

    def text(self, one: int, text: str) -> None:
        """Take in a tag, or a value of a field of one's own."""
        self.bodies[one].append(text)

    def without(self, customers: AbstractSet[int]) -> None:
        """Leave customers out."""
        self.keys = [key for key in self.keys if key[2] not in customers]
        for one in customers:
            self.names.pop(one, None)
            self.bodies.pop(one, None)

    def match_keys(self) -> list[tuple[str, str, int, int]]:
        """Return the rows of `match_key`, in the order of its index; two points of one person may have the same key."""
        keys = sorted(key for key in self.keys if key[1])
        return keys if all(map(ne, keys, keys[1:])) else sorted(set(keys))

    def texts(self) -> list[tuple[int, str, str]]:
        """Return the rows of `search`: customer, names, all the rest."""
        return [
            (customer, APART.join(map(indexed, self.names[customer])), indexed("\n".join(filter(None, parts))))
            for customer, parts in sorted(self.bodies.items())
        ]

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert what was taken in into the caches."""
        # In the order of the index, many thousands at once are put where their neighbours are.
        many.insert(connection, "INSERT OR FAIL INTO match_key", self.match_keys())
        many.insert(connection, "INSERT INTO search (rowid, names, body)", self.texts())


def words(connection: sqlite3.Connection, scope: str) -> Words:
    """Return what customers are found by, computed from the facts; `scope` is a condition on `{key}`, the customer."""
    country = setting(connection, "country")
    customers, theirs = scope.format(key="id"), scope.format(key="customer_id")
    found = Words()
    # In the order of their ids, whoever asks: the texts have to come out the same.
    for customer, name, *texts in connection.execute(
        "SELECT id, name, needs, note, address, region, industry, category FROM customer"
        f" WHERE merged_into IS NULL AND {customers}"
    ):
        found.customer(customer, name, texts)
    # Whoever was merged into another is found as that one, by the former name too.
    for customer, name in connection.execute(
        f"SELECT merged_into, name FROM customer WHERE merged_into IS NOT NULL AND {scope.format(key='merged_into')}"
        " ORDER BY id"
    ):
        found.former(customer, name)
    for customer, contact, name, *texts in connection.execute(
        f"SELECT customer_id, id, name, title, department, note FROM contact WHERE {theirs} ORDER BY id"
    ):
        if customer in found.names:
            found.contact(customer, contact, name, texts)
    for customer, contact, kind, value in connection.execute(
        f"SELECT customer_id, coalesce(contact_id, 0), kind, value FROM point WHERE {theirs} ORDER BY id"
    ):
        if customer in found.names:
            found.point(customer, contact, kind, value, country)
    for table, column in (("tag", "tag"), ("field_value", "value")):
        for customer, text in connection.execute(
            f"SELECT customer_id, {column} FROM {table} WHERE {theirs} ORDER BY id"
        ):
            if customer in found.names:
                found.text(customer, text)
    return found


def point_keys(kind: str, value: str, country: str) -> list[tuple[str, str]]:
    """Return the (kind, key) pairs under which a contact point is kept."""
    from crmcli.rules.hosts import domain_key

    if kind == "email":
        return [("email", email_key(value)), ("domain", domain_key(value))]
    if kind == "phone":
        return phone_keys(value, country)
    if kind == "website":
        return [("domain", domain_key(value))]
    if kind == "wechat":
        return [("wechat", value.strip().casefold())]
    return []


def setting(connection: sqlite3.Connection, key: str) -> str:
    """Return a setting kept in the database, or "" where it is not set."""
    found = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""
