"""What somebody could try who is paid by stage movement, and where it shows."""

import pytest

from conftest import Crm


@pytest.fixture
def team(crm: Crm) -> Crm:
    """Two reps, a director, and two customers of ana's, all there since the beginning of the year."""
    crm.now("2026-01-05")
    crm.ok("rep add ana")
    crm.ok("rep add luis")
    crm.ok("rep add 王 --role director")
    crm.add("深圳市广元机电", "--owner ana")
    crm.add("Talleres Núñez", "--owner ana")
    crm.now("2026-02-02")
    return crm


def signals(crm: Crm, kind: str) -> list[tuple[str, str]]:
    """Return who and what a kind of signal tells of."""
    return [(row["who"], row["detail"]) for row in crm.rows(f"audit signals --kind {kind}")]


def test_a_move_that_nobody_approved_converts_nobody(team: Crm) -> None:
    team.ok("promote 1 -m 'asked for a quote' --needs saws --as ana")
    team.ok("promote 2 -m 'asked for a quote' --needs saws --as ana")

    def converted() -> tuple[int, int, int]:
        (row,) = team.rows("appraisal ana --period 2026Q1")
        return row["advanced"], row["waiting"], row["converted"]

    assert converted() == (0, 2, 0)
    team.ok("approve 1 --as luis")
    assert converted() == (1, 1, 1)
    team.ok("reject 2 -m 'nobody was there' --as 王")
    assert converted() == (1, 0, 1)
    team.ok("order add 2 100 EUR --as ana")
    assert converted() == (2, 0, 3)  # the order is an advance of the lead as well as of the prospect


def test_a_split_order_shows_whichever_half_is_entered_first(team: Crm) -> None:
    team.ok("order add 1 100 EUR --as ana")
    team.ok("order add 1 5 EUR --at -1d --as ana")
    (row,) = team.rows("list --stage repeat")
    assert row["id"] == 1
    said = "o1 (100.00 EUR) and this one (5.00 EUR), 1 days apart, made it repeat"
    assert signals(team, "split-orders") == [("ana", said)]
