"""What is due about money: instalments around their day, milestones that are late, quotes about to end."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from crmcli.language import _, in_words, many
from crmcli.rules.dates import days_between
from crmcli.rules.due import WEEK, Due, Rules, Section, spans
from crmcli.rules.money import display
from crmcli.store.read import View
from crmcli.store.reads.milestones import FIRST, TO_COME

if TYPE_CHECKING:
    from crmcli.store.reads.due_items import Wish

_NOT_REACHED = "(m.reached_on = '' OR m.reached_on >= :until)"
_WHOSE = (
    " JOIN customer AS c ON c.id = {row}.customer_id LEFT JOIN standing AS s ON s.customer_id = {row}.customer_id"
    " LEFT JOIN rep AS r ON r.id = s.owner_id"
)


def instalments(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the instalments that reached one of the firm's levels lately: so many days before or after their day."""
    found = []
    for span in spans(firm.instalments, view.day, wish.ahead):
        rows = view.rows(
            "SELECT b.instalment_id, i.number, b.order_id, b.customer_id, c.name, b.due_on, b.currency, b.outstanding,"
            " b.owner_id, coalesce(r.name, '') FROM balance AS b JOIN instalment AS i ON i.id = b.instalment_id"
            " JOIN customer AS c ON c.id = b.customer_id LEFT JOIN rep AS r ON r.id = b.owner_id"
            " WHERE b.due_on BETWEEN :first AND :last AND b.outstanding > 0 AND (:rep IS NULL OR b.owner_id = :rep)"
            " ORDER BY b.due_on DESC, b.instalment_id DESC LIMIT :most",
            rep=wish.rep_id,
            first=span.first,
            last=span.last,
            most=-1 if wish.most is None else wish.most,
        )
        for one, number, order_id, customer_id, name, due_on, currency, amount, owner_id, owner in rows:
            reached = (date.fromisoformat(due_on) + timedelta(days=span.level)).isoformat()
            found.append(
                Due(
                    f"instalment:i{one}:{due_on}:{span.level}",
                    Section.MONEY,
                    reached,
                    owner_id,
                    owner,
                    customer_id,
                    name,
                    _owed(days_between(due_on, view.day), display(amount, currency), order_id, number),
                    command=f"crm pay o{order_id} AMOUNT",
                    escalate=span.level >= 30,
                )
            )
    # What reached a level last comes first: the rest was said before.
    return sorted(found, key=lambda one: one.due_on, reverse=True)[: wish.most]


def _owed(late: int, amount: str, order_id: int, number: int) -> str:
    if late > 0:
        said = many(
            "{amount} of order o{order} ({number}) are {days} day past due",
            "{amount} of order o{order} ({number}) are {days} days past due",
            late,
        )
    elif late == 0:
        said = _("{amount} of order o{order} ({number}) are due today")
    else:
        said = many(
            "{amount} of order o{order} ({number}) fall due in {days} day",
            "{amount} of order o{order} ({number}) fall due in {days} days",
            -late,
        )
    return said.format(amount=amount, order=order_id, number=number, days=abs(late))


def milestones(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the milestones that are past their planned day; one of a first order concerns the directors at once."""
    # Today's question is answered by an index of what is not reached.
    open_now = _NOT_REACHED if view.shadow else "m.reached_on = ''"
    rows = view.rows(
        f"SELECT m.id, m.kind, m.order_id, m.customer_id, c.name, m.planned_on, {FIRST}, s.owner_id, coalesce(r.name, '')"
        " FROM milestone AS m JOIN sales_order AS o ON o.id = m.order_id"
        + _WHOSE.format(row="m")
        + f" WHERE {open_now} AND m.planned_on <> '' AND m.planned_on < date(:day, :ahead)"
        f" AND {TO_COME} AND (o.cancelled_on = '' OR o.cancelled_on >= :until) AND m.noted_on < :until"
        " AND (:rep IS NULL OR s.owner_id = :rep) ORDER BY m.planned_on, m.id LIMIT :most",
        rep=wish.rep_id,
        ahead=f"+{wish.ahead} days",
        most=-1 if wish.most is None else wish.most,
    )
    late = _("order o{order} was to be {kind} on {day}")
    first = _("first order o{order} was to be {kind} on {day}")
    return [
        Due(
            f"milestone:{one}:{planned}",
            Section.MONEY,
            planned,
            owner_id,
            owner,
            customer_id,
            name,
            (first if is_first else late).format(order=order_id, kind=in_words(kind), day=planned),
            command=f"crm order milestone o{order_id} {kind}",
            escalate=bool(is_first),
        )
        for one, kind, order_id, customer_id, name, planned, is_first, owner_id, owner in rows
    ]


def quotes(view: View, wish: "Wish", firm: Rules) -> list[Due]:
    """Return the quotes that nobody answered and that end in a few days, or ended lately."""
    if not view.rows("SELECT 1 FROM quote LIMIT 1"):
        return []
    # What finds quotes by what people type costs a firm without any as much as all the rest.
    from crmcli.store.quotes import WORD

    rows = view.rows(
        "SELECT k.id, k.customer_id, c.name, k.until_on, k.amount, k.currency, s.owner_id, coalesce(r.name, '')"
        " FROM quote AS k"
        + _WHOSE.format(row="k")
        + " WHERE k.quoted_on < :until AND (k.accepted_on = '' OR k.accepted_on >= :until)"
        " AND (k.closed_on = '' OR k.closed_on >= :until)"
        " AND k.until_on BETWEEN date(:day, :back) AND date(:day, :ahead) AND (:rep IS NULL OR s.owner_id = :rep)"
        f" AND coalesce({WORD.format(what='v.outcome')}, '') <> 'rejected' ORDER BY k.until_on, k.id LIMIT :most",
        rep=wish.rep_id,
        back=f"-{WEEK} days",
        ahead=f"+{firm.quote + wish.ahead} days",
        most=-1 if wish.most is None else wish.most,
    )
    return [
        Due(
            f"quote:k{one}:{until}",
            Section.MONEY,
            until,
            owner_id,
            owner,
            customer_id,
            name,
            _("quote k{id} of {amount} ends on {day}").format(id=one, amount=display(amount, currency), day=until),
            command=f"crm quote show k{one}",
        )
        for one, customer_id, name, until, amount, currency, owner_id, owner in rows
    ]
