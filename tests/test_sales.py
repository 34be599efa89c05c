"""What was sold: every grouping of the same orders adds up to the same, and agrees with every other report."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.rules.periods import Period, before, months_up_to, name, period, year_before
from crmcli.rules.shares import apportioned, ratio, shares
from crmcli.rules.sold import Line, Order, Sums, parts
from crmcli.rules.targets import Target, within
from terminals import HOSTILE, harmless

AMOUNTS = st.integers(0, 10**15)
TODAY = date(2026, 3, 16)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=6))
def test_parts_add_up_and_none_is_more_than_it_weighs(total: int, weights: list[int]) -> None:
    found = apportioned(total, weights)
    assert sum(found) == total
    if total <= sum(weights):
        assert all(0 <= part <= weight for part, weight in zip(found, weights, strict=True))


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_shares_add_up_to_one(amounts: list[int]) -> None:
    found = shares(amounts, sum(amounts))
    assert sum(found) == (1 if any(amounts) else 0)
    assert sum(shares(amounts, 2 * sum(amounts))) <= Decimal("0.5") + Decimal("0.0001") * len(amounts)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, list[Line]]:
    """An order with lines, some of which came back, partly paid and invoiced."""
    lines = []
    for _number in range(draw(st.integers(0, 4))):
        amount, qty = draw(st.integers(0, 10**9)), draw(st.integers(1, 9_999))
        back = draw(st.integers(0, amount))
        cost = draw(st.none() | st.integers(0, 10**6))
        lines.append(Line(draw(st.sampled_from([None, 1, 2])), amount, qty, cost, back, draw(st.integers(0, qty))))
    named = sum(line.returned for line in lines)
    amount = sum(line.amount for line in lines) if lines else draw(AMOUNTS)
    returned = draw(st.integers(named, amount))
    received, invoiced = draw(st.integers(0, amount - returned)), draw(st.integers(0, amount))
    return Order("key", 1, "EUR", "2026-01-01", amount, returned, received, invoiced), lines


@given(orders(), st.sampled_from([1, 3, 1000]))
def test_an_order_is_the_sum_of_its_lines(given_order: tuple[Order, list[Line]], rate: int) -> None:
    order, lines = given_order
    found = parts(order, lines, lambda minor: minor * rate // 7 if rate > 1 else minor)
    assert len(found) == max(len(lines), 1)
    total = Sums()
    for _product, part in found:
        assert 0 <= part.received <= part.amount
        assert part.returned >= 0
        total.add(part)
    if rate == 1:
        whole = (order.amount - order.returned, order.returned, order.received, order.invoiced)
        assert (total.amount, total.returned, total.received, total.invoiced) == whole
        assert total.costed == sum(part.amount for product, part in found if part.known)


@pytest.mark.parametrize(
    ("text", "earlier", "year_ago"),
    [
        ("2026Q1", "2025Q4", "2025Q1"),
        ("2026H1", "2025H2", "2025H1"),
        ("2024-02", "2024-01", "2023-02"),
        ("2026", "2025", "2025"),
        ("2026-03-10..2026-03-12", "2026-03-07..2026-03-09", "2025-03-10..2025-03-12"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
        ("2023-02", "2023-01", "2022-02"),
        ("2025-02", "2025-01", "2024-02"),
    ],
)
def test_periods_are_compared_with_those_before(text: str, earlier: str, year_ago: str) -> None:
    found = period(text, TODAY)
    assert name(found) == text
    assert (name(before(found)), name(year_before(found))) == (earlier, year_ago)


def test_a_period_is_held_against_its_own_target_or_those_within_it() -> None:
    def target(text: str, amount: int) -> Target:
        return Target("ana", period(text, TODAY), amount, "EUR")

    targets = [target("2026Q1", 10), target("2026Q2", 20), target("2026-04", 7), target("2026", 100)]
    for text, expected in (("2026", 100), ("2026H1", 30), ("2026Q2", 20), ("2026-04", 7), ("2026-05", 0)):
        assert sum(one.amount for one in within(targets, period(text, TODAY))) == expected, text
    assert months_up_to(date(2026, 2, 3), 3) == ["2025-12", "2026-01", "2026-02"]
    assert (ratio(1, 3), ratio(-1, 8), ratio(1, 0)) == (Decimal("0.3333"), Decimal("-0.1250"), None)
    assert Period(TODAY, TODAY) == period("today", TODAY)


# --- The report ---------------------------------------------------------------------------------------------------------


_YEAR: list[bytes] = []


@pytest.fixture
def year(crm: Crm) -> Crm:
    """A firm that sold to three customers in two currencies, of whom two had reps, with a cancelled order and targets."""
    if _YEAR:
        crm.db.parent.mkdir(mode=0o700)
        crm.db.write_bytes(_YEAR[0])
        return crm
    for line in (
        "rep add ana",
        "rep add luis --role director",
        "add Ibarra --owner ana --region north --industry tools --source fair --at 2025-01-02",
        "add 广元 --owner luis --region south --at 2025-01-02",
        "add Nobody --at 2025-01-02",
        "order add 1 1000 EUR --at 2025-02-01 --as ana",
        "order add 1 2000 EUR --at 2025-11-03",
        "order add 1 500.50 EUR --at 2026-01-10 --as luis --instalment 2026-02-01=200.50 --instalment 2026-12-01=300",
        "order add 2 86000 CNY --at 2026-02-01",
        "order add 2 40 EUR --at 2026-02-02 --sample",
        "order add 3 70 EUR --at 2026-02-28",
        "order add 3 999 EUR --at 2026-02-20",
        "order cancel o7 -m withdrew --at 2026-03-10",
        "product add P1 Pump --list 100 --cost 60 --currency EUR --since 2025-01-02",
        "product add V5 --list 31.50 --currency EUR --since 2025-01-02",
        "order add 1 --line P1:3 --line V5:2 --at 2026-03-01",
        "order return o8 --line P1:1 -m leaks --at 2026-03-03",
        "order return o8 13 -m scratched --at 2026-03-06",
        "order return o6 -m 'all of it' --at 2026-03-12",
        "order add 2 7 EUR --draft",
        "pay o8 77.70 --at 2026-03-04",
        "pay o3 250 --at 2026-02-10",
        "pay o4 10000.10 --at 2026-03-02",
        "pay 3 100 EUR --at 2026-03-05",
        "expense add 33.30 EUR --kind travel --customer 1 --at 2026-01-11",
        "expense add 7 CNY --kind gift --order o4 --personal",
        "expense add 5 EUR --kind venue --region west",
        "log 1 visit there --cost '1.20 EUR'",
        "target set ana 2026Q1 2000 EUR",
        "target set luis 2026-01 1000 EUR",
    ):
        crm.ok(line)
    _YEAR.append(crm.db.read_bytes())
    return crm


def summed(rows: list[dict[str, Any]], *columns: str) -> dict[str, list[Decimal]]:
    """Return the sums of columns per currency."""
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        sums = found.setdefault(row["currency"], [Decimal(0)] * len(columns))
        for place, column in enumerate(columns):
            sums[place] += Decimal(row[column] or 0)
    return {code: sums for code, sums in found.items() if any(sums)}


MONEY = [
    "amount",
    "returned",
    "received",
    "receivable",
    "invoiced",
    "expenses",
    "margin",
    "costed",
    "previous",
    "year_before",
]
GROUPS = ("rep", "customer", "product", "industry", "region", "source", "month")
FAR = "2020-01-01..2026-12-31"


def test_the_quarter_is_told_per_rep_with_targets(year: Crm) -> None:
    rows = year.rows("sales --by rep --period 2026Q1")
    told = [
        (row["rep"], row["currency"], row["orders"], row["amount"], row["received"], row["receivable"]) for row in rows
    ]
    assert told == [
        ("luis", "CNY", 1, "86000.00", "10000.10", "75999.90"),
        ("luis", "EUR", 2, "540.50", "250.00", "290.50"),
        ("ana", "EUR", 1, "250.00", "77.70", "172.30"),
        ("(none)", "EUR", 0, "0.00", "0.00", "0.00"),  # what it spent, and an order that came back whole
    ]
    assert [(row["target"], row["completion"]) for row in rows[:3]] == [
        (None, None),
        ("1000.00", "0.5405"),
        ("2000.00", "0.1250"),
    ]
    # The order of November was nobody's in particular, and Ibarra was ana's.
    assert [(row["previous"], row["vs_previous"]) for row in rows if row["rep"] == "ana"] == [("2000.00", "-0.8750")]
    assert [row["year_before"] for row in rows if row["rep"] == "ana"] == ["1000.00"]
    assert sum(Decimal(row["share"]) for row in rows if row["currency"] == "EUR") == 1
    (north,) = (row for row in year.rows("sales --where region=north --by customer") if row["currency"] == "EUR")
    assert (north["name"], north["amount"], north["share"]) == ("Ibarra", "750.50", "0.9494")


@pytest.mark.parametrize("more", ["--period 2026Q1", f"--period {FAR}", f"--period {FAR} --as-of 2026-03-04"])
def test_every_grouping_adds_up_to_the_same(year: Crm, more: str) -> None:
    total = summed(year.rows(f"sales {more}"), *MONEY)
    assert total["EUR"][0] > 0
    for by in GROUPS:
        rows = year.rows(f"sales {more} --by {by}")
        columns = MONEY[:-2] if by == "month" else MONEY  # a month is not compared with itself
        assert summed(rows, *columns) == {code: sums[: len(columns)] for code, sums in total.items()}, by
        for row in rows:
            assert Decimal(row["amount"]) == Decimal(row["received"]) + Decimal(row["receivable"])


def sold(orders: list[dict[str, Any]], *columns: str) -> dict[str, list[Decimal]]:
    """Return what the list of orders says is left of those that count, and the sums of columns."""
    counted = [row for row in orders if row["status"] not in ("draft", "cancelled")]
    left = [{**row, "left": Decimal(row["amount"]) - Decimal(row["returned"])} for row in counted]
    return summed(left, "left", *columns)


@pytest.mark.parametrize("day", ["2026-01-31", "2026-03-04", "2026-03-10", "2026-03-16"])
def test_it_agrees_with_every_other_report_of_the_day(year: Crm, day: str) -> None:
    sales = summed(year.rows(f"sales --period {FAR} --as-of {day}"), "amount", "received", "receivable")
    orders = year.rows(f"order list --as-of {day}")
    assert sales == sold(orders, "paid", "outstanding")
    owed = summed(year.rows(f"receivables --as-of {day}"), "outstanding", "unapplied")
    assert {code: sums[2] for code, sums in sales.items()} == {code: sum(sums) for code, sums in owed.items()}
    spent = summed(year.rows(f"expense summary --as-of {day} --period {FAR}"), "total")
    assert summed(year.rows(f"sales --period {FAR} --as-of {day}"), "expenses") == spent
    for period_ in ("2026-01", "2026Q1", "2025"):
        listed = year.rows(f"order list --period {period_} --as-of {day}")
        listed = [row for row in listed if row["status"] not in ("draft", "cancelled")]
        rows = year.rows(f"sales --period {period_} --as-of {day}")
        assert summed(rows, "amount", "receivable") == sold(listed, "outstanding")
        assert sum(row["orders"] for row in rows) == sum(row["status"] != "returned" for row in listed)


def test_products_share_what_is_known_of_an_order_only_as_a_whole(year: Crm) -> None:
    rows = {row["product"]: row for row in year.rows("sales --by product --period 2026-03") if row["currency"] == "EUR"}
    columns = ("name", "orders", "amount", "returned", "received", "receivable", "margin", "costed")
    assert [rows["P1"][column] for column in columns] == [
        *("Pump", 1, "190.12", "109.88", "59.08", "131.04"),
        *("70.12", "190.12"),
    ]
    assert [rows["V5"][column] for column in columns] == ["V5", 1, "59.88", "3.12", "18.62", "41.26", None, "0.00"]
    (march,) = (row for row in year.rows("sales --period 2026-03") if row["currency"] == "EUR")
    assert (march["orders"], march["amount"], march["margin"], march["costed"]) == (1, "250.00", "70.12", "190.12")


def test_one_currency_at_the_rates_that_were_entered(year: Crm) -> None:
    line = "sales --period 2026Q1 --in usd"
    missing = year(line)
    assert (missing.code, "crm rate add" in missing.err) == (5, True)
    year.ok("rate add EUR USD 1.1 --at 2026-01-01")
    year.ok("rate add USD CNY 7 --at 2026-02-01")
    year.ok("rate add EUR USD 9 --at 2026-03-15")
    told = year.ok(f"{line} --as-of 2026-03-14 --format json")
    assert told.err.startswith("1 USD = 7 CNY, of 2026-02-01\n1 EUR = 1.1 USD, of 2026-01-01\n")
    (row,) = told.json
    # 86000 CNY; 500.50, 40 and 250 EUR, of which 10000.10 CNY, 250 and 77.70 EUR came in.
    assert (row["currency"], row["amount"], row["received"]) == ("USD", "13155.26", "1789.06")
    assert row["margin"] == "77.13"
    for by in GROUPS:
        rows = year.rows(f"{line} --as-of 2026-03-14 --by {by}")
        assert summed(rows, *MONEY[:8]) == summed([row], *MONEY[:8]), by
    assert "1 EUR = 1.1 USD" in year.ok(f"{line} --as-of 2026-03-14 --chart", width=99).out
    assert year("sales --in doubloons").code == 6


def test_a_fact_dated_after_the_day_changes_nothing(year: Crm) -> None:
    lines = [f"sales --period {FAR} --by {by} --as-of 2026-03-04" for by in GROUPS]
    before_ = [year.ok(line).out for line in lines]
    for line in (
        "order add 1 5 EUR --at 2026-03-05",
        "order cancel o4 -m withdrew --at 2026-03-05",
        "pay o3 9 --at 2026-03-06",
        "expense add 9 EUR --kind gift --at 2026-03-05",
        "edit 1 --owner luis",
        "merge 2 3 --yes",
    ):
        year.ok(line)
    assert [year.ok(line).out for line in lines] == before_


def test_a_page_of_an_earlier_day_names_what_was_recorded_later(year: Crm) -> None:
    year.now("2026-04-02")
    year.ok("expense add 9 EUR --kind gift --at 2026-03-10")
    line = "sales --by rep --as-of 2026-03-31"
    for page in (year.ok(f"{line} --html -").out, year.ok("receivables --as-of 2026-03-31 --html -").out):
        assert "recorded later, the last on 2026-04-02: e4" in page
    # What goes to a customer does not name what concerns others.
    year.ok("statement 1 --as-of 2026-03-31 --html page.html")
    assert "recorded later" not in (year.folder / "page.html").read_text("utf-8")
    assert "e4" in year.ok(f"{line} --chart").err
    assert "e4" in year.ok("expense summary --as-of 2026-03-31").err


def test_it_is_drawn_and_sent(year: Crm) -> None:
    drawn = year.ok("sales --by rep --chart", width=60).out
    harmless(drawn, width=60)
    assert "54%" in drawn
    year.ok("edit 1 --name", HOSTILE["markup"])
    harmless(year.ok("sales --by customer --chart", terminal=True, width=60).out, width=60)
    page = year.ok("sales --by customer --html -").out
    assert "[red]red[/red]" in page
    assert "<polyline" in page
    assert re.search('<tfoot>.*<td>total</td><td>EUR</td>.*<td class="n">790.50</td>', page, re.DOTALL)
    assert "95%" in page
    assert year("sales --by colour").code == 2
    assert year("sales --period 2026Q5").code == 6
    empty = year.ok("sales --period 2019 --chart")
    assert (empty.out, empty.err) == ("", "Nothing fits.\n")
