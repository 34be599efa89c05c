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


def others(view: View, rep_id: int) -> bool:
    """Say whether there are customers that are not this rep's; for an earlier day that is taken for granted."""
    if view.shadow:
        return True
    apart = "EXISTS (SELECT 1 FROM standing WHERE owner_id {compared})"
    compared = (apart.format(compared=one) for one in ("IS NULL", "< :rep", "> :rep"))
    return bool(view.rows(f"SELECT {' OR '.join(compared)}", rep=rep_id)[0][0])


# The point and the opt-outs that decide whether somebody may be reached by mail, or by phone.
_REACH = {"mail": ("email", "'mail', 'all'"), "phone": ("phone", "'call', 'all'")}
REACHES = tuple(_REACH)


def reachable(by: str, customer: str) -> str:
    """Return that a customer may be reached so, at all; `customer` is the column with the id. BadInputError."""
    _kind, channels = _reach(by)
    return f"NOT EXISTS (SELECT 1 FROM opt_out AS no WHERE no.customer_id = {customer} AND no.channel IN ({channels}))"


def reach_kind(by: str) -> str:
    """Return the kind of contact point that it takes to reach somebody so. BadInputError."""
    return _reach(by)[0]


def reach_condition(by: str, customer: str, where: list[str]) -> None:
    """Narrow a report to customers who have an address or number, of a person who is there, and want to be reached."""
    where.append(reachable(by, customer))
    where.append(
        f"EXISTS (SELECT 1 FROM point AS p LEFT JOIN contact AS k ON k.id = p.contact_id WHERE p.customer_id = {customer}"
        f" AND p.kind = '{reach_kind(by)}' AND (p.contact_id IS NULL"
        " OR (k.created_on < :until AND (k.archived_on = '' OR k.archived_on >= :until))))"
    )


def _reach(by: str) -> tuple[str, str]:
    if by not in _REACH:
        from crmcli.errors import BadInputError, meant, quoted
        from crmcli.language import _

        raise BadInputError(
            _("--reachable: {word} is no way to reach somebody.").format(word=quoted(by)),
            meant(by, _REACH),
        )
    return _REACH[by]
