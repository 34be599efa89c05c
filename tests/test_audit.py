"""Whoever can write to the file can do anything to it: what is found all the same, what only with a seal, what never."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.store import chain, schema
from databases import change, results
from ledgers import TEXTS, approved, forced, one_of, put_in, rehashed

ROOT = Path(__file__).parents[1]
SEALS = "crm.seals"


_KEPT: list[bytes] = []


@pytest.fixture
def kept(crm: Crm) -> Crm:
    """A firm with moves, an approval, orders, an undone step, and two seals; built once, then copied."""
    if _KEPT:
        crm.db.parent.mkdir(mode=0o700)
        for path, content in zip((crm.db, Path(SEALS)), _KEPT, strict=True):
            path.write_bytes(content)
            path.chmod(0o600)
        return crm
    crm.ok("rep add ana")
    crm.ok("rep add luis")
    crm.add("Talleres Ibarra", "--owner ana --at -90d")
    crm.add("深圳市广元机电", "--owner luis --at -80d")
    crm.ok("promote 1 -m 'asked for a quote' --evidence mail --at -30d")
    crm.ok("order add 2 500 EUR --at -20d")
    crm.ok("demote 1 --to lost -m 'too dear'")
    crm.ok("undo")
    approved(crm, 1, "ana", "luis")
    crm.ok(f"audit seal {SEALS}")
    crm.ok("edit 1 --note 'calls back'")
    crm.ok("order add 2 300 EUR")
    crm.ok(f"audit seal {SEALS}")
    _KEPT.extend((crm.db.read_bytes(), Path(SEALS).read_bytes()))
    return crm


def verified(crm: Crm, *, seals: bool = False) -> dict[str, str]:
    """Return what `audit verify` finds, by check."""
    answer = crm(f"audit verify --format json {f'--seals {SEALS}' if seals else ''}")
    found = {row["check"]: row["detail"] for row in answer.json if row["result"] == "found"}
    assert answer.code == (10 if found else 0), answer
    assert {row["result"] for row in answer.json} <= {"ok", "found"}
    return found


def test_what_the_program_wrote_is_well(kept: Crm) -> None:
    before = kept.db.read_bytes()
    assert verified(kept, seals=True) == {}
    answer = kept.ok("audit verify")
    assert answer.lines[0] == "check,result,detail"
    assert answer.err.startswith("All is well.\n")
    assert "crm audit seal FILE" in answer.err
    assert kept.ok("audit verify -q").out == ""
    assert kept.db.read_bytes() == before
    kept.ok("db check")


MOVE = "(SELECT id FROM transition WHERE to_stage = 'prospect' AND voids IS NULL)"


def rows_of_table(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Return what SQLite says of the columns of a table."""
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute(f"PRAGMA table_info({table})").fetchall()


EDITS = {
    "stage": ("transition", "to_stage = 'buyer'"),
    "former stage": ("transition", "from_stage = 'buyer'"),
    "day": ("transition", "effective_on = '2026-01-01'"),
    "rule": ("transition", "rule = 'added'"),
    "label": ("transition", "label = 'buyer'"),
    "who asked": ("transition", "asked_by = 'luis'"),
    "who approved": ("transition", "approved_by = 'luis'"),
    "owner": ("transition", "owner = 'luis'"),
    "customer": ("transition", "customer_id = 2"),
    "order": ("transition", "order_id = 1"),
    "digest of a file": ("transition", "sha256 = 'ab'"),
    "clock": ("transition", "clock = ''"),
    "time": ("transition", "recorded_at = '2026-01-01T00:00:00Z'"),
    "account": ("transition", "account = 'luis'"),
    "host": ("transition", "host = 'elsewhere'"),
    "step": ("transition", "step_id = 1"),
    "what it voids": ("transition", "voids = 1"),
    "who decides": ("approval", "decider = 'director'"),
    "who gave it": ("verdict", "given_by = 'ana'"),
    "the outcome": ("verdict", "outcome = 'rejected'"),
    "how it came": ("verdict", "how = 'asserted'"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_row_that_was_changed_is_named(kept: Crm, edit: str) -> None:
    table, changes = EDITS[edit]
    where = f"id = {MOVE}" if table == "transition" else "id = 1"
    number = one_of(
        kept.db, f"SELECT seq FROM link WHERE ledger = '{table}' AND row_id = (SELECT id FROM {table} WHERE {where})"
    )
    forced(kept.db, f"UPDATE {table} SET {changes} WHERE {where}")
    assert verified(kept)["links"].startswith(f"link {number}, {table[0] if table != 'approval' else 'q'}")
    assert results(kept)["links"][0] == "found"


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, columns in TEXTS.items() for column in columns if table != "decision"],
)
def test_a_text_that_was_changed_or_put_in_is_named(kept: Crm, table: str, column: str) -> None:
    where = f"id = {MOVE}" if table == "transition" else "id = 1"
    forced(kept.db, f"UPDATE {table} SET {column} = {column} || ' and more' WHERE {where}")
    found = verified(kept)
    assert list(found) == ["texts"]
    assert "not what was sealed" in found["texts"]
    assert "of customer 1" in found["texts"]


DAMAGE = {
    "a text emptied": (
        [f"UPDATE transition SET reason = '', evidence = '' WHERE id = {MOVE}"],
        "texts",
        "gone, though",
    ),
    "one of two texts emptied": ([f"UPDATE transition SET evidence = '' WHERE id = {MOVE}"], "texts", "not what was"),
    "a row deleted": ([f"DELETE FROM transition WHERE id = {MOVE}"], "links", "its row t3 is gone"),
    "a row and its link deleted": (
        [f"DELETE FROM link WHERE ledger = 'transition' AND row_id = {MOVE}", "DELETE FROM transition WHERE id = 3"],
        "links",
        "link 3 is missing",
    ),
    "a link deleted": (["DELETE FROM link WHERE seq = 3"], "links", "t3 of customer 1"),
    "two rows swapped": (
        [
            "UPDATE transition SET id = -1 WHERE id = 1",
            "UPDATE transition SET id = 1 WHERE id = 2",
            "UPDATE transition SET id = 2 WHERE id = -1",
        ],
        "links",
        "link 1, t1 of customer 2",
    ),
    "two links swapped": (
        [
            "UPDATE link SET seq = -1 WHERE seq = 1",
            "UPDATE link SET seq = 1 WHERE seq = 2",
            "UPDATE link SET seq = 2 WHERE seq = -1",
        ],
        "links",
        "has no link",
    ),
    "a row put in without a link": ([put_in("99", "lost")], "links", "t99 of customer 1"),
    "a row put in with a made-up link": (
        [
            put_in("99", "lost", "''"),
            "INSERT INTO link SELECT max(seq) + 1, 'transition', 99, '', hex(randomblob(32)) FROM link",
        ],
        "links",
        "t99 of customer 1: the row",
    ),
    "a row put into the middle": (
        [
            "UPDATE transition SET id = -id - 1 WHERE id > 1",
            "UPDATE transition SET id = -id WHERE id < 0",
            put_in("2", "lost", "''").replace("WHERE id = 3", "WHERE id = 1"),
        ],
        "links",
        "link 2, t2 of customer 1",
    ),
    "a link of no ledger": (["UPDATE link SET ledger = 'step' WHERE seq = 2"], "links", "link 2 is of no ledger"),
    "an approval deleted": (["DELETE FROM approval"], "links", "its row q1 is gone"),
    "a verdict deleted": (["DELETE FROM verdict"], "links", "its row v1 is gone"),
    "a salt changed": (
        ["UPDATE salt SET salt = replace(salt, substr(salt, 1, 1), 'x')"],
        "texts",
        "not what was sealed",
    ),
    "a salt deleted": (["DELETE FROM salt WHERE customer_id = 1"], "texts", "what sealed them is gone"),
    "a salt made younger": (["UPDATE salt SET since = 99"], "texts", "what sealed them is gone"),
    "a stage changed": (
        ["UPDATE standing SET stage = 'repeat' WHERE customer_id = 1"],
        "stages",
        "Talleres Ibarra (1) is repeat",
    ),
    "a date of the cache changed": (
        ["UPDATE standing SET stage_since = '2026-01-01' WHERE customer_id = 1"],
        "standing",
        "Ibarra",
    ),
    "numbers given out": (["UPDATE sqlite_sequence SET seq = 99 WHERE name = 'transition'"], "numbers", "up to 99"),
    "numbers taken back": (["UPDATE sqlite_sequence SET seq = 1 WHERE name = 'verdict'"], "", ""),
    "a step deleted": (["DELETE FROM step WHERE id = 5"], "numbers", "step 5 is gone"),
    "text that is none": (
        [f"UPDATE transition SET asked_by = CAST(x'ff' AS TEXT) WHERE id = {MOVE}"],
        "links",
        "no ledger can hold",
    ),
    "a lone half of a character": (
        [f"UPDATE transition SET reason = CAST(x'eda080' AS TEXT) WHERE id = {MOVE}"],
        "texts",
        "not what was",
    ),
}


@pytest.mark.parametrize("attack", DAMAGE)
def test_what_was_done_with_sql_is_found(kept: Crm, attack: str) -> None:
    statements, check, said = DAMAGE[attack]
    forced(kept.db, *statements)
    found = verified(kept)
    if check:
        assert said in found[check]
    else:
        assert found == {}, "it says what it said before"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TRIGGER transition_no_update", "trigger transition_no_update is missing"),
        ("DROP TRIGGER link_no_delete", "trigger link_no_delete is missing"),
        (
            "CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END",
            "trigger verdict_no_update is not as it should be",
        ),
        (
            "CREATE TRIGGER mine AFTER INSERT ON transition BEGIN UPDATE standing SET stage = 'repeat'; END",
            "trigger mine is not crm's",
        ),
        ("CREATE VIEW effective_transition AS SELECT * FROM transition WHERE 0", "view effective_transition is not as"),
        ("DROP INDEX transition_voids", "index transition_voids is missing"),
    ],
)
def test_what_the_schema_became_is_named(kept: Crm, statement: str, said: str) -> None:
    word, kind, name = statement.split()[:3]
    there = one_of(kept.db, f"SELECT count(*) FROM sqlite_master WHERE name = '{name}'")
    change(kept.db, *([f"DROP {kind} {name}"] if word == "CREATE" and there else []), statement)
    assert said in verified(kept)["schema"]
    assert said in results(kept)["schema"][1]


def test_a_table_that_holds_anything_is_looked_at_all_the_same(kept: Crm) -> None:
    names = [row[1] for row in rows_of_table(kept.db, "transition")]
    forced(
        kept.db,
        "DROP VIEW effective_transition",
        "CREATE TABLE loose AS SELECT * FROM transition",
        "DROP TABLE transition",
        f"CREATE TABLE transition ({', '.join(names)})",
        "INSERT INTO transition SELECT * FROM loose",
        "UPDATE transition SET customer_id = 'x', voids = 1.5, recorded_at = x'ff', clock = NULL WHERE id = 2",
        "UPDATE salt SET salt = 'no key' WHERE customer_id = 1",
    )
    found = verified(kept)
    assert "index transition_approval is missing" in found["schema"]
    assert "t2 of customer x: the row holds what no ledger can hold" in found["links"]
    assert "not what was sealed" in found["texts"]
    assert kept("audit verify", terminal=True).code == 10


def test_a_guard_that_was_taken_away_and_put_back_leaves_what_was_done(kept: Crm) -> None:
    forced(kept.db, "UPDATE transition SET asked_by = asked_by WHERE id = 1")
    assert verified(kept) == {}, "nothing was done"
    forced(kept.db, "UPDATE transition SET asked_by = 'luis' WHERE id = 1")
    assert list(verified(kept)) == ["links"]


# --- What no look at the file can find, and a seal does -----------------------------------------------------------------


def test_a_chain_that_was_written_anew_shows_only_against_a_seal(kept: Crm) -> None:
    forced(kept.db, f"UPDATE transition SET asked_by = 'luis', reason = 'I won them' WHERE id = {MOVE}")
    rehashed(kept.db)
    assert verified(kept) == {}
    found = verified(kept, seals=True)
    assert list(found) == ["seals"]
    assert "the chain was rewritten" in found["seals"]


def test_an_end_that_was_cut_with_care_shows_only_against_a_seal(kept: Crm) -> None:
    last = one_of(kept.db, "SELECT max(id) FROM transition")
    cut = (
        f"DELETE FROM transition WHERE id = {last}",
        "DELETE FROM link WHERE seq = (SELECT max(seq) FROM link)",
    )
    forced(kept.db, *cut)
    kept("db check --repair")
    found = verified(kept)
    assert list(found) == ["numbers"], "the numbers given out say that something is gone"
    assert f"up to {last}" in found["numbers"]
    forced(kept.db, f"UPDATE sqlite_sequence SET seq = {last - 1} WHERE name = 'transition'")
    assert verified(kept) == {}, "the order is there still; whoever is careful removes it as well"
    found = verified(kept, seals=True)
    assert list(found) == ["seals"]
    assert "the end was cut, or an older copy put back" in found["seals"]
    kept.ok("promote 1 --to repeat -m 'sealed over'")
    assert "seals" in verified(kept, seals=True), "what came since is another link"


def test_an_older_copy_put_back_shows_only_against_a_seal(kept: Crm) -> None:
    shutil.copy(kept.db, "older.db")
    kept.ok("demote 1 --to lost -m x")
    kept.ok(f"audit seal {SEALS}")
    shutil.copy("older.db", kept.db)
    assert verified(kept) == {}
    assert "line 3, link" in verified(kept, seals=True)["seals"]
    refused = kept(f"audit seal {SEALS}")
    assert refused.code == 4
    assert "older copy put back" in refused.err
    assert len(Path(SEALS).read_text().splitlines()) == 3


def test_a_row_appended_as_the_program_would_is_a_row_like_any_other(kept: Crm) -> None:
    forced(kept.db, put_in("(SELECT max(id) + 1 FROM transition)", "lost"))
    rehashed(kept.db)
    kept("db check --repair")
    assert verified(kept, seals=True) == {}, "a seal says nothing of what comes after it"


def test_the_program_never_seals_what_somebody_else_put_in(kept: Crm) -> None:
    forced(kept.db, *DAMAGE["a row put in without a link"][0])
    kept.ok("demote 2 --to lost -m 'no budget'")
    assert "t99 of customer 1" in verified(kept)["links"]


# --- What the rows say, however well they are linked --------------------------------------------------------------------

LIES = {
    "from where they were not": (
        f"UPDATE transition SET from_stage = 'lost' WHERE id = {MOVE}",
        "moves",
        "it leads from lost",
    ),
    "before the move before": (
        f"UPDATE transition SET effective_on = '2025-01-01' WHERE id = {MOVE}",
        "moves",
        "before the move before it",
    ),
    "a day to come": (f"UPDATE transition SET effective_on = '2027-01-01' WHERE id = {MOVE}", "moves", "had not come"),
    "no day": (f"UPDATE transition SET effective_on = 'soon' WHERE id = {MOVE}", "moves", "no such day"),
    "under no rule": (f"UPDATE transition SET rule = 'favour' WHERE id = {MOVE}", "moves", "under the rule favour"),
    "an order of somebody else": (
        "UPDATE transition SET order_id = 1, rule = 'first-order', to_stage = 'buyer' WHERE id = 3",
        "moves",
        "another customer's",
    ),
    "without the approval it takes": (
        f"UPDATE transition SET to_stage = 'repeat' WHERE id = {MOVE}",
        "moves",
        "nobody approved it: it skips",
    ),
    "no order": ("UPDATE transition SET order_id = NULL WHERE rule = 'first-order'", "moves", "it names no order"),
    "an order that is not there": (
        "UPDATE transition SET order_id = 9 WHERE rule = 'first-order'",
        "moves",
        "its order is gone",
    ),
    "an approval that is not there": (
        f"UPDATE transition SET approval_id = 9 WHERE id = {MOVE}",
        "moves",
        "there is no q9",
    ),
    "approved by who asked": ("UPDATE verdict SET given_by = 'ana'", "approvals", "ana asked for it and gave it"),
    "approved by nobody": ("UPDATE verdict SET given_by = ''", "approvals", "nobody gave it"),
    "a verdict on nothing": ("UPDATE verdict SET approval_id = 5", "approvals", "v1 is of no approval"),
    "an outcome that is none": ("UPDATE verdict SET outcome = 'maybe'", "approvals", "its outcome maybe is none"),
    "taken back for somebody else": (
        "UPDATE transition SET customer_id = 2 WHERE voids IS NOT NULL",
        "voids",
        "another customer's",
    ),
    "taken back what is not there": (
        "UPDATE transition SET voids = 77 WHERE voids IS NOT NULL",
        "voids",
        "which is not there",
    ),
    "a time before": (
        "UPDATE transition SET recorded_at = '2025-01-01T00:00:00Z', effective_on = '2024-12-01' WHERE id = 3",
        "clock",
        "and not noted so",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_row_that_no_rule_allowed_is_named_even_in_a_chain_that_fits(kept: Crm, lie: str) -> None:
    statement, check, said = LIES[lie]
    forced(kept.db, statement)
    rehashed(kept.db)
    found = verified(kept)
    assert "links" not in found
    assert said in found[check]


def test_two_verdicts_on_one_approval(kept: Crm) -> None:
    forced(
        kept.db,
        "INSERT INTO verdict SELECT 2, customer_id, approval_id, 'rejected', given_by, given_on, how, '', clock,"
        " recorded_at, account, host, step_id, NULL FROM verdict",
    )
    rehashed(kept.db)
    assert "q2 has 2 verdicts" in verified(kept)["approvals"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE transition SET approval_id = NULL WHERE id = {move}", "nobody approved it: it leads back"),
        ("UPDATE verdict SET outcome = 'rejected' WHERE id = 2", "its approval does not count: rejected"),
        ("UPDATE verdict SET given_by = 'luis' WHERE id = 2", "luis asked for it and gave it"),
        ("DELETE FROM verdict WHERE id = 2", "its approval does not count: open"),
        ("UPDATE approval SET customer_id = 1 WHERE id = 3", "q3 is another customer's"),
    ],
)
def test_a_gated_move_has_its_approval(kept: Crm, statement: str, said: str) -> None:
    kept.ok("demote 2 --to lead -m 'sent all of it back' --as luis")
    kept.ok("approve q3 --as ana")
    move = one_of(kept.db, "SELECT max(id) FROM transition")
    assert one_of(kept.db, f"SELECT approval_id FROM transition WHERE id = {move}") == 3
    assert verified(kept) == {}
    forced(kept.db, statement.format(move=move))
    rehashed(kept.db)
    assert said in verified(kept)["moves"]


def test_moves_from_before_there_were_approvals_need_none(kept: Crm) -> None:
    skips = f"UPDATE transition SET to_stage = 'repeat' WHERE id = {MOVE}"
    forced(kept.db, skips, "UPDATE transition SET label = '' WHERE id <= 3")
    rehashed(kept.db)
    assert "moves" not in verified(kept)
    forced(kept.db, "UPDATE transition SET label = 'lead' WHERE id = 1")
    rehashed(kept.db)
    assert "t3 of customer 1: it does not keep what its stage was called" in verified(kept)["moves"]


def test_a_clock_that_was_set_back_is_noted_and_no_fault(kept: Crm) -> None:
    kept.now("2026-03-10")
    kept.ok("edit 1 --note 'no row of a ledger'")
    kept.now("2026-03-12")
    kept.ok("demote 1 --to lost -m 'after the step before, and before the link before'")
    kept.now("2026-03-11")
    kept.ok("demote 2 --to lost -m 'before both'")
    assert verified(kept) == {}
    row = next(row for row in kept.rows("audit verify") if row["check"] == "clock")
    assert row["detail"].endswith("behind the step before: 2 links")
    assert len(kept.rows("audit signals --kind clock-behind")) == 2


# --- Erased -------------------------------------------------------------------------------------------------------------


def test_texts_that_were_erased_leave_the_chain_whole_and_verify_says_so(kept: Crm) -> None:
    forced(
        kept.db,
        "UPDATE transition SET reason = '', evidence = '' WHERE customer_id = 1",
        "UPDATE approval SET reason = '', evidence = '', proposal = '' WHERE customer_id = 1",
        "UPDATE verdict SET reason = '' WHERE customer_id = 1",
        "DELETE FROM salt WHERE customer_id = 1",
    )
    assert verified(kept, seals=True) == {}
    said = {row["check"]: row["detail"] for row in kept.rows("audit verify")}
    assert re.fullmatch(r"erased: \d+ texts of customers 1", said["texts"])
    kept.ok("demote 1 --to lost -m 'a new reason, under a new salt'")
    assert verified(kept, seals=True) == {}, "what was erased stays erased"
    forced(kept.db, f"UPDATE transition SET reason = 'invented' WHERE id = {MOVE}")
    assert "what sealed them is gone" in verified(kept)["texts"]


# --- The form that is hashed --------------------------------------------------------------------------------------------


def test_what_is_written_freely_is_known() -> None:
    assert TEXTS == schema.FREE_TEXTS


def test_the_document_is_enough_to_recompute_the_chain(kept: Crm) -> None:
    kept.ok("edit 2 --stage lost -m", 'tab\t, newline\n, "quotes", \\ back, \u2028, \x7f, e\u0301 and \u00e9, 😀')
    page = (ROOT / "docs" / "audit.md").read_text("utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", script, str(kept.db)], capture_output=True, text=True, check=True)
    assert kept.ok("audit seal").out.rsplit(" ", 1)[0] == done.stdout.strip()


_VALUES = {"from_stage": st.text(), "asked_by": st.text(), "order_id": st.none() | st.integers(0, 2**63 - 1)}


@given(st.fixed_dictionaries(_VALUES), st.fixed_dictionaries(_VALUES))
def test_two_rows_are_hashed_alike_only_if_they_are_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    def form(row: dict[str, Any]) -> str:
        return chain.canonical("transition", 1, row)

    assert (form(one) == form(other)) == (one == other)
    assert form({**one, "asked_by": "1"}) != form({**one, "asked_by": "", "order_id": 1})
    assert form({**one, "label": ""}) == form(one), "a column that comes later changes nothing"
    assert "\n" not in form(one)


_IDS = st.integers(1, 2**63 - 1)
_TEXT = st.text() | st.sampled_from(['"customer_id":1', '\\"customer_id":0', "lead", "2026-02-03"])


@given(st.sampled_from(list(schema.LEDGERS)), st.lists(st.tuples(_IDS, _IDS), min_size=2, max_size=3), st.data())
def test_rows_that_are_alike_have_the_form_that_each_would_have(
    ledger: str, numbers: list[tuple[int, int]], data: st.DataObject
) -> None:
    columns = schema.LEDGERS[ledger]
    rest = tuple(data.draw(st.none() | _IDS if name in schema.OPTIONAL else _TEXT) for name in columns[1:])
    alike = chain.Alike(ledger)
    for row_id, customer_id in numbers:
        values = dict(zip(columns, (customer_id, *rest), strict=True))
        assert alike.form(row_id, customer_id, rest) == chain.canonical(ledger, row_id, values)


def test_what_no_ledger_holds_has_no_form_or_another_one() -> None:
    row = {"from_stage": "lead", "order_id": 1}
    assert chain.canonical("transition", 1, {**row, "order_id": 1.0}) != chain.canonical("transition", 1, row)
    assert chain.canonical("transition", 1, {**row, "order_id": "1"}) != chain.canonical("transition", 1, row)
    assert chain.canonical("transition", 1, {**row, "order_id": ""}) != chain.canonical(
        "transition", 1, {"from_stage": "lead"}
    )
    assert chain.canonical("transition", 1, {**row, "label": None}) != chain.canonical("transition", 1, row)
    with pytest.raises(TypeError):
        chain.canonical("transition", 1, {"from_stage": b"lead"})
    with pytest.raises(ValueError, match="surrogates"):
        chain.following(chain.BEGINNING, chain.canonical("transition", 1, {"from_stage": "\ud800"}), "")


def test_every_number_that_may_be_null_is_known_and_no_text_may(crm: Crm) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as sql:
        schema.migrate(sql)
        for ledger in schema.LEDGERS:
            for _at, name, kind, not_null, _default, key in sql.execute(f"PRAGMA table_info({ledger})"):
                assert kind in ("TEXT", "INTEGER")
                if not key:
                    assert not_null or name in schema.OPTIONAL, f"{ledger}.{name}"
                    assert kind == "INTEGER" or name not in schema.OPTIONAL


# --- Seals --------------------------------------------------------------------------------------------------------------


def test_a_seal_is_a_line_and_the_file_is_only_ever_appended_to(kept: Crm) -> None:
    line = kept.ok("audit seal").out
    number, digest, at = line.split()
    assert (int(number), len(digest), at) == (10, 64, "2026-03-16T09:00:00Z")
    before = Path(SEALS).read_text()
    answer = kept.ok(f"audit seal {SEALS}")
    assert answer.out == line
    assert answer.err.startswith(f"{SEALS}: link 10 is sealed.\n")
    assert Path(SEALS).read_text() == before + line
    assert Path(SEALS).stat().st_mode & 0o777 == 0o600
    kept.ok(f"audit seal {SEALS} --dry-run")
    kept.ok("audit seal new.seals --dry-run")
    assert Path(SEALS).read_text() == before + line
    assert not Path("new.seals").exists()
    detail = next(row["detail"] for row in kept.rows(f"audit verify --seals {SEALS}") if row["check"] == "seals")
    assert detail == "3 seals, the last of link 10, 2026-03-16T09:00:00Z"


def test_an_empty_chain_can_be_sealed(crm: Crm) -> None:
    crm.ok("rep add ana")
    assert crm.ok("audit seal").out.startswith(f"0 {'0' * 64} ")
    crm.ok(f"audit seal {SEALS}")
    crm.add("A")
    assert verified(crm, seals=True) == {}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"hello\n", 1),
        (b"\n", 1),
        (b"1 abc 2026-03-16T09:00:00Z\n", 1),
        (b"%s1" % b"", 1),
        (b"GOOD\nGOOD\nx\n", 3),
        (b"GOOD\n9 " + b"a" * 30, 2),
        (b"GOOD", 1),
        (b"\xff\xfe\x00", 1),
    ],
)
def test_a_damaged_line_is_named_and_the_file_left_alone(kept: Crm, content: bytes, line: int) -> None:
    good = Path(SEALS).read_bytes().splitlines()[0]
    Path(SEALS).write_bytes(content.replace(b"GOOD", good))
    before = Path(SEALS).read_bytes()
    for command in (f"audit verify --seals {SEALS}", f"audit seal {SEALS}"):
        refused = kept(command)
        assert refused.code == 6, refused
        assert f"{SEALS}, line {line}: this is no seal" in refused.err
    assert Path(SEALS).read_bytes() == before


def test_a_file_that_is_none_of_seals_is_left_alone(kept: Crm) -> None:
    os.symlink(SEALS, "link.seals")
    os.mkfifo("pipe.seals")
    Path("folder").mkdir()
    Path("empty.seals").touch()
    database = kept.db.read_bytes()
    for name, code in (
        ("link.seals", 6),
        ("pipe.seals", 6),
        ("folder", 6),
        ("/dev/null", 6),
        ("nowhere/x.seals", 3),
        (str(kept.db), 6),
    ):
        refused = kept(f"audit seal {name}")
        assert refused.code == code, refused
        assert refused.out == ""
    assert kept.db.read_bytes() == database
    assert kept("audit verify --seals empty.seals").code == 6
    assert kept("audit verify --seals gone.seals").code == 3
    kept.ok("audit seal empty.seals")
    assert len(Path("empty.seals").read_text().splitlines()) == 1


def test_without_a_database_there_is_nothing_to_audit(crm: Crm) -> None:
    for line in ("audit verify", "audit seal", f"audit seal {SEALS}"):
        assert crm(line).code == 7
    assert crm.rows("audit signals") == []
    assert not crm.db.exists()
    assert not Path(SEALS).exists()


# --- Signals ------------------------------------------------------------------------------------------------------------


def test_signals_report_and_accuse_nobody(kept: Crm) -> None:
    kept.ok("order add 1 90 EUR --at -4d")
    kept.ok("order add 1 80 EUR --at -2d")
    kept.ok("order add 1 10 EUR --at -2d")
    approved(kept, 2, "luis", "luis", "self")
    approved(kept, 2, "luis", "ana", "asserted")
    kept.ok("export customers")
    found = kept.rows("audit signals")
    by_kind = {row["kind"]: row for row in reversed(found)}
    back_dated = {row["name"]: row["detail"] for row in found if row["kind"] == "back-dated"}
    said = "lead → prospect, effective 2026-02-14: 30 days before it was entered"
    assert back_dated["Talleres Ibarra"] == said
    assert by_kind["self-approval"]["who"] == "luis"
    assert by_kind["asserted"]["detail"] == "q4 (gate), asked by luis: approved"
    details = [row["detail"] for row in found if row["kind"] == "split-orders"]
    assert "2 orders on one day: o4 o5, together 90.00 EUR" in details
    assert "o3 (90.00 EUR) and this one (80.00 EUR), 2 days apart, made it repeat" in details
    assert by_kind["export"]["detail"].startswith("2 customers exported · crm export customers")
    assert by_kind["clock-set"]["detail"].endswith(" · rows: 2")
    assert kept("audit signals --exit-code").code == 10
    assert kept("audit signals --kind clock-behind --exit-code").code == 0
    assert {row["kind"] for row in kept.rows("audit signals --kind export --kind asserted")} == {"export", "asserted"}
    assert kept("audit signals --kind x").code == 2
    assert kept.rows("audit signals --kind back-dated --days 30") == []
    assert kept.rows("audit signals --until 2026-03-01 --kind export") == []
    assert kept.rows("audit signals --kind export --as-of 2026-03-15") == []


def test_accounts_are_compared_with_whom_they_usually_type_for(kept: Crm) -> None:
    for _time in range(3):
        kept.ok("log 1 call hello --as ana")
    kept.ok("log 2 call hello --as luis")
    change(kept.db, "UPDATE step SET account = 'pc2' WHERE id = (SELECT min(id) FROM step WHERE actor = 'ana')")
    other = kept.rows("audit signals --kind other-account")
    assert [(row["who"], row["detail"].partition(";")[0]) for row in other] == [("ana", "pc2 typed 1 of 3 steps")]
    shared = kept.rows("audit signals --kind shared-account")
    assert len(shared) == 1
    assert shared[0]["detail"] == "types for luis (2), ana (2)" or "ana (2)" in shared[0]["detail"]


# --- Exports are noted --------------------------------------------------------------------------------------------------


def test_an_export_is_a_step_that_undo_passes_over(kept: Crm) -> None:
    steps = kept.rows("undo --list")
    kept.ok("export customers")
    kept.ok("export --all out -q")
    assert kept.rows("undo --list") == steps
    exports = kept.rows("audit signals --kind export")
    assert [row["detail"] for row in exports] == [
        "everything exported: 2 customers, 0 contacts · crm export --all out -q",
        "2 customers exported · crm export customers",
    ]
    number = exports[0]["id"].removeprefix("s")
    refused = kept(f"undo {number}")
    assert refused.code == 5
    assert "changed nothing that could be undone" in refused.err
    assert kept.ok("undo").err.startswith(f"Step {steps[0]['step']} undone")
    assert verified(kept) == {}
    kept.ok("export --all again -q")
    kept.ok("--db new.db import again")
    kept.ok("--db new.db export --all third -q")
    names = sorted(path.name for path in Path("again").iterdir() if path.is_file())
    assert all(Path("again", name).read_bytes() == Path("third", name).read_bytes() for name in names)
    assert kept("--db new.db audit verify").code == 0


def test_an_export_of_nothing_makes_nothing_and_of_a_file_that_is_locked_says_so(
    kept: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.ok("--db none.db export customers")
    assert not Path("none.db").exists()
    monkeypatch.setattr("crmcli.store.file.WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(kept.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = kept.ok("export customers")
    assert len(answer.lines) == 3
    assert answer.err.startswith("crm: that this was exported is not noted: ")
    assert len(answer.err.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every file")
def test_an_export_of_a_file_that_is_read_only_says_so(kept: Crm) -> None:
    kept.db.chmod(0o400)
    answer = kept.ok("export customers")
    assert len(answer.lines) == 3
    assert "is read-only" in answer.err
