"""What waits for a second person's word, and what was said."""

from typing import NamedTuple

from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition


class WaitingRow(NamedTuple):
    """Something that somebody asked for; where nobody said who they are, `asked_by` is the account.

    `effective_on` is the day from which the move counts, "" where that is the day of its approval.
    """

    id: str
    kind: str
    customer_id: int
    name: str
    from_stage: str
    to_stage: str
    effective_on: str
    until: str
    asked_by: str
    since: str
    reason: str
    evidence: str
    owner: str


class DecidedRow(NamedTuple):
    """The same, and what was said to it: "" while it waits; `how` is given, asserted or self."""

    id: str
    kind: str
    customer_id: int
    name: str
    from_stage: str
    to_stage: str
    effective_on: str
    until: str
    asked_by: str
    since: str
    reason: str
    evidence: str
    owner: str
    outcome: str
    decided_by: str
    decided_on: str
    how: str
    answer: str


def approvals(view: View, owner: str, limit: int | None, *, decided: bool) -> list[DecidedRow]:
    """Return what waited on the view's day, the oldest first; with `decided` whatever was asked up to it.

    `owner` narrows it to the customers whom a rep has on that day, "-" to nobody's.
    """
    where, values = ["a.asked_on < :until"], dict[str, object]()
    if not decided:
        where.append("v.id IS NULL")
    if owner:
        owner_condition(view, owner, where, values)
    rows = view.rows(
        "SELECT 'q' || a.id, a.kind, a.customer_id, coalesce(c.name, ''),"
        " coalesce(t.from_stage, json_extract(nullif(a.proposal, ''), '$.before'), ''),"
        " coalesce(t.to_stage, json_extract(nullif(a.proposal, ''), '$.goal'), ''),"
        " coalesce(t.effective_on, json_extract(nullif(a.proposal, ''), '$.day'), ''),"
        " coalesce(json_extract(nullif(a.proposal, ''), '$.until'), ''),"
        " coalesce(nullif(a.asked_by, ''), a.account), a.asked_on, a.reason, a.evidence, a.owner,"
        " coalesce(v.outcome, ''), coalesce(nullif(v.given_by, ''), v.account, ''), coalesce(v.given_on, ''),"
        " coalesce(v.how, ''), coalesce(v.reason, '')"
        " FROM effective_approval AS a LEFT JOIN customer AS c ON c.id = a.customer_id"
        " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " LEFT JOIN transition AS t ON t.id = a.transition_id"
        " LEFT JOIN standing AS s ON s.customer_id = a.customer_id"
        f" WHERE {' AND '.join(where)} ORDER BY a.asked_on, a.id LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [DecidedRow._make(row) for row in rows]
