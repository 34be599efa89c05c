"""Many rows at once: inserted by thousands, noted in the journal as ranges, their caches recomputed in one go."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from crmcli.store import asof, caches, many, triggers
from crmcli.store.schema import FACTS, LEDGERS
from crmcli.store.write import Work

_TABLES = FACTS | LEDGERS
_WIDTHS = {table: 1 + len(columns) for table, columns in _TABLES.items()}
# What `merged_into` and `merged_on` hold of a customer that was not merged into another.
UNMERGED = (None, "")
# How the search index takes in very many rows, and how usually: parts of it are merged late instead of again and again.
_SEARCH = {"automerge": (0, 4), "crisismerge": (64, 16)}


class Loader:
    """Collects new rows of an open step and inserts them by thousands.

    Rows of facts are noted in the journal by ranges of ids instead of one by one; parents come before children, so
    that a row may name one that was added just before. Foreign keys are the caller's to get right, and until
    `close` no other way of inserting facts is journalled.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        for name, (bulk, _usual) in _SEARCH.items():
            work.sql.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (name, bulk))
        # Ranges are noted instead; a trigger that only finds out that it has nothing to do costs a third of a row.
        self._triggers = triggers.drop_inserts(work.sql)
        # Their values one behind the other.
        self._rows: dict[str, list[Any]] = {table: [] for table in _TABLES}
        self._next: dict[str, int] = {}
        self._reserved: dict[str, range] = {}  # ids kept for this step, until they are noted
        self._noted: dict[str, range] = {}
        self._words = caches.Words()
        self._fresh: set[int] = set()
        self._begun: list[asof.BegunRow] = []
        self._touched: set[int] = set()

    def first_free(self, table: str, above: int = 0) -> int:
        """Return the id that the next new row of a table gets: above all that were ever given, and above `above`."""
        if table not in self._next:
            found = self.work.sql.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            self._next[table] = (found[0] if found else 0) + 1
        self._next[table] = max(self._next[table], above + 1)
        return self._next[table]

    def reserve(self, table: str, count: int) -> int:
        """Keep so many ids for rows that do not come in their order, and return the first of them."""
        first = self.first_free(table)
        self._reserved[table] = range(first, first + count)
        self._next[table] = first + count
        return first

    def waiting(self, table: str) -> int:
        """Return how many rows of a table wait to be inserted."""
        return len(self._rows[table]) // _WIDTHS[table]

    def add(self, table: str, *values: object, row_id: int | None = None) -> int:
        """Add a row, its values in the order of the schema without `id`; returns its id."""
        if row_id is None:
            row_id = self._next.get(table) or self.first_free(table)
            self._next[table] = row_id + 1
        self._rows[table] += (row_id, *values)
        return row_id

    def fresh(self, customer_id: int) -> caches.Words:
        """Note a customer that this step adds; returns where to say all that it is found by."""
        self._fresh.add(customer_id)
        return self._words

    def begun(self, row: asof.BegunRow) -> None:
        """Note where a customer stands that this step adds, its rows complete: its standing is not looked up."""
        self._begun.append(row)

    def touch(self, customers: Iterable[int]) -> None:
        """Note customers of whom something changed after they were added: their caches are recomputed."""
        self._touched.update(customers)

    def pending(self) -> int:
        """Return how many customers wait for their rows to be inserted."""
        return len(self._fresh) + len(self._touched)

    def change(self, table: str, row_id: int, **values: object) -> None:
        """Change columns of a row that is there; the journal keeps what they were."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.work.sql.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values.values(), row_id))

    def insert(self) -> None:
        """Insert the rows collected so far."""
        sql = self.work.sql
        for table, columns in _TABLES.items():
            values = self._rows[table]
            if not values:
                continue
            # A failing row fails the step as a whole: no statement has to be taken back by itself.
            many.insert_values(sql, f"INSERT OR FAIL INTO {table} (id, {', '.join(columns)})", _WIDTHS[table], values)
            if table in FACTS:
                self._note(table, values[:: _WIDTHS[table]])
            self._rows[table] = []

    def _note(self, table: str, ids: list[int]) -> None:
        reserved = self._reserved.get(table, range(0))
        if any(one in reserved for one in ids):
            # All that will ever be in the reserved range is this step's.
            ids = [one for one in ids if one not in reserved]
            ranges = [(reserved.start, reserved.stop - 1)]
            del self._reserved[table]
            self._noted[table] = reserved
        else:
            ids = [one for one in ids if one not in self._noted.get(table, range(0))]
            ranges = []
        for _offset, run in groupby(enumerate(sorted(ids)), key=lambda pair: pair[1] - pair[0]):
            numbers = [one for _place, one in run]
            ranges.append((numbers[0], numbers[-1]))
        self.work.sql.executemany(
            "INSERT INTO journal (step_id, customer_id, tbl, row_id, op, old) VALUES (?, NULL, ?, ?, 'range', ?)",
            ((self.work.step_id, table, first, str(last)) for first, last in ranges),
        )

    def close(self) -> None:
        """Insert what is left, and leave the file as other steps want it."""
        self.settle()
        for name, (_bulk, usual) in _SEARCH.items():
            self.work.sql.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (name, usual))
        for trigger in self._triggers:
            self.work.sql.execute(trigger)

    def settle(self) -> None:
        """Insert what was collected and bring the caches of its customers up to date."""
        self.insert()
        if self._touched:
            self._words.without(self._touched)
            caches.refresh(self.work.sql, self._touched)
        begun = [row for row in self._begun if row.customer_id not in self._touched]
        caches.begin(self.work.sql, begun)
        others = self._fresh.difference(self._touched, (row.customer_id for row in begun))
        caches.refresh(self.work.sql, others, fresh=self._words)
        self._words = caches.Words()
        self._begun.clear()
        self._fresh.clear()
        self._touched.clear()
        self.work.settled()
