"""How a customer stands to others, and by which ways it does not want to be reached: as things are today."""

from typing import NamedTuple

from crmcli.store.read import View


class TieRow(NamedTuple):
    """How a customer stands to another: `dealer of` it, or it is its `dealer`."""

    tie: str
    id: int
    name: str
    since: str
    note: str


_THEIRS = {"dealer": "dealer of", "agent": "agent of", "parent": "parent of", "referred-by": "referred by"}
_OURS = {"dealer": "dealer", "agent": "agent", "parent": "parent", "referred-by": "referred"}


def relations(view: View, customer: int) -> list[TieRow]:
    """Return a customer's relations, both ways, the oldest first."""
    rows = view.rows(
        "SELECT r.kind, 1, c.id, c.name, r.since, r.note, r.id FROM relation AS r JOIN customer AS c ON c.id = r.other_id"
        " WHERE r.customer_id = :id UNION ALL"
        " SELECT r.kind, 0, c.id, c.name, r.since, r.note, r.id FROM relation AS r"
        " JOIN customer AS c ON c.id = r.customer_id WHERE r.other_id = :id ORDER BY 5, 7",
        id=customer,
    )
    return [
        TieRow((_THEIRS if forward else _OURS).get(kind, kind), one, name, since, note)
        for kind, forward, one, name, since, note, _row in rows
    ]


def opt_outs(view: View, customer: int) -> list[str]:
    """Return the channels by which a customer does not want to be reached."""
    return [row[0] for row in view.rows("SELECT channel FROM opt_out WHERE customer_id = :id ORDER BY id", id=customer)]
