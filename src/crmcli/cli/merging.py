"""crm merge."""

from typing import Annotated

import typer

from crmcli.cli import frame, options, say
from crmcli.cli.asked import agreed
from crmcli.errors import ExitCode, UsageError
from crmcli.language import _
from crmcli.render.report import of


def merge(
    ctx: typer.Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help=_("The customer that stays: id, e-mail, phone, name."))],
    others: Annotated[
        list[str], typer.Argument(metavar="OTHER…", help=_("Those that become one with it; their ids lead to it."))
    ],
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="FIELD", help=_("In this field OTHER's value counts more; may be repeated.")),
    ] = None,
    yes: options.Yes = False,
    force: options.Force = False,
    why: options.Why = None,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Make one customer of several: preview field by field, then take over all that the others have.

    Empty fields are filled from the others; people, activities, orders and payments go over, the same person and the
    same number once. The ledgers stay as they were written. Reports as of an earlier day answer as before.

    A merge that takes another rep's customer is refused, unless with --force -m WHY; the owner's manager and every
    director may.
    """
    from crmcli.actions import merging
    from crmcli.actions.outcome import Outcome
    from crmcli.actions.owners import Why
    from crmcli.cli.customers import insisted

    past = Why(reason=insisted(force, why) or why or "", force=force)
    if not (dry_run or yes or say.person_answers()):
        raise UsageError(_("Nobody is there to be asked; say --yes, or look first with --dry-run."))
    if dry_run or not yes:
        preview = merging.merge(frame.request(ctx, as_, dry_run=True), keep, others, take or (), past)
        output = frame.Output(format_, fields).settled()._replace(limit=None)
        frame.emit(of(merging.MergeRow._fields, preview.rows), output)
        _warn(preview.warnings)
        if dry_run:
            frame.told(Outcome([preview.done], []), dry_run=True, quiet=quiet)
            return
        if not agreed(_("Merge them?")):
            say.say(_("Nothing is changed."))
            raise typer.Exit(ExitCode.INTERRUPTED)
    elif format_ or fields:
        raise UsageError(_("--format and --fields are for the preview: --dry-run."))
    done = merging.merge(frame.request(ctx, as_), keep, others, take or (), past)
    if yes and not quiet:
        _warn(done.warnings)
    frame.told(Outcome([done.done], []), dry_run=False, quiet=quiet)


merge.examples = (  # type: ignore[attr-defined]
    "crm merge 3 7 --dry-run",
    "crm merge 3 7 9 --take address --take name",
    "crm merge ibarra 12 --yes",
)


def _warn(warnings: list[str]) -> None:
    for sentence in warnings:
        say.say(_("  Mind: {sentence}").format(sentence=sentence))
