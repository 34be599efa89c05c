"""Due items by their keys: whose they are, and what somebody said of them."""

import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.rules.due import AGAIN, Outcome
from crmcli.store.read import View

_AT_ONCE = 400  # keys in one question
_DAY = r"\d{4}-\d\d-\d\d"
# What a key is made of after its kind, and the table whose row it names first.
_FORMS = {
    "approval": (r"q(?P<id>\d+)", "approval"),
    "stale": (r"t(?P<id>\d+):\d+", "transition"),
    "step": (rf"n(?P<id>\d+):{_DAY}", "next_step"),
    "plan": (r"(?P<id>\d+):\d+", "customer"),
    "instalment": (rf"i(?P<id>\d+):{_DAY}:-?\d+", "instalment"),
    "milestone": (rf"(?P<id>\d+):{_DAY}", "milestone"),
    "quote": (rf"k(?P<id>\d+):{_DAY}", "quote"),
    "visit": (r"(?P<kind>[am])(?P<id>\d+)", ""),
    "grade": (rf"(?P<id>\d+):{_DAY}", "customer"),
    "birthday": (rf"c(?P<id>\d+):{_DAY}", "contact"),
    "reminder": (rf"m(?P<id>\d+):(?P<day>{_DAY})", "reminder"),
    "holiday": (_DAY, ""),
}
_VISITS = {"a": ("activity", "substr(t.at, 1, 10)"), "m": ("milestone", "t.reached_on")}


class Item(NamedTuple):
    """A due item: its key as it is kept, what kind it is, the row that it names, and whose it is."""

    key: str
    kind: str
    row: int = 0
    customer_id: int | None = None
    name: str = ""
    on: str = ""  # of a visit the day of what asks for it


def item(sql: sqlite3.Connection, text: str) -> Item | None:
    """Return the item that a key names, due or not; None where it is none, or names nothing that is there."""
    key = text.strip().split(AGAIN)[0]
    kind, _colon, rest = key.partition(":")
    pattern, table = _FORMS.get(kind, ("", ""))
    found = re.fullmatch(pattern, rest, re.ASCII) if pattern else None
    if found is None or not all(map(_in_calendar, re.findall(_DAY, rest))):
        return None
    groups, on = found.groupdict(), "''"
    if kind == "visit":
        table, on = _VISITS[groups["kind"]]
    if not table:
        return Item(key, kind)
    if len(groups["id"]) > 18:
        return None
    row = int(groups["id"])
    whose = "t.id" if table == "customer" else "t.customer_id"
    owned = sql.execute(
        f"SELECT c.id, coalesce(c.name, ''), {on} FROM {table} AS t LEFT JOIN customer AS c ON c.id = {whose} WHERE t.id = ?",
        (row,),
    ).fetchone()
    return Item(key, kind, row, *owned) if owned else None


def _in_calendar(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def outcomes(view: View, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return what was said last of items up to the view's day, and until when they were put off."""
    if not view.rows("SELECT 1 FROM handled WHERE handled_on < :until LIMIT 1"):
        return {}
    said: dict[str, tuple[str, str]] = {}
    for first in range(0, len(keys), _AT_ONCE):
        names = {f"key{place}": key for place, key in enumerate(keys[first : first + _AT_ONCE])}
        rows = view.rows(
            "SELECT h.item, h.outcome, h.until_on FROM handled AS h WHERE h.handled_on < :until"
            f" AND h.item IN ({', '.join(f':{name}' for name in names)}) ORDER BY h.id",
            **names,
        )
        said |= {key: (outcome, until) for key, outcome, until in rows}
    return said


def of_reminder(view: View, number: int) -> dict[date, tuple[str, str]]:
    """Return what was said last of a reminder's days, and until when they were put off."""
    rows = view.rows(
        "SELECT h.item, h.outcome, h.until_on FROM handled AS h WHERE h.item GLOB :like AND h.handled_on < :until"
        " ORDER BY h.id",
        like=f"reminder:m{number}:*",
    )
    days = ((key.rpartition(":")[2], outcome, until) for key, outcome, until in rows)
    return {date.fromisoformat(day): (outcome, until) for day, outcome, until in days if _in_calendar(day)}


def closed(view: View, number: int) -> set[date]:
    """Return the days of a reminder that are done or skipped."""
    return {day for day, (outcome, _until) in of_reminder(view, number).items() if outcome != Outcome.SNOOZED}


def reminder(sql: sqlite3.Connection, number: int | None) -> bool:
    """Say whether there is a reminder of that number."""
    return sql.execute("SELECT 1 FROM reminder WHERE id = ?", (number,)).fetchone() is not None


def reminders_of(sql: sqlite3.Connection, rep_id: int) -> list[int]:
    """Return the reminders that name a rep and have not ended."""
    return [row[0] for row in sql.execute("SELECT id FROM reminder WHERE rep_id = ? AND ended_on = ''", (rep_id,))]
