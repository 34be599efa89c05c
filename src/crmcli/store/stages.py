"""The stages as the firm has them, and who stands in one."""

import sqlite3

from crmcli import language
from crmcli.rules.lifecycle import USUAL, Defined, Lifecycle

_COLUMNS = "key, place, beside, days, needs, label_en, label_zh, label_es, former"


def lifecycle(sql: sqlite3.Connection) -> Lifecycle:
    """Return the stages that there are."""
    return Lifecycle(own(sql).values())


def told(sql: sqlite3.Connection) -> None:
    """Have the stages of the firm read as it calls them in the person's language."""
    language.say_for({one.key: one.label(language.code()) for one in own(sql).values()})


def own(sql: sqlite3.Connection) -> dict[int, Defined]:
    """Return the stages that differ from the usual ones, by their rows."""
    return {row: _defined(*values) for row, *values in sql.execute(f"SELECT id, {_COLUMNS} FROM stage")}


def _defined(
    key: str, place: int, beside: int, days: int | None, needs: str, en: str, zh: str, es: str, former: str
) -> Defined:
    usual = USUAL[key].labels if key in USUAL else ("", "", "")
    labels = (en or usual[0], zh or usual[1], es or usual[2])
    asked = tuple(needs.split(",")) if needs else ()
    return Defined(key, place, bool(beside), days, asked, labels, tuple(former.split()))


def standing_in(sql: sqlite3.Connection, keys: tuple[str, ...]) -> set[int]:
    """Return who stands in any of these stages now."""
    marks = ", ".join("?" * len(keys))
    return {row[0] for row in sql.execute(f"SELECT customer_id FROM standing WHERE stage IN ({marks})", keys)}


def of_their_own(sql: sqlite3.Connection) -> set[int]:
    """Return who stands in a stage that is none of the usual ones."""
    marks = ", ".join("?" * len(USUAL))
    return {row[0] for row in sql.execute(f"SELECT customer_id FROM standing WHERE stage NOT IN ({marks})", (*USUAL,))}


def unknown(sql: sqlite3.Connection) -> str:
    """Return the first stage that customers are, or were, in and that is not there, "" if all are."""
    life = lifecycle(sql)
    stages = sql.execute("SELECT DISTINCT to_stage FROM effective_transition ORDER BY to_stage").fetchall()
    return next((stage for (stage,) in stages if life.stage(stage) is None), "")


def rename_dwell(sql: sqlite3.Connection, old: str, new: str) -> None:
    """Let the expected days by industry go with a stage that got another key."""
    sql.execute("UPDATE dwell SET stage = ? WHERE stage = ?", (new, old))
