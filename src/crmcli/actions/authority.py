"""What may be promised to whom: lines against the policy of their stage, season and group, and whose word they take."""

from typing import NamedTuple

from crmcli.actions import plans
from crmcli.actions.goods import Basket
from crmcli.actions.outcome import acting
from crmcli.errors import RefusedError
from crmcli.language import _, in_words
from crmcli.rules import policies, terms
from crmcli.rules.policies import Offered, Policy, Rank
from crmcli.store import facts, quotes
from crmcli.store.approvals import people
from crmcli.store.policies import case
from crmcli.store.policies import policies as kept
from crmcli.store.refs import Found
from crmcli.store.write import Work


class Measured(NamedTuple):
    """What lines were measured by: its stage and season, and the line that takes the most authority."""

    stage: str
    season: str
    policy: Policy | None
    who: Rank
    why: str


def rank(work: Work) -> Rank:
    """Return the authority of who acts."""
    who = acting(work)
    return policies.authority(who.role if who else None, people(work.sql))


def measured_by(work: Work, customer: Found, sold: Basket, text: str, day: str) -> Measured:
    """Return the policy and authority that lines take on a day: those of the line that takes most."""
    stage, there = facts.stage(work.sql, customer.id), kept(work.sql, day)
    longest = max((one.days for one in terms.terms(text, plans.milestones(work), "--terms")), default=0) if text else 0
    known = quotes.groups(work.sql, [line.product_id for line in sold.lines])
    found = []
    season = ""
    for line in sold.lines:
        code, group = known.get(line.product_id or 0, ("", ""))
        asked = case(work.sql, stage, group, day)
        season = ", ".join(asked.seasons)
        policy = policies.winner(there, asked)
        taken = policies.taken(policy, Offered(line.price, line.list_price, line.floor_price, longest))
        found.append(Measured(stage, season, policy, taken.who, f"{code}: {taken.why}" if taken.why else ""))
    return max(found, key=lambda one: (one.who, one.policy is not None))


def held(work: Work, customer: Found, sold: Basket, text: str, day: str, force: str = "") -> str:
    """Return what to say of lines sold beyond the authority of who acts with --force, "" where they are within it.

    Raises RefusedError where nobody forced it: a quote asks for the word that it takes.
    """
    if not sold.lines:
        return ""
    measured = measured_by(work, customer, sold, text, day)
    if measured.who != Rank.NOBODY and measured.who <= rank(work):
        return ""
    if force:
        return _("{why}; forced: {reason}").format(why=measured.why, reason=force)
    said = _("It takes the word of a {role}: {why}.") if measured.who != Rank.NOBODY else _("{why}.")
    raise RefusedError(
        said.format(role=in_words(measured.who.role), why=measured.why),
        _("Ask for it with a quote: crm quote add {id} --line …; or go past it with --force -m WHY").format(
            id=customer.id
        ),
    )
