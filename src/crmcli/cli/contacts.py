"""crm contact add, list, edit, move, archive."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.contacts import Person
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Contact = Annotated[str, typer.Argument(metavar="CONTACT", help=_("c5, or a piece of the person's name."))]
COLUMNS = ("id", "name", "title", "department", "email", "phone", "wechat", "note", "archived_on", "birthday")

_Birthday = Annotated[
    str | None, typer.Option("--birthday", metavar="DATE", help=_("1980-03-05, or 03-05 where the year is not known."))
]
_Department = Annotated[str | None, typer.Option(metavar="TEXT", help=_("The person's department."))]


def _person(given: dict[str, Any]) -> "Person":
    from crmcli.actions.contacts import Person

    return Person(
        emails=None if given["email"] is None else tuple(given["email"]),
        phones=None if given["phone"] is None else tuple(given["phone"]),
        **{name: given[name] for name in ("name", "title", "department", "wechat", "note", "birthday")},
    )


@frame.writes('crm contact add ibarra "Mikel Ibarra" --title "Jefe de taller" --phone "+34 600 000 000"')
def add(
    request: "Request",
    ref: options.Ref,
    words: Annotated[list[str], typer.Argument(metavar="NAME…", help=_("The person's name."))],
    title: options.Title = None,
    department: _Department = None,
    email: options.Email = None,
    phone: options.Phone = None,
    wechat: options.Wechat = None,
    note: options.Note = None,
    birthday: _Birthday = None,
) -> "Outcome":
    """Add a person to a customer."""
    from crmcli.actions import contacts

    name = " ".join(words)
    return contacts.add(request, ref, _person(dict(locals())))


@frame.reads("crm contact list ibarra", "crm contact list ibarra --format csv")
def list_contacts(view: View, ref: options.Ref, reachable: options.Reachable = "") -> Report:
    """List the people at a customer, those put away last."""
    from crmcli.store import refs
    from crmcli.store.reads import dossier

    people = dossier.people(view, refs.customer(view.sql, ref).id, reachable=reachable)

    def reach(person: dossier.ContactRow, kind: str) -> str:
        return ", ".join(point.value for point in person.points if point.kind == kind)

    rows = [
        (
            *(one.id, one.name, one.title, one.department),
            *(reach(one, "email"), reach(one, "phone"), reach(one, "wechat")),
            *(one.note, one.archived_on, one.birthday.removeprefix("--")),
        )
        for one in people
    ]
    return of(COLUMNS, rows)


@frame.writes('crm contact edit c5 --title "CEO" --email ana@firm.example')
def edit(
    request: "Request",
    contact: _Contact,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=_("The person's name."))] = None,
    title: options.Title = None,
    department: _Department = None,
    email: options.Email = None,
    phone: options.Phone = None,
    wechat: options.Wechat = None,
    note: options.Note = None,
    birthday: _Birthday = None,
) -> "Outcome":
    """Change a contact; --email and --phone replace those there are, an empty value clears."""
    from crmcli.actions import contacts

    person = _person(dict(locals()))
    if person == contacts.Person():
        raise UsageError(_("What is to change? Say it with options."))
    return contacts.edit(request, contact, person)


@frame.writes("crm contact move c5 grünhagen")
def move(
    request: "Request",
    contact: _Contact,
    to: Annotated[str, typer.Argument(metavar="REF", help=_("The customer the person works for now."))],
) -> "Outcome":
    """Move a contact to another customer; what was done with them stays where it was done."""
    from crmcli.actions import contacts

    return contacts.move(request, contact, to)


@frame.writes("crm contact archive c5", "crm contact archive c5 --restore")
def archive(
    request: "Request",
    contacts_given: Annotated[list[str], typer.Argument(metavar="CONTACT…", help=_("c5, or pieces of names."))],
    restore: Annotated[bool, typer.Option("--restore", help=_("Bring them back."))] = False,
) -> "Outcome":
    """Put contacts away, or bring them back."""
    from crmcli.actions import contacts

    return contacts.archive(request, contacts_given, restore=restore)
