"""Write a calendar (RFC 5545) of whole days: no clock and no zone can move them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crmcli.exchange.folding import folded

_ALARM = "PT8H"  # eight in the morning, wherever one is
_KEPT = "\u200c\u200d"  # joiners that Persian, Indic scripts and emoji need


class Event(NamedTuple):
    """What is due on a day, ISO; `rule` and `without` say when else, and on which of those days not."""

    uid: str
    day: str
    title: str
    text: str = ""
    rule: str = ""
    without: tuple[str, ...] = ()


def write(name: str, stamp: str, events: Iterable[Event]) -> str:
    """Return a calendar with CRLF line ends; `stamp` is the present moment as the ledgers record it."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm//crm//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
        *(f"X-WR-CALNAME:{_text(name)}", f"NAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"),
    ]
    for event in events:
        lines += _event(event, _plain(stamp))
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{_plain(event.day)}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    if event.without:
        yield f"EXDATE;VALUE=DATE:{','.join(map(_plain, event.without))}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_ALARM}", f"DESCRIPTION:{_text(event.title)}")
    yield from ("END:VALARM", "END:VEVENT")


def _plain(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def _text(text: str) -> str:
    """Escape a text value; what is neither a letter, a sign nor a line end becomes a blank."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    kept = "".join(char if char.isprintable() or char in _KEPT or char == "\n" else " " for char in lines)
    return kept.replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")
