"""Why a customer is in this stage, held to this limit, and told of or not: the rule, its numbers, the rows."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.errors import NotFoundError
from crmcli.language import _, in_words, many
from crmcli.model.words import How, Move
from crmcli.rules import dwell
from crmcli.rules.dates import days_between
from crmcli.rules.fields import same
from crmcli.rules.lifecycle import USUAL
from crmcli.rules.orders import Sale, automatic, counted
from crmcli.rules.stale import CAUSES, cause
from crmcli.store import clocks, refs, stays
from crmcli.store.facts import settings
from crmcli.store.read import View


class ExplainRow(NamedTuple):
    """One thing explained: its rule, what the rule comes to, and the ids of the rows it rests on."""

    topic: str
    rule: str
    value: str
    evidence: str


class Explained(NamedTuple):
    """A customer, and what there is to explain."""

    id: int
    name: str
    rows: list[ExplainRow]


class _Ground(NamedTuple):
    """The customer's standing on the day."""

    id: int
    stage: str
    since: str
    stay: int
    movement: str
    contacts: int
    next_due: str
    decided_until: str
    archived: int
    industry: str
    owner: str


_MOVES = {
    Move.ADDED: _("the stage it was added with"),
    Move.MANUAL: _("a person moved it"),
    Move.FIRST_ORDER: _("the first counted order makes a buyer"),
    Move.REPEAT_ORDER: _("the second counted order makes a repeat customer"),
    Move.ORDER_CANCELLED: _("a cancelled order takes its move back"),
    Move.WOKEN: _("an order wakes whoever is dormant"),
    Move.DORMANCY: _("no counted order for dormancy_days"),
}


def explain(view: View, ref: str) -> Explained:
    """Return why a customer stands where it does. Raises NotFoundError, ConflictError."""
    found = refs.customer(view.sql, ref)
    rows = view.rows(
        "SELECT s.customer_id, s.stage, s.stage_since, s.stay, s.last_movement, s.contacts_in_stage, s.next_due,"
        " s.decided_until, s.archived, c.industry, coalesce(r.name, '') FROM standing AS s"
        " JOIN customer AS c ON c.id = s.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id WHERE s.customer_id = :id",
        id=found.id,
    )
    if not rows:
        raise NotFoundError(
            _("{name} ({id}) was not in the file yet on {day}.").format(name=found.name, id=found.id, day=view.day)
        )
    ground = _Ground._make(rows[0])
    told = [*_stage(view, ground), *_orders(view, ground), *_limit(view, ground), *_movement(view, ground)]
    told += [*_seasons(view, ground), *_cause(view, ground), *_decisions(view, ground), *_alerts(view, ground)]
    return Explained(found.id, found.name, told)


def _stage(view: View, ground: _Ground) -> list[ExplainRow]:
    rows = view.rows(
        "SELECT id, from_stage, rule, reason, evidence, asked_by, approved_by, account, approval_id, activity_id"
        " FROM transition WHERE id = :stay",
        stay=ground.stay,
    )
    found = []
    for one, before, rule, reason, evidence, asked, approved, account, approval, activity in rows:
        why = [_MOVES.get(rule, rule), reason and f"“{reason}”", _("by {who}").format(who=asked or account)]
        word, said = _word(view, one, approval)
        why += [_("approved by {who}").format(who=approved)] if approved and not said else [said]
        days = clocks.clock(view.sql, view.day)[ground.stage][ground.since]
        value = many("{stage} since {day}, {days} day", "{stage} since {day}, {days} days", days).format(
            stage=in_words(ground.stage), day=ground.since, days=days
        )
        ids = [f"t{one}", evidence, word and f"q{word}", activity and f"a{activity}"]
        value += _(", before that {stage}").format(stage=in_words(before)) if before else ""
        found.append(ExplainRow("stage", "; ".join(part for part in why if part), value, _listed(ids)))
    return found


def _word(view: View, move: int, approval: int | None) -> tuple[int | None, str]:
    """Return under which number a second person was asked about a move, and what they said; None and "" for no one."""
    rows = view.rows(
        "SELECT a.id, coalesce(v.outcome, ''), coalesce(nullif(v.given_by, ''), v.account, ''), coalesce(v.how, '')"
        " FROM effective_approval AS a LEFT JOIN effective_verdict AS v ON v.approval_id = a.id AND v.given_on < :until"
        " WHERE a.id = :approval OR a.transition_id = :move",
        approval=approval,
        move=move,
    )
    for one, outcome, who, how in rows:
        if how == How.SELF:
            return one, _("nobody else was there to approve it")
        said = {"approved": _("approved by {who}"), "rejected": _("rejected by {who}")}
        return one, said.get(outcome, _("to be countersigned")).format(who=who)
    return approval, ""


def _orders(view: View, ground: _Ground) -> list[ExplainRow]:
    rows = view.rows(
        "SELECT o.id, o.ordered_on, '', o.amount - coalesce((SELECT sum(d.amount) FROM reduction AS d"
        " WHERE d.order_id = o.id AND d.reduced_on < :until), 0), o.sample FROM sales_order AS o"
        " WHERE o.customer_id = :id AND o.draft = 0"
        " AND o.ordered_on < :until AND (o.cancelled_on = '' OR o.cancelled_on >= :until)",
        id=ground.id,
    )
    gap = automatic(settings(view.sql)).gap
    count = counted((Sale._make(row) for row in rows), gap)
    rule = _("orders above zero, not cancelled, no samples, {gap} days or more apart (repeat_min_gap_days)")
    value = _("{count} of {orders} orders count").format(count=len(count), orders=len(rows))
    evidence = _listed([f"o{one.order_id}" for one in count])
    return [ExplainRow("orders", rule.format(gap=gap), value, evidence)] if rows else []


def _limit(view: View, ground: _Ground) -> list[ExplainRow]:
    limits = stays.limits(view.sql)
    expected = limits.days(ground.stage, ground.industry)
    if expected is None:
        return [ExplainRow("limit", _("no days are expected of this stage"), "", "")]
    last = clocks.clock(view.sql, view.day).reached(ground.stage, ground.movement, expected)
    value = many("{days} day; reached on {day}", "{days} days; reached on {day}", expected).format(
        days=expected, day=last or _("no day")
    )
    if (ground.stage, same(ground.industry)) in limits.industries:
        rule = _("{stage} in the industry {industry}").format(stage=in_words(ground.stage), industry=ground.industry)
        return [ExplainRow("limit", rule, value, "crm config dwell list")]
    usual = USUAL.get(ground.stage)
    rule = _("{stage}, as usual") if usual and usual.days == expected else _("{stage}, as the firm set it")
    return [ExplainRow("limit", rule.format(stage=in_words(ground.stage)), value, "crm config stage list")]


def _movement(view: View, ground: _Ground) -> list[ExplainRow]:
    order = view.rows(
        "SELECT id FROM sales_order WHERE customer_id = :id AND ordered_on = :day AND draft = 0"
        " AND (cancelled_on = '' OR cancelled_on >= :until) ORDER BY id DESC LIMIT 1",
        id=ground.id,
        day=ground.movement,
    )
    by_order = order and ground.movement > ground.since
    clock = clocks.clock(view.sql, view.day)
    value = many("{day}, {days} day ago", "{day}, {days} days ago", days_between(ground.movement, view.day)).format(
        day=ground.movement, days=days_between(ground.movement, view.day)
    )
    if stood := clock.stood(ground.stage, ground.movement):
        value += _("; on {days} of them the clock stood still").format(days=stood)
    expected = stays.limits(view.sql).days(ground.stage, ground.industry)
    if expected:
        share = clock[ground.stage][ground.movement] * dwell.WHOLE // expected
        value += _(", {share} % of {days} days").format(share=share, days=expected)
    rule = _("the later of the last change of stage and the last order")
    return [ExplainRow("movement", rule, value, f"o{order[0][0]}" if by_order else f"t{ground.stay}")]


def _seasons(view: View, ground: _Ground) -> list[ExplainRow]:
    """Return the seasons in which the clock of the customer's stage stands still."""
    if ground.stage not in clocks.clock(view.sql, view.day).still:
        return []
    from crmcli.store.seasons import pausing

    found = pausing(view.sql, ground.stage, view.day.isoformat())
    rule = _("{first}..{last} every year, in which the clock of {stage} stands still")
    return [
        ExplainRow(
            "season",
            rule.format(first=one.first, last=one.last, stage=in_words(ground.stage)),
            _("{name}, since {day}").format(name=one.name, day=one.since)
            + (_(", until {day}").format(day=one.ended) if one.ended else ""),
            "crm season list",
        )
        for one in found
    ]


def _cause(view: View, ground: _Ground) -> list[ExplainRow]:
    word = cause(ground.contacts, ground.next_due, view.day.isoformat())
    contacts = view.rows(
        "SELECT id FROM activity WHERE customer_id = :id AND at >= :since AND at < :until ORDER BY at DESC, id DESC LIMIT 5",
        id=ground.id,
        since=ground.since,
    )
    plan = view.rows(
        "SELECT id FROM next_step WHERE customer_id = :id AND planned_on < :until"
        " AND (closed_on = '' OR closed_on >= :until) ORDER BY planned_on DESC, id DESC LIMIT 1",
        id=ground.id,
    )
    value = many(
        "{cause}: {contacts} contact in this stage", "{cause}: {contacts} contacts in this stage", ground.contacts
    ).format(cause=in_words(word), contacts=ground.contacts)
    value += _(", the next on {day}").format(day=ground.next_due) if ground.next_due else _(", none planned")
    more = ["…"] if ground.contacts > len(contacts) else []
    ids = [*(f"a{one}" for (one,) in contacts), *more, *(f"n{one}" for (one,) in plan)]
    return [ExplainRow("cause", CAUSES[word], value, _listed(ids))]


def _decisions(view: View, ground: _Ground) -> list[ExplainRow]:
    rows = view.rows(
        "SELECT id, number, decided_on, until_on, text, decided_by, approval_id FROM effective_decision"
        " WHERE customer_id = :id AND stay = :stay AND kind = 'act' AND decided_on < :until ORDER BY decided_on, id",
        id=ground.id,
        stay=ground.stay,
    )
    found = []
    for one, number, day, until, text, who, approval in rows:
        rule = _("extension {number} of this stay, decided on {day}").format(number=number, day=day)
        rule += _(" by {who}").format(who=who) if who else ""
        value = _("until {day}: {text}").format(day=until, text=text)
        found.append(ExplainRow("decision", rule, value, _listed([f"d{one}", approval and f"q{approval}"])))
    return found


def _alerts(view: View, ground: _Ground) -> list[ExplainRow]:
    rows = view.rows(
        "SELECT id, level, days, expected, raised_on, told FROM effective_alert WHERE customer_id = :id"
        " AND stay = :stay AND raised_on < :until ORDER BY level, id",
        id=ground.id,
        stay=ground.stay,
    )
    found = []
    for one, level, days, expected, day, told in rows:
        value = _("raised on {day} after {days} of {expected} days").format(day=day, days=days, expected=expected)
        value += _("; told: {names}").format(names=told) if told else ""
        found.append(ExplainRow("alert", _("at {level} %").format(level=level), value, f"l{one}"))
    return found + _next_alert(view, ground, max((row[1] for row in rows), default=0))


def _next_alert(view: View, ground: _Ground, raised: int) -> list[ExplainRow]:
    expected = stays.limits(view.sql).days(ground.stage, ground.industry)
    level = next((one for one in stays.alert_levels(view.sql) if one > raised), None)
    if expected is None or level is None:
        return []
    rule = _("at {level} %").format(level=level)
    if ground.archived:
        return [ExplainRow("alert", rule, _("none while it is archived"), "")]
    due = clocks.clock(view.sql, view.day).reached(ground.stage, ground.movement, dwell.due_after(expected, level))
    if due is None:
        return [
            ExplainRow(
                "alert", rule, _("never: the clock of {stage} stands still").format(stage=in_words(ground.stage)), ""
            )
        ]
    if ground.decided_until:
        due = max(due, date.fromisoformat(ground.decided_until) + timedelta(days=1))
    said = _("due since {day}: crm rules run") if due <= view.day else _("due on {day}, if nothing moves before")
    return [ExplainRow("alert", rule, said.format(day=due), "alert_levels")]


def _listed(ids: Sequence[object]) -> str:
    return " ".join(str(one) for one in ids if one)
