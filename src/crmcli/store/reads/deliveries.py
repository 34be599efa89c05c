"""What was delivered to whom, and what was not."""

from typing import NamedTuple

from crmcli.rules.digest import Person
from crmcli.store.read import View


class DeliveryRow(NamedTuple):
    """One occurrence for one person by one channel; it failed for good where `next` is never."""

    id: str
    state: str
    item: str
    channel: str
    recipient: str
    attempts: int
    next: str
    changed_at: str
    detail: str


class OpenRow(NamedTuple):
    """A delivery that did not end well: by its item, to be tried again or not."""

    id: int
    item: str
    state: str
    wait: int
    number: str


def deliveries(view: View, *, everything: bool = False) -> list[DeliveryRow]:
    """Return the deliveries that failed or are unsure, the latest first; `everything` those that arrived too."""
    where = "1" if everything else "state IN ('failed', 'unsure', 'claimed')"
    rows = view.rows(
        "SELECT id, state, item, channel, recipient, attempts, CASE WHEN state <> 'failed' THEN '' WHEN wait < 0"
        " THEN 'never' WHEN wait < 2 THEN 'next run' ELSE 'in ' || wait || ' runs' END, changed_at, detail"
        f" FROM delivery WHERE {where} ORDER BY id DESC"
    )
    return [DeliveryRow._make((f"z{one}", *rest)) for one, *rest in rows]


def people(view: View) -> list[Person]:
    """Return the reps who work here."""
    return [Person(*row) for row in view.rows("SELECT id, name, email, role FROM rep WHERE active = 1 ORDER BY id")]


def known(view: View, channel: str, recipient: str) -> tuple[set[str], list[OpenRow]]:
    """Return the items that a person was told of by a channel, or is not to be told of, and what is still open."""
    rows = view.rows(
        "SELECT id, item, state, wait, number FROM delivery WHERE channel = :channel AND recipient = :recipient",
        channel=channel,
        recipient=recipient,
    )
    found = [OpenRow._make(row) for row in rows]
    return {one.item for one in found}, [one for one in found if one.state in ("failed", "unsure")]


def latest(view: View) -> str:
    """Return the latest day on which anything was written or sent, "" where nothing ever was."""
    days = view.rows(
        "SELECT max(coalesce((SELECT substr(max(at), 1, 10) FROM step), ''),"
        " coalesce((SELECT substr(max(claimed_at), 1, 10) FROM delivery), ''))"
    )
    return str(days[0][0])


def unfinished(view: View) -> bool:
    """Say whether an earlier run left anything claimed, or something that failed waits."""
    return bool(view.rows("SELECT 1 FROM delivery WHERE state = 'claimed' OR (state = 'failed' AND wait > 0) LIMIT 1"))
