"""crm undo, history."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, options
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view


def undo(
    ctx: typer.Context,
    step: Annotated[int | None, typer.Argument(metavar="[STEP]", help=_("A step of --list; else the latest."))] = None,
    list_: Annotated[bool, typer.Option("--list", help=_("List what can be undone, the latest first."))] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    excel: frame.Excel = False,
    approved_by: frame.ApprovedBy = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Take back the latest step: one command is one step. Again, and the one before it goes too.

    An earlier step alone is taken back only if no later one touched the same customers.
    """
    if list_:
        from crmcli.store.reads import history as reads

        if step is not None:
            raise UsageError(_("Either --list or a step."))
        output = frame.Output(format_, fields, limit, sort, excel=excel).settled()
        with view(frame.database(ctx), clock.today()) as opened:
            rows = reads.steps(opened, None if sort or not output.limit else output.limit + 1)
        frame.emit(of(reads.StepRow._fields, rows), output)
        return
    from crmcli.actions.outcome import Outcome
    from crmcli.actions.undo import undo as undo_step

    done = undo_step(frame.request(ctx, as_, dry_run, approved_by), step)
    frame.told(Outcome([done], []), dry_run=dry_run, quiet=quiet)


undo.examples = ("crm undo", "crm undo --list", "crm undo 17 --dry-run")  # type: ignore[attr-defined]


@frame.reads("crm history ibarra", "crm history ibarra --format csv")
def history(view: View, ref: options.Ref) -> Report:
    """Tell a customer's story, oldest first: stages with reasons, owners, activities, plans, orders, payments.

    What was undone stays in the ledger of stages, and is marked.
    """
    from crmcli.store.reads import history as reads

    return of(reads.HistoryRow._fields, reads.history(view, ref))
