"""crm db: the file itself."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock, paths
from crmcli.cli import frame, say
from crmcli.cli.asked import agreed
from crmcli.errors import ExitCode, UsageError
from crmcli.language import _, many
from crmcli.render.report import of
from crmcli.store.read import view

if TYPE_CHECKING:
    from crmcli.store.check import CheckRow

_Force = Annotated[bool, typer.Option("--force", help=_("Replace a file that is there already."))]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))]
_QuietPath = Annotated[bool, typer.Option("--quiet", "-q", help=_("Only the path, no sentences."))]


def path(ctx: typer.Context) -> None:
    """Print the path of the database, there or not."""
    say.raw(f"{frame.database(ctx).absolute()}\n")


path.examples = ('sqlite3 "$(crm db path)"', 'ls -l "$(crm db path)"')  # type: ignore[attr-defined]


def info(ctx: typer.Context, format_: frame.Format = "", fields: frame.Fields = "", excel: frame.Excel = False) -> None:
    """Count what is in the database, all of it."""
    from crmcli.store.reads import people

    output = frame.Output(format_, fields, excel=excel).settled()
    database = frame.database(ctx)
    with view(database, clock.today()) as opened:
        rows = people.counts(opened)
    frame.emit(of(people.CountRow._fields, rows), output)
    frame.warn_of_place(database)


info.examples = ("crm db info",)  # type: ignore[attr-defined]


def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=_("Compute anew what is computed, where it is wrong."))
    ] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    excel: frame.Excel = False,
    dry_run: frame.DryRun = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No sentences; of the checks only what was found."))
    ] = False,
) -> None:
    """Look the database over: structure, shape, rows that hang in the air, stages, and every cache.

    A line for each check; the exit code is 10 where one found something. Nothing is written. What is written down is
    never repaired by guessing: a damaged file is restored from a copy. --repair only computes the caches anew: stages
    and dates, balances, search.
    """
    from crmcli.store import check as checking
    from crmcli.store import recount

    if dry_run and not repair:
        raise UsageError(_("--dry-run goes with --repair: without it nothing is written anyway."))
    output = frame.Output(format_, fields, excel=excel).settled()
    database = frame.database(ctx)
    rows = checking.check(database)
    computed = checking.rebuildable(rows)
    if repair and computed and not dry_run:
        recount.rebuild(database)
        rows = checking.check(database)
    found = checking.found(rows)
    if found or not quiet:
        frame.emit(of(checking.CheckRow._fields, found if quiet else rows), output)
    if not quiet:
        _tell(rows, computed, repair=repair, dry_run=dry_run)
    if found:
        raise typer.Exit(ExitCode.FOUND)


check.examples = ("crm db check", "crm db check --quiet  # for cron", "crm db check --repair")  # type: ignore[attr-defined]


def check_all(
    ctx: typer.Context,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    excel: frame.Excel = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=_("No sentences; of the checks only what was found."))
    ] = False,
) -> None:
    """Verify everything: whether the books add up, the file is whole, and nobody rewrote the ledgers.

    A line for each check, which names what is off; the exit code is 10 where one found something. Nothing is written.
    """
    from crmcli.store import check as checking

    output = frame.Output(format_, fields, excel=excel).settled()
    rows = checking.of_all(frame.database(ctx))
    found = checking.found(rows)
    if found or not quiet:
        frame.emit(of(checking.CheckRow._fields, found if quiet else rows), output)
    if not quiet:
        _tell(rows, checking.rebuildable(rows), repair=False, dry_run=False)
    if found:
        raise typer.Exit(ExitCode.FOUND)


check_all.examples = ("crm check", "crm check --quiet  # for cron")  # type: ignore[attr-defined]


def _tell(rows: "list[CheckRow]", computed: list[str], *, repair: bool, dry_run: bool) -> None:
    """Say what to think of the rows, and what to do next; `computed` are the caches that are, or were, wrong."""
    from crmcli.store.check import found
    from crmcli.store.finding import SKIPPED

    names = ", ".join(computed)
    if repair and dry_run:
        said = _("Would be computed anew, nothing is written: {names}") if computed else _("Nothing would be repaired.")
        say.say(said.format(names=names))
    elif repair and computed:
        say.say(_("Computed anew: {names}").format(names=names))
    elif computed:
        say.say(_("{names}: have them computed anew with crm db check --repair").format(names=names))
    if any(row.check not in computed for row in found(rows)):
        say.say(
            _(
                "What is written down is not repaired by guessing; a copy that is well comes back with crm db restore FILE"
            )
        )
    elif not found(rows):
        older = any(row.result == SKIPPED for row in rows)
        say.say(_("What could be checked is well.") if older else _("All is well."))


def backup(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help=_("Where to; else into backups/ beside it."))] = "",
    force: _Force = False,
    dry_run: frame.DryRun = False,
    quiet: _QuietPath = False,
) -> None:
    """Copy the database, whole and checked, while others go on working.

    Without FILE the copy goes into the folder backups/ beside the database, named by the time (UTC), and the newest
    five there are kept. A copy is made there too before the database is brought to a new shape, and before a restore.
    """
    from crmcli.store import backup as copies

    database = frame.database(ctx)
    if file:
        target = paths.typed(file).absolute()
        held = (copies.check_target if dry_run else copies.copy)(database, target, force=force)
    elif dry_run:
        target, held = copies.next_name(database), copies.check_source(database)
    else:
        target, held = copies.keep(database)
    if not quiet:
        said = (
            many(
                "{path} would be copied to {copy}: {count} customer.",
                "{path} would be copied to {copy}: {count} customers.",
                held.customers,
            )
            if dry_run
            else many(
                "{path}: {count} customer, copied to {copy} and checked.",
                "{path}: {count} customers, copied to {copy} and checked.",
                held.customers,
            )
        )
        say.say(said.format(path=database, copy=target, count=held.customers))
        if not dry_run:
            say.say(_("  Go back to it: crm db restore {copy}").format(copy=_quoted(target)))
    if not dry_run:
        _print_path(target, quiet)


backup.examples = ("crm db backup", "crm db backup /media/stick/crm.db --force", "copy=$(crm db backup -q)")  # type: ignore[attr-defined]


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("A copy that crm made; it stays as it is."))],
    yes: _Yes = False,
    dry_run: frame.DryRun = False,
    quiet: _QuietPath = False,
) -> None:
    """Put a copy in the place of the database.

    The copy is checked first, and the database as it is now is kept: in backups/ beside it, or where it is damaged
    byte for byte under a name of its own. A copy of an older shape is brought up to date by the next command.
    """
    from crmcli.store import restore as restoring

    database, copy = frame.database(ctx), paths.typed(file).absolute()
    held = restoring.examine(database, copy)
    if dry_run:
        said = many(
            "{path} would be replaced by {copy}: {count} customer. Nothing is written.",
            "{path} would be replaced by {copy}: {count} customers. Nothing is written.",
            held.customers,
        )
        say.say(said.format(path=database, copy=copy, count=held.customers))
        return
    if not yes:
        if not say.person_answers():
            raise UsageError(_("Nobody is there to be asked; say --yes."))
        question = many(
            "Replace {path} by {copy} ({count} customer)? What is there now is kept.",
            "Replace {path} by {copy} ({count} customers)? What is there now is kept.",
            held.customers,
        )
        if not agreed(question.format(path=database, copy=copy, count=held.customers)):
            say.say(_("Nothing is changed."))
            raise typer.Exit(ExitCode.INTERRUPTED)
    done = restoring.restore(database, copy)
    if not quiet:
        say.say(
            many(
                "{path}: restored from {copy}, {count} customer.",
                "{path}: restored from {copy}, {count} customers.",
                done.contents.customers,
            ).format(path=database, copy=copy, count=done.contents.customers)
        )
        if done.kept and done.damaged:
            say.say(_("  It was damaged; as it was, byte for byte: {kept}").format(kept=done.kept))
        elif done.kept:
            say.say(_("  Go back to how it was: crm db restore {kept}").format(kept=_quoted(done.kept)))
    if done.kept:
        _print_path(done.kept, quiet)


restore.examples = ("crm db restore backups/crm-20261123T080000Z.db", "crm db restore /media/stick/crm.db --dry-run")  # type: ignore[attr-defined]


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))


def _print_path(path: Path, quiet: bool) -> None:
    if quiet or not sys.stdout.isatty():
        say.raw(f"{path}\n")
