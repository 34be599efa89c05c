"""What is to be sent to whom: what is due and was not told yet, and what did not arrive."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from crmcli.rules import digest
from crmcli.rules.digest import Person
from crmcli.rules.due import Due
from crmcli.store.read import View
from crmcli.store.reads import deliveries, due_items, weekly

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Parcel(NamedTuple):
    """One message to be: to whom, by which channel, about what; `again` is one of which nobody knows if it arrived."""

    channel: str
    person: Person
    number: str
    items: tuple[Due, ...]
    keys: tuple[str, ...]
    subject: str
    text: str
    again: bool = False


class Wish(NamedTuple):
    """By which channels, under which policy, and when the summary goes out; `rep` and `channel` narrow it."""

    channels: tuple[str, ...]
    policy: str
    summary: str
    rep: int | None = None
    only: str = ""


class Found(NamedTuple):
    """The parcels, and the failed deliveries of what is not due any more."""

    parcels: list[Parcel]
    gone: list[int]


def parcels(view: View, wish: Wish, stamp: str) -> Found:
    """Return what is to be sent now, one message for each person and channel."""
    everything = due_items.due(view, due_items.Wish())
    people = deliveries.people(view)
    told = digest.shared(everything, people)
    summary = _summary(view, wish, everything, stamp)
    heads = digest.heads(people) if summary else []
    found: list[Parcel] = []
    gone: list[int] = []
    everybody: Sequence[Person] = list(dict.fromkeys([*told, *heads]))
    for channel in wish.channels if not wish.only else (wish.only,):
        for person in everybody:
            if wish.rep is not None and person.id != wish.rep:
                continue
            known, open_rows = deliveries.known(view, channel, person.name)
            mine = {one.key: one for one in told.get(person, [])}
            made, lost = _of_person(view, wish, (channel, person), mine, known, open_rows)
            found += made
            gone += lost
            if summary and person in heads and _wanted(summary[0], known, open_rows, wish):
                keys = (summary[0],)
                number = digest.number(channel, person.name, keys)
                found.append(Parcel(channel, person, number, (), keys, *summary[1:]))
    return Found(found, gone)


def _of_person(
    view: View,
    wish: Wish,
    to: tuple[str, Person],
    mine: Mapping[str, Due],
    known: set[str],
    open_rows: Sequence[deliveries.OpenRow],
) -> tuple[list[Parcel], list[int]]:
    """Return one message of all that is new or failed, and one for each that may have arrived or not."""
    failed = {row.item: row for row in open_rows if row.state == "failed"}
    fresh = [one for key, one in mine.items() if key not in known or (key in failed and failed[key].wait == 0)]
    gone = [row.id for key, row in failed.items() if key not in mine and not key.startswith("summary:")]
    found = [_parcel(view, to, fresh)] if fresh else []
    if wish.policy == "at-least-once":
        unsure = sorted((row for row in open_rows if row.state == "unsure"), key=lambda row: row.number)
        for number, rows in groupby(unsure, key=lambda row: row.number):
            again = [mine[row.item] for row in rows if row.item in mine]
            if again:
                found.append(_parcel(view, to, again)._replace(number=number, again=True))
    return found, gone


def _parcel(view: View, to: tuple[str, Person], items: Sequence[Due]) -> Parcel:
    channel, person = to
    keys = tuple(one.key for one in items)
    full = due_items.told(view, items[: digest.MOST])
    text = digest.text([*full, *items[digest.MOST :]])
    number = digest.number(channel, person.name, keys)
    return Parcel(channel, person, number, tuple(full), keys, digest.subject(len(items), view.day), text)


def _summary(view: View, wish: Wish, everything: Sequence[Due], stamp: str) -> tuple[str, str, str] | None:
    """Return key, subject and text of this week's summary, from its day on; None before, or where there is to be none."""
    if wish.summary == "off" or view.day.weekday() < _DAYS.index(wish.summary):
        return None
    key = digest.week(view.day)
    if not view.rows("SELECT 1 FROM customer LIMIT 1"):
        return None
    counts: dict[str, int] = {}
    for one in everything:
        counts[one.section] = counts.get(one.section, 0) + 1
    text = digest.summary(view.day, counts, weekly.standing(view), weekly.owed(view), weekly.seal(view, stamp))
    return key, digest.summary_subject(view.day), text


def _wanted(key: str, known: set[str], open_rows: Sequence[deliveries.OpenRow], wish: Wish) -> bool:
    row = next((row for row in open_rows if row.item == key), None)
    if row is None:
        return key not in known
    return row.wait == 0 if row.state == "failed" else wish.policy == "at-least-once"
