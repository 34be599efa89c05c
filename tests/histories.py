"""Random histories of money, told to the actions as people type them, and a second account kept of each by hand.

The account of a customer is what is left of the orders that count, less what was paid, and what of that went back; no
part of it depends on which payment pays which instalment.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.actions import invoices, milestones, orders, outcome, payments, products, quotes, refunds, returns
from crmcli.actions.invoices import NewCredit, NewInvoice
from crmcli.actions.orders import Change, NewOrder
from crmcli.actions.payments import NewPayment
from crmcli.actions.plans import Wish
from crmcli.actions.quotes import NewQuote
from crmcli.actions.refunds import NewRefund
from crmcli.actions.returns import Returned
from crmcli.errors import CrmError
from crmcli.model import Customer
from crmcli.rules.money import EXPONENTS
from crmcli.store.write import Request, Work, step

START = date(2026, 1, 5)
CURRENCIES = ("EUR", "CNY", "JPY", "KWD")
CUSTOMERS = (1, 2, 3)
PRICES = {"A": 333, "B": 1999, "C": 1}
_TERMS = ("30@order,70@delivered+60d", "50@order,50@order+30d", "100@installed", "33@order,33@produced+5d,34@accepted")


class Sold(NamedTuple):
    """An order as it was sold."""

    customer: int
    currency: str
    amount: int
    day: str


class Account:
    """What was done that succeeded, as (day, minor units); orders and invoices by their numbers."""

    def __init__(self) -> None:
        self.orders: dict[int, Sold] = {}
        self.drafts: dict[int, Sold] = {}
        self.cancelled: dict[int, str] = {}
        self.reduced: list[tuple[int, str, int]] = []  # order, day, amount
        self.invoiced: list[tuple[int, str, int]] = []  # credit notes are less than nothing
        self.paid: list[
            tuple[int, str, str, int]
        ] = []  # customer, currency, day, amount; refunds are less than nothing

    def counted(self, day: str) -> dict[int, Sold]:
        """Return the orders that count at the end of a day."""
        return {
            one: sold
            for one, sold in self.orders.items()
            if sold.day <= day and not self.cancelled.get(one, "9999") <= day
        }

    def left(self, day: str, one: int) -> tuple[int, int]:
        """Return what an order was sold for, and what returns and credit notes took off it."""
        return self.orders[one].amount, sum(part for order, at, part in self.reduced if order == one and at <= day)

    def net_invoiced(self, day: str, one: int) -> int:
        """Return what was invoiced of an order, less credit notes."""
        return sum(part for order, at, part in self.invoiced if order == one and at <= day)

    def outstanding(self, day: str) -> dict[tuple[int, str], int]:
        """Return what each customer owes per currency, without those that owe nothing."""
        found: dict[tuple[int, str], int] = {}
        for one, sold in self.counted(day).items():
            amount, less = self.left(day, one)
            key = (sold.customer, sold.currency)
            found[key] = found.get(key, 0) + amount - less
        for customer, currency, at, amount in self.paid:
            if at <= day:
                found[customer, currency] = found.get((customer, currency), 0) - amount
        return {key: amount for key, amount in found.items() if amount}


def typed(minor: int, currency: str) -> str:
    """Return an amount as a person types it."""
    exponent = EXPONENTS[currency]
    whole, rest = divmod(minor, 10**exponent)
    return f"{whole}.{rest:0{exponent}d}" if exponent else f"{whole}"


class History:
    """One history: `play` carries out random actions, and `account` is what they came to."""

    def __init__(self, work: Work, seed: int) -> None:
        self.work = work
        self.random = random.Random(seed)
        self.account = Account()
        self.days = {START.isoformat()}
        self.dated: list[str] = []  # the days of all that was done, in the order in which it was done
        self.today = START
        self.notes: dict[int, tuple[int, int]] = {}  # invoice: order, amount that is not taken back
        self.returned: dict[int, list[tuple[int, int]]] = {}  # order: return, what of it is not credited
        self.quoted: list[tuple[str, int, str, int]] = []
        self.reached: set[tuple[int, str]] = set()
        self._numbers = 0

    def play(self, count: int, evening: Callable[["History"], None]) -> None:
        """Carry out so many actions; what is refused leaves no trace. `evening` is called when a day is over."""
        deeds = [self._sell] * 4 + [self._pay] * 5 + [self._use_credit] * 2 + [self._quote, self._accept, self._edit]
        deeds += [self._cancel, self._return, self._return, self._invoice, self._invoice, self._credit, self._refund]
        deeds += [self._refund, self._complete, self._milestone, self._milestone]
        for _number in range(count):
            if self.random.random() < 0.5:
                evening(self)
                self.today += timedelta(days=self.random.choice((1, 1, 2, 5, 13)))
            day = self.today - timedelta(days=self.random.choice((0, 0, 0, 1, 3, 9)))
            try:
                with self.work.attempt():
                    self.random.choice(deeds)(max(day, START))
            except CrmError:
                continue
        evening(self)

    def _request(self) -> Request:
        return self.work.request._replace(today=self.today)

    def _noted(self, day: str) -> None:
        self.days.add(day)
        self.dated.append(day)

    def _one(self, among: Any) -> Any:
        found = list(among)
        if not found:
            raise CrmError("nothing to choose from")
        return self.random.choice(found)

    def _amount(self) -> int:
        return self.random.choice((1, 99, 100, 1000, 33333, 1000001, self.random.randint(1, 10**7)))

    def _sell(self, day: date) -> None:
        customer, currency = self._one(CUSTOMERS), self._one(CURRENCIES)
        lines, amount = (), self._amount()
        if self.random.random() < 0.4:
            lines, currency, amount = self._lines()
        given = NewOrder(
            str(customer),
            "" if lines else typed(amount, currency),
            currency,
            at=day.isoformat(),
            lines=lines,
            sample=self.random.random() < 0.1,
            draft=self.random.random() < 0.2,
            **self._plan(amount, currency, day),
        )
        done = outcome_of(orders.add(self._request(), [given]))
        sold = Sold(customer, currency, amount, day.isoformat())
        (self.account.drafts if given.draft else self.account.orders)[done] = sold
        self._noted(day.isoformat())

    def _lines(self) -> tuple[tuple[str, ...], str, int]:
        """Return lines, their currency, and what they come to: thousandths times price, halves rounded up."""
        lines, amount = [], 0
        for code, price in self.random.sample(sorted(PRICES.items()), self.random.randint(1, 3)):
            qty = self.random.choice((1, 1500, 333, 1000, 12345))
            lines.append(f"{code}:{qty // 1000}.{qty % 1000:03d}@{typed(price, 'EUR')}")
            amount += int(Fraction(qty * price, 1000) + Fraction(1, 2))
        return tuple(lines), "EUR", amount

    def _plan(self, amount: int, currency: str, day: date) -> dict[str, Any]:
        kind = self.random.random()
        if kind < 0.3:
            return {"terms": self._one(_TERMS)}
        if kind < 0.6 and amount > 2:
            first = self.random.randint(1, amount - 1)
            ends = ((day + timedelta(days=self.random.randint(-5, 90)), part) for part in (first, amount - first))
            return {"instalments": tuple(f"{due.isoformat()}={typed(part, currency)}" for due, part in ends)}
        return {"due": (day + timedelta(days=self.random.randint(0, 60))).isoformat()}

    def _pay(self, day: date) -> None:
        currency, order = self._one(CURRENCIES), ""
        customer = self._one(CUSTOMERS)
        if self.random.random() < 0.7:
            one, sold = self._one(self.account.orders.items())
            order, customer, currency = f"o{one}", sold.customer, sold.currency
        amount = self._amount()
        if order and self.random.random() < 0.5:
            amount = max(1, sold.amount // self.random.choice((1, 2, 3)))
        number = self.random.choice((None, None, None, 1, 2)) if order else None
        given = NewPayment(order or str(customer), typed(amount, currency), currency, day.isoformat(), number)
        payments.pay(self._request(), [given])
        self.account.paid.append((customer, currency, day.isoformat(), amount))
        self._noted(day.isoformat())

    def _use_credit(self, _day: date) -> None:
        given = NewPayment(str(self._one(CUSTOMERS)), "", self._one(CURRENCIES), credit=True)
        payments.pay(self._request(), [given])
        self._noted(self.today.isoformat())

    def _refund(self, day: date) -> None:
        customer, currency, _at, paid = self._one(self.account.paid)
        amount = self.random.randint(1, max(abs(paid), 1))
        refunds.refund(self._request(), NewRefund(str(customer), typed(amount, currency), currency, day))
        self.account.paid.append((customer, currency, day.isoformat(), -amount))
        self._noted(day.isoformat())

    def _cancel(self, day: date) -> None:
        one = self._one({**self.account.orders, **self.account.drafts})
        orders.cancel(self._request(), [f"o{one}"], "withdrew", day)
        if self.account.drafts.pop(one, None) is None:
            self.account.cancelled[one] = day.isoformat()
        self._noted(day.isoformat())

    def _complete(self, day: date) -> None:
        one, sold = self._one(self.account.drafts.items())
        orders.complete(self._request(), [f"o{one}"], day)
        del self.account.drafts[one]
        self.account.orders[one] = sold._replace(day=day.isoformat())
        self._noted(day.isoformat())

    def _edit(self, _day: date) -> None:
        one, sold = self._one(self.account.orders.items())
        amount = self._amount()
        orders.edit(self._request(), f"o{one}", Change(amount=typed(amount, sold.currency), wish=Wish(due="+10d")))
        self.account.orders[one] = sold._replace(amount=amount)
        self._noted(sold.day)

    def _return(self, day: date) -> None:
        one, sold = self._one(self.account.orders.items())
        amount = self.random.choice((0, 1, self.random.randint(1, max(sold.amount, 1))))
        lines = (f"{self._one('ABC')}:1",) if self.random.random() < 0.3 else ()
        given = Returned(f"o{one}", "" if lines or not amount else typed(amount, sold.currency), lines, "broken")
        first = int(self.work.sql.execute("SELECT coalesce(max(id), 0) FROM order_return").fetchone()[0])
        left = self.account.left("9999", one)
        returns.take_back(self._request(), given, day)
        back = self.work.sql.execute("SELECT id, amount FROM order_return WHERE id > ?", (first,)).fetchall()
        total = sum(part for _row, part in back)
        assert lines or total == (amount or left[0] - left[1])
        self.account.reduced.append((one, day.isoformat(), total))
        self.returned.setdefault(one, []).extend(back)
        self._noted(day.isoformat())

    def _number(self) -> str:
        self._numbers += 1
        return f"N-{self._numbers}"

    def _invoice(self, day: date) -> None:
        one, sold = self._one(self.account.orders.items())
        amount, less = self.account.left("9999", one)
        rest = amount - less - self.account.net_invoiced("9999", one)
        part = self.random.choice((rest, self.random.randint(1, max(rest, 1))))
        text = "" if part == rest else typed(part, sold.currency)
        done = outcome_of(invoices.add(self._request(), NewInvoice(f"o{one}", self._number(), text, day)))
        self.account.invoiced.append((one, day.isoformat(), part))
        self.notes[done] = (one, part)
        self._noted(day.isoformat())

    def _credit(self, day: date) -> None:
        number, (one, rest) = self._one(self.notes.items())
        sold = self.account.orders[one]
        goods = self.returned.get(one, []) if self.random.random() < 0.6 else []
        amount = self.random.randint(1, max(rest, 1))
        if goods:
            amount = min(amount, goods[0][1])
        given = NewCredit(
            f"f{number}", self._number(), typed(amount, sold.currency), day, "", f"x{goods[0][0]}" if goods else ""
        )
        invoices.credit(self._request(), given)
        self.account.invoiced.append((one, day.isoformat(), -amount))
        self.notes[number] = (one, rest - amount)
        if goods:
            goods[0] = (goods[0][0], goods[0][1] - amount)
        elif one not in self.account.cancelled:
            self.account.reduced.append((one, day.isoformat(), amount))
        self._noted(day.isoformat())

    def _milestone(self, day: date) -> None:
        one = self._one(self.account.orders)
        kind = self._one(("produced", "delivered", "installed", "accepted"))
        if self.random.random() < 0.5:
            planned = (day + timedelta(days=self.random.randint(-3, 40))).isoformat()
            milestones.note(self._request(), f"o{one}", kind, milestones.Given(planned=planned))
            return
        if (one, kind) in self.reached:
            raise CrmError("a correction is of the day that it corrects")
        milestones.note(self._request(), f"o{one}", kind, milestones.Given(reached=day.isoformat()))
        self.reached.add((one, kind))
        self._noted(day.isoformat())

    def _quote(self, _day: date) -> None:
        customer, (lines, currency, amount) = self._one(CUSTOMERS), self._lines()
        given = NewQuote(str(customer), lines, currency, terms=self._one(("", *_TERMS)), force="they asked")
        done = quotes.add(self._request(), given).done[0].id
        self.quoted.append((done, customer, currency, amount))

    def _accept(self, _day: date) -> None:
        quote = self._one(self.quoted)
        done = outcome_of(quotes.accept(self._request(), [quote[0]], "they agreed"))
        self.quoted.remove(quote)
        self.account.orders[done] = Sold(*quote[1:], self.today.isoformat())
        self._noted(self.today.isoformat())


def outcome_of(found: outcome.Outcome) -> int:
    """Return the number of what was done."""
    return int(found.done[0].id[1:])


class _OverError(Exception):
    """The step is not to land."""


@contextmanager
def ground(path: Path, monkeypatch: Any) -> Iterator[Work]:
    """Open one step, in which every action is carried out: what it takes to open a file is measured elsewhere."""
    request = Request(path, "crm", "", START - timedelta(days=1), "2026-01-04T09:00:00Z")
    with suppress(_OverError), step(request) as work:

        @contextmanager
        def inside(asked: Request) -> Iterator[Work]:
            work.request = asked
            yield work

        monkeypatch.setattr(outcome, "step", inside)
        for name in ("Ibarra", "广元精工", "Third"):
            work.add(Customer(name=name, created_on=request.today.isoformat()))
        for code, price in PRICES.items():
            products.add(request, code, products.Given(list=typed(price, "EUR"), currency="EUR"))
        work.settle()
        yield work
        raise _OverError


@contextmanager
def taken_back(work: Work) -> Iterator[None]:
    """Do something that is as if it never was afterwards."""
    settled = work._settled
    work.sql.execute("SAVEPOINT history")
    try:
        yield
    finally:
        work.session.expunge_all()
        work._settled = settled
        work.sql.execute("ROLLBACK TO history")
        work.sql.execute("RELEASE history")
