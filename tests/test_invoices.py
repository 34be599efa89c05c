"""Invoices, the credit notes that take them back, and money that goes back."""

import pytest

from conftest import Crm


@pytest.fixture
def sold(crm: Crm) -> Crm:
    crm.ok("config set currency EUR")
    for name in ("Ibarra", "广元精工"):
        crm.ok("add", name)
    crm.ok("order add 1 1000 --at 2026-02-01 --instalment 2026-02-10=400 --instalment 2026-03-30=600 --code S-1")
    crm.ok("order add 2 50000 CNY --at 2026-03-01")
    return crm


def state(crm: Crm, order: str = "o1", *more: str) -> tuple[str, str, str, str]:
    (row,) = [row for row in crm.rows("order list", *more) if row["id"] == order]
    return row["invoiced"], row["returned"], row["paid"], row["outstanding"]


def test_an_order_is_not_partly_and_fully_invoiced(sold: Crm) -> None:
    assert state(sold)[0] == "not"
    said = sold.ok("invoice add o1 F-1 600 --at 2026-02-02 --due +10d").err
    assert "invoice F-1 of 600.00 EUR for o1" in said
    assert "400.00 EUR are left to invoice" in said
    assert state(sold)[0] == "partly"
    refused = {
        "invoice add o1 F-1 1": 4,  # the number
        "invoice add o2 F-1 1": 4,
        "invoice add o1 f7 1": 6,
        "invoice add o1 '' 1": 6,
        "invoice add o1 F-2 400.01": 5,
        "invoice add o1 F-2 1 --at 2026-01-31": 5,
        "invoice add o1 F-2 1 --at 2026-03-17": 5,
        "invoice add o1 F-2 1 --due 2026-03-01": 6,
        "invoice add o1 F-2 0": 6,
        "invoice add o9 F-2": 3,
        "invoice add o1 F-2 500 --force": 5,
    }
    for line, code in refused.items():
        assert sold(line).code == code, line
    sold.ok("invoice add S-1 F-2")
    assert state(sold)[0] == "fully"
    assert "fully invoiced" in sold("invoice add o1 F-3 1").err
    sold.ok("invoice add o1 F-3 1 --force -m 'packing, too'")
    sold.ok("invoice add o2 发票-2026-001")
    rows = sold.rows("invoice list")
    assert [(row["id"], row["number"], row["amount"], row["currency"], row["note"]) for row in rows] == [
        ("f4", "发票-2026-001", "50000.00", "CNY", ""),
        ("f3", "F-3", "1.00", "EUR", "packing, too"),
        ("f2", "F-2", "400.00", "EUR", ""),
        ("f1", "F-1", "600.00", "EUR", ""),
    ]
    assert [row["id"] for row in sold.rows("invoice list 广元")] == ["f4"]
    assert [row["id"] for row in sold.rows("invoice list S-1 --until 2026-02-28")] == ["f1"]
    assert state(sold, "o1", "--as-of", "2026-02-01")[0] == "not"
    assert state(sold, "o1", "--as-of", "2026-02-02")[0] == "partly"
    # Neither a draft nor what was cancelled is invoiced.
    sold.ok("order add 1 5 --draft")
    assert sold("invoice add o3 F-5").code == 5
    sold.ok("order cancel o2 -m x")
    assert sold("invoice add o2 F-5 1").code == 5


def test_a_credit_note_names_its_invoice_and_lowers_what_is_owed(sold: Crm) -> None:
    sold.ok("invoice add o1 F-1 --at 2026-02-02")
    sold.ok("pay o1 900 --at 2026-02-12")
    refused = {
        "invoice credit F-9 G-1": 3,
        "invoice credit F-1 F-1 1": 4,
        "invoice credit F-1 G-1 1000.01": 5,
        "invoice credit F-1 G-1 1 --at 2026-02-01": 5,
        "invoice credit F-1 G-1 --return x1": 3,
    }
    for line, code in refused.items():
        assert sold(line).code == code, line
    said = sold.ok("invoice credit F-1 G-1 150 --at 2026-03-01 -m scratched").err
    assert "50.00 EUR that were paid are credit now" in said
    assert state(sold) == ("fully", "150.00", "850.00", "0.00")
    assert state(sold, "o1", "--as-of", "2026-02-28") == ("fully", "0.00", "900.00", "100.00")
    (row,) = [row for row in sold.rows("receivables") if row["id"] == 1]
    assert (row["unapplied"], row["outstanding"]) == ("50.00", "-50.00")
    assert sold("invoice credit G-1 G-2").code == 5
    # What came back was lowered already: its credit note takes back of the invoice, and nothing else.
    sold.ok("order return o1 100 -m broken")
    assert state(sold) == ("fully", "250.00", "750.00", "0.00")
    assert sold("invoice credit F-1 G-2 100.01 --return x1").code == 5
    sold.ok("invoice credit F-1 G-2 --return x1")
    assert sold("invoice credit F-1 G-3 1 --return x1").code == 5
    assert state(sold) == ("fully", "250.00", "750.00", "0.00")
    shown = sold.rows("invoice show G-1")
    assert [(row["number"], row["of"], row["returned"], row["credited"]) for row in shown] == [
        ("F-1", "", "", "250.00"),
        ("G-1", "F-1", "", "0.00"),
        ("G-2", "F-1", "x1", "0.00"),
    ]
    # A credit note of all that is left takes the order out of the count, and undo puts it back.
    assert "is lead again" in sold.ok("invoice credit F-1 G-3").err
    assert state(sold) == ("not", "1000.00", "0.00", "0.00")
    sold.ok("undo")
    assert state(sold) == ("fully", "250.00", "750.00", "0.00")


def test_money_goes_back_out_of_credit_only(sold: Crm) -> None:
    sold.ok("pay o1 400 --at 2026-02-12")
    assert "0.00 EUR of credit" in sold("refund 1 1").err
    sold.ok("pay 1 700 --at 2026-02-20")
    sold.ok("pay o1 50 --at 2026-03-02")
    assert sold("refund 1 150.01").code == 5
    assert sold("refund 1 101 --at 2026-03-01").code == 5, "there was less on that day"
    assert sold("refund 1 1 CNY").code == 5
    assert sold("refund 1 0").code == 6
    assert sold("refund 1 1 --order o2").code == 5
    said = sold.ok("refund 1 120 --order S-1 --at 2026-03-02").err
    assert "120.00 EUR given back, kept as y1" in said
    assert "30.00 EUR of credit are left" in said
    unapplied = {
        day: [row["unapplied"] for row in sold.rows(f"receivables --as-of {day}") if row["id"] == 1]
        for day in ("2026-02-19", "2026-02-20", "2026-03-01", "2026-03-02")
    }
    assert unapplied == {
        "2026-02-19": ["0.00"],
        "2026-02-20": ["100.00"],
        "2026-03-01": ["100.00"],
        "2026-03-02": ["30.00"],
    }
    assert sold("pay 1 --credit").code == 5, "nothing is owed"
    # What an order that is cancelled was paid with can go back from that day on.
    sold.ok("order cancel o1 -m withdrew --at 2026-03-10")
    assert sold("refund 1 1030 --at 2026-03-09").code == 5
    sold.ok("refund 1 1030 --at 2026-03-10")
    assert [row for row in sold.rows("receivables") if row["id"] == 1] == []
    sold.ok("undo")
    sold.ok("db check")
