"""Customers with whom nothing was done for too long come free again, where the firm has switched that on."""

from datetime import timedelta

from crmcli.actions import owners
from crmcli.actions.outcome import Done
from crmcli.language import _, many
from crmcli.rules.dates import days_between
from crmcli.rules.release import WARN, Terms, terms
from crmcli.store import facts, release
from crmcli.store.release import Idle
from crmcli.store.write import Work, account


def release_idle(work: Work) -> list[Done]:
    """Warn owners of whose customers nothing was done for long, once, and release those who were warned in time.

    A customer comes free `release_days` after the last action, and never sooner than `release_warn_days` after the
    warning. Returns what was done; nothing where it is switched off.
    """
    on = terms(facts.settings(work.sql))
    if not on.limit:
        return []
    work.settle()  # what earlier passes of this step changed counts
    found = release.idle(work.sql, work.request.today)
    return [_warn(work, one, on) if one.due == WARN else _release(work, one, on) for one in found]


def _warn(work: Work, one: Idle, on: Terms) -> Done:
    from crmcli.model import Alert

    days = days_between(one.since, work.request.today)
    work.add(
        Alert(
            customer_id=one.id,
            stay=0,  # it is about the owner, not about a stay
            level=release.WARNING,
            stage=one.stage,
            days=days,
            expected=on.limit,
            raised_on=work.today,
            owner=one.owner,
            told=one.owner,
            clock=work.clock,
            recorded_at=work.request.stamp,
            account=account(),
            host=facts.host(),
            step_id=work.step_id,
        )
    )
    said = many(
        "{name} ({id}): nothing was done for {days} day; {owner} loses it on {day} unless something is.",
        "{name} ({id}): nothing was done for {days} days; {owner} loses it on {day} unless something is.",
        days,
    )
    day = work.request.today + timedelta(days=max(on.notice, on.limit - days))
    return Done(
        str(one.id),
        said.format(name=one.name, id=one.id, days=days, owner=one.owner, day=day),
        _("Log what was done: crm log {id} call TEXT").format(id=one.id),
    )


def _release(work: Work, one: Idle, on: Terms) -> Done:
    days = days_between(one.since, work.request.today)
    why = many(
        "nothing was done for {days} day (release_days is {limit})",
        "nothing was done for {days} days (release_days is {limit})",
        days,
    ).format(days=days, limit=on.limit)
    owners.give_to(work, one.id, None, owners.giving_day(work, one.id, None), why, by="")
    said = many(
        "{name} ({id}): nothing was done for {days} day; it is {owner}'s no more.",
        "{name} ({id}): nothing was done for {days} days; it is {owner}'s no more.",
        days,
    )
    return Done(
        str(one.id),
        said.format(name=one.name, id=one.id, days=days, owner=one.owner),
        _("Who wants it: crm claim {id}").format(id=one.id),
    )
