"""One thing on one screen: a customer, an order."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from crmcli.language import _, in_words, many
from crmcli.render.report import of
from crmcli.render.spoken import heading
from crmcli.render.table import Screen, as_table, drawn, wrap
from crmcli.render.text import shown, value_to_text

_LABEL = 14


def _field(label: str, value: str) -> list[tuple[str, str]]:
    """Return the field, or nothing where it is empty."""
    return [(label, value)] if value.strip() else []


def labelled(fields: Sequence[tuple[str, str]], screen: Screen) -> str:
    """Return labelled values, each wrapped beside its label."""
    lines = []
    for label, value in fields:
        width = max((screen.width or 100) - _LABEL, 20)
        head = label + " " * (_LABEL - cell_len(label))
        if cell_len(label) >= _LABEL:
            # A long name of a field of one's own stands above what it says.
            lines += [f"{part}\n" for part in wrap(label, width)]
            head = " " * _LABEL
        for number, part in enumerate(wrap(shown(value), width)):
            lines.append(f"{head if number == 0 else ' ' * _LABEL}{part}\n")
    return "".join(lines)


def customer_screen(found: Any, screen: Screen, orders: Sequence[Any] = (), history: Sequence[Any] = ()) -> str:
    """Return a customer's dossier as one screen, and with orders and history as the whole file."""
    dot = " · " if screen.utf8 else " | "
    title = f"{shown(found.name)} ({found.id})" + (dot + _("archived") if found.archived else "")
    head = drawn(Text(title, style="bold"), screen)
    place = [part for part in (found.industry, found.region, found.category, found.size) if part]
    stage = many(
        "{stage} since {since} ({days} day)", "{stage} since {since} ({days} days)", found.days_in_stage
    ).format(stage=in_words(found.stage) or "?", since=found.stage_since, days=found.days_in_stage)
    fields = [
        (_("Stage"), stage),
        (
            _("Owner"),
            (found.owner or _("nobody")) + (dot + _("grade {grade}").format(grade=found.grade) if found.grade else ""),
        ),
        *_field(_("Do not reach"), _opted_out(found)),
        (_("Last contact"), _last_contact(found, dot)),
        (_("Next step"), f"{found.next_due} {found.next_step}".strip() or _("none planned")),
        *_owed(found),
        *[(_("Contact") if number == 0 else "", _person(one, dot)) for number, one in enumerate(_present(found))],
        *_field(_("Reach"), dot.join(_point(point) for point in found.points)),
        *_field(_("Business"), dot.join(place)),
        *_field(_("Address"), found.address),
        *_field(_("Needs"), found.needs),
        *_field(_("Linked"), dot.join(f"{in_words(one.tie)} {one.name} ({one.id})" for one in found.relations)),
        *_field(_("Tags"), ", ".join(found.tags)),
        *_field(_("Note"), found.note),
        *[pair for key, value in found.fields.items() for pair in _field(heading(key), value)],
        (_("Added"), found.created_on + (dot + found.source if found.source else "")),
        *[(_("Card") if number == 0 else "", _card(one, dot)) for number, one in enumerate(found.cards)],
    ]
    out = head + labelled(fields, screen)
    if orders:
        out += "\n" + as_table(of(_without(orders[0]), [_values(one) for one in orders]), screen)
    if history:
        out += "\n" + as_table(of(history[0]._fields, history), screen)
    return out


_SAME_ON_EVERY_ROW = ("customer_id", "name", "owner")


def _without(row: Any) -> tuple[str, ...]:
    return tuple(name for name in row._fields if name not in _SAME_ON_EVERY_ROW)


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _without(row))


def _card(one: Any, dot: str) -> str:
    return dot.join(part for part in (one.id, one.contact, one.event, one.rep, one.added_at) if part)


def _present(found: Any) -> list[Any]:
    return [one for one in found.contacts if not one.archived_on]


def _last_contact(found: Any, dot: str) -> str:
    last = found.last_contact
    if last is None:
        return many("never; {days} day", "never; {days} days", found.days_since_contact).format(
            days=found.days_since_contact
        )
    ago = many("{days} day ago", "{days} days ago", found.days_since_contact).format(days=found.days_since_contact)
    return dot.join(part for part in (ago, in_words(last.kind), last.rep, last.text) if part)


def _opted_out(found: Any) -> str:
    said = {"mail": _("no mail"), "sms": _("no messages"), "call": _("no calls"), "all": _("no way at all")}
    return ", ".join(said[channel] for channel in found.opt_outs)


def _owed(found: Any) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for one in found.owed:
        said = _("{amount} {currency}").format(amount=value_to_text(one.outstanding), currency=one.currency)
        if one.overdue:
            said = _("{said}, {overdue} of it past due").format(said=said, overdue=value_to_text(one.overdue))
        if one.unapplied:
            said = _("{said}, {credit} unapplied credit").format(said=said, credit=value_to_text(one.unapplied))
        lines.append((_("Owes") if not lines else "", said))
    return lines


def _point(point: Any) -> str:
    return f"{point.value} ({point.label})" if point.label else str(point.value)


def _person(one: Any, dot: str) -> str:
    who = ", ".join(part for part in (one.name, one.title, one.department) if part)
    note = [one.note] if one.note else []
    return dot.join([f"{who} ({one.id})", *map(_point, one.points), *note])


def order_screen(found: Any, screen: Screen) -> str:
    """Return an order with its instalments and payments as one screen."""
    order = found.order
    head = drawn(Text(f"{order.id} {shown(order.code)}".strip(), style="bold"), screen)
    fields = [
        (_("Customer"), f"{order.name} ({order.customer_id})"),
        (_("Date"), order.at),
        (
            _("Amount"),
            f"{value_to_text(order.amount)} {order.currency}" + (_(", a sample") if order.sample else ""),
        ),
        *_field(_("Returned"), value_to_text(order.returned) if order.returned else ""),
        (_("Paid"), value_to_text(order.paid)),
        (_("Outstanding"), value_to_text(order.outstanding)),
        (_("Status"), _order_status(found)),
        *_field(_("Terms"), found.terms),
        *_field(_("Quote"), found.quote),
        *_field(_("Note"), found.note),
    ]
    out = head + labelled(fields, screen)
    for rows in (found.lines, found.instalments, found.payments, found.returns):
        if rows:
            out += "\n" + as_table(of(rows[0]._fields, rows), screen)
    if found.milestones:
        rows = [tuple(getattr(one, name) for name in _MILESTONE) for one in found.milestones]
        out += "\n" + as_table(of(_MILESTONE, rows), screen)
    return out


# What of a milestone is not said of its order already.
_MILESTONE = ("milestone", "planned", "reached", "late", "person", "serial", "evidence")


def _order_status(found: Any) -> str:
    """Return how an order stands: its status and what goes with it, and whether it is its customer's first."""
    order = found.order
    reason = found.cancel_reason or (found.completed if order.status == "completed" else "")
    parts = [": ".join(part for part in (in_words(order.status), reason) if part)]
    parts += [_("{part} invoiced").format(part=in_words(order.invoiced))] if order.invoiced != "not" else []
    parts += [_("the first of this customer")] if order.first else []
    return ", ".join(parts)


def explanation_screen(title: str, rows: Sequence[Any], screen: Screen) -> str:
    """Return what is explained as one block a topic: what it comes to, then the rule, then the rows it rests on."""
    out = drawn(Text(shown(title), style="bold"), screen)
    before = ""
    for row in rows:
        label = in_words(row.topic) if row.topic != before else ""
        parts = [part for part in (row.value, row.rule, row.evidence) if part]
        fields = [(label if place == 0 else "", part) for place, part in enumerate(parts)]
        out += ("\n" if row.topic != before else "") + labelled(fields, screen)
        before = row.topic
    return out
