"""Many lines on standard input, each typed as after the command: one step, and the bad lines back in a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from crmcli.cli import frame, say
from crmcli.errors import BadInputError, CrmError, ExitCode, UsageError
from crmcli.language import _
from crmcli.paths import unused, write_private
from crmcli.rules.lines import split

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome


class _Line(NamedTuple):
    number: int
    text: str


class Batch:
    """The lines of standard input as items for an action, and those that could not be read."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.items: list[Any] = []
        self._lines: list[_Line] = []
        self._bad: list[tuple[_Line, CrmError]] = []

    def take(self, line: _Line, read: Callable[[str], Any]) -> None:
        """Read one line; what cannot be read is kept for the end."""
        try:
            item = read(line.text)
        except CrmError as error:
            self._bad.append((line, error))
            return
        self.items.append(item)
        self._lines.append(line)

    def told(self, outcome: "Outcome", *, dry_run: bool, quiet: bool) -> None:
        """Say what was done, name every bad line, and write those lines to a file; then exit 6 if there were any."""
        bad = self._bad + [(self._lines[one.place], one.error) for one in outcome.rejected]
        count = len(outcome.done)
        whole = count > 3
        frame.told(outcome._replace(rejected=[]), dry_run=dry_run, quiet=quiet, sentences=not whole)
        if not quiet and whole:
            said = _("{count} lines would be done.") if dry_run else _("{count} lines done, as one step.")
            say.say(said.format(count=count))
        if not bad:
            return
        for line, error in sorted(bad, key=lambda pair: pair[0].number):
            say.say(_("crm: line {number}: {message}").format(number=line.number, message=error.message))
            for detail in error.details:
                say.say(_("  {detail}").format(detail=detail))
        if not dry_run:
            self._write_rejected([line.text for line, _error in sorted(bad, key=lambda pair: pair[0].number)])
        raise typer.Exit(ExitCode.BAD_INPUT)

    def _write_rejected(self, lines: list[str]) -> None:
        path = unused(Path(f"{self.command}.rejected.txt"))
        try:
            write_private(path, "".join(f"{line}\n" for line in lines).encode())
        except OSError as problem:
            say.say(_("  They could not be written to {path}: {problem}").format(path=path, problem=problem.strerror))
            return
        say.say(
            _("  Mend them in {path}, and give that to crm {command} -").format(
                path=path, command=self.command.replace("-", " ")
            )
        )


def from_lines(ctx: typer.Context, item: Callable[[dict[str, Any]], Any]) -> Batch:
    """Read standard input: every line is parsed by the command itself, then made an item; comments are left out."""
    command: Any = ctx.command
    batch = Batch(ctx.command_path.removeprefix("crm ").replace(" ", "-"))

    def read(text: str) -> Any:
        words = split(text)
        if {"--help", "-h"} & set(words):
            raise BadInputError(_("This is no entry."))
        try:
            parsed = command.make_context(command.name, words, parent=ctx.parent)
        except typer.TyperException as error:
            raise UsageError(error.format_message()) from None
        if any(parsed.params[name] for name in ("as_", "approved_by", "dry_run", "quiet") if name in parsed.params):
            raise BadInputError(_("--as, --approved-by, --dry-run and -q are said once, for all lines."))
        return item(parsed.params)

    for number, text in enumerate(frame.stdin_lines(), 1):
        if text.strip() and not text.lstrip().startswith("#"):
            batch.take(_Line(number, text), read)
    return batch
