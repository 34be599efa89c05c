"""Fields of one's own: defined, said of customers, asked for, taken back exactly."""

import csv
import io
import shlex
import sqlite3
import stat
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import BadInputError
from crmcli.rules import fields as rules
from crmcli.store.schema import FACTS

HOSTILE = [
    "\x1b]0;owned\x07\x1b[2J",
    "[red]x[/red]",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE field; --",
    "../../etc/passwd",
    "two\nlines\r\nand\ttabs",
    "‮txt.exe",
    "%s {name} \\",
    "长" * 5_000,
]


def facts(crm: Crm) -> list[object]:
    """Return every fact in the file, and what is computed from them for its search."""
    with closing(sqlite3.connect(crm.db)) as connection:
        tables = [*FACTS, "standing", "match_key", "search"]
        return [sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables]


@pytest.fixture
def filled(crm: Crm) -> Crm:
    crm.ok("config field add Budget --choices 10k,50K,100k")
    crm.ok("config field add 预算")
    crm.ok("rep add ana")
    crm.add("Ibarra", "--set budget=50k --set 预算=五十万 --region Málaga --owner ana --tag VIP --at -10d")
    crm.add("广元家具", "--set BUDGET=100K --region north --stage prospect --at -5d")
    crm.add("Plain", "--region North --email p@x.example --phone '+34 600 111 222'")
    return crm


def test_a_field_is_defined_listed_and_known_once(crm: Crm) -> None:
    assert crm.ok("config field add Budget --choices 'small, LARGE，small'").out == "budget\n"
    crm.ok("config field add año")
    assert crm.rows("config field list") == [
        {"key": "budget", "choices": "small, LARGE", "customers": 0, "created_on": "2026-03-16"},
        {"key": "año", "choices": "", "customers": 0, "created_on": "2026-03-16"},
    ]
    assert crm("config field add BUDGET").code == 4
    assert {row["what"]: row["rows"] for row in crm.rows("db info")}["field"] == 2


@pytest.mark.parametrize(
    "key", ["Name", "e-mail x", "", "-x", "_x", "a=b", "a,b", "days-in-stage", "x" * 61, "a\x1b", "💶"]
)
def test_what_is_no_key_is_refused(crm: Crm, key: str) -> None:
    assert crm("config field add --", key).code == 6
    assert crm.rows("config field list") == []


def test_every_built_in_name_is_reserved() -> None:
    from crmcli.cli import template, topics
    from crmcli.cli.commands import COMMANDS
    from crmcli.cli.main import application
    from crmcli.store.reads.dossier import Dossier
    from crmcli.store.reads.where import KEYS

    names = {*Dossier._fields, *KEYS, *template._SINGLE, *template._LISTS}
    for columns in topics._columns().values():
        names |= set(columns)
    for line, entry in COMMANDS.items():
        if entry.module:
            command: Any = application()
            for word in line.split():
                command = command.load(word)
            for one in command.params:
                names |= {name.lstrip("-").replace("-", "_") for name in one.opts if name.startswith("--")}
    assert {name for name in names if name != "GROUP"} - rules.RESERVED == set()


@given(st.text(max_size=80))
def test_a_key_is_a_key_however_it_is_written(text: str) -> None:
    try:
        key = rules.valid_key(text)
    except BadInputError:
        key = ""
    if key:
        assert rules.valid_key(key) == key == rules.valid_key(f" {text} ")
    made = rules.key_from(text)
    assert not made or rules.valid_key(made) == made == rules.key_from(made)


@given(st.lists(st.text(st.characters(exclude_characters=",，、", exclude_categories=["Cs"]), min_size=1), max_size=6))
def test_choices_are_what_values_become(texts: list[str]) -> None:
    try:
        choices = rules.choices(",".join(texts))
    except BadInputError:
        return
    field = rules.OwnField(1, "x", choices)
    assert len({rules.same(one) for one in choices}) == len(choices)
    for one in choices:
        assert "\n" not in one
        assert rules.kept_value(field, f" {one.swapcase().swapcase()} ") in choices
        assert rules.kept_value(field, one) == one


def test_values_are_said_cleared_and_kept_as_the_choices_have_them(filled: Crm) -> None:
    assert filled.ok("show 1 --format json").json["fields"] == {"budget": "50K", "预算": "五十万"}
    filled.ok("edit 1,2 --set budget=10K --set 预算=")
    assert [row["budget"] for row in filled.rows("list")] == ["10k", "10k", ""]
    assert [row["预算"] for row in filled.rows("list")] == ["", "", ""]
    filled.ok("undo")
    assert [row["budget"] for row in filled.rows("list")] == ["50K", "100k", ""]
    assert filled.rows("config field list")[0]["customers"] == 2


def test_what_fits_no_field_or_no_choice_is_refused_whole(filled: Crm) -> None:
    before = filled.db.read_bytes()
    unknown = filled("edit 1 --set nope=1 --note x")
    assert unknown.code == 3
    assert "budget, 预算" in unknown.err
    assert "crm config field add" in unknown.err
    built_in = filled("add X --set region=north")
    assert (built_in.code, "option of its own" in built_in.err) == (3, True)
    outside = filled("add X --set budget=7")
    assert outside.code == 6
    assert "10k, 50K, 100k" in outside.err
    assert filled("add X --set budget").code == 6
    assert filled("add X --set =7").code == 6
    assert filled.db.read_bytes() == before


def test_cards_get_what_is_said_of_all(filled: Crm) -> None:
    card = "BEGIN:VCARD\nFN:Ana\nORG:{}\nEND:VCARD\n"
    filled.ok("add --card - --set budget=10k", stdin=card.format("Uno") + card.format("Dos"))
    assert [row["budget"] for row in filled.rows("list")][3:] == ["10k", "10k"]
    assert filled("add --card - --set nope=1", stdin=card.format("Tres")).code == 3


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["budget=50k"], [1]),
        (["Budget=100K"], [2]),
        (["budget!=50k"], [2, 3]),
        (["budget="], [3]),
        (["budget!="], [1, 2]),
        (["预算=五十万"], [1]),
        (["region=NORTH"], [2, 3]),
        (["region=mÁLAGA"], [1]),
        (["region=north", "budget="], [3]),
        (["stage=意向"], [2]),
        (["stage!=lead,prospect"], []),
        (["owner=ana"], [1]),
        (["owner="], [2, 3]),
        (["owner!="], [1]),
        (["tag=vip"], [1]),
        (["tags="], [2, 3]),
        (["name=广元家具"], [2]),
        (["email=P@X.example"], [3]),
        (["email="], [1, 2]),
        (["phone=0034600111222"], [3]),
        (["phone!="], [3]),
        (["contact!="], []),
        (["budget=' OR 1=1 --"], []),
        (["name=a=b"], []),
    ],
)
def test_where_narrows_by_any_field(filled: Crm, conditions: list[str], found: list[int]) -> None:
    more = [part for one in conditions for part in ("--where", one)]
    assert [row["id"] for row in filled.rows("list", *more)] == found
    assert [row["id"] for row in filled.rows("list --as-of 2026-03-16", *more)] == found


def test_where_goes_with_every_report_of_customers(filled: Crm) -> None:
    for one in (1, 2):
        filled.ok(f"log {one} call hello --at -1d")
        filled.ok(f"order add {one} 100 EUR --at -2d --due -1d")
    filled.ok("pay 2 130 EUR")

    def ask(line: str, where: str = "budget=50k") -> list[dict[str, Any]]:
        return filled.rows(line, "--where", where)

    assert [row["id"] for row in ask("find ibarra")] == [1]
    assert [row["id"] for row in ask("stale --days 1")] == [1]
    assert [row["customer_id"] for row in ask("activities")] == [1]
    assert [row["activities"] for row in ask("activities --by kind")] == [1]
    assert [row["customer_id"] for row in ask("order list")] == [1]
    assert [row["id"] for row in ask("receivables")] == [1]
    assert [row["outstanding"] for row in ask("receivables --by owner")] == ["100.00"]
    assert [row["name"] for row in ask("receivables --by instalment")] == ["Ibarra"]
    assert [row["unapplied"] for row in ask("receivables --by instalment", "budget=100k")] == ["30.00"]
    assert {row["stage"]: row["count"] for row in ask("stages")}["buyer"] == 1
    assert sum(row["count"] for row in ask("stages --by region", "region=north")) == 2
    for line in ("list", "stale", "activities", "order list", "receivables", "stages"):
        assert filled(f"{line} --where nope=1").code == 3
        assert filled(f"{line} --where nonsense").code == 6
        assert filled(f"{line} --where owner=nobody").code == 3
        assert filled(f"{line} --where stage=nonsense").code == 6
        assert filled(f"{line} --where budget=50k --as-of 2026-03-15").code == 0


def test_fields_are_columns_after_the_built_in_ones(filled: Crm) -> None:
    built_in = "id,name,stage,owner,region,industry,category,grade,days_in_stage,days_since_contact,next_step"
    for line in ("list", "find ibarra", "list --limit 1"):
        assert filled.ok(line).lines[0] == f"{built_in},budget,预算"
    assert filled.ok("list --fields 预算,id --format tsv").lines == ["预算\tid", "五十万\t1", "\t2", "\t3"]
    assert [row["id"] for row in filled.rows("list --sort -budget")] == [1, 2, 3]
    assert filled.ok("list --sort budget --format ids --limit 1").lines == ["2"]
    shown = next(csv.DictReader(io.StringIO(filled.ok("show 1 --format csv").out)))
    assert (shown["next_step"], shown["budget"], shown["预算"]) == ("", "50K", "五十万")
    assert [row["id"] for row in filled.rows("list --missing budget,email")] == []
    assert [row["id"] for row in filled.rows("list --missing 预算")] == [2, 3]
    nonsense = filled("list --missing nonsense")
    assert (nonsense.code, "budget, 预算" in nonsense.err) == (6, True)


def test_figures_sort_as_numbers(crm: Crm) -> None:
    crm.ok("config field add pieces")
    for pieces in ("10", "9", "-1.5", "100", ""):
        crm.add(f"C{pieces}", f"--set pieces={pieces}")
    assert [row["pieces"] for row in crm.rows("list --sort pieces")] == ["-1.5", "9", "10", "100", ""]
    crm.ok("edit 1 --set pieces=ten")
    assert [row["pieces"] for row in crm.rows("list --sort -pieces")] == ["ten", "9", "100", "-1.5", ""]


def test_words_find_what_is_in_fields(filled: Crm) -> None:
    assert [row["id"] for row in filled.rows("find 五十")] == [1]
    filled.ok("edit 3 --set 预算=veinte")
    assert [row["id"] for row in filled.rows("find veinte")] == [3]
    filled.ok("undo")
    assert filled.rows("find veinte") == []


@pytest.mark.parametrize("width", [60, 100])
def test_people_see_them_in_tables_and_on_the_screen(filled: Crm, width: int) -> None:
    from rich.cells import cell_len

    key = "how_did_you_hear_about_us_and_who_told_you"
    filled.ok(f"config field add {key}")
    filled.ok("config field add", "长" * 60)
    filled.ok(f"edit 1 --set {key}=fair", "--set", "长" * 60 + "=" + "词" * 80)
    for line in ("list", "show 1", "list --fields id," + "长" * 60, "config field list"):
        shown = filled(line, terminal=True, width=width)
        assert shown.code == 0
        assert max(map(cell_len, shown.lines)) <= width, shown.out
    screen = filled("show 1", terminal=True, width=width).out
    assert "预算          五十万" in screen
    assert "fair" in screen
    assert "50K" in filled("list", terminal=True, width=width).out
    assert "五十万" not in filled("show 2", terminal=True, width=width).out


def test_the_form_has_the_fields_with_their_choices(filled: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    script = filled.folder / "editor.sh"
    script.write_text(
        '#!/bin/sh\ncp "$1" seen.txt\nsed -i \'s/^budget:.*/budget: 100K/; s/^预算:.*/预算:/\' "$1"\n', "utf-8"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    assert filled("edit 1", terminal=True).code == 0
    seen = (filled.folder / "seen.txt").read_text("utf-8")
    assert "# budget: 10k, 50K, 100k\nbudget: 50K\n预算: 五十万\n" in seen
    assert filled.ok("show 1 --format json").json["fields"] == {"budget": "100k", "预算": ""}
    script.write_text('#!/bin/sh\nsed -i "s/^budget:.*/budget: 7/" "$1"\n')
    assert filled("edit 1", terminal=True).code == 6


def test_choices_change_only_where_every_value_fits(filled: Crm) -> None:
    refused = filled("config field set budget --choices 10k,50k")
    assert refused.code == 5
    assert "'100k': 广元家具 (2)" in refused.err
    before = facts(filled)
    filled.ok("config field set budget --choices 50k,100K")
    assert [row["budget"] for row in filled.rows("list")] == ["50k", "100K", ""]
    assert filled("edit 3 --set budget=10k").code == 6
    filled.ok("undo")
    assert facts(filled) == before
    filled.ok("config field set budget --choices", "")
    filled.ok("edit 3 --set budget=anything")
    assert filled("config field set budget").code == 2


def test_a_field_gets_another_key(filled: Crm) -> None:
    assert filled.ok("config field rename budget Volumen").out == "volumen\n"
    assert filled.ok("show 1 --format json").json["fields"] == {"volumen": "50K", "预算": "五十万"}
    assert filled("config field rename volumen 预算").code == 4
    assert filled("config field rename volumen name").code == 6
    assert filled("config field rename volumen VOLUMEN").code == 5
    assert filled("config field rename budget x").code == 3


def test_a_field_in_use_is_removed_only_by_force_and_comes_back(filled: Crm) -> None:
    before = facts(filled)
    refused = filled("config field remove budget")
    assert refused.code == 5
    assert "Ibarra (1), 广元家具 (2)" in refused.err
    assert filled("config field remove budget --force").code == 5
    filled.ok("config field remove budget --force -m unused")
    assert "unused" in filled.rows("undo --list")[0]["what"]
    assert "budget" not in filled.rows("list")[0]
    assert filled.rows("find 100k") == []
    assert filled("edit 1 --set budget=10k").code == 3
    filled.ok("undo")
    assert facts(filled) == before
    assert [row["id"] for row in filled.rows("find 100k")] == [2]
    filled.ok("edit 1 --set 预算=")
    filled.ok("config field remove 预算")


def test_undo_is_exact_for_every_step(crm: Crm) -> None:
    crm.add("A")
    lines = [
        "config field add budget --choices a,b",
        "add B --set budget=A",
        "edit 1,2 --set budget=b",
        "config field set budget --choices B,c",
        "edit 1 --set budget=",
        "config field rename budget x",
        "config field remove x --force -m why",
    ]
    states = []
    for line in lines:
        states.append(facts(crm))
        crm.ok(line)
    for state in reversed(states):
        crm.ok("undo")
        assert facts(crm) == state


def test_a_step_is_not_undone_from_under_later_ones(crm: Crm) -> None:
    crm.add("A")
    crm.ok("config field add budget")  # step 2
    crm.ok("edit 1 --set budget=a")  # step 3
    assert crm("undo 2").code == 4
    crm.ok("edit 1 --set budget=b")  # step 4
    crm.ok("config field set budget --choices b,c")  # step 5
    before = facts(crm)
    assert crm("undo 4").code == 4, "a would be none of the choices"
    assert facts(crm) == before
    crm.ok("config field rename budget other")  # step 6
    crm.ok("config field add budget")  # step 7
    assert crm("undo 6").code == 4
    crm.ok("undo 7")
    crm.ok("undo 6")
    crm.ok("undo 5")
    crm.ok("undo 4")
    assert crm.rows("list")[0]["budget"] == "a"


@pytest.mark.parametrize(
    "line",
    [
        "config field add x",
        "config field rename budget x",
        "config field set budget --choices 50k,100K",
        "config field remove budget --force -m why",
        "edit 1 --set budget=10k",
        "add X --set budget=10k",
    ],
)
def test_a_dry_run_writes_nothing(filled: Crm, line: str) -> None:
    before = filled.db.read_bytes()
    assert filled.ok(f"{line} --dry-run").out == ""
    assert filled.db.read_bytes() == before


def test_what_changes_nothing_is_no_step(filled: Crm) -> None:
    steps = len(filled.rows("undo --list"))
    filled.ok("edit 1 --set budget=50K --set 预算=五十万")
    filled.ok("edit 3 --set budget=")
    assert len(filled.rows("undo --list")) == steps


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_kept_and_shown_harmlessly(filled: Crm, value: str) -> None:
    filled.ok("edit 3", "--set", f"预算={value}")
    assert filled.rows("list")[2]["预算"] == value.strip()
    assert [row["id"] for row in filled.rows("list", "--where", f"预算={value}")] == [3]
    for line in ("list", "show 3", "list --format csv", "config field remove 预算"):
        shown = filled(line, terminal=True, merged=True, width=60)
        assert not set(shown.out) & set("\x1b\x07\x9b\u202e"), line
    other = filled("config field set 预算", "--choices", "x", terminal=True, merged=True, width=60)
    assert other.code == 5
    assert not set(other.out) & set("\x1b\x07\x9b\u202e")
    assert len(other.out) < 1_000
    filled.ok("undo")


def test_values_that_cannot_be_kept_are_refused(filled: Crm) -> None:
    assert filled("edit 1", "--set", "预算=a\0b").code == 6
    assert filled("edit 1", "--set", "预算=" + "x" * 100_001).code == 6
    assert filled("edit 1", "--set", "\x1b]0;x\x07=1").code == 3
    assert "\x1b" not in filled("edit 1", "--set", "\x1b]0;x\x07=1").err
    assert filled("config field add x", "--choices", "a\0b").code == 6


def test_many_fields_stand_beside_each_other(crm: Crm) -> None:
    for number in range(60):
        crm.ok(f"config field add f{number}")
    crm.ok("add A " + " ".join(f"--set f{number}={number}" for number in range(0, 60, 2)))
    row = crm.rows("list")[0]
    assert [row[f"f{number}"] for number in range(4)] == ["0", "", "2", ""]
    assert list(row)[-1] == "f59"


def test_an_import_sets_values_inside_its_own_step(filled: Crm) -> None:
    from datetime import date

    from crmcli.actions import fields
    from crmcli.store.fields import put
    from crmcli.store.write import Request, step

    before = facts(filled)
    request = Request(filled.db, "crm import", "", date(2026, 3, 16), "2026-03-16T09:00:00Z")
    with step(request) as work:
        made = fields.define(work, rules.key_from("Status (old)"))
        fields.set_values(work, 1, {made.key: "open", "budget": "10K"})
        put(work.sql, [(2, made.id, "closed"), (3, fields.known(work)["预算"].id, "x")])
        work.what = "imported"
    assert made.key == "status_old"
    assert [(row["budget"], row["status_old"], row["预算"]) for row in filled.rows("list")] == [
        ("10k", "open", "五十万"),
        ("100k", "closed", ""),
        ("", "", "x"),
    ]
    assert [row["id"] for row in filled.rows(f"find {shlex.quote('closed')}")] == [2]
    filled.ok("undo")
    assert facts(filled) == before
