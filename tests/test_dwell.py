"""Dwell: who is told of whom, act or abandon, and why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm, Program
from crmcli.rules import dwell
from crmcli.rules.dwell import Ending
from crmcli.rules.lifecycle import Lifecycle
from terminals import EVERYTHING, harmless
from test_startup import modules

EXPECTED = st.integers(1, 2_000)
LIFE = Lifecycle()
LEVELS = st.lists(st.integers(1, 300), min_size=1, max_size=5, unique=True).map(sorted)


@pytest.fixture
def team(crm: Crm) -> Crm:
    """A firm with a rep and no director; Lead is hers, and 50 days old."""
    crm.ok("rep add ana")
    crm.add("Lead", "--owner ana --at -50d")
    return crm


@pytest.fixture
def directed(team: Crm) -> Crm:
    """The firm, with a director."""
    team.ok("rep add 李伟 --role director")
    return team


def decide(crm: Crm, what: str, number: str, rep: str) -> None:
    """Approve or reject what waits."""
    crm.ok(f"{what} {number} -m so --as {rep}")


def shown(crm: Crm, ref: str) -> dict[str, Any]:
    found: dict[str, Any] = crm.ok(f"show {ref} --format json").json
    return found


# What the rules are


@given(EXPECTED, LEVELS, st.lists(st.integers(0, 40), max_size=20))
def test_every_level_is_passed_once_and_in_order(expected: int, levels: list[int], gaps: list[int]) -> None:
    raised, days, seen = 0, 0, list[int]()
    for gap in gaps:
        days += gap
        new = dwell.passed(days, expected, levels, raised)
        assert all(days * 100 >= level * expected for level in new)
        seen += new
        raised = max(new, default=raised)
        assert dwell.passed(days, expected, levels, raised) == []
    assert seen == sorted(set(seen)) == [level for level in levels if days * 100 >= level * expected]


@given(EXPECTED, st.integers(1, 300))
def test_a_level_is_reached_on_the_first_day_that_is_not_too_early(expected: int, level: int) -> None:
    day = dwell.due_after(expected, level)
    assert day * 100 >= expected * level > (day - 1) * 100


def test_of_100_per_cent_and_of_nobodys_customers_the_directors_hear() -> None:
    assert dwell.told(80, "ana", ["li"]) == ["ana"]
    assert dwell.told(100, "ana", ["li"]) == ["ana", "li"]
    assert dwell.told(80, "", ["li"]) == ["li"]
    assert dwell.told(150, "li", ["li"]) == ["li"]


@pytest.mark.parametrize("text", ["", "0", "80,", "a", "80;100", "1001", "1,2,3,4,5,6,7,8,9,10", "٨٠", "-5"])
def test_what_is_no_list_of_levels_is_refused(crm: Crm, text: str) -> None:
    result = crm("config set alert_levels --", text)
    assert result.code == (6 if text else 0), result.err


def test_an_ending_is_the_first_that_applies() -> None:
    day = "2026-03-16"
    assert dwell.ending(LIFE, "lead", day, "", "", day) == Ending.RUNNING
    assert dwell.ending(LIFE, "lead", "2026-03-15", "", "", day) == Ending.STUCK
    assert dwell.ending(LIFE, "lead", day, "2026-03-01", "lost", day) == Ending.EXTENDED
    assert dwell.ending(LIFE, "lead", day, "", "buyer", day) == Ending.FORWARD
    assert dwell.ending(LIFE, "buyer", day, "", "prospect", day) == Ending.BACK
    assert dwell.ending(LIFE, "buyer", day, "", "dormant", day) == Ending.DORMANT


# Alerts


def test_rules_run_tells_the_owner_then_the_director(directed: Crm) -> None:
    directed.add("Young", "--owner ana --at -36d")
    directed.add("Younger", "--owner ana --at -35d")
    rows = directed.rows("rules run")
    assert [(row["id"], row["rule"]) for row in rows] == [("l2", "alert"), ("l3", "alert")]
    assert "50 of 45 days (100 %); told: ana, 李伟" in rows[0]["what"]
    assert "36 of 45 days (80 %); told: ana." in rows[1]["what"]
    alerts = {row["name"]: row for row in directed.rows("alerts")}
    assert {name: (row["level"], row["days"], row["told"]) for name, row in alerts.items()} == {
        "Lead": (100, 50, "ana, 李伟"),
        "Young": (80, 36, "ana"),
    }


def test_where_nothing_is_due_it_says_nothing_at_all(team: Crm) -> None:
    assert team.rows("rules run")
    for line in ("rules run", "rules run --format json", "rules run --dry-run", "rules run -q"):
        assert team(line) == (0, "", "")
    assert team("rules run", terminal=True) == (0, "", "")


def test_where_nothing_is_due_no_orm_is_loaded(program: Program) -> None:
    assert not modules(program, "rules", "run") & {"sqlmodel", "sqlalchemy", "rich"}
    assert not (program.folder / "data").exists()
    for arguments in (["add", "A"], ["rules", "run"]):
        assert program(*arguments).code == 0
    assert not modules(program, "rules", "run") & {"sqlmodel", "sqlalchemy", "rich", "json"}


def test_a_dry_run_tells_and_writes_nothing(team: Crm) -> None:
    before = team.db.read_bytes()
    result = team.ok("rules run --dry-run")
    assert "Lead (1)" in result.out
    assert team.db.read_bytes() == before


def test_one_alert_a_stay_and_level_whatever_reruns(team: Crm) -> None:
    team.ok("config set alert_levels 150,80,100")
    assert team.ok("config get alert_levels").out == "80,100,150\n"
    assert len(team.rows("rules run")) == 1
    team.now("2026-04-02")
    assert team("rules run").out == ""
    team.now("2026-04-03")
    assert [row["level"] for row in (team.rows("rules run"), team.rows("alerts"))[1]] == [150, 100]
    team.ok("promote 1 -m asked")
    assert team.rows("alerts") == []
    assert [row["level"] for row in team.rows("alerts --past")] == [150, 100]
    team.ok("demote 1 --to lead -m mistake")
    team.now("2026-05-09")
    assert [row["level"] for row in (team.rows("rules run"), team.rows("alerts"))[1]] == [80], "a stay of its own"


def test_a_clock_put_back_tells_nobody_again(team: Crm) -> None:
    team.ok("rules run")
    team.now("2026-03-14")
    assert team("rules run").out == ""


def test_an_undone_run_is_run_again(team: Crm) -> None:
    first = team.rows("rules run")
    team.ok("undo")
    assert team.rows("alerts --past") == []
    assert [row["what"] for row in team.rows("rules run")] == [row["what"] for row in first]


def test_nobody_is_told_of_those_beside_the_path_or_put_away_or_decided(team: Crm) -> None:
    team.add("Gone", "--stage lost --at -500d")
    team.add("Asleep", "--stage dormant --at -500d")
    team.add("Away", "--at -500d")
    team.ok("archive Away")
    team.ok("act Lead --until +14d call again")
    assert team("rules run").out == ""
    team.now("2026-03-30")
    assert team("rules run").out == "", "the decision runs up to its last day"
    team.now("2026-03-31")
    assert len(team.rows("rules run")) == 1


def test_an_order_is_movement_for_alerts_as_for_stale(team: Crm) -> None:
    team.ok("order add 1 10 EUR --sample --at -5d")
    assert team("rules run").out == ""
    assert team.rows("stale") == []


def test_an_industry_may_have_days_of_its_own(team: Crm) -> None:
    for name, industry in (("Slow", "Möbel"), ("Usual", "Steel"), ("Bare", "")):
        team.add(name, f"--stage prospect --at -200d --industry '{industry}'")
    team.ok("config dwell set 意向 --industry möbel --days 300")
    team.ok("config dwell set prospect --industry MÖBEL --days 240")
    assert [tuple(row.values()) for row in team.rows("config dwell list")] == [
        ("lead", "", 45),
        ("prospect", "", 180),
        ("prospect", "möbel", 240),
        ("buyer", "", 365),
        ("repeat", "", 365),
    ]
    assert [row["name"] for row in team.rows("stale --stage prospect")] == ["Usual", "Bare"]
    assert team.rows("stages")[1]["over_limit"] == 2
    over = [(row["industry"], row["stage"]) for row in team.rows("stages --by industry") if row["over_limit"]]
    assert over == [("(none)", "lead"), ("(none)", "prospect"), ("Steel", "prospect")]
    levels = {row["name"]: row["level"] for row in (team.ok("rules run"), team.rows("alerts"))[1]}
    assert levels == {"Slow": 80, "Usual": 100, "Bare": 100, "Lead": 100}
    team.ok("config dwell set lead --industry steel --days 5")
    team.add("Quick", "--industry Steel --at -6d")
    assert [row["name"] for row in team.rows("stale --stage lead")] == ["Lead", "Quick"]
    assert len(team.rows("rules run")) == 1
    team.ok("config dwell unset lead --industry STEEL")
    assert team("config dwell unset lead --industry STEEL").code == 3
    assert [row["name"] for row in team.rows("stale --stage lead")] == ["Lead"]
    team.ok("undo")
    assert len(team.rows("stale --stage lead")) == 2
    for line in ("lost --industry x --days 3", "lead --industry '' --days 3", "lead --industry x --days 0"):
        assert team(f"config dwell set {line}").code == 6


def test_alerts_are_those_of_the_day_asked_for(team: Crm) -> None:
    team.now("2026-03-10")
    team.ok("rules run")
    team.now("2026-03-16")
    team.ok("rules run")
    team.ok("edit 1 --owner -")
    assert [row["level"] for row in team.rows("alerts")] == [100, 80]
    assert team.rows("alerts --owner ana") == []
    assert [(row["level"], row["owner"]) for row in team.rows("alerts --as-of 2026-03-15")] == [(80, "ana")]
    assert team.rows("alerts --as-of 2026-03-09") == []
    assert len(team.rows("alerts --level 100 --owner -")) == 1


# Act or abandon


def test_act_gives_time_and_plans(team: Crm) -> None:
    before = team.rows("stale")
    result = team.ok("act lead --until +14d send the quote")
    assert result.out == "d1\n"
    assert "Extension 1" in result.err
    assert team.rows("stale") == []
    row = team.rows("stale --all")[0]
    assert (row["decided_until"], row["next_step"]) == ("2026-03-30", "2026-03-30 send the quote")
    assert "decided_until" not in before[0]
    assert team.rows("stale --as-of 2026-03-15"), "it was stuck before"
    assert team.rows("stale --all --as-of 2026-03-15")[0]["decided_until"] == ""
    team.now("2026-03-30")
    assert team.rows("stale") == []
    team.now("2026-03-31")
    assert team.rows("stale")[0]["cause"] == "unvisited"
    team.now("2026-03-16")
    team.ok("undo")
    assert team.rows("stale") == before
    assert team.rows("decisions") == []


def test_abandon_moves_and_releases_and_is_undone(team: Crm) -> None:
    team.add("Buyer", "--stage buyer --owner ana --at -400d")
    team.ok("next Buyer +3d call")
    result = team.ok("abandon - -m no answer", stdin="1\nBuyer\n")
    assert result.out == "d1\nd2\n"
    after = {ref: shown(team, ref) for ref in ("Lead", "Buyer")}
    assert [(row["stage"], row["owner"], row["next_due"]) for row in after.values()] == [
        ("lost", "", ""),
        ("dormant", "", ""),
    ]
    assert [(row["kind"], row["text"], row["stage"]) for row in team.rows("decisions")] == [
        ("abandon", "no answer", "buyer"),
        ("abandon", "no answer", "lead"),
    ]
    assert team("abandon Lead -m again").code == 5
    assert team("act Lead --until +3d call").code == 5
    assert [shown(team, "Buyer")["stage"], team.ok("list --as-of 2026-03-15 --stage buyer --format ids").out] == [
        "dormant",
        "2\n",
    ]
    team.ok("undo")
    assert (shown(team, "Lead")["stage"], shown(team, "Buyer")["owner"]) == ("lead", "ana")
    assert shown(team, "Buyer")["next_due"] == "2026-03-19"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("act 1 --until -3d call", 6),
        ("act 1 --until today call", 6),
        ("act 1 --until soon call", 6),
        ("act 1 --until +3d ' '", 6),
        ("act 1 --until +3d", 2),
        ("act 1 call", 2),
        ("act 9 --until +3d call", 3),
        ("abandon 1", 5),
        ("abandon 1 -m x --to prospect", 6),
        ("abandon 1 -m x --to nowhere", 6),
        ("decisions --kind waiting", 2),
        ("stale --ask", 2),
        ("stale --ask --as-of -3d", 2),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(team: Crm, line: str, code: int) -> None:
    before = team.db.read_bytes()
    result = team(line)
    assert (result.code, result.out) == (code, ""), result.err
    assert "Traceback" not in result.err
    assert team.db.read_bytes() == before


def test_where_to_may_be_said(team: Crm) -> None:
    team.ok("abandon 1 -m later --to dormant")
    assert shown(team, "1")["stage"] == "dormant"
    team.ok("abandon 1 -m never --to lost")
    assert shown(team, "1")["stage"] == "lost"


def test_where_a_director_is_a_reps_word_is_a_proposal(directed: Crm) -> None:
    result = directed.ok("act 1 --until +14d call --as ana")
    assert result.out == "q1\n"
    assert "waits as q1 for a director" in result.err
    assert len(directed.rows("stale")) == 1, "nothing is decided yet"
    assert directed("act 1 --until +20d call --as ana").code == 5
    assert directed("abandon 1 -m x --as ana").code == 5
    decide(directed, "approve", "q1", "李伟")
    assert directed.rows("stale") == []
    row = directed.rows("decisions")[0]
    assert (row["decided_by"], row["approval"], row["number"]) == ("李伟", "q1", 1)
    assert directed.ok("abandon 1 -m bought elsewhere --as ana").out == "q2\n"
    decide(directed, "reject", "q2", "李伟")
    assert shown(directed, "1")["stage"] == "lead"
    assert directed.ok("abandon 1 -m bought elsewhere --as ana").out == "q3\n"
    decide(directed, "approve", "q3", "李伟")
    assert (shown(directed, "1")["stage"], shown(directed, "1")["owner"]) == ("lost", "")
    directed.ok("undo")
    assert (shown(directed, "1")["stage"], shown(directed, "1")["owner"]) == ("lead", "ana")


@pytest.mark.parametrize("who", ["--as 李伟", ""])
def test_the_directors_word_and_nobodys_decide_at_once(directed: Crm, who: str) -> None:
    assert directed.ok(f"act 1 --until +14d call {who}").out == "d1\n"
    assert directed.ok(f"abandon 1 -m x {who}").out == "d2\n"


def test_a_word_may_be_asserted(directed: Crm) -> None:
    assert directed.ok("act 1 --until +14d call --as ana --approved-by 李伟").out == "q1\n"
    assert directed.rows("stale") == []
    assert directed.rows("decisions")[0]["decided_by"] == "李伟"
    assert directed("act 1 --until +20d call --as ana --approved-by ana").code == 5


def test_a_proposal_about_a_stay_that_ended_is_not_carried_out(directed: Crm) -> None:
    directed.ok("act 1 --until +14d call --as ana")
    directed.ok("demote 1 --to lost -m gone")
    refused = directed("approve q1 --as 李伟")
    assert refused.code == 5
    assert "an earlier stay" in refused.err
    assert directed.rows("decisions") == []


def test_the_third_extension_takes_somebody_else_and_none_is_impossible(team: Crm) -> None:
    for number, days in enumerate((14, 20), 1):
        assert team.ok(f"act 1 --until +{days}d call --as ana").out == f"d{number}\n"
    # Alone she says so herself, and that is kept.
    assert team.ok("act 1 --until +30d call --as ana").out == "q1\n"
    assert team.rows("decisions")[0]["number"] == 3
    team.ok("rep add luis")
    assert "for another rep" in team.ok("act 1 --until +40d call --as ana").err
    decide(team, "approve", "q2", "luis")
    team.ok("rep add li --role director")
    assert "for a director" in team.ok("act 1 --until +50d call").err
    decide(team, "approve", "q3", "li")
    assert [row["number"] for row in team.rows("decisions")] == [5, 4, 3, 2, 1]
    assert team.ok("act 1 --until +60d call --as li").out == "d6\n"


def test_how_past_decisions_ended(team: Crm) -> None:
    for name in ("Won", "Gave up", "Stuck", "Again"):
        team.add(name, "--at -50d")
    for ref in range(1, 6):
        team.ok(f"act {ref} --until +5d call")
    team.now("2026-03-18")
    team.ok("promote Won -m asked")
    team.ok("abandon 3 -m silence")
    team.ok("act Again --until +30d call")
    review = {row["id"]: (row["name"], row["ending"], row["ended_on"]) for row in team.rows("decisions --review")}
    assert review == {
        "d1": ("Lead", "running", ""),
        "d2": ("Won", "forward", "2026-03-18"),
        "d3": ("Gave up", "lost", "2026-03-18"),
        "d4": ("Stuck", "running", ""),
        "d5": ("Again", "extended", "2026-03-18"),
        "d7": ("Again", "running", ""),
    }
    assert {row["ending"] for row in team.rows("decisions --review --as-of 2026-03-17")} == {"running"}
    team.now("2026-03-25")
    assert {row["name"] for row in team.rows("decisions --review") if row["ending"] == "stuck"} == {"Lead", "Stuck"}


def test_what_was_told_and_decided_stays_when_an_import_is_undone(team: Crm) -> None:
    """Orders from before rewrite how the customer came to its stage; taken back, it is the same stay as before."""
    team.ok("order add 1 10 EUR --at -45d")
    team.ok("config set days_buyer 30")
    team.ok("rules run")
    team.ok("act 1 --until +5d call")
    before = [team.rows(line) for line in ("decisions --review", "stale --all", "explain 1")]
    (team.folder / "orders.csv").write_text("customer,amount,currency,date\nLead,20,EUR,2025-12-01\n")
    team.ok("import orders orders.csv")
    team.ok("undo")
    assert team("rules run").out == ""
    after = [team.rows(line) for line in ("decisions --review", "stale --all", "explain 1")]
    assert after[1] == before[1]
    assert [row["ending"] for row in after[0]] == ["running"]
    assert [row["topic"] for row in after[2]] == [row["topic"] for row in before[2]]


# One after the other


def test_ask_walks_through_the_list(team: Crm) -> None:
    for name in ("Second", "Third", "Fourth"):
        team.add(name, "--at -49d")
    told = team("stale --ask", stdin="x\na\n-3d\ncall\n+9d\nsend a sample\nb\nno answer\n\nq\n", terminal=True)
    assert told.code == 0, told.err
    assert "1 of 4" in told.err
    assert "is not in the future" in told.err
    assert "2 answered" in told.err
    assert [row["name"] for row in team.rows("stale")] == ["Third", "Fourth"]
    assert [row["kind"] for row in team.rows("decisions")] == ["abandon", "act"]
    assert len(team.rows("undo --list")) == 7, "each decision is one step"
    ended = team("stale --ask", stdin="b\n", terminal=True)
    assert ended.code == 0
    assert "0 answered" in ended.err


# Why


def test_explain_names_rule_numbers_and_rows(team: Crm) -> None:
    team.ok("promote 1 -m 'asked for a quote' --at -40d")
    team.ok("log 1 visit showed it --at -30d")
    team.ok("config set alert_levels 20,100")
    team.ok("rules run")
    team.ok("act 1 --until +14d call")
    rows = team.rows("explain 1")
    assert [row["topic"] for row in rows] == ["stage", "limit", "movement", "cause", "decision", "alert", "alert"]
    by = {row["topic"]: row for row in rows[:5]}
    assert "asked for a quote" in by["stage"]["rule"]
    assert by["stage"]["evidence"] == "t2 q1"
    assert by["limit"] == {
        "topic": "limit",
        "rule": "prospect, as usual",
        "value": "180 days; reached on 2026-08-03",
        "evidence": "crm config stage list",
    }
    assert "22 % of 180 days" in by["movement"]["value"]
    assert by["cause"]["evidence"] == "a1 n1"
    assert by["decision"]["evidence"] == "d1"
    assert [row["evidence"] for row in rows[5:]] == ["l1", "alert_levels"]
    early = team.rows("explain 1 --as-of 2026-02-01")
    assert early[0]["value"].startswith("lead since 2026-01-25, 7 days")
    assert "decision" not in {row["topic"] for row in early}
    assert team("explain 1 --as-of 2020-01-01").code == 3


def test_explain_of_what_orders_did(team: Crm) -> None:
    team.ok("order add 1 10 EUR --at -3d")
    team.ok("order add 1 10 EUR --at -3d")
    rows = {row["topic"]: row for row in team.rows("explain 1")}
    assert rows["stage"]["evidence"] == "t2 o1"
    assert rows["orders"]["evidence"] == "o1"
    assert "1 of 2 orders count" in rows["orders"]["value"]


@pytest.mark.parametrize("width", [40, 80])
def test_a_stored_text_does_nothing_to_the_terminal(team: Crm, width: int) -> None:
    team.ok("act 1 --until +14d", EVERYTHING)
    team.add(EVERYTHING[:500], "--at -50d")
    harmless(team.ok("explain 1", terminal=True, width=width).out)
    harmless(team.ok("decisions", terminal=True, width=width).out, width=width)
    harmless(team("rules run", terminal=True, width=width).out, width=width)
    harmless(team.ok("alerts", terminal=True, width=width).out, width=width)
    asked = team("stale --ask", stdin=f"a\n+3d\n{EVERYTHING}\n", terminal=True, width=width)
    harmless(asked.out)
    harmless(asked.err)
