"""The reps, and what is in the file."""

from typing import NamedTuple

from crmcli.rules.lifecycle import USUAL
from crmcli.store import schema
from crmcli.store.read import View
from crmcli.store.stages import lifecycle


class RepRow(NamedTuple):
    """One rep, and how many customers are theirs."""

    id: str
    name: str
    role: str
    email: str
    manager: str
    customers: int
    active: bool


class CountRow(NamedTuple):
    """How many rows of a kind the file holds."""

    what: str
    rows: int


def reps(view: View) -> list[RepRow]:
    """Return the reps by name."""
    rows = view.rows(
        "SELECT r.id, r.name, r.role, r.email, coalesce(m.name, ''),"
        " (SELECT count(*) FROM standing AS s WHERE s.owner_id = r.id AND s.archived = 0), r.active"
        " FROM rep AS r LEFT JOIN rep AS m ON m.id = r.manager_id ORDER BY r.active DESC, r.name"
    )
    return [RepRow._make((f"r{one}", *rest, bool(active))) for one, *rest, active in rows]


def counts(view: View) -> list[CountRow]:
    """Return how many rows each table of facts, the ledger and the steps have."""
    tables = [*schema.FACTS, "transition", "step"]
    return [CountRow(name, view.rows(f"SELECT count(*) FROM {name}")[0][0]) for name in tables]


def settings(view: View) -> dict[str, str]:
    """Return the settings that are kept in the file, with the expected days of the usual stages."""
    kept = dict(view.rows("SELECT key, value FROM setting"))
    limits = lifecycle(view.sql).limits()
    days = {f"days_{key}": str(limits[key]) for key, usual in USUAL.items() if limits.get(key) != usual.days}
    return {**kept, **days}
