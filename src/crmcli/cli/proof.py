"""What shows that something is so: words, or a file, of which the digest is kept."""

import os

from crmcli.errors import BadInputError, quoted
from crmcli.language import _


def read(text: str, place: str = "--evidence") -> tuple[str, str]:
    """Return the name and SHA-256 of the file that a text names; of what names none, the text and ""."""
    path = os.path.expanduser(text)
    try:
        if not os.path.isfile(path):
            _refuse_missing(text, path, place)
            return text, ""
        from hashlib import file_digest

        with open(path, "rb") as file:
            return os.path.basename(path), file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise BadInputError(
            _("{place}: {path} cannot be read: {problem}").format(
                place=place, path=quoted(text), problem=problem.strerror
            )
        ) from None


def _refuse_missing(text: str, path: str, place: str) -> None:
    """Raise BadInputError where a text is plainly the path of a file, and there is none."""
    if text.startswith(("/", "./", "../", "~/")) and " " not in text:
        said = _("{place}: {path} is no file.") if os.path.exists(path) else _("{place}: there is no file {path}.")
        raise BadInputError(said.format(place=place, path=quoted(text)))
