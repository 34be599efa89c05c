"""A command of one's own: a list of arguments, no shell; the message is JSON on its standard input."""

import json
import subprocess

from crmcli.exchange.channels.message import Message, Result, State, harmless, one_line
from crmcli.exchange.channels.settings import Settings
from crmcli.language import _

_SECONDS = 60
_TRY_LATER = 75  # EX_TEMPFAIL: what a program says that may do better later


def send(message: Message, given: Settings) -> Result:
    """Run the command: exit code 0 is sent, 75 is later, anything else never."""
    content = {
        **message._asdict(),
        "subject": one_line(message.subject),
        "text": harmless(message.text),
        "items": list(message.items),
    }
    try:
        done = subprocess.run(
            given.command, input=json.dumps(content).encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Result(State.UNSURE, _("{program} did not answer").format(program=given.command[0]))
    if done.returncode == 0:
        return Result(State.SENT)
    said = one_line(done.stderr.decode("utf-8", "replace"))[:200] or f"{given.command[0]}: {done.returncode}"
    return Result(State.LATER if done.returncode in (_TRY_LATER, -9, -15) else State.NEVER, said)
