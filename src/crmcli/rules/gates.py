"""Which moves somebody else has to agree to, what a move needs, and who may agree to what somebody asks for."""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.errors import RefusedError
from crmcli.language import _, in_words
from crmcli.model.words import How, Need, Stage
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.policies import rank


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
    """Return who may decide what a rep asks: everybody else, or only those whose role is `decider` or above it.

    Whoever asks without saying who they are may be the only one there is.
    """
    if asker is None and len(people) < 2:
        return []
    return [one for one in people if one.id != asker and enough(one.role, decider)]


def enough(role: str, decider: str) -> bool:
    """Say whether a role may decide what takes the word of another; "" is anybody's."""
    return not decider or rank(role) >= rank(decider)


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


def given(
    people: Sequence[Person], asker: Person | None, by: Person | None, decider: str = "", *, strict: bool = False
) -> Word:
    """Return the word of whoever decides what was asked earlier; RefusedError where it is not theirs to decide.

    `asker` is as they were when they asked. Where nobody else is left, the asker decides, and that is kept as `self`,
    unless that is `strict`: then it waits until somebody is there.
    """
    alone = not strict and not others(people, asker.id if asker else by.id if by else None, decider)
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
    if not enough(by.role, decider):
        raise RefusedError(_("{name} is no {role}, who has to decide it.").format(name=by.name, role=in_words(decider)))


def gated(life: Lifecycle, present: str, awake: str, goal: str, orders: int) -> str:
    """Return why a person's move waits until somebody else approves it, "" where it does not.

    `awake` is where the customer stands, of one who is dormant where they stood before; `orders` how many count.
    """
    needs = life.needs(goal)
    if present == Stage.LOST:
        return _("it leads out of {stage}").format(stage=in_words(present))
    if goal in life.path:
        if life.place(goal) < life.place(present):
            return _("it leads back")
        skipped = life.path[max(life.place(awake), 0) + 1 : life.place(goal)]
        if skipped:
            return _("it skips {stages}").format(stages=", ".join(skipped))
    if Need.ORDER in needs and not orders:
        return _("there is no order")
    if Need.APPROVAL in needs:
        return _("{stage} asks for an approval").format(stage=in_words(goal))
    return ""


def countersigned(life: Lifecycle, goal: str, orders: int) -> bool:
    """Say whether a move that is made at once counts only when somebody else approved it.

    One order that counts opens the way to repeat; that it is the only one, so that a split order counts once, is
    for somebody else to see.
    """
    needs = life.needs(goal)
    return Need.COUNTERSIGN in needs or (Need.ORDER in needs and goal == Stage.REPEAT and orders < 2)


def missing(life: Lifecycle, goal: str, *, evidence: bool, contact: bool) -> Need | None:
    """Return what a move into a stage asks for and does not have, or None."""
    had = {Need.EVIDENCE: evidence, Need.CONTACT: contact}
    return next((need for need, there in had.items() if need in life.needs(goal) and not there), None)
