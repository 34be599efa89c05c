"""How long customers are expected to stay: by stage, and by industry where it has days of its own."""

from typing import NamedTuple

from crmcli.store import stays
from crmcli.store.read import View


class LimitRow(NamedTuple):
    """The expected days of a stage; `industry` is "" where they hold for all others."""

    stage: str
    industry: str
    days: int


def limits(view: View) -> list[LimitRow]:
    """Return the expected days of every stage that has some, and below each those of industries."""
    own = view.rows("SELECT stage, industry, days FROM dwell ORDER BY industry")
    found = []
    for stage, days in stays.limits(view.sql).stages.items():
        found.append(LimitRow(stage, "", days))
        found += [LimitRow(*row) for row in own if row[0] == stage]
    return found
