"""Stored texts in a page: only displayed, whatever they hold."""

from html import escape

from crmcli.render.text import shown


def text(given: str) -> str:
    """Return text that a page only displays, in its own direction whatever script it is in."""
    lines = "\n".join(shown(line) for line in given.split("\n"))
    return f"<bdi>{escape(lines)}</bdi>" if not lines.isascii() else escape(lines)
