"""What was decided about customers who were stuck, and what became of it."""

from typing import Any, NamedTuple

from crmcli.rules.dwell import ending
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition
from crmcli.store.stages import lifecycle


class DecisionRow(NamedTuple):
    """Act (the `number`th extension of a stay, until a day) or abandon, and by whose word."""

    id: str
    customer_id: int
    name: str
    owner: str
    kind: str
    stage: str
    number: int
    decided_on: str
    until_on: str
    decided_by: str
    text: str
    approval: str


class ReviewRow(NamedTuple):
    """A decision to act, how it ended (running, extended, forward, back, dormant, lost, stuck) and when."""

    id: str
    customer_id: int
    name: str
    owner: str
    kind: str
    stage: str
    number: int
    decided_on: str
    until_on: str
    decided_by: str
    text: str
    approval: str
    ending: str
    ended_on: str


# The move that ended the stay, and the later decision that went on with it, as known on the day.
_FOLLOWING = (
    "SELECT e.id FROM effective_transition AS e WHERE e.customer_id = d.customer_id AND e.effective_on < :until"
    " AND (e.effective_on, e.id) > (t.effective_on, t.id) ORDER BY e.effective_on, e.id LIMIT 1"
)
_AFTER = (
    "SELECT min(l.decided_on) FROM effective_decision AS l WHERE l.customer_id = d.customer_id AND l.stay = d.stay"
    " AND l.kind = 'act' AND l.decided_on < :until AND (l.decided_on, l.id) > (d.decided_on, d.id)"
)


def decisions(view: View, owner: str = "", kind: str = "", limit: int | None = None) -> list[DecisionRow]:
    """Return what was decided, the latest first; `owner` is whose customer it is on the day, "-" nobody's."""
    return [DecisionRow._make(row[: len(DecisionRow._fields)]) for row in _rows(view, owner, kind, limit)]


def review(view: View, owner: str = "", limit: int | None = None) -> list[ReviewRow]:
    """Return the decisions to act and how each ended, the latest first."""
    today, life = view.day.isoformat(), lifecycle(view.sql)
    found = []
    for *kept, after, following, moved in _rows(view, owner, "act", limit):
        row = DecisionRow._make(kept)
        how = ending(life, row.stage, row.until_on, after, following, today).value
        ended = {"running": "", "extended": after, "stuck": row.until_on}.get(how, moved)
        found.append(ReviewRow(*row, how, ended))
    return found


def _rows(view: View, owner: str, kind: str, limit: int | None) -> list[tuple[Any, ...]]:
    """Return the columns of a decision, then what came after: a later decision, the next stage, and its day."""
    where, values = ["d.decided_on < :until"], dict[str, object]()
    if owner:
        owner_condition(view, owner, where, values)
    if kind:
        where.append("d.kind = :kind")
        values["kind"] = kind
    return view.rows(
        "SELECT 'd' || d.id, d.customer_id, c.name, coalesce(r.name, ''), d.kind, coalesce(t.to_stage, ''), d.number,"
        " d.decided_on, d.until_on, d.decided_by, d.text, coalesce('q' || d.approval_id, ''),"
        f" coalesce(({_AFTER}), ''), coalesce(n.to_stage, ''), coalesce(n.effective_on, '')"
        " FROM effective_decision AS d CROSS JOIN customer AS c ON c.id = d.customer_id"
        " LEFT JOIN standing AS s ON s.customer_id = d.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" LEFT JOIN transition AS t ON t.id = d.stay LEFT JOIN transition AS n ON n.id = ({_FOLLOWING})"
        f" WHERE {' AND '.join(where)} ORDER BY d.decided_on DESC, d.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
