"""A disk that remembers what is certain and what is not: what could be on it when the power goes.

What was written to a file since it was last flushed may be there or not, each piece for itself, in sectors; so may a
file's name, until its folder is flushed. Sectors and names are kept or lost as a seeded chance has it.
"""

import os
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from iolayer import Call

_SECTORS = (512, 4096)


class _Content:
    """A file's bytes: those that are certain, and what was done to them since."""

    def __init__(self) -> None:
        self.certain = b""
        self.pending: list[Call] = []

    def flush(self) -> None:
        self.certain = self._with(self.pending)
        self.pending = []

    def _with(self, calls: list[Call], chance: Random | None = None) -> bytes:
        found = bytearray(self.certain)
        for call in calls:
            if call.kind == "truncate":
                del found[call.offset :]
                found.extend(bytes(call.offset - len(found)))
                continue
            end = call.offset + len(call.content)
            # The length of a file may be kept where the bytes are not: then anything may stand there.
            filler = chance.randbytes(1) if chance and chance.random() < 0.5 else b"\0"
            found.extend(filler * (end - len(found)))
            for start, piece in _sectors(call, chance):
                found[start : start + len(piece)] = piece
        return bytes(found)

    def after_cut(self, chance: Random) -> bytes:
        if not self.pending:
            return self.certain
        kept = _some(self.pending, chance)
        return self._with(kept, chance if chance.random() < 0.5 else None)


def _sectors(call: Call, chance: Random | None) -> list[tuple[int, bytes]]:
    """Return the pieces of a write that reach the disk; without chance all of it."""
    if chance is None:
        return [(call.offset, call.content)]
    size = chance.choice(_SECTORS)
    share = chance.choice((0.2, 0.8, 1.0))
    end = call.offset + len(call.content)
    edges = [call.offset, *range((call.offset // size + 1) * size, end, size), end]
    return [
        (start, call.content[start - call.offset : stop - call.offset])
        for start, stop in pairwise(edges)
        if chance.random() < share
    ]


def _some(pending: list[Any], chance: Random) -> list[Any]:
    """Return what of a list in doubt has happened: nothing, all, the first so many, or any of it."""
    manner = chance.randrange(4)
    if manner == 0:
        return []
    if manner == 1:
        return pending
    if manner == 2:
        return pending[: chance.randrange(len(pending) + 1)]
    share = chance.random()
    return [one for one in pending if chance.random() < share]


class Disk:
    """What is below a folder, which was empty at first: as calls have left it and as a power cut would."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._folders: set[int] = set()
        self._contents: dict[int, _Content] = {}
        self._names: dict[str, int] = {}  # as the running system sees them
        self._certain: dict[str, int] = {}
        self._pending: dict[str, list[dict[str, int | None]]] = {}

    def _new(self) -> int:
        number = len(self._contents)
        self._contents[number] = _Content()
        return number

    def _rename(self, folder: str, names: dict[str, int | None]) -> None:
        self._pending.setdefault(folder, []).append(names)
        _renamed(self._names, names)

    def happen(self, call: Call) -> None:
        """Let a call take its effect."""
        path, folder = call.path, os.path.dirname(call.path)
        if call.kind == "create":
            self._rename(folder, {path: self._new()})
        elif call.kind == "mkdir":
            number = self._new()
            self._folders.add(number)
            self._rename(folder, {path: number})
        elif call.kind == "delete":
            self._rename(folder, {path: None})
        elif call.kind == "link":
            self._rename(os.path.dirname(call.target), {call.target: self._names[path]})
        elif call.kind == "replace":
            self._rename(folder, {call.target: self._names[path], path: None})
        elif call.kind in ("write", "truncate"):
            self._contents[self._names[path]].pending.append(call)
        elif call.kind == "sync":
            self._contents[self._names[path]].flush()
        elif call.kind == "dirsync":
            for names in self._pending.pop(path, []):
                _renamed(self._certain, names)

    def after_cut(self, chance: Random) -> dict[str, bytes]:
        """Return the files that are there when the power comes back, by their paths."""
        names = dict(self._certain)
        for folder in sorted(self._pending):
            for change in _some(self._pending[folder], chance):
                _renamed(names, change)
        contents = {number: self._contents[number].after_cut(chance) for number in sorted(set(names.values()))}
        return {
            path: contents[number]
            for path, number in sorted(names.items())
            if number not in self._folders and self._reached(path, names)
        }

    def _reached(self, path: str, names: dict[str, int]) -> bool:
        folder = os.path.dirname(path)
        return folder == self._root or (folder in names and self._reached(folder, names))


def _renamed(names: dict[str, int], changes: dict[str, int | None]) -> None:
    for path, number in changes.items():
        if number is None:
            names.pop(path, None)
        else:
            names[path] = number
