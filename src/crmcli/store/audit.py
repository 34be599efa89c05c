"""Auditing the ledgers: the chain, what takes what back, every move and approval, and what numbers were given out."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from crmcli.language import _, many
from crmcli.model.words import Move, Verdict
from crmcli.rules import audit as rules
from crmcli.store import stages, verify
from crmcli.store.finding import CheckRow, Findings, unreadable
from crmcli.store.schema import LEDGERS, LETTERS

_EFFECTIVE = "{t}.voids IS NULL AND NOT EXISTS (SELECT 1 FROM {table} AS w WHERE w.voids = {t}.id)"

# What became of the order that a transition names.
_ORDER = (
    "CASE WHEN t.order_id IS NULL THEN '' WHEN o.id IS NULL THEN 'gone'"
    " WHEN o.customer_id <> t.customer_id AND NOT EXISTS (SELECT 1 FROM moved AS m WHERE m.tbl = 'sales_order'"
    " AND m.row_id = o.id AND m.from_id = t.customer_id) THEN 'other'"
    " WHEN o.sample <> 0 THEN 'sample' ELSE 'own' END"
)
# How many orders a customer ever had, wherever they are kept now: of those at the time nobody knows which counted.
_ORDERS = (
    f"CASE WHEN t.rule = '{Move.MANUAL}' THEN (SELECT count(*) FROM sales_order AS s WHERE s.customer_id = t.customer_id"
    " AND s.sample = 0) + (SELECT count(*) FROM moved AS n WHERE n.tbl = 'sales_order' AND n.from_id = t.customer_id)"
    " ELSE 0 END"
)
_MOVES = (
    "SELECT t.customer_id, t.id, t.from_stage, t.to_stage, t.effective_on, t.recorded_at, t.rule,"
    f" {_ORDER}, {_ORDERS}, t.label, t.id < :first,"
    " t.approval_id, a.id, a.customer_id, a.asked_by, v.outcome, v.given_by, v.how FROM transition AS t"
    " LEFT JOIN sales_order AS o ON o.id = t.order_id"
    f" LEFT JOIN approval AS a ON a.id = t.approval_id AND {_EFFECTIVE.format(t='a', table='approval')}"
    f" LEFT JOIN verdict AS v ON v.approval_id = a.id AND {_EFFECTIVE.format(t='v', table='verdict')}"
    f" WHERE {_EFFECTIVE.format(t='t', table='transition')} ORDER BY t.customer_id, t.effective_on, t.id"
)


def checks(connection: sqlite3.Connection) -> list[CheckRow]:
    """Carry out every check of the ledgers of a database of the present shape; it is only read."""
    return [
        *verify.chained(connection),
        *(
            _carried_out(name, connection, look)
            for name, look in (
                ("numbers", _numbers),
                ("voids", _voids),
                ("moves", _moves),
                ("approvals", _approvals),
            )
        ),
    ]


NAMES = ("links", "texts", "clock", "numbers", "voids", "moves", "approvals")


def _carried_out(
    name: str, connection: sqlite3.Connection, look: Callable[[sqlite3.Connection], Iterator[str]]
) -> CheckRow:
    found = Findings()
    try:
        for sentence in look(connection):
            found.add(sentence)
    except sqlite3.DatabaseError as problem:
        found.add(unreadable(problem))
    except (TypeError, ValueError) as problem:  # what no column of the program's own can hold
        found.add(_("it cannot be read: {problem}").format(problem=problem))
    return found.row(name)


def _numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield where more numbers were given out than there are rows: what was there was taken away."""
    given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for table in (*LEDGERS, "step"):
        last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        if given.get(table, 0) != last:
            said = _("{table}: numbers up to {given} were given out, the last row there is {last}")
            yield said.format(table=table, given=given.get(table, 0), last=last)
    missing = "SELECT id - 1 FROM step AS s WHERE id > 1 AND NOT EXISTS (SELECT 1 FROM step AS p WHERE p.id = s.id - 1)"
    for (number,) in connection.execute(missing):
        yield _("step {id} is gone").format(id=number)
    traces = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM {table} AS x WHERE x.step_id = s.id)" for table in ("journal", *LEDGERS)
    )
    for number, command in connection.execute(
        f"SELECT s.id, s.command FROM step AS s WHERE s.undoes IS NULL AND s.kind = '' {traces}"
    ):
        yield _("step {id} ({command}) left no trace").format(id=number, command=command)


_WRONG_VOIDS = (
    ("t.id IS NULL", _("takes back {voided}, which is not there")),
    ("t.customer_id <> v.customer_id", _("takes back {voided}, which is another customer's")),
    ("t.id >= v.id", _("takes back {voided}, which is not before it")),
    ("t.voids IS NOT NULL", _("takes back {voided}, which takes something back itself")),
)
_NOT_TURNED = (
    "SELECT v.id FROM transition AS v LEFT JOIN transition AS t ON t.id = v.voids WHERE (v.voids IS NOT NULL)"
    f" <> (v.rule IN ({', '.join(repr(rule) for rule in sorted(rules.VOIDING))}))"
    " OR v.from_stage <> t.to_stage OR v.to_stage <> t.from_stage ORDER BY v.id"
)


def _voids(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the rows that take back what they cannot."""
    for ledger, letter in LETTERS.items():
        rows = connection.execute(
            f"SELECT v.id, v.voids, {', '.join(condition for condition, _said in _WRONG_VOIDS)} FROM {ledger} AS v"
            f" LEFT JOIN {ledger} AS t ON t.id = v.voids WHERE v.voids IS NOT NULL ORDER BY v.id"
        )
        for row_id, voided, *wrong in rows:
            for applies, (_condition, said) in zip(wrong, _WRONG_VOIDS, strict=True):
                if applies:
                    yield f"{letter}{row_id} " + said.format(voided=f"{letter}{voided}")
        twice = f"SELECT voids FROM {ledger} WHERE voids IS NOT NULL GROUP BY voids HAVING count(*) > 1"
        for (voided,) in connection.execute(twice):
            yield _("{row} is taken back twice").format(row=f"{letter}{voided}")
    for (row_id,) in connection.execute(_NOT_TURNED):
        yield _("t{id} does not lead back what it takes back").format(id=row_id)


def _moves(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the effective transitions that no rule allowed."""
    life = stages.lifecycle(connection)
    usual = rules.is_usual(life)
    found = connection.execute("SELECT min(id) FROM transition WHERE label <> ''").fetchone()
    first = {"first": found[0] or 2**63 - 1}
    for customer, rows in groupby(connection.execute(_MOVES, first), key=itemgetter(0)):
        # In the order they were written: a day may be that of the move before.
        moves = sorted(_moved(row) for row in rows)
        for row_id, wrong in rules.unlawful(moves, life, usual=usual):
            said = _("t{id} of customer {customer}: {wrong}")
            yield said.format(id=row_id, customer=customer, wrong=wrong)


def _moved(row: tuple[Any, ...]) -> rules.Moved:
    customer, *kept, approval_id, there, whose, asked_by, outcome, given_by, how = row
    approval = ""
    if approval_id is not None:
        approval = rules.approval(asked_by or "", rules.Word(outcome or "", given_by or "", how or ""))
        if there is None:
            approval = _("there is no q{id}").format(id=approval_id)
        elif whose != customer:
            approval = _("q{id} is another customer's").format(id=approval_id)
    return rules.Moved._make([*kept, approval])


_APPROVALS = (
    f"SELECT a.id, a.asked_by, v.id, v.outcome, v.given_by, v.how, v.given_on < a.asked_on FROM verdict AS v"
    f" LEFT JOIN approval AS a ON a.id = v.approval_id WHERE {_EFFECTIVE.format(t='v', table='verdict')} ORDER BY v.id"
)
_TWO_WORDS = (
    f"SELECT v.approval_id, count(*) FROM verdict AS v WHERE {_EFFECTIVE.format(t='v', table='verdict')}"
    " GROUP BY v.approval_id HAVING count(*) > 1"
)
_NOT_THEIRS = (
    "SELECT a.id, a.transition_id FROM approval AS a LEFT JOIN transition AS t ON t.id = a.transition_id"
    f" WHERE {_EFFECTIVE.format(t='a', table='approval')} AND a.transition_id IS NOT NULL"
    " AND (t.id IS NULL OR t.customer_id <> a.customer_id) ORDER BY a.id"
)


def _approvals(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the words that were not to be given, or are of nothing."""
    for approval, asked_by, verdict, outcome, given_by, how, early in connection.execute(_APPROVALS):
        if approval is None:
            yield _("v{id} is of no approval").format(id=verdict)
            continue
        worth = rules.approval(asked_by, rules.Word(outcome, given_by, how))
        if worth not in (*Verdict, "self"):
            yield _("v{id} of q{approval}: {why}").format(id=verdict, approval=approval, why=worth)
        if early:
            yield _("v{id} was given before q{approval} was asked for").format(id=verdict, approval=approval)
    for approval, count in connection.execute(_TWO_WORDS):
        yield many("q{approval} has {count} verdict", "q{approval} has {count} verdicts", count).format(
            approval=approval, count=count
        )
    for approval, transition in connection.execute(_NOT_THEIRS):
        yield _("q{approval} is of t{id}, which is not that customer's").format(approval=approval, id=transition)
