"""A notification on the desktop of whoever is logged in."""

import shutil
import subprocess
import sys

from crmcli.exchange.channels.message import Message, Result, State, one_line
from crmcli.exchange.channels.settings import Settings
from crmcli.language import _

_SECONDS = 10
_LONGEST = 400


def send(message: Message, given: Settings) -> Result:
    """Show a notification; the text is never part of a command that is taken apart."""
    subject, text = one_line(message.subject), " · ".join(filter(None, map(one_line, message.text.splitlines())))
    if sys.platform == "darwin":
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        command = ["osascript", "-e", script, subject, text[:_LONGEST]]
    else:
        command = ["notify-send", "--app-name=crm", "--", subject, _escaped(text[:_LONGEST])]
    if shutil.which(command[0]) is None:
        return Result(State.NEVER, _("there is no {program} here").format(program=command[0]))
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return Result(State.UNSURE, _("{program} did not answer").format(program=command[0]))
    if done.returncode:
        return Result(State.LATER, one_line(done.stderr.decode("utf-8", "replace"))[:200] or str(done.returncode))
    return Result(State.SENT)


def _escaped(text: str) -> str:
    # Notification servers read a little markup.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
