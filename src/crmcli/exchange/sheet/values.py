"""The values of single cells, read as their columns' evidence says."""

import re
from collections.abc import Callable

from crmcli.errors import BadInputError, quoted
from crmcli.exchange.sheet.columns import Column, Plan
from crmcli.exchange.sheet.evidence import Settings
from crmcli.language import _
from crmcli.rules import days, figures
from crmcli.rules.figures import currency_of

Cell = Callable[[str], str]

_YEARLESS = re.compile(r"-?-?(\d{2})-(\d{2})")
_MINUTES = re.compile(r"(\d{1,5})(?:\.0)?\s*(?:m|min|mins|minutes|minutos|分|分钟|分鐘)?\.?", re.I)
_HOURS = re.compile(
    r"(\d{1,3})(?:[.,](\d))?\s*(?:h|hrs?|hours?|horas?|小时|小時)\.?\s*(?:(\d{1,2})\s*(?:m|min|分|分钟)?\.?)?", re.I
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "✓",
        "✔",
        "sí",
        "si",
        "s",
        "verdadero",
        "是",
        "有",
        "样品",
        "樣品",
        "sample",
        "muestra",
    ]
)
_NO = frozenset(["no", "n", "false", "f", "0", "falso", "否", "无", "無"])
_CANCELLED = re.compile(
    r"(order )?(cancel[l]?ed|void(ed)?|closed[ -]?lost|lost|annulled)|(pedido )?(anulad|cancelad|perdid)[oa]"
    r"|cierre perdido|(订单|已|訂單)?(取消|作废|作廢|撤销|撤銷|丢单|输单)",
    re.I,
)
_NOT_YET = re.compile(
    r"draft|quote|quoted|quotation|proposal|appointment ?scheduled|qualified ?to ?buy|presentation ?scheduled"
    r"|decision ?maker ?bought[- ]?in|contract ?sent|presupuesto|borrador|oferta|cita programada|草稿|报价|已报价|報價",
    re.I,
)
_REMEMBERED = 20_000  # different dates of one column


def _unreadable(column: Column, text: str, said: str) -> BadInputError:
    return BadInputError(said.format(column=column.name or column.field, text=quoted(text)))


def day(column: Column, settings: Settings, time: bool = False) -> Cell:
    """Return the reader of a column of dates: ISO text, with `time` also HH:MM; BadInputError."""
    order, serials = settings.orders.get(column.place, ""), column.place in settings.serials
    known: dict[str, str] = {"": ""}

    def read(cell: str) -> str:
        found = known.get(cell)
        if found is None:
            found = _read(cell)
            if len(known) < _REMEMBERED:
                known[cell] = found
        return found

    def _read(text: str) -> str:
        if not text or days.nothing(text):
            return ""
        if column.field == "birthday" and (found := _YEARLESS.fullmatch(text)):
            return f"--{found[1]}-{found[2]}"
        try:
            taken = days.take_apart(text)
            iso = days.resolved(taken, order, serials) if taken else ""
        except ValueError:
            raise _unreadable(column, text, _("{column}: {text} is no day of the calendar.")) from None
        if taken is None or (not iso and taken.serial):
            raise _unreadable(column, text, _("{column}: {text} is not a date."))
        if not iso:
            if column.field == "birthday":
                return ""
            raise _unreadable(column, text, _("{column}: {text} can be read in several ways."))
        return f"{iso}T{taken.time}" if time and taken.time else iso

    return read


def planned(column: Column, settings: Settings) -> Cell:
    """Return the reader of what is planned next: a date beyond doubt as ISO text, all else as it stands."""
    order, serials = settings.orders.get(column.place, ""), column.place in settings.serials

    def read(cell: str) -> str:
        try:
            taken = days.take_apart(cell)
            return (days.resolved(taken, order, serials) if taken else "") or cell
        except ValueError:
            return cell

    return read


def amount(column: Column, settings: Settings) -> Callable[[str], tuple[str, str]]:
    """Return the reader of a column of amounts: plain decimal text and currency ("" is none said); BadInputError."""
    decimal = settings.decimals.get(column.place, "")

    def read(cell: str) -> tuple[str, str]:
        text = cell
        if not text:
            return "", ""
        if text.isascii() and text.isdecimal() and len(text) < 16:
            return text.lstrip("0") or "0", ""
        found = figures.figure(text)
        plain = figures.plain(found, decimal) if found else None
        if found is None:
            raise _unreadable(column, text, _("{column}: {text} is not an amount."))
        if plain is None:
            doubt = figures.mark(found.digits) == "?"
            said = (
                _("{column}: {text} can be read in several ways.") if doubt else _("{column}: {text} is not an amount.")
            )
            raise _unreadable(column, text, said)
        return plain, found.currency

    return read


def currency(said: str, found: str, column: Column | None, header: str) -> str:
    """Return an order's currency: of its own column, else beside the amount, else in the header; BadInputError."""
    own = (currency_of(said) or said.strip()) if said else ""
    if own and found and column and own != found and currency_of(own) and currency_of(found):
        raise _unreadable(column, said, _("{column}: {text}, but the amount is in another currency."))
    if own in ("$", "¥", "￥", ""):
        return found if currency_of(found) else header or own.replace("￥", "¥") or found
    return own


def minutes(column: Column) -> Callable[[str], int | None]:
    """Return the reader of a column of durations; BadInputError."""

    def read(cell: str) -> int | None:
        text = cell
        if not text:
            return None
        if found := _MINUTES.fullmatch(text):
            return int(found[1])
        if found := _CLOCK.fullmatch(text):
            return int(found[1]) * 60 + int(found[2])
        if found := _HOURS.fullmatch(text):
            return int(found[1]) * 60 + int(found[2] or 0) * 6 + int(found[3] or 0)
        raise _unreadable(column, text, _("{column}: {text} is no number of minutes."))

    return read


def yes(column: Column) -> Callable[[str], bool]:
    """Return the reader of a column of yes and no, where nothing is no; BadInputError."""

    def read(cell: str) -> bool:
        text = cell.casefold()
        if text in _YES:
            return True
        if not text or text in _NO:
            return False
        raise _unreadable(column, text, _("{column}: {text} is neither yes nor no."))

    return read


def unless_no(read: Cell) -> Cell:
    """Return the reader of a column in which the word for no stands for nothing."""
    return lambda cell: "" if cell.casefold() in _NO else read(cell)


def cancelled(column: Column) -> Callable[[str], bool]:
    """Return the reader of the state of an order: whether it was cancelled; BadInputError for what is none yet."""

    def read(cell: str) -> bool:
        if _NOT_YET.fullmatch(cell):
            raise _unreadable(column, cell, _("{column}: {text} is no order yet."))
        return bool(_CANCELLED.fullmatch(cell))

    return read


def own_columns(plan: Plan) -> dict[str, int]:
    """Return the places of the columns without a field by name; equal names are told apart by a number."""
    named: dict[str, int] = {}
    for column in plan.unknown:
        name, number = column.name, 1
        while name in named:
            number += 1
            name = f"{column.name} ({number})"
        named[name] = column.place
    return named


def own(plan: Plan) -> Callable[[list[str]], dict[str, str]]:
    """Return the function that gives the cells of columns without a field, by name, where they hold any text."""
    named = own_columns(plan)
    if not named:
        return lambda cells: {}
    items = tuple(named.items())
    return lambda cells: {name: text for name, place in items if (text := cells[place])}
