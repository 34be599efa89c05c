"""What the directors are told once a week."""

from crmcli.language import _
from crmcli.rules.money import display
from crmcli.store.read import View
from crmcli.store.seals import of_now
from crmcli.store.stages import lifecycle


def standing(view: View) -> dict[str, int]:
    """Return how many customers are in each stage."""
    life = lifecycle(view.sql)
    counts = dict(view.rows("SELECT stage, count(*) FROM standing WHERE archived = 0 GROUP BY 1"))
    return {stage: counts[stage] for stage in (*life.path, *life.beside) if stage in counts}


def owed(view: View) -> list[str]:
    """Return what is owed per currency, and how much of it is past due."""
    rows = view.rows(
        "SELECT currency, sum(outstanding), coalesce(sum(outstanding) FILTER (WHERE due_on < :day), 0) FROM balance"
        " GROUP BY 1 ORDER BY 1"
    )
    said = _("{amount}, {late} of it past due")
    return [said.format(amount=display(whole, code), late=display(late, code)) for code, whole, late in rows]


def seal(view: View, stamp: str) -> str:
    """Return the line by which the ledgers can be held to what they are now."""
    return of_now(view.sql, stamp).line
