"""The Tab key: right words in every shell, from any database, and nothing aloud, changed or carried out."""

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shells
from conftest import Crm, Program
from crmcli.exchange.shells.line import replacing, typed, written
from test_durability import snapshot

_BREAKS = " \t\n\"'><=;|&(:@"
_HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "dateutil", "phonenumbers", "rapidfuzz", "rich"}
_NAMES = (
    "Bad $(touch pwned) `touch pwned` Ltd",
    "Quote \"touch\" 'pwned' ; touch pwned",
    "Glob *?[x] !touch",
    "-rf --help",
)


def offered(crm: Crm, line: str, shell: str = "bash") -> list[str]:
    """Return the words that a shell is given for a line."""
    words = ("bash", line, _BREAKS) if shell == "bash" else (shell, *shlex.split(line)[1:], *[""] * line.endswith(" "))
    answer = crm("--complete", *words)
    assert (answer.code, answer.err) == (0, "")
    return [word.partition("\t")[0] for word in answer.lines[1:]] or answer.lines[:1]


_BUSY: list[bytes] = []


@pytest.fixture
def busy(firm: Crm) -> Crm:
    """A firm with something to complete of every kind; built once, then copied."""
    if _BUSY:
        firm.db.write_bytes(_BUSY[0])
        return firm
    firm.ok("rep add luis --role director")
    firm.ok("config field add budget --choices 10k,50k")
    firm.ok("edit 1 --tag key-account --region Bizkaia")
    firm.ok("edit 2 --tag", "two words $(id)")
    firm.ok("order add 2 900 USD --code S-1001")
    firm.ok("product add P-7 Saw")
    firm.ok("remind add 1 call them")
    for name in _NAMES:
        firm.add("Other", f"--note {shlex.quote(name)}")
        firm.ok("edit Other --name", name)
    firm.db.with_name("crm.db-journal").unlink(missing_ok=True)
    _BUSY.append(firm.db.read_bytes())
    return firm


_LINES = [
    ("crm stage", ["stages"]),
    ("crm card ", ["list", "show", "review", "read"]),
    ("crm stale --da", ["--days"]),
    ("crm show ibar", ["Talleres-Ibarra"]),
    ("crm show sonia", ["Sonia"]),  # who works there
    ("crm show 广元", ["深圳市广元机电"]),
    ("crm show bornsee", ["Holztechnik-Börnsee"]),
    ('crm show "holztechnik b', ["Holztechnik-Börnsee"]),
    ("crm promote ibarra bornsee 深圳", ["深圳市广元机电"]),
    ("crm list --format js", ["json", "jsonl"]),
    ("crm list --stage p", ["prospect"]),
    ("crm list --stage 意向", ["意向", "意向客户"]),
    ("crm log ibarra 拜", ["拜访", "拜訪"]),
    ("crm list --owner=lu", ["luis"]),  # bash replaces what comes behind the sign
    ("crm assign 1 --to ana,l", ["ana,luis"]),
    ("crm list --tag two", ["two\\ words\\ \\$\\(id\\)"]),
    ("crm list --fields id,bud", ["id,budget"]),
    ("crm stale --sort -days_st", ["-days_stale"]),
    ("crm list --where budg", ["budget="]),
    ("crm list --where budget=", ["10k", "50k"]),
    ("crm edit 1 --set budget=5", ["50k"]),
    ("crm list --region Biz", ["Bizkaia"]),
    ("crm activities --by k", ["kind"]),
    ("crm receivables --by i", ["instalment"]),
    ("crm flow --period last-q", ["last-quarter"]),
    ("crm config set curr", ["currency"]),
    ("crm product edit P", ["P-7"]),
    ("crm order add 1 --line P", ["P-7:"]),
    ("crm sales --by rep", ["rep"]),
    ("crm today --only stale,ca", ["stale,calls"]),
    ("crm order milestone o1 deliv", ["delivered"]),
    ("crm appraisal --explain adv", ["advanced"]),
    ("crm config set auto_wake ", ["on", "off"]),
    ("crm order add 1 500 U", ["USD", "UAH", "UGX", "USN", "UYI", "UYU", "UYW", "UZS"]),
    ("crm pay S", ["S-1001"]),
    ("crm order show o", ["o2", "o1"]),
    ("crm log ibarra vi", ["visit"]),
    ("crm log ibarra visit vi", ["words"]),  # the rest of the line is said freely
    ("crm promote ibarra -m asked for a qu", ["words"]),
    ("crm db restore ", ["files"]),
    ("crm add --card ", ["files"]),
    ("crm export --all ", ["folders"]),
    ("crm remind add ibar", ["Talleres-Ibarra"]),
    ("crm remind add ibarra ibar", ["words"]),
    ("crm remind add ibarra call --every 3", ["3m"]),
    ("crm remind done m", ["m1"]),
    ("crm remind snooze ibar", ["Talleres-Ibarra"]),
    ("crm config holiday list --usual CN,m", ["CN,MX"]),
    ("crm help exit", ["exit-codes"]),
    ("crm qwerty ", ["words"]),
    ("crm --db /nowhere/crm.db show ibar", ["words"]),
]


def test_every_kind_of_word_is_completed_and_nothing_changes(busy: Crm) -> None:
    before = snapshot(busy.folder)
    for line, words in _LINES:
        assert offered(busy, line) == words, line
    assert snapshot(busy.folder) == before


def test_what_is_completed_names_that_one_customer(busy: Crm) -> None:
    """Also where another is called the same, or only looks like a number."""
    twin = busy.add("Talleres Ibarra", "--force -m twins")
    number = busy.add("2024")
    for one, piece in [
        ("1", "talleres"),
        (twin, "talleres"),
        (number, "2024"),
        *((str(4 + n), name.strip("-")[:2]) for n, name in enumerate(_NAMES)),
    ]:
        found = offered(busy, f"crm show {shlex.quote(piece)}", "zsh")
        shown = [busy.ok("show --format ids --", word).out.strip() for word in found]
        assert one in shown or piece == "2024", (one, found)
        assert len(set(shown)) == len(shown)
    assert "Talleres-Ibarra" not in offered(busy, "crm show talleres", "zsh")


def test_completing_imports_no_orm(busy: Crm, program: Program) -> None:
    probe = (
        "import sys\nfrom crmcli.cli.main import run\nfor line in sys.argv[1:]: run(['--complete', 'bash', line, ''])\n"
    )
    probe += "sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", probe, *(line for line, _words in _LINES)],
        env={**program.environment, "CRM_DB": str(busy.db)},
        capture_output=True,
        check=True,
    )
    assert not set(done.stderr.decode().split()) & _HEAVY


def test_whatever_the_database_is_there_is_silence_and_it_is_left_alone(busy: Crm) -> None:
    there = busy.db.read_bytes()
    line = "crm show ibar"
    # A writer that was killed: rolling its journal back is for those who were asked to do something.
    hot = busy.folder / "hot"
    hot.mkdir()
    writer = sqlite3.connect(busy.db, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE standing SET next_text = printf('%.5000c', 'x')")
    for ending in ("", "-journal"):
        shutil.copy(f"{busy.db}{ending}", hot / f"crm.db{ending}")
    assert offered(busy, line) == []  # locked
    writer.rollback()
    writer.close()
    places = {
        "damaged": there[:5_000] + b"\xff" * 50_000 + there[55_000:],
        "newer": there[:60] + (99).to_bytes(4, "big") + there[64:],
        "write-ahead": there[:18] + b"\x02\x02" + there[20:],
        "other": b"SQLite format 3\0" + bytes(4096),
        "empty": b"",
    }
    for name, content in places.items():
        (busy.folder / name).mkdir()
        (busy.folder / name / "crm.db").write_bytes(content)
    (busy.folder / "folder" / "crm.db").mkdir(parents=True)
    (busy.folder / "pipe").mkdir()
    os.mkfifo(busy.folder / "pipe" / "crm.db")
    before = snapshot(busy.folder)
    for name in ("hot", *places, "folder", "pipe", "missing"):
        answer = busy("--complete bash", f"crm --db {name}/crm.db show ibar", _BREAKS)
        assert (answer.code, answer.err) == (0, ""), name
        assert answer.lines[1:] == ([] if name != "damaged" else answer.lines[1:]), name
        assert offered(busy, f"crm --db {name}/crm.db stage") == ["stages"]
    for words in ([], ["tcsh", "x"], ["bash"], ["bash", "crm show '\udcff", ""], ["zsh"], ["bash", "", ""]):
        answer = busy("--complete", *words)
        assert (answer.code, answer.err) == (0, "")
    assert snapshot(busy.folder) == before


@given(
    st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1), st.sampled_from(["", "'", '"'])
)
def test_what_is_written_into_a_line_is_read_back_as_that_word(value: str, quote: str) -> None:
    line = typed(f"crm show {quote}{written(value, quote)}{quote}x y")
    assert line.before == ("crm", "show", f"{value}x")
    assert shlex.split(f"crm {written(value, '')}") == ["crm", value]


def test_words_that_begin_otherwise_do_not_overwrite_what_is_typed() -> None:
    line = typed("crm show ibar", _BREAKS)
    assert replacing(line, ["Talleres-Ibarra", "Tienda-Ibarra"])[-1] == "…"  # else bash would leave `crm show T`
    assert replacing(line, ["ibarra", "ibarrola"]) == ["ibarra", "ibarrola"]
    assert replacing(line, ["Talleres-Ibarra", "Ibarra"]) == ["Talleres-Ibarra", "Ibarra"]


def _program(crm: Crm, program: Program) -> dict[str, str]:
    """Put a `crm` on the path and return the environment in which it works on the same database."""
    place = crm.folder / "bin"
    place.mkdir()
    (place / "crm").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m crmcli "$@"\n')
    (place / "crm").chmod(0o755)
    source = str(Path(__file__).parents[1] / "src")
    found = {
        **program.environment,
        "PATH": f"{place}:{os.environ['PATH']}",
        "CRM_DB": str(crm.db),
        "PYTHONPATH": source,
    }
    return {**found, "HOME": str(crm.folder)}


def _needed(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell.upper()} IS NOT INSTALLED: its completion was not tried")


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_person_types_the_tab_key(busy: Crm, program: Program, shell: str) -> None:
    _needed(shell)
    environment = _program(busy, program)
    script = busy.folder / f"crm.{shell}"
    script.write_text(busy.ok(f"completion {shell}").out)
    keys = [
        "set -u",
        "crm who ibar\t",
        "crm who 广元\t",
        'crm who "bornsee\t',
        "crm who Bad\t",
        "crm who Quo\t",
        "crm who Glo\t",
    ]
    screen = shells.typed(
        shell, script, [*keys, "crm list --tag two\t", "crm list --owner=lu\t"], environment, busy.folder
    )
    for name in (
        "Talleres Ibarra (1)",
        "深圳市广元机电 (3)",
        "Holztechnik Börnsee (2)",
        *(f"{name} (" for name in _NAMES[:3]),
    ):
        assert name in screen, name
    assert "luis" in screen
    assert not (busy.folder / "pwned").exists()
    assert "Holztechnik Börnsee" in screen.split("--tag")[-1]


def test_fish_is_given_what_it_completes(busy: Crm, program: Program) -> None:
    _needed("fish")
    environment = _program(busy, program)
    script = busy.folder / "crm.fish"
    script.write_text(busy.ok("completion fish").out)
    ask = "source crm.fish; for line in $argv; complete -C $line; end"
    lines = ["crm who ibar", "crm who bornsee", "crm who Bad", "crm list --owner=lu", "crm list --tag two"]
    done = subprocess.run(
        ["fish", "--no-config", "-c", ask, *lines], env=environment, cwd=busy.folder, capture_output=True, check=True
    )
    words = [line.partition("\t")[0] for line in done.stdout.decode().splitlines()]
    bad = "Bad-touch-pwned-touch-pwned-Ltd"
    assert words == ["Talleres-Ibarra", "holztechnik-bornsee", bad, "--owner=luis", "two words $(id)"]
    assert not (busy.folder / "pwned").exists()


def test_install_and_remove_leave_the_rest_of_a_persons_files_alone(crm: Crm) -> None:
    kept = crm.folder / "dotfiles"
    kept.write_text("alias ll='ls -l'")  # without an end of line
    kept.chmod(0o640)
    (crm.folder / ".bashrc").symlink_to(kept)
    before = snapshot(crm.folder)
    assert "--dry-run" not in crm.ok("completion install bash --dry-run").err
    assert snapshot(crm.folder) == before
    said = crm.ok("completion install bash").err
    assert str(crm.folder / ".bashrc") in said
    lines = kept.read_text().splitlines()
    assert (lines[0], len(lines)) == ("alias ll='ls -l'", 2)
    assert "already" in crm.ok("completion install bash").err
    assert len(kept.read_text().splitlines()) == 2
    if shutil.which("bash"):
        told = subprocess.run(
            ["bash", "--norc", "-c", f". {shlex.quote(str(crm.folder / '.bashrc'))}; complete -p crm"],
            capture_output=True,
            check=True,
        )
        assert b"_crm_completion" in told.stdout
    crm.ok("completion remove bash")
    assert (crm.folder / ".bashrc").is_symlink()
    assert kept.read_text() == "alias ll='ls -l'\n"
    assert kept.stat().st_mode & 0o777 == 0o640
    assert not list((crm.folder / ".local/share/crm").iterdir())
    crm.ok("completion install fish")
    assert (crm.folder / ".config/fish/completions/crm.fish").exists()
    assert crm("completion install tcsh").code == 2
    (crm.folder / ".zshrc").mkdir()
    assert crm("completion install zsh").code == 1
