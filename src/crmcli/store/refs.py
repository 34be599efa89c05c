"""Finding the one customer, contact, order or rep that a person means."""

import sqlite3
from typing import NamedTuple

from crmcli.errors import ConflictError, NotFoundError, meant, nearest, quoted
from crmcli.language import _
from crmcli.rules.names import email_key, fold, search_expression
from crmcli.rules.phones import looks_like_phone, phone_lookups
from crmcli.store.asof import searching
from crmcli.store.caches import setting

_SHOWN = 10
_COUNTED = 1_000  # beyond that nobody wants to know
# Slips are looked for among so many names with a word that begins like what was typed.
_BEGINNING, _COMPARED = 3, 200


class Found(NamedTuple):
    """A customer that a reference names."""

    id: int
    name: str


class _Source(NamedTuple):
    """Where customers are found that fit: a table, as `f`, its column of their ids, and what to ask of it."""

    tables: str
    customer: str
    where: str
    values: tuple[str, ...]


def customer(sql: sqlite3.Connection, ref: str) -> Found:
    """Return the one customer that an id, e-mail, phone, or name means.

    A whole name comes first, then the beginnings of words, then any piece of a name; archived customers only where
    nothing else fits. Raises NotFoundError, or ConflictError that lists those that fit.
    """
    text = ref.strip()
    rows = fitting(sql, text)
    if not rows:
        raise unknown(ref, _alike(sql, text))
    if len(rows) > 1:
        raise _several(sql, ref, rows)
    return rows[0]


def _several(sql: sqlite3.Connection, ref: str, rows: list[Found]) -> ConflictError:
    listed = [_line(sql, row.id, row.name, fold(ref)) for row in rows[:_SHOWN]]
    if len(rows) > _COUNTED:
        message = _("More than {count} customers fit {ref}:").format(count=_COUNTED, ref=quoted(ref))
        listed.append(_("… and more; say more of the name"))
    else:
        message = _("{count} customers fit {ref}:").format(count=len(rows), ref=quoted(ref))
        if len(rows) > _SHOWN:
            listed.append(_("… and {count} more").format(count=len(rows) - _SHOWN))
    return ConflictError(message, *listed)


def _line(sql: sqlite3.Connection, customer_id: int, name: str, piece: str) -> str:
    """Return a candidate as it is listed: with the person whose name fits, where it is not the firm's."""
    if piece and piece not in fold(name):
        everybody = sql.execute("SELECT name FROM contact WHERE customer_id = ?", (customer_id,)).fetchall()
        person = next((one for (one,) in everybody if piece in fold(one)), "")
        if person:
            return _("{id:>6}  {name}: {person}").format(id=customer_id, name=name, person=person)
    return _("{id:>6}  {name}").format(id=customer_id, name=name)


def _alike(sql: sqlite3.Connection, text: str) -> str:
    """Return the question whether somebody else was meant: of those whose names have a word that begins so."""
    piece = fold(text)
    begun = _first(sql, [[_with_words(sql, piece[:_BEGINNING])]])[:_COMPARED] if len(piece) > _BEGINNING else []
    spelled = {word: row for row in begun for word in (fold(row.name), *fold(row.name).split())}
    near = {spelled[word]: "" for word in nearest(piece, spelled)}
    listed = _(" or ").join(f"{name} ({one})" for one, name in near)
    return _("Did you mean {names}?").format(names=listed) if near else ""


def unknown(ref: str, meant_instead: str = "") -> NotFoundError:
    """Return the error for a reference that no customer fits."""
    return NotFoundError(
        _("No customer fits {ref}.").format(ref=quoted(ref)),
        meant_instead,
        _("Look for it with: crm find WORDS · add it with: crm add NAME"),
    )


def person(sql: sqlite3.Connection, customer_id: int, ref: str) -> str:
    """Return the name of the customer's contact whose e-mail, phone or name a reference is, else of the first one."""
    people: dict[int, str] = dict(
        sql.execute(
            "SELECT id, name FROM contact WHERE customer_id = ? AND archived_on = '' ORDER BY id", (customer_id,)
        ).fetchall()
    )
    named = "SELECT contact_id FROM match_key WHERE kind = ? AND key = ? AND customer_id = ?"
    for key in _keys(sql, ref.strip()):
        for (one,) in sql.execute(named, (*key, customer_id)):
            if one in people:
                return people[one]
    piece = fold(ref)
    return next((name for name in people.values() if piece in fold(name)), next(iter(people.values()), ""))


def _keys(sql: sqlite3.Connection, text: str) -> list[tuple[str, str]]:
    """Return the match keys that a text is when it is an e-mail address or a phone number."""
    keys = [("email", email_key(text))] if "@" in text else []
    return keys + (phone_lookups(text, setting(sql, "country")) if looks_like_phone(text) else [])


def customers(sql: sqlite3.Connection, refs: list[str]) -> list[Found]:
    """Return the customers that several references mean, each once, in order."""
    found = [customer(sql, one) for ref in refs for one in split_ids(ref)]
    return list(dict.fromkeys(found))


def split_ids(ref: str) -> list[str]:
    """Return the ids of a list like `3,5,8`; anything else is one reference."""
    parts = [part.strip() for part in ref.split(",")]
    return parts if len(parts) > 1 and all(part.isdecimal() for part in parts) else [ref]


def fitting(sql: sqlite3.Connection, text: str) -> list[Found]:
    """Return the customers that fit, by id; of very many only more than are counted."""
    if text.isascii() and text.isdigit():
        by_id = sql.execute(
            "SELECT t.id, t.name FROM customer AS c JOIN customer AS t ON t.id = coalesce(c.merged_into, c.id)"
            " WHERE c.id = ?",
            (_number(text),),
        ).fetchall()
        if by_id:
            return [Found(*by_id[0])]
    piece = fold(text)
    for exact in (_keys(sql, text), [("name", piece)] if piece else []):
        found = _first(sql, [[_with_key(*key) for key in exact]])
        if found:
            return found
    return _first(sql, [[_with_words(sql, piece)], [_with_piece(piece)]]) if piece else []


def merged(sql: sqlite3.Connection, ref: str) -> bool:
    """Say whether a reference is the id of a customer that was merged into another."""
    text = ref.strip()
    gone = "SELECT 1 FROM customer WHERE id = ? AND merged_into IS NOT NULL"
    return text.isascii() and text.isdigit() and sql.execute(gone, (_number(text),)).fetchone() is not None


def _number(digits: str) -> int:
    """Return digits as a row number; those too long to be one name no row."""
    return int(digits) if len(digits) < 19 else -1


def _with_key(kind: str, key: str) -> _Source:
    return _Source("match_key AS f", "customer_id", "f.kind = ? AND f.key = ?", (kind, key))


def _with_words(sql: sqlite3.Connection, piece: str) -> _Source:
    """Return where those are in whose names, or those of whose people, words begin so."""
    tables, where = searching(sql, "?1")
    return _Source(tables, "rowid", where, (f"names : {search_expression([piece])}",))


def _with_piece(piece: str) -> _Source:
    return _Source("match_key AS f", "customer_id", "f.kind IN ('name', 'contact') AND instr(f.key, ?) > 0", (piece,))


def _first(sql: sqlite3.Connection, alternatives: list[list[_Source]]) -> list[Found]:
    """Return what the first alternative finds that finds anything; archived customers only where none finds others."""
    for archived in (0, 1):
        for sources in alternatives:
            rows = {row for source in sources for row in _rows(sql, source, archived)}
            if rows:
                return sorted(rows)
    return []


def _rows(sql: sqlite3.Connection, source: _Source, archived: int) -> list[Found]:
    # Both searched tables are in the order of ids, so that SQLite stops at the limit; other joins would have it sort.
    one = f"f.{source.customer}"
    rows = sql.execute(
        f"SELECT {one}, c.name FROM {source.tables} CROSS JOIN standing AS s ON s.customer_id = {one}"
        f" CROSS JOIN customer AS c ON c.id = {one}"
        f" WHERE {source.where} AND s.archived = ? GROUP BY {one} ORDER BY {one} LIMIT {_COUNTED + 1}",
        (*source.values, archived),
    )
    return [Found(*row) for row in rows]


class Rep(NamedTuple):
    """A rep that a name means."""

    id: int
    name: str
    role: str
    active: bool


def rep_with_key(sql: sqlite3.Connection, key: str) -> Rep | None:
    """Return the rep of that folded name, or None."""
    found = sql.execute("SELECT id, name, role, active FROM rep WHERE key = ?", (key,)).fetchone()
    return Rep(*found) if found else None


def rep(sql: sqlite3.Connection, name: str) -> Rep:
    """Return the registered rep that a name, a unique piece of it, or an id like `r3` means.

    Raises NotFoundError, which lists those there are, or ConflictError.
    """
    exact = rep_with_key(sql, fold(name))
    if exact:
        return exact
    where, value = ("instr(key, ?) > 0 AND active = 1", fold(name) or "?")
    number = lettered(name, "r")
    if number is not None:
        where, value = "id = ?", str(number)
    found = [Rep(*row) for row in sql.execute(f"SELECT id, name, role, active FROM rep WHERE {where}", (value,))]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(one.name for one in found[:_SHOWN])
        raise ConflictError(
            _("Several reps fit {name}.").format(name=quoted(name)), _("There are: {names}").format(names=listed)
        )
    known = [row[0] for row in sql.execute("SELECT name FROM rep WHERE active = 1 ORDER BY name LIMIT 500")]
    raise NotFoundError(
        _("There is no rep {name}.").format(name=quoted(name)),
        meant(name, known),
        _("Register one with: crm rep add NAME"),
    )


def lettered(text: str, letter: str) -> int | None:
    """Return the number of an id like `o17`, or None if the text is no such id."""
    word = text.strip()
    return _number(word[1:]) if word[:1].lower() == letter and word[1:].isdecimal() and word.isascii() else None


def order(sql: sqlite3.Connection, ref: str) -> int | None:
    """Return the id of the order that `o17` or the firm's own number means, or None."""
    number = lettered(ref, "o")
    if number is not None:
        found = sql.execute("SELECT id FROM sales_order WHERE id = ?", (number,)).fetchone()
        if found:
            return int(found[0])
    return order_with_code(sql, ref.strip())


def expense(sql: sqlite3.Connection, ref: str) -> int:
    """Return the id of the expense that `e3` means; NotFoundError."""
    found = sql.execute("SELECT id FROM expense WHERE id = ?", (lettered(ref, "e"),)).fetchone()
    if found is None:
        raise NotFoundError(
            _("There is no expense {ref}.").format(ref=quoted(ref)), _("See them with: crm expense list")
        )
    return int(found[0])


def invoice(sql: sqlite3.Connection, ref: str) -> int:
    """Return the id of the invoice or credit note that `f3` or its external number means; NotFoundError."""
    number = lettered(ref, "f")
    where, value = ("id = ?", number) if number is not None else ("number = ?", ref.strip())
    found = sql.execute(f"SELECT id FROM invoice WHERE {where}", (value,)).fetchone()
    if found is None:
        raise NotFoundError(
            _("There is no invoice {ref}.").format(ref=quoted(ref)), _("See them with: crm invoice list")
        )
    return int(found[0])


def order_with_code(sql: sqlite3.Connection, code: str) -> int | None:
    """Return the id of the order that has the firm's own number, or None."""
    found = sql.execute("SELECT id FROM sales_order WHERE code = ? AND code <> ''", (code,)).fetchone()
    return int(found[0]) if found else None


def contact(sql: sqlite3.Connection, ref: str, customer_id: int | None = None, *, archived: bool = False) -> int:
    """Return the id of the contact that `c5`, or a piece of the name (of a customer's people), means.

    By name only those are found that are put away, or only those that are not. Raises NotFoundError, ConflictError.
    """
    number = lettered(ref, "c")
    select = "SELECT k.id, k.name, c.name FROM contact AS k JOIN customer AS c ON c.id = k.customer_id"
    if number is not None:
        rows = sql.execute(f"{select} WHERE k.id = ?", (number,)).fetchall()
    else:
        where = "(k.archived_on <> '') = ?" + (" AND k.customer_id = ?" if customer_id is not None else "")
        values = [int(archived)] + ([customer_id] if customer_id is not None else [])
        everyone = sql.execute(f"{select} WHERE {where}", values).fetchall()
        piece = fold(ref)
        rows = [row for row in everyone if fold(row[1]) == piece] or [
            row for row in everyone if piece and piece in fold(row[1])
        ]
    if not rows:
        raise NotFoundError(
            _("No contact fits {ref}.").format(ref=quoted(ref)), _("See them with: crm contact list REF")
        )
    if len(rows) > 1:
        listed = [
            _("{id:>6}  {name}, {customer}").format(id=f"c{row[0]}", name=row[1], customer=row[2])
            for row in rows[:_SHOWN]
        ]
        raise ConflictError(_("{count} contacts fit {ref}:").format(count=len(rows), ref=quoted(ref)), *listed)
    return int(rows[0][0])
