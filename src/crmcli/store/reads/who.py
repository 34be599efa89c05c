"""Who is it? What one wants to know before picking up the phone."""

from typing import NamedTuple

from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.store import clocks, refs
from crmcli.store.read import View


class WhoRow(NamedTuple):
    """A customer in one line; `contact` is the person whose phone, e-mail or name it was, `not_by` what they opted out of."""

    id: int
    name: str
    contact: str
    owner: str
    stage: str
    days_in_stage: int
    last_contact: str
    next_step: str
    not_by: str
    archived: bool


def who(view: View, ref: str) -> WhoRow:
    """Return the one customer that a phone, e-mail, name or id means. Raises NotFoundError, ConflictError."""
    found = refs.customer(view.sql, ref)
    rows = view.rows(
        "SELECT s.stage, s.stage_since, coalesce(r.name, ''), s.archived, s.next_due, s.next_text"
        " FROM standing AS s LEFT JOIN rep AS r ON r.id = s.owner_id WHERE s.customer_id = :id",
        id=found.id,
    )
    if not rows:
        raise NotFoundError(
            _("{name} ({id}) was not in the file yet on {day}.").format(name=found.name, id=found.id, day=view.day)
        )
    stage, since, owner, archived, due, text = rows[0]
    last = view.rows(
        "SELECT at, kind, text FROM activity WHERE customer_id = :id AND at < :until ORDER BY at DESC, id DESC LIMIT 1",
        id=found.id,
    )
    barred = view.rows(
        "SELECT channel FROM opt_out WHERE customer_id = :id AND since < :until ORDER BY channel", id=found.id
    )
    return WhoRow(
        id=found.id,
        name=found.name,
        contact=refs.person(view.sql, found.id, ref),
        owner=owner,
        stage=stage,
        days_in_stage=clocks.clock(view.sql, view.day)[stage][since],
        last_contact=" ".join(last[0]).strip() if last else "",
        next_step=f"{due} {text}".strip(),
        not_by=", ".join(channel for (channel,) in barred),
        archived=bool(archived),
    )
