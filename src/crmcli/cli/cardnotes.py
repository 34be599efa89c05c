"""The notes beside photos: a text file of the same name, but for its ending, is what somebody wrote about the card."""

import os
from pathlib import Path

from crmcli.exchange.cards.kinds import IMAGES, Kind, kind_of, text_of
from crmcli.rules.texts import LONG

_ENDING = ".txt"
_PICTURES = (*IMAGES, Kind.PDF)
_HEAD = 4_096  # bytes that tell a picture


class Notes:
    """Tells which text files are notes, and what they say: of a folder, or of an archive."""

    def __init__(self, archived: dict[Path, bytes] | None = None) -> None:
        self._archived = archived
        self._listed: dict[Path, dict[str, list[Path]]] = {}
        if archived is not None:
            for path in archived:
                self._list(path)

    @classmethod
    def of_archive(cls, content: bytes) -> "Notes":
        """Return the notes of a zip archive; its other files are only remembered by the first of their bytes."""
        from crmcli.exchange.cards.archive import members

        found: dict[Path, bytes] = {}
        for member in members(content):
            if not member.refused:
                is_text = member.name.lower().endswith(_ENDING)
                found[Path(member.name)] = member.content[: LONG if is_text else _HEAD]
        return cls(found)

    def is_note(self, path: Path) -> bool:
        """Say whether a text file stands beside a picture of its name."""
        if path.suffix.lower() != _ENDING:
            return False
        others = (one for one in self._siblings(path) if one != path)
        return any(kind_of(self._head(one)) in _PICTURES for one in others)

    def beside(self, path: Path, kind: Kind) -> str:
        """Return the note beside a picture, "" if there is none."""
        if kind not in _PICTURES:
            return ""
        for one in self._siblings(path):
            if one.suffix.lower() == _ENDING and kind_of(head := self._head(one)) == Kind.TEXT:
                return text_of(head).strip()
        return ""

    def _siblings(self, path: Path) -> list[Path]:
        """Return the files beside a file that have its name, but for the ending."""
        if path.parent not in self._listed and self._archived is None:
            try:
                names = sorted(os.listdir(path.parent))
            except OSError:
                names = []
            for name in names:
                self._list(path.parent / name)
        return self._listed.get(path.parent, {}).get(path.stem, [])

    def _list(self, path: Path) -> None:
        self._listed.setdefault(path.parent, {}).setdefault(path.stem, []).append(path)

    def _head(self, path: Path) -> bytes:
        if self._archived is not None:
            return self._archived[path]
        return head_of(path, LONG if path.suffix.lower() == _ENDING else _HEAD)


def head_of(path: Path, size: int = _HEAD) -> bytes:
    """Return the first bytes of a file; none of what is no file, or cannot be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""
