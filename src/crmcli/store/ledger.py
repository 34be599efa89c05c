"""What taking back a step does to the ledgers: rows are voided by new ones, never changed."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.model.words import Move
from crmcli.store import many
from crmcli.store.schema import LEDGERS, WRITTEN


class Writing(NamedTuple):
    """How the rows that void others are written: their WRITTEN columns but for `voids`, and who asked."""

    clock: str
    recorded_at: str
    account: str
    host: str
    step_id: int
    asked_by: str


def void(sql: sqlite3.Connection, step_id: int, writing: Writing, reason: str) -> None:
    """Append a row that voids each effective row of a step, in every ledger; and again those it voided itself."""
    written = writing[:-1]
    last = _last_transition(sql)
    for ledger, columns in LEDGERS.items():
        own = [name for name in columns if name not in WRITTEN]
        kept, given = ", ".join(own), ", ".join("?" * len(written))
        names = f"{kept}, {', '.join(WRITTEN)}"
        backwards, values = kept, list[object]()
        if ledger == "transition":
            backwards, values = _backwards(own, reason, writing.asked_by)
        sql.execute(
            f"INSERT INTO {ledger} ({names}) SELECT {backwards}, {given}, id FROM effective_{ledger}"
            " WHERE step_id = ? ORDER BY id DESC",
            (*values, *written, step_id),
        )
        # A row of a ledger is never revived: it is written again, for the step that wrote it first.
        sql.execute(
            f"INSERT INTO {ledger} ({names}) SELECT {kept}, ?, ?, ?, ?, step_id, NULL FROM {ledger}"
            f" WHERE id IN (SELECT voids FROM {ledger} WHERE step_id = ? AND voids IS NOT NULL) AND step_id <> ?"
            " ORDER BY id",
            (*written[:-1], step_id, step_id),
        )
    _follow_stays(sql, step_id, last, written)


def _last_transition(sql: sqlite3.Connection) -> int:
    return int(sql.execute("SELECT coalesce(max(id), 0) FROM transition").fetchone()[0])


def _follow_stays(sql: sqlite3.Connection, step_id: int, last: int, written: tuple[object, ...]) -> None:
    """Let what was decided and told in a stay name the transition that began it, where that was written again."""
    before = "SELECT voids FROM transition WHERE step_id = ? AND voids IS NOT NULL ORDER BY voids"
    again = "SELECT id FROM transition WHERE id > ? AND voids IS NULL ORDER BY id"
    stays = list(zip(sql.execute(before, (step_id,)).fetchall(), sql.execute(again, (last,)).fetchall(), strict=False))
    if not stays:
        return
    sql.execute("CREATE TEMP TABLE again (stay INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    sql.executemany("INSERT INTO temp.again VALUES (?, ?)", ((old, new) for (old,), (new,) in stays))
    for ledger in ("decision", "alert"):
        names = ", ".join(LEDGERS[ledger])
        kept = [name for name in LEDGERS[ledger] if name not in WRITTEN]
        first = sql.execute(f"SELECT coalesce(max(id), 0) FROM {ledger}").fetchone()[0]
        sql.execute(
            f"INSERT INTO {ledger} ({names}) SELECT {', '.join(kept)}, ?, ?, ?, ?, ?, id FROM effective_{ledger}"
            " WHERE stay IN (SELECT stay FROM temp.again) ORDER BY id",
            written,
        )
        copied = ", ".join("g.new" if name == "stay" else f"d.{name}" for name in kept)
        sql.execute(
            f"INSERT INTO {ledger} ({names}) SELECT {copied}, ?, ?, ?, ?, d.step_id, NULL FROM {ledger} AS v"
            f" CROSS JOIN {ledger} AS d ON d.id = v.voids CROSS JOIN temp.again AS g ON g.stay = d.stay"
            " WHERE v.id > ? ORDER BY d.id",
            (*written[:-1], first),
        )
    sql.execute("DROP TABLE temp.again")


def _backwards(own: list[str], reason: str, asked_by: str) -> tuple[str, list[object]]:
    """Return what stands in a transition that takes another back, column by column, and the values given there."""
    given = {"rule": Move.UNDONE.value, "reason": reason, "asked_by": asked_by}
    turned = {"from_stage": "to_stage", "to_stage": "from_stage"}
    blank = {"evidence", "approved_by", "label", "sha256", "loss", "competitor"}
    selected = ["?" if name in given else "''" if name in blank else turned.get(name, name) for name in own]
    return ", ".join(selected), [given[name] for name in own if name in given]


def touched(sql: sqlite3.Connection, step_id: int) -> bool:
    """Say whether a step wrote to any ledger."""
    return any(
        sql.execute(f"SELECT EXISTS (SELECT 1 FROM {ledger} WHERE step_id = ?)", (step_id,)).fetchone()[0]
        for ledger in LEDGERS
    )


def append(sql: sqlite3.Connection, ledger: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Append rows to a ledger, their values in the order of the schema."""
    many.insert(sql, f"INSERT INTO {ledger} ({', '.join(LEDGERS[ledger])})", rows)
