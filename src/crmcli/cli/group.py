"""A command group that imports a command when it is called, and not before."""

import importlib
import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from crmcli.cli import commands
from crmcli.language import _
from crmcli.rules.texts import spoken


def _markup() -> Any:
    """Rich draws help on a terminal; in a pipe it would only cost."""
    return "rich" if sys.stdout.isatty() else None


def _fold_anywhere() -> None:
    """Have rich break help between any characters: Chinese has no spaces, and the end of a long word would be cut off."""
    from typer import rich_utils

    class Folding(rich_utils.OptionHighlighter):
        """Typer's highlighter, which every text of the help goes through."""

        def highlight(self, text: Any) -> None:
            super().highlight(text)
            text.overflow = "fold"

    rich_utils.highlighter = Folding()


class _Spoken:
    """What Typer says in English only, in the person's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        if _markup():
            _fold_anywhere()
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " ")

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Command(_Spoken, TyperCommand):
    """A command whose help ends with examples."""

    examples: tuple[str, ...] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the arguments; behind a REF, `-m` and the like take the rest of the line, up to the next option."""
        try:
            return super().parse_args(ctx, _with_whole_texts(self.params, args))
        except typer.TyperException as error:
            # Typer does not say of which command an option without its value is.
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, then the examples as they are typed."""
        super().format_help(ctx, formatter)
        formatter.write(_shown_examples(self.examples))


def _shown_examples(examples: Sequence[str]) -> str:
    lines = "\n".join(f"  {example}" for example in examples)
    return "\n" + _("Examples:") + f"\n{lines}\n" if lines else ""


# Options whose value is a sentence, which needs no quotes.
_SENTENCES = frozenset(("-m", "--why", "--needs", "--note", "--evidence"))


def _with_whole_texts(params: Sequence[Any], args: list[str]) -> list[str]:
    """Join the words of a sentence that follows its option, where a positional argument came before."""
    takes_value = {
        name: not getattr(one, "is_flag", False) for one in params for name in (*one.opts, *one.secondary_opts)
    }
    joined: list[str] = []
    positional = False
    place = 0
    while place < len(args) and args[place] != "--":
        word = args[place]
        name = word.split("=", 1)[0]
        end = place + 1
        if name not in takes_value or not name.startswith("-"):
            positional = True
        elif takes_value[name] and "=" not in word:
            end += 1
            while name in _SENTENCES and positional and end < len(args) and args[end].split("=")[0] not in takes_value:
                if args[end] == "--":
                    break
                end += 1
        value = args[place + 1 : end]
        joined += [word, *([spoken(value) if name in _SENTENCES else value[0]] if value else [])]
        place = end
    return joined + args[place:]


class LazyGroup(_Spoken, TyperGroup):
    """Commands by the table of contents: stubs for help and suggestions, the real one when called."""

    def __init__(self, *, name: str | None = None, table: str = "", **attributes: Any) -> None:
        super().__init__(name=name, **attributes)
        self.table = table
        self.rich_markup_mode = _markup()
        self.commands = {
            one: TyperCommand(
                one,
                help=entry.summary,
                rich_help_panel=entry.panel or None,
                rich_markup_mode=_markup(),
                hidden=entry.panel not in ("", commands.DAILY),  # the others are in `crm help commands`
            )
            for one, entry in commands.below(self.table).items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the arguments name, and import it."""
        if args and args[0] not in self.commands and not ctx.resilient_parsing:
            from crmcli.cli.usage import unknown_command

            raise unknown_command(self.table, [*self.commands], args[0])
        name, stub, rest = super().resolve_command(ctx, args)
        return name, self.load(name) if name and stub else stub, rest

    def load(self, name: str) -> Any:
        """Return the command itself, importing its module."""
        full = f"{self.table} {name}".strip()
        entry = commands.COMMANDS[full]
        if not entry.module:
            return LazyGroup(name=name, table=full, help=entry.summary)
        module = importlib.import_module(f"crmcli.cli.{entry.module}")
        command = build(name, getattr(module, entry.function), entry.summary)
        return ReportGroup(name, full, command) if commands.below(full) else command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands under their panels, as rich does on a terminal."""
        entries = {name: entry for name, entry in commands.below(self.table).items() if not self.commands[name].hidden}
        for panel in dict.fromkeys(entry.panel for entry in entries.values()):
            with formatter.section(panel or _("Commands")):
                formatter.write_dl([(name, one.summary) for name, one in entries.items() if one.panel == panel])


class ReportGroup(LazyGroup):
    """A group that answers a report by itself where none of its commands is named."""

    def __init__(self, name: str, table: str, alone: Any) -> None:
        super().__init__(
            name=name,
            table=table,
            help=alone.help,
            params=alone.params,
            callback=alone.callback,
            invoke_without_command=True,
            subcommand_metavar="[COMMAND [ARGS]...]",
        )
        self.examples: tuple[str, ...] = alone.examples

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named; then there is no report."""
        self.callback = None
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of the report and the commands, then the examples."""
        super().format_help(ctx, formatter)
        formatter.write(_shown_examples(self.examples))


def build(name: str, function: Callable[..., None], summary: str) -> Any:
    """Return the Typer command of a function: its docstring is the help, its `examples` the end of it."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=_markup())
    help_ = _(inspect.cleandoc(function.__doc__)) if function.__doc__ else summary
    app.command(name, cls=Command, help=help_)(function)
    command: Any = typer.main.get_command(app)
    command.examples = getattr(function, "examples", ())
    return command
