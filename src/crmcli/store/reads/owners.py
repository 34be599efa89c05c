"""Narrowing a report to the customers of one rep."""

from crmcli.store.read import View


def owner_condition(view: View, owner: str, where: list[str], values: dict[str, object]) -> None:
    """Narrow a report to one rep's customers; `-` is nobody's. NotFoundError for an unknown rep."""
    if owner == "-":
        where.append("s.owner_id IS NULL")
    else:
        where.append("s.owner_id = :owner")
        from crmcli.store import refs

        values["owner"] = refs.rep(view.sql, owner).id
