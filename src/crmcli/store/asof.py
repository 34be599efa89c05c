"""The caches, each defined once as a SELECT: stored for today, computed for any earlier day.

`{scope}` narrows a definition to some customers; `:until` is the first day that is too late to count.
`alerted` alone is of no day: what was told once is told, however the clock was set.
A report reads `standing`, `balance` and `credit` by these names; for an earlier day they are common table
expressions that hide the stored tables of the same names.
"""

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

STANDING = """
SELECT c.id AS customer_id,
  coalesce((SELECT g.key FROM stage AS g WHERE instr(' ' || g.former || ' ', ' ' || t.to_stage || ' ') > 0),
    t.to_stage, '') AS stage,
  coalesce(t.effective_on, c.created_on) AS stage_since,
  max(coalesce(t.effective_on, c.created_on), coalesce((
    SELECT max(o.ordered_on) FROM sales_order AS o WHERE o.customer_id = c.id AND o.ordered_on < :until
      AND o.draft = 0 AND (o.cancelled_on = '' OR o.cancelled_on >= :until)), '')) AS last_movement,
  coalesce((SELECT substr(max(a.at), 1, 10) FROM activity AS a WHERE a.customer_id = c.id AND a.at < :until),
    CASE WHEN w.rep_id IS NULL THEN NULL ELSE w.since END, c.created_on) AS last_contact_on,
  (SELECT count(*) FROM activity AS b WHERE b.customer_id = c.id
    AND b.at >= coalesce(t.effective_on, c.created_on) AND b.at < :until) AS contacts_in_stage,
  w.rep_id AS owner_id,
  coalesce((SELECT z.archived FROM archiving AS z WHERE z.customer_id = c.id AND z.since < :until
    ORDER BY z.since DESC, z.id DESC LIMIT 1), 0) AS archived,
  c.created_on AS created_on, coalesce(n.due_on, '') AS next_due, coalesce(n.text, '') AS next_text,
  coalesce((SELECT d.until_on FROM effective_decision AS d WHERE d.customer_id = c.id AND d.stay = t.id
    AND d.kind = 'act' AND d.decided_on < :until ORDER BY d.decided_on DESC, d.id DESC LIMIT 1), '') AS decided_until,
  coalesce(t.id, 0) AS stay,
  coalesce((SELECT max(l.level) FROM effective_alert AS l WHERE l.customer_id = c.id AND l.stay = t.id), 0)
    AS alerted
FROM customer AS c
LEFT JOIN transition AS t ON t.id = (SELECT e.id FROM effective_transition AS e
  WHERE e.customer_id = c.id AND e.effective_on < :until ORDER BY e.effective_on DESC, e.id DESC LIMIT 1)
LEFT JOIN ownership AS w ON w.id = (SELECT y.id FROM ownership AS y
  WHERE y.customer_id = c.id AND y.since < :until ORDER BY y.since DESC, y.id DESC LIMIT 1)
LEFT JOIN next_step AS n ON n.id = (SELECT x.id FROM next_step AS x
  WHERE x.customer_id = c.id AND x.planned_on < :until AND (x.closed_on = '' OR x.closed_on >= :until)
  ORDER BY x.planned_on DESC, x.id DESC LIMIT 1)
WHERE c.created_on < :until AND (c.merged_on = '' OR c.merged_on >= :until) {scope}
"""


class BegunRow(NamedTuple):
    """What STANDING says of a customer with whom nothing has happened but that it was added, and given to its owner."""

    customer_id: int
    stage: str
    stage_since: str
    last_movement: str
    last_contact_on: str
    contacts_in_stage: int
    owner_id: int | None
    archived: int
    created_on: str
    next_due: str
    next_text: str
    stay: int


def begun(customer_id: int, stage: str, day: str, owner_id: int | None, stay: int) -> BegunRow:
    """Return the standing of a customer whose first facts, all of `day`, are all there is; `stay` is its transition."""
    return BegunRow(customer_id, stage, day, day, day, 0, owner_id, 0, day, "", "", stay)


# A payment towards an order that does not exist yet, or no longer, is credit; a draft owes nothing.
COUNTED_ORDER = "o.ordered_on < :until AND o.draft = 0 AND (o.cancelled_on = '' OR o.cancelled_on >= :until)"

# When an instalment `i` is due: what waits for a milestone on no day that is known before that is reached.
DUE_ON = """iif(i.milestone <> '' AND (SELECT m.reached_on FROM milestone AS m
  WHERE m.order_id = i.order_id AND m.kind = i.milestone) >= :until, '9999-12-31', i.due_on)"""

BALANCE = f"""
SELECT * FROM (
SELECT i.id AS instalment_id, i.order_id AS order_id, i.customer_id AS customer_id, o.currency AS currency,
  {DUE_ON} AS due_on, i.amount - coalesce((SELECT sum(a.amount) FROM allocation AS a
    WHERE a.instalment_id = i.id AND a.applied_on < :until), 0)
  - coalesce((SELECT sum(d.amount) FROM reduction AS d
    WHERE d.instalment_id = i.id AND d.reduced_on < :until), 0) AS outstanding,
  (SELECT s.owner_id FROM standing AS s WHERE s.customer_id = i.customer_id) AS owner_id
FROM instalment AS i JOIN sales_order AS o ON o.id = i.order_id JOIN customer AS c ON c.id = i.customer_id
WHERE {COUNTED_ORDER} {{scope}}) WHERE outstanding <> 0
"""

CREDIT = f"""
SELECT * FROM (
SELECT p.customer_id AS customer_id, p.currency AS currency, sum(p.amount - coalesce((
  SELECT sum(a.amount) FROM allocation AS a JOIN sales_order AS o ON o.id = a.order_id
  WHERE a.payment_id = p.id AND a.applied_on < :until AND {COUNTED_ORDER}), 0) - coalesce((
  SELECT sum(f.amount) FROM refund_part AS f WHERE f.payment_id = p.id AND f.refunded_on < :until), 0)) AS amount
FROM payment AS p JOIN customer AS c ON c.id = p.customer_id WHERE p.paid_on < :until {{scope}}
GROUP BY p.customer_id, p.currency) WHERE amount <> 0
"""


_MERGED_LATER = "SELECT 1 FROM main.customer WHERE merged_into IS NOT NULL AND merged_on >= ? LIMIT 1"
_HIDDEN = "SELECT 1 FROM temp.sqlite_master WHERE name = 'concerned'"


def shadow(connection: sqlite3.Connection, day: date) -> str:
    """Return the SQL that makes a report answer for `day`: "" when the stored caches already do."""
    # The caches count every fact there is, so they are true from the last dated fact on.
    past = day.isoformat() < connection.execute("SELECT day FROM horizon").fetchone()[0]
    until = (day + timedelta(days=1)).isoformat()
    merged = past and connection.execute(_MERGED_LATER, (until,)).fetchone()
    if merged or connection.execute(_HIDDEN).fetchone():
        from crmcli.store import given

        given.put_away(connection)
        if merged:
            given.back(connection, STANDING, until)
    if not past:
        return ""
    parts = ((name, given.split(text) if merged else text.format(scope="")) for name, text in DEFINITIONS)
    return "WITH " + ", ".join(f"{name} AS ({text})" for name, text in parts) + " "


# Where the items that are due of a customer come from, each with the column that says whose a row is.
_OF_CUSTOMERS = ("customer", "standing", "balance", "activity", "milestone")


def alone(shadowed: str, customer_id: int) -> str:
    """Return the SQL that has a report look at the rows of one customer alone, for speed; it may look at others' too.

    `shadowed` is what `shadow` returned: where it hides the caches, nothing is narrowed.
    """
    if shadowed:
        return shadowed
    parts = (
        f"{name} AS (SELECT * FROM main.{name} WHERE {'id' if name == 'customer' else 'customer_id'} = {customer_id:d})"
        for name in _OF_CUSTOMERS
    )
    return "WITH " + ", ".join(parts) + " "


def show(connection: sqlite3.Connection) -> None:
    """Let a connection that goes on to write see the tables themselves again, after `shadow`."""
    if connection.execute(_HIDDEN).fetchone():
        from crmcli.store import given

        given.put_away(connection)


def searching(connection: sqlite3.Connection, expression: str) -> tuple[str, str]:
    """Return how to ask the search index for an expression (SQL): what to read, as `f`, and its condition."""
    if connection.execute(_HIDDEN).fetchone() is None:
        return "search AS f", f"f.search MATCH {expression}"
    from crmcli.store import given

    return given.searched(expression), "1"


# In this order: the balances read whose customers they are from the standing.
DEFINITIONS = (("standing", STANDING), ("balance", BALANCE), ("credit", CREDIT))
