"""crm card list, show."""

import os
from typing import Annotated

import typer

from crmcli import clock, paths
from crmcli.cli import frame, say
from crmcli.errors import BadInputError, ConflictError
from crmcli.exchange.cards import kinds
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view
from crmcli.store.reads import cards as reads

_ID = Annotated[str, typer.Argument(metavar="CARD", help=_("The card's id, like k17."))]


@frame.reads("crm card list", "crm card list --inbox", "crm card list --inbox --format ids")
def list_cards(
    view: View,
    limit: int | None,
    inbox: Annotated[bool, typer.Option("--inbox", help=_("Only those that wait for somebody to look."))] = False,
) -> Report:
    """List the business cards that came in: whose they became, from which event, who added them, why they wait."""
    return of(reads.CardRow._fields, reads.cards(view, inbox=inbox, limit=limit))


def show(
    ctx: typer.Context,
    card: _ID,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help=_("Write it there, as it came."))] = "",
) -> None:
    """Print a business card as it came: a vCard or text as it is; a picture with --to FILE, else what was read on it."""
    with view(frame.database(ctx), clock.today()) as opened:
        found = reads.card(opened, card)
    if to:
        _write(found, to)
        return
    text = text_of(found)
    if text is None:
        say.say(_("{id} is a picture, {source}; get it with: crm card show {id} --to FILE").format(**named(found)))
        text = found.text
    say.raw(text if text.endswith("\n") or not text else f"{text}\n")


show.examples = ("crm card show k17", "crm card show k17 --to card.jpg")  # type: ignore[attr-defined]


def named(found: reads.CardFile) -> dict[str, str]:
    return {"id": found.card.id, "source": found.card.source or "-"}


def text_of(found: reads.CardFile) -> str | None:
    """Return the original where it is text, else None."""
    if kinds.kind_of(found.content) not in (kinds.Kind.VCARD, kinds.Kind.TEXT):
        return None
    return kinds.text_of(found.content).replace("\r\n", "\n")


def _write(found: reads.CardFile, to: str) -> None:
    path = paths.typed(to)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as target:
            target.write(found.content)
    except FileExistsError:
        raise ConflictError(_("{path} exists already; it is left alone.").format(path=path)) from None
    except OSError as problem:
        raise BadInputError(_("{path}: {problem}").format(path=path, problem=problem.strerror)) from None
    say.say(_("{id} is in {path}.").format(id=found.card.id, path=path))
