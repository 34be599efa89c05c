"""Texts that try to do something to a terminal, a spreadsheet or a shell, and a terminal that notices."""

from collections.abc import Callable

import pyte
from rich.cells import cell_len

HOSTILE = {
    "clear": "\x1b[2J\x1b[H\x1b[9;9Hclear",
    "title": "\x1b]0;owned\x07title\x1b]2;x\x1b\\",
    "c1": "\x9b2J\x9d0;owned\x9c\x90q\x9c\x84\x85\x8dc1",
    "answer": "\x1b[c\x1b[6n\x1b[5n\x05answer",
    "bell": "bell\x07\x07",
    "return": "harmless\rrm -rf",
    "overwrite": "abc\x08\x08\x08xyz",
    "shift": "\x0e\x1b(0shift\x1b#8\x1bc",
    "lines": "one\ntwo\n\nname: three\n# four",
    "otherlines": "one\x0btwo\x0cthree\x1cfour\x1ename: five\x85six\u2028seven\u2029eight",
    "tabs": "a\tb\t\tc",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069\u200f\u061c",
    "invisible": "zero\u200bwidth\ufeff\u00adsoft\u2060\U000e0041tag",
    "markup": "[red]red[/red] [link=http://evil.example]x[/link] [/] [bold",
    "emoji": ":smile: 👩‍👩‍👧 🇩🇪 e\u0301\u0323\u0302\u0316",
    "formula": '=HYPERLINK("http://evil.example","x")+cmd|\' /C calc\'!A0',
    "formula2": "@SUM(1+1)*-2",
    "sql": "Robert'); DROP TABLE customer;-- \" % _ ? :until ?1",
    "format": "{name} {0} {} %s %(x)s $HOME `id` $(id)",
    "backslash": "C:\\new\\table \\x1b[31m \\n",
    "csv": 'a,b;c"d""e\',\tf',
    "json": '{"a": "</script><!--"}\x7f\x1f',
    "dash": "-rf --help",
    "wide": "深圳市广元机电设备有限公司" * 6,
    "long": "long" * 240,
}
EVERYTHING = " ".join(text for name, text in HOSTILE.items() if name not in ("wide", "long"))
SHORT = EVERYTHING[:900]


class Listener:
    """Where pyte reports what a terminal would do."""

    def __init__(self) -> None:
        self.done: set[str] = set()

    def __getattr__(self, name: str) -> Callable[..., None]:
        def note(*_arguments: object, **_named: object) -> None:
            self.done.add(name)

        return note


def deeds(text: str) -> set[str]:
    """Return what a terminal does that is sent this text, by pyte's names."""
    listener = Listener()
    stream = pyte.Stream()
    stream.attach(listener)
    stream.feed(text.replace("\n", "\r\n"))
    return listener.done


def harmless(text: str, *, width: int | None = None) -> None:
    """A terminal that is sent this text draws characters, ends lines, and does nothing else."""
    assert "\r" not in text
    done = deeds(text)
    assert done <= {"draw", "linefeed", "carriage_return"}, done
    strange = {char for char in text if not char.isprintable() and char not in "\n\u200c\u200d\u3000"}
    assert not strange, strange
    if width:
        wide = [line for line in text.splitlines() if cell_len(line) > width]
        assert not wide, wide
