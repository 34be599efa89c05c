"""What actions need to know of owners: whose a customer is, who answers to whom, what a rep has at hand."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Held(NamedTuple):
    """A customer of a rep, put away or not."""

    id: int
    name: str
    region: str
    rep_id: int | None


class Plan(NamedTuple):
    """A next step that is open, and the rep its customer belongs to now, or None."""

    id: int
    customer_id: int
    owner_id: int | None


def above(sql: sqlite3.Connection, rep_id: int) -> frozenset[int]:
    """Return the reps to whom a rep answers, directly or through others."""
    rows = sql.execute(
        "WITH RECURSIVE above(id) AS (SELECT manager_id FROM rep WHERE id = ?"
        " UNION SELECT r.manager_id FROM rep AS r JOIN above ON r.id = above.id)"
        " SELECT id FROM above WHERE id IS NOT NULL",
        (rep_id,),
    )
    return frozenset(row[0] for row in rows)


def below(sql: sqlite3.Connection, rep_id: int) -> list[str]:
    """Return the names of those who work here and answer to a rep directly."""
    rows = sql.execute("SELECT name FROM rep WHERE manager_id = ? AND active = 1 ORDER BY name", (rep_id,))
    return [row[0] for row in rows]


def load(sql: sqlite3.Connection, rep_id: int, without: Iterable[int]) -> int:
    """Return how many customers a rep has that are not put away, but for those named."""
    has = "SELECT count(*) FROM standing WHERE owner_id = ? AND archived = 0"
    sql.execute("CREATE TEMP TABLE IF NOT EXISTS shared (id INTEGER PRIMARY KEY)")
    sql.execute("DELETE FROM temp.shared")
    sql.executemany("INSERT OR IGNORE INTO temp.shared VALUES (?)", ((one,) for one in without))
    found: tuple[int] = sql.execute(f"{has} AND customer_id NOT IN (SELECT id FROM temp.shared)", (rep_id,)).fetchone()
    return found[0]


def customers(sql: sqlite3.Connection, rep_id: int) -> list[Held]:
    """Return every customer of a rep, those put away too, in the order of their ids."""
    rows = sql.execute(
        "SELECT c.id, c.name, c.region, s.owner_id FROM standing AS s JOIN customer AS c ON c.id = s.customer_id"
        " WHERE s.owner_id = ? ORDER BY c.id",
        (rep_id,),
    )
    return [Held._make(row) for row in rows]


def plans(sql: sqlite3.Connection, rep_id: int) -> list[Plan]:
    """Return the open next steps that a rep planned, with whomever."""
    rows = sql.execute(
        "SELECT n.id, n.customer_id, s.owner_id FROM next_step AS n JOIN standing AS s ON s.customer_id = n.customer_id"
        " WHERE n.rep_id = ? AND n.closed_on = '' ORDER BY n.id",
        (rep_id,),
    )
    return [Plan._make(row) for row in rows]


def waiting_cards(sql: sqlite3.Connection, rep_id: int) -> list[int]:
    """Return the business cards that wait for a rep to look at them."""
    rows = sql.execute("SELECT id FROM card WHERE rep_id = ? AND state = 'inbox' ORDER BY id", (rep_id,))
    return [row[0] for row in rows]


def asked(sql: sqlite3.Connection, name: str) -> int:
    """Return how many approvals a rep has asked for that nobody has decided on."""
    found: tuple[int] = sql.execute(
        "SELECT count(*) FROM effective_approval AS a WHERE a.asked_by = ?"
        " AND NOT EXISTS (SELECT 1 FROM effective_verdict AS v WHERE v.approval_id = a.id)",
        (name,),
    ).fetchone()
    return found[0]


def ancestors(sql: sqlite3.Connection, customer_id: int) -> frozenset[int]:
    """Return the customers that are parents of one, directly or through others."""
    rows = sql.execute(
        "WITH RECURSIVE up(id) AS (SELECT customer_id FROM relation WHERE other_id = ? AND kind = 'parent'"
        " UNION SELECT r.customer_id FROM relation AS r JOIN up ON r.other_id = up.id WHERE r.kind = 'parent')"
        " SELECT id FROM up",
        (customer_id,),
    )
    return frozenset(row[0] for row in rows)


def relations(sql: sqlite3.Connection, one: int, other: int, kind: str) -> list[int]:
    """Return the relation of a kind that one customer has to another; with kind "" every one, both ways."""
    if kind:
        rows = sql.execute(
            "SELECT id FROM relation WHERE customer_id = ? AND other_id = ? AND kind = ?", (one, other, kind)
        )
    else:
        rows = sql.execute(
            "SELECT id FROM relation WHERE (customer_id = ?1 AND other_id = ?2) OR (customer_id = ?2 AND other_id = ?1)",
            (one, other),
        )
    return [row[0] for row in rows]


def opt_outs(sql: sqlite3.Connection, customer_id: int) -> dict[str, int]:
    """Return the row of each channel by which a customer does not want to be reached."""
    return dict(sql.execute("SELECT channel, id FROM opt_out WHERE customer_id = ?", (customer_id,)).fetchall())


def names(sql: sqlite3.Connection, reps: Sequence[int]) -> dict[int, str]:
    """Return the names of reps."""
    known = dict(sql.execute("SELECT id, name FROM rep").fetchall())
    return {one: known[one] for one in reps}
