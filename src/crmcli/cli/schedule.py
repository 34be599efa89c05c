"""crm remind install, uninstall."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from crmcli import paths
from crmcli.cli import frame, options, say
from crmcli.errors import BadInputError, CrmError, UsageError, quoted
from crmcli.exchange import schedule
from crmcli.exchange.schedule import Job
from crmcli.language import _

_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_PASSED_ON = ("LANG", "LC_ALL", "CRM_LANG", "TZ", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
_UNIT = "crm-remind"
_SECONDS = 30


def install(
    ctx: typer.Context,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help=_("When, every day."))] = "08:00",
    cron: Annotated[bool, typer.Option("--cron", help=_("A line of your crontab; that is the default."))] = False,
    systemd: Annotated[
        bool,
        typer.Option("--systemd", help=_("A systemd user timer: it makes up for what a machine that was off missed.")),
    ] = False,
    yes: options.Yes = False,
) -> None:
    """Print what makes `crm remind run` run every day, or with --yes put it there.

    It has absolute paths and the environment that cron lacks; another run at the same time leaves quietly. Installed
    again it takes the place of what was there; other lines of the crontab stay as they are.
    """
    if cron and systemd:
        raise UsageError(_("Either --cron or --systemd."))
    job = _job(ctx, at)
    if systemd:
        _systemd(job, yes)
        return
    block = schedule.cron(job)
    if not yes:
        say.raw(block)
        say.say(_("Put it there: crm remind install --yes"))
        return
    _write_crontab(schedule.with_block(_crontab(), block))
    say.say(_("Every day at {time}: crm remind run. Take it out: crm remind uninstall").format(time=at))


install.examples = (  # type: ignore[attr-defined]
    "crm remind install",
    "crm remind install --at 7:30 --yes",
    "crm remind install --systemd --yes",
)


def uninstall(yes: options.Yes = False) -> None:
    """Say what `crm remind install` put there, and with --yes take it out."""
    there, units = _crontab(missing_ok=True), [one for one in _units() if one.exists()]
    ours = schedule.with_block(there, "") != there
    if not (ours or units):
        say.say(_("Nothing is installed."))
        return
    found = [_("the lines in your crontab")] * ours + [str(one) for one in units]
    if not yes:
        say.say(_("There is: {what}. Take it out: crm remind uninstall --yes").format(what=", ".join(found)))
        return
    if ours:
        _write_crontab(schedule.with_block(there, ""))
    if units:
        _systemctl("disable", "--now", f"{_UNIT}.timer")
        for one in units:
            one.unlink()
        _systemctl("daemon-reload")
    say.say(_("Taken out: {what}").format(what=", ".join(found)))


uninstall.examples = ("crm remind uninstall", "crm remind uninstall --yes")  # type: ignore[attr-defined]


def _job(ctx: typer.Context, at: str) -> Job:
    time = _TIME.fullmatch(at.strip())
    if not time or int(time[1]) > 23 or int(time[2]) > 59:
        raise BadInputError(_("--at: {text} is no time of day, such as 08:00.").format(text=quoted(at)))
    environment = {
        "HOME": str(Path.home()),
        "PATH": os.environ.get("PATH", os.defpath),
        "CRM_DB": str(paths.real(frame.database(ctx))),
        "CRM_CONFIG": str(paths.config_file()),
        **{name: os.environ[name] for name in _PASSED_ON if os.environ.get(name)},
    }
    if any("\n" in value for value in environment.values()):
        raise CrmError(_("A path with a line break cannot stand in a crontab."))
    return Job([*_program(), "remind", "run"], environment, int(time[1]), int(time[2]))


def _program() -> list[str]:
    """Return how this program is called by its absolute path."""
    beside = Path(sys.executable).with_name("crm")
    if beside.exists():
        return [str(beside)]
    return [sys.executable, "-m", "crmcli"]


def _crontab(*, missing_ok: bool = False) -> str:
    """Return the person's crontab, "" where there is none; CrmError where it cannot be read."""
    if shutil.which("crontab") is None:
        if missing_ok:
            return ""
        raise CrmError(_("There is no crontab here."), _("Try a systemd timer: crm remind install --systemd"))
    done = subprocess.run(["crontab", "-l"], capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode and b"no crontab" not in done.stderr.lower() and done.stdout == b"":
        raise CrmError(
            _("The crontab cannot be read: {problem}").format(problem=done.stderr.decode("utf-8", "replace"))
        )
    return done.stdout.decode("utf-8", "surrogateescape")


def _write_crontab(text: str) -> None:
    content = text.encode("utf-8", "surrogateescape")
    done = subprocess.run(["crontab", "-"], input=content, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise CrmError(_("The crontab cannot be written: {problem}").format(problem=said))


def _units() -> list[Path]:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return [Path(base) / "systemd" / "user" / f"{_UNIT}.{kind}" for kind in ("service", "timer")]


def _systemd(job: Job, yes: bool) -> None:
    contents = dict(zip(_units(), (schedule.service(job), schedule.timer(job)), strict=True))
    if not yes:
        say.raw("\n".join(f"# {path}\n{content}" for path, content in contents.items()))
        say.say(_("Put it there: crm remind install --systemd --yes"))
        return
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            paths.write_private(path, content.encode())
        except OSError as problem:
            raise CrmError(
                _("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)
            ) from None
    started = _systemctl("daemon-reload") and _systemctl("enable", "--now", f"{_UNIT}.timer")
    if started:
        say.say(_("The timer runs: systemctl --user list-timers. Take it out: crm remind uninstall --yes"))
    else:
        say.say(_("The units are there; start them: systemctl --user enable --now {unit}.timer").format(unit=_UNIT))


def _systemctl(*words: str) -> bool:
    """Say whether systemd did what it was told."""
    if shutil.which("systemctl") is None:
        return False
    try:
        done = subprocess.run(["systemctl", "--user", *words], capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
