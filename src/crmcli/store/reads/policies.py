"""The policies there are, and which of them holds for a customer and a product."""

from decimal import Decimal
from typing import NamedTuple

from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.rules.policies import Case, Policy, percent, unfit, winner
from crmcli.store import products, refs
from crmcli.store.policies import case, policies
from crmcli.store.read import View


class PolicyRow(NamedTuple):
    """A policy; discounts in per cent, `term` in days, "" is any stage, season or group."""

    id: str
    stage: str
    season: str
    group: str
    rep: Decimal
    manager: Decimal
    director: Decimal
    term: int | None
    strategy: str
    since: str
    ended_on: str


class FitRow(NamedTuple):
    """A policy beside a case: whether it `holds`, and why or why not."""

    id: str
    holds: bool
    why: str
    stage: str
    season: str
    group: str
    rep: Decimal
    manager: Decimal
    director: Decimal
    term: int | None
    strategy: str


def listed(view: View, *, ended: bool = False) -> list[PolicyRow]:
    """Return the policies that hold on the view's day, the oldest first; with `ended` those that ended too."""
    day = view.day.isoformat()
    found = policies(view.sql) if ended else policies(view.sql, day)
    return [
        PolicyRow(
            f"w{one.id}",
            one.stage,
            one.season,
            one.group,
            percent(one.rep),
            percent(one.manager),
            percent(one.director),
            one.term,
            one.strategy,
            one.since,
            "" if one.ended > day else one.ended,
        )
        for one in found
        if one.since <= day
    ]


def stage_of(view: View, customer: refs.Found) -> str:
    """Return the stage that a customer is in on the view's day; NotFoundError for who was not in the file yet."""
    rows = view.rows("SELECT s.stage FROM standing AS s WHERE s.customer_id = :id", id=customer.id)
    if not rows:
        said = _("{name} ({id}) was not in the file yet on {day}.")
        raise NotFoundError(said.format(**customer._asdict(), day=view.day))
    return str(rows[0][0])


def explained(view: View, ref: str, code: str = "") -> list[FitRow]:
    """Return every policy of the day beside the case of a customer and a product: the one that holds first."""
    stage = stage_of(view, refs.customer(view.sql, ref))
    group = products.named(view.sql, code).group if code else ""
    there, asked = policies(view.sql, view.day.isoformat()), case(view.sql, stage, group, view.day.isoformat())
    best = winner(there, asked)
    order = sorted(there, key=lambda one: (one is not best, bool(unfit(one, asked)), -one.specific, one.since))
    return [
        FitRow(
            f"w{one.id}",
            one is best,
            _why(one, best, asked),
            one.stage,
            one.season,
            one.group,
            percent(one.rep),
            percent(one.manager),
            percent(one.director),
            one.term,
            one.strategy,
        )
        for one in order
    ]


def _why(one: Policy, best: Policy | None, asked: Case) -> str:
    part = unfit(one, asked)
    if part:
        is_ = {"stage": asked.stage, "season": ", ".join(asked.seasons) or _("none"), "group": asked.group or _("none")}
        said = {"stage": _("the stage is {is_}"), "season": _("the season is {is_}"), "group": _("the group is {is_}")}
        return said[part].format(is_=is_[part])
    if best is None or one is best:
        named = ", ".join(filter(None, one[1:4]))
        return _("it is for {named}").format(named=named) if named else _("it is for everything")
    if best.specific > one.specific:
        return _("w{id} says more of the case").format(id=best.id)
    return _("w{id} is newer").format(id=best.id)
