"""What was sold, as a picture."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crmcli.language import _
from crmcli.render.picture import Bar, Chart, Picture, Table, longest
from crmcli.render.standing import MOST_BARS
from crmcli.render.text import value_to_text

_FINEST = 10_000  # amounts of every currency are whole numbers of these parts


def selling(table: Table, about: str, rows: Sequence[Any], months: Sequence[str], notes: Sequence[str]) -> Picture:
    """Return the picture of sales: per currency a bar for each row, and its amounts month by month; then the table."""
    charts = []
    for code in dict.fromkeys(one.row.currency for one in rows):
        mine = [one for one in rows if one.row.currency == code]

        def read(value: int, code: str = code, like: Decimal = mine[0].row.amount) -> str:
            return f"{value_to_text((Decimal(value) / _FINEST).quantize(like))} {code}"

        bars = [_bar(one, read) for one in mine]
        series = _("amount by month, {first} to {last}").format(first=months[0], last=months[-1])
        aimed = any(one.completed.completion is not None for one in mine)
        head = _("Sold in {code}, and how much of the target") if aimed else _("Sold in {code}")
        charts.append(Chart(head.format(code=code), longest(bars, MOST_BARS, read), _LEGEND, series))
    return Picture(table.title, about, charts, [table], notes)


_LEGEND = (_("received"), _("receivable"))


def _bar(one: Any, read: Any) -> Bar:
    amount, received = int(one.row.amount * _FINEST), int(one.row.received * _FINEST)
    text = read(amount)
    if one.completed.completion is not None:
        text = f"{text} {one.completed.completion:.0%}"
    return Bar(f"{one.name} {one.title}".rstrip(), amount, text, (received, amount - received), tuple(one.months))
