"""From rows to records, by a plan and what the columns themselves have shown."""

from collections.abc import Callable
from typing import Any

from crmcli.errors import BadInputError
from crmcli.exchange.sheet import values
from crmcli.exchange.sheet.cells import as_they_stand, tidy
from crmcli.exchange.sheet.columns import Column, Plan
from crmcli.exchange.sheet.evidence import DATES, Settings
from crmcli.exchange.sheet.headers import (
    ACTIVITIES,
    AMOUNTS,
    CONTACTS,
    CUSTOMERS,
    EXPENSES,
    LEFT_OUT,
    LINES,
    ORDERS,
    PAYMENTS,
    PRODUCTS,
)
from crmcli.exchange.sheet.party import party
from crmcli.exchange.sheet.reading import Row
from crmcli.exchange.sheet.records import (
    ActivityRecord,
    ExpenseRecord,
    LineRecord,
    OrderRecord,
    PaymentRecord,
    ProductRecord,
    Record,
)

_RECORDS: dict[str, type[Any]] = {
    ACTIVITIES: ActivityRecord,
    ORDERS: OrderRecord,
    PAYMENTS: PaymentRecord,
    LINES: LineRecord,
    PRODUCTS: ProductRecord,
    EXPENSES: ExpenseRecord,
}


def reader(plan: Plan, settings: Settings, *, raw: bool = False) -> Callable[[Row], Record]:
    """Return the function that reads a row as a record of the plan's kind.

    With `raw` texts stay as they stand, for an export of our own that no spreadsheet has touched. The function
    raises BadInputError, naming the column, for a value that cannot be read, and for a row that has a problem.
    """
    read = party(plan, settings) if plan.kind in (CUSTOMERS, CONTACTS) else _simple(plan, settings)
    prepared = as_they_stand if raw else tidy

    def checked(row: Row) -> Record:
        if row.problem:
            raise BadInputError(row.problem)
        return read(prepared(row.cells))

    return checked


def _cell(column: Column, plan: Plan, settings: Settings) -> Callable[[str], Any]:
    """Return the function that reads the cells of a column."""
    if column.field == "cancelled_at":
        return values.unless_no(values.day(column, settings))
    if column.field in ("next", "next_at"):
        return values.planned(column, settings)
    if column.field in DATES:
        return values.day(column, settings, time=plan.kind == ACTIVITIES)
    if column.field in (*AMOUNTS, "qty"):
        return values.amount(column, settings)
    if column.field == "minutes":
        return values.minutes(column)
    if column.field == "status":
        return values.cancelled(column)
    return values.yes(column) if column.field == "sample" else str


def _simple(plan: Plan, settings: Settings) -> Callable[[list[str]], Record]:
    """Return the function that reads the cells of anything but a customer or a contact."""
    make = _RECORDS[plan.kind]
    columns = [column for column in plan.columns if column.field not in ("", LEFT_OUT)]
    cells_of = [(column.field, column.place, _cell(column, plan, settings)) for column in columns]
    figures = [column for column in columns if column.field in (*AMOUNTS, "qty")]
    money = next((column for column in figures if column.label), None) or next(iter(figures), None)
    said_in = next((column for column in columns if column.field == "currency"), None)
    others = values.own(plan)

    def read(cells: list[str]) -> Record:
        found: dict[str, Any] = {}
        for field, place, cell in cells_of:
            value = cell(cells[place])
            field = "cancelled" if field == "status" else field
            found[field] = f"{found[field]}\n{value}" if value and found.get(field) else found.get(field) or value
        beside = ""
        for column in figures:
            found[column.field], sign = found[column.field]
            beside = beside or sign
        if money:
            found["currency"] = values.currency(found.get("currency", ""), beside, said_in, money.label)
        if when := found.pop("next_at", ""):
            found["next"] = f"{when} {found.get('next', '')}".rstrip()
        made: Record = make(**found, own=others(cells))
        return made

    return read
