"""Print how well the text of business cards is read, against cards with their fields written down.

FILE.jsonl has one card a line: `text`, `lang`, and the fields as they should be read. Values are compared after
normalising: case folded, width as NFKC has it, blanks as one, punctuation at the end dropped. E-mails, websites, phone
numbers, phones with their type, and WeChat with QQ are scored as micro-F1; the other fields are right or wrong, on the
cards where either side has one. A whole card is right if name, company, title, phones with types and e-mails all are.
"""

import argparse
import json
import re
import resource
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crmcli.rules.cardtext import Reading, read_text

SETS = ("emails", "phones", "types", "websites", "chats")
FIELDS = (
    "name",
    "name_alt",
    "company",
    "company_alt",
    "title",
    "title_alt",
    "department",
    "postcode",
    "address",
    "linkedin",
)
WHOLE = ("name", "company", "title", "types", "emails")


def normal(value: str) -> str:
    """Return a value as it is compared."""
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", value).casefold()).strip()
    return re.sub(r"[\s.,;:!?。、，；：]+$", "", folded)


def wanted(card: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a labelled card: a set for each of SETS, a text for each of FIELDS."""
    found: dict[str, Any] = {field: normal(card.get(field) or "") for field in FIELDS}
    found["emails"] = {normal(one) for one in card.get("emails", ())}
    found["websites"] = {normal(one) for one in card.get("websites", ())}
    found["phones"] = {one["number"] for one in card.get("phones", ())}
    found["types"] = {(one["number"], one["type"]) for one in card.get("phones", ())}
    found["chats"] = {(kind, normal(card[kind])) for kind in ("wechat", "qq") if card.get(kind)}
    return found


def given(reading: Reading) -> dict[str, Any]:
    """Return the fields of a reading in the shape of `wanted`."""
    values = reading._asdict()
    values["phones"] = [{"number": one.number, "type": one.type} for one in reading.phones]
    return wanted(values)


def group(card: dict[str, Any]) -> str:
    """Return the language group of a card: zh, es, or en with all others."""
    return card["lang"][:2] if card["lang"][:2] in ("zh", "es") else "en"


def right(field: str, want: dict[str, Any], have: dict[str, Any]) -> bool:
    """Say whether a field, or the "card" as a whole, was read as it should be."""
    if field == "card":
        return all(want[one] == have[one] for one in WHOLE)
    return bool(want[field] == have[field])


def score(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    """Return the score of each field in per cent, over pairs of wanted and given fields."""
    hits: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for want, have in pairs:
        for field in SETS:
            hits[field] += len(want[field] & have[field])
            misses[field] += len(want[field] ^ have[field])
        for field in FIELDS:
            if want[field] or have[field]:
                total[field] += 1
                hits[field] += want[field] == have[field]
        total["card"] += 1
        hits["card"] += right("card", want, have)
    found = {
        field: 200 * hits[field] / (2 * hits[field] + misses[field]) for field in SETS if hits[field] + misses[field]
    }
    found.update({field: 100 * hits[field] / total[field] for field in (*FIELDS, "card") if total[field]})
    return found


def main() -> None:
    """Read the cards, print the scores, the mistakes that are asked for, and what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--wrong", metavar="FIELD", help="list the mistakes of one field (or card, or all)")
    parser.add_argument("--country", default="", help="the configured country, two letters")
    parser.add_argument(
        "--calibration", action="store_true", help="print how often values of each confidence are right"
    )
    asked = parser.parse_args()
    cards = [json.loads(line) for path in asked.files for line in path.read_text("utf-8").splitlines() if line.strip()]
    start = time.perf_counter()
    readings = [read_text(card["text"], asked.country) for card in cards]
    taken = time.perf_counter() - start
    compared = [(card, wanted(card), given(reading)) for card, reading in zip(cards, readings, strict=True)]
    if asked.wrong:
        _list_mistakes(compared, asked.wrong)
    _print_scores(compared)
    if asked.calibration:
        _print_calibration(compared, readings)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(cards)} texts, {len(cards) / taken:.0f} a second, peak {memory:.0f} MiB")


def _list_mistakes(compared: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]], field: str) -> None:
    for card, want, have in compared:
        for one in (*SETS, *FIELDS) if field == "all" else WHOLE if field == "card" else (field,):
            if not right(one, want, have):
                if isinstance(want[one], set):
                    print(
                        f"{card['id']}\t{one}\tmissing {sorted(want[one] - have[one])}\ttoo many {sorted(have[one] - want[one])}"
                    )
                else:
                    print(f"{card['id']}\t{one}\twanted {want[one]!r}\tread {have[one]!r}")


def _print_scores(compared: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]) -> None:
    groups = defaultdict(list)
    for card, want, have in compared:
        groups["all"].append((want, have))
        groups[group(card)].append((want, have))
    scores = {name: score(pairs) for name, pairs in groups.items()}
    names = [name for name in ("all", "zh", "es", "en") if name in scores]
    print(f"{'':14}" + "".join(f"{name + ' ' + str(len(groups[name])):>9}" for name in names))
    for field in (*SETS, *FIELDS, "card"):
        row = [f"{scores[name][field]:9.1f}" if field in scores[name] else f"{'-':>9}" for name in names]
        print(f"{field:14}" + "".join(row))


def _print_calibration(
    compared: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]], readings: list[Reading]
) -> None:
    bins: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for (_card, want, have), reading in zip(compared, readings, strict=True):
        for field, value in reading.confidence.items():
            if field in want:
                bins[field, min(9, int(value * 10))].append(right(field, want, have))
    for (field, tenth), rights in sorted(bins.items()):
        print(f"{field:14}{tenth / 10:.1f}  right {100 * sum(rights) / len(rights):5.1f} %  of {len(rights)}")


if __name__ == "__main__":
    main()
