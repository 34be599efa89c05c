"""The ledger of deliveries: one row for every occurrence, channel and person, and how far it came.

A row is claimed before anything is sent, and only then sent: what stays claimed when its run is over may have
arrived or not.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple

from crmcli.store.write import Request, turn

# So many attempts in all; after each one that failed twice as many runs are let pass as after the one before.
MOST_ATTEMPTS = 5


class Told(StrEnum):
    """How far a delivery came."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"  # `wait` runs later it is tried again; below zero never
    UNSURE = "unsure"
    VOID = "void"  # it failed, and is not due any more


class Parcel(NamedTuple):
    """What goes to one person by one channel in one message: the keys of its items, and the message's number."""

    channel: str
    recipient: str
    number: str
    keys: tuple[str, ...]


@contextmanager
def _writing(request: Request) -> Iterator[sqlite3.Connection]:
    with turn(request) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


def claim(request: Request, parcel: Parcel) -> None:
    """Note, before it is sent, that a message is about to be; what was noted of its items before is gone on with."""
    with _writing(request) as sql:
        rows = [
            (key, parcel.channel, parcel.recipient, Told.CLAIMED, parcel.number, request.stamp, request.stamp)
            for key in parcel.keys
        ]
        sql.executemany(
            "INSERT INTO delivery (item, channel, recipient, state, number, attempts, wait, claimed_at, changed_at, detail)"
            " VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, '') ON CONFLICT (channel, recipient, item) DO UPDATE SET"
            " state = excluded.state, number = excluded.number, attempts = attempts + 1, wait = 0,"
            " claimed_at = excluded.claimed_at, changed_at = excluded.changed_at, detail = ''",
            rows,
        )


def mark(request: Request, parcel: Parcel, state: Told, detail: str = "", *, for_good: bool = False) -> None:
    """Note what became of a message that was claimed; one that failed for now waits for a later run."""
    with _writing(request) as sql:
        sql.execute(
            "UPDATE delivery SET state = :state, detail = :detail, changed_at = :now, wait = CASE"
            " WHEN :state <> 'failed' THEN 0 WHEN :good OR attempts >= :most THEN -1 ELSE (1 << (attempts - 1)) END"
            " WHERE number = :number AND channel = :channel AND recipient = :recipient AND state = 'claimed'",
            {
                "state": state,
                "detail": detail,
                "now": request.stamp,
                "good": for_good,
                "most": MOST_ATTEMPTS,
                **{name: getattr(parcel, name) for name in ("number", "channel", "recipient")},
            },
        )


def begin(request: Request, *, again: bool = False) -> None:
    """Begin a run: what an earlier one left claimed is unsure, what failed waits one run less; `again` waits no more."""
    with _writing(request) as sql:
        sql.execute(
            "UPDATE delivery SET state = 'unsure', changed_at = ?, detail = 'interrupted' WHERE state = 'claimed'",
            (request.stamp,),
        )
        sql.execute("UPDATE delivery SET wait = wait - 1 WHERE state = 'failed' AND wait > 0")
        if again:
            sql.execute("UPDATE delivery SET wait = 0, attempts = 0 WHERE state = 'failed'")


def void(request: Request, ids: Sequence[int]) -> None:
    """Note that what failed is not due any more."""
    with _writing(request) as sql:
        sql.executemany(
            "UPDATE delivery SET state = 'void', changed_at = ? WHERE id = ?", ((request.stamp, one) for one in ids)
        )
