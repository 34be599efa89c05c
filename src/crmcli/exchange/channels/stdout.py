"""Standard output: for cron, which mails what a command prints, and for people."""

import sys

from crmcli.exchange.channels.message import Message, Result, State, harmless, one_line
from crmcli.exchange.channels.settings import Settings


def send(message: Message, given: Settings) -> Result:
    """Print a message."""
    who = f" ({one_line(message.recipient)})" if message.recipient else ""
    content = f"{one_line(message.subject)}{who}\n\n{harmless(message.text)}\n\n"
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content)
    else:
        sys.stdout.flush()
        stream.write(content.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()
    return Result(State.SENT)
