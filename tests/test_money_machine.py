"""Orders, instalments, payments and ageing, against a model that keeps lists of dated facts and adds them up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from conftest import examples
from crmcli.actions import customers, orders, payments
from crmcli.actions.stages import Motive
from crmcli.errors import ExitCode
from crmcli.store.read import View
from crmcli.store.reads import receivables
from crmcli.store.reads.orders import OrderFile, order
from crmcli.store.reads.orders import orders as listed
from machines import MODEST, SELDOM, Machine, ago, as_of

DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3}
NOBODY = "(none)"

# Days past due up to which an instalment is in a bucket; what is later is over 120.
BUCKETS = (0, 30, 60, 90, 120)

WHO = st.integers(0, 9)
CURRENCY = st.sampled_from(("USD", "USD", "USD", "JPY", "KWD"))
AGO = st.sampled_from((0, 0, 1, 10, 31, 62, 130))
DUE = st.sampled_from((-200, -121, -120, -91, -90, -61, -60, -31, -30, -1, 0, 1, 15, 60))
# Amounts that are split, that divide badly, and that no float holds exactly.
AMOUNT = st.sampled_from((1, 3, 10, 100, 33_333, 1_000_001, 90_071_992_547_409))


def money(minor: int, currency: str) -> Decimal:
    """Return minor units as reports show them."""
    return Decimal(minor).scaleb(-DECIMALS[currency])


def bucket(due: date, day: date) -> int:
    """Return the place of the bucket of what is due on a day."""
    past = (day - due).days
    return sum(past > most for most in BUCKETS)


class Owed(NamedTuple):
    """An instalment that is owed."""

    order: int
    part: int
    amount: int


class Share(NamedTuple):
    """What a payment pays of an instalment, from a day on."""

    order: int
    part: int
    amount: int
    day: date


@dataclass
class Sold:
    """An order and its instalments, earliest due first."""

    currency: str
    day: date
    parts: list[tuple[date, int]]
    cancelled: date | None = None

    @property
    def amount(self) -> int:
        return sum(amount for _due, amount in self.parts)

    def stands(self, day: date) -> bool:
        """Say whether it is there on a day, and not cancelled by then."""
        return self.day <= day and not (self.cancelled and self.cancelled <= day)


@dataclass
class Paid:
    """Money that came in, and what it pays."""

    currency: str
    day: date
    amount: int
    shares: list[Share]


@dataclass
class Account:
    """What one customer bought and paid, and whose it was since when."""

    added: date
    owners: list[tuple[date, str]]
    orders: dict[int, Sold] = field(default_factory=dict)
    payments: dict[int, Paid] = field(default_factory=dict)

    def owner(self, day: date) -> str:
        """Return whose the customer was on a day, "" for nobody's."""
        known = [fact for fact in self.owners if fact[0] <= day]
        return sorted(known, key=lambda fact: fact[0])[-1][1] if known else ""

    def paid_of(self, number: int, part: int, day: date = date.max) -> int:
        """Return what came in for an instalment by a day."""
        return sum(
            share.amount
            for paid in self.payments.values()
            for share in paid.shares
            if share[:2] == (number, part) and share.day <= day
        )

    def open_parts(self, numbers: Iterable[int]) -> list[Owed]:
        """Return what is owed on these orders, earliest due first."""
        parts = [
            (due, number, part, amount - self.paid_of(number, part))
            for number in numbers
            if not self.orders[number].cancelled
            for part, (due, amount) in enumerate(self.orders[number].parts)
        ]
        return [Owed(number, part, owed) for _due, number, part, owed in sorted(parts) if owed]

    def open_parts_in(self, currency: str) -> list[Owed]:
        """Return what is owed in a currency, earliest due first."""
        return self.open_parts(number for number, sold in self.orders.items() if sold.currency == currency)

    def owed(self, day: date) -> list[tuple[int, date, str, int]]:
        """Return (order, due, currency, minor units) per instalment that was owed on a day."""
        return [
            (number, due, sold.currency, rest)
            for number, sold in self.orders.items()
            if sold.stands(day)
            for part, (due, amount) in enumerate(sold.parts)
            if (rest := amount - self.paid_of(number, part, day))
        ]

    def credit(self, day: date) -> dict[str, int]:
        """Return per currency what had come in by a day and paid no order that stood then."""
        found: dict[str, int] = {}
        for paid in self.payments.values():
            if paid.day <= day:
                used = sum(
                    share.amount for share in paid.shares if share.day <= day and self.orders[share.order].stands(day)
                )
                found[paid.currency] = found.get(paid.currency, 0) + paid.amount - used
        return {currency: amount for currency, amount in found.items() if amount}

    def free(self, currency: str) -> list[tuple[Paid, int]]:
        """Return the payments that pay nothing yet, and how much of each, the oldest first."""
        found = []
        for _number, paid in sorted(self.payments.items(), key=lambda one: (one[1].day, one[0])):
            used = sum(share.amount for share in paid.shares if not self.orders[share.order].cancelled)
            if paid.currency == currency and used < paid.amount:
                found.append((paid, paid.amount - used))
        return found

    def take_over(self, day: date, rep: str) -> None:
        """Note a rep from a day on; who turns out to have been the owner earlier did not become it later."""
        later = [fact for fact in self.owners if fact[0] > day]
        if later and (following := min(later, key=lambda fact: fact[0]))[1] == rep:
            self.owners.remove(following)
        self.owners.append((day, rep))

    def free_since(self, paid: Paid) -> date:
        """Return the day from which a payment's credit was there: its own, or that of a cancellation."""
        return max([paid.day, *(self.orders[share.order].cancelled or paid.day for share in paid.shares)])

    def balance(self, currency: str, day: date) -> int:
        """Return what was sold less what came in, whatever paid what."""
        sold = sum(one.amount for one in self.orders.values() if one.currency == currency and one.stands(day))
        return sold - sum(one.amount for one in self.payments.values() if one.currency == currency and one.day <= day)


class Wish(NamedTuple):
    """An order that somebody is about to place."""

    who: int
    currency: str
    count: int
    amounts: list[int]
    dues: list[int]
    plain: bool  # due when it is placed

    def sold(self, today: date) -> Sold:
        """Return the order that comes of it."""
        day = ago(today, self.count)
        parts = zip(self.dues, self.amounts, strict=False)
        dated = [(today + timedelta(days=due), amount) for due, amount in parts]
        return Sold(self.currency, day, [(day, sum(self.amounts))] if self.plain else sorted(dated))


WISH = st.builds(
    Wish,
    WHO,
    CURRENCY,
    AGO,
    st.lists(AMOUNT, min_size=1, max_size=4),
    st.lists(DUE, min_size=4, max_size=4),
    st.booleans(),
)


def _typed(one: int, wish: Wish, made: Sold) -> orders.NewOrder:
    """Return an order as it is typed, in the shortest way."""
    code = made.currency
    given = orders.NewOrder(str(one), str(money(made.amount, code)), code, at=made.day.isoformat())
    if wish.plain:
        return given
    if len(made.parts) == 1:
        return given._replace(due=made.parts[0][0].isoformat())
    return given._replace(instalments=tuple(f"{due}={money(amount, code)}" for due, amount in reversed(made.parts)))


class MoneyMachine(Machine):
    """Customers buy and pay in three currencies, on any day; any of it is taken back."""

    @property
    def accounts(self) -> dict[int, Account]:
        """What each customer bought and paid."""
        return self.customers

    @initialize(wishes=st.lists(WISH, min_size=2, max_size=4))
    def begin(self, wishes: list[Wish]) -> None:
        for owner, count in (("ana", 400), ("", 15)):
            # No part of the game, and never undone. Facts may be older than the customer in the file.
            day = ago(self.today, count)
            added = customers.add(self.place.request(), customers.Details(name="Firm", owner=owner), day)
            self.customers[int(added.done[0].id)] = Account(day, [(day, owner)] if owner else [])
        self.sell(wishes)

    @rule(days=st.sampled_from((1, 2, 20)))
    def time_passes(self, days: int) -> None:
        self.place.today += timedelta(days=days)

    @rule(who=WHO, rep=st.sampled_from(("-", "ana", "bea")), count=AGO)
    def give(self, who: int, rep: str, count: int) -> None:
        one = self.one(who)
        account = self.accounts[one]
        day = ago(self.today, count)
        new = rep.strip("-")
        changes = account.owner(day) != new
        details, motive = customers.Details(owner=rep), Motive("", day=day)
        self.act(ExitCode.DONE, customers.edit, [str(one)], details, motive, touches=[one], dated=day, changes=changes)
        if changes:
            account.take_over(day, new)

    @rule(wishes=st.lists(WISH, min_size=1, max_size=2))
    def sell(self, wishes: list[Wish]) -> None:
        ones = [self.one(wish.who) for wish in wishes]
        sold = [wish.sold(self.today) for wish in wishes]
        given = [_typed(one, wish, made) for one, wish, made in zip(ones, wishes, sold, strict=True)]
        first = min(made.day for made in sold)
        outcome = self.act(ExitCode.DONE, orders.add, given, touches=ones, dated=first)
        for one, made, done in zip(ones, sold, outcome.done, strict=True):
            self.accounts[one].orders[int(done.id[1:])] = made

    def _sold(self) -> dict[int, int]:
        """Return whose each order is."""
        return {number: one for one, account in self.accounts.items() for number in account.orders}

    @precondition(lambda self: self._sold())
    @rule(which=st.lists(WHO, min_size=1, max_size=2), again=SELDOM, count=AGO)
    def cancel(self, which: list[int], again: bool, count: int) -> None:
        sold = {
            number: one
            for number, one in self._sold().items()
            if again or not self.accounts[one].orders[number].cancelled
        }
        if not sold:
            return
        numbers = list(dict.fromkeys(sorted(sold, reverse=True)[place % len(sold)] for place in which))
        found = [self.accounts[sold[number]].orders[number] for number in numbers]
        day = ago(self.today, count)
        refused = any(made.cancelled or day < made.day for made in found)
        self.act(
            ExitCode.REFUSED if refused else ExitCode.DONE,
            orders.cancel,
            [f"o{number}" for number in numbers],
            "they withdrew",
            day,
            touches={sold[number] for number in numbers},
            dated=day,
        )
        for made in [] if refused else found:
            made.cancelled = day

    @precondition(lambda self: self._sold())
    @rule(which=WHO, amount=AMOUNT, exact=st.booleans(), part=st.none() | st.integers(1, 3), count=AGO, odd=SELDOM)
    def pay_an_order(self, which: int, amount: int, exact: bool, part: int | None, count: int, odd: bool) -> None:
        one, found, owed, refusal = self._towards(which, part)
        amount = _total(owed) if exact and owed else amount
        payment = payments.NewPayment(found, str(money(amount, self._currency(found))), instalment=part)
        if odd:
            payment, refusal = payment._replace(currency="EUR"), ExitCode.REFUSED
        self._pay(refusal, one, payment, self._currency(found), amount, count, owed)

    def _towards(self, which: int, part: int | None) -> tuple[int, str, list[Owed], ExitCode]:
        """Return customer, reference and open parts of an order or its instalment, and how paying it must end."""
        sold = self._sold()
        number = sorted(sold, reverse=True)[which % len(sold)]
        account = self.accounts[sold[number]]
        found = account.orders[number]
        owed = [one for one in account.open_parts([number]) if part is None or one.part == part - 1]
        refusal = ExitCode.DONE
        if found.cancelled:
            refusal = ExitCode.REFUSED
        elif part is not None and part > len(found.parts):
            refusal = ExitCode.NOT_FOUND
        return sold[number], f"o{number}", owed, refusal

    def _currency(self, order: str) -> str:
        number = int(order[1:])
        return self.accounts[self._sold()[number]].orders[number].currency

    @rule(who=WHO, currency=CURRENCY, amount=AMOUNT, count=AGO, exact=st.booleans())
    def pay(self, who: int, currency: str, amount: int, count: int, exact: bool) -> None:
        one = self.one(who)
        owed = self.accounts[one].open_parts_in(currency)
        amount = _total(owed) if exact and owed else amount
        payment = payments.NewPayment(str(one), str(money(amount, currency)), currency)
        self._pay(ExitCode.DONE, one, payment, currency, amount, count, owed)

    def _pay(
        self,
        refusal: ExitCode,
        one: int,
        payment: payments.NewPayment,
        currency: str,
        amount: int,
        count: int,
        owed: list[Owed],
    ) -> None:
        day = ago(self.today, count)
        outcome = self.act(refusal, payments.pay, [payment._replace(at=day.isoformat())], touches=[one], dated=day)
        if not refusal:
            paid = Paid(currency, day, amount, _shares(owed, amount, day))
            self.accounts[one].payments[int(outcome.done[0].id[1:])] = paid

    @precondition(lambda self: self._sold())
    @rule(which=WHO, part=st.none() | st.none() | st.integers(1, 2), whole=st.booleans(), amount=AMOUNT)
    def use_credit(self, which: int, part: int | None, whole: bool, amount: int) -> None:
        one, ref, owed, refusal = self._towards(which, part)
        currency = self._currency(ref)
        holders = [
            (holder, code)
            for holder, account in self.accounts.items()
            for code in DECIMALS
            if account.free(code) and account.open_parts_in(code)
        ]
        if holders and part is None:
            one, currency = holders[which % len(holders)]
            ref, owed, refusal = str(one), self.accounts[one].open_parts_in(currency), ExitCode.DONE
        free = self.accounts[one].free(currency)
        held = sum(rest for _paid, rest in free)
        wanted = held if whole else amount
        if not refusal and not (owed and 0 < wanted <= held):
            refusal = ExitCode.REFUSED
        payment = payments.NewPayment(ref, "" if whole else str(money(amount, currency)), currency, credit=True)
        self.act(refusal, payments.pay, [payment._replace(instalment=part)], touches=[one], dated=self.today)
        for paid, rest in [] if refusal else free:
            shares = _shares(owed, min(rest, wanted), max(self.today, self.accounts[one].free_since(paid)))
            paid.shares += shares
            wanted -= _total(shares)
            owed = self._still(one, owed)

    def _still(self, one: int, owed: list[Owed]) -> list[Owed]:
        """Return what is left of open parts after they were paid."""
        left = self.accounts[one].open_parts({part.order for part in owed})
        return [part for part in left if part[:2] in {one[:2] for one in owed}]

    # What must always be true

    def agrees(self, opened: View) -> None:
        for ahead in (0, -1, -20, -45, -131, 100):
            day = self.today + timedelta(days=ahead)
            self._receivables_agree(as_of(opened, day), day)
            self._orders_agree(as_of(opened, day), day)

    def _receivables_agree(self, opened: View, day: date) -> None:
        by_customer, by_owner, by_instalment = (told(opened, by) for by in ("customer", "owner", "instalment"))
        for row in (*by_customer, *by_owner, *by_instalment):
            *_currency, unapplied, outstanding = row.aged
            assert outstanding == sum(row.aged[1:7]) - unapplied
        assert _totals(by_customer) == _totals(by_owner) == _totals(by_instalment)
        facts = {currency: self._balance(currency, day) for currency in DECIMALS}
        assert {**dict.fromkeys(DECIMALS, Decimal(0)), **_outstanding(by_customer)} == facts
        assert {(row.id, row.owner, row.aged.currency): row.aged[1:8] for row in by_customer} == self._aged(day)
        owners: dict[tuple[Any, ...], tuple[Decimal, ...]] = {}
        for (_one, owner, currency), figures in self._aged(day).items():
            owners[owner or NOBODY, currency] = _added(owners.get((owner or NOBODY, currency)), figures)
        assert {(row.owner, row.aged.currency): row.aged[1:8] for row in by_owner} == owners
        owed = sorted(
            (f"o{number}", due.isoformat(), max((day - due).days, 0), money(rest, currency))
            for account in self.accounts.values()
            for number, due, currency, rest in account.owed(day)
        )
        shown = [(row.order, row.due, row.days_past_due, row.aged.outstanding) for row in by_instalment if row.order]
        assert sorted(shown) == owed
        assert [due for _order, due, _days, _rest in shown] == sorted(due for _order, due, _days, _rest in owed)

    def _balance(self, currency: str, day: date) -> Decimal:
        return money(sum(account.balance(currency, day) for account in self.accounts.values()), currency)

    def _aged(self, day: date) -> dict[tuple[Any, ...], tuple[Decimal, ...]]:
        """Return buckets and unapplied per customer, owner and currency."""
        tallied: dict[tuple[Any, ...], list[int]] = {}
        for one, account in self.accounts.items():
            owner = account.owner(day) if account.added <= day else ""
            for _number, due, currency, rest in account.owed(day):
                tallied.setdefault((one, owner, currency), [0] * 7)[bucket(due, day)] += rest
            for currency, amount in account.credit(day).items():
                tallied.setdefault((one, owner, currency), [0] * 7)[6] = amount
        return {key: tuple(money(figure, key[2]) for figure in figures) for key, figures in tallied.items()}

    def _orders_agree(self, opened: View, day: date) -> None:
        expected = {}
        for one, account in self.accounts.items():
            for number, sold in account.orders.items():
                if sold.day <= day:
                    stands = sold.stands(day)
                    paid = sum(account.paid_of(number, part, day) for part in range(len(sold.parts))) if stands else 0
                    owed = sold.amount - paid if stands else 0
                    figures = (money(figure, sold.currency) for figure in (sold.amount, paid, owed))
                    status = "confirmed" if stands else "cancelled"
                    expected[f"o{number}"] = (one, sold.day.isoformat(), sold.currency, *figures, status)
        rows = listed(opened)
        found = {
            row.id: (row.customer_id, row.at, row.currency, row.amount, row.paid, row.outstanding, row.status)
            for row in rows
        }
        assert found == expected
        for row in rows[:3]:
            _adds_up(order(opened, row.id))


def _total(parts: Iterable[Owed | Share]) -> int:
    return sum(part.amount for part in parts)


def _shares(owed: list[Owed], amount: int, day: date) -> list[Share]:
    """Return what an amount pays from a day on, one open part after the other."""
    found = []
    for part in owed:
        share = min(amount, part.amount)
        amount -= share
        if share:
            found.append(Share(part.order, part.part, share, day))
    return found


def _adds_up(found: OrderFile) -> None:
    """Check that an order is the sum of its instalments, and none of them is over-paid."""
    head, parts = found.order, found.instalments
    assert sum(part.amount for part in parts) == head.amount
    assert sum(part.paid for part in parts) == head.paid
    assert sum(part.outstanding for part in parts) == head.outstanding
    assert all(0 <= part.paid <= part.amount for part in parts)
    if head.status == "confirmed":
        assert head.paid + head.outstanding == head.amount
        assert sum(payment.amount for payment in found.payments) == head.paid


class Told(NamedTuple):
    """A row of receivables: what it begins with, and its figures."""

    head: dict[str, Any]
    aged: Any

    def __getattr__(self, name: str) -> Any:
        return self.head[name]


class Aged(NamedTuple):
    """Currency, buckets, credit and their sum."""

    currency: str
    not_due: Decimal
    d1_30: Decimal
    d31_60: Decimal
    d61_90: Decimal
    d91_120: Decimal
    over_120: Decimal
    unapplied: Decimal
    outstanding: Decimal


def told(opened: View, by: str) -> list[Told]:
    asked = receivables.Asked(by)
    rows = [dict(zip(asked.columns, row, strict=True)) for row in receivables.receivables(opened, asked).rows]
    return [Told(row, Aged(*(row[name] for name in Aged._fields))) for row in rows]


def _totals(rows: Iterable[Any]) -> dict[str, tuple[Decimal, ...]]:
    """Return the sum of every column per currency."""
    found: dict[str, tuple[Decimal, ...]] = {}
    for row in rows:
        found[row.aged.currency] = _added(found.get(row.aged.currency), row.aged[1:])
    return found


def _added(before: tuple[Decimal, ...] | None, figures: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(one + other for one, other in zip(before or (Decimal(0),) * len(figures), figures, strict=True))


def _outstanding(rows: Iterable[Any]) -> dict[str, Decimal]:
    """Return what is outstanding per currency."""
    return {currency: figures[-1] for currency, figures in _totals(rows).items()}


TestMoney = MoneyMachine.TestCase
TestMoney.settings = settings(MODEST, max_examples=examples(25))
