"""What every import stands on: the loader, the reps, the origin of rows, and who a cell means."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from crmcli.actions.imports.answer import ImportRow, Options, Result
from crmcli.actions.outcome import acting
from crmcli.errors import BadInputError, ConflictError, CrmError, NotFoundError, RefusedError, quoted
from crmcli.exchange.sheet import Record, Row
from crmcli.language import _
from crmcli.rules import money
from crmcli.rules.figures import SYMBOLS
from crmcli.rules.names import company_key, email_key, fold
from crmcli.rules.phones import looks_like_phone, phone_lookups
from crmcli.rules.texts import LONG, SHORT, checked
from crmcli.store import facts, held
from crmcli.store.bulk import Loader
from crmcli.store.known import Known
from crmcli.store.refs import lettered, rep, rep_with_key
from crmcli.store.write import Work

# Rows whose caches are computed together: many for speed, few for memory.
AT_ONCE = 2_500
# Ids beyond this are few, or somebody else's numbers.
_MOST_BITS = 1 << 28


class Given(NamedTuple):
    """A row of the file as it was read: what it says, why it cannot be read, or why it is none of the records."""

    row: Row
    record: Record | None
    problem: CrmError | None = None
    aside: str = ""
    rank: int = 0  # its place among all rows in the order of their days


class Ground:
    """An open import: what its rows are put into, and what they are compared with."""

    def __init__(self, work: Work, table: str, rows: int, options: Options) -> None:
        self.work = work
        self.table = table
        self.loader = Loader(work)
        self.known = Known(work.sql, rows, table)
        self.options = options
        self.settings = facts.settings(work.sql)
        self.country = self.settings.get("country", "")
        who = acting(work)
        self.actor = who.name if who else ""
        self.actor_id = who.id if who else None
        self._today = work.today
        self.reps_added: list[str] = []
        self.customers_added = 0
        self._no_reps = not held.any_rep(work.sql)
        self._reps: dict[str, int | CrmError] = {}
        self._rep_names: dict[int, str] = {}
        self._newcomers: dict[str, int] = {}  # by folded name: the ids of reps that this file is the first to name
        self._unregistered: dict[int | None, str] = {}  # those of them that no row names yet which lands
        self._left: set[int | None] = set()  # reps who do not work here any more
        self._taken = _Taken()
        self._first = self.loader.first_free(table)

    def rep(self, name: str) -> int | None:
        """Return the rep that a cell names, registering an unknown one where that is wanted; None for an empty cell.

        Raises NotFoundError, ConflictError.
        """
        if not name:
            return None
        found = self._reps.get(name)
        if found is None:
            try:
                found = self._find_rep(name)
            except CrmError as error:
                found = error
            self._reps[name] = found
        if isinstance(found, CrmError):
            raise found
        return found

    def _find_rep(self, name: str) -> int:
        key = fold(name)
        found = rep_with_key(self.work.sql, key)
        if found is None and not (self._no_reps or self.options.add_reps):
            try:
                found = rep(self.work.sql, name)
            except NotFoundError as error:
                raise NotFoundError(error.message, _("--add-reps registers those that are not there")) from None
        if found:
            self._rep_names[found.id] = found.name
            if not found.active:
                self._left.add(found.id)
            return found.id
        if not key:
            raise BadInputError(_("{name} is no name of a rep.").format(name=quoted(name)))
        if key not in self._newcomers:
            number = self.loader.first_free("rep") + len(self._newcomers)
            self._newcomers[key] = number
            self._rep_names[number] = self._unregistered[number] = checked(name, "owner")
        return self._newcomers[key]

    def rep_name(self, rep_id: int | None) -> str:
        """Return the name of a rep that a cell of this file named; "" for nobody."""
        return self._rep_names[rep_id] if rep_id is not None else ""

    def refuse_who_left(self, rep_id: int | None) -> None:
        """Raise RefusedError where customers would be given to a rep who does not work here any more."""
        if rep_id in self._left:
            raise RefusedError(_("{name} does not work here any more").format(name=self.rep_name(rep_id)))

    def registered(self, rep_id: int | None) -> int | None:
        """Return the rep, put into the file now that a row names it which lands."""
        if rep_id in self._unregistered:
            name = self._unregistered.pop(rep_id)
            self.loader.add("rep", name, fold(name), "rep", "", None, 1, self.work.today, row_id=rep_id)
            self.reps_added.append(name)
        return rep_id

    def origin(self, cells: Sequence[str]) -> tuple[int, int | None]:
        """Return what tells a row from every other, and the id of what an earlier import made of it, or None.

        Equal rows of one file are told apart by how many of them came before.
        """
        number = 0
        while True:
            digest = _digest(cells, number)
            row_id = self.known.became(digest)
            if row_id is None:
                return digest, None
            if row_id < self._first and self._taken.claim(row_id):
                return digest, row_id
            number += 1

    def day(self, text: str, *, place: str) -> str:
        """Return the day of a fact, today where the cell is empty; RefusedError for one in the future."""
        if text[:10] > self._today:
            raise RefusedError(_("{place}: {day} is in the future.").format(place=place, day=text[:10]))
        return text or self._today

    def currency(self, said: str, *, required: bool = True) -> str:
        """Return the code of a currency as a cell names it, else the one for those that name none; BadInputError."""
        usual = self.options.currency or self.settings.get("currency", "")
        if not said or said in SYMBOLS:
            if said and usual and usual.strip().upper() not in SYMBOLS[said]:
                raise BadInputError(
                    _("which currency is {symbol}? {code} is not written so").format(symbol=said, code=usual.upper()),
                    _("--currency names one for all that say none"),
                )
            if required and not usual:
                raise BadInputError(
                    _("which currency is {symbol}?").format(symbol=said) if said else _("the amount has no currency"),
                    _("--currency names one for all that say none"),
                )
            return money.currency(usual, "currency") if usual else ""
        return money.currency(said, "currency")

    def settle(self) -> None:
        """Insert what was collected."""
        self.loader.settle()
        self.known.settled()

    def customer(self, customer_id: str, name: str) -> tuple[int, str]:
        """Return id and name of the customer that an id, or a name, e-mail or phone means.

        Raises NotFoundError, ConflictError, BadInputError where id and name contradict each other.
        """
        if customer_id:
            found = held.customer(self.work.sql, number_of(customer_id, "customer_id"))
            if found and (not name or company_key(name) == company_key(found[1])):
                return found
            if found:
                said = _("customer {id} is {theirs}, not {ours}").format(id=found[0], theirs=found[1], ours=name)
                raise ConflictError(said)
            if not name:
                raise NotFoundError(_("there is no customer {id}").format(id=customer_id))
        if not name:
            raise BadInputError(_("there is no customer in it"))
        fits = self._named(name)
        if not fits:
            raise NotFoundError(_("there is no customer {name}").format(name=quoted(name)))
        if len(fits) > 1:
            raise ConflictError(
                _("several customers fit {name}: {ids}").format(name=quoted(name), ids=", ".join(map(str, fits)))
            )
        return fits[0], facts.customer_name(self.work.sql, fits[0])

    def _named(self, name: str) -> list[int]:
        lookups = [("name", fold(name)), ("company", company_key(name)), ("contact", fold(name))]
        if "@" in name:
            lookups.insert(0, ("email", email_key(name)))
        if looks_like_phone(name):
            lookups += phone_lookups(name, self.country)
        for kind, key in lookups:
            found = list(dict.fromkeys(customer for customer, _contact in self.known.having(kind, key)))
            if found:
                return found
        return []


class _Taken:
    """The rows of earlier imports that rows of this file turned out to be: a bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._beyond: set[int] = set()

    def claim(self, row_id: int) -> bool:
        """Say whether a row is claimed for the first time."""
        if row_id >= _MOST_BITS:
            free = row_id not in self._beyond
            self._beyond.add(row_id)
            return free
        place, bit = row_id >> 3, 1 << (row_id & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits) + len(self._bits) // 2))
        free = not self._bits[place] & bit
        self._bits[place] |= bit
        return free


def _digest(cells: Sequence[str], number: int) -> int:
    text = "\x1f".join(cells)
    content = text.encode("utf-8", "surrogatepass") + b"\x1e%d" % number
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)


def number_of(text: str, place: str, letter: str = "") -> int:
    """Return an id that stands in a cell, with or without its letter; BadInputError."""
    word = text.strip()
    if letter and (found := lettered(word, letter)) is not None:
        word = str(found)
    if not (word.isascii() and word.isdecimal() and 0 < len(word) < 16 and int(word) > 0):
        raise BadInputError(_("{place}: {text} is no id.").format(place=place, text=quoted(text)))
    return int(word)


def kept(named: Mapping[str, str], long: Mapping[str, str], rest: Sequence[str]) -> None:
    """Raise BadInputError, naming the place, where one of the texts cannot be kept."""
    together = "".join((*named.values(), *long.values(), *rest))
    if len(together) <= SHORT and "\0" not in together and _is_text(together):
        return
    for place, text in named.items():
        checked(text, place)
    for place, text in long.items():
        checked(text, place, LONG)
    for text in rest:
        checked(text, _("cell"))


def _is_text(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def rejected(line: int, name: str, error: CrmError) -> ImportRow:
    """Return the answer about a row that could not be taken in."""
    return ImportRow(line, "", name, Result.REJECTED.value, ". ".join([error.message.rstrip("."), *error.details]))
