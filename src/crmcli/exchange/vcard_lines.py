"""Cut a vCard file into cards, and each card into unfolded lines; bytes in, bytes out."""

import re
from collections.abc import Iterator

KNOWN = frozenset(
    b"ADR AGENT ANNIVERSARY BDAY BIRTHPLACE CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP CREATED DEATHDATE "
    b"DEATHPLACE EMAIL EXPERTISE FBURL FN GENDER GEO HOBBY IMPP INTEREST KEY KIND LABEL LANG LANGUAGE LOGO "
    b"MAILER MEMBER N NAME NICKNAME NOTE ORG ORG-DIRECTORY PHOTO PRODID PROFILE RELATED REV ROLE "
    b"SOCIALPROFILE SORT-STRING SOUND SOURCE TEL TITLE TZ UID URL VERSION XML".split()
)
_WHO = {b"FN", b"N", b"NICKNAME", b"ORG", b"TEL", b"EMAIL"}
_FREE_TEXT = {b"NOTE", b"LABEL"}
_BLANKS = (b" ", b"\t")
_BOM = b"\xef\xbb\xbf"
_HEAD = re.compile(rb"(?:[\w-]{0,64}\.)?([Xx]-[^:;\"]{1,64}|[A-Za-z][\w-]{0,63})[ \t]*([;:])")
_BOUNDARY = re.compile(rb"([^\w]{0,16})(?:[\w-]{1,64}\.)?(BEGIN|END)[ \t]*:[ \t]*VCARD", re.I)


class Block:
    """One card: its unfolded lines, where they stood, and what was wrong with them."""

    def __init__(self, start: int, first: int, begun: bool) -> None:
        self.start = self.end = start  # byte offsets in the file
        self.first = first  # 1-based number of the first line
        self.begun = begun
        self.ended = False
        self.lines: list[tuple[int, bytes, list[bytes]]] = []  # line number, upper-case name, pieces
        self.complaints: list[tuple[int, str]] = []  # line number, kind of fault
        self.prefix = b""
        self.junk = 0
        self.agent = 0  # depth of the AGENT cards that are open
        self.agents: list[Block] = []  # the AGENT cards themselves, for a card that never ends
        self.expects_agent = False  # whether the line above is an AGENT without a value: its card comes next
        self._soft = self._qp = self._base64 = self._filled = self._free_text = self._gap = False

    def feed(self, number: int, line: bytes, fold_follows: bool) -> None:
        """Take one line of the file, without its line break, that is no BEGIN or END of this card."""
        if self.agent:
            self.lines[-1][2].append(b"\n" + line)
            self.expects_agent = line.strip().upper() == b"AGENT:"
            if self.agents and not self.agents[-1].ended:
                self.agents[-1].feed(number, line, fold_follows)
        elif self._soft:
            self._add(b"\n" + line)
        elif line[:1] in _BLANKS and self.lines and not self._gap:
            self._add(line[1:])
        elif not line.strip():
            self._gap = self._base64 and self._filled
        elif not self._start(number, line.lstrip(b" \t") if line[:1] in _BLANKS else line, fold_follows):
            self._continue(number, line)

    def _add(self, piece: bytes) -> None:
        if self._qp:
            piece = piece.rstrip(b" \t") if piece.rstrip(b" \t").endswith(b"=") else piece
            self._soft = piece.endswith(b"=")
        self._filled = self._filled or not piece.rstrip().endswith(b":")
        self.expects_agent = False
        self.lines[-1][2].append(piece)

    def _start(self, number: int, line: bytes, fold_follows: bool) -> bool:
        """Begin a property if the line has the head of one."""
        match = _HEAD.match(line)
        if match is None:
            return False
        name = match[1].upper()
        colon = line.find(b":", match.end() - 1)
        if colon < 0 and not fold_follows:
            return False
        rest = line[match.end() : match.end() + 2]
        if not self._plausible(match[1], name, rest):
            return False
        self._free_text = name in _FREE_TEXT
        self._gap = self._soft = self._qp = self._base64 = self._filled = False
        self.lines.append((number, name, []))
        if match[2] == b";":
            head = line[match.end() - 1 : colon if colon >= 0 else None].upper() + b";"
            self._qp = b"QUOTED-PRINTABLE" in head
            self._base64 = b"BASE64" in head or b"ENCODING=B;" in head or b";B;" in head
        self._add(line)
        if name == b"AGENT" and self.begun:
            value = line[colon + 1 :].strip()
            self.expects_agent = not value
            self.agent = int(value.upper() == b"BEGIN:VCARD")
        return True

    def _plausible(self, written: bytes, name: bytes, rest: bytes) -> bool:
        """Whether a word before a colon is the name of a property rather than a word of running text."""
        known = name in KNOWN or name.startswith(b"X-")
        spaced = rest[:1] in _BLANKS
        if not self.begun and not known:
            return False
        if self._free_text or not self.begun:
            return (known and written.isupper()) or ((known or written.isupper()) and not spaced)
        return known or rest != b"//"

    def _continue(self, number: int, line: bytes) -> None:
        """Give a line that starts no property to the property above it."""
        if not self.lines or not self.begun:
            self.junk += 1
        if not self.lines:
            return
        comment = line.startswith(b"#") and not (self._free_text and not self._qp)
        ignored = comment or self._gap or line.partition(b";")[0] in KNOWN
        if len(self.complaints) < 20 and not (self._base64 and not ignored):
            self.complaints.append((number, "ignored" if ignored else "continued"))
        if not ignored:
            self._add(line if self._base64 else b"\n" + line)

    def is_card(self) -> bool:
        """Whether lines found outside BEGIN and END are a card all the same, and not some other file."""
        names = {name for _number, name, _pieces in self.lines}
        if self.begun or (self.ended and names):
            return True
        if self.junk:
            return len(names & KNOWN) > 1 and not names.isdisjoint((b"FN", b"N"))
        return not names.isdisjoint(_WHO)


def _physical(data: bytes) -> Iterator[tuple[int, int, bytes, bool]]:
    """Yield line number, offset, line without its break, and whether the next line is indented."""
    lines = data.splitlines(keepends=True)
    offset = number = 0
    last = b""
    for index, line in enumerate(lines):
        start, offset = offset, offset + len(line)
        if line == b"\r\n" and last.endswith(b"\r"):
            continue  # "\r\r\n" is one break: a file converted twice
        last = line
        number += 1
        following = lines[index + 1][:1] if index + 1 < len(lines) else b""
        if line.startswith(_BOM):
            start, line = start + 3, line[3:]
        yield number, start, line.rstrip(b"\r\n"), following in _BLANKS


class _Scanner:
    """Hand every line to the card it belongs to."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.block = Block(0, 1, begun=False)
        self.unfinished: Block | None = None

    def take(self, number: int, start: int, line: bytes, fold_follows: bool) -> None:
        """Take the next line of the file."""
        block = self.block
        end = start + len(line)
        if block.prefix:
            if line.startswith(block.prefix):
                line = line[len(block.prefix) :]
            elif line.strip():
                block.prefix = b""
        inner = end - len(line)
        match = _BOUNDARY.match(line) if b":" in line[:100] else None
        if match is None or (match[1].strip(b" \t") == b"" and match[1] and block.lines and not block.agent):
            if not block.lines and not block.begun:
                block.start, block.first = start, number
            block.feed(number, line, fold_follows)
            if line.strip():
                block.end = end
        elif match[2].upper() == b"BEGIN":
            self._begin(number, start, match)
        else:
            self._end(inner + match.end())
            rest = line[match.end() :]
            joined = _BOUNDARY.match(rest)
            if joined and joined[2].upper() == b"BEGIN":  # two files put together without a line break
                self.take(number, inner + match.end(), rest, fold_follows)

    def _begin(self, number: int, start: int, match: re.Match[bytes]) -> None:
        block = self.block
        if block.expects_agent:
            if not block.agent:
                block.agents.append(Block(start, number, begun=True))
            block.lines[-1][2].append(b"\nBEGIN:VCARD")
            block.agent += 1
            block.expects_agent = False
            return
        self.close()
        self.block = Block(start, number, begun=True)
        self.block.prefix = match[1]
        self.block.end = start + match.end()
        if match.string[match.end() :].strip():
            self.block.complaints.append((number, "begin"))

    def _end(self, end: int) -> None:
        block = self.block
        if block.agent:
            block.lines[-1][2].append(b"\nEND:VCARD")
            block.agent -= 1
            if block.agents and not block.agents[-1].ended and not block.agent:
                block.agents[-1].end, block.agents[-1].ended = end, True
            return
        block.ended = True
        block.end = end
        self.close()
        self.block = Block(end, 0, begun=False)

    def close(self) -> None:
        """Keep the card read so far, if it is one."""
        block, outer = self.block, self.unfinished
        names = {name for _number, name, _pieces in block.lines}
        if outer and not block.begun and block.ended and names.isdisjoint((b"FN", b"N", b"VERSION")):
            # A card that held other cards goes on after them.
            outer.lines += block.lines
            outer.end, outer.ended, self.unfinished = block.end, True, None
        elif block.is_card():
            self.blocks.append(block)
            if block.begun and not block.ended:
                self.unfinished = block
                for agent in block.agents:
                    agent.end = agent.end if agent.ended else block.end
                self.blocks += block.agents


def blocks(data: bytes) -> list[Block]:
    """Return the cards of a file in their order; UTF-16 must have been made UTF-8 before."""
    scanner = _Scanner()
    for number, start, line, fold_follows in _physical(data):
        scanner.take(number, start, line, fold_follows)
    scanner.close()
    return scanner.blocks
