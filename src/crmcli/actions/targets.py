"""What a rep is to sell in a period."""

from crmcli.actions.dues import chosen_currency
from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, NotFoundError
from crmcli.language import _
from crmcli.model import Target
from crmcli.rules import money
from crmcli.store import facts, refs
from crmcli.store.write import Request, Work


def set_target(request: Request, rep: str, period: str, amount: str, currency: str) -> Outcome:
    """Say what a rep is to sell in a period, written as `periods.name` has it; one there is already is changed."""

    def one(work: Work, ref: str) -> Done:
        found, code = refs.rep(work.sql, ref), chosen_currency(work, currency)
        minor = money.parse(amount, code, _("AMOUNT"))
        if not minor:
            raise BadInputError(_("AMOUNT: a target of nothing?"), _("Take one away: crm target unset REP PERIOD"))
        row = facts.target_row(work.sql, found.id, period, code)
        if row is None:
            work.add(Target(rep_id=found.id, period=period, amount=minor, currency=code))
        else:
            work.get(Target, row).amount = minor
        said = _("{name} is to sell {amount} in {period}.")
        return Done(
            f"r{found.id}",
            said.format(name=found.name, amount=money.display(minor, code), period=period),
            _("How far they are: crm sales --by rep --period {period}").format(period=period),
        )

    return each(request, [rep], one)


def unset(request: Request, rep: str, period: str, currency: str) -> Outcome:
    """Take a rep's target of a period away, in one currency or in all; NotFoundError where there is none."""

    def one(work: Work, ref: str) -> list[Done]:
        found = refs.rep(work.sql, ref)
        code = money.currency(currency, _("CURRENCY")) if currency else ""
        rows = [row for row in facts.targets(work.sql, found.id, period) if code in ("", row[2])]
        if not rows:
            raise NotFoundError(
                _("{name} has no target for {period}.").format(name=found.name, period=period),
                _("See them all: crm target list"),
            )
        for row, _amount, _code in rows:
            work.remove(Target, row)
        said = _("{name} has no target for {period} any more.")
        return [Done(f"r{found.id}", said.format(name=found.name, period=period), _("Take that back: crm undo"))]

    return each(request, [rep], one)
