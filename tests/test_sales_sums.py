"""Random books of a firm: every grouping of what was sold and spent adds up, on every day, to what a plain sum says."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.rules.money import EXPONENTS
from crmcli.rules.periods import Period
from crmcli.store import schema
from crmcli.store.read import View
from crmcli.store.reads import sales
from crmcli.store.reads.exchange import Exchange

FIRST = date(2026, 1, 1)
CODES = ("EUR", "JPY", "KWD")
GROUPS = [group for group in sales.GROUPS if group]
FIGURES = ("amount", "returned", "received", "receivable", "invoiced", "expenses", "margin", "costed")


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


DAYS = st.integers(0, 120)
MINOR = st.integers(1, 10**9)
_LATER = st.sampled_from([0, 1, 10, 60, 140])
_RARELY = st.sampled_from([False, False, False, False, True])


@st.composite
def books(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Orders with what became of them, and expenses, as rows of their tables."""
    found: dict[str, list[dict[str, Any]]] = {}

    def row(table: str, **values: Any) -> int:
        rows = found.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    for name in ("ana", "luis"):
        row("rep", name=name)
    for number in range(3):
        customer = row("customer", name="same", region=draw(st.sampled_from(["", "north"])), industry="", source="x")
        for _time in range(draw(st.integers(0, 2))):
            row("ownership", customer_id=customer, rep_id=draw(st.sampled_from([None, 1, 2])), since=day(draw(DAYS)))
        row("product", code=f"P{number}", name="x")
    for _order in range(draw(st.integers(1, 6))):
        _order_of(draw, row)
    for _expense in range(draw(st.integers(0, 4))):
        customer = draw(st.sampled_from([None, 1, 2, 3]))
        about = {"customer_id": customer, "rep_id": draw(st.sampled_from([None, 1])), "amount": draw(MINOR)}
        row("expense", region=draw(st.sampled_from(["", "west"])), kind="gift", payer="company", **about)
        found["expense"][-1] |= {"currency": draw(st.sampled_from(CODES)), "spent_on": day(draw(DAYS))}
        row("activity", customer_id=1, at=day(draw(DAYS)) + "T10:00", cost=draw(MINOR), currency="EUR", kind="visit")
    return found


def _order_of(draw: st.DrawFn, row: Any) -> None:
    customer, number = draw(st.integers(1, 3)), draw(DAYS)
    lines = draw(st.lists(st.tuples(MINOR, st.none() | st.integers(0, 10**6), st.integers(1, 3)), max_size=3))
    amount = sum(line[0] for line in lines) or draw(MINOR)
    whose = {"customer_id": customer}
    cancelled = day(number + draw(_LATER)) if draw(_RARELY) else ""
    about = {"draft": int(draw(_RARELY)), "cancelled_on": cancelled, "currency": draw(st.sampled_from(CODES))}
    order = row(
        "sales_order", ordered_on=day(number), amount=amount, rep_id=draw(st.sampled_from([None, 2])), **whose, **about
    )
    left = amount
    for place, (part, cost, product) in enumerate(lines, 1):
        line = {"product_id": product, "text": "x", "qty": 2000, "price": part, "amount": part, "cost": cost}
        one = row("order_line", order_id=order, number=place, unit="", list_price=None, **whose, **line)
        if draw(st.booleans()):
            when = day(number + draw(_LATER))
            row("order_return", order_id=order, line_id=one, qty=1000, amount=part // 2, returned_on=when, **whose)
            row("reduction", order_id=order, instalment_id=order, amount=part // 2, reduced_on=when, **whose)
            left -= part // 2
    credited = draw(st.integers(0, left))
    row(
        "reduction",
        order_id=order,
        instalment_id=order,
        amount=credited,
        reduced_on=day(number + draw(_LATER)),
        **whose,
    )
    left -= credited
    for _time in range(draw(st.integers(0, 2))):
        paid = draw(st.integers(0, left))
        left -= paid
        when = day(number + draw(_LATER))
        row("allocation", payment_id=1, instalment_id=order, order_id=order, amount=paid, applied_on=when, **whose)
    for kind in ("invoice", "credit")[: draw(st.integers(0, 2))]:
        when = day(number + draw(_LATER))
        row("invoice", order_id=order, number=f"{order}{kind}", kind=kind, amount=amount, issued_on=when, **whose)


@cache
def _empty() -> bytes:
    """Return a database without rows, and without what journals them."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    made: bytes = connection.serialize()
    connection.close()
    return made


@contextmanager
def opened(rows: dict[str, list[dict[str, Any]]]) -> Iterator[sqlite3.Connection]:
    """Keep the rows in memory; what they do not say is nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_empty())
    for table, many in rows.items():
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        empty = {name: ("" if kind == "TEXT" else 0) if needed else None for _n, name, kind, needed, *_rest in columns}
        for one in many:
            values = {**empty, **one, **({"key": one["name"]} if table == "rep" else {})}
            marks = ", ".join("?" * len(values))
            connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()])
    yield connection
    connection.close()


def plainly(rows: dict[str, list[dict[str, Any]]], period: Period, until: str) -> dict[str, Counter[str]]:
    """Return the sums per currency, added up row by row."""
    first, last = period.first.isoformat(), period.last.isoformat()
    found: dict[str, Counter[str]] = {}
    for order in rows.get("sales_order", []):
        gone = order["cancelled_on"] and order["cancelled_on"] < until
        if order["draft"] or gone or not first <= order["ordered_on"] <= last or order["ordered_on"] >= until:
            continue

        def total(table: str, column: str, order_id: int = order["id"]) -> int:
            mine = (one for one in rows.get(table, []) if one["order_id"] == order_id and one[column] < until)
            return sum(-one["amount"] if one.get("kind") == "credit" else one["amount"] for one in mine)

        sums = found.setdefault(order["currency"], Counter())
        back, paid = total("reduction", "reduced_on"), total("allocation", "applied_on")
        sums.update(amount=order["amount"] - back, returned=back, received=paid, invoiced=total("invoice", "issued_on"))
        sums["receivable"] += order["amount"] - back - paid
    spent = [(one["spent_on"], one) for one in rows.get("expense", [])]
    spent += [(one["at"][:10], one) for one in rows.get("activity", [])]
    for when, one in spent:
        if first <= when <= last and when < until:
            found.setdefault(one["currency"], Counter())["expenses"] += one.get("amount", 0) or one["cost"]
    return {code: sums for code, sums in found.items() if any(sums.values())}


def told(view: View, period: Period, by: str) -> dict[str, Counter[str]]:
    """Return the sums per currency of what the report says, in minor units."""
    found: dict[str, Counter[str]] = {}
    shares: Counter[str] = Counter()
    for one in sales.sales(view, sales.Asked(period, Exchange(view, "", ""), by)):
        scale = 10 ** EXPONENTS[one.row.currency]
        sums = found.setdefault(one.row.currency, Counter())
        sums.update({name: int((getattr(one.row, name) or 0) * scale) for name in FIGURES})
        shares[one.row.currency] += one.row.share  # type: ignore[assignment]
        assert one.row.amount == one.row.received + one.row.receivable
    for code, share in shares.items():
        assert share == (Decimal(1) if found[code]["amount"] else 0)
    return {code: +sums for code, sums in found.items() if any(sums.values())}


@settings(max_examples=60)
@given(books(), st.integers(0, 50), st.integers(50, 150), st.integers(40, 260))
def test_every_grouping_is_the_plain_sum(rows: dict[str, list[dict[str, Any]]], one: int, other: int, at: int) -> None:
    period = Period(FIRST + timedelta(days=one), FIRST + timedelta(days=other))
    with opened(rows) as connection:
        view = View(connection, FIRST + timedelta(days=at), "")
        whole = told(view, period, "")
        expected = plainly(rows, period, view.until)
        for code in {*whole, *expected}:
            earned = {name: whole.get(code, Counter())[name] for name in ("margin", "costed")}
            assert whole.get(code, Counter()) == +Counter({**expected.get(code, Counter()), **earned}), code
        for by in GROUPS:
            assert told(view, period, by) == whole, by
