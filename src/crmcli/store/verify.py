"""Recomputing the chain, link by link, beside the rows of the ledgers: in little memory, whatever their number."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from crmcli.language import _, many
from crmcli.store import chain
from crmcli.store.finding import CheckRow, Findings, unreadable
from crmcli.store.schema import FREE_TEXTS, LEDGERS, LETTERS

_CHUNK = 10_000  # links that are read in one transaction; then writers get their turn


class _Link(NamedTuple):
    """A link as it is stored."""

    number: int
    ledger: str
    row_id: int
    mac: str
    hash: str


class _Row(NamedTuple):
    """A row of a ledger, with its customer's salt if that is there."""

    id: int
    values: dict[str, Any]
    salt: chain.Salt | None


class _Rows:
    """The rows of one ledger from beyond `last`, in the order of their ids; `last` is the last one taken."""

    def __init__(self, ledger: str) -> None:
        self.ledger, self.last = ledger, 0
        self._columns = LEDGERS[ledger]
        self._cursor: Iterator[tuple[Any, ...]] = iter(())
        self._next: _Row | None = None

    def begin(self, connection: sqlite3.Connection) -> None:
        """Read on, in a new transaction, from where the last one ended."""
        columns = ", ".join(f"t.{name}" for name in self._columns)
        self._cursor = connection.execute(
            f"SELECT t.id, {columns}, s.salt, s.since FROM {self.ledger} AS t"
            " LEFT JOIN salt AS s ON s.customer_id = t.customer_id WHERE t.id > ? ORDER BY t.id",
            (self.last,),
        )
        self._next = self._read()

    def end(self) -> None:
        """Let go of the database."""
        self._cursor, self._next = iter(()), None

    def before(self, row_id: int | None) -> Iterator[_Row]:
        """Take the rows that come before an id; None is all of them."""
        while self._next is not None and (row_id is None or self._next.id < row_id):
            yield self._take(self._next)

    def take(self, row_id: int) -> _Row | None:
        """Take the row of that id if it is the next, else None."""
        return self._take(self._next) if self._next is not None and self._next.id == row_id else None

    def _take(self, row: _Row) -> _Row:
        self.last = row.id
        self._next = self._read()
        return row

    def _read(self) -> _Row | None:
        for row_id, *values, salt, since in self._cursor:
            kept = chain.Salt(salt, since) if salt is not None else None
            return _Row(row_id, dict(zip(self._columns, values, strict=True)), kept)
        return None


class _Verification:
    """What is known after the links read so far."""

    def __init__(self) -> None:
        self.links, self.texts, self.clock = Findings(), Findings(), Findings()
        self.rows = {ledger: _Rows(ledger) for ledger in LEDGERS}
        self.number, self.hash = 0, chain.BEGINNING
        self.erased: Counter[int] = Counter()  # texts by customer
        self.noted: Counter[str] = Counter()  # what the links note of the clock
        self._before = ("", 0, "")  # ledger, step and time of the link before

    def chunk(self, connection: sqlite3.Connection) -> bool:
        """Verify the next links; says whether there may be more of them."""
        for rows in self.rows.values():
            rows.begin(connection)
        found = connection.execute(
            "SELECT seq, ledger, row_id, mac, hash FROM link WHERE seq > ? ORDER BY seq LIMIT ?", (self.number, _CHUNK)
        )
        count = 0
        for link in map(_Link._make, found):
            self._follow(link)
            count += 1
        if count < _CHUNK:
            for ledger, rows in self.rows.items():
                self._unlinked(ledger, rows.before(None))
        for rows in self.rows.values():
            rows.end()
        return count == _CHUNK

    def _follow(self, link: _Link) -> None:
        if link.number != self.number + 1:
            self.links.add(_("link {number} is missing").format(number=self.number + 1))
        if link.ledger not in self.rows:
            self.links.add(_("link {number} is of no ledger").format(number=link.number))
        else:
            self._unlinked(link.ledger, self.rows[link.ledger].before(link.row_id))
            row = self.rows[link.ledger].take(link.row_id)
            if row is None:
                name = f"{LETTERS[link.ledger]}{link.row_id}"
                said = _("link {number}: its row {row} is gone, or out of its order")
                self.links.add(said.format(number=link.number, row=name))
            else:
                self._check(link, row)
        self.number, self.hash = link.number, link.hash

    def _unlinked(self, ledger: str, rows: Iterator[_Row]) -> None:
        for row in rows:
            said = _("{row} of customer {customer}, {day}, has no link: nothing sealed it")
            name, values = f"{LETTERS[ledger]}{row.id}", row.values
            self.links.add(said.format(row=name, customer=values["customer_id"], day=values["recorded_at"]))

    def _check(self, link: _Link, row: _Row) -> None:
        values = row.values
        try:
            text = chain.canonical(link.ledger, row.id, values)
            if chain.following(self.hash, text, link.mac) != link.hash:
                said = _("the row, the digest of its texts, or the link before is not what was sealed")
                self.links.add(_of(link, values, said))
        except (TypeError, ValueError):
            self.links.add(_of(link, values, _("the row holds what no ledger can hold")))
        self._check_texts(link, row)
        self._check_clock(link, values)

    def _check_texts(self, link: _Link, row: _Row) -> None:
        texts = FREE_TEXTS[link.ledger]
        if not any(row.values[name] for name in texts):
            if link.mac and (row.salt is None or link.number <= row.salt.since):
                self.erased[row.values["customer_id"]] += 1
            elif link.mac:
                self.texts.add(_of(link, row.values, _("its texts are gone, though they were not erased")))
            return
        if row.salt is None or link.number <= row.salt.since:
            self.texts.add(_of(link, row.values, _("it has texts, but what sealed them is gone")))
            return
        try:
            fits = chain.digest(row.salt.salt, link.ledger, row.id, row.values) == link.mac
        except (TypeError, ValueError):
            fits = False
        if not fits:
            said = _("{texts}: not what was sealed").format(texts=", ".join(texts))
            self.texts.add(_of(link, row.values, said))

    def _check_clock(self, link: _Link, values: dict[str, Any]) -> None:
        ledger, step, before = self._before
        at, notes = str(values["recorded_at"]), str(values["clock"]).split()
        # A whole export is taken in ledger by ledger, in one step.
        if at < before and "behind" not in notes and (ledger == link.ledger or step != values["step_id"]):
            said = _("recorded {at}, before the link before it ({before}), and not noted so")
            self.clock.add(_of(link, values, said.format(at=at, before=before)))
        self.noted.update(notes)
        self._before = link.ledger, values["step_id"], at

    def answer(self) -> list[CheckRow]:
        """Return what was found."""
        end = many("{count} link, the last {hash}…", "{count} links, the last {hash}…", self.number).format(
            count=self.number, hash=self.hash[:16]
        )
        erased = many(
            "erased: {texts} text of customers {customers}",
            "erased: {texts} texts of customers {customers}",
            self.erased.total(),
        )
        customers = ", ".join(str(one) for one in sorted(self.erased, key=str)[:10]) + (
            " …" if len(self.erased) > 10 else ""
        )
        notes = {
            "set": many("set by CRM_NOW: {count} link", "set by CRM_NOW: {count} links", self.noted["set"]),
            "behind": many(
                "behind the step before: {count} link", "behind the step before: {count} links", self.noted["behind"]
            ),
        }
        return [
            self.links.row("links", end if self.number else ""),
            self.texts.row(
                "texts", erased.format(texts=self.erased.total(), customers=customers) if self.erased else ""
            ),
            self.clock.row(
                "clock", ", ".join(said.format(count=self.noted[one]) for one, said in notes.items() if self.noted[one])
            ),
        ]


def _of(link: _Link, values: dict[str, Any], what: str) -> str:
    said = _("link {number}, {row} of customer {customer}: {what}")
    row = f"{LETTERS[link.ledger]}{link.row_id}"
    return said.format(number=link.number, row=row, customer=values["customer_id"], what=what)


@contextmanager
def _whatever_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Let text that is not UTF-8 be read too, as what no hash can be made of."""
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def chained(connection: sqlite3.Connection) -> list[CheckRow]:
    """Recompute the chain: that every row of a ledger has its link and fits it, its texts, and the clock's order."""
    found = _Verification()
    try:
        with _whatever_bytes(connection):
            more = True
            while more:
                connection.execute("BEGIN")
                more = found.chunk(connection)
                connection.execute("COMMIT")
    except sqlite3.DatabaseError as problem:
        found.links.add(unreadable(problem))
    except (TypeError, ValueError) as problem:  # what no column of the program's own can hold
        found.links.add(_("it cannot be read: {problem}").format(problem=problem))
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    return found.answer()
