"""Who is it? One line, before one picks up the phone."""

import sys

import pytest

from conftest import Crm, Program


@pytest.fixture
def known(crm: Crm) -> Crm:
    crm.ok("rep add wei")
    crm.add(
        "深圳市广元机电设备有限公司", "--contact 王磊 --phone 13800138000 --email wl@gy.example --owner wei --at -40d"
    )
    crm.ok("contact add 1 李娜 --phone 13911112222")
    crm.ok("log 1 call 'asked for a quote' --at -3d")
    crm.ok("next 1 +2d send it")
    crm.add("Talleres Ibarra", "--contact 'Ana López' --email ana@firm.example")
    crm.add("Talleres Gil")
    return crm


@pytest.mark.parametrize("ref", ["13800138000", "+86 138 0013 8000", "WL@gy.example", "广元", "1", "王磊"])
def test_one_line_says_who_it_is(known: Crm, ref: str) -> None:
    known.ok("config set country CN")
    result = known.ok("who", ref)
    assert result.err == ""
    assert result.lines == [
        "深圳市广元机电设备有限公司 (1) · 王磊 · owner: wei · lead for 40 days"
        " · last: 2026-03-13 call asked for a quote · next: 2026-03-18 send it"
    ]
    assert known("who", ref, terminal=True).out == result.out


def test_the_person_who_calls_is_named(known: Crm) -> None:
    assert " · 李娜 · " in known.ok("who 13911112222").out
    assert " · Ana López · " in known.ok("who ana@firm.example").out
    assert " · 李娜 · " in known.ok("who 李娜").out


def test_nobody_and_several(known: Crm) -> None:
    nobody = known("who 13700000000")
    assert (nobody.code, nobody.out) == (3, "")
    several = known("who Talleres")
    assert (several.code, several.out) == (4, "")
    assert "Talleres Gil" in several.err
    assert known("who", "Talleres", "Ibarra").code == 0
    assert known("who anybody").code == 3


def test_whatever_was_stored_is_one_line(known: Crm) -> None:
    known.ok("log 2 call", "first\nsecond \x1b[31mline")
    assert len(known.ok("who 2").lines) == 1
    seen = known.ok("who 2", terminal=True).out
    assert seen.count("\n") == 1
    assert "\x1b" not in seen


def test_as_of_and_formats(known: Crm) -> None:
    row = known.ok("who 1 --format json").json[0]
    assert (row["id"], row["owner"], row["stage"]) == (1, "wei", "lead")
    assert "last: -" in known.ok("who 1 --as-of 2026-03-01").out
    assert known("who 1 --as-of 2020-01-01").code == 3
    known.ok("archive 2")
    assert "archived" in known.ok("who ana@firm.example").out


def test_it_loads_no_library_that_it_does_not_need(program: Program) -> None:
    import subprocess

    program("add", "Firm", "--phone", "+34600111222")
    code = (
        "import sys, crmcli.cli.main as m\n"
        "code = m.run(['who', '+34600111222'])\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'rich', 'rapidfuzz'} & set(sys.modules)\n"
        "sys.exit(int(code) or (f'loaded {heavy}' if heavy else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=program.environment, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
