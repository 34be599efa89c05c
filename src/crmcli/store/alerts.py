"""Writing alerts to their ledger, many at once."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.store import facts, many
from crmcli.store.schema import LEDGERS
from crmcli.store.write import Work, account


class Raised(NamedTuple):
    """One level that a customer passed in a stay; `told` names who hears of it, "" where a higher one is told."""

    customer_id: int
    stay: int
    level: int
    stage: str
    days: int
    expected: int
    owner: str
    told: str


def append(work: Work, raised: Sequence[Raised]) -> int:
    """Append alerts raised today; returns the id of the first, the others follow in order."""
    last = work.sql.execute("SELECT seq FROM sqlite_sequence WHERE name = 'alert'").fetchone()
    first = (last[0] if last else 0) + 1
    written = (work.clock, work.request.stamp, account(), facts.host(), work.step_id, None)
    rows = [(first + place, *one[:6], work.today, one.owner, one.told, *written) for place, one in enumerate(raised)]
    many.insert(work.sql, f"INSERT INTO alert (id, {', '.join(LEDGERS['alert'])})", rows)
    return first
