"""What is to happen to orders, and what is late."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.dates import days_between
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions


class MilestoneRow(NamedTuple):
    """One milestone of an order; `late` days are those past the planned day until it was reached, or until now."""

    order: str
    code: str
    customer_id: int
    name: str
    owner: str
    milestone: str
    planned: str
    reached: str
    late: int
    first: bool
    person: str
    serial: str
    evidence: str


_REDUCED = "coalesce((SELECT sum(d.amount) FROM reduction AS d WHERE d.order_id = {o}.id AND d.reduced_on < :until), 0)"
_COUNTS = (
    "{o}.draft = 0 AND {o}.sample = 0 AND ({o}.cancelled_on = '' OR {o}.cancelled_on >= :until)"
    f" AND {{o}}.amount > {_REDUCED}"
)
# The first order of its customer that counts by itself, on the day.
FIRST = f"""({_COUNTS.format(o="o")}
AND NOT EXISTS (SELECT 1 FROM sales_order AS e WHERE e.customer_id = o.customer_id
  AND (e.ordered_on < o.ordered_on OR (e.ordered_on = o.ordered_on AND e.id < o.id)) AND {_COUNTS.format(o="e")}))
"""
# Nothing is to happen to a draft, nor to an order that came back whole.
TO_COME = f"o.draft = 0 AND (o.amount = 0 OR o.amount > {_REDUCED.format(o='o')})"
_SELECT = f"""
SELECT m.order_id, o.code, o.customer_id, c.name, coalesce(r.name, ''), m.kind, m.planned_on,
  iif(m.reached_on < :until, m.reached_on, ''), {FIRST}, m.person, m.serial, m.evidence
FROM milestone AS m JOIN sales_order AS o ON o.id = m.order_id JOIN customer AS c ON c.id = m.customer_id
LEFT JOIN standing AS s ON s.customer_id = m.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id
WHERE o.ordered_on < :until AND (o.cancelled_on = '' OR o.cancelled_on >= :until)
  AND (m.noted_on < :until OR (m.reached_on <> '' AND m.reached_on < :until))
"""


def milestones(
    view: View, owner: str = "", order_id: int | None = None, *, late: bool = False, narrowed: Sequence[str] = ()
) -> list[MilestoneRow]:
    """Return the milestones of orders that count, those not reached first, the earliest planned first.

    `late` are only those that are past their planned day and not reached; `narrowed` conditions KEY=VALUE.
    """
    where: list[str] = []
    values: dict[str, object] = {}
    if order_id is None:
        where.append(TO_COME)
    else:
        where.append("m.order_id = :order")
        values["order"] = order_id
    if owner:
        owner_condition(view, owner, where, values)
    if late:
        where.append("m.planned_on <> '' AND m.planned_on < :today AND (m.reached_on = '' OR m.reached_on >= :until)")
        values["today"] = view.day.isoformat()
    where_conditions(view, narrowed, "o.customer_id", where, values)
    conditions = "".join(f" AND {one}" for one in where)
    rows = view.rows(
        f"{_SELECT}{conditions} ORDER BY m.reached_on <> '', m.planned_on = '', m.planned_on, m.order_id, m.id",
        **values,
    )
    found = []
    for order, code, customer, name, rep, kind, planned, reached, first, *about in rows:
        days = 0
        if planned:
            days = max(days_between(planned, view.day) - (days_between(reached, view.day) if reached else 0), 0)
        found.append(
            MilestoneRow(f"o{order}", code, customer, name, rep, kind, planned, reached, days, bool(first), *about)
        )
    return found
