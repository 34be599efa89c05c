"""What a quote is worth on a day."""

from enum import StrEnum

from crmcli.model.words import Verdict


class Status(StrEnum):
    """Where a quote stands."""

    WAITING = "waiting"  # for somebody else's word
    OPEN = "open"
    EXPIRED = "expired"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    CLOSED = "closed"


LIVE = (Status.WAITING, Status.OPEN)


def status(day: str, accepted: str, closed: str, until: str, needs: str, outcome: str) -> Status:
    """Return where a quote stands on a day; `needs` is whose word it takes and `outcome` what they said, "" if nothing.

    Days are "" where there is none; what happened after the day has not happened.
    """
    if accepted and accepted <= day:
        return Status.ACCEPTED
    if closed and closed <= day:
        return Status.CLOSED
    if needs and outcome == Verdict.REJECTED:
        return Status.REJECTED
    if until and until < day:
        return Status.EXPIRED
    return Status.WAITING if needs and outcome != Verdict.APPROVED else Status.OPEN
