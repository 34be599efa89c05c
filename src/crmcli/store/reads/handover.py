"""What whoever takes over has to know of a rep's customers: said, promised, planned, owed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crmcli.rules.money import display
from crmcli.store import clocks, refs
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions


class HandoverRow(NamedTuple):
    """One customer as it is handed over; the texts are for people, several parts of one have `; ` between them."""

    id: int
    name: str
    owner: str
    stage: str
    days_in_stage: int
    region: str
    contact: str
    reach: str
    needs: str
    said: str
    promised: str
    planned: str
    owed: str


class Handover(NamedTuple):
    """A rep's name, and the customers to take over."""

    rep: str
    rows: list[HandoverRow]


# Whoever has left has no customers any more: then those are meant that went from the rep to the present owner.
_GONE = (
    "(SELECT w.rep_id FROM ownership AS w WHERE w.customer_id = s.customer_id AND w.since < :until"
    " ORDER BY w.since DESC, w.id DESC LIMIT 1 OFFSET 1) = :rep"
)


def handover(view: View, name: str, narrowed: Sequence[str] = ()) -> Handover:
    """Return the customers of a rep, of one who has left those handed over, with the latest contact first."""
    rep = refs.rep(view.sql, name)
    whose = "s.owner_id = :rep" if rep.active else f"(s.owner_id = :rep OR {_GONE})"
    where, values = ["s.archived = 0", whose], dict[str, object](rep=rep.id)
    where_conditions(view, narrowed, "s.customer_id", where, values)
    rows = view.rows(
        "SELECT c.id, c.name, coalesce(r.name, ''), s.stage, s.stage_since, c.region, c.needs, s.next_due, s.next_text,"
        f" s.decided_until FROM {_source(view, rep.active)} JOIN customer AS c ON c.id = s.customer_id"
        f" LEFT JOIN rep AS r ON r.id = s.owner_id WHERE {' AND '.join(where)} ORDER BY s.last_contact_on DESC, c.id",
        **values,
    )
    found = [_row(view, row) for row in rows]
    return Handover(rep.name, found)


def _source(view: View, active: bool) -> str:
    return view.standing("INDEXED BY standing_owner") if active else "standing AS s"


def _row(view: View, row: tuple[Any, ...]) -> HandoverRow:
    one, name, owner, stage, since, region, needs, due, text, decided = row
    contact, reach = _person(view, one)
    owed, coming = _money(view, one)
    promised = [*_decided(view, one, decided), *coming]
    return HandoverRow(
        id=one,
        name=name,
        owner=owner,
        stage=stage,
        days_in_stage=clocks.clock(view.sql, view.day)[stage][since],
        region=region,
        contact=contact,
        reach=reach,
        needs=needs,
        said=_said(view, one),
        promised="; ".join(promised),
        planned=f"{due} {text}".strip(),
        owed="; ".join(owed),
    )


def _person(view: View, customer: int) -> tuple[str, str]:
    """Return the first person there with title, and their phone, e-mail and WeChat, else the firm's."""
    people = view.rows(
        "SELECT id, name, title FROM contact WHERE customer_id = :id AND created_on < :until"
        " AND (archived_on = '' OR archived_on >= :until) ORDER BY id LIMIT 1",
        id=customer,
    )
    person, name, title = people[0] if people else (0, "", "")
    points = view.rows(
        "SELECT value FROM point WHERE customer_id = :id AND kind IN ('phone', 'email', 'wechat')"
        " AND (contact_id IS NULL OR contact_id = :person) ORDER BY contact_id IS NULL, kind DESC, id",
        id=customer,
        person=person,
    )
    return ", ".join(part for part in (name, title) if part), "; ".join(row[0] for row in points)


def _said(view: View, customer: int) -> str:
    rows = view.rows(
        "SELECT a.at, a.kind, coalesce(r.name, ''), a.text FROM activity AS a LEFT JOIN rep AS r ON r.id = a.rep_id"
        " WHERE a.customer_id = :id AND a.at < :until ORDER BY a.at DESC, a.id DESC LIMIT 1",
        id=customer,
    )
    if not rows:
        return ""
    at, kind, rep, text = rows[0]
    return " ".join(part for part in (at[:10], kind, f"({rep}):" if rep else "", text) if part)


def _decided(view: View, customer: int, until: str) -> list[str]:
    """Return what was promised when it was decided to act on the customer, where that still runs."""
    if not until or until < view.day.isoformat():
        return []
    rows = view.rows(
        "SELECT text, decided_by FROM effective_decision WHERE customer_id = :id AND kind = 'act'"
        " AND decided_on < :until ORDER BY decided_on DESC, id DESC LIMIT 1",
        id=customer,
    )
    return [f"{until} {' '.join(part for part in (text, f'({by})' if by else '') if part)}" for text, by in rows]


def _money(view: View, customer: int) -> tuple[list[str], list[str]]:
    """Return what the customer owes per currency, and what it is to pay when."""
    rows = view.rows(
        "SELECT currency, due_on, order_id, outstanding FROM balance WHERE customer_id = :id"
        " ORDER BY currency, due_on, instalment_id",
        id=customer,
    )
    credit = dict(view.rows("SELECT currency, amount FROM credit WHERE customer_id = :id", id=customer))
    sums: dict[str, list[int]] = {code: [0, 0] for code in sorted({*credit, *(row[0] for row in rows)})}
    coming = []
    for code, due, order, amount in rows:
        late = due < view.day.isoformat()
        sums[code][0] += amount
        sums[code][1] += amount if late else 0
        if not late:
            coming.append(f"{due} {display(amount, code)} (o{order})")
    owed = []
    for code, (total, late) in sums.items():
        parts = [display(total, code)] if total else []
        parts += [f"past due {display(late, code)}"] if late else []
        parts += [f"credit {display(credit[code], code)}"] if credit.get(code) else []
        owed.append(", ".join(parts))
    return owed, coming
