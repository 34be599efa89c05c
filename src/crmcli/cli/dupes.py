"""crm dupes."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, options
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import view


def dupes(
    ctx: typer.Context,
    least: Annotated[
        float, typer.Option("--min-score", metavar="0..1", help=_("Pairs that score less are left out."))
    ] = 0.7,
    apart: Annotated[
        tuple[str, str], typer.Option("--not", metavar="A B", help=_("Remember that these two are different."))
    ] = ("", ""),
    why: options.Why = None,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    exit_code: frame.Exit10 = False,
    excel: frame.Excel = False,
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """List pairs of customers that may be one, the likeliest first, with the reasons; --not remembers that they differ.

    Compared are e-mails, phones, WeChat ids, domains, people, and names without legal form and place.
    """
    if apart != ("", ""):
        from crmcli.actions.merging import tell_apart

        done = tell_apart(frame.request(ctx, as_, dry_run), *apart, why=why or "")
        frame.told(done, dry_run=dry_run, quiet=quiet)
        return
    if not 0 <= least <= 1:
        raise UsageError(_("--min-score is a number from 0 to 1."))
    from crmcli.store.reads import dupes as reads

    output = frame.Output(format_, fields, limit, sort, exit_code=exit_code, excel=excel).settled()
    with view(frame.database(ctx), clock.today()) as opened:
        rows = reads.dupes(opened, least, None if sort or not output.limit else output.limit + 1)
    frame.emit(of(reads.DupeRow._fields, rows), output)


dupes.examples = (  # type: ignore[attr-defined]
    "crm dupes",
    "crm dupes --min-score 0.9 --format csv",
    'crm dupes --not 3 7 -m "two plants of one group"',
)
