"""A file that is named as proof: its name and what it held, while the file itself stays where it is."""

import os

from crmcli.errors import BadInputError, quoted
from crmcli.language import _


def hashed(given: str, place: str) -> tuple[str, str]:
    """Return name and SHA-256 of a file that was typed for the option `place`; BadInputError where there is none."""
    from hashlib import file_digest

    from crmcli import paths

    path = paths.typed(given)
    try:
        if not path.is_file():
            said = _("{place}: {path} is no file.") if path.exists() else _("{place}: there is no file {path}.")
            raise BadInputError(said.format(place=place, path=quoted(given)))
        with open(path, "rb") as file:
            return os.path.basename(path), file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise BadInputError(
            _("{place}: {path} cannot be read: {problem}").format(
                place=place, path=quoted(given), problem=problem.strerror
            )
        ) from None


def proof(evidence: str) -> tuple[str, str]:
    """Return the name and SHA-256 of the file that a text names; of what names none, the text and ""."""
    path = os.path.expanduser(evidence)
    # A path is plainly meant, whether there is a file or not.
    plainly = evidence.startswith(("/", "./", "../", "~/")) and " " not in evidence
    try:
        if not plainly and not os.path.isfile(path):
            return evidence, ""
    except ValueError as problem:
        raise BadInputError(_("{path} is no path.").format(path=quoted(evidence))) from problem
    return hashed(evidence, "--evidence")
