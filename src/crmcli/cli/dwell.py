"""crm alerts, act, abandon, decisions."""

from typing import Annotated

import typer

from crmcli.cli import frame, options
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View


@frame.reads("crm alerts", "crm alerts --owner ana --level 100", "crm alerts --past --as-of 2026-03-31 --format csv")
def alerts(
    view: View,
    owner: options.ByOwner = "",
    level: Annotated[int | None, typer.Option("--level", metavar="N", help=_("Only this level, in per cent."))] = None,
    past: Annotated[bool, typer.Option("--past", help=_("Also those of stays that ended or were decided."))] = False,
    limit: int | None = None,
) -> Report:
    """Who stays longer than expected, the latest alert first: how many days of how many, and who was told.

    `crm rules run` raises them, at the levels of `alert_levels`: the owner is told, from 100 % on the directors too.
    """
    from crmcli.store.reads import alerts as reads

    return of(reads.AlertRow._fields, reads.alerts(view, owner, level, limit, past=past))
