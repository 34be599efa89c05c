"""Customers whom a row of something else names."""

from collections.abc import Container

from crmcli.actions import stages
from crmcli.actions.imports.ground import Ground
from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.model.words import Stage
from crmcli.rules.names import company_key, fold
from crmcli.store.bulk import UNMERGED
from crmcli.store.stages import lifecycle

_REMEMBERED = 50_000


class Newcomers:
    """Finds the customer of a row, and with `add_customers` adds whom nobody knows yet."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._days: dict[int, str] = {}  # of those who were added, their first day
        self._added_on: dict[int, str] = {}
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def customer(self, customer_id: str, name: str, day: str) -> tuple[int, str]:
        """Return id and name of the customer that a row is about; NotFoundError, ConflictError, BadInputError."""
        found = self._found.get((customer_id, name))
        if found is None:
            found = self._find(customer_id, name, day)
            if len(self._found) < _REMEMBERED:
                self._found[customer_id, name] = found
        if self._days and day < self._days.get(found[0], ""):
            self._days[found[0]] = day
        return found

    def _find(self, customer_id: str, name: str, day: str) -> tuple[int, str]:
        try:
            return self.ground.customer(customer_id, name)
        except NotFoundError as error:
            if not name or customer_id:
                raise
            if not self.ground.options.add_customers:
                raise NotFoundError(error.message, _("--add-customers adds those that are not there")) from None
        return self._add(name, day), name

    def _add(self, name: str, day: str) -> int:
        """Add a customer of whom only the name is known; its first stage is written when its first day is known."""
        ground = self.ground
        one = ground.loader.add("customer", name, *[""] * 9, day, None, *UNMERGED)
        ground.loader.fresh(one).customer(one, name, ())
        ground.known.has((("name", fold(name)), ("company", company_key(name))), one, 0)
        self._days[one] = self._added_on[one] = day
        ground.customers_added += 1
        ground.loader.insert()
        return one

    def finish(self, but: Container[int] = ()) -> None:
        """Let everybody who was added begin on the day of their first row, `but` those whose orders will say more."""
        loader, work = self.ground.loader, self.ground.work
        life = lifecycle(work.sql)
        for one, day in self._days.items():
            if day < self._added_on[one]:
                loader.change("customer", one, created_on=day)
            if one not in but:
                loader.add("transition", *stages.opening(work, life, one, Stage.LEAD.value, day, self.ground.actor))
            loader.touch([one])
