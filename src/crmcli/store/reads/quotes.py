"""What was quoted, by what authority, and what became of it."""

from decimal import Decimal
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.rules.goods import quantity
from crmcli.rules.money import decimal
from crmcli.rules.policies import discount, percent
from crmcli.rules.quotes import status
from crmcli.store import quotes, refs
from crmcli.store.read import View
from crmcli.store.reads.owners import where_conditions


class QuoteRow(NamedTuple):
    """A quote; `discount` in per cent below the list, `needs` the role whose word it took, `approval` under which number."""

    id: str
    code: str
    customer_id: int
    name: str
    rep: str
    at: str
    until: str
    status: str
    amount: Decimal
    currency: str
    discount: Decimal
    needs: str
    approval: str
    order: str


class LineRow(NamedTuple):
    """A line of a quote: prices of one unit, of the list and the floor as they were then."""

    number: int
    product: str
    text: str
    qty: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    currency: str
    discount: Decimal | None
    list_price: Decimal | None
    floor_price: Decimal | None


class Quoted(NamedTuple):
    """A quote with its lines, and what it was measured by: stage, season and policy of its day."""

    quote: QuoteRow
    stage: str
    season: str
    policy: str
    list_amount: Decimal
    terms: str
    note: str
    close_reason: str
    lines: list[LineRow]


class Filters(NamedTuple):
    """Which quotes are asked for; "" is all."""

    ref: str = ""
    status: str = ""
    rep: str = ""
    owner: str = ""
    since: str = ""
    before: str = ""
    where: tuple[str, ...] = ()


_SELECT = (
    "SELECT k.id, k.code, k.customer_id, c.name, coalesce(r.name, ''), k.quoted_on, k.until_on, k.accepted_on,"
    " k.closed_on, k.needs, k.amount, k.currency, k.discount_bp,"
    " coalesce((SELECT max(o.id) FROM sales_order AS o WHERE o.quote_id = k.id AND o.ordered_on < :until), 0)"
    " FROM quote AS k JOIN customer AS c ON c.id = k.customer_id LEFT JOIN rep AS r ON r.id = k.rep_id"
)


def listed(view: View, asked: Filters, limit: int | None = None) -> list[QuoteRow]:
    """Return the quotes that were made up to the view's day, the latest first. Raises NotFoundError, ConflictError."""
    where, values = ["k.quoted_on < :until"], dict[str, object]()
    if asked.ref:
        where.append("k.customer_id = :customer")
        values["customer"] = refs.customer(view.sql, asked.ref).id
    if asked.rep:
        where.append("k.rep_id IS :rep")
        values["rep"] = None if asked.rep == "-" else refs.rep(view.sql, asked.rep).id
    if asked.since:
        where.append("k.quoted_on >= :since")
        values["since"] = asked.since
    if asked.before:
        where.append("k.quoted_on < :before")
        values["before"] = asked.before
    narrowed = [*asked.where, *([f"owner={asked.owner}"] if asked.owner else [])]
    where_conditions(view, narrowed, "k.customer_id", where, values)
    # Where a quote stands is told by its rows, not by a column: with a status all of them are looked at.
    rows = view.rows(
        f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY k.quoted_on DESC, k.id DESC LIMIT :limit",
        limit=-1 if limit is None or asked.status else limit,
        **values,
    )
    said = quotes.words(view.sql, view.until) if any(row[9] for row in rows) else {}
    found = [_row(view, row, said.get(f"k{row[0]}", (0, ""))) for row in rows]
    return [row for row in found if asked.status in ("", row.status)][:limit]


def _row(view: View, row: tuple[Any, ...], word: tuple[int, str]) -> QuoteRow:
    one, code, customer, name, rep, at, until, accepted, closed, needs, amount, currency, points, order = row
    approval, outcome = word
    return QuoteRow(
        id=f"k{one}",
        code=code,
        customer_id=customer,
        name=name,
        rep=rep,
        at=at,
        until=until,
        status=str(status(view.day.isoformat(), accepted, closed, until, needs, outcome)),
        amount=decimal(amount, currency),
        currency=currency,
        discount=percent(points),
        needs=needs,
        approval=f"q{approval}" if approval else "",
        order=f"o{order}" if order else "",
    )


def quote(view: View, ref: str) -> Quoted:
    """Return one quote with its lines; NotFoundError where it was not made yet."""
    number = quotes.named(view.sql, ref)
    rows = view.rows(f"{_SELECT} WHERE k.id = :id AND k.quoted_on < :until", id=number)
    if not rows:
        raise NotFoundError(_("k{id} was not there yet on {day}.").format(id=number, day=view.day))
    row = _row(view, rows[0], quotes.word(view.sql, number, view.until))
    more = view.rows(
        "SELECT stage, season, policy_id, list_amount, terms, note, close_reason, closed_on FROM quote WHERE id = :id",
        id=number,
    )
    stage, season, policy, full, terms, note, reason, closed = more[0]
    return Quoted(
        quote=row,
        stage=stage,
        season=season,
        policy=f"w{policy}" if policy else "",
        list_amount=decimal(full, row.currency),
        terms=terms,
        note=note,
        close_reason=reason if closed <= view.day.isoformat() else "",
        lines=_lines(view, number, row.currency),
    )


def _lines(view: View, number: int, currency: str) -> list[LineRow]:
    rows = view.rows(
        "SELECT x.number, coalesce(p.code, ''), x.text, x.qty, x.unit, x.price, x.amount, x.list_price, x.floor_price"
        " FROM quote_line AS x LEFT JOIN product AS p ON p.id = x.product_id WHERE x.quote_id = :id ORDER BY x.number",
        id=number,
    )
    return [
        LineRow(
            place,
            code,
            text,
            quantity(qty),
            unit,
            decimal(price, currency),
            decimal(amount, currency),
            currency,
            percent(discount(price, full)) if full else None,
            None if full is None else decimal(full, currency),
            None if floor is None else decimal(floor, currency),
        )
        for place, code, text, qty, unit, price, amount, full, floor in rows
    ]
