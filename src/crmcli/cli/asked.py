"""A question that is answered with yes or no, in any of the languages."""

import typer

from crmcli.cli import say
from crmcli.language import _
from crmcli.render.text import shown
from crmcli.rules.answers import yes_or_no


def agreed(question: str, *, default: bool = False) -> bool:
    """Ask on standard error until the answer is yes or no; nothing typed is the default."""
    choice = _("[Y/n]") if default else _("[y/N]")
    while True:
        typed: str = typer.prompt(
            f"{shown(question)} {choice}", default="", show_default=False, prompt_suffix=": ", err=True
        )
        if not typed.strip():
            return default
        if (said := yes_or_no(typed)) is not None:
            return said
        say.say(_("Answer with yes or no."))
