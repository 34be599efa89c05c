"""The sheets of a whole export that are about money, from prices to refunds, and about reminders of one's own."""

from crmcli.store.nouns import CUSTOMER_ID, REP_ID, Column, Sheet, amount, day, id_of, number, ref, texts


def _money(name: str, currency: str, kind: str = "amount") -> Column:
    """Return the column of an amount in the currency that an SQL expression names."""
    return Column(name, amount(f"x.{name}", currency), name, kind)


def _line_of(parent: str, letter: str, table: str) -> Sheet:
    """Return the sheet of the lines of quotes or orders."""
    return Sheet(
        f"{parent}_lines",
        f"{parent}_line",
        f"{parent}_line AS x JOIN {table} AS o ON o.id = x.{parent}_id",
        (
            id_of(""),
            ref(f"{parent}_id", letter),
            CUSTOMER_ID,
            number("number"),
            ref("product_id", "g"),
            *texts("text"),
            number("qty"),
            *texts("unit"),
            _money("price", "o.currency"),
            _money("amount", "o.currency", "signed"),  # a discount is a line below zero
            *(_money(name, "o.currency") for name in ("list_price", "floor_price", "cost")),
            Column("currency", "o.currency"),
        ),
    )


# What may be promised, at which prices, and what is to be sold.
PROMISED = (
    Sheet(
        "products",
        "product",
        "product AS x",
        (
            id_of("g"),
            *texts("code", "name", "unit", "grp", "note"),
            day("created_at", "created_on"),
            day("archived_at", "archived_on"),
            number("origin"),
        ),
        letter="g",
    ),
    Sheet(
        "prices",
        "product_price",
        "product_price AS x",
        (
            id_of(""),
            ref("product_id", "g"),
            day("since", "since"),
            *texts("currency"),
            *(_money(name, "x.currency") for name in ("list_price", "floor_price", "cost")),
        ),
    ),
    Sheet(
        "seasons",
        "season",
        "season AS x",
        (
            id_of(""),
            *texts("name", "first_day", "last_day", "pauses", "strategy"),
            day("since", "since"),
            day("ended_at", "ended_on"),
        ),
    ),
    Sheet(
        "policies",
        "policy",
        "policy AS x",
        (
            id_of("w"),
            *texts("stage", "season", "grp"),
            *map(number, ("rep_bp", "manager_bp", "director_bp", "term_days")),
            *texts("strategy"),
            day("since", "since"),
            day("ended_at", "ended_on"),
        ),
        letter="w",
    ),
    Sheet("rates", "rate", "rate AS x", (id_of(""), *texts("source", "target", "rate"), day("since", "since"))),
    Sheet(
        "targets",
        "target",
        "target AS x",
        (id_of(""), REP_ID, *texts("period"), _money("amount", "x.currency"), *texts("currency")),
    ),
    Sheet("holidays", "holiday", "holiday AS x", (id_of(""), day("day", "day"), *texts("name", "country"))),
)

OFFERED = (
    Sheet(
        "quotes",
        "quote",
        "quote AS x",
        (
            id_of("k"),
            CUSTOMER_ID,
            REP_ID,
            *texts("code"),
            day("quoted_at", "quoted_on"),
            day("until_at", "until_on"),
            *texts("currency"),
            _money("amount", "x.currency"),
            _money("list_amount", "x.currency"),
            number("discount_bp"),
            *texts("stage", "season"),
            ref("policy_id", "w"),
            *texts("needs", "terms", "note"),
            day("accepted_at", "accepted_on"),
            day("closed_at", "closed_on"),
            *texts("close_reason"),
        ),
        letter="k",
    ),
    _line_of("quote", "k", "quote"),
)

# After the orders.
SOLD = (
    _line_of("order", "o", "sales_order"),
    Sheet(
        "instalments",
        "instalment",
        "instalment AS x JOIN sales_order AS o ON o.id = x.order_id",
        (
            id_of("i"),
            ref("order_id", "o"),
            CUSTOMER_ID,
            number("number"),
            day("due_at", "due_on"),
            _money("amount", "o.currency"),
            Column("currency", "o.currency"),
            *texts("milestone"),
            number("plus_days"),
        ),
        letter="i",
    ),
    Sheet(
        "milestones",
        "milestone",
        "milestone AS x",
        (
            id_of(""),
            ref("order_id", "o"),
            CUSTOMER_ID,
            *texts("kind"),
            day("planned_at", "planned_on"),
            day("reached_at", "reached_on"),
            *texts("person", "evidence", "sha256", "serial"),
            day("noted_at", "noted_on"),
        ),
    ),
    Sheet(
        "returns",
        "order_return",
        "order_return AS x JOIN sales_order AS o ON o.id = x.order_id",
        (
            id_of("x"),
            ref("order_id", "o"),
            CUSTOMER_ID,
            ref("line_id"),
            number("qty"),
            _money("amount", "o.currency"),
            Column("currency", "o.currency"),
            day("returned_at", "returned_on"),
            *texts("reason"),
        ),
        letter="x",
    ),
    Sheet(
        "invoices",
        "invoice",
        "invoice AS x JOIN sales_order AS o ON o.id = x.order_id",
        (
            id_of("f"),
            ref("order_id", "o"),
            CUSTOMER_ID,
            *texts("number", "kind"),
            ref("of_id", "f"),
            ref("return_id", "x"),
            _money("amount", "o.currency"),
            Column("currency", "o.currency"),
            day("issued_at", "issued_on"),
            day("due_at", "due_on"),
            *texts("note"),
            number("origin"),
        ),
        letter="f",
    ),
)

# After the payments.
RECEIVED = (
    Sheet(
        "allocations",
        "allocation",
        "allocation AS x JOIN payment AS p ON p.id = x.payment_id",
        (
            id_of(""),
            ref("payment_id", "p"),
            ref("instalment_id", "i"),
            ref("order_id", "o"),
            CUSTOMER_ID,
            _money("amount", "p.currency", "signed"),  # what was given back is below zero
            Column("currency", "p.currency"),
            day("applied_at", "applied_on"),
        ),
    ),
    Sheet(
        "reductions",
        "reduction",
        "reduction AS x JOIN sales_order AS o ON o.id = x.order_id",
        (
            id_of(""),
            ref("order_id", "o"),
            ref("instalment_id", "i"),
            CUSTOMER_ID,
            _money("amount", "o.currency"),
            Column("currency", "o.currency"),
            day("reduced_at", "reduced_on"),
            ref("return_id", "x"),
            ref("invoice_id", "f"),
        ),
    ),
    Sheet(
        "refunds",
        "refund",
        "refund AS x",
        (
            id_of("y"),
            CUSTOMER_ID,
            ref("order_id", "o"),
            _money("amount", "x.currency"),
            *texts("currency"),
            day("refunded_at", "refunded_on"),
            *texts("note"),
        ),
        letter="y",
    ),
    Sheet(
        "refund_parts",
        "refund_part",
        "refund_part AS x JOIN refund AS f ON f.id = x.refund_id",
        (
            id_of(""),
            ref("refund_id", "y"),
            ref("payment_id", "p"),
            CUSTOMER_ID,
            _money("amount", "f.currency"),
            Column("currency", "f.currency"),
            day("refunded_at", "refunded_on"),
        ),
    ),
    Sheet(
        "expenses",
        "expense",
        "expense AS x",
        (
            id_of("e"),
            CUSTOMER_ID,
            ref("order_id", "o"),
            REP_ID,
            *texts("region", "kind", "payer"),
            _money("amount", "x.currency"),
            *texts("currency"),
            day("spent_at", "spent_on"),
            *texts("text", "receipt", "sha256"),
            number("origin"),
        ),
        letter="e",
    ),
)

DELIVERIES = Sheet(
    "deliveries",
    "delivery",
    "delivery AS x",
    (
        id_of(""),
        *texts("item", "channel", "recipient", "state", "number"),
        number("attempts"),
        number("wait"),
        *texts("claimed_at", "changed_at", "detail"),
    ),
    customer="NULL",
)

OWN_REMINDERS = (
    Sheet(
        "reminders",
        "reminder",
        "reminder AS x",
        (
            id_of("m"),
            CUSTOMER_ID,
            REP_ID,
            *texts("text"),
            day("anchor_at", "anchor_on"),
            *texts("every"),
            day("ended_at", "ended_on"),
            day("created_at", "created_on"),
        ),
        letter="m",
    ),
    Sheet(
        "handled",
        "handled",
        "handled AS x",
        (
            id_of(""),
            *texts("item"),
            CUSTOMER_ID,
            REP_ID,
            *texts("outcome"),
            day("until_at", "until_on"),
            day("handled_at", "handled_on"),
            *texts("why"),
        ),
    ),
)
