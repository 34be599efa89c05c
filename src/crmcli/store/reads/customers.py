"""Who is in the file: the list, by filters and by words."""

from typing import NamedTuple

from crmcli.rules.dates import days_between
from crmcli.rules.stages import stages_named
from crmcli.store.read import View
from crmcli.store.reads.owners import owner_condition, where_conditions


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


def listed(view: View, filters: Filters, limit: int | None = None) -> list[CustomerRow]:
    """Return the customers that pass every filter, in the order in which they were added.

    Words find customers by the beginnings of words; where nothing begins so, by any piece of a name.
    """
    where, values = _conditions(view, filters)
    if filters.words:
        from crmcli.rules.names import fold, search_expression

        expression = search_expression(list(filters.words))
        if not expression:
            return []
        found = "c.id IN (SELECT rowid FROM search WHERE search MATCH :words)"
        rows = _select(view, [*where, found], {**values, "words": expression}, limit)
        if rows or len(filters.words) > 1:
            return rows
        piece = (
            "c.id IN (SELECT customer_id FROM match_key WHERE kind IN ('name', 'contact') AND instr(key, :piece) > 0)"
        )
        return _select(view, [*where, piece], {**values, "piece": fold(filters.words[0])}, limit)
    return _select(view, where, values, limit)


def _select(view: View, where: list[str], values: dict[str, object], limit: int | None) -> list[CustomerRow]:
    rows = view.rows(
        "SELECT c.id, c.name, s.stage, coalesce(r.name, ''), c.region, c.industry, c.category, c.grade,"
        " s.stage_since, s.last_contact_on, trim(s.next_due || ' ' || s.next_text)"
        " FROM standing AS s JOIN customer AS c ON c.id = s.customer_id LEFT JOIN rep AS r ON r.id = s.owner_id"
        f" WHERE {' AND '.join(where)} ORDER BY s.customer_id LIMIT :limit",
        limit=-1 if limit is None else limit,
        **values,
    )
    return [
        CustomerRow._make((*row[:8], days_between(row[8], view.day), days_between(row[9], view.day), row[10]))
        for row in rows
    ]


def _conditions(view: View, filters: Filters) -> tuple[list[str], dict[str, object]]:
    # Without a stage the plus keeps SQLite from an index that would make it sort everybody.
    where = ["s.archived = :archived" if filters.stages else "+s.archived = :archived"]
    values: dict[str, object] = {"archived": int(filters.archived)}
    if filters.stages:
        names = stages_named(filters.stages)
        where.append("s.stage IN (" + ", ".join(f"'{name}'" for name in names) + ")")
    if filters.owner:
        owner_condition(view, filters.owner, where, values)
    for column in ("region", "industry", "category", "source", "grade"):
        if getattr(filters, column):
            where.append(f"c.{column} = :{column} COLLATE NOCASE")
            values[column] = getattr(filters, column)
    if filters.since:
        where.append("s.created_on >= :since")
        values["since"] = filters.since
    if filters.before:
        where.append("s.created_on < :before")
        values["before"] = filters.before
    for place, tag in enumerate(filters.tags):
        where.append(f"EXISTS (SELECT 1 FROM tag AS t WHERE t.customer_id = c.id AND t.tag = :tag{place})")
        values[f"tag{place}"] = tag
    for name in filters.missing:
        where.append(_MISSING.get(name) or _missing_own(view, name))
    where_conditions(view, filters.where, "c.id", where, values)
    return where, values


def _missing_own(view: View, name: str) -> str:
    from crmcli.store.reads.where import missing_condition

    return missing_condition(view, name, "c.id", tuple(_MISSING))
