"""The demo and the example scripts do what they say, for real."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Crm

ROOT = Path(__file__).parents[1]


def test_the_demo_plays_the_main_job_and_touches_nothing_of_mine(crm: Crm, tmp_path: Path) -> None:
    mine = crm.add("Mine")
    before = crm.db.read_bytes()
    folder = tmp_path / "kept"
    shown = crm("demo", f"--keep={folder}")
    assert shown.code == 0, shown.err
    assert mine == "1"
    assert crm.db.read_bytes() == before
    for command in ("add --card", "log -", "promote", "order add", "pay", "stages", "stale", "receivables", "undo"):
        assert f"$ crm {command}" in shown.out
    assert "48 cards: 44 created, 4 completed" in shown.out
    assert str(folder / "crm.db") in shown.out
    assert shown.out.count("\n  crm --db ") == 3
    assert (folder / "crm.db").stat().st_mode & 0o777 == 0o600
    kept = crm.ok(f"--db {folder}/crm.db list --format json").json
    assert len(kept) == 44
    assert all(row["owner"] for row in kept)
    assert {row["stage"] for row in kept} == {"lead", "prospect", "buyer", "repeat"}
    assert crm("demo", f"--keep={folder}").code == 4


def test_the_demo_looks_the_same_on_any_day(crm: Crm, tmp_path: Path) -> None:
    crm.now("2028-02-29")
    assert crm("demo", f"--keep={tmp_path / 'leap'}").code == 0


@pytest.mark.parametrize("name", ["trade-fair.sh", "morning.sh", "stale-to-mail.sh", "spreadsheets.sh", "quarter.sh"])
def test_every_example_script_runs(name: str, tmp_path: Path) -> None:
    shim = tmp_path / "bin" / "crm"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmcli "$@"\n')
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    environment = {
        "PATH": f"{shim.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "LANG": "C.UTF-8",
        **({"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}),
    }
    done = subprocess.run(
        [str(ROOT / "examples" / name)], env=environment, cwd=tmp_path, capture_output=True, timeout=120, check=False
    )
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    expected = {
        "trade-fair.sh": "48 known",
        "morning.sh": "Blue Mesa Fixtures Inc.",
        "stale-to-mail.sh": "Subject: Act or abandon?",
        "spreadsheets.sh": "the same",
        "quarter.sh": "seals,ok",
    }
    assert expected[name] in out
    assert "crm: " not in done.stderr.decode()
