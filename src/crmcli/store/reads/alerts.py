"""Which customers stay longer than expected, and who was told when."""

from typing import NamedTuple

from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition


class AlertRow(NamedTuple):
    """A level of the expected days that a customer passed: after how many days, and who was told."""

    id: str
    customer_id: int
    name: str
    stage: str
    level: int
    days: int
    expected: int
    raised_on: str
    owner: str
    told: str


# Of the levels that were passed at once only the highest was told. A run may have raised very many: they are told
# apart by customer, not by step, which is what the plus is for.
_HIGHEST = (
    "NOT EXISTS (SELECT 1 FROM effective_alert AS h WHERE h.customer_id = a.customer_id AND h.stay = a.stay"
    " AND +h.step_id = a.step_id AND h.level > a.level)"
)


def alerts(
    view: View, owner: str = "", level: int | None = None, limit: int | None = None, *, past: bool = False
) -> list[AlertRow]:
    """Return the alerts of stays that still run and that nobody decided about, the latest first; `past` all of them.

    `owner` is whose customer it is on the day of the view, `told` who was told when it was raised. NotFoundError for
    an unknown rep.
    """
    where, values = ["a.raised_on < :until", _HIGHEST], dict[str, object]()
    if not past:
        where.append("s.stay = a.stay AND s.archived = 0 AND s.decided_until < :day")
    if owner:
        owner_condition(view, owner, where, values)
    if level is not None:
        where.append("a.level = :level")
        values["level"] = level
    rows = view.rows(
        "SELECT a.id, a.customer_id, c.name, a.stage, a.level, a.days, a.expected, a.raised_on,"
        " coalesce(r.name, ''), a.told FROM effective_alert AS a CROSS JOIN customer AS c ON c.id = a.customer_id"
        " LEFT JOIN standing AS s ON s.customer_id = a.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE {' AND '.join(where)} ORDER BY a.raised_on DESC, a.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [AlertRow(f"l{one}", *rest) for one, *rest in rows]
