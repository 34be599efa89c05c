"""Everything about one customer, on one screen or in full."""

from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.rules.dates import days_between
from crmcli.rules.money import decimal
from crmcli.store import clocks, refs
from crmcli.store.read import View
from crmcli.store.reads import owners
from crmcli.store.reads.fields import of_customer
from crmcli.store.reads.relations import TieRow, opt_outs, relations


class PointRow(NamedTuple):
    """One way to reach somebody."""

    kind: str
    value: str
    label: str


class ContactRow(NamedTuple):
    """A person at a customer."""

    id: str
    name: str
    title: str
    department: str
    points: list[PointRow]
    note: str
    birthday: str
    archived_on: str


class LastContact(NamedTuple):
    """The latest activity."""

    at: str
    kind: str
    rep: str
    text: str


class Owed(NamedTuple):
    """What is owed in one currency, and how much of it is past due; unapplied is credit."""

    currency: str
    outstanding: Decimal
    overdue: Decimal
    unapplied: Decimal


class Origin(NamedTuple):
    """A business card of a customer: whose it is there, from which event, who added it and when."""

    id: str
    contact: str
    event: str
    rep: str
    added_at: str


class Dossier(NamedTuple):
    """One customer: who, stage and since when, last contact, next step, what is owed."""

    id: int
    name: str
    stage: str
    stage_since: str
    days_in_stage: int
    days_since_contact: int
    owner: str
    archived: bool
    contacts: list[ContactRow]
    points: list[PointRow]
    address: str
    region: str
    industry: str
    category: str
    size: str
    grade: str
    needs: str
    source: str
    note: str
    tags: list[str]
    fields: dict[str, str]
    created_on: str
    last_contact: LastContact | None
    next_due: str
    next_step: str
    owed: list[Owed]
    opt_outs: list[str]
    relations: list[TieRow]
    cards: list[Origin]


_COLUMNS = ("address", "region", "industry", "category", "size", "grade", "needs", "source", "note")


def dossier(view: View, ref: str) -> Dossier:
    """Return everything that one screen shows of a customer. Raises NotFoundError, ConflictError."""
    found = refs.customer(view.sql, ref)
    row = view.rows(
        "SELECT s.stage, s.stage_since, s.last_contact_on, coalesce(r.name, ''), s.archived, s.created_on,"
        f" s.next_due, s.next_text, {', '.join(f'c.{name}' for name in _COLUMNS)}"
        " FROM standing AS s JOIN customer AS c ON c.id = s.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        " WHERE s.customer_id = :id",
        id=found.id,
    )
    if not row:
        raise NotFoundError(
            _("{name} ({id}) was not in the file yet on {day}.").format(name=found.name, id=found.id, day=view.day)
        )
    stage, since, contact_on, owner, archived, created, due, text, *columns = row[0]
    points = _points(view, found.id)
    return Dossier(
        id=found.id,
        name=found.name,
        stage=stage,
        stage_since=since,
        days_in_stage=clocks.clock(view.sql, view.day)[stage][since],
        days_since_contact=days_between(contact_on, view.day),
        owner=owner,
        archived=bool(archived),
        contacts=people(view, found.id, points),
        points=points.get(None, []),
        tags=[tag for (tag,) in view.rows("SELECT tag FROM tag WHERE customer_id = :id ORDER BY tag", id=found.id)],
        fields=of_customer(view, found.id),
        created_on=created,
        last_contact=_last_contact(view, found.id),
        next_due=due,
        next_step=text,
        owed=_owed(view, found.id),
        opt_outs=opt_outs(view, found.id),
        relations=relations(view, found.id),
        cards=_origins(view, found.id),
        **dict(zip(_COLUMNS, columns, strict=True)),
    )


def _origins(view: View, customer: int) -> list[Origin]:
    rows = view.rows(
        "SELECT 'k' || k.id, coalesce(p.name, ''), k.event, coalesce(r.name, ''), k.added_on FROM card AS k"
        " LEFT JOIN contact AS p ON p.id = k.contact_id LEFT JOIN rep AS r ON r.id = k.rep_id"
        " WHERE k.customer_id = :id AND k.added_on < :until ORDER BY k.id",
        id=customer,
    )
    return [Origin._make(row) for row in rows]


def _points(view: View, customer: int) -> dict[int | None, list[PointRow]]:
    """Return the points of each contact; those of the customer itself are under None."""
    found: dict[int | None, list[PointRow]] = {}
    for contact, *point in view.rows(
        "SELECT contact_id, kind, value, label FROM point WHERE customer_id = :id ORDER BY id", id=customer
    ):
        found.setdefault(contact, []).append(PointRow(*point))
    return found


def people(
    view: View, customer: int, points: dict[int | None, list[PointRow]] | None = None, *, reachable: str = ""
) -> list[ContactRow]:
    """Return the contacts of a customer, those put away last; with `reachable` those who may be reached by that."""
    reach = _points(view, customer) if points is None else points
    rows = view.rows(
        "SELECT id, name, title, department, note, birthday,"
        " CASE WHEN archived_on < :until THEN archived_on ELSE '' END AS put_away FROM contact"
        " WHERE customer_id = :id AND created_on < :until ORDER BY put_away <> '', id",
        id=customer,
    )
    found = [ContactRow._make((f"c{one}", *who, reach.get(one, []), *rest)) for one, *who, rest in _split(rows)]
    if not reachable:
        return found
    kind = owners.reach_kind(reachable)
    wanted = view.rows(f"SELECT {owners.reachable(reachable, ':id')}", id=customer)[0][0]
    there = [one for one in found if wanted and not one.archived_on]
    return [one for one in there if any(point.kind == kind for point in one.points)]


def cards(view: View, customer: int) -> dict[int | None, bytes]:
    """Return the latest vCard of each contact, as it came; of the customer itself under None."""
    kept = "SELECT contact_id, content FROM card WHERE customer_id = :id AND kind = 'vcard' ORDER BY id"
    return dict(view.rows(kept, id=customer))


def _split(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(*row[:4], row[4:]) for row in rows]


def _last_contact(view: View, customer: int) -> LastContact | None:
    rows = view.rows(
        "SELECT a.at, a.kind, coalesce(r.name, ''), a.text FROM activity AS a LEFT JOIN rep AS r ON r.id = a.rep_id"
        " WHERE a.customer_id = :id AND a.at < :until ORDER BY a.at DESC, a.id DESC LIMIT 1",
        id=customer,
    )
    return LastContact(*rows[0]) if rows else None


def _owed(view: View, customer: int) -> list[Owed]:
    rows = view.rows(
        "SELECT currency, sum(owed), sum(late), sum(credit) FROM ("
        " SELECT currency, outstanding AS owed, outstanding * (due_on < :day) AS late, 0 AS credit FROM balance"
        " WHERE customer_id = :id UNION ALL SELECT currency, 0, 0, amount FROM credit WHERE customer_id = :id)"
        " GROUP BY currency ORDER BY currency",
        id=customer,
    )
    return [
        Owed(code, decimal(owed - credit, code), decimal(late, code), decimal(credit, code))
        for code, owed, late, credit in rows
    ]
