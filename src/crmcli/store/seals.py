"""The chain against its seals, which are kept elsewhere."""

import sqlite3
from collections.abc import Iterator, Sequence

from crmcli.rules import seals as rules
from crmcli.rules.seals import Seal
from crmcli.store import chain


def of_now(sql: sqlite3.Connection, at: str) -> Seal:
    """Return the seal of the chain as it is; `at` is the time that it notes."""
    number, last = chain.head(sql)
    return Seal(number, last, at)


def unfit(sql: sqlite3.Connection, seals: Sequence[Seal]) -> Iterator[str]:
    """Yield what the chain denies of its seals."""

    def hash_of(number: int) -> str:
        if number == 0:
            return chain.BEGINNING
        found = sql.execute("SELECT hash FROM link WHERE seq = ?", (number,)).fetchone()
        return str(found[0]) if found else ""

    yield from rules.unfit(seals, chain.head(sql)[0], hash_of)
