"""What is owed, counted from other days, in other buckets, in one currency; and that it always adds up."""

from decimal import Decimal
from typing import Any

import pytest

from conftest import Crm

FIGURES = ("unapplied", "prepaid", "outstanding", "ordered", "reduced", "invoiced", "credited", "applied")


@pytest.fixture
def owing(crm: Crm) -> Crm:
    """Three firms, of whom one pays before anything is invoiced and one after a milestone; and credit."""
    crm.ok("rep add ana")
    crm.ok("config set currency EUR")
    crm.ok("add Ibarra --region Norte --owner ana")
    crm.ok("add 广元精工")
    crm.ok("add Cerrada")
    crm.ok("order add 1 1000 --at 2026-01-10 --instalment 2026-01-20=400 --instalment 2026-03-30=600 --code S-1")
    crm.ok("order add 2 50000 CNY --at 2026-02-01 --terms 30@order,70@delivered+60d")
    crm.ok("order add 3 77 --at 2026-02-01 --due 2026-02-03")
    crm.ok("order milestone o2 delivered --planned 2026-04-01")
    crm.ok("pay 3 80 --at 2026-02-02")
    crm.ok("pay 2 20000 CNY --at 2026-02-02")
    crm.ok("pay 1 9 USD --at 2026-02-02")
    crm.ok("invoice add o1 F-1 300 --at 2026-01-11")
    crm.ok("invoice add o1 F-2 500 --at 2026-02-20")
    crm.ok("invoice add o2 F-3 15000 --at 2026-02-10")
    crm.ok("pay o1 350 --at 2026-02-12")
    crm.ok("order return o1 150 -m broken --at 2026-02-25")
    crm.ok("invoice credit F-2 G-1 100 --return x1 --at 2026-02-26")
    return crm


def rows(crm: Crm, options: str) -> list[dict[str, Any]]:
    """Return the rows, of each of which the columns add up to outstanding, and outstanding to what it is the rest of."""
    found = crm.rows(f"receivables --sums {options}")
    for row in found:
        names = list(row)
        ages = names[names.index("currency") + 1 : names.index("unapplied")]
        sums = {name: Decimal(row.get(name, "0")) for name in (*FIGURES, *ages)}
        outstanding = sum(sums[name] for name in ages) - sums["unapplied"] - sums["prepaid"]
        assert sums["outstanding"] == outstanding, row
        whole = sums["ordered"] + sums["invoiced"] - sums["reduced"] - sums["credited"]
        assert outstanding == whole - sums["applied"] - sums["unapplied"], row
    return found


def totals(found: list[dict[str, Any]], *names: str) -> dict[str, list[Decimal]]:
    """Return the sums of columns per currency, without those that are nothing."""
    sums: dict[str, list[Decimal]] = {}
    for row in found:
        before = sums.setdefault(row["currency"], [Decimal(0)] * len(names))
        sums[row["currency"]] = [one + Decimal(row[name]) for one, name in zip(before, names, strict=True)]
    return sums


def test_however_it_is_grouped_it_adds_up_to_the_same(owing: Crm) -> None:
    for day in ("2026-01-05", "2026-02-02", "2026-02-11", "2026-02-25", "2026-03-16", "2026-08-01"):
        _adds_up(owing, day)


def _adds_up(owing: Crm, day: str) -> None:
    for basis, whole in (("due", "ordered"), ("order", "ordered"), ("invoice", "invoiced")):
        names = ("unapplied", "outstanding", whole, "applied")
        sums = [
            totals(rows(owing, f"--by {by} --basis {basis} --as-of {day}"), *names)
            for by in ("customer", "owner", "instalment", "region", "month")
        ]
        assert all(one == sums[0] for one in sums), basis
        plain = totals(owing.rows(f"receivables --basis {basis} --as-of {day}"), "outstanding")
        assert {code: [figures[1]] for code, figures in sums[0].items() if figures[0] or figures[1]} == {
            code: figures for code, figures in plain.items() if figures != [0]
        }
    coming = totals(rows(owing, f"--coming 90 --as-of {day}"), "outstanding")
    assert coming == totals(rows(owing, f"--buckets 7,400 --as-of {day}"), "outstanding")


def test_days_are_counted_from_the_day_that_is_asked_for(owing: Crm) -> None:
    ibarra = {
        basis: [
            (row["currency"], row["d1_30"], row["d31_60"], row["d61_90"], row["outstanding"])
            for row in rows(owing, f"--basis {basis} --where region=Norte")
            if row["currency"] == "EUR"
        ]
        for basis in ("due", "order", "invoice")
    }
    assert ibarra == {
        "due": [("EUR", "0.00", "50.00", "0.00", "500.00")],  # 400 less 350; 600 less 150 is not due
        "order": [("EUR", "0.00", "0.00", "500.00", "500.00")],
        "invoice": [("EUR", "350.00", "0.00", "0.00", "350.00")],  # 300 are paid, 500 less 100 less 50 are not
    }
    by_invoice = {row["id"]: row for row in rows(owing, "--basis invoice --by instalment")}
    assert {key: row["outstanding"] for key, row in by_invoice.items() if key} == {
        "f1": "0.00",
        "f2": "350.00",
        "f3": "0.00",
    }
    # What was paid before it was invoiced is prepaid: 5,000 of 广元, and the 77 that nobody invoiced yet.
    prepaid = totals(rows(owing, "--basis invoice"), "prepaid", "unapplied")
    assert prepaid == {"EUR": [77, 3], "CNY": [5000, 0], "USD": [0, 9]}
    assert rows(owing, "--by month")[-1]["month"] == "(none)"
    assert {row["region"] for row in rows(owing, "--by region")} == {"Norte", "(none)"}


def test_what_is_coming_is_told_apart_milestones_by_their_plan(owing: Crm) -> None:
    def coming(days: int, *more: str) -> dict[str, tuple[str, str]]:
        return {
            row["id"]: (row["coming"], row["later"])
            for row in owing.rows(f"receivables --by instalment --coming {days}", *more)
            if row["id"]
        }

    assert coming(13) == {"i1": ("0.00", "0.00"), "i2": ("0.00", "450.00"), "i4": ("0.00", "30000.00")}
    assert coming(14)["i2"] == ("450.00", "0.00")
    assert coming(75)["i4"] == ("0.00", "30000.00")
    assert coming(76)["i4"] == ("30000.00", "0.00"), "on 31 May, as it is planned"
    (row,) = [row for row in owing.rows("receivables --by instalment") if row["id"] == "i4"]
    assert (row["due"], row["milestone"], row["planned"]) == ("", "delivered+60d", "2026-05-31")
    # A plan that is past is due on no day all the same; somebody has to deliver first.
    owing.now("2026-07-01")
    assert coming(0)["i4"] == ("30000.00", "0.00")
    owing.ok("order milestone o2 delivered --reached 2026-07-01")
    assert coming(59)["i4"] == ("0.00", "30000.00")
    assert coming(60)["i4"] == ("30000.00", "0.00")


def test_one_currency_takes_rates_that_somebody_entered_and_names_them(owing: Crm) -> None:
    owing.ok("rate add EUR CNY 7.5 --at 2026-01-01")
    refused = owing("receivables --in EUR")
    assert refused.code == 5
    assert "from USD to EUR on 2026-03-16" in refused.err
    owing.ok("rate add EUR USD 1.2 --at 2026-03-01")
    result = owing.ok("receivables --in EUR --by region --format json --sums")
    assert "1 EUR = 7.5 CNY, of 2026-01-01" in result.err
    assert "1 EUR = 1.2 USD, of 2026-03-01" in result.err
    assert {(row["region"], row["currency"], row["outstanding"]) for row in result.json} == {
        ("Norte", "EUR", "492.50"),  # 500 less 9 USD
        ("(none)", "EUR", "3997.00"),  # 30,000 CNY less 3
    }
    # The rate of the day: nobody had said yet what a dollar is worth.
    assert owing("receivables --in EUR --as-of 2026-02-28").code == 5
    assert "1 EUR = 7.5 CNY" in owing.ok("receivables --in CNY --where name=Ibarra --as-of 2026-02-01").err
    page = owing.ok("receivables --in EUR --html -").out
    assert "7.5 CNY" in page
    assert owing("receivables --in EURO").code == 6


def test_what_has_no_meaning_is_refused(owing: Crm) -> None:
    refused = {
        "--buckets 60,30": 6,
        "--buckets 30,x": 6,
        "--buckets 0": 6,
        "--basis paid": 2,
        "--by rep": 2,
        "--coming 5 --basis order": 2,
        "--coming -1": 2,
    }
    for option, code in refused.items():
        assert owing(f"receivables {option}").code == code, option


def test_what_was_recorded_later_is_named_in_a_footnote(owing: Crm) -> None:
    owing.now("2026-04-02")
    before = owing.ok("receivables --as-of 2026-03-20")
    assert "recorded later" not in before.err, "all of it was recorded on 16 March"
    assert "recorded later" in owing.ok("receivables --as-of 2026-03-15").err
    owing.ok("pay o1 10 --at 2026-03-18")
    owing.ok("order add 1 5 --at 2026-03-25")
    owing.ok("edit 1 --note 'nothing of money'")
    said = owing.ok("receivables --as-of 2026-03-20")
    assert "1 fact of that time was recorded later, the last on 2026-04-02: p5" in said.err
    assert said.out != before.out
    owing.ok("order cancel o3 -m x --at 2026-03-20")
    assert "2 facts of that time were recorded later, the last on 2026-04-02: p5, o3" in (
        owing.ok("sales --as-of 2026-03-20 --period 2026Q1").err
    )
    owing.ok("undo")
    assert owing.ok("receivables --as-of 2026-03-20").err == said.err
    assert "recorded later" not in owing.ok("receivables").err
    assert owing("receivables --as-of 2026-03-20 --exit-code").code == 10
    assert "p5" in owing("receivables --as-of 2026-03-20 --exit-code").err
