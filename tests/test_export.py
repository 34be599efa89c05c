"""Data goes out whole, in any format, harmless for spreadsheets; and a whole export comes back as it was."""

import csv
import io
import json
import re
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm, Program
from crmcli.actions import activities, cardbatch, contacts, customers, orders, payments, reps, stages
from crmcli.actions.restore import restore
from crmcli.actions.settings import set_value
from crmcli.actions.undo import undo
from crmcli.cli import folder as folders
from crmcli.errors import CrmError
from crmcli.exchange import vcard
from crmcli.exchange.cards.given import Given
from crmcli.model import OwnField, OwnValue
from crmcli.model.words import Kind, Role, Stage
from crmcli.render import report
from crmcli.rules.formulas import guarded, unguarded
from crmcli.store import facts, schema
from crmcli.store.sheets import SHEETS
from crmcli.store.write import step
from machines import MODEST, Place

PROMISED = {
    "customers": "id,name,contact,title,email,phone,wechat,website,address,region,industry,category,size,grade,needs,"
    "source,owner,stage,tags,note,created_at",
    "contacts": "id,customer_id,customer,name,title,department,email,phone,wechat,birthday,note,created_at,archived_at",
    "activities": "id,at,customer_id,customer,kind,text,rep,contact,minutes,cost,currency",
    "orders": "id,code,customer_id,customer,at,amount,currency,sample,rep,instalments,note,cancelled_at,cancel_reason",
    "payments": "id,customer_id,customer,order,at,amount,currency,note",
}
HOSTILE = "=cmd|' /C calc'!A0, \"q\"; 广元\r\nbare \r tab\t\\ \u2028 \x1b[31m"
FORMULA_STARTS = "=+-@＝＋－＠"


@pytest.fixture
def filled(crm: Crm) -> Crm:
    """A firm with a bit of everything, some of it put away, cancelled or undone."""
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    crm.ok(
        "add --contact Lucía --title Jefa --email l@x.example --phone '+34 655 318 402' --owner ana --region Norte"
        " --tag vip --tag expo --at -90d",
        "Talleres Ibarra",
    )
    crm.ok("contact add 1 Iñaki --email i@x.example")
    crm.ok("add --owner bea --at -80d --note", HOSTILE, HOSTILE)
    crm.ok("log 1 call", "asked for a quote", "--at", "-20d", "--minutes", "15", "--cost", "3.5")
    crm.ok("order add 1 12500 EUR --code S-1 --at 2026-01-01 --instalment 2026-01-31=5000 --instalment 2026-02-28=7500")
    crm.ok("order add 1 300 JPY --at 2026-02-01 --sample")
    crm.ok("order add 2 1.234 KWD --at 2026-02-02")
    crm.ok("pay o1 2000 --at 2026-02-03")
    crm.ok("pay 1 20000 EUR --at 2026-03-01")
    crm.ok('order cancel o3 -m "they withdrew" --at 2026-03-02')
    crm.ok("archive 2 -m gone --at 2026-03-03")
    crm.ok("demote 1 --to lost -m oops")
    crm.ok("undo")
    crm.ok("next 1 fri", "send it")
    crm.ok("config set currency EUR")
    return crm


def rows(crm: Crm, line: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(crm.ok(f"export {line}").out, newline="")))


# One noun


@pytest.mark.parametrize("kind", PROMISED)
def test_columns_are_the_promised_ones(filled: Crm, kind: str) -> None:
    assert filled.ok(f"export {kind}").lines[0] == PROMISED[kind]
    assert filled.ok(f"export {kind}", terminal=True).lines[0] == PROMISED[kind], "a terminal gets CSV too"
    assert filled.ok(f"export {kind} --format tsv").lines[0].split("\t") == PROMISED[kind].split(",")
    for row in filled.ok(f"export {kind} --format json").json:
        assert ",".join(row) == PROMISED[kind]


def test_a_customer_comes_with_its_first_contact_and_every_way_to_reach_it(filled: Crm) -> None:
    filled.ok("edit 1 --email l@x.example --email second@x.example --website https://x.example")
    (one, two) = rows(filled, "customers")
    assert (one["contact"], one["title"], one["email"]) == ("Lucía", "Jefa", "l@x.example; second@x.example")
    assert (one["owner"], one["stage"], one["tags"]) == ("ana", "buyer", "expo; vip")
    assert (one["website"], one["created_at"]) == ("https://x.example", "2025-12-16")
    assert two["name"] == HOSTILE
    assert two["note"] == HOSTILE
    filled.ok("contact archive c1")
    assert rows(filled, "customers")[0]["contact"] == "Iñaki"


def test_money_is_exact_in_every_currency(filled: Crm) -> None:
    amounts = [(row["amount"], row["currency"], row["instalments"]) for row in rows(filled, "orders")]
    assert amounts == [
        ("12500.00", "EUR", "2026-01-31=5000.00; 2026-02-28=7500.00"),
        ("300", "JPY", ""),
        ("1.234", "KWD", ""),
    ]
    assert [(row["order"], row["amount"]) for row in rows(filled, "payments")] == [("o1", "2000.00"), ("", "20000.00")]
    assert rows(filled, "activities")[0]["cost"] == "3.50"
    assert filled.ok("export orders --format json").json[1]["sample"] is True
    assert rows(filled, "orders")[1]["sample"] == "yes"


def test_nothing_is_missing_unless_asked(filled: Crm) -> None:
    ids = {kind: filled.ok(f"export {kind} --format ids").lines for kind in PROMISED}
    assert ids == {
        "customers": ["1", "2"],
        "contacts": ["c1", "c2"],
        "activities": ["a1"],
        "orders": ["o1", "o2", "o3"],
        "payments": ["p1", "p2"],
    }
    for narrowing in ("--owner bea", "--archived", "--stage lead", "--where region!=norte"):
        assert filled.ok(f"export customers --format ids {narrowing}").lines == ["2"], narrowing
        assert filled.ok(f"export orders --format ids {narrowing}").lines == ["o3"], narrowing
    assert filled.ok("export customers --active --format ids").lines == ["1"]
    assert filled.ok("export orders --limit 1 --format ids").lines == ["o1"]
    # A clock that is behind hides nothing.
    filled.now("2020-01-01")
    assert filled.ok("export orders --format ids").lines == ids["orders"]


def test_as_of_tells_what_was_true(filled: Crm) -> None:
    (one, two) = rows(filled, "customers --as-of 2025-12-31")
    assert (one["stage"], two["stage"]) == ("lead", "lead")
    assert filled.ok("export customers --archived --as-of 2026-03-02 --format ids").out == ""
    before = rows(filled, "orders --as-of 2026-03-01")
    assert [(row["id"], row["cancelled_at"], row["cancel_reason"]) for row in before][2] == ("o3", "", "")
    assert rows(filled, "orders")[2]["cancel_reason"] == "they withdrew"
    assert filled.ok("export payments --as-of 2026-02-10 --format ids").lines == ["p1"]


def test_every_format_holds_the_same(filled: Crm) -> None:
    for kind in PROMISED:
        objects = filled.ok(f"export {kind} --format json").json
        assert [json.loads(line) for line in filled.ok(f"export {kind} --format jsonl").lines] == objects
        texts = [{name: report.value_to_text(value) for name, value in one.items()} for one in objects]
        assert rows(filled, kind) == texts
        assert len(filled.ok(f"export {kind} --format table").lines) >= len(objects)
    assert filled.ok("export orders --fields amount,id --format tsv").lines[1] == "12500.00\to1"
    assert filled("export customers --format json --owner ana --stage lost").out == "[]\n"


@given(st.lists(st.tuples(st.integers(), st.none() | st.text(alphabet="a,\"'\r\n\t;ü", max_size=5)), max_size=5))
def test_a_stream_of_csv_is_the_report_of_the_same_rows(found: list[tuple[Any, ...]]) -> None:
    from crmcli.render import stream

    for format_, whole in report.MACHINE.items():
        written = io.BytesIO()
        stream.write(
            written.write, format_, ("id", "text"), iter([one[:1] for one in found] if format_ == "ids" else found)
        )
        assert written.getvalue().decode() == whole(report.of(("id", "text"), found))
    parsed = csv.reader(io.StringIO(report.as_csv(report.of(("id", "text"), found)), newline=""))
    assert list(parsed)[1:] == [[str(one), text or ""] for one, text in found]


def test_what_has_no_meaning_is_refused_and_says_what_has(filled: Crm) -> None:
    for line in (
        "export",
        "export cards",
        "export customers --fields nonsense",
        "export customers --format xml",
        "export customers --excel --format json",
        "export --all out --where region=norte",
        "export customers --all out",
        "export --all out --owner ana",
        "export customers --force",
        "export orders --limit -1",
    ):
        refused = filled(line)
        assert refused.code == 2, line
        assert refused.err.startswith("crm: ")
        assert refused.out == ""
    assert "customers, contacts" in filled("export cards").err
    assert filled("export customers --owner nobody").code == 3
    assert filled("export customers --stage nonsense").code == 6


def test_an_export_of_nothing_is_a_header_and_creates_nothing(crm: Crm) -> None:
    assert crm.ok("export customers").out == PROMISED["customers"] + "\n"
    assert crm.ok("export orders --format json").json == []
    assert not crm.db.exists()


def test_a_slow_reader_keeps_nobody_from_writing(program: Program) -> None:
    program("add", "Firm", "--note", "x" * 90_000)
    program("add", "Other", "--note", "y" * 90_000)
    reader = subprocess.Popen(
        [sys.executable, "-m", "crmcli", "export", "customers"],
        env=program.environment,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    assert reader.stdout
    first = reader.stdout.read(10)  # it prints, and the pipe is full now
    written = program("add", "Third")
    assert written.code == 0, written.err
    rest = reader.stdout.read()
    reader.stdout.close()
    assert reader.wait() == 0
    assert len((first + rest).splitlines()) == 3


# For spreadsheets


@given(st.text(alphabet=[*FORMULA_STARTS, *"'\"\t\r\n ＂a1,;(|!"], max_size=9) | st.text(max_size=6))
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not re.match(r"[\s\"＂]*[=+\-@＝＋－＠]|[\t\r]", cell)


def test_excel_gets_a_mark_its_line_ends_and_no_formula(filled: Crm) -> None:
    raw = filled.ok("export customers --excel --fields id,name,phone").out
    assert raw.startswith("\ufeffid,name,phone\r\n1,Talleres Ibarra,'+34 655 318 402\r\n")
    found = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"), newline="")))
    assert found[2][1] == f"'{HOSTILE}"
    assert unguarded(found[2][1]) == HOSTILE
    assert filled.ok("export orders --excel --fields amount").out == "\ufeffamount\r\n12500.00\r\n300\r\n1.234\r\n"
    # On a terminal there is nobody whom the mark tells anything.
    assert filled.ok("export orders --excel --fields id", terminal=True).lines == ["id", "o1", "o2", "o3"]


@pytest.mark.parametrize(
    "line",
    [
        *("list --archived", "find --archived cmd", "activities", "order list", "order show o1", "stale", "stages"),
        *("receivables", "history 2", "show 2", "undo --list", "contact list 1", "rep list", "config list", "db info"),
    ],
)
def test_every_report_comes_for_spreadsheets(filled: Crm, line: str) -> None:
    plain, marked = filled.ok(line).out, filled.ok(f"{line} --excel").out
    assert marked.startswith("\ufeff")
    found = list(csv.reader(io.StringIO(marked.removeprefix("\ufeff"), newline="")))
    assert [[unguarded(cell) for cell in row] for row in found] == list(csv.reader(io.StringIO(plain, newline="")))
    assert not [cell for row in found for cell in row if re.match(r"\s*[=+@]", cell)]
    assert filled.ok(f"{line} --excel --format tsv").out.startswith("\ufeff")
    assert filled(f"{line} --excel --format json").code == 2


# Everything


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def kept_facts(crm: Crm) -> int:
    counted = {row["what"]: row["rows"] for row in crm.rows("db info")}
    return sum(counted[table] for table in schema.FACTS)


@pytest.fixture
def exported(filled: Crm) -> Path:
    (filled.folder / "ana.vcf").write_text("BEGIN:VCARD\r\nFN:Ana Gómez\r\nORG:Otra\r\nEND:VCARD\r\n")
    filled.ok("add --card ana.vcf")
    filled.ok("export --all out")
    return filled.folder / "out"


def test_everything_is_there_private_and_the_same_every_time(filled: Crm, exported: Path) -> None:
    assert exported.stat().st_mode & 0o777 == 0o700
    for name in files(exported):
        assert (exported / name).stat().st_mode & 0o777 == 0o600, name
    for kind in PROMISED:
        single = filled.ok(f"export {kind}").out.encode()
        header = single.splitlines()[0]
        assert files(exported)[f"{kind}.csv"].startswith(header + b",")
    assert b"FN:Ana" in files(exported)["cards/1.vcf"]
    filled.ok("export --all again")
    assert files(filled.folder / "again") == files(exported)
    assert [path.name for path in filled.folder.iterdir() if path.name.startswith(".")] == []


def test_every_fact_has_its_column() -> None:
    read = {sheet.table: {column.into for column in sheet.all_columns if column.into} for sheet in SHEETS}
    computed = {"rep": {"key"}}
    for table, columns in schema.FACTS.items():
        assert read[table] | computed.get(table, set()) == {"id", *columns}, table
    for ledger, columns in schema.LEDGERS.items():
        assert read[ledger] | {"step_id"} == {"id", *columns}, ledger
    order = [sheet.table for sheet in SHEETS]
    assert set(order) == {*schema.FACTS, *schema.LEDGERS, "delivery"}


def test_a_folder_with_anything_else_in_it_is_left_alone(filled: Crm, exported: Path) -> None:
    before = files(exported)
    refused = filled("export --all out")
    assert (refused.code, files(exported)) == (5, before)
    assert "--force" in refused.err
    filled.add("New")
    filled.ok("export --all out --force")
    assert files(exported) != before
    (exported / "mine.txt").write_text("mine")
    assert filled("export --all out --force").code == 5
    assert (exported / "mine.txt").read_text() == "mine"
    (filled.folder / "file").write_text("x")
    assert filled("export --all file").code == 5
    (filled.folder / "empty").mkdir()
    filled.ok("export --all empty")
    filled.ok("export --all new/and/deeper")


def test_an_export_that_fails_leaves_nothing(filled: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_make_durable", full)
    before = sorted(filled.folder.iterdir())
    failed = filled("export --all out")
    assert failed.code == 1
    assert "No space left" in failed.err
    assert sorted(filled.folder.iterdir()) == before


def test_an_export_comes_back_to_the_byte(filled: Crm, exported: Path) -> None:
    filled.ok("--db new.db import out")
    filled.ok("--db new.db export --all out2")
    assert files(filled.folder / "out2") == files(exported)
    for line in ("list", "list --archived", "stale", "receivables", "history 1", "history 2", "stages", "order list"):
        assert filled.ok(f"--db new.db {line}").out == filled.ok(line).out, line
    assert filled.ok("--db new.db find talleres --format ids").lines == ["1"]
    assert (filled.folder / "new.db").stat().st_mode & 0o777 == 0o600


def test_ids_are_never_used_again(filled: Crm) -> None:
    filled.add("Undone")
    filled.ok("undo")
    filled.ok("export --all out")
    filled.ok("--db new.db import out")
    assert filled.ok("--db new.db add Next").out == filled.ok("add Next").out == "4\n"


def test_undoing_the_import_leaves_no_fact(filled: Crm, exported: Path) -> None:
    filled.ok("--db new.db import out")
    filled.ok("--db new.db undo")
    assert filled.ok("--db new.db list --format ids").out == ""
    filled._monkeypatch.setenv("CRM_DB", str(filled.folder / "new.db"))
    assert kept_facts(filled) == 0
    # The ledger keeps what was undone, so the ids are taken.
    assert filled("import out").code == 5


def test_only_a_database_that_never_held_anything_takes_an_export(filled: Crm, exported: Path) -> None:
    content = filled.db.read_bytes()
    refused = filled("import out")
    assert refused.code == 5
    assert "--db" in refused.err
    assert filled.db.read_bytes() == content


def test_a_dry_run_of_an_import_writes_nothing(filled: Crm, exported: Path) -> None:
    told = filled.ok("--db new.db import out --dry-run")
    assert "customers 3" in told.err
    assert not (filled.folder / "new.db").exists()


def _break(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("orders.csv", "12500.00", "12500,00", "orders.csv, line 2"),
        ("orders.csv", "12500.00", "12600.00", "orders.csv was changed"),
        ("orders.csv", "\no3", "\nx3", "orders.csv, line 4: id"),
        ("orders.csv", "o3,,2", "o3,,77", "orders.csv, line 4"),
        ("orders.csv", "\no3", "\no2", "orders.csv, line 4"),
        ("contacts.csv", "title", "titel", "contacts.csv, line 1"),
        ("contacts.csv", "Lucía", "Lucia", "customers.csv, line 2"),
        ("customers.csv", "2025-12-16", "2025-13-16", "customers.csv, line 2: created_at"),
        ("customers.csv", "Norte", "Sur", "customers.csv was changed"),
        ("customers.csv", ",Norte", ',"Norte', "customers.csv, line"),
        ("activities.csv", "asked", "asked\0", "activities.csv, line 2"),
        ("transitions.csv", "\nt2,", "\nt1,", "transitions.csv, line 3: it is there twice"),
        ("transitions.csv", ",buyer,", ",lost,", "line"),
        ("instalments.csv", "5000.00", "5000.000", "instalments.csv, line 2: amount"),
        ("last_ids.csv", "customers,3", "customers,1", "last_ids.csv"),
        ("manifest.json", '"crm_export": 1', '"crm_export": 2', "newer"),
        ("cards.csv", "cards/1.vcf", "../../etc/1.vcf", "cards.csv, line 2: file"),
        ("settings.csv", "EUR", "USD", "settings.csv was changed"),
    ],
)
def test_a_file_that_was_changed_is_named_and_nothing_lands(
    filled: Crm, exported: Path, name: str, old: str, new: str, said: str
) -> None:
    _break(exported, name, old, new)
    refused = filled("--db new.db import out")
    assert refused.code == 6
    assert said in refused.err
    filled._monkeypatch.setenv("CRM_DB", str(filled.folder / "new.db"))
    assert kept_facts(filled) == 0
    assert filled.ok("undo --list").lines[1:] == []


def test_a_file_that_is_missing_or_cut_short_is_named(filled: Crm, exported: Path) -> None:
    content = (exported / "tags.csv").read_bytes()
    (exported / "tags.csv").write_bytes(b"".join(content.splitlines(keepends=True)[:-1]))
    assert "customers.csv, line 2" in filled("--db new.db import out").err
    (exported / "tags.csv").write_bytes(content + b"\xff")
    assert "tags.csv, line" in filled("--db new.db import out").err
    (exported / "tags.csv").unlink()
    missing = filled("--db new.db import out")
    assert missing.code == 6
    assert "tags.csv is missing" in missing.err
    strange = filled("--db new.db import .")
    assert strange.code == 6
    assert "export --all" in strange.err


# Any firm

HARMFUL = st.sampled_from(
    (HOSTILE, "=1+1", "'=1", "\ufeff", "\r", "a\rb", "a\n\nb", '"', '""', ",", " ", "\\N", "NULL", "o1", "x" * 1_000)
)
WORD = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20) | HARMFUL
LONG = WORD | st.just("é\r\n" * 30_000)
WHO = st.sampled_from((1, 1, 1, 2, 2, 3))
AGO = st.integers(0, 200)
CURRENCY = st.sampled_from(("USD", "JPY", "KWD", "CLF"))


class Firm:
    """Somebody's customers, as they grow by whatever is done with them."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def try_(self, action: Any, *arguments: Any, **options: Any) -> None:
        """Do something if it can be done."""
        try:
            action(self.place.request(actor="ana"), *arguments, **options)
        except CrmError:
            return

    def day(self, ago: int) -> date:
        return self.place.today - timedelta(days=ago)

    def customer(self, name: str, word: str, note: str, ago: int) -> None:
        details = customers.Details(
            name=f"{name}.", contact=word, title=word, emails=(word, "a@b.example"), phones=("+34 655 318 402",),
            website=word, address=note, region=word, source=word, note=note, tags=(word.strip(), "vip"),
        )  # fmt: skip
        self.try_(customers.add, details, self.day(ago), word, force=True)

    def person(self, who: int, word: str, note: str) -> None:
        person = contacts.Person(name=f"{word}.", title=word, department=word, wechat=word, note=note)
        self.try_(contacts.add, str(who), person)

    def talk(self, who: int, word: str, note: str, ago: int) -> None:
        entry = activities.Entry(
            ref=str(who), kind=Kind.CALL, text=f"{note}.", at=self.day(ago).isoformat(), minutes=ago
        )
        self.try_(activities.log, [entry._replace(cost="3.50", next=f"+3d {word}")])

    def sell(self, who: int, word: str, currency: str, amount: int, ago: int) -> None:
        order = orders.NewOrder(
            str(who), str(amount), currency, code=word.strip(), note=word, at=self.day(ago).isoformat()
        )
        if ago % 2 and amount > 1:
            order = order._replace(instalments=(f"2026-05-01={amount - 1}", "2026-04-01=1"))
        self.try_(orders.add, [order])

    def pay(self, who: int, currency: str, amount: int, word: str) -> None:
        self.try_(payments.pay, [payments.NewPayment(str(who), str(amount), currency, note=word)])
        self.try_(payments.pay, [payments.NewPayment(f"o{who}", str(amount))])

    def change(self, who: int, stage: Stage, word: str, ago: int) -> None:
        motive = stages.Motive(word, day=self.day(ago))
        self.try_(customers.edit, [str(who)], customers.Details(stage=stage, owner="bea"), motive)
        if ago % 5 == 0:
            self.try_(customers.archive, [str(who)], word, None)
        if ago % 7 == 0:
            self.try_(orders.cancel, [f"o{who}"], word, None)

    def card(self, word: str) -> None:
        content = f"BEGIN:VCARD\nFN:{word}\nORG:{word}\nTEL:1\nEND:VCARD\n".encode()
        given = [Given("a.vcf", one, Path("a.vcf")) for one in vcard.read(content)]
        self.try_(cardbatch.add_cards, given, customers.Details(), None)

    def settle(self, word: str) -> None:
        self.try_(set_value, "country", "ES")
        self.try_(reps.add, word, Role.REP, word, "ana")

    def own(self, who: int, key: str, word: str) -> None:
        with step(self.place.request()) as work:
            field_id = work.add(OwnField(key=f"{key} {work.step_id}", choices=word, created_on=work.today))
            if facts.people(work.sql, who):
                work.add(OwnValue(customer_id=who, field_id=field_id, value=word))

    def take_back(self) -> None:
        self.try_(undo, None)


DEEDS = st.one_of(
    st.tuples(st.just(Firm.customer), WORD, WORD, LONG, AGO),
    st.tuples(st.just(Firm.person), WHO, WORD, WORD),
    st.tuples(st.just(Firm.talk), WHO, WORD, LONG, AGO),
    st.tuples(st.just(Firm.sell), WHO, WORD, CURRENCY, st.integers(1, 10**9), AGO),
    st.tuples(st.just(Firm.pay), WHO, CURRENCY, st.integers(1, 10**9), WORD),
    st.tuples(st.just(Firm.change), WHO, st.sampled_from(Stage), WORD, AGO),
    st.tuples(st.just(Firm.card), WORD),
    st.tuples(st.just(Firm.own), WHO, WORD, WORD),
    st.tuples(st.just(Firm.settle), WORD),
    st.tuples(st.just(Firm.take_back)),
)


@settings(MODEST)
@given(
    st.tuples(st.just(Firm.customer), WORD, WORD, LONG, AGO),
    st.tuples(st.just(Firm.sell), st.just(1), WORD, CURRENCY, st.integers(1, 10**9), AGO),
    st.lists(DEEDS, min_size=4, max_size=20),
)
def test_whatever_a_firm_has_comes_back_as_it_was(first: Any, sold: Any, deeds: list[Any]) -> None:
    with closing(Place()) as place, TemporaryDirectory() as name:
        firm = Firm(place)
        for deed, *arguments in [first, sold, *deeds]:
            deed(firm, *arguments)
        folder = Path(name)
        folders.write_all(place.path, folder / "one", force=False)
        request = place.request()._replace(path=folder / "new.db")
        restore(request, folder / "one", lambda sql: folders.compare(sql, folder / "one"))
        folders.write_all(request.path, folder / "two", force=False)
        assert files(folder / "two") == files(folder / "one")
        undo(request, None)
        folders.write_all(request.path, folder / "three", force=False)
        kept = {"last_ids.csv", "transitions.csv", "settings.csv", "manifest.json"}
        for file, content in files(folder / "three").items():
            assert file in kept or content.count(b"\n") == 1, file
