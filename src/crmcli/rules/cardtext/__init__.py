"""The text of a business card or an e-mail signature becomes fields, by rules and scores."""

from collections.abc import Sequence

from crmcli.rules.cardtext.reading import Line, Phone, Reading

__all__ = ["Line", "Phone", "Reading", "read", "read_text"]


def read(lines: Sequence[Line], country: str = "") -> Reading:
    """Return what the lines of a card say; `country` (two letters) is where numbers without a code are from.

    The words it takes are loaded by the first call: importing this costs next to nothing.
    """
    from crmcli.rules.cardtext import reader

    return reader.read(lines, country)


def read_text(text: str, country: str = "") -> Reading:
    """Return what a card's text or an e-mail signature says, like `read`."""
    from crmcli.rules.cardtext import reader

    return reader.read_text(text, country)
