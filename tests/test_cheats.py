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
    said = "o1 (100.00 EUR) and this one (5.00 EUR), 1 day apart, made it repeat"
    assert signals(team, "split-orders") == [("ana", said)]


def test_rules_that_were_off_for_a_moment_show(team: Crm) -> None:
    team.ok("config stage set prospect --needs '' --as ana")
    team.ok("promote 1 -m 'asked for a quote' --as ana")
    team.ok("config stage set prospect --needs needs,countersign --as ana")
    team.ok("config set auto_dormant off")
    team.ok("config set auto_dormant off")
    team.ok("config unset auto_dormant")
    team.ok("config set currency EUR")
    team.ok("rep edit ana --role director --as ana")
    team.ok("undo --as ana")
    told = [detail.partition(" · ")[0] for _who, detail in reversed(signals(team, "rules"))]
    assert told[1:] == [
        "prospect: expected days 180; a move into it needs: needs, countersign.",
        "auto_dormant: on → off",
        "auto_dormant: off → on",
        "ana (r1) changed.",
        "Undone: ana (r1) changed.",
    ]
    assert told[0].startswith("prospect: expected days 180")
    assert team.ok("audit verify").code == 0
    assert "Talleres Núñez" in team.ok("undo").err or "prospect" in team.ok("undo").err  # settings are passed over


def test_an_approval_by_a_name_of_ones_own_shows(team: Crm) -> None:
    team.ok("rep add anna --as ana")
    step = team.rows("undo --list")[0]["step"]
    team.ok("promote 1 --to buyer -m 'signed' --as ana")
    team.ok("approve 1 --as anna")
    assert signals(team, "stranger") == [("anna", "q1, asked by ana, approved by anna, whom ana registered")]
    team.ok(f"undo {step} --as ana")
    said = "q1, asked by ana, approved by anna, whom nobody knows by that name now"
    assert signals(team, "stranger") == [("anna", said)]


def test_an_approval_by_who_did_not_say_that_they_asked_shows(team: Crm) -> None:
    team.ok("promote 1 --to buyer -m 'signed'")
    team.ok("approve 1 --as ana")
    ((who, detail),) = signals(team, "unnamed")
    assert who == "ana"
    assert detail.startswith("q1 (gate), asked by nobody named, typed by ")
    assert signals(team, "stranger") == []


def test_a_loss_or_a_rejection_that_is_taken_back_shows(team: Crm) -> None:
    team.ok("lose 1 --reason price -m 'too dear' --as ana")
    loss = team.rows("undo --list")[0]["step"]
    team.ok("promote 2 -m 'asked for a quote' --needs saws --as ana")
    team.ok("reject 1 -m 'nobody was there' --as 王")
    team.ok("undo --as ana")
    team.ok("promote 2 --to buyer -m 'signed' --as ana")
    team.ok("undo --as ana")
    team.now("2026-04-02")
    team.ok(f"undo {loss} --as ana")
    told = signals(team, "undone")
    assert [who for who, _detail in told] == ["ana", "ana"]
    assert f"step {loss} by ana, 59 days before: 深圳市广元机电 (1): lead → lost." in told[0][1]
    assert "by 王, 0 days before: q1, Talleres Núñez (2): rejected" in told[1][1]
    assert len(signals(team, "undone --days 90")) == 1


def test_what_was_forced_shows(team: Crm) -> None:
    team.ok("order add 1 100 EUR --as luis --force -m 'at the fair'")
    team.ok("order add 1 100 EUR --as ana")
    ((who, detail),) = signals(team, "forced")
    assert who == "luis"
    assert "at the fair" in detail


def test_who_registers_a_rep_is_kept_if_they_are_registered_themselves(team: Crm) -> None:
    team.ok("rep add wei --as ana")
    assert team.rows("undo --list")[0]["actor"] == "ana"
    team.ok("rep add zoe --as zoe")
    assert team.rows("undo --list")[0]["actor"] not in ("ana", "zoe")
    assert team("rep add tom --manager nobody --as ana").code == 3


def test_a_merge_earns_nothing(team: Crm) -> None:
    team.ok("add Made-up --stage prospect --owner ana --as ana")
    team.ok("merge 1 3 --yes --as ana")
    team.ok("lose 2 --reason price -m 'too dear' --as ana")
    team.ok("add Made-up-2 --owner ana --as ana")
    team.ok("merge 2 4 --yes --as ana")
    team.ok("add Buyer --owner ana --as ana")
    team.ok("order add 5 100 EUR --as ana")
    team.ok("merge 1 5 --yes --as ana")
    (row,) = team.rows("appraisal ana --period 2026Q1")
    assert (row["advanced"], row["won_back"], row["lost"]) == (1, 0, 1)
    assert row["converted"] == 1
    assert {row["id"]: row["stage"] for row in team.rows("list")} == {1: "buyer", 2: "lead"}
    told = [detail for _who, detail in signals(team, "merged")]
    assert told == ["lost → lead, merged with Made-up-2 (4)", "lead → prospect, merged with Made-up (3)"]


def test_nobody_takes_a_customer_by_merging(team: Crm) -> None:
    team.ok("add Mine --owner luis --as luis")
    refused = team("merge 3 1 --yes --as luis")
    assert refused.code == 4
    assert "深圳市广元机电 (1) belongs to ana." in refused.err
    assert team("merge 3 1 --dry-run --as luis").code == 4
    refused = team("merge 1 3 --take owner --yes --as luis")
    assert refused.code == 4
    assert team("merge 3 1 --yes --force --as luis").code == 5
    assert len(team.rows("list")) == 3
    done = team.ok("merge 3 1 --yes --force -m 'one firm' --as luis")
    assert "It belongs to ana; forced: one firm" in done.err
    team.ok("undo")
    team.ok("merge 3 1 --yes --as 王")
    team.ok("undo")
    team.ok("merge 3 1 --yes")
    team.ok("undo")
    team.ok("merge 1 3 --yes --as luis")  # his own, which he may give away
    assert [row["owner"] for row in team.rows("list")] == ["ana", "ana"]


def test_who_approves_sees_from_which_day_a_move_counts(team: Crm) -> None:
    team.ok("promote 1 -m 'asked for a quote' --needs saws --at 2026-01-10 --as ana")
    team.ok("promote 2 --to buyer -m 'signed' --at 2026-01-12 --as ana")
    days = {row["id"]: (row["effective_on"], row["since"]) for row in team.rows("approvals")}
    assert days == {"q1": ("2026-01-10", "2026-02-02"), "q2": ("2026-01-12", "2026-02-02")}


def test_the_reason_of_a_stage_says_what_the_second_person_said(team: Crm) -> None:
    def stage() -> tuple[str, str]:
        row = next(row for row in team.rows("explain 1") if row["topic"] == "stage")
        return row["rule"].rpartition("; ")[2], row["evidence"]

    team.ok("promote 1 -m 'asked for a quote' --needs saws --as ana")
    assert stage() == ("to be countersigned", "t3 q1")
    team.ok("approve 1 --as luis")
    assert stage() == ("approved by luis", "t3 q1")
    team.ok("undo")
    team.ok("reject 1 -m no --as luis")
    assert stage() == ("rejected by luis", "t3 q1")
    team.ok("undo")
    team.ok("rep edit luis --inactive")
    team.ok("rep edit 王 --inactive")
    team.ok("approve 1 --as ana")
    assert stage() == ("nobody else was there to approve it", "t3 q1")
    assert len(signals(team, "self-approval")) == 1


def test_orders_that_are_cancelled_again_earn_nothing(team: Crm) -> None:
    for number in (1, 2):
        team.ok("order add 1 100 EUR --as ana")
        team.ok(f"order cancel o{number} -m 'they withdrew' --as ana")
    team.ok("order add 2 100 EUR --as ana")
    (row,) = team.rows("appraisal ana --period 2026Q1")
    assert (row["advanced"], row["converted"]) == (1, 1)
    team.now("2026-04-10")
    team.ok("order cancel o3 -m 'they withdrew' --as ana")
    (row,) = team.rows("appraisal ana --period 2026Q1")
    assert (row["advanced"], row["converted"]) == (0, 0)
    (row,) = team.rows("appraisal ana --period 2026Q1 --as-of 2026-04-01")
    assert (row["advanced"], row["converted"]) == (1, 1)


def test_whoever_is_put_to_sleep_and_woken_by_hand_is_not_won_back(team: Crm) -> None:
    team.ok("order add 1 100 EUR --as ana")
    team.ok("demote 1 --to dormant -m 'no answer' --as ana")
    team.ok("promote 1 --to buyer -m 'they answered' --as ana")
    (row,) = team.rows("appraisal ana --period 2026Q1")
    assert (row["dormant"], row["won_back"], row["advanced"]) == (1, 0, 1)
    team.ok("demote 1 --to dormant -m 'no answer' --as ana")
    team.ok("order add 1 80 EUR --at today --as ana")
    (row,) = team.rows("appraisal ana --period 2026Q1")
    assert row["won_back"] == 1
