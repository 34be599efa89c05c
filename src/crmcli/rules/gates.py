"""Who may agree to what somebody asks for, and who has to."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.errors import RefusedError
from crmcli.language import _
from crmcli.model.words import How


class Person(NamedTuple):
    """A rep who works here."""

    id: int
    name: str
    role: str


class Word(NamedTuple):
    """Somebody's word on what was asked: whose, and how it came."""

    by: str
    how: How
    reason: str = ""


def others(people: Sequence[Person], asker: int | None, decider: str = "") -> list[Person]:
    """Return who may decide what a rep asks: everybody else, or only those of the role `decider`.

    Whoever asks without saying who they are may be the only one there is.
    """
    if asker is None and len(people) < 2:
        return []
    return [one for one in people if one.id != asker and decider in ("", one.role)]


def at_once(people: Sequence[Person], asker: Person | None, named: Person | None, decider: str = "") -> Word | None:
    """Return the word that settles a matter as soon as it is asked, or None where it waits for somebody else's.

    `named` is whom the asker says to have approved it; RefusedError where that is the asker, or not theirs to decide.
    """
    if named is not None:
        _refuse(named, asker, decider)
        return Word(named.name, How.ASSERTED)
    if not others(people, asker.id if asker else None, decider):
        return Word(asker.name if asker else "", How.SELF)
    return None


def given(people: Sequence[Person], asker: Person | None, by: Person | None, decider: str = "") -> Word:
    """Return the word of whoever decides what was asked earlier; RefusedError where it is not theirs to decide.

    `asker` is as they were when they asked. Where nobody else is left, the asker decides, and that is kept as `self`.
    """
    alone = not others(people, asker.id if asker else by.id if by else None, decider)
    if by is None:
        if people:
            raise RefusedError(_("nobody says who decides."), _("Say it: --as REP, or crm config set me REP"))
        return Word("", How.SELF)
    if alone and (asker is None or by.id == asker.id):
        return Word(by.name, How.SELF)
    _refuse(by, asker, decider)
    return Word(by.name, How.GIVEN)


def _refuse(by: Person, asker: Person | None, decider: str) -> None:
    """Raise RefusedError where somebody may not decide what was asked."""
    if asker and by.id == asker.id:
        raise RefusedError(_("{name} asked for it; somebody else has to approve it.").format(name=by.name))
    if decider and by.role != decider:
        raise RefusedError(_("{name} is no {role}, who has to decide it.").format(name=by.name, role=decider))
