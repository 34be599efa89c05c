"""How many days a customer's stay lasts by the clock of its stage, which a season may let stand still."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from crmcli.rules.dates import EARLIEST, LATEST, Ages

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
