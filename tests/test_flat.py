"""What is read does not grow with the file: lists walk an index and stop, and names are found by their words."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Crm
from crmcli.rules.periods import Period
from crmcli.store import refs
from crmcli.store.read import View, view
from crmcli.store.reads import customers, expenses, orders, owners, ownership, receivables, sales, sold, stages, stale
from crmcli.store.reads.exchange import Exchange

TODAY = date(2026, 3, 16)


def plan(crm: Crm, read: Callable[[View], object]) -> list[str]:
    """Return how SQLite goes about what is read, one line a step."""
    steps: list[str] = []

    class Watched(View):
        def rows(self, select: str, **values: object) -> list[tuple[Any, ...]]:
            given = {"until": self.until, "day": self.day.isoformat(), **values}
            found = [row[3] for row in self.sql.execute(f"EXPLAIN QUERY PLAN {select}", given)]
            steps.extend(step for step in found if step != "SCAN rep")  # there are few of them
            return super().rows(select, **values)

    with view(crm.db, TODAY) as opened:
        assert not opened.shadow
        read(Watched(*opened))
    assert steps
    return steps


LISTS: list[dict[str, Any]] = [
    {"stages": ("lead",)},
    {"owner": "ana"},
    {"owner": "-"},
    {"owner": "ana", "stages": ("lead", "buyer")},
    {"source": "fair"},
    {"grade": "A"},
    {"region": "Vigo"},
    {"industry": "steel", "tags": ("vip",)},
    {"category": "dealer", "owner": "ana", "stages": ("lead",)},
    {"owner": "ana", "reachable": "mail"},
    {"stages": ("lead",), "reachable": "phone"},
    {"words": ("talleres",)},
    {"words": ("talleres", "vip"), "stages": ("lead",)},
]


@pytest.fixture
def firm(crm: Crm) -> Crm:
    """A rep and a customer of theirs."""
    crm.ok("rep add Ana")
    crm.add("Talleres Ibarra", "--owner ana --region Vigo --tag vip --source fair --grade A")
    crm.ok("order add ibarra 100 EUR")
    return crm


@pytest.mark.parametrize("filters", LISTS, ids=str)
def test_a_list_walks_an_index_in_its_own_order(firm: Crm, filters: dict[str, Any]) -> None:
    steps = plan(firm, lambda opened: customers.listed(opened, customers.Filters(**filters), 20))
    assert not [step for step in steps if "B-TREE" in step or (step.startswith("SCAN") and "VIRTUAL" not in step)]


def test_those_put_away_have_an_index_of_their_own(firm: Crm) -> None:
    steps = plan(firm, lambda opened: customers.listed(opened, customers.Filters(archived=True), 20))
    assert [step for step in steps if "SCAN" in step or "B-TREE" in step] == ["SCAN s USING INDEX standing_archived"]


def test_the_whole_list_walks_the_table_in_its_own_order(firm: Crm) -> None:
    steps = plan(firm, lambda opened: customers.listed(opened, customers.Filters(), 20))
    assert [step for step in steps if "SCAN" in step or "B-TREE" in step] == ["SCAN s"]
    late = customers.Filters(since="2026-03-01", before="2026-04-01")
    steps = plan(firm, lambda opened: customers.listed(opened, late, 20))
    assert not [step for step in steps if step == "SCAN s" or "B-TREE" in step]


@pytest.mark.parametrize(
    ("given", "index"),
    [
        ({}, "standing_movement"),
        ({"days": 180}, "standing_movement"),
        ({"stages": ("lead",)}, "standing_stage_movement"),
        ({"stages": ("lead", "buyer")}, "standing_movement"),
        ({"owner": "ana"}, "standing_owner_movement"),
        ({"owner": "-", "stages": ("lead",)}, "standing_owner_movement"),
        ({"archived": True}, "standing_movement"),
    ],
    ids=str,
)
def test_who_is_stuck_is_read_oldest_first_and_no_further(firm: Crm, given: dict[str, Any], index: str) -> None:
    steps = plan(firm, lambda opened: stale.stale(opened, **{"days": None, "limit": 20, **given}))
    assert not [step for step in steps if step.startswith("SCAN") or "B-TREE" in step]
    assert any(index + " " in step for step in steps)


def test_reports_over_everybody_read_an_index_alone(firm: Crm) -> None:
    assert plan(firm, stages.stages) == ["SEARCH s USING COVERING INDEX standing_stage (archived=?)"]
    owed = plan(firm, lambda opened: receivables.receivables(opened, receivables.Asked("owner")))
    assert any("COVERING INDEX balance_owner" in step for step in owed)
    assert not [step for step in owed if step.startswith("SEARCH s ") and "balance" in step]


def test_whether_a_view_hides_anybody_is_not_counted(firm: Crm) -> None:
    steps = plan(firm, lambda opened: owners.others(opened, 1))
    assert not [step for step in steps if step.startswith("SCAN standing")]


def test_conflicts_are_looked_for_in_their_window_alone(firm: Crm) -> None:
    steps = plan(firm, lambda opened: ownership.conflicts(opened, ownership.Window(30, 8)))
    assert not [step for step in steps if step.startswith("SCAN")]
    assert sum(step.startswith("SEARCH a USING INDEX activity_at") for step in steps) == 3


def test_orders_are_read_from_the_latest_on(firm: Crm) -> None:
    steps = plan(firm, lambda opened: orders.orders(opened, limit=20))
    assert not [step for step in steps if step.startswith("SCAN") or "B-TREE" in step]


def test_what_was_sold_and_spent_is_read_by_its_days(firm: Crm) -> None:
    period = Period(TODAY.replace(day=1), TODAY)

    def sold_in(opened: View, by: str) -> object:
        return sales.sales(opened, sales.Asked(period, Exchange(opened, "", ""), by), months=True)

    days = sold.Days("2026-03-01", "2026-03-17")
    for read in (lambda opened: sold_in(opened, "rep"), lambda opened: expenses.summary(opened, "rep", days)):
        # Targets are few, and `x` is what was found by its days.
        assert {step for step in plan(firm, read) if step.startswith("SCAN")} <= {"SCAN x", "SCAN target"}


def test_the_beginning_of_a_word_comes_before_a_piece_within(crm: Crm) -> None:
    crm.add("Talleres Ibarra")
    crm.add("Garibarra")
    crm.add("Otra", "--contact 'Ana Ibarrola'")
    assert crm.ok("show arib --format ids").out == "2\n"
    result = crm("show ibarr")
    assert result.code == 4
    assert "Talleres Ibarra" in result.err
    assert "Otra: Ana Ibarrola" in result.err
    assert "Garibarra" not in result.err


def test_a_piece_does_not_reach_from_one_name_into_the_next(crm: Crm) -> None:
    crm.add("Müller Holz", "--contact 'Ana García'")
    crm.ok("contact add 1 'María López'")
    crm.add("García María")
    assert crm.ok("show 'garcia mar' --format ids").out == "2\n"
    assert crm("show 'holz muller'").code == 3
    assert crm("show 'holz ana'").code == 3


def test_whoever_was_put_away_is_found_only_where_nobody_else_fits(crm: Crm) -> None:
    crm.add("Ibarra Uno")
    crm.add("Garibarra")
    crm.ok("archive 1")
    assert crm.ok("show ibarr --format ids").out == "2\n"
    assert crm.ok("show 'ibarra uno' --format ids").out == "1\n"
    assert crm.ok("show ibarra' u' --format ids").out == "1\n"
    crm.ok("archive 2")
    assert crm.ok("show ibarr --format ids").out == "1\n"


def test_a_piece_that_very_many_have_is_answered_with_the_first_ten(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(13):
        crm.add(f"Common {number}")
    result = crm("show comm")
    assert result.code == 4
    assert "13 customers fit 'comm':" in result.err
    assert "Common 9" in result.err
    assert "Common 10" not in result.err
    assert "… and 3 more" in result.err
    monkeypatch.setattr(refs, "_COUNTED", 12)
    result = crm("show comm")
    assert "More than 12 customers fit 'comm':" in result.err
    assert "… and more" in result.err


@pytest.mark.parametrize("words", ["common", "com vip", "omm"])
def test_what_words_find_is_the_same_with_and_without_a_limit(crm: Crm, words: str) -> None:
    for number in range(9):
        crm.add(f"Common {number}", "--tag vip --region 'Nueva York'" if number % 2 else "")
    found = [row["id"] for row in crm.rows(f"find {words}")]
    assert found == sorted(found)
    assert len(found) >= 4
    assert [row["id"] for row in crm.rows(f"find {words} --limit 3")] == found[:3]
    assert [row["id"] for row in crm.rows(f"find {words} --region 'nueva york' --tag vip")] == [2, 4, 6, 8]


@pytest.mark.parametrize("region", ["—", "Nueva York", "广东", "O'Higgins", '"', "Åland", "a_b", "x*"])
def test_a_region_is_found_however_it_is_written(crm: Crm, region: str) -> None:
    crm.ok("add Firm --region", region)
    crm.ok("add Other --region", f"{region} Norte")
    assert [row["id"] for row in crm.rows("list", "--region", region)] == [1]
    assert [row["id"] for row in crm.rows("list", "--region", region, "--as-of", "2026-03-17")] == [1]


def test_the_names_apart_are_searched_for_nothing(crm: Crm) -> None:
    crm.add("Müller Holz", "--contact 'Ana García'")
    assert crm.rows("find \ue000") == []
    assert crm("show \ue000").code == 3


def test_the_balance_knows_whose_customer_owes(firm: Crm) -> None:
    firm.ok("rep add Tom")
    firm.ok("edit ibarra --owner tom")
    connection = sqlite3.connect(firm.db)
    assert connection.execute("SELECT owner_id FROM balance").fetchall() == [(2,)]
    connection.close()
    assert [row["owner"] for row in firm.rows("receivables --by owner")] == ["Tom"]
    firm.ok("undo")
    assert [row["owner"] for row in firm.rows("receivables --by owner")] == ["Ana"]


def test_the_files_of_the_benchmark_can_be_made(crm: Crm) -> None:
    maker = Path(__file__).parents[1] / "benchmarks" / "grow.py"
    crm.db.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(maker), str(crm.db), "--customers", "40"], check=True, timeout=60)
    assert {row["what"]: row["rows"] for row in crm.rows("db info")}["customer"] == 40
    assert crm.rows("list --limit 5") != []
