"""Telling owners and directors of customers who stay longer than expected, once a stay and level."""

from typing import NamedTuple

from crmcli.actions.outcome import Done
from crmcli.language import _
from crmcli.rules import dwell
from crmcli.rules.clocks import Clock
from crmcli.store import alerts, asof, clocks, stays
from crmcli.store.alerts import Raised
from crmcli.store.read import View
from crmcli.store.reads.due import DueRow, due
from crmcli.store.write import Work


class _Ground(NamedTuple):
    """What every alert of a run rests on."""

    levels: tuple[int, ...]
    limits: dwell.Limits
    directors: list[str]
    clock: Clock


def raise_alerts(work: Work) -> list[Done]:
    """Raise what is due today: of several levels that a customer passed at once only the highest is told."""
    work.settle()
    ground = _Ground(
        stays.alert_levels(work.sql),
        stays.limits(work.sql),
        stays.directors(work.sql),
        clocks.clock(work.sql, work.request.today),
    )
    view = View(work.sql, work.request.today, asof.shadow(work.sql, work.request.today))
    found = [(row, _raised(row, ground)) for row in due(view, ground.levels)]
    asof.show(work.sql)
    number = alerts.append(work, [one for _row, raised in found for one in raised])
    done = []
    for row, raised in found:
        number += len(raised)
        done.append(_told(row, raised[-1], number - 1))
    return done


def _raised(row: DueRow, ground: _Ground) -> list[Raised]:
    """Return an alert for each level that a customer passed, the highest last."""
    expected = ground.limits.days(row.stage, row.industry) or 0
    days = ground.clock[row.stage][row.last_movement]
    passed = dwell.passed(days, expected, ground.levels, row.alerted)
    names = ", ".join(dwell.told(passed[-1], row.owner, ground.directors))
    return [
        Raised(row.id, row.stay, level, row.stage, days, expected, row.owner, names if level == passed[-1] else "")
        for level in passed
    ]


def _told(row: DueRow, alert: Raised, number: int) -> Done:
    told = _("told: {names}").format(names=alert.told) if alert.told else _("nobody to tell")
    return Done(
        f"l{number}",
        _("{name} ({id}): {stage} without movement for {days} of {expected} days ({level} %); {told}.").format(
            name=row.name,
            id=row.id,
            stage=row.stage,
            days=alert.days,
            expected=alert.expected,
            level=alert.level,
            told=told,
        ),
        _("Act or abandon: crm stale --ask"),
    )
