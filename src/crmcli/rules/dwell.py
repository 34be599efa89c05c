"""How long a customer may stay, when that is told to whom, and who decides whether to act or to abandon."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.model.words import Role, Stage
from crmcli.rules.dates import EARLIEST, LATEST, Ages
from crmcli.rules.fields import same
from crmcli.rules.lifecycle import Lifecycle

# From this level on (per cent of the expected days) the directors are told too.
WHOLE = 100
# So many extensions of one stay are the rep's own where there is no director; the next takes a second person's word.
FREE_EXTENSIONS = 2
_MOST_PER_CENT, _MOST_LEVELS = 1_000, 9


class Limits(NamedTuple):
    """Expected days by stage, and by (stage, industry as `same` compares it) where an industry has its own."""

    stages: Mapping[str, int]
    industries: Mapping[tuple[str, str], int]

    def days(self, stage: str, industry: str) -> int | None:
        """Return how many days are expected, None where nobody said."""
        return self.industries.get((stage, same(industry)), self.stages.get(stage))


Still = Callable[[date], bool]


class Clock(dict[str, Ages]):
    """What the clock of each stage shows on a day: `clock[stage][since]` whole days, without those on which it stands.

    A season may let the clock of a stage stand still; `still` says of such a stage on which days. Where none does the
    days are those of the calendar, for every stage the same ones.
    """

    def __init__(self, day: date, still: Mapping[str, Still] | None = None) -> None:
        self.day, self.still = day, still or {}
        self._calendar = Ages(day)

    def __missing__(self, stage: str) -> Ages:
        still = self.still.get(stage)
        return self.setdefault(stage, Running(self.day, still) if still else self._calendar)

    def latest(self, stage: str, count: int) -> str:
        """Return the last day since which so many days ran, as text; "" is before everything."""
        ages = self[stage]
        if isinstance(ages, Running):
            return ages.latest(count)
        return date.fromordinal(self.day.toordinal() - count).isoformat() if count < self.day.toordinal() else ""

    def stood(self, stage: str, since: str) -> int:
        """Return on how many days since then the clock of a stage stood still."""
        return self._calendar[since] - self[stage][since]

    def reached(self, stage: str, since: str, count: int) -> date | None:
        """Return the day on which so many days will have run, None where that never comes."""
        at, still = date.fromisoformat(since), self.still.get(stage)
        if still is None:
            return at + timedelta(days=count)
        while count > 0 and at < LATEST:
            at += timedelta(days=1)
            count -= not still(at)
        return None if count > 0 else at


class Running(Ages):
    """Days up to one day that a clock ran which stands still on some."""

    def __init__(self, day: date, still: Still) -> None:
        super().__init__(day)
        self._still = still
        self._ran = [0]  # in so many days back

    def _back(self) -> None:
        at = self.day - timedelta(days=len(self._ran) - 1)
        self._ran.append(self._ran[-1] + (not self._still(at)))

    def __missing__(self, stored: str) -> int:
        ago = (self.day - date.fromisoformat(stored[:10])).days
        while len(self._ran) <= ago:
            self._back()
        return self.setdefault(stored, self._ran[ago] if ago > 0 else ago)

    def latest(self, count: int) -> str:
        """Return the last day since which so many days ran, as text; "" is before everything."""
        ago = 0
        while self._ran[ago] < count:
            ago += 1
            if ago == len(self._ran):
                if self.day - timedelta(days=ago) < EARLIEST:
                    return ""
                self._back()
        return (self.day - timedelta(days=ago)).isoformat()


def levels(text: str, place: str) -> tuple[int, ...]:
    """Return the levels, in per cent, of a list like `80,100,150`, each once and rising; BadInputError."""
    found = [part.strip().removesuffix("%").strip() for part in text.split(",")]
    if len(found) > _MOST_LEVELS or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in found):
        raise _no_levels(text, place)
    numbers = sorted({int(part) for part in found})
    if not 0 < numbers[0] <= numbers[-1] <= _MOST_PER_CENT:
        raise _no_levels(text, place)
    return tuple(numbers)


def _no_levels(text: str, place: str) -> BadInputError:
    return BadInputError(
        _("{key}: {value} is no list of levels in per cent.").format(key=place, value=quoted(text)),
        _("For example: 80,100,150; each from 1 to {most}, at most {count} of them").format(
            most=_MOST_PER_CENT, count=_MOST_LEVELS
        ),
    )


def due_after(expected: int, level: int) -> int:
    """Return after how many days a level is reached: the first whole day that is not too early."""
    return -(-expected * level // WHOLE)


def passed(days: int, expected: int, configured: Sequence[int], raised: int = 0) -> list[int]:
    """Return the levels that are reached after `days` and lie above the highest one `raised` before; rising."""
    return [level for level in configured if level > raised and days >= due_after(expected, level)]


def told(level: int, owner: str, directors: Sequence[str]) -> list[str]:
    """Return who hears of a level: the owner, and from 100 % on the directors, who hear of nobody's customers too."""
    people = [owner] if owner else []
    if level >= WHOLE or not owner:
        people += directors
    return list(dict.fromkeys(people))


def asked(number: int, *, acts: bool, role: str, directors: bool) -> str | None:
    """Return whose word it takes to extend a stay for the `number`th time (0 is to abandon), None if only one's own.

    "director" is a director's, "" that of any other rep. `acts` is whether a rep is named who acts, in what `role`;
    `directors` whether such a rep is registered.
    """
    late = number > FREE_EXTENSIONS
    if (acts and role == Role.DIRECTOR) or not (late or (acts and directors)):
        return None
    return Role.DIRECTOR.value if directors else ""


def abandoned(life: Lifecycle, stage: str) -> str:
    """Return where an abandoned customer goes: whoever bought is dormant, all others are lost."""
    bought = life.place(stage) >= life.place(Stage.BUYER)
    return Stage.DORMANT.value if bought else Stage.LOST.value


class Ending(StrEnum):
    """What became of a decision to act."""

    RUNNING = "running"
    EXTENDED = "extended"
    FORWARD = "forward"
    BACK = "back"
    DORMANT = "dormant"
    LOST = "lost"
    STUCK = "stuck"


def ending(life: Lifecycle, stage: str, until: str, after: str, following: str, day: str) -> Ending:
    """Return how a decision to act ended by a day.

    `stage` is where the customer was, `until` the last day of the decision; `after` the day of a later decision to
    act in the same stay, and `following` the stage that the stay ended with, each "" if there was none.
    """
    if after:
        return Ending.EXTENDED
    if following:
        return _moved(life, stage, following)
    return Ending.RUNNING if until >= day else Ending.STUCK


def _moved(life: Lifecycle, stage: str, following: str) -> Ending:
    if following in (Stage.DORMANT, Stage.LOST):
        return Ending(following)
    return Ending.FORWARD if life.place(following) > life.place(stage) else Ending.BACK
