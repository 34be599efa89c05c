"""Fields of one's own: what is defined, as columns of a list, and on one customer's screen."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crmcli.store import fields
from crmcli.store.read import View


class FieldRow(NamedTuple):
    """One field; `choices` is a list with commas, "" is any text."""

    key: str
    choices: str
    customers: int
    created_on: str


def defined(view: View) -> list[FieldRow]:
    """Return the fields in the order in which they were defined, and how many customers have something in each."""
    rows = view.sql.execute(
        "SELECT f.key, f.choices, (SELECT count(*) FROM field_value AS v WHERE v.field_id = f.id), f.created_on"
        " FROM field AS f ORDER BY f.id"
    )
    return [FieldRow(key, choices.replace("\n", ", "), count, created) for key, choices, count, created in rows]


def widened(
    view: View, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]:
    """Return columns and rows (whose first value is a customer's id) with a column for each field after them."""
    known = fields.defined(view.sql)
    if not known:
        return columns, rows
    ids = [field.id for field in known.values()]
    held = fields.held(view.sql, [row[0] for row in rows])
    nothing: dict[int, str] = {}
    wide = []
    for row in rows:
        mine = held.get(row[0], nothing)
        wide.append((*row, *(mine.get(one, "") for one in ids)))
    return (*columns, *known), wide


def of_customer(view: View, customer: int) -> dict[str, str]:
    """Return what a customer has in each field by key; "" where it has nothing."""
    known = fields.defined(view.sql)
    mine = fields.held(view.sql, [customer]).get(customer, {}) if known else {}
    return {key: mine.get(field.id, "") for key, field in known.items()}
