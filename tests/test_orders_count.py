"""Which orders count, and the moves that follow by themselves: by orders, and by their lack."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW, Crm
from crmcli.actions.dormancy import fall_dormant
from crmcli.rules.orders import Sale, counted, counts
from crmcli.store.write import Request, step

TODAY = date.fromisoformat(NOW[:10])


def stage(crm: Crm, ref: str = "A") -> tuple[str, str]:
    row = crm.ok("show --format json", ref).json
    return row["stage"], row["stage_since"]


def moves(crm: Crm) -> list[dict[str, Any]]:
    return [row for row in crm.rows("history A") if "→" in row["what"]]


def pass_time(crm: Crm, today: date = TODAY) -> list[str]:
    """Let the time do what it does to stages; returns what is said of it."""
    with step(Request(crm.db, "crm rules run", "", today, f"{today}T09:00:00Z")) as work:
        return [done.sentence for done in fall_dormant(work)]


def test_orders_close_to_each_other_count_once(crm: Crm) -> None:
    crm.ok("config set repeat_min_gap_days 30")
    crm.add("A", "--at -90d")
    for day in (80, 60):
        crm.ok(f"order add A 10 EUR --at -{day}d")
    assert stage(crm)[0] == "buyer"
    crm.ok("order add A 10 EUR --at -50d")
    assert stage(crm)[0] == "repeat"


def test_whoever_orders_nothing_for_long_falls_dormant_today_and_an_order_wakes_them(crm: Crm) -> None:
    crm.add("A", "--at -500d")
    crm.ok("order add A 10 EUR --at -480d")
    crm.ok("order add A 10 EUR --at -365d")
    crm.add("B", "--at -500d")
    crm.ok("order add B 10 EUR --at -364d")
    crm.add("C", "--at -500d")
    crm.ok("order add C 10 EUR --at -400d")
    crm.ok("order add C 10 EUR --sample --at -10d")
    crm.ok("order add C 0 EUR --at -10d")
    crm.add("Lead", "--at -500d")
    crm.add("Put", "--at -500d")
    crm.ok("order add Put 10 EUR --at -400d")
    crm.ok("archive Put")
    assert pass_time(crm) == [
        "A (1): repeat → dormant, no order since 2025-03-16.",
        "C (3): buyer → dormant, no order since 2025-02-09.",
    ]
    assert pass_time(crm) == []
    assert stage(crm) == ("dormant", "2026-03-16")
    assert crm.rows("history A")[-1]["detail"] == "dormancy · no order since o2"
    assert crm.rows("list --stage repeat --as-of 2026-03-15")[0]["name"] == "A"
    crm.ok("db check")
    crm.now("2026-03-20")
    new = crm.ok("order add A 10 EUR").out.strip()
    assert stage(crm) == ("repeat", "2026-03-20")
    assert moves(crm)[-1]["detail"] == f"woken · order {new}"
    crm.ok(f"order cancel {new} -m no")
    assert stage(crm) == ("dormant", "2026-03-20")
    crm.ok("order add A 10 EUR --at 2025-01-01")
    assert stage(crm) == ("dormant", "2026-03-20"), "an old order that is entered late wakes nobody"
    crm.ok("order add A 10 EUR --at 2026-03-01")
    assert stage(crm)[0] == "repeat", "one that would have kept them awake does"


def test_a_persons_word_holds_for_the_limit_too(crm: Crm) -> None:
    crm.add("A", "--at -500d")
    crm.ok("order add A 10 EUR --at -400d")
    crm.ok("demote A --to dormant -m x --at -20d")
    crm.ok("promote A --to buyer -m 'they called' --at -10d")
    assert pass_time(crm) == []
    crm.now("2027-06-01")
    assert len(pass_time(crm, date(2027, 6, 1))) == 1
    crm.ok("undo")
    assert stage(crm)[0] == "buyer"


@pytest.mark.parametrize("switch", ["auto_dormant", "auto_wake", "auto_buyer"])
def test_each_automatic_move_can_be_switched_off(crm: Crm, switch: str) -> None:
    crm.ok(f"config set {switch} off")
    crm.add("A", "--at -500d")
    crm.ok("order add A 10 EUR --at -400d")
    assert stage(crm)[0] == ("lead" if switch == "auto_buyer" else "buyer")
    pass_time(crm)
    assert (stage(crm)[0] == "dormant") == (switch == "auto_wake")
    crm.ok("order add A 10 EUR")
    assert stage(crm)[0] == ("dormant" if switch == "auto_wake" else "repeat")


def test_an_import_wakes_and_lets_sleep_as_the_days_say(crm: Crm) -> None:
    crm.add("A", "--at -900d")
    crm.ok("order add A 10 EUR --at -800d")
    pass_time(crm)
    (crm.folder / "orders.csv").write_text("customer,ordered_on,amount,currency\nA,2024-03-01,10,EUR\n", "utf-8")
    crm.ok("import orders orders.csv")
    assert stage(crm) == ("dormant", "2026-03-16")
    assert crm.rows("list --as-of 2026-03-15")[0]["stage"] == "repeat"
    assert moves(crm)[-1]["detail"] == "dormancy · no order since o2"


SALES = st.lists(
    st.builds(
        Sale,
        st.integers(1, 99),
        st.integers(0, 30).map(lambda gap: (date(2026, 1, 1) + timedelta(gap)).isoformat()),
        st.sampled_from(("", "", "2026-02-01")),
        st.sampled_from((100, 1, 0, -5)),
        st.sampled_from((0, 0, 1)),
    ),
    max_size=9,
    unique_by=lambda sale: sale.order_id,
)


@given(sales=SALES, gap=st.integers(1, 9), parts=st.integers(2, 5))
def test_splitting_an_order_buys_no_promotion(sales: list[Sale], gap: int, parts: int) -> None:
    found = counted(sales, gap)
    assert all(map(counts, found))
    assert bool(found) == any(map(counts, sales))
    days = [date.fromisoformat(one.day) for one in found]
    assert all((later - earlier).days >= gap for earlier, later in itertools.pairwise(days))
    split = [sale._replace(order_id=sale.order_id * 10 + part) for sale in sales for part in range(parts)]
    assert len(counted(split, gap)) == len(found)
    assert counted(reversed(sales), gap) == found
    assert len(counted(sales, gap + 1)) <= len(found)


@given(sales=SALES, gap=st.integers(1, 9), which=st.integers(0, 8))
def test_cancelling_never_adds_more_than_stood_in_its_shadow(sales: list[Sale], gap: int, which: int) -> None:
    if not sales:
        return
    place = which % len(sales)
    less = [*sales[:place], sales[place]._replace(cancelled_on="2026-02-02"), *sales[place + 1 :]]
    assert len(counted(less, gap)) <= len(counted(sales, gap))
