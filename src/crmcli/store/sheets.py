"""What leaves the file and comes back: one sheet per noun, its columns, and the SQL that makes each cell a text.

`:until` is the first day that is too late to count. Amounts are plain decimals, made exactly of minor units.
"""

from typing import NamedTuple

from crmcli.rules.money import EXPONENTS

CARDS = "cards"  # the folder of the cards as they came
EVER = "9999-99-99"  # the `:until` before which everything counts


class Column(NamedTuple):
    """One column: what it is called, the SQL of its cell, and the column of the table that it is read back into."""

    name: str
    sql: str
    into: str = ""  # "" is what follows from other columns
    kind: str = "text"  # text, number (or empty), switch, day (or empty), amount, or file, or an id: "#" and its letter


class Sheet(NamedTuple):
    """The rows of one table, in the order of their ids; `more` are the columns that only a whole export has."""

    name: str
    table: str
    source: str  # of which the alias `x` is the table itself
    columns: tuple[Column, ...]
    more: tuple[Column, ...] = ()
    dated: str = "1"  # the SQL that says whether a row was there before `:until`
    letter: str = ""
    customer: str = "x.customer_id"  # the SQL of whose row it is

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column there is."""
        return self.columns + self.more


def amount(minor: str, currency: str) -> str:
    """Return the SQL of a plain decimal; `minor` may be NULL."""
    usual = f"printf('%s%d.%02d', iif({minor} < 0, '-', ''), abs({minor}) / 100, abs({minor}) % 100)"
    cases = []
    for exponent in sorted({*EXPONENTS.values()} - {2}):
        codes = ", ".join(f"'{code}'" for code, one in EXPONENTS.items() if one == exponent)
        scale = 10**exponent
        text = (
            f"printf('%s%d.%0{exponent}d', iif({minor} < 0, '-', ''), abs({minor}) / {scale}, abs({minor}) % {scale})"
        )
        cases.append(f"WHEN {currency} IN ({codes}) THEN {text if exponent else f'CAST({minor} AS TEXT)'}")
    return f"CASE WHEN {minor} IS NULL THEN NULL {' '.join(cases)} ELSE {usual} END"


def _id(letter: str) -> Column:
    return Column("id", f"'{letter}' || x.id" if letter else "x.id", "id", f"#{letter}")


def _ref(name: str, letter: str = "", column: str = "") -> Column:
    """Return the column that names a row of another table."""
    into = column or name
    return Column(name, f"'{letter}' || x.{into}" if letter else f"x.{into}", into, f"#{letter}")


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, f"x.{name}", name) for name in names)


def _day(name: str, column: str) -> Column:
    return Column(name, f"x.{column}", column, "day")


def _ended(name: str, column: str) -> Column:
    """Return the column of a day that may not have come yet."""
    return Column(name, f"CASE WHEN x.{column} < :until THEN x.{column} ELSE '' END", column, "day")


def _reach(kind: str, whose: str) -> Column:
    points = f"SELECT p.value FROM point AS p WHERE {whose} AND p.kind = '{kind}' ORDER BY p.contact_id IS NULL, p.id"
    return Column(kind, f"(SELECT coalesce(group_concat(value, '; '), '') FROM ({points}))")


_CUSTOMER_ID = _ref("customer_id")
_CUSTOMER = Column("customer", "c.name")
_ORIGIN = Column("origin", "x.origin", "origin", "number")
_REP = Column("rep", "coalesce(r.name, '')")
_REP_ID = _ref("rep_id", "r")
_WITH_CUSTOMER = "JOIN customer AS c ON c.id = x.customer_id"
_WITH_REP = "LEFT JOIN rep AS r ON r.id = x.rep_id"
_THEIRS = "p.customer_id = x.id AND (p.contact_id IS NULL OR +p.contact_id = k.id)"

CUSTOMERS = Sheet(
    "customers",
    "customer",
    "customer AS x LEFT JOIN standing AS s ON s.customer_id = x.id LEFT JOIN rep AS r ON r.id = s.owner_id"
    " LEFT JOIN contact AS k ON k.id = (SELECT f.id FROM contact AS f WHERE f.customer_id = x.id"
    " AND f.created_on < :until AND (f.archived_on = '' OR f.archived_on >= :until) ORDER BY f.id LIMIT 1)",
    (
        _id(""),
        *_texts("name"),
        Column("contact", "coalesce(k.name, '')"),
        Column("title", "coalesce(k.title, '')"),
        *(_reach(kind, _THEIRS) for kind in ("email", "phone", "wechat", "website")),
        *_texts("address", "region", "industry", "category", "size", "grade", "needs", "source"),
        Column("owner", "coalesce(r.name, '')"),
        Column("stage", "coalesce(s.stage, '')"),
        Column(
            "tags",
            "(SELECT coalesce(group_concat(tag, '; '), '')"
            " FROM (SELECT t.tag FROM tag AS t WHERE t.customer_id = x.id ORDER BY t.tag))",
        ),
        *_texts("note"),
        _day("created_at", "created_on"),
    ),
    (_ORIGIN,),
    "x.created_on < :until",
    customer="x.id",
)

CONTACTS = Sheet(
    "contacts",
    "contact",
    f"contact AS x {_WITH_CUSTOMER}",
    (
        _id("c"),
        _CUSTOMER_ID,
        _CUSTOMER,
        *_texts("name", "title", "department"),
        *(_reach(kind, "p.contact_id = x.id") for kind in ("email", "phone", "wechat")),
        *_texts("birthday", "note"),
        _day("created_at", "created_on"),
        _ended("archived_at", "archived_on"),
    ),
    (_ORIGIN,),
    "x.created_on < :until",
    "c",
)

ACTIVITIES = Sheet(
    "activities",
    "activity",
    f"activity AS x {_WITH_CUSTOMER} {_WITH_REP} LEFT JOIN contact AS k ON k.id = x.contact_id",
    (
        _id("a"),
        Column("at", "x.at", "at"),
        _CUSTOMER_ID,
        _CUSTOMER,
        *_texts("kind", "text"),
        _REP,
        Column("contact", "coalesce(k.name, '')"),
        Column("minutes", "x.minutes", "minutes", "number"),
        Column("cost", amount("x.cost", "x.currency"), "cost", "amount"),
        *_texts("currency"),
    ),
    (_REP_ID, _ref("contact_id", "c"), _ORIGIN),
    "x.at < :until",
    "a",
)

_PLAN = (
    "(SELECT CASE WHEN count(*) = 1 AND max(due_on) = x.ordered_on THEN '' ELSE coalesce(group_concat(due_on || '=' || "
    + amount("part", "x.currency")
    + ", '; '), '') END FROM (SELECT i.due_on, i.amount AS part FROM instalment AS i WHERE i.order_id = x.id"
    " ORDER BY i.number))"
)

ORDERS = Sheet(
    "orders",
    "sales_order",
    f"sales_order AS x {_WITH_CUSTOMER} {_WITH_REP}",
    (
        _id("o"),
        *_texts("code"),
        _CUSTOMER_ID,
        _CUSTOMER,
        _day("at", "ordered_on"),
        Column("amount", amount("x.amount", "x.currency"), "amount", "amount"),
        *_texts("currency"),
        Column("sample", "iif(x.sample, 'yes', 'no')", "sample", "switch"),
        _REP,
        Column("instalments", _PLAN),
        *_texts("note"),
        _ended("cancelled_at", "cancelled_on"),
        Column("cancel_reason", "iif(x.cancelled_on < :until, x.cancel_reason, '')", "cancel_reason"),
    ),
    (_REP_ID, _ORIGIN),
    "x.ordered_on < :until",
    "o",
)

PAYMENTS = Sheet(
    "payments",
    "payment",
    f"payment AS x {_WITH_CUSTOMER}",
    (
        _id("p"),
        _CUSTOMER_ID,
        _CUSTOMER,
        Column(
            "order",
            "coalesce((SELECT iif(min(a.order_id) = max(a.order_id) AND sum(a.amount) = x.amount, 'o' || a.order_id, '')"
            " FROM allocation AS a WHERE a.payment_id = x.id AND a.applied_on < :until), '')",
        ),
        _day("at", "paid_on"),
        Column("amount", amount("x.amount", "x.currency"), "amount", "amount"),
        *_texts("currency", "note"),
    ),
    (_ORIGIN,),
    "x.paid_on < :until",
    "p",
)

# What `crm export KIND` knows.
NOUNS = {sheet.name: sheet for sheet in (CUSTOMERS, CONTACTS, ACTIVITIES, ORDERS, PAYMENTS)}

# All there is, in an order in which a sheet comes after those it refers to; cards, settings and the last ids go apart.
SHEETS = (
    Sheet(
        "reps",
        "rep",
        "rep AS x",
        (
            _id("r"),
            *_texts("name", "role", "email"),
            _ref("manager_id", "r"),
            Column("active", "iif(x.active, 'yes', 'no')", "active", "switch"),
            _day("created_at", "created_on"),
        ),
        letter="r",
    ),
    Sheet("fields", "field", "field AS x", (_id(""), *_texts("key", "choices"), _day("created_at", "created_on"))),
    CUSTOMERS,
    CONTACTS,
    Sheet(
        "points",
        "point",
        "point AS x",
        (_id(""), _CUSTOMER_ID, _ref("contact_id", "c"), *_texts("kind", "value", "label")),
    ),
    Sheet("tags", "tag", "tag AS x", (_id(""), _CUSTOMER_ID, *_texts("tag"))),
    Sheet(
        "field_values",
        "field_value",
        "field_value AS x",
        (_id(""), _CUSTOMER_ID, _ref("field_id"), *_texts("value")),
    ),
    Sheet(
        "owners",
        "ownership",
        "ownership AS x",
        (_id("w"), _CUSTOMER_ID, _REP_ID, _day("since", "since"), *_texts("given_by", "why")),
        letter="w",
    ),
    Sheet(
        "archivings",
        "archiving",
        "archiving AS x",
        (
            _id(""),
            _CUSTOMER_ID,
            _day("since", "since"),
            Column("archived", "iif(x.archived, 'yes', 'no')", "archived", "switch"),
            *_texts("why"),
        ),
    ),
    Sheet(
        "cards",
        "card",
        "card AS x",
        (
            _id(""),
            _CUSTOMER_ID,
            _ref("contact_id", "c"),
            *_texts("sha256", "kind", "source"),
            Column("line", "x.line", "line", "number"),
            _day("added_at", "added_on"),
            Column("file", f"'{CARDS}/' || x.id || iif(x.kind = 'vcard', '.vcf', '.bin')", "content", "file"),
        ),
    ),
    ACTIVITIES,
    Sheet(
        "next_steps",
        "next_step",
        "next_step AS x",
        (
            _id("n"),
            _CUSTOMER_ID,
            _REP_ID,
            _day("due_at", "due_on"),
            *_texts("text"),
            _day("planned_at", "planned_on"),
            _day("closed_at", "closed_on"),
            *_texts("outcome"),
        ),
        letter="n",
    ),
    ORDERS,
    Sheet(
        "instalments",
        "instalment",
        "instalment AS x JOIN sales_order AS o ON o.id = x.order_id",
        (
            _id("i"),
            _ref("order_id", "o"),
            _CUSTOMER_ID,
            Column("number", "x.number", "number", "number"),
            _day("due_at", "due_on"),
            Column("amount", amount("x.amount", "o.currency"), "amount", "amount"),
            Column("currency", "o.currency"),
        ),
        letter="i",
    ),
    PAYMENTS,
    Sheet(
        "allocations",
        "allocation",
        "allocation AS x JOIN payment AS p ON p.id = x.payment_id",
        (
            _id(""),
            _ref("payment_id", "p"),
            _ref("instalment_id", "i"),
            _ref("order_id", "o"),
            _CUSTOMER_ID,
            Column("amount", amount("x.amount", "p.currency"), "amount", "amount"),
            Column("currency", "p.currency"),
            _day("applied_at", "applied_on"),
        ),
    ),
    Sheet(
        "transitions",
        "transition",
        "transition AS x",
        (
            _id("t"),
            _CUSTOMER_ID,
            *_texts("from_stage", "to_stage"),
            _day("effective_at", "effective_on"),
            *_texts("recorded_at", "rule", "reason", "evidence"),
            _ref("order_id", "o"),
            *_texts("asked_by", "approved_by", "owner", "account", "host"),
            _ref("voids", "t"),
        ),
        letter="t",
    ),
)
