"""The database's shape: what is a fact, and the migrations that lead to it; `PRAGMA user_version` counts those applied."""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x43524D31  # "CRM1"

# What a line of a quote or an order says; quantities are thousandths, prices are of one unit, at that time.
_LINE = (
    *("customer_id", "number", "product_id", "text", "qty", "unit", "price", "amount"),
    *("list_price", "floor_price", "cost"),
)

# The facts: rows that people wrote. Triggers journal every change to them, and undo puts them back.
# Column lists are without `id`; order matters for inserting: a table comes after those it refers to.
FACTS: dict[str, tuple[str, ...]] = {
    "rep": ("name", "key", "role", "email", "manager_id", "active", "created_on"),
    "stage": ("key", "place", "beside", "days", "needs", "label_en", "label_zh", "label_es", "former", "created_on"),
    "dwell": ("stage", "industry", "days"),
    "product": ("code", "name", "unit", "grp", "note", "created_on", "archived_on", "origin"),
    "product_price": ("product_id", "since", "currency", "list_price", "floor_price", "cost"),
    "season": ("name", "first_day", "last_day", "pauses", "strategy", "since", "ended_on"),
    "policy": (
        *("stage", "season", "grp", "rep_bp", "manager_bp", "director_bp", "term_days", "strategy"),
        *("since", "ended_on"),
    ),
    "rate": ("source", "target", "rate", "since"),
    "target": ("rep_id", "period", "amount", "currency"),
    "holiday": ("day", "name", "country"),
    "customer": (
        *("name", "address", "region", "industry", "category", "size"),
        *("needs", "grade", "source", "note", "created_on", "origin", "merged_into", "merged_on"),
    ),
    "contact": (
        *("customer_id", "name", "title", "department", "note", "birthday"),
        *("created_on", "archived_on", "origin"),
    ),
    "point": ("customer_id", "contact_id", "kind", "value", "label"),
    "tag": ("customer_id", "tag"),
    "field": ("key", "choices", "created_on"),
    "field_value": ("customer_id", "field_id", "value"),
    "ownership": ("customer_id", "rep_id", "since", "given_by", "why"),
    "archiving": ("customer_id", "since", "archived", "why"),
    "relation": ("customer_id", "other_id", "kind", "since", "note"),
    "opt_out": ("customer_id", "channel", "since"),
    "not_same": ("customer_id", "other_id", "since", "why"),
    "card": (
        *("customer_id", "contact_id", "sha256", "kind", "source", "line", "content", "added_on"),
        *("text", "reading", "event", "rep_id", "state", "likely_id", "why"),
    ),
    "activity": (
        *("customer_id", "contact_id", "rep_id", "kind", "at", "text"),
        *("minutes", "cost", "currency", "origin"),
    ),
    "next_step": ("customer_id", "rep_id", "due_on", "text", "planned_on", "closed_on", "outcome"),
    "quote": (
        *("customer_id", "rep_id", "code", "quoted_on", "until_on", "currency", "amount", "list_amount"),
        *("discount_bp", "stage", "season", "policy_id", "needs", "terms", "note"),
        *("accepted_on", "closed_on", "close_reason"),
    ),
    "quote_line": ("quote_id", *_LINE),
    "sales_order": (
        *("customer_id", "code", "ordered_on", "amount", "currency", "sample"),
        *("rep_id", "note", "cancelled_on", "cancel_reason", "origin"),
        *("draft", "completed_on", "terms", "quote_id"),
    ),
    "order_line": ("order_id", *_LINE),
    "instalment": ("order_id", "customer_id", "number", "due_on", "amount", "milestone", "plus_days"),
    "milestone": (
        *("order_id", "customer_id", "kind", "planned_on", "reached_on", "person", "evidence", "sha256"),
        *("serial", "noted_on"),
    ),
    "order_return": ("order_id", "customer_id", "line_id", "qty", "amount", "returned_on", "reason"),
    "invoice": (
        *("order_id", "customer_id", "number", "kind", "of_id", "return_id", "amount", "issued_on", "due_on"),
        *("note", "origin"),
    ),
    "payment": ("customer_id", "amount", "currency", "paid_on", "note", "origin"),
    "allocation": ("payment_id", "instalment_id", "order_id", "customer_id", "amount", "applied_on"),
    "reduction": ("order_id", "instalment_id", "customer_id", "amount", "reduced_on", "return_id", "invoice_id"),
    "refund": ("customer_id", "order_id", "amount", "currency", "refunded_on", "note"),
    "refund_part": ("refund_id", "payment_id", "customer_id", "amount", "refunded_on"),
    "expense": (
        *("customer_id", "order_id", "rep_id", "region", "kind", "payer", "amount", "currency"),
        *("spent_on", "text", "receipt", "sha256", "origin"),
    ),
    "reminder": ("customer_id", "rep_id", "text", "anchor_on", "every", "ended_on", "created_on"),
    "handled": ("item", "customer_id", "rep_id", "outcome", "until_on", "handled_on", "why"),
    "moved": ("customer_id", "from_id", "tbl", "col", "row_id", "was", "moved_on"),
}

# What a row of every ledger ends with: how it was written, and which row it takes back.
WRITTEN = ("clock", "recorded_at", "account", "host", "step_id", "voids")

# The ledgers: only ever appended to, chained in this order within a step, and not journalled.
LEDGERS: dict[str, tuple[str, ...]] = {
    "transition": (
        *("customer_id", "from_stage", "to_stage", "effective_on", "rule", "reason", "evidence", "order_id"),
        *("asked_by", "approved_by", "owner", "label", "sha256", "activity_id", "loss", "competitor", "approval_id"),
        *WRITTEN,
    ),
    "approval": (
        *("customer_id", "kind", "transition_id", "proposal", "reason", "evidence", "sha256"),
        *("asked_by", "asked_on", "decider", "owner", *WRITTEN),
    ),
    "verdict": ("customer_id", "approval_id", "outcome", "given_by", "given_on", "how", "reason", *WRITTEN),
    "decision": (
        *("customer_id", "kind", "stay", "number", "decided_on", "until_on", "text", "decided_by", "approval_id"),
        *WRITTEN,
    ),
    "alert": (
        *("customer_id", "stay", "level", "stage", "days", "expected", "raised_on", "owner", "told"),
        *WRITTEN,
    ),
}

# The letter of the ids of each ledger's rows.
LETTERS = {"transition": "t", "approval": "q", "verdict": "v", "decision": "d", "alert": "l"}

# The numbers of a ledger's rows that may be NULL: nothing is named there.
OPTIONAL = frozenset({"order_id", "activity_id", "approval_id", "transition_id", "voids"})

# What people wrote freely in the ledgers: it enters the chain only as a keyed digest, so that it can be erased.
FREE_TEXTS: dict[str, tuple[str, ...]] = {
    "transition": ("reason", "evidence", "competitor"),
    "approval": ("reason", "evidence", "proposal"),
    "verdict": ("reason",),
    "decision": ("text",),
    "alert": (),
}


def _first(connection: sqlite3.Connection) -> None:
    from crmcli.store import shape_1

    shape_1.build(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _second(connection: sqlite3.Connection) -> None:
    from crmcli.store import shape_2

    shape_2.build(connection)


def _third(connection: sqlite3.Connection) -> None:
    from crmcli.store import chain, shape_3

    shape_3.build(connection)
    chain.extend(connection)


def _fourth(connection: sqlite3.Connection) -> None:
    from crmcli.store import shape_4
    from crmcli.store.caches import refresh

    shape_4.build(connection)
    # With the last shape, whose columns the caches are computed from.
    refresh(connection, [row[0] for row in connection.execute("SELECT id FROM customer")])


MIGRATIONS: list[Callable[[sqlite3.Connection], None]] = [_first, _second, _third, _fourth]
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to this program's shape, inside the caller's transaction."""
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done >= VERSION:
        return
    for migration in MIGRATIONS[done:]:
        migration(connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")
