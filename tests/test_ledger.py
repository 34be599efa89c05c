"""The ledger of stages is only ever appended to; undo takes back facts and voids moves."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from conftest import Crm
from crmcli.store.schema import LEDGERS

# What only ever grows: an undo adds to it.
KEPT = ("step", "journal", "horizon", "salt", "link", *LEDGERS)


def dump(crm: Crm) -> dict[str, list[Any]]:
    """Return every table but the journal of steps and the ledger."""
    with closing(sqlite3.connect(crm.db)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith(("search_", "sqlite_")) and name not in KEPT]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in kept}


EVERY_WRITE = [
    "add New --email n@n.example --owner luis --tag t",
    "edit A --name Renamed --email new@a.example --tag y --untag x --owner luis --note longer",
    "edit A --stage lost -m x",
    "contact add A Pedro --phone 12345678",
    "contact edit c1 --title CEO --email other@a.example",
    "contact move c1 B",
    "contact archive c1",
    "log A visit x --next 'fri y'",
    "next A eom z",
    "next A --done",
    "promote A B -m x",
    "demote A --to lost -m x",
    "lose A --reason price --competitor C -m x",
    "config stage add own --after lead --days 9",
    "config stage rename lead --zh 新",
    "order add A 10 EUR --instalment +1d=4 --instalment +2d=6",
    "order cancel o1 -m x",
    "pay A 500 EUR",
    "archive A B -m x",
    "act A --until +9d call",
    "abandon A B -m x",
    "rules run",
    "config dwell set lead --industry steel --days 9",
    "rep add carmen --role director",
    "rep edit ana --name Anna --manager luis",
]


@pytest.fixture
def filled(crm: Crm) -> Crm:
    crm.ok("rep add ana")
    crm.ok("rep add luis")
    crm.add("A", "--contact Lucía --email a@a.example --owner ana --tag x --at -100d")
    crm.add("B", "--at -100d")
    crm.ok("next A +3d call")
    crm.ok("order add A 100 EUR --at -50d --due -20d")
    crm.ok("pay o1 40")
    return crm


@pytest.mark.parametrize("line", EVERY_WRITE)
def test_undo_puts_everything_back_as_it_was(filled: Crm, line: str) -> None:
    before = dump(filled)
    filled.ok(line)
    assert dump(filled) != before
    said = filled.ok("undo").err
    assert said.startswith("Step ")
    assert dump(filled) == before


def test_undo_after_undo_goes_back_to_the_beginning(filled: Crm) -> None:
    while filled("undo").code == 0:
        pass
    assert filled("undo").code == 5
    assert filled.rows("list") == []
    assert filled.rows("rep list") == []
    assert filled.ok("add After").out == "3\n", "ids are never used again"


def test_a_step_alone_is_undone_unless_a_later_one_touched_the_same(filled: Crm) -> None:
    filled.ok("edit B --note one")
    step = filled.rows("undo --list")[0]["step"]
    filled.ok("log A call unrelated")
    filled.ok(f"undo {step}")
    assert filled.ok("show B --format json").json["note"] == ""
    assert filled(f"undo {step}").code == 5
    assert filled("undo 999").code == 3
    filled.ok("promote A -m x")
    step = filled.rows("undo --list")[0]["step"]
    filled.ok("log A call later")
    refused = filled(f"undo {step}")
    assert refused.code == 4
    assert f"step {step + 1}" in refused.err


def test_what_was_undone_stays_in_the_ledger_and_counts_nowhere(filled: Crm) -> None:
    filled.ok("demote A --to lost -m mistake")
    filled.ok("undo")
    told = [row["what"] for row in filled.rows("history A")]
    assert "buyer → lost (undone)" in told
    assert filled.ok("show A --format json").json["stage"] == "buyer"
    assert filled.rows("stages")[5]["count"] == 0


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE transition SET reason = 'x'",
        "DELETE FROM transition",
        "INSERT OR REPLACE INTO transition SELECT * FROM transition WHERE id = 1",
        "REPLACE INTO transition SELECT * FROM transition WHERE id = 1",
        "UPDATE OR REPLACE transition SET id = 2 WHERE id = 1",
    ],
)
def test_the_ledger_refuses_to_be_rewritten(filled: Crm, attack: str) -> None:
    with closing(sqlite3.connect(filled.db)) as connection:
        before = connection.execute("SELECT * FROM transition").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(attack)
        connection.rollback()
        assert connection.execute("SELECT * FROM transition").fetchall() == before


def test_every_step_says_who_typed_what_and_when(filled: Crm) -> None:
    filled.ok("log A call x --as ana")
    step = filled.rows("undo --list")[0]
    assert step["command"] == "crm log A call x --as ana"
    assert step["actor"] == "ana"
    assert step["at"] == "2026-03-16T09:00:00Z"
    assert "call on 2026-03-16" in step["what"]


def test_a_command_that_changes_nothing_is_no_step(filled: Crm) -> None:
    steps = len(filled.rows("undo --list"))
    before = filled.db.read_bytes()
    filled.ok("edit A --name A")
    assert len(filled.rows("undo --list")) == steps
    assert filled.db.read_bytes() == before


def test_the_reason_is_a_column_of_the_table(filled: Crm) -> None:
    filled.ok("promote B -m 'asked for a quote'")
    with closing(sqlite3.connect(filled.db)) as connection:
        found = connection.execute("SELECT reason FROM transition ORDER BY id DESC LIMIT 1").fetchone()
    assert found == ("asked for a quote",)


def test_a_step_that_later_ones_build_on_is_not_undone_alone(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--owner ana")
    refused = crm("undo 1")
    assert refused.code == 4
    assert "Undo those first" in refused.err
    assert crm.rows("rep list")[0]["customers"] == 1
