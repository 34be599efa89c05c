"""Moving through the stages, by hand and by orders; and who is stuck."""

import pytest

from conftest import Crm


def stage(crm: Crm, ref: str) -> str:
    found: str = crm.ok("show --format json", ref).json["stage"]
    return found


def test_promote_goes_one_step_and_keeps_the_reason(crm: Crm) -> None:
    crm.add("A", "--at -10d")
    crm.ok("promote A -m 'asked for a quote' --evidence 'mail of Monday' --approved-by carmen --at -3d")
    row = crm.ok("show A --format json").json
    assert (row["stage"], row["stage_since"], row["days_in_stage"]) == ("prospect", "2026-03-13", 3)
    story = crm.rows("history A")
    assert story[-1]["detail"] == "manual · asked for a quote · mail of Monday · approved by carmen"
    for expected in ("buyer", "repeat"):
        crm.ok("promote A -m on")
        assert stage(crm, "A") == expected
    assert crm("promote A -m on").code == 5


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("promote A", 5),
        ("promote A -m ' '", 5),
        ("promote A --to lead -m x", 5),
        ("promote A --to lost -m x", 5),
        ("promote A --to nowhere -m x", 6),
        ("promote A -m x --at +1d", 5),
        ("promote A -m x --at -11d", 5),
        ("promote Nobody -m x", 3),
        ("demote A -m x", 2),
        ("demote A --to buyer -m x", 5),
        ("demote A --to lost", 5),
    ],
)
def test_what_is_no_move_is_refused_and_changes_nothing(crm: Crm, line: str, code: int) -> None:
    crm.add("A", "--at -10d")
    before = crm.db.read_bytes()
    result = crm(line)
    assert result.code == code
    assert result.err.startswith("crm: ")
    assert crm.db.read_bytes() == before


def test_a_missing_reason_is_asked_for_on_a_terminal(crm: Crm) -> None:
    crm.add("A")
    result = crm("promote A", stdin="wants a quote\n", terminal=True)
    assert result.code == 0
    assert crm.rows("history A")[-1]["detail"] == "manual · wants a quote"


def test_from_beside_the_path_one_says_where_to(crm: Crm) -> None:
    crm.add("A")
    crm.ok("demote A --to dormant -m 'no answer'")
    assert crm("promote A -m back").code == 5
    crm.ok("promote A --to prospect -m 'called us'")
    assert stage(crm, "A") == "prospect"


def test_several_move_as_one_step_or_not_at_all(crm: Crm) -> None:
    for name in "ABC":
        crm.add(name)
    crm.ok("promote C --to repeat -m x")
    assert crm("promote A B C -m x").code == 5
    assert stage(crm, "A") == "lead"
    result = crm.ok("promote - -m 'came to the stand'", stdin="1\n2\n")
    assert result.out == "1\n2\n"
    crm.ok("undo")
    assert (stage(crm, "A"), stage(crm, "B")) == ("lead", "lead")


def test_orders_make_buyers_and_repeat_customers_on_their_own_day(crm: Crm) -> None:
    crm.add("A", "--at -30d")
    crm.ok("order add A 100 EUR --at -20d")
    row = crm.ok("show A --format json").json
    assert (row["stage"], row["stage_since"]) == ("buyer", "2026-02-24")
    crm.ok("order add A 50 EUR --at -20d")
    assert stage(crm, "A") == "buyer", "two orders of one day count once"
    crm.ok("order add A 10 EUR --sample --at -10d")
    assert stage(crm, "A") == "buyer", "samples never count"
    crm.ok("order add A 0 EUR --at -9d")
    assert stage(crm, "A") == "buyer", "an order of nothing does not count"
    crm.ok("order add A 70 EUR --at -25d")
    row = crm.ok("show A --format json").json
    assert (row["stage"], row["stage_since"]) == ("repeat", "2026-02-24"), "never before the previous move"


def test_cancelling_writes_a_move_back_and_keeps_a_persons_word(crm: Crm) -> None:
    crm.add("A", "--stage prospect --at -30d")
    one = crm.ok("order add A 100 EUR --at -20d").out.strip()
    two = crm.ok("order add A 100 EUR --at -10d").out.strip()
    crm.ok(f"order cancel {two} -m mistake")
    assert stage(crm, "A") == "buyer"
    crm.ok(f"order cancel {one} -m mistake")
    assert stage(crm, "A") == "prospect"
    assert [row["what"] for row in crm.rows("history A") if "→" in row["what"]] == [
        "prospect → buyer",
        "buyer → repeat",
        "repeat → buyer",
        "buyer → prospect",
    ]
    three = crm.ok("order add A 5 EUR").out.strip()
    crm.ok("demote A --to lost -m 'went bankrupt'")
    crm.ok(f"order cancel {three} -m bankrupt")
    assert stage(crm, "A") == "lost"
    assert crm(f"order cancel {three} -m again").code == 5
    assert crm("order cancel o99 -m x").code == 3


def test_an_order_wakes_the_dormant_and_its_cancelling_lets_them_sleep(crm: Crm) -> None:
    crm.add("A", "--at -300d")
    crm.ok("order add A 1 EUR --at -200d")
    crm.ok("order add A 1 EUR --at -190d")
    crm.ok("demote A --to dormant -m asleep --at -20d")
    new = crm.ok("order add A 1 EUR --at -5d").out.strip()
    assert stage(crm, "A") == "repeat"
    crm.ok(f"order cancel {new} -m no")
    assert stage(crm, "A") == "dormant"


def test_automatic_moves_can_be_switched_off(crm: Crm) -> None:
    crm.add("A")
    crm.ok("config set auto_buyer off")
    crm.ok("order add A 1 EUR")
    assert stage(crm, "A") == "lead"


def test_a_clock_behind_the_last_move_is_no_refusal(crm: Crm) -> None:
    crm.add("A")
    crm.now("2026-03-20")
    crm.ok("promote A -m x")
    crm.now("2026-03-17")
    crm.ok("promote A -m y")
    crm.now("2026-03-21")
    row = crm.ok("show A --format json").json
    assert (row["stage"], row["stage_since"]) == ("buyer", "2026-03-20")


def test_stages_counts_everybody_and_draws_them(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--at -50d --owner ana")
    crm.add("B", "--at -20d")
    crm.add("C", "--at -21d")
    crm.add("D", "--stage buyer --at -365d")
    crm.ok("archive C")
    rows = {row["stage"]: row for row in crm.rows("stages")}
    assert list(rows) == ["lead", "prospect", "buyer", "repeat", "dormant", "lost"]
    assert rows["lead"] == {"stage": "lead", "count": 2, "share": 0.6667, "median_days": 35, "over_limit": 1}
    assert rows["prospect"] == {"stage": "prospect", "count": 0, "share": 0.0, "median_days": None, "over_limit": 0}
    assert rows["buyer"]["over_limit"] == 0
    by = crm.rows("stages --by owner")
    assert [(row["owner"], row["count"]) for row in by if row["count"]] == [("(none)", 1), ("(none)", 1), ("ana", 1)]
    assert len(by) == 12
    assert crm("stages --by shoe-size").code == 2
    drawn = crm("stages", terminal=True, width=60).out
    assert "█" in drawn
    assert "67%" in drawn
    crm.ok("config set days_lead 10")
    assert crm.rows("stages")[0]["over_limit"] == 2


def test_whoever_is_in_no_known_stage_has_a_row(crm: Crm) -> None:
    import sqlite3

    crm.add("A")
    connection = sqlite3.connect(crm.db)
    connection.execute("UPDATE standing SET stage = 'limbo'")
    connection.commit()
    connection.close()
    assert crm.rows("stages")[-1]["stage"] == "(other)"
    assert crm.rows("stages")[-1]["count"] == 1


def test_stale_lists_the_oldest_first_and_says_why(crm: Crm) -> None:
    crm.add("Fresh")
    crm.add("Unvisited", "--at -100d")
    crm.add("NoPlan", "--at -99d")
    crm.ok("log NoPlan call x --at -50d")
    crm.add("Overdue", "--at -98d")
    crm.now("2026-03-01")
    crm.ok("log Overdue call x")
    crm.ok("next Overdue 2026-03-10 call")
    crm.now("2026-03-16")
    crm.add("Unmoved", "--at -97d")
    crm.ok("log Unmoved visit x --at -2d --next '+5d go on'")
    crm.add("Ordered", "--at -300d")
    crm.ok("order add Ordered 10 EUR --at -10d")
    crm.add("Sampled", "--at -300d")
    crm.ok("order add Sampled 0 EUR --sample --at -9d")
    crm.add("Gone", "--stage lost --at -400d")
    crm.add("Away", "--at -400d")
    crm.ok("archive Away")
    rows = crm.rows("stale --days 90")
    assert [(row["name"], row["cause"]) for row in rows] == [
        ("Unvisited", "unvisited"),
        ("NoPlan", "no-plan"),
        ("Overdue", "overdue"),
        ("Unmoved", "unmoved"),
    ]
    assert [row["days_stale"] for row in rows] == [100, 99, 98, 97]
    assert rows[1]["contacts_in_stage"] == 1
    assert rows[1]["days_since_contact"] == 50
    assert rows[2]["next_step"] == "2026-03-10 call"
    assert [row["name"] for row in crm.rows("stale --days 1 --stage lost")] == ["Gone"]
    assert [row["name"] for row in crm.rows("stale --days 100")] == ["Unvisited"]
    assert crm.rows("stale --days 0") == crm.rows("stale --days 1"), "nobody added today"


def test_without_days_each_stage_has_its_own_limit(crm: Crm) -> None:
    crm.add("Lead44", "--at -44d")
    crm.add("Lead45", "--at -45d")
    crm.add("Prospect179", "--stage prospect --at -179d")
    crm.add("Prospect180", "--stage prospect --at -180d")
    crm.add("Repeat364", "--stage repeat --at -364d")
    crm.add("Repeat365", "--stage repeat --at -365d")
    assert [row["name"] for row in crm.rows("stale")] == ["Repeat365", "Prospect180", "Lead45"]
    crm.ok("config set days_lead 44")
    assert len(crm.rows("stale")) == 4


def test_days_since_contact_begin_with_the_owner_where_nobody_called(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--at -30d")
    assert crm.rows("list")[0]["days_since_contact"] == 30
    crm.ok("edit A --owner ana --at -12d")
    assert crm.rows("list")[0]["days_since_contact"] == 12
    crm.ok("log A call x --at -20d")
    assert crm.rows("list")[0]["days_since_contact"] == 20


def test_activities_and_next_steps(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--contact Lucía --owner ana")
    crm.ok('log A 拜访 “看了样机” --rep ana --minutes 90 --cost "12.5 EUR" --contact luc --at "2026-03-15 14:30"')
    crm.ok("log A llamada --at -2d", "don't panic")
    first, second = crm.rows("activities A")
    assert first == {
        "id": "a1",
        "at": "2026-03-15T14:30",
        "customer_id": 1,
        "name": "A",
        "rep": "ana",
        "kind": "visit",
        "text": "看了样机",
        "minutes": 90,
        "cost": "12.50",
        "currency": "EUR",
        "contact": "Lucía",
    }
    assert (second["kind"], second["text"]) == ("call", "don't panic")
    assert {row["rep"]: row["minutes"] for row in crm.rows("activities --by rep")} == {"ana": 90, "(none)": 0}
    assert [row["kind"] for row in crm.rows("activities --kind 电话")] == ["call"]
    assert len(crm.rows("activities --since -1d")) == 1
    assert crm("log A dance x").code == 6
    assert crm("log A call").code == 6
    assert crm("log A call x --at +1d").code == 5
    crm.ok("next A fri send the quote")
    assert crm.rows("list")[0]["next_step"] == "2026-03-20 send the quote"
    crm.ok("next A +2d call instead")
    assert crm.rows("list")[0]["next_step"] == "2026-03-18 call instead"
    crm.ok("next A --done")
    assert crm.rows("list")[0]["next_step"] == ""
    assert crm("next A --done").code == 5
    assert crm("next A").code == 2


@pytest.mark.parametrize(
    "line",
    [
        "promote A -m asked for a quote --at today",
        "promote A --at today -m asked for a quote",
        "promote A --why asked for a quote",
        "promote A -m 'asked for a quote'",
        "promote -m 'asked for a quote' A",
        "promote A --why='asked for a quote'",
    ],
)
def test_a_reason_needs_no_quotes(crm: Crm, line: str) -> None:
    crm.add("A")
    crm.ok(line)
    assert crm.rows("history A")[-1]["detail"] == "manual · asked for a quote"


def test_the_archived_are_stale_only_where_asked_for(crm: Crm) -> None:
    crm.add("A", "--at -100d")
    crm.ok("archive A")
    assert crm.rows("stale") == []
    assert [row["name"] for row in crm.rows("stale --archived")] == ["A"]


def test_a_reason_loses_the_quotes_around_it(crm: Crm) -> None:
    crm.add("A")
    crm.ok("promote A -m “asked for a quote”")
    assert crm.rows("history A")[-1]["detail"] == "manual · asked for a quote"


def test_with_no_days_whoever_moved_today_is_listed_but_nobody_added_today(crm: Crm) -> None:
    crm.add("Old", "--at -5d")
    crm.ok("promote Old -m x")
    crm.add("New")
    assert [(row["name"], row["days_stale"]) for row in crm.rows("stale --days 0")] == [("Old", 0)]


def test_shares_sort_as_numbers(crm: Crm) -> None:
    for number in range(11):
        crm.add(f"L{number}")
    crm.add("P", "--stage prospect")
    drawn = crm("stages --sort -share", terminal=True).out.splitlines()
    shares = [line for line in drawn if "%" in line]
    assert [line.split()[0] for line in shares[:2]] == ["lead", "prospect"]
    assert "92%" in shares[0]


def test_whoever_sleeps_wakes_no_further_back_than_they_were(crm: Crm) -> None:
    crm.add("Firm", "--stage repeat")
    crm.ok("abandon 1 -m 'no answer'")
    assert crm.rows("list")[0]["stage"] == "dormant"
    crm.ok("order add 1 100 EUR")
    assert crm.rows("list")[0]["stage"] == "repeat"
    crm.ok("order cancel o1 -m withdrawn")
    assert crm.rows("list")[0]["stage"] == "dormant"
    crm.ok("audit verify")
