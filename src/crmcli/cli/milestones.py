"""crm order milestone, milestones."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.cli.hashed import proof
from crmcli.cli.mine import Mine, owner_asked
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.writes(
    "crm order milestone o17 delivered --planned 2026-12-15",
    "crm order milestone o17 delivered --reached today --serial SN-4711 --evidence delivery-note.pdf",
)
def note(
    request: "Request",
    order: Annotated[str, typer.Argument(metavar="ORDER", help=_("o17, or the firm's own number."))],
    milestone: Annotated[
        str, typer.Argument(metavar="MILESTONE", help=_("One of those that `crm config get milestones` names."))
    ],
    planned: Annotated[
        str | None, typer.Option("--planned", metavar="DATE", help=_("When it is to be; - takes it back."))
    ] = None,
    reached: Annotated[
        str | None, typer.Option("--reached", metavar="DATE", help=_("When it was; - takes it back."))
    ] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="TEXT", help=_("Who did it, or saw it."))] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help=_("What shows it; of a file the SHA-256 is kept too.")),
    ] = None,
    serial: Annotated[str | None, typer.Option("--serial", metavar="TEXT", help=_("The serial number."))] = None,
) -> "Outcome":
    """Note when a milestone of an order is planned, or that it was reached; today, if nothing else is said.

    What is to be paid after it (--terms 70@delivered+60d) falls due so many days later.
    """
    from crmcli.actions import milestones

    said, digest = proof(evidence) if evidence else (evidence, "")
    given = milestones.Given(planned, reached, person, said, digest, serial)
    return milestones.note(request, order, milestone, given, frame.date_order())


@frame.reads("crm milestones", "crm milestones --late", "crm milestones --owner ana --format csv")
def milestones(
    view: View,
    owner: options.ByOwner = "",
    late: Annotated[bool, typer.Option("--late", help=_("Only those past their day that are not reached."))] = False,
    where: options.Where = None,
    mine: Mine | None = None,
) -> Report:
    """List the milestones of orders, those to come first; `first` marks the first order of a customer."""
    from crmcli.store.reads import milestones as reads

    owner = owner or (mine.owner(owner_asked(where)) if mine else "")
    return of(reads.MilestoneRow._fields, reads.milestones(view, owner, late=late, narrowed=where or ()))
