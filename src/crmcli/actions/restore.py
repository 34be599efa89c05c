"""Taking a whole export back: into a database that never held anything, and only if it is exported the same again."""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crmcli.actions.outcome import Done, Outcome
from crmcli.errors import RefusedError
from crmcli.exchange.folder import Cell, Rows, checked
from crmcli.language import _
from crmcli.rules.names import fold
from crmcli.store import load
from crmcli.store.nouns import Sheet
from crmcli.store.reads.export import LAST_IDS, SETTINGS, columns_of
from crmcli.store.schema import LEDGERS
from crmcli.store.sheets import SHEETS
from crmcli.store.write import Request, Work, step


def restore(request: Request, folder: Path, compare: Callable[[Any], None]) -> Outcome:
    """Put all that a folder of `export --all` holds into an unused database, ids and ledger as they were.

    `compare` exports again, before anything is kept, and raises BadInputError where that differs from the folder.
    Raises RefusedError where the database is not unused, BadInputError naming file and line.
    """
    checked(folder, [*(sheet.name for sheet in SHEETS), "settings", "last_ids"])
    with step(request) as work:
        if not load.unused(work.sql):
            raise RefusedError(
                _("{path} holds something already, or did; an export goes into a new database.").format(
                    path=request.path
                ),
                _("Name one: crm --db NEW.db import {folder}").format(folder=shlex.quote(str(folder))),
            )
        work.counts = True  # settings alone are worth a step too
        counts = _load(work, folder)
        work.touched |= load.everybody(work.sql)
        work.settle()
        compare(work.sql)
        said = _("{folder} imported: customers {customers}, activities {activities}, orders {orders}.").format(
            folder=folder, **counts
        )
        work.what = said
        done = Done(str(work.step_id), said, _("See them: crm list · take it back: crm undo"))
    return Outcome([done], [])


def _load(work: Work, folder: Path) -> dict[str, int]:
    """Insert every row of every file; returns how many each sheet has."""
    load.put_settings(work.sql, Rows(folder, "settings", [Cell(name, "text") for name in SETTINGS]))
    counts = {sheet.name: _load_sheet(work, folder, sheet) for sheet in SHEETS}
    load.put_last_ids(work.sql, Rows(folder, "last_ids", [Cell(LAST_IDS[0], "text"), Cell(LAST_IDS[1], "number")]))
    _refuse_orphans(work, folder)
    return counts


def _cells(work: Work, sheet: Sheet) -> list[Cell]:
    # The firm's own fields are columns of customers: they were read before them.
    columns = columns_of(work.sql, sheet) + sheet.more
    return [Cell(column.name, column.kind if column.into else "") for column in columns]


def _load_sheet(work: Work, folder: Path, sheet: Sheet) -> int:
    rows = Rows(folder, sheet.name, _cells(work, sheet))
    columns = [column.into for column in sheet.all_columns if column.into]
    values: Iterator[tuple[Any, ...]] = iter(rows)
    if sheet.table == "rep":
        columns, values = _with_keys(columns, values)
    elif sheet.table in LEDGERS:
        columns, values = [*columns, "step_id"], ((*row, work.step_id) for row in values)
    return load.insert(work.sql, sheet.table, columns, values, rows.fault)


def _with_keys(columns: list[str], rows: Iterator[tuple[Any, ...]]) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Return the columns and rows of reps with the key by which their names are compared."""
    name = columns.index("name")
    return [*columns, "key"], ((*row, fold(row[name])) for row in rows)


def _refuse_orphans(work: Work, folder: Path) -> None:
    found = load.orphan(work.sql)
    if found is None:
        return
    table, number = found
    sheet = next(one for one in SHEETS if one.table == table)
    rows = Rows(folder, sheet.name, _cells(work, sheet))
    place = next(
        place for place, column in enumerate(one for one in sheet.all_columns if one.into) if column.into == "id"
    )
    for row in rows:
        if row[place] == number:
            raise rows.fault(_("it names a row that is not in the export."))
