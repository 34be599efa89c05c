"""Print what an import costs beside the sqlite3 shell's `.import` of the same file, per row and in memory; and its undo."""

import argparse
import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

_BUDGET = 20.0
_MEMORY = 150
_HEAD = (
    "name,contact,title,email,phone,wechat,website,address,region,industry,category,size,grade,needs,source,owner,"
    "stage,tags,note,created_at"
)
_FAMILY = ["Ibarra", "Ochoa", "Prieto", "Lindqvist", "Moreau", "王", "李", "陈", "Keller", "Novak"]
_GIVEN = ["Lucía", "Iñaki", "Jürgen", "Marie", "晓梅", "伟", "Anna", "Tom", "Carla", "Pavel"]
_CITIES = ["广州", "深圳", "无锡", "厦门"]
_REGIONS = ["Bizkaia", "Valencia", "广东", "浙江"]
_INDUSTRIES = ["metal", "furniture", "packaging", "textiles", "electronics"]


class Cost(NamedTuple):
    """What a process took: CPU seconds, and the peak of its memory in MiB."""

    cpu: float
    memory: float


def write_sheet(path: Path, rows: int, seed: int = 7) -> None:
    """Write a sheet of invented customers, each with a person, e-mail, phone and website."""
    chance = random.Random(seed)
    pick = chance.choice
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_HEAD.split(","))
        for one in range(1, rows + 1):
            chinese = chance.random() < 1 / 3
            name = f"{pick(_CITIES)}{one:07}机电设备有限公司" if chinese else f"Talleres {pick(_FAMILY)} {one:07} S.L."
            phone = f"+86 138{one:08}" if chinese else f"+34 6{one:08}"
            person = (f"{pick(_GIVEN)} {pick(_FAMILY)} {one % 9973}", "Purchasing manager")
            reach = (f"buyer{one}@firm{one}.example", phone, "", f"www.firm{one}.example")
            place = (f"Calle Fundidores {one % 200}, Basauri", pick(_REGIONS), pick(_INDUSTRIES), "end user", "50-100")
            about = (pick("ABCD"), "two press brakes before summer", "Autumn Fair", pick(("ana", "luis", "")), "lead")
            rest = ("machines" if one % 3 == 0 else "", "met at the booth", f"2025-{pick(range(1, 13)):02}-14")
            writer.writerow((name, *person, *reach, *place, *about, *rest))


def cost(*command: str, cwd: Path) -> Cost:
    """Run a command to its end and return what it took; its output goes nowhere."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read() if process.stderr else b""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}\n{said.decode()}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(folder: Path, rows: int, rounds: int, program: list[str]) -> None:
    """Import a sheet by turns with the shell and with `crm`, undo it, and print the ratios."""
    sheet = folder / f"customers-{rows}.csv"
    write_sheet(sheet, rows)
    ratios, undos, peaks, per_row = [], [], [], []
    for _round in range(rounds):
        (folder / "plain.db").unlink(missing_ok=True)
        shutil.rmtree(folder / "data", ignore_errors=True)
        plain = cost("sqlite3", "plain.db", "-cmd", ".mode csv", f".import {sheet.name} t", cwd=folder)
        database = ("--db", str(folder / "data" / "crm.db"))
        imported = cost(*program, *database, "import", "customers", str(sheet), "-q", cwd=folder)
        undone = cost(*program, *database, "undo", "-q", cwd=folder)
        ratios.append(imported.cpu / plain.cpu)
        undos.append(undone.cpu / imported.cpu)
        peaks.append(imported.memory)
        per_row.append(imported.cpu / rows * 1e6)
    over = "OVER" if statistics.median(ratios) > _BUDGET or max(peaks) > _MEMORY else ""
    print(
        f"{rows:>9,} rows: {statistics.median(ratios):5.1f} x .import ({min(ratios):.1f} to {max(ratios):.1f}),"
        f" {statistics.median(per_row):.0f} us a row, peak {max(peaks):.0f} MiB;"
        f" undo {statistics.median(undos):.2f} x the import  {over}"
    )


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if shutil.which("sqlite3") is None:
        print("There is no sqlite3 shell here: nothing was measured.")
        return
    print(f"budget: {_BUDGET} x the sqlite3 shell's .import of the same file, {_MEMORY} MiB")
    with tempfile.TemporaryDirectory(prefix="crm-bulk-") as name:
        for rows in given.rows:
            measure(Path(name), rows, given.rounds, [sys.executable, "-m", "crmcli"])


if __name__ == "__main__":
    main()
