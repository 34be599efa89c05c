"""What counts as sold and as spent, said once in SQL for every report: as of the day asked for, by the facts' own days.

Both sources have the columns customer_id, rep_id, region, currency and day, so that the same keys group them.
"""

from typing import NamedTuple

from crmcli.store.asof import COUNTED_ORDER
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions

NONE = "(none)"


class Days(NamedTuple):
    """The first day that counts, and the first that is too late, as ISO text; "" is no bound."""

    since: str = ""
    before: str = ""

    def of(self, column: str) -> str:
        """Return the condition, in SQL, that a column with a day, or a moment, lies within."""
        since = f" AND {column} >= '{self.since}'" if self.since else ""
        return since + (f" AND {column} < '{self.before}'" if self.before else "")


def orders(days: Days) -> str:
    """Return the SELECT of the orders of these days that count: no drafts, none that was cancelled by then.

    `returned` is what returns and credit notes took of it, `received` what was paid towards it, `invoiced` invoices
    less credit notes.
    """
    return f"""
SELECT o.id AS order_id, o.customer_id, o.rep_id, '' AS region, o.currency, o.ordered_on AS day, o.amount,
  coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = o.id AND d.reduced_on < :until), 0) AS returned,
  coalesce((SELECT sum(a.amount) FROM allocation AS a WHERE a.order_id = o.id AND a.applied_on < :until), 0) AS received,
  coalesce((SELECT sum(iif(f.kind = 'credit', -f.amount, f.amount)) FROM invoice AS f
    WHERE f.order_id = o.id AND f.issued_on < :until), 0) AS invoiced
FROM sales_order AS o WHERE {COUNTED_ORDER}{days.of("o.ordered_on")}"""


def costs(days: Days) -> str:
    """Return the SELECT of what was spent on these days: expenses, and (with kind "") what activities cost.

    A cost without a currency is kept, and counts in no sum.
    """
    return f"""
SELECT e.customer_id, e.rep_id, e.region, e.currency, e.spent_on AS day, e.amount, e.kind, e.payer
FROM expense AS e WHERE e.spent_on < :until{days.of("e.spent_on")}
UNION ALL
SELECT a.customer_id, a.rep_id, '', a.currency, substr(a.at, 1, 10), a.cost, '', 'company'
FROM activity AS a WHERE a.cost > 0 AND a.currency <> '' AND a.at < :until{days.of("a.at")}"""


# It belongs to the rep whose it is, else to the owner of the customer on that day; of a day before anybody is known
# to have owned it, to the first who did.
_OWNED = "FROM ownership AS w WHERE w.customer_id = x.customer_id AND"
_REP = f"""coalesce(x.rep_id, CASE WHEN EXISTS (SELECT 1 {_OWNED} w.since <= x.day)
  THEN (SELECT w.rep_id {_OWNED} w.since <= x.day ORDER BY w.since DESC, w.id DESC LIMIT 1)
  ELSE (SELECT w.rep_id {_OWNED} w.since < :until ORDER BY w.since, w.id LIMIT 1) END)"""

# What either source can be grouped by: the key of a row `x`, whose customer is `c`.
KEYS = {
    "": "''",
    "rep": _REP,
    "customer": "x.customer_id",
    "industry": "coalesce(c.industry, '')",
    "region": "iif(x.region <> '', x.region, coalesce(c.region, ''))",
    "source": "coalesce(c.source, '')",
    "month": "substr(x.day, 1, 7)",
}


def keyed(source: str, key: str, columns: str, conditions: str) -> str:
    """Return the SELECT of a key and columns of a source's rows `x` of whose customers the conditions hold."""
    joined = " LEFT JOIN customer AS c ON c.id = x.customer_id" if "c." in key else ""
    return f"SELECT {key} AS key, {columns} FROM ({source}) AS x{joined} WHERE 1{conditions}"


def narrowed(view: View, given: tuple[str, ...] | list[str], values: dict[str, object]) -> str:
    """Return the conditions KEY=VALUE on the customers of rows `x`, as SQL; what is of no customer then counts not."""
    where: list[str] = []
    where_conditions(view, given, "x.customer_id", where, values)
    return "".join(f" AND {one}" for one in (["x.customer_id IS NOT NULL", *where] if where else []))


def names(view: View, by: str, keys: set[object]) -> dict[object, str]:
    """Return what the keys of a group are called; NONE is what has no key."""
    found: dict[object, str] = {key: str(key) for key in keys if key not in (None, "")}
    if by in ("rep", "customer", "product"):
        for one, name in view.rows(f"SELECT id, {'code' if by == 'product' else 'name'} FROM {by}"):
            if one in keys:
                found[one] = name
    return found | {None: NONE, "": NONE}
