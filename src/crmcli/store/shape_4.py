"""The fourth shape: products and prices, policies, quotes, lines, milestones, invoices, returns, expenses, reminders."""

import sqlite3

from crmcli.store.shape_4_views import VIEWS
from crmcli.store.triggers import journal, statements

_LINE = ("customer_id", "number", "product_id", "text", "qty", "unit", "price", "amount")
_PRICES = ("list_price", "floor_price", "cost")

_FACTS: dict[str, tuple[str, ...]] = {
    "product": ("code", "name", "unit", "grp", "note", "created_on", "archived_on", "origin"),
    "product_price": ("product_id", "since", "currency", "list_price", "floor_price", "cost"),
    "season": ("name", "first_day", "last_day", "pauses", "strategy", "since", "ended_on"),
    "policy": (
        *("stage", "season", "grp", "rep_bp", "manager_bp", "director_bp", "term_days", "strategy"),
        *("since", "ended_on"),
    ),
    "rate": ("source", "target", "rate", "since"),
    "target": ("rep_id", "period", "amount", "currency"),
    "quote": (
        *("customer_id", "rep_id", "code", "quoted_on", "until_on", "currency", "amount", "list_amount"),
        *("discount_bp", "stage", "season", "policy_id", "needs", "terms", "note"),
        *("accepted_on", "closed_on", "close_reason"),
    ),
    "quote_line": ("quote_id", *_LINE, *_PRICES),
    "sales_order": (
        *("customer_id", "code", "ordered_on", "amount", "currency", "sample"),
        *("rep_id", "note", "cancelled_on", "cancel_reason", "origin"),
        *("draft", "completed_on", "terms", "quote_id"),
    ),
    "order_line": ("order_id", *_LINE, *_PRICES),
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
    "reduction": ("order_id", "instalment_id", "customer_id", "amount", "reduced_on", "return_id", "invoice_id"),
    "refund": ("customer_id", "order_id", "amount", "currency", "refunded_on", "note"),
    "refund_part": ("refund_id", "payment_id", "customer_id", "amount", "refunded_on"),
    "expense": (
        *("customer_id", "order_id", "rep_id", "region", "kind", "payer", "amount", "currency"),
        *("spent_on", "text", "receipt", "sha256", "origin"),
    ),
    "reminder": ("customer_id", "rep_id", "text", "anchor_on", "every", "ended_on", "created_on"),
    "handled": ("item", "customer_id", "rep_id", "outcome", "until_on", "handled_on", "why"),
    "holiday": ("day", "name", "country"),
}

_TABLES = """
CREATE TABLE product (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, unit TEXT NOT NULL,
  grp TEXT NOT NULL, note TEXT NOT NULL, created_on TEXT NOT NULL, archived_on TEXT NOT NULL, origin INTEGER
) STRICT;
CREATE INDEX product_origin ON product(origin) WHERE origin IS NOT NULL;
CREATE TABLE product_price (
  id INTEGER PRIMARY KEY AUTOINCREMENT, product_id INTEGER NOT NULL REFERENCES product(id), since TEXT NOT NULL,
  currency TEXT NOT NULL, list_price INTEGER, floor_price INTEGER, cost INTEGER,
  UNIQUE (product_id, currency, since)
) STRICT;
CREATE TABLE season (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
  pauses TEXT NOT NULL, strategy TEXT NOT NULL, since TEXT NOT NULL, ended_on TEXT NOT NULL
) STRICT;
CREATE TABLE policy (
  id INTEGER PRIMARY KEY AUTOINCREMENT, stage TEXT NOT NULL, season TEXT NOT NULL, grp TEXT NOT NULL,
  rep_bp INTEGER NOT NULL, manager_bp INTEGER NOT NULL, director_bp INTEGER NOT NULL, term_days INTEGER,
  strategy TEXT NOT NULL, since TEXT NOT NULL, ended_on TEXT NOT NULL
) STRICT;
CREATE TABLE rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, target TEXT NOT NULL, rate TEXT NOT NULL,
  since TEXT NOT NULL, UNIQUE (source, target, since)
) STRICT;
CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT, rep_id INTEGER NOT NULL REFERENCES rep(id), period TEXT NOT NULL,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, UNIQUE (rep_id, period, currency)
) STRICT;
CREATE TABLE quote (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  rep_id INTEGER REFERENCES rep(id), code TEXT NOT NULL, quoted_on TEXT NOT NULL, until_on TEXT NOT NULL,
  currency TEXT NOT NULL, amount INTEGER NOT NULL, list_amount INTEGER NOT NULL, discount_bp INTEGER NOT NULL,
  stage TEXT NOT NULL, season TEXT NOT NULL, policy_id INTEGER REFERENCES policy(id), needs TEXT NOT NULL,
  terms TEXT NOT NULL, note TEXT NOT NULL, accepted_on TEXT NOT NULL, closed_on TEXT NOT NULL,
  close_reason TEXT NOT NULL
) STRICT;
CREATE INDEX quote_customer ON quote(customer_id, quoted_on);
CREATE INDEX quote_rep ON quote(rep_id);
CREATE INDEX quote_policy ON quote(policy_id);
CREATE INDEX quote_open ON quote(until_on) WHERE accepted_on = '' AND closed_on = '';
CREATE TABLE quote_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT, quote_id INTEGER NOT NULL REFERENCES quote(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), number INTEGER NOT NULL,
  product_id INTEGER REFERENCES product(id), text TEXT NOT NULL, qty INTEGER NOT NULL, unit TEXT NOT NULL,
  price INTEGER NOT NULL, amount INTEGER NOT NULL, list_price INTEGER, floor_price INTEGER, cost INTEGER
) STRICT;
CREATE INDEX quote_line_quote ON quote_line(quote_id, number);
CREATE INDEX quote_line_customer ON quote_line(customer_id);
CREATE INDEX quote_line_product ON quote_line(product_id);
ALTER TABLE sales_order ADD COLUMN draft INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales_order ADD COLUMN completed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE sales_order ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE sales_order ADD COLUMN quote_id INTEGER REFERENCES quote(id);
CREATE INDEX sales_order_quote ON sales_order(quote_id) WHERE quote_id IS NOT NULL;
CREATE TABLE order_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), number INTEGER NOT NULL,
  product_id INTEGER REFERENCES product(id), text TEXT NOT NULL, qty INTEGER NOT NULL, unit TEXT NOT NULL,
  price INTEGER NOT NULL, amount INTEGER NOT NULL, list_price INTEGER, floor_price INTEGER, cost INTEGER
) STRICT;
CREATE INDEX order_line_order ON order_line(order_id, number);
CREATE INDEX order_line_customer ON order_line(customer_id);
CREATE INDEX order_line_product ON order_line(product_id);
ALTER TABLE instalment ADD COLUMN milestone TEXT NOT NULL DEFAULT '';
ALTER TABLE instalment ADD COLUMN plus_days INTEGER NOT NULL DEFAULT 0;
CREATE TABLE milestone (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), kind TEXT NOT NULL, planned_on TEXT NOT NULL,
  reached_on TEXT NOT NULL, person TEXT NOT NULL, evidence TEXT NOT NULL, sha256 TEXT NOT NULL,
  serial TEXT NOT NULL, noted_on TEXT NOT NULL, UNIQUE (order_id, kind)
) STRICT;
CREATE INDEX milestone_customer ON milestone(customer_id);
CREATE INDEX milestone_open ON milestone(planned_on) WHERE reached_on = '' AND planned_on <> '';
CREATE TABLE order_return (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), line_id INTEGER REFERENCES order_line(id), qty INTEGER,
  amount INTEGER NOT NULL, returned_on TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX order_return_order ON order_return(order_id);
CREATE INDEX order_return_customer ON order_return(customer_id);
CREATE INDEX order_return_line ON order_return(line_id);
CREATE TABLE invoice (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), number TEXT NOT NULL, kind TEXT NOT NULL,
  of_id INTEGER REFERENCES invoice(id), return_id INTEGER REFERENCES order_return(id), amount INTEGER NOT NULL,
  issued_on TEXT NOT NULL, due_on TEXT NOT NULL, note TEXT NOT NULL, origin INTEGER
) STRICT;
CREATE INDEX invoice_order ON invoice(order_id);
CREATE INDEX invoice_customer ON invoice(customer_id);
CREATE UNIQUE INDEX invoice_number ON invoice(number);
CREATE INDEX invoice_of ON invoice(of_id);
CREATE INDEX invoice_return ON invoice(return_id);
CREATE INDEX invoice_day ON invoice(issued_on);
CREATE INDEX invoice_origin ON invoice(origin) WHERE origin IS NOT NULL;
CREATE TABLE reduction (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  instalment_id INTEGER NOT NULL REFERENCES instalment(id), customer_id INTEGER NOT NULL REFERENCES customer(id),
  amount INTEGER NOT NULL, reduced_on TEXT NOT NULL, return_id INTEGER REFERENCES order_return(id),
  invoice_id INTEGER REFERENCES invoice(id)
) STRICT;
CREATE INDEX reduction_order ON reduction(order_id);
CREATE INDEX reduction_instalment ON reduction(instalment_id);
CREATE INDEX reduction_customer ON reduction(customer_id);
CREATE INDEX reduction_return ON reduction(return_id);
CREATE INDEX reduction_invoice ON reduction(invoice_id);
CREATE TABLE refund (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  order_id INTEGER REFERENCES sales_order(id), amount INTEGER NOT NULL, currency TEXT NOT NULL,
  refunded_on TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX refund_customer ON refund(customer_id);
CREATE INDEX refund_order ON refund(order_id);
CREATE TABLE refund_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT, refund_id INTEGER NOT NULL REFERENCES refund(id),
  payment_id INTEGER NOT NULL REFERENCES payment(id), customer_id INTEGER NOT NULL REFERENCES customer(id),
  amount INTEGER NOT NULL, refunded_on TEXT NOT NULL
) STRICT;
CREATE INDEX refund_part_refund ON refund_part(refund_id);
CREATE INDEX refund_part_payment ON refund_part(payment_id);
CREATE INDEX refund_part_customer ON refund_part(customer_id);
CREATE TABLE expense (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER REFERENCES customer(id),
  order_id INTEGER REFERENCES sales_order(id), rep_id INTEGER REFERENCES rep(id), region TEXT NOT NULL,
  kind TEXT NOT NULL, payer TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, spent_on TEXT NOT NULL,
  text TEXT NOT NULL, receipt TEXT NOT NULL, sha256 TEXT NOT NULL, origin INTEGER
) STRICT;
CREATE INDEX expense_customer ON expense(customer_id);
CREATE INDEX expense_order ON expense(order_id);
CREATE INDEX expense_rep ON expense(rep_id);
CREATE INDEX expense_day ON expense(spent_on);
CREATE INDEX expense_sha256 ON expense(sha256) WHERE sha256 <> '';
CREATE INDEX expense_origin ON expense(origin) WHERE origin IS NOT NULL;
CREATE INDEX payment_day ON payment(paid_on);
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER REFERENCES customer(id),
  rep_id INTEGER REFERENCES rep(id), text TEXT NOT NULL, anchor_on TEXT NOT NULL, every TEXT NOT NULL,
  ended_on TEXT NOT NULL, created_on TEXT NOT NULL
) STRICT;
CREATE INDEX reminder_customer ON reminder(customer_id);
CREATE INDEX reminder_rep ON reminder(rep_id);
CREATE TABLE handled (
  id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, customer_id INTEGER REFERENCES customer(id),
  rep_id INTEGER REFERENCES rep(id), outcome TEXT NOT NULL, until_on TEXT NOT NULL, handled_on TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX handled_item ON handled(item);
CREATE INDEX handled_customer ON handled(customer_id);
CREATE INDEX handled_rep ON handled(rep_id);
CREATE INDEX standing_next ON standing(archived, next_due, customer_id, stage, owner_id);
CREATE INDEX standing_contact ON standing(archived, last_contact_on, customer_id);
CREATE INDEX activity_complaint ON activity(at) WHERE kind = 'complaint';
CREATE INDEX balance_due ON balance(due_on, owner_id);
CREATE INDEX contact_birthday ON contact(substr(birthday, -5)) WHERE birthday <> '';
CREATE INDEX milestone_reached ON milestone(kind, reached_on) WHERE reached_on <> '';
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
  state TEXT NOT NULL, number TEXT NOT NULL, attempts INTEGER NOT NULL, wait INTEGER NOT NULL,
  claimed_at TEXT NOT NULL, changed_at TEXT NOT NULL, detail TEXT NOT NULL, UNIQUE (channel, recipient, item)
) STRICT;
CREATE INDEX delivery_open ON delivery(state) WHERE state <> 'sent';
CREATE TRIGGER delivery_no_delete BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, 'the ledger of deliveries is kept'); END;
CREATE TRIGGER delivery_forward BEFORE UPDATE ON delivery
WHEN OLD.state IN ('sent', 'void') OR NEW.item <> OLD.item OR NEW.channel <> OLD.channel
  OR NEW.recipient <> OLD.recipient OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'the ledger of deliveries only goes on'); END;
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
  UNIQUE (day, country, name)
) STRICT;
"""


def build(connection: sqlite3.Connection) -> None:
    """Bring a database of the third shape to the fourth."""
    for statement in statements(_TABLES):
        connection.execute(statement)
    for table, columns in _FACTS.items():
        journal(connection, table, columns)
    for statement in statements(VIEWS):
        connection.execute(statement)
