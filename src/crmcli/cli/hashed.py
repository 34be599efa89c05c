"""A file that is named as proof: its name and what it held, while the file itself stays where it is."""

import os

from crmcli.errors import BadInputError, quoted
from crmcli.language import _

_PART = 1 << 20


def hashed(given: str, place: str) -> tuple[str, str]:
    """Return name and SHA-256 of a file that was typed for the option `place`; BadInputError where there is none."""
    from hashlib import sha256

    from crmcli import paths

    path, digest = paths.typed(given), sha256()
    try:
        if not path.is_file():
            said = _("{place}: {path} is no file.") if path.exists() else _("{place}: there is no file {path}.")
            raise BadInputError(said.format(place=place, path=quoted(given)))
        with open(path, "rb") as file:
            while part := file.read(_PART):
                digest.update(part)
    except OSError as problem:
        raise BadInputError(
            _("{place}: {path} cannot be read: {problem}").format(
                place=place, path=quoted(given), problem=problem.strerror
            )
        ) from None
    return os.path.basename(path), digest.hexdigest()
