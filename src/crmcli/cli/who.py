"""crm who."""

import sys
from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, say
from crmcli.language import _, in_words, many
from crmcli.render.report import of
from crmcli.render.spoken import contact
from crmcli.render.text import shown
from crmcli.store.read import view
from crmcli.store.reads import who as reads


def who(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="REF…", help=_("A phone, an e-mail, a name or a piece of it, or an id."))
    ],
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
) -> None:
    """Say in one line who it is: owner, stage, last contact, next step. Nobody is code 3, several are code 4."""
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        found = reads.who(opened, " ".join(words))
    if format_ or fields:
        frame.emit(of(found._fields, [found]), frame.Output(format_, fields).settled())
        return
    line = _line(found)
    say.data((shown(line) if sys.stdout.isatty() else " ".join(line.split())) + "\n")


who.examples = ("crm who 13800138000", "crm who ana@firm.example", "crm who 广元")  # type: ignore[attr-defined]


def _line(found: reads.WhoRow) -> str:
    name = _("{name} ({id})").format(name=found.name, id=found.id)
    parts = [
        name,
        found.contact if found.contact != found.name else "",
        _("archived") if found.archived else "",
        _("no contact by: {channels}").format(channels=found.not_by) if found.not_by else "",
        _("owner: {owner}").format(owner=found.owner or "-"),
        many("{stage} for {days} day", "{stage} for {days} days", found.days_in_stage).format(
            stage=in_words(found.stage or "-"), days=found.days_in_stage
        ),
        _("last: {contact}").format(contact=contact(found.last_contact or "-")),
        _("next: {step}").format(step=found.next_step or "-"),
    ]
    return " · ".join(part for part in parts if part)
