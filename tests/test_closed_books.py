"""Closed books: nothing of money is dated in them without somebody's word, and that is kept."""

import pytest

from conftest import Crm


@pytest.fixture
def books(crm: Crm) -> Crm:
    for name, role in (("ana", "rep"), ("luis", "manager"), ("eva", "director"), ("tom", "rep")):
        crm.ok(f"rep add {name} --role {role}")
    crm.ok("config set me ana")
    crm.ok("config set currency EUR")
    crm.ok("add Ibarra")
    crm.ok("order add 1 100 --at 2026-02-10 --code S-1 --due 2026-02-20")
    crm.ok("pay o1 40 --at 2026-02-12")
    crm.ok("expense add 9 --kind gift --at 2026-02-12")
    crm.ok("config set lock_date 2026-02-28")
    return crm


def test_what_is_dated_in_closed_books_takes_a_word(books: Crm) -> None:
    before = books.ok("receivables --as-of 2026-02-28").out
    refused = (
        "order add 1 5 --at 2026-02-28",
        "pay o1 5 --at 2026-02-01",
        "expense add 5 --kind gift --at 2026-02-28",
        "expense edit e1 --amount 8",
        "expense edit e1 --at 2026-03-02",
        "expense remove e1",
        "order cancel o1 -m x --at 2026-02-28",
        "undo",  # of the expense
    )
    for line in refused:
        result = books(line)
        assert result.code == 5, line
        assert "closed up to 2026-02-28" in result.err
        assert "--approved-by" in result.err
        assert books(f"{line} --approved-by tom").code == 5, "a rep closes no books"
        assert books(f"{line} --approved-by ana").code == 5
        assert books(f"{line} --approved-by nobody").code == 3
        assert books(f"{line} --approved-by luis --dry-run").code == 0
    assert books.ok("receivables --as-of 2026-02-28").out == before
    assert books.ok("approvals --all").lines[1:] == []
    # What is dated after them is nobody else's affair, whatever it is about.
    books.ok("order add 1 7 --at 2026-03-01 --due 2026-02-01")
    books.ok("pay o1 5 --at 2026-03-01")
    books.ok("expense edit e1 --why 'two of them'")
    books.ok("order cancel o2 -m x")
    books.ok("undo")


def test_the_word_is_in_the_ledger(books: Crm) -> None:
    books.ok("pay o1 5 --at 2026-02-01 --approved-by luis")
    (row,) = books.ok("approvals --all --format json").json
    said = {name: row[name] for name in ("kind", "name", "asked_by", "effective_on", "outcome", "decided_by", "how")}
    assert said == {
        "kind": "lock",
        "name": "Ibarra",
        "asked_by": "ana",
        "effective_on": "2026-02-01",
        "outcome": "approved",
        "decided_by": "luis",
        "how": "asserted",
    }
    assert "p2" in row["reason"]
    assert "2026-02-28" in row["reason"]
    # Taking it back is a change of those days too, and takes a word of its own; the first is void then.
    assert books("undo").code == 5
    books.ok("undo --approved-by eva")
    assert [row["decided_by"] for row in books.ok("approvals --all --format json").json] == ["eva"]
    # An expense of nobody in particular is approved as well.
    books.ok("expense add 5 --kind gift --at 2026-02-28 --approved-by eva --as luis")
    assert books("audit verify").code == 0, books("audit verify").out
    assert books("db check").code == 0


def test_of_many_lines_those_in_closed_books_come_back(books: Crm) -> None:
    lines = "o1 1 --at 2026-03-01\no1 2 --at 2026-02-01\no1 3\n"
    result = books("pay -", stdin=lines)
    assert result.code == 6
    assert "crm: line 2: The books are closed" in result.err
    assert result.lines == ["p2", "p3"]
    csv = books.folder / "in.csv"
    csv.write_text("order,amount,currency,date\no1,1,EUR,2026-02-03\no1,2,EUR,2026-03-03\n")
    assert books("import payments in.csv").code == 5
    assert "o1" not in books("import payments in.csv").out
    books.ok("import payments in.csv --approved-by luis")
    (row,) = books.ok("approvals --all --format json").json
    assert row["effective_on"] == "2026-02-03"


def test_the_lock_is_a_day_and_its_changes_are_kept(books: Crm) -> None:
    assert books("config set lock_date soon").code == 6
    assert books.ok("config get lock_date").out == "2026-02-28\n"
    books.ok("config unset lock_date")
    books.ok("pay o1 5 --at 2026-02-01")
    changed = [row for row in books.ok("audit signals --format json").json if "lock_date" in str(row)]
    assert len(changed) == 2
    assert "lock_date: 2026-02-28" in str(changed)
