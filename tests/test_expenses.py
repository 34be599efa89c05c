"""What it cost to sell, and what is to be sold."""

import hashlib

import pytest

from conftest import Crm
from terminals import EVERYTHING, SHORT, harmless


@pytest.fixture
def trips(firm: Crm) -> Crm:
    """A firm that spent: on a hotel, on a dinner, on a fair; and a visit that cost something."""
    firm.ok("edit 1 --region Bilbao")
    (firm.folder / "hotel.pdf").write_bytes(b"receipt")
    firm.ok("expense add 420.50 EUR --kind hotel --customer ibarra --receipt hotel.pdf --as ana -m two nights")
    firm.ok("expense add 1200 CNY --kind 招待费 --customer 广元 --personal --at 2026-02-10")
    firm.ok("expense add 90 EUR --kind 'Relaciones públicas' --order o1 --at 2026-02-11")
    firm.ok("expense add 3500 EUR --kind venue --region Valencia")
    firm.ok("log 1 visit There --cost '33.30 EUR' --at -1d")
    firm.ok("log 1 visit again --cost 12 --at -1d")
    return firm


def summed(crm: Crm, by: str, *more: str) -> dict[tuple[str, str], str]:
    """Return the total per group and currency."""
    rows = crm.rows(f"expense summary --by {by}", *more)
    return {(row.get("name", row.get(by)), row["currency"]): row["total"] for row in rows}


def test_what_was_spent_is_listed_and_summed_up_each_once(trips: Crm) -> None:
    rows = trips.rows("expense list")
    assert [(row["id"], row["at"], row["kind"], row["amount"], row["payer"]) for row in rows] == [
        ("e4", "2026-03-16", "venue", "3500.00", "company"),
        ("e1", "2026-03-16", "hotel", "420.50", "company"),
        ("e3", "2026-02-11", "public-relations", "90.00", "company"),
        ("e2", "2026-02-10", "public-relations", "1200.00", "personal"),
    ]
    assert (rows[1]["rep"], rows[1]["name"], rows[1]["receipt"]) == ("ana", "Talleres Ibarra", "hotel.pdf")
    assert (rows[2]["order"], rows[2]["customer_id"]) == ("o1", 1)
    assert summed(trips, "kind") == {
        ("hotel", "EUR"): "420.50",
        ("public-relations", "EUR"): "90.00",
        ("public-relations", "CNY"): "1200.00",
        ("venue", "EUR"): "3500.00",
        ("(activities)", "EUR"): "33.30",
    }
    # Whose the customer was then is who spent it; a region that is named is not the customer's.
    assert summed(trips, "rep") == {
        ("ana", "EUR"): "543.80",
        ("(none)", "EUR"): "3500.00",
        ("(none)", "CNY"): "1200.00",
    }
    assert summed(trips, "region")["Bilbao", "EUR"] == "543.80"
    assert summed(trips, "region")["Valencia", "EUR"] == "3500.00"
    assert summed(trips, "customer")["深圳市广元机电", "CNY"] == "1200.00"
    assert summed(trips, "month", "--where", "region=bilbao") == {
        ("2026-02", "EUR"): "90.00",
        ("2026-03", "EUR"): "453.80",
    }
    assert summed(trips, "kind", "--period", "2026-02", "--as-of", "2026-02-10") == {
        ("public-relations", "CNY"): "1200.00"
    }
    assert [row["id"] for row in trips.rows("expense list --personal")] == ["e2"]
    assert [row["id"] for row in trips.rows("expense list --as ana")] == ["e1", "e3"]
    assert [row["id"] for row in trips.rows("expense list --kind 公关 --rep -")] == ["e3", "e2"]


def test_a_customer_s_story_tells_what_was_spent(trips: Crm) -> None:
    told = [
        (row["at"], row["what"], row["who"], row["detail"]) for row in trips.rows("history 1") if row["id"][0] == "e"
    ]
    assert told == [
        ("2026-02-11", "public-relations for 90.00 EUR", "", ""),
        ("2026-03-16", "hotel for 420.50 EUR", "ana", "two nights"),
    ]


def test_a_receipt_is_entered_once_unless_somebody_says_why(trips: Crm) -> None:
    digest = hashlib.sha256(b"receipt").hexdigest()
    sheet = trips.folder / "kept"
    trips.ok(f"export --all {sheet}")
    assert digest in (sheet / "expenses.csv").read_text("utf-8")
    before = trips.db.read_bytes()
    again = trips("expense add 9 EUR --kind hotel --receipt hotel.pdf")
    assert (again.code, "e1" in again.err) == (4, True)
    assert trips("expense add 9 EUR --kind hotel --receipt hotel.pdf --force").code == 2
    assert trips("expense edit e4 --receipt hotel.pdf").code == 4
    assert trips.db.read_bytes() == before
    shared = trips.ok("expense add 9 EUR --kind hotel --receipt hotel.pdf --force -m shared")
    assert "e1 too" in shared.err
    trips.ok("expense edit e1 --receipt hotel.pdf --amount 400 -m one night")
    trips.ok("expense edit e1 --receipt ''")
    row = trips.rows("expense list --kind hotel")[1]
    assert (row["amount"], row["text"], row["receipt"]) == ("400.00", "one night", "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("expense add 0 EUR --kind gift", 6),
        ("expense add 1e3 EUR --kind gift", 6),
        ("expense add -- -5 EUR", 2),
        ("expense add 5 EUR", 2),
        ("expense add 5 --kind gift", 6),
        ("expense add 5 EUR --kind bribe", 6),
        ("expense add 5 EUR --kind gift --customer nobody", 3),
        ("expense add 5 EUR --kind gift --order o9", 3),
        ("expense add 5 EUR --kind gift --order o1 --customer 2", 4),
        ("expense add 5 EUR --kind gift --at +1d", 5),
        ("expense add 5 EUR --kind gift --receipt nowhere.pdf", 6),
        ("expense edit e9 --amount 5", 3),
        ("expense edit e1", 2),
        ("expense edit e1 --currency JPY", 6),
        ("expense edit e3 --customer 2", 4),
        ("expense remove e1 e9", 3),
        ("expense summary --by colour", 2),
        ("target set ana 2026Q5 5 EUR", 6),
        ("target set ana 2026Q4 0 EUR", 6),
        ("target set nobody 2026Q4 5 EUR", 3),
        ("target unset ana 2026Q4", 3),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(trips: Crm, line: str, code: int) -> None:
    before = trips.db.read_bytes()
    assert trips(line).code == code
    assert trips.db.read_bytes() == before


def test_what_should_not_be_there_is_removed_and_comes_back(trips: Crm) -> None:
    before = trips.rows("expense list")
    trips.ok("expense remove e1 e4")
    assert [row["id"] for row in trips.rows("expense list")] == ["e3", "e2"]
    trips.ok("undo")
    assert trips.rows("expense list") == before
    trips.ok("merge 3 1 --yes")
    assert {row["customer_id"] for row in trips.rows("expense list") if row["customer_id"]} == {3}


def test_hostile_words_only_draw(trips: Crm) -> None:
    name = "\x1b]0;x\x07[red]$(id).pdf"
    (trips.folder / name).write_bytes(b"x")
    trips.ok("expense add 5 EUR --kind gift --region", EVERYTHING, "--receipt", name, "-m", SHORT)
    for line in ("expense list", "expense summary --by region", "history 1", "undo --list"):
        harmless(trips.ok(line, terminal=True, width=60).out, width=60)
    row = trips.rows("expense list")[0]
    assert (row["text"], row["receipt"]) == (SHORT.strip(), name)


def test_targets_are_set_changed_and_taken_away(trips: Crm) -> None:
    trips.ok("target set ana 2026Q4 500000 USD")
    trips.ok("target set ana 2026-10-01..2026-12-31 450000 usd")
    trips.ok("target set ana this-year 90000 EUR")
    assert trips.rows("target list") == [
        {"rep": "ana", "period": "2026Q4", "amount": "450000.00", "currency": "USD"},
        {"rep": "ana", "period": "2026", "amount": "90000.00", "currency": "EUR"},
    ]
    trips.ok("target unset ana 2026Q4 USD")
    assert len(trips.rows("target list")) == 1
    trips.ok("undo")
    assert len(trips.rows("target list")) == 2
