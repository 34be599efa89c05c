"""The database's first shape, as it was laid down; later shapes change it by migrations of their own."""

import sqlite3

from crmcli.store.triggers import journal, statements

_FACTS: dict[str, tuple[str, ...]] = {
    "rep": ("name", "key", "role", "email", "manager_id", "active", "created_on"),
    "customer": (
        *("name", "address", "region", "industry", "category", "size"),
        *("needs", "grade", "source", "note", "created_on"),
    ),
    "contact": (
        *("customer_id", "name", "title", "department", "note", "birthday"),
        *("created_on", "archived_on"),
    ),
    "point": ("customer_id", "contact_id", "kind", "value", "label"),
    "tag": ("customer_id", "tag"),
    "ownership": ("customer_id", "rep_id", "since", "given_by", "why"),
    "archiving": ("customer_id", "since", "archived", "why"),
    "card": ("customer_id", "contact_id", "sha256", "kind", "source", "line", "content", "added_on"),
    "activity": (
        *("customer_id", "contact_id", "rep_id", "kind", "at", "text"),
        *("minutes", "cost", "currency"),
    ),
    "next_step": ("customer_id", "rep_id", "due_on", "text", "planned_on", "closed_on", "outcome"),
    "sales_order": (
        *("customer_id", "code", "ordered_on", "amount", "currency", "sample"),
        *("rep_id", "note", "cancelled_on", "cancel_reason"),
    ),
    "instalment": ("order_id", "customer_id", "number", "due_on", "amount"),
    "payment": ("customer_id", "amount", "currency", "paid_on", "note"),
    "allocation": ("payment_id", "instalment_id", "order_id", "customer_id", "amount", "applied_on"),
}

_TABLES = """
CREATE TABLE rep (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
  email TEXT NOT NULL, manager_id INTEGER REFERENCES rep(id), active INTEGER NOT NULL, created_on TEXT NOT NULL
) STRICT;
CREATE INDEX rep_manager ON rep(manager_id);
CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, address TEXT NOT NULL, region TEXT NOT NULL,
  industry TEXT NOT NULL, category TEXT NOT NULL, size TEXT NOT NULL, needs TEXT NOT NULL, grade TEXT NOT NULL,
  source TEXT NOT NULL, note TEXT NOT NULL, created_on TEXT NOT NULL
) STRICT;
CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id), name TEXT NOT NULL,
  title TEXT NOT NULL, department TEXT NOT NULL, note TEXT NOT NULL, birthday TEXT NOT NULL,
  created_on TEXT NOT NULL, archived_on TEXT NOT NULL
) STRICT;
CREATE INDEX contact_customer ON contact(customer_id);
CREATE TABLE point (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  contact_id INTEGER REFERENCES contact(id), kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL
) STRICT;
CREATE INDEX point_customer ON point(customer_id);
CREATE INDEX point_contact ON point(contact_id);
CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id), tag TEXT NOT NULL,
  UNIQUE (customer_id, tag)
) STRICT;
CREATE INDEX tag_tag ON tag(tag);
CREATE TABLE ownership (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  rep_id INTEGER REFERENCES rep(id), since TEXT NOT NULL, given_by TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX ownership_customer ON ownership(customer_id, since);
CREATE INDEX ownership_rep ON ownership(rep_id);
CREATE TABLE archiving (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id), since TEXT NOT NULL,
  archived INTEGER NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX archiving_customer ON archiving(customer_id, since);
CREATE TABLE card (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  contact_id INTEGER REFERENCES contact(id), sha256 TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
  line INTEGER NOT NULL, content BLOB NOT NULL, added_on TEXT NOT NULL
) STRICT;
CREATE INDEX card_customer ON card(customer_id);
CREATE INDEX card_contact ON card(contact_id);
CREATE INDEX card_sha256 ON card(sha256);
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  contact_id INTEGER REFERENCES contact(id), rep_id INTEGER REFERENCES rep(id), kind TEXT NOT NULL,
  at TEXT NOT NULL, text TEXT NOT NULL, minutes INTEGER, cost INTEGER, currency TEXT NOT NULL
) STRICT;
CREATE INDEX activity_customer ON activity(customer_id, at);
CREATE INDEX activity_at ON activity(at);
CREATE INDEX activity_contact ON activity(contact_id);
CREATE INDEX activity_rep ON activity(rep_id);
CREATE TABLE next_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  rep_id INTEGER REFERENCES rep(id), due_on TEXT NOT NULL, text TEXT NOT NULL, planned_on TEXT NOT NULL,
  closed_on TEXT NOT NULL, outcome TEXT NOT NULL
) STRICT;
CREATE INDEX next_step_customer ON next_step(customer_id, planned_on);
CREATE INDEX next_step_rep ON next_step(rep_id);
CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id), code TEXT NOT NULL,
  ordered_on TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, sample INTEGER NOT NULL,
  rep_id INTEGER REFERENCES rep(id), note TEXT NOT NULL, cancelled_on TEXT NOT NULL, cancel_reason TEXT NOT NULL
) STRICT;
CREATE INDEX sales_order_customer ON sales_order(customer_id, ordered_on);
CREATE INDEX sales_order_rep ON sales_order(rep_id);
CREATE UNIQUE INDEX sales_order_code ON sales_order(code) WHERE code <> '';
CREATE TABLE instalment (
  id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), number INTEGER NOT NULL, due_on TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX instalment_order ON instalment(order_id, number);
CREATE INDEX instalment_customer ON instalment(customer_id);
CREATE TABLE payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  amount INTEGER NOT NULL, currency TEXT NOT NULL, paid_on TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX payment_customer ON payment(customer_id, paid_on);
CREATE TABLE allocation (
  id INTEGER PRIMARY KEY AUTOINCREMENT, payment_id INTEGER NOT NULL REFERENCES payment(id),
  instalment_id INTEGER NOT NULL REFERENCES instalment(id), order_id INTEGER NOT NULL REFERENCES sales_order(id),
  customer_id INTEGER NOT NULL REFERENCES customer(id), amount INTEGER NOT NULL, applied_on TEXT NOT NULL
) STRICT;
CREATE INDEX allocation_payment ON allocation(payment_id);
CREATE INDEX allocation_instalment ON allocation(instalment_id);
CREATE INDEX allocation_order ON allocation(order_id);
CREATE INDEX allocation_customer ON allocation(customer_id);

CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, command TEXT NOT NULL, what TEXT NOT NULL,
  actor TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL, undoes INTEGER
) STRICT;
CREATE INDEX step_undoes ON step(undoes) WHERE undoes IS NOT NULL;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, step_id INTEGER, customer_id INTEGER, tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
  op TEXT NOT NULL, old TEXT
) STRICT;
CREATE INDEX journal_step ON journal(step_id);
CREATE INDEX journal_customer ON journal(customer_id);
CREATE TABLE current_step (step_id INTEGER, undoing INTEGER NOT NULL) STRICT;
INSERT INTO current_step VALUES (NULL, 0);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE transition (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, from_stage TEXT NOT NULL,
  to_stage TEXT NOT NULL, effective_on TEXT NOT NULL, recorded_at TEXT NOT NULL, rule TEXT NOT NULL,
  reason TEXT NOT NULL, evidence TEXT NOT NULL, order_id INTEGER, asked_by TEXT NOT NULL,
  approved_by TEXT NOT NULL, owner TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL,
  step_id INTEGER NOT NULL, voids INTEGER
) STRICT;
CREATE INDEX transition_customer ON transition(customer_id, effective_on, id);
CREATE INDEX transition_step ON transition(step_id);
CREATE UNIQUE INDEX transition_voids ON transition(voids) WHERE voids IS NOT NULL;
CREATE TRIGGER transition_no_update BEFORE UPDATE ON transition
BEGIN SELECT RAISE(ABORT, 'the ledger of transitions is append-only'); END;
CREATE TRIGGER transition_no_delete BEFORE DELETE ON transition
BEGIN SELECT RAISE(ABORT, 'the ledger of transitions is append-only'); END;
CREATE TRIGGER transition_no_replace BEFORE INSERT ON transition
WHEN EXISTS (SELECT 1 FROM transition WHERE id = NEW.id OR voids = NEW.voids)
BEGIN SELECT RAISE(ABORT, 'the ledger of transitions is append-only'); END;
CREATE VIEW effective_transition AS
SELECT * FROM transition AS t WHERE t.voids IS NULL
  AND NOT EXISTS (SELECT 1 FROM transition AS v WHERE v.voids = t.id);

CREATE TABLE standing (
  customer_id INTEGER PRIMARY KEY, stage TEXT NOT NULL, stage_since TEXT NOT NULL, last_movement TEXT NOT NULL,
  last_contact_on TEXT NOT NULL, contacts_in_stage INTEGER NOT NULL, owner_id INTEGER, archived INTEGER NOT NULL,
  created_on TEXT NOT NULL,
  next_due TEXT NOT NULL, next_text TEXT NOT NULL
) STRICT;
CREATE INDEX standing_stage ON standing(archived, stage, stage_since);
CREATE INDEX standing_movement ON standing(archived, last_movement);
CREATE INDEX standing_owner ON standing(owner_id, archived, stage, stage_since);
CREATE TABLE balance (
  instalment_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, customer_id INTEGER NOT NULL,
  currency TEXT NOT NULL, due_on TEXT NOT NULL, outstanding INTEGER NOT NULL
) STRICT;
CREATE INDEX balance_customer ON balance(customer_id, currency, due_on, outstanding);
CREATE TABLE credit (
  customer_id INTEGER NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (customer_id, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE match_key (
  kind TEXT NOT NULL, key TEXT NOT NULL, customer_id INTEGER NOT NULL, contact_id INTEGER NOT NULL,
  PRIMARY KEY (kind, key, customer_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_key_customer ON match_key(customer_id);
CREATE TABLE horizon (day TEXT NOT NULL) STRICT;
INSERT INTO horizon VALUES ('');
CREATE VIRTUAL TABLE search USING fts5(body, tokenize = "unicode61 remove_diacritics 2");
"""


def build(connection: sqlite3.Connection) -> None:
    """Create every table, index, trigger and view of the first shape in an empty database."""
    for statement in statements(_TABLES):
        connection.execute(statement)
    for table, columns in _FACTS.items():
        journal(connection, table, columns)
