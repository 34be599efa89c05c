"""Column names, formats and exit codes are a promise."""

import csv
import io
import json

import pytest

from conftest import Crm
from crmcli.errors import ExitCode

PROMISED = {
    "list": "id,name,stage,owner,region,industry,category,grade,days_in_stage,days_since_contact,next_step",
    "stale": "id,name,stage,owner,days_stale,days_in_stage,days_since_contact,contacts_in_stage,last_movement,next_step,cause",
    "stages": "stage,count,share,median_days,over_limit",
    "stages --by owner": "owner,stage,count,share,median_days,over_limit",
    "receivables": "id,name,owner,currency,not_due,d1_30,d31_60,d61_90,d91_120,over_120,unapplied,outstanding",
    "receivables --by owner": "owner,currency,not_due,d1_30,d31_60,d61_90,d91_120,over_120,unapplied,outstanding",
    "activities": "id,at,customer_id,name,rep,kind,text,minutes,cost,currency,contact",
    "order list": "id,code,customer_id,name,owner,at,amount,currency,paid,outstanding,status,sample,returned,invoiced,first",
    "dupes": "id,name,other_id,other_name,score,reason",
    "card list": "id,state,customer_id,customer,contact,kind,source,event,rep,added_at,likely_id,likely,why",
    "undo --list": "step,at,command,what,actor",
    "history 1": "at,what,who,detail,id",
    "contact list 1": "id,name,title,department,email,phone,wechat,note,archived_on,birthday",
    "audit verify": "check,result,detail",
    "audit signals": "id,at,kind,customer_id,name,who,detail",
    "rep list": "id,name,role,email,manager,customers,active",
}
NASTY = 'A "quoted", name; with\nnewline, =1+1, tab\there and 广元'


@pytest.fixture
def filled(crm: Crm) -> Crm:
    crm.ok("rep add ana")
    crm.ok("add --contact Lucía --owner ana --at -100d", NASTY)
    crm.add("B", "--at -50d")
    crm.ok("log 1 call hello --minutes 5 --cost 3")
    crm.ok("order add 1 1000.50 EUR --at -90d --due -40d")
    crm.ok("pay o1 0.50")
    return crm


@pytest.mark.parametrize("line", PROMISED)
def test_columns_are_the_promised_ones(filled: Crm, line: str) -> None:
    assert filled.ok(line).lines[0] == PROMISED[line]
    assert filled.ok(f"{line} --format tsv").lines[0] == PROMISED[line].replace(",", "\t")
    for row in json.loads(filled.ok(f"{line} --format json").out):
        assert ",".join(row) == PROMISED[line]
    topic = filled.ok("help columns").out
    assert PROMISED[line].removeprefix("owner,") in topic


@pytest.mark.parametrize("line", ["list", "stale", "receivables", "activities", "order list", "history 1"])
def test_csv_json_and_jsonl_give_back_what_was_stored(filled: Crm, line: str) -> None:
    parsed = list(csv.DictReader(io.StringIO(filled.ok(line).out)))
    objects = filled.rows(line)
    lines = [json.loads(one) for one in filled.ok(f"{line} --format jsonl").lines]
    assert lines == objects
    assert parsed
    for left, right in zip(parsed, objects, strict=True):
        assert left == {name: _text(value) for name, value in right.items()}
    if "name" in parsed[0] and line != "stale":
        assert NASTY in {row["name"] for row in parsed}


def _text(value: object) -> str:
    return "" if value is None else "yes" if value is True else "no" if value is False else str(value)


def test_table_and_csv_agree_cell_for_cell(crm: Crm) -> None:
    crm.add("Plain", "--region North --at -3d")
    table = crm.ok("list --format table --fields id,name,stage,region,days_in_stage").lines
    parsed = crm.ok("list --fields id,name,stage,region,days_in_stage").lines
    assert table[-1].split() == parsed[1].split(",")


def test_a_terminal_gets_a_table_and_a_pipe_gets_csv(filled: Crm) -> None:
    assert "─" in filled("list", terminal=True).out
    assert filled("list").out.startswith("id,name")
    assert "─" in filled("list --format table").out
    assert filled("list --format csv", terminal=True).out.startswith("id,name")


@pytest.mark.parametrize("line", ["list", "stale", "stages", "receivables", "activities", "order list", "history 1"])
def test_nothing_is_wider_than_the_terminal(filled: Crm, line: str) -> None:
    from rich.cells import cell_len

    for width in (60, 80, 120):
        shown = filled(line, terminal=True, width=width)
        assert shown.code == 0
        assert max(cell_len(one) for one in shown.out.splitlines()) <= width
        assert max(cell_len(one) for one in filled(f"{line} --format table", width=width).out.splitlines()) <= width


def test_fields_pick_and_order_sort_and_limit_cut_in_every_format(filled: Crm) -> None:
    filled.add("C", "--at -70d")
    assert filled.ok("list --fields name,id --sort -days_in_stage --limit 2").lines[0] == "name,id"
    ids = [row["id"] for row in filled.rows("list --sort -days_in_stage")]
    assert ids == [1, 3, 2]
    assert [row["id"] for row in filled.rows("list --sort days_in_stage --limit 2")] == [2, 3]
    assert [row["id"] for row in filled.rows("list --limit 2")] == [1, 2]
    assert filled.ok("list --format ids --sort name --limit 1").lines == ["1"]
    for line in ("list --fields nonsense", "list --sort nonsense", "list --format xml", "list --limit -1"):
        assert filled(line).code == 2
    assert filled("stages --format ids").code == 2


def test_a_long_list_on_a_terminal_is_cut_and_says_so(crm: Crm) -> None:
    for number in range(53):
        crm.add(f"Customer {number}")
    shown = crm("list --fields id,name", terminal=True)
    assert len(shown.out.splitlines()) == 52
    assert "--limit 0" in shown.err
    assert len(crm("list --fields id,name --limit 0", terminal=True).out.splitlines()) == 55
    assert len(crm("list").out.splitlines()) == 54


def test_exit_code_10_where_asked(filled: Crm) -> None:
    assert filled("list --exit-code").code == 10
    assert filled("list nothing-like-this --exit-code").code == 0
    assert filled("stale --days 80 --exit-code").code == 10


def test_a_filter_that_fits_nothing_is_no_error(crm: Crm) -> None:
    assert crm("list").code == 0
    assert not crm.db.exists(), "a read creates nothing"
    assert crm("stale", terminal=True).out == ""
    assert crm("show 1").code == 3


def test_a_write_prints_one_sentence_and_in_a_pipe_the_id(crm: Crm) -> None:
    piped = crm.ok("add Ana")
    assert (piped.out, piped.err.splitlines()[0]) == ("1\n", "Ana (1) added as lead.")
    shown = crm("add Bo", terminal=True)
    assert (shown.out, shown.err.splitlines()[0]) == ("", "Bo (2) added as lead.")
    quiet = crm("add Cy -q", terminal=True)
    assert (quiet.out, quiet.err) == ("3\n", "")
    assert crm("log 1 call x").out == "a1\n"
    assert crm("next 1 fri x").out == "n1\n"
    assert crm("order add 1 5 EUR").out == "o1\n"
    assert crm("pay o1 5").out == "p1\n"
    assert crm("promote 2 3 -m x").out == "2\n3\n"


def test_exit_codes_are_the_documented_ones(crm: Crm) -> None:
    listed = {int(line.split()[0]) for line in crm.ok("help exit-codes").lines}
    assert listed == {code.value for code in ExitCode} == {0, 1, 2, 3, 4, 5, 6, 7, 10, 130}


def test_ids_have_letters_and_are_accepted_so(filled: Crm) -> None:
    assert filled.ok("order show o1 --format json").json["order"]["id"] == "o1"
    assert filled.ok("contact edit c1 --title X").code == 0
    assert filled.ok("rep edit r1 --email a@b.example").code == 0
    assert filled.ok("pay O1 1").code == 0
