"""Seasons: set up, changed and given up; what a season said before stays true of the days before."""

from typing import NamedTuple

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, NotFoundError, meant, quoted
from crmcli.language import _, in_words
from crmcli.model import Season
from crmcli.rules import seasons
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.fields import same
from crmcli.rules.texts import LONG, checked
from crmcli.store.seasons import seasons as kept
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work


class Given(NamedTuple):
    """What a person says of a season; None leaves what was said before."""

    span: str
    pause: str | None = None
    strategy: str | None = None
    since: str = "today"


def set_(request: Request, name: str, given: Given, dates: DateOrder = "") -> Outcome:
    """Set a season up, or let it say something else from a day on; BadInputError."""

    def one(work: Work, name: str) -> Done:
        key = " ".join(checked(name, "NAME").split())
        if not key or "," in key or not key.isprintable():
            raise BadInputError(_("NAME: a season needs a name that can be read, without commas."))
        first, last = seasons.span(given.span, _("DAYS"))
        since = day(given.since, work.request.today, order=dates, place="--since").isoformat()
        before = _latest(work, key)
        pauses = _paused(work, given.pause) if given.pause is not None else before.pauses if before else ()
        text = given.strategy if given.strategy is not None else before.strategy if before else ""
        _end(work, key, since)
        strategy = checked(text, "--strategy", LONG).strip()
        row = Season(
            name=before.name if before else key,
            first_day=first,
            last_day=last,
            pauses=",".join(pauses),
            strategy=strategy,
            since=since,
        )
        work.add(row)
        said = _("{name} is every year from {first} to {last}, from {day} on.")
        sentence = said.format(name=row.name, first=first, last=last, day=since)
        if pauses:
            sentence += " " + _("The clocks of {stages} stand still in it.").format(stages=", ".join(pauses))
        return Done(row.name, sentence, _("What a day asks for: crm season"))

    return each(request, [name], one)


def unset(request: Request, names: list[str]) -> Outcome:
    """Give seasons up from today on; NotFoundError."""

    def one(work: Work, name: str) -> Done:
        found = _latest(work, name)
        if found is None:
            there = [one.name for one in kept(work.sql, "ended_on = ''")]
            raise NotFoundError(
                _("There is no season {name}.").format(name=quoted(name)),
                meant(name, there, _("See them with: crm season list")),
            )
        _end(work, found.name, work.today)
        return Done(found.name, _("{name} is no season any more.").format(name=found.name))

    return each(request, names, one)


def _latest(work: Work, name: str) -> seasons.Season | None:
    """Return the season of a name, case aside, as it was last set up and not given up; or None."""
    found = [one for one in kept(work.sql, "ended_on = ''") if same(one.name) == same(name)]
    return max(found, key=lambda one: one.since, default=None)


def _end(work: Work, name: str, since: str) -> None:
    """Let nothing that was said of a season hold from a day on."""
    for one in kept(work.sql):
        if same(one.name) != same(name) or (one.ended and one.ended <= since):
            continue
        if one.since >= since:
            work.remove(Season, one.id)
        else:
            work.get(Season, one.id).ended_on = since
    work.session.flush()


def _paused(work: Work, text: str) -> tuple[str, ...]:
    """Return the stages on the path that a list names; "" is none."""
    life = lifecycle(work.sql)
    named = dict.fromkeys(life.all_named([text])) if text.strip() else {}
    for stage in named:
        if stage in life.beside:
            raise BadInputError(
                _("--pause: {stage} has no clock that could stand still.").format(stage=in_words(stage))
            )
    return tuple(named)
