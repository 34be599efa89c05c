"""crm completion: the Tab key completes commands, options, values and customers' names."""

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from crmcli import paths
from crmcli.cli import frame, say
from crmcli.errors import CrmError, UsageError, meant, quoted
from crmcli.exchange.shells import SHELLS, script
from crmcli.language import _

_OURS = "# crm completion"

_Shell = Annotated[
    str, typer.Argument(metavar="[SHELL]", help=_("bash, zsh or fish; if not said, the shell that you use."))
]


class _Place(NamedTuple):
    """Where a shell finds its script: a file of our own, and the line that reads it in one of the person's, if any."""

    script: Path
    start: Path | None  # the file that the shell reads when it starts
    line: str


def _names() -> tuple[str, ...]:
    """Return the programs that are completed: where another `crm` is installed, ours is called crmcli."""
    return ("crmcli",) if os.path.basename(sys.argv[0]) == "crmcli" else ("crm", "crmcli")


def _folder(variable: str, fallback: str) -> Path:
    given = os.environ.get(variable, "")
    return Path(given) if given.startswith("/") else Path.home() / fallback


def _place(shell: str) -> _Place:
    if shell == "fish":
        return _Place(_folder("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / f"{_names()[0]}.fish", None, "")
    kept = _folder("XDG_DATA_HOME", ".local/share") / "crm" / f"completion.{shell}"
    start = _folder("ZDOTDIR", "") / ".zshrc" if shell == "zsh" else Path.home() / ".bashrc"
    quoted_path = shlex.quote(str(kept))
    return _Place(kept, start, f"[ -r {quoted_path} ] && . {quoted_path}  {_OURS}")


def _chosen(word: str) -> str:
    shell = word.strip().lower() or os.path.basename(os.environ.get("SHELL", ""))
    if shell in SHELLS:
        return shell
    if not word:
        raise UsageError(_("Which shell?"), _("For example: crm completion install bash"))
    raise UsageError(_("There is no completion for {shell}.").format(shell=quoted(word)), meant(word, SHELLS))


def _printing(shell: str) -> Callable[[], None]:
    def show() -> None:
        say.raw(script(shell, _names()))

    show.__doc__ = _("Print what makes {shell} complete, to be read by it.").format(shell=shell)
    line = "crm completion fish | source" if shell == "fish" else f'eval "$(crm completion {shell})"'
    show.examples = (f"crm completion {shell}", line)  # type: ignore[attr-defined]
    return show


bash, zsh, fish = (_printing(shell) for shell in SHELLS)


def install(shell: _Shell = "", dry_run: frame.DryRun = False) -> None:
    """Have a shell complete what you type, from its next start on.

    Its script goes into a file of its own; bash and zsh get one line in ~/.bashrc or ~/.zshrc, which reads it.
    `crm completion remove` takes both away.
    """
    chosen = _chosen(shell)
    place = _place(chosen)
    wanted = script(chosen, _names())
    start = _content(place.start) if place.start else ""
    missing = bool(place.line) and place.line not in start.splitlines()
    if _content(place.script) == wanted and not missing:
        say.say(_("{shell} completes already: {path}").format(shell=chosen, path=place.script))
        return
    said = _("{shell} completes from its next start on: {path}").format(shell=chosen, path=place.script)
    if dry_run:
        said = _("Would be done, nothing is written: {sentence}").format(sentence=said)
    say.say(said)
    if place.start and missing:
        say.say(_("  {path} gets the line: {line}").format(path=place.start, line=place.line))
    if dry_run:
        return
    try:
        paths.make_private_folder(place.script.parent)
        paths.write_private(place.script, wanted.encode())
        if place.start and missing:
            between = "" if not start or start.endswith("\n") else "\n"
            with paths.real(place.start).open("a", encoding="utf-8") as file:
                file.write(f"{between}{place.line}\n")
    except OSError as problem:
        raise _unwritable(problem, place) from None
    say.say(_("  Take it back: crm completion remove {shell}").format(shell=chosen))


def remove(shell: _Shell = "", dry_run: frame.DryRun = False) -> None:
    """Take away what `crm completion install` wrote, and nothing else."""
    chosen = _chosen(shell)
    place = _place(chosen)
    ours = _OURS in _content(place.script)
    start = _content(place.start) if place.start else ""
    left = "".join(line for line in start.splitlines(keepends=True) if not line.rstrip("\n").endswith(_OURS))
    if not ours and left == start:
        say.say(_("{shell} does not complete by crm; nothing is there to remove.").format(shell=chosen))
        if dry_run:
            say.say(_("Nothing is written."))
        return
    said = _("{shell} no longer completes from its next start on.").format(shell=chosen)
    say.say(_("Would be done, nothing is written: {sentence}").format(sentence=said) if dry_run else said)
    if dry_run:
        return
    try:
        if ours:
            place.script.unlink()
        if place.start and left != start:
            _write(paths.real(place.start), left)
    except OSError as problem:
        raise _unwritable(problem, place) from None


install.examples = ("crm completion install", "crm completion install zsh --dry-run")  # type: ignore[attr-defined]
remove.examples = ("crm completion remove", "crm completion remove fish")  # type: ignore[attr-defined]


def _content(path: Path) -> str:
    """Return the text of a file, "" where there is none; CrmError where it is no file of text."""
    if not os.path.lexists(path) or (os.path.islink(path) and not path.exists()):
        return ""
    try:
        if not path.is_file():
            raise CrmError(_("{path} is no ordinary file.").format(path=path))
        return path.read_text("utf-8", "surrogateescape")
    except OSError as problem:
        raise CrmError(_("{path} cannot be read: {problem}").format(path=path, problem=problem.strerror)) from None


def _write(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole, with the mode that it has."""
    handle, draft = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
        shutil.copymode(path, draft)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _unwritable(problem: OSError, place: _Place) -> CrmError:
    path = problem.filename or place.script
    return CrmError(_("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror))
