"""Who ordered nothing for long."""

import sqlite3
from datetime import date
from typing import NamedTuple

from crmcli.model.words import Move, Stage
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.orders import Automatic, Sale, counts
from crmcli.store.facts import LEFT_OF_ORDER


class Sleeper(NamedTuple):
    """A buyer, in which stage since when, and the last order that counts, with its day; of whom none
    counts 0, and the day on which they became a buyer."""

    customer_id: int
    name: str
    stage: str
    since: str
    owner: str
    order_id: int
    last_order: str


def sleepers(
    sql: sqlite3.Connection, today: date, on: Automatic, life: Lifecycle, limit: int | None = None
) -> list[Sleeper]:
    """Return (at most `limit`) buyers without a counted order for the dormancy limit, by their numbers.

    Those whom a person moved since then, of whom a decision runs, and who are put away are left alone.
    """
    latest = date.fromordinal(max(today.toordinal() - on.dormancy, 1)).isoformat()
    sql.create_function("counts", 3, _counts, deterministic=True)
    bought = life.path[life.place(Stage.BUYER) :]
    marks = ", ".join("?" * len(bought))
    counted = f"o.draft = 0 AND counts({LEFT_OF_ORDER}, o.sample, o.cancelled_on)"
    # Whoever ordered since then is passed over without a look at all their orders.
    since = f"SELECT 1 FROM sales_order AS o WHERE o.customer_id = s.customer_id AND o.ordered_on > ? AND {counted}"
    rows = sql.execute(
        "SELECT c.id, c.name, s.stage, s.stage_since, coalesce(r.name, ''), coalesce(l.id, 0),"
        " coalesce(l.ordered_on, s.stage_since)"
        " FROM standing AS s JOIN customer AS c ON c.id = s.customer_id"
        " LEFT JOIN sales_order AS l ON l.id = (SELECT o.id FROM sales_order AS o WHERE o.customer_id = s.customer_id"
        f" AND {counted} ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1)"
        " LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE s.stage IN ({marks}) AND s.archived = 0 AND s.decided_until < ? "
        f" AND NOT EXISTS ({since}) AND coalesce(l.ordered_on, s.stage_since) <= ?"
        " AND NOT EXISTS (SELECT 1 FROM effective_transition AS t WHERE t.customer_id = s.customer_id"
        " AND t.rule = ? AND t.effective_on > ?) ORDER BY c.id LIMIT ?",
        (*bought, today.isoformat(), latest, latest, Move.MANUAL.value, latest, -1 if limit is None else limit),
    )
    return [Sleeper._make(row) for row in rows]


def _counts(amount: int, sample: int, cancelled_on: str) -> bool:
    return counts(Sale(0, "", cancelled_on, amount, sample))
