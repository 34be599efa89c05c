"""Whatever happened, and whichever day is asked of: every part adds up, and every report tells the same.

HISTORIES=100000 looks at so many; FIRST=5000 begins elsewhere. The number of a history is in the message of what fails.
"""

import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmcli.rules.ageing import buckets
from crmcli.rules.money import decimal
from crmcli.rules.periods import Period
from crmcli.store import asof, caches, sums
from crmcli.store.read import View
from crmcli.store.reads import orders, receivables, sales, statement
from crmcli.store.reads.exchange import Exchange
from crmcli.store.reads.receivables import Asked
from histories import CUSTOMERS, START, History, ground, taken_back

_DEEDS = 24
_NOTHING = Decimal(0)


@pytest.mark.histories
def test_every_part_adds_up_on_every_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = int(os.environ.get("FIRST", "0"))
    with ground(tmp_path / "crm.db", monkeypatch) as work:
        for seed in range(first, first + int(os.environ.get("HISTORIES", "20"))):
            with taken_back(work):
                try:
                    _Told(History(work, seed)).look()
                except Exception as problem:
                    raise AssertionError(f"history {seed}") from problem


class _Told:
    """A history, and what reports tell of it."""

    def __init__(self, history: History) -> None:
        self.history, self.work = history, history.work
        self.before: list[tuple[int, date, Any]] = []  # how much had been done, the day, what was told of it

    def look(self) -> None:
        self.history.play(_DEEDS, self.evening)
        days = {date.fromisoformat(day) for day in self.history.days}
        for day in sorted(days | {START - timedelta(days=1), max(days) + timedelta(days=200)}):
            self.day_adds_up(self.view(day))
        for done, day, told in self.before:
            # What is dated after a day never changes its answer.
            if all(later > day.isoformat() for later in self.history.dated[done:]):
                assert self.told(self.view(day)) == told, day
        self.stored_is_computed()

    def evening(self, history: History) -> None:
        self.before.append((len(history.dated), history.today, self.told(self.view(history.today))))

    def view(self, day: date) -> View:
        self.work.settle()
        return View(self.work.sql, day, asof.shadow(self.work.sql, day))

    def told(self, view: View) -> Any:
        # A plan is what is planned now.
        return [row[:-1] for row in receivables.receivables(view, Asked("instalment", sums=True)).rows]

    def day_adds_up(self, view: View) -> None:
        account, day = self.history.account, view.day.isoformat()
        owed = {key: decimal(minor, key[1]) for key, minor in account.outstanding(day).items()}
        rows = self.rows(view, Asked(sums=True))
        assert {(row["id"], row["currency"]): row["outstanding"] for row in rows if row["outstanding"]} == owed
        assert all(row["unapplied"] >= 0 for row in rows), "credit is never less than nothing"
        self.groups_tell_the_same(view, rows)
        self.orders_tell_the_same(view, rows)
        for one in CUSTOMERS:
            closing = {
                (one, row.currency): row.balance
                for row in statement.statement(view, str(one)).rows
                if row.entry == statement.CLOSING and row.balance
            }
            assert closing == {key: amount for key, amount in owed.items() if key[0] == one}

    def rows(self, view: View, asked: Asked) -> list[dict[str, Any]]:
        """Return what is owed, of which every row adds up."""
        found = [dict(zip(asked.columns, row, strict=True)) for row in receivables.receivables(view, asked).rows]
        for row in found:
            less = row["unapplied"] + row.get("prepaid", _NOTHING)
            assert row["outstanding"] == sum(row[name] for name, _fewest in asked.ages) - less
            if asked.sums:
                whole, off, applied = (row[name] for name in asked.whole)
                assert row["outstanding"] == whole - off - applied - row["unapplied"]
        return found

    def groups_tell_the_same(self, view: View, rows: list[dict[str, Any]]) -> None:
        names = ("outstanding", "unapplied", "ordered", "reduced", "applied")
        whole = _totals(rows, *names)
        for asked in (
            Asked("month", sums=True),
            Asked("instalment", basis="order", sums=True),
            Asked("region", sums=True, buckets=buckets("7,400"), coming=30),
        ):
            assert _totals(self.rows(view, asked), *names) == whole, asked
        plain = {(row["id"], row["currency"]): row for row in self.rows(view, Asked())}
        for row in rows:
            same = plain.pop((row["id"], row["currency"]), None)
            assert same is None or all(row[name] == same[name] for name in same)
            assert same is not None or not any(row[name] for name in ("outstanding", "unapplied"))
        assert not plain
        by_invoice = self.rows(view, Asked("owner", basis="invoice", sums=True))
        account, day = self.history.account, view.day.isoformat()
        invoiced: dict[str, Decimal] = {}
        for one, sold in account.counted(day).items():
            net = decimal(account.net_invoiced(day, one), sold.currency)
            invoiced[sold.currency] = invoiced.get(sold.currency, _NOTHING) + net
        told = {row["currency"]: row["invoiced"] - row["credited"] for row in by_invoice}
        assert {code: net for code, net in told.items() if net} == {code: net for code, net in invoiced.items() if net}
        assert _totals(by_invoice, "applied", "unapplied") == _totals(rows, "applied", "unapplied")

    def orders_tell_the_same(self, view: View, rows: list[dict[str, Any]]) -> None:
        account, day = self.history.account, view.day.isoformat()
        listed = {int(row.id[1:]): row for row in orders.orders(view) if row.status not in ("draft", "cancelled")}
        counted = account.counted(day)
        assert set(listed) == set(counted)
        for one, row in listed.items():
            amount, less = account.left(day, one)
            net = account.net_invoiced(day, one)
            assert (row.amount, row.returned) == (decimal(amount, row.currency), decimal(less, row.currency))
            assert row.outstanding == row.amount - row.returned - row.paid >= 0
            assert row.invoiced == ("not" if net <= 0 else "partly" if net < amount - less else "fully")
        owed = {row["currency"]: _NOTHING for row in rows}
        for row in listed.values():
            owed[row.currency] = owed.get(row.currency, _NOTHING) + row.outstanding
        for row in rows:
            owed[row["currency"]] -= row["unapplied"]
        whole = {code: figures[0] for code, figures in _totals(rows, "outstanding").items()}
        assert {code: amount for code, amount in owed.items() if amount} == whole
        sold = sales.sales(
            view, sales.Asked(Period(START - timedelta(days=400), view.day), Exchange(view, "", "")), months=False
        )
        left = {code: figures[0] - figures[1] for code, figures in _totals(rows, "ordered", "reduced").items()}
        assert {one.row.currency: one.row.amount for one in sold if one.row.amount} == {
            code: amount for code, amount in left.items() if amount
        }

    def stored_is_computed(self) -> None:
        self.work.settle()
        for name, definition in asof.DEFINITIONS:
            stored = self.work.sql.execute(f"SELECT * FROM {name}").fetchall()
            computed = self.work.sql.execute(definition.format(scope=""), caches.ALL_TIME).fetchall()
            assert sorted(stored, key=repr) == sorted(computed, key=repr)
        assert [row for row in (*sums.checks(self.work.sql), sums.whole(self.work.sql)) if row.result != "ok"] == []


def _totals(rows: list[dict[str, Any]], *names: str) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        before = found.setdefault(row["currency"], [_NOTHING] * len(names))
        found[row["currency"]] = [one + row[name] for one, name in zip(before, names, strict=True)]
    return {code: figures for code, figures in found.items() if any(figures)}
