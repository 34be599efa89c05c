"""What may be offered, and what was: the screen before a call, and a quote on one screen."""

from typing import Any

from rich.text import Text

from crmcli.language import _, in_words, many
from crmcli.render.report import of
from crmcli.render.screens import labelled
from crmcli.render.table import Screen, as_table, drawn
from crmcli.render.text import shown, value_to_text


def quote_screen(found: Any, screen: Screen) -> str:
    """Return a quote with its lines as one screen."""
    quote = found.quote
    head = drawn(Text(f"{quote.id} {shown(quote.code)}".strip(), style="bold"), screen)
    amount = f"{value_to_text(quote.amount)} {quote.currency}"
    if quote.discount:
        amount += _(", {discount} % below {full}").format(
            discount=_percent(quote.discount), full=value_to_text(found.list_amount)
        )
    whose = _("takes the word of a {role}").format(role=in_words(quote.needs)) if quote.needs else ""
    measured = (in_words(found.stage), found.season, found.policy, whose, quote.approval)
    dot = _dot(screen)
    fields = [
        (_("Customer"), f"{quote.name} ({quote.customer_id})"),
        (_("Date"), quote.at + (_(", until {day}").format(day=quote.until) if quote.until else "")),
        *_given(_("Rep"), quote.rep),
        (_("Amount"), amount),
        (
            _("Status"),
            ": ".join(filter(None, (in_words(quote.status), found.close_reason))) + f" {quote.order}".rstrip(),
        ),
        (_("Measured by"), dot.join(filter(None, measured))),
        *_given(_("Terms"), found.terms),
        *_given(_("Note"), found.note),
    ]
    rows = [one._replace(currency="") for one in found.lines]
    return head + labelled(fields, screen) + "\n" + as_table(of(found.lines[0]._fields, rows), screen)


def _given(label: str, value: str) -> list[tuple[str, str]]:
    """Return the field, or nothing where it is empty."""
    return [(label, value)] if value else []


def price_screen(found: Any, screen: Screen) -> str:
    """Return what may be offered to a customer as one screen: a block for each product."""
    dot = _dot(screen)
    who = dot.join(filter(None, (in_words(found.stage), found.season, _who(found))))
    out = drawn(Text(f"{shown(found.name)} ({found.id}){dot}{shown(who)}", style="bold"), screen)
    for one in found.products:
        title = dot.join(filter(None, (one.code, one.name if one.name != one.code else "", one.group)))
        out += "\n" + drawn(Text(shown(title), style="bold"), screen) + labelled(_product(one, dot), screen)
    return out


def _who(found: Any) -> str:
    return _("{name}, {role}").format(name=found.me, role=in_words(found.role)) if found.me else ""


def _product(one: Any, dot: str) -> list[tuple[str, str]]:
    unit = f"/{one.unit}" if one.unit else ""
    prices = [
        _("{price} {currency}{unit}").format(price=value_to_text(price), currency=one.currency, unit=unit)
        if name == "list"
        else _("floor {price}").format(price=value_to_text(price))
        for name, price in (("list", one.list_price), ("floor", one.floor_price))
        if price is not None
    ]
    return [
        (_("List"), dot.join(prices) or _("no price")),
        *_mine(one, dot),
        *_given(_("Why"), dot.join(filter(None, (one.policy, one.strategy))) or _("no policy fits")),
        *[(_("Paid") if place == 0 else "", _paid(row)) for place, row in enumerate(one.paid)],
        *[(_("Quotes") if place == 0 else "", _offer(row, dot)) for place, row in enumerate(one.quotes)],
    ]


def _mine(one: Any, dot: str) -> list[tuple[str, str]]:
    """Return what is mine to give, and what more others may."""
    if one.lowest is None:
        return []
    said = _("down to {price} {currency}").format(price=value_to_text(one.lowest), currency=one.currency)
    term = (
        [many("{days} day to pay", "{days} days to pay", one.term).format(days=one.term)]
        if one.term is not None
        else []
    )
    found = [(_("Mine"), dot.join([said, *term]))]
    if one.rep is not None:
        said = _("rep {rep} %, manager {manager} %, director {director} %")
        found.append(
            (
                _("Discount"),
                said.format(rep=_percent(one.rep), manager=_percent(one.manager), director=_percent(one.director)),
            )
        )
    return found


def _paid(row: Any) -> str:
    said = _("{day} {order}: {qty} at {price}").format(
        day=row.at, order=row.order, qty=value_to_text(row.qty), price=value_to_text(row.price)
    )
    return said + (_(", {discount} % off").format(discount=_percent(row.discount)) if row.discount else "")


def _offer(row: Any, dot: str) -> str:
    said = _("{quote}: {qty} at {price}").format(
        quote=row.id, qty=value_to_text(row.qty), price=value_to_text(row.price)
    )
    until = _("until {day}").format(day=row.until) if row.until else ""
    return dot.join(filter(None, (said, row.rep, in_words(row.status), until)))


def _percent(number: Any) -> str:
    return f"{number:f}".rstrip("0").rstrip(".")


def _dot(screen: Screen) -> str:
    return " · " if screen.utf8 else " | "
