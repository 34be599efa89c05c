"""Whoever opens the file with another tool sees the numbers of the commands: the views, and docs/data.md."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import NOW, Crm

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")


_TRADED: list[bytes] = []


@pytest.fixture
def traded(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A firm of some years, with all that makes numbers differ; built once, then copied."""
    if _TRADED:
        crm.db.parent.mkdir(mode=0o700)
        crm.db.write_bytes(_TRADED[0])
        return crm
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import generate

    day = date.fromisoformat(NOW[:10])
    crm.db.parent.mkdir(mode=0o700)
    generate.write(crm.db, generate.invent(150, 7, day), day)
    for line in (
        "rep add zoe",
        "config stage add negotiation --after prospect --days 20",
        "config field add budget",
        "add Held --at -60d",
        "promote Held --to negotiation -m x --at -40d --force --needs x",
        "config dwell set prospect --industry Furniture --days 30",
        "edit 4 --industry furniture --set budget=50k",
        "season set winter 12-01..02-28 --pause lead,negotiation --since 2025-11-01",
        "season set fair 03-05..03-08 --pause prospect",
        "order add 5 1234 JPY --at -50d --instalment -40d=1000 --instalment +20d=234",
        "order add 5 7.125 KWD --at -9d",
        "order add 6 10 EUR --sample --code S-1",
        "pay 5 0.5 KWD",
        "pay 5 1100 JPY",
        "pay 6 99.99 USD",
        "order cancel S-1 -m x",
        "act 7 --until +20d call again",
        "archive 8 -m x",
        "demote 9 --to lost -m x --force",
        "undo",
        "merge 10 11 --yes --force -m same",
        "log 12 visit hello --minutes 30 --cost 12.5",
    ):
        crm.ok(line)
    _TRADED.append(crm.db.read_bytes())
    return crm


@pytest.fixture
def views(traded: Crm) -> Iterator[sqlite3.Connection]:
    """The database as another tool opens it, on the day that the commands take for today."""
    copy = traded.folder / "copy.db"
    copy.write_bytes(traded.db.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP VIEW today")
        connection.execute(f"CREATE VIEW today AS SELECT '{NOW[:10]}' AS day")
        connection.row_factory = sqlite3.Row
        yield connection


def _seen(views: sqlite3.Connection, select: str) -> list[dict[str, Any]]:
    return [dict(row) for row in views.execute(select)]


def _told(rows: list[dict[str, Any]], names: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def test_the_views_show_the_numbers_of_the_commands(traded: Crm, views: sqlite3.Connection) -> None:
    for view, line, order in (
        ("customers", "list --all", "id"),
        ("stale", "stale", "last_movement, id"),
        ("orders", "order list", "at DESC, CAST(substr(id, 2) AS INTEGER) DESC"),
        ("activities", "activities", "at DESC, CAST(substr(id, 2) AS INTEGER) DESC"),
    ):
        told = traded.rows(f"{line} --limit 0")
        seen = _seen(views, f"SELECT * FROM {view} ORDER BY {order}")
        shared = {name: "" for name in told[0] if name in seen[0]}
        assert len(shared) >= 9, view
        for row in seen:
            row |= {"sample": bool(row["sample"])} if "sample" in row else {}
        assert _told(seen, shared) == _told(told, shared), view
    assert views.execute("SELECT count(*) FROM paused_day").fetchone()[0] > 100
    aged = traded.rows("receivables --by instalment --limit 0")
    seen = _seen(views, "SELECT * FROM receivables")
    key = lambda row: (row["id"], row["name"], row["currency"])  # noqa: E731
    for one, other in zip(sorted(seen, key=key), sorted(aged, key=key), strict=True):
        assert (one["outstanding"], one["due"], one["owner"], one["days_past_due"]) == (
            (other["outstanding"], other["due"], other["owner"], other["days_past_due"])
        )
        assert other[one["bucket"]].lstrip("-") == one["outstanding"].lstrip("-")
    assert {"JPY", "KWD", "EUR"} <= {row["currency"] for row in seen}
    moves = [
        row
        for row in traded.rows("history 9 --limit 0")
        if "→" in row["what"] and "undone" not in row["what"] + row["detail"]
    ]
    there = _seen(views, "SELECT * FROM transitions WHERE customer_id = 9 AND from_stage <> ''")
    assert [row["id"] for row in there] == [row["id"] for row in moves]
    assert not _seen(views, "SELECT * FROM transitions WHERE customer_id = 11")


def test_every_query_of_the_page_runs(traded: Crm, views: sqlite3.Connection) -> None:
    queries = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert len(queries) >= 9
    for query in queries:
        rows = views.execute(query.replace("date('now'", f"date('{NOW[:10]}'")).fetchall()
        assert rows or "invoiced = 'not'" in query, query
    for view, columns in re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|$", PAGE, re.MULTILINE):
        assert columns.split(", ") == [column[0] for column in views.execute(f"SELECT * FROM {view}").description], view


def test_the_models_are_read_from_python_as_the_page_says(traded: Crm) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    people = traded.rows("export contacts")
    before = traded.db.read_bytes()
    done = subprocess.run([sys.executable, "-c", code, str(traded.db)], capture_output=True, check=True)
    assert len(done.stdout.decode().splitlines()) == len(people)
    assert traded.db.read_bytes() == before
