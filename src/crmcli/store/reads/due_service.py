"""What is due after the sale: return visits, the best customers, birthdays."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crmcli.language import _
from crmcli.model.words import Kind
from crmcli.rules import due as rules
from crmcli.rules.dates import days_between
from crmcli.rules.due import WEEKEND, YEAR, Due, Rules, Section
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.store.reads.due_items import Wish

_DELIVERED = "delivered"


def visits(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the visits that a delivery or a complaint asks for so many days later, unless somebody was there since."""
    found = []
    for what, days, kind in (("milestone", firm.delivered, _DELIVERED), ("activity", firm.complaint, Kind.COMPLAINT)):
        first = (view.day - timedelta(days=days + YEAR)).isoformat()
        last = (view.day - timedelta(days=days) + timedelta(days=wish.ahead)).isoformat()
        day = "m.reached_on" if what == "milestone" else "substr(m.at, 1, 10)"
        column = "m.reached_on" if what == "milestone" else "m.at"
        rows = view.rows(
            f"SELECT m.id, {day}, m.customer_id, c.name, s.owner_id, coalesce(r.name, '')"
            f" FROM {what} AS m CROSS JOIN customer AS c ON c.id = m.customer_id"
            " LEFT JOIN standing AS s ON s.customer_id = m.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
            f" WHERE m.kind = :kind AND {column} >= :first AND {column} < date(:last, '+1 day') AND {column} < :until"
            f" AND NOT EXISTS (SELECT 1 FROM activity AS v WHERE v.customer_id = m.customer_id AND v.kind = 'visit'"
            f" AND v.at > {column} AND v.at < :until) AND (:rep IS NULL OR s.owner_id = :rep)"
            f" ORDER BY {column} DESC, m.id DESC LIMIT :most",
            kind=str(kind),
            first=first,
            last=last,
            rep=wish.rep_id,
            most=-1 if wish.most is None else wish.most,
        )
        said = (
            _("delivered on {day}: ask how it goes") if what == "milestone" else _("complained on {day}: look after it")
        )
        for one, when, customer_id, name, owner_id, owner in rows:
            due_on = (date.fromisoformat(when) + timedelta(days=days)).isoformat()
            key = f"visit:{'m' if what == 'milestone' else 'a'}{one}"
            command = f"crm log {customer_id} visit"
            found.append(
                Due(
                    key,
                    Section.SERVICE,
                    due_on,
                    owner_id,
                    owner,
                    customer_id,
                    name,
                    said.format(day=when),
                    command=command,
                )
            )
    return sorted(found, key=lambda one: one.due_on, reverse=True)[: wish.most]


def best(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the customers of grade A with whom nobody was in touch for a quarter, the longest first."""
    latest = (view.day - timedelta(days=firm.grade_a) + timedelta(days=wish.ahead)).isoformat()
    rows = view.rows(
        "SELECT c.id, c.name, s.last_contact_on, s.owner_id, coalesce(r.name, '') FROM "
        f"{view.standing('INDEXED BY standing_contact')} CROSS JOIN customer AS c ON c.id = s.customer_id"
        " LEFT JOIN rep AS r ON r.id = s.owner_id"
        " WHERE c.grade = 'A' COLLATE NOCASE AND s.archived = 0 AND s.stage <> 'lost' AND s.last_contact_on <= :latest"
        " AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY s.last_contact_on, c.id LIMIT :most",
        latest=latest,
        rep=wish.rep_id,
        most=-1 if wish.most is None else wish.most,
    )
    return [
        Due(
            f"grade:{one}:{contact}",
            Section.SERVICE,
            (date.fromisoformat(contact) + timedelta(days=firm.grade_a)).isoformat(),
            owner_id,
            owner,
            one,
            name,
            _("grade A, and {days} days since the last contact").format(days=days_between(contact, view.day)),
            command=f"crm log {one} visit",
        )
        for one, name, contact, owner_id, owner in rows
    ]


def birthdays(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the contacts whose birthday it is."""
    days = rules.birthdays(view.day, min(wish.ahead, 360), WEEKEND)
    names = {f"day{place}": day for place, day in enumerate(days)}
    rows = view.rows(
        "SELECT k.id, k.name, substr(k.birthday, -5), k.customer_id, c.name, s.owner_id, coalesce(r.name, '')"
        " FROM contact AS k JOIN customer AS c ON c.id = k.customer_id"
        " LEFT JOIN standing AS s ON s.customer_id = k.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE k.birthday <> '' AND substr(k.birthday, -5) IN ({', '.join(f':{name}' for name in names)})"
        " AND k.created_on < :until AND (k.archived_on = '' OR k.archived_on >= :until) AND coalesce(s.archived, 0) = 0"
        " AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY k.id LIMIT :most",
        rep=wish.rep_id,
        most=-1 if wish.most is None else wish.most,
        **names,
    )
    return [
        Due(
            f"birthday:c{one}:{days[day]}",
            Section.SERVICE,
            days[day],
            owner_id,
            owner,
            customer_id,
            name,
            _("birthday of {person}").format(person=person),
            command=f"crm log {customer_id} message",
        )
        for one, person, day, customer_id, name, owner_id, owner in rows
    ]
