"""Orders, instalments, payments and ageing, against a model that keeps lists of dated facts and adds them up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

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
CURRENCY = st.sampled_from(("USD", "USD", "JPY", "KWD"))
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


class Share(NamedTuple):
    """What a payment pays of an instalment."""

    order: int
    part: int
    amount: int


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
    """Money that came in, and what it paid when it was entered."""

    currency: str
    day: date
    amount: int
    shares: list[Share]


@dataclass
class Account:
    """What one customer bought and paid, and whose it was since when."""

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
            if paid.day <= day
            for share in paid.shares
            if share[:2] == (number, part)
        )

    def open_parts(self, numbers: Iterable[int]) -> list[tuple[int, int, int]]:
        """Return (order, part, owed) of what is owed on these orders, earliest due first."""
        parts = [
            (due, number, part, amount - self.paid_of(number, part))
            for number in numbers
            if not self.orders[number].cancelled
            for part, (due, amount) in enumerate(self.orders[number].parts)
        ]
        return [(number, part, owed) for _due, number, part, owed in sorted(parts) if owed]

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
                used = sum(share.amount for share in paid.shares if self.orders[share.order].stands(day))
                found[paid.currency] = found.get(paid.currency, 0) + paid.amount - used
        return {currency: amount for currency, amount in found.items() if amount}

    def balance(self, currency: str, day: date) -> int:
        """Return what was sold less what came in, whatever paid what."""
        sold = sum(one.amount for one in self.orders.values() if one.currency == currency and one.stands(day))
        return sold - sum(one.amount for one in self.payments.values() if one.currency == currency and one.day <= day)


class MoneyMachine(Machine):
    """Customers buy and pay in three currencies, on any day; any of it is taken back."""

    @property
    def accounts(self) -> dict[int, Account]:
        """What each customer bought and paid."""
        return self.customers

    @initialize()
    def begin(self) -> None:
        for owner in ("ana", "bea", ""):
            # No part of the game, and never undone.
            day = ago(self.today, 400)
            added = customers.add(self.place.request(), customers.Details(name="Firm", owner=owner), day)
            self.customers[int(added.done[0].id)] = Account([(day, owner)])

    @rule(who=WHO, rep=st.sampled_from(("-", "ana", "bea")), count=AGO)
    def give(self, who: int, rep: str, count: int) -> None:
        one = self.one(who)
        account = self.accounts[one]
        day = max(ago(self.today, count), account.owners[-1][0])
        new = rep.strip("-")
        changes = account.owner(self.today) != new
        details, motive = customers.Details(owner=rep), Motive("", day=day)
        self.act(ExitCode.DONE, customers.edit, [str(one)], details, motive, touches=[one], dated=day, changes=changes)
        if changes:
            account.owners.append((day, new))

    @rule(
        who=WHO,
        currency=CURRENCY,
        amounts=st.lists(AMOUNT, min_size=1, max_size=4),
        dues=st.lists(DUE, min_size=4, max_size=4),
        plain=st.booleans(),
        count=AGO,
    )
    def sell(self, who: int, currency: str, amounts: list[int], dues: list[int], plain: bool, count: int) -> None:
        one = self.one(who)
        day = ago(self.today, count)
        parts = [(self.today + timedelta(days=due), amount) for due, amount in zip(dues, amounts, strict=False)]
        given = orders.NewOrder(str(one), str(money(sum(amounts), currency)), currency, at=day.isoformat())
        if plain:
            parts = [(day, sum(amounts))]
        elif len(parts) == 1:
            given = given._replace(due=parts[0][0].isoformat())
        else:
            given = given._replace(instalments=tuple(f"{due}={money(amount, currency)}" for due, amount in parts))
        outcome = self.act(ExitCode.DONE, orders.add, [given], touches=[one], dated=day)
        self.accounts[one].orders[int(outcome.done[0].id[1:])] = Sold(currency, day, sorted(parts))

    def _sold(self) -> dict[int, int]:
        """Return whose each order is."""
        return {number: one for one, account in self.accounts.items() for number in account.orders}

    @precondition(lambda self: self._sold())
    @rule(which=WHO, count=AGO)
    def cancel(self, which: int, count: int) -> None:
        sold = self._sold()
        number = sorted(sold, reverse=True)[which % len(sold)]
        one = sold[number]
        found = self.accounts[one].orders[number]
        day = ago(self.today, count)
        refusal = ExitCode.REFUSED if found.cancelled or day < found.day else ExitCode.DONE
        self.act(refusal, orders.cancel, [f"o{number}"], "they withdrew", day, touches=[one], dated=day)
        if not refusal:
            found.cancelled = day

    @precondition(lambda self: self._sold())
    @rule(which=WHO, amount=AMOUNT, exact=st.booleans(), part=st.none() | st.integers(1, 3), count=AGO, odd=SELDOM)
    def pay_an_order(self, which: int, amount: int, exact: bool, part: int | None, count: int, odd: bool) -> None:
        sold = self._sold()
        number = sorted(sold, reverse=True)[which % len(sold)]
        account = self.accounts[sold[number]]
        found = account.orders[number]
        owed = [one for one in account.open_parts([number]) if part is None or one[1] == part - 1]
        if exact and owed:
            amount = sum(rest for _number, _part, rest in owed)
        given = "EUR" if odd else ""
        refusal = ExitCode.DONE
        if odd or found.cancelled:
            refusal = ExitCode.REFUSED
        elif part is not None and part > len(found.parts):
            refusal = ExitCode.NOT_FOUND
        self._pay(refusal, sold[number], f"o{number}", found.currency, given, amount, part, count, owed)

    @rule(who=WHO, currency=CURRENCY, amount=AMOUNT, count=AGO, exact=st.booleans())
    def pay(self, who: int, currency: str, amount: int, count: int, exact: bool) -> None:
        one = self.one(who)
        account = self.accounts[one]
        owed = account.open_parts(number for number, sold in account.orders.items() if sold.currency == currency)
        if exact and owed:
            amount = sum(rest for _number, _part, rest in owed)
        self._pay(ExitCode.DONE, one, str(one), currency, currency, amount, None, count, owed)

    def _pay(
        self,
        refusal: int,
        one: int,
        ref: str,
        currency: str,
        given: str,
        amount: int,
        part: int | None,
        count: int,
        owed: list[tuple[int, int, int]],
    ) -> None:
        day = ago(self.today, count)
        payment = payments.NewPayment(ref, str(money(amount, currency)), given, day.isoformat(), part)
        outcome = self.act(refusal, payments.pay, [payment], touches=[one], dated=day)
        if refusal:
            return
        shares, left = [], amount
        for number, place, rest in owed:
            shares.append(Share(number, place, min(left, rest)))
            left -= shares[-1].amount
        self.accounts[one].payments[int(outcome.done[0].id[1:])] = Paid(currency, day, amount, shares)

    # What must always be true

    def agrees(self, opened: View) -> None:
        for ahead in (0, -1, -20, -45, -100, -131, 30, 200):
            day = self.today + timedelta(days=ahead)
            self._receivables_agree(as_of(opened, day), day)
            self._orders_agree(as_of(opened, day), day)

    def _receivables_agree(self, opened: View, day: date) -> None:
        by_customer = receivables.by_customer(opened)
        by_owner = receivables.by_owner(opened)
        by_instalment = receivables.by_instalment(opened)
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
            owner = account.owner(day)
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
TestMoney.settings = MODEST
