"""Two customers that turn out to be one: everything goes over, and nothing that was reported changes."""

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as example
from hypothesis import settings
from hypothesis import strategies as st

from conftest import Crm, examples
from crmcli.actions import customers, merging
from crmcli.actions.undo import undo
from crmcli.errors import ExitCode
from crmcli.store import given, merges, schema
from crmcli.store.read import view
from crmcli.store.reads import customers as listing
from crmcli.store.reads.history import history
from machines import Place, reports
from test_asof import FEW, KINDS, PLANS, REPORTS, Fact, begun, facts, happened

ANY = (*KINDS, *PLANS)


@pytest.fixture
def twins(crm: Crm) -> Crm:
    """Firm (1), ana's, and Firma (2), bea's, who bought and is reachable; typed in on 1 March, merged on the 16th."""
    crm.now("2026-03-01")
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    crm.add("Firm", "--owner ana --contact 'Ana López' --email ana@firm.example --region North --tag fair")
    crm.add("Firma SL", "--owner bea --contact 'LOPEZ, Ana' --email ana@firma.example --phone +34600111222")
    crm.ok("edit 2 --title Jefa --address 'Calle Mayor 1' --region South --tag fair --tag saws")
    crm.ok("log 2 visit showed the saws --rep bea")
    crm.ok("order add 2 100 EUR")
    crm.ok("pay o1 40")
    crm.ok("next 2 +30d call them")
    crm.now("2026-03-16")
    return crm


def answers(crm: Crm, day: str = "") -> dict[str, Any]:
    when = f" --as-of {day}" if day else ""
    lines = (*REPORTS, "find ana", "find saws", "list --missing address", "list --source x", "export customers")
    found: dict[str, Any] = {line: crm.rows(line + when) for line in lines}
    found |= {f"show {ref}": crm(f"show {ref} --format json{when}").out for ref in ("1", "2", "Firma", "+34600111222")}
    if day:  # today's story tells of what was undone
        found |= {f"history {one}": crm(f"history {one}{when}").out for one in (1, 2)}
    return found


def test_what_the_other_had_goes_over_and_its_id_leads_to_the_one_that_stays(twins: Crm) -> None:
    result = twins.ok("merge 1 2 --yes")
    assert result.out == "1\n"
    assert "Firm (1) is one with Firma SL (2) now." in result.err
    assert "bea's; Firm stays ana's" in result.err
    (row,) = twins.rows("list")
    assert (row["id"], row["stage"], row["owner"], row["region"]) == (1, "buyer", "ana", "North")
    shown = twins("show 2 --format json")
    assert shown.json["id"] == 1
    assert shown.json["address"] == "Calle Mayor 1"
    assert shown.json["tags"] == ["fair", "saws"]
    assert shown.json["last_contact"]["text"] == "showed the saws"
    assert shown.json["owed"][0]["outstanding"] == "60.00"
    assert "2 is Firm (1) since they were merged" in shown.err
    assert twins.ok("show 'Firma SL' --format ids").out == "1\n"
    assert [one["id"] for one in twins.rows("order list")] == ["o1"]
    assert [row["customer_id"] for row in twins.rows("order list")] == [1]


def test_one_person_and_one_number_are_there_once(twins: Crm) -> None:
    twins.ok("edit 2 --email ANA@firm.example")
    twins.ok("merge 1 2 --yes")
    (person,) = [one for one in twins.rows("contact list 1") if not one["archived_on"]]
    assert (person["name"], person["title"], person["email"], person["phone"]) == (
        "Ana López",
        "Jefa",
        "ana@firm.example",
        "+34600111222",
    )


def test_the_preview_says_field_by_field_what_there_will_be_and_writes_nothing(twins: Crm) -> None:
    before = twins.db.read_bytes()
    result = twins.ok("merge 1 2 --dry-run --format json --take region")
    rows = {row["field"]: row for row in result.json}
    assert (rows["region"]["keep"], rows["region"]["other"], rows["region"]["result"]) == ("North", "South", "South")
    assert rows["address"]["result"] == "Calle Mayor 1"
    assert rows["orders"]["other"] == "1"
    assert rows["stage"]["result"] == "buyer"
    assert "nothing is written" in result.err
    asked = twins("merge 1 2", terminal=True, stdin="n\n")
    assert asked.code == 130
    assert "Calle Mayor 1" in asked.out
    assert twins("merge 1 2").code == 2
    assert twins.db.read_bytes() == before
    twins.ok("merge 1 2", terminal=True, stdin="y\n")
    assert len(twins.rows("list")) == 1


def test_take_prefers_the_others_value(twins: Crm) -> None:
    twins.ok("config field add budget")
    twins.ok("edit 1 --set budget=10")
    twins.ok("edit 2 --set budget=20")
    assert twins("merge 1 2 --take nothing --yes").code == 2
    twins.ok("merge 1 2 --take name,region --take budget --take owner --yes")
    (row,) = twins.rows("list")
    assert (row["name"], row["region"], row["owner"]) == ("Firma SL", "South", "bea")
    assert twins.ok("show 1 --format json").json["fields"] == {"budget": "20"}


def test_a_merge_changes_no_earlier_day_and_undo_puts_every_report_back(twins: Crm) -> None:
    days = ("2026-02-28", "2026-03-01", "2026-03-15")
    before, now = {day: answers(twins, day) for day in days}, answers(twins)
    assert before["2026-03-15"]["find saws"]
    twins.ok("merge 1 2 --take name,region,owner --yes")
    assert {day: answers(twins, day) for day in days} == before
    assert answers(twins) != now
    twins.ok("undo")
    assert answers(twins) == now
    assert {day: answers(twins, day) for day in days} == before
    assert twins.ok("db check").code == 0


def test_the_story_of_both_is_told(twins: Crm) -> None:
    twins.ok("merge 1 2 --yes")
    told = twins.rows("history 2")
    assert [row["what"] for row in told if row["id"].startswith("t")] == [
        "lead",
        "lead",
        "lead → buyer",
        "lead → buyer",
    ]
    assert any(row["what"] == "merged with Firma SL (2)" for row in told)
    assert any(row["what"] == "owner bea" for row in told)


def test_cancelling_the_order_that_came_with_the_other_takes_its_move_back(twins: Crm) -> None:
    twins.ok("merge 1 2 --yes")
    twins.ok("order cancel o1 -m 'they withdrew'")
    assert twins.rows("list")[0]["stage"] == "lead"


def test_two_buyers_are_one_repeat_customer(twins: Crm) -> None:
    twins.ok("order add 1 100 EUR --at 2026-03-05")
    twins.ok("merge 1 2 --yes")
    assert twins.rows("list")[0]["stage"] == "repeat"


def test_orders_that_came_with_the_other_count_when_ones_own_are_cancelled(crm: Crm) -> None:
    crm.add("Firm")
    crm.add("Firma")
    for one in (1, 2):
        crm.ok(f"order add {one} 100 EUR --at -9d")
        crm.ok(f"order add {one} 100 EUR --at -5d")
    crm.ok("merge 2 1 --yes")
    crm.ok("order cancel o3 o4 -m withdrawn")
    assert crm.rows("list")[0]["stage"] == "repeat"
    crm.ok("order cancel o1 -m withdrawn")
    assert crm.rows("list")[0]["stage"] == "buyer"
    crm.ok("demote 2 --to lead -m 'they never paid'")
    crm.ok("order add 2 100 EUR")
    assert crm.rows("list")[0]["stage"] == "repeat"
    crm.ok("order cancel o5 -m withdrawn")
    assert crm.rows("list")[0]["stage"] == "lead", "what a person said after the merge stands"


@pytest.mark.parametrize("word", ["act 2 --until +9d call", "abandon 2 -m gone", "promote 2 --to repeat -m told"])
def test_nothing_is_decided_about_whom_was_merged(crm: Crm, word: str) -> None:
    crm.ok("rep add ana")
    crm.ok("rep add bea --role director")
    crm.add("Firm")
    crm.add("Firma")
    crm.ok(f"{word} --as ana")
    crm.ok("merge 1 2 --yes")
    refused = crm("approve q1 --as bea")
    assert refused.code == ExitCode.REFUSED, refused.err
    assert "Firm (1)" in refused.err
    assert crm.rows("decisions") == []
    crm.ok("reject q1 -m merged --as bea")
    assert crm.rows("approvals") == []


def test_why_is_told_in_one_order_before_and_after_a_merge(crm: Crm) -> None:
    crm.add("Firm", "--at -9d")
    crm.add("Firma", "--at -9d")
    crm.ok("log 1 visit 'showed it' --at -5d")
    crm.ok("log 1 call 'called' --at -5d")
    crm.ok("log 2 call 'called' --at -5d")
    before = crm.ok("explain 1 --as-of -1d").out
    crm.ok("merge 1 2 --yes")
    assert crm.ok("explain 1 --as-of -1d").out == before


def test_time_goes_on_where_the_clock_is_behind_a_merge(crm: Crm) -> None:
    crm.add("Firm", "--at -60d")
    crm.add("Firma")
    crm.ok("merge 1 2 --yes")
    crm.now("2026-03-10")
    assert [row["rule"] for row in crm.rows("rules run")] == ["alert"]
    assert crm.ok("rules run").out == ""
    assert [row["id"] for row in crm.rows("list")] == [1]
    crm.now("2026-03-17")
    assert [row["id"] for row in crm.rows("list")] == [1]
    crm.ok("db check")
    crm.ok("audit verify")


def test_whoever_was_further_by_a_persons_word_brings_the_other_along(twins: Crm) -> None:
    crm = twins
    crm.add("Third")
    crm.ok("promote 3 -m 'asked for a quote'")
    crm.ok("merge 1 3 --yes")
    assert crm.rows("list --owner ana")[0]["stage"] == "prospect"
    (moved,) = [row for row in crm.rows("history 1") if row["what"] == "lead → prospect" and "merged" in row["detail"]]
    assert "Third (3)" in moved["detail"]
    assert "customer 3" in moved["detail"]


def test_merging_goes_on_through_several(twins: Crm) -> None:
    twins.add("Fourth", "--phone +34600999888")
    twins.ok("merge 2 3 --yes")
    assert twins("merge 3 2 --yes").code == 4
    twins.now("2026-03-20")
    twins.ok("merge 1 3 --yes")
    assert [twins(f"show {one} --format ids").out for one in (1, 2, 3)] == ["1\n"] * 3
    assert twins.ok("show +34600999888 --format ids").out == "1\n"
    assert [twins(f"show {one} --format ids --as-of 2026-03-18").out for one in (1, 2, 3)] == ["1\n", "2\n", "2\n"]
    assert [twins(f"show {one} --format ids --as-of 2026-03-01").out for one in (1, 2)] == ["1\n", "2\n"]
    assert twins.ok("show +34600999888 --format ids --as-of 2026-03-18").out == "2\n"
    assert twins("merge 1 1 --yes").code == 4
    assert twins("merge 1 2 --yes").code == 4
    twins.ok("undo")
    twins.ok("undo")
    assert len(twins.rows("list")) == 3


def test_archived_customers_merge_and_the_one_that_stays_says_so(twins: Crm) -> None:
    twins.ok("archive 1")
    result = twins.ok("merge 1 2 --yes")
    assert "crm archive 1 --restore" in result.err
    assert twins.rows("list") == []
    twins.ok("undo")
    twins.ok("merge 2 1 --yes")
    assert [row["id"] for row in twins.rows("list")] == [2]


def test_a_merged_customer_is_nowhere_but_in_the_whole_export(twins: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    twins.ok("merge 1 2 --yes")
    for line in ("list", "find Firma", "export customers", "list --archived", "stale --days 0"):
        assert "2" not in {str(row["id"]) for row in twins.rows(line)}, line
    assert twins.ok("db check").code == 0
    twins.ok("export --all whole")
    (twins.folder / "other").mkdir()
    other = Crm(twins.folder / "other", monkeypatch)
    other.ok("import", str(twins.folder / "whole"))
    other.ok("export --all", str(twins.folder / "again"))
    for name in sorted(path.name for path in (twins.folder / "whole").iterdir() if path.is_file()):
        assert (twins.folder / "again" / name).read_bytes() == (twins.folder / "whole" / name).read_bytes(), name
    assert other.ok("show 2 --format ids").out == "1\n"
    assert other.ok("show 2 --format ids --as-of 2026-03-15").out == "2\n"
    assert other.ok("db check").code == 0


def test_an_older_file_still_knows_whom_it_means(twins: Crm) -> None:
    sheet = twins.ok("export customers").out
    twins.ok("merge 1 2 --yes")
    twins.ok("import customers -", stdin=sheet)
    assert len(twins.rows("list")) == 1
    assert twins("add 'Firma S.L.' --email ANA@FIRMA.example").code == 4


def told(place: Place, day: Any) -> dict[str, Any]:
    """Return all that reports, searches and histories say as of a day."""
    with view(place.path, day) as opened:
        answered = reports(opened)
        for words in (("Fir",), ("firma",)):
            answered[f"find {words}"] = listing.listed(opened, listing.Filters(words=words))
        return answered | {f"history {row.id}": history(opened, str(row.id)) for row in answered["list"]}


def without_stories(answered: dict[str, Any]) -> dict[str, Any]:
    """Return reports without the histories: what was undone stays in them."""
    return {name: rows for name, rows in answered.items() if not name.startswith("history")}


@settings(FEW, max_examples=examples(8))
@example(story=facts(*ANY), later=facts(*ANY), back=st.booleans(), take=st.sampled_from(((), ("name",), ("owner",))))
def test_no_merge_changes_an_earlier_day(
    story: list[Fact], later: list[Fact], back: bool, take: tuple[str, ...]
) -> None:
    with closing(Place()) as place:
        begun(place, place.today)
        customers.add(place.request(), customers.Details(name="Third", region="North"), None)
        looked = {}
        for fact in story:
            place.today += timedelta(days=fact.gap)
            happened(place, fact, place.today)
            looked[place.today] = told(place, place.today)
        place.today += timedelta(days=1)
        now = told(place, place.today)
        one, other = ("2", "1") if back else ("1", "2")
        merging.merge(place.request(), one, [other], take)
        for day, then in looked.items():
            assert told(place, day) == then
        after = told(place, place.today)
        eve = looked | {place.today: after}
        merging.merge(Place.request(place)._replace(today=place.today + timedelta(days=2)), "3", [other], take)
        for day, then in eve.items():
            assert told(place, day) == then
        undo(place.request(), None)
        assert without_stories(told(place, place.today)) == without_stories(after)
        undo(place.request(), None)
        for day, then in looked.items():
            assert told(place, day) == then
        assert without_stories(told(place, place.today)) == without_stories(now)
        merging.merge(place.request(), one, [other], take)
        for fact in later:
            place.today += timedelta(days=fact.gap)
            happened(place, fact, place.today)
        for day, then in looked.items():
            assert told(place, day) == then


def test_no_table_of_facts_about_customers_is_forgotten() -> None:
    """A merge takes over whatever names a customer, but for what stays as it was: who had it, and since when."""
    stays = {"ownership", "archiving", "not_same", "moved"}
    naming = {table for table, columns in schema.FACTS.items() if "customer_id" in columns}
    assert naming - stays == set(given.TABLES) - {"customer"}
    assert naming - stays - {"contact", "point"} == {*merges.TAKEN_OVER}
