"""crm card: what cards say, before anything is kept."""

from typing import Annotated, Any

import typer

from crmcli.cli import frame, say
from crmcli.cli.cardfiles import Cards, cards_of
from crmcli.errors import BadInputError, ExitCode
from crmcli.exchange.cards.given import Given
from crmcli.exchange.cards.reading import reading_of
from crmcli.language import _
from crmcli.rules.cardtext import Phone, Reading

FIELDS = ("file", "kind", *Reading._fields)


def read(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|TEXT…", help=_("Cards of any kind, folders, or - ; with --text a card's text.")),
    ],
    text: Annotated[
        bool,
        typer.Option("--text", help=_("The arguments are the text of a card or signature, or - (standard input).")),
    ] = False,
    format_: frame.Format = "",
    fields: frame.Fields = "",
) -> None:
    """Read cards and say what is on them, with how sure each field is (0 to 1); nothing is stored.

    vCards, photos, scans, PDFs, QR codes and texts all come out in the same fields. What cannot be read is named, and
    the end is then 6.
    """
    output = frame.Output(format_, fields).settled()._replace(limit=None)
    source = cards_of(frame.database(ctx), files, card=False, text=text)
    rows, bad = [], 0
    for one in source.given:
        for given in [one] if isinstance(one, Given) else one.read():
            if given.card is None:
                bad += 1
                say.fail(BadInputError(_("{file}: {why}").format(file=given.source, why=given.why)))
            else:
                rows.append(_row(given, source.country))
    from crmcli.render.report import of

    nested = output.format in ("json", "jsonl")
    frame.emit(of(FIELDS, rows if nested else [tuple(map(_flat, row)) for row in rows]), output)
    if isinstance(source.cards, Cards) and source.cards.missing:
        say.fail(source.cards.missing)
    if bad:
        raise typer.Exit(ExitCode.BAD_INPUT)


read.examples = (  # type: ignore[attr-defined]
    "crm card read IMG_12.jpg",
    "crm card read fair/ --format json",
    'crm card read --text "Ana López, Jefa de Compras" "Talleres Ibarra S.L." "ana@ibarra.example"',
    "pbpaste | crm card read --text - --format json",
)


def _row(given: Given, country: str) -> tuple[Any, ...]:
    assert given.card is not None
    return (given.source, given.kind, *(given.reading or reading_of(given.card, country)))


def _flat(value: Any) -> Any:
    """Return a value as it stands in one cell: lists joined."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {number:g}" for name, number in value.items())
    if isinstance(value, tuple):
        return ", ".join(f"{one.number} {one.type}" if isinstance(one, Phone) else str(one) for one in value)
    return value
