"""Spreadsheets in: what a person sees, and what is in the file afterwards."""

import os
import subprocess
import sys
from threading import Thread
from typing import Any

import pytest

from conftest import Crm, Program
from importing import results, rows, sheet, sound, standing, take

CUSTOMERS = """Name,Contact,Email,Phone,Region,Owner,Stage,Tags,Note,Created
Talleres Ibarra,Sonia Gil,sonia@ibarra.example,+34 944 123 456,Bizkaia,ana,lead,fair,"two
lines",2025-11-03
深圳市广元机电,林晓梅,lin@gy.example,+86 138 0013 8000,深圳,bea,意向,,,2025-12-03
Holz GmbH,Jürgen,j@holz.example,,,ana,comprador,,,2025-12-24
"""
CONTACTS = """Customer,Contact,Email
Talleres Ibarra,Iñaki Garmendia,inaki@ibarra.example
Holz GmbH,Anna,anna@holz.example
"""
ACTIVITIES = """Date,Customer,Type,Notes,Rep
2026-01-05,Talleres Ibarra,visita,Wants two saws,ana
2026-01-06,j@holz.example,call,Nobody there,bea
2026-01-07,深圳市广元机电,电话,要求报价,
"""
ORDERS = """Order No,Customer,Order date,Amount,Currency
S-1,Talleres Ibarra,2026-01-10,100,EUR
S-2,Talleres Ibarra,2025-12-10,250.50,EUR
,Holz GmbH,2026-02-01,80,USD
"""
PAYMENTS = """Customer,Order No,Payment date,Amount,Currency
Talleres Ibarra,S-1,2026-01-20,40,EUR
Talleres Ibarra,,2026-01-25,300,EUR
Holz GmbH,,2026-02-05,100,USD
"""
ALL = [
    ("customers", CUSTOMERS),
    ("contacts", CONTACTS),
    ("activities", ACTIVITIES),
    ("orders", ORDERS),
    ("payments", PAYMENTS),
]


def everything(crm: Crm) -> None:
    for kind, content in ALL:
        answers = take(crm, kind, content, name=f"{kind}.csv")
        assert set(results(answers)) == {"created"}, answers


def test_a_firm_moves_in(crm: Crm) -> None:
    everything(crm)
    listed = crm.rows("list --sort id")
    assert [(row["id"], row["name"], row["stage"], row["owner"]) for row in listed] == [
        (1, "Talleres Ibarra", "repeat", "ana"),
        (2, "深圳市广元机电", "prospect", "bea"),
        (3, "Holz GmbH", "buyer", "ana"),
    ]
    assert {row["text"]: (row["rep"], row["kind"]) for row in crm.rows("activities")} == {
        "Wants two saws": ("ana", "visit"),
        "Nobody there": ("bea", "call"),
        "要求报价": ("", "call"),
    }
    owed = {(row["id"], row["currency"]): (row["outstanding"], row["unapplied"]) for row in crm.rows("receivables")}
    assert owed[1, "EUR"] == ("10.50", "0.00")
    assert [step["what"] for step in crm.rows("undo --list")][
        -1
    ] == "customers imported from a file: 3 created, 0 completed."
    sound(crm)


@pytest.mark.parametrize(("kind", "content"), ALL, ids=[kind for kind, _content in ALL])
def test_the_same_file_again_changes_nothing(crm: Crm, kind: str, content: str) -> None:
    everything(crm)
    before = crm.db.read_bytes()
    answers = take(crm, kind, content)
    assert set(results(answers)) == {"known"}, answers
    # With its rows moved around, and as TSV, too.
    head, *lines = content.replace('"two\nlines"', "").splitlines()
    if kind != "customers":
        answers = take(crm, kind, "\n".join([head, *reversed(lines)]) + "\n")
        assert set(results(answers)) == {"known"}, answers
        answers = take(crm, kind, content.replace(",", "\t"), name="file.tsv")
        assert set(results(answers)) == {"known"}, answers
    assert crm.db.read_bytes() == before


@pytest.mark.parametrize("place", range(len(ALL)), ids=[kind for kind, _content in ALL])
def test_a_dry_run_says_what_the_real_one_does_and_writes_nothing(crm: Crm, place: int) -> None:
    for kind, content in ALL[:place]:
        take(crm, kind, content)
    kind, content = ALL[place]
    extra = content + "\n".join(["x," * 3, "Total", "", content.splitlines()[-1]]) + "\n"
    path = sheet(crm, extra, "mine.csv")
    there = sorted(one.name for one in crm.folder.rglob("*"))
    before = crm.db.read_bytes() if place else b""
    dry = crm(f"import {kind} {path} --dry-run")
    assert sorted(one.name for one in crm.folder.rglob("*")) == there
    assert not place or crm.db.read_bytes() == before
    real = crm(f"import {kind} {path}")
    assert (dry.code, dry.out) == (real.code, real.out)
    assert "nothing is written" in dry.err
    assert "crm undo" not in dry.err


@pytest.mark.parametrize("place", range(len(ALL)), ids=[kind for kind, _content in ALL])
def test_undo_takes_an_import_back_exactly(crm: Crm, place: int) -> None:
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    for kind, content in ALL[:place]:
        take(crm, kind, content)
    before = standing(crm, ids=False)
    take(crm, *ALL[place])
    after = standing(crm, ids=False)
    assert after != before
    assert len(crm.rows("undo --list")) == place + 3
    crm.ok("undo")
    assert standing(crm, ids=False) == before
    sound(crm)
    # Then all of it comes again.
    answers = take(crm, *ALL[place])
    assert set(results(answers)) == {"created"}, answers
    sound(crm)


def test_equal_rows_are_as_many_as_they_are(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2025-01-01")
    row = "2026-01-05,Ibarra,call,Nobody there\n"
    head = "Date,Customer,Type,Notes\n"
    assert results(take(crm, "activities", head + row * 3)) == ["created"] * 3
    assert results(take(crm, "activities", head + row * 3)) == ["known"] * 3
    assert results(take(crm, "activities", head + row * 4)) == ["known"] * 3 + ["created"]
    assert results(take(crm, "activities", head + row * 2)) == ["known"] * 2
    assert len(crm.rows("activities")) == 4


def test_rows_are_known_after_their_customers_were_edited(crm: Crm) -> None:
    everything(crm)
    crm.ok("edit 1 --name 'Ibarra Hermanos' --email new@ibarra.example")
    crm.ok("edit 3 --owner bea")
    before = crm.db.read_bytes()
    for kind, content in ALL:
        assert set(results(take(crm, kind, content))) == {"known"}, kind
    assert crm.db.read_bytes() == before


def test_the_same_file_again_with_more_of_its_columns(crm: Crm) -> None:
    crm.ok("rep add ana")
    content = "Company,Contact,Tel bis,Turnover\nIbarra,Ane,943 111 222,8\nIbarra,Jon,943 333 444,8\nHolz,,,9\n"
    assert results(take(crm, "customers", content)) == ["created", "completed", "created"]
    assert results(take(crm, "customers --keep-unknown", content))[0] == "completed"
    assert [row["turnover"] for row in crm.rows("export customers")] == ["8", "9"]
    take(crm, 'customers --map "Tel bis=phone" --keep-unknown', content)
    assert [row["phone"] for row in crm.rows("export contacts")] == ["943 111 222", "943 333 444"]
    before = crm.db.read_bytes()
    for line in (
        "customers",
        "customers --keep-unknown",
        "customers --map 3=phone",
        "customers --map 3=phone --update",
    ):
        assert set(results(take(crm, line, content))) == {"known"}
    assert crm.db.read_bytes() == before
    crm.ok("edit 1 --name 'Ibarra Hermanos'")
    assert set(results(take(crm, "customers --update", content))) >= {"completed"}
    assert crm.rows("list")[0]["name"] == "Ibarra"
    sound(crm)


def test_the_name_of_a_bad_row_fills_no_screen(crm: Crm) -> None:
    (answer,) = take(crm, "customers", "Name,Phone\n" + "A" * 3000 + ",1\n", code=6)
    assert len(answer["name"]) == 100


def test_an_import_that_others_built_on_is_undone_last(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2025-01-01")
    take(crm, "activities", "Date,Customer,Type,Notes\n2026-01-05,Ibarra,call,One\n")
    step = crm.rows("undo --list")[0]["step"]
    crm.ok("edit 1 --region Bizkaia")
    refused = crm(f"undo {step}")
    assert refused.code == 4
    assert crm.rows("activities") != []
    crm.ok("undo")
    crm.ok(f"undo {step}")
    assert crm.rows("activities") == []
    # The other way round: an import over what another step made.
    take(crm, "activities", "Date,Customer,Type,Notes\n2026-01-05,Ibarra,call,One\n")
    assert crm("undo 1").code == 4
    crm.ok("undo")
    crm.ok("undo 1")
    assert crm.rows("list") == []


def test_good_rows_land_and_bad_ones_come_back(crm: Crm) -> None:
    content = (
        "Name;Email;Grade;Stage;Created\n"
        "Ibarra;i@x.example;A;lead;2026-01-05\n"
        "Holz;h@x.example;Z;lead;2026-01-05\n"
        ";;B;lead;2026-01-05\n"
        "Börnsee;b@x.example;B;nonsense;2026-01-05\n"
        "Later;l@x.example;B;lead;2027-01-05\n"
        "Gone;g@x.example;B;lead;2026-02-30\n"
    )
    path = sheet(crm, content, "clientes.csv")
    result = crm("import customers clientes.csv")
    assert result.code == 6
    assert results(rows(result)) == ["created"] + ["rejected"] * 5
    back = crm.folder / "clientes.csv.rejected.csv"
    assert back.stat().st_mode & 0o777 == 0o600
    assert back.name in result.err
    import csv

    lines = list(csv.reader(back.read_text("utf-8-sig").splitlines()))
    assert lines[0] == ["line", "reason", "Name", "Email", "Grade", "Stage", "Created"]
    assert [(line[0], line[2]) for line in lines[1:]] == [
        ("3", "Holz"),
        ("4", ""),
        ("5", "Börnsee"),
        ("6", "Later"),
        ("7", "Gone"),
    ]
    assert all(line[1] for line in lines[1:])
    assert ";".join(lines[1][2:]) == "Holz;h@x.example;Z;lead;2026-01-05"
    # Mended and imported again it works, and only what was mended is new.
    text = back.read_text("utf-8-sig")
    for wrong, right in ((",Z,", ",A,"), ("nonsense", "prospect"), ("2027-", "2026-"), ("2026-02-30", "2026-02-28")):
        text = text.replace(wrong, right)
    answers = take(crm, "customers", text, code=6, name="mended.csv")
    assert [answer["result"] for answer in answers] == ["created", "rejected", "created", "created", "created"]
    # The rows of the whole file are known by then, those that were mended by who they are.
    del path
    assert results(rows(crm("import customers clientes.csv"))) == ["known"] + ["rejected"] * 5
    assert len(crm.rows("list")) == 5


def test_what_is_said_of_rejected_rows_can_be_typed(crm: Crm) -> None:
    sheet(crm, "Date,Customer,Amount,Currency,Order\n2026-01-05,Nobody,5,EUR,X-1\n", "pays.csv")
    said = crm("import payments pays.csv").err.rpartition("then crm ")[2].split()
    assert said[:2] == ["import", "payments"]
    assert crm(" ".join(said)).code == 6


@pytest.mark.parametrize("line", ["Sol,943 10 10 10,Donostia\n", "Sol,sol@sol.example,Donostia\n"])
def test_a_file_without_a_header_loses_no_row(crm: Crm, line: str) -> None:
    sheet(crm, line + "Bar,943 20 20 20,Irun\n")
    result = crm("import customers file.csv")
    assert result.code == 6
    assert "no header" in result.err
    result = crm("import customers file.csv --map 1=name --map 3=city")
    assert [row["name"] for row in rows(result)] == ["Sol", "Bar"]
    assert [row["line"] for row in rows(result)] == ["1", "2"]
    assert "no header" in result.err
    assert results(rows(crm("import customers file.csv --map 1=name --map 3=city"))) == ["known", "known"]


def test_money_that_goes_back_is_called_so(crm: Crm) -> None:
    for kind in ("orders", "payments"):
        content = "Date,Customer,Amount,Currency\n2026-01-05,Bar,(50.00),EUR\n"
        (answer,) = take(crm, f"{kind} --add-customers", content, code=6, name=f"{kind}.csv")
        assert "-50.00 is less than nothing" in answer["detail"]


def test_a_rejected_file_is_never_overwritten_and_none_is_made_without_need(crm: Crm) -> None:
    sheet(crm, "Name,Grade\nIbarra,Z\n", "a.csv")
    assert crm("import customers a.csv").code == 6
    assert crm("import customers a.csv").code == 6
    assert sorted(path.name for path in crm.folder.glob("*.csv")) == [
        "a.csv",
        "a.csv.rejected-2.csv",
        "a.csv.rejected.csv",
    ]
    assert crm("import customers a.csv --dry-run").code == 6
    assert len(list(crm.folder.glob("*.csv"))) == 3


def test_all_or_nothing_names_every_bad_row(crm: Crm) -> None:
    content = "Name,Grade\nIbarra,A\nHolz,Z\n" + "".join(f"Firm {n},Q{n}\n" for n in range(25))
    sheet(crm, content, "a.csv")
    crm.ok("rep add ana")
    before = crm.db.read_bytes()
    for option in ("", "--dry-run", "-q"):
        result = crm(f"import customers a.csv --all-or-nothing {option}")
        assert result.code == 6
        assert crm.db.read_bytes() == before
        assert "26 rows" in result.err
        assert "nothing" in result.err
        assert "line 3" in result.err
        assert "Holz" in result.err
        assert "'Z'" in result.err
        assert result.err.count("\n  line ") == 20
        assert "6 more" in result.err
        assert result.out == ""
    assert [path.name for path in crm.folder.glob("*.csv")] == ["a.csv"]
    sheet(crm, "Name,Grade\nIbarra,A\n", "b.csv")
    assert results(rows(crm.ok("import customers b.csv --all-or-nothing"))) == ["created"]


def test_standard_input_and_the_kind_left_out(crm: Crm) -> None:
    result = crm.ok("import -", stdin=CUSTOMERS)
    assert set(results(rows(result))) == {"created"}
    assert "standard" in result.err
    assert len(crm.rows("list")) == 3
    bad = crm("import customers -", stdin="Name,Grade\nIbarra,Z\n")
    assert bad.code == 6
    assert (crm.folder / "standard-input.rejected.csv").exists()


def test_headers_in_spanish_and_chinese(crm: Crm) -> None:
    take(
        crm,
        "",
        "Razón social;Persona de contacto;Correo electrónico;Móvil;Provincia\nIbarra;Sonia;s@x.example;655318402;Bizkaia\n",
    )
    take(crm, "", "客户名称,联系人,手机,地区,客户级别\n广元机电,林晓梅,13800138000,深圳,A\n".encode("gb18030"))
    exported = crm.ok("export customers --format json").json
    found = {row["name"]: row for row in exported}
    assert found["Ibarra"]["email"] == "s@x.example"
    assert (found["广元机电"]["contact"], found["广元机电"]["grade"], found["广元机电"]["region"]) == (
        "林晓梅",
        "A",
        "深圳",
    )


def test_a_column_is_what_a_person_says(crm: Crm) -> None:
    content = "Name,Extra,Other\nIbarra,Bizkaia,x\n"
    result = take(crm, "customers --map Extra=region --map 3=-", content)
    assert results(result) == ["created"]
    assert crm.rows("list --fields id,region")[0]["region"] == "Bizkaia"
    assert "'nope' is no field" in crm("import file.csv --map Extra=nope").err
    for wrong, code in (("Extra", 2), ("Nope=region", 2), ("Extra=nope", 2), ("=region", 2)):
        assert crm(f"import customers file.csv --map {wrong}").code == code


def test_columns_without_a_field_are_named_and_left_out_or_kept(crm: Crm) -> None:
    content = "Name,Budget,Machine Type,Empty\nIbarra,10k,saw,\n"
    sheet(crm, content)
    result = crm.ok("import customers file.csv")
    assert "'Budget', 'Machine Type'" in result.err
    assert "Empty" not in result.err
    crm.ok("undo")
    result = crm.ok("import customers file.csv --keep-unknown")
    assert "Left out" not in result.err
    shown = crm.rows("list")[0]
    assert shown["budget"] == "10k"
    # A field that is there already is filled without being asked for.
    sheet(crm, "Name,Budget\nHolz,20k\nIbarra,10k\n")
    result = crm.ok("import customers file.csv")
    assert crm.rows("list --where budget=20k")[0]["name"] == "Holz"
    crm.ok("undo")
    crm.ok("undo")
    assert crm.rows("config field list") == []


def test_ambiguous_dates_and_amounts_are_refused_before_anything_is_written(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2020-01-01")
    before = crm.db.read_bytes()
    sheet(crm, "Customer,Date,Amount,Currency\nIbarra,03/04/2025,100,EUR\n")
    result = crm("import orders file.csv")
    assert result.code == 6
    assert "--dates dmy|mdy|ymd" in result.err
    assert "Date" in result.err
    assert "03/04/2025" in result.err
    assert crm.db.read_bytes() == before
    crm.ok("import orders file.csv --dates dmy")
    assert crm.rows("order list")[0]["at"] == "2025-04-03"
    sheet(crm, 'Customer,Date,Amount,Currency\nIbarra,2025-04-09,"1,234",EUR\n')
    result = crm("import orders file.csv")
    assert result.code == 6
    assert "--decimal" in result.err
    crm.ok("import orders file.csv --decimal .")
    assert crm.rows("order list --sort at")[-1]["amount"] == "1234.00"
    assert crm("import orders file.csv --dates xyz").code == 2
    assert crm("import orders file.csv --decimal x").code == 2
    assert crm("import orders file.csv --decimal . --currency XXQ").code == 6


def test_a_column_shows_itself_how_its_dates_are_read(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2020-01-01")
    take(crm, "orders", "Cliente;Fecha;Importe;Moneda\nIbarra;03/04/2025;1.234,50;EUR\nIbarra;25/04/2025;99;EUR\n")
    assert [(row["at"], row["amount"]) for row in crm.rows("order list --sort at")] == [
        ("2025-04-03", "1234.50"),
        ("2025-04-25", "99.00"),
    ]


def test_a_row_without_a_customer_says_so(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2020-01-01")
    answers = take(crm, "orders", "Cliente;Fecha;Importe;Moneda\nIbarra;2025-04-03;1;EUR\n;2025-04-04;2;EUR\n", code=6)
    assert (results(answers), answers[1]["detail"]) == (["created", "rejected"], "there is no customer in it")


def test_amounts_without_a_currency(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2020-01-01")
    content = "Customer,Date,Amount\nIbarra,2025-04-03,100\n"
    assert "--currency" in take(crm, "orders", content, code=6)[0]["detail"]
    assert results(take(crm, "orders --currency EUR", content)) == ["created"]
    assert take(crm, "orders", "Customer,Date,Amount\nIbarra,2025-04-04,$100\n", code=6)[0]["result"] == "rejected"


@pytest.mark.parametrize(
    "content", ["Customer,Date,Amount\nIbarra,2025-04-04,$100\n", "Customer,Date,Amount ($)\nIbarra,2025-04-04,100\n"]
)
def test_a_sign_is_no_currency_that_is_not_written_so(crm: Crm, content: str) -> None:
    crm.add("Ibarra", "--at 2020-01-01")
    crm.ok("config set currency EUR")
    answer = take(crm, "orders", content, code=6)[0]
    assert (answer["result"], "$" in answer["detail"], "--currency" in answer["detail"]) == ("rejected", True, True)
    assert results(take(crm, "orders --currency MXN", content)) == ["created"]
    assert [row["currency"] for row in crm.rows("order list")] == ["MXN"]
    paid = f"Customer,Order,Date,Amount\nIbarra,{crm.rows('order list')[0]['id']},2025-05-01,$40\n"
    assert results(take(crm, "payments", paid)) == ["created"]
    assert [row["currency"] for row in crm.rows("export payments")] == ["MXN"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030", "utf-8"])
def test_encodings_are_found_out_and_said(crm: Crm, codec: str) -> None:
    content = "客户名称;联系人;地区\n广元机电设备;林晓梅;深圳\n杭州云栌;郑凯;杭州\n".encode(codec)
    sheet(crm, content)
    result = crm.ok("import file.csv")
    assert {row["name"] for row in crm.rows("list")} == {"广元机电设备", "杭州云栌"}
    assert {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030", "utf-8": "UTF-8"}[codec] in result.err


def test_encoding_and_delimiter_by_a_persons_word(crm: Crm) -> None:
    sheet(crm, "Name|Note\nBörnsee|a,b;c\n".encode("cp1252"))
    crm.ok("import customers file.csv --encoding cp1252 --delimiter '|'")
    assert crm.rows("list")[0]["name"] == "Börnsee"
    assert crm("import customers file.csv --encoding nope").code == 2
    assert crm("import customers file.csv --delimiter ''").code in (0, 2)
    assert crm("import customers file.csv --delimiter abc").code == 2


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", 6, "empty"),
        (b"\n\n", 6, "empty"),
        (b"PK\x03\x04rubbish", 6, "Excel"),
        (b"\x00\x01\x02\x03" * 500, 6, ""),
        (bytes(range(256)) * 20, 6, ""),
        (b"name,email\n", 0, "0 rows"),
    ],
)
def test_files_that_are_no_spreadsheet(crm: Crm, content: bytes, code: int, said: str) -> None:
    sheet(crm, content)
    for kind in ("", "customers", "orders"):
        result = crm(f"import {kind} file.csv")
        assert result.code in (code, 6)
        if kind == "customers":
            assert said in result.err
        assert "Traceback" not in result.err
        assert "fault of the program" not in result.err
    assert [path.name for path in crm.folder.glob("*.csv")] == ["file.csv"]


def test_what_is_no_file(crm: Crm) -> None:
    assert crm("import nowhere.csv").code == 3
    assert crm("import customers nowhere.csv").code == 3
    (crm.folder / "folder").mkdir()
    assert crm("import customers folder").code == 6
    assert crm("import folder").code == 6
    assert crm("import customers /dev/null").code == 6
    for line in ("import", "import a b c", "import foo bar", "import customers"):
        assert crm(line).code == 2
    assert not crm.db.exists()


def test_a_pipe_with_a_name(crm: Crm) -> None:
    pipe = crm.folder / "fifo"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=("Name,Grade\nIbarra,A\nBad,Z\n",))
    writer.start()
    result = crm("import fifo")
    writer.join()
    assert results(rows(result)) == ["created", "rejected"]
    assert (crm.folder / "fifo.rejected.csv").exists()


def test_quiet_prints_ids_only(crm: Crm) -> None:
    sheet(crm, CUSTOMERS)
    result = crm.ok("import customers file.csv -q")
    assert (result.out, result.err) == ("1\n2\n3\n", "")
    sheet(crm, ACTIVITIES)
    assert crm.ok("import activities file.csv -q").out == "a1\na2\na3\n"


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "ids"])
def test_every_format(crm: Crm, form: str) -> None:
    sheet(crm, CUSTOMERS + "x,,,,,,,,,2029-01-01\n")
    result = crm(f"import customers file.csv --format {form}")
    assert result.code == 6
    assert "Talleres Ibarra" in result.out or form == "ids"
    if form == "ids":
        assert result.out == "1\n2\n3\n"
    if form == "json":
        assert [row["line"] for row in result.json] == [2, 4, 5, 6]
    picked = crm(f"import customers file.csv --format {form} --fields result,id")
    assert picked.code == 6
    assert "Talleres" not in picked.out
    assert crm(f"import customers file.csv --format {form} --fields nope").code == 2
    assert crm("import customers file.csv --format nope").code == 2


def test_who_imports_is_kept(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("Ibarra", "--at 2025-01-01")
    take(crm, "activities --as ana", "Date,Customer,Type,Notes\n2026-01-05,Ibarra,call,One\n")
    assert crm.rows("activities")[0]["rep"] == "ana"
    sheet(crm, "Name\nHolz\n")
    assert crm("import customers file.csv --as nobody").code == 3


def test_a_rejected_file_that_is_imported_gives_its_own_bad_rows_a_plain_name(crm: Crm) -> None:
    sheet(crm, "Name,Grade\nIbarra,Z\n", "a.csv")
    for _time in range(3):
        crm("import customers a.csv")
    crm("import customers a.csv.rejected-2.csv")
    assert sorted(path.name for path in crm.folder.glob("*.csv")) == [
        "a.csv",
        "a.csv.rejected-2.csv",
        "a.csv.rejected-3.csv",
        "a.csv.rejected-4.csv",
        "a.csv.rejected.csv",
    ]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_on_a_terminal_bad_rows_are_seen_whatever_the_size_of_the_file(crm: Crm, width: int) -> None:
    good = "".join(f"深圳市广元机电设备有限公司第{n}分公司,A\n" for n in range(60))
    sheet(crm, "公司名称,客户级别\n" + good + "坏,Z\n" + "Last,B\n")
    result = crm("import file.csv", terminal=True, width=width)
    assert result.code == 6
    assert "坏" in result.out
    assert "'Z'" in result.out
    assert "第49分" in result.out
    assert "第50分" not in result.out
    assert "11 more rows" in result.err
    assert "62 rows: 61 created, 1 rejected." in result.err


def test_rows_that_are_printed_into_a_closed_pipe_have_landed(program: Program) -> None:
    (program.folder / "a.csv").write_text("Name,Grade\n" + "".join(f"Firm {n},A\n" for n in range(9000)) + "Bad,Z\n")
    command = [sys.executable, "-m", "crmcli", "import", "a.csv"]
    with subprocess.Popen(command, env=program.environment, cwd=program.folder, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
    assert "Bad,Z" in (program.folder / "a.csv.rejected.csv").read_text("utf-8-sig")
    assert program("list", "--format", "ids").out.count("\n") == 9000


def test_ctrl_c_in_the_middle_leaves_nothing(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.actions.imports import Import

    crm.ok("rep add ana")
    before = crm.db.read_bytes()
    sheet(crm, "Name,Grade\nBad,Z\n" + "".join(f"Firm {n},A\n" for n in range(6000)))
    answer = Import._answer

    def interrupted(self: Import, row: Any, taker: Any) -> Any:
        if row.row.line == 5900:
            raise KeyboardInterrupt
        return answer(self, row, taker)

    monkeypatch.setattr(Import, "_answer", interrupted)
    result = crm("import customers file.csv")
    assert (result.code, result.out) == (130, "")
    assert "nothing was written" in result.err
    assert crm.db.read_bytes() == before
    assert [path.name for path in crm.folder.glob("*.csv")] == ["file.csv"]


def test_a_killed_import_leaves_nothing(program: Program) -> None:
    (program.folder / "a.csv").write_text("Name\n" + "".join(f"Firm {n}\n" for n in range(12000)))
    assert program("rep", "add", "ana").code == 0
    script = (
        "import os, sys\nfrom crmcli.actions.imports import Import\nfrom crmcli.cli.main import run\n"
        "answer = Import._answer\n"
        "def killed(self, row, taker):\n"
        "    if row.row.line == 11900:\n        os.kill(os.getpid(), 9)\n"
        "    return answer(self, row, taker)\n"
        "Import._answer = killed\nrun(['import', 'a.csv'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=program.environment, cwd=program.folder, check=False)
    assert done.returncode == -9
    assert program("list").out.count("\n") == 1
    assert program("db", "check").code == 0
    assert program("import", "a.csv", "-q").out.count("\n") == 12000


def test_a_database_that_cannot_be_written(crm: Crm) -> None:
    crm.ok("rep add ana")
    sheet(crm, "Name,Grade\nIbarra,A\nBad,Z\n")
    crm.db.chmod(0o400)
    crm.db.parent.chmod(0o500)
    try:
        if not os.access(crm.db, os.W_OK):  # not for root
            assert crm("import file.csv").code == 7
    finally:
        crm.db.parent.chmod(0o700)
        crm.db.chmod(0o600)
    crm.db.write_bytes(b"not a database, but long enough to be looked at as one" * 100)
    result = crm("import file.csv")
    assert result.code == 7
    assert [path.name for path in crm.folder.glob("*.csv")] == ["file.csv"]


def test_what_is_planned_in_a_file_of_visits_is_planned_here(crm: Crm) -> None:
    crm.add("Ibarra", "--at 2025-01-01")
    crm.add("Holz", "--at 2025-01-01")
    crm.ok("next 2 +3d mine")
    content = (
        "Date,Customer,Type,Notes,Next step\n"
        "2026-03-05,Ibarra,call,Second,2026-04-01 send the quote\n"
        "2026-03-01,Ibarra,call,First,2026-05-01 visit\n"
        "2026-02-01,Ibarra,call,Old,2026-02-10\n"
        "2026-03-01,Ibarra,call,Free,ask again in May\n"
        "2026-03-05,Holz,call,One,2026-04-01 send the quote\n"
    )
    take(crm, "activities", content)
    assert {row["id"]: row["next_step"] for row in crm.rows("list")} == {
        1: "2026-04-01 send the quote",
        2: "2026-03-19 mine",
    }
    assert "Free (next: ask again in May)" in {row["text"] for row in crm.rows("activities")}
    sound(crm)
    before = crm.db.read_bytes()
    assert set(results(take(crm, "activities", content))) == {"known"}
    assert crm.db.read_bytes() == before
    crm.ok("undo")
    assert crm.rows("activities") == []


@pytest.mark.parametrize(
    ("head", "row", "planned"),
    [
        ("日期,客户,跟进方式,跟进内容,下一步计划,下次跟进时间", "2026年3月5日,Ibarra,微信,谈价格,寄样品,2026年4月1日", "2026-04-01 寄样品"),
        ("Date,Customer,Kind,Note,Next step,Next date", "2026-03-05,Ibarra,Phone call,ok,send quote,Apr 1 2026", "2026-04-01 send quote"),
        ("fecha,cliente,tipo,notas,próxima visita", "05/03/2026,Ibarra,Llamada telefónica,ok,25/04/2026", "2026-04-25"),
        ("日期,客户,方式,内容,下次跟进", "2026.3.5,Ibarra,来访,ok,2026年4月1日", "2026-04-01"),
        ("Date,Customer,Kind,Note,Next contact", "2026-03-05,Ibarra,WhatsApp,ok,when the fair is over", ""),
    ],
)  # fmt: skip
def test_the_day_of_what_is_planned_may_have_a_column_of_its_own(crm: Crm, head: str, row: str, planned: str) -> None:
    crm.add("Ibarra", "--at 2025-01-01")
    assert results(take(crm, "activities --dates dmy", f"{head}\n{row}\n")) == ["created"]
    assert crm.rows("list")[0]["next_step"] == planned
    assert "(next: " in crm.rows("activities")[0]["text"]
    assert crm.rows("activities")[0]["kind"] != "other"


def test_owners_that_hubspot_names_are_registered(crm: Crm) -> None:
    crm.ok("rep add ana")
    content = "Record ID,First Name,Last Name,Email,Contact owner\n1,Gaëlle,Perrin,g@perrin.example,Sofia Reyes\n"
    assert results(take(crm, "customers", content)) == ["created"]
    assert "Sofia Reyes" in {row["name"] for row in crm.rows("rep list")}
    assert crm.rows("list")[0]["owner"] == "Sofia Reyes"
    # In a sheet that people type, a name that nobody knows may be mistyped.
    take(crm, "customers", "Name,Owner\nKestrel,Sofa Reyes\n", code=6)


def test_a_sheet_that_lacks_a_column_is_refused_as_a_whole(crm: Crm) -> None:
    for kind, content, field in (
        ("orders", "Customer,Amount\nIbarra,10\n", "at"),
        ("orders", "Date,Amount\n2026-01-01,10\n", "customer"),
        ("payments", "Customer,Date\nIbarra,2026-01-01\n", "amount"),
        ("customers", "Foo,Bar\n1,2\n", "name"),
    ):
        sheet(crm, content)
        result = crm(f"import {kind} file.csv")
        assert result.code == 6
        assert f"--map COL={field}" in result.err
    assert not crm.db.exists()
    assert [path.name for path in crm.folder.glob("*.csv")] == ["file.csv"]


@pytest.mark.parametrize("after", ["", "Name\nIbarra\n", "Name\nIbarra\nHolz\nMore\n", None])
def test_a_file_that_changes_under_the_reader(crm: Crm, monkeypatch: pytest.MonkeyPatch, after: str | None) -> None:
    from crmcli.cli import sheetfiles

    path = sheet(crm, "Name\nIbarra\nHolz\n")
    look = sheetfiles.survey

    def changed(*given: Any) -> Any:
        found = look(*given)
        if after is None:
            path.unlink()
        else:
            path.write_text(after)
        return found

    monkeypatch.setattr(sheetfiles, "survey", changed)
    result = crm("import file.csv")
    assert (result.code, result.out) == (6, "")
    assert crm.rows("list") == []
