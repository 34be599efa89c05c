"""crm link, unlink."""

from typing import Annotated

import typer

from crmcli.cli import frame
from crmcli.language import _

_One = Annotated[str, typer.Argument(metavar="A", help=_("The dealer, agent or parent, or who was referred."))]
_Other = Annotated[str, typer.Argument(metavar="B", help=_("The other customer."))]


def link(
    ctx: typer.Context,
    one: _One,
    other: _Other,
    kind: Annotated[
        str, typer.Option("--as", metavar="KIND", help=_("dealer, agent, parent or referred-by: A is that of B."))
    ],
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Say how two customers stand to each other: A is the dealer, agent or parent of B, or was referred by B.

    `crm show` has it on both. Nobody is their own parent, nor their parent's. Who acts is `me`.
    """
    from crmcli.actions import relations

    outcome = relations.link(frame.request(ctx, dry_run=dry_run), one, other, kind, note)
    frame.told(outcome, dry_run=dry_run, quiet=quiet)


link.examples = (  # type: ignore[attr-defined]
    "crm link ibarra 广元 --as dealer",
    "crm link holding workshop --as parent",
    "crm link 17 4 --as referred-by",
)


def unlink(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help=_("One customer."))],
    other: _Other,
    kind: Annotated[str, typer.Option("--as", metavar="KIND", help=_("Only this relation of A to B."))] = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Take back how two customers stand to each other: all of it, whichever way round, or one relation of A to B."""
    from crmcli.actions import relations

    outcome = relations.unlink(frame.request(ctx, dry_run=dry_run), one, other, kind)
    frame.told(outcome, dry_run=dry_run, quiet=quiet)


unlink.examples = ("crm unlink ibarra 广元", "crm unlink 17 4 --as referred-by")  # type: ignore[attr-defined]
