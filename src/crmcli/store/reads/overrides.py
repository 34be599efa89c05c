"""Where rules were gone past, changed or taken back, and words of people whom nobody else knows: what signals are of."""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.language import _, many
from crmcli.model.words import How, Move, Verdict
from crmcli.store.read import View


class Override(NamedTuple):
    """One of them: the row or step, when it was entered (UTC), whom it is about, who did it, and what it was."""

    id: str
    at: str
    customer_id: int | None
    name: str
    who: str
    detail: str


_WHO = "coalesce(nullif({s}.actor, ''), {s}.account)"
_NAME = "coalesce((SELECT c.name FROM customer AS c WHERE c.id = {customer}), '')"


def forced(view: View, _days: int) -> Iterator[Override]:
    """Yield the steps that went past a refusal."""
    rows = view.rows(
        f"SELECT id, at, {_WHO.format(s='s')}, what, command FROM step AS s"
        " WHERE undoes IS NULL AND command LIKE '%--force%'"
    )
    for step, at, who, what, command in rows:
        if "--force" in _words(command):
            yield Override(f"s{step}", at, None, "", who, f"{what} · {command}")


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a step of another program, or shortened
        return command.split()


def rules(view: View, _days: int) -> Iterator[Override]:
    """Yield the steps that changed a rule, or what a rep may do; taking one back is one."""
    rows = view.rows(
        f"SELECT s.id, s.at, {_WHO.format(s='s')}, s.what, s.command FROM step AS s WHERE s.kind = 'config'"
        " OR EXISTS (SELECT 1 FROM journal AS j WHERE j.step_id = coalesce(s.undoes, s.id)"
        " AND (j.tbl IN ('stage', 'dwell', 'season', 'policy') OR j.tbl = 'rep' AND j.op = 'update'))"
    )
    for step, at, who, what, command in rows:
        yield Override(f"s{step}", at, None, "", who, f"{what} · {command}")


def below_floor(view: View, _days: int) -> Iterator[Override]:
    """Yield the orders, of their days, with a line below its floor price that came from no quote."""
    rows = view.rows(
        f"SELECT o.id, o.ordered_on, o.customer_id, {_NAME.format(customer='o.customer_id')}, coalesce(r.name, ''),"
        " group_concat(coalesce(p.code, x.text), ', ') FROM order_line AS x JOIN sales_order AS o ON o.id = x.order_id"
        " LEFT JOIN product AS p ON p.id = x.product_id LEFT JOIN rep AS r ON r.id = o.rep_id"
        " WHERE x.price < x.floor_price AND o.quote_id IS NULL AND o.origin IS NULL AND o.draft = 0 AND o.sample = 0"
        " AND o.cancelled_on = '' AND o.ordered_on < :until GROUP BY o.id"
    )
    said = _("below the floor price, and from no quote: {products}")
    for one, at, customer, name, who, products in rows:
        yield Override(f"o{one}", at, customer, name, who, said.format(products=products))


def undone(view: View, days: int) -> Iterator[Override]:
    """Yield what stood in the ledgers and was taken back by another than who did it, or after more than `days`."""
    ledgers = " OR ".join(
        f"EXISTS (SELECT 1 FROM {one} AS x WHERE x.step_id = s.id AND x.voids IS NULL{more})"
        for one, more in (("transition", f" AND x.rule <> '{Move.ADDED}'"), ("verdict", ""), ("decision", ""))
    )
    rows = view.rows(
        f"SELECT u.id, u.at, {_WHO.format(s='u')}, s.id, {_WHO.format(s='s')}, s.what,"
        " CAST(julianday(substr(u.at, 1, 10)) - julianday(substr(s.at, 1, 10)) AS INTEGER) AS late"
        " FROM step AS u JOIN step AS s ON s.id = u.undoes"
        f" WHERE ({ledgers}) AND (late > :days OR u.account <> s.account"
        " OR s.actor <> '' AND lower(u.actor) <> lower(s.actor))",
        days=days,
    )
    for one, at, who, step, author, what, late in rows:
        said = many(
            "step {step} by {author}, {late} day before: {what}",
            "step {step} by {author}, {late} days before: {what}",
            late,
        )
        yield Override(f"s{one}", at, None, "", who, said.format(step=step, author=author, late=late, what=what))


def merged(view: View, _days: int) -> Iterator[Override]:
    """Yield the moves that only a merge made, which nobody approves."""
    rows = view.rows(
        f"SELECT id, recorded_at, customer_id, {_NAME.format(customer='customer_id')},"
        " coalesce(nullif(asked_by, ''), account), from_stage, to_stage, reason FROM effective_transition"
        f" WHERE rule = '{Move.MERGED}'"
    )
    for one, at, customer, name, who, before, after, reason in rows:
        detail = f"{before} → {after}, {reason}"
        yield Override(f"t{one}", at, customer, name, who, detail)


def unnamed(view: View, _days: int) -> Iterator[Override]:
    """Yield the approvals that were given to somebody who did not say who they are."""
    rows = view.rows(
        f"SELECT v.id, v.recorded_at, v.customer_id, {_NAME.format(customer='v.customer_id')}, v.given_by,"
        " a.id, a.kind, a.account FROM effective_verdict AS v JOIN effective_approval AS a ON a.id = v.approval_id"
        f" WHERE a.asked_by = '' AND v.how <> '{How.SELF}' AND v.outcome = '{Verdict.APPROVED}'"
    )
    said = _("q{approval} ({kind}), asked by nobody named, typed by {account}")
    for one, at, customer, name, who, approval, kind, account in rows:
        yield Override(f"v{one}", at, customer, name, who, said.format(approval=approval, kind=kind, account=account))


# Who registered a rep: the step, its account, who acted.
_REGISTERED = (
    "SELECT r.name, s.id AS step_id, s.account, s.actor FROM rep AS r"
    " JOIN journal AS j ON j.tbl = 'rep' AND j.row_id = r.id AND j.op = 'insert' JOIN step AS s ON s.id = j.step_id"
)


def strangers(view: View, _days: int) -> Iterator[Override]:
    """Yield the approvals of reps whom the asker registered, or who came after it was asked, or whom nobody knows.

    Where several accounts type, also of those whom the account registered that asked and approved.
    """
    rows = view.rows(
        f"WITH registered AS ({_REGISTERED}), accounts AS (SELECT count(DISTINCT account) AS number FROM step)"
        f" SELECT v.id, v.recorded_at, v.customer_id, {_NAME.format(customer='v.customer_id')}, v.given_by, a.id,"
        " a.asked_by, EXISTS (SELECT 1 FROM rep AS p WHERE p.name = v.given_by), g.actor"
        " FROM effective_verdict AS v JOIN effective_approval AS a ON a.id = v.approval_id"
        " LEFT JOIN registered AS g ON g.name = v.given_by CROSS JOIN accounts AS n"
        f" WHERE v.given_by <> '' AND v.how <> '{How.SELF}' AND v.outcome = '{Verdict.APPROVED}' AND ("
        " NOT EXISTS (SELECT 1 FROM rep AS p WHERE p.name = v.given_by)"
        " OR g.step_id > a.step_id OR g.actor <> '' AND lower(g.actor) = lower(a.asked_by)"
        " OR n.number > 1 AND g.account = a.account AND g.account = v.account)"
    )
    known = _("q{approval}, asked by {asker}, approved by {name}, whom {actor} registered")
    gone = _("q{approval}, asked by {asker}, approved by {name}, whom nobody knows by that name now")
    for one, at, customer, name, who, approval, asker, there, actor in rows:
        said = known if there else gone
        detail = said.format(approval=approval, asker=asker or "-", name=who, actor=actor or "-")
        yield Override(f"v{one}", at, customer, name, who, detail)
