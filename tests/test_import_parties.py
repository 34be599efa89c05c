"""Customers and contacts out of spreadsheets, against those who are there."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Crm
from importing import results, rows, sheet, sound, standing, take

SHEETS = Path(__file__).parent / "sheets"
HEAD = "Name,Contact,Email,Phone,Region,Industry,Owner,Note\n"


def people(crm: Crm) -> list[tuple[int, str, str]]:
    return [(row["customer_id"], row["name"], row["email"]) for row in crm.ok("export contacts --format json").json]


def test_who_is_there_is_completed_and_nothing_is_overwritten(crm: Crm) -> None:
    crm.add("Talleres Ibarra S.L.", "--region Bizkaia --email info@ibarra.example --contact Sonia")
    content = HEAD + "TALLERES IBARRA,Sonia,sonia@ibarra.example,,Madrid,Metal,,note\n"
    answers = take(crm, "customers", content)
    # Another region: perhaps another firm; it is added, and said.
    assert results(answers) == ["created"]
    assert "Talleres Ibarra S.L. (1) elsewhere" in answers[0]["detail"]
    crm.ok("undo")
    content = HEAD + "TALLERES IBARRA,Sonia,sonia@ibarra.example,,bizkaia,Metal,,note\n"
    answers = take(crm, "customers", content)
    assert results(answers) == ["completed"]
    assert "added: industry, note, email" in answers[0]["detail"]
    found = crm.ok("export customers --format json").json[0]
    assert (found["name"], found["region"], found["industry"]) == ("Talleres Ibarra S.L.", "Bizkaia", "Metal")
    before = crm.db.read_bytes()
    answers = take(crm, "customers", content)
    assert results(answers) == ["known"]
    assert "--update" in answers[0]["detail"]
    assert crm.db.read_bytes() == before
    answers = take(crm, "customers --update", content)
    assert results(answers) == ["completed"]
    assert crm.ok("export customers --format json").json[0]["region"] == "bizkaia"
    sound(crm)
    crm.ok("undo")
    crm.ok("undo")
    assert crm.ok("export customers --format json").json[0]["industry"] == ""


def test_somebody_elses_email_or_phone_is_a_conflict(crm: Crm) -> None:
    crm.add("Ibarra", "--email i@x.example --phone +34944123456")
    for cells in ("Holz,,i@x.example,,,,,", "Holz,,,944123456,,,,", "Holz,,,0034 944 123 456,,,,"):
        answers = take(crm, "customers", HEAD + cells + "\n", code=6)
        if "944123456," in cells and "rejected" not in results(answers):
            crm.ok("undo")  # without a country a national number may be anybody's
            continue
        assert results(answers) == ["rejected"]
        assert "Ibarra (1)" in answers[0]["detail"]
    sheet(crm, HEAD + "Holz,,i@x.example,,,,,\n")
    assert "before -m" in crm("import customers --force -m 'the same office' file.csv").err
    answers = rows(crm.ok("import customers file.csv --force -m the same office"))
    assert results(answers) == ["created"]
    assert "Ibarra (1)" in answers[0]["detail"]


def test_a_second_person_of_a_firm_is_a_second_contact(crm: Crm) -> None:
    content = HEAD + "Ibarra,Sonia,s@x.example,,,,,\nIbarra,Iñaki,i@x.example,,,,,\nIbarra,Sonia,s2@x.example,,,,,\n"
    answers = take(crm, "customers", content)
    assert results(answers) == ["created", "completed", "completed"]
    assert {answer["id"] for answer in answers} == {"1"}
    assert people(crm) == [(1, "Sonia", "s@x.example; s2@x.example"), (1, "Iñaki", "i@x.example")]
    before = crm.db.read_bytes()
    assert results(take(crm, "customers", content)) == ["known"] * 3
    assert crm.db.read_bytes() == before


def test_what_a_row_of_a_second_person_says_of_the_firm_is_kept(crm: Crm) -> None:
    crm.add("Ibarra", "--region Bizkaia --contact Sonia")
    answers = take(crm, "customers", HEAD + "Ibarra,Iñaki,,,bizkaia,Metal,ana,note\n")
    assert results(answers) == ["completed"]
    assert "second contact: Iñaki; added: industry, note, owner" in answers[0]["detail"]
    found = crm.ok("export customers --format json").json[0]
    assert (found["industry"], found["note"], found["owner"], found["region"]) == ("Metal", "note", "ana", "Bizkaia")
    sound(crm)
    crm.ok("undo")
    assert crm.ok("export customers --format json").json[0]["industry"] == ""
    sound(crm)


def test_ids(crm: Crm) -> None:
    crm.add("Ibarra")
    head = "id,name,email\n"
    answers = take(
        crm,
        "customers",
        head + "1,Ibarra,a@x.example\n7,Seven,\n,Without,\n7,Other,\nx,Bad,\n0,Zero,\n99999999999999999999,Far,\n",
        code=6,
    )
    assert results(answers) == ["completed", "created", "created"] + ["rejected"] * 4
    assert answers[1]["id"] == "7"
    assert int(answers[2]["id"]) > 7
    assert "Seven" in answers[3]["detail"]
    answers = take(crm, "customers", head + "1,Quite Another,\n", code=6)
    assert "id 1 is Ibarra" in answers[0]["detail"]
    assert results(take(crm, "customers --update", head + "1,Quite Another,\n")) == ["completed"]
    assert crm.rows("find Quite")[0]["id"] == 1
    sound(crm)
    for _step in range(2):
        crm.ok("undo")
    assert [row["name"] for row in crm.rows("list")] == ["Ibarra"]


def test_owners(crm: Crm) -> None:
    # A file without reps takes those of the first import.
    answers = take(crm, "customers", HEAD + "A,,,,,,ana,\nB,,,,,,Ana,\nC,,,,,,-,\nD,,,,,,,\n")
    assert results(answers) == ["created"] * 4
    assert [row["name"] for row in crm.rows("rep list")] == ["ana"]
    assert {row["name"]: row["owner"] for row in crm.rows("list")} == {"A": "ana", "B": "ana", "C": "", "D": ""}
    # Then unknown ones are somebody's slip.
    answers = take(crm, "customers", HEAD + "E,,,,,,bea,\n", code=6)
    assert "--add-reps" in answers[0]["detail"]
    assert results(take(crm, "customers --add-reps", HEAD + "E,,,,,,bea,\nX,,,,,,bea,\n")) == ["created"] * 2
    # A customer of nobody gets its owner, another's is not taken away.
    answers = take(crm, "customers", HEAD + "D,,,,,,bea,\nA,,,,,,bea,\n")
    assert results(answers) == ["completed", "known"]
    assert "owner" in answers[1]["detail"]
    owners = {row["name"]: row["owner"] for row in crm.rows("list")}
    assert (owners["D"], owners["A"]) == ("bea", "ana")
    sound(crm)
    # A bad row registers nobody.
    answers = take(crm, "customers --add-reps", "Name,Owner,Grade\nF,zoe,Q\n", code=6)
    assert "zoe" not in {row["name"] for row in crm.rows("rep list")}


def test_a_rep_who_has_left_gets_no_new_customers(crm: Crm) -> None:
    content = HEAD + "A,,,,,,ana,\n"
    take(crm, "customers", content)
    crm.ok("rep edit ana --inactive")
    # What was taken in before stays known.
    assert results(take(crm, "customers", content)) == ["known"]
    answers = take(crm, "customers", HEAD + "B,,,,,,ana,\n", code=6)
    assert "does not work here" in answers[0]["detail"]
    # What somebody did before leaving was done all the same.
    visits = "Date,Customer,Type,Notes,Rep\n2025-01-05,A,call,hi,ana\n"
    assert results(take(crm, "activities", visits)) == ["created"]
    crm.ok("rep edit ana --name 'Ana Ruiz'")
    assert results(take(crm, "activities", visits)) == ["known"]
    assert results(take(crm, "customers", content)) == ["known"]


@pytest.mark.parametrize(
    ("word", "stage"), [("lead", "lead"), ("Comprador", "buyer"), ("老客户", "repeat"), ("流失", "lost"), ("", "lead")]
)
def test_stage_words(crm: Crm, word: str, stage: str) -> None:
    take(crm, "customers", f"Name,Stage,Created\nIbarra,{word},2025-01-05\n")
    assert crm.rows("list --as-of 2025-01-05")[0]["stage"] == stage
    assert crm.rows("list --as-of 2025-01-04") == []


def test_contacts_find_their_customers(crm: Crm) -> None:
    crm.add("Ibarra", "--email info@ibarra.example --phone +34944123456")
    crm.add("Holz GmbH")
    content = (
        "customer_id,Customer,Full name,Email\n"
        "1,,One,1@x.example\n"
        ",ibarra,Two,2@x.example\n"
        ",info@ibarra.example,Three,3@x.example\n"
        ",+34 944 12 34 56,Four,4@x.example\n"
        "2,Ibarra,Five,\n"
        "9,,Six,\n"
        ",Newcomer,Seven,7@x.example\n"
    )
    answers = take(crm, "contacts", content, code=6)
    assert results(answers)[:2] == ["created"] * 2
    assert [answer["id"] for answer in answers[:2]] == ["c1", "c2"]
    assert results(answers)[4:6] == ["rejected"] * 2
    assert results(answers)[6] == "created"
    assert results(answers)[2:4] == ["created"] * 2, answers
    assert len(crm.rows("list")) == 3, crm.rows("list")
    sound(crm)


@pytest.mark.parametrize("path", sorted(SHEETS.iterdir()), ids=lambda path: path.name)
def test_files_that_firms_have_go_in_with_an_account_of_every_row(crm: Crm, path: Path) -> None:
    sheet(crm, path.read_bytes(), path.name)
    options = "--add-customers --currency EUR --dates dmy --decimal ."
    kinds = [
        kind
        for kind in ("", "customers", "orders")
        if crm(f"import {kind} {path.name} {options} --dry-run").code in (0, 6)
    ]
    line = f"import {kinds[0]} {path.name} {options} --keep-unknown".replace(
        "--keep-unknown", "--keep-unknown" if kinds[0] in ("", "customers") else ""
    )
    first = crm(line)
    if first.code == 2:
        line = line.replace("--keep-unknown", "")
        first = crm(line)
    assert first.code in (0, 6), first
    answers = rows(first)
    assert all(answer["detail"] for answer in answers if answer["result"] == "rejected")
    if not crm.db.exists() or not answers:
        return
    sound(crm)
    before = crm.db.read_bytes()
    again = rows(crm(line))
    assert crm.db.read_bytes() == before
    assert {answer["result"] for answer in again} <= {"known", "left-out", "rejected"}
    assert results(again).count("rejected") == results(answers).count("rejected")
    if set(results(answers)) & {"created", "completed"}:
        crm.ok("undo")
        assert all(not found for table, found in standing(crm).items() if table != "effective_transition")


def test_contacts_of_an_export_find_themselves_under_other_ids(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ibarra", "Holz"):
        crm.add(name)
    for line in ("1 Sonia", "1 Iñaki", "2 Anna"):
        crm.ok(f"contact add {line}")
    kinds = ("customers", "contacts")
    for kind in kinds:
        sheet(crm, crm.ok(f"export {kind}").out, f"{kind}.csv")
    monkeypatch.setenv("CRM_DB", str(crm.folder / "new.db"))
    for kind in kinds:
        crm.ok(f"import {kind}.csv")
    # The sheet of customers made Anna c2, which Iñaki is in the sheet of contacts.
    assert sorted(people(crm)) == [(1, "Iñaki", ""), (1, "Sonia", ""), (2, "Anna", "")]
    for kind in kinds:
        assert set(results(rows(crm.ok(f"import {kind}.csv")))) == {"known"}
    assert len(people(crm)) == 3
    crm.ok("db check")


HOSTILE = [
    "=1+1",
    " leading",
    "trailing ",
    "a\nb",
    'quote " quote',
    "semi; colon",
    "--",
    "[red]x[/]",
    "\x1b[31mred",
    "a,b",
    "١٢",
    "tab\tx",
    "NULL",
]


def test_what_is_exported_comes_back_the_same(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.ok("rep add ana")
    crm.ok("rep add 'bea ruiz'")
    for number, text in enumerate(HOSTILE):
        added = crm(
            "add --at 2025-01-05",
            f"Firm {number} {text}",
            f"--note={text}",
            f"--needs={text}",
            f"--region={text}",
            f"--address={text}",
            "--tag=x",
            "--owner=ana",
            f"--contact=Person {text}",
            f"--title={text}",
            f"--email=m{number}@x.example",
            f"--phone=+34 944 12 34 {number + 10}",
        )
        assert added.code == 0, added.err
        assert crm(f"log {number + 1} call --at 2025-02-03 --as ana", "--", f"said {text}").code == 0
        assert (
            crm(
                f"order add {number + 1} 10.50 EUR --at 2025-03-0{number % 9 + 1} --code N{number}", f"--note={text}"
            ).code
            == 0
        )
        assert crm(f"pay N{number} {number + 1} --at 2025-04-01", f"--note={text}").code == 0
    crm.ok("order add 1 100 EUR --at 2025-03-09 --instalment 2025-04-01=40 --instalment 2025-05-01=60")
    crm.ok("order add 2 100 JPY --at 2025-03-09 --sample")
    crm.ok("order cancel N3 -m 'wrong, one' --at 2025-03-20")
    crm.ok("contact add 1 'Second Person' --email second@x.example")
    crm.ok("add 'Nobodys' --stage prospect --at 2025-01-07")
    kinds = ("customers", "contacts", "activities", "orders", "payments")
    exported = {kind: crm.ok(f"export {kind}").out for kind in kinds}
    monkeypatch.setenv("CRM_DB", str(crm.folder / "new.db"))
    for kind in kinds:
        sheet(crm, exported[kind], f"{kind}.csv")
        # The day since when a contact is there is not in the sheet of customers that made it.
        result = crm(f"import {kind}.csv" + " --update" * (kind == "contacts"))
        assert result.code == 0, result
    assert {kind: crm.ok(f"export {kind}").out for kind in kinds} == exported
    crm.ok("db check")
    # And into the database that it came from: nothing is new.
    monkeypatch.setenv("CRM_DB", str(crm.db))
    before = crm.db.read_bytes()
    for kind in kinds:
        assert set(results(rows(crm.ok(f"import {kind}.csv")))) == {"known"}, kind
    assert crm.db.read_bytes() == before


def test_where_a_firm_is_makes_no_other_firm_of_it(crm: Crm) -> None:
    crm.add("Talleres Ibarra S.L.", "--region Bizkaia")
    answers = take(crm, "customers", "name,city,contact\nTalleres Ibarra,Basauri,Sonia\nBar Sol,Getxo,\n")
    assert results(answers) == ["completed", "created"]
    assert [(row["name"], row["region"]) for row in crm.rows("list")] == [
        ("Talleres Ibarra S.L.", "Bizkaia"),
        ("Bar Sol", "Getxo"),
    ]


def test_a_row_of_an_archived_customer_says_so(crm: Crm) -> None:
    crm.add("Talleres Ibarra S.L.")
    crm.ok("archive 1 -m closed")
    answers = take(crm, "customers", "name,industry\nTalleres Ibarra,Metal\n")
    assert answers[0]["detail"].endswith("it is archived")


@pytest.mark.parametrize("note", ["=1+1", "＝1", "a;=cmd|x", "two\n=2", ' "=3', "'=4", "'plain", "it's; 'so'"])
def test_what_excel_was_guarded_from_comes_back_as_it_was(crm: Crm, note: str) -> None:
    crm.add("Talleres Ibarra", f"--note {shlex.quote(note)}")
    guarded = crm.ok("export customers --excel").out
    crm.ok("undo")
    take(crm, "customers", guarded)
    assert crm.ok("export customers --format json").json[0]["note"] == note.strip()


def test_the_ledger_names_the_owner_as_registered_and_why_a_refusal_was_passed_over(crm: Crm) -> None:
    crm.ok("rep add", "Ana López")
    crm.add("Uno", "--email info@x.example")
    sheet(crm, "name,email,owner\nDos,info@x.example,LÓPEZ\n")
    assert results(rows(crm.ok("import customers file.csv --force -m sister"))) == ["created"]
    with closing(sqlite3.connect(crm.db)) as connection:
        ledger = connection.execute("SELECT owner, reason FROM transition ORDER BY id DESC LIMIT 1").fetchone()
    assert ledger == ("Ana López", "sister")


@pytest.mark.parametrize(
    "line",
    [
        "orders file.csv --update",
        "orders file.csv --keep-unknown",
        "orders file.csv --force -m x",
        "payments file.csv --add-reps",
        "customers file.csv --add-customers",
        "customers file.csv --currency EUR",
        "folder --map 1=name",
        "folder --all-or-nothing",
        "folder --format json",
    ],
)
def test_an_option_that_would_do_nothing_is_refused(crm: Crm, line: str) -> None:
    sheet(crm, "customer,date,amount,name,order\nA,2026-01-05,5 EUR,A,o1\n")
    (crm.folder / "folder").mkdir()
    result = crm(f"import {line}")
    assert result.code == 2
    assert line.split(" --")[1].split()[0] in result.err
    assert not crm.db.exists()


def test_grades_as_people_write_them(crm: Crm) -> None:
    content = "公司,客户级别\n甲,A级\n乙,B类客户\n丙,c\n丁,Clase D\n戊,A级B\n"
    assert results(take(crm, "customers", content, code=6)) == ["created"] * 4 + ["rejected"]
    assert [row["grade"] for row in crm.rows("list --sort id")] == ["A", "B", "C", "D"]


def test_no_row_waits_for_a_birthday(crm: Crm) -> None:
    """Outlook writes birthdays in the order of its country; which that is, one of them alone need not show."""
    content = "First Name,Last Name,E-mail Address,Birthday\nBob,Stone,b@stone.example,4/2/1980\nZoe,Kim,z@kim.example,5/5/1981\n"
    sheet(crm, content)
    result = crm.ok("import customers file.csv")
    assert results(rows(result)) == ["created"] * 2
    assert "4/2/1980" in result.err
    assert "--dates" in result.err
    assert [row["birthday"] for row in crm.rows("export contacts")] == ["", "1981-05-05"]
    crm.ok("undo")
    assert "--dates" not in crm.ok("import customers file.csv --dates mdy").err
    assert [row["birthday"] for row in crm.rows("export contacts")] == ["1980-04-02", "1981-05-05"]
    # Other dates are waited for.
    take(crm, "customers", "Name,Since,Birthday\nA,3/4/2020,3/4/1980\n", code=6)


def test_a_list_of_people_tells_of_their_firms(crm: Crm) -> None:
    crm.ok("rep add ana")
    head = "Company,First Name,Last Name,E-mail Address,Business Street,Business City,Web Page,Categories,Notes,Owner\n"
    content = head + "Reed Ltd,Bob,Reed,b@reed.example,1 High St,Leeds,reed.example,Fair;VIP,Likes tea,ana\n"
    assert results(take(crm, "contacts", content)) == ["created"]
    firm, person = crm.rows("export customers")[0], crm.rows("export contacts")[0]
    assert (firm["address"], firm["website"], firm["tags"]) == ("1 High St, Leeds", "reed.example", "Fair; VIP")
    assert (firm["region"], firm["owner"], firm["note"]) == ("Leeds", "ana", "")
    assert (person["name"], person["note"]) == ("Bob Reed", "Likes tea")
    assert results(take(crm, "contacts", content)) == ["known"]
    # A second person there adds what is missing, and takes nothing away.
    second = head + "Reed Ltd,Zoe,Kim,z@reed.example,2 Low St,York,,Press,,\n"
    assert results(take(crm, "contacts", second)) == ["created"]
    firm = crm.rows("export customers")[0]
    assert (firm["address"], firm["tags"]) == ("1 High St, Leeds", "Fair; Press; VIP")
    crm.ok("db check")


def test_newcomers_stand_where_the_caches_definition_puts_them(crm: Crm) -> None:
    crm.ok("rep add Ana")
    crm.ok("config stage add trial --after lead")
    crm.ok("config stage rename trial tryout")
    content = "Name,Contact,Owner,Stage,Created at,Tags\n"
    content += "Talleres Ibarra,Sonia,Ana,,2025-11-03,\nFundiciones Nervión,,,prospect,2025-12-24,machines\n"
    content += "广州机电,王伟,Ana,trial,,\nTalleres Ibarra,Luis,Ana,,2025-11-03,\n"
    answers = take(crm, "customers", content)
    assert results(answers) == ["created", "created", "created", "completed"]
    stages = {row["name"]: (row["stage"], row["owner"]) for row in crm.ok("list --format json").json}
    assert stages == {
        "Talleres Ibarra": ("lead", "Ana"),
        "Fundiciones Nervión": ("prospect", ""),
        "广州机电": ("tryout", "Ana"),
    }
    sound(crm)
