"""The only clock: now and today, or what `CRM_NOW` says they are."""

import os
from datetime import UTC, date, datetime

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.dates import EARLIEST, LATEST


def is_set() -> bool:
    """Say whether the present moment is what `CRM_NOW` says, instead of what the machine's clock does."""
    return bool(os.environ.get("CRM_NOW"))


def now() -> datetime:
    """Return the present local date-time with its zone; `CRM_NOW` (ISO 8601) overrides the clock."""
    given = os.environ.get("CRM_NOW", "")
    if not given:
        return datetime.now().astimezone()
    try:
        moment = datetime.fromisoformat(given)
        if not EARLIEST.year <= moment.year <= LATEST.year:
            raise ValueError(given)
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        raise BadInputError(
            _("CRM_NOW is not an ISO date-time: {value}").format(value=quoted(given)),
            _("Write it like 2026-11-23T08:30:00, or unset it."),
        ) from None


def today() -> date:
    """Return the present local date."""
    return now().date()


def stamp() -> str:
    """Return the present moment as the ledgers record it: UTC, to the second, `2026-11-23T07:30:00Z`."""
    return now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
