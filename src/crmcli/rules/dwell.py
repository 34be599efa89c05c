"""How long a customer may stay, when that is told to whom, and who decides whether to act or to abandon."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.model.words import Role, Stage
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
