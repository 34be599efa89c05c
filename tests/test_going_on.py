"""A step that goes on over several transactions: undone as one, unless somebody came between."""

import sqlite3
from contextlib import closing

import pytest

from conftest import Crm
from crmcli import clock
from crmcli.actions.customers import Details, create
from crmcli.model import Customer
from crmcli.store.write import OvertakenError, Request, Work, step


def asked(crm: Crm) -> Request:
    return Request(crm.db, "crm add --card photos", "", clock.today(), clock.stamp())


def add(request: Request, name: str, earlier: Work | None = None) -> Work:
    with step(request, continues=earlier) as work:
        create(work, Details(name=name), work.today)
    return work


def annotate(request: Request, earlier: Work) -> None:
    with step(request, continues=earlier) as work:
        work.get(Customer, 1).note = "ours"


def steps(crm: Crm) -> int:
    with closing(sqlite3.connect(crm.db)) as connection:
        return int(connection.execute("SELECT count(*) FROM step").fetchone()[0])


def test_what_goes_on_is_undone_as_one(crm: Crm) -> None:
    request = asked(crm)
    second = add(request, "Two", add(request, "One"))
    assert second.kept
    assert steps(crm) == 1
    assert [row["name"] for row in crm.rows("list")] == ["One", "Two"]
    crm.ok("undo")
    assert crm.rows("list") == []
    crm.ok("db check")


def test_what_was_undone_meanwhile_is_not_gone_on_with(crm: Crm) -> None:
    request = asked(crm)
    first = add(request, "One")
    crm.ok("undo")
    add(request, "Two", first)
    assert [row["name"] for row in crm.rows("list")] == ["Two"]
    crm.ok("undo")
    assert crm.rows("list") == []


def test_others_may_come_between(crm: Crm) -> None:
    request = asked(crm)
    first = add(request, "One")
    crm.add("Theirs")
    add(request, "Two", first)
    crm.ok("undo 1")
    assert [row["name"] for row in crm.rows("list")] == ["Theirs"]


def test_nothing_lands_on_top_of_a_later_step(crm: Crm) -> None:
    request = asked(crm)
    first = add(request, "One")
    crm.ok("edit One --note theirs")
    with pytest.raises(OvertakenError):
        annotate(request, first)
    assert crm.ok("show One --format json").json["note"] == "theirs"
    crm.ok("undo 2")
    crm.ok("undo 1")


def test_a_step_that_left_no_trace_is_not_gone_on_with(crm: Crm) -> None:
    request = asked(crm)
    with step(request) as nothing:
        pass
    assert not nothing.kept
    crm.add("Theirs")
    add(request, "Ours", nothing)
    assert steps(crm) == 2


def test_a_clock_that_goes_on_is_not_behind(crm: Crm) -> None:
    request = asked(crm)
    first = add(request, "One")
    crm.now("2026-03-16T09:05:00+00:00")
    crm.add("Theirs")
    crm.now("2026-03-16T09:06:00+00:00")
    second = add(request._replace(stamp=clock.stamp()), "Two", first)
    third = add(request._replace(stamp=clock.stamp()), "Three", second)
    assert first.step_id == second.step_id == third.step_id
    with closing(sqlite3.connect(crm.db)) as connection:
        notes = [clock for (clock,) in connection.execute("SELECT clock FROM transition")]
    assert notes == ["set"] * 4
    crm.ok("audit verify")
