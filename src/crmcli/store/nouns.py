"""What leaves the file noun by noun: their columns, and the SQL that makes each cell a text.

`:until` is the first day that is too late to count. Amounts are plain decimals, made exactly of minor units.
"""

from typing import NamedTuple

from crmcli.rules.money import EXPONENTS

EVER = "9999-99-99"  # the `:until` before which everything counts


class Column(NamedTuple):
    """One column: what it is called, the SQL of its cell, and the column of the table that it is read back into."""

    name: str
    sql: str
    into: str = ""  # "" is what follows from other columns
    kind: str = "text"  # text, number (or empty), switch, day (or empty), amount, signed (an amount), or file, or an id: "#" and its letter


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


def id_of(letter: str) -> Column:
    """Return the column of a row's own id."""
    return Column("id", f"'{letter}' || x.id" if letter else "x.id", "id", f"#{letter}")


def ref(name: str, letter: str = "", column: str = "") -> Column:
    """Return the column that names a row of another table."""
    into = column or name
    return Column(name, f"'{letter}' || x.{into}" if letter else f"x.{into}", into, f"#{letter}")


def texts(*names: str) -> tuple[Column, ...]:
    """Return columns that are as they are kept."""
    return tuple(Column(name, f"x.{name}", name) for name in names)


def number(name: str) -> Column:
    """Return the column of a whole number, or of none."""
    return Column(name, f"x.{name}", name, "number")


def day(name: str, column: str) -> Column:
    """Return the column of a day."""
    return Column(name, f"x.{column}", column, "day")


def _ended(name: str, column: str) -> Column:
    """Return the column of a day that may not have come yet."""
    return Column(name, f"CASE WHEN x.{column} < :until THEN x.{column} ELSE '' END", column, "day")


def _reach(kind: str, whose: str) -> Column:
    points = f"SELECT p.value FROM point AS p WHERE {whose} AND p.kind = '{kind}' ORDER BY p.contact_id IS NULL, p.id"
    return Column(kind, f"(SELECT coalesce(group_concat(value, '; '), '') FROM ({points}))")


CUSTOMER_ID = ref("customer_id")
_CUSTOMER = Column("customer", "c.name")
_ORIGIN = Column("origin", "x.origin", "origin", "number")
_REP = Column("rep", "coalesce(r.name, '')")
REP_ID = ref("rep_id", "r")
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
        id_of(""),
        *texts("name"),
        Column("contact", "coalesce(k.name, '')"),
        Column("title", "coalesce(k.title, '')"),
        *(_reach(kind, _THEIRS) for kind in ("email", "phone", "wechat", "website")),
        *texts("address", "region", "industry", "category", "size", "grade", "needs", "source"),
        Column("owner", "coalesce(r.name, '')"),
        Column("stage", "coalesce(s.stage, '')"),
        Column(
            "tags",
            "(SELECT coalesce(group_concat(tag, '; '), '')"
            " FROM (SELECT t.tag FROM tag AS t WHERE t.customer_id = x.id ORDER BY t.tag))",
        ),
        *texts("note"),
        day("created_at", "created_on"),
    ),
    (_ORIGIN, ref("merged_into"), day("merged_at", "merged_on")),
    "x.created_on < :until AND (x.merged_on = '' OR x.merged_on >= :until)",
    customer="x.id",
)

CONTACTS = Sheet(
    "contacts",
    "contact",
    f"contact AS x {_WITH_CUSTOMER}",
    (
        id_of("c"),
        CUSTOMER_ID,
        _CUSTOMER,
        *texts("name", "title", "department"),
        *(_reach(kind, "p.contact_id = x.id") for kind in ("email", "phone", "wechat")),
        *texts("birthday", "note"),
        day("created_at", "created_on"),
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
        id_of("a"),
        Column("at", "x.at", "at"),
        CUSTOMER_ID,
        _CUSTOMER,
        *texts("kind", "text"),
        _REP,
        Column("contact", "coalesce(k.name, '')"),
        Column("minutes", "x.minutes", "minutes", "number"),
        Column("cost", amount("x.cost", "x.currency"), "cost", "amount"),
        *texts("currency"),
    ),
    (REP_ID, ref("contact_id", "c"), _ORIGIN),
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
        id_of("o"),
        *texts("code"),
        CUSTOMER_ID,
        _CUSTOMER,
        day("at", "ordered_on"),
        Column("amount", amount("x.amount", "x.currency"), "amount", "amount"),
        *texts("currency"),
        Column("sample", "iif(x.sample, 'yes', 'no')", "sample", "switch"),
        _REP,
        Column("instalments", _PLAN),
        *texts("note"),
        _ended("cancelled_at", "cancelled_on"),
        Column("cancel_reason", "iif(x.cancelled_on < :until, x.cancel_reason, '')", "cancel_reason"),
    ),
    (
        REP_ID,
        _ORIGIN,
        Column("draft", "iif(x.draft, 'yes', 'no')", "draft", "switch"),
        day("completed_at", "completed_on"),
        *texts("terms"),
        ref("quote_id", "k"),
    ),
    "x.ordered_on < :until",
    "o",
)

PAYMENTS = Sheet(
    "payments",
    "payment",
    f"payment AS x {_WITH_CUSTOMER}",
    (
        id_of("p"),
        CUSTOMER_ID,
        _CUSTOMER,
        Column(
            "order",
            "coalesce((SELECT iif(min(a.order_id) = max(a.order_id) AND sum(a.amount) = x.amount, 'o' || a.order_id, '')"
            " FROM allocation AS a WHERE a.payment_id = x.id AND a.applied_on < :until), '')",
        ),
        day("at", "paid_on"),
        Column("amount", amount("x.amount", "x.currency"), "amount", "amount"),
        *texts("currency", "note"),
    ),
    (_ORIGIN,),
    "x.paid_on < :until",
    "p",
)

_QUANTITY = "rtrim(rtrim(printf('%s%d.%03d', iif(x.qty < 0, '-', ''), abs(x.qty) / 1000, abs(x.qty) % 1000), '0'), '.')"

# These three are for other programs, and for `crm import`; a whole export has the tables they are made of.
LINES = Sheet(
    "lines",
    "order_line",
    "order_line AS x JOIN sales_order AS o ON o.id = x.order_id JOIN customer AS c ON c.id = x.customer_id"
    " LEFT JOIN product AS p ON p.id = x.product_id LEFT JOIN rep AS r ON r.id = o.rep_id",
    (
        Column("order", "iif(o.code <> '', o.code, 'o' || o.id)"),
        CUSTOMER_ID,
        _CUSTOMER,
        Column("at", "o.ordered_on"),
        Column("product", "coalesce(p.code, '')"),
        *texts("text"),
        Column("qty", _QUANTITY),
        *texts("unit"),
        Column("price", amount("x.price", "o.currency")),
        Column("amount", amount("x.amount", "o.currency")),
        Column("currency", "o.currency"),
        _REP,
    ),
    (),
    "o.ordered_on < :until AND o.draft = 0",
)

PRODUCTS = Sheet(
    "products",
    "product",
    "product AS x LEFT JOIN product_price AS p ON p.product_id = x.id AND p.since < :until",
    (
        *texts("code", "name", "unit"),
        Column("group", "x.grp"),
        *(Column(name, amount(f"p.{name}", "p.currency")) for name in ("list_price", "floor_price", "cost")),
        Column("currency", "coalesce(p.currency, '')"),
        Column("since", "coalesce(p.since, '')"),
        *texts("note"),
    ),
    (),
    "x.created_on < :until",
    customer="NULL",
)

EXPENSES = Sheet(
    "expenses",
    "expense",
    f"expense AS x LEFT JOIN customer AS c ON c.id = x.customer_id {_WITH_REP}"
    " LEFT JOIN sales_order AS o ON o.id = x.order_id",
    (
        id_of("e"),
        Column("at", "x.spent_on"),
        Column("amount", amount("x.amount", "x.currency")),
        *texts("currency", "kind", "payer"),
        _REP,
        CUSTOMER_ID,
        Column("customer", "coalesce(c.name, '')"),
        Column("order", "coalesce(iif(o.code <> '', o.code, 'o' || o.id), '')"),
        *texts("region", "text", "receipt"),
    ),
    (),
    "x.spent_on < :until",
)

# What `crm export KIND` knows.
NOUNS = {sheet.name: sheet for sheet in (CUSTOMERS, CONTACTS, ACTIVITIES, ORDERS, PAYMENTS, LINES, PRODUCTS, EXPENSES)}
