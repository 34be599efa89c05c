"""crm handover."""

import os
from typing import Annotated

import typer

from crmcli import clock, paths
from crmcli.cli import frame, options, say
from crmcli.errors import ConflictError, CrmError
from crmcli.language import _, many
from crmcli.render.report import of
from crmcli.store.read import view


def handover(
    ctx: typer.Context,
    rep: Annotated[str, typer.Argument(metavar="REP", help=_("Whose customers are handed over: name, or r3."))],
    where: options.Where = None,
    html: Annotated[
        str, typer.Option("--html", metavar="FILE", help=_("One page to print or send, into this new file."))
    ] = "",
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    as_of: frame.AsOf = "",
    exit_code: frame.Exit10 = False,
    excel: frame.Excel = False,
) -> None:
    """What whoever takes over has to know, per customer: what was last said, promised, planned, and is owed.

    Promised is what runs of a decision to act, and what the customer is to pay when. Of a rep who has left it is those
    that went over from the rep. The page needs nothing from the network, and only you may read the file.
    """
    from crmcli.store.reads import handover as reads

    output = frame.Output(format_, fields, limit, sort, as_of, exit_code, excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        found = reads.handover(opened, rep, where or ())
    if not html:
        frame.emit(of(reads.HandoverRow._fields, found.rows), output)
        return
    path = paths.typed(html)
    if os.path.lexists(path):
        raise ConflictError(_("{path} is there already.").format(path=path))
    from crmcli.render.page import handover_page

    try:
        paths.write_private(path, handover_page(found.rep, day, found.rows).encode("utf-8", "replace"))
    except OSError as problem:
        raise CrmError(_("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)) from None
    count = len(found.rows)
    said = many(
        "{count} customer of {name} is in {path}; only you may read it.",
        "{count} customers of {name} are in {path}; only you may read it.",
        count,
    )
    say.say(said.format(count=count, name=found.rep, path=path))


handover.examples = (  # type: ignore[attr-defined]
    "crm handover wang",
    "crm handover wang --where owner=ana --html wang-to-ana.html",
    "crm handover wang --format csv > wang.csv",
)
