"""Narrowing a report to some customers: those of one rep, those of whom conditions hold."""

from collections.abc import Sequence

from crmcli.store.read import View


def owner_condition(view: View, owner: str, where: list[str], values: dict[str, object]) -> None:
    """Narrow a report to one rep's customers; `-` is nobody's. NotFoundError for an unknown rep."""
    if owner == "-":
        where.append("s.owner_id IS NULL")
    else:
        where.append("s.owner_id = :owner")
        from crmcli.store import refs

        values["owner"] = refs.rep(view.sql, owner).id


def where_conditions(
    view: View, given: Sequence[str], customer: str, where: list[str], values: dict[str, object]
) -> None:
    """Narrow a report to customers of whom every `KEY=VALUE` holds; `customer` is the column with their id.

    Raises BadInputError, and NotFoundError for an unknown field or rep.
    """
    if given:
        from crmcli.store.reads.where import conditions

        conditions(view, given, customer, where, values)
