"""Who is in the file: the list, by filters and by words."""

from collections.abc import Iterable
from typing import NamedTuple

from crmcli.rules.dates import Ages
from crmcli.store import clocks
from crmcli.store.asof import searching
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, reach_condition, where_conditions
from crmcli.store.stages import lifecycle


class CustomerRow(NamedTuple):
    """One customer in the list."""

    id: int
    name: str
    stage: str
    owner: str
    region: str
    industry: str
    category: str
    grade: str
    days_in_stage: int
    days_since_contact: int
    next_step: str


class Filters(NamedTuple):
    """What narrows the list; "" or () narrows nothing."""

    words: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    owner: str = ""
    region: str = ""
    industry: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    grade: str = ""
    since: str = ""  # ISO day: added on it or later
    before: str = ""  # ISO day: not added on it, nor later
    missing: tuple[str, ...] = ()
    archived: bool = False
    where: tuple[str, ...] = ()  # KEY=VALUE or KEY!=VALUE
    reachable: str = ""  # mail or phone


_NO_CONTACT_POINT = "NOT EXISTS (SELECT 1 FROM point AS p WHERE p.customer_id = c.id AND p.kind = '{kind}')"
_MISSING = {
    **{name: f"c.{name} = ''" for name in ("address", "region", "industry", "category", "size")},
    **{name: f"c.{name} = ''" for name in ("needs", "grade", "source", "note")},
    **{kind: _NO_CONTACT_POINT.format(kind=kind) for kind in ("email", "phone", "wechat", "website")},
    "owner": "s.owner_id IS NULL",
    "next_step": "s.next_due = ''",
    "contact": "NOT EXISTS (SELECT 1 FROM contact AS k WHERE k.customer_id = c.id AND k.archived_on = '')",
    "title": "NOT EXISTS (SELECT 1 FROM contact AS k WHERE k.customer_id = c.id AND k.title <> '')",
    "tags": "NOT EXISTS (SELECT 1 FROM tag AS t WHERE t.customer_id = c.id)",
}


class _Source(NamedTuple):
    """The tables to read from, what joins them, and the column whose order they are read in.

    What joins a table to `standing` stands in WHERE: with ON, SQLite would compute everybody's for an earlier day.
    """

    tables: str
    joined: str
    order: str


# Words in these are in the search index too, which finds few customers in many.
_SEARCHED = ("region", "industry", "category")


def listed(view: View, filters: Filters, limit: int | None = None) -> list[CustomerRow]:
    """Return the customers that pass every filter, in the order in which they were added.

    Words find customers by the beginnings of words; where nothing begins so, by any piece of a name.
    """
    where, values = _conditions(view, filters)
    if filters.words and not _expression(filters.words):
        return []
    searched = _expression((*filters.words, *(getattr(filters, name) for name in _SEARCHED), *filters.tags))
    if not searched:
        return _select(view, _walked(view, filters), where, values, limit)
    tables, matching = searching(view.sql, ":searched")
    values["searched"] = searched
    rows = _select(view, _found(view, filters, tables), [*where, matching], values, limit)
    if rows or len(filters.words) != 1:
        return rows
    from crmcli.rules.names import fold

    piece = "c.id IN (SELECT customer_id FROM match_key WHERE kind IN ('name', 'contact') AND instr(key, :piece) > 0)"
    values["piece"] = fold(filters.words[0])
    return _select(view, _walked(view, filters), [*where, piece], values, limit)


def _expression(words: Iterable[str]) -> str:
    """Return what the search index is asked for these words; "" is nothing."""
    given = [word for word in words if word]
    if not given:
        return ""
    from crmcli.rules.names import search_expression

    return search_expression(given)


def _walked(view: View, filters: Filters) -> _Source:
    """Return the way to the customers that looks at the fewest: an index, in the order of their ids."""
    joined = "s.customer_id = c.id"
    if filters.source or filters.grade:
        index = "INDEXED BY customer_source" if filters.source else "INDEXED BY customer_grade"
        return _Source(f"customer AS c {'' if view.shadow else index} CROSS JOIN standing AS s", joined, "c.id")
    return _Source(f"{_standing(view, filters)} CROSS JOIN customer AS c", joined, "s.customer_id")


def _found(view: View, filters: Filters, search: str) -> _Source:
    """Return the way from the search index: what it finds is looked up in the index that the filters narrow most."""
    tables = f"{search} CROSS JOIN {_standing(view, filters)} CROSS JOIN customer AS c"
    return _Source(tables, "s.customer_id = f.rowid AND c.id = f.rowid", "f.rowid")


def _standing(view: View, filters: Filters) -> str:
    index = "NOT INDEXED"
    if filters.owner:
        index = "INDEXED BY standing_owner"
    elif len(lifecycle(view.sql).all_named(filters.stages)) == 1:
        index = "INDEXED BY standing_listed"
    elif filters.archived:
        index = "INDEXED BY standing_archived"
    return view.standing(index)


def _select(
    view: View, source: _Source, where: list[str], values: dict[str, object], limit: int | None
) -> list[CustomerRow]:
    rows = view.rows(
        "SELECT c.id, c.name, s.stage, coalesce(r.name, ''), c.region, c.industry, c.category, c.grade,"
        " s.stage_since, s.last_contact_on, trim(s.next_due || ' ' || s.next_text)"
        f" FROM {source.tables} LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE {' AND '.join((source.joined, *where))} ORDER BY {source.order} LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    clock, ages = clocks.clock(view.sql, view.day), Ages(view.day)
    return [CustomerRow._make((*row[:8], clock[row[2]][row[8]], ages[row[9]], row[10])) for row in rows]


def _conditions(view: View, filters: Filters) -> tuple[list[str], dict[str, object]]:
    where = [f"s.archived = {int(filters.archived)}"]
    values: dict[str, object] = {}
    if filters.stages:
        names = lifecycle(view.sql).all_named(filters.stages)
        where.append("s.stage IN (" + ", ".join(f"'{name}'" for name in names) + ")")
    if filters.owner:
        owner_condition(view, filters.owner, where, values)
    for column in ("region", "industry", "category", "source", "grade"):
        if getattr(filters, column):
            where.append(f"c.{column} <> '' AND c.{column} = :{column} COLLATE NOCASE")
            values[column] = getattr(filters, column)
    if filters.since or filters.before:
        _added(view, filters, where, values)
    for place, tag in enumerate(filters.tags):
        where.append(f"EXISTS (SELECT 1 FROM tag AS t WHERE t.customer_id = c.id AND t.tag = :tag{place})")
        values[f"tag{place}"] = tag
    for name in filters.missing:
        where.append(_MISSING.get(name) or _missing_own(view, name))
    if filters.reachable:
        reach_condition(filters.reachable, "c.id", where)
    where_conditions(view, filters.where, "c.id", where, values)
    return where, values


def _missing_own(view: View, name: str) -> str:
    from crmcli.store.reads.where import missing_condition

    return missing_condition(view, name, "c.id", tuple(_MISSING))


def _added(view: View, filters: Filters, where: list[str], values: dict[str, object]) -> None:
    """Narrow the list to those added from a day on, before a day, or both."""
    if filters.before:
        where.append("s.created_on < :before")
        values["before"] = filters.before
    if filters.since:
        where.append("s.created_on >= :since")
        values["since"] = filters.since
    if filters.since and not view.shadow:
        # Whoever was added late has a high id: everybody before the first of them need not be looked at.
        span = " AND ".join(one for one in where if one.startswith(("s.archived", "s.created_on")))
        first = f"SELECT min(s.customer_id) FROM standing AS s INDEXED BY standing_created WHERE {span}"
        where.append(f"s.customer_id >= ({first})")
