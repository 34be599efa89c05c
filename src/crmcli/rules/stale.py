"""Why a customer is stuck."""

from enum import StrEnum

from crmcli.language import _


class Cause(StrEnum):
    """The first reason that applies to a customer who does not move."""

    UNVISITED = "unvisited"
    NO_PLAN = "no-plan"
    OVERDUE = "overdue"
    UNMOVED = "unmoved"


_UNVISITED, _NO_PLAN, _OVERDUE, _UNMOVED = (one.value for one in Cause)  # looking a member up is slow, row by row

CAUSES = {
    Cause.UNVISITED.value: _("nobody was in touch in this stay"),
    Cause.NO_PLAN.value: _("nothing is planned"),
    Cause.OVERDUE.value: _("the plan has passed"),
    Cause.UNMOVED.value: _("there were contacts and the next is planned, and no move came of them"),
}


def cause(contacts_in_stage: int, next_due: str, today: str) -> str:
    """Return why: nobody was in touch in this stay, nothing is planned, the plan has passed, or nothing came of it."""
    if contacts_in_stage == 0:
        return _UNVISITED
    if not next_due:
        return _NO_PLAN
    return _OVERDUE if next_due < today else _UNMOVED
