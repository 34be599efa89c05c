"""Narrowing any report by what is known of its customers: `--where KEY=VALUE`, built-in fields and one's own."""

from collections.abc import Sequence

from crmcli.errors import BadInputError, NotFoundError, meant, quoted
from crmcli.language import _
from crmcli.rules.fields import Condition, condition, folded, same
from crmcli.store import fields
from crmcli.store.read import View

_TEXTS = ("name", "address", "region", "industry", "category", "size", "needs", "grade", "source", "note")
_POINTS = ("email", "phone", "wechat", "website", "messenger")
_PEOPLE = ("contact", "title", "department")
KEYS = (*_TEXTS, "stage", "owner", "tag", *_POINTS, *_PEOPLE)
# So many customers with a value are met soon by whoever goes through all of them.
_COMMON = 10_000
_PRESENT = "w.created_on < :until AND (w.archived_on = '' OR w.archived_on >= :until)"
_ALIASES = {"tags": "tag"}


def conditions(view: View, given: Sequence[str], customer: str, where: list[str], values: dict[str, object]) -> None:
    """Narrow a report to customers of whom every condition holds; `customer` is the column with their id.

    Raises BadInputError, and NotFoundError for an unknown field, stage or rep.
    """
    for place, text in enumerate(given):
        one = condition(text)
        where.append(_condition(view, one, customer, f"where{place}", values))


def missing_condition(view: View, name: str, customer: str, built_in: Sequence[str]) -> str:
    """Return the condition that customers have nothing in a field of one's own; BadInputError where there is none."""
    known = fields.defined(view.sql)
    field = known.get(folded(name))
    if field is None:
        raise BadInputError(
            _("--missing: there is no field {name}.").format(name=quoted(name)),
            meant(name, [*sorted(built_in), *known]),
        )
    return f"NOT EXISTS (SELECT 1 FROM field_value AS v WHERE v.customer_id = {customer} AND v.field_id = {field.id})"


def _condition(view: View, one: Condition, customer: str, name: str, values: dict[str, object]) -> str:
    # That somebody has nothing is that they do not have anything.
    negated = one.negated != (not one.value)
    key = _ALIASES.get(one.key, one.key)
    if key == "stage":
        found = _of_stage(view, one, customer)
    elif key == "owner":
        found = _of_owner(view, one, customer, name, values)
    elif key in _TEXTS:
        found = _exists("customer", "id", customer, _equal(view, key, one.value, name, values))
    elif key == "tag":
        found = _exists("tag", "customer_id", customer, _equal(view, "tag", one.value, name, values))
    elif key in _PEOPLE:
        column = "name" if key == "contact" else key
        equal = _equal(view, column, one.value, name, values)
        found = _exists("contact", "customer_id", customer, f"{_PRESENT} AND {equal}")
    elif key in _POINTS:
        found = _of_point(view, key, one, customer, name, values)
    else:
        found = _of_own(view, one, customer, name, values)
    return f"NOT {found}" if negated else found


def _exists(table: str, key: str, customer: str, rest: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS w WHERE w.{key} = {customer} AND {rest})"


def _equal(view: View, column: str, value: str, name: str, values: dict[str, object]) -> str:
    """Return that a column is a value, case aside; for "" that it is anything at all."""
    if not value:
        return f"w.{column} <> ''"
    values[name] = value
    if value.isascii() or value.lower() == value.upper():
        return f"w.{column} = :{name} COLLATE NOCASE"
    # SQLite itself knows the case of ASCII letters only.
    view.sql.create_function("same", 1, same, deterministic=True)
    values[name] = same(value)
    return f"same(w.{column}) = :{name}"


def _standing(view: View, customer: str, rest: str) -> str:
    # Today's standing is found by its key; that of an earlier day would be computed again for each customer.
    if view.shadow:
        return f"{customer} IN (SELECT w.customer_id FROM standing AS w WHERE {rest})"
    return _exists("standing", "customer_id", customer, rest)


def _of_stage(view: View, one: Condition, customer: str) -> str:
    from crmcli.store.stages import lifecycle

    names = [f"'{stage}'" for stage in lifecycle(view.sql).all_named([one.value])] if one.value else []
    return _standing(view, customer, f"w.stage IN ({', '.join(names)})" if names else "w.stage <> ''")


def _of_owner(view: View, one: Condition, customer: str, name: str, values: dict[str, object]) -> str:
    compared = "IS NOT NULL"
    if one.value == "-":
        compared = "IS NULL"
    elif one.value:
        from crmcli.store import refs

        values[name] = refs.rep(view.sql, one.value).id
        compared = f"= :{name}"
    return _standing(view, customer, f"w.owner_id {compared}")


def _of_point(view: View, kind: str, one: Condition, customer: str, name: str, values: dict[str, object]) -> str:
    if kind == "phone" and one.value:
        from crmcli.rules.phones import phone_lookups
        from crmcli.store.caches import setting

        keys = phone_lookups(one.value, setting(view.sql, "country"))
        for place, (_kind, key) in enumerate(keys):
            values[f"{name}_{place}"] = key
        listed = [f"(w.kind = '{stored}' AND w.key = :{name}_{place})" for place, (stored, _key) in enumerate(keys)]
        return f"{customer} IN (SELECT w.customer_id FROM match_key AS w WHERE {' OR '.join(listed) or '0'})"
    equal = _equal(view, "value", one.value, name, values)
    return _exists("point", "customer_id", customer, f"w.kind = '{kind}' AND {equal}")


def _of_own(view: View, one: Condition, customer: str, name: str, values: dict[str, object]) -> str:
    known = fields.defined(view.sql)
    field = known.get(one.key)
    if field is None:
        raise NotFoundError(
            _("--where: there is no field {key}.").format(key=quoted(one.key)),
            meant(one.key, [*KEYS, *known]),
            _("Define one of your own with: crm config field add KEY"),
        )
    if not one.value:
        return _exists("field_value", "customer_id", customer, f"w.field_id = {field.id}")
    mine = f"w.field_id = {field.id} AND {_equal(view, 'value', one.value, name, values)}"
    found = view.sql.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM field_value AS w WHERE {mine} LIMIT {_COMMON})", {name: values[name]}
    ).fetchone()[0]
    if found == _COMMON:
        return _exists("field_value", "customer_id", customer, mine)
    # A rare one is found by the index on values, without a look at everybody.
    return f"{customer} IN (SELECT w.customer_id FROM field_value AS w WHERE {mine})"
