"""Stages as data: those of one's own work everywhere, and a new name changes nothing that was written."""

import pytest

from conftest import Crm
from crmcli.errors import ExitCode


@pytest.fixture
def firm(crm: Crm) -> Crm:
    """A firm that negotiates: `negotiation` between prospect and buyer, twenty days, and customer 1 a prospect."""
    crm.ok("config stage add negotiation --after prospect --days 20 --zh 谈判中")
    crm.add("Ibarra", "--stage prospect --at -100d")
    return crm


def stage(crm: Crm, ref: str = "1") -> str:
    found: str = crm.ok("show --format json", ref).json["stage"]
    return found


def test_the_usual_stages_are_there_by_themselves(crm: Crm) -> None:
    rows = crm.rows("config stage list")
    assert [row["key"] for row in rows] == ["lead", "prospect", "buyer", "repeat", "dormant", "lost"]
    assert [row["days"] for row in rows] == [45, 180, 365, 365, None, None]
    assert rows[1]["label_zh"] == "意向客户"
    assert rows[2]["label_es"] == "comprador"
    assert rows[1]["needs"] == "needs, countersign"
    assert not crm.db.exists(), "a list makes no database"


def test_a_stage_of_ones_own_works_everywhere(firm: Crm) -> None:
    firm.ok("promote 1 -m 'they bargain' --at -30d")
    assert stage(firm) == "negotiation"
    assert [row["stage"] for row in firm.rows("stages")][:4] == ["lead", "prospect", "negotiation", "buyer"]
    assert firm.rows("stages")[2]["over_limit"] == 1
    assert [row["id"] for row in firm.rows("list --stage 谈判中")] == [1]
    assert [row["id"] for row in firm.rows("list --where stage=negotiation")] == [1]
    assert [row["days_stale"] for row in firm.rows("stale")] == [30]
    firm.ok("config stage set negotiation --days 40")
    assert firm.rows("stale") == []
    assert firm.rows("flow --period this-year")[2]["stage"] == "negotiation"
    firm.add("Other", "--stage negotiation")
    (firm.folder / "more.csv").write_text("name,stage\nThird,谈判中\nFourth,Negotiation\n", "utf-8")
    firm.ok("import customers more.csv")
    assert [row["stage"] for row in firm.rows("list")] == ["negotiation"] * 4
    firm.ok("export --all out")
    firm.ok("--db copy.db import out")
    assert firm.ok("--db copy.db config stage list").out == firm.ok("config stage list").out
    firm.ok("order add 1 10 EUR")
    assert stage(firm) == "buyer", "orders lead past it"
    firm.ok("demote 1 --to negotiation -m x")
    assert stage(firm) == "negotiation"


def test_a_rename_keeps_what_was_written_and_who_is_there(firm: Crm) -> None:
    firm.ok("promote 1 -m 'they bargain' --at -3d")
    firm.ok("config stage rename negotiation closing --zh 收尾")
    assert stage(firm) == "closing"
    assert firm.rows("history 1")[-1]["what"] == "prospect → negotiation"
    assert firm.rows("list --stage negotiation --as-of -2d") == firm.rows("list --stage closing --as-of -2d") != []
    firm.ok("promote 1 -m 'they pay'")
    firm.ok("demote 1 --to closing -m 'they do not'")
    assert firm.rows("history 1")[-1]["what"] == "buyer → closing"
    assert firm("config stage add negotiation").code == 4, "the former key still means it"
    firm.ok("audit verify")
    assert firm("undo 1").code == 4, "customers are in it"
    assert firm("undo 4").code == 4
    for _step in range(3):
        firm.ok("undo")
    assert stage(firm) == "negotiation"
    firm.ok("db check")


def test_the_usual_stages_keep_their_keys_and_get_labels(crm: Crm) -> None:
    crm.add("A", "--at -9d")
    crm.ok("promote A -m x --at -8d")
    crm.ok("config stage rename prospect qualified --es calificado")
    assert stage(crm) == "prospect"
    crm.ok("demote A --to lost -m x")
    crm.ok("promote A --to calificado -m x")
    assert [row["what"] for row in crm.rows("history A")] == [
        "lead",
        "lead → prospect",
        "prospect → lost",
        "lost → qualified",
    ]
    assert crm.rows("stages")[1]["label"] == "qualified"
    crm.ok("config stage rename prospect prospect")
    assert "label" not in crm.rows("stages")[1]


def test_the_order_of_the_path(firm: Crm) -> None:
    assert firm("config stage order lead prospect buyer repeat").code == 6
    assert firm("config stage order lead buyer negotiation prospect repeat").code == 5
    firm.ok("config stage order lead negotiation prospect buyer repeat")
    assert [row["stage"] for row in firm.rows("stages")][1:3] == ["negotiation", "prospect"]
    firm.ok("undo")
    assert [row["stage"] for row in firm.rows("stages")][1:3] == ["prospect", "negotiation"]


def test_many_stages_find_a_place_after_the_same_one(crm: Crm) -> None:
    for number in range(14):
        crm.ok(f"config stage add s{number} --after lead")
    assert [row["key"] for row in crm.rows("config stage list")][:15] == ["lead", *(f"s{n}" for n in range(13, -1, -1))]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("config stage add lead", 4),
        ("config stage add 意向", 4),
        ("config stage add 'two words'", 6),
        ("config stage add x --after lost", 6),
        ("config stage add x --after nowhere", 6),
        ("config stage add x --needs gold", 6),
        ("config stage add x --zh 潜在", 4),
        ("config stage add x --beside --days 3", 2),
        ("config stage rename lead", 2),
        ("config stage rename lead --en a,b", 6),
        ("config stage set lead", 2),
        ("config stage set lost --days 3", 5),
        ("config stage set lead --days 0", 2),
    ],
)
def test_what_is_no_stage_is_refused(crm: Crm, line: str, code: int) -> None:
    crm.add("A")
    before = crm.db.read_bytes()
    refused = crm(line)
    assert refused.code == code, refused.err
    assert crm.db.read_bytes() == before


def test_days_are_kept_in_one_place(crm: Crm) -> None:
    crm.ok("config set days_lead 30")
    assert crm.rows("config stage list")[0]["days"] == 30
    crm.ok("config stage set lead --days 20")
    assert crm.ok("config get days_lead").out == "20\n"
    assert [row["set_in"] for row in crm.rows("config list") if row["key"] == "days_lead"] == ["database"]
    crm.ok("config unset days_lead")
    assert crm.ok("config get days_lead").out == "45\n"
    crm.ok("config set days_lead 9 --dry-run")
    assert crm.ok("config get days_lead").out == "45\n"


def test_a_move_needs_what_its_stage_asks_for(firm: Crm) -> None:
    firm.ok("config stage set negotiation --needs evidence,contact")
    assert "--evidence" in firm("promote 1 -m x").err
    assert "crm log 1 visit" in firm("promote 1 -m x --evidence mail").err
    firm.ok("log 1 visit 'talked'")
    firm.ok("promote 1 -m x --evidence mail")
    firm.ok("rep add ana")
    firm.ok("rep add luis")
    firm.ok("config stage set lost --needs approval")
    assert firm.ok("demote 1 --to lost -m x --as ana").out == "q1\n"
    firm.ok("config stage set prospect --needs ''")
    firm.add("B")
    firm.ok("promote B -m x --as ana")
    assert [row["kind"] for row in firm.rows("approvals")] == ["gate"]


def test_a_stage_in_which_somebody_was_is_not_undone(crm: Crm) -> None:
    crm.add("Firm")
    crm.ok("config stage add trial --after prospect")
    crm.ok("promote 1 --to trial -m tries")
    crm.ok("demote 1 --to lead -m 'sent it back'")
    refused = crm("undo 2")
    assert refused.code == ExitCode.CONFLICT, "undoing the last move would put them back into it"
    assert "trial" in refused.err
    crm.ok("undo")
    assert crm.rows("list")[0]["stage"] == "trial"
    crm.ok("undo")
    crm.ok("undo")
    crm.ok("audit verify")


def test_nobody_is_moved_into_a_stage_that_was_undone(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    crm.add("Firm")
    crm.ok("config stage add trial --after prospect")
    crm.ok("promote 1 --to trial -m tries --as ana")
    crm.ok("undo 4")
    refused = crm("approve q1 --as bea")
    assert refused.code == ExitCode.REFUSED, refused.err
    assert "trial" in refused.err
    crm.ok("reject q1 -m 'no trials any more' --as bea")


def test_a_stage_that_claims_anothers_key_is_found(firm: Crm) -> None:
    import sqlite3

    firm.ok("config stage rename negotiation closing")
    with sqlite3.connect(firm.db) as connection:
        connection.execute("UPDATE stage SET former = 'negotiation prospect'")
    firm("db check --repair")
    assert "claims to have been prospect" in firm("audit verify").out
