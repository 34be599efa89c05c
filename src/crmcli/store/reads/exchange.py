"""Amounts of several currencies in one, at the rates that were entered."""

from crmcli.rules.rates import Rate, convert
from crmcli.store.rates import into_one
from crmcli.store.read import View


class Exchange:
    """Values amounts in the currency `base` at the rates in force on a day; "" leaves them as they are."""

    def __init__(self, view: View, base: str, day: str) -> None:
        self._view, self._base, self._day = view, base, day
        self._used: dict[str, Rate] = {}

    def into(self, code: str) -> str:
        """Return the currency in which amounts of one are given."""
        return self._base or code

    def __call__(self, minor: int, code: str) -> int:
        """Return an amount in minor units of `into(code)`; RefusedError where nobody entered a rate."""
        if not self._base or code == self._base:
            return minor
        if code not in self._used:
            self._used |= into_one(self._view.sql, self._base, [code], self._day)
        return convert(minor, code, self._base, self._used[code].rate)

    @property
    def used(self) -> list[Rate]:
        """The rates that were needed so far."""
        return [self._used[code] for code in sorted(self._used)]
