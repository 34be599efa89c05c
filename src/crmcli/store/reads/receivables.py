"""Who owes what, since when."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.rules.ageing import BUCKETS, NO_DAY, Buckets, bucket, spans, with_coming
from crmcli.rules.dates import days_between
from crmcli.rules.money import decimal
from crmcli.store.read import View
from crmcli.store.reads import owed
from crmcli.store.reads.owners import where_conditions

if TYPE_CHECKING:
    from crmcli.rules.rates import Rate

NONE = "(none)"

# What a row says of whose it is, by what the rows are grouped.
HEADS = {
    "customer": ("id", "name", "owner"),
    "owner": ("owner",),
    "instalment": ("id", "order", "code", "name", "owner", "due", "days_past_due"),
    "region": ("region",),
    "month": ("month",),
}
# What a row of --by instalment ends with: the milestone after which it is due, and when that is planned to be.
TAIL = ("milestone", "planned")
BASES = ("due", "invoice", "order")


class Asked(NamedTuple):
    """What of is owed is asked for, and how it is to be told."""

    by: str = "customer"
    basis: str = "due"  # the day from which days are counted
    buckets: Buckets = BUCKETS
    coming: int | None = None  # what falls due within so many days, apart
    into: str = ""  # the one currency in which all of it is told
    sums: bool = False  # also what it is the rest of
    narrowed: Sequence[str] = ()  # conditions KEY=VALUE on the customers

    @property
    def ages(self) -> Buckets:
        """The buckets, in the order of their columns."""
        return self.buckets if self.coming is None else with_coming(self.buckets, self.coming)

    @property
    def whole(self) -> tuple[str, ...]:
        """The columns that say what outstanding is the rest of: the first less the others, less unapplied."""
        if not self.sums:
            return ()
        return ("invoiced", "credited", "applied") if self.basis == "invoice" else ("ordered", "reduced", "applied")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the report."""
        less = ("unapplied", *(("prepaid",) if self.basis == "invoice" else ()))
        figures = ("currency", *(name for name, _fewest in self.ages), *less, "outstanding", *self.whole)
        return (*HEADS[self.by], *figures, *(TAIL if self.by == "instalment" else ()))


class Receivables(NamedTuple):
    """The rows, in the order of `Asked.columns`, and the rates at which they were told in one currency."""

    rows: list[tuple[Any, ...]]
    rates: "list[Rate]"


class _Sums:
    """What is owed under one key in one currency, in minor units: by bucket, credit, prepaid, and what it is the rest of."""

    __slots__ = ("ages", "prepaid", "unapplied", "whole")

    def __init__(self, width: int) -> None:
        self.ages = [0] * width
        self.unapplied = self.prepaid = 0
        self.whole = [0, 0, 0]

    def converted(self, rate: "Rate") -> "_Sums":
        """Return the same in another currency, each figure rounded by itself; what was applied is what is left then."""
        from crmcli.rules.rates import convert

        def told(minor: int) -> int:
            return convert(minor, rate.source, rate.target, rate.rate)

        found = _Sums(len(self.ages))
        found.ages = [told(one) for one in self.ages]
        found.unapplied, found.prepaid = told(self.unapplied), told(self.prepaid)
        ordered, less = told(self.whole[0]), told(self.whole[1])
        found.whole = [ordered, less, ordered - less - sum(found.ages) + found.prepaid]
        return found

    def add(self, other: "_Sums") -> None:
        """Take in another one of the same currency."""
        self.ages = [one + more for one, more in zip(self.ages, other.ages, strict=True)]
        self.unapplied += other.unapplied
        self.prepaid += other.prepaid
        self.whole = [one + more for one, more in zip(self.whole, other.whole, strict=True)]

    def told(self, asked: Asked, code: str) -> tuple[object, ...]:
        """Return currency, buckets, credit, outstanding and the rest as exact decimals."""
        prepaid = [self.prepaid] if asked.basis == "invoice" else []
        outstanding = sum(self.ages) - self.unapplied - self.prepaid
        figures = (*self.ages, self.unapplied, *prepaid, outstanding, *(self.whole if asked.sums else ()))
        return (code, *(decimal(one, code) for one in figures))


def receivables(view: View, asked: Asked) -> Receivables:
    """Return what is owed, grouped as asked; RefusedError where a rate is missing.

    On every row outstanding is the sum of the buckets less unapplied (and prepaid), and nothing is left out: what has
    no owner, region or day has a row (none).
    """
    if asked.by == "instalment":
        return _one_by_one(view, asked)
    tallied = _tallied(view, asked)
    told, rates = _in_one(view, asked, tallied)
    names = _names(view, asked.by, [key for key, _code in told])
    rows = [(*names[key], *sums.told(asked, code)) for (key, code), sums in told.items()]
    return Receivables(rows if asked.by == "customer" else sorted(rows, key=_nobody_last), rates)


def _nobody_last(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[0] == NONE, row[0], row[1])


def _names(view: View, by: str, keys: Iterable[Any]) -> dict[Any, tuple[object, ...]]:
    """Return what a row begins with, by its key."""
    if by == "customer":
        people = view.rows(
            "SELECT c.id, c.name, coalesce(r.name, '') FROM customer AS c"
            " LEFT JOIN standing AS s ON s.customer_id = c.id LEFT JOIN rep AS r ON r.id = s.owner_id"
            " WHERE c.id IN (SELECT value FROM json_each(:keys))",
            keys=_as_json(keys),
        )
        return {row[0]: row for row in people}
    if by == "owner":
        reps = dict(view.rows("SELECT id, name FROM rep"))
        return {key: (reps.get(key, NONE),) for key in keys}
    return {key: (key or NONE,) for key in keys}


def _as_json(keys: Iterable[Any]) -> str:
    return f"[{','.join(str(key) for key in dict.fromkeys(keys))}]"


def _where(view: View, narrowed: Sequence[str]) -> tuple[str, dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    where_conditions(view, narrowed, "b.customer_id", where, values)
    return (f" WHERE {' AND '.join(where)}" if where else ""), values


def _tallied(view: View, asked: Asked) -> dict[tuple[Any, str], _Sums]:
    """Return the sums per key and currency, in their order, from what is owed and credit."""
    where, values = _where(view, asked.narrowed)
    ages = asked.ages
    columns = ", ".join(
        f"coalesce(sum(outstanding) FILTER (WHERE day BETWEEN '{first}' AND '{last}'), 0)"
        for first, last in spans(view.day, ages)
    )
    found: dict[tuple[Any, str], _Sums] = {}
    source = owed.source(asked.basis, whole=asked.sums, planned=asked.coming is not None)
    # Summed by day first: there are few days, and every sum has to be put into a bucket.
    days = (
        f"SELECT {owed.key(asked.by, source)} AS key, currency, {source.day} AS day,"
        f" sum(outstanding) AS outstanding, {source.figures} FROM {source.tables}{where} GROUP BY 1, 2, 3"
    )
    select = f"SELECT key, currency, {columns}, sum(prepaid), sum(whole), sum(less), sum(applied) FROM ({days})"
    for one, code, *parts in view.rows(f"{select} GROUP BY 1, 2", **values):
        sums = found[one, code] = _Sums(len(ages))
        sums.ages, sums.prepaid, sums.whole = parts[: len(ages)], parts[len(ages)], parts[len(ages) + 1 :]
    credit, whose = owed.credit(asked.by)
    for one, code, amount in view.rows(
        f"SELECT {whose}, currency, sum(amount) FROM {credit}{where} GROUP BY 1, 2", **values
    ):
        found.setdefault((one, code), _Sums(len(ages))).unapplied = amount
    return {pair: found[pair] for pair in sorted(found, key=lambda pair: (pair[0] is None, pair))}


def _in_one(
    view: View, asked: Asked, found: dict[tuple[Any, str], _Sums]
) -> "tuple[dict[tuple[Any, str], _Sums], list[Rate]]":
    """Return the sums in the one currency that was asked for, and the rates; as they are where none was."""
    if not asked.into:
        return found, []
    rates = _rates(view, asked.into, [code for _key, code in found])
    told: dict[tuple[Any, str], _Sums] = {}
    for (key, code), sums in found.items():
        told.setdefault((key, asked.into), _Sums(len(asked.ages))).add(sums.converted(rates[code]))
    return told, _other(rates)


def _one_by_one(view: View, asked: Asked) -> Receivables:
    """Return every instalment that is owed (or invoice), earliest due first, then what is prepaid, and the credits."""
    where, values = _where(view, asked.narrowed)
    items = view.rows(owed.items(asked.basis, whole=asked.sums, where=where), **values)
    credits = view.rows(owed.CREDITS + f"{where} ORDER BY b.customer_id, b.currency", **values)
    codes = [row.currency for row in map(owed.Item._make, items)] + [code for _name, _owner, code, _amount in credits]
    rates = _rates(view, asked.into, codes) if asked.into else {}
    rows = [_row(view, asked, owed.Item._make(row), rates) for row in items]
    for name, owner, code, amount in credits:
        sums = _Sums(len(asked.ages))
        sums.unapplied = amount
        rows.append(("", "", "", name, owner, "", None, *_told(asked, sums, code, rates), "", ""))
    return Receivables(rows, _other(rates))


def _rates(view: View, into: str, codes: Iterable[str]) -> "dict[str, Rate]":
    """Return the rate of each currency that holds on the view's day; RefusedError names those that nobody entered."""
    from crmcli.store.rates import into_one

    return into_one(view.sql, into, codes, view.day.isoformat())


def _other(rates: "dict[str, Rate]") -> "list[Rate]":
    return [rate for rate in rates.values() if rate.source != rate.target]


def _row(view: View, asked: Asked, item: owed.Item, rates: "dict[str, Rate]") -> tuple[Any, ...]:
    sums = _Sums(len(asked.ages))
    day = item.day
    if asked.coming is not None and item.planned:
        day = max(item.planned, view.day.isoformat())
    if day:
        sums.ages[bucket(day, view.day, asked.ages)] = item.outstanding
    sums.prepaid, sums.whole = item.prepaid, [item.whole, item.less, item.applied]
    known = item.day not in ("", NO_DAY)
    late = max(days_between(item.day, view.day), 0) if known else None
    head = (item.id, f"o{item.order_id}", item.code, item.name, item.owner, item.due, late)
    return (*head, *_told(asked, sums, item.currency, rates), item.after, item.planned)


def _told(asked: Asked, sums: _Sums, code: str, rates: "dict[str, Rate]") -> tuple[object, ...]:
    return sums.converted(rates[code]).told(asked, asked.into) if asked.into else sums.told(asked, code)
