"""The program: parse, run one command, turn every ending into an exit code."""

import os
import sys
from typing import Annotated, Any, NamedTuple

import typer
import typer.main

from crmcli import __version__, interrupts
from crmcli.cli import say
from crmcli.cli.group import LazyGroup, _markup
from crmcli.errors import CrmError, ExitCode
from crmcli.language import _

_MOST_DIGITS = 4


class Invocation(NamedTuple):
    """What every command may need to know of how the program was called."""

    arguments: tuple[str, ...]
    database: str  # as given by --db, or ""


def _version(wanted: bool) -> None:
    if wanted:
        say.data(f"crm {__version__}\n")
        raise typer.Exit()


def _root(
    ctx: typer.Context,
    db: Annotated[
        str, typer.Option(metavar="FILE", help=_("The database, instead of CRM_DB or the usual place."))
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Print the version."))
    ] = False,
) -> None:
    ctx.obj = Invocation(tuple(ctx.obj or ()), db)
    if ctx.invoked_subcommand is None:
        say.data(ctx.get_help() + "\n")


def application() -> Any:
    """Return the whole command line as a Typer group."""
    app = typer.Typer(
        cls=LazyGroup,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=_markup(),
        invoke_without_command=True,
        context_settings={"help_option_names": ["--help", "-h"]},
        help=_(
            "Customers from the business card to the last instalment: one file, one terminal.\n\n"
            "Begin with `crm demo`, or with `crm add --card *.vcf`."
        ),
        epilog=_(
            "Everything else: crm help commands, crm help quickref. By task: crm help cards, money, director. What commands"
            " share: crm help formats, columns, dates, spreadsheets, exit-codes, environment.\n\n"
            "REF is a customer's id, e-mail, phone, or any unique piece of the name: a whole name comes first, then"
            " beginnings of words, then any piece."
        ),
    )
    app.callback()(_root)
    return typer.main.get_command(app)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; a person never sees a traceback."""
    say.open_missing_streams()
    if arguments[:1] == ["--complete"]:
        from crmcli.cli import completing

        return completing.answer(arguments[1:])
    _forget_strange_screens()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Typer leaves by SystemExit, and only then, where a pipe is broken: whoever read has seen enough.
        # What Python still holds for them goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ExitCode.DONE
    except OSError as problem:
        say.say(_("crm: the output could not be written: {problem}").format(problem=problem.strerror))
        return ExitCode.FAILED
    finally:
        interrupts.heard_again()
    return code


def _forget_strange_screens() -> None:
    """Drop sizes of the screen that are none: rich believes every digit, and fills a line of any length."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if size and not (size.isascii() and size.isdigit() and len(size) <= _MOST_DIGITS):
            del os.environ[name]


def _run(arguments: list[str]) -> int:
    try:
        result = application().main(args=arguments, prog_name="crm", standalone_mode=False, obj=tuple(arguments))
        if result == ExitCode.INTERRUPTED:
            # Typer turns Ctrl-C into this code, and says nothing.
            raise KeyboardInterrupt
        return result if isinstance(result, int) else ExitCode.DONE
    except CrmError as error:
        say.fail(error)
        return error.code
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except typer.TyperException as error:
        from crmcli.cli import usage

        usage.explain(error)
        return ExitCode.USAGE
    except OSError:
        raise
    except Exception as error:
        if _caused_by_interrupt(error):
            return _interrupted()
        if os.environ.get("CRM_DEBUG"):
            raise
        _apologise(error)
        return ExitCode.FAILED


def _interrupted() -> ExitCode:
    say.say(_("crm: interrupted; nothing was written."))
    return ExitCode.INTERRUPTED


def _caused_by_interrupt(error: BaseException | None) -> bool:
    """Say whether Ctrl-C is behind an error: while classes are made Python 3.11 turns it into a RuntimeError."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _apologise(error: Exception) -> None:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    # Neither the message nor the values: they may hold what customers would not want on a screen or in a log.
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
    say.say(
        _("crm: this is a fault of the program ({kind} at {place}); your data is as it was.").format(
            kind=type(error).__name__, place=place
        )
    )
    say.say(_("  Run it again with CRM_DEBUG=1 to see the details."))
