"""A customer's story, and the steps that can be undone."""

from typing import NamedTuple

from crmcli.rules.money import display
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.ownership import owners_of
from crmcli.store.reads.relations import relations


class HistoryRow(NamedTuple):
    """One thing that happened to a customer; `who` is the rep, and where there was none the account."""

    at: str
    what: str
    who: str
    detail: str
    id: str


class StepRow(NamedTuple):
    """One step that can be undone; the time is UTC."""

    step: int
    at: str
    command: str
    what: str
    actor: str


def steps(view: View, limit: int | None = None) -> list[StepRow]:
    """Return the steps that are not undone, the latest first."""
    rows = view.rows(
        "SELECT s.id, s.at, s.command, s.what, CASE WHEN s.actor = '' THEN s.account ELSE s.actor END FROM step AS s"
        " WHERE s.undoes IS NULL AND s.kind = '' AND NOT EXISTS (SELECT 1 FROM step AS u WHERE u.undoes = s.id)"
        " ORDER BY s.id DESC LIMIT :limit",
        limit=-1 if limit is None else limit,
    )
    return [StepRow(*row) for row in rows]


def history(view: View, ref: str) -> list[HistoryRow]:
    """Return a customer's story, oldest first: stages (undone ones too), owners, approvals, decisions, contacts, money."""
    customer = refs.customer(view.sql, ref).id
    rows: list[HistoryRow] = []
    # What was written of those who became this one stays as it was written, and is told here.
    for one in (customer, *merged_into(view, customer)):
        told = [*_stages(view, one), *_owners(view, one), *_approvals(view, one), *_decisions(view, one)]
        rows += told if one == customer else [row._replace(detail=_of(one, row.detail)) for row in told]
    for part in (_relations, _activities, _plans, _quotes, _orders, _papers, _payments, _expenses):
        rows += part(view, customer)
    return sorted([*rows, *_merges(view, customer)], key=lambda row: row.at)


def merged_into(view: View, customer: int) -> list[int]:
    """Return the ids of those who had become this customer by the view's day."""
    rows = view.rows(
        "SELECT id FROM customer WHERE merged_into = :id AND merged_on < :until ORDER BY merged_on, id", id=customer
    )
    return [one for (one,) in rows]


def _of(one: int, detail: str) -> str:
    return f"{one} · {detail}" if detail else str(one)


def _merges(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT merged_on, name, id FROM customer WHERE merged_into = :id AND merged_on < :until", id=customer
    )
    return [HistoryRow(at, f"merged with {name} ({one})", "", "", str(one)) for at, name, one in rows]


def _stages(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT t.id, t.effective_on, t.from_stage, t.to_stage, t.label, t.rule,"
        " trim(t.loss || ' ' || t.competitor), t.reason, t.evidence, t.approved_by,"
        " coalesce(nullif(t.asked_by, ''), t.account),"
        " EXISTS (SELECT 1 FROM transition AS v WHERE v.voids = t.id) FROM transition AS t"
        " WHERE t.customer_id = :id AND t.effective_on < :until ORDER BY t.effective_on, t.id",
        id=customer,
    )
    found = []
    called: dict[str, str] = {}  # each stage as it was called when it was last entered
    for one, at, before, after, label, rule, loss, reason, evidence, approved, who, voided in rows:
        names = called.get(before, before), label or called.get(after, after)
        if label:
            called[after] = label
        moved = " → ".join(name for name in names if name)
        shown = "" if evidence in reason else evidence
        said = (rule, loss, reason, shown, approved and f"approved by {approved}")
        detail = " · ".join(part for part in said if part)
        found.append(HistoryRow(at, f"{moved} (undone)" if voided else moved, who, detail, f"t{one}"))
    return found


def _approvals(view: View, customer: int) -> list[HistoryRow]:
    # Where nobody else was there, the move says it all.
    rows = view.rows(
        "SELECT a.id, a.asked_on, a.kind, a.asked_by, a.reason, coalesce(v.given_on, ''), coalesce(v.outcome, ''),"
        " coalesce(v.given_by, ''), coalesce(v.how, ''), coalesce(v.reason, '') FROM effective_approval AS a"
        " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " WHERE a.customer_id = :id AND a.asked_on < :until AND coalesce(v.how, '') <> 'self' ORDER BY a.id",
        id=customer,
    )
    found = []
    for one, asked_on, kind, asked_by, reason, given_on, outcome, given_by, how, why in rows:
        found.append(HistoryRow(asked_on, f"{kind} asked", asked_by, reason, f"q{one}"))
        if outcome:
            detail = " · ".join(part for part in ("" if how == "given" else how, why) if part)
            found.append(HistoryRow(given_on, f"{kind} {outcome}", given_by, detail, f"q{one}"))
    return found


def _decisions(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT decided_on, kind || CASE until_on WHEN '' THEN '' ELSE ' until ' || until_on END, decided_by, text,"
        " 'd' || id FROM effective_decision WHERE customer_id = :id AND decided_on < :until ORDER BY id",
        id=customer,
    )
    return [HistoryRow(*row) for row in rows]


def _owners(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT since, CASE archived WHEN 1 THEN 'archived' ELSE 'restored' END, why"
        " FROM archiving WHERE customer_id = :id AND since < :until",
        id=customer,
    )
    found = [HistoryRow(at, what, "", why, "") for at, what, why in rows]
    for one in owners_of(view, customer):
        detail = " · ".join(part for part in (one.former and f"from {one.former}", one.why) if part)
        found.append(HistoryRow(one.since, f"owner {one.owner or '-'}", one.by, detail, one.id))
    return found


def _relations(view: View, customer: int) -> list[HistoryRow]:
    return [
        HistoryRow(one.since, one.tie, "", f"{one.name} ({one.id})" + (f" · {one.note}" if one.note else ""), "")
        for one in relations(view, customer)
        if one.since < view.until
    ]


def _activities(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT a.at, a.kind, coalesce(r.name, ''), a.text, a.id FROM activity AS a LEFT JOIN rep AS r"
        " ON r.id = a.rep_id WHERE a.customer_id = :id AND a.at < :until",
        id=customer,
    )
    return [HistoryRow(at, kind, who, text, f"a{one}") for at, kind, who, text, one in rows]


def _plans(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT n.planned_on, n.due_on, coalesce(r.name, ''), n.text, n.id FROM next_step AS n LEFT JOIN rep AS r"
        " ON r.id = n.rep_id WHERE n.customer_id = :id AND n.planned_on < :until",
        id=customer,
    )
    return [HistoryRow(at, f"planned for {due}", who, text, f"n{one}") for at, due, who, text, one in rows]


def _quotes(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT k.id, k.quoted_on, k.amount, k.currency, k.note, coalesce(r.name, ''), k.accepted_on, k.closed_on,"
        " k.close_reason FROM quote AS k LEFT JOIN rep AS r ON r.id = k.rep_id"
        " WHERE k.customer_id = :id AND k.quoted_on < :until ORDER BY k.id",
        id=customer,
    )
    found = []
    for one, at, amount, currency, note, who, accepted, closed, why in rows:
        found.append(HistoryRow(at, f"quote {display(amount, currency)}", who, note, f"k{one}"))
        for day, what, detail in ((accepted, "quote accepted", ""), (closed, "quote closed", why)):
            if day and day < view.until:
                found.append(HistoryRow(day, what, who, detail, f"k{one}"))
    return found


def _orders(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT o.ordered_on, o.amount, o.currency, o.code, o.cancelled_on, o.cancel_reason, o.id, o.sample,"
        " coalesce(r.name, '') FROM sales_order AS o LEFT JOIN rep AS r ON r.id = o.rep_id"
        " WHERE o.customer_id = :id AND o.ordered_on < :until",
        id=customer,
    )
    found = []
    for at, amount, currency, code, cancelled, reason, one, sample, who in rows:
        what = f"{'sample' if sample else 'order'} {display(amount, currency)}"
        found.append(HistoryRow(at, what, who, code, f"o{one}"))
        if cancelled and cancelled < view.until:
            found.append(HistoryRow(cancelled, f"order o{one} cancelled", "", reason, f"o{one}"))
    return found


def _papers(view: View, customer: int) -> list[HistoryRow]:
    """Tell what came back, and was invoiced, credited and refunded."""
    rows = view.rows(
        "SELECT x.returned_on, 'return', x.amount, o.currency, '', x.reason, 'x' || x.id FROM order_return AS x"
        " JOIN sales_order AS o ON o.id = x.order_id WHERE x.customer_id = :id AND x.returned_on < :until"
        " UNION ALL SELECT f.issued_on, iif(f.kind = 'credit', 'credit note', 'invoice'), f.amount, o.currency, f.number,"
        " f.note, 'f' || f.id FROM invoice AS f JOIN sales_order AS o ON o.id = f.order_id"
        " WHERE f.customer_id = :id AND f.issued_on < :until"
        " UNION ALL SELECT refunded_on, 'refund', amount, currency, '', note, 'y' || id FROM refund"
        " WHERE customer_id = :id AND refunded_on < :until",
        id=customer,
    )
    return [
        HistoryRow(at, f"{what} {display(amount, code)}", "", " · ".join(filter(None, (number, text))), one)
        for at, what, amount, code, number, text, one in rows
    ]


def _payments(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT paid_on, amount, currency, note, id FROM payment WHERE customer_id = :id AND paid_on < :until",
        id=customer,
    )
    return [
        HistoryRow(at, f"paid {display(amount, currency)}", "", note, f"p{one}")
        for at, amount, currency, note, one in rows
    ]


def _expenses(view: View, customer: int) -> list[HistoryRow]:
    rows = view.rows(
        "SELECT e.spent_on, e.kind, e.amount, e.currency, coalesce(r.name, ''), e.text, e.id FROM expense AS e"
        " LEFT JOIN rep AS r ON r.id = e.rep_id WHERE e.customer_id = :id AND e.spent_on < :until",
        id=customer,
    )
    return [
        HistoryRow(at, f"{kind} for {display(amount, currency)}", who, text, f"e{one}")
        for at, kind, amount, currency, who, text, one in rows
    ]
