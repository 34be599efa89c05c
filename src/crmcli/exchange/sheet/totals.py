"""Which rows of a sheet only add others up."""

import re
from collections.abc import Sequence

from crmcli.exchange.sheet import words
from crmcli.exchange.sheet.columns import Plan
from crmcli.exchange.sheet.headers import key
from crmcli.rules.days import MONTHS
from crmcli.rules.figures import currency_of, figure

_TOTALS = frozenset(key(word) for word in words.TOTALS.split(";"))
_STARTS = frozenset(word[0] for word in _TOTALS)
_LONGEST = 60
# Most rows of a firm's sheet begin with another word; this is how they are told fastest.
_HEADS = frozenset(word[:3] for word in _TOTALS)
# These begin no name, so that what they add up may stand behind them: "Subtotal Madrid".
_CERTAIN = tuple(
    key(word)
    for word in (
        "subtotal",
        "sub total",
        "total general",
        "grand total",
        "suma y sigue",
        "合计",
        "总计",
        "小计",
        "合計",
        "總計",
        "小計",
    )
)
_DIGITS = re.compile(r"\d+")
# What is counted or when, behind the word for a total.
_UNITS = frozenset(
    key(word)
    for word in [
        "clientes",
        " customers",
        " clients",
        " contactos",
        " contacts",
        " pedidos",
        " orders",
        " ventas",
        " sales",
        " registros",
        " records",
        " rows",
        " filas",
        " empresas",
        " companies",
        " cobros",
        " pagos",
        " payments",
        " euros",
        " eur",
        " usd",
        " cny",
        " rmb",
        " mes",
        " month",
        " año",
        " year",
        " 个",
        " 家",
        " 人",
        " 条",
        " 笔",
        " 行",
        " 金额",
        " 客户",
        " 订单",
        " 元",
    ]
) | frozenset(MONTHS)
# A row with one of these is of somebody.
_TELLING = frozenset(
    [
        "id",
        "customer_id",
        "code",
        "contact",
        "first_name",
        "last_name",
        "email",
        "phone",
        "wechat",
        "website",
        "address",
        "street",
        "at",
        "kind",
        "text",
        "owner",
        "rep",
    ]
)


def is_total(cells: Sequence[str], plan: Plan) -> bool:
    """Say whether a row is a total: its first text says so, and beside it stand only figures."""
    found = next(((place, text) for place, cell in enumerate(cells) if (text := cell.strip())), None)
    if found is None or len(found[1]) > _LONGEST:
        return False
    head = found[1][:3]
    if head[0].isalpha() and (
        head.lower() not in _HEADS if head.isascii() and head.isalpha() else head[0].casefold() not in _STARTS
    ):
        return False
    first = _DIGITS.sub("", key(found[1]))
    certain = first in _TOTALS or any(first.startswith(word) and first[len(word) :] in _UNITS for word in _TOTALS)
    if not certain and not first.startswith(_CERTAIN):
        return False
    beside = [(place, text) for place, cell in enumerate(cells) if place > found[0] and (text := cell.strip())]
    if (not certain and not beside) or len(beside) * 2 > len(cells):
        return False
    fields = {column.place: column.field for column in plan.columns}
    return all(_adds_up(text, fields.get(place, "")) for place, text in beside)


def _adds_up(text: str, field: str) -> bool:
    """Say whether a cell beside the word for a total is a figure, and not of a column that tells who it is."""
    if field in _TELLING:
        return False
    folded = key(text)
    return bool(figure(text) or currency_of(text) or folded in _TOTALS or _DIGITS.sub("", folded) in _UNITS)
