"""crm stale."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, options, say
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import view
from crmcli.store.reads import stale as reads

# Everybody in the list without --all is undecided.
COLUMNS = reads.StaleRow._fields[:-1]


def stale(
    ctx: typer.Context,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            min=0,
            help=_("Without movement for N days or more; else the expected days of each stage."),
        ),
    ] = None,
    stage: options.Stages = None,
    owner: options.ByOwner = "",
    where: options.Where = None,
    archived: Annotated[bool, typer.Option("--archived", help=_("Those that were put away, instead."))] = False,
    all_: Annotated[
        bool,
        typer.Option(
            "--all", help=_("Everybody's customers, and those of whom it was decided to act, and until when, too.")
        ),
    ] = False,
    ask: Annotated[
        bool, typer.Option("--ask", help=_("Ask of one after the other, on a terminal: act, abandon or skip."))
    ] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    as_of: frame.AsOf = "",
    exit_code: frame.Exit10 = False,
    excel: frame.Excel = False,
    as_: frame.As = "",
) -> None:
    """Who is stuck, oldest first, and why.

    unvisited: no contact in this stay; no-plan: nothing is planned; overdue: the plan has passed; unmoved: contacts, the
    next one planned, and no move: from three contacts on time to ask what would move them. The first that applies.

    Movement is a change of stage or an order. Customers that are dormant or lost come only with --stage. While a
    decision to act runs (crm act), a customer is not in the list. --ask goes through it: every answer is one step.
    """
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    if ask:
        _refuse_without_a_person(as_of, all_, archived)
    output = frame.Output("table" if ask else format_, fields, limit, sort, as_of, exit_code, excel).settled()
    wanted = None if output.sort or not output.limit else output.limit + 1
    with view(frame.database(ctx), day) as opened:
        mine = Mine(opened, as_, all_)
        whose = owner or mine.owner(owner_asked(where))
        rows = reads.stale(
            *(opened, days, tuple(stage or ()), whose, limit if ask else wanted),
            archived=archived,
            decided=all_,
            narrowed=where or (),
        )
        mine.tell()
    if ask:
        from crmcli.cli.ask import walk

        walk(ctx, rows, as_)
    elif all_:
        frame.emit(of(reads.StaleRow._fields, rows), output)
    else:
        frame.emit(of(COLUMNS, [row[:-1] for row in rows]), output)


stale.examples = (  # type: ignore[attr-defined]
    "crm stale",
    "crm stale --days 180 --owner ana",
    "crm stale --ask --as ana",
    "crm stale --days 90 --format csv > stale.csv",
)


def _refuse_without_a_person(as_of: str, all_: bool, archived: bool) -> None:
    if as_of or all_ or archived:
        raise UsageError(_("--ask is about today's undecided customers: without --as-of, --all and --archived."))
    if not say.person_answers():
        raise UsageError(
            _("--ask needs a terminal, where somebody answers."),
            _("Without one: crm stale --format ids, then crm act REF or crm abandon REF"),
        )
