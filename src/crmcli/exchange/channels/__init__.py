"""Ways to reach a person: a message goes in, and what became of it comes out; nothing here knows a database."""

from crmcli.exchange.channels.message import Message, Result, State
from crmcli.exchange.channels.settings import CHANNELS, Settings, settings

__all__ = ["CHANNELS", "Message", "Result", "Settings", "State", "send", "settings"]


def send(channel: str, message: Message, given: Settings) -> Result:
    """Send a message through a channel; whatever goes wrong is in the answer."""
    from importlib import import_module

    module = import_module(f"crmcli.exchange.channels.{channel}")
    try:
        result: Result = module.send(message, given)
    except OSError as problem:
        return Result(State.LATER, problem.strerror or str(problem))
    return result
