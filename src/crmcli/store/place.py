"""Whether the database stands where SQLite's locks and flushes cannot be relied on."""

import os
from pathlib import Path

from crmcli.language import _
from crmcli.rules import places

MOUNTS = Path("/proc/mounts")


def trouble(path: Path) -> str:
    """Return why a database should not stand at `path`, there or not, as a sentence; "" where nothing is known."""
    real = os.path.realpath(path)
    kind = places.network(real, _mounts())
    if kind:
        return _("{path} is on a network file system ({type}), which may lose or mix what several write.").format(
            path=path, type=kind
        )
    service = places.synchronised(real, _markers(Path(real)))
    if service:
        return _(
            "{path} is synchronised by {service}, which may copy it half-written, or bring back an old one."
        ).format(path=path, service=service)
    return ""


def _mounts() -> list[places.Mount]:
    try:
        return places.mounts(MOUNTS.read_text("utf-8", "surrogateescape"))
    except OSError:
        return []  # a system without such a table: only the folders' names tell


def _markers(path: Path) -> list[str]:
    return [name for folder in path.parents for name in places.MARKERS if os.path.lexists(folder / name)]
