"""What is in the file already: rows by what they were imported from, customers by e-mail, phone and name."""

import sqlite3
from collections.abc import Iterable

_MOST_BITS = 27
_FEWEST_BITS = 16
# Below this a look into the database for every row is cheaper than reading all the keys there are.
_KEYS_PER_ROW = 20


class Known:
    """Answers which customers have a match key, and which row an imported one became.

    A filter of bits says of most keys at once that nobody has them; only the others are looked up. What is added
    here is known at once, though the database learns it thousands at a time.
    """

    def __init__(self, sql: sqlite3.Connection, rows: int, table: str) -> None:
        self._sql = sql
        row = "coalesce(merged_into, id)" if table == "customer" else "id"
        # Lines are known by their order, not by what they were imported from.
        origins = table != "order_line"
        self._origin = f"SELECT {row} FROM {table} WHERE origin = ?"
        self._keys: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._origins: dict[int, int] = {}
        there = sql.execute("SELECT count(*) FROM match_key").fetchone()[0]
        size = (there + 16 * rows).bit_length() + 4
        self._mask = (1 << min(max(size, _FEWEST_BITS), _MOST_BITS)) - 1
        self._bits = bytearray((self._mask >> 3) + 1)
        self._filtered: bool = there <= _KEYS_PER_ROW * rows
        if self._filtered:
            for pair in sql.execute("SELECT kind, key FROM match_key"):
                self._mark(hash(pair))
            for (origin,) in sql.execute(f"SELECT origin FROM {table} WHERE origin IS NOT NULL") if origins else ():
                self._mark(hash(origin))

    def _mark(self, number: int) -> None:
        bits, one, other = self._bits, number & self._mask, (number >> 32) & self._mask
        bits[one >> 3] |= 1 << (one & 7)
        bits[other >> 3] |= 1 << (other & 7)

    def _may_be(self, number: int) -> bool:
        bits, one, other = self._bits, number & self._mask, (number >> 32) & self._mask
        return bool(bits[one >> 3] & (1 << (one & 7)) and bits[other >> 3] & (1 << (other & 7)))

    def having(self, kind: str, key: str) -> list[tuple[int, int]]:
        """Return (customer, contact) pairs that have a match key; contact 0 is the customer itself."""
        if not key or (self._filtered and not self._may_be(hash((kind, key)))):
            return []
        found = self._sql.execute(
            "SELECT customer_id, contact_id FROM match_key WHERE kind = ? AND key = ?", (kind, key)
        ).fetchall()
        new = self._keys.get((kind, key))
        return list(dict.fromkeys([*found, *new])) if new else found

    def strange(self, keys: Iterable[tuple[str, str]]) -> bool:
        """Say whether it takes no look into the database to know that nobody has any of these (kind, key)."""
        bits, mask = self._bits, self._mask
        for pair in keys if self._filtered else ():
            number = hash(pair)
            one, other = number & mask, (number >> 32) & mask
            if bits[one >> 3] & (1 << (one & 7)) and bits[other >> 3] & (1 << (other & 7)):
                return False
        return self._filtered

    def has(self, keys: Iterable[tuple[str, str]], customer_id: int, contact_id: int) -> None:
        """Note that somebody has these match keys (kind, key) from now on."""
        bits, mask, known = self._bits, self._mask, self._keys
        for pair in keys:
            if pair[1]:
                known.setdefault(pair, []).append((customer_id, contact_id))
                number = hash(pair)
                one, other = number & mask, (number >> 32) & mask
                bits[one >> 3] |= 1 << (one & 7)
                bits[other >> 3] |= 1 << (other & 7)

    def became(self, origin: int) -> int | None:
        """Return the id of the row that an imported one became, or None."""
        if self._filtered and not self._may_be(hash(origin)):
            return None
        if origin in self._origins:
            return self._origins[origin]
        found = self._sql.execute(self._origin, (origin,)).fetchone()
        return int(found[0]) if found else None

    def becomes(self, origin: int, row_id: int) -> None:
        """Note what an imported row becomes."""
        self._origins[origin] = row_id
        self._mark(hash(origin))

    def settled(self) -> None:
        """Forget what the database knows by now."""
        self._keys.clear()
        self._origins.clear()
