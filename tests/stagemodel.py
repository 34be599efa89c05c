"""A plain model of what is said of customers: dated facts in lists, and what a list says of them on any day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

REPS = ("ana", "bea")
PATH = ("lead", "prospect", "buyer", "repeat")
BESIDE = ("dormant", "lost")
DORMANCY = 40  # days without an order


@dataclass
class Firm:
    """The stages as the firm has them: the path, what those with another name are called now, and the expected days."""

    path: list[str] = field(default_factory=lambda: list(PATH))
    called: dict[str, str] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=lambda: {"lead": 45, "prospect": 180, "buyer": 365, "repeat": 365})
    own: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        return (*self.path, *BESIDE)

    def now(self, stage: str) -> str:
        """Return what a stage is called now."""
        return self.called.get(stage, stage)

    def rank(self, stage: str) -> int:
        """Return the place on the path; beside it is before its beginning."""
        return self.path.index(stage) if stage in self.path else -1


class World:
    """What all customers share; a copy of one of them is about the same world."""

    def __init__(self) -> None:
        self.customers: dict[int, Customer] = {}
        self.firm = Firm()
        self.gap = 1
        self.last_order = 0
        self.planned = 0

    def __deepcopy__(self, _memo: object) -> "World":
        return self


@dataclass
class Plan:
    """A planned next step."""

    number: int
    planned: date
    due: date
    text: str
    rep: str = ""  # who planned it
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
class Move:
    """A move: `slept` is one that time alone made, `said` one by a person's word."""

    day: date
    stage: str
    said: bool = False
    slept: bool = False


@dataclass
class Customer:
    """What was said of one customer, by its own dates."""

    world: World
    name: str
    created: date
    moves: list[Move]
    word: str  # the stage that a person last said, or that lack of orders brought about
    word_after: int  # the last order there was then
    owners: list[tuple[date, str]] = field(default_factory=list)
    archivings: list[tuple[date, bool]] = field(default_factory=list)
    contacts: list[date] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    orders: dict[int, Sold] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    decided: list[Given] = field(default_factory=list)
    alerted: dict[int, int] = field(default_factory=dict)  # the highest level told, by stay
    joined: list[tuple[date, int]] = field(default_factory=list)  # who became this customer, from which day on
    gone: date | None = None  # since when this customer is another one
    asleep: date | None = None  # since when, where lack of orders made the last word

    # Stages

    @property
    def stay(self) -> int:
        """Return the place of the move that began the present stay."""
        return len(self.moves) - 1

    @property
    def since(self) -> date:
        return self.moves[-1].day

    @property
    def stage(self) -> str:
        return self.world.firm.now(self.moves[-1].stage)

    def rank(self, stage: str) -> int:
        return self.world.firm.rank(self.world.firm.now(stage))

    def moved(self, stage: str, day: date, *, said: bool = False) -> None:
        """Note a move: never before the previous one."""
        self.moves.append(Move(max(day, self.since), stage, said))

    def said(self, stage: str, day: date) -> None:
        """Note a move by a person's word."""
        self.moved(stage, day, said=True)
        self.word, self.word_after, self.asleep = stage, self.world.last_order, None

    def awake(self) -> str:
        """Return where the customer stands on the path, or stood last."""
        path = self.world.firm.path
        return next((one for move in reversed(self.moves) if (one := self.world.firm.now(move.stage)) in path), path[0])

    def gated(self, goal: str) -> bool:
        """Say whether somebody else has to approve a move before it is made."""
        path = self.world.firm.path
        if self.stage == "lost":
            return True
        if goal not in path:
            return False
        back, skips = self.rank(goal) < self.rank(self.stage), self.rank(goal) > self.rank(self.awake()) + 1
        return back or skips or (goal in ("buyer", "repeat") and not self.counted())

    def countersigned(self, goal: str) -> bool:
        """Say whether a move that is made at once is to be approved afterwards."""
        return goal == "prospect" or (goal == "repeat" and len(self.counted()) < 2)

    # Orders

    def sold(self) -> dict[int, Sold]:
        """Return the orders, with those of whoever became this customer."""
        found = dict(self.orders)
        for one in self.family(date.max)[1:]:
            found |= one.orders
        return found

    def counting(self) -> dict[int, Sold]:
        """Return the orders that count by themselves."""
        return {number: sold for number, sold in self.sold().items() if sold.counts and not sold.cancelled}

    def counted(self) -> list[int]:
        """Return those that count for promotion: some days apart from the one that counted before."""
        found: list[int] = []
        last = date.min
        for number, sold in sorted(self.counting().items(), key=lambda item: (item[1].day, item[0])):
            if not found or (sold.day - last).days >= self.world.gap:
                found.append(number)
                last = sold.day
        return found

    def follow_orders(self, day: date) -> None:
        """Move to what the orders call for: more than a person said, if one of them came after it."""
        goal = self.word
        if self._ordered_since():
            called = ("lead", "buyer", "repeat")[min(len(self.counted()), 2)]
            goal = called if self.rank(called) > self.rank(self.word) else self.word
            if self.word == "dormant" and self.counted() and self.rank(self.awake()) > self.rank(goal):
                goal = self.awake()
        if self.world.firm.now(goal) != self.stage:
            self.moved(goal, day)

    def _ordered_since(self) -> bool:
        counting = self.counting()
        if self.asleep and not self._bought_before(self.asleep):
            # An old order that is entered late wakes nobody.
            return any(sold.day > self.asleep for sold in counting.values())
        return max(counting, default=0) > self.word_after

    def _bought_before(self, day: date) -> bool:
        """Say whether an order up to a day is young enough to keep awake on it."""
        bought = [sold.day for sold in self.counting().values() if sold.day <= day]
        return bool(bought) and (day - max(bought)).days < DORMANCY

    def sleepy(self, today: date) -> bool:
        """Say whether this is a buyer who ordered nothing for long, and with whom nobody did anything since."""
        latest = today - timedelta(days=DORMANCY)
        if self.gone or self.rank(self.stage) < self.rank("buyer") or self.archived(date.max):
            return False
        if self.decided_until(date.max) >= today.isoformat():
            return False
        last = max((sold.day for sold in self.counting().values()), default=self.since)
        return last <= latest and not any(move.said and move.day > latest for move in self.moves)

    def fall_asleep(self, today: date) -> None:
        """Become dormant by lack of orders."""
        self.moved("dormant", today)
        self.word, self.word_after, self.asleep = "dormant", self.world.last_order, self.since

    # Two that are one

    def family(self, day: date) -> "list[Customer]":
        """Return this customer, and whoever was this one by the end of a day."""
        found = [self]
        for since, one in self.joined:
            if since <= day:
                found += self.world.customers[one].family(day)
        return found

    def join(self, other_id: int, day: date) -> None:
        """Take over another customer: as far along the path as either, and the orders of both count."""
        other = self.world.customers[other_id]
        brought, came_from, came_to = list(other.counting()), other.word, other.stage
        self.joined.append((day, other_id))
        other.gone = day
        self.people |= other.people
        other.people = set()
        before = len(self.moves)
        if self.rank(came_from) > self.rank(self.stage):
            self._become(came_from, day)
        if brought or len(self.moves) > before:
            counted = self.counted()
            for count, goal in ((1, "buyer"), (2, "repeat")):
                if len(counted) >= count and self.rank(goal) > self.rank(self.stage):
                    self.moved(goal, day)
                    self.word_after = min(self.word_after, min(counted) - 1)
            self.word_after = min([self.word_after, *(one - 1 for one in other.sold())])
        if self.rank(came_to) > self.rank(self.stage):
            self._become(came_to, day)
        if other.owner(date.max)[1] and not self.owner(date.max)[1]:
            since = max([day, *(since for since, _rep in self.owners)])
            self.owners.append((since, other.owner(date.max)[1]))

    def _become(self, stage: str, day: date) -> None:
        self.moved(stage, day)
        self.word, self.word_after, self.asleep = stage, self.world.last_order, None

    # Everything else

    def owner(self, day: date) -> tuple[date, str]:
        """Return since when the customer is whose at the end of a day."""
        found = (date.min, "")
        for since, rep in sorted(self.owners, key=lambda fact: fact[0]):
            if since <= day and rep != found[1]:
                found = (since, rep)
        return found

    def give(self, rep: str, day: date) -> None:
        """Note a new owner from a day on."""
        later = [fact for fact in self.owners if fact[0] > day]
        if later and (soonest := min(later, key=lambda fact: fact[0]))[1] == rep:
            # That day is no change of owner any more.
            self.owners.remove(soonest)
        self.owners.append((day, rep))

    def owning_from(self, today: date) -> date:
        """Return from when on somebody gets the customer today, even if the clock has been put back."""
        return max([today, *(since for since, _rep in self.owners)])

    def archived(self, day: date) -> bool:
        return bool((latest(self.archivings, day) or (None, False))[1])

    def all_plans(self, day: date) -> list[Plan]:
        """Return the plans with this customer known on a day, in the order in which they were made."""
        found = [plan for one in self.family(day) for plan in one.plans]
        return sorted(found, key=lambda plan: (plan.planned, plan.number))

    def open_plan(self, day: date) -> Plan | None:
        """Return the plan that was open at the end of a day."""
        found = [plan for plan in self.all_plans(day) if plan.planned <= day and (not plan.closed or plan.closed > day)]
        return found[-1] if found else None

    def plan(self, today: date, due: date, text: str, rep: str = "") -> None:
        """Note a plan, which closes the one before."""
        self.close_plan(today)
        self.world.planned += 1
        self.plans.append(Plan(self.world.planned, today, due, text, rep))

    def close_plan(self, day: date) -> None:
        """Close what is open."""
        for plan in self.all_plans(date.max):
            plan.closed = plan.closed or max(day, plan.planned)

    def names(self, day: date) -> str:
        """Return the names by which the customer is found on a day."""
        return " ".join(one.name.casefold() for one in self.family(day))

    def seen(self, day: date) -> dict[str, Any] | None:
        """Return what the list says of the customer at the end of a day, None before it was added or as another one."""
        if self.created > day or (self.gone and self.gone <= day):
            return None
        move = [move for move in self.moves if move.day <= day][-1]
        got, owner = self.owner(day)
        family = self.family(day)
        contact = max((at for one in family for at in one.contacts if at <= day), default=None)
        contact = contact or (got if owner else self.created)
        plan = self.open_plan(day)
        sold = [
            order.day
            for one in family
            for order in one.orders.values()
            if order.day <= day and not (order.cancelled and order.cancelled <= day)
        ]
        return {
            "name": self.name,
            "stage": self.world.firm.now(move.stage),
            "owner": owner,
            "days_in_stage": (day - move.day).days,
            "days_since_contact": (day - contact).days,
            "next_step": f"{plan.due} {plan.text}" if plan else "",
            "archived": self.archived(day),
            "last_movement": max([move.day, *sold]).isoformat(),
            "decided_until": self.decided_until(day),
        }

    def _stay_of(self, day: date) -> int:
        return max(place for place, move in enumerate(self.moves) if move.day <= day)

    def decided_until(self, day: date) -> str:
        """Return up to when it was decided, as known at the end of a day, to act in the stay of then."""
        found = [one.until for one in self.decided if one.stay == self._stay_of(day) and one.day <= day]
        return found[-1].isoformat() if found else ""

    def extensions(self) -> int:
        """Return how often the present stay was extended."""
        return sum(given.stay == self.stay for given in self.decided)

    def extend(self, until: date, today: date, rep: str = "") -> None:
        """Note a decision to act: it is not before the stay or the last one of it, and a new plan."""
        days = [one.day for one in self.decided if one.stay == self.stay]
        self.decided.append(Given(max([today, self.since, *days]), self.stay, until))
        self.plan(today, until, "call", rep)

    def give_up(self, today: date) -> None:
        """Note that the customer is abandoned."""
        bought = self.rank(self.stage) >= self.rank("buyer")
        self.said("dormant" if bought else "lost", today)
        self.close_plan(today)
        day = self.owning_from(today)
        if self.owner(day)[1]:
            self.owners.append((day, ""))

    def due(self, today: date) -> int:
        """Return the level to be told today, 0 where there is none."""
        seen, days = self.seen(today), self.world.firm.days
        if not seen or seen["archived"] or seen["stage"] not in days or seen["decided_until"] >= today.isoformat():
            return 0
        passed = (today - date.fromisoformat(seen["last_movement"])).days
        level = max((level for level in (80, 100) if passed * 100 >= days[seen["stage"]] * level), default=0)
        return level if level > self.alerted.get(self._stay_of(today), 0) else 0

    def tell(self, today: date) -> None:
        """Note that today's level was told."""
        self.alerted[self._stay_of(today)] = self.due(today)


@dataclass
class Asked:
    """What waits for a second person's word, and what was said."""

    customer: int
    kind: str
    by: str
    goal: str = ""
    before: str = ""
    day: date | None = None  # from when on, where that was said
    stay: int = 0
    until: date | None = None
    answer: str = ""


def latest(facts: list[tuple[date, Any]], day: date) -> tuple[date, Any] | None:
    """Return the fact with the latest day up to `day`; of two on one day the one entered later."""
    known = [fact for fact in facts if fact[0] <= day]
    return sorted(known, key=lambda fact: fact[0])[-1] if known else None
