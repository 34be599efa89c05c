"""What the reps are to sell."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.rules.money import decimal
from crmcli.store.read import View


class TargetRow(NamedTuple):
    """What a rep is to sell in a period."""

    rep: str
    period: str
    amount: Decimal
    currency: str


def targets(view: View) -> list[TargetRow]:
    """Return the targets, those of the latest period first."""
    rows = view.rows(
        "SELECT r.name, t.period, t.amount, t.currency FROM target AS t JOIN rep AS r ON r.id = t.rep_id"
        " ORDER BY t.period DESC, r.name, t.currency"
    )
    return [TargetRow(rep, period, decimal(amount, code), code) for rep, period, amount, code in rows]
