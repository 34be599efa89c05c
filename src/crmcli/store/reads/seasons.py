"""What today's season asks for and of whom, and the seasons there are."""

from typing import NamedTuple

from crmcli.rules.seasons import Asked, Phase, asked, known, present
from crmcli.store import clocks
from crmcli.store.policies import policies
from crmcli.store.read import View
from crmcli.store.seasons import seasons
from crmcli.store.stages import lifecycle


class AskedRow(NamedTuple):
    """What a day asks for of the customers of one stage; `clock` says where it stands still, `command` lists them."""

    phase: str
    season: str
    begins: str
    stage: str
    customers: int
    clock: str
    strategy: str
    command: str


class SeasonRow(NamedTuple):
    """A season: its days of every year, the stages whose clocks stand still in it; `now` says that it is."""

    name: str
    first_day: str
    last_day: str
    now: bool
    pauses: str
    strategy: str
    since: str
    ended_on: str


def today(view: View) -> list[AskedRow]:
    """Return what the view's day asks for: first of whom, then the stages whose clocks stand still."""
    held = dict(view.rows("SELECT s.stage, count(*) FROM standing AS s WHERE s.archived = 0 GROUP BY s.stage"))
    there = known(seasons(view.sql), view.day.isoformat())
    found = asked(there, view.day)
    life, clock = lifecycle(view.sql), clocks.clock(view.sql, view.day)
    still = [stage for stage, stands in clock.still.items() if stands(view.day)]
    own = _strategies(view, {one.name for one in present(there, view.day)}) if found.phase == Phase.IN else {}
    stages = [one for one in life.path if one in {*found.stages, *own} and one not in still]
    rows = [_row(found, stage, held, "", own.get(stage, found.strategy)) for stage in stages]
    return rows + [_row(found, stage, held, "still", own.get(stage, "")) for stage in life.path if stage in still]


def _row(found: Asked, stage: str, held: dict[str, int], clock: str, text: str) -> AskedRow:
    command = f"crm list --stage {stage}"
    return AskedRow(str(found.phase), found.season, found.begins, stage, held.get(stage, 0), clock, text, command)


def _strategies(view: View, names: set[str]) -> dict[str, str]:
    """Return what the policies of a season say in words, by stage; the newest is right."""
    found = {}
    for one in policies(view.sql, view.day.isoformat()):
        if one.season in names and one.stage and one.strategy:
            found[one.stage] = one.strategy
    return found


def listed(view: View) -> list[SeasonRow]:
    """Return the seasons that hold on the view's day, by their first days."""
    day = view.day.isoformat()
    return [
        SeasonRow(
            one.name,
            one.first,
            one.last,
            one.holds(view.day),
            ", ".join(one.pauses),
            one.strategy,
            one.since,
            one.ended,
        )
        for one in known(seasons(view.sql), day)
        if one.kept(day)
    ]
