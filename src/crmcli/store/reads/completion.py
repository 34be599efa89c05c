"""What there is in the file that somebody may be about to type; it looks on, and touches nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from crmcli.config import KEYS
from crmcli.rules.names import fold
from crmcli.rules.phones import looks_like_phone
from crmcli.store import fields, refs, schema, stages
from crmcli.store.caches import setting

MOST = 40
_PATIENCE = 0.1  # seconds; a writer that needs longer is not waited for
_STEPS = 1_000
_MOST_STEPS = 20_000  # thousands of SQLite's own steps: about half a second
_WRITE_AHEAD = b"\x02\x02"
_RECENT = 200
_LONGEST = 80
# The texts of customers that are said again and again, by the options that say them.
_OF_CUSTOMERS = ("region", "industry", "category", "size", "source", "grade")


class Word(NamedTuple):
    """Something that can be typed, and what it is."""

    value: str
    about: str = ""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Open the database for a look; None where it is missing, or of another shape than today's.

    Unlike other readers this one must not even roll back the journal of a killed writer: it opens read-only, and
    where that is not enough sqlite3 raises. A write-ahead log would be given a file of its own, so that is left alone.
    """
    if not os.path.isfile(path):
        yield None
        return
    with open(path, "rb") as file:
        head = file.read(20)
    if head[18:20] == _WRITE_AHEAD:
        yield None
        return
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE)
    left = iter(range(_MOST_STEPS))
    try:
        connection.set_progress_handler(lambda: next(left, None) is None, _STEPS)
        connection.execute("PRAGMA query_only = ON")
        same = (
            connection.execute("PRAGMA application_id").fetchone()[0],
            connection.execute("PRAGMA user_version").fetchone()[0],
        ) == (schema.APPLICATION_ID, schema.VERSION)
        yield connection if same else None
    finally:
        connection.close()


def customers(sql: sqlite3.Connection, typed: str) -> list[Word]:
    """Return those whom a piece of a name, an e-mail address or the beginning of an id may mean.

    Each is called by words that name nobody else and that need no quotes: the name with hyphens, else the id.
    """
    text = typed.strip()
    if not text:
        found = _recent(sql)
    elif text.isascii() and text.isdigit():
        named = [one for one in refs.fitting(sql, text)[:MOST] if not str(one.id).startswith(text)]
        return [Word(str(one.id), one.name) for one in [*_numbered(sql, text), *named]]
    else:
        found = refs.fitting(sql, text)[:MOST]
    return [_called(sql, one, text) for one in found]


def _called(sql: sqlite3.Connection, one: refs.Found, typed: str) -> Word:
    piece = fold(typed)
    if piece in fold(one.name) or "@" in typed:
        names = [one.name]
    else:
        people = sql.execute("SELECT name FROM contact WHERE customer_id = ? AND archived_on = ''", (one.id,))
        names = [name for (name,) in people if piece in fold(name)]
    for name in names:
        said = hyphenated(name)
        if said and not looks_like_phone(said) and not said.isdigit() and refs.fitting(sql, said) == [one]:
            return Word(said, f"{one.id} {one.name}")
    return Word(str(one.id), one.name)


def hyphenated(name: str) -> str:
    """Return a name in one word of letters, digits and hyphens, which is compared like the name itself; "" if none is."""
    said = "-".join("".join(char if char.isalnum() else " " for char in name).split())
    return said if len(said) <= _LONGEST and fold(said) == fold(name) else ""


def _recent(sql: sqlite3.Connection) -> list[refs.Found]:
    """Return who was dealt with last, else who came last."""
    rows = sql.execute(
        "SELECT DISTINCT a.customer_id, c.name FROM (SELECT customer_id, id FROM activity ORDER BY id DESC LIMIT ?1) AS a"
        " JOIN standing AS s ON s.customer_id = a.customer_id AND s.archived = 0 JOIN customer AS c ON c.id = a.customer_id"
        " LIMIT ?2",
        (_RECENT, MOST),
    ).fetchall()
    rows = (
        rows
        or sql.execute(
            "SELECT c.id, c.name FROM customer AS c JOIN standing AS s ON s.customer_id = c.id AND s.archived = 0"
            " ORDER BY c.id DESC LIMIT ?",
            (MOST,),
        ).fetchall()
    )
    return [refs.Found(*row) for row in rows]


def _numbered(sql: sqlite3.Connection, digits: str) -> list[refs.Found]:
    """Return the customers whose ids begin so, the shortest ids first."""
    rows: list[refs.Found] = []
    for zeros in range(max(0, 10 - len(digits))):
        low = int(digits) * 10**zeros
        rows += [
            refs.Found(*row)
            for row in sql.execute(
                "SELECT c.id, c.name FROM customer AS c JOIN standing AS s ON s.customer_id = c.id AND s.archived = 0"
                " WHERE c.id >= ? AND c.id < ? ORDER BY c.id LIMIT ?",
                (low, low + 10**zeros, MOST - len(rows)),
            )
        ]
    return rows


def orders(sql: sqlite3.Connection, typed: str) -> list[Word]:
    """Return the newest orders whose number, or id like `o17`, begins so."""
    text = typed.strip()
    select = "SELECT o.id, o.code, c.name FROM sales_order AS o JOIN customer AS c ON c.id = o.customer_id"
    rows = sql.execute(
        f"{select} WHERE o.code >= ?1 AND o.code < ?1 || char(1114111) AND o.code <> '' ORDER BY o.id DESC LIMIT ?2",
        (text, MOST),
    ).fetchall()
    found = [Word(code, f"o{number} {name}") for number, code, name in rows]
    if text[:1].lower() in ("", "o") and (text[1:].isdecimal() or not text[1:]):
        # Those of the last ones that begin so: whoever looks for an old one knows its number.
        newest = sql.execute(f"{select} ORDER BY o.id DESC LIMIT ?", (_RECENT,)).fetchall()
        about = [Word(f"o{number}", f"{code} {name}".strip()) for number, code, name in newest]
        found += [word for word in about if word.value.startswith(text.lower())][:MOST]
    return found


def products(sql: sqlite3.Connection, typed: str) -> list[Word]:
    """Return the products whose code begins so, or whose name holds it."""
    text = typed.strip().casefold()
    rows = sql.execute("SELECT code, name FROM product WHERE archived_on = '' ORDER BY code").fetchall()
    return [Word(*row) for row in rows if row[0].casefold().startswith(text) or fold(text) in fold(row[1])][:MOST]


def contacts(sql: sqlite3.Connection, typed: str) -> list[Word]:
    """Return the people whose name holds what is typed, by their ids."""
    text = typed.strip()
    select = "SELECT k.id, k.name, c.name FROM contact AS k JOIN customer AS c ON c.id = k.customer_id"
    if not text or refs.lettered(text, "c") is not None or text.lower() == "c":
        rows = sql.execute(f"{select} ORDER BY k.id DESC LIMIT ?", (_RECENT,)).fetchall()
        return [Word(f"c{number}", f"{name}, {firm}") for number, name, firm in rows if f"c{number}".startswith(text)]
    found: list[Word] = []
    for one in refs.fitting(sql, text)[:MOST]:
        for number, name, firm in sql.execute(f"{select} WHERE k.customer_id = ? AND k.archived_on = ''", (one.id,)):
            found += [Word(f"c{number}", f"{name}, {firm}")] if fold(text) in fold(name) + " " + fold(firm) else []
    return found


def reps(sql: sqlite3.Connection) -> list[Word]:
    """Return the reps who are there."""
    return [Word(*row) for row in sql.execute("SELECT name, role FROM rep WHERE active = 1 ORDER BY name LIMIT 500")]


def stage_keys(sql: sqlite3.Connection) -> list[Word]:
    """Return the stages."""
    return [Word(key) for key in stages.lifecycle(sql).keys]


def stage_words(sql: sqlite3.Connection) -> list[Word]:
    """Return what stages are called in all languages."""
    return [Word(*said) for said in stages.lifecycle(sql).words().items()]


def own_fields(sql: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the fields of one's own, each with its choices."""
    return {key: field.choices for key, field in fields.defined(sql).items()}


def said_before(sql: sqlite3.Connection, what: str) -> list[Word]:
    """Return the tags there are, or what customers have for region, source and their like, or in a field of one's own."""
    if what in ("tag", "tags", "untag"):
        rows = sql.execute("SELECT DISTINCT tag FROM tag LIMIT ?", (_RECENT,))
    elif what in _OF_CUSTOMERS:
        rows = sql.execute(f"SELECT DISTINCT {what} FROM customer WHERE {what} <> '' LIMIT ?", (_RECENT,))
    else:
        rows = sql.execute(
            "SELECT DISTINCT v.value FROM field AS f JOIN field_value AS v ON v.field_id = f.id WHERE f.key = ? LIMIT ?",
            (what, _RECENT),
        )
    return sorted(Word(*row) for row in rows)


def currencies(sql: sqlite3.Connection) -> list[str]:
    """Return the currencies that are in use, the configured one first."""
    used = [row[0] for row in sql.execute("SELECT DISTINCT currency FROM balance")]
    return list(dict.fromkeys(code for code in (setting(sql, "currency"), *sorted(used)) if code))


def milestones(sql: sqlite3.Connection) -> list[Word]:
    """Return the kinds of milestone that orders have."""
    said = setting(sql, "milestones") or KEYS["milestones"].default
    return [Word(name.strip()) for name in said.split(",")]


# Ids that are given to few things at a time, by the letter that they begin with; `quote` has that of cards.
_NUMBERED = {
    "e": "SELECT e.id, e.text FROM expense AS e ORDER BY e.id DESC LIMIT ?",
    "x": "SELECT x.id, x.reason FROM order_return AS x ORDER BY x.id DESC LIMIT ?",
    "w": "SELECT w.id, w.stage FROM policy AS w WHERE w.ended_on = '' ORDER BY w.id DESC LIMIT ?",
    "q": "SELECT a.id, a.reason FROM effective_approval AS a WHERE NOT EXISTS (SELECT 1 FROM effective_verdict AS v"
    " WHERE v.approval_id = a.id) ORDER BY a.id DESC LIMIT ?",
    "m": "SELECT m.id, m.text FROM reminder AS m WHERE m.ended_on = '' ORDER BY m.id DESC LIMIT ?",
    "k": "SELECT k.id, k.event FROM card AS k ORDER BY k.id DESC LIMIT ?",
    "": "SELECT s.id, s.what FROM step AS s ORDER BY s.id DESC LIMIT ?",
}


def quotes(sql: sqlite3.Connection) -> list[Word]:
    """Return the quotes that are open, by the firm's own numbers, else by their ids."""
    rows = sql.execute(
        "SELECT q.id, q.code, c.name FROM quote AS q JOIN customer AS c ON c.id = q.customer_id"
        " WHERE q.accepted_on = '' AND q.closed_on = '' ORDER BY q.id DESC LIMIT ?",
        (_RECENT,),
    )
    return [Word(code or f"k{number}", name) for number, code, name in rows]


# Names that a firm gave to few things, by what they are.
_NAMED = {
    "group": "SELECT DISTINCT grp FROM product WHERE grp <> '' ORDER BY grp LIMIT ?",
    "season": "SELECT name FROM season WHERE ended_on = '' ORDER BY first_day LIMIT ?",
}


def named(sql: sqlite3.Connection, what: str) -> list[Word]:
    """Return the groups of products, or the seasons, that there are."""
    return [Word(*row) for row in sql.execute(_NAMED[what], (_RECENT,))]


def numbered(sql: sqlite3.Connection, letter: str) -> list[Word]:
    """Return what waits for approval (`q`), the cards (`k`), the steps ("") and the like, the newest first."""
    return [Word(f"{letter}{number}", about) for number, about in sql.execute(_NUMBERED[letter], (MOST,))]
