"""Why a customer is stuck."""

from enum import StrEnum


class Cause(StrEnum):
    """The first reason that applies to a customer who does not move."""

    UNVISITED = "unvisited"
    NO_PLAN = "no-plan"
    OVERDUE = "overdue"
    UNMOVED = "unmoved"


def cause(contacts_in_stage: int, next_due: str, today: str) -> str:
    """Return why: nobody was in touch in this stay, nothing is planned, the plan has passed, or nothing came of it."""
    if contacts_in_stage == 0:
        return Cause.UNVISITED.value
    if not next_due:
        return Cause.NO_PLAN.value
    return Cause.OVERDUE.value if next_due < today else Cause.UNMOVED.value
