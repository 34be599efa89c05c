"""The account of a customer, and whether the books add up: what is off is named."""

import sqlite3
from contextlib import closing

import pytest

from conftest import Crm


@pytest.fixture
def books(crm: Crm) -> Crm:
    """A firm with one of everything that is money."""
    crm.ok("config set currency EUR")
    for name in ("Ibarra", "广元精工"):
        crm.ok("add", name)
    crm.ok("product add PUMP --list 250")
    crm.ok("order add 1 --line PUMP:4@250 --at 2026-01-10 --instalment 2026-01-20=400 --instalment 2026-03-30=600")
    crm.ok("order add 2 50000 CNY --at 2026-02-01 --code '=S-1'")
    crm.ok("order add 1 80 --at 2026-02-01")
    crm.ok("invoice add o1 F-1 900 --at 2026-01-11")
    crm.ok("pay o1 950 --at 2026-02-12")
    crm.ok("order return o1 150 -m broken --at 2026-02-20")
    crm.ok("invoice credit F-1 G-1 100 --return x1 --at 2026-02-21")
    crm.ok("invoice credit F-1 G-2 50 -m scratched --at 2026-02-22")
    crm.ok("pay 1 60 --at 2026-02-23")
    crm.ok("order cancel o3 -m withdrew --at 2026-02-24")
    crm.ok("refund 1 30 --at 2026-02-25")
    crm.ok("pay 2 20000 CNY --at 2026-02-02")
    crm.ok("order add 1 5 --draft")
    return crm


def test_an_account_is_told_entry_by_entry(books: Crm) -> None:
    rows = books.rows("statement 1")
    assert [(row["at"], row["entry"], row["id"], row["change"], row["balance"]) for row in rows] == [
        ("2026-01-10", "opening", "", None, "0.00"),
        ("2026-01-10", "order", "o1", "1000.00", "1000.00"),
        ("2026-01-11", "invoice", "f1", "0.00", "1000.00"),
        ("2026-02-01", "order", "o3", "80.00", "1080.00"),
        ("2026-02-12", "payment", "p1", "-950.00", "130.00"),
        ("2026-02-20", "return", "x1", "-150.00", "-20.00"),
        ("2026-02-21", "credit-note", "f2", "0.00", "-20.00"),
        ("2026-02-22", "credit-note", "f3", "-50.00", "-70.00"),
        ("2026-02-23", "payment", "p2", "-60.00", "-130.00"),
        ("2026-02-24", "cancelled", "o3", "-80.00", "-210.00"),
        ("2026-02-25", "refund", "y1", "30.00", "-180.00"),
        ("2026-03-16", "closing", "", None, "-180.00"),
    ]
    told = {row["id"]: (row["what"], row["detail"]) for row in books.rows("history 1")}
    assert told["f3"] == ("credit note 50.00 EUR", "G-2 · scratched")
    assert told["x1"] == ("return 150.00 EUR", "broken")
    assert told["y1"] == ("refund 30.00 EUR", "")
    later = books.rows("statement ibarra --since 2026-02-21 --as-of 2026-02-22")
    assert [(row["entry"], row["balance"]) for row in later] == [
        ("opening", "-20.00"),
        ("credit-note", "-20.00"),
        ("credit-note", "-70.00"),
        ("closing", "-70.00"),
    ]
    assert books("statement nobody").code == 3


def test_an_account_ends_with_what_is_owed(books: Crm) -> None:
    for day in ("2026-01-09", "2026-01-10", "2026-02-20", "2026-02-23", "2026-02-24", "2026-03-16"):
        owed = {(row["id"], row["currency"]): row["outstanding"] for row in books.rows(f"receivables --as-of {day}")}
        ends = {
            (one, row["currency"]): row["balance"]
            for one in (1, 2)
            for row in books.rows(f"statement {one} --as-of {day}")
            if row["entry"] == "closing" and row["balance"] != "0.00"
        }
        assert ends == owed


def test_an_account_is_a_page_to_send(books: Crm) -> None:
    page = books.ok("statement 广元 --html -").out
    assert "广元精工 (2)" in page
    assert "30000.00" in page
    assert "<script" not in page
    books.ok("edit 2 --name '<b>x</b>&'")
    assert "<b>x</b>" not in books.ok("statement 2 --html -").out
    assert books("statement 2 --html - --format csv").code == 2
    assert books("statement 2 --excel").out.count("'=S-1") == 1


def test_books_that_add_up_are_said_to_be_well(books: Crm) -> None:
    rows = {row["check"]: row["result"] for row in books.rows("check")}
    assert set(rows.values()) == {"ok"}
    assert {"lines", "instalments", "allocations", "refunds", "invoices", "owed", "balance", "structure", "place"} <= {
        *rows
    }
    assert "All is well" in books.ok("check").err
    assert books.ok("check --quiet").out == ""


BROKEN = {
    "UPDATE order_line SET amount = amount - 1": ("lines", "the lines of o1 add up to 99999, it is 100000"),
    "UPDATE instalment SET amount = amount + 7 WHERE id = 1": ("instalments", "the instalments of o1 add up to 100007"),
    "DELETE FROM instalment WHERE order_id = 4": ("instalments", "the instalments of o4 add up to 0, it is 500"),
    "UPDATE allocation SET amount = 900000 WHERE id = 1": ("allocations", "p1 pays"),
    "UPDATE allocation SET customer_id = 2 WHERE id = 1": ("allocations", "p1 pays i1 of o1, of which it is not"),
    "UPDATE allocation SET applied_on = '2026-02-01' WHERE id = 1": ("allocations", "p1 of 2026-02-12 pays something"),
    "UPDATE reduction SET amount = amount - 1 WHERE return_id IS NOT NULL": (
        "reductions",
        "x1 is worth 15000, and 14999",
    ),
    "DELETE FROM reduction WHERE invoice_id IS NOT NULL": ("reductions", "credit note G-2 is of 5000, and 0"),
    "UPDATE reduction SET return_id = NULL WHERE return_id IS NOT NULL": ("reductions", "15000 was taken off i2"),
    "UPDATE refund SET amount = 1": ("refunds", "y1 is 1, and 3000 of it comes out of payments"),
    "UPDATE refund_part SET payment_id = (SELECT max(id) FROM payment)": ("refunds", "y1 gives back what p3"),
    "UPDATE invoice SET amount = 20000 WHERE id = 2": ("invoices", "credit notes for x1 come to 20000"),
    "UPDATE invoice SET amount = 1 WHERE id = 1": ("invoices", "credit notes take 15000 of F-1 back, which is 1"),
    "UPDATE invoice SET of_id = NULL WHERE id = 3": ("invoices", "G-2 is no credit of o1"),
    "UPDATE balance SET outstanding = outstanding + 1": (
        "owed",
        "CNY: 3000001 are stored as owed, facts leave 3000000",
    ),
    "UPDATE credit SET amount = amount - 1": ("credit", "Ibarra (1)"),
}


def test_what_is_off_is_named(books: Crm) -> None:
    whole = books.db.read_bytes()
    for statement, (check, said) in BROKEN.items():
        books.db.write_bytes(whole)
        with closing(sqlite3.connect(books.db)) as connection, connection:
            assert connection.execute(statement).rowcount > 0
        result = books("check --quiet --format json")
        assert result.code == 10
        details = {row["check"]: row["detail"] for row in result.json}
        assert said in details[check], statement


def test_out_and_in_again_changes_nothing(books: Crm) -> None:
    books.ok("rate add EUR USD 1.08")
    books.ok("order milestone o1 delivered --planned 2026-04-01")
    books.ok("expense add 12.50 --kind gift --order o1")
    books.ok("rep add ana")
    books.ok("target set ana 2026Q4 5000")
    told = ("receivables --sums", "receivables --basis invoice --sums", "statement 1", "invoice list", "order list")
    before = [books.ok(line).out for line in told]
    books.ok("export --all first")
    books.ok("--db again.db import first")
    assert [books.ok(f"--db again.db {line}").out for line in told] == before
    books.ok("--db again.db export --all second")
    books.ok("--db third.db import second")
    books.ok("--db third.db export --all third")
    files = {path.name: path.read_bytes() for path in (books.folder / "first").iterdir()}
    for folder in ("second", "third"):
        there = {path.name: path.read_bytes() for path in (books.folder / folder).iterdir()}
        assert there.keys() == files.keys()
        assert {name for name in files if there[name] != files[name]} == set()
    books.ok("--db third.db check")
