"""What a person is told in one message: the items that are due, and the directors' summary of the week."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from crmcli.language import _, many
from crmcli.rules.due import Due

# More items than these in one message are named by their number only: nobody reads on.
MOST = 40
_PLACES = 32


class Person(NamedTuple):
    """Somebody who is told: a registered rep; with the id None whoever there is, where nobody is registered."""

    id: int | None
    name: str
    email: str = ""
    role: str = ""


def number(channel: str, recipient: str, keys: Iterable[str]) -> str:
    """Return the number of a message: the same for the same items to the same person by the same channel."""
    text = "\x1f".join((channel, recipient, *sorted(keys)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_PLACES]


def shared(items: Sequence[Due], people: Sequence[Person]) -> dict[Person, list[Due]]:
    """Return who is told of which items: owners of theirs, the directors of what escalates and of what is nobody's."""
    heads = _heads(people)
    known = {one.id: one for one in people}
    found: dict[Person, list[Due]] = {one: [] for one in people} or {Person(None, ""): []}
    for item in items:
        owner = known.get(item.rep_id)
        told = [owner] if owner else []
        if item.everybody:
            told = list(people)
        elif item.escalate or owner is None:
            told += [one for one in heads if one != owner]
        for one in told or found:
            found[one].append(item)
    return {one: mine for one, mine in found.items() if mine}


def _heads(people: Sequence[Person]) -> list[Person]:
    for role in ("director", "manager"):
        if heads := [one for one in people if one.role == role]:
            return heads
    return []


def heads(people: Sequence[Person]) -> list[Person]:
    """Return who gets the summary: the directors, else the managers, else whoever there is."""
    return _heads(people) or ([] if people else [Person(None, "")])


def subject(count: int, day: date) -> str:
    """Return the subject of a message about so many items."""
    said = many("crm, {day}: 1 thing is due", "crm, {day}: {count} things are due", count)
    return said.format(day=day, count=count)


def text(items: Sequence[Due]) -> str:
    """Return items as plain text, by section, the most urgent first."""
    lines: list[str] = []
    for section, members in groupby(items[:MOST], key=lambda one: one.section):
        lines += ["", _heading(section)] if lines else [_heading(section)]
        for one in members:
            who = f"{one.name} ({one.customer_id}): " if one.customer_id else ""
            lines.append(f"- {who}{one.why}")
            about = "; ".join(part for part in (one.stake, one.last_said[:200], one.phone) if part)
            lines += [f"  {part}" for part in (about, one.command) if part]
    if len(items) > MOST:
        lines += ["", _("… and {count} more: crm today --limit 0").format(count=len(items) - MOST)]
    return "\n".join(lines)


def _heading(section: str) -> str:
    return {
        "approvals": _("Approvals"),
        "stale": _("Stuck"),
        "calls": _("Calls"),
        "money": _("Money"),
        "service": _("Service"),
    }.get(section, section)


def summary_subject(day: date) -> str:
    """Return the subject of the summary of a week."""
    return _("crm: the week of {day}").format(day=day)


def week(day: date) -> str:
    """Return the key of the summary of a week."""
    year, number_of_week, _day = day.isocalendar()
    return f"summary:{year}-W{number_of_week:02}"


def summary(day: date, counts: Mapping[str, int], stages: Mapping[str, int], owed: Sequence[str], seal: str) -> str:
    """Return the summary of a week: what is due, where everybody stands, what is owed, and the seal of the ledgers."""
    lines = [_("The week of {day}").format(day=day), "", _("Due")]
    lines += [f"- {_heading(section)}: {count}" for section, count in counts.items()] or ["- 0"]
    lines += ["", _("Customers")]
    lines += [f"- {stage}: {count}" for stage, count in stages.items()] or ["- 0"]
    lines += ["", _("Owed")]
    lines += [f"- {line}" for line in owed] or ["- 0"]
    lines += ["", _("The ledgers end so; keep this mail, it proves them (crm audit verify --seals FILE):"), seal]
    return "\n".join(lines)
