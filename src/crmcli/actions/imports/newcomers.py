"""Customers whom a row of something else names."""

from crmcli.actions import stages
from crmcli.actions.imports.ground import Ground
from crmcli.errors import NotFoundError
from crmcli.language import _
from crmcli.model.words import Stage
from crmcli.rules.names import company_key, fold

_REMEMBERED = 50_000


class Newcomers:
    """Finds the customer of a row, and with `add_customers` adds whom nobody knows yet."""

    def __init__(self, ground: Ground, *, opening: bool = True) -> None:
        self.ground = ground
        self._opening = opening
        self.added: dict[int, str] = {}
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def customer(self, customer_id: str, name: str, day: str) -> tuple[int, str]:
        """Return id and name of the customer that a row is about; NotFoundError, ConflictError, BadInputError."""
        found = self._found.get((customer_id, name))
        if found is None:
            found = self._find(customer_id, name, day)
            if len(self._found) < _REMEMBERED:
                self._found[customer_id, name] = found
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
        """Add a customer of whom only the name is known, without a first stage where orders will say it."""
        ground = self.ground
        one = ground.loader.add("customer", name, "", "", "", "", "", "", "", "", "", day, None)
        ground.loader.fresh(one).customer(one, name, ())
        ground.known.has("name", fold(name), one, 0)
        ground.known.has("company", company_key(name), one, 0)
        if self._opening:
            self.open(one, day)
        self.added[one] = day
        ground.customers_added += 1
        ground.loader.insert()
        return one

    def open(self, customer_id: int, day: str) -> None:
        """Write the first stage of a customer that was added."""
        ground = self.ground
        ground.loader.add("transition", *stages.opening(ground.work, customer_id, Stage.LEAD, day, ground.actor, ""))
