"""What waits for a second person's word, and what was said to it."""

import sqlite3
from typing import NamedTuple

from crmcli.rules.gates import Person


class ApprovalRow(NamedTuple):
    """Something that was asked for; `proposal` is JSON, `decider` the role that it takes, "" any."""

    id: int
    customer_id: int
    kind: str
    transition_id: int | None
    proposal: str
    reason: str
    evidence: str
    sha256: str
    asked_by: str
    asked_on: str
    decider: str
    owner: str


class VerdictRow(NamedTuple):
    """What was said to it."""

    outcome: str
    given_by: str
    given_on: str
    how: str


def approval(sql: sqlite3.Connection, number: int) -> ApprovalRow | None:
    """Return what was asked under a number and was not taken back, or None."""
    found = sql.execute(
        f"SELECT {', '.join(ApprovalRow._fields)} FROM effective_approval WHERE id = ?", (number,)
    ).fetchone()
    return ApprovalRow._make(found) if found else None


def verdict(sql: sqlite3.Connection, number: int) -> VerdictRow | None:
    """Return what was said to what was asked under a number, or None while it waits."""
    found = sql.execute(
        f"SELECT {', '.join(VerdictRow._fields)} FROM effective_verdict WHERE approval_id = ?", (number,)
    ).fetchone()
    return VerdictRow._make(found) if found else None


def waiting(sql: sqlite3.Connection, customer_id: int) -> list[ApprovalRow]:
    """Return what waits of one customer, the oldest first."""
    rows = sql.execute(
        f"SELECT {', '.join(ApprovalRow._fields)} FROM effective_approval AS a WHERE customer_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM effective_verdict AS v WHERE v.approval_id = a.id) ORDER BY id",
        (customer_id,),
    )
    return [ApprovalRow._make(row) for row in rows]


def people(sql: sqlite3.Connection) -> list[Person]:
    """Return the reps who work here."""
    return [Person._make(row) for row in sql.execute("SELECT id, name, role FROM rep WHERE active = 1 ORDER BY id")]
