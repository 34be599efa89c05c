"""Who may promise what: the policy that holds for a case, and whose word a price or a payment term takes."""

import re
from collections.abc import Iterable, Sized
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.model.words import Role
from crmcli.rules.fields import same

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%?", re.ASCII)
WHOLE = 10_000


class Rank(IntEnum):
    """Who may decide more than whom; what is NOBODY's nobody may promise."""

    REP = 0
    MANAGER = 1
    DIRECTOR = 2
    NOBODY = 3

    @property
    def role(self) -> str:
        """The role that it takes, "" where anybody's word is enough."""
        return {Rank.MANAGER: Role.MANAGER.value, Rank.DIRECTOR: Role.DIRECTOR.value}.get(self, "")


def rank(role: str) -> Rank:
    """Return how much a role may decide."""
    return {Role.MANAGER: Rank.MANAGER, Role.DIRECTOR: Rank.DIRECTOR}.get(Role(role), Rank.REP)


def authority(role: str | None, people: Sized) -> Rank:
    """Return how much who acts may decide: by their role, None where they name nobody.

    Where nobody is registered everybody may; else whoever does not say who they are may no more than a rep.
    """
    if role is not None:
        return rank(role)
    return Rank.REP if people else Rank.DIRECTOR


class Policy(NamedTuple):
    """The greatest discounts, in hundredths of a per cent, and the longest term; "" is any stage, season or group."""

    id: int
    stage: str
    season: str
    group: str
    rep: int
    manager: int
    director: int
    term: int | None
    strategy: str
    since: str
    ended: str = ""

    @property
    def specific(self) -> int:
        """How many of stage, season and group it names."""
        return sum(map(bool, (self.stage, self.season, self.group)))

    def greatest(self, who: Rank) -> int:
        """Return the greatest discount that somebody may give."""
        return (self.rep, self.manager, self.director)[min(who, Rank.DIRECTOR)]


class Case(NamedTuple):
    """What a price is asked for: the stage of the customer, the seasons of the day, the group of the product."""

    stage: str
    seasons: tuple[str, ...]
    group: str
    day: str


def unfit(policy: Policy, case: Case) -> str:
    """Return which part of a case a policy does not fit: day, stage, season or group; "" where it fits."""
    if policy.since > case.day or (policy.ended and policy.ended <= case.day):
        return "day"
    if policy.stage not in ("", case.stage):
        return "stage"
    if policy.season and same(policy.season) not in map(same, case.seasons):
        return "season"
    return "group" if policy.group and same(policy.group) != same(case.group) else ""


def winner(policies: Iterable[Policy], case: Case) -> Policy | None:
    """Return the policy that holds for a case: the most specific one, of those the newest; None where none fits."""
    fits = (one for one in policies if not unfit(one, case))
    return max(fits, key=lambda one: (one.specific, one.since, one.id), default=None)


class Offered(NamedTuple):
    """The price of one unit beside those of the list, in minor units, and the days until the last of it is paid."""

    price: int
    list_price: int | None
    floor_price: int | None
    term: int = 0


class Taken(NamedTuple):
    """Whose word an offer takes, and why in words, "" where it is anybody's."""

    who: Rank
    why: str = ""


def taken(policy: Policy | None, offered: Offered) -> Taken:
    """Return whose word an offer takes. Without a policy a discount is anybody's; a price below the floor never is."""
    found = [Taken(Rank.REP)]
    if policy is not None:
        found += [_by_discount(policy, offered)]
        if policy.term is not None and offered.term > policy.term:
            why = _("{days} days to pay; {most} are usual (w{policy})")
            found.append(Taken(Rank.DIRECTOR, why.format(days=offered.term, most=policy.term, policy=policy.id)))
    if offered.floor_price is not None and offered.price < offered.floor_price:
        found.append(Taken(Rank.DIRECTOR, _("below the floor price")))
    return max(found, key=lambda one: one.who)


def _by_discount(policy: Policy, offered: Offered) -> Taken:
    """Return whose word a discount takes; it is compared exactly, not as it is shown."""
    price, full = offered.price, offered.list_price
    if not full or price >= full:
        return Taken(Rank.REP)
    less = (full - price) * WHOLE
    who = next((one for one in list(Rank)[:-1] if less <= policy.greatest(one) * full), Rank.NOBODY)
    if who == Rank.REP:
        return Taken(who)
    why = _("{discount} % off; {own} % are a rep's own (w{policy})")
    if who == Rank.NOBODY:
        why = _("{discount} % off; {most} % are the most that anybody may give (w{policy})")
    return Taken(
        who,
        why.format(
            discount=shown(discount(price, full)),
            own=shown(policy.rep),
            most=shown(policy.director),
            policy=policy.id,
        ),
    )


def discount(price: int, full: int) -> int:
    """Return how much less a price is than the full one, in hundredths of a per cent, halves rounded up; never below 0."""
    return (2 * max(full - price, 0) * WHOLE + full) // (2 * full) if full > 0 else 0


def lowest(policy: Policy | None, who: Rank, list_price: int | None, floor_price: int | None) -> int | None:
    """Return the lowest price of one unit that somebody may promise by themselves, None where nothing is known."""
    least = 0 if list_price is not None else None
    if policy is not None and list_price is not None:
        least = -(-list_price * (WHOLE - policy.greatest(who)) // WHOLE)
    if floor_price is not None and who < Rank.DIRECTOR:
        least = max(least or 0, floor_price)
    return least


def basis_points(text: str, place: str) -> int:
    """Read a per cent from 0 to 100 with at most two decimals as hundredths of it; BadInputError, naming `place`."""
    found = _PERCENT.fullmatch(text.strip())
    points = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else WHOLE + 1
    if points > WHOLE:
        raise BadInputError(
            _("{place}: {text} is no per cent from 0 to 100.").format(place=place, text=quoted(text)),
            _("For example: 7.5"),
        )
    return points


def percent(points: int) -> Decimal:
    """Return hundredths of a per cent as an exact decimal."""
    return Decimal(points).scaleb(-2)


def shown(points: int) -> str:
    """Return hundredths of a per cent for a sentence: 750 is 7.5."""
    return f"{percent(points):f}".rstrip("0").rstrip(".")
