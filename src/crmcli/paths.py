"""Where the program's files are: the database, the configuration, the examples."""

import os
from pathlib import Path
from typing import IO

from crmcli import interrupts
from crmcli.errors import BadInputError, quoted
from crmcli.language import _

# Of the 255 bytes that file systems have; some are kept for a number.
_LONGEST_NAME = 245


def _home(variable: str, fallback: str) -> Path:
    given = os.environ.get(variable, "")
    return Path(given) if given.startswith("/") else Path.home() / fallback


def default_database() -> Path:
    """Return the database's path when neither `--db`, `CRM_DB` nor the configuration names one."""
    return _home("XDG_DATA_HOME", ".local/share") / "crm" / "crm.db"


def typed(text: str) -> Path:
    """Return the path that somebody wrote, `~` being their home; BadInputError if it cannot be one."""
    try:
        if "\0" in text:
            raise ValueError(text)
        return Path(text).expanduser()
    except (RuntimeError, ValueError):
        raise BadInputError(_("{path} is no path.").format(path=quoted(text))) from None


def config_file() -> Path:
    """Return the path of the person's configuration: `CRM_CONFIG`, else the XDG place."""
    given = os.environ.get("CRM_CONFIG", "")
    return typed(given) if given else _home("XDG_CONFIG_HOME", ".config") / "crm" / "config.toml"


def examples() -> Path:
    """Return the folder of example files: in the installed package, else in the source tree."""
    installed = Path(__file__).parent / "examples"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "examples"


def real(path: Path) -> Path:
    """Return where a path leads to, through all links; where they go in circles, as far as they do not."""
    return Path(os.path.realpath(path))


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents with mode 0700, durably; leave existing ones as they are."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make the folder's entries survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_private(path: Path, content: bytes | IO[bytes]) -> None:
    """Put a file of mode 0600 at `path`, whole and durably; whatever was there, a link too, is replaced.

    Raises OSError, and leaves what was there.
    """
    import shutil
    import tempfile

    handle, draft = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        interrupts.too_late()
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    flush_folder(path.parent)


def beside(path: Path, ending: str) -> Path:
    """Return where that goes which comes of a file: beside it, NAME and the ending, a name too long for that cut."""
    room = _LONGEST_NAME - len(os.fsencode(ending))
    name = os.fsencode(path.name)
    if len(name) > room:
        name = name[:room].decode("utf-8", "ignore").encode()  # no character is cut in half
    return path.with_name(os.fsdecode(name) + ending)


def unused(path: Path) -> Path:
    """Return the path, or where something is there already the first of `name-2.txt`, `name-3.txt` … that is free."""
    number, found = 1, path
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
