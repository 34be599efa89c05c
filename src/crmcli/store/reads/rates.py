"""The rates of exchange as they were entered."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.rules import money
from crmcli.store.read import View


class RateRow(NamedTuple):
    """One unit of a currency in another, from a day on; `in_force` says that no newer one of the two replaces it."""

    pair: str
    rate: Decimal
    since: str
    in_force: bool


def rates(view: View, currency: str = "") -> list[RateRow]:
    """Return the rates up to the view's day, by pair and the newest first; only those with one currency where named."""
    code = money.currency(currency, "CURRENCY") if currency else ""
    rows = view.rows(
        "SELECT r.source || '/' || r.target, r.rate, r.since, NOT EXISTS (SELECT 1 FROM rate AS n WHERE n.since < :until"
        " AND ((n.source = r.source AND n.target = r.target AND n.since > r.since)"
        " OR (n.source = r.target AND n.target = r.source AND n.since > r.since)))"
        " FROM rate AS r WHERE r.since < :until AND (:code = '' OR :code IN (r.source, r.target))"
        " ORDER BY r.source, r.target, r.since DESC",
        code=code,
    )
    return [RateRow(pair, Decimal(rate), since, bool(latest)) for pair, rate, since, latest in rows]
