"""What in the ledgers, the orders and the steps is worth a look, and may be quite right."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from crmcli.language import _, many
from crmcli.model.words import Move
from crmcli.rules.money import display
from crmcli.store.read import View
from crmcli.store.reads import overrides
from crmcli.store.reads.overrides import Override
from crmcli.store.schema import LEDGERS


class SignalRow(NamedTuple):
    """One thing to look at; `at` is when it was entered, in UTC, and of orders their day."""

    id: str
    at: str
    kind: str
    customer_id: int | None
    name: str
    who: str
    detail: str


class _Span(NamedTuple):
    """Which days are asked for, and how many of them count as near."""

    since: str
    before: str
    days: int


_ORDER_MOVES = f"('{Move.FIRST_ORDER}', '{Move.REPEAT_ORDER}', '{Move.ORDER_CANCELLED}')"
_NO_MOVES = f"('{Move.ADDED}', '{Move.UNDONE}', '{Move.REPLAYED}')"
_NAME = "coalesce((SELECT c.name FROM customer AS c WHERE c.id = {customer}), '')"
_COUNTED = "{o}.draft = 0 AND {o}.sample = 0 AND {o}.amount > 0 AND {o}.cancelled_on = '' AND {o}.ordered_on < :until"


def signals(view: View, kinds: tuple[str, ...], days: int, since: str, before: str) -> list[SignalRow]:
    """Return what is worth a look, the latest first; `before` is the first day that is too late, "" is no bound."""
    span = _Span(since, before or "9999-99-99", days)
    found = [row for kind in dict.fromkeys(kinds) for row in KINDS[kind](view, span)]
    return sorted((row for row in found if span.since <= row.at < span.before), key=lambda row: row.at)[::-1]


def _back_dated(view: View, span: _Span) -> Iterator[SignalRow]:
    rows = view.rows(
        "SELECT t.id, t.recorded_at, t.customer_id, " + _NAME.format(customer="t.customer_id") + ","
        " coalesce(nullif(t.asked_by, ''), t.account), t.from_stage, t.to_stage, t.effective_on,"
        " CAST(julianday(substr(t.recorded_at, 1, 10)) - julianday(t.effective_on) AS INTEGER) AS late"
        " FROM effective_transition AS t LEFT JOIN sales_order AS o ON o.id = t.order_id"
        f" WHERE t.rule NOT IN {_NO_MOVES} AND late > :days AND (t.rule NOT IN {_ORDER_MOVES} OR o.origin IS NULL)",
        days=span.days,
    )
    for one, at, customer, name, who, before, after, day, late in rows:
        said = many(
            "{before} → {after}, effective {day}: {late} day before it was entered",
            "{before} → {after}, effective {day}: {late} days before it was entered",
            late,
        )
        detail = said.format(before=before, after=after, day=day, late=late)
        yield SignalRow(f"t{one}", at, "back-dated", customer, name, who, detail)


def _words(view: View, how: str, kind: str) -> Iterator[SignalRow]:
    rows = view.rows(
        "SELECT v.id, v.recorded_at, v.customer_id, " + _NAME.format(customer="v.customer_id") + ","
        " coalesce(nullif(v.given_by, ''), nullif(a.asked_by, ''), v.account), v.approval_id, a.kind, v.outcome,"
        " a.asked_by FROM effective_verdict AS v LEFT JOIN approval AS a ON a.id = v.approval_id WHERE v.how = :how",
        how=how,
    )
    said = _("q{approval} ({kind}), asked by {asker}: {outcome}")
    for one, at, customer, name, who, approval, of, outcome, asker in rows:
        detail = said.format(approval=approval, kind=of or "?", asker=asker or "-", outcome=outcome)
        yield SignalRow(f"v{one}", at, kind, customer, name, who, detail)


def _self_approvals(view: View, _span: _Span) -> Iterator[SignalRow]:
    yield from _words(view, "self", "self-approval")


def _asserted(view: View, _span: _Span) -> Iterator[SignalRow]:
    yield from _words(view, "asserted", "asserted")
    rows = view.rows(
        "SELECT t.id, t.recorded_at, t.customer_id, " + _NAME.format(customer="t.customer_id") + ","
        " coalesce(nullif(t.asked_by, ''), t.account), t.from_stage, t.to_stage, t.approved_by"
        " FROM effective_transition AS t WHERE t.approved_by <> '' AND t.approval_id IS NULL"
    )
    said = _("{before} → {after}, approved by {name}: typed by who asked")
    for one, at, customer, name, who, before, after, approver in rows:
        detail = said.format(before=before, after=after, name=approver)
        yield SignalRow(f"t{one}", at, "asserted", customer, name, who, detail)


def _split_orders(view: View, span: _Span) -> Iterator[SignalRow]:
    yield from _same_day(view)
    rows = view.rows(
        "SELECT o.id, o.ordered_on, o.customer_id, " + _NAME.format(customer="o.customer_id") + ","
        " coalesce(r.name, nullif(t.asked_by, ''), t.account), t.to_stage, o.amount, o.currency,"
        " p.id, p.amount, p.currency, CAST(abs(julianday(o.ordered_on) - julianday(p.ordered_on)) AS INTEGER) AS apart"
        " FROM effective_transition AS t JOIN sales_order AS o ON o.id = t.order_id"
        " JOIN sales_order AS p ON p.customer_id = o.customer_id AND p.id <> o.id"
        f" LEFT JOIN rep AS r ON r.id = o.rep_id WHERE t.rule = '{Move.REPEAT_ORDER}' AND {_COUNTED.format(o='o')}"
        f" AND {_COUNTED.format(o='p')} AND apart BETWEEN 1 AND :days",
        days=span.days,
    )
    for one, at, customer, name, who, stage, amount, code, other, before, its, apart in rows:
        amounts = {"before": display(before, its), "amount": display(amount, code)}
        said = many(
            "{other} ({before}) and this one ({amount}), {apart} day apart, made it {stage}",
            "{other} ({before}) and this one ({amount}), {apart} days apart, made it {stage}",
            apart,
        )
        detail = said.format(other=f"o{other}", stage=stage, apart=apart, **amounts)
        yield SignalRow(f"o{one}", at, "split-orders", customer, name, who, detail)


def _same_day(view: View) -> Iterator[SignalRow]:
    rows = view.rows(
        "SELECT max(o.id), o.ordered_on, o.customer_id, " + _NAME.format(customer="o.customer_id") + ","
        " coalesce(max(r.name), ''), count(*), group_concat('o' || o.id, ' '), sum(o.amount), o.currency"
        f" FROM sales_order AS o LEFT JOIN rep AS r ON r.id = o.rep_id WHERE {_COUNTED.format(o='o')}"
        " GROUP BY o.customer_id, o.ordered_on, o.currency HAVING count(*) > 1 AND max(o.origin IS NULL)"
    )
    said = _("{count} orders on one day: {orders}, together {amount}")
    for one, at, customer, name, who, count, orders, amount, code in rows:
        detail = said.format(count=count, orders=orders, amount=display(amount, code))
        yield SignalRow(f"o{one}", at, "split-orders", customer, name, who, detail)


class _Typed(NamedTuple):
    """How many steps an account typed for a rep, and the last of them."""

    account: str
    actor: str
    steps: int
    step: int
    at: str


def _typed(view: View, span: _Span) -> list[_Typed]:
    rows = view.rows(
        "SELECT s.account, max(s.actor), count(*), max(s.id), max(s.at) FROM step AS s WHERE s.actor <> ''"
        " AND s.at >= :since AND s.at < :before GROUP BY s.account, lower(s.actor) ORDER BY count(*) DESC, max(s.id)",
        since=span.since,
        before=span.before,
    )
    return [_Typed(*row) for row in rows]


def _other_accounts(view: View, span: _Span) -> Iterator[SignalRow]:
    by_rep: dict[str, list[_Typed]] = defaultdict(list)
    for one in _typed(view, span):
        by_rep[one.actor.casefold()].append(one)
    said = _("{account} typed {count} of {total} steps; most were typed by {usual}")
    for usual, *others in by_rep.values():
        total = usual.steps + sum(one.steps for one in others)
        for one in others:
            detail = said.format(account=one.account, count=one.steps, total=total, usual=usual.account)
            yield SignalRow(f"s{one.step}", one.at, "other-account", None, "", one.actor, detail)


def _shared_accounts(view: View, span: _Span) -> Iterator[SignalRow]:
    by_account: dict[str, list[_Typed]] = defaultdict(list)
    for one in _typed(view, span):
        by_account[one.account].append(one)
    for account, reps in by_account.items():
        if len(reps) > 1:
            last = max(reps, key=lambda one: one.step)
            names = ", ".join(f"{one.actor} ({one.steps})" for one in reps)
            detail = _("types for {names}").format(names=names)
            yield SignalRow(f"s{last.step}", last.at, "shared-account", None, "", account, detail)


def _clock(view: View, note: str) -> Iterator[SignalRow]:
    parts = " UNION ALL ".join(f"SELECT step_id, recorded_at, clock FROM {ledger}" for ledger in LEDGERS)
    rows = view.rows(
        "SELECT x.step_id, min(x.recorded_at), count(*), coalesce(nullif(s.actor, ''), s.account), s.command"
        f" FROM ({parts}) AS x LEFT JOIN step AS s ON s.id = x.step_id"
        " WHERE ' ' || x.clock || ' ' LIKE '% ' || :note || ' %' GROUP BY x.step_id",
        note=note,
    )
    for step, at, count, who, command in rows:
        detail = _("{command} · rows: {count}").format(count=count, command=command or "")
        yield SignalRow(f"s{step}", at, f"clock-{note}", None, "", who or "", detail)


def _clock_set(view: View, _span: _Span) -> Iterator[SignalRow]:
    yield from _clock(view, "set")


def _clock_behind(view: View, _span: _Span) -> Iterator[SignalRow]:
    yield from _clock(view, "behind")


def _exports(view: View, _span: _Span) -> Iterator[SignalRow]:
    rows: list[tuple[Any, ...]] = view.rows(
        "SELECT id, at, coalesce(nullif(actor, ''), account), what, command FROM step WHERE kind = 'export'"
    )
    for step, at, who, what, command in rows:
        yield SignalRow(f"s{step}", at, "export", None, "", who, f"{what} · {command}")


def _overriding(
    kind: str, found: Callable[[View, int], Iterator[Override]]
) -> Callable[[View, _Span], Iterator[SignalRow]]:
    def rows(view: View, span: _Span) -> Iterator[SignalRow]:
        for one in found(view, span.days):
            yield SignalRow(one.id, one.at, kind, one.customer_id, one.name, one.who, one.detail)

    return rows


KINDS: dict[str, Callable[[View, _Span], Iterator[SignalRow]]] = {
    "back-dated": _back_dated,
    "self-approval": _self_approvals,
    "asserted": _asserted,
    "split-orders": _split_orders,
    "other-account": _other_accounts,
    "shared-account": _shared_accounts,
    "clock-set": _clock_set,
    "clock-behind": _clock_behind,
    "export": _exports,
    "unnamed": _overriding("unnamed", overrides.unnamed),
    "stranger": _overriding("stranger", overrides.strangers),
    "undone": _overriding("undone", overrides.undone),
    "forced": _overriding("forced", overrides.forced),
    "below-floor": _overriding("below-floor", overrides.below_floor),
    "merged": _overriding("merged", overrides.merged),
    "rules": _overriding("rules", overrides.rules),
}
