"""Hostile text on its way in and out by spreadsheets, folders, copies and fields: it is shown, kept, and does nothing."""

import csv
import io
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyte
import pytest

import crmcli
from conftest import Crm, Program
from crmcli.render.progress import shown as progress
from terminals import EVERYTHING, HOSTILE, SHORT, deeds, harmless

# What a file's name can hold of it: no slash, 255 bytes.
NAMES = {
    name: text.replace("/", "⁄").encode()[:180].decode("utf-8", "ignore")
    for name, text in {**HOSTILE, "quote": "'; touch owned; '", "dots": "..", "space": " ", "tilde": "a~"}.items()
}


def said(crm: Crm, line: str, *more: str, codes: tuple[int, ...] = (0, 6), width: int = 60, stdin: str = "") -> str:
    """Type a command, on a terminal and piped; what it says there only draws."""
    for terminal in (False, True):
        result = crm(line, *more, terminal=terminal, width=width, stdin=stdin)
        assert "fault of the program" not in result.err, result
        assert result.code in codes, result
        if terminal:
            wide = "--format" in line or line.startswith("export")
            harmless(result.out.replace("\t", " "), width=None if wide else width)
            harmless(_without_bar(result.err))
        else:
            harmless(result.err)
    return result.err


_BAR = re.compile(r"\x1b\[(?:\?25[lh]|\d*A|2K|[\d;]*m)|\r")


def _without_bar(text: str) -> str:
    """Return what is said beside the bar, which moves the cursor and hides it."""
    return _BAR.sub("", text)


def sheet(*rows: list[str]) -> str:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


# --- Spreadsheets on their way in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_of_any_name_comes_in_and_its_bad_rows_land_beside_it(crm: Crm, name: str) -> None:
    place = crm.folder / "in"
    place.mkdir()
    file = place / f"{NAMES[name]}.csv"
    file.write_text(sheet(["Name", "Grade"], ["Ana", "A"], ["Bad \x1b[c", "Z"], *[["Ordinary", ""]] * 9))
    before = sorted(crm.folder.iterdir())
    said(crm, "import customers", "--", str(file), codes=(6,))
    assert sorted(os.listdir(place)) == sorted([file.name, f"{file.name}.rejected.csv", f"{file.name}.rejected-2.csv"])
    assert sorted(crm.folder.iterdir()) == sorted([*before, crm.db.parent])
    assert "Ana" in [row["name"] for row in crm.rows("list")]


def test_the_bad_rows_of_a_file_with_the_longest_name_are_not_lost(crm: Crm) -> None:
    for name in ("n" * 251 + ".csv", "深" * 83 + "é.csv"):
        file = crm.folder / name
        file.write_text(sheet(["Name", "Grade"], ["Bad", "Z"]))
        result = crm("import customers", name)
        assert result.code == 6, result
        (back,) = [one for one in crm.folder.iterdir() if "rejected" in one.name]
        assert "Bad" in back.read_text()
        assert back.stat().st_mode & 0o777 == 0o600
        back.unlink()


KINDS = {
    "customers": ["Name", "Email", "Phone", "Grade", "Stage", "Owner", "Created"],
    "contacts": ["First name", "Company", "Email", "Phone", "Birthday"],
    "activities": ["Customer", "Date", "Kind", "Text", "Rep", "Minutes"],
    "orders": ["Customer", "Order number", "Date", "Amount", "Currency", "Rep"],
    "payments": ["Customer", "Order number", "Date", "Amount", "Currency"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_import_says_of_hostile_cells_and_headers_only_draws(crm: Crm, kind: str) -> None:
    header = KINDS[kind]
    texts = [*HOSTILE.values(), EVERYTHING]
    rows = [[text if place == other else "x" for other in range(len(header))] for text in texts for place in range(7)]
    rows += [[text] * len(header) for text in texts]
    hostile = [f"Column {text}" for text in texts]
    (crm.folder / "a.csv").write_text(sheet([*header, *hostile], *[[*row, *texts] for row in rows]))
    more = "--keep-unknown" if kind in ("customers", "contacts") else "--add-customers"
    more += "" if kind == "payments" else " --add-reps"
    for line in (f"import {kind} a.csv", f"import {kind} a.csv --dry-run", f"import {kind} a.csv {more}"):
        said(crm, line, codes=(0, 5, 6))
    said(crm, f"import {kind} a.csv --format json --dry-run", codes=(0, 5, 6))
    for line in ("list", "show 1", "show 1 --all", "undo --list", "history 1", "config field list", "rep list"):
        result = crm(f"{line} --format table", terminal=True, width=60)
        harmless(result.out, width=60)
        harmless(result.err)


def test_the_rows_that_come_back_are_no_formulas_and_go_in_when_mended(crm: Crm) -> None:
    phone, evil = "+34 944 123 456", "=cmd|' /C calc'!A0"
    (crm.folder / "a.csv").write_text(sheet(["Name", "Phone", "Note", "Grade"], ["Ana", phone, evil, "Z"]))
    assert crm("import customers a.csv").code == 6
    back = crm.folder / "a.csv.rejected.csv"
    assert not [cell for cell in cells_of(back.read_text("utf-8-sig"), ",") if cell.startswith(("=", "+", "-", "@"))]
    back.write_text(back.read_text("utf-8").replace(",Z\n", ",A\n"))
    crm.ok("import customers a.csv.rejected.csv")
    found = crm.ok("show 1 --format json").json
    assert (found["note"], found["phone"]) == (evil, phone) if "phone" in found else found["note"] == evil


def test_errors_about_sheets_only_draw(crm: Crm) -> None:
    text = EVERYTHING[:400]
    (crm.folder / "strange.csv").write_text(sheet([f"{text} 1", f"{text} 2"], ["1", "2"]))
    (crm.folder / "dates.csv").write_text(sheet(["Name", f"Created {text}", "Created"], ["a", "", "3/4/2026"]))
    (crm.folder / "zip.csv").write_bytes(b"PK\x03\x04" + text.encode())
    for line, *more in (
        ("import", text, "a.csv"),
        ("import", text),
        ("import customers", text),
        ("import customers", text, text),
        ("import strange.csv",),
        ("import customers strange.csv",),
        ("import customers dates.csv",),
        ("import customers zip.csv",),
        ("import customers strange.csv", "--map", text),
        ("import customers strange.csv", "--map", f"{text} 1={text}"),
        ("import customers strange.csv", f"--map={text}=name"),
        ("import customers strange.csv", f"--dates={text}"),
        ("import customers strange.csv", f"--decimal={text}"),
        ("import customers strange.csv", f"--encoding={text}"),
        ("import customers strange.csv", f"--delimiter={text}"),
        ("import customers strange.csv", f"--currency={text}"),
        ("import customers strange.csv", f"--fields={text}"),
        ("import customers strange.csv", f"--as={text}"),
    ):
        said(crm, line, *more, codes=(0, 2, 3, 4, 5, 6))


def test_a_progress_bar_with_any_name_moves_nothing_but_itself() -> None:
    for text in (EVERYTHING, *NAMES.values()):
        stream = io.StringIO()
        stream.isatty = lambda: True  # type: ignore[method-assign]
        assert list(progress(iter("abc"), 3, text, stream)) == ["a", "b", "c"]
        assert deeds(stream.getvalue()) <= {
            *("draw", "linefeed", "carriage_return", "cursor_up", "erase_in_line"),
            *("set_mode", "reset_mode", "select_graphic_rendition"),
        }
        assert set(re.findall(r"\x1b\[\?(\d+)", stream.getvalue())) <= {"25"}
        screen = pyte.Screen(80, 24)
        pyte.Stream(screen).feed("before\r\n" + stream.getvalue().replace("\n", "\r\n"))
        assert [line.rstrip() for line in screen.display if line.strip()] == ["before"]


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "cp1252"])
def test_a_progress_bar_on_a_terminal_of_another_alphabet_is_drawn(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    stream.isatty = lambda: True  # type: ignore[method-assign]
    assert list(progress(iter("abc"), 3, "深圳 é 👩 客户.csv", stream)) == ["a", "b", "c"]


_WIDE = {
    "zeros": lambda path: os.truncate(path, 200 << 20),
    "columns": lambda path: path.write_text(("Name," + "c," * 100_000 + "\n") * 5),
    "cells": lambda path: path.write_text("Name,Phone\n" + ("Ana," * 100_000 + "\n") * 5),
}


@pytest.mark.parametrize("name", _WIDE)
def test_a_huge_sheet_takes_little_memory(crm: Crm, program: Program, name: str) -> None:
    path = crm.folder / "huge.csv"
    path.touch()
    _WIDE[name](path)
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -v 600000; exec "$0" -m crmcli import customers huge.csv -q', sys.executable],
        env={**program.environment, "PYTHONPATH": str(Path(crmcli.__file__).parents[1])},
        cwd=crm.folder, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 6), done.stderr[-500:]
    assert b"fault" not in done.stderr


@pytest.mark.parametrize("line", ["log -", "edit - --grade A", "pay -"])
def test_an_endless_standard_input_is_refused(crm: Crm, line: str) -> None:
    crm.add("Somebody")
    result = crm(line, stdin=bytes((64 << 20) + 1))
    assert result.code == 6
    assert "64 MiB" in result.err


# --- What is no file ------------------------------------------------------------------------------------------------


@pytest.fixture
def odd(crm: Crm) -> Crm:
    """A place with things that are no files."""
    os.mkfifo(crm.folder / "fifo")
    (crm.folder / "zero").symlink_to("/dev/zero")
    (crm.folder / "self").symlink_to("self")
    (crm.folder / "dangling").symlink_to("nowhere")
    (crm.folder / "folder").mkdir()
    (crm.folder / "file").write_text("text")
    return crm


ODD = ("fifo", "zero", "self", "dangling", "folder", "file/below", "n" * 300, "/proc/self/mem")


# What is not there is an empty database to who reads, and a folder is made where it can be.
_FREE = (
    "export --all folder/below",
    "export --all dangling/below",
    *(f"--db {one} list" for one in ("self", "dangling", "file/below")),
)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "line",
    [
        "import customers {}",
        "import {}",
        "db restore --yes {}",
        "db backup {}",
        "export --all {}/below",
        "--db {} list",
        "--db {} add Somebody",
        "--db {} db check",
        "--db {} db backup",
    ],
)
def test_what_is_no_file_is_named_at_once(odd: Crm, line: str, name: str) -> None:
    if name == "fifo" and line.startswith("import"):
        return  # a pipe is read, and waited for: `crm import customers <(zcat clientes.csv.gz)`
    if "--db" not in line:
        odd.add("Somebody")
    before = sorted(odd.folder.rglob("*"))
    result = odd(line.format(name))
    assert result.code in (1, 3, 4, 5, 6, 7, 10) or line.format(name) in _FREE, result
    assert "fault of the program" not in result.err
    assert "the output" not in result.err
    assert "Remove it" not in result.err
    if result.code:
        assert sorted(odd.folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["fifo", "zero", "self", "folder", "file/below"])
def test_a_configuration_that_is_no_file_is_named_or_empty(
    odd: Crm, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("CRM_CONFIG", str(odd.folder / name))
    for line in ("add Somebody --dry-run", "config list", "config get me", "config set me ana"):
        result = odd(line)
        assert result.code in (0, 1, 6), result
        assert "fault of the program" not in result.err
        assert "output" not in result.err


@pytest.mark.parametrize("name", ["manifest.json", "customers.csv", "settings.csv", "cards", "cards/1.vcf"])
@pytest.mark.parametrize("what", ["fifo", "zero", "folder", "self"])
def test_a_folder_with_what_is_no_file_is_refused_at_once(crm: Crm, name: str, what: str) -> None:
    (crm.folder / "card.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Good\nEND:VCARD\n")
    crm.ok("add --card card.vcf")
    crm.ok("export --all everything")
    place = crm.folder / "everything" / name
    if place.is_dir():
        for one in place.iterdir():
            one.unlink()
        place.rmdir()
    else:
        place.unlink()
    if what == "fifo":
        os.mkfifo(place)
    elif what == "folder":
        place.mkdir()
        (place / "precious").write_text("precious")
    else:
        place.symlink_to("/dev/zero" if what == "zero" else place.name)
    result = crm("--db new.db import everything")
    assert result.code == 6, result
    assert "fault of the program" not in result.err
    result = crm("export --all everything --force")
    assert result.code == 5, result
    assert os.path.lexists(place)
    assert what != "folder" or (place / "precious").exists()


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-queue"])
def test_a_pipe_beside_the_database_keeps_nobody_waiting(crm: Crm, ending: str) -> None:
    crm.add("Somebody")
    beside = crm.db.with_name(crm.db.name + ending)
    beside.unlink(missing_ok=True)
    os.mkfifo(beside)
    for line in ("list", "add Else", "db check", "db backup"):
        result = crm(line)
        assert result.code == (0 if ending == "-queue" else 7), result


# --- Fields of one's own, periods, conditions -----------------------------------------------------------------------


def test_what_is_said_of_fields_and_periods_only_draws(crm: Crm) -> None:
    text = EVERYTHING[:400]
    crm.ok("rep add", f"Rep {text}")
    crm.ok("config field add budget", f"--choices={text.replace(',', ' ')},other")
    crm.ok("config field add wishes")
    crm.ok("add", f"--set=wishes={text}", "--set=budget=other", "--", f"Customer {text}")
    for words in (
        ("config field add", "--", text),
        ("config field rename wishes", "--", text),
        ("config field remove", "--", text),
        ("config field remove wishes",),
        ("config field set wishes", f"--choices={text}"),
        ("config field list",),
        ("edit 1", f"--set={text}"),
        ("edit 1", f"--set={text}=x"),
        ("edit 1", f"--set=budget={text}x"),
        ("edit 1", f"--set=wishes={text}x", "--dry-run"),
        ("list", f"--where={text}"),
        ("list", f"--where={text}=x"),
        ("list", f"--where=wishes={text}"),
        ("list", f"--where=stage={text}"),
        ("list", f"--where=owner={text}"),
        ("list", f"--missing={text}"),
        ("list --fields name,budget,wishes --format table",),
        ("activities", f"--period={text}"),
        ("activities", f"--period=2026..{text}"),
        ("activities", f"--since={text}"),
        ("stale", f"--as-of={text}"),
        ("show 1 --format table",),
        ("show 1 --all --format table",),
        ("export", text),
        ("export customers", f"--fields={text}"),
        ("export customers", f"--format={text}"),
        ("export customers", f"--owner={text}"),
        ("export customers", f"--stage={text}"),
        ("export customers --format table",),
        ("export customers",),
        ("export customers --format json",),
        ("db check --format table",),
        ("help", text),
    ):
        said(crm, *words, codes=(0, 2, 3, 4, 5, 6))


def test_what_a_check_says_of_a_strange_file_only_draws(crm: Crm) -> None:
    crm.ok("add", "--", f"Customer {SHORT}")
    with closing(sqlite3.connect(crm.db)) as sql:
        quoted = EVERYTHING.replace(chr(34), chr(34) * 2)
        sql.execute(f'CREATE TABLE "{quoted}" (a)')
        sql.execute(f'CREATE VIEW "v {quoted}" AS SELECT 1')
        sql.execute("UPDATE standing SET stage = ?", (EVERYTHING,))
        sql.commit()
    told = crm("db check --format table", terminal=True, width=60)
    assert told.code == 10
    assert "not crm's" in told.out.replace("\n", " ") or "crm's" in told.out
    for line in (
        "db check --format table",
        "db check",
        "db check --repair --dry-run",
        "show 1",
        "list",
        "stages",
        "db backup",
    ):
        result = crm(f"{line}", terminal=True, width=60)
        assert "fault of the program" not in result.err, result
        harmless(result.out, width=60)
        harmless(result.err)


# --- Copies and folders of any name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["title", "c1", "lines", "bidi", "markup", "formula", "format", "wide", *list(NAMES)[-4:]]
)
def test_copies_and_exports_of_any_name_are_private_and_come_back(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = crm.folder / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    crm.add("Somebody")
    outside = sorted(crm.folder.iterdir())
    file, folder = f"x{NAMES[name]}.db", f"{NAMES[name]}x"
    database = place / "own" / f"y{NAMES[name]}.db"
    monkeypatch.setenv("CRM_DB", str(database))
    said(crm, "add Somebody", codes=(0, 4))
    said(crm, "db backup --force", "--", file, codes=(0,))
    said(crm, "db backup", "--", file, codes=(4,))
    said(crm, "db backup", codes=(0,))
    said(crm, "db restore --dry-run", "--", file, codes=(0,))
    said(crm, "db restore --yes", "--", file, codes=(0,))
    said(crm, "db check --format table", codes=(0,))
    said(crm, "db info --format table", codes=(0,))
    said(crm, "export --all", folder, codes=(0, 5))
    question = crm("db restore", "--", file, terminal=True, merged=True, stdin="n\n")
    harmless(question.out)
    said(crm, f"--db new{len(name)}.db import", "--", folder, codes=(0, 5))
    assert sorted(crm.folder.iterdir()) == outside
    for path in (place / file, database, *(place / folder).iterdir(), *(database.parent / "backups").iterdir()):
        assert path.is_relative_to(place)
        assert path.stat().st_mode & 0o077 == 0, path
    assert not list(place.rglob("owned"))


def test_the_hint_after_a_copy_can_be_pasted_into_a_shell(crm: Crm) -> None:
    crm.add("Somebody")
    for name in ("-rf", "a b", "$(touch owned)", "'; touch owned; '", "`touch owned`"):
        for line in ("db backup --", "export --all"):
            hint = crm.ok(line, name).err.splitlines()[-1].partition(": ")[2]
            assert Path(shlex.split(hint)[-1]).name == name
            (crm.folder / name).rename(crm.folder / f"old {len(list(crm.folder.iterdir()))}")


# --- Spreadsheets on their way out ----------------------------------------------------------------------------------


def cells_of(text: str, delimiter: str) -> list[str]:
    """Return the cells that a program sees which parts them so."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


_EVIL = "=cmd|' /C calc'!A0"
_HIDDEN = [
    _EVIL,
    *(f"{before}{_EVIL}" for before in ("a;", "a,", "a\n", "a\t", 'a";', '";', "a; ", "'", " ", "a;\n", '""', "a;'")),
]
_HIDDEN += [f"a;{start}{_EVIL[1:]}" for start in "+-@＝＋－＠"] + [f"＝{_EVIL[1:]}", "x;+HYPERLINK(1)", "x\n- [a]b!A1"]


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("csv", ";"), ("tsv", "\t")])
def test_no_spreadsheet_of_any_country_calculates_a_text(crm: Crm, format_: str, delimiter: str) -> None:
    # Where a comma is for decimals, a semicolon parts the cells.
    for number, text in enumerate([*_HIDDEN, *HOSTILE.values()]):
        crm.ok("add", f"--note={text}", f"--tag={text}", f"--region={text}", "--", f"{number}{text}")
    crm.ok("config field add wishes")
    crm.ok("edit 1", f"--set=wishes={_HIDDEN[1]}")
    for line in ("export customers", "list", "list --fields name,region,id", "show 2", "undo --list"):
        out = crm.ok(f"{line} --excel --format {format_}").out.removeprefix("\ufeff")
        for cell in cells_of(out, delimiter):
            assert not re.match(r"[\s\"＂]*[=@＝＠]", cell), (line, cell)
            assert not re.match(r"[\s\"＂]*[+\-＋－].*(\||\w\(|!\w)", cell), (line, cell)


def test_lists_and_numbers_inside_a_text_are_left_as_they_are(crm: Crm) -> None:
    text = "Wants:\n- two saws\n+ a quote!; +34 944 (123); -5;x"
    crm.ok("add Somebody", f"--note={text}")
    (_head, (cell,)) = csv.reader(io.StringIO(crm.ok("export customers --excel --fields note").out, newline=""))
    assert cell == text


def test_the_headers_of_ones_own_are_no_formulas_either(crm: Crm) -> None:
    crm.add("Somebody")
    (crm.folder / "a.csv").write_text(sheet(["Name", "=1+1", "@SUM(1)", "-x", "+y"], ["Ana", "1", "2", "3", "4"]))
    crm.ok("import customers a.csv --keep-unknown")
    head = crm.ok("export customers --excel").out.splitlines()[0]
    assert not [cell for cell in head.split(",") if re.match(r"\W*[=+\-@]", cell)]


# --- The surroundings -----------------------------------------------------------------------------------------------

_RUBBISH = [
    "",
    " ",
    "\x1b[2J",
    "x" * 100_000,
    "/",
    "/dev/null",
    "..",
    "深" * 2_000,
    "${HOME}",
    "-1",
    os.fsdecode(b"\xff"),
]


@pytest.mark.parametrize("name", ["CRM_DB", "CRM_CONFIG", "CRM_LANG", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"])
def test_rubbish_in_the_environment_is_named(crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    crm.add("Somebody")
    if name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv("CRM_DB")
    if name in ("XDG_CONFIG_HOME", "HOME"):
        monkeypatch.delenv("CRM_CONFIG")
    for value in _RUBBISH:
        monkeypatch.setenv(name, value)
        for line in ("add Else --dry-run", "db path"):
            result = crm(line, terminal=True)
            assert "fault of the program" not in result.err, (value, result)
            assert result.code in (0, 3, 6, 7), (value, result)
            harmless(result.out)
            harmless(result.err)


@pytest.mark.parametrize("columns", ["0", "1", "-1", "x", "²", "٣", "9" * 4, "9" * 9, "9" * 20, "9" * 5_000])
def test_help_and_progress_on_a_screen_of_any_width(crm: Crm, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    (crm.folder / "a.csv").write_text(sheet(["Name"], ["Ana"]))
    for line in ("--help", "add --help", "help formats", "config field --help", "import customers a.csv"):
        result = crm(line, terminal=True, width=columns)  # type: ignore[arg-type]
        assert result.code == 0, result
        assert len(result.out) < 2_000_000


@pytest.mark.parametrize("value", ["bash_source", "zsh_complete", "complete_bash", "source_fish", "x", "\x1b[2J"])
def test_completion_that_nobody_offers_does_nothing(crm: Crm, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    for name in ("_CRM_COMPLETE", "_CRMCLI_COMPLETE"):
        monkeypatch.setenv(name, value)
    result = crm("list")
    assert result.code == 0, result
    harmless(result.out)
