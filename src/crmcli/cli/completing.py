"""Answering a shell that asks what may come next: it looks on, says nothing aloud, and changes nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from crmcli import config
from crmcli.cli import say
from crmcli.cli.commands import below
from crmcli.cli.group import _SENTENCES, LazyGroup
from crmcli.exchange.shells import line as lines
from crmcli.render.text import shown
from crmcli.rules.names import fold

ASKED = "--complete"
FILES, FOLDERS = "files", "folders"
_OPEN = ("=", ",", ":")  # something has to follow
_LONGEST_HELP = 70


class Offer(NamedTuple):
    """One word that may come next, and what it is."""

    value: str
    about: str = ""


class Asked(NamedTuple):
    """What is being typed: the value of a parameter of a command, behind what words, towards which database."""

    command: str
    name: str  # of the option, as --owner, or ""
    metavar: str
    typed: str
    before: tuple[str, ...]  # the positional words
    database: str

    @property
    def path(self) -> Path:
        """The database."""
        return config.database(self.database)


def answer(arguments: Sequence[str]) -> int:
    """Write what a shell asked for: how to take it, then one word a line. Always 0, and silence whatever happens.

    `bash LINE BREAKS` gets words as they go into the line; `zsh WORD…` and `fish WORD…`, of which the last is being
    typed, get words and what they are, with a tab between.
    """
    try:
        said = _answered(*arguments)
        if said:
            say.raw("".join(f"{text}\n" for text in said))
    except BaseException:  # somebody is in the middle of a line: nothing may be written into it
        pass
    return 0


def _answered(shell: str, *rest: str) -> list[str]:
    if shell == "bash":
        line = lines.typed(*rest)
        line = line._replace(before=line.before[1:])
    else:
        *before, current = rest
        line = lines.Typed(tuple(before), lines.typed(current).current if shell == "fish" else current, 0, "")
    found = offers(line.before, line.current)
    if isinstance(found, str):
        return [found]
    found = [one for one in found if one.value and shown(one.value) == one.value]
    if shell == "bash":
        values = lines.replacing(line, [one.value for one in found])
        return [_how(found, line.current), *values]
    spelled = [(_spelled(one.value, line.current) if shell == "fish" else one.value, one.about) for one in found]
    return [_how(found, line.current), *(f"{value}\t{shown(about)[:_LONGEST_HELP]}" for value, about in spelled)]


def _how(found: Sequence[Offer], current: str) -> str:
    """Return how the shell is to take the words: `open` with more to come, `loose` where they begin otherwise."""
    if found and all(one.value.endswith(_OPEN) for one in found):
        return "open"
    if len(found) > 1 and not all(one.value.startswith(current) for one in found):
        return "loose"
    return "words"


def _spelled(value: str, current: str) -> str:
    """Return the value so that what is typed stands in it: fish offers nothing else."""
    if current.casefold() in value.casefold():
        return value
    plain = fold(value).replace(" ", "-")
    return plain if current.casefold() in plain else value


def offers(before: Sequence[str], current: str) -> Sequence[Offer] | str:
    """Return what may come next behind whole words, or that it is a file, or a folder."""
    from crmcli.cli.main import application

    group: Any = application()
    path: list[str] = []
    database, words = "", [*before]
    while words:
        word = words.pop(0)
        if not path and word == "--db":
            if not words:
                return FILES
            database = words.pop(0)
        elif not path and word.startswith("--db="):
            database = word.removeprefix("--db=")
        elif word in group.commands:
            path.append(word)
            group = group.load(word)
            if not isinstance(group, LazyGroup):
                return _of_command(group, " ".join(path), words, current, database)
        elif not word.startswith("-"):
            return ()
    if current.startswith("--db="):
        return FILES
    if current.startswith("-"):
        return _options(group.params, (), current)
    entries = below(" ".join(path))
    return [Offer(name, entry.summary) for name, entry in entries.items() if name.startswith(current)]


def _options(params: Sequence[Any], given: Sequence[str], current: str) -> list[Offer]:
    found = []
    for param in params:
        names = [name for name in (*param.opts, *param.secondary_opts) if name.startswith("-")]
        if not set(names) & set(given) or getattr(param, "multiple", False):
            found += [Offer(name, getattr(param, "help", "") or "") for name in names if name.startswith(current)]
    return [one for one in found if one.value.startswith("--")] or found


def _of_command(command: Any, path: str, words: Sequence[str], current: str, database: str) -> Sequence[Offer] | str:
    named = {name: param for param in command.params for name in (*param.opts, *param.secondary_opts)}
    positional: list[str] = []
    waiting, sentence, dashes = "", False, False
    for word in words:
        name, equals, _value = word.partition("=")
        if waiting:
            waiting, sentence = "", waiting in _SENTENCES and bool(positional)
        elif not dashes and name in named and name.startswith("-"):
            waiting = "" if equals or getattr(named[name], "is_flag", False) else name
            sentence = False
        elif word == "--" and not dashes:
            dashes = True
        elif not sentence:
            positional.append(word)
    asked = Asked(path, waiting, "", current, tuple(positional), database)
    if waiting:
        return _of_value(named[waiting], asked)
    name, equals, value = current.partition("=")
    if equals and name in named and not dashes:
        found = _of_value(named[name], asked._replace(name=name, typed=value))
        return found if isinstance(found, str) else [one._replace(value=f"{name}={one.value}") for one in found]
    if current.startswith("-") and not dashes:
        return _options(command.params, [word.partition("=")[0] for word in words], current)
    arguments = [param for param in command.params if not param.opts[0].startswith("-")]
    if sentence or not arguments:
        return ()
    whole = [*arguments, *[arguments[-1]] * len(positional)] if arguments[-1].nargs == -1 else arguments
    return _of_value(whole[len(positional)], asked) if len(positional) < len(whole) else ()


def _of_value(param: Any, asked: Asked) -> Sequence[Offer] | str:
    from crmcli.cli.completed import SOURCES

    metavar = param.metavar or ""
    if metavar.startswith("[") and metavar.endswith("]"):
        metavar = metavar[1:-1]  # it may be left out
    source: Callable[[Asked], Sequence[Offer] | str] | None = SOURCES.get(
        f"{asked.command} {metavar}", SOURCES.get(metavar, SOURCES.get(asked.name))
    )
    return source(asked._replace(metavar=metavar)) if source else ()
