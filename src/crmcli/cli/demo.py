"""crm demo: the main job, played on example cards in a folder of its own."""

import io
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from crmcli import paths
from crmcli.cli import say
from crmcli.errors import ConflictError, CrmError
from crmcli.language import _, many


class Scene(NamedTuple):
    """What the story says, and the commands it types; `< FILE` is a file of examples, `|` a pipe."""

    said: str
    commands: tuple[str, ...]


_STORY = (
    Scene(
        _("Three people sell, one directs."),
        ("crm rep add ana", "crm rep add wei", "crm rep add tom", "crm rep add carmen --role director"),
    ),
    Scene(
        _("Back from the trade fair, a year ago: forty-eight business cards, one command."),
        ('crm add --card cards --source "Autumn Fair" --at -370d --fields id,name,contact,result,detail',),
    ),
    Scene(
        _("Every customer gets one owner."),
        (
            "crm edit ibarra azañón duratón ucayali rosalía peñasco llanera tepehuán urubamba guayacán --owner ana --at -369d",
            "crm edit 广元 瑞港 雅恒 鼎阔 海沃林 锐岭 舒漾 云栌 港誠 昇禾 --owner wei --at -369d",
            "crm list --missing owner --format ids | crm edit - --owner tom --at -369d",
        ),
    ),
    Scene(_("A year of visits and calls, as the reps typed them."), ("crm log - < visits.txt",)),
    Scene(
        _("Whoever asks for a quote is a prospect; every move keeps its reason."),
        (
            'crm promote ibarra --at -338d -m "asked for a quote for two bending machines" --evidence "quotation by mail"',
            "crm promote 广元 --at -331d -m 看了样机，要求报价",
        ),
    ),
    Scene(
        _("Orders make buyers and repeat customers by themselves."),
        ("crm order add - < orders.txt", "crm pay - < payments.txt"),
    ),
    Scene(_("Monday, 8:30. Where does everybody stand?"), ("crm stages",)),
    Scene(_("Who is stuck, and why?"), ("crm stale --days 180 --limit 8",)),
    Scene(_("Who owes what, since when?"), ("crm receivables --by owner", "crm receivables --by instalment --limit 6")),
    Scene(_("Before the call: everything on one screen."), ("crm show 广元",)),
    Scene(
        _("After the call; and a slip of the tongue is taken back."),
        (
            'crm log ibarra call Wants the second machine before summer --rep ana --next "+3d send the quote"',
            'crm demote ibarra --to lost -m "wrong customer"',
            "crm undo",
        ),
    ),
)

# The moves of the year, besides those that are shown.
_MOVES = "promotions.txt"


def demo(
    keep: Annotated[
        str, typer.Option("--keep", metavar="DIR", help=_("Play it in this folder (new, or empty), to keep it."))
    ] = "",
) -> None:
    """Play the main job on example cards: cards in, stages, visits, who is stuck, who owes what.

    Every command is shown as it is typed, with what it prints. Your own database is not touched.
    """
    folder = _folder(keep)
    database = folder / "crm.db"
    with _set_aside(folder, database), _as_on_a_terminal():
        for scene in _STORY:
            say.data(f"\n# {scene.said}\n")
            for command in scene.commands:
                say.data(f"\n$ {command}\n")
                _type(command)
            if "promote" in scene.commands[0]:
                _play_the_other_moves()
    ending = _(
        "\nThe database is {database}\nThree things to try:\n\n"
        "  {crm} --db {path} stale\n  {crm} --db {path} show ibarra --all\n  {crm} --db {path} find 木工\n"
    )
    say.data(ending.format(database=database, path=shlex.quote(str(database)), crm=_program()))


def _program() -> str:
    """Return how the person calls this program: `crm`, or where it stands in an environment of its own."""
    import shutil

    called = Path(sys.argv[0])
    return "crm" if shutil.which("crm") or called.name not in ("crm", "crmcli") else shlex.quote(str(called))


demo.examples = ("crm demo", "crm demo --keep ~/crm-demo")  # type: ignore[attr-defined]


def _folder(keep: str) -> Path:
    if not keep:
        return Path(tempfile.mkdtemp(prefix="crm-demo-"))
    folder = Path(keep).expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(_("{path} is there already, and not empty.").format(path=folder))
    try:
        paths.make_private_folder(folder)
    except OSError as problem:
        raise CrmError(_("{path} cannot be made: {problem}").format(path=folder, problem=problem.strerror)) from None
    return folder


@contextmanager
def _set_aside(folder: Path, database: Path) -> Iterator[None]:
    """Work among the examples on the demo's own database and settings; put the person's back afterwards."""
    kept = {name: os.environ.get(name) for name in ("CRM_DB", "CRM_CONFIG")}
    here = Path.cwd()
    os.environ["CRM_DB"] = str(database)
    os.environ["CRM_CONFIG"] = str(folder / "config.toml")
    os.chdir(paths.examples())
    try:
        yield
    finally:
        os.chdir(here)
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Terminal:
    """A stream that says it is a terminal, so that commands print what a person would see."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def isatty(self) -> bool:
        return True


@contextmanager
def _as_on_a_terminal() -> Iterator[None]:
    out, err = sys.stdout, sys.stderr
    colour = out.isatty()
    plain = os.environ.get("NO_COLOR")
    if not colour:
        os.environ["NO_COLOR"] = "1"
    sys.stdout = _Terminal(out)
    # What a terminal shows in one stream is shown in one.
    sys.stderr = sys.stdout
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err
        if not colour and plain is None:
            del os.environ["NO_COLOR"]


def _type(command: str) -> None:
    """Run one command line; CrmError if a part of it fails."""
    piped: bytes | None = None
    *before, last = command.split(" | ")
    for part in before:
        piped = _captured(part)
    _run(last, piped)


def _captured(part: str) -> bytes:
    out = sys.stdout
    target = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.stdout = target
    try:
        _run(part, None)
    finally:
        sys.stdout = out
    target.seek(0)
    return target.read().encode()


def _run(part: str, piped: bytes | None) -> None:
    from crmcli.cli.main import run

    line, _less, file = part.partition(" < ")
    content = Path(file).read_bytes() if file else piped
    stdin = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(content or b""), encoding="utf-8")
    try:
        code = run(shlex.split(line)[1:])
    finally:
        sys.stdin = stdin
    if code:
        raise CrmError(_("The demo stopped: {command} ended with {code}.").format(command=part, code=code))


def _play_the_other_moves() -> None:
    from contextlib import redirect_stderr, redirect_stdout

    lines = Path(_MOVES).read_text("utf-8").splitlines()[2:]
    for line in lines:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.TextIOWrapper(io.BytesIO())):
            _run(f"crm promote {line}", None)
    say.data(
        many(
            "\n# … and {count} more move of that year.\n", "\n# … and {count} more moves of that year.\n", len(lines)
        ).format(count=len(lines))
    )
