"""Spreadsheets as firms and programs export them: what becomes of every row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmcli.errors import BadInputError, CrmError, UsageError
from crmcli.exchange.sheet import (
    EXPORTED,
    Evidence,
    Row,
    Sheet,
    aside,
    is_total,
    kind_of,
    open_sheet,
    plan,
    reader,
)

SHEETS = Path(__file__).parent / "sheets"
TOTAL = "total"


class Read(NamedTuple):
    """A sheet that was read: what becomes of every row, by its line."""

    sheet: Sheet
    kinds: list[str]
    unknown: list[str]
    rows: dict[int, Any]  # TOTAL, what is wrong, or the fields that are not empty
    ambiguous: list[str]


def read(path: Path, kind: str = "", dates: Any = "", decimal: Any = "", **mapped: str) -> Read:
    sheet = open_sheet(path, kind=kind)
    kinds = kind_of(sheet.columns, {})
    made = plan(sheet.columns, kind or kinds[0], mapped)
    evidence = Evidence(made, dates, decimal)
    for row in sheet.rows():
        evidence.see(row)
    settings = evidence.settled()
    take = reader(made, settings)
    rows: dict[int, Any] = {}
    for row in sheet.rows():
        try:
            found = take(row)
            fields = {name: value for name, value in found._asdict().items() if value and name != "own"}
            rows[row.line] = TOTAL if is_total(row.cells, made) else fields
        except CrmError as error:
            rows[row.line] = error.message
    filled = [column.name for column in made.unknown if column.place in settings.filled]
    return Read(sheet, kinds, filled, rows, [one.column for one in settings.ambiguous])


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_google_contacts_as_they_were() -> None:
    found = read(SHEETS / "google-old.csv")
    assert (found.sheet.encoding, found.kinds, found.unknown) == ("UTF-8", ["customers"], [])
    assert found.rows == {
        2: {
            "company": "Talleres Ibarra S.L.",
            "contact": "Lucía Ochoa Beltrán",
            "title": "Jefa de compras",
            "department": "Compras",
            "emails": (("lucia@talleres-ibarra.example", "work"), ("lucia.ochoa@correo.example", "home")),
            "phones": (("+34 655 318 402", "mobile"), ("+34 944 207 732", "fax"), ("+34 944 207 733", "fax")),
            "websites": ("https://talleres-ibarra.example",),
            "address": "Calle Fundidores 9, 48970 Basauri, Bizkaia, ES",
            "place": "Bizkaia",
            "tags": ("Feria Bilbao", "Máquina herramienta"),
            "note": "Prefiere correo.\nNo llamar los viernes",
            "birthday": "1984-05-09",
        },
        6: {
            "company": "宁波海川机械有限公司",
            "contact": "王小明",
            "title": "经理",
            "phones": (("+86 138 0013 8000", "mobile"),),
            "birthday": "--03-05",
        },
        7: {
            "company": "Dr. Anna Lindqvist",
            "contact": "Dr. Anna Lindqvist",
            "emails": (("anna@lindqvist.example", ""), ("anna.l@post.example", "")),
        },
        8: {"emails": (("info@nobody.example", ""),)},
    }


def test_google_contacts_as_they_are() -> None:
    found = read(SHEETS / "google-new.csv")
    assert found.rows == {
        2: {
            "company": "Holztechnik Börnsee GmbH",
            "contact": "Jürgen Weißmüller",
            "title": "Einkauf",
            "emails": (("jw@holztechnik-boernsee.example", "work"),),
            "phones": (("+49 151 2345678", "mobile"), ("+49 4104 12345", "work")),
            "websites": ("holztechnik-boernsee.example",),
            "address": "Börnweg 3, 21039 Börnsee, DE",
            "place": "Börnsee",
            "tags": ("Messe 2026",),
            "birthday": "1971-11-30",
        },
        5: {"company": "深圳市广元机电设备有限公司", "contact": "林晓梅", "phones": (("13800138000", "mobile"),)},
        6: {
            "company": "Priya N. Raman",
            "contact": "Priya N. Raman",
            "emails": (("priya@raman.example", ""),),
        },
    }


def test_outlook_in_english() -> None:
    found = read(SHEETS / "outlook-en.csv")
    assert found.unknown == ["Gender", "Priority", "Private", "Sensitivity"]
    assert found.rows == {
        2: {
            "company": "Whitfield & Sons Ltd",
            "contact": "Carol Whitfield",
            "title": "Buyer",
            "emails": (("carol@whitfield.example", ""),),
            "phones": (("+44 113 496 0000", "work"), ("+44 7700 900123", "mobile")),
            "websites": ("http://www.whitfield.example",),
            "address": "12 Mill Lane, LS1 4AB Leeds, United Kingdom",
            "place": "Leeds",
            "tags": ("Fair", "Press brakes"),
            "note": "Likes a call\nbefore ten",
        },
        4: {
            "company": "Tom Reed",
            "contact": "Tom Reed",
            "emails": (("tom@reed.example", ""),),
            "address": "5 Hill Rd, York",
            "birthday": "1980-04-23",
        },
    }


@pytest.mark.parametrize(
    ("street", "city", "country"),
    [
        ("Other Street", "Other City", "Other Country/Region"),
        ("Otra calle", "Otra ciudad", "Otro país o región"),
        ("其他地址 街道", "其他地址 市/县", "其他地址 国家/地区"),
    ],
)
def test_another_address_of_outlook_is_an_address(tmp_path: Path, street: str, city: str, country: str) -> None:
    head = f"Company,Business Street,Business City,{street},{city},{country}\n"
    found = read(write(tmp_path, head + "Reed,1 Mill Lane,Leeds,2 Hill Rd,York,France\nKim,,,3 Low St,York,\n"))
    assert found.unknown == []
    assert [(row.get("address"), row.get("place")) for row in found.rows.values()] == [
        ("1 Mill Lane, Leeds; 2 Hill Rd, York, France", "Leeds"),
        ("3 Low St, York", "York"),
    ]


def test_outlook_in_spanish() -> None:
    found = read(SHEETS / "outlook-es.csv")
    assert found.sheet.encoding == "cp1252"
    assert found.rows == {
        2: {
            "company": "Construcción Año Nuevo, S.A.",
            "contact": "Begoña Peña Núñez",
            "title": "Dirección",
            "emails": (("begona@anonuevo.example", ""),),
            "phones": (("981 20 77 31", "work"), ("655 318 402", "mobile")),
            "websites": ("www.anonuevo.example",),
            "address": "C/ Mayor, 3, 15001 A Coruña, España",
            "place": "A Coruña",
            "tags": ("Cliente",),
            "note": "¿Plegadora?",
            "birthday": "1975-04-23",
        },
        3: {
            "company": "Talleres Ibarra S.L.",
            "contact": "Iñaki Garmendia",
            "phones": (("944 20-77/31", "home"),),
        },
    }


def test_outlook_in_chinese() -> None:
    found = read(SHEETS / "outlook-zh.csv")
    assert found.sheet.encoding == "GB18030"
    assert found.rows == {
        2: {
            "company": "宁波海川机械有限公司",
            "contact": "王小明",
            "title": "经理",
            "department": "采购部",
            "emails": (("wang@haichuan.example", ""),),
            "phones": (("0574-88881234", "work"), ("13800138000", "mobile"), ("0574-88881235", "fax")),
            "address": "中国 浙江省 宁波市 兴业路88号 315000",
            "place": "浙江省",
            "note": "展会认识",
        },
        3: {
            "company": "无锡艾诺贝仓储设备有限公司",
            "contact": "高敏",
            "phones": (("13900139000", "mobile"),),
            "birthday": "1988-03-05",
        },
    }


def test_contacts_of_hubspot() -> None:
    found = read(SHEETS / "hubspot-contacts.csv")
    assert found.unknown == ["Record ID", "Lead Status"]  # another program's id is nobody's here
    assert found.rows == {
        2: {
            "company": "Fromagerie Perrin",
            "contact": "Gaëlle Perrin",
            "title": "Buyer",
            "emails": (("g.perrin@fromagerie-perrin.example", ""),),
            "phones": (("+33 4 50 11 22 33", ""),),
            "address": "France",
            "owner": "ana",
            "stage": "prospect",
            "created_at": "2024-01-15",
        },
        3: "Phone Number: '3.53861E+11' is a number that a spreadsheet has rounded.",
        4: {"emails": (("nobody@kestrel.example", ""),), "created_at": "2024-01-17"},
    }


@pytest.mark.parametrize("head", ["Company Name,Associated Company", "Associated Company,Company Name"])
def test_a_contact_of_hubspot_has_its_company_in_either_column(tmp_path: Path, head: str) -> None:
    content = f"First Name,Last Name,{head}\nAna,One,Perrin,\nBea,Two,,Kestrel\nCid,Three,Both,Other\nDan,Four,,\n"
    companies = [row["company"] for row in read(write(tmp_path, content)).rows.values()]
    assert companies == ["Perrin", "Kestrel", "Both", "Dan Four"]


def test_companies_of_hubspot() -> None:
    found = read(SHEETS / "hubspot-companies.csv")
    assert found.rows == {
        2: {
            "company": "Bluebay Machines Ltd",
            "phones": (("+44 20 7946 0000", ""),),
            "websites": ("https://bluebay.example",),
            "address": "London, United Kingdom",
            "place": "London",
            "industry": "MACHINERY",
            "size": "120",
            "owner": "ana",
            "stage": "buyer",
            "created_at": "2024-02-01",
        },
        3: {"company": "Total Energies Services", "created_at": "2023-11-12"},
    }


def test_a_title_merged_headers_and_a_total() -> None:
    found = read(SHEETS / "clientes-agrupados.csv")
    sheet = found.sheet
    assert (sheet.encoding, sheet.delimiter, sheet.header_line, sheet.blank) == ("cp1252", ";", 5, 1)
    assert sheet.columns == (
        "Cliente",
        "CIF",
        "Contacto: Nombre",
        "Contacto: Teléfono",
        "Contacto: Email",
        "Dirección: Calle",
        "Dirección: C.P.",
        "Dirección: Población",
        "Fecha de alta",
    )
    assert found.unknown == ["CIF"]
    assert found.rows == {
        6: {
            "company": "Talleres Ibarra, S.L.",
            "contact": "Lucía Ochoa",
            "emails": (("lucia@talleres-ibarra.example", ""), ("taller@talleres-ibarra.example", "")),
            "phones": (("944 20 77 31", ""), ("655 318 402", "")),
            "address": "C/ Fundidores, 9, 48970 Basauri",
            "place": "Basauri",
            "created_at": "2019-02-03",
        },
        7: {
            "company": 'Bar "El Sol"',
            "address": "Plaza Mayor 1, 15001 A Coruña",
            "place": "A Coruña",
            "created_at": "2020-11-17",
        },
        9: "Contacto: Email: 'pregunte' is no e-mail address.",
        10: "Fecha de alta: '31/02/2022' is no day of the calendar.",
        11: TOTAL,
    }


@pytest.mark.parametrize(
    "above", ["单位：元;;;日期：2025年;;", "Total:;;;;12.345,60 €;", "Región:;Norte;Comercial:;ana;;"]
)
def test_what_stands_above_a_header_is_no_group_of_its_columns(tmp_path: Path, above: str) -> None:
    sheet = open_sheet(
        write(tmp_path, f"{above}\nCliente;Pedido;Fecha;Importe;Moneda;Notas\nIbarra;1;2025-01-02;3;EUR;\n")
    )
    assert (sheet.header_line, sheet.columns) == (2, ("Cliente", "Pedido", "Fecha", "Importe", "Moneda", "Notas"))


def test_merged_cells_stand_above_names_of_which_one_is_unknown(tmp_path: Path) -> None:
    content = (
        "销售明细表;;;;;\n客户;;订单;;金额;\n名称;联系人;编号;日期;含税;不含税\n宁波海天;王;A1;2025-01-05;113;100\n"
    )
    found = read(write(tmp_path, content), "orders")
    assert found.sheet.columns == (
        "客户: 名称",
        "客户: 联系人",
        "订单: 编号",
        "订单: 日期",
        "金额: 含税",
        "金额: 不含税",
    )
    assert found.rows == {4: {"code": "A1", "customer": "宁波海天", "at": "2025-01-05", "amount": "113"}}
    # A row of the table is no second line of its header, though one of its cells is a word for a column.
    plain = read(write(tmp_path, "Name;;City;\nMail;Ann;Leeds;Bob\nBeta;x;y;z\n"), "customers")
    assert list(plain.rows) == [2, 3]


def test_a_chinese_list_with_rounded_phones() -> None:
    found = read(SHEETS / "kehu.csv")
    assert (found.sheet.encoding, found.sheet.header_line) == ("GB18030", 3)
    assert found.rows == {
        4: {
            "company": "宁波海川机械有限公司",
            "contact": "王小明",
            "emails": (("wang@haichuan.example", ""),),
            "phones": (("13800138000", "mobile"),),
            "address": "浙江省宁波市兴业路88号",
            "note": "展会客户",
        },
        5: "手机号码: '8.61E+12' is a number that a spreadsheet has rounded.",
        6: {
            "company": "无锡艾诺贝仓储设备有限公司",
            "contact": "高敏",
            "phones": (("0510-88881234", "mobile"), ("13900139000", "mobile")),
            "note": "老客户",
        },
        7: {
            "company": "杭州云栌进出口有限公司",
            "contact": "郑凯",
            "emails": (("zheng@yunlu.example", ""), ("kai@yunlu.example", "")),
            "phones": (("+8613700137000", "mobile"),),
        },
        8: TOTAL,
    }


def test_traditional_characters() -> None:
    found = read(SHEETS / "kehu-big5.csv")
    assert found.sheet.encoding == "Big5"
    assert [row["company"] for row in found.rows.values()] == ["台北精密機械股份有限公司", "高雄鋼鐵廠"]


def test_spanish_orders_with_subtotals() -> None:
    found = read(SHEETS / "pedidos.csv", "orders", dates="dmy")
    common = {"currency": "EUR", "rep": "ana"}
    assert found.rows == {
        3: {"code": "P-001", "customer": "Talleres Ibarra S.L.", "at": "2026-02-03", "amount": "1234.56", **common},
        4: {
            "code": "P-002",
            "customer": "Hierros Peña SL",
            "at": "2026-02-17",
            "amount": "12500",
            "note": "Entrega en marzo",
            **common,
        },
        5: TOTAL,
        6: {
            "code": "P-003",
            "customer": "Total Pack SL",
            "at": "2026-03-02",
            "amount": "900.00",
            "cancelled_at": "2026-03-05",
            "currency": "EUR",
            "rep": "luis",
        },
        7: "Fecha: '31/02/2026' is no day of the calendar.",
        8: {
            "code": "P-005",
            "customer": "Talleres Ibarra S.L.",
            "at": "2026-03-04",
            "amount": "-300.00",
            "currency": "EUR",
            "rep": "luis",
            "note": "Abono",
        },
        9: "Importe (€): 'cien' is not an amount.",
        10: TOTAL,
    }
    # "Fecha" shows its order by itself, "Anulado" does not.
    assert read(SHEETS / "pedidos.csv", "orders").ambiguous == ["Anulado"]


def test_american_orders() -> None:
    found = read(SHEETS / "orders-us.csv", "orders", dates="dmy")  # what the column shows counts, not what is said
    assert found.rows == {
        2: {
            "code": "1001",
            "customer": "Whitfield & Sons Ltd",
            "at": "2026-03-05",
            "amount": "1234.50",
            "currency": "USD",
        },
        3: {
            "code": "1002",
            "customer": "Whitfield & Sons Ltd",
            "at": "2026-03-25",
            "amount": "12500",
            "currency": "USD",
            "sample": True,
        },
        4: {"code": "1003", "customer": "Reed Tools", "at": "2026-04-01", "amount": "-300.00", "currency": "USD"},
        5: "Order Date: '4/31/2026' is no day of the calendar.",
        6: {"amount": "14434.50"},
        7: TOTAL,
    }


def test_chinese_payments() -> None:
    found = read(SHEETS / "huikuan.csv", "payments")
    assert [(row["at"], row["amount"], row["currency"]) for row in found.rows.values() if row != TOTAL] == [
        ("2026-03-05", "12500", "CNY"),
        ("2026-03-06", "8000.50", "¥"),  # yuan or yen: not for us to say
        ("2026-03-07", "12000", "CNY"),
        ("2026-03-08", "300", "USD"),
    ]
    assert found.rows[6] == TOTAL


def test_visits_in_utf_16() -> None:
    found = read(SHEETS / "visits.tsv")
    assert (found.sheet.encoding, found.sheet.delimiter, found.kinds) == ("UTF-16", "\t", ["activities"])
    assert [(row["at"], row.get("minutes")) for row in list(found.rows.values())[:3]] == [
        ("2026-03-05T14:30", 90),
        ("2026-03-06", 15),
        ("2026-03-07T14:05", 90),
    ]
    assert found.rows[6] == "Date: 'soon' is not a date."


def test_a_broken_file_loses_no_row() -> None:
    found = read(SHEETS / "broken.csv")
    assert (found.sheet.header_line, found.sheet.blank) == (2, 1)
    assert found.rows == {
        3: {"company": "One Ltd", "phones": (("111 1111", ""), ("222 2222", "")), "note": "fine"},
        4: "bytes that are not in the file's encoding",
        5: "a NUL character",
        6: {"company": "Four Ltd"},
        7: "1 cell more than columns: 'extra'",
        8: {"company": "Six Ltd", "note": 'He said "yes"\nand left'},
        10: "a quote is opened here and never closed",
        11: {"company": "Eight Ltd", "note": "a note, with comma"},
        13: "the header again",
        14: {"company": '5" Pipes Ltd', "note": "café 客户"},
    }


def test_dates_that_are_numbers_of_days() -> None:
    found = read(SHEETS / "serials.csv")
    assert found.rows == {
        2: {"company": "Uno SL", "phones": (("34944207731", ""),), "created_at": "2024-01-01"},
        3: {"company": "Dos SL", "phones": (("944 111 222", ""),), "created_at": "2024-02-01"},
    }


def test_our_own_exports_are_known(tmp_path: Path) -> None:
    for kind, names in EXPORTED.items():
        columns = names.split(",")
        assert kind_of(columns, {}) == [kind]
        made = plan([*columns, "budget", "line", "reason"], kind, {})
        assert made.exact
        assert [column.field for column in made.columns] == [*columns, "", "-", "-"]
        assert [column.name for column in made.unknown] == ["budget"]


def test_our_own_texts_stay_as_they_stand(tmp_path: Path) -> None:
    header = EXPORTED["customers"]
    path = write(tmp_path, f'{header}\n7, N/A ,-,,a@b.example; c@d.example,=1,,,,,,,,,,,,,"x, y; z",\'=1,2026-01-02\n')
    sheet = open_sheet(path)
    made = plan(sheet.columns, "customers", {})
    row = next(sheet.rows())
    found = reader(made, Evidence(made).settled(), raw=True)(row)
    assert found[:4] == ("7", "", " N/A ", "-")
    assert found.emails == (("a@b.example", ""), ("c@d.example", ""))  # type: ignore[union-attr]
    assert (found.tags, found.note) == (("x, y", "z"), "'=1")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Nombre;Obra\nPeña;Construcción\n", "cp1252", "cp1252"),
        ("a;b\nPeña;1\n", "cp1252", "cp1252"),
        ("NOMBRE;CIUDAD\nIBÁÑEZ;LOGROÑO\nMUÑIZ;CÁDIZ\n", "cp1252", "cp1252"),
        ("a;b\nÁvila;1\n", "cp1252", "cp1252"),
        ("名称,电话\n李,1\n", "gbk", "GB18030"),
        ("a,b\n台北精密機械股份有限公司,1\n高雄鋼鐵廠,2\n", "big5", "Big5"),
        ("a,b\n王小明,1\n", "gbk", "GB18030"),
        ("a,b\n重庆机电,1\n上海\t二厂,2\n", "utf-16-le", "UTF-16"),
        ("客户名称\t电话\n王小明\t1\n", "utf-16-be", "UTF-16"),
        ("客户名称,电话\n", "utf-8-sig", "UTF-8"),
        ("会社名,name\nカタカナ商事,x\nひらがな工業,y\n", "cp932", "Shift-JIS"),
    ],
)
def test_encodings_by_what_the_bytes_show(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    sheet = open_sheet(write(tmp_path, text.encode(encoding)))
    assert sheet.encoding == said
    assert "\ufffd" not in "".join(cell for row in sheet.rows() for cell in row.cells)


def test_a_few_bad_bytes_spoil_their_own_rows_only(tmp_path: Path) -> None:
    """A NUL makes no UTF-16 of a file, and one line that was pasted from elsewhere no other encoding of the rest."""
    content = "Nombre,Teléfono\nPeña,1\nA\0B,2\n".encode() + "Muñoz,3\n".encode("cp1252")
    sheet = open_sheet(write(tmp_path, content))
    assert sheet.encoding == "UTF-8"
    assert [(row.cells[0], bool(row.problem)) for row in sheet.rows()] == [
        ("Peña", False),
        ("A\ufffdB", True),
        ("Mu\ufffdoz", True),
    ]
    assert open_sheet(write(tmp_path, b"Name,Phone\nA\0B,1\n")).columns == ("Name", "Phone")
    assert open_sheet(write(tmp_path, "Name,Phone\nPeña,1\n".encode() + "Año,2\n".encode("cp1252"))).encoding == "UTF-8"


def test_utf_8_beyond_the_first_pages(tmp_path: Path) -> None:
    content = b"Name,Phone\n" + b"Plain Ltd,123456\n" * 200_000 + "Peña,1\n".encode()
    sheet = open_sheet(write(tmp_path, content))
    assert sheet.encoding == "UTF-8"
    *_others, last = sheet.rows()
    assert last == (200_002, ["Peña", "1"], "")


def test_what_is_said_goes_before_what_is_found(tmp_path: Path) -> None:
    path = write(tmp_path, "a|b;c\n1|2;3\n")
    assert open_sheet(path, delimiter="|").columns == ("a", "b;c")
    assert open_sheet(write(tmp_path, "Peña,b\n1,2\n"), encoding="latin-1").columns == ("PeÃ±a", "b")
    with pytest.raises(UsageError, match="no encoding"):
        open_sheet(path, encoding="rot13")
    with pytest.raises(UsageError, match="no delimiter"):
        open_sheet(path, delimiter="::")


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_a_file_that_holds_nothing(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInputError, match="empty"):
        open_sheet(write(tmp_path, content))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Excel"):
        open_sheet(write(tmp_path, b"PK\x03\x04rest"))
    with pytest.raises(BadInputError, match="cannot be read"):
        open_sheet(tmp_path / "nowhere.csv")


def test_what_moves_a_terminal_may_stand_in_a_cell(tmp_path: Path) -> None:
    found = read(write(tmp_path, "name,note\n\x1b[31mRed\x1b]0;x\x07,\x1b[2J\x08\x7f\n"))
    assert [row["company"] for row in found.rows.values()] == ["\x1b[31mRed\x1b]0;x\x07"]


def test_cells_and_lines_have_limits(tmp_path: Path) -> None:
    long_cell = "x" * (2 << 20)
    long_line = "y," * (3 << 20)
    path = write(tmp_path, f"Name,Phone\n{long_cell},1\nTwo,2\n{long_line}\nFour,4\n")
    assert [(row.line, row.cells[0][:4], bool(row.problem)) for row in open_sheet(path).rows()] == [
        (2, "xxxx", True),
        (3, "Two", False),
        (4, "y", True),
        (5, "Four", False),
    ]


def test_an_unclosed_quote_is_named_and_swallows_nothing(tmp_path: Path) -> None:
    rows = "".join(f"Firm {number},{number}\n" for number in range(4_000))
    path = write(tmp_path, 'Name,Phone\n"Open Ltd,1\n' + rows)
    found = list(open_sheet(path).rows())
    assert (found[0].line, found[0].problem) == (2, "a quote is opened here and never closed")
    assert len(found) == 4_001
    assert found[-1] == (4_002, ["Firm 3999", "3999"], "")


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    sheet = open_sheet(SHEETS / "broken.csv")
    assert list(sheet.rows()) == list(sheet.rows())


def test_a_column_of_dates_must_show_its_order(tmp_path: Path) -> None:
    def dates(*texts: str) -> Path:
        return write(tmp_path, "Name,Created\n" + "".join(f"A,{text}\n" for text in texts))

    doubtful = read(dates("03/04/2026", "05/06/2026"), "customers")
    assert doubtful.ambiguous == ["Created"]
    assert read(dates("03/04/2026"), "customers", dates="mdy").rows[2]["created_at"] == "2026-03-04"
    assert read(dates("05/05/2026"), "customers").ambiguous == []  # the same day either way
    contradictory = read(dates("13/04/2026", "04/13/2026", "03/04/2026"), "customers")
    assert contradictory.ambiguous == []
    assert [contradictory.rows[2]["created_at"], contradictory.rows[3]["created_at"]] == ["2026-04-13"] * 2
    assert contradictory.rows[4] == "Created: '03/04/2026' can be read in several ways."


def test_a_column_of_amounts_must_show_its_mark(tmp_path: Path) -> None:
    def amounts(*texts: str) -> Path:
        return write(tmp_path, "Customer;Amount\n" + "".join(f"A;{text}\n" for text in texts))

    assert read(amounts("1.234"), "orders").ambiguous == ["Amount"]
    assert read(amounts("1.234"), "orders", decimal=",").rows[2]["amount"] == "1234"
    assert read(amounts("1.234", "7,5"), "orders").rows[2]["amount"] == "1234"
    assert read(amounts("1,234", "7,5"), "orders").rows[2]["amount"] == "1.234"
    mixed = read(amounts("1.234", "7,5", "7.5"), "orders")
    assert mixed.rows == {
        2: "Amount: '1.234' can be read in several ways.",
        3: {"customer": "A", "amount": "7.5"},
        4: {"customer": "A", "amount": "7.5"},
    }


def test_a_total_is_known_and_a_name_is_none() -> None:
    made = plan(["Cliente", "Teléfono", "Email", "Importe"], "customers", {})
    for first in ("Total", "TOTAL GENERAL:", "Suma", "合计", "总计：", "Subtotal", "Total 2026", "Total enero"):
        assert is_total([first, "", "", "1.234,50"], made), first
    assert is_total(["", "Grand total", "", "12"], made)
    for name in ("Total Energies", "Total Pack SL", "Sumalim SA", "Totalán", "合计科技有限公司"):
        assert not is_total([name, "", "", ""], made), name
    assert not is_total(["Total", "944 20 77 31", "", ""], made)


def test_what_belongs_to_the_page_is_no_row_of_the_table(tmp_path: Path) -> None:
    made = plan(["Cliente", "Contacto", "Email", "Importe"], "customers", {})
    remarks = "Página 1 de 2;Page 3;第 1 页 共 3 页;注：以上数据仅供参考;Nota: IVA no incluido;Generado el 01/05/2025;Printed: 12/31/2025;------"
    for text in remarks.split(";"):
        assert aside(Row(9, [text, "", "", ""]), made), text
        assert not aside(Row(9, [text, "Ana", "", ""]), made), text
    for name in (
        "Page Industries",
        "Notas Musicales SL",
        "Pág SL",
        "Impreso Rápido",
        "注册会计师事务所",
        "-",
        "Generado SA",
    ):
        assert not aside(Row(9, [name, "", "", ""]), made), name
    assert aside(Row(9, ["---", "---", "", "---"]), made)
    assert aside(Row(9, ["制表：张三", "", "审核：", "批准："]), made)
    assert is_total(["Total", "2", "", ""], made)
    again = list(open_sheet(write(tmp_path, "Cliente,Email,CP\nUno,,1\nCliente,Email,CP\n")).rows())[1]
    assert aside(again, made) == again.problem != ""


def _mapped(columns: list[str], **given: str) -> Iterator[str]:
    yield from (column.field for column in plan(columns, "customers", given).columns)


def test_a_sheet_that_may_be_more_than_one_kind_is_asked_about() -> None:
    assert kind_of(["合同编号", "签订日期", "客户", "合同金额（万元）", "负责人"], {}) == ["orders", "customers"]
    assert kind_of(["客户", "负责人"], {}) == ["customers"]
    assert kind_of(["Name", "Phone", "Date"], {}) == ["customers"]


def test_all_that_was_said_on_a_visit_is_kept(tmp_path: Path) -> None:
    found = read(write(tmp_path, "Fecha;Cliente;Motivo;Resultado\n2026-03-05;Ibarra;Oferta;Lo piensan\n"))
    assert [row["text"] for row in found.rows.values()] == ["Oferta\nLo piensan"]


def test_columns_are_mapped_by_name_and_number() -> None:
    columns = ["Firma", "Ort", "Mail", "Ort"]
    assert list(_mapped(columns, firma="name")) == ["name", "", "email", ""]
    assert list(plan(columns, "customers", {"2": "city", "mail": "-"}).columns[1:3]) == [
        (1, "Ort", "city", ""),
        (2, "Mail", "-", ""),
    ]
    with pytest.raises(UsageError, match="several columns"):
        plan(columns, "customers", {"Ort": "city"})
    merged = ["Cliente: Nombre", "Importes: Base", "Importes: Total"]
    assert [column.field for column in plan(merged, "orders", {"total": "-", "Base": "amount"}).columns][1:] == [
        "amount",
        "-",
    ]
    with pytest.raises(UsageError) as wrong:
        plan(columns, "customers", {"Stadt": "city"})
    assert "1=Firma" in wrong.value.details[0]
    with pytest.raises(UsageError) as wrong:
        plan(columns, "customers", {"Firma": "firm"})
    assert "name" in wrong.value.details[0]
