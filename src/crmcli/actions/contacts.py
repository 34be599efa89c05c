"""The people at a customer."""

from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.actions.points import add_point, replace_points, sharers
from crmcli.errors import BadInputError, RefusedError
from crmcli.language import _
from crmcli.model import Card, Contact, Point
from crmcli.model.words import PointKind
from crmcli.rules.dates import birthday
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, refs
from crmcli.store.write import Request, Work


class Person(NamedTuple):
    """What a person said of a contact; None is not said."""

    name: str | None = None
    title: str | None = None
    department: str | None = None
    emails: tuple[str, ...] | None = None
    phones: tuple[str, ...] | None = None
    wechat: str | None = None
    note: str | None = None
    birthday: str | None = None


def add(request: Request, ref: str, person: Person) -> Outcome:
    """Add a person to a customer."""
    return each(request, [person], lambda work, one: _add(work, ref, one))


def _add(work: Work, ref: str, person: Person) -> Done:
    customer = refs.customer(work.sql, ref)
    if not (person.name or "").strip():
        raise BadInputError(_("A contact needs a name."))
    contact_id = work.add(Contact(customer_id=customer.id, created_on=work.today))
    _fill(work, contact_id, person)
    for kind, values in _points(person).items():
        for value in values or ():
            add_point(work, customer.id, contact_id, kind, value)
    said = _("{name} (c{contact}) added at {customer} ({id}).").format(
        name=person.name, contact=contact_id, customer=customer.name, id=customer.id
    )
    shared = sharers(work, customer.id, person.emails or (), person.phones or ())
    return Done(
        f"c{contact_id}",
        " ".join([said, *shared]),
        _("See everybody there: crm contact list {id}").format(id=customer.id),
    )


def _fill(work: Work, contact_id: int, person: Person) -> Contact:
    contact: Contact = work.get(Contact, contact_id)
    for column in ("name", "title", "department"):
        value = getattr(person, column)
        if value is not None:
            setattr(contact, column, checked(value, f"--{column}"))
    if person.birthday is not None:
        contact.birthday = birthday(person.birthday, "--birthday") if person.birthday.strip() else ""
    if person.note is not None:
        contact.note = checked(person.note, "--note", LONG)
    return contact


def _points(person: Person) -> dict[str, tuple[str, ...] | None]:
    return {
        PointKind.EMAIL: person.emails,
        PointKind.PHONE: person.phones,
        PointKind.WECHAT: None if person.wechat is None else (person.wechat,),
    }


def edit(request: Request, ref: str, person: Person) -> Outcome:
    """Change what was said of a contact; points given replace all of their kind."""
    return each(request, [ref], lambda work, one: _edit(work, refs.contact(work.sql, one), person))


def _edit(work: Work, contact_id: int, person: Person) -> Done:
    contact = _fill(work, contact_id, person)
    for kind, values in _points(person).items():
        if values is not None:
            replace_points(work, contact.customer_id, contact_id, kind, values)
    said = _("{name} (c{id}) changed.").format(name=contact.name, id=contact_id)
    shared = sharers(work, contact.customer_id, person.emails or (), person.phones or ())
    return Done(f"c{contact_id}", " ".join([said, *shared]))


def move(request: Request, ref: str, to: str) -> Outcome:
    """Move a contact, with points and cards, to another customer."""
    return each(request, [ref], lambda work, one: _move(work, refs.contact(work.sql, one), to))


def _move(work: Work, contact_id: int, to: str) -> Done:
    contact: Contact = work.get(Contact, contact_id)
    customer = refs.customer(work.sql, to)
    if contact.customer_id == customer.id:
        raise RefusedError(_("{name} is at {customer} already.").format(name=contact.name, customer=customer.name))
    for table, row_id in facts.rows_of_contact(work.sql, contact_id):
        work.get(Point if table == "point" else Card, row_id).customer_id = customer.id
    contact.customer_id = customer.id
    return Done(
        f"c{contact_id}",
        _("{name} (c{contact}) is at {customer} ({id}) now.").format(
            name=contact.name, contact=contact_id, customer=customer.name, id=customer.id
        ),
    )


def archive(request: Request, refs_given: list[str], *, restore: bool = False) -> Outcome:
    """Put contacts away, or bring them back; what was done with them stays."""
    return each(
        request,
        refs_given,
        lambda work, one: _archive(work, refs.contact(work.sql, one, archived=restore), restore),
    )


def _archive(work: Work, contact_id: int, restore: bool) -> Done:
    contact: Contact = work.get(Contact, contact_id)
    if bool(contact.archived_on) != restore:
        said = _("{name} (c{id}) is not archived.") if restore else _("{name} (c{id}) is archived already.")
        raise RefusedError(said.format(name=contact.name, id=contact_id))
    contact.archived_on = "" if restore else work.today
    said = _("{name} (c{id}) is back.") if restore else _("{name} (c{id}) archived.")
    return Done(f"c{contact_id}", said.format(name=contact.name, id=contact_id))
