"""crm audit: whether anybody rewrote what was written down, and what is worth a look."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock, paths
from crmcli.cli import frame, options, say, sealfile, span
from crmcli.errors import ConflictError, ExitCode, StoreError, UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.seals import Seal
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.store.finding import CheckRow


def verify(
    ctx: typer.Context,
    seals: Annotated[
        str, typer.Option("--seals", metavar="FILE", help=_("Seals of this database that were kept elsewhere."))
    ] = "",
    format_: frame.Format = "",
    fields: frame.Fields = "",
    excel: frame.Excel = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No sentences; of the checks only what was found."))
    ] = False,
) -> None:
    """Recompute the chain of the ledgers, and look at every move: could it have been written under the rules?

    A line for each check; the exit code is 10 where one found something. Nothing is written. What was changed, put in,
    taken out or swapped is found, and the first broken link named. What no look at the file alone can find: that its
    end was cut, that all of it was rewritten, that an older copy was put back. A seal kept elsewhere shows it: --seals.

    Names are recorded, not authenticated: on a file that one person keeps, they can type what they like.
    """
    from crmcli.store import check as checking

    output = frame.Output(format_, fields, excel=excel).settled()
    kept = sealfile.read(paths.typed(seals)) if seals else None
    rows = checking.of_ledgers(frame.database(ctx), kept)
    found = checking.found(rows)
    if found or not quiet:
        frame.emit(of(checking.CheckRow._fields, found if quiet else rows), output)
    if not quiet:
        _tell(rows, found, sealed=kept is not None)
    if found:
        raise typer.Exit(ExitCode.FOUND)


verify.examples = (  # type: ignore[attr-defined]
    "crm audit verify",
    "crm audit verify --seals /media/stick/crm.seals",
    "crm audit verify -q  # for cron",
)


def _tell(rows: "list[CheckRow]", found: "list[CheckRow]", *, sealed: bool) -> None:
    from crmcli.store.finding import SKIPPED

    if found:
        say.say(_("This is not what crm wrote. Copies of how it was are in backups/ beside the database."))
        return
    older = any(row.result == SKIPPED for row in rows)
    say.say(_("What could be checked is well.") if older else _("All is well."))
    if not sealed:
        say.say(
            _("  A cut end, or an older copy put back, shows only against a seal kept elsewhere: crm audit seal FILE")
        )


def seal(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help=_("Append it to this file; else it is only printed."))
    ] = "",
    dry_run: frame.DryRun = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Only the seal, no sentences."))] = False,
) -> None:
    """Write down how the chain of the ledgers ends now: the number of its last link, its hash, and the time.

    Kept where nobody who can change the database can change it (a stick, a mailbox, another machine, paper), it shows
    later that the end was cut, the chain rewritten or an older copy put back: crm audit verify --seals FILE. FILE is
    for the seals of one database; it is only ever appended to.
    """
    from crmcli.store import file as files
    from crmcli.store import seals

    database = frame.database(ctx)
    if files.is_missing(database):
        raise StoreError(_("There is no database at {path}.").format(path=database))
    with view(database, clock.today()) as opened:
        found = seals.of_now(opened.sql, clock.stamp())
        if file:
            sealfile.append(paths.typed(file), found, lambda kept: _refuse_unfit(opened, kept, file), dry_run=dry_run)
    if file and not quiet:
        said = (
            _("{file}: link {number} would be sealed; nothing is written.")
            if dry_run
            else _("{file}: link {number} is sealed.")
        )
        say.say(said.format(file=file, number=found.number))
        if not dry_run:
            say.say(_("  Keep it elsewhere, and compare one day: crm audit verify --seals FILE"))
    if not dry_run and (not file or quiet or not sys.stdout.isatty()):
        say.raw(f"{found.line}\n")


seal.examples = (  # type: ignore[attr-defined]
    "crm audit seal",
    "crm audit seal /media/stick/crm.seals",
    "crm audit seal | mail -s 'crm seal' accountant@firm.example",
)


def _refuse_unfit(opened: View, kept: list[Seal], file: str) -> None:
    from crmcli.store import seals

    for wrong in seals.unfit(opened.sql, kept):
        raise ConflictError(
            _("{file}: {wrong}.").format(file=file, wrong=wrong),
            _(
                "Nothing is appended. See: crm audit verify --seals FILE; another database's seals go into another file."
            ),
        )


@frame.reads(
    "crm audit signals",
    "crm audit signals --kind self-approval --period last-quarter",
    "crm audit signals --since -7d --exit-code  # for cron",
)
def signals(
    view: View,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help=_("Only these; may be repeated."))
    ] = None,
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    days: Annotated[
        int,
        typer.Option(
            "--days", metavar="N", min=0, help=_("How many days count as near: for back-dated, split-orders, undone.")
        ),
    ] = 7,
    limit: int | None = None,
) -> Report:
    """What is worth a look, and may be quite right: it is reported, and accuses nobody.

    back-dated: a move that counts from more than --days before it was entered. self-approval, asserted: an approval by
    the one who asked, or one that was only typed. split-orders: orders of one customer on one day, or so near to each
    other that the second bought a stage. other-account, shared-account: a rep's steps typed by another account than
    most of them, an account that types for several. clock-set, clock-behind: what the ledgers note of the clock.
    export: customers' data that left. unnamed, stranger: an approval of what somebody asked without saying who they are,
    or by a rep whom the asker registered, who came after the asking, or whom nobody knows. undone: what stood in the
    ledgers and was taken back by another than who did it, or after more than --days. forced: a refusal that was gone
    past. below-floor: an order below a floor price that came from no quote. merged: a move that only a merge made.
    rules: a change of stages, seasons, policies, settings or reps.
    """
    from crmcli.store.reads import signals as reads

    unknown = [one for one in kind or () if one not in reads.KINDS]
    if unknown:
        raise UsageError(
            _("--kind: there is no {name}.").format(name=quoted(unknown[0])),
            meant(unknown[0], reads.KINDS),
        )
    asked = span.span(since, until, period)
    # By a clock that was set back, what was entered before may be of a day to come: it is to be seen.
    end = view.until if view.day < clock.today() else ""
    found = reads.signals(
        view, tuple(kind or reads.KINDS), days, asked.since, min(filter(None, (asked.before, end)), default="")
    )
    return of(reads.SignalRow._fields, found if limit is None else found[:limit])
