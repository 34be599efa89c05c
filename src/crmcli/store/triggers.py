"""What migrations are made of: the triggers that journal a table, and scripts that can be rolled back."""

import sqlite3

EVENTS = ("INSERT", "UPDATE", "DELETE")
# The bytes of a card never change, and JSON cannot hold them: the journal notes the other columns.
NOT_JOURNALLED = frozenset({"content"})


def journal(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    """Make the journal note every change to a table of facts, in place of what noted them before."""
    for event in EVENTS:
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_journal_{event.lower()}")
        connection.execute(_trigger(table, columns, event))


def _trigger(table: str, columns: tuple[str, ...], event: str) -> str:
    row = "NEW" if event == "INSERT" else "OLD"
    customer = "NULL"
    if table == "customer":
        customer = f"{row}.id"
    elif "customer_id" in columns:
        customer = f"{row}.customer_id"
    kept = [column for column in columns if column not in NOT_JOURNALLED]
    pairs = ", ".join(f"'{column}', OLD.{column}" for column in kept)
    old = "NULL" if event == "INSERT" else f"json_object({pairs})"
    # An update that moves a row to another customer concerns both.
    moved = (
        f" INSERT INTO journal (step_id, customer_id, tbl, row_id, op, old)"
        f" SELECT step_id, NEW.customer_id, '{table}', NEW.id, 'moved', NULL FROM current_step"
        f" WHERE NEW.customer_id <> OLD.customer_id;"
        if event == "UPDATE" and "customer_id" in columns
        else ""
    )
    return (
        f"CREATE TRIGGER {table}_journal_{event.lower()} AFTER {event} ON {table}"
        f" WHEN (SELECT undoing FROM current_step) = 0"
        f" BEGIN INSERT INTO journal (step_id, customer_id, tbl, row_id, op, old)"
        f" SELECT step_id, {customer}, '{table}', {row}.id, '{event.lower()}', {old} FROM current_step;{moved} END"
    )


def drop_inserts(connection: sqlite3.Connection) -> list[str]:
    """Drop what fires at new rows of facts and transitions, inside the caller's transaction; returns what creates it again.

    Until then new rows are not noted, and nothing but the caller's care keeps a transition from being replaced.
    """
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        " AND (name LIKE '%\\_journal\\_insert' ESCAPE '\\' OR name = 'transition_no_replace')"
    ).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def statements(script: str) -> list[str]:
    """Return the statements of a script; run one by one they stay in the caller's transaction."""
    # Not `executescript`: it commits the transaction that a migration must be able to roll back.
    found, part = [], ""
    for line in script.strip().splitlines():
        part += line + "\n"
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found
