"""What time alone brings about: moves, releases and alerts that nobody has to type, in one step."""

from typing import NamedTuple

from crmcli.actions.alerts import raise_alerts
from crmcli.actions.dormancy import fall_dormant
from crmcli.actions.outcome import told
from crmcli.actions.release import release_idle
from crmcli.store.write import Request, step


class RanRow(NamedTuple):
    """One thing that a rule did: the id of what it wrote, the rule, and a sentence."""

    id: str
    rule: str
    what: str


def run(request: Request) -> list[RanRow]:
    """Carry out all that is due today as one step; [] and no step where nothing is."""
    with step(request) as work:
        passes = (("dormant", fall_dormant), ("release", release_idle), ("alert", raise_alerts))
        done = [(rule, one) for rule, carry_out in passes for one in carry_out(work)]
        work.what = told([one for _rule, one in done])
    return [RanRow(one.id, rule, one.sentence) for rule, one in done]
