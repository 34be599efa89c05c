"""crm card: what cards say, before anything is kept."""

import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from crmcli.cli import frame, say
from crmcli.cli.cardfiles import Source, cards_of, country_of
from crmcli.errors import BadInputError, ExitCode
from crmcli.exchange.cards.given import Given, Waiting
from crmcli.exchange.cards.reading import reading_of
from crmcli.language import _
from crmcli.render.report import of
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
    source = cards_of(files, country_of(frame.database(ctx)), card=False, text=text)
    found = list(_read(source))
    rows = [_row(one, source.country) for one in found if one.card]
    nested = output.format in ("json", "jsonl")
    frame.emit(of(FIELDS, rows if nested else [tuple(map(_flat, row)) for row in rows]), output)
    for one in found:
        if one.card is None:
            say.fail(BadInputError(_("{file}: {why}").format(file=one.source, why=one.why)))
    if source.cards and source.cards.missing:
        say.fail(source.cards.missing)
    if len(rows) < len(found):
        raise typer.Exit(ExitCode.BAD_INPUT)


read.examples = (  # type: ignore[attr-defined]
    "crm card read IMG_12.jpg",
    "crm card read fair/ --format json",
    'crm card read --text "Ana López, Jefa de Compras" "Talleres Ibarra S.L." "ana@ibarra.example"',
    "pbpaste | crm card read --text - --format json",
)


def _read(source: Source) -> Iterator[Given]:
    """Yield the cards, pictures read; on a terminal a bar shows how far that is."""
    cards = source.cards
    given: Iterable[Given | Waiting] = source.given
    if cards and sys.stderr.isatty() and cards.take_time:
        from crmcli.render.progress import shown

        files = shown(cards.files, len(cards.files), _("Reading"), sys.stderr)
        given = (one for file in files for one in cards.of(file))
    for one in given:
        yield from [one] if isinstance(one, Given) else one.read()


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
