"""The one place that narrates: sentences to standard error, data to standard output."""

import os
import sys
from typing import BinaryIO

from crmcli.errors import CrmError
from crmcli.language import _
from crmcli.render.text import shown

_PART = 1 << 20


def open_missing_streams() -> None:
    """Give a program that was started with a closed standard stream one that goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


def say(sentence: str) -> None:
    """Tell the person something: one line on standard error, safe for their terminal."""
    try:
        _write(sys.stderr, shown(sentence) + "\n")
    except OSError:
        # Nobody can be told; what was done stays done, and the exit code says so.
        return


def fail(error: CrmError) -> None:
    """Tell the person what went wrong and what to do about it."""
    say(_("crm: {message}").format(message=error.message))
    for detail in error.details:
        say(_("  {detail}").format(detail=detail))


def data(text: str) -> None:
    """Write data for people or programs to standard output."""
    _write(sys.stdout, text)


def raw(text: str) -> None:
    """Write data for programs to standard output, as UTF-8 whatever the locale says; on a terminal made safe to show."""
    if sys.stdout.isatty():
        data("".join(f"{_line(line)}\n" for line in text.removesuffix("\n").split("\n")))
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()


def copied(source: BinaryIO) -> None:
    """Write a file of data for programs to standard output, from its beginning, in little memory."""
    source.seek(0)
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        for line in source:
            raw(line.decode())
        return
    sys.stdout.flush()
    while part := source.read(_PART):
        stream.write(part)
    stream.flush()


def _line(text: str) -> str:
    return "\t".join(shown(part) for part in text.removesuffix("\r").split("\t"))


def _write(stream: object, text: str) -> None:
    assert hasattr(stream, "write")
    encoding = getattr(stream, "encoding", None) or "utf-8"
    # Whatever the terminal cannot display is spelled out rather than lost, or a crash.
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()  # type: ignore[attr-defined]


def person_answers() -> bool:
    """Say whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def utf8() -> bool:
    """Say whether standard output can show every character."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"


def coloured() -> bool:
    """Say whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
