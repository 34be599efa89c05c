"""Sending what is due: claim and commit, send, mark and commit, so that no crash loses or doubles anything unnoticed."""

from collections.abc import Callable
from typing import NamedTuple

from crmcli.exchange.channels import Message, Result, Settings, State, send
from crmcli.store import deliveries
from crmcli.store.deliveries import Parcel as Claimed
from crmcli.store.deliveries import Told
from crmcli.store.reads.parcels import Parcel
from crmcli.store.write import Request

Sender = Callable[[str, Message, Settings], Result]

_STATES = {State.SENT: Told.SENT, State.LATER: Told.FAILED, State.NEVER: Told.FAILED, State.UNSURE: Told.UNSURE}


class Sent(NamedTuple):
    """What became of a parcel."""

    parcel: Parcel
    result: Result


def message(parcel: Parcel) -> Message:
    """Return the message that a parcel is sent as."""
    items = tuple({**one._asdict()} for one in parcel.items)
    return Message(parcel.number, parcel.person.name, parcel.person.email, parcel.subject, parcel.text, items)


def deliver(request: Request, parcel: Parcel, settings: Settings, sender: Sender = send) -> Sent:
    """Send one parcel; whatever happens in between, its rows say how far it came."""
    claimed = Claimed(parcel.channel, parcel.person.name, parcel.number, parcel.keys)
    deliveries.claim(request, claimed)
    result = sender(parcel.channel, message(parcel), settings)
    deliveries.mark(request, claimed, _STATES[result.state], result.detail, for_good=result.state == State.NEVER)
    return Sent(parcel, result)
