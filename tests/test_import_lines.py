"""Order lines, products and workbooks: what a shop's own files become."""

import csv
import datetime
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import CrmError
from crmcli.exchange.sheet.workbook import unfold
from crmcli.rules.goods import line_amount, thousandths
from importing import results, rows, sound, standing, take

RETAIL = """InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HEART HOLDER,6,12/13/2010 8:26,2.55,17850,United Kingdom
536366,22633,HAND WARMER,6,12/14/2010 8:28,1.85,17850,United Kingdom
536365,71053,WHITE METAL LANTERN,6,12/13/2010 8:26,3.39,,United Kingdom
C536379,D,Discount,-1,12/15/2010 9:41,27.5,14527,United Kingdom
536370,22633,HAND WARMER,0,12/15/2010 8:28,1.85,13047,United Kingdom
536371,22633,HAND WARMER,6,12/15/2010 8:28,1.85,,United Kingdom
"""
LINES = "--currency GBP --add-customers --add-products"


def lines_of(crm: Crm) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(crm.db)) as connection:
        return connection.execute(
            "SELECT o.code, l.number, coalesce(p.code, ''), l.text, l.qty, l.price, l.amount FROM order_line AS l"
            " JOIN sales_order AS o ON o.id = l.order_id LEFT JOIN product AS p ON p.id = l.product_id ORDER BY l.id"
        ).fetchall()


def test_lines_make_orders_and_orders_make_stages(crm: Crm) -> None:
    answers = take(crm, LINES, RETAIL, code=6)
    assert results(answers) == ["created"] * 3 + ["rejected"] * 3
    assert [row["id"] for row in answers] == ["o1", "o2", "o1", "", "", ""]
    assert "below zero" in answers[3]["detail"]
    assert "no customer" in answers[5]["detail"]
    # Nobody and nothing was added for a row that did not land.
    assert [row["name"] for row in crm.rows("list")] == ["17850"]
    assert lines_of(crm) == [
        ("536365", 1, "85123A", "WHITE HEART HOLDER", 6000, 255, 1530),
        ("536366", 1, "22633", "HAND WARMER", 6000, 185, 1110),
        ("536365", 2, "71053", "WHITE METAL LANTERN", 6000, 339, 2034),
    ]
    assert [(row["code"], row["amount"], row["at"]) for row in crm.rows("order list")] == [
        ("536366", "11.10", "2010-12-14"),
        ("536365", "35.64", "2010-12-13"),
    ]
    assert crm.rows("list --as-of 2010-12-13")[0]["stage"] == "buyer"
    assert crm.rows("list")[0]["stage"] == "repeat"
    sound(crm)
    there = standing(crm)
    assert results(take(crm, LINES, RETAIL, code=6)) == ["known"] * 3 + ["rejected"] * 3
    assert standing(crm) == there
    crm.ok("undo")
    assert not crm.rows("order list")
    assert not lines_of(crm)


def test_an_order_says_one_thing_only(crm: Crm) -> None:
    head = "Pedido;Cliente;Fecha;Artículo;Cant.;Precio\n"
    body = "A1;Ibarra;03/02/2026;K-1;2;10,50\nA1;Otra;03/02/2026;K-1;1;10,50\nA1;Ibarra;04/02/2026;K-1;1;10,50\n"
    answers = take(
        crm,
        "lines --currency EUR --add-customers --add-products --dates dmy",
        head + body + "A1;Ibarra;;K-1;1,5;1\n",
        code=6,
    )
    assert results(answers) == ["created", "rejected", "rejected", "created"]
    assert "one of Ibarra" in answers[1]["detail"]
    assert "2026-02-03" in answers[2]["detail"]
    assert [line[4:] for line in lines_of(crm)] == [(2000, 1050, 2100), (1500, 100, 150)]
    # What the first file did not say of the order, no later one adds.
    later = take(crm, "lines --currency EUR --dates dmy", head + "A1;Ibarra;03/02/2026;K-1;7;10,50\n", code=6)
    assert "without this line" in later[0]["detail"]


def test_lines_complete_an_order_that_has_none(crm: Crm) -> None:
    crm.add("广元机械")
    crm.ok("order add 1 100 CNY --code HT-9 --at 2026-01-05")
    head = "合同编号,客户名称,产品编码,产品名称,数量,单价,金额\n"
    answers = take(
        crm, "lines --add-products", head + "HT-9,广元机械,P1,水泵,2,30,60\nHT-9,广元机械,P2,阀门,1,20,18.50\n"
    )
    assert results(answers) == ["completed"] * 2
    assert [line[2:] for line in lines_of(crm)] == [
        ("P1", "水泵", 2000, 3000, 6000),
        ("P2", "阀门", 1000, 2000, 1850),
        ("", "rest of the order's amount", 1000, 2150, 2150),
    ]
    assert crm.rows("order list")[0]["amount"] == "100.00"
    assert results(take(crm, "lines", head + "HT-9,广元机械,P1,水泵,2,30,60\n")) == ["known"]
    bad = take(crm, "lines", head + "HT-9,广元机械,P1,水泵,2,30,100\nHT-9,广元机械,P7,x,2,30,60\n", code=6)
    assert "not 2 times 30" in bad[0]["detail"]
    assert "--add-products" in bad[1]["detail"]


def test_products_and_their_prices_by_days(crm: Crm) -> None:
    head = "Code,Name,Unit,Price,Cost,Currency,Since\n"
    assert (
        results(take(crm, "products", head + "K-1,Pump,pcs,10.50,4,EUR,2025-01-01\nK-2,Valve,,,,,\n"))
        == ["created"] * 2
    )
    assert (
        results(take(crm, "products", head + "K-1,Pump,pcs,10.50,4,EUR,2025-01-01\nK-2,Valve,,,,,\n")) == ["known"] * 2
    )
    answers = take(crm, "products", head + "k-1,Big pump,,12,,EUR,2025-11-01\nK-2,,box,,,,\n")
    assert results(answers) == ["completed"] * 2
    assert "name" in answers[0]["detail"]
    take(
        crm,
        LINES.replace("GBP", "EUR"),
        "Order No,Customer,Date,Item,Qty,Price\nA,X,2025-06-01,K-1,1,9\nB,X,2025-12-01,K-1,1,9\n",
    )
    with closing(sqlite3.connect(crm.db)) as connection:
        assert connection.execute("SELECT list_price, cost FROM order_line ORDER BY id").fetchall() == [
            (1050, 400),
            (1200, 400),
        ]
    assert take(crm, "products", head + "K-1,Pump,pcs,13,4,EUR,2025-11-01\n", code=6)[0]["detail"].startswith("K-1 has")
    assert results(take(crm, "products --update", head + "K-1,Pump,pcs,13,4,EUR,2025-11-01\n")) == ["completed"]


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, content in sheets.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_goes_in_as_it_is(crm: Crm) -> None:
    day = datetime.datetime(2026, 2, 3)
    workbook(
        crm.folder / "ventas.xlsx",
        {
            "Portada": [],
            "Pedidos": [
                ["Ventas 2026"],
                [],
                ["Pedido", "Cliente", "Fecha", "Importe", "Notas"],
                ["S-1", "Ibarra", day, 1234.5, "dos\nlíneas"],
                ["S-2", "Ibarra", day, 0.1 + 0.2, ""],
                ["S-3", "", day, 7, "=1+1"],
            ],
            "Otra": [["x"]],
        },
    )
    result = crm("import orders ventas.xlsx --currency EUR --add-customers")
    assert result.code == 6
    assert "Otra" in result.err
    assert "header in line 3" in result.err
    assert [(row["line"], row["result"]) for row in rows(result)] == [
        ("4", "created"),
        ("5", "created"),
        ("6", "rejected"),
    ]
    assert [row["amount"] for row in crm.rows("order list")] == ["0.30", "1234.50"]
    back = (crm.folder / "ventas.xlsx.rejected.csv").read_text("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(back)))["Pedido"] == "S-3"
    refused = crm("import orders ventas.xlsx --sheet Nada")
    assert refused.code == 3
    assert "Pedidos" in refused.err


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook(crm: Crm, content: bytes) -> None:
    (crm.folder / "bad.xlsx").write_bytes(content)
    result = crm("import customers bad.xlsx")
    assert result.code == 6
    assert not crm.db.exists()


@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(-(10**12), 10**12), st.text(max_size=8), st.booleans(), st.dates()),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_cells_of_a_workbook_come_out_as_they_show(
    tmp_path_factory: pytest.TempPathFactory, content: list[list[Any]]
) -> None:
    clean = [[_storable(value) for value in row] for row in content]
    path = workbook(tmp_path_factory.mktemp("book") / "x.xlsx", {"A": clean})
    out = io.StringIO()
    shown = [[_shown(value) for value in row] for row in clean]
    if not any(any(row) for row in shown):
        with pytest.raises(CrmError):
            unfold(path, out)
        return
    found = unfold(path, out)
    read = csv.reader(io.StringIO(out.getvalue()))
    before = 0
    for cells in read:
        row = found.lines.row(before + 1)
        before = read.line_num
        assert cells == _trimmed(shown[row - 1])


def _storable(value: Any) -> Any:
    return (
        "".join(char for char in value if char >= " " and char not in "\x7f\ufffe\uffff")
        if isinstance(value, str)
        else value
    )


def _shown(value: Any) -> str:
    if value is None or (isinstance(value, str) and value in ("#N/A", "#REF!")):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_a_line_is_quantity_times_price_to_the_half(qty: int, price: int) -> None:
    amount = line_amount(qty, price)
    assert abs(2 * (1000 * abs(amount) - abs(qty) * price)) <= 1000
    assert line_amount(-qty, price) == -amount
    assert thousandths(f"{qty // 1000}.{qty % 1000:03}", "qty") == qty if qty >= 0 else True


def test_expenses_by_the_words_of_their_sheets(crm: Crm) -> None:
    crm.add("Ibarra")
    crm.ok("order add 1 100 EUR --code S-1 --at 2026-01-02")
    body = (
        "Fecha;Importe;Tipo de gasto;Cliente;Pedido;Notas;Pagado por\n"
        "03/01/2026;12,50;viaje;Ibarra;;tren;empresa\n04/01/2026;40;hotel;;S-1;;personal\n"
        "05/01/2026;7;algo raro;;;;\n06/01/2026;7;hotel;Nadie;;;\n"
    )
    answers = take(crm, "--currency EUR --dates dmy", body, code=6)
    assert results(answers) == ["created", "created", "rejected", "rejected"]
    rows = {row["id"]: row for row in crm.rows("expense list")}
    assert (rows["e1"]["kind"], rows["e1"]["amount"], rows["e1"]["customer_id"]) == ("travel", "12.50", 1)
    assert (rows["e2"]["order"], rows["e2"]["payer"]) == ("o1", "personal")
    assert results(take(crm, "expenses --currency EUR --dates dmy", body, code=6))[:2] == ["known", "known"]


@pytest.mark.parametrize("kind", ["lines", "products", "expenses"])
def test_what_goes_out_is_known_when_it_comes_in(crm: Crm, kind: str) -> None:
    crm.ok("config set currency EUR")
    crm.ok("product add K-1 Pump --list 10.50 --cost 4 --since 2025-01-01")
    crm.add("Ibarra")
    crm.ok("order add 1 --line K-1:1.5 --at 2026-01-02 --code S-1")
    crm.ok("expense add 12 --kind hotel --customer 1 --at 2026-01-03")
    content = crm.ok(f"export {kind}").out
    assert content.count("\n") == 2
    assert results(take(crm, "", content)) == ["known"]
    crm.ok("--db other.db config set currency EUR")
    (crm.folder / "out.csv").write_text(content)
    added = " --add-customers --add-products" if kind == "lines" else " --add-customers" if kind == "expenses" else ""
    plain = content.replace(",1,Ibarra", ",,Ibarra")
    (crm.folder / "out.csv").write_text(plain)
    crm.ok(f"--db other.db import {kind} out.csv{added}")
    assert crm.ok(f"--db other.db export {kind}").out == content
