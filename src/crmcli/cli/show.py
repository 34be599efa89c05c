"""crm show."""

from typing import Annotated, Any

import typer

from crmcli import clock
from crmcli.cli import frame, options, say
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report
from crmcli.store.read import view
from crmcli.store.reads import dossier

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
    *("days_in_stage", "days_since_contact", "next_step"),
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
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
) -> None:
    """Show one customer on one screen: who, stage and since when, last contact, next step, what is owed."""
    if format_ and format_ not in _FORMATS:
        raise UsageError(
            _("--format: there is no {name}.").format(name=repr(format_)),
            _("There are: {names}").format(names=", ".join(_FORMATS)),
        )
    output = frame.Output("" if format_ == "vcf" else format_, fields).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    more: dict[str, Any] = {}
    with view(frame.database(ctx), day) as opened:
        found = dossier.dossier(opened, ref)
        if all_:
            from crmcli.store.reads import history, orders

            more = {
                "orders": orders.orders(opened, str(found.id)),
                "history": history.history(opened, str(found.id)),
            }
    if format_ == "vcf":
        say.raw(_vcards(found))
    elif output.format == "table":
        from crmcli.render.screens import customer_screen

        say.data(customer_screen(found, frame.screen(), **more))
    elif output.format in ("json", "jsonl"):
        say.raw(frame.as_object(found, indent=output.format == "json", **more))
    else:
        frame.emit(Report(FLAT, [_flat(found)]), output)


show.examples = (  # type: ignore[attr-defined]
    "crm show ibarra",
    "crm show 13800138000 --all",
    "crm show ibarra --format vcf > ibarra.vcf",
    "crm show ibarra --format json",
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
        "next_step": f"{found.next_due} {found.next_step}".strip(),
    }
    return tuple(values[name] for name in FLAT)


def _vcards(found: dossier.Dossier) -> str:
    """Return a vCard 3.0 per person at the customer; for one without people, one of its own."""
    from crmcli.exchange.vcard import Address, Card, Point
    from crmcli.exchange.vcard_write import write

    region = "" if found.region in found.address else found.region

    def card(name: str, title: str, department: str, points: list[dossier.PointRow], note: str, birthday: str) -> Card:
        def reach(kind: str) -> tuple[Point, ...]:
            return tuple(Point(one.value, one.label) for one in points if one.kind == kind)

        return Card(
            name=name,
            name_parts=(name, "", "", "", ""),
            company=found.name if name != found.name else "",
            title=title,
            department=department,
            phones=reach("phone"),
            emails=reach("email"),
            ims=reach("messenger"),
            websites=tuple(one.value for one in points if one.kind == "website"),
            wechat=next((one.value for one in points if one.kind == "wechat"), ""),
            addresses=(Address(street=found.address, region=region),) if found.address or region else (),
            categories=tuple(found.tags),
            birthday=birthday,
            note=note,
        )

    people = [one for one in found.contacts if not one.archived_on]
    cards = [
        card(one.name, one.title, one.department, [*one.points, *found.points], one.note, one.birthday)
        for one in people
    ]
    return "".join(
        write(one) for one in cards or [card("", "", "", found.points, found.note, "")._replace(company=found.name)]
    )
