"""What a first look over all rows finds out: how columns are read, how many rows there are, and in what order they go."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.errors import BadInputError
from crmcli.exchange.sheet import values
from crmcli.exchange.sheet.columns import Plan
from crmcli.exchange.sheet.evidence import Evidence, Settings
from crmcli.exchange.sheet.headers import ORDERS
from crmcli.exchange.sheet.reading import Sheet
from crmcli.rules.dates import DateOrder
from crmcli.rules.figures import DecimalMark

_LONGEST_ID = 15


class Overview(NamedTuple):
    """How the columns are read, the number of rows, the highest id among them (0 if none has one).

    `ranks` gives, for every row of a sheet of orders, its place in the order of days; it is empty where that is the
    order of the rows, and for other sheets.
    """

    settings: Settings
    rows: int
    highest_id: int
    ranks: Sequence[int]


def survey(sheet: Sheet, plan: Plan, dates: DateOrder = "", decimal: DecimalMark = "") -> Overview:
    """Look over the rows of a sheet; `dates` and `decimal` decide where a column itself does not show how it is read."""
    evidence = Evidence(plan, dates, decimal)
    own_id = next((column.place for column in plan.columns if column.field == "id"), None)
    rows = highest = 0
    for row in sheet.rows():
        rows += 1
        evidence.see(row)
        if own_id is not None and own_id < len(row.cells):
            highest = max(highest, _number(row.cells[own_id]))
    settings = evidence.settled()
    ranks = _ranks(sheet, plan, settings) if plan.kind == ORDERS and not settings.ambiguous else ()
    return Overview(settings, rows, highest, ranks)


def _number(cell: str) -> int:
    """Return the number of an id, with or without its letter, 0 for what is none."""
    text = cell.strip()
    digits = text[1:] if text[:1].isalpha() else text
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_ID else 0


def _ranks(sheet: Sheet, plan: Plan, settings: Settings) -> Sequence[int]:
    column = next((column for column in plan.columns if column.field == "at"), None)
    if column is None:
        return ()
    read = values.day(column, settings)
    days = array("l")
    for row in sheet.rows():
        try:
            text = read(row.cells[column.place]) if column.place < len(row.cells) else ""
        except BadInputError:
            text = ""
        days.append(int(text.replace("-", "")) if text else 0)
    if all(days[place] <= days[place + 1] for place in range(len(days) - 1)):
        return ()
    ranks = array("l", bytes(days.itemsize * len(days)))
    for rank, place in enumerate(sorted(range(len(days)), key=days.__getitem__)):
        ranks[place] = rank
    return ranks
