"""What was recorded after a day of the time up to it: an earlier report of that day did not know it."""

from typing import NamedTuple

from crmcli.store import closed
from crmcli.store.read import View

# So many notes of the journal are looked at, the latest: whoever took in a year of orders since then knows it.
_MOST = 10_000


class Later(NamedTuple):
    """The facts of money, as they are called, and the last day on which one was recorded; `more` than are named."""

    names: list[str]
    last: str
    more: bool


def later(view: View) -> Later | None:
    """Return what of the time up to the view's day was recorded, changed or taken away after it; None for nothing.

    A day is that of the steps, in UTC.
    """
    first = view.sql.execute("SELECT min(id) FROM step WHERE at >= ?", (view.until,)).fetchone()[0]
    notes = closed.notes_since(view.sql, first, _MOST) if first is not None else []
    found = closed.concerned(view.sql, notes, view.day.isoformat())
    if not found:
        return None
    last = view.sql.execute("SELECT substr(at, 1, 10) FROM step WHERE id = ?", (max(found.values()),)).fetchone()[0]
    names = list(dict.fromkeys(one.name for one in found))
    return Later(names, str(last), len(notes) == _MOST or any(note.op == "range" for note in notes))
