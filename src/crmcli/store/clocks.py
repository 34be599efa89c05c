"""The clocks of the stages, as the seasons of the firm let them run."""

import sqlite3
from datetime import date

from crmcli.rules.clocks import Clock


def clock(sql: sqlite3.Connection, day: date) -> Clock:
    """Return what the clocks of the stages show on a day: of most firms the calendar, as no season lets any stand."""
    if not sql.execute("SELECT 1 FROM season WHERE pauses <> '' LIMIT 1").fetchone():
        return Clock(day)
    from functools import partial

    from crmcli.rules.seasons import stands
    from crmcli.store.seasons import pausing
    from crmcli.store.stages import lifecycle

    found = ((stage, pausing(sql, stage, day.isoformat())) for stage in lifecycle(sql).keys)
    return Clock(day, {stage: partial(stands, seasons) for stage, seasons in found if seasons})
