"""Rates of exchange, as a person enters them."""

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError
from crmcli.language import _
from crmcli.model import Rate
from crmcli.rules import money, rates
from crmcli.rules.dates import DateOrder, day
from crmcli.store.rates import entered_on
from crmcli.store.write import Request, Work


def add(request: Request, source: str, target: str, rate: str, at: str, dates: DateOrder = "") -> Outcome:
    """Enter what one unit of a currency is in another from a day on; a second one for that day replaces the first."""

    def one(work: Work, text: str) -> Done:
        one_of, other = money.currency(source, _("FROM")), money.currency(target, _("TO"))
        if one_of == other:
            raise BadInputError(_("{code} in {code} is always 1.").format(code=one_of))
        number = rates.plain(text, _("RATE"))
        since = day(at, work.request.today, order=dates, place="--at").isoformat()
        row = entered_on(work.sql, one_of, other, since)
        if row is None:
            work.add(Rate(source=one_of, target=other, rate=number, since=since))
        else:
            work.get(Rate, row).rate = number
        said = _("1 {source} is {rate} {target} from {day} on.")
        return Done(
            f"{one_of}/{other}",
            said.format(source=one_of, rate=number, target=other, day=since),
            _("See them with: crm rate list"),
        )

    return each(request, [rate], one)
