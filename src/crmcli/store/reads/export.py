"""What leaves the file, row by row: nothing is held in memory but the row that is read."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from crmcli.store.nouns import CUSTOMERS, EVER, NOUNS, Column, Sheet
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, reach_kind, reachable, where_conditions
from crmcli.store.sheets import SHEETS
from crmcli.store.stages import lifecycle

SETTINGS = ("key", "value")
LAST_IDS = ("sheet", "last_id")


class Filters(NamedTuple):
    """Whose rows are wanted; "", () and None narrow nothing."""

    owner: str = ""
    stages: tuple[str, ...] = ()
    archived: bool | None = None
    where: tuple[str, ...] = ()  # KEY=VALUE
    reachable: str = ""  # mail or phone


class Exported(NamedTuple):
    """Columns and the rows to come; read them before the view is closed."""

    columns: tuple[Column, ...]
    rows: Iterator[tuple[Any, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(column.name for column in self.columns)


def exported(
    view: View,
    noun: str,
    filters: Filters,
    fields: Sequence[str] = (),
    limit: int | None = None,
    *,
    dated: bool = False,
) -> Exported:
    """Return one noun's rows, archived customers and theirs too, in the order of their ids.

    With `dated` they are as of the view's day, else all there are whatever their dates. KeyError for an unknown field.
    """
    sheet = NOUNS[noun]
    columns = columns_of(view.sql, sheet)
    if fields:
        known = {column.name: column for column in reversed(columns)}
        columns = tuple(known[name] for name in fields)
    values: dict[str, object] = {"until": view.until if dated else EVER, "limit": -1 if limit is None else limit}
    where = [sheet.dated, *_theirs(view, sheet, filters, values)]
    select = select_of(sheet, columns, where) + " LIMIT :limit"
    return Exported(columns, view.sql.execute((view.shadow if dated else "") + select, values))


def columns_of(sql: sqlite3.Connection, sheet: Sheet) -> tuple[Column, ...]:
    """Return a sheet's columns, of customers with the firm's own fields behind them."""
    if sheet is not CUSTOMERS:
        return sheet.columns
    return sheet.columns + tuple(
        Column(
            key,
            f"coalesce((SELECT v.value FROM field_value AS v WHERE v.customer_id = x.id AND v.field_id = {number}), '')",
        )
        for number, key in sql.execute("SELECT id, key FROM field ORDER BY id")
    )


def select_of(sheet: Sheet, columns: Sequence[Column], where: Sequence[str] = ("1",)) -> str:
    """Return the SELECT of a sheet's rows in the order of their ids."""
    cells = ", ".join(column.sql for column in columns)
    return f"SELECT {cells} FROM {sheet.source} WHERE {' AND '.join(where)} ORDER BY x.id"


def whole(sql: sqlite3.Connection, sheet: Sheet) -> Exported:
    """Return every row of a sheet with every column, whatever its dates."""
    columns = columns_of(sql, sheet) + sheet.more
    return Exported(columns, sql.execute(select_of(sheet, columns), {"until": EVER}))


def card_files(sql: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every card as it came."""
    file = next(
        column for sheet in SHEETS if sheet.table == "card" for column in sheet.columns if column.name == "file"
    )
    yield from sql.execute(f"SELECT {file.sql}, x.content FROM card AS x ORDER BY x.id")


def settings(sql: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield key and value of the firm's settings."""
    yield from sql.execute("SELECT key, value FROM setting ORDER BY key")


def last_ids(sql: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield the name of each sheet and the highest id that a row of it ever had."""
    known = dict(sql.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    yield from ((sheet.name, known.get(sheet.table, 0)) for sheet in SHEETS)


def _theirs(view: View, sheet: Sheet, filters: Filters, values: dict[str, object]) -> list[str]:
    where: list[str] = []
    if filters.owner:
        owner_condition(view, filters.owner, where, values)
    if filters.stages:
        where.append(
            "s.stage IN (" + ", ".join(f"'{name}'" for name in lifecycle(view.sql).all_named(filters.stages)) + ")"
        )
    # Nobody writes to those who were put away, unless that is asked for.
    archived = False if filters.reachable and filters.archived is None else filters.archived
    if archived is not None:
        where.append(f"s.archived = {int(archived)}")
    where_conditions(view, filters.where, "s.customer_id", where, values)
    ways = _reachable(sheet, filters.reachable) if filters.reachable else []
    if not where:
        return ways
    chosen = f"SELECT s.customer_id FROM standing AS s WHERE {' AND '.join(where)}"
    return [f"{sheet.customer} IN ({chosen})", *ways]


def _reachable(sheet: Sheet, by: str) -> list[str]:
    """Return that a row has what a mailing needs in its own cell, of somebody who is there and wants to be reached."""
    kind = reach_kind(by)
    cell = next(column.sql for column in sheet.columns if column.name == kind)
    there = ["(x.archived_on = '' OR x.archived_on >= :until)"] if sheet.table == "contact" else []
    return [reachable(by, sheet.customer), *there, f"{cell} <> ''"]
