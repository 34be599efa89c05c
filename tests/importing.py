"""What the tests of imports share: files as people have them, answers row by row, and a database as it stands."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from conftest import Crm, Result
from crmcli.store import schema

# What stands in the cache but for the transition that a stay began with, whose id is another each time it is written.
STANDING = (
    "customer_id, stage, stage_since, last_movement, last_contact_on, contacts_in_stage, owner_id, archived, created_on,"
    " next_due, next_text, decided_until, alerted"
)
_CACHES = {"standing": "*", "balance": "*", "credit": "*", "match_key": "*", "search": "rowid, names, body"}


def sheet(crm: Crm, content: str | bytes, name: str = "file.csv") -> Path:
    """Put a file into the folder where commands are typed."""
    path = crm.folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(result: Result) -> list[dict[str, str]]:
    """Return the answers about rows that an import printed as CSV."""
    return list(csv.DictReader(io.StringIO(result.out)))


def take(crm: Crm, line: str, content: str | bytes, *, code: int = 0, name: str = "file.csv") -> list[dict[str, str]]:
    """Import a file with these options, and return what became of its rows."""
    sheet(crm, content, name)
    result = crm(f"import {line} {name}")
    assert result.code == code, result
    return rows(result)


def results(answers: list[dict[str, str]]) -> list[str]:
    """Return what became of each row."""
    return [answer["result"] for answer in answers]


def standing(crm: Crm, *, ids: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Return all facts, the ledger as it counts, and all caches; without `ids`, without the ids of transitions."""
    path = crm.db
    tables = dict.fromkeys(schema.FACTS, "*") | _CACHES
    tables["effective_transition"] = (
        "id, customer_id, from_stage, to_stage, effective_on, rule, order_id"
        if ids
        else "customer_id, from_stage, to_stage, effective_on, rule, order_id"
    )
    if not ids:
        tables["standing"] = STANDING
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in tables.items()
        }


def sound(crm: Crm) -> None:
    """Demand that the database is as it should be: structure, references, caches."""
    crm.db.with_name("crm.db-queue").unlink(missing_ok=True)
    crm.ok("db check")
