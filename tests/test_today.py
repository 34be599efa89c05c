"""What is due, and `crm today`: from every dated fact an item with a key that stays, by urgency."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import BadInputError
from crmcli.rules import due as rules


@pytest.fixture
def office(crm: Crm) -> Crm:
    """Ana's customers 广元 (1, grade A) and Ibarra (2, who bought), on 1 March 2026."""
    crm.now("2026-03-01")
    crm.ok("rep add ana")
    crm.ok("rep add dora --role director")
    crm.ok("rep add bea")
    crm.add("广元机械", "--owner ana --grade A --phone '+34 600 111 222' --contact 李伟 --at 2025-10-01")
    crm.add("Ibarra", "--owner ana --at 2026-02-20")
    crm.ok("order add 2 500 EUR --at 2026-02-21 --due 2026-03-01 --as ana")
    return crm


def keys(crm: Crm, options: str = "") -> list[str]:
    return [row["id"] for row in crm.rows(f"today {options}")]


def test_a_monday(office: Crm) -> None:
    office.ok("promote 1 -m 'asked for a quote' --as ana")
    office.ok("next 2 2026-02-27 call about the drying line --as ana")
    office.ok("log 1 visit 'they want a second quote' --at 2026-02-10 --as ana")
    office.ok("order milestone o1 delivered --planned 2026-02-25")
    rows = {row["section"]: row for row in reversed(office.rows("today"))}
    assert [row["section"] for row in office.rows("today")] == ["approvals", "calls", "calls", "money", "money"]
    assert "asked for a quote" in rows["approvals"]["why"]
    assert rows["approvals"]["phone"] == "+34 600 111 222"
    assert rows["approvals"]["last_said"] == "2026-02-10 visit they want a second quote"
    assert rows["calls"]["why"] == "call about the drying line (2 days ago)"
    assert rows["calls"]["stake"] == "500.00 EUR ordered, 500.00 EUR open"
    assert "first order o1" in rows["money"]["why"]
    for row in office.rows("today"):
        assert office(f"{row['command'].removeprefix('crm ')} --help").code == 0
    screen = office("today", terminal=True, width=60)
    assert all(len(line) <= 60 for line in screen.out.splitlines())
    assert screen.out.index("APPROVALS") < screen.out.index("CALLS") < screen.out.index("MONEY")
    assert office("today --exit-code").code == 10
    assert [row["name"] for row in office.rows("today --rep bea")] == []
    assert office("today --rep nobody").code == 3
    assert office("today --only nothing").code == 2


def test_what_stands_still_is_said_once_whether_an_alert_was_raised_or_not(office: Crm) -> None:
    before = [row for row in office.rows("today --only stale,calls") if row["customer_id"] == 1]
    assert [(row["section"], row["id"].split(":")[0]) for row in before] == [("stale", "stale")]
    assert "expected" in before[0]["why"]
    office.ok("rules run")
    after = [row for row in office.rows("today --only stale,calls") if row["customer_id"] == 1]
    assert [row["id"] for row in after] == [row["id"] for row in before]
    office.ok("act 1 --until +14d call them --as dora")
    assert "stale" not in {row["section"] for row in office.rows("today")}


def test_money_comes_up_at_the_days_of_the_firm(office: Crm) -> None:
    def levels(day: str, options: str = "") -> list[str]:
        office.now(day)
        return [key.rpartition(":")[2] for key in keys(office, f"--only money {options}")]

    assert levels("2026-02-25") == []
    assert levels("2026-02-25", "--days 1") == ["-3"]
    assert levels("2026-02-26") == ["-3"]
    assert levels("2026-03-01") == ["0"]
    assert levels("2026-03-08") == ["7"]
    assert levels("2026-03-30") == ["7"]
    assert levels("2026-03-31") == ["30"]
    assert levels("2026-12-31") == ["30"]  # for as long as it is owed
    office.ok("config set remind_due_days 10")
    assert levels("2026-03-10") == []
    assert levels("2026-03-11") == ["10"]
    office.ok("pay o1 500")
    assert levels("2026-03-11") == []
    assert office("config set remind_due_days soon").code == 6


def test_service_after_the_sale(office: Crm) -> None:
    office.ok("order milestone o1 delivered --reached 2026-03-01")
    office.ok("log 2 complaint 'it leaks' --at 2026-03-01")
    office.now("2026-03-08")
    assert keys(office, "--only service") == ["visit:a1", "grade:1:2025-10-01"]
    office.ok("log 2 visit 'mended it'")
    assert "visit:a1" not in keys(office, "--only service")
    office.now("2026-03-31")
    # Somebody was there after the delivery.
    assert "visit:m1" not in keys(office, "--only service")


def test_a_birthday_comes_up_every_year(office: Crm) -> None:
    office.ok("contact edit c1 --birthday 03-02")
    office.ok("contact add 2 Leapling --birthday 1980-02-29")
    assert [row["birthday"] for row in office.rows("contact list 2")] == ["1980-02-29"]
    office.now("2026-03-02")
    assert "birthday:c1:2026-03-02" in keys(office, "--only service")
    office.now("2027-02-28")
    assert "birthday:c2:2027-02-28" in keys(office, "--only service")
    office.now("2028-02-28")
    assert "birthday:c2:2028-02-28" not in keys(office, "--only service")
    assert office("contact edit c1 --birthday 02-30").code == 6
    office.ok("contact edit c1 --birthday ''")
    assert office.rows("contact list 1")[0]["birthday"] == ""


def test_nothing_is_due(crm: Crm) -> None:
    result = crm("today", terminal=True)
    assert (result.code, result.out) == (0, "")
    assert "Nothing" in result.err
    assert crm.rows("today") == []
    assert not crm.db.exists()


def test_hostile_names_stay_on_their_line(office: Crm) -> None:
    office.add("\x1b[31mRed[/]\x07 [bold]x", "--owner ana")
    screen = office("today", terminal=True).out
    assert "\x1b[31m" not in screen
    assert "[bold]x" in screen


@given(st.sets(st.integers(-40, 60), min_size=1, max_size=5), st.integers(0, 10), st.integers(-80, 80))
def test_an_instalment_has_one_level_at_a_time(levels: set[int], ahead: int, offset: int) -> None:
    today = date(2026, 3, 1)
    due = today + timedelta(days=offset)
    fits = [one.level for one in rules.spans(sorted(levels), today, ahead) if one.first <= due.isoformat() <= one.last]
    reached = [level for level in levels if (due + timedelta(days=level) - today).days <= ahead]
    assert fits == ([max(reached)] if reached else [])


@given(st.dates(date(2025, 1, 1), date(2032, 12, 31)), st.integers(0, 40))
def test_every_birthday_comes_once_a_year(day: date, ahead: int) -> None:
    found = rules.birthdays(day, ahead)
    assert len(set(found.values())) == ahead + 1
    year = [one for count in range(366) for one in rules.birthdays(date(day.year, 1, 1) + timedelta(days=count), 0)]
    assert year.count("02-29") >= 1


@pytest.mark.parametrize("text", ["", "x", "1,,2", "1e3", "999999"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(BadInputError):
        rules.offsets(text, "remind_due_days")


def test_an_item_keeps_its_key(office: Crm) -> None:
    first = keys(office)
    office.now("2026-03-02")
    second: Any = keys(office)
    assert set(first) == set(second)


def test_a_planned_call_comes_before_leads_without_a_plan(office: Crm) -> None:
    for number in range(8):
        office.add(f"Lead {number}", f"--owner ana --at 2026-02-{number + 1:02}")
    office.now("2026-03-05")
    office.ok("next 2 2026-03-04 call them --as ana")
    screen = office("today --only calls --format table").out
    assert "call them" in screen
    assert "… and more" in screen
    whole = keys(office, "--only calls")
    assert keys(office, "--only calls --limit 3") == whole[:3]
    by_name = [row["name"] for row in office.rows("today --sort name")]
    assert [row["name"] for row in office.rows("today --sort name --limit 3")] == by_name[:3]


def test_whoever_decides_sees_what_waits(office: Crm) -> None:
    office.ok("rep add max --role manager")
    office.ok("promote 1 -m 'asked for a quote' --as ana")
    assert [row["section"] for row in office.rows("today --rep max")] == ["approvals"]
    assert "approvals" not in {row["section"] for row in office.rows("today --rep ana")}
    assert "approvals" not in {row["section"] for row in office.rows("today --rep bea")}


def test_nobody_waits_for_a_visit_for_ever(office: Crm) -> None:
    office.ok("log 2 complaint 'it leaks'")
    office.now("2026-04-20")
    assert "visit:a1" in keys(office, "--only service")


def test_what_is_handled_makes_room_for_others(office: Crm) -> None:
    for number in range(4):
        office.add(f"Lead {number}", "--owner ana")
    whole = keys(office, "--only calls")
    with closing(sqlite3.connect(office.db)) as connection, connection:
        connection.execute(
            "INSERT INTO handled (item, outcome, until_on, handled_on, why) VALUES (?, 'skipped', '', '2026-03-01', '')",
            (whole[0],),
        )
    assert keys(office, "--only calls --limit 2") == whole[1:3]
