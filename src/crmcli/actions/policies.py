"""Policies: what may be promised from which day on."""

from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, NotFoundError, RefusedError, meant, quoted
from crmcli.language import _
from crmcli.model import Policy
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.fields import same
from crmcli.rules.policies import basis_points, shown
from crmcli.rules.texts import LONG, checked
from crmcli.store.policies import policies
from crmcli.store.refs import lettered
from crmcli.store.seasons import seasons
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work

_LONGEST_TERM = 3_650


class Given(NamedTuple):
    """What a person says of a policy; "" is any stage, season or group."""

    rep: str
    manager: str
    director: str
    stage: str = ""
    season: str = ""
    group: str = ""
    term: int | None = None
    strategy: str = ""
    since: str = "today"


def add(request: Request, given: Given, dates: DateOrder = "") -> Outcome:
    """Say how much discount who may give from a day on; BadInputError."""

    def one(work: Work, given: Given) -> Done:
        rep, manager, director = (
            basis_points(text, place)
            for text, place in ((given.rep, "--rep"), (given.manager, "--manager"), (given.director, "--director"))
        )
        if not rep <= manager <= director:
            raise BadInputError(_("A manager may give no less than a rep, and a director no less than a manager."))
        if given.term is not None and not 0 <= given.term <= _LONGEST_TERM:
            raise BadInputError(_("--term: {value} is no number of days.").format(value=given.term))
        row = Policy(
            stage=lifecycle(work.sql).named(given.stage) if given.stage else "",
            season=_season(work, given.season),
            grp=checked(given.group, "--group").strip(),
            rep_bp=rep,
            manager_bp=manager,
            director_bp=director,
            term_days=given.term,
            strategy=checked(given.strategy, "--strategy", LONG).strip(),
            since=day(given.since, work.request.today, order=dates, place="--since").isoformat(),
        )
        number = work.add(row)
        about = " · ".join(filter(None, (row.stage, row.season, row.grp))) or _("everything")
        said = _("w{id}, {about}: up to {rep} % by a rep, {manager} % by a manager, {director} % by a director.")
        return Done(
            f"w{number}",
            said.format(id=number, about=about, rep=shown(rep), manager=shown(manager), director=shown(director)),
            _("See which one holds: crm policy explain REF CODE"),
        )

    return each(request, [given], one)


def end(request: Request, refs: list[str]) -> Outcome:
    """Let policies hold no longer, from today on; NotFoundError."""

    def one(work: Work, ref: str) -> Done:
        number = lettered(ref if ref[:1].lower() == "w" else f"w{ref}", "w")
        if number not in {there.id for there in policies(work.sql)}:
            raise NotFoundError(
                _("There is no policy {ref}.").format(ref=quoted(ref)), _("See them with: crm policy list")
            )
        row: Policy = work.get(Policy, number or 0)
        if row.ended_on:
            raise RefusedError(_("Policy w{id} ended on {day}.").format(id=number, day=row.ended_on))
        # One that was to begin later never does.
        row.ended_on = max(work.today, row.since)
        return Done(f"w{number}", _("Policy w{id} ends; quotes keep what they were measured by.").format(id=number))

    return each(request, refs, one)


def _season(work: Work, name: str) -> str:
    """Return a season's name as it is kept, "" for none; NotFoundError."""
    there = [one.name for one in seasons(work.sql, "ended_on = ''")]
    found = next((one for one in there if same(one) == same(name)), "")
    if name.strip() and not found:
        raise NotFoundError(
            _("There is no season {name}.").format(name=quoted(name)),
            meant(name, there, _("Set it up: crm season set {name} 11-15..02-10").format(name=name)),
        )
    return found
