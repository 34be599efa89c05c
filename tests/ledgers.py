"""Attacks on a database as somebody makes them who knows the program, with nothing but SQL."""

import hashlib
import hmac
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from conftest import NOW, Crm

TEXTS = {
    "transition": ("reason", "evidence", "competitor"),
    "approval": ("reason", "evidence", "proposal"),
    "verdict": ("reason",),
    "decision": ("text",),
    "alert": (),
}


def forced(path: Path, *statements: str) -> None:
    """Carry out statements that the triggers refuse, and leave the triggers as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as sql:
        triggers = sql.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _text in triggers:
            sql.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            sql.execute(statement)
        for _name, text in triggers:
            sql.execute(text)


def _canonical(*parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def link_of(sql: sqlite3.Connection, previous: str, ledger: str, row_id: int) -> tuple[str, str]:
    """Return digest and hash of a link as docs/audit.md says them."""
    names = [row[1] for row in sql.execute(f"PRAGMA table_info({ledger})")]
    values = dict(zip(names, sql.execute(f"SELECT * FROM {ledger} WHERE id = ?", (row_id,)).fetchone(), strict=True))
    row = {name: value for name, value in values.items() if name != "id" and value not in ("", None)}
    texts = {name: row.pop(name) for name in TEXTS[ledger] if name in row}
    mac = ""
    if texts:
        (salt,) = sql.execute("SELECT salt FROM salt WHERE customer_id = ?", (row["customer_id"],)).fetchone()
        content = _canonical(ledger, row_id, texts).encode()
        mac = hmac.new(bytes.fromhex(salt), content, hashlib.sha256).hexdigest()
    sealed = f"{previous}\n{_canonical(ledger, row_id, row)}\n{mac}"
    return mac, hashlib.sha256(sealed.encode()).hexdigest()


def rehashed(path: Path) -> None:
    """Write the whole chain anew over the rows as they are now, in its order; new rows of a ledger at the end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as sql:
        triggers = sql.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'link_no_%'").fetchall()
        for name, _text in triggers:
            sql.execute(f"DROP TRIGGER {name}")
        order = sql.execute("SELECT ledger, row_id FROM link ORDER BY seq").fetchall()
        order = [one for one in order if sql.execute(f"SELECT 1 FROM {one[0]} WHERE id = ?", (one[1],)).fetchone()]
        for ledger in TEXTS:
            order += [(ledger, row) for (row,) in sql.execute(f"SELECT id FROM {ledger}") if (ledger, row) not in order]
        sql.execute("DELETE FROM link")
        previous = "0" * 64
        for number, (ledger, row) in enumerate(order, 1):
            mac, previous = link_of(sql, previous, ledger, row)
            sql.execute("INSERT INTO link VALUES (?, ?, ?, ?, ?)", (number, ledger, row, mac, previous))
        for _name, text in triggers:
            sql.execute(text)


def put_in(row_id: str, to: str, text: str = "reason") -> str:
    """Return the statement that puts in a move of customer 1 after their last one, as the program writes it."""
    names = (
        "customer_id, from_stage, to_stage, effective_on, recorded_at, rule, reason, evidence, asked_by, approved_by"
    )
    kept = "owner, account, host, step_id, clock"
    return (
        f"INSERT INTO transition (id, {names}, label, {kept}) SELECT {row_id}, customer_id, 'prospect', '{to}',"
        f" '2026-03-16', '2026-03-16T09:00:00Z', 'manual', {text}, '', asked_by, '', '{to}', {kept}"
        " FROM transition WHERE id = 3"
    )


def one_of(path: Path, select: str) -> Any:
    """Return the first value that a SELECT finds."""
    with closing(sqlite3.connect(path)) as sql:
        return sql.execute(select).fetchone()[0]


def approved(crm: Crm, customer: int, asked_by: str, given_by: str, how: str = "given") -> None:
    """Let a move of a customer be approved, by a step of its own."""
    from datetime import date

    from crmcli.model import Approval, Verdict
    from crmcli.store.write import Request, step

    request = Request(crm.db, "crm approve", given_by, date.fromisoformat(NOW[:10]), "2026-03-16T09:00:00Z")
    with step(request) as work:
        written = {"recorded_at": request.stamp, "step_id": work.step_id, "clock": work.clock}
        asked = {"customer_id": customer, "kind": "gate", "reason": "won back", "asked_by": asked_by}
        number = work.add(Approval(**asked, asked_on=work.today, **written))
        said = {"customer_id": customer, "approval_id": number, "outcome": "approved", "given_by": given_by}
        work.add(Verdict(**said, given_on=work.today, how=how, reason="seen the mail", **written))
        work.what = "approved"
