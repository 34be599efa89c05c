"""Orders and payments out of spreadsheets: stages by the days of the orders, money by the days of the payments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli.actions import customers, orders, payments
from crmcli.actions.imports import Given as GivenRow
from crmcli.actions.imports import Import, Options, Survey
from crmcli.actions.undo import undo
from crmcli.exchange.sheet import OrderRecord, PaymentRecord, Row
from crmcli.store.read import view
from crmcli.store.reads.customers import Filters, listed
from crmcli.store.reads.stages import stages
from importing import STANDING, results, sound, standing, take
from machines import MODEST, Place

HEAD = "Code,Customer,Date,Amount,Currency,Sample,Cancelled at,Cancel reason\n"
FIRST = date(2025, 1, 1)


def history(crm: Crm, one: int = 1) -> list[tuple[str, str]]:
    return [
        (row["at"], row["what"])
        for row in crm.rows(f"history {one}")
        if row["id"].startswith("t") and "undone" not in row["what"] + row["detail"]
    ]


def stage(crm: Crm, day: str = "", one: str = "1") -> str:
    return {str(row["id"]): row["stage"] for row in crm.rows("list" + (f" --as-of {day}" if day else ""))}.get(one, "")


def test_stages_follow_the_days_of_the_orders_whatever_the_order_of_the_rows(crm: Crm) -> None:
    crm.add("Ibarra")  # today, though it has ordered since 2023
    answers = take(
        crm,
        "orders",
        HEAD + "B,Ibarra,2024-05-02,10,EUR,,,\nA,Ibarra,2023-02-01,10,EUR,,,\nS,Ibarra,2023-01-01,0,EUR,yes,,\n",
    )
    assert results(answers) == ["created"] * 3
    assert stage(crm) == "repeat"
    assert stage(crm, "2024-05-01") == "buyer"
    assert stage(crm, "2023-02-01") == "buyer"
    sound(crm)
    crm.ok("order cancel A -m wrong")
    assert stage(crm) == "buyer"
    crm.ok("order cancel B -m wrong")
    assert stage(crm) == "lead"
    sound(crm)


def test_a_persons_moves_stand(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2023-01-01")
    crm.ok("promote 1 --at 2025-01-01 -m 'asked for a quote'")
    before = standing(crm, ids=False)
    take(crm, "orders", HEAD + "A,Ibarra,2024-05-02,10,EUR,,,\nB,Ibarra,2025-05-02,10,EUR,,,\n")
    assert stage(crm) == "repeat"
    assert stage(crm, "2024-06-01") == "lead"
    assert stage(crm, "2025-01-02") == "buyer"
    sound(crm)
    crm.ok("undo")
    assert standing(crm, ids=False) == before
    crm.ok("undo")
    assert stage(crm) == "lead"


def test_an_undone_import_of_orders_restores_the_history(crm: Crm) -> None:
    crm.add("Ibarra")
    crm.ok("order add 1 10 EUR --code M")
    before = standing(crm, ids=False)
    take(crm, "orders", HEAD + "A,Ibarra,2024-05-02,10,EUR,,,\n")
    assert stage(crm) == "repeat"
    assert stage(crm, "2024-06-01") == "buyer"
    sound(crm)
    crm.ok("undo")
    assert standing(crm, ids=False) == before
    assert stage(crm, "2024-06-01") == ""
    sound(crm)
    # The step before can be undone as if nothing had been.
    crm.ok("undo")
    assert stage(crm) == "lead"
    crm.ok("undo")
    assert crm.rows("list") == []
    sound(crm)


def test_histories_of_several_customers_are_worked_out_anew(crm: Crm) -> None:
    for name in ("A", "B", "C"):
        crm.add(name)
    crm.ok("order add 2 10 EUR")
    crm.ok("order add 3 10 EUR")
    content = "Customer,Date,Amount,Currency\n" + "".join(f"{name},2024-05-02,10,EUR\n" for name in "ABC")
    assert results(take(crm, "orders", content)) == ["created"] * 3
    assert [stage(crm, "2024-06-01", one) for one in "123"] == ["buyer"] * 3
    assert [stage(crm, "", one) for one in "123"] == ["buyer", "repeat", "repeat"]
    sound(crm)
    crm.ok("undo")
    assert [stage(crm, "", one) for one in "123"] == ["lead", "buyer", "buyer"]
    sound(crm)


def test_codes_samples_zeros_and_instalments(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2023-01-01")
    crm.ok("order add 1 10 EUR --code A --at 2024-01-01 --sample")
    head = "Code,Customer,Date,Amount,Currency,Instalments,Sample\n"
    content = (
        head
        + "A,Ibarra,2024-01-01,10,EUR,,yes\n"
        + "A,Ibarra,2024-01-02,12,EUR,,\n"
        + "B,Ibarra,2024-01-03,0,EUR,,\n"
        + "C,Ibarra,2024-01-03,100,EUR,2024-02-01=60;2024-03-01=40,\n"
        + "D,Ibarra,2024-01-03,100,EUR,2024-02-01=60;2024-03-01=50,\n"
        + "C,Ibarra,2024-01-03,100,EUR,,\n"
        + "E,Nobody,2024-01-03,100,EUR,,\n"
        + "F,Ibarra,2027-01-03,100,EUR,,\n"
        + "G,Ibarra,2024-01-03,-100,EUR,,\n"
    )
    answers = take(crm, "orders", content, code=6)
    assert results(answers) == [
        "known",
        "known",
        "created",
        "created",
        "rejected",
        "rejected",
        "rejected",
        "rejected",
        "rejected",
    ]
    assert "differs" in answers[1]["detail"]
    assert "add up to 110" in answers[4]["detail"]
    assert "twice" in answers[5]["detail"]
    assert "--add-customers" in answers[6]["detail"]
    assert "future" in answers[7]["detail"]
    assert stage(crm) == "buyer"
    answers = take(crm, "orders --add-customers", content, code=6)
    assert results(answers)[6] == "created"
    assert {row["name"]: row["stage"] for row in crm.rows("list")} == {"Ibarra": "buyer", "Nobody": "buyer"}
    crm.ok("undo")
    assert [row["name"] for row in crm.rows("list")] == ["Ibarra"]
    sound(crm)


def test_orders_that_were_cancelled_are_no_sales(crm: Crm) -> None:
    crm.add("Sol", "--at 2023-01-01")
    content = (
        "Nº pedido;Cliente;Fecha;Importe;Moneda;Estado\n"
        "P-1;Sol;2024-01-05;10,00;EUR;Anulado\n"
        "P-2;Sol;2024-01-06;20,00;EUR;Servido\n"
        "P-3;Sol;2024-01-07;30,00;EUR;Presupuesto\n"
    )
    answers = take(crm, "orders", content, code=6)
    assert results(answers) == ["created", "created", "rejected"]
    assert "Presupuesto' is no order yet" in answers[2]["detail"]
    assert stage(crm) == "buyer"
    assert [row["outstanding"] for row in crm.rows("receivables")] == ["20.00"]
    assert [row["cancelled_at"] for row in crm.rows("export orders")] == ["2024-01-05", ""]
    head = "Pedido;Cliente;Fecha;Importe;Moneda;Anulado\n"
    flags = head + "Q-1;Sol;2024-01-05;1,00;EUR;No\nQ-2;Sol;2024-01-05;1,00;EUR;N\nQ-3;Sol;2024-01-05;1,00;EUR;S\n"
    assert results(take(crm, "orders", flags, code=6, name="flags.csv")) == ["created", "created", "rejected"]
    # That an order was cancelled since, or is somebody else's here, is said of it.
    crm.add("Bar")
    later = content.replace("Servido", "Cancelado").replace("P-1;Sol", "P-1;Bar")
    answers = take(crm, "orders", later, code=6)
    assert [answer["detail"] for answer in answers[:2]] == ["differs in: customer", "differs in: cancelled_at"]
    assert crm("import orders file.csv --update").code == 2
    sound(crm)


def test_without_an_amount_there_is_no_order_and_no_payment(crm: Crm) -> None:
    content = "客户名称,日期,金额(万元)\n甲公司,2026/1/2,12.5\n"
    take(crm, "orders --currency CNY --add-customers", content, code=6)
    refused = crm("import payments file.csv --currency CNY --add-customers")
    assert refused.code == 6
    assert "3=金额(万元)" in refused.err
    content = content.replace("(万元)", "").replace("12.5", "")
    (answer,) = take(crm, "orders --add-customers", content, code=6)
    assert answer["detail"] == "there is no amount in it"


def test_customers_who_are_only_named_begin_with_their_first_fact(crm: Crm) -> None:
    take(crm, "activities --add-customers", "Date,Customer,Type\n2025-05-05,Holz,call\n2025-03-03,Holz,visit\n")
    assert stage(crm, "2025-03-04") == "lead"
    take(
        crm,
        "orders --add-customers",
        HEAD + ",New,2025-05-05,5,EUR,,,\n,New,2025-03-03,5,EUR,,,\n,Free,2025-03-03,0,EUR,,,\n",
    )
    assert (stage(crm, "2025-03-04", "2"), stage(crm, "", "2"), stage(crm, "", "3")) == ("buyer", "repeat", "lead")
    take(
        crm,
        "payments --add-customers",
        "Date,Customer,Amount,Currency\n2025-05-05,Payer,5,EUR\n2025-03-03,Payer,5,EUR\n",
    )
    assert stage(crm, "2025-03-04", "4") == "lead"
    sound(crm)
    for _step in range(3):
        crm.ok("undo")
    assert crm.rows("list") == []


def test_payments_pay_what_is_due_first_in_their_currency(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2023-01-01")
    crm.ok("order add 1 100 EUR --code A --at 2025-01-01 --instalment 2025-03-01=60 --instalment 2025-02-01=40")
    crm.ok("order add 1 100 USD --code B --at 2025-01-01")
    head = "Date,Customer,Order,Instalment,Amount,Currency\n"
    content = (
        head
        + "2025-02-03,Ibarra,,,50,EUR\n"
        + "2025-02-01,Ibarra,,,10,EUR\n"
        + "2025-02-04,,B,,130,\n"
        + "2025-02-05,Ibarra,A,2,20,EUR\n"
        + "2025-02-05,Ibarra,A,7,20,EUR\n"
        + "2025-02-05,Ibarra,Z,,20,EUR\n"
        + "2025-02-05,Ibarra,A,,20,USD\n"
        + "2025-02-05,Ibarra,,,0,EUR\n"
        + "2025-02-05,Ibarra,,1,5,EUR\n"
    )
    answers = take(crm, "payments", content, code=6)
    assert results(answers) == ["created"] * 4 + ["rejected"] * 5
    assert "no instalment 7" in answers[4]["detail"]
    rows = {row["currency"]: row for row in crm.rows("receivables")}
    assert rows["EUR"]["outstanding"] == "20.00"
    assert rows["USD"]["unapplied"] == "30.00"
    sound(crm)
    before = crm.db.read_bytes()
    assert results(take(crm, "payments", content, code=6)) == ["known"] * 4 + ["rejected"] * 5
    assert crm.db.read_bytes() == before


def _state(place: Place) -> dict[str, Any]:
    """Return what counts, without the ids under which it is kept."""
    return {
        "stages": place.rows(
            "SELECT customer_id, from_stage, to_stage, effective_on, rule, (SELECT code FROM sales_order AS o"
            " WHERE o.id = order_id) FROM effective_transition ORDER BY customer_id, effective_on, id"
        ),
        "cached": place.rows(f"SELECT {STANDING} FROM standing ORDER BY customer_id"),
        "created": place.rows("SELECT id, created_on FROM customer ORDER BY id"),
        "paid": place.rows(
            "SELECT o.code, i.number, p.note, a.amount, a.applied_on FROM allocation AS a"
            " JOIN payment AS p ON p.id = a.payment_id JOIN instalment AS i ON i.id = a.instalment_id"
            " JOIN sales_order AS o ON o.id = a.order_id ORDER BY 1, 2, 3, 4"
        ),
        "balance": place.rows("SELECT count(*), coalesce(sum(outstanding), 0) FROM balance"),
        "credit": place.rows("SELECT customer_id, currency, amount FROM credit ORDER BY 1, 2"),
    }


def _import(place: Place, kind: str, records: list[Any], ranks: list[int]) -> list[str]:
    rows = [
        GivenRow(Row(number, [str(number), *map(str, record)]), record, None, False, rank)
        for number, (record, rank) in enumerate(zip(records, ranks, strict=True), 2)
    ]
    done = Import(place.request(), Survey(kind, len(rows)), rows, Options(), lambda cells: cells[0])
    return [answer.result for answer, _given in done.rows()]


@contextmanager
def _place(names: int) -> Iterator[Place]:
    place = Place()
    try:
        for name in range(names):
            customers.add(place.request(), customers.Details(name=f"Firm {name}"), FIRST)
        yield place
    finally:
        place.close()


ORDER = st.tuples(
    st.integers(1, 2),  # whose
    st.integers(0, 12),  # days after the first of January
    st.sampled_from((0, 1, 5000)),
    st.booleans(),  # a sample
    st.one_of(st.just(-1), st.integers(0, 9)),  # cancelled so many days later
    st.booleans(),  # entered by hand, before the import
)


@settings(MODEST)
@given(sold=st.lists(ORDER, min_size=1, max_size=7), data=st.data())
def test_an_import_is_as_if_the_orders_had_been_entered_day_by_day(sold: list[Any], data: st.DataObject) -> None:
    # What was entered by hand happened on even days, what the file says on odd ones: of one day, whatever was
    # entered first comes first.
    dated = sorted((2 * after + (not hand), whose, *others, hand) for whose, after, *others, hand in sold)
    records = [
        OrderRecord(
            code=f"N{number}",
            customer_id=str(whose),
            at=str(FIRST + timedelta(day)),
            amount=str(amount),
            currency="EUR",
            sample=sample,
            cancelled_at="" if gone < 0 else str(FIRST + timedelta(day + 2 * gone)),
            cancel_reason="" if gone < 0 else "wrong",
        )
        for number, (day, whose, amount, sample, gone, _hand) in enumerate(dated)
    ]
    hand = [place for place, one in enumerate(dated) if one[-1]]
    rest = [place for place, one in enumerate(dated) if not one[-1]]
    shuffled = data.draw(st.permutations(rest), "the rows of the file")
    with _place(2) as one_by_one, _place(2) as imported:
        _enter(one_by_one, records)
        _enter(imported, [records[place] for place in hand])
        before = _state(imported)
        answers = _import(
            imported, "orders", [records[place] for place in shuffled], [rest.index(one) for one in shuffled]
        )
        assert set(answers) <= {"created"}
        assert _state(imported) == _state(one_by_one)
        for day in sorted({day for one in records for day in (one.at, one.cancelled_at) if day}):
            assert _as_of(imported, day) == _as_of(one_by_one, day), day
        if answers:
            undo(imported.request(), None)
        assert _state(imported) == before


def _enter(place: Place, records: list[OrderRecord]) -> None:
    """Enter and cancel orders one by one, in the order of their days."""
    events = [(one.at, 0, number, one) for number, one in enumerate(records)]
    events += [(one.cancelled_at, 1, number, one) for number, one in enumerate(records) if one.cancelled_at]
    for day, cancels, _number, one in sorted(events, key=lambda event: event[:3]):
        if cancels:
            orders.cancel(place.request(), [one.code], "wrong", date.fromisoformat(day))
        else:
            new = orders.NewOrder(one.customer_id, one.amount, "EUR", one.code, one.at, one.sample)
            orders.add(place.request(), [new])


def _as_of(place: Place, day: str) -> Any:
    with view(place.path, date.fromisoformat(day)) as opened:
        return listed(opened, Filters()), stages(opened, "")


PAYMENT = st.tuples(
    st.integers(1, 2),
    st.integers(0, 20),
    st.integers(1, 12000),
    st.one_of(st.none(), st.integers(0, 3)),  # to which order
)


@settings(MODEST)
@given(
    sold=st.lists(st.tuples(st.integers(1, 2), st.integers(0, 9), st.integers(1, 9000)), min_size=4, max_size=4),
    paid=st.lists(PAYMENT, min_size=1, max_size=6),
    data=st.data(),
)
def test_imported_payments_pay_what_they_would_have_day_by_day(
    sold: list[Any], paid: list[Any], data: st.DataObject
) -> None:
    by_day = sorted(paid, key=lambda one: one[1])
    records = [
        PaymentRecord(
            customer_id="" if order is not None else str(whose),
            order="" if order is None else f"N{order}",
            at=str(FIRST + timedelta(after)),
            amount=f"{amount // 100}.{amount % 100:02}",
            currency="EUR",
            note=f"n{number}",
        )
        for number, (whose, after, amount, order) in enumerate(by_day)
    ]
    # Of one day, what stands first in the file pays first.
    shuffled = data.draw(st.permutations(range(len(records))))
    in_turn = sorted((records[place] for place in shuffled), key=lambda one: one.at)
    with _place(2) as one_by_one, _place(2) as imported:
        for place in (one_by_one, imported):
            for number, (whose, after, amount) in enumerate(sold):
                due = (str(FIRST + timedelta(after + 3)), str(FIRST + timedelta(after)))
                halves = tuple(
                    f"{day}={half}" for day, half in zip(due, (amount // 2, amount - amount // 2), strict=True)
                )
                new = orders.NewOrder(str(whose), str(amount), "EUR", f"N{number}", str(FIRST), instalments=halves)
                orders.add(place.request(), [new])
        before = _state(imported)
        for one in in_turn:
            ref = one.order or one.customer_id
            payments.pay(one_by_one.request(), [payments.NewPayment(ref, one.amount, "EUR", one.at, note=one.note)])
        assert set(_import(imported, "payments", [records[place] for place in shuffled], shuffled)) == {"created"}
        assert _state(imported) == _state(one_by_one)
        undo(imported.request(), None)
        assert _state(imported) == before
