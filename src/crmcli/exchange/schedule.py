"""Lines for cron and units for systemd that run a command once a day, with what those two lack."""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import NamedTuple

BEGIN, END = "# crm remind: begin", "# crm remind: end"
_BLOCK = re.compile(rf"{re.escape(BEGIN)}\n.*?{re.escape(END)}\n?", re.S)


class Job(NamedTuple):
    """A command as a list of arguments, its environment, and the time of day."""

    command: Sequence[str]
    environment: Mapping[str, str]
    hour: int
    minute: int


def cron(job: Job) -> str:
    """Return the lines of a crontab, between two that mark them as ours."""
    words = ["env", *(f"{name}={value}" for name, value in job.environment.items()), *job.command]
    # To cron a per cent sign is the end of the line.
    line = shlex.join(words).replace("%", r"\%")
    return f"{BEGIN}\n{job.minute} {job.hour} * * * {line}\n{END}\n"


def with_block(crontab: str, block: str) -> str:
    """Return a crontab with our lines in it once, and everybody else's as they were; "" takes ours out."""
    rest = _BLOCK.sub("", crontab)
    if rest and not rest.endswith("\n"):
        rest += "\n"
    return rest + block


def service(job: Job) -> str:
    """Return the unit of a systemd user service."""
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment.items())
    command = " ".join(_quoted(word).replace("$", "$$") for word in job.command)
    return (
        "[Unit]\nDescription=Reminders of crm\n\n[Service]\nType=oneshot\n"
        f"{environment}ExecStart={command}\nSuccessExitStatus=10\n"
    )


def timer(job: Job) -> str:
    """Return the unit of its timer; what was missed while the machine was off is made up for."""
    return (
        "[Unit]\nDescription=Reminders of crm, every day\n\n[Timer]\n"
        f"OnCalendar=*-*-* {job.hour:02}:{job.minute:02}:00\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
