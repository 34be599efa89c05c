"""Orders, payments and what is owed, with numbers one can check by hand."""

import pytest

from conftest import Crm

BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "d91_120", "over_120")


@pytest.fixture
def shop(crm: Crm) -> Crm:
    crm.ok("rep add ana")
    crm.add("A", "--owner ana --at -400d")
    crm.add("B", "--at -400d")
    return crm


def test_an_order_without_dates_is_due_on_its_day(shop: Crm) -> None:
    shop.ok("order add A 100.50 EUR --at -1d")
    row = shop.rows("receivables")[0]
    assert (row["d1_30"], row["not_due"], row["outstanding"]) == ("100.50", "0.00", "100.50")
    assert shop.rows("receivables --as-of -1d")[0]["not_due"] == "100.50", "due today is not due yet"


@pytest.mark.parametrize(
    ("late", "bucket"),
    [(0, "not_due"), (1, "d1_30"), (30, "d1_30"), (31, "d31_60"), (60, "d31_60"), (61, "d61_90"), (90, "d61_90"),
     (91, "d91_120"), (120, "d91_120"), (121, "over_120"), (399, "over_120")],
)  # fmt: skip
def test_ageing_goes_by_days_past_due(shop: Crm, late: int, bucket: str) -> None:
    shop.ok(f"order add A 10 EUR --at -400d --due -{late}d")
    for by in ("customer", "owner", "instalment"):
        row = shop.rows(f"receivables --by {by}")[0]
        assert {name: row[name] for name in BUCKETS if row[name] != "0.00"} == {bucket: "10.00"}


def test_payments_go_to_the_earliest_due_and_the_rest_is_credit(shop: Crm) -> None:
    shop.ok("order add A 100 EUR --at -90d --instalment -10d=60 --instalment -50d=40")
    shop.ok("order add A 50 EUR --at -80d --due -20d")
    shop.ok("order add A 7 USD --at -80d")
    said = shop.ok("pay A 100 EUR")
    assert "40.00 EUR to o1" not in said.err
    assert "50.00 EUR to o1, which still owes 50.00 EUR. 50.00 EUR to o2, now paid." in said.err
    rows = shop.rows("receivables --by instalment")
    assert [(row["order"], row["outstanding"]) for row in rows] == [("o3", "7.00"), ("o1", "50.00")]
    shop.ok("pay o1 60 EUR --at -1d")
    eur = next(row for row in shop.rows("receivables") if row["currency"] == "EUR")
    assert (eur["unapplied"], eur["outstanding"]) == ("10.00", "-10.00")
    orders = {row["id"]: (row["paid"], row["outstanding"]) for row in shop.rows("order list")}
    assert orders == {"o1": ("100.00", "0.00"), "o2": ("50.00", "0.00"), "o3": ("0.00", "7.00")}


def test_a_payment_may_name_its_instalment(shop: Crm) -> None:
    shop.ok("order add A 100 EUR --code X-1 --instalment +1d=60 --instalment +50d=40")
    shop.ok("pay X-1 40 --instalment 2")
    assert [row["state"] for row in shop.ok("order show X-1 --format json").json["instalments"]] == ["open", "paid"]
    assert shop("pay X-1 1 --instalment 3").code == 3
    assert shop("pay A 1 EUR --instalment 1").code == 6


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("order add A 1e3 EUR", 6),
        ("order add A 1,000 EUR", 6),
        ("order add A 1.000 EUR", 6),
        ("order add A -5 EUR", 2),
        ("order add A NaN EUR", 6),
        ("order add A 5 XYZ", 6),
        ("order add A 5.5 JPY", 6),
        ("order add A 5", 6),
        ("order add A", 2),
        ("order add A 10 EUR --instalment +1d=4 --instalment +2d=5", 6),
        ("order add A 10 EUR --instalment +1d", 6),
        ("order add A 10 EUR --due +1d --instalment +1d=10", 6),
        ("order add A 10 EUR --at +1d", 5),
        ("order add Nobody 10 EUR", 3),
        ("pay A 0 EUR", 6),
        ("pay o9 5", 3),
        ("pay A 5", 6),
        ("receivables --by moon", 2),
    ],
)
def test_bad_amounts_are_refused_and_nothing_is_written(shop: Crm, line: str, code: int) -> None:
    before = shop.db.read_bytes()
    assert shop(line).code == code
    assert shop.db.read_bytes() == before


def test_an_order_keeps_its_currency_and_its_number(shop: Crm) -> None:
    shop.ok("order add A 10 EUR --code X-1")
    assert shop("order add B 10 EUR --code X-1").code == 4
    assert shop("pay X-1 10 USD").code == 5
    shop.ok("pay X-1 10 eur")
    shop.ok("config set currency usd")
    shop.ok("order add B 20")
    assert shop.rows("order list B")[0]["currency"] == "USD"


def test_cancelling_turns_what_was_paid_into_credit_from_that_day_on(shop: Crm) -> None:
    shop.ok("order add A 10 EUR --at -30d --code X")
    shop.ok("pay X 4 --at -20d")
    shop.ok("order cancel X -m withdrawn --at -10d")
    now = shop.rows("receivables")[0]
    assert (now["unapplied"], now["outstanding"]) == ("4.00", "-4.00")
    then = shop.rows("receivables --as-of -11d")[0]
    assert (then["d1_30"], then["unapplied"], then["outstanding"]) == ("6.00", "0.00", "6.00")
    row = shop.rows("order list")[0]
    assert (row["status"], row["paid"], row["outstanding"]) == ("cancelled", "0.00", "0.00")
    assert shop.rows("order list --status confirmed") == []
    assert shop("pay X 1").code == 5


def test_currencies_are_never_mixed(shop: Crm) -> None:
    shop.ok("order add A 10 EUR")
    shop.ok("order add A 1000 JPY")
    shop.ok("order add B 1.5 KWD")
    rows = shop.rows("receivables --by owner")
    assert [(row["owner"], row["currency"], row["outstanding"]) for row in rows] == [
        ("ana", "EUR", "10.00"),
        ("ana", "JPY", "1000"),
        ("(none)", "KWD", "1.500"),
    ]


def test_one_order_on_one_screen(shop: Crm) -> None:
    shop.ok("order add A 100 EUR --code X-1 --note 'two machines' --instalment -1d=60 --instalment +50d=40")
    shop.ok("pay X-1 70")
    shown = shop("order show X-1", terminal=True, width=60).out
    assert "A (1)" in shown
    assert "two machines" in shown
    assert "overdue" not in shown
    nested = shop.ok("order show o1 --format json").json
    assert [part["outstanding"] for part in nested["instalments"]] == ["0.00", "30.00"]
    assert [part["amount"] for part in nested["payments"]] == ["60.00", "10.00"]


def test_credit_pays_later_orders_from_the_day_it_is_used(shop: Crm) -> None:
    shop.ok("order add A 100 EUR --at -30d --code OLD")
    shop.ok("pay OLD 150 --at -20d")
    shop.ok("order add A 80 EUR --at -10d --due -5d --code NEW")
    said = shop.ok("pay NEW --credit")
    assert "50.00 EUR of credit used. 50.00 EUR to o2, which still owes 30.00 EUR." in said.err
    now = shop.rows("receivables")[0]
    assert (now["d1_30"], now["unapplied"], now["outstanding"]) == ("30.00", "0.00", "30.00")
    yesterday = shop.rows("receivables --as-of yesterday")[0]
    assert (yesterday["d1_30"], yesterday["unapplied"], yesterday["outstanding"]) == ("80.00", "50.00", "30.00")
    assert shop("pay NEW --credit").code == 5
    shop.ok("undo")
    assert shop.rows("receivables")[0]["unapplied"] == "50.00"
    assert shop("pay NEW 60 --credit").code == 5
    shop.ok("pay NEW 20 --credit")
    assert shop.rows("receivables")[0]["unapplied"] == "30.00"


def test_what_was_paid_on_a_cancelled_order_can_pay_another(shop: Crm) -> None:
    shop.ok("order add A 100 EUR --at -30d --code X")
    shop.ok("pay X 100 --at -20d")
    shop.ok("order cancel X -m withdrawn --at -10d")
    shop.ok("order add A 60 EUR --code Y")
    shop.ok("pay Y --credit")
    row = shop.rows("receivables")[0]
    assert (row["unapplied"], row["outstanding"]) == ("40.00", "-40.00")


def test_facts_older_than_the_entry_of_their_customer_count_on_their_day(crm: Crm) -> None:
    crm.add("Typed today")
    crm.ok("order add 1 1000 EUR --at -100d --due -90d")
    crm.ok("log 1 call x --at -50d")
    assert crm.rows("receivables --as-of -30d")[0]["d31_60"] == "1000.00"
    assert crm.rows("receivables --as-of -30d --by owner")[0]["outstanding"] == "1000.00"
    assert len(crm.rows("order list --as-of -50d")) == 1
    assert len(crm.rows("activities --as-of -10d")) == 1
    assert "was not in the file yet" in crm("show 1 --as-of -30d").err


def test_digits_that_mean_an_order_and_another_customer_are_refused(shop: Crm) -> None:
    shop.ok("order add A 10 EUR --code 2")
    assert shop("pay 2 10 EUR").code == 4
    shop.ok("pay o1 10 EUR")


def test_nobodys_customers_can_be_asked_for(shop: Crm) -> None:
    shop.ok("order add A 10 EUR")
    shop.ok("order add B 20 EUR")
    shop.ok("log B call x")
    assert [row["name"] for row in shop.rows("order list --owner -")] == ["B"]
    assert [row["name"] for row in shop.rows("activities --owner -")] == ["B"]
