"""What is due of an order when: on days, or so many days after milestones."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.model import Instalment, Order
from crmcli.rules import money, terms
from crmcli.rules.ageing import NO_DAY
from crmcli.rules.dates import DateOrder, day
from crmcli.store import facts, owed
from crmcli.store.write import Work

USUAL_MILESTONES = "produced,delivered,installed,trained,accepted"


class Wish(NamedTuple):
    """When an order is due, as a person said it: one way of the three, or none."""

    due: str = ""
    instalments: tuple[str, ...] = ()  # DATE=AMOUNT
    terms: str = ""

    @property
    def said(self) -> bool:
        """Whether anything was said."""
        return bool(self.due or self.instalments or self.terms)


class Part(NamedTuple):
    """One instalment to be: due on a day, or so many days after a milestone; minor units."""

    due_on: str
    amount: int
    milestone: str = ""
    days: int = 0


def milestones(work: Work) -> list[str]:
    """Return the milestones of orders, as the firm has set them."""
    return terms.names(facts.settings(work.sql).get("milestones") or USUAL_MILESTONES, "milestones")


def plan(work: Work, wish: Wish, amount: int, currency: str, ordered: str, dates: DateOrder = "") -> list[Part]:
    """Return the instalments of an amount; they add up to it. BadInputError names what cannot be read."""
    said = [name for name, given in zip(("--due", "--instalment", "--terms"), wish, strict=True) if given]
    if len(said) > 1:
        raise BadInputError(_("Give either {one} or {other}, not both.").format(one=said[0], other=said[1]))
    if wish.terms:
        return _by_terms(wish.terms, amount, ordered, milestones(work))
    if wish.instalments:
        return _by_days(work, wish.instalments, amount, currency, dates)
    due = day(wish.due, work.request.today, order=dates, place="--due").isoformat() if wish.due else ordered
    return [Part(due, amount)]


def again(work: Work, order: Order, former: str) -> list[Part]:
    """Return the instalments of an order whose amount changed, or its day from a `former` one.

    They follow its terms; where it has none they keep their days and their shares, the last one takes the rest.
    """
    if order.terms:
        known = [*milestones(work), *owed.kinds(work.sql, order.id or 0)]
        return _by_terms(order.terms, order.amount, order.ordered_on, known)
    there = owed.parts(work.sql, order.id or 0)[::-1]
    whole = sum(part.amount for part in there)
    shares = [order.amount * part.amount // whole if whole else 0 for part in there[:-1]]
    shares.append(order.amount - sum(shares))
    days = [order.ordered_on if part.due_on == former else part.due_on for part in there]
    found = [Part(due, share) for due, share in zip(days, shares, strict=True)]
    return [part for part in found[:-1] if part.amount] + found[-1:]


def _by_terms(text: str, amount: int, ordered: str, known: Sequence[str]) -> list[Part]:
    found = []
    for term, share in terms.split(amount, terms.terms(text, known, "--terms")):
        if term.after == terms.ORDER:
            found.append(Part(after(ordered, term.days), share))
        else:
            found.append(Part(NO_DAY, share, term.after, term.days))
    return found


def _by_days(work: Work, texts: Sequence[str], amount: int, currency: str, dates: DateOrder) -> list[Part]:
    parts = []
    for text in texts:
        when, equals, part = text.partition("=")
        if not equals:
            raise BadInputError(
                _("--instalment: {text} is not DATE=AMOUNT.").format(text=quoted(text)),
                _("Write --instalment 2026-12-31=5000"),
            )
        due = day(when, work.request.today, order=dates, place="--instalment").isoformat()
        parts.append(Part(due, money.parse(part, currency, "--instalment")))
    total = sum(part.amount for part in parts)
    if total != amount:
        raise BadInputError(
            _("The instalments add up to {total}, the order is {amount}.").format(
                total=money.display(total, currency), amount=money.display(amount, currency)
            )
        )
    return sorted(parts)


def write(work: Work, order: Order, parts: Sequence[Part]) -> None:
    """Write the instalments of an order that has none; those after a milestone that was reached fall due."""
    reached = owed.reached(work.sql, order.id or 0)
    for place, part in enumerate(parts, 1):
        due = after(reached[part.milestone], part.days) if part.milestone in reached else part.due_on
        work.session.add(
            Instalment(
                order_id=order.id or 0,
                customer_id=order.customer_id,
                number=place,
                due_on=due,
                amount=part.amount,
                milestone=part.milestone,
                plus_days=part.days,
            )
        )
    work.session.flush()


def after(iso: str, days: int) -> str:
    """Return the day so many days after another, as it is stored."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
