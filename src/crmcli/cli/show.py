"""crm show."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli import clock
from crmcli.cli import frame, options, say
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report
from crmcli.store import refs
from crmcli.store.read import view
from crmcli.store.reads import dossier

if TYPE_CHECKING:
    from crmcli.exchange.vcard import Card

_USUAL_WIDTH = 80
_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "ids", "vcf")
FLAT = (
    *(
        "id",
        "name",
        "contact",
        "title",
        "email",
        "phone",
        "wechat",
        "website",
        "address",
        "region",
        "industry",
    ),
    *("category", "size", "grade", "needs", "source", "owner", "stage", "tags", "note", "created_at"),
    *("days_in_stage", "days_since_contact", "next_step", "opt_out"),
)


def show(
    ctx: typer.Context,
    ref: options.Ref,
    all_: Annotated[bool, typer.Option("--all", help=_("The whole file, with orders and history."))] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=_("table, csv, tsv, json (one nested object), jsonl, ids, or vcf (vCard 3.0)."),
        ),
    ] = "",
    qr: Annotated[bool, typer.Option("--qr", help=_("Draw their card as a QR code, for a phone to read."))] = False,
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """Show one customer on one screen: who, stage and since when, last contact, next step, what is owed."""
    if qr:
        if format_ or fields or all_ or excel:
            raise UsageError(_("--qr draws a picture; it goes with no other form."))
        format_ = "vcf"
    if format_ and format_ not in _FORMATS:
        raise UsageError(
            _("--format: there is no {name}.").format(name=quoted(format_)),
            meant(format_, _FORMATS),
        )
    output = frame.Output("" if format_ == "vcf" else format_, fields, excel=excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    more: dict[str, Any] = {}
    kept: dict[int | None, bytes] = {}
    with view(frame.database(ctx), day) as opened:
        found = dossier.dossier(opened, ref)
        merged = refs.merged(opened.sql, ref)
        if format_ == "vcf":
            kept = dossier.cards(opened, found.id)
        if all_:
            from crmcli.store.reads import history, orders

            more = {
                "orders": orders.orders(opened, str(found.id)),
                "history": history.history(opened, str(found.id)),
            }
    if merged:
        said = _("{old} is {name} ({id}) since they were merged.")
        say.say(said.format(old=ref.strip(), name=found.name, id=found.id))
    if qr:
        _draw(found, kept)
    elif format_ == "vcf":
        say.raw(_vcards(found, kept))
    elif output.format == "table":
        from crmcli.render.screens import customer_screen

        say.data(customer_screen(found, frame.screen(), **more))
    elif output.format in ("json", "jsonl"):
        say.raw(frame.as_object(found, indent=output.format == "json", **more))
    else:
        frame.emit(Report((*FLAT, *found.fields), [(*_flat(found), *found.fields.values())]), output)


show.examples = (  # type: ignore[attr-defined]
    "crm show ibarra",
    "crm show 13800138000 --all",
    "crm show ibarra --format vcf > ibarra.vcf",
    "crm show ibarra --format json",
    "crm show ibarra --qr",
)


def _flat(found: dossier.Dossier) -> tuple[Any, ...]:
    """Return the customer with its first contact as one flat row."""
    person = next((one for one in found.contacts if not one.archived_on), None)
    points = [*(person.points if person else []), *found.points]
    reach = {
        kind: ", ".join(point.value for point in points if point.kind == kind)
        for kind in ("email", "phone", "wechat", "website")
    }
    values = {
        **found._asdict(),
        **reach,
        "contact": person.name if person else "",
        "title": person.title if person else "",
        "tags": ", ".join(found.tags),
        "created_at": found.created_on,
        "opt_out": ", ".join(found.opt_outs),
        "next_step": f"{found.next_due} {found.next_step}".strip(),
    }
    return tuple(values[name] for name in FLAT)


def _vcards(found: dossier.Dossier, kept: dict[int | None, bytes]) -> str:
    """Return a vCard 3.0 per person at the customer, or one of the customer itself where nobody is known."""
    from crmcli.exchange.vcard_write import write

    return "".join(map(write, _cards(found, kept)))


def _cards(found: dossier.Dossier, kept: dict[int | None, bytes]) -> "list[Card]":
    """Return the cards of the people at the customer, or one of the customer itself where nobody is known.

    What the business card said beyond the file's own fields (`kept`, by contact) goes out with them.
    """
    from crmcli.exchange.vcard import Card

    people = [one for one in found.contacts if not one.archived_on]
    if not people:
        nobody = dossier.ContactRow("", "", "", "", [], found.note, "", "")
        return [_vcard(found, nobody, _card_kept(kept.get(None)) or Card())]
    return [_vcard(found, one, _card_kept(kept.get(int(one.id[1:]))) or Card()) for one in people]


def _draw(found: dossier.Dossier, kept: dict[int | None, bytes]) -> None:
    """Draw the card of the first person as a QR code, with what fits into the screen."""
    from crmcli.exchange.cards.code import fitting
    from crmcli.render.code import QUIET, drawn, width

    utf8, room = say.utf8(), frame.columns() or _USUAL_WIDTH
    card = _cards(found, kept)[0]
    _text, matrix = fitting(card, room // (1 if utf8 else 2) - 2 * QUIET)
    say.data(drawn(matrix, utf8=utf8, colour=say.coloured()))
    say.say(" · ".join(part for part in (card.name, card.company) if part))
    if width(len(matrix), utf8=utf8) > room:
        wide = width(len(matrix), utf8=utf8)
        say.say(_("  The code is {wide} columns wide, and the screen {room}: widen it.").format(wide=wide, room=room))


def _card_kept(content: bytes | None) -> "Card | None":
    from crmcli.exchange.vcard import read

    cards = read(content) if content else []
    return cards[0] if cards else None


def _vcard(found: dossier.Dossier, one: dossier.ContactRow, card: "Card") -> "Card":
    """Return what the file knows of a person, on top of the card they gave."""
    from crmcli.exchange.vcard import Address, Point

    points = [*one.points, *found.points]

    def reach(kind: str) -> tuple[Point, ...]:
        return tuple(Point(point.value, point.label) for point in points if point.kind == kind)

    company = found.name if one.name != found.name else ""
    address = card.addresses if card.addresses and card.addresses[0].text == found.address else ()
    region = "" if found.region in found.address else found.region
    if not address and (found.address or region):
        address = (Address(street=found.address, region=region),)
    return card._replace(
        name=one.name,
        name_parts=card.name_parts if card.name == one.name else _parts(one.name),
        company=company,
        title=one.title,
        department=one.department,
        phones=reach("phone"),
        emails=reach("email"),
        ims=reach("messenger"),
        websites=tuple(point.value for point in points if point.kind == "website"),
        wechat=next((point.value for point in points if point.kind == "wechat"), ""),
        addresses=address,
        categories=tuple(found.tags),
        birthday=one.birthday,
        note=one.note,
    )


def _parts(name: str) -> tuple[str, str, str, str, str]:
    """Return family and given name: the last of several words, the first character of a name without spaces."""
    if " " in name:
        given, _space, family = name.rpartition(" ")
        return family, given, "", "", ""
    return (name, "", "", "", "") if name.isascii() else (name[:1], name[1:], "", "", "")
