"""What is said of a command line that has no meaning: what is wrong, the nearest right word, one example."""

import re
from collections.abc import Iterator
from typing import Any

import typer

from crmcli.cli import say
from crmcli.cli.commands import COMMANDS
from crmcli.errors import UsageError, meant, nearest, quoted
from crmcli.language import _

_NO_NUMBER = re.compile(r"(.*) is not a valid int(?:eger)?(?: range)?\.", re.DOTALL)
_OUT_OF_RANGE = re.compile(r"(.*) is not in the range (.*)\.", re.DOTALL)
_TOO_MUCH = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


def explain(error: typer.TyperException) -> None:
    """Say what is wrong with the command line, and one example of how it is right."""
    context: Any = getattr(error, "ctx", None)
    say.say(_("crm: {message}").format(message=_message(error)))
    if context is None:
        return
    for hint in _hints(error, context):
        say.say(_("  {detail}").format(detail=hint))


def unknown_command(group: str, known: list[str], word: str) -> UsageError:
    """Return the error for a word that is no command of a group; "" is the program itself."""
    typed = f"{group} {word}".strip()
    # Whoever types `crm backup` may mean `crm db backup`.
    elsewhere = [name for name in COMMANDS if name.split()[-1] == word.casefold() and COMMANDS[name].module]
    near = [f"crm {group} {name}".replace("  ", " ") for name in nearest(word, known)]
    if found := near or [f"crm {name}" for name in elsewhere[:3]]:
        hint = _("Did you mean {names}?").format(names=_(" or ").join(found))
    else:
        hint = _("There are: {names}").format(names=", ".join(known)) if group else ""
    return UsageError(
        _("There is no command {name}.").format(name=quoted(typed)),
        hint,
        _("See: {path} --help").format(path=f"crm {group}".strip()),
    )


def _message(error: typer.TyperException) -> str:
    """Return the sentence that says what is wrong; Typer's own where it is of a kind that is not known here."""
    told = error.format_message()
    kind = type(error).__name__
    param: Any = getattr(error, "param", None)
    option = _option(error)
    if kind == "NoSuchOption":
        return _("There is no option {name} here.").format(name=quoted(option))
    if kind == "MissingParameter" and param is not None:
        return _("{name} is missing.").format(name=option or param.metavar)
    if kind == "BadOptionUsage" and "requires" in told:
        return _("{option} wants a value.").format(option=option)
    if told.startswith("Missing command"):
        return _("Which command?")
    if found := _TOO_MUCH.fullmatch(told):
        return _("{words} is too much here.").format(words=quoted(found[1]))
    if found := _NO_NUMBER.fullmatch(error.message):
        return _("{option}: {value} is no whole number.").format(option=option or param.metavar, value=found[1])
    if found := _OUT_OF_RANGE.fullmatch(error.message):
        return _("{option}: {value} is outside of {range}.").format(
            option=option or param.metavar, value=found[1], range=found[2]
        )
    return told


def _option(error: typer.TyperException) -> str:
    """Return the option that an error is about, or ""."""
    param: Any = getattr(error, "param", None)
    named: str = getattr(error, "option_name", "") or (param.opts[-1] if param is not None and param.opts else "")
    return named if named.startswith("-") else ""


def _hints(error: typer.TyperException, context: Any) -> Iterator[str]:
    command = context.command
    typed = _option(error)
    if type(error).__name__ == "NoSuchOption":
        known = [name for param in command.get_params(context) for name in param.opts if name.startswith("-")]
        if near := nearest(typed, known):
            yield str(meant(typed, near))
        else:
            yield _("A text or number that begins with - goes behind --, at the end of the line.")
    examples = getattr(command, "examples", ())
    if not examples and not typed and getattr(command, "commands", None):
        yield _("There are: {names}").format(names=", ".join(command.commands))
    fitting = [example for example in examples if typed and typed in example]
    if examples:
        yield _("For example: {example}").format(example=[*fitting, *examples][0])
    yield _("See: {path} --help").format(path=context.command_path)
