"""What each rep moved in a period, and the rows behind each number."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from crmcli.model.words import Move
from crmcli.rules.appraisal import ELSEWHERE, Credit, Figure, Said, credits
from crmcli.rules.flow import share
from crmcli.rules.stages import median
from crmcli.store import refs
from crmcli.store.read import View
from crmcli.store.reads.flow import NONE, Period, everybody
from crmcli.store.stages import lifecycle


class AppraisalRow(NamedTuple):
    """One rep: of `cohort` stays that began in the period, `converted` have led further since, by moves that count."""

    rep: str
    entered: int
    advanced: int
    waiting: int
    refused: int
    lost: int
    dormant: int
    won_back: int
    cohort: int
    converted: int
    conversion: float | None
    median_days: float | int | None  # that the stays took which an advance ended
    activities: int
    asked: int
    denied: int
    self_approved: int  # of those that advanced


class CreditRow(NamedTuple):
    """One row behind a number."""

    rep: str
    figure: str
    id: str
    customer_id: int
    name: str
    at: str
    days: int | None
    detail: str


def appraisal(view: View, period: Period, rep: str = "") -> list[AppraisalRow]:
    """Return a row per rep who has any number in the period, by name; NotFoundError for an unknown `rep`."""
    found: dict[str, list[Credit]] = {}
    for credit in _credits(view, period, rep):
        found.setdefault(credit.rep, []).append(credit)
    return [_row(name or NONE, found[name]) for name in sorted(found)]


def _row(name: str, rows: list[Credit]) -> AppraisalRow:
    counts = Counter(row.figure for row in rows)
    advanced = [row for row in rows if row.figure == Figure.ADVANCED]
    days = Counter(row.days for row in advanced if row.days is not None)
    figures = list(Figure)
    by_person = figures.index(Figure.ACTIVITIES)
    return AppraisalRow._make(
        (
            name,
            *(counts[one] for one in figures[:by_person]),
            share(counts[Figure.CONVERTED], counts[Figure.COHORT]),
            median(days),
            *(counts[one] for one in figures[by_person:]),
            sum(row.detail.endswith(" · self") for row in advanced),
        )
    )


def explained(view: View, period: Period, rep: str, figure: Figure) -> list[CreditRow]:
    """Return the rows behind one number, by day."""
    people = dict(view.rows("SELECT id, name FROM customer"))
    rows = sorted(
        (one for one in _credits(view, period, rep) if one.figure == figure), key=lambda one: (one.day, one.row)
    )
    return [
        CreditRow(
            one.rep or NONE,
            one.figure,
            one.row,
            one.customer_id,
            people[one.customer_id],
            one.day,
            one.days,
            one.detail,
        )
        for one in rows
    ]


def _credits(view: View, period: Period, rep: str) -> Iterator[Credit]:
    wanted = refs.rep(view.sql, rep).name if rep else None
    for credit in _all(view, period):
        if wanted is None or credit.rep == wanted:
            yield credit


def _all(view: View, period: Period) -> Iterator[Credit]:
    said = {
        row[0]: Said(*row[1:])
        for row in view.rows(
            "SELECT coalesce(a.transition_id, (SELECT t.id FROM effective_transition AS t WHERE t.approval_id = a.id)),"
            " coalesce(v.outcome, ''), coalesce(v.how, '') FROM effective_approval AS a"
            " LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
            " WHERE a.asked_on < :until"
        )
        if row[0] is not None
    }
    said |= {one: Said(ELSEWHERE, "") for one in _elsewhere(view)}
    path = lifecycle(view.sql).path
    for stays in everybody(view):
        yield from credits(stays, said, path, *period)
    for figure, select in _COUNTED:
        for row in view.rows(select, first=period.first, before=period.before):
            yield Credit(row[0], figure, *row[1:])


def _elsewhere(view: View) -> Iterator[int]:
    """Yield the moves that merges made, those by an order that had moved another customer so before, and those that
    were taken back when their order was cancelled.
    """
    cancelled = (
        "order_id IN (SELECT order_id FROM effective_transition WHERE rule = :cancelled AND effective_on < :until)"
    )
    rows = view.rows(
        f"SELECT id, rule, order_id, {cancelled} FROM effective_transition WHERE rule = :merged OR {cancelled}"
        " OR order_id IN (SELECT row_id FROM moved WHERE tbl = 'sales_order') ORDER BY id",
        merged=Move.MERGED.value,
        cancelled=Move.ORDER_CANCELLED.value,
    )
    seen = set()
    for one, rule, order, withdrawn in rows:
        by_order = rule in (Move.FIRST_ORDER, Move.REPEAT_ORDER, Move.WOKEN)
        if rule == Move.MERGED or (rule, order) in seen or (withdrawn and by_order):
            yield one
        seen.add((rule, order))


# What is counted by who did it, not by whose customer it was: rep, id, customer, day, detail.
_COUNTED = (
    (
        Figure.ACTIVITIES,
        "SELECT r.name, 'a' || a.id, a.customer_id, substr(a.at, 1, 10), a.kind FROM activity AS a"
        " JOIN rep AS r ON r.id = a.rep_id WHERE a.at >= :first AND a.at < :before AND a.at < :until",
    ),
    (
        Figure.ASKED,
        "SELECT asked_by, 'q' || id, customer_id, asked_on, kind FROM effective_approval"
        " WHERE asked_by <> '' AND asked_on >= :first AND asked_on < :before AND asked_on < :until",
    ),
    (
        Figure.DENIED,
        "SELECT a.asked_by, 'q' || a.id, a.customer_id, v.given_on, a.kind || ' · ' || v.given_by"
        " FROM effective_approval AS a JOIN effective_verdict AS v ON v.approval_id = a.id"
        " WHERE v.outcome = 'rejected' AND a.asked_by <> ''"
        " AND a.asked_on >= :first AND a.asked_on < :before AND v.given_on < :until",
    ),
)
