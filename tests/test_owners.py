"""Whose customer it is: assigning, claiming, leaving, the view of one's own, and what others may not do."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli.rules.owners import may_act, shared


@pytest.fixture
def team(crm: Crm) -> Crm:
    """Three who sell, one who directs; two customers of wang, one of ana, one of nobody."""
    for name in ("wang", "ana", "luis"):
        crm.ok(f"rep add {name}")
    crm.ok("rep add carmen --role director")
    crm.add("广元家具", "--owner wang --region 广东 --at -20d --email g@firm.example")
    crm.add("Talleres Ibarra", "--owner wang --region Vigo --at -20d")
    crm.add("Börnsee", "--owner ana --region Vigo --at -20d --source fair")
    crm.add("Nobody's", "--source fair --tag vip --at -20d")
    return crm


def owners(crm: Crm) -> dict[int, str]:
    return {row["id"]: row["owner"] for row in crm.rows("list --all")}


# --- How several share ----------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([None, 1, 2, 3, 9])), st.dictionaries(st.integers(1, 4), st.integers(0, 9), min_size=1))
@settings(max_examples=200, deadline=None)
def test_several_end_with_loads_as_equal_as_can_be(present: list[int | None], loads: dict[int, int]) -> None:
    chosen = shared(present, loads)
    assert len(chosen) == len(present)
    final = {rep: load + chosen.count(rep) for rep, load in loads.items()}
    for rep in set(chosen):
        assert final[rep] <= min(final.values()) + 1
    assert shared(chosen, loads) == chosen, "a second time changes nothing"
    for rep in loads:
        kept = sum(one == two == rep for one, two in zip(present, chosen, strict=True))
        assert kept == min(present.count(rep), chosen.count(rep)), "nobody loses a customer to get another"


@pytest.mark.parametrize(
    ("actor", "role", "owner", "above", "may"),
    [
        (None, "", 1, (), True),
        (2, "rep", None, (), True),
        (1, "rep", 1, (), True),
        (2, "rep", 1, (), False),
        (2, "manager", 1, (), False),
        (2, "manager", 1, (2,), True),
        (2, "director", 1, (), True),
    ],
)
def test_who_may_act_on_whom(
    actor: int | None, role: str, owner: int | None, above: tuple[int, ...], may: bool
) -> None:
    assert may_act(actor, role, owner, frozenset(above)) is may


# --- Assigning and claiming -----------------------------------------------------------------------------------------


def test_assigning_answers_about_each_and_is_one_step(team: Crm) -> None:
    rows = team.ok("assign 1 广元 3 4 --to ana,luis --format json -m 'new regions'").json
    assert [row["id"] for row in rows] == [1, 3, 4]
    assert [(row["former"], row["owner"], row["result"]) for row in rows] == [
        ("wang", "ana", "assigned"),
        ("ana", "ana", "unchanged"),
        ("", "luis", "assigned"),
    ]
    again = team.ok("assign 1 3 4 --to ana,luis --format json").json
    assert {row["result"] for row in again} == {"unchanged"}
    assert team.ok("assign 1 3 4 --to luis -q").out == "1\n3\n4\n"
    team.ok("undo")
    team.ok("undo")
    assert owners(team) == {1: "wang", 2: "wang", 3: "ana", 4: ""}


def test_filters_say_who_is_assigned_and_nobody_is_no_error(team: Crm) -> None:
    assert team.ok("assign --unowned --source FAIR --to luis --format ids").out == "4\n"
    assert team.ok("assign --owner wang --region vigo --stage lead --to luis --format ids").out == "2\n"
    assert owners(team) == {1: "wang", 2: "luis", 3: "ana", 4: "luis"}
    nobody = team.ok("assign --unowned --tag vip --to ana -q")
    assert nobody.out == ""
    assert team.ok("list --all --owner luis --format ids").out == "2\n4\n"
    piped = team.ok("assign - --to ana --format ids", stdin="2\n4\n")
    assert piped.out == "2\n4\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("assign 1", 2),
        ("assign --to ana", 2),
        ("assign 1 --unowned --to ana", 2),
        ("assign --unowned --owner ana --to ana", 2),
        ("assign 1 --to nobody", 3),
        ("assign 99 --to ana", 3),
        ("assign --owner nobody --to ana", 3),
        ("assign 1 --to ana --force", 5),
        ("assign 1 --to ana --at +3d", 5),
        ("claim 4", 5),
        ("claim 1 --as ana", 4),
        ("rep leave wang", 5),
        ("rep leave wang --to wang", 5),
        ("rep leave wang --region 广东 --to luis", 5),
        ("rep leave wang --to ana --region 广东", 2),
        ("rep leave wang --to ana --to luis", 2),
        ("rep leave wang --to ana --as luis", 4),
        ("link 1 1 --as dealer", 5),
        ("link 1 2 --as friend", 6),
        ("edit 1 --opt-out pigeon", 6),
        ("list --reachable pigeon", 6),
        ("export orders --reachable mail", 2),
        ("conflicts --days 0", 2),
        ("config set release_days soon", 6),
    ],
)
def test_what_makes_no_sense_changes_nothing(team: Crm, line: str, code: int) -> None:
    before = team.ok("undo --list").out
    result = team(line)
    assert result.code == code, result.err
    assert team.ok("undo --list").out == before


def test_whose_a_customer_was_by_whose_word_and_why(team: Crm) -> None:
    team.ok("assign 2 --to ana --at -10d --as carmen -m 'wang is ill'")
    team.ok("assign 2 --to wang --as ana")
    rows = team.rows("owners ibarra")
    assert [(row["former"], row["owner"], row["since"], row["until"], row["days"]) for row in rows] == [
        ("", "wang", "2026-02-24", "2026-03-06", 10),
        ("wang", "ana", "2026-03-06", "2026-03-16", 10),
        ("ana", "wang", "2026-03-16", "", 0),
    ]
    assert (rows[1]["by"], rows[1]["why"]) == ("carmen", "wang is ill")
    told = [row for row in team.rows("history ibarra") if row["what"] == "owner ana"]
    assert [(row["who"], row["detail"]) for row in told] == [("carmen", "from wang · wang is ill")]
    assert len(team.rows("owners ibarra --as-of 2026-03-10")) == 2


def test_what_nobody_has_can_be_claimed(team: Crm) -> None:
    assert team.ok("claim 4 --as ana").out == "4\n"
    assert owners(team)[4] == "ana"
    assert "already" in team.ok("claim 4 --as ana").err
    refused = team("claim 4 --as luis")
    assert refused.code == 4
    assert "belongs to ana" in refused.err
    team.ok("rep edit luis --inactive")
    assert team("claim 4 --as luis").code in (3, 5)


# --- Others' customers ----------------------------------------------------------------------------------------------

_OWNERS_SAY = (
    "promote 2 -m asked",
    "demote 2 --to lost -m gone",
    "order add 2 100 EUR",
    "assign 2 --to luis",
    "edit 2 --owner luis",
    "edit 2 --stage lost -m gone",
    "lose 2 --reason price -m gone",
    "abandon 2 -m gone",
)


@pytest.mark.parametrize("line", _OWNERS_SAY)
def test_the_owner_has_the_say_and_is_named(team: Crm, line: str) -> None:
    refused = team(f"{line} --as luis")
    assert refused.code == 4
    assert "belongs to wang" in refused.err
    insisted = line if " -m " in line else f"{line} -m ill"
    assert team(f"{insisted} --as luis --dry-run --force").code == 0
    assert team(f"{line} --as wang --dry-run").code == 0
    assert team(f"{line} --as carmen --dry-run").code == 0
    assert team(f"{line} --dry-run").code == 0, "nobody in particular is never refused"
    team.ok("rep edit ana --role manager")
    assert team(f"{line} --as ana --dry-run").code == 4
    team.ok("rep edit luis --manager ana")
    team.ok("rep edit wang --manager luis")
    assert team(f"{line} --as ana --dry-run").code == 0, "wang answers to luis, and luis to ana"


def test_going_past_the_owner_is_recorded(team: Crm) -> None:
    done = team.ok("order add 2 100 EUR --as luis --force -m wang is ill")
    assert "It belongs to wang; forced: wang is ill" in done.err
    assert "forced: wang is ill" in team.rows("undo --list")[0]["what"]
    batch = team("order add - --as luis", stdin="2 5 EUR --force -m 'still ill'\n2 7 EUR\n4 9 EUR\n")
    assert batch.code == 6
    assert len(batch.out.splitlines()) == 2
    assert "belongs to wang" in batch.err


def test_a_fact_is_never_refused_and_the_owner_is_told(team: Crm) -> None:
    logged = team.ok("log 2 visit Showed the catalogue --as luis --at -2d")
    assert "belongs to wang" in logged.err
    assert "belongs" not in team.ok("log 2 call hello --as wang").err
    assert "belongs" not in team.ok("log 4 call hello --as luis").err
    team.ok("log 3 call before it was hers --as luis --at -30d")
    assert "belongs" not in team.ok("log 2 call nobody in particular").err


def test_conflicts_know_whose_the_customer_was_on_the_day(team: Crm) -> None:
    team.ok("log 2 visit one --as luis --at -9d")
    team.ok("log 2 call two --as wang --at -8d")
    team.ok("assign 2 --to luis --at -5d")
    team.ok("log 2 call three --as luis --at -3d")
    for number in range(3):
        team.ok(f"log 3 call again --as ana --at -{number}d")
    rows = team.rows("conflicts --times 2")
    assert [(row["id"], row["conflict"], row["owner"], row["contacts"]) for row in rows] == [
        (3, "too-often", "ana", 3),
        (2, "two-reps", "luis", 3),
        (2, "too-often", "luis", 3),
        (2, "not-owner", "wang", 1),
    ]
    assert (rows[1]["reps"], rows[3]["reps"], rows[3]["activity"]) == ("luis, wang", "luis", "a1")
    assert [row["id"] for row in team.rows("conflicts --times 2 --as ana")] == [3]
    assert len(team.rows("conflicts --times 2 --as wang")) == 3, "also where wang was in touch, or it was his"
    assert team.rows("conflicts --days 3 --times 9") == []
    assert team.rows("conflicts --as-of 2026-03-08")[0]["conflict"] == "two-reps"
    assert team("conflicts --exit-code").code == 10


# --- A view of one's own --------------------------------------------------------------------------------------------


def ids(crm: Crm, line: str) -> list[Any]:
    return [row.get("id", row.get("customer_id")) for row in crm.rows(line)]


def test_my_customers_are_what_i_see_first(team: Crm) -> None:
    team.ok("order add 1 100 EUR")
    team.ok("order add 3 100 EUR")
    team.ok("config set me ana")
    for line in ("list", "receivables", "stale --days 1"):
        assert ids(team, line) in ([3], []), line
        assert len(ids(team, f"{line} --all")) >= len(ids(team, line)), line
    assert ids(team, "list") == [3]
    assert ids(team, "list --all") == [1, 2, 3, 4]
    assert ids(team, "list --as wang") == [1, 2]
    assert ids(team, "list --owner wang") == [1, 2]
    assert ids(team, "list --where owner=wang") == [1, 2]
    assert ids(team, "list --missing owner") == [4]
    assert ids(team, "list --as carmen") == [1, 2, 3, 4]
    assert ids(team, "find vigo") == [2, 3]
    assert ids(team, "receivables") == [3]
    assert [row["owner"] for row in team.rows("receivables --by owner")] == ["ana", "wang"]
    assert sum(row["count"] for row in team.rows("stages")) == 4
    assert [row["customer_id"] for row in team.rows("order list")] == [3]
    assert [row["customer_id"] for row in team.rows("order list 1")] == [1]
    assert team("list --as zoe").code == 3


def test_what_i_did_elsewhere_is_mine_to_see_too(team: Crm) -> None:
    team.ok("log 1 call by me --as ana")
    team.ok("log 3 call by another --as luis")
    team.ok("log 2 call theirs --as wang")
    assert [row["customer_id"] for row in team.rows("activities --as ana")] == [3, 1]
    assert len(team.rows("activities --as ana --all")) == 3
    assert len(team.rows("activities 2 --as ana")) == 1
    assert len(team.rows("activities --by rep --as ana")) == 3


def test_a_view_says_what_it_hides_and_nothing_where_it_hides_nothing(team: Crm) -> None:
    team.ok("config set me ana")
    assert team("list", terminal=True).err == "ana's customers; everybody's with --all.\n"
    assert "everybody's with --all" in team("list").err
    assert team("list --all").err == ""
    assert "everybody's" in team("list --as-of 2026-03-01").err
    team.ok("assign 1 2 4 --to ana --force -m all")
    assert team("list").err == ""
    team.ok("config set me zoe")
    assert team("list").err == "", "a me whom nobody has registered is nobody"


# --- Leaving --------------------------------------------------------------------------------------------------------


def test_whoever_leaves_hands_everything_over_in_one_step(team: Crm) -> None:
    team.ok("next 1 fri send the quote --as wang")
    team.ok("next 3 +9d ask again --as wang")
    team.ok("archive 2")
    team.ok("log 1 call hello --as wang")
    left = team.ok("rep leave WANG --to ANA --region 广东 --to LUIS --format json")
    assert [(row["id"], row["former"], row["owner"]) for row in left.json] == [(1, "wang", "luis"), (2, "wang", "ana")]
    assert "luis 1" in left.err
    assert owners(team)[1] == "luis"
    plans = [(row["what"], row["who"]) for row in team.rows("history 1") if row["what"].startswith("planned")]
    assert plans == [("planned for 2026-03-20", "wang"), ("planned for 2026-03-20", "luis")]
    assert team.ok("show 1 --format json").json["next_step"] == "send the quote"
    assert team.rows("activities 1")[0]["rep"] == "wang", "what he did stays his"
    assert {row["name"]: row["active"] for row in team.rows("rep list")}["wang"] is False
    assert team("assign 3 --to wang").code in (3, 5)
    assert [row["id"] for row in team.rows("list --as-of 2026-03-15 --owner wang")] == [1, 2]
    team.ok("undo")
    assert owners(team)[1] == "wang"
    assert {row["name"]: row["active"] for row in team.rows("rep list")}["wang"] is True
    assert [row["what"] for row in team.rows("history 1") if row["what"].startswith("planned")] == [plans[0][0]]


def test_the_order_of_regions_is_as_typed(team: Crm) -> None:
    team.ok("rep leave wang --region=广东 --to luis --to ana --region nowhere --to carmen -m 'to --to luis'")
    assert owners(team)[1] == "luis"
    assert owners(team)[2] == "ana"
    told = team.ok("undo").err
    assert "wang has left" in told


def test_a_region_that_fits_nobody_is_said(team: Crm) -> None:
    assert "in region 广冬" in team.ok("rep leave wang --to ana --region 广冬 --to luis").err
    assert owners(team)[1] == "ana"


def test_several_share_what_one_leaves(team: Crm) -> None:
    team.ok("rep leave wang --to ana,luis")
    assert sorted(owners(team).values()) == ["", "ana", "ana", "luis"]


# --- Handing over ---------------------------------------------------------------------------------------------------


def test_a_handover_says_what_was_said_promised_planned_and_owed(team: Crm) -> None:
    team.ok("log 1 visit Wants two saws --as wang")
    team.ok("next 1 fri send the quote")
    team.ok("order add 1 100 EUR --at -10d --instalment today=40 --instalment -3d=20 --instalment +9d=40")
    rows = team.rows("handover wang")
    assert [row["id"] for row in rows] == [1, 2]
    assert rows[0]["said"] == "2026-03-16 visit (wang): Wants two saws"
    assert rows[0]["promised"] == "2026-03-16 40.00 EUR (o1); 2026-03-25 40.00 EUR (o1)"
    assert rows[0]["planned"] == "2026-03-20 send the quote"
    assert rows[0]["owed"] == "100.00 EUR, past due 20.00 EUR"
    assert rows[0]["reach"] == "g@firm.example"
    team.ok("rep leave wang --to ana --region vigo --to luis")
    assert [(row["id"], row["owner"]) for row in team.rows("handover wang")] == [(1, "ana"), (2, "luis")]
    assert [row["id"] for row in team.rows("handover wang --where owner=luis")] == [2]


def test_a_page_stands_alone_and_every_text_in_it_is_only_text(team: Crm) -> None:
    team.ok("edit 1 --name", "<script>alert(1)</script> & 广元\x1b[31m\u202e")
    team.ok("log 1 call", "--", '"><img src=x onerror=alert(1)>')
    team.ok("handover wang --html page.html")
    page = team.folder / "page.html"
    assert page.stat().st_mode & 0o777 == 0o600
    text = page.read_text("utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text
    assert team("handover wang --html page.html").code == 4
    assert page.read_text("utf-8") == text
    assert team("handover wang --html nowhere/page.html").code == 1
