"""Orders from the draft to what comes back: lines, terms, milestones, returns, and what is owed of them on every day."""

import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import BadInputError
from crmcli.rules import terms
from crmcli.rules.allocation import taken_back
from crmcli.rules.goods import wanted


@pytest.fixture
def shop(crm: Crm) -> Crm:
    """A customer (1), and two products."""
    crm.now("2026-03-01")
    crm.ok("config set currency EUR")
    crm.ok("product add PUMP Pump --list 1250 --floor 980 --cost 700 --since 2026-01-01")
    crm.ok("product add 阀门-5 球阀 --list 31.50 --since 2026-01-01")
    crm.add("Ibarra")
    return crm


def shown(crm: Crm, order: str, day: str = "") -> dict[str, Any]:
    found: dict[str, Any] = crm.ok(f"order show {order} --format json" + (f" --as-of {day}" if day else "")).json
    return found


def test_an_order_of_lines_keeps_the_prices_of_its_day(shop: Crm) -> None:
    shop.ok("order add 1 --line pump:3 --line 阀门-5:10@30 --code S-1")
    shop.ok("product edit PUMP --list 2000 --since 2026-02-01")
    found = shown(shop, "S-1")
    assert found["order"]["amount"] == "4050.00"
    assert [(line["product"], line["qty"], line["price"], line["amount"]) for line in found["lines"]] == [
        ("PUMP", "3", "1250.00", "3750.00"),
        ("阀门-5", "10", "30.00", "300.00"),
    ]
    assert [line["price"] for line in shown(shop, "o1")["lines"]] == ["1250.00", "30.00"]
    shop.ok("order add 1 --line PUMP:0.5")
    assert shown(shop, "o2")["order"]["amount"] == "1000.00"
    for line, said in (
        ("order add 1 --line NONE:1", "no product"),
        ("order add 1 --line PUMP:0", "nothing"),
        ("order add 1 --line PUMP:1 USD", "no list price in USD"),
        ("order add 1 100 EUR --line PUMP:1", "not both"),
        ("order add 1 --line PUMP:1@1.000", "ambiguous"),
        ("order add 1", "AMOUNT"),
    ):
        refused = shop(line)
        assert refused.code in (2, 3, 6), line
        assert said in refused.err, refused.err


def test_a_draft_counts_nowhere_until_it_is_completed(shop: Crm) -> None:
    shop.ok("order add 1 --line PUMP:1 --draft --terms 50@order,50@order+30d")
    assert shop.rows("list")[0]["stage"] == "lead"
    assert not shop.rows("receivables")
    assert shop("pay o1 10").code == 5
    shop.now("2026-03-11")
    shop.ok("order complete o1")
    assert shop.rows("list")[0]["stage"] == "buyer"
    assert [part["due"] for part in shown(shop, "o1")["instalments"]] == ["2026-03-11", "2026-04-10"]
    assert not shop.rows("receivables --as-of 2026-03-10")
    shop.ok("order complete o1")
    assert shop.rows("order list --status completed")[0]["id"] == "o1"
    assert shop("order complete o1").code == 5
    shop.ok("undo")
    shop.ok("undo")
    assert shop.rows("order list")[0]["status"] == "draft"
    shop.ok("order cancel o1 -m 'no interest'")
    assert shop.rows("list")[0]["stage"] == "lead"


def test_what_waits_for_a_milestone_falls_due_after_it(shop: Crm) -> None:
    shop.ok("order add 1 1000.01 --terms 30@order,70@delivered+60d")
    first, second = shown(shop, "o1")["instalments"]
    assert (first["amount"], first["due"]) == ("300.00", "2026-03-01")
    assert (second["amount"], second["due"], second["after"]) == ("700.01", "", "delivered+60d")
    shop.ok("order milestone o1 delivered --planned 2026-03-10")
    shop.now("2026-03-20")
    late = shop.rows("milestones --late")
    assert [(row["order"], row["late"], row["first"]) for row in late] == [("o1", 10, True)]
    before = shop.rows("receivables --as-of 2026-03-15")
    shop.ok("order milestone o1 delivered --reached 2026-03-16 --serial SN-1 --evidence note")
    assert not shop.rows("milestones --late")
    assert shop.rows("milestones --late --as-of 2026-03-15")
    assert shown(shop, "o1")["instalments"][1]["due"] == "2026-05-15"
    assert shop.rows("receivables --as-of 2026-03-15") == before
    shop.ok("order milestone o1 delivered --reached -")
    assert shown(shop, "o1")["instalments"][1]["due"] == ""
    assert shop("order milestone o1 flown").code == 6
    assert shop("order milestone o1 delivered --reached 2026-02-01").code == 5
    shop.ok("config set milestones packed,shipped")
    shop.ok("order milestone o1 shipped")


def test_goods_come_back_line_by_line_and_whole(shop: Crm) -> None:
    shop.ok("order add 1 --line PUMP:3@0.33 --line 阀门-5:1@0.01")
    shop.ok("pay o1 1")
    shop.now("2026-03-05")
    shop.ok("order return o1 --line PUMP:1 -m leaks")
    shop.ok("order return o1 --line PUMP:2 -m leaks")
    assert shop("order return o1 --line PUMP:1 -m leaks").code == 5
    assert [one["amount"] for one in shown(shop, "o1")["returns"]] == ["0.33", "0.66"]
    assert shop.rows("receivables")[0]["unapplied"] == "0.99"
    shop.ok("order return o1 -m 'the rest'")
    row = shop.rows("order list")[0]
    assert (row["status"], row["outstanding"], row["paid"], row["returned"]) == ("returned", "0.00", "0.00", "1.00")
    assert shop.rows("list")[0]["stage"] == "lead"
    # On the days before, it was as it was.
    assert shop.rows("order list --as-of 2026-03-04")[0]["paid"] == "1.00"
    assert shop.rows("list --as-of 2026-03-04")[0]["stage"] == "buyer"
    for line in ("order return o1 -m again", "order return o1 0.01 -m x"):
        assert shop(line).code == 5
    shop.ok("undo")
    assert shop.rows("list")[0]["stage"] == "buyer"
    shop.ok("db check")


def test_an_order_changes_until_something_was_done_with_it(shop: Crm) -> None:
    shop.ok("order add 1 100 --code A")
    shop.ok("order edit A --line PUMP:1 --terms 50@order,50@delivered")
    assert shown(shop, "A")["order"]["amount"] == "1250.00"
    shop.ok("order edit A --amount 300 --code B --note changed")
    assert [part["amount"] for part in shown(shop, "B")["instalments"]] == ["150.00", "150.00"]
    assert not shown(shop, "B")["lines"]
    # Without terms the parts keep their days and their shares.
    shop.ok("order add 1 100 --instalment 2026-04-01=33.33 --instalment 2026-05-01=66.67 --code C")
    shop.ok("order edit C --amount 10.01")
    assert [(part["due"], part["amount"]) for part in shown(shop, "C")["instalments"]] == [
        ("2026-04-01", "3.33"),
        ("2026-05-01", "6.68"),
    ]
    # A milestone that the firm no longer names still happens to the orders that wait for it.
    shop.ok("config set milestones 安装")
    shop.ok("order edit B --amount 200")
    shop.ok("order milestone B delivered --reached today")
    assert shown(shop, "B")["instalments"][1]["due"] == "2026-03-01"
    assert shop("order milestone C delivered").code == 6
    shop.ok("db check")
    shop.ok("pay B 10")
    assert shop("order edit B --amount 400").code == 5
    shop.ok("order edit B --note 'still changes'")
    assert shop("order edit B").code == 6


def test_the_first_order_is_marked(shop: Crm) -> None:
    for day, more in (("2026-02-01", "--sample"), ("2026-02-02", ""), ("2026-02-03", ""), ("2026-01-01", "--draft")):
        shop.ok(f"order add 1 100 --at {day} {more}")
    assert [row["id"] for row in shop.rows("order list") if row["first"]] == ["o2"]
    shop.ok("order cancel o2 -m gone --at 2026-02-10")
    assert [row["id"] for row in shop.rows("order list") if row["first"]] == ["o3"]
    assert [row["id"] for row in shop.rows("order list --as-of 2026-02-09") if row["first"]] == ["o2"]
    # One that came back whole counts no more, and nothing is to happen to it; nor to a draft.
    shop.ok("order add 1 50 --at 2026-02-20")
    for order in ("o3", "o4", "o5"):
        shop.ok(f"order milestone {order} delivered --planned 2026-02-25")
    assert [(row["order"], row["first"]) for row in shop.rows("milestones --late")] == [("o3", True), ("o5", False)]
    shop.ok("order return o3 -m all")
    assert [row["id"] for row in shop.rows("order list") if row["first"]] == ["o5"]
    assert [(row["order"], row["first"]) for row in shop.rows("milestones --late")] == [("o5", True)]
    said = [row["why"] for row in shop.rows("today") if "delivered" in row["why"]]
    assert len(said) == 1
    assert "first order o5" in said[0]


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 50), st.integers(1, 9)), max_size=6),
    st.lists(st.integers(1, 60), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(1, 80), st.integers(1, 9)), max_size=4),
)
def test_no_day_owes_less_than_nothing_whatever_comes_back(
    paid: list[tuple[int, int, int]], parts: list[int], back: list[tuple[int, int]]
) -> None:
    """Play payments (payment, amount, day) and returns (amount, day) of one instalment with the rule alone."""
    total = sum(parts)
    applied: list[tuple[int, int, str]] = []
    for payment, amount, day in paid:
        share = min(amount, total - sum(one[1] for one in applied))
        if share:
            applied.append((payment, share, f"2026-01-{day:02}"))
    reduced: list[tuple[int, str]] = []
    for amount, number in back:
        day = f"2026-01-{number:02}"
        share = min(amount, total - sum(one[0] for one in reduced))
        reduced.append((share, day))
        excess = sum(one[1] for one in applied) - (total - sum(one[0] for one in reduced))
        ordered = sorted(applied, key=lambda one: one[2])
        applied += [(payment, -given, max(day, on)) for payment, given, on in taken_back(ordered, max(excess, 0))]
    for number in range(1, 32):
        day = f"2026-01-{number:02}"
        owed = total - sum(one[0] for one in reduced if one[1] <= day) - sum(one[1] for one in applied if one[2] <= day)
        assert owed >= 0, (day, applied, reduced)


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=5), st.integers(0, 10**12))
def test_terms_make_up_the_amount(parts: list[int], amount: int) -> None:
    whole = sum(parts)
    shares = [part * 10_000 // whole for part in parts]
    shares[-1] += 10_000 - sum(shares)
    if not all(shares):
        return
    text = ",".join(
        f"{share / 100:.2f}@{'order' if place else 'delivered'}+{place}d" for place, share in enumerate(shares)
    )
    taken = terms.terms(text, ["delivered"], "--terms")
    assert terms.terms(terms.written(taken), ["delivered"], "--terms") == taken
    found = terms.split(amount, taken)
    assert sum(share for _term, share in found) == amount
    assert all(abs(share - Decimal(amount) * term.part / 10_000) <= len(parts) for term, share in found)


@pytest.mark.parametrize(
    "text", ["", "50@order", "60@order,50@order", "100@flown", "100", "-100@order", "1e2@order", "0@order,100@order"]
)
def test_terms_that_are_none(text: str) -> None:
    with pytest.raises(BadInputError):
        terms.terms(text, ["delivered"], "--terms")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A:2@3", ("A", 2000, "3")),
        ("A", ("A", 1000, "")),
        ("A:B:1.5", ("A:B", 1500, "")),
        ("阀门-5:1@0.01", ("阀门-5", 1000, "0.01")),
    ],
)
def test_a_line_as_it_is_typed(text: str, found: tuple[str, int, str]) -> None:
    assert tuple(wanted(text, "--line")) == found


def test_an_order_with_everything_goes_out_and_in_again(shop: Crm) -> None:
    shop.ok("order add 1 --line PUMP:2 --terms 30@order,70@delivered+60d --code S-1")
    shop.ok("order milestone S-1 delivered --reached 2026-03-01")
    shop.ok("pay S-1 2500")
    shop.ok("order return S-1 --line PUMP:1 -m leaks")
    before = json.dumps(shown(shop, "S-1"))
    shop.ok("export --all out")
    shop.ok("--db other.db import out")
    with closing(sqlite3.connect(shop.folder / "other.db")) as there:
        assert there.execute("SELECT count(*) FROM allocation WHERE amount < 0").fetchone()[0] > 0
    assert json.dumps(shop.ok("--db other.db order show S-1 --format json").json) == before


def test_nobody_sells_beyond_their_authority_without_saying_why(shop: Crm) -> None:
    shop.ok("rep add ana")
    shop.ok("rep add luis --role director")
    shop.ok("policy add --rep 5 --manager 10 --director 15 --since 2026-02-15")
    refused = shop("order add 1 --line PUMP:1@1100 --as ana")
    assert refused.code == 5
    assert "crm quote add 1" in refused.err
    shop.ok("order add 1 --line PUMP:1@1200 --as ana")
    shop.ok("order add 1 --line PUMP:1@1100 --as luis")
    # Before there was a policy.
    shop.ok("order add 1 --line PUMP:1@1100 --as ana --at 2026-02-01")
    assert "forced: agreed" in shop.ok("order add 1 --line PUMP:1@1100 --as ana --force -m agreed").err
    assert shop("order add 1 --line PUMP:1@900 --as ana").code == 5
    assert shop("order edit o1 --line PUMP:1@1100 --as ana").code == 5


def test_credit_is_used_in_the_currency_that_it_is_in(shop: Crm) -> None:
    shop.ok("pay 1 100 USD")
    shop.ok("order add 1 60 USD")
    shop.ok("pay 1 --credit")
    assert shop.rows("order list")[0]["outstanding"] == "0.00"


def test_an_order_names_its_quote(shop: Crm) -> None:
    shop.ok("quote add 1 --line PUMP:1")
    shop.ok("quote accept k1")
    assert shown(shop, "o1")["quote"] == "k1"
