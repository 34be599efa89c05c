"""Print what `crm dupes` costs in a file of many customers, and whether it finds those that were planted there."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import generate

PLANTED = (
    (["广州市青岚精密机电有限公司"], ["青岚精密机电"]),
    (["Holztechnik Brunnlechner"], ["Holztehnik Brunnlechner GmbH"]),
    (["Xaldabe Prensas SL", "--website", "www.xaldabe.example"], ["Export Desk", "--email", "ana@xaldabe.example"]),
)


def main() -> None:
    """Read the command line, make the file, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crm.db"
        generate.write(path, generate.invent(given.customers, 7, date.today()), date.today())
        path.chmod(0o600)
        environment = {**os.environ, "CRM_DB": str(path), "CRM_CONFIG": f"{folder}/none.toml"}

        def crm(*arguments: str) -> str:
            command = [sys.executable, "-m", "crmcli", *arguments]
            return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout

        planted = [tuple(crm("add", *one).strip() for one in pair) for pair in PLANTED]
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        rows = json.loads(crm("dupes", "--format", "json"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {(str(row["id"]), str(row["other_id"])) for row in rows}
    print(
        f"{given.customers} customers: {len(rows)} pairs, {seconds:.1f} s of CPU, {time.perf_counter() - begun:.1f} s;"
        f" planted {len(planted)}, found {len(found & set(planted))}"
    )


if __name__ == "__main__":
    main()
