"""When Ctrl-C ends a command, and when it comes too late for that."""

import signal
from typing import Any

_handler: Any = None


def too_late() -> None:
    """Hear no interrupt from here on: what was asked is being kept now, and whoever asked has to be told so."""
    global _handler
    if _handler is None:
        try:
            _handler = signal.signal(signal.SIGINT, signal.SIG_IGN) or signal.SIG_DFL
        except ValueError:  # another thread than the main one is never interrupted
            return


def heard_again() -> None:
    """Let an interrupt end the command again: it was told, or begins something new."""
    global _handler
    if _handler is not None:
        signal.signal(signal.SIGINT, _handler)
        _handler = None
