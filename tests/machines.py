"""What the state machines share: a database to act on in this process, its reports, and undo as a model knows it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from conftest import examples
from crmcli.actions import reps
from crmcli.actions.undo import undo
from crmcli.errors import CrmError, ExitCode
from crmcli.model.words import Role, Stage
from crmcli.store import asof, audit, caches
from crmcli.store.read import View, view
from crmcli.store.reads import (
    activities,
    alerts,
    customers,
    decisions,
    dossier,
    explain,
    orders,
    people,
    receivables,
    stages,
    stale,
)
from crmcli.store.write import Request

START = date(2026, 3, 16)
REPS = ("ana", "bea")
EVERY = 3  # steps: after so many all reports and caches are computed anew, which takes as long as the rest
SELDOM = st.sampled_from((False, False, False, True))
MODEST = settings(
    max_examples=examples(30),
    stateful_step_count=25,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)

_CACHES = {"standing": "*", "balance": "*", "credit": "*", "match_key": "*", "search": "rowid, names, body"}


def ago(day: date, count: int) -> date:
    """Return the day `count` days before `day`."""
    return day - timedelta(days=count)


@cache
def _with_reps() -> bytes:
    """Return the file of a firm that has its reps and no customers, made once and copied for every example."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "crm.db"
        for name in REPS:
            reps.add(Request(path, "crm rep add", "", ago(START, 500), "2026-03-16T09:00:00Z"), name, Role.REP, "", "")
        return path.read_bytes()


class Place:
    """A database file in a folder of its own, and the day on which commands are typed there."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self.path = Path(self._folder.name) / "crm.db"
        self.path.write_bytes(_with_reps())
        self.today = START

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    def request(self, *, actor: str = "", dry_run: bool = False) -> Request:
        """Return what a command typed today hands to an action."""
        return Request(self.path, "crm", actor, self.today, f"{self.today}T09:00:00Z", dry_run)

    @contextmanager
    def seen(self) -> Iterator[View]:
        """Open the reports' view of today."""
        with view(self.path, self.today) as opened:
            yield opened

    def reports(self, day: date) -> dict[str, Any]:
        """Return what every report answers as of `day`."""
        with view(self.path, day) as opened:
            return reports(opened)

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """Run plain SQL on the file as it is."""
        with self.seen() as opened:
            return opened.sql.execute(select).fetchall()


def as_of(opened: View, day: date) -> View:
    """Return the same snapshot as of another day."""
    return View(opened.sql, day, asof.shadow(opened.sql, day))


def reports(opened: View) -> dict[str, Any]:
    """Return what every report answers in one view, by the report's name."""
    everybody = [
        *customers.listed(opened, customers.Filters()),
        *customers.listed(opened, customers.Filters(archived=True)),
    ]
    answers: dict[str, Any] = {
        "list": everybody,
        "stale": stale.stale(opened, None),
        "stale --all": stale.stale(opened, 20, decided=True),
        "alerts": alerts.alerts(opened),
        "alerts --past": alerts.alerts(opened, past=True),
        "decisions": decisions.decisions(opened),
        "decisions --review": decisions.review(opened),
        "stale --days 1 --stage …": stale.stale(opened, 1, tuple(Stage)),
        "activities": activities.activities(opened, activities.Filters()),
        "orders": orders.orders(opened),
        "receivables": receivables.receivables(opened, receivables.Asked()),
        "receivables --by owner": receivables.receivables(opened, receivables.Asked("owner")),
        "receivables --by instalment": receivables.receivables(opened, receivables.Asked("instalment")),
        "reps": people.reps(opened),
    }
    answers |= {f"stages --by {by}": stages.stages(opened, by) for by in ("", "owner")}
    answers |= {
        f"activities --by {by}": activities.grouped(opened, activities.Filters(), by) for by in activities.GROUPS
    }
    answers |= {f"explain {row.id}": explain.explain(opened, str(row.id)) for row in everybody}
    answers |= {f"show {row.id}": dossier.dossier(opened, str(row.id)) for row in everybody}
    return answers


def _cached(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in _CACHES.items()
    }


class Past(NamedTuple):
    """A step as the model remembers it: who was how before it, and the day of its earliest fact."""

    before: dict[int | str, Any]  # a customer that the step added was None
    dated: date | None  # None where it changed something that has no date
    mine: frozenset[int | str]  # what it touched: no earlier step that touched one of them is undone alone


class Machine(RuleBasedStateMachine):
    """A model of customers beside the program: what each step did to whom, and undo as putting that back."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Place()
        self.customers: dict[int, Any] = {}
        self.past: dict[int, Past] = {}
        self.undone: set[int] = set()
        self.ledger: list[tuple[Any, ...]] = []
        self.looks = 0

    def teardown(self) -> None:
        self.place.close()

    @property
    def today(self) -> date:
        return self.place.today

    def one(self, number: int) -> int:
        """Return one of the customers there are."""
        return sorted(self.customers)[number % len(self.customers)]

    def act(
        self,
        refusal: int,
        action: Callable[..., Any],
        *arguments: Any,
        touches: Iterable[int | str] = (),
        also: Iterable[int | str] = (),
        dated: date | None = None,
        changes: bool = True,
        actor: str = "",
    ) -> Any:
        """Do something that must end with the code `refusal`, and return what it answered, None if refused.

        A refusal leaves the file as it was, to the byte; so do a dry run and what changes nothing. What was true
        before `dated` stays true. `also` are those whom the model has to put back too when the step is undone.
        """
        mine = frozenset(touches)
        content = self.place.path.read_bytes()
        if not refusal:
            assert self._code(refusal, action, *arguments, actor=actor, dry_run=True)[0] == refusal
            assert self.place.path.read_bytes() == content, "a dry run wrote"
        eve = ago(dated or self.today, 1)
        known = self.place.reports(eve)
        before = {one: deepcopy(self.kept(one)) for one in {*mine, *also}}
        code, answer = self._code(refusal, action, *arguments, actor=actor, dry_run=False)
        assert code == refusal
        if refusal or not changes:
            assert self.place.path.read_bytes() == content, "what was refused, or nothing, was written"
            return answer
        if dated is not None:
            assert self.place.reports(eve) == known, "what is dated later changed the answer"
        self.past[self.latest_step()] = Past(before, dated, mine)
        return answer

    def kept(self, one: int | str) -> Any:
        """Return what the model knows of a customer, or of something else that steps change."""
        return self.customers.get(one)

    def put_back(self, one: int | str, was: Any) -> None:
        """Let the model know of it what it knew before."""
        if was is None:
            self.customers.pop(one, None)
        else:
            self.customers[one] = was

    def lacking(self, step: int) -> bool:
        """Say whether something that came after a step needs what the step did."""
        return False

    def _code(
        self, refusal: int, action: Callable[..., Any], *arguments: Any, actor: str, dry_run: bool
    ) -> tuple[int, Any]:
        try:
            return ExitCode.DONE, action(self.place.request(actor=actor, dry_run=dry_run), *arguments)
        except CrmError as error:
            if error.code != refusal:
                raise
            return error.code, None

    def latest_step(self) -> int:
        """Return the step that was written last."""
        return int(self.place.rows("SELECT max(id) FROM step")[0][0])

    def _standing_steps(self) -> list[int]:
        return [step for step in self.past if step not in self.undone]

    @precondition(lambda self: self._standing_steps())
    @rule()
    def undo_the_latest(self) -> None:
        self._undo(max(self._standing_steps()), None)

    @precondition(lambda self: self.past)
    @rule(back=st.integers(0, 8), again=SELDOM)
    def undo_a_step(self, back: int, again: bool) -> None:
        steps = sorted(self.past if again else self._standing_steps() or self.past, reverse=True)
        step = steps[back % len(steps)]
        self._undo(step, step)

    def _undo(self, step: int, number: int | None) -> None:
        mine = self.past[step].mine
        later = any(one > step and mine & self.past[one].mine for one in self._standing_steps())
        refusal = ExitCode.CONFLICT if later or self.lacking(step) else ExitCode.DONE
        if step in self.undone:
            refusal = ExitCode.REFUSED
        done = self.act(refusal, undo, number, dated=self.past[step].dated)
        if refusal:
            return
        assert done.id == str(step)
        # An undo is no step that could be undone.
        del self.past[self.latest_step()]
        self.undone.add(step)
        for one, was in self.past[step].before.items():
            self.put_back(one, deepcopy(was))

    @invariant()
    def the_file_is_sound(self) -> None:
        with self.place.seen() as opened:
            sql = opened.sql
            assert sql.execute("PRAGMA foreign_key_check").fetchall() == []
            assert sql.execute("SELECT * FROM journal WHERE step_id IS NULL").fetchall() == []
            assert sql.execute("SELECT * FROM current_step").fetchall() == [(None, 0)]
            there = [one for (one,) in sql.execute("SELECT id FROM customer ORDER BY id").fetchall()]
            assert there == sorted(self.customers)
            self._the_ledger_only_grew(sql)
            self._the_ledger_is_sound(sql)
            self.looks += 1
            if self.looks % EVERY == 0:
                self._the_caches_are_what_the_facts_give(opened, there)
            self.agrees(opened)

    def agrees(self, opened: View) -> None:
        """Compare the model with the program; each machine says how."""
        raise NotImplementedError

    def _the_ledger_only_grew(self, sql: sqlite3.Connection) -> None:
        rows = sql.execute("SELECT * FROM transition ORDER BY id").fetchall()
        assert rows[: len(self.ledger)] == self.ledger
        self.ledger = rows

    def _the_ledger_is_sound(self, sql: sqlite3.Connection) -> None:
        # What an audit reads in pieces needs a connection that is in no transaction.
        copy = sqlite3.connect(":memory:", isolation_level=None)
        try:
            sql.backup(copy)
            assert [row for row in audit.checks(copy) if row.result != "ok"] == []
        finally:
            copy.close()

    def _the_caches_are_what_the_facts_give(self, opened: View, there: list[int]) -> None:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        try:
            opened.sql.backup(copy)
            # A horizon that never comes makes today an earlier day: every cache is computed instead of read.
            copy.execute("UPDATE horizon SET day = '9999-12-31'")
            shadowed = as_of(View(copy, self.today, ""), self.today)
            assert shadowed.shadow
            assert reports(shadowed) == reports(as_of(opened, self.today))
            asof.show(copy)
            kept = _cached(copy)
            for table in _CACHES:
                copy.execute(f"DELETE FROM {table}")
            caches.refresh(copy, there)
            assert _cached(copy) == kept
        finally:
            copy.close()
