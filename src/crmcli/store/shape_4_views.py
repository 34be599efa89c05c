"""The views of the fourth shape: what the reports say, for whoever opens the file with another tool (docs/data.md).

They tell of today, by the clock of the machine. Amounts are plain decimals as text, never floating.
"""

from crmcli.model.words import BESIDE, EXPECTED_DAYS, STAGE_LABELS
from crmcli.rules.money import EXPONENTS


def _rows(rows: list[tuple[object, ...]]) -> str:
    return ", ".join("(" + ", ".join("NULL" if one is None else repr(one) for one in row) + ")" for row in rows)


_USUAL = _rows(
    [(stage.value, int(stage in BESIDE), EXPECTED_DAYS.get(stage), *labels) for stage, labels in STAGE_LABELS.items()]
)
_UNITS = _rows([(code, digits, 10**digits) for code, digits in sorted(EXPONENTS.items()) if digits != 2])


def _decimal(minor: str) -> str:
    """Return SQL for minor units as a decimal; `u` is the row of the currency's unit, or missing."""
    return (
        f"CASE WHEN u.digits = 0 THEN CAST({minor} AS TEXT) ELSE"
        f" printf('%s%d.%0*d', iif({minor} < 0, '-', ''), abs({minor}) / coalesce(u.units, 100),"
        f" coalesce(u.digits, 2), abs({minor}) % coalesce(u.units, 100)) END"
    )


def _days(since: str, day: str = "t.day") -> str:
    """Return SQL for the days since a stored date."""
    return f"CAST(julianday({day}) - julianday(substr({since}, 1, 10)) AS INTEGER)"


def _ran(since: str) -> str:
    """Return SQL for the days that the clock of the stage ran since a stored date."""
    still = f"(SELECT count(*) FROM paused AS p WHERE p.stage = s.stage AND p.day > {since} AND p.day <= t.day)"
    return f"{_days(since)} - {still}"


def _in_year(day: str) -> str:
    """Return SQL for the day of a season in the year of `d.day`: where there is no 29 February it is the 28th."""
    leap = "strftime('%m-%d', substr(d.day, 1, 4) || '-02-29') = '02-29'"
    return f"iif({day} = '02-29' AND NOT {leap}, '02-28', {day})"


_FIRST, _LAST, _HERE = _in_year("g.first_day"), _in_year("g.last_day"), "substr(d.day, 6, 5)"

# The days on which seasons let the clock of a stage stand still; of most firms none.
_PAUSED = f"""
CREATE VIEW paused_day AS
WITH RECURSIVE d(day) AS (
  SELECT min(since) FROM season WHERE pauses <> '' HAVING min(since) IS NOT NULL
  UNION ALL SELECT date(d.day, '+1 day') FROM d, today AS t WHERE d.day < t.day)
SELECT DISTINCT n.stage AS stage, d.day AS day FROM d JOIN season AS g ON g.pauses <> ''
JOIN (SELECT stage, stage AS name FROM stage_name UNION
  SELECT k.key, j.value FROM stage AS k, json_each('["' || replace(k.former, ' ', '","') || '"]') AS j) AS n
  ON instr(',' || g.pauses || ',', ',' || n.name || ',') > 0
WHERE g.since <= d.day AND (g.ended_on = '' OR d.day < g.ended_on) AND iif(g.first_day > g.last_day,
  {_FIRST} <= {_HERE} OR {_HERE} <= {_LAST}, {_FIRST} <= {_HERE} AND {_HERE} <= {_LAST});
"""

_CUSTOMERS = f"""
CREATE VIEW customers AS
WITH paused AS MATERIALIZED (SELECT stage, day FROM paused_day)
SELECT c.id AS id, c.name AS name, s.stage AS stage, coalesce(l.en, s.stage) AS stage_label,
  coalesce(r.name, '') AS owner, c.region AS region, c.industry AS industry, c.category AS category,
  c.grade AS grade, c.source AS source, c.created_on AS created_on, s.stage_since AS stage_since,
  {_ran("s.stage_since")} AS days_in_stage, s.last_contact_on AS last_contact_on,
  {_days("s.last_contact_on")} AS days_since_contact, s.last_movement AS last_movement,
  {_ran("s.last_movement")} AS days_stale, s.contacts_in_stage AS contacts_in_stage,
  iif(s.next_due = '', '', s.next_due || ' ' || s.next_text) AS next_step
FROM standing AS s JOIN customer AS c ON c.id = s.customer_id CROSS JOIN today AS t
LEFT JOIN rep AS r ON r.id = s.owner_id LEFT JOIN stage_name AS l ON l.stage = s.stage WHERE s.archived = 0;
"""

_STALE = """
CREATE VIEW stale AS
SELECT c.id AS id, c.name AS name, c.stage AS stage, c.owner AS owner, c.days_stale AS days_stale,
  c.days_in_stage AS days_in_stage, c.days_since_contact AS days_since_contact,
  c.contacts_in_stage AS contacts_in_stage, c.last_movement AS last_movement, c.next_step AS next_step,
  CASE WHEN c.contacts_in_stage = 0 THEN 'unvisited' WHEN s.next_due = '' THEN 'no-plan'
    WHEN s.next_due < t.day THEN 'overdue' ELSE 'unmoved' END AS cause,
  coalesce(w.days, l.days, (SELECT min(days) FROM (SELECT days FROM stage_name UNION ALL SELECT days FROM dwell)))
    AS expected_days
FROM customers AS c JOIN standing AS s ON s.customer_id = c.id CROSS JOIN today AS t
LEFT JOIN stage_name AS l ON l.stage = c.stage
LEFT JOIN dwell AS w ON w.stage = c.stage AND w.industry = c.industry COLLATE NOCASE AND c.industry <> ''
WHERE coalesce(l.beside, 0) = 0 AND c.created_on < t.day AND s.decided_until < t.day
  AND c.days_stale >= expected_days;
"""

_ORDERS = f"""
CREATE VIEW orders AS
SELECT 'o' || o.id AS id, o.code AS code, o.customer_id AS customer_id, o.name AS name, o.owner AS owner,
  o.ordered_on AS at, {_decimal("o.amount")} AS amount, o.currency AS currency, {_decimal("o.paid")} AS paid,
  {_decimal("iif(o.status IN ('cancelled', 'draft'), 0, o.amount - o.returned - o.paid)")} AS outstanding,
  o.status AS status, o.sample AS sample, {_decimal("o.returned")} AS returned, o.invoiced AS invoiced
FROM (
  SELECT b.*, CASE WHEN b.gone THEN 'cancelled' WHEN b.draft THEN 'draft'
      WHEN b.amount > 0 AND b.amount = b.returned THEN 'returned'
      WHEN b.completed_on <> '' AND b.completed_on <= b.day THEN 'completed' ELSE 'confirmed' END AS status,
    iif(b.gone, 0, b.applied) AS paid,
    CASE WHEN b.billed <= 0 THEN 'not' WHEN b.billed < b.amount - b.returned THEN 'partly' ELSE 'fully' END
      AS invoiced
  FROM (
    SELECT o.*, t.day AS day, c.name AS name, coalesce(r.name, '') AS owner,
      o.cancelled_on <> '' AND o.cancelled_on <= t.day AS gone,
      coalesce((SELECT sum(a.amount) FROM allocation AS a WHERE a.order_id = o.id AND a.applied_on <= t.day), 0)
        AS applied,
      coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = o.id AND d.reduced_on <= t.day), 0)
        AS returned,
      coalesce((SELECT sum(iif(f.kind = 'credit', -f.amount, f.amount)) FROM invoice AS f
        WHERE f.order_id = o.id AND f.issued_on <= t.day), 0) AS billed
    FROM sales_order AS o JOIN customer AS c ON c.id = o.customer_id CROSS JOIN today AS t
    LEFT JOIN standing AS s ON s.customer_id = o.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id
    WHERE o.ordered_on <= t.day) AS b) AS o
LEFT JOIN minor_unit AS u ON u.currency = o.currency;
"""

_RECEIVABLES = f"""
CREATE VIEW receivables AS
SELECT 'i' || b.instalment_id AS id, 'o' || b.order_id AS order_id, o.code AS code, b.customer_id AS customer_id,
  c.name AS name, coalesce(r.name, '') AS owner, b.due_on AS due,
  max({_days("b.due_on")}, 0) AS days_past_due,
  CASE WHEN b.due_on >= t.day THEN 'not_due' WHEN {_days("b.due_on")} <= 30 THEN 'd1_30'
    WHEN {_days("b.due_on")} <= 60 THEN 'd31_60' WHEN {_days("b.due_on")} <= 90 THEN 'd61_90'
    WHEN {_days("b.due_on")} <= 120 THEN 'd91_120' ELSE 'over_120' END AS bucket,
  b.currency AS currency, {_decimal("b.outstanding")} AS outstanding
FROM balance AS b JOIN sales_order AS o ON o.id = b.order_id JOIN customer AS c ON c.id = b.customer_id
CROSS JOIN today AS t LEFT JOIN rep AS r ON r.id = b.owner_id LEFT JOIN minor_unit AS u ON u.currency = b.currency
UNION ALL
SELECT '', '', '', b.customer_id, c.name, coalesce(r.name, ''), '', NULL, 'unapplied', b.currency,
  {_decimal("-b.amount")}
FROM credit AS b JOIN customer AS c ON c.id = b.customer_id LEFT JOIN standing AS s ON s.customer_id = b.customer_id
LEFT JOIN rep AS r ON r.id = s.owner_id LEFT JOIN minor_unit AS u ON u.currency = b.currency;
"""

VIEWS = f"""
CREATE VIEW today AS SELECT date('now', 'localtime') AS day;
CREATE VIEW minor_unit AS
SELECT column1 AS currency, column2 AS digits, column3 AS units FROM (VALUES {_UNITS});
CREATE VIEW stage_name AS
SELECT column1 AS stage, column2 AS beside, column3 AS days, column4 AS en, column5 AS zh, column6 AS es
FROM (VALUES {_USUAL}) WHERE column1 NOT IN (SELECT key FROM stage)
UNION ALL SELECT g.key, g.beside, g.days,
  coalesce(nullif(g.label_en, ''), v.column4, g.key), coalesce(nullif(g.label_zh, ''), v.column5, g.key),
  coalesce(nullif(g.label_es, ''), v.column6, g.key)
FROM stage AS g LEFT JOIN (VALUES {_USUAL}) AS v ON v.column1 = g.key;
{_PAUSED}{_CUSTOMERS}{_STALE}{_ORDERS}{_RECEIVABLES}
CREATE VIEW transitions AS
SELECT 't' || e.id AS id, coalesce(c.merged_into, e.customer_id) AS customer_id, coalesce(k.name, c.name, '') AS name,
  e.from_stage AS from_stage, e.to_stage AS to_stage, e.effective_on AS at, e.rule AS rule, e.reason AS reason,
  e.asked_by AS asked_by, e.approved_by AS approved_by, e.owner AS owner
FROM effective_transition AS e LEFT JOIN customer AS c ON c.id = e.customer_id
LEFT JOIN customer AS k ON k.id = c.merged_into;
CREATE VIEW activities AS
SELECT 'a' || a.id AS id, a.at AS at, a.customer_id AS customer_id, c.name AS name, coalesce(p.name, '') AS rep,
  a.kind AS kind, a.text AS text, a.minutes AS minutes,
  iif(a.cost IS NULL, NULL, {_decimal("a.cost")}) AS cost, a.currency AS currency, coalesce(k.name, '') AS contact
FROM activity AS a JOIN customer AS c ON c.id = a.customer_id CROSS JOIN today AS t
LEFT JOIN rep AS p ON p.id = a.rep_id LEFT JOIN contact AS k ON k.id = a.contact_id
LEFT JOIN minor_unit AS u ON u.currency = a.currency WHERE substr(a.at, 1, 10) <= t.day;
"""
