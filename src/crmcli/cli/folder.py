"""Everything as a folder of files: written whole or not at all, and compared with what is there byte for byte."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from crmcli.errors import BadInputError, CrmError, RefusedError
from crmcli.exchange.folder import MANIFEST, is_ours
from crmcli.language import _
from crmcli.paths import flush_folder, make_private_folder, real
from crmcli.render import stream
from crmcli.store.read import copied
from crmcli.store.reads import export as reads
from crmcli.store.sheets import SHEETS

Write = Callable[[bytes], object]
Opener = Callable[[str], AbstractContextManager[Write]]


def pour(sql: Any, opened: Opener) -> dict[str, int]:
    """Write all there is, file by file; return how many rows each sheet has. The same content gives the same bytes."""
    entries: list[str] = []
    counts: dict[str, int] = {}

    def sheet(name: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
        digest = sha256()
        with opened(f"{name}.csv") as write:

            def both(part: bytes) -> None:
                digest.update(part)
                write(part)

            counts[name] = stream.write(both, "csv", columns, rows)
        entries.append(f'    "{name}.csv": {{"rows": {counts[name]}, "sha256": "{digest.hexdigest()}"}}')

    for one in SHEETS:
        found = reads.whole(sql, one)
        sheet(one.name, found.names, found.rows)
    for name, content in reads.card_files(sql):
        with opened(name) as write:
            write(content)
    sheet("settings", reads.SETTINGS, reads.settings(sql))
    sheet("last_ids", reads.LAST_IDS, reads.last_ids(sql))
    with opened(MANIFEST) as write:
        files = ",\n".join(entries)
        write(f'{{\n  "crm_export": 1,\n  "files": {{\n{files}\n  }}\n}}\n'.encode())
    return counts


def write_all(database: Path, target: Path, *, force: bool) -> dict[str, int]:
    """Write all that is in the database into a new folder, 0700 and its files 0600; returns rows per sheet.

    Raises RefusedError where the folder holds anything but, with `force`, an earlier export.
    """
    target = real(target)
    earlier = _earlier(target, force)
    try:
        return _write_all(database, target, earlier)
    except OSError as problem:
        raise CrmError(
            _("{path} could not be written: {problem}").format(path=target, problem=problem.strerror),
            _("What was there is as it was."),
        ) from None


def _write_all(database: Path, target: Path, earlier: bool) -> dict[str, int]:
    import tempfile

    make_private_folder(target.parent)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name[:50]}.", dir=target.parent))  # mode 0700
    try:
        # Of a copy: whoever writes meanwhile would wait longer than they do.
        with copied(database, draft / ".copy.db") as sql:
            counts = pour(sql, _writer(draft))
        _make_durable(draft)
        if earlier:
            _replace(draft, target)
        else:
            os.rename(draft, target)
        flush_folder(target.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return counts


def _replace(draft: Path, target: Path) -> None:
    aside = draft.with_name(f"{draft.name}.old")
    os.rename(target, aside)
    try:
        os.rename(draft, target)
    except OSError:
        os.rename(aside, target)
        raise
    shutil.rmtree(aside)


def _earlier(target: Path, force: bool) -> bool:
    """Say whether an earlier export is to be replaced; RefusedError where there is anything else."""
    if not os.path.lexists(target):
        return False
    if not target.is_dir():
        raise RefusedError(_("{path} is no folder.").format(path=target))
    if not any(target.iterdir()):
        return False
    if not is_ours(target):
        raise RefusedError(
            _("{path} is not empty, and not only an earlier export; it is left alone.").format(path=target),
            _("Name a folder that is not there yet."),
        )
    if not force:
        raise RefusedError(
            _("{path} holds an earlier export already.").format(path=target),
            _("Replace it with --force, or name another folder."),
        )
    return True


def _writer(folder: Path) -> Opener:
    @contextmanager
    def opened(name: str) -> Iterator[Write]:
        path = folder / name
        if path.parent != folder:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file.write

    return opened


def _make_durable(folder: Path) -> None:
    for parent, _folders, names in os.walk(folder):
        for name in names:
            flush_folder(Path(parent, name))
        flush_folder(Path(parent))


def compare(sql: Any, folder: Path) -> None:
    """Compare what a new export would write with the folder; BadInputError names the file and line that differ."""

    @contextmanager
    def opened(name: str) -> Iterator[Write]:
        with open(folder / name, "rb") as file:
            comparison = _Comparison(name, file)
            try:
                yield comparison.write
                comparison.end()
            except _DifferentError as difference:
                raise difference.told() from None

    pour(sql, opened)


class _DifferentError(Exception):
    """Somewhere the files differ."""

    def __init__(self, name: str, line: int, text: str) -> None:
        super().__init__(name)
        self.name, self.line, self.text = name, line, text

    def told(self) -> BadInputError:
        """Return the error as a person can act on it."""
        if self.name == MANIFEST and '"sha256"' in self.text:
            return BadInputError(
                _("{file} was changed since it was exported.").format(file=self.text.split('"')[1]),
                _("Nothing was imported; change things after the import."),
            )
        return BadInputError(
            _("{file}, line {line}: this does not follow from the rest of the export.").format(
                file=self.name, line=self.line
            ),
            _("It was changed since it was exported. Nothing was imported."),
        )


class _Comparison:
    """A file to compare with what would be written to it."""

    def __init__(self, name: str, file: Any) -> None:
        self.name, self.file, self.lines = name, file, 1

    def write(self, part: bytes) -> None:
        """Take the next bytes that should be there."""
        there = self.file.read(len(part))
        if there != part:
            pairs = zip(there, part, strict=False)
            same = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(there), len(part)))
            line = there[: there.find(b"\n", same) + 1 or None].splitlines()[-1:] or [b""]
            raise _DifferentError(self.name, self.lines + there[:same].count(b"\n"), line[0].decode("utf-8", "replace"))
        self.lines += part.count(b"\n")

    def end(self) -> None:
        """Make sure that nothing more is there."""
        if self.file.read(1):
            raise _DifferentError(self.name, self.lines, "")
