"""The second shape: rows know their import, fields of one's own, names searched apart, an index for every walk."""

import sqlite3

from crmcli.store.triggers import journal, statements

_FACTS: dict[str, tuple[str, ...]] = {
    "customer": (
        *("name", "address", "region", "industry", "category", "size"),
        *("needs", "grade", "source", "note", "created_on", "origin"),
    ),
    "contact": (
        *("customer_id", "name", "title", "department", "note", "birthday"),
        *("created_on", "archived_on", "origin"),
    ),
    "field": ("key", "choices", "created_on"),
    "field_value": ("customer_id", "field_id", "value"),
    "activity": (
        *("customer_id", "contact_id", "rep_id", "kind", "at", "text"),
        *("minutes", "cost", "currency", "origin"),
    ),
    "sales_order": (
        *("customer_id", "code", "ordered_on", "amount", "currency", "sample"),
        *("rep_id", "note", "cancelled_on", "cancel_reason", "origin"),
    ),
    "payment": ("customer_id", "amount", "currency", "paid_on", "note", "origin"),
}

_TABLES = """
ALTER TABLE customer ADD COLUMN origin INTEGER;
CREATE INDEX customer_origin ON customer(origin) WHERE origin IS NOT NULL;
ALTER TABLE contact ADD COLUMN origin INTEGER;
CREATE INDEX contact_origin ON contact(origin) WHERE origin IS NOT NULL;
ALTER TABLE activity ADD COLUMN origin INTEGER;
CREATE INDEX activity_origin ON activity(origin) WHERE origin IS NOT NULL;
ALTER TABLE sales_order ADD COLUMN origin INTEGER;
CREATE INDEX sales_order_origin ON sales_order(origin) WHERE origin IS NOT NULL;
ALTER TABLE payment ADD COLUMN origin INTEGER;
CREATE INDEX payment_origin ON payment(origin) WHERE origin IS NOT NULL;
CREATE TABLE field (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, choices TEXT NOT NULL, created_on TEXT NOT NULL
) STRICT;
CREATE TABLE field_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  field_id INTEGER NOT NULL REFERENCES field(id), value TEXT NOT NULL, UNIQUE (customer_id, field_id)
) STRICT;
CREATE INDEX field_value_field ON field_value(field_id, value);
DROP TRIGGER transition_no_replace;
CREATE TRIGGER transition_no_replace BEFORE INSERT ON transition
WHEN (NEW.id > 0 AND EXISTS (SELECT 1 FROM transition WHERE id = NEW.id))
  OR (NEW.voids IS NOT NULL AND EXISTS (SELECT 1 FROM transition WHERE voids = NEW.voids))
BEGIN SELECT RAISE(ABORT, 'the ledger of transitions is append-only'); END;
CREATE INDEX customer_source ON customer(source COLLATE NOCASE) WHERE source <> '';
CREATE INDEX customer_grade ON customer(grade COLLATE NOCASE) WHERE grade <> '';
CREATE INDEX sales_order_day ON sales_order(ordered_on);
DROP INDEX standing_owner;
CREATE INDEX standing_archived ON standing(customer_id) WHERE archived = 1;
CREATE INDEX standing_created ON standing(archived, created_on);
CREATE INDEX standing_listed ON standing(archived, stage);
CREATE INDEX standing_owner ON standing(owner_id, archived, customer_id, stage);
CREATE INDEX standing_owner_movement ON standing(owner_id, archived, last_movement, customer_id, stage);
CREATE INDEX standing_stage_movement ON standing(archived, stage, last_movement);
ALTER TABLE balance ADD COLUMN owner_id INTEGER;
CREATE INDEX balance_owner ON balance(owner_id, currency, due_on, outstanding);
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(names, body, tokenize = "unicode61 remove_diacritics 2");
"""


def build(connection: sqlite3.Connection) -> None:
    """Bring a database of the first shape to the second; the search index is left empty."""
    for statement in statements(_TABLES):
        connection.execute(statement)
    for table, columns in _FACTS.items():
        journal(connection, table, columns)
