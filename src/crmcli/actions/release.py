"""Customers with whom nothing was done for too long come free again, where the firm has switched that on."""

from datetime import timedelta

from crmcli.actions import owners
from crmcli.actions.outcome import Done
from crmcli.language import _
from crmcli.store import facts
from crmcli.store import owners as held
from crmcli.store.owners import Idle
from crmcli.store.write import Work, account

# The level under which the ledger of alerts keeps the warnings of a release; those of dwell are percents.
WARNING = 0


def release_idle(work: Work) -> list[Done]:
    """Warn owners of whose customers nothing was done for long, once; release those who were warned in time.

    A customer comes free `release_days` after the last action (an activity, a move, an order, the assignment), and
    never sooner than `release_warn_days` after the warning. Returns what was done; nothing where it is off.
    """
    settings = facts.settings(work.sql)
    limit, notice = _days(settings.get("release_days", "off")), _days(settings.get("release_warn_days", "7"))
    if not limit:
        return []
    work.settle()  # what earlier passes of this step changed counts
    first = max(limit - notice, 1)
    done = []
    for one, warned in held.idle(work.sql, _before(work, first), work.today, WARNING):
        if notice and not warned:
            done.append(_warn(work, one, limit, notice))
        elif one.since <= _before(work, limit) and (not notice or warned <= _before(work, notice)):
            done.append(_release(work, one, limit))
    return done


def _days(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _before(work: Work, days: int) -> str:
    # Nothing happened before the calendar: that far back is never reached.
    if days >= work.request.today.toordinal():
        return ""
    return (work.request.today - timedelta(days=days)).isoformat()


def _idle_days(work: Work, one: Idle) -> int:
    from crmcli.rules.dates import days_between

    return days_between(one.since, work.request.today)


def _warn(work: Work, one: Idle, limit: int, notice: int) -> Done:
    from crmcli.model import Alert

    days = _idle_days(work, one)
    work.add(
        Alert(
            customer_id=one.id,
            stay=one.stay,
            level=WARNING,
            stage=one.stage,
            days=days,
            expected=limit,
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
    said = _("{name} ({id}): nothing was done for {days} days; {owner} loses it on {day} unless something is.")
    day = work.request.today + timedelta(days=max(notice, limit - days))
    return Done(
        str(one.id),
        said.format(name=one.name, id=one.id, days=days, owner=one.owner, day=day),
        _("Log what was done: crm log {id} call TEXT").format(id=one.id),
    )


def _release(work: Work, one: Idle, limit: int) -> Done:
    days = _idle_days(work, one)
    why = _("nothing was done for {days} days (release_days is {limit})").format(days=days, limit=limit)
    owners.give_to(work, one.id, None, owners.giving_day(work, one.id, None), why, by="")
    said = _("{name} ({id}): nothing was done for {days} days; it is {owner}'s no more.")
    return Done(
        str(one.id),
        said.format(name=one.name, id=one.id, days=days, owner=one.owner),
        _("Who wants it: crm claim {id}").format(id=one.id),
    )
