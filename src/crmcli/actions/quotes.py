"""Quotes: made within one's authority or with somebody else's word, accepted as orders, closed with the reason."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.actions import approvals, orders, owners, plans
from crmcli.actions.authority import Measured, measured_by, rank
from crmcli.actions.goods import Basket, Priced, basket
from crmcli.actions.outcome import Done, Outcome, acting, each
from crmcli.errors import BadInputError, ConflictError, RefusedError
from crmcli.language import _, in_words
from crmcli.model import Order, Quote, QuoteLine
from crmcli.model.words import Asked, Verdict
from crmcli.rules import money, policies
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.policies import Rank
from crmcli.rules.quotes import Status, status
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts, quotes
from crmcli.store.approvals import ApprovalRow
from crmcli.store.refs import Found, customers
from crmcli.store.write import Request, Work


class NewQuote(NamedTuple):
    """One quote as a person typed it."""

    ref: str
    lines: tuple[str, ...]
    currency: str = ""
    until: str = ""
    terms: str = ""
    code: str = ""
    note: str = ""
    force: str = ""  # why another's say is passed over, "" if it is not


def add(request: Request, quote: NewQuote, dates: DateOrder = "") -> Outcome:
    """Quote products; beyond the authority of who acts it waits for somebody who has enough of it."""

    def one(work: Work, quote: NewQuote) -> list[Done]:
        return [_add(work, found, quote, dates) for found in customers(work.sql, [quote.ref])]

    return each(request, [quote], one)


def _add(work: Work, customer: Found, given: NewQuote, dates: DateOrder) -> Done:
    past = [owners.past(work, customer, owners.Why(reason=given.force, force=bool(given.force)))]
    if not given.lines:
        raise BadInputError(_("What is quoted? Say --line CODE:QTY."))
    sold = basket(work, given.lines, given.currency, work.today)
    until = _until(work, given.until, dates)
    plans.plan(work, plans.Wish(terms=given.terms), sold.amount, sold.currency, work.today)
    past.append(_past_rival(work, customer, sold, given.force))
    measured = measured_by(work, customer, sold, given.terms, work.today)
    mine = rank(work)
    if measured.who == Rank.NOBODY:
        raise RefusedError(_("{why}.").format(why=measured.why), _("See: crm price {id}").format(id=customer.id))
    waits = measured.who.role if measured.who > mine else ""
    row = _write(work, customer, given, sold, until, measured, waits)
    said = _("{name} ({id}): quote k{quote} of {amount}").format(
        **customer._asdict(), quote=row.id, amount=money.display(row.amount, row.currency)
    )
    if row.discount_bp:
        said += _(", {discount} % below the list").format(discount=policies.shown(row.discount_bp))
    if not waits:
        hint = _("When they agree: crm quote accept k{quote}").format(quote=row.id)
        return Done(
            f"k{row.id}", " ".join(filter(None, [_("{said}.").format(said=said), "; ".join(filter(None, past))])), hint
        )
    grounds = approvals.Grounds("; ".join(filter(None, (measured.why, row.note))), f"k{row.id}")
    proposal = {"quote": f"k{row.id}", "until": row.until_on}
    number = approvals.ask(work, customer.id, Asked.QUOTE, proposal, grounds=grounds, decider=waits)
    said += _("; it waits as q{number} for the word of a {role}: {why}.")
    said = said.format(number=number, role=in_words(waits), why=measured.why)
    hint = _("They decide with: crm approve q{number} --as REP").format(number=number)
    return Done(f"k{row.id}", " ".join(filter(None, [said, "; ".join(filter(None, past))])), hint)


def _until(work: Work, text: str, dates: DateOrder) -> str:
    if not text:
        return ""
    last = day(text, work.request.today, order=dates, place="--until")
    if last < work.request.today:
        raise BadInputError(_("--until: {day} is past.").format(day=last))
    return last.isoformat()


def _past_rival(work: Work, customer: Found, sold: Basket, force: str) -> str:
    """Return what to say of quoting beside another rep's live quote with --force, "" where there is none; RefusedError."""
    who = acting(work)
    mine = who.id if who else None
    products = [line.product_id for line in sold.lines]
    there = quotes.live(work.sql, customer.id, products, work.today, _after(work.request.today))
    rival = next((one for one in there if one.rep_id != mine), None)
    if rival is None:
        return ""
    by = rival.rep or _("somebody")
    if not force or rank(work) < Rank.MANAGER:
        raise RefusedError(
            _("{name} ({id}): {rep} quoted {product} in k{quote}, which is live.").format(
                **customer._asdict(), rep=by, product=rival.product, quote=rival.id
            ),
            _("Ask {rep}; or a manager goes past it with --force -m WHY").format(rep=by),
        )
    return _("{rep}'s k{quote} is live; forced: {why}").format(rep=by, quote=rival.id, why=force)


def _write(
    work: Work, customer: Found, given: NewQuote, sold: Basket, until: str, measured: Measured, waits: str
) -> Quote:
    who, code = acting(work), checked(given.code, "--code").strip()
    if code and quotes.with_code(work.sql, code):
        raise ConflictError(_("There is a quote {code} already.").format(code=code))
    row = Quote(
        customer_id=customer.id,
        rep_id=who.id if who else None,
        code=code,
        quoted_on=work.today,
        until_on=until,
        currency=sold.currency,
        amount=sold.amount,
        list_amount=sold.list_amount,
        discount_bp=policies.discount(sold.amount, sold.list_amount),
        stage=measured.stage,
        season=measured.season,
        policy_id=measured.policy.id if measured.policy else None,
        needs=waits,
        terms=given.terms.strip(),
        note=checked(given.note, "--note", LONG).strip(),
    )
    quote_id = work.add(row)
    for place, line in enumerate(sold.lines, 1):
        work.session.add(QuoteLine(quote_id=quote_id, customer_id=customer.id, number=place, **line._asdict()))
    work.session.flush()
    return row


def carry_out(work: Work, asked: ApprovalRow) -> str:
    """Say that an approved quote may go out; RefusedError where it was closed meanwhile."""
    row: Quote = work.get(Quote, quotes.named(work.sql, json.loads(asked.proposal)["quote"]))
    if row.closed_on:
        raise RefusedError(_("k{quote} was closed on {day}.").format(quote=row.id, day=row.closed_on))
    return _("Quote k{quote} of {amount} may be sent.").format(
        quote=row.id, amount=money.display(row.amount, row.currency)
    )


def accept(request: Request, refs: Sequence[str], force: str = "") -> Outcome:
    """Make orders of quotes, at the prices and terms that were quoted; RefusedError where that is not possible."""

    def one(work: Work, ref: str) -> Done:
        row: Quote = work.get(Quote, quotes.named(work.sql, ref))
        customer = Found(row.customer_id, facts.customer_name(work.sql, row.customer_id))
        past = [owners.past(work, customer, owners.Why(reason=force, force=bool(force))), _acceptable(work, row, force)]
        lines = [Priced._make(line) for line in quotes.lines(work.sql, row.id or 0)]
        parts = plans.plan(work, plans.Wish(terms=row.terms), row.amount, row.currency, work.today)
        who = acting(work)
        order = Order(
            customer_id=customer.id,
            ordered_on=work.today,
            amount=row.amount,
            currency=row.currency,
            rep_id=row.rep_id or (who.id if who else None),
            note=row.note,
            terms=row.terms,
            quote_id=row.id,
        )
        row.accepted_on = work.today
        done = orders.entered(work, customer, order, lines, parts, "; ".join(filter(None, past)))
        return done._replace(sentence=_("Quote k{quote} is accepted. {said}").format(quote=row.id, said=done.sentence))

    return each(request, list(refs), one)


def _acceptable(work: Work, row: Quote, force: str) -> str:
    """Return what to say of accepting an expired quote with --force, "" where it is none; RefusedError."""
    number, outcome = quotes.word(work.sql, row.id or 0, _after(work.request.today))
    now = status(work.today, row.accepted_on, row.closed_on, row.until_on, row.needs, outcome)
    if now == Status.ACCEPTED:
        raise RefusedError(_("k{quote} was accepted on {day}.").format(quote=row.id, day=row.accepted_on))
    if now == Status.CLOSED:
        raise RefusedError(_("k{quote} was closed on {day}.").format(quote=row.id, day=row.closed_on))
    if row.needs and outcome != Verdict.APPROVED:
        said = _("k{quote} waits as q{number} for the word of a {role}.")
        if now == Status.REJECTED:
            said = _("k{quote} was rejected as q{number} by a {role}.")
        raise RefusedError(
            said.format(quote=row.id, number=number, role=in_words(row.needs)), _("See: crm approvals --all")
        )
    if now != Status.EXPIRED:
        return ""
    if not force:
        raise RefusedError(
            _("k{quote} expired on {day}.").format(quote=row.id, day=row.until_on),
            _("Quote anew; or accept it all the same: --force -m WHY"),
        )
    return _("It had expired on {day}; forced: {why}").format(day=row.until_on, why=force)


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def close(request: Request, refs: Sequence[str], why: str) -> Outcome:
    """Close quotes that came to nothing, with the reason."""
    if not why.strip():
        raise RefusedError(_("To close a quote needs its reason; say why with -m."))

    def one(work: Work, ref: str) -> Done:
        row: Quote = work.get(Quote, quotes.named(work.sql, ref))
        done = row.accepted_on or row.closed_on
        if done:
            said = _("k{quote} was accepted on {day}.") if row.accepted_on else _("k{quote} was closed on {day}.")
            raise RefusedError(said.format(quote=row.id, day=done))
        row.closed_on, row.close_reason = work.today, checked(why, "--why", LONG).strip()
        name = facts.customer_name(work.sql, row.customer_id)
        said = _("{name} ({id}): quote k{quote} is closed.")
        return Done(f"k{row.id}", said.format(name=name, id=row.customer_id, quote=row.id))

    return each(request, list(refs), one)
