"""Whom a row of customers or contacts means among those who are there."""

from typing import NamedTuple

from crmcli.actions.imports.ground import Ground
from crmcli.errors import ConflictError
from crmcli.exchange.sheet import Party
from crmcli.language import _
from crmcli.rules.names import company_key_of, email_key, fold, person_key
from crmcli.rules.phones import phone_lookups
from crmcli.store import facts, held

Key = tuple[str, str]


class Who(NamedTuple):
    """How a row is compared with those who are there: by firm, and by contact points."""

    company: str
    points: tuple[Key, ...]


class Matching:
    """Finds the customer of a row by its e-mails and phones, then by its name."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def who(self, party: Party, name: str) -> Who:
        """Return what a row is compared by."""
        keys = [("email", email_key(value)) for value, _label in party.emails]
        for value, label in party.phones:
            if label != "fax":
                keys += phone_lookups(value, self.ground.country)
        if party.wechat:
            keys.append(("wechat", party.wechat.casefold()))
        return Who(company_key_of(fold(name)), tuple(keys))

    def match(self, who: Who, party: Party, name: str) -> tuple[int | None, str]:
        """Return the customer that a row belongs to, or None and what is odd about that; ConflictError in doubt."""
        known = self.ground.known
        if known.strange((("company", who.company), *who.points)):
            return None, ""
        hits = {customer for kind, key in who.points for customer, _contact in known.having(kind, key)}
        firms = {customer for customer, _contact in known.having("company", who.company)}
        if hits:
            both = hits & firms
            if len(both) == 1:
                return both.pop(), ""
            return self._shared(sorted(both or hits))
        if len(firms) > 1:
            firms = self._same_place(firms, party)
        if len(firms) > 1:
            said = ", ".join(map(str, sorted(firms)))
            raise ConflictError(_("several customers have this name: {ids}").format(ids=said))
        if not firms:
            return None, ""
        one = firms.pop()
        self.ground.loader.insert()
        if held.elsewhere(self.ground.work.sql, one, party.region):
            theirs = facts.customer_name(self.ground.work.sql, one)
            return None, _("there is {name} ({id}) elsewhere").format(name=theirs, id=one)
        return one, ""

    def _shared(self, others: list[int]) -> tuple[None, str]:
        self.ground.loader.insert()
        names = ", ".join(f"{facts.customer_name(self.ground.work.sql, one)} ({one})" for one in others)
        if not self.ground.options.force:
            raise ConflictError(
                _("its e-mail or phone belongs to {names}").format(names=names),
                _("--force -m WHY adds it all the same"),
            )
        return None, _("shares an e-mail or phone with {names}").format(names=names)

    def _same_place(self, firms: set[int], party: Party) -> set[int]:
        """Narrow firms of one name to those where the person is known, else to those of the same region."""
        self.ground.loader.insert()
        sql = self.ground.work.sql
        person = person_key(party.contact)
        at = {one for one in firms if person and person in map(person_key, facts.people(sql, one).values())}
        near = {one for one in firms if party.region and not held.elsewhere(sql, one, party.region)}
        return at if len(at) == 1 else near if len(near) == 1 else firms
