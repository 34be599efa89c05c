"""The business cards as they came, and those that wait for somebody to look at them."""

from typing import NamedTuple

from crmcli.errors import NotFoundError, quoted
from crmcli.language import _
from crmcli.store import refs
from crmcli.store.read import View


class CardRow(NamedTuple):
    """One card: whose it became, where from, and why it waits; `state` is kept, inbox or skipped."""

    id: str
    state: str
    customer_id: int | None
    customer: str
    contact: str
    kind: str
    source: str
    event: str
    rep: str
    added_at: str
    likely_id: int | None
    likely: str
    why: str


class CardFile(NamedTuple):
    """A card with what it is: the bytes as they came, the text that was read, the reading as JSON."""

    number: int
    card: CardRow
    content: bytes
    text: str
    reading: str
    line: int
    sha256: str


_SELECT = (
    "SELECT k.id, CASE k.state WHEN '' THEN 'kept' ELSE k.state END, k.customer_id, coalesce(c.name, ''),"
    " coalesce(p.name, ''), k.kind, k.source, k.event, coalesce(r.name, ''), k.added_on, k.likely_id,"
    " coalesce(l.name, ''), k.why{more} FROM card AS k LEFT JOIN customer AS c ON c.id = k.customer_id"
    " LEFT JOIN contact AS p ON p.id = k.contact_id LEFT JOIN rep AS r ON r.id = k.rep_id"
    " LEFT JOIN customer AS l ON l.id = k.likely_id WHERE k.added_on < :until"
)


def cards(view: View, *, inbox: bool = False, limit: int | None = None) -> list[CardRow]:
    """Return the cards in the order in which they came; with `inbox` only those that wait."""
    where = " AND k.state = 'inbox'" if inbox else ""
    rows = view.rows(
        f"{_SELECT.format(more='')}{where} ORDER BY k.id LIMIT :limit", limit=-1 if limit is None else limit
    )
    return [CardRow._make((f"k{row[0]}", *row[1:])) for row in rows]


def card(view: View, ref: str) -> CardFile:
    """Return one card by its id, with or without the letter; NotFoundError."""
    number = refs.lettered(ref if ref[:1].lower() == "k" else f"k{ref}", "k")
    more = ", k.content, k.text, k.reading, k.line, k.sha256"
    rows = view.rows(f"{_SELECT.format(more=more)} AND k.id = :id", id=number)
    if not rows:
        raise NotFoundError(_("There is no card {ref}.").format(ref=quoted(ref)), _("See them with: crm card list"))
    one, *row = rows[0]
    return CardFile(one, CardRow._make((f"k{one}", *row[:12])), *row[12:])
