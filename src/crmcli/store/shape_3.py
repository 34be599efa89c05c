"""The third shape: stages as data, chained ledgers of approvals and decisions, relations, merges, cards that wait."""

import sqlite3

from crmcli.store.triggers import journal, statements

_FACTS: dict[str, tuple[str, ...]] = {
    "customer": (
        *("name", "address", "region", "industry", "category", "size"),
        *("needs", "grade", "source", "note", "created_on", "origin", "merged_into", "merged_on"),
    ),
    "card": (
        *("customer_id", "contact_id", "sha256", "kind", "source", "line", "content", "added_on"),
        *("text", "reading", "event", "rep_id", "state", "likely_id", "why"),
    ),
    "stage": ("key", "place", "beside", "days", "needs", "label_en", "label_zh", "label_es", "former", "created_on"),
    "dwell": ("stage", "industry", "days"),
    "relation": ("customer_id", "other_id", "kind", "since", "note"),
    "opt_out": ("customer_id", "channel", "since"),
    "not_same": ("customer_id", "other_id", "since", "why"),
    "moved": ("customer_id", "from_id", "tbl", "col", "row_id", "was", "moved_on"),
}

_TABLES = """
ALTER TABLE customer ADD COLUMN merged_into INTEGER REFERENCES customer(id);
ALTER TABLE customer ADD COLUMN merged_on TEXT NOT NULL DEFAULT '';
CREATE INDEX customer_merged ON customer(merged_into) WHERE merged_into IS NOT NULL;
DROP TRIGGER card_journal_insert;
DROP TRIGGER card_journal_update;
DROP TRIGGER card_journal_delete;
DROP INDEX card_customer;
DROP INDEX card_contact;
DROP INDEX card_sha256;
ALTER TABLE card RENAME TO former_card;
CREATE TABLE card (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER REFERENCES customer(id),
  contact_id INTEGER REFERENCES contact(id), sha256 TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
  line INTEGER NOT NULL, content BLOB NOT NULL, added_on TEXT NOT NULL, text TEXT NOT NULL, reading TEXT NOT NULL,
  event TEXT NOT NULL, rep_id INTEGER REFERENCES rep(id), state TEXT NOT NULL,
  likely_id INTEGER REFERENCES customer(id), why TEXT NOT NULL
) STRICT;
INSERT INTO card SELECT id, customer_id, contact_id, sha256, kind, source, line, content, added_on,
  '', '', '', NULL, '', NULL, '' FROM former_card;
DELETE FROM sqlite_sequence WHERE name = 'card' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'former_card');
INSERT INTO sqlite_sequence (name, seq) SELECT 'card', seq FROM sqlite_sequence WHERE name = 'former_card';
DROP TABLE former_card;
CREATE INDEX card_customer ON card(customer_id);
CREATE INDEX card_contact ON card(contact_id);
CREATE INDEX card_sha256 ON card(sha256);
CREATE INDEX card_rep ON card(rep_id);
CREATE INDEX card_likely ON card(likely_id);
CREATE INDEX card_state ON card(state) WHERE state <> '';
CREATE TABLE stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, place INTEGER NOT NULL, beside INTEGER NOT NULL,
  days INTEGER, needs TEXT NOT NULL, label_en TEXT NOT NULL, label_zh TEXT NOT NULL, label_es TEXT NOT NULL,
  former TEXT NOT NULL, created_on TEXT NOT NULL
) STRICT;
INSERT INTO stage (key, place, beside, days, needs, label_en, label_zh, label_es, former, created_on)
  SELECT u.column1, u.column2, 0, CAST(s.value AS INTEGER), u.column3, '', '', '', '', date('now')
  FROM (VALUES ('lead', 1000, ''), ('prospect', 2000, 'needs,countersign'), ('buyer', 3000, 'order'),
    ('repeat', 4000, 'order')) AS u JOIN setting AS s ON s.key = 'days_' || u.column1;
DELETE FROM setting WHERE key IN ('days_lead', 'days_prospect', 'days_buyer', 'days_repeat');
CREATE TABLE dwell (
  id INTEGER PRIMARY KEY AUTOINCREMENT, stage TEXT NOT NULL, industry TEXT NOT NULL, days INTEGER NOT NULL,
  UNIQUE (stage, industry)
) STRICT;
CREATE TABLE relation (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  other_id INTEGER NOT NULL REFERENCES customer(id), kind TEXT NOT NULL, since TEXT NOT NULL, note TEXT NOT NULL,
  UNIQUE (customer_id, other_id, kind)
) STRICT;
CREATE INDEX relation_other ON relation(other_id);
CREATE TABLE opt_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id), channel TEXT NOT NULL,
  since TEXT NOT NULL, UNIQUE (customer_id, channel)
) STRICT;
CREATE TABLE not_same (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  other_id INTEGER NOT NULL REFERENCES customer(id), since TEXT NOT NULL, why TEXT NOT NULL,
  UNIQUE (customer_id, other_id)
) STRICT;
CREATE INDEX not_same_other ON not_same(other_id);
CREATE TABLE moved (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL REFERENCES customer(id),
  from_id INTEGER NOT NULL REFERENCES customer(id), tbl TEXT NOT NULL, col TEXT NOT NULL,
  row_id INTEGER NOT NULL, was TEXT NOT NULL, moved_on TEXT NOT NULL
) STRICT;
CREATE INDEX moved_customer ON moved(customer_id);
CREATE INDEX moved_from ON moved(from_id);
CREATE INDEX moved_row ON moved(tbl, row_id);

ALTER TABLE transition ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE transition ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE transition ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE transition ADD COLUMN activity_id INTEGER;
ALTER TABLE transition ADD COLUMN loss TEXT NOT NULL DEFAULT '';
ALTER TABLE transition ADD COLUMN competitor TEXT NOT NULL DEFAULT '';
ALTER TABLE transition ADD COLUMN approval_id INTEGER;
DROP TRIGGER transition_no_update;
UPDATE transition SET clock = 'behind' WHERE id IN (SELECT id FROM (
  SELECT id, recorded_at < lag(recorded_at) OVER (ORDER BY id) AS back FROM transition) WHERE back);
CREATE TRIGGER transition_no_update BEFORE UPDATE ON transition
BEGIN SELECT RAISE(ABORT, 'the ledger of transitions is append-only'); END;
CREATE INDEX transition_approval ON transition(approval_id) WHERE approval_id IS NOT NULL;
DROP VIEW effective_transition;
CREATE VIEW effective_transition AS
SELECT * FROM transition AS t WHERE t.voids IS NULL
  AND NOT EXISTS (SELECT 1 FROM transition AS v WHERE v.voids = t.id);
CREATE TABLE approval (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, kind TEXT NOT NULL, transition_id INTEGER,
  proposal TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL, sha256 TEXT NOT NULL, asked_by TEXT NOT NULL,
  asked_on TEXT NOT NULL, decider TEXT NOT NULL, owner TEXT NOT NULL,
  clock TEXT NOT NULL, recorded_at TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL, step_id INTEGER NOT NULL,
  voids INTEGER
) STRICT;
CREATE INDEX approval_transition ON approval(transition_id) WHERE transition_id IS NOT NULL;
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, approval_id INTEGER NOT NULL,
  outcome TEXT NOT NULL, given_by TEXT NOT NULL, given_on TEXT NOT NULL, how TEXT NOT NULL, reason TEXT NOT NULL,
  clock TEXT NOT NULL, recorded_at TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL, step_id INTEGER NOT NULL,
  voids INTEGER
) STRICT;
CREATE INDEX verdict_approval ON verdict(approval_id);
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, kind TEXT NOT NULL, stay INTEGER NOT NULL,
  number INTEGER NOT NULL, decided_on TEXT NOT NULL, until_on TEXT NOT NULL, text TEXT NOT NULL,
  decided_by TEXT NOT NULL, approval_id INTEGER,
  clock TEXT NOT NULL, recorded_at TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL, step_id INTEGER NOT NULL,
  voids INTEGER
) STRICT;
CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, stay INTEGER NOT NULL, level INTEGER NOT NULL,
  stage TEXT NOT NULL, days INTEGER NOT NULL, expected INTEGER NOT NULL, raised_on TEXT NOT NULL, owner TEXT NOT NULL,
  told TEXT NOT NULL,
  clock TEXT NOT NULL, recorded_at TEXT NOT NULL, account TEXT NOT NULL, host TEXT NOT NULL, step_id INTEGER NOT NULL,
  voids INTEGER
) STRICT;
CREATE TABLE salt (customer_id INTEGER PRIMARY KEY, salt TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE TABLE link (
  seq INTEGER PRIMARY KEY, ledger TEXT NOT NULL, row_id INTEGER NOT NULL, mac TEXT NOT NULL, hash TEXT NOT NULL,
  UNIQUE (ledger, row_id)
) STRICT;
CREATE TRIGGER link_no_update BEFORE UPDATE ON link
BEGIN SELECT RAISE(ABORT, 'the chain of the ledgers is append-only'); END;
CREATE TRIGGER link_no_delete BEFORE DELETE ON link
BEGIN SELECT RAISE(ABORT, 'the chain of the ledgers is append-only'); END;
CREATE TRIGGER link_no_replace BEFORE INSERT ON link
WHEN EXISTS (SELECT 1 FROM link WHERE seq = NEW.seq OR (ledger = NEW.ledger AND row_id = NEW.row_id))
BEGIN SELECT RAISE(ABORT, 'the chain of the ledgers is append-only'); END;
ALTER TABLE step ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE standing ADD COLUMN decided_until TEXT NOT NULL DEFAULT '';
ALTER TABLE standing ADD COLUMN stay INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN alerted INTEGER NOT NULL DEFAULT 0;
CREATE INDEX standing_alerted ON standing(archived, stage, alerted, last_movement);
CREATE INDEX alert_raised ON alert(raised_on);
"""

_NEW_LEDGERS = ("approval", "verdict", "decision", "alert")


def _append_only(ledger: str) -> str:
    """Return the SQL that lets nobody but an appender touch a ledger, and shows what of it counts."""
    refusal = f"BEGIN SELECT RAISE(ABORT, 'the ledger {ledger} is append-only'); END;\n"
    return (
        f"CREATE INDEX {ledger}_customer ON {ledger}(customer_id);\n"
        f"CREATE INDEX {ledger}_step ON {ledger}(step_id);\n"
        f"CREATE UNIQUE INDEX {ledger}_voids ON {ledger}(voids) WHERE voids IS NOT NULL;\n"
        f"CREATE TRIGGER {ledger}_no_update BEFORE UPDATE ON {ledger}\n{refusal}"
        f"CREATE TRIGGER {ledger}_no_delete BEFORE DELETE ON {ledger}\n{refusal}"
        f"CREATE TRIGGER {ledger}_no_replace BEFORE INSERT ON {ledger}\n"
        f"WHEN (NEW.id > 0 AND EXISTS (SELECT 1 FROM {ledger} WHERE id = NEW.id))\n"
        f"  OR (NEW.voids IS NOT NULL AND EXISTS (SELECT 1 FROM {ledger} WHERE voids = NEW.voids))\n{refusal}"
        f"CREATE VIEW effective_{ledger} AS\n"
        f"SELECT * FROM {ledger} AS t WHERE t.voids IS NULL\n"
        f"  AND NOT EXISTS (SELECT 1 FROM {ledger} AS v WHERE v.voids = t.id);\n"
    )


def build(connection: sqlite3.Connection) -> None:
    """Bring a database of the second shape to the third; nothing is chained yet."""
    for statement in statements(_TABLES):
        connection.execute(statement)
    for ledger in _NEW_LEDGERS:
        for statement in statements(_append_only(ledger)):
            connection.execute(statement)
    for table, columns in _FACTS.items():
        journal(connection, table, columns)
