"""Who entered and left each stage, what became of them, and what each rep is credited with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.rules.flow import Ending, Moved, Stay, counted, flow, stays

PATH = ("lead", "prospect", "buyer", "repeat")
STAGES = (*PATH, "dormant", "lost")
DAYS = [(date(2026, 1, 1) + timedelta(days=count)).isoformat() for count in range(20)]


@st.composite
def histories(draw: st.DrawFn) -> list[Moved]:
    """The moves of one customer, oldest first; perhaps merged away in the end."""
    number = draw(st.integers(1, 10**6))
    days = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=6)))
    before, moves = "", []
    for place, day in enumerate(days):
        after = draw(st.sampled_from([stage for stage in STAGES if stage != before]))
        moves.append(Moved(place, number, before, after, day))
        before = after
    if draw(st.booleans()):
        moves.append(Moved(99, number, "", "", days[-1]))
    return moves


@given(st.lists(histories(), max_size=5), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_every_stage_adds_up_in_every_period(told: list[list[Moved]], one: str, other: str) -> None:
    first, before = sorted((one, other))
    everybody = [stay for moves in told for stay in stays(moves, PATH)]
    for stage in STAGES:
        found = flow(everybody, stage, first, before)
        there = [stay for stay in everybody if stay.begun.after == stage]
        assert found.at_start == sum(_in_it(stay, first) for stay in there)
        assert found.at_end == sum(_in_it(stay, before) for stay in there)
        assert found.at_start + found.entered - found.left == found.at_end
        assert sum(counted(found.cohort).values()) == len(found.cohort) <= found.entered


def _in_it(stay: Stay, eve_of: str) -> bool:
    return stay.begun.day < eve_of and (not stay.left_on or stay.left_on >= eve_of)


@given(histories())
def test_a_loss_is_no_advance(moves: list[Moved]) -> None:
    for stay in stays(moves, PATH):
        later = [move.after for move in moves[moves.index(stay.begun) + 1 :]]
        further = PATH[PATH.index(stay.begun.after) + 1 :] if stay.begun.after in PATH else PATH
        assert (stay.ending == Ending.ADVANCED) == any(stage in further for stage in later)


@pytest.fixture
def year(crm: Crm) -> Crm:
    """Two reps, four customers, and what became of them in 2025."""
    for rep in ("ana", "luis"):
        crm.ok(f"rep add {rep}")
    for name, rep in (("A", "ana"), ("B", "ana"), ("C", "luis"), ("D", "luis")):
        crm.now("2024-11-01")
        crm.ok(f"add {name} --owner {rep} --needs saws")
    for day, line in (
        ("2025-01-10", "promote A -m asked --as ana --approved-by luis"),
        ("2025-01-20", "promote B -m asked --as ana --approved-by luis"),
        ("2025-02-10", "order add A 100 EUR --as ana"),
        ("2025-02-15", "demote B --to lost -m bought"),
        ("2025-05-10", "promote C -m asked --as luis --approved-by ana"),
        ("2025-05-20", "log C visit saw the shop --as luis"),
    ):
        crm.now(day)
        crm.ok(line)
    crm.now("2025-12-31")
    return crm


def test_the_flow_of_a_quarter(year: Crm) -> None:
    rows = {row["stage"]: row for row in year.rows("flow --period 2025Q1")}
    shown = ("at_start", "entered", "left", "at_end", "cohort", "advanced", "lost", "open", "conversion")
    assert [rows["lead"][name] for name in shown] == [4, 0, 2, 2, 0, 0, 0, 0, None]
    assert [rows["prospect"][name] for name in shown] == [0, 2, 2, 0, 2, 1, 1, 0, 0.5]
    assert [rows["buyer"][name] for name in shown] == [0, 1, 0, 1, 1, 0, 0, 1, 0.0]
    assert rows["lost"]["at_end"] == 1


def test_the_end_of_a_period_is_what_stages_says_of_that_day(year: Crm) -> None:
    for day in ("2025-01-15", "2025-02-12", "2025-12-31"):
        stood = {row["stage"]: row["count"] for row in year.rows(f"stages --as-of {day}")}
        assert {row["stage"]: row["at_end"] for row in year.rows(f"flow --until {day}")} == stood


def test_what_happens_later_changes_no_earlier_answer(year: Crm) -> None:
    before = year.ok("flow --period 2025Q1 --as-of 2025-03-31 --format csv").out
    year.now("2026-01-05")
    year.ok("promote B --to lead -m back --approved-by luis --as ana")
    year.ok("order add C 5 EUR --as luis")
    assert year.ok("flow --period 2025Q1 --as-of 2025-03-31 --format csv").out == before
    now = {row["stage"]: row["advanced"] for row in year.rows("flow --period 2025Q2")}
    assert now["prospect"] == 1


def test_the_customers_behind_a_flow(year: Crm) -> None:
    rows = year.rows("flow --period 2025Q1 --list --stage prospect")
    assert [(row["name"], row["entered_on"], row["left_on"], row["went_to"], row["days"], row["ending"]) for row in rows] == [
        ("A", "2025-01-10", "2025-02-10", "buyer", 31, "advanced"),
        ("B", "2025-01-20", "2025-02-15", "lost", 26, "lost"),
    ]  # fmt: skip
    assert year("flow --stage prospect").code == 2
    assert year("flow --by mood").code == 2
    assert [row["owner"] for row in year.rows("flow --period 2025Q1 --by owner")] == ["ana"] * 4 + ["luis"]


def test_an_appraisal_credits_who_owned_the_customer_then(year: Crm) -> None:
    year.ok("edit A --owner luis -m handed")
    (ana,) = year.rows("appraisal ana --period 2025Q1")
    assert (ana["advanced"], ana["lost"], ana["waiting"], ana["self_approved"]) == (2 + 1, 1, 0, 0)
    assert (ana["cohort"], ana["converted"], ana["conversion"]) == (3, 1, 0.3333)
    (luis,) = year.rows("appraisal luis --period 2025")
    assert (luis["advanced"], luis["activities"]) == (1, 1)
    assert [row["rep"] for row in year.rows("appraisal --period 2025Q2")] == ["luis"]


def test_every_number_is_explained_by_its_rows(year: Crm) -> None:
    for row in year.rows("appraisal --period 2025"):
        for figure in ("entered", "advanced", "waiting", "lost", "cohort", "converted", "activities", "asked"):
            rows = year.rows(f"appraisal {row['rep']} --period 2025 --explain {figure}")
            assert len(rows) == row[figure], figure
    refused = year("appraisal --explain happiness")
    assert (refused.code, "advanced" in refused.err) == (2, True)
    assert year("appraisal nobody").code == 3


def test_an_advance_that_is_taken_back_counts_nowhere(year: Crm) -> None:
    year.ok("promote D -m asked --as luis --approved-by ana")
    (before,) = year.rows("appraisal luis --period 2025Q4")
    assert before["advanced"] == 1
    year.ok("undo")
    assert year.rows("appraisal luis --period 2025Q4") == []


def test_the_story_tells_who_asked_and_who_approved(year: Crm) -> None:
    year.ok("promote D -m asked --as luis")
    (asked,) = (row for row in year.rows("history D") if row["what"] == "countersign asked")
    assert (asked["at"], asked["who"], asked["detail"]) == ("2025-12-31", "luis", "asked")
    year.now("2026-01-02")
    year.ok(f"approve {asked['id']} --as ana")
    approved = ("2026-01-02", "countersign approved", "ana", asked["id"])
    told = [(row["at"], row["what"], row["who"], row["id"]) for row in year.rows("history D")]
    assert approved in told
    assert approved not in [tuple(row.values())[:3] for row in year.rows("history D --as-of 2025-12-31")]
    year.ok("act D --until +9d call them --as luis")
    assert "act until 2026-01-11" in [row["what"] for row in year.rows("history D")]
