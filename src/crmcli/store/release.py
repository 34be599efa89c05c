"""Customers of whom nothing is heard, of whom their owners are to be warned, or who come free."""

import sqlite3
from datetime import date
from typing import NamedTuple

from crmcli.rules.release import days_before, due, terms
from crmcli.store.facts import settings

# The level under which the ledger of alerts keeps the warnings of a release; those of dwell are percents.
WARNING = 0


class Idle(NamedTuple):
    """A customer with whom nothing was done since a day, and what is due of it: `warn` or `release`."""

    id: int
    name: str
    owner: str
    stage: str
    since: str
    due: str


_LAST_ACTION = (
    "max(s.last_movement, w.since, coalesce((SELECT substr(max(a.at), 1, 10) FROM activity AS a"
    " WHERE a.customer_id = s.customer_id), ''))"
)


def idle(sql: sqlite3.Connection, today: date) -> list[Idle]:
    """Return customers of whom something is due today, by id; none where the firm has not switched it on.

    An action is an activity, a move, an order, or that the customer was given to the owner. Who was put away, or of
    whom it was decided to act, is left alone.
    """
    on = terms(settings(sql))
    if not on.limit:
        return []
    # Movement is what an index knows; whoever moved lately need not be looked at.
    rows = sql.execute(
        f"SELECT c.id, c.name, r.name, s.stage, {_LAST_ACTION} AS last_action, coalesce((SELECT max(l.raised_on)"
        " FROM effective_alert AS l WHERE l.customer_id = c.id AND l.level = :level), '')"
        " FROM standing AS s INDEXED BY standing_movement CROSS JOIN customer AS c ON c.id = s.customer_id"
        " CROSS JOIN rep AS r ON r.id = s.owner_id CROSS JOIN ownership AS w ON w.id = (SELECT y.id FROM ownership AS y"
        " WHERE y.customer_id = s.customer_id ORDER BY y.since DESC, y.id DESC LIMIT 1)"
        " WHERE s.archived = 0 AND s.last_movement <= :latest AND s.decided_until < :today AND last_action <= :latest"
        " ORDER BY c.id",
        {"latest": days_before(today, on.shortest), "today": today.isoformat(), "level": WARNING},
    )
    found = []
    for one, name, owner, stage, since, alerted in rows:
        # A warning from before the last action was about another time.
        if what := due(on, since, alerted if alerted > since else "", today):
            found.append(Idle(one, name, owner, stage, since, what))
    return found
