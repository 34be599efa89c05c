"""The ways to reach somebody: adding, replacing, and telling who else has them."""

from collections.abc import Sequence

from crmcli.errors import ConflictError
from crmcli.language import _
from crmcli.model.words import PointKind
from crmcli.rules.names import email_key
from crmcli.rules.phones import phone_lookups
from crmcli.rules.texts import checked
from crmcli.store import facts
from crmcli.store.caches import setting
from crmcli.store.write import Work


def add_point(work: Work, customer_id: int, contact_id: int | None, kind: str, value: str, label: str = "") -> None:
    """Insert a contact point unless it is empty; the text is kept as it was given."""
    if value.strip():
        from crmcli.model import Point

        work.add(
            Point(
                customer_id=customer_id,
                contact_id=contact_id,
                kind=kind,
                value=checked(value, f"--{kind}").strip(),
                label=checked(label, "label"),
            )
        )


def replace_points(work: Work, customer_id: int, contact_id: int | None, kind: str, values: tuple[str, ...]) -> None:
    """Make `values` all the points of one kind of a contact and of the customer itself."""
    from crmcli.model import Point

    before = facts.points(work.sql, customer_id, kind, contact_id)
    for point_id, _kind, value in before:
        if value not in values:
            work.remove(Point, point_id)
    known = [value for _id, _kind, value in before]
    for value in values:
        if value not in known:
            add_point(work, customer_id, contact_id, kind, value)


def sharers(work: Work, customer_id: int, emails: Sequence[str], phones: Sequence[str]) -> list[str]:
    """Return a sentence for each e-mail or phone that another customer has too."""
    return [
        _("Mind that {given} is {name} ({id}) too.").format(
            given=given, name=facts.customer_name(work.sql, one), id=one
        )
        for given, one in _known_points(work, emails, phones)
        if one != customer_id
    ]


def _known_points(work: Work, emails: Sequence[str], phones: Sequence[str]) -> list[tuple[str, int]]:
    """Return (as given, customer) for every e-mail and phone that is in the file already."""
    country = setting(work.sql, "country")
    keys = [("email", email_key(one), one) for one in emails]
    keys += [(*key, one) for one in phones for key in phone_lookups(one, country)]
    found = [(given, one) for kind, key, given in keys for one, _contact in facts.with_key(work.sql, kind, key)]
    return list(dict.fromkeys(found))


def refuse_known(work: Work, emails: Sequence[str], phones: Sequence[str]) -> None:
    """Raise ConflictError, naming the customer, where an e-mail or phone belongs to one already."""
    for given, known in _known_points(work, emails, phones):
        raise ConflictError(
            _("{given} belongs to {name} ({id}) already.").format(
                given=given, name=facts.customer_name(work.sql, known), id=known
            ),
            _("See them: crm show {id} · to add another all the same: --force -m WHY").format(id=known),
        )


def comparable(kind: str, value: str, country: str) -> frozenset[tuple[str, str]]:
    """Return what two spellings of the same contact point have in common."""
    if kind == PointKind.PHONE:
        lookups = phone_lookups(value, country)
        if lookups:
            return frozenset(lookups)
    plain = value.strip().casefold()
    if kind == PointKind.WEBSITE:
        plain = plain.split("://")[-1].removeprefix("www.").rstrip("/")
    return frozenset({(kind, plain)})
