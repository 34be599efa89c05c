"""Feed the readers of other people's files what a coverage-guided fuzzer makes up, until one of them fails.

Needs `pip install atheris`; without it the script says so, and ends with 1.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzz.py: atheris is not installed, nothing was fuzzed: pip install atheris")

with atheris.instrument_imports(include=["crmcli", "tomllib"]):
    from crmcli import config
    from crmcli.errors import CrmError
    from crmcli.exchange import vcard
    from crmcli.exchange.sheet import KINDS, Evidence, aside, kind_of, open_sheet, plan, reader

EXAMPLES = Path(__file__).resolve().parents[1]
SEEDS = {
    "vcard": sorted((EXAMPLES / "examples").rglob("*.vcf")),
    "csv": sorted((EXAMPLES / "tests" / "sheets").iterdir()),
    "config": [],
}
LONGEST = 4096


def read_cards(content: bytes) -> None:
    """Read bytes as vCards, and look at all that can be asked of them."""
    for card in vcard.read(content):
        for address in card.addresses:
            address.text.encode()
        repr(card)


def read_sheet(content: bytes, path: Path) -> None:
    """Read bytes as a spreadsheet to its end, as every kind; every row must fit its header or say why not."""
    path.write_bytes(content)
    try:
        sheet = open_sheet(path)
    except CrmError:
        return
    kind_of(sheet.columns, {})
    for kind in KINDS:
        made = plan(sheet.columns, kind, {})
        evidence = Evidence(made)
        for row in sheet.rows():
            assert len(row.cells) == len(sheet.columns) or row.problem
            "".join(row.cells).encode()
            evidence.see(row)
        take = reader(made, evidence.settled())
        for row in sheet.rows():
            aside(row, made)
            try:
                take(row)
            except CrmError:
                pass


def read_config(content: bytes, path: Path) -> None:
    """Read bytes as a person's configuration."""
    path.write_bytes(content)
    try:
        config.load()
    except CrmError:
        pass


def _target(name: str, folder: Path) -> Callable[[bytes], None]:
    if name == "vcard":
        return read_cards
    if name == "csv":
        return lambda content: read_sheet(content, folder / "any.csv")
    import os

    os.environ["CRM_CONFIG"] = str(folder / "config.toml")
    return lambda content: read_config(content, folder / "config.toml")


def main() -> None:
    """Fuzz one reader for some seconds; a failing input is kept in the present folder, as `crash-…`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reader", choices=sorted(SEEDS))
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("--corpus", type=Path, help="a folder of inputs, which grows; else a temporary one")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="crm-fuzz-") as name:
        folder = Path(name)
        corpus = given.corpus or folder / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in SEEDS[given.reader]:
            (corpus / seed.name).write_bytes(seed.read_bytes()[:LONGEST])
        limits = (f"-max_total_time={given.seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=1024")
        atheris.Setup([sys.argv[0], str(corpus), *limits], _target(given.reader, folder))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
