"""Who entered and left each stage in a period, and what became of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from crmcli.rules.dates import days_between
from crmcli.rules.flow import Ending, Flow, Moved, Stay, counted, flow, share, stays
from crmcli.store.read import View
from crmcli.store.stages import lifecycle

NONE = "(none)"


class FlowRow(NamedTuple):
    """One stage of a period; of the customers in `cohort` so many advanced, were lost, went dormant … until now."""

    stage: str
    at_start: int
    entered: int
    left: int
    at_end: int
    cohort: int
    advanced: int
    lost: int
    dormant: int
    back: int
    open: int
    merged: int
    conversion: float | None


class StayRow(NamedTuple):
    """One customer who entered a stage in the period, or left it."""

    id: int
    name: str
    stage: str
    entered_on: str
    came_from: str
    left_on: str
    went_to: str
    days: int
    ending: str
    owner: str
    rule: str


class Period(NamedTuple):
    """The first day that counts, and the first that is too late, as ISO text."""

    first: str
    before: str


def flows(view: View, period: Period, by_owner: bool = False) -> list[tuple[str, FlowRow]]:
    """Return (owner, row) for every stage; without `by_owner` there is one group, "".

    An owner is who the customer belonged to when the stay began, as the ledger has it.
    """
    groups: dict[str, list[Stay]] = {} if by_owner else {"": []}
    for one in everybody(view):
        for stay in one:
            groups.setdefault((stay.begun.owner or NONE) if by_owner else "", []).append(stay)
    found = []
    for group in sorted(groups):
        for stage in lifecycle(view.sql).keys:
            row = _row(stage, flow(groups[group], stage, *period))
            if not by_owner or any(row[1:-1]):
                found.append((group, row))
    return found


def _row(stage: str, found: Flow) -> FlowRow:
    endings = counted(found.cohort)
    told = (endings[one] for one in Ending)
    size = len(found.cohort)
    return FlowRow._make((stage, *found[:-1], size, *told, share(endings[Ending.ADVANCED], size)))


def stays_of(view: View, period: Period, stages: tuple[str, ...] = ()) -> list[StayRow]:
    """Return the stays that began or ended in the period, by the day on which they began."""
    names = set(lifecycle(view.sql).all_named(stages))
    people = dict(view.rows("SELECT id, name FROM customer"))
    found = []
    for one in everybody(view):
        for stay in one:
            within = any(period.first <= day < period.before for day in (stay.begun.day, stay.left_on))
            if within and (not names or stay.begun.after in names):
                found.append(_stay_row(view, stay, people[stay.begun.customer_id]))
    return sorted(found, key=lambda row: (row.entered_on, row.id))


def _stay_row(view: View, stay: Stay, name: str) -> StayRow:
    begun, ended = stay.begun, stay.ended
    until = ended.day if ended else view.day.isoformat()
    return StayRow(
        begun.customer_id,
        name,
        begun.after,
        begun.day,
        begun.before,
        stay.left_on,
        ended.after if ended else "",
        days_between(begun.day, view.day) - days_between(until, view.day),
        stay.ending.value,
        begun.owner,
        begun.rule,
    )


def everybody(view: View) -> Iterator[list[Stay]]:
    """Yield the stays of one customer after the other, as far as they are known on the day of the view."""
    # Who was merged into another customer stood by itself until then, and nowhere afterwards.
    rows = view.rows(
        "SELECT t.id, t.customer_id, t.from_stage, t.to_stage, t.effective_on, t.rule, t.owner"
        " FROM effective_transition AS t JOIN customer AS c ON c.id = t.customer_id WHERE t.effective_on < :until"
        " UNION ALL SELECT 9223372036854775807, id, '', '', merged_on, 'merged', '' FROM customer"
        " WHERE merged_on <> '' AND merged_on < :until ORDER BY 2, 5, 1"
    )
    life = lifecycle(view.sql)
    made = (Moved(row[0], row[1], life.present(row[2]), life.present(row[3]), *row[4:]) for row in rows)
    for _customer, moves in groupby(made, key=lambda move: move.customer_id):
        yield stays(list(moves), life.path)
