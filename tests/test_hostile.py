"""Whatever stands on a card or is typed: it is kept as given, comes back as given, and does nothing on the way."""

import csv
import io
import json
import os
import random
import re
import shlex
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import crmcli
from conftest import Crm, Program
from crmcli.exchange.vcard import read
from terminals import EVERYTHING, HOSTILE, SHORT, harmless

SOURCE = str(Path(crmcli.__file__).parents[1])


@pytest.fixture
def program(program: Program) -> Program:
    """The program as a process: the very code that these tests import, installed or not."""
    program.environment["PYTHONPATH"] = SOURCE
    return program


_FIELDS = (
    *("contact", "title", "wechat", "website", "address", "region", "industry", "category", "size"),
    *("needs", "source", "note", "tag"),
)


def filled(crm: Crm, text: str) -> None:
    """Put a text into everything that can be stored."""
    crm.ok("rep add", f"Rep {text}", f"--email=rep@{text}")
    crm.ok(
        "add", *[f"--{name}={name} {text}" for name in _FIELDS], f"--email={text}@firm.example",
        f"--phone=+34 944 111 222 {text}", "--owner=r1", "--as=r1", "--", f"Customer {text}",
    )  # fmt: skip
    crm.ok("add", "--as=r1", f"--note={text}", "--", f"Customer {text} two")
    crm.ok("contact add 1", f"--department=Department {text}", f"--note={text}", "--", f"Person {text}")
    crm.ok("order add 1 1000 EUR --at -200d --instalment -150d=400 --instalment +10d=600 --as r1",
           f"--code=Code {text}", f"--note={text}")  # fmt: skip
    crm.ok("order add 2 50 USD")
    crm.ok("pay o1 100", f"--note={text}")
    crm.ok("order cancel o2", f"--why={text}")
    crm.ok("log 1 visit --as r1 --minutes 5", "--", f"Visited {text}")
    crm.ok("next 1 fri --as r1", "--", f"Next {text}")
    crm.ok("promote 2 --as r1", f"--why={text}", f"--evidence=Evidence {text}", f"--approved-by=Boss {text}")
    crm.ok("archive 2", f"--why={text}")
    crm.ok("archive 2 --restore", f"--why={text}")
    crm.ok("config set me r1")


REPORTS = [
    "list",
    "list Customer",
    "find customer",
    "list --stage buyer --fields id,name,region,industry,category,next_step",
    "stages",
    "stages --by owner",
    "stages --by region",
    "stages --by industry",
    "stages --by source",
    "stale --days 0",
    "stale --days 0 --as-of +60d",
    "activities",
    "activities --by rep",
    "activities --by kind",
    "activities 1",
    "order list",
    "receivables",
    "receivables --by owner",
    "receivables --by instalment",
    "contact list 1",
    "rep list",
    "config list",
    "undo --list",
    "history 1",
    "history 2",
    "db info",
]
SCREENS = ["show 1", "show 1 --all", "show 2 --all", "order show o1", "order show o2"]


_FILLED: list[bytes] = []


@pytest.fixture
def full(crm: Crm) -> Crm:
    """A database in which every text is hostile; filled once, and copied for every test."""
    if not _FILLED:
        filled(crm, SHORT)
        _FILLED.append(crm.db.read_bytes())
        return crm
    crm.db.parent.mkdir(mode=0o700)
    crm.db.write_bytes(_FILLED[0])
    crm.ok("config set me r1")
    return crm


@pytest.mark.parametrize("line", [*REPORTS, *SCREENS])
def test_reports_of_hostile_text_only_draw(full: Crm, line: str) -> None:
    for given in ({"terminal": True, "width": 60}, {"terminal": True, "width": 200}, {"width": 60}):
        result = full(f"{line} --format table", **given)
        assert result.code == 0, result
        harmless(result.out, width=given["width"])
        harmless(result.err)
        assert "owned" not in result.out.replace("0;owned", ""), "only beside the visible rest of the escape"
    if line in SCREENS or line.startswith(("history", "undo")):
        assert "\\x1b]0;owned" in full(f"{line} --format table").out.replace("\n", "").replace(" ", "")


def test_colours_are_the_only_escapes_on_a_coloured_terminal(full: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.cli import say

    monkeypatch.setattr(say, "coloured", lambda: True)
    for line in (*REPORTS, *SCREENS):
        out = full.ok(f"{line} --format table", terminal=True, width=60).out
        harmless(re.sub(r"\x1b\[[0-9;]*m", "", out))
        assert "\x1b[31m" not in out, "the colour that the text asked for"


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_is_shown_as_it_was_written(crm: Crm, name: str) -> None:
    crm.ok("add", "--", f"Firm {HOSTILE[name]}")
    shown = crm.ok("show 1 --format table", width=2_000).out
    if HOSTILE[name].isprintable():
        assert HOSTILE[name] in shown
    harmless(shown)


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "jsonl", "vcf"])
def test_machine_formats_on_a_terminal_do_nothing_to_it(full: Crm, format_: str) -> None:
    # A person looks at what a script would get; only a pipe gets the bytes as they are.
    for line in ("show 1", *([] if format_ == "vcf" else ["list", "history 1", "undo --list", "contact list 1"])):
        out = full.ok(f"{line} --format {format_}", terminal=True).out
        harmless(out.replace("\r\n", "\n").replace("\t", " "))


def test_bare_values_on_a_terminal_do_nothing_to_it(full: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HOSTILE["title"] + HOSTILE["c1"]
    place = full.folder / "config"
    place.mkdir(exist_ok=True)
    (place / "config.toml").write_text(f"me = {json.dumps(text)}\n")
    harmless(full.ok("config get me", terminal=True).out)
    monkeypatch.setenv("CRM_DB", str(full.folder / f"{text}.db"))
    monkeypatch.setenv("CRM_CONFIG", str(full.folder / f"{text}.toml"))
    harmless(full.ok("db path", terminal=True).out)
    harmless(full.ok("config path", terminal=True).out)


# --- What is said ---------------------------------------------------------------------------------------------------


def messages(crm: Crm, text: str) -> list[tuple[str, ...]]:
    """Command lines that speak of stored or typed text, and go wrong or right."""
    (crm.folder / "bad.vcf").write_bytes(b"no card " + text.encode())
    return [
        ("show", "Customer"),
        ("show", f"nobody {text}"),
        ("add", "--", text),
        ("add", f"--email={text}@firm.example", "--", "Else"),
        ("add", "--phone=+34 944 111 222", "--", "Else"),
        ("add", f"--grade={text}", "--", "Else"),
        ("add", f"--stage={text}", "--", "Else"),
        ("add", f"--owner={text}", "--", "Else"),
        ("add", "--card", "--", f"no file {text}"),
        ("add", "--card", "--", "bad.vcf"),
        ("log", "1", "--", text, "x"),
        ("log", "1", "call", f"--contact={text}", "x"),
        ("log", "1", "call", "--contact=Person", "x"),
        ("log", "1", "call", f"--cost={text}", "x"),
        ("log", "1", "call", f"--at={text}", "x"),
        ("next", "1", "--", text, "x"),
        ("rep", "add", f"Rep {text}"),
        ("rep", "add", "Else", f"--role={text}"),
        ("order", "add", "1", "--", text, "EUR"),
        ("order", "add", "1", "--", "5", text),
        ("order", "add", "1", "5", "EUR", f"--code=Code {text}"),
        ("order", "add", "1", "5", "EUR", f"--instalment={text}"),
        ("order", "show", "--", text),
        ("pay", "--", text, "5"),
        ("pay", "o1", "5"),
        ("promote", "2", f"--to={text}", "-m", "x"),
        ("contact", "edit", "--", text),
        ("contact", "move", "c1", "1"),
        ("contact", "archive", "c1"),
        ("config", "set", "--", text, "x"),
        ("config", "set", "currency", "--", text),
        ("config", "get", "--", text),
        ("list", f"--format={text}"),
        ("list", f"--sort={text}"),
        ("list", f"--fields={text}"),
        ("list", f"--missing={text}"),
        ("list", f"--stage={text}"),
        ("stages", f"--by={text}"),
        ("help", "--", text),
        ("--", text),
        ("order", "--", text),
        ("list", f"--no-such{text}"),
        ("undo", "--", text),
        ("edit", "1", "2", "--name", text),
        ("undo", "--dry-run"),
        ("undo",),
    ]


def test_messages_about_hostile_text_only_draw(full: Crm) -> None:
    for words in messages(full, SHORT[:300]):
        for terminal in (False, True):
            result = full("", *words, terminal=terminal)
            assert "fault of the program" not in result.err, (words, result)
            harmless(result.err)
            if terminal:
                harmless(result.out)


def test_a_name_that_looks_like_a_template_is_said_as_it_is(crm: Crm) -> None:
    text = HOSTILE["format"]
    assert text in crm.ok("add", "--", text).err
    assert text in crm.ok("add --dry-run", "--", text).err
    assert text in crm.ok("promote 1", "-m", text).err
    assert text in crm.ok("order add 1 5 EUR").err
    assert text in crm.ok("pay o1 7").err
    assert text in crm.ok("undo").err


def test_the_question_for_a_reason_only_draws(full: Crm) -> None:
    result = full("demote 1 --to lost", terminal=True, merged=True, stdin=f"{SHORT[:100].splitlines()[0]}\n")
    assert "fault of the program" not in result.out
    harmless(result.out)


def test_names_of_card_files_only_draw(crm: Crm) -> None:
    name = "\x1b]0;owned\x07\x9b2J\u202e[red].vcf"
    good = "BEGIN:VCARD\nVERSION:3.0\nFN:Good\nEND:VCARD\n"
    (crm.folder / name).write_text(good + "BEGIN:VCARD\nNOTE:x\nEND:VCARD\n")
    result = crm("add --card", name, terminal=True, width=60)
    assert result.code == 6
    harmless(result.out, width=60)
    harmless(result.err)
    assert [path.name for path in crm.folder.glob("*.rejected.vcf")] == [f"{name}.rejected.vcf"]


def test_hostile_cards_only_draw_while_they_come_in(crm: Crm) -> None:
    text = EVERYTHING.replace("\n", "\\n").replace("\r", "").replace(",", "\\,").replace(";", "\\;")
    text = text.replace("\x0b", "").replace("\x0c", "")
    card = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{text[:400]}\r\nORG:Org {text[:400]}\r\nTITLE:{text[:400]}\r\nEND:VCARD\r\n"
    )
    (crm.folder / "card.vcf").write_bytes((card + card.replace("VERSION", "V\x1b[2JX")).encode())
    for _turn in range(2):
        result = crm("add --card card.vcf", terminal=True, width=60)
        assert result.code == 0, result
        harmless(result.out, width=60)
        harmless(result.err)


# --- It comes back as it was given ----------------------------------------------------------------------------------


def _csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _tsv(text: str) -> list[list[str]]:
    marks = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    lines = text.removesuffix("\n").split("\n")
    return [[re.sub(r"\\[tnr\\]", lambda found: marks[found[0]], cell) for cell in line.split("\t")] for line in lines]


@pytest.mark.parametrize("name", HOSTILE)
def test_every_format_gives_back_what_was_stored(crm: Crm, name: str) -> None:
    text = f"a {HOSTILE[name]} z"
    crm.ok("add", f"--note={text}", f"--needs={text}", f"--region={text}", f"--tag={text}", f"--contact={text}",
           "--", text)  # fmt: skip
    crm.ok("log 1 call", "--", text)
    stored = sqlite3.connect(crm.db)
    assert stored.execute("SELECT name, note, needs, region FROM customer").fetchall() == [(text,) * 4]
    stored.close()
    for line, column, expected in (
        ("list", "name", text),
        ("list", "region", text),
        ("show 1", "note", text),
        ("show 1", "tags", text),
        ("show 1", "contact", text),
        ("activities", "text", text),
    ):
        if "show" not in line:
            assert crm.rows(line)[0][column] == expected
            lines = crm.ok(f"{line} --format jsonl").out.split("\n")
            assert json.loads(lines[0])[column] == expected
            assert lines[1:] == [""]
        else:
            found = crm.ok(f"{line} --format json").json
            assert found["note"] == found["needs"] == text
            assert found["tags"] == [text]
        for read_back, format_ in ((_csv, "csv"), (_tsv, "tsv")):
            rows = read_back(crm.ok(f"{line} --format {format_}").out)
            assert [len(row) for row in rows] == [len(rows[0])] * 2, format_
            assert dict(zip(*rows, strict=True))[column] == expected, format_


@pytest.mark.parametrize("name", HOSTILE)
def test_a_vcard_gives_back_what_was_stored(crm: Crm, name: str) -> None:
    text = f"a {HOSTILE[name]} z"
    crm.ok("add", *(f"--{field}={text}" for field in ("contact", "title", "wechat", "website", "address", "tag")),
           f"--email={text}@x", f"--phone={text}", "--", f"Firm {text}")  # fmt: skip
    crm.ok("contact edit c1", f"--department={text}", f"--note={text}")
    (card,) = read(crm.ok("show 1 --format vcf").out.encode())
    plain = text.replace("\r", "\n")  # vCard knows only one kind of line end
    assert card.warnings == ()
    found = (card.name, card.title, card.department, card.note, card.wechat, card.categories, card.company)
    assert found == (plain, plain, plain, plain, plain, (plain,), f"Firm {plain}")
    assert [one.value for one in card.phones] == [plain]
    assert [one.value for one in card.emails] == [f"{plain}@x"]
    assert card.websites == (plain,)
    assert [one.street for one in card.addresses] == [plain]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_editor_changes_only_what_was_edited(crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    text = f"a {HOSTILE[name]} z".replace(",", "")
    crm.ok("add", *(f"--{field}={text}" for field in ("contact", "title", "wechat", "website", "address", "tag")),
           f"--region={text}", f"--needs={text}", f"--note={text}", f"--email={text}@x", "--", text)  # fmt: skip
    before = crm.ok("show 1 --format json").json
    monkeypatch.setenv("EDITOR", shlex.join(["sed", "-i", "s/^grade:.*/grade: B/"]))
    result = crm("edit 1", terminal=True)
    assert result.code == 0, result
    after = crm.ok("show 1 --format json").json
    assert after == {**before, "grade": "B"}


@pytest.mark.parametrize("editor", ["", " ", "'", "no-such-editor-of-mine", "false", "sh -c 'exit 3'"])
def test_an_editor_that_does_not_work_is_named(crm: Crm, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    crm.add("Somebody")
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setenv("PATH", os.defpath if editor.strip() else "/nowhere")
    result = crm("edit 1", terminal=True)
    assert result.code in (1, 6), result
    assert "fault of the program" not in result.err


def test_what_an_editor_saves_must_be_text(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.add("Somebody")
    for command in (r"printf 'name: caf\351\n' > $0", r"printf 'name: a\000b\n' > $0", "rm $0"):
        monkeypatch.setenv("EDITOR", shlex.join(["sh", "-c", command]))
        result = crm("edit 1", terminal=True)
        assert result.code in (1, 6), result
        assert "fault of the program" not in result.err, command
    assert crm.ok("show 1 --format json").json["name"] == "Somebody"


# --- What is refused ------------------------------------------------------------------------------------------------

NOT_UTF8 = os.fsdecode(b"caf\xe9")
_SURROGATES = [
    ("add", NOT_UTF8),
    ("add", "Else", "--note", NOT_UTF8),
    ("add", "Else", "--email", NOT_UTF8),
    ("add", "Else", "--tag", NOT_UTF8),
    ("add", "Else", "--as", NOT_UTF8),
    ("edit", "1", "--region", NOT_UTF8),
    ("edit", "1", "--phone", NOT_UTF8),
    ("log", "1", "call", NOT_UTF8),
    ("log", "1", NOT_UTF8, "x"),
    ("next", "1", "fri", NOT_UTF8),
    ("next", "1", NOT_UTF8, "x"),
    ("promote", "1", "-m", NOT_UTF8),
    ("archive", "1", "-m", NOT_UTF8),
    ("order", "add", "1", "5", NOT_UTF8),
    ("order", "add", "1", "5", "EUR", "--code", NOT_UTF8),
    ("order", "cancel", "o1", "-m", NOT_UTF8),
    ("order", "show", NOT_UTF8),
    ("order", "list", NOT_UTF8),
    ("pay", NOT_UTF8, "5"),
    ("pay", "o1", "5", "--note", NOT_UTF8),
    ("rep", "add", NOT_UTF8),
    ("rep", "edit", NOT_UTF8, "--name", "x"),
    ("contact", "add", "1", NOT_UTF8),
    ("contact", "edit", NOT_UTF8, "--name", "x"),
    ("config", "set", "me", NOT_UTF8),
    ("config", "set", NOT_UTF8, "x"),
    ("list", "--region", NOT_UTF8),
    ("list", "--tag", NOT_UTF8),
    ("list", "--owner", NOT_UTF8),
    ("list", "--source", NOT_UTF8),
    ("list", "--stage", NOT_UTF8),
    ("find", NOT_UTF8),
    ("show", NOT_UTF8),
    ("show", f"{NOT_UTF8}@x"),
    ("activities", "--rep", NOT_UTF8),
    ("add", "--card", NOT_UTF8),
    ("undo", NOT_UTF8),
    (NOT_UTF8,),
]


@pytest.mark.parametrize("words", _SURROGATES, ids=lambda words: " ".join(words).encode("ascii", "replace").decode())
def test_bytes_that_are_no_text_are_refused_and_named(crm: Crm, words: tuple[str, ...]) -> None:
    # A terminal set to Latin-1, or a script that reads an old file, sends such bytes.
    crm.add("Somebody")
    crm.ok("order add 1 5 EUR")
    before = crm.db.read_bytes()
    result = crm("", *words)
    assert result.code in (0, 2, 3, 6) if words[0] in ("find", "list", "activities") else result.code in (2, 3, 6), (
        result
    )
    assert "fault of the program" not in result.err
    assert crm.db.read_bytes() == before


@pytest.mark.parametrize("field", ["note", "needs", "region", "contact", "email", "phone", "tag", "wechat", "website"])
def test_too_long_a_text_is_refused_and_the_place_named(crm: Crm, field: str) -> None:
    result = crm("add", f"--{field}={'x' * 100_001}", "--", "Somebody")
    assert result.code == 6, result
    assert field in result.err
    assert len(result.err) < 500
    assert crm.rows("list") == []


def test_a_line_with_nul_comes_back_and_the_others_land(crm: Crm) -> None:
    crm.add("Somebody")
    result = crm("log -", stdin="1 call good\n1 call bad\0bad\n1 call good\n")
    assert result.code == 6
    assert "line 2" in result.err
    assert len(crm.rows("activities")) == 2
    assert (crm.folder / "log.rejected.txt").read_text() == "1 call bad\0bad\n"


def test_the_longest_texts_are_shown_in_good_time(crm: Crm) -> None:
    crm.ok("add", f"--note={'深' * 100_000}", f"--needs={'x' * 100_000}", "--", "长" * 1_000)
    crm.ok("log 1 call", "--", "a b " * 25_000)
    begun = time.monotonic()
    for line in ("show 1 --all", "list", "history 1", "activities", "undo --list"):
        harmless(crm.ok(f"{line} --format table", terminal=True, width=60).out, width=60)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("option", ["--dry-run", "--as nobody", "--as r1", "-q", "--quiet", "--help", "-h"])
def test_what_belongs_to_the_whole_batch_is_refused_on_a_line(crm: Crm, option: str) -> None:
    # Nobody who writes --dry-run on a line expects that line to be written.
    crm.ok("rep add ana")
    crm.add("Somebody")
    for command, line in (("log -", "1 call x"), ("order add -", "1 5 EUR"), ("pay -", "1 5 EUR")):
        before = crm.db.read_bytes()
        result = crm(command, stdin=f"{line} {option}\n")
        assert result.code == 6, (command, result)
        assert result.out == "", "help is no data"
        assert crm.db.read_bytes() == before


def test_a_name_in_a_hint_can_be_pasted_into_a_shell(crm: Crm) -> None:
    for name in ("$(touch owned)", 'Ana "; touch owned; "', "`touch owned` x"):
        hint = crm.ok("rep add", name).err.splitlines()[-1].partition(": ")[2]
        subprocess.run(["bash", "-c", hint.replace("crm", "true")], cwd=crm.folder, check=False)
        assert not (crm.folder / "owned").exists(), hint


# --- Card files -----------------------------------------------------------------------------------------------------


def card(name: bytes, *lines: bytes) -> bytes:
    """Return a vCard of somebody with further lines."""
    return b"".join(line + b"\r\n" for line in (b"BEGIN:VCARD", b"VERSION:3.0", b"FN:" + name, *lines, b"END:VCARD"))


_BROKEN = {
    "nul in the name": card(b"Na\0me"),
    "nul in the address": card(b"Bad", b"ADR:;;Stre\0et 1;City;Region;1;Land"),
    "nul in the region": card(b"Bad", b"ADR:;;Street 1;City;Reg\0ion;1;Land"),
    "nul in the mail": card(b"Bad", b"EMAIL:a\0b@x.example"),
    "nul in a category": card(b"Bad", b"CATEGORIES:a\0b"),
    "too long a name": card(b"n" * 2_000),
    "too long a company": card(b"Bad", b"ORG:" + b"o" * 2_000),
    "too long a category": card(b"Bad", b"CATEGORIES:" + b"c" * 2_000),
    "too long a region": card(b"Bad", b"ADR:;;Street;City;" + b"r" * 2_000 + b";1;Land"),
    "too long a mail": card(b"Bad", b"EMAIL:" + b"e" * 2_000 + b"@x.example"),
    "too long a note": card(b"Bad", b"NOTE:" + b"n" * 200_000),
    "half a character in the name": b"BEGIN:VCARD\r\nFN;CHARSET=UTF-7:+2AA-Acme\r\nEND:VCARD\r\n",
    "half a character in the company": card(b"Bad", b"ORG;CHARSET=UTF-7:+2AA-Acme"),
    "half a character in the title": card(b"Bad", b"TITLE;CHARSET=UTF-7:+2AA-Acme"),
    "half a character in the mail": card(b"Bad", b"EMAIL;CHARSET=UTF-7:+2AA-@other.example"),
    "half a character in the phone": card(b"Bad", b"TEL;CHARSET=UTF-7:+2AA-1234567"),
    "half a character in a category": card(b"Bad", b"CATEGORIES;CHARSET=UTF-7:+2AA-x"),
    "nobody": b"BEGIN:VCARD\r\nNOTE:nobody\r\nEND:VCARD\r\n",
}


@pytest.mark.parametrize("name", _BROKEN)
@pytest.mark.parametrize("terminal", [False, True])
def test_one_bad_card_takes_no_good_one_with_it(crm: Crm, name: str, terminal: bool) -> None:
    crm.folder.joinpath("fair.vcf").write_bytes(
        card(b"First", b"TEL:+34944111111") + _BROKEN[name] + card(b"Last", b"EMAIL:last@x.example")
    )
    result = crm("add --card fair.vcf", terminal=terminal)
    assert "fault of the program" not in result.err, result
    names = [row["name"] for row in crm.rows("list")]
    assert {"First", "Last"} <= set(names)
    if len(names) == 2:
        assert result.code == 6, result
        assert (crm.folder / "fair.vcf.rejected.vcf").read_bytes() == _BROKEN[name]
    else:
        # What could be mended by reading it differently may just as well land.
        assert (result.code, len(names)) == (0, 3), result


def test_what_was_said_of_all_cards_is_refused_before_any(crm: Crm) -> None:
    (crm.folder / "fair.vcf").write_bytes(card(b"First"))
    for option, code in (
        ("--grade=Z", 6),
        ("--owner=nobody", 3),
        ("--stage=none", (2, 5, 6)),
        (f"--tag={'x' * 2_000}", 6),
    ):
        result = crm("add --card fair.vcf", option)
        assert result.code in (code if isinstance(code, tuple) else (code,)), result
    assert crm.rows("list") == []


def test_cards_on_standard_input_that_cannot_be_read_come_back(crm: Crm) -> None:
    bad = _BROKEN["nobody"]
    result = crm("add --card -", stdin=card(b"First") + bad)
    assert result.code == 6
    assert [row["name"] for row in crm.rows("list")] == ["First"]
    assert [path.read_bytes() for path in crm.folder.glob("*.rejected.vcf")] == [bad]


def test_cards_of_a_file_whose_name_is_no_text_come_back(crm: Crm) -> None:
    place = os.path.join(os.fsencode(crm.folder), b"cards")
    os.mkdir(place)
    with open(os.path.join(place, b"caf\xe9.vcf"), "wb") as handle:
        handle.write(card(b"First") + _BROKEN["nobody"])
    result = crm("add --card cards")
    assert result.code == 6, result
    assert [row["name"] for row in crm.rows("list")] == ["First"]
    assert len(os.listdir(place)) == 2, os.listdir(place)


@pytest.mark.parametrize("kind", ["file", "folder", "empty folder"])
def test_a_card_file_whose_name_is_no_text_can_be_read(crm: Crm, kind: str) -> None:
    name = os.path.join(os.fsencode(crm.folder), b"caf\xe9")
    if kind != "file":
        os.mkdir(name)
    if kind != "empty folder":
        with open(name if kind == "file" else os.path.join(name, b"a.vcf"), "wb") as handle:
            handle.write(card(b"First"))
    result = crm("add --card", os.fsdecode(name))
    assert result.code == (6 if kind == "empty folder" else 0), result


def test_files_that_are_no_cards_are_named_and_the_others_land(crm: Crm) -> None:
    place = crm.folder / "stick"
    (place / "deep" / "er").mkdir(parents=True)
    (place / "good.vcf").write_bytes(card(b"Good One"))
    (place / "deep" / "er" / "GOOD.VCF").write_bytes(card(b"Good Two"))
    (place / "empty.vcf").write_bytes(b"")
    (place / "text.vcf").write_text("Dear Sir, no card is in here")
    chance = random.Random(4)
    (place / "binary.vcf").write_bytes(bytes(chance.randrange(256) for _ in range(60_000)))
    (place / "picture.vcf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5_000))
    (place / "folder.vcf").mkdir()
    (place / "dangling.vcf").symlink_to(place / "nowhere.vcf")
    (place / "loop").symlink_to(place)
    (place / "self.vcf").symlink_to(place / "self.vcf")
    os.mkfifo(place / "fifo.vcf")
    begun = time.monotonic()
    result = crm("add --card stick")
    assert time.monotonic() - begun < 5
    assert result.code == 6, result
    assert sorted(row["name"] for row in crm.rows("list")) == ["Good One", "Good Two"]
    assert not list(place.glob("*rejected*")), "a file of which nothing could be read is itself what came back"
    for name in ("fifo.vcf", "self.vcf", "folder.vcf", "dangling.vcf", "nowhere.vcf"):
        result = crm("add --card", f"stick/{name}")
        assert result.code in (3, 6), result
        assert "fault of the program" not in result.err
        assert "output" not in result.err


@pytest.mark.parametrize("name", ["n" * 300 + ".vcf", "good.vcf/below.vcf", "/dev/zero", "/proc/self/mem", "", "a\nb"])
def test_a_card_file_that_cannot_be_is_named(crm: Crm, name: str) -> None:
    (crm.folder / "good.vcf").write_bytes(card(b"Good"))
    result = crm("add --card", name)
    assert result.code in (3, 6), result
    assert "output" not in result.err
    assert crm.rows("list") == []


def test_many_cards_with_rubbish_between_them_land(crm: Crm) -> None:
    parts, bad = [], 0
    for number in range(1_600):
        parts.append(card(b"Person %d" % number, b"ORG:Firm %d" % number, b"TEL:+3494%07d" % number))
        if number % 50 == 7:
            parts.append(_BROKEN["nobody"])
            bad += 1
        elif number % 50 == 17:
            parts.append(card(b"Broken %d" % number, b"TITLE:a\0b"))
            bad += 1
        elif number % 50 == 27:
            parts.append(b"\xff\x00 rubbish \x1b[2J END:VCARD BEGIN:\r\n")
    (crm.folder / "fair.vcf").write_bytes(b"".join(parts))
    begun = time.monotonic()
    result = crm("add --card fair.vcf --fields id,result")
    assert time.monotonic() - begun < 30
    assert result.code == 6, result.err
    results = [line.split(",")[1] for line in result.lines[1:]]
    assert (results.count("created"), results.count("unreadable")) == (1_600, bad)
    assert (crm.folder / "fair.vcf.rejected.vcf").read_bytes().count(b"BEGIN:VCARD") == bad


def test_rejected_cards_that_cannot_be_written_are_said_so(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    (crm.folder / "fair.vcf").write_bytes(card(b"First") + _BROKEN["nobody"])
    monkeypatch.setattr("crmcli.cli.cardfiles.write_private", full)
    result = crm("add --card fair.vcf")
    assert result.code in (1, 6), result
    assert "fair.vcf.rejected.vcf" in result.err
    assert "output" not in result.err
    assert [row["name"] for row in crm.rows("list")] == ["First"]


def test_a_file_named_twice_gives_its_bad_cards_back_once(crm: Crm) -> None:
    (crm.folder / "fair.vcf").write_bytes(card(b"First") + _BROKEN["nobody"])
    assert crm("add --card fair.vcf fair.vcf").code == 6
    assert (crm.folder / "fair.vcf.rejected.vcf").read_bytes() == _BROKEN["nobody"]


_HUGE = {
    "one line": b"BEGIN:VCARD\r\nFN:Big\r\nNOTE:" + b"x" * 30_000_000 + b"\r\nEND:VCARD\r\n",
    "folds": b"BEGIN:VCARD\r\nFN:Big\r\nX-A:" + b"\r\n x" * 1_000_000 + b"\r\nEND:VCARD\r\n",
    "nothing but begins": b"BEGIN:VCARD\r\n" * 40_000,
    "nested": b"BEGIN:VCARD\r\nFN:Nest\r\n" + b"AGENT:\r\nBEGIN:VCARD\r\n" * 20_000 + b"END:VCARD\r\n" * 20_001,
    "semicolons": b"BEGIN:VCARD\r\nFN:Semi\r\nN" + b";" * 2_000_000 + b":x\r\nADR:" + b";" * 2_000_000 + b"\r\nEND:VCARD\r\n",
    "backslashes": b"BEGIN:VCARD\r\nFN:Back\r\nORG:" + b"\\" * 2_000_000 + b";x\r\nEND:VCARD\r\n",
    "equal signs": b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Eq\r\nNOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\r\n " * 500_000 + b"\r\nEND:VCARD\r\n",
    "a photo": b"BEGIN:VCARD\r\nFN:Photo\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + b"QUFB" * 5_000_000 + b"\r\nEND:VCARD\r\n",
    "many phones": b"BEGIN:VCARD\r\nFN:Phones\r\n" + b"".join(b"TEL:+34944%06d\r\n" % n for n in range(3_000)) + b"END:VCARD\r\n",
    "zeros": bytes(30_000_000),
    "more than is read": b"BEGIN:VCARD\r\nFN:Big\r\n" + b"X" * (65 * 2**20) + b"\r\nEND:VCARD\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", _HUGE)
def test_a_huge_file_takes_neither_the_time_nor_the_memory(crm: Crm, program: Program, name: str) -> None:
    (crm.folder / "huge.vcf").write_bytes(_HUGE[name])
    begun = time.monotonic()
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -v 1500000; exec "$0" -m crmcli add --card huge.vcf --fields id,result', sys.executable],
        env=program.environment, cwd=crm.folder, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    took = time.monotonic() - begun
    assert done.returncode in (0, 6), (done.returncode, done.stderr[-500:])
    assert took < 15, took
    assert done.stdout.count(b"\n") >= 2


# --- Numbers, dates and amounts at their limits ---------------------------------------------------------------------

_MUCH = str(10**30)
_DIGITS = "9" * 5_000
_LIMITS = [
    *(f"{line} --limit {number}" for line in ("list", "stale", "activities", "order list", "undo --list", "history 1",
      "stages", "rep list", "receivables") for number in (_MUCH, 2**63, 2**63 - 1, -1, _DIGITS)),
    *(f"stale --days {number}" for number in (_MUCH, 2**63 - 1, 3_652_059, -1, _DIGITS)),
    *(f"undo {number}" for number in (_MUCH, 2**63, 0, _DIGITS)),
    "undo -- -1",
    *(f"pay o1 1 --instalment {number}" for number in (_MUCH, 2**63, 0, -1)),
    *(f"log 1 call x --minutes {number}" for number in (_MUCH, -1, 100_001)),
    *(f"{line} --as-of {day}" for line in ("list", "show 1", "stages", "stale", "receivables", "activities", "order list",
      "history 1", "order show o1", "contact list 1", "rep list", "db info")
      for day in ("9999-12-31", "9999-12-30", "0001-01-01", "0001-04-30", "0000-01-01", "+99999d", "-99999w", "+9999y")),
    *(f"next 1 {day} x --dry-run" for day in ("9999-12-31", "0001-01-01", "+99999d", "+99999m", "99999-01-01")),
    *(f"log 1 call x --dry-run --at {day}" for day in ("0001-01-01", "9999-12-31", "0001-01-01T00:00", "-99999d")),
    *(f"order add 1 5 EUR --dry-run --due {day}" for day in ("0001-01-01", "9999-12-31", "+99999w")),
    *(f"order add 1 {amount} {code} --dry-run" for amount in ("999999999999999", "9999999999999.99", "10000000000000",
      "0", "0.00", "-1", "1e9", "NaN", "inf", "٣", "1_000", "0x10", _DIGITS) for code in ("EUR", "JPY", "KWD", "XXX")),
    *(f"pay o1 {amount} --dry-run" for amount in ("0", "0.001", "9999999999999.99", _DIGITS)),
    f"log 1 call x --dry-run --cost {_DIGITS}",
    f"show {_DIGITS}", f"show o{_DIGITS}", f"edit 1,{_DIGITS} --grade A --dry-run", f"contact edit c{_DIGITS} --title x",
    f"order show o{_DIGITS}", f"edit 1 --owner r{_DIGITS}", f"show +{_DIGITS}", "edit ²,1 --grade A", "show ²", "rep edit r² --name x",
    f"config set days_lead {'9' * 900}", "config set days_lead 0", "config set days_lead -1", "config set days_lead ²",
    "show ''", "find ''", "show -", "edit '' --grade A", "log '' call x", "pay '' 5", "rep edit '' --name x",
]  # fmt: skip


def test_numbers_and_dates_beyond_reason_are_answered_or_refused(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.ok("add Somebody --contact Sonia")
    crm.ok("order add 1 100 EUR --at -90d")
    crm.ok("log 1 call Hello")
    crm.ok("config set days_lead 30")
    before = crm.db.read_bytes()
    wrong = []
    for line in _LIMITS:
        result = crm(line)
        changed = crm.db.read_bytes() != before
        if "fault of the program" in result.err or result.code not in (0, 2, 3, 4, 5, 6) or changed:
            wrong.append(f"{line[:80]}: {result.code} {result.err[:100]}{' CHANGED' if changed else ''}")
            crm.db.write_bytes(before)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("amount", ["9999999999999.99"])
def test_the_greatest_amounts_add_up(crm: Crm, amount: str) -> None:
    crm.add("Somebody")
    for _turn in range(30):
        crm.ok(f"order add 1 {amount} EUR")
    crm.ok(f"pay 1 {amount} EUR")
    (row,) = crm.rows("receivables")
    assert row["outstanding"] == "289999999999999.71"
    crm.ok("receivables --format table")
    crm.ok("show 1 --format table")


@pytest.mark.parametrize(
    "now",
    ["9999-12-31", "9999-12-31T23:59:59+00:00", "9999-12-01", "0001-01-01", "0001-01-02T00:00", "0001-06-01", "nonsense",
     "10000-01-01", "2026-02-30", "2026-03-16T09:00:00+99:00", " ", NOT_UTF8, "2026-03-16T09:00:00.123456789Z"],
)  # fmt: skip
def test_a_clock_that_is_nonsense_is_refused_or_works(crm: Crm, monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    crm.add("Somebody")
    before = crm.db.read_bytes()
    monkeypatch.setenv("CRM_NOW", now)
    for line in ("list", "stages", "stale", "receivables", "show 1 --format json", "history 1", "activities", "list --as-of eom",
                 "add Else --dry-run", "next 1 +3d x --dry-run", "next 1 fri x --dry-run", "order add 1 5 EUR --dry-run"):  # fmt: skip
        result = crm(line)
        assert "fault of the program" not in result.err, line
        assert result.code in (0, 5, 6), (line, result)
    assert crm.db.read_bytes() == before


@pytest.mark.parametrize("columns", ["0", "1", "2", "-5", "x", "99999999999999999999", "9" * 5_000, "²"])
def test_a_screen_of_any_width_is_drawn_on(crm: Crm, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    crm.add("Somebody with a name")
    monkeypatch.setenv("COLUMNS", columns)
    for line in ("list", "show 1", "stages", "history 1"):
        assert crm.ok(f"{line} --format table").out


# --- The configuration ----------------------------------------------------------------------------------------------

_NONSENSE = {
    "no toml": b"me = ",
    "no text": b"\xff\xfe\x00me",
    "nested": b"me = " + b"[" * 5_000,
    "a long number": b"me = " + b"9" * 5_000,
    "a number": b"me = 5",
    "a list": b'me = ["ana"]',
    "a table": b"[me]\nname = 'ana'",
    "a date": b"me = 2026-03-16",
    "an unknown rep": b'me = "nobody"',
    "an unknown order": b'date_order = "zzz"',
    "a switch for a path": b"db = true",
    "a list for a path": b'db = ["a", "b"]',
    "nul in a path": b'db = "a\\u0000b"',
    "nobody's home": b'db = "~nobody-of-this-name/crm.db"',
}


@pytest.mark.parametrize("name", _NONSENSE)
def test_a_configuration_that_is_nonsense_is_named(crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("CRM_DB")
    place = crm.folder / "config"
    place.mkdir()
    (place / "config.toml").write_bytes(_NONSENSE[name])
    for line in (
        "list",
        "add Somebody --dry-run",
        "add Somebody",
        "config list",
        "config get me",
        "config path",
        "db path",
    ):
        result = crm(line)
        assert "fault of the program" not in result.err, (line, result)
        assert result.code in (0, 3, 6), (line, result)
    assert (place / "config.toml").read_bytes() == _NONSENSE[name]
    assert sorted(path.name for path in crm.folder.iterdir()) in ([".local", "config"], ["config"])


def test_a_folder_in_place_of_the_configuration_is_named(crm: Crm) -> None:
    (crm.folder / "config" / "config.toml").mkdir(parents=True)
    for line in ("add Somebody", "config set me ana", "config get me", "config list"):
        result = crm(line)
        assert result.code == 6, result
        assert "config.toml" in result.err
    assert crm.ok("config path").out.endswith("config.toml\n")


# --- Streams that are closed, full, or empty ------------------------------------------------------------------------


def shell(program: Program, command: str, **environment: str) -> tuple[int, str, str]:
    """Run a line of bash in which $CRM is the program."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        env={**program.environment, "CRM": f"{sys.executable} -m crmcli", **environment}, cwd=program.folder,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("command", ["--version", "--help", "list", "help formats"])
def test_a_reader_who_has_seen_enough_is_no_failure(program: Program, command: str) -> None:
    code, _out, err = shell(program, f"$CRM {command} | true")
    assert (code, err) == (0, "")


@pytest.mark.parametrize("command", ["--version", "--help", "list", "stages", "config path"])
def test_output_that_cannot_be_written_is_a_failure_in_one_sentence(program: Program, command: str) -> None:
    for target in (">/dev/full", ">&-"):
        code, _out, err = shell(program, f"$CRM {command} {target}")
        assert code == 1 or (target == ">&-" and code == 0), (target, code, err)
        assert "Traceback" not in err, target
        assert "fault of the program" not in err, target


@pytest.mark.parametrize("target", ["2>&-", "2>/dev/full"])
def test_nobody_to_tell_is_no_failure(program: Program, target: str) -> None:
    # The customer is added: a script that reads anything else from the exit code adds it twice.
    code, out, _err = shell(program, f"$CRM add Somebody {target}")
    assert (code, out) == (0, "1\n")
    assert shell(program, f"$CRM show nobody {target}")[0] == 3


_READERS = {
    "list": (0,),
    "add Somebody": (0,),
    "promote 1": (3, 5, 130),
    "edit 1": (2,),
    "edit - --grade A": (2,),
    "log -": (0, 2),
    "order add -": (0, 2),
    "pay -": (0, 2),
    "next - fri x": (2,),
    "add --card -": (6,),
}


@pytest.mark.parametrize("command", _READERS)
def test_a_closed_standard_input_is_an_empty_one(program: Program, command: str) -> None:
    code, _out, err = shell(program, f"$CRM {command} <&-")
    assert code in _READERS[command], err
    assert "Traceback" not in err
    assert "fault of the program" not in err


@pytest.mark.parametrize("command", _READERS)
def test_an_empty_standard_input_is_nothing_to_do(crm: Crm, command: str) -> None:
    result = crm(command)
    assert result.code in _READERS[command], result
    assert "fault of the program" not in result.err


def test_all_streams_closed_still_adds(program: Program, crm: Crm) -> None:
    assert shell(program, "$CRM add Somebody <&- >&- 2>&-")[0] in (0, 1)
    assert [row["name"] for row in crm.rows("list")] == ["Somebody"]


def test_a_terminal_of_another_alphabet_gets_what_it_can_show(crm: Crm, program: Program) -> None:
    crm.ok("add 深圳 --note 'é ñ 👩'")
    latin = {"PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii"}
    for command in (
        "show 1 --format table",
        "list --format table",
        "stages --format table",
        "--help",
        "show 9",
        "list",
    ):
        code, _out, err = shell(program, f"$CRM {command}", **latin)
        assert code in (0, 3), err
        assert "Traceback" not in err
        assert "fault" not in err
