"""Stages, owners, archiving, plans and visits with undo, against a model that keeps plain dated facts."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from conftest import Crm
from crmcli.actions import activities, approvals, clockwork, contacts, customers, decisions, orders, stages
from crmcli.actions.stages import Motive
from crmcli.errors import ExitCode
from crmcli.store.read import View
from crmcli.store.reads.customers import Filters, listed
from machines import MODEST, REPS, SELDOM, Machine, ago, as_of

PATH = ("lead", "prospect", "buyer", "repeat")
STAGES = (*PATH, "dormant", "lost")
EXPECTED = {"lead": 45, "prospect": 180, "buyer": 365, "repeat": 365}
NAMES = ("Talleres Ibarra", "广元家具", "Ōsaka Tōki 株式会社", "ACME Ltd.", "Ibarra Hermanos")

WHO = st.integers(0, 9)
# Few days, so that several things fall on one.
AGO = st.sampled_from((0, 0, 1, 2, 5, 9, 25))
MAYBE_AGO = st.none() | AGO
ORDER = st.sampled_from(("order", "order", "order", "sample", "nothing"))
COUPLE = st.lists(WHO, min_size=1, max_size=2)


def rank(stage: str) -> int:
    """Return the place on the path; beside it is before its beginning."""
    return PATH.index(stage) if stage in PATH else -1


@dataclass
class Plan:
    """A planned next step."""

    planned: date
    due: date
    text: str
    closed: date | None = None


@dataclass
class Sold:
    """An order."""

    day: date
    counts: bool
    cancelled: date | None = None


@dataclass
class Given:
    """A decision to act: in which stay (the place of the move that began it), up to which day."""

    day: date
    stay: int
    until: date


@dataclass
class Customer:
    """What was said of one customer, by its own dates."""

    name: str
    created: date
    moves: list[tuple[date, str]]
    word: str  # the stage that a person last said
    word_after: int  # the last order there was when they said it
    owners: list[tuple[date, str]] = field(default_factory=list)
    archivings: list[tuple[date, bool]] = field(default_factory=list)
    contacts: list[date] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    orders: dict[int, Sold] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    decided: list[Given] = field(default_factory=list)
    alerted: dict[int, int] = field(default_factory=dict)  # the highest level told, by stay
    waiting: tuple[int, int, date] | None = None  # an extension that somebody has to approve: number, stay, until

    @property
    def stay(self) -> int:
        """Return the place of the move that began the present stay."""
        return len(self.moves) - 1

    @property
    def stage(self) -> str:
        return self.moves[-1][1]

    def moved(self, stage: str, day: date) -> None:
        """Note a move: never before the previous one."""
        self.moves.append((max(day, self.moves[-1][0]), stage))

    def said(self, stage: str, day: date, last_order: int) -> None:
        """Note a move by a person's word."""
        self.moved(stage, day)
        self.word, self.word_after = stage, last_order

    def follow_orders(self, day: date) -> None:
        """Move to what the orders call for: more than a person said, if one of them came after it."""
        counted = {number: sold for number, sold in self.orders.items() if sold.counts and not sold.cancelled}
        days = {sold.day for sold in counted.values()}
        called = ("lead", "buyer", "repeat")[min(len(days), 2)] if max(counted, default=0) > self.word_after else ""
        goal = called if rank(called) > rank(self.word) else self.word
        if goal != self.stage:
            self.moved(goal, day)

    def owner(self, day: date) -> tuple[date, str]:
        """Return since when the customer is whose at the end of a day."""
        found = (date.min, "")
        for since, rep in sorted(self.owners, key=lambda fact: fact[0]):
            if since <= day and rep != found[1]:
                found = (since, rep)
        return found

    def open_plan(self, day: date) -> Plan | None:
        """Return the plan that was open at the end of a day."""
        found = [plan for plan in self.plans if plan.planned <= day and (not plan.closed or plan.closed > day)]
        return sorted(found, key=lambda plan: plan.planned)[-1] if found else None

    def close_plan(self, day: date) -> None:
        """Close what is open."""
        for plan in self.plans:
            plan.closed = plan.closed or max(day, plan.planned)

    def seen(self, day: date) -> dict[str, Any] | None:
        """Return what the list says of the customer at the end of a day, None before it was added."""
        if self.created > day:
            return None
        since, stage = [move for move in self.moves if move[0] <= day][-1]
        got, owner = self.owner(day)
        contact = max((one for one in self.contacts if one <= day), default=None)
        contact = contact or (got if owner else self.created)
        plan = self.open_plan(day)
        sold = [
            one.day for one in self.orders.values() if one.day <= day and not (one.cancelled and one.cancelled <= day)
        ]
        return {
            "name": self.name,
            "stage": stage,
            "owner": owner,
            "days_in_stage": (day - since).days,
            "days_since_contact": (day - contact).days,
            "next_step": f"{plan.due} {plan.text}" if plan else "",
            "archived": (_latest(self.archivings, day) or (None, False))[1],
            "last_movement": max([since, *sold]).isoformat(),
            "decided_until": self.decided_until(day),
        }

    def decided_until(self, day: date) -> str:
        """Return up to when it was decided, as known at the end of a day, to act in the stay of then."""
        stay = max(place for place, (moved, _stage) in enumerate(self.moves) if moved <= day)
        found = [one.until for one in self.decided if one.stay == stay and one.day <= day]
        return found[-1].isoformat() if found else ""

    def extend(self, until: date, today: date) -> None:
        """Note a decision to act: it is not before the stay or the last one of it, and a new plan."""
        days = [one.day for one in self.decided if one.stay == self.stay]
        self.decided.append(Given(max([today, self.moves[-1][0], *days]), self.stay, until))
        self.close_plan(today)
        self.plans.append(Plan(today, until, "call"))

    def due(self, today: date) -> int:
        """Return the level to be told today, 0 where there is none."""
        seen = self.seen(today)
        if not seen or seen["archived"] or seen["stage"] not in EXPECTED or seen["decided_until"] >= today.isoformat():
            return 0
        stay = max(place for place, (moved, _stage) in enumerate(self.moves) if moved <= today)
        days = (today - date.fromisoformat(seen["last_movement"])).days
        level = max((level for level in (80, 100) if days * 100 >= EXPECTED[seen["stage"]] * level), default=0)
        return level if level > self.alerted.get(stay, 0) else 0

    def tell(self, today: date) -> None:
        """Note that today's level was told."""
        stay = max(place for place, (moved, _stage) in enumerate(self.moves) if moved <= today)
        self.alerted[stay] = self.due(today)


def _latest(facts: list[tuple[date, Any]], day: date) -> tuple[date, Any] | None:
    """Return the fact with the latest day up to `day`; of two on one day the one entered later."""
    known = [fact for fact in facts if fact[0] <= day]
    return sorted(known, key=lambda fact: fact[0])[-1] if known else None


class StageMachine(Machine):
    """Customers move, are given away, visited, put away; any of it is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.last_order = 0
        self.added = 0

    def day(self, count: int | None) -> date:
        """Return the day that many days ago; today where no day is said."""
        return ago(self.today, count or 0)

    def asked(self, count: int | None) -> date | None:
        """Return the day as it is handed to an action: None where no day is said."""
        return None if count is None else ago(self.today, count)

    def some(self, numbers: list[int]) -> list[int]:
        """Return one or two customers, each once."""
        return list(dict.fromkeys(self.one(number) for number in numbers))

    @rule(days=st.sampled_from((1, 2, 20, -3)))
    def time_passes(self, days: int) -> None:
        """Let days go by; a clock may also be put back."""
        self.place.today += timedelta(days=days)

    # Customers

    @initialize()
    def begin(self) -> None:
        for count in (60, 5):
            self.add(owner=None, actor="ana", stage=None, count=count)

    @precondition(lambda self: len(self.customers) < 4)
    @rule(
        owner=st.sampled_from((None, "", *REPS)),
        actor=st.sampled_from(("", "ana")),
        stage=st.none() | st.sampled_from(STAGES),
        count=MAYBE_AGO | st.just(60),
    )
    def add(self, owner: str | None, actor: str, stage: str | None, count: int | None) -> None:
        self.added += 1
        name = NAMES[self.added % len(NAMES)]
        given = customers.Details(
            name=name, contact="Lucía", emails=(f"c{self.added}@firm.example",), owner=owner, stage=stage
        )
        day = self.day(count)
        outcome = self.act(ExitCode.DONE, customers.add, given, self.asked(count), dated=day, actor=actor)
        one = int(outcome.done[0].id)
        self.past[self.latest_step()].before[one] = None
        rep = actor if owner is None else owner
        first = stage or "lead"
        self.customers[one] = Customer(name, day, [(day, first)], first, self.last_order)
        self.customers[one].owners += [(day, rep)] if rep else []
        with self.place.seen() as opened:
            self.customers[one].people |= {f"c{person}" for person, firm in _people(opened) if firm == one}

    @precondition(lambda self: self.customers)
    @rule(who=WHO, rep=st.sampled_from(("-", *REPS)), count=MAYBE_AGO)
    def give(self, who: int, rep: str, count: int | None) -> None:
        one = self.one(who)
        customer = self.customers[one]
        # Without a day it is from now on, even if the clock has been put back.
        day = self.day(count) if count is not None else max([self.today, *(since for since, _rep in customer.owners)])
        new = rep.strip("-")
        changes = new != customer.owner(day)[1]
        details, motive = customers.Details(owner=rep), Motive("", day=self.asked(count))
        self.act(ExitCode.DONE, customers.edit, [str(one)], details, motive, touches=[one], dated=day, changes=changes)
        if changes:
            later = [fact for fact in customer.owners if fact[0] > day]
            if later and (soonest := min(later, key=lambda fact: fact[0]))[1] == new:
                # That day is no change of owner any more.
                customer.owners.remove(soonest)
            customer.owners.append((day, new))

    @precondition(lambda self: self.customers)
    @rule(who=COUPLE, contrary=SELDOM, count=MAYBE_AGO)
    def archive(self, who: list[int], contrary: bool, count: int | None) -> None:
        ones = self.some(who)
        states = {one: _latest(self.customers[one].archivings, date.max) or (date.min, False) for one in ones}
        restore = states[ones[0]][1] != contrary
        day = self.day(count)
        sensible = all(archived == restore and (count is None or day >= since) for since, archived in states.values())
        refusal = ExitCode.DONE if sensible else ExitCode.REFUSED
        action = partial(customers.archive, restore=restore)
        self.act(refusal, action, [str(one) for one in ones], "closed down", self.asked(count), touches=ones, dated=day)
        if not refusal:
            for one in ones:
                self.customers[one].archivings.append((max(day, states[one][0]), not restore))

    @precondition(lambda self: self.customers)
    @rule(who=WHO, to=WHO, what=st.sampled_from((0, 1, 2)))
    def learn(self, who: int, to: int, what: int) -> None:
        """Rename somebody, meet a person there, or hear that a person went to another firm."""
        (self._rename, self._meet, self._change_jobs)[what](who, to)

    def _rename(self, who: int, to: int) -> None:
        one = self.one(who)
        name = NAMES[to % len(NAMES)]
        changes = name != self.customers[one].name
        details = customers.Details(name=name)
        self.act(ExitCode.DONE, customers.edit, [str(one)], details, Motive(""), touches=[one], changes=changes)
        self.customers[one].name = name

    def _meet(self, who: int, to: int) -> None:
        one = self.one(who)
        person = contacts.Person(name="王磊", phones=(f"+34 944 010 {to:03}",))
        outcome = self.act(ExitCode.DONE, contacts.add, str(one), person, touches=[one])
        self.customers[one].people.add(outcome.done[0].id)

    def _change_jobs(self, who: int, to: int) -> None:
        everybody = [(person, one) for one in sorted(self.customers) for person in sorted(self.customers[one].people)]
        if not everybody:
            return
        person, one = everybody[who % len(everybody)]
        firm = self.one(to)
        refusal = ExitCode.REFUSED if firm == one else ExitCode.DONE
        self.act(refusal, contacts.move, person, str(firm), touches={one, firm})
        self.customers[one].people.discard(person)
        self.customers[firm].people.add(person)

    # Stages

    @precondition(lambda self: self.customers)
    @rule(who=COUPLE, pick=WHO, forward=st.booleans(), count=MAYBE_AGO)
    def move(self, who: list[int], pick: int, forward: bool, count: int | None) -> None:
        ones = self.some(who)
        present = self.customers[ones[0]].stage
        sensible = [to for to in ("", *STAGES) if (forward or to) and _goal(present, to, forward)]
        to = [*sensible, "lost" if forward else "repeat"][pick % (len(sensible) + 1)]
        goals = {one: _goal(self.customers[one].stage, to, forward) for one in ones}
        early = count is not None and any(self.day(count) < self.customers[one].moves[-1][0] for one in ones)
        refusal = ExitCode.REFUSED if early or not all(goals.values()) else ExitCode.DONE
        action = stages.promote if forward else stages.demote
        # Those that take a second person's word get it at once; tests/test_approvals.py lets them wait.
        motive = Motive("they said so", "a mail", "bea", self.asked(count))
        self.act(refusal, action, [str(one) for one in ones], to, motive, touches=ones, dated=self.day(count))
        if not refusal:
            for one, goal in goals.items():
                self.customers[one].said(goal, self.day(count), self.last_order)

    @precondition(lambda self: self.customers)
    @rule(who=WHO, to=st.sampled_from(STAGES), count=MAYBE_AGO)
    def edit_stage(self, who: int, to: str, count: int | None) -> None:
        one = self.one(who)
        customer = self.customers[one]
        changes = to != customer.stage
        day = self.day(count)
        early = changes and count is not None and day < customer.moves[-1][0]
        refusal = ExitCode.REFUSED if early else ExitCode.DONE
        details, motive = customers.Details(stage=to), Motive("they said so", approved_by="bea", day=self.asked(count))
        self.act(refusal, customers.edit, [str(one)], details, motive, touches=[one], dated=day, changes=changes)
        if changes and not refusal:
            customer.said(to, day, self.last_order)

    @precondition(lambda self: self.customers)
    @rule(given=st.lists(st.tuples(WHO, AGO, ORDER), min_size=1, max_size=3))
    def sell(self, given: list[tuple[int, int, str]]) -> None:
        sold = [(self.one(who), self.day(count), kind) for who, count, kind in given]
        wanted = [
            orders.NewOrder(
                str(one), "0" if kind == "nothing" else "100", "USD", at=day.isoformat(), sample=kind == "sample"
            )
            for one, day, kind in sold
        ]
        ones, first = [one for one, _day, _kind in sold], min(day for _one, day, _kind in sold)
        outcome = self.act(ExitCode.DONE, orders.add, wanted, touches=ones, dated=first)
        for (one, day, kind), done in zip(sold, outcome.done, strict=True):
            self.last_order = int(done.id[1:])
            self.customers[one].orders[self.last_order] = Sold(day, kind == "order")
            if kind == "order":
                self.customers[one].follow_orders(day)

    @precondition(lambda self: any(customer.orders for customer in self.customers.values()))
    @rule(which=st.lists(WHO, min_size=1, max_size=2), again=SELDOM, count=MAYBE_AGO)
    def cancel(self, which: list[int], again: bool, count: int | None) -> None:
        sold = {
            number: one
            for one, customer in self.customers.items()
            for number, order in customer.orders.items()
            if again or not order.cancelled
        }
        if not sold:
            return
        numbers = list(dict.fromkeys(sorted(sold, reverse=True)[place % len(sold)] for place in which))
        found = {number: self.customers[sold[number]].orders[number] for number in numbers}
        day = self.day(count)
        refused = any(order.cancelled or day < order.day for order in found.values())
        self.act(
            ExitCode.REFUSED if refused else ExitCode.DONE,
            orders.cancel,
            [f"o{number}" for number in numbers],
            "they withdrew",
            self.asked(count),
            touches={sold[number] for number in numbers},
            dated=day,
        )
        if not refused:
            for number, order in found.items():
                order.cancelled = day
                self.customers[sold[number]].follow_orders(day)

    # Visits and plans

    @precondition(lambda self: self.customers)
    @rule(who=WHO, count=AGO, clock=st.sampled_from(("", "T10:30")), ahead=st.none() | st.integers(0, 20))
    def log(self, who: int, count: int, clock: str, ahead: int | None) -> None:
        one = self.one(who)
        day = self.day(count)
        plan = "" if ahead is None else f"+{ahead}d call"
        entry = activities.Entry(str(one), "visit", "showed the catalogue", f"{day}{clock}", next=plan)
        self.act(ExitCode.DONE, activities.log, [entry], touches=[one], dated=day)
        self.customers[one].contacts.append(day)
        if ahead is not None:
            self._planned(one, ahead, "call")

    def _planned(self, one: int, ahead: int, text: str) -> None:
        self.customers[one].close_plan(self.today)
        self.customers[one].plans.append(Plan(self.today, self.today + timedelta(days=ahead), text))

    @precondition(lambda self: self.customers)
    @rule(who=WHO, ahead=st.integers(0, 20))
    def plan(self, who: int, ahead: int) -> None:
        one = self.one(who)
        self.act(ExitCode.DONE, activities.plan, str(one), f"+{ahead}d", "quote", touches=[one], dated=self.today)
        self._planned(one, ahead, "quote")

    @precondition(lambda self: self.customers)
    @rule(who=WHO)
    def finish(self, who: int) -> None:
        planning = [one for one in sorted(self.customers) if self.customers[one].open_plan(date.max)]
        one = planning[who % len(planning)] if planning else self.one(who)
        refusal = ExitCode.DONE if planning else ExitCode.REFUSED
        self.act(refusal, activities.finish, str(one), touches=[one], dated=self.today)
        self.customers[one].close_plan(self.today)

    # Act or abandon

    def _undecidable(self, one: int) -> bool:
        archived = (_latest(self.customers[one].archivings, date.max) or (date.min, False))[1]
        return archived or self.customers[one].waiting is not None

    @precondition(lambda self: self.customers)
    @rule(who=WHO, ahead=st.integers(1, 20))
    def extend(self, who: int, ahead: int) -> None:
        one = self.one(who)
        customer, until = self.customers[one], self.today + timedelta(days=ahead)
        refused = self._undecidable(one) or customer.stage not in PATH
        refusal = ExitCode.REFUSED if refused else ExitCode.DONE
        late = sum(given.stay == customer.stay for given in customer.decided) >= 2
        dated = None if late else self.today
        outcome = self.act(refusal, decisions.act, str(one), f"+{ahead}d", "call", touches=[one], dated=dated)
        if refusal:
            return
        if late:
            customer.waiting = (int(outcome.done[0].id[1:]), customer.stay, until)
        else:
            customer.extend(until, self.today)

    @precondition(lambda self: any(customer.waiting for customer in self.customers.values()))
    @rule(who=WHO, yes=st.booleans())
    def answer(self, who: int, yes: bool) -> None:
        asked = [one for one in sorted(self.customers) if self.customers[one].waiting]
        one = asked[who % len(asked)]
        customer = self.customers[one]
        number, stay, until = customer.waiting or (0, 0, date.min)
        if not yes:
            self.act(ExitCode.DONE, approvals.reject, [f"q{number}"], "no", touches=[one], actor="bea")
        else:
            refusal = ExitCode.DONE if stay == customer.stay else ExitCode.REFUSED
            self.act(refusal, approvals.approve, [f"q{number}"], touches=[one], dated=self.today, actor="bea")
            if refusal:
                return
            customer.extend(until, self.today)
        customer.waiting = None

    @precondition(lambda self: self.customers)
    @rule(who=WHO)
    def abandon(self, who: int) -> None:
        one = self.one(who)
        customer = self.customers[one]
        refused = self._undecidable(one) or customer.stage not in PATH
        refusal = ExitCode.REFUSED if refused else ExitCode.DONE
        self.act(refusal, decisions.abandon, [str(one)], "no answer", touches=[one], dated=self.today)
        if refusal:
            return
        customer.said("dormant" if customer.stage in ("buyer", "repeat") else "lost", self.today, self.last_order)
        customer.close_plan(self.today)
        day = max([self.today, *(since for since, _rep in customer.owners)])
        if customer.owner(day)[1]:
            customer.owners.append((day, ""))

    @rule()
    def run_the_rules(self) -> None:
        due = [one for one in sorted(self.customers) if self.customers[one].due(self.today)]
        rows = self.act(ExitCode.DONE, clockwork.run, touches=due, dated=self.today, changes=bool(due))
        assert len(rows) == len(due)
        for one in due:
            self.customers[one].tell(self.today)

    # What must always be true

    def agrees(self, opened: View) -> None:
        for count in (0, 1, 2, 5, 9, 25, 26, 70):
            day = ago(self.today, count)
            expected = {one: found for one in self.customers if (found := self.customers[one].seen(day))}
            assert _list(as_of(opened, day)) == expected, f"as of {day}"
        for word in ("ibarra", "广元", "acme"):
            named = {one for one in self.customers if word in self.customers[one].name.casefold()}
            assert _list(opened, word).keys() == named & _list(opened).keys()
        last = opened.rows("SELECT customer_id, to_stage FROM effective_transition ORDER BY effective_on, id")
        assert dict(last) == {one: customer.stage for one, customer in self.customers.items()}
        there = {one: {f"c{person}" for person, firm in _people(opened) if firm == one} for one in self.customers}
        assert there == {one: customer.people for one, customer in self.customers.items()}


def _people(opened: View) -> list[tuple[int, int]]:
    """Return the id and the customer of every contact."""
    return opened.rows("SELECT id, customer_id FROM contact")


def _list(opened: View, *words: str) -> dict[int, dict[str, Any]]:
    """Return what `find` (`list` without words) and `find --archived` say, with last movement and decision of each."""
    found = {
        row.id: {**row._asdict(), "archived": archived}
        for archived in (False, True)
        for row in listed(opened, Filters(words=words, archived=archived))
    }
    more = {one: rest for one, *rest in opened.rows("SELECT customer_id, last_movement, decided_until FROM standing")}
    names = ("name", "stage", "owner", "days_in_stage", "days_since_contact", "next_step", "archived")
    return {
        one: {
            **{name: row[name] for name in names},
            "last_movement": more[one][0],
            "decided_until": more[one][1],
        }
        for one, row in found.items()
    }


def _goal(present: str, to: str, forward: bool) -> str:
    """Return where a promotion or demotion leads, "" if it is refused."""
    if forward and not to:
        return PATH[rank(present) + 1] if present in PATH[:-1] else ""
    if to == present:
        return ""
    if forward:
        return to if to in PATH and rank(to) > rank(present) else ""
    return to if to not in PATH or rank(to) < rank(present) else ""


# What the machine does not play: steps that concern others than customers


def test_an_earlier_step_can_be_undone_alone(crm: Crm) -> None:
    crm.add("Ibarra")
    crm.add("Guangyuan")
    crm.ok("undo 1")
    assert [row["name"] for row in crm.rows("list")] == ["Guangyuan"]
    assert crm("undo 1").code == ExitCode.REFUSED
    assert crm("undo 99").code == ExitCode.NOT_FOUND
    assert crm("undo 3").code == ExitCode.NOT_FOUND, "an undo is no step"


def test_what_a_step_changed_twice_is_as_it_was_before_it(crm: Crm) -> None:
    crm.add("Ibarra")
    crm.ok("next 1 2026-03-20 call")
    crm.ok("log -", stdin='1 call asked --next "+3d send the quote"\n1 call sent --next "+9d ask again"\n')
    assert crm.rows("list")[0]["next_step"] == "2026-03-25 ask again"
    crm.ok("undo")
    assert crm.rows("list")[0]["next_step"] == "2026-03-20 call"
    assert crm.rows("activities") == []


@pytest.mark.parametrize(
    "use",
    [
        "add Ibarra --owner ana",
        "add Ibarra --as ana",
        "rep add bea --manager ana",
    ],
)
def test_the_adding_of_a_rep_in_use_is_not_undone(crm: Crm, use: str) -> None:
    crm.ok("rep add ana")
    crm.ok(use)
    refused = crm("undo 1")
    assert refused.code == ExitCode.CONFLICT, refused.err
    crm.ok("undo 2")
    crm.ok("undo 1")
    assert crm.rows("rep list") == []


def test_the_adding_of_a_rep_who_visited_is_not_undone(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("Ibarra")
    crm.ok("log 1 visit 'showed it' --rep ana")
    refused = crm("undo 1")
    assert refused.code == ExitCode.CONFLICT, refused.err


def test_a_name_that_somebody_else_took_is_not_given_back(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.ok("rep edit ana --name bea")
    crm.ok("rep add ana")
    refused = crm("undo 2")
    assert refused.code == ExitCode.CONFLICT, refused.err


def test_the_adding_of_a_person_met_elsewhere_is_not_undone(crm: Crm) -> None:
    crm.add("Ibarra", "--contact Lucía")
    crm.add("Guangyuan")
    logged = crm("log 2 call hello --contact c1")
    # Either nobody is met at a firm that is not theirs, or the person cannot vanish under the visit.
    assert logged.code or crm("undo 1").code == ExitCode.CONFLICT


TestStages = StageMachine.TestCase
TestStages.settings = MODEST
