"""Adding, changing and putting away customers."""

import re
from datetime import date
from typing import NamedTuple

from crmcli.actions import owners, stages
from crmcli.actions.outcome import Done, Outcome, each, past_day
from crmcli.actions.points import add_point, refuse_known, replace_points, sharers
from crmcli.actions.relations import set_opt_outs
from crmcli.errors import BadInputError, RefusedError, quoted
from crmcli.language import _, in_words
from crmcli.model import Customer
from crmcli.model.words import GRADES, PointKind, Stage
from crmcli.rules.names import company_key
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.refs import Found, customers
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work

_COLUMNS = ("address", "region", "industry", "category", "size", "needs", "grade", "source", "note")
_LONG_COLUMNS = ("needs", "note", "address")
_GRADED = re.compile(r"(?:CLASS|GRADE|CLASE|GRADO|TIPO|NIVEL)?\s*([A-D])\s*[级級类類]?(?:客户|客戶)?")


class Details(NamedTuple):
    """What a person said of a customer; None is not said, "" or () clears it."""

    name: str | None = None
    contact: str | None = None
    title: str | None = None
    emails: tuple[str, ...] | None = None
    phones: tuple[str, ...] | None = None
    wechat: str | None = None
    website: str | None = None
    address: str | None = None
    region: str | None = None
    industry: str | None = None
    category: str | None = None
    size: str | None = None
    needs: str | None = None
    grade: str | None = None
    source: str | None = None
    note: str | None = None
    owner: str | None = None
    stage: str | None = None
    tags: tuple[str, ...] = ()
    untags: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()  # (key, value) of fields of one's own
    opt_outs: tuple[str, ...] = ()  # channels by which the customer does not want to be reached
    opt_ins: tuple[str, ...] = ()


def add(request: Request, details: Details, day: date | None, reason: str = "", *, force: bool = False) -> Outcome:
    """Add a customer; ConflictError names the one who has the same e-mail or phone, unless `force` goes past it."""
    return each(request, [details], lambda work, one: _add(work, one, day, reason, force))


def _add(work: Work, details: Details, day: date | None, reason: str, force: bool) -> Done:
    if not (details.name or "").strip():
        raise BadInputError(_("A customer needs a name."))
    if not force:
        refuse_known(work, details.emails or (), details.phones or ())
    alike = _alike(work, details)
    customer_id = create(work, details, past_day(work, day), reason=checked(reason, "--why", LONG))
    contact_id = None
    if details.contact or details.title:
        from crmcli.model import Contact

        contact_id = work.add(
            Contact(
                customer_id=customer_id,
                name=checked(details.contact or "", "--contact"),
                title=checked(details.title or "", "--title"),
                created_on=work.today,
            )
        )
    _add_points(work, customer_id, contact_id, details)
    said = _("{name} ({id}) added as {stage}.").format(
        name=details.name, id=customer_id, stage=in_words(facts.stage(work.sql, customer_id))
    )
    return Done(
        str(customer_id),
        " ".join([said, *(namesakes(work, customer_id, details.name or "") or alike)]),
        _("Log the first contact: crm log {id} call TEXT").format(id=customer_id),
    )


def _alike(work: Work, details: Details) -> list[str]:
    """Return a sentence where a new customer is probably one that is there, whatever it is called."""
    from crmcli.actions.matching import resembling
    from crmcli.exchange.vcard import Card, Point

    card = Card(
        name=details.contact or "",
        company=details.name or "",
        emails=tuple(Point(one) for one in details.emails or ()),
        websites=(details.website,) if details.website else (),
    )
    found = resembling(work, card)
    if not found.resembled or found.likely_id is None:
        return []
    said = _("Mind that it may be {said}; if it is: crm merge {id} NEW")
    return [said.format(said=found.resembled, id=found.likely_id)]


def namesakes(work: Work, customer_id: int, name: str) -> list[str]:
    """Return a sentence where another customer has the same name, legal form and punctuation aside."""
    alike = [one for one, _contact in facts.with_key(work.sql, "company", company_key(name)) if one != customer_id]
    if not alike:
        return []
    other = _("{name} ({id})").format(name=facts.customer_name(work.sql, alike[0]), id=alike[0])
    return [_("Mind that there is {other} of the same name.").format(other=other)]


def create(work: Work, details: Details, day: str, reason: str = "") -> int:
    """Insert a customer with stage, owner and tags, but no contact; returns its id."""
    stage = lifecycle(work.sql).named(details.stage or Stage.LEAD)
    customer = Customer(name=checked(details.name or "", "NAME").strip(), created_on=day)
    _fill(customer, details)
    customer_id = work.add(customer)
    owner = details.owner if details.owner is not None else work.request.actor
    if owner:
        owners.give(work, customer_id, owner, day)
    _set_tags(work, customer_id, details)
    _set_own(work, customer_id, details)
    stages.start(work, customer_id, stage, day, reason)
    return customer_id


def _fill(customer: Customer, details: Details) -> None:
    for column in _COLUMNS:
        value = getattr(details, column)
        if value is not None:
            limit = {"limit": LONG} if column in _LONG_COLUMNS else {}
            setattr(customer, column, checked(value, f"--{column}", **limit))
    customer.grade = valid_grade(customer.grade)


def valid_grade(text: str) -> str:
    """Return a grade as it is kept; BadInputError lists those there are."""
    if text in GRADES:
        return text
    grade = text.strip().upper()
    if found := _GRADED.fullmatch(grade):
        grade = found[1]
    if grade and grade not in GRADES:
        raise BadInputError(_("{grade} is no grade.").format(grade=quoted(text)), _("There are: A, B, C, D"))
    return grade


def _add_points(work: Work, customer_id: int, contact_id: int | None, details: Details) -> None:
    given = [(PointKind.EMAIL, one) for one in details.emails or ()]
    given += [(PointKind.PHONE, one) for one in details.phones or ()]
    given += [(PointKind.WECHAT, details.wechat)] if details.wechat else []
    for kind, value in given:
        add_point(work, customer_id, contact_id, kind, value)
    if details.website:
        add_point(work, customer_id, None, PointKind.WEBSITE, details.website)


def _set_tags(work: Work, customer_id: int, details: Details) -> None:
    if not (details.tags or details.untags):
        return
    from crmcli.model import Tag

    held = facts.tags(work.sql, customer_id)
    for tag in {tag.strip() for tag in details.untags} & held.keys():
        work.remove(Tag, held.pop(tag))
    for tag in dict.fromkeys(tag.strip() for tag in details.tags):
        if checked(tag, "--tag") and tag not in held:
            work.add(Tag(customer_id=customer_id, tag=tag))


def _set_own(work: Work, customer_id: int, details: Details) -> None:
    if details.own:
        from crmcli.actions.fields import set_values

        set_values(work, customer_id, dict(details.own))


def edit(request: Request, refs: list[str], details: Details, motive: stages.Motive) -> Outcome:
    """Change what was said of customers; a stage is changed as `promote` and `demote` do, with a reason."""

    def all_of(work: Work, refs: list[str]) -> list[Done]:
        found = customers(work.sql, refs)
        if len(found) > 1 and details.name is not None:
            raise BadInputError(_("One name for {count} customers?").format(count=len(found)))
        return [_edit(work, one, details, motive) for one in found]

    return each(request, [refs], all_of)


def _edit(work: Work, found: Found, details: Details, motive: stages.Motive) -> Done:
    past = ""
    if details.owner is not None or details.stage is not None:
        past = owners.past(work, found, owners.Why(reason=motive.reason, force=motive.force))
    customer = work.get(Customer, found.id)
    if details.name is not None:
        customer.name = checked(details.name, "--name").strip()
        if not customer.name:
            raise BadInputError(_("A customer needs a name."))
    _fill(customer, details)
    _edit_contact(work, found.id, details)
    _set_tags(work, found.id, details)
    _set_own(work, found.id, details)
    set_opt_outs(work, found.id, details.opt_outs, details.opt_ins)
    if details.owner is not None:
        owners.give(work, found.id, details.owner, owners.giving_day(work, found.id, motive.day), motive.reason)
    notes = _edit_stage(work, found, details.stage, motive) if details.stage is not None else []
    said = _("{name} ({id}) changed.").format(name=customer.name, id=found.id)
    shared = sharers(work, found.id, details.emails or (), details.phones or ())
    return Done(
        str(found.id),
        " ".join([said, *notes, *shared, *([past] if past else [])]),
        _("See it: crm show {id} · take it back: crm undo").format(id=found.id),
    )


def _edit_stage(work: Work, found: Found, wanted: str, motive: stages.Motive) -> list[str]:
    """Change the stage as `promote` and `demote` do, and return what is to be said of it."""
    goal = lifecycle(work.sql).named(wanted)
    if goal == facts.stage(work.sql, found.id):
        return []
    if not motive.reason.strip():
        raise RefusedError(_("{name} ({id}): a move needs its reason; say why with -m.").format(**found._asdict()))
    work.session.flush()
    try:
        moved = stages.change(work, found.id, goal, motive)
    except RefusedError as refused:
        said = _("{name} ({id}): {why}").format(**found._asdict(), why=refused.message)
        raise RefusedError(said, *refused.details) from None
    waits = (
        [_("The move to {stage} waits as q{id}.").format(stage=in_words(goal), id=moved.waits)] if moved.waits else []
    )
    return [*waits, *moved.notes]


def _edit_contact(work: Work, customer_id: int, details: Details) -> None:
    """Change the first contact, making one where there is none, and the points that were said anew."""
    contact_id = facts.first_contact(work.sql, customer_id)
    if details.contact is not None or details.title is not None:
        from crmcli.model import Contact

        if contact_id is None:
            contact_id = work.add(Contact(customer_id=customer_id, created_on=work.today))
        contact = work.get(Contact, contact_id)
        contact.name = contact.name if details.contact is None else checked(details.contact, "--contact")
        contact.title = contact.title if details.title is None else checked(details.title, "--title")
    replaced = {
        PointKind.EMAIL: details.emails,
        PointKind.PHONE: details.phones,
        PointKind.WECHAT: None if details.wechat is None else (details.wechat,),
    }
    for kind, values in replaced.items():
        if values is not None:
            replace_points(work, customer_id, contact_id, kind, values)
    if details.website is not None:
        replace_points(work, customer_id, None, PointKind.WEBSITE, (details.website,))


def archive(request: Request, refs: list[str], why: str, day: date | None, *, restore: bool = False) -> Outcome:
    """Put customers away, or bring them back; nothing of them is lost."""

    def all_of(work: Work, refs: list[str]) -> list[Done]:
        return [_archive(work, one, why, day, restore) for one in customers(work.sql, refs)]

    return each(request, [refs], all_of)


def _archive(work: Work, found: Found, why: str, day: date | None, restore: bool) -> Done:
    from crmcli.model import Archiving

    if facts.archived(work.sql, found.id) != restore:
        said = _("{name} ({id}) is not archived.") if restore else _("{name} ({id}) is archived already.")
        raise RefusedError(said.format(**found._asdict()))
    work.add(
        Archiving(
            customer_id=found.id,
            since=_archiving_day(work, found, day),
            archived=0 if restore else 1,
            why=checked(why, "--why", LONG),
        )
    )
    said = _("{name} ({id}) is back.") if restore else _("{name} ({id}) archived; nothing of it is lost.")
    hint = _("See it: crm show {id}") if restore else _("Bring it back: crm archive {id} --restore")
    return Done(str(found.id), said.format(**found._asdict()), hint.format(id=found.id))


def _archiving_day(work: Work, found: Found, day: date | None) -> str:
    """Return the day of an archiving or its end; RefusedError for one before the last."""
    last = facts.last_day(work.sql, "archiving", found.id)
    if day is None:
        return max(work.today, last)
    if day.isoformat() < last:
        raise RefusedError(
            _("{name} ({id}): {day} is before the last change, on {last}.").format(
                **found._asdict(), day=day, last=last
            )
        )
    return past_day(work, day)
