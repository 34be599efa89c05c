"""Amounts of several currencies in one, at the rates that were entered."""

from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.rules.rates import Rate, convert, in_force, told
from crmcli.store.rates import rates
from crmcli.store.read import View


class Exchange:
    """Values amounts in the currency `base` at the rates in force on a day, and tells which; "" leaves them as they are."""

    def __init__(self, view: View, base: str, day: str) -> None:
        self.base, self.day = base, day
        self._rates = rates(view.sql, day) if base else []
        self._used: dict[str, Rate] = {}

    def into(self, code: str) -> str:
        """Return the currency in which amounts of one are given."""
        return self.base or code

    def __call__(self, minor: int, code: str) -> int:
        """Return an amount in minor units of `into(code)`; NotFoundError where nobody entered a rate."""
        if not self.base or code == self.base:
            return minor
        return convert(minor, code, self.base, (self._used.get(code) or self._rate(code)).rate)

    def _rate(self, code: str) -> Rate:
        found = in_force(self._rates, code, self.base, self.day)
        if found is None:
            raise NotFoundError(
                _("There is no rate from {source} to {target} on {day}.").format(
                    source=code, target=self.base, day=self.day
                ),
                _("Enter it with: crm rate add {source} {target} RATE --at {day}").format(
                    source=code, target=self.base, day=self.day
                ),
            )
        return self._used.setdefault(code, found)

    @property
    def named(self) -> list[str]:
        """Return the rates that were used, as a report names them."""
        return [
            _("{rate}, since {day}").format(rate=told(self._used[code]), day=self._used[code].since)
            for code in sorted(self._used)
        ]
