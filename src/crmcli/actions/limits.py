"""Expected days of a stage in one industry."""

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, NotFoundError, quoted
from crmcli.language import _, in_words, many
from crmcli.model import Dwell
from crmcli.rules.texts import checked
from crmcli.store import stays
from crmcli.store.stages import lifecycle
from crmcli.store.write import Request, Work

_MOST_DAYS = 36_500


def set_days(request: Request, word: str, industry: str, days: int) -> Outcome:
    """Say how long customers of an industry are expected to stay in a stage; BadInputError."""

    def one(work: Work, word: str) -> Done:
        key, name = _stage(work, word), checked(industry, "--industry").strip()
        if not name:
            raise BadInputError(_("--industry: of which industry?"), _("For all of them: crm config set days_lead 30"))
        if not 0 < days <= _MOST_DAYS:
            raise BadInputError(_("--days: {value} is no number of days.").format(value=days))
        row = stays.dwell_row(work.sql, key, name)
        if row is None:
            work.add(Dwell(stage=key, industry=name, days=days))
        else:
            work.get(Dwell, row).days = days
        said = many(
            "{stage} of {industry}: {days} day is expected now.",
            "{stage} of {industry}: {days} days are expected now.",
            days,
        )
        return Done(
            key, said.format(stage=in_words(key), industry=name, days=days), _("See them all: crm config dwell list")
        )

    return each(request, [word], one)


def unset_days(request: Request, word: str, industry: str) -> Outcome:
    """Hold the customers of an industry to their stage's own days again; NotFoundError."""

    def one(work: Work, word: str) -> Done:
        key = _stage(work, word)
        row = stays.dwell_row(work.sql, key, industry)
        if row is None:
            raise NotFoundError(
                _("{stage} of {industry} has no days of its own.").format(
                    stage=in_words(key), industry=quoted(industry)
                ),
                _("See them all: crm config dwell list"),
            )
        work.remove(Dwell, row)
        said = _("{stage} of {industry} is held to what the stage expects again.")
        return Done(key, said.format(stage=in_words(key), industry=industry), _("See them all: crm config dwell list"))

    return each(request, [word], one)


def _stage(work: Work, word: str) -> str:
    """Return the stage that a word means; BadInputError where customers may stay in it for ever."""
    key = lifecycle(work.sql).named(word)
    known = stays.limits(work.sql).stages
    if key not in known:
        raise BadInputError(
            _("{stage} has no expected days.").format(stage=in_words(key)),
            _("There are: {names}").format(names=", ".join(known)),
        )
    return key
