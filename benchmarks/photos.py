"""Print how well and how fast photos of cards are read: cards are drawn, photographed (askew, blurred, turned), and read."""

import argparse
import io
import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import cardart

from crmcli.errors import BadInputError
from crmcli.exchange.cards.kinds import Kind
from crmcli.exchange.photo.reader import Photos
from crmcli.rules.cardtext import Reading

_SECONDS = 3.0
_MEMORY = 900
_FIELDS = ("name", "company", "title", "phones", "emails", "websites")


def _jpeg(image: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


def _right(reading: Reading, fields: dict[str, Any]) -> dict[str, bool]:
    """Say of each field whether all of it was read."""
    found: dict[str, Any] = {name: getattr(reading, name) for name in _FIELDS}
    found["phones"] = {one.number for one in reading.phones}
    found["emails"], found["websites"] = set(reading.emails), set(reading.websites)
    return {name: found[name] == fields[name] for name in _FIELDS}


def _table(scores: dict[tuple[str, str], list[dict[str, bool]]], by: int) -> None:
    groups: dict[str, list[dict[str, bool]]] = defaultdict(list)
    for key, rows in scores.items():
        groups[key[by]] += rows
    for name, rows in groups.items():
        parts = [f"{field} {sum(row[field] for row in rows) / len(rows):5.1%}" for field in _FIELDS]
        whole = sum(all(row.values()) for row in rows) / len(rows)
        print(f"  {name:<7} {len(rows):>4}  {'  '.join(parts)}  whole card {whole:5.1%}")


def main() -> None:
    """Draw, photograph and read cards, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=48)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--langs", default="zh,es,en")
    parser.add_argument("--keep", type=Path, help="write the photos that were not read right into this folder")
    given = parser.parse_args()
    langs = tuple(given.langs.split(","))
    if "zh" in langs and not cardart.chinese_fonts():
        sys.exit("no font with Chinese characters on this machine: apt install fonts-noto-cjk, or --langs es,en")
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    photos = Photos()
    walls, used = [], []
    scores: dict[tuple[str, str], list[dict[str, bool]]] = defaultdict(list)
    for place, (card, how, image) in enumerate(cardart.series(given.cards, given.seed, langs)):
        content = _jpeg(image)
        before, cpu = time.perf_counter(), time.process_time()
        try:
            reading = photos.read(content, Kind.JPEG)[0].reading
        except BadInputError as problem:
            print(f"{place}: {problem.message}")
            reading = Reading()
        walls.append(time.perf_counter() - before)
        used.append(time.process_time() - cpu)
        right = _right(reading, card.fields)
        scores[card.lang, how].append(right)
        if not all(right.values()):
            wrong = {name: (getattr(reading, name), card.fields[name]) for name, fine in right.items() if not fine}
            print(f"{place} {card.lang} {how}: {wrong}")
            if given.keep:
                (given.keep / f"{place:03}-{card.lang}-{how}.jpg").write_bytes(content)
    print(f"\n{given.cards} cards; fields that were read right, all of each:")
    _table(scores, 1)
    _table(scores, 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rest = walls[1:] or walls
    print(
        f"seconds a photo: median {statistics.median(rest):.2f}, longest {max(rest):.2f} (budget {_SECONDS:.0f})",
        end="",
    )
    print(f"; the first, with the models, {walls[0]:.2f}; of CPU {statistics.median(used):.2f}; {os.cpu_count()} cores")
    print(f"peak memory {peak} MiB, of the drawing too (budget {_MEMORY})")


if __name__ == "__main__":
    main()
