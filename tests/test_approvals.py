"""Moves that take a second person's word: gated and countersigned ones, and who may give it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import RefusedError
from crmcli.model.words import How
from crmcli.rules import gates
from crmcli.rules.gates import Person
from crmcli.rules.lifecycle import Lifecycle


@pytest.fixture
def team(crm: Crm) -> Crm:
    """Three reps, one of them a director, and customer 1 as a lead, 2 as a prospect since 100 days."""
    for line in ("rep add ana", "rep add luis", "rep add carmen --role director"):
        crm.ok(line)
    crm.add("Ibarra", "--owner ana --at -100d")
    crm.add("广元", "--stage prospect --owner ana --at -100d")
    return crm


def stage(crm: Crm, ref: str = "1") -> str:
    found: str = crm.ok("show --format json", ref).json["stage"]
    return found


def test_a_move_to_prospect_is_made_and_waits_to_be_countersigned(team: Crm) -> None:
    made = team.ok("promote 1 -m 'asked for a quote' --as ana")
    assert (made.out, stage(team)) == ("1\n", "prospect")
    assert "To be countersigned: q1." in made.err
    (row,) = team.rows("approvals")
    assert row == {
        "id": "q1",
        "kind": "countersign",
        "customer_id": 1,
        "name": "Ibarra",
        "from_stage": "lead",
        "to_stage": "prospect",
        "effective_on": "2026-03-16",
        "until": "",
        "asked_by": "ana",
        "since": "2026-03-16",
        "reason": "asked for a quote",
        "evidence": "",
        "owner": "ana",
    }
    assert team("approve q1 --as ana").code == 5
    assert team("approve q1").code == 5, "nobody says who decides"
    assert team.ok("approve 1 --as luis").out == "q1\n"
    assert team.rows("approvals") == []
    (row,) = team.rows("approvals --all")
    assert (row["outcome"], row["decided_by"], row["how"]) == ("approved", "luis", "given")
    assert team("approve q1 --as carmen").code == 5, "not twice"
    team.ok("undo")
    assert len(team.rows("approvals")) == 1
    assert stage(team) == "prospect"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("promote 1 --to buyer -m x", "skips prospect"),
        ("promote 2 -m x", "no order"),
        ("promote 2 --to repeat -m x", "skips buyer"),
        ("demote 2 --to lead -m x", "leads back"),
        ("edit 2 --stage lead -m x", "leads back"),
    ],
)
def test_a_gated_move_changes_nothing_until_it_is_approved(team: Crm, line: str, why: str) -> None:
    before = (stage(team, "1"), stage(team, "2"))
    asked = team.ok(f"{line} --as ana")
    assert why in asked.err
    assert (stage(team, "1"), stage(team, "2")) == before
    assert [row["kind"] for row in team.rows("approvals")] == ["gate"]
    if line.startswith("edit"):
        return
    assert asked.out == "q1\n"
    assert team(f"{line} --as ana").code == 4, "asked already"
    assert team("approve q1 --as ana").code == 5
    said = team.ok("approve q1 --as carmen -m fine")
    assert "Now " in said.err
    assert (stage(team, "1"), stage(team, "2")) != before
    last = [row for row in team.rows(f"history {line.split()[1]}") if row["id"].startswith("t")][-1]
    assert (last["who"], last["detail"]) == ("ana", "manual · x · approved by carmen")
    team.ok("undo")
    assert (stage(team, "1"), stage(team, "2")) == before
    assert len(team.rows("approvals")) == 1, "the verdict is taken back with the move"


def test_out_of_lost_and_back_from_dormant(team: Crm) -> None:
    team.ok("lose 2 --reason 价格 --competitor Haas -m '太贵' --as ana")
    assert stage(team, "2") == "lost"
    assert team.rows("history 2")[-1]["detail"] == "manual · price Haas · 太贵"
    assert team("lose 2 --reason price -m again").code == 5
    assert team("lose 1 --reason weather -m x").code == 6
    assert team("lose 1 --reason price").code == 5
    team.ok("promote 2 --to prospect -m 'called again' --as ana")
    assert stage(team, "2") == "lost"
    team.ok("reject q1 -m 'they did not' --as luis")
    assert stage(team, "2") == "lost"
    assert team("approve q1 --as luis").code == 5
    team.ok("demote 1 --to dormant -m 'no answer'")
    team.ok("promote 1 --to lead -m 'answered' --as ana")
    assert stage(team) == "lead"


def test_approved_by_another_rep_is_made_at_once(team: Crm) -> None:
    assert team("promote 2 -m x --as ana --approved-by ana").code == 5
    assert team("promote 2 -m x --as ana --approved-by bob").code == 3
    assert team("demote 2 --to lost -m x --as ana --approved-by bob").code == 3
    assert stage(team, "2") == "prospect"
    team.ok("promote 2 -m x --approved-by carmen")
    assert stage(team, "2") == "buyer"
    (row,) = team.rows("approvals --all")
    assert (row["how"], row["decided_by"]) == ("asserted", "carmen")
    team.ok("promote 1 -m x --as ana --approved-by car")
    assert team.rows("approvals") == []
    team.ok("undo")
    assert len(team.rows("approvals --all")) == 1


def test_where_nobody_else_is_the_move_is_made_and_kept_as_self_approved(crm: Crm) -> None:
    crm.add("A")
    crm.ok("promote A -m x")
    crm.ok("rep add ana")
    crm.ok("promote A --to buyer -m x --as ana")
    said = crm.ok("demote A --to lead -m x").err
    assert "Nobody else is there to approve it" in said
    assert stage(crm) == "lead"
    assert [row["how"] for row in crm.rows("approvals --all")] == ["self", "self", "self"]
    crm.ok("rep add luis")
    crm.ok("promote A --to buyer -m x --as ana")
    crm.ok("rep edit luis --inactive")
    assert crm("approve q4 --as luis").code == 5
    crm.ok("approve q4 --as ana")
    assert crm.rows("approvals --all")[-1]["how"] == "self"


def test_what_was_approved_is_looked_at_again(team: Crm) -> None:
    team.ok("promote 2 -m x --as ana")
    team.ok("order add 2 100 EUR")
    refused = team("approve q1 --as luis")
    assert refused.code == 5
    assert "they are buyer now, no longer prospect" in refused.err
    team.ok("reject q1 -m 'it came by itself' --as luis")


def test_a_new_name_makes_nobody_else_of_the_asker(team: Crm) -> None:
    team.ok("promote 2 -m x --as ana")
    team.ok("rep edit ana --name Anna")
    assert team("approve q1 --as Anna").code == 5


def test_many_are_decided_as_one_step_and_as_of_a_day(team: Crm) -> None:
    team.ok("promote 1 -m x --as ana")
    team.ok("promote 2 -m x --as ana")
    ids = team.ok("approvals --format ids").out
    assert ids == "q1\nq2\n"
    assert team("reject q1 --as luis").code == 5, "a rejection has a reason"
    team.now("2026-03-23")
    assert team("approve q1 q9 --as luis").code == 3
    assert len(team.rows("approvals")) == 2
    team.ok("approve - --as luis", stdin=ids)
    assert team.rows("approvals") == []
    assert [row["id"] for row in team.rows("approvals --as-of 2026-03-22")] == ["q1", "q2"]
    assert team.rows("approvals --as-of 2026-03-15") == []
    assert team.rows("list --stage buyer")[0]["days_in_stage"] == 0
    team.ok("undo")
    assert len(team.rows("approvals")) == 2


def test_a_move_keeps_the_day_that_was_asked_while_it_still_can(team: Crm) -> None:
    team.ok("promote 2 -m x --as ana --at -5d")
    team.now("2026-03-20")
    team.ok("approve q1 --as luis")
    assert team.ok("show 2 --format json").json["stage_since"] == "2026-03-11"


def test_evidence_is_an_order_an_activity_or_a_file(team: Crm) -> None:
    import sqlite3

    team.ok("order add 2 10 EUR --code S-1001 --sample")
    team.ok("log 2 visit 'showed it'")
    team.ok("log 1 visit 'showed it'")
    paper = team.folder / "offer 报价.pdf"
    paper.write_bytes(b"%PDF offer")
    for evidence, code in (("o9", 3), ("a9", 3), ("a2", 5), ("o1", 0), ("./none.pdf", 6)):
        assert team(f"demote 2 --to lost -m x --dry-run --evidence {evidence}").code == code, evidence
    kept = []
    for evidence in ("S-1001", "o1", "a1", str(paper), "a mail"):
        team.ok("demote 2 --to lost -m x --evidence", evidence)
        with sqlite3.connect(team.db) as connection:
            columns = "evidence, order_id, activity_id, sha256"
            kept += connection.execute(f"SELECT {columns} FROM effective_transition WHERE rule = 'manual'").fetchall()
        team.ok("undo")
    digest = hashlib.sha256(b"%PDF offer").hexdigest()
    assert kept == [
        ("S-1001", 1, None, ""),
        ("o1", 1, None, ""),
        ("a1", None, 1, ""),
        ("offer 报价.pdf", None, None, digest),
        ("a mail", None, None, ""),
    ]


def test_what_they_need_is_asked_for(team: Crm) -> None:
    assert "crm edit 1 --needs TEXT" in team.ok("promote 1 -m x --as ana").err
    team.ok("undo")
    asked = team("promote 1 -m x --as ana", stdin="two presses\n", terminal=True)
    assert "What does Ibarra need?" in asked.err
    assert team.ok("show 1 --format json").json["needs"] == "two presses"
    team.ok("undo")
    assert team.ok("show 1 --format json").json["needs"] == ""
    assert "--needs" not in team.ok("promote 1 -m x --as ana --needs 'a press'").err
    assert team.ok("show 1 --format json").json["needs"] == "a press"


# The rules by themselves

PEOPLE = st.lists(st.sampled_from(("rep", "director")), max_size=4).map(
    lambda roles: [Person(number, f"r{number}", role) for number, role in enumerate(roles, 1)]
)


@given(people=PEOPLE, asker=st.integers(0, 4), by=st.integers(0, 4), decider=st.sampled_from(("", "director")))
def test_nobody_approves_what_they_asked_for_while_somebody_else_could(
    people: list[Person], asker: int, by: int, decider: str
) -> None:
    known = {one.id: one for one in people}
    word = gates.at_once(people, known.get(asker), None, decider)
    if word is None:
        assert gates.others(people, known[asker].id if asker in known else None, decider)
    else:
        assert word.how == How.SELF
    try:
        given_word = gates.given(people, known.get(asker), known.get(by), decider)
    except RefusedError:
        return
    if given_word.how == How.GIVEN:
        assert known[by].id != asker
        assert decider in ("", known[by].role)
    else:
        assert not gates.others(people, asker if asker in known else by if by in known else None, decider)


STAGES = Lifecycle().keys


@given(
    present=st.sampled_from(STAGES),
    awake=st.sampled_from(Lifecycle().path),
    goal=st.sampled_from(STAGES),
    orders=st.integers(0, 3),
)
def test_what_is_not_gated_goes_one_step_with_an_order_behind_it_or_beside_the_path(
    present: str, awake: str, goal: str, orders: int
) -> None:
    life = Lifecycle()
    awake = present if present in life.path else awake
    if gates.gated(life, present, awake, goal, orders):
        return
    assert present != "lost"
    if goal in life.path:
        assert life.place(goal) <= life.place(awake) + 1
        assert life.place(goal) >= life.place(present)
        assert orders or goal in ("lead", "prospect")
    # Fewer orders never open what more of them do not.
    assert not gates.gated(life, present, awake, goal, orders + 1)
