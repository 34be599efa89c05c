"""Single values as spreadsheets write them: headers, dates, amounts, phones, e-mails."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.errors import BadInputError
from crmcli.exchange.sheet import cells, plan
from crmcli.exchange.sheet.columns import kind_of
from crmcli.rules import days, figures


def fields(kind: str, *names: str) -> list[str]:
    return [column.field for column in plan(names, kind, {}).columns]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("E-mail *", "email"),
        ("Correo electrónico", "email"),
        ("TELÉFONO MÓVIL", "phone"),
        ("Tfno.", "phone"),
        ("手机号码", "phone"),
        ("手機", "phone"),
        ("Ｅｍａｉｌ", "email"),
        ("客户名称", "name"),
        ("客戶名稱", "name"),
        ("Razón Social", "name"),
        ("Company/Organization", "name"),
        ("联系人", "contact"),
        ("Persona de contacto", "contact"),
        ("Fecha de alta", "created_at"),
        ("创建时间", "created_at"),
        ("负责人", "owner"),
        ("Comercial asignado", "owner"),
        ("公司名称 Company Name", "name"),
        ("电话/Phone", "phone"),
        ("Phone 2", "phone"),
        ("Teléfono (oficina)", "phone"),
        ("行业", "industry"),
        ("C.P.", "postcode"),
        ("微信号", "wechat"),
        ("Etiquetas", "tags"),
        ("Tipo de teléfono", ""),
        ("Customer ID", ""),
        ("ID", ""),
        ("id", "id"),
    ],
)
def test_headers_as_firms_write_them(name: str, field: str) -> None:
    assert fields("customers", name) == [field]


def test_whose_name_a_name_is() -> None:
    assert fields("customers", "Name", "Phone") == ["name", "phone"]
    assert fields("customers", "Name", "Company") == ["contact", "name"]
    assert fields("customers", "Nombre", "Apellidos", "Empresa") == ["first_name", "last_name", "name"]
    assert fields("customers", "Nombre", "Persona de contacto") == ["name", "contact"]
    assert fields("contacts", "Name", "Company") == ["name", "customer"]
    assert fields("orders", "Name", "Amount") == ["customer", "amount"]
    assert fields("customers", "Title", "Job Title") == ["prefix", "title"]


def test_a_reference_is_an_order_only_where_nothing_says_it_better() -> None:
    assert fields("payments", "Customer", "Amount", "Reference", "Order") == ["customer", "amount", "", "order"]
    assert fields("payments", "Customer", "Amount", "Reference") == ["customer", "amount", "order"]
    assert fields("orders", "Referencia", "Nº pedido", "Cliente") == ["", "code", "customer"]


def test_the_kinds_that_headers_leave_possible() -> None:
    assert kind_of(["Cliente", "CIF", "Teléfono"], {}) == ["customers"]
    assert kind_of(["Customer", "Contact", "Phone"], {}) == ["customers", "contacts"]
    assert kind_of(["客户名称", "拜访日期", "拜访方式", "内容"], {}) == ["activities"]
    assert kind_of(["Nº pedido", "Cliente", "Fecha pedido", "Importe", "Vencimiento"], {}) == ["orders"]
    assert kind_of(["客户名称", "合同号", "回款日期", "回款金额"], {}) == ["payments"]
    assert kind_of(["foo", "bar"], {}) == []
    assert kind_of(["foo", "bar"], {"foo": "name"}) == ["customers"]


def test_amounts_name_their_currency_and_never_hide_a_unit() -> None:
    assert [column.label for column in plan(["Cliente", "Importe (€)"], "orders", {}).columns] == ["", "EUR"]
    assert [column.label for column in plan(["客户", "金额（元）"], "orders", {}).columns] == ["", "CNY"]
    assert plan(["Customer", "Amount USD"], "orders", {}).columns[1][2:] == ("amount", "USD")
    assert fields("orders", "客户", "金额（万元）") == ["customer", ""]
    assert fields("orders", "Cliente", "Importe (miles €)") == ["customer", ""]


def iso(text: str, order: Any = "", serials: bool = False) -> str:
    found = days.take_apart(text)
    assert found is not None, text
    day = days.resolved(found, order, serials)
    return f"{day}T{found.time}" if found.time else day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("2026年3月5日 星期四", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("5-mar-2026", "2026-03-05"),
        ("05-Mar-26", "2026-03-05"),
        ("5 de marzo de 2026", "2026-03-05"),
        ("jueves, 5 de marzo de 2026", "2026-03-05"),
        ("March 5, 2026", "2026-03-05"),
        ("Thu, 5 March 2026", "2026-03-05"),
        ("1st Sept. 2026", "2026-09-01"),
        ("2026-03-05T14:30:00Z", "2026-03-05T14:30"),
        ("2026-03-05T14:30:59.123+08:00", "2026-03-05T14:30"),
        ("2026-03-05 2:30 PM", "2026-03-05T14:30"),
        ("2026-03-05 12:05 am", "2026-03-05T00:05"),
        ("2026-03-05 2:30 p. m.", "2026-03-05T14:30"),
        ("2026年3月5日下午2:30", "2026-03-05T14:30"),
        ("2026/3/5 上午9:05:00", "2026-03-05T09:05"),
        ("5/5/2026", "2026-05-05"),
        ("25/3/2026", "2026-03-25"),
        ("3/25/2026", "2026-03-25"),
    ],
)
def test_dates_beyond_doubt(text: str, expected: str) -> None:
    assert iso(text) == expected


def test_dates_that_need_to_be_told() -> None:
    assert iso("05.03.2026", "dmy") == "2026-03-05"
    assert iso("5/3/26", "dmy") == "2026-03-05"
    assert iso("5/3/26 14:30", "mdy") == "2026-05-03T14:30"
    assert iso("26/03/05", "ymd") == "2026-03-05"
    assert iso("1/2/85", "dmy") == "1985-02-01"
    assert iso("5/3/2026") == ""
    assert iso("46086", serials=True) == "2026-03-05"
    assert iso("46086") == ""


@pytest.mark.parametrize(
    "text", ["soon", "", "12", "2026", "1,234", "Q1 2026", "5/3", "http://x.example/2026/3/5", "x" * 99]
)
def test_what_is_no_date(text: str) -> None:
    assert days.take_apart(text) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "31 de febrero de 2026", "1492-10-12", "2026-03-05 25:00", "9999-12-31"]
)
def test_days_that_are_not_in_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        days.take_apart(text)


@given(st.dates(min_value=days.EARLIEST, max_value=days.LATEST))
def test_a_date_comes_back_however_it_is_written(day: Any) -> None:
    for pattern, order in (
        ("%Y-%m-%d", ""),
        ("%d/%m/%Y", "dmy"),
        ("%m/%d/%Y", "mdy"),
        ("%d-%b-%Y", ""),
        ("%Y%m%d", ""),
    ):
        if pattern != "%Y%m%d" or 1900 <= day.year < 2100:
            assert iso(day.strftime(pattern), order) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1.234,56", "", ("1234.56", "")),
        ("1,234.56", "", ("1234.56", "")),
        ("1 234,56", "", ("1234.56", "")),
        ("1\u202f234\u202f567,5", "", ("1234567.5", "")),
        ("1'234.50", "", ("1234.50", "")),
        ("1,00,000.00", "", ("100000.00", "")),
        ("12.5", "", ("12.5", "")),
        ("0.125", "", ("0.125", "")),
        ("1.234", ",", ("1234", "")),
        ("1.234", ".", ("1.234", "")),
        ("1.234.567", "", ("1234567", "")),
        ("(300.00)", "", ("-300.00", "")),
        ("300,00-", "", ("-300.00", "")),
        ("−5", "", ("-5", "")),
        ("€ 1.234,56", "", ("1234.56", "EUR")),
        ("1.234,56 €", "", ("1234.56", "EUR")),
        ("USD 300", "", ("300", "USD")),
        ("US$ 1,300.00", "", ("1300.00", "USD")),
        ("12,500元", ".", ("12500", "CNY")),
        ("￥8,000.50", "", ("8000.50", "¥")),
        ("$5", "", ("5", "$")),
        ("1.2万元", "", ("12000", "CNY")),
        ("１２３", "", ("123", "")),
    ],
)
def test_amounts_as_firms_write_them(text: str, mark: Any, expected: tuple[str, str]) -> None:
    found = figures.figure(text)
    assert found is not None
    assert (figures.plain(found, mark), found.currency) == expected


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2E+05", "12 pcs", "5%", "1.2.3", "1,2,3", "--5", "EUR 5 USD", "1-2", "..", "9" * 99]
)
def test_what_is_no_amount(text: str) -> None:
    found = figures.figure(text)
    assert found is None or figures.plain(found, ".") is None


@given(st.integers(0, 10**12), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]))
def test_an_amount_comes_back_however_it_is_grouped(minor: int, marks: tuple[str, str]) -> None:
    grouping, decimal = marks
    text = f"{minor // 100:,}".replace(",", grouping) + f"{decimal}{minor % 100:02}"
    found = figures.figure(text)
    assert found is not None
    assert figures.plain(found, "") == f"{minor // 100}.{minor % 100:02}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+34 944 20-77/31", ["+34 944 20-77/31"]),
        ("0574-88881234/13800138000", ["0574-88881234", "13800138000"]),
        ("944 20 77 31 / 655 318 402", ["944 20 77 31", "655 318 402"]),
        ("0510-88881234、13900139000", ["0510-88881234", "13900139000"]),
        ("944207731, 655318402", ["944207731", "655318402"]),
        ("944207731 ::: 655318402", ["944207731", "655318402"]),
        ("Tel.: 944 20 77 31\nMóvil: 655 318 402", ["944 20 77 31", "655 318 402"]),
        ("+49 (0) 4104/123", ["+49 (0) 4104/123"]),
        ("944 20 77 31 ext. 4", ["944 20 77 31 ext. 4"]),
        ("34944207731.0", ["34944207731"]),
        ("0", []),
    ],
)
def test_several_phones_in_a_cell(text: str, expected: list[str]) -> None:
    assert cells.phones(text, "Phone") == expected


def test_several_emails_in_a_cell() -> None:
    assert cells.emails("a@b.example; c@d.example", "E") == ["a@b.example", "c@d.example"]
    assert cells.emails("Ana Ruiz <ana@b.example>, mailto:c@d.example", "E") == ["ana@b.example", "c@d.example"]
    assert cells.emails("Ｉｎｆｏ＠ｂ．example", "E") == ["Info@b.example"]
    assert cells.phones("０７５５－８８８８　９９９９", "T") == ["0755-8888 9999"]
    assert cells.emails("o'hara@b.example、x@y.example", "E") == ["o'hara@b.example", "x@y.example"]
    with pytest.raises(BadInputError, match=r"Correo: 'ana at b\.example'"):
        cells.emails("ana at b.example", "Correo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('="0034944"', "0034944"),
        ("'+34 944", "+34 944"),
        ("'0034", "0034"),
        ("'t Hooft BV", "'t Hooft BV"),
        ("\u200bAna\u00a0Ruiz\ufeff ", "Ana Ruiz"),
        ("#N/A", ""),
        (" - ", ""),
        ("NULL", ""),
        ("Null Ltd", "Null Ltd"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_what_a_spreadsheet_leaves_in_cells(text: str, expected: str) -> None:
    assert cells.clean(text) == expected
    assert cells.tidy([text, "x"]) == [expected, "x", ""]


@given(st.lists(st.text(), min_size=1))
def test_a_row_is_tidied_as_its_cells_are(texts: list[str]) -> None:
    assert cells.tidy(texts) == [*(cells.clean(text) for text in texts), ""]
