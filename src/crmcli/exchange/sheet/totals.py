"""Which rows of a sheet are none of its records: totals, and what stands around a table that is printed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from crmcli.exchange.sheet import words
from crmcli.exchange.sheet.columns import Plan
from crmcli.exchange.sheet.headers import key
from crmcli.exchange.sheet.reading import Row, said_again
from crmcli.language import _
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
# What stands alone in a line below a table, or between its pages.
_RULE = re.compile(r"[-=_*·—–─━]{3,}")
_FOOT = re.compile(
    r"(?:page|p[aá]gina|p[aá]g\.?)\s*\d+\b.{0,20}|第\s*\d+\s*[页頁].{0,20}"
    r"|(?:notes?|notas?|printed(?: on)?|generated(?: on)?|exported(?: on)?|impreso(?: el)?|generado(?: el)?"
    r"|exportado(?: el)?|备\s*注|備\s*註|注|註|说明|說明|制表人?|制表日期|打印(?:时间|日期)|导出(?:时间|日期))\s*[:：].*"
    r"|(?:printed|generated|exported|impreso|generado|exportado)\s(?:on|at|el|a)?\s?\W*\d.*",
    re.I | re.S,
)
_SIGNED = re.compile(r"[^\W\d]{2,12}\s?[:：]\s*\D{0,20}")  # "审核：" beside "制表：张三"
_FOOT_HEADS = frozenset("pngei第备備注註说說制打导-=_*·—–─━")
_FEWEST_COLUMNS = 3
_REMEMBERED = 1_000  # beginnings of rows
# Of these a number is the count of those above.
_NAMED = frozenset(["contact", "first_name", "last_name", "email", "owner", "rep"])
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


def aside(row: Row, plan: Plan) -> str:
    """Return why a row is none of the records: it adds others up, or belongs to the page; "" for a record."""
    if row.problem:
        return row.problem if row.problem == said_again() else ""
    if not _may_be_aside(row.cells[0].strip()[:3]):
        return ""
    if is_total(row.cells, plan):
        return _("only adds others up")
    return _("belongs to the page, not to the table") if _is_foot(row.cells, plan) else ""


@lru_cache(_REMEMBERED)
def _may_be_aside(head: str) -> bool:
    """Say whether a row whose first cell begins so can be a total or a foot; "" says nothing."""
    return not head or not _is_other_word(head) or head[0].casefold() in _FOOT_HEADS


def _is_other_word(head: str) -> bool:
    """Say whether a text that begins so is a word, and none for a total."""
    if not head[0].isalpha():
        return False
    return head.lower() not in _HEADS if head.isascii() and head.isalpha() else head[0].casefold() not in _STARTS


def _is_foot(cells: Sequence[str], plan: Plan) -> bool:
    """Say whether a row is a rule, or a remark of whoever printed the sheet, by itself or beside who signs it."""
    first = next((text for cell in cells if (text := cell.strip())), "")
    if first[:1].casefold() not in _FOOT_HEADS or len(plan.columns) < _FEWEST_COLUMNS:
        return False
    texts = [text for cell in cells if (text := cell.strip())]
    if all(map(_RULE.fullmatch, texts)):
        return True
    return _FOOT.fullmatch(first) is not None and all(map(_SIGNED.fullmatch, texts[1:]))


def is_total(cells: Sequence[str], plan: Plan) -> bool:
    """Say whether a row is a total: its first text says so, and beside it stand only figures."""
    found = next(((place, text) for place, cell in enumerate(cells) if (text := cell.strip())), None)
    if found is None or len(found[1]) > _LONGEST:
        return False
    if _is_other_word(found[1][:3]):
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
    if field in _TELLING and not (field in _NAMED and text.isdecimal()):
        return False
    folded = key(text)
    return bool(figure(text) or currency_of(text) or folded in _TOTALS or _DIGITS.sub("", folded) in _UNITS)
