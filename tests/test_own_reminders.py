"""Reminders of one's own, what becomes of what is due, holidays, and the calendar."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from conftest import Crm
from crmcli.rules import holidays, recurrence


@pytest.fixture
def office(crm: Crm) -> Crm:
    """Ana's customers 广元 (1) and Ibarra (2) on 16 March 2026."""
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    crm.add("广元机械", "--owner ana --phone '+34 600 111 222' --at 2026-03-01")
    crm.add("Ibarra", "--owner ana --at 2026-03-01")
    crm.ok("next 1 2026-03-20 send the offer")
    crm.ok("next 2 2026-04-20 call")
    return crm


def due(crm: Crm, day: str = "", options: str = "") -> list[str]:
    if day:
        crm.now(day)
    return [row["id"] for row in crm.rows(f"today {options}")]


def test_what_comes_again_and_again(office: Crm) -> None:
    assert office.ok("remind add ibarra ask about spare parts --every 1m --from 2026-01-31").out == "m1\n"
    assert due(office) == []
    assert due(office, "2026-03-31", "--only calls") == ["reminder:m1:2026-03-31", "step:n1:2026-03-20"]
    # It stays until it is done; of two that were missed the later one is shown.
    assert "reminder:m1:2026-03-31" in due(office, "2026-04-29")
    late = next(row for row in office.rows("today") if row["id"].startswith("reminder"))
    assert (late["why"], late["command"], late["rep"]) == (
        "ask about spare parts (29 days ago)",
        "crm remind done m1",
        "ana",
    )
    assert "reminder:m1:2026-04-30" in due(office, "2026-04-30")
    assert office.ok("remind done m1").out == "reminder:m1:2026-04-30\n"
    assert [one for one in due(office) if "reminder" in one] == []
    assert office.rows("remind list")[0]["next_on"] == "2026-05-31"
    office.ok("remind skip m1")  # the next time, before it is due
    assert office.rows("remind list")[0]["next_on"] == "2026-06-30"
    office.ok("undo")
    assert "reminder:m1:2026-05-31" in due(office, "2026-05-31", "--days 3")
    office.ok("remind end m1")
    assert [one for one in due(office) if "reminder" in one] == []
    assert "reminder:m1:2026-05-31" in [row["id"] for row in office.rows("today --as-of 2026-05-30 --days 1")]
    assert office("remind end m1").code == 4
    assert (office.rows("remind list"), len(office.rows("remind list --ended"))) == ([], 1)


def test_once_and_for_whom(office: Crm) -> None:
    office.ok("remind add 1 send wishes --from 2026-03-18 --rep bea")
    office.ok("remind add --own send the report --from 2026-03-18 --as bea")
    office.now("2026-03-19")
    assert [row["id"] for row in office.rows("today --rep bea")] == ["reminder:m1:2026-03-18", "reminder:m2:2026-03-18"]
    assert due(office, options="--rep ana") == []
    office.ok("remind done m1 m2 --as bea")
    assert [row["ended_on"] for row in office.rows("remind list --ended")] == ["2026-03-19"] * 2
    assert office("remind done m1").code == 3
    office.ok("undo")
    office.ok("rep leave bea --to ana")
    assert [row["rep"] for row in office.rows("remind list")] == ["ana", "ana"]
    assert office("remind add 1").code == 2
    assert office("remind add 1 late --from 2026-03-18").code == 5
    assert office("remind add 1 x --every often").code == 6
    assert office("remind add 1 ' '").code == 6
    assert office("remind add nobody call").code == 3
    assert office("remind done m9").code == 3


def test_what_was_put_off_comes_again_and_is_told_again(office: Crm) -> None:
    assert due(office, "2026-03-20") == ["step:n1:2026-03-20"]
    assert office.ok("remind run --channel stdout").out.count("send the offer") == 1
    office.ok("remind snooze 1 --until +3d -m 'they are at a fair'")  # the one item that is due with them
    assert due(office) == due(office, "2026-03-22") == []
    assert office.ok("remind run --channel stdout").out == ""
    assert due(office, "2026-03-23") == ["step:n1:2026-03-20@2026-03-23"]
    assert office.ok("remind run --channel stdout").out.count("send the offer") == 1
    assert office.ok("remind run --channel stdout").out == ""
    office.ok("remind skip step:n1:2026-03-20@2026-03-23")
    assert due(office) == []


def test_what_cannot_be_said_of_an_item(office: Crm) -> None:
    office.ok("order add 2 500 EUR --due 2026-03-16")
    refused = office("remind done step:n1:2026-03-20")
    assert refused.code == 5
    assert "crm next 1 --done" in refused.err
    assert office("remind done 2").code == 5
    office.ok("log 2 complaint leaks --at 2026-03-01")
    over = office("remind snooze visit:a1 --until +390d")
    assert over.code == 5
    assert "crm next 2 2027-04-10 TEXT" in over.err
    office.ok("remind snooze visit:a1 instalment:i1:2026-03-16:0 --until +3d")
    assert office("remind snooze step:n1:2026-03-20 --until today").code == 5
    office.ok("remind add 2 call")
    office.ok("remind add 2 write")
    several = office("remind skip 2")
    assert several.code == 4
    assert "reminder:m2:2026-03-16" in several.err
    assert office("remind skip 1").code == 3
    for key in ("step:n9:2026-03-20", "step:n1:2026-13-20", "step:n1", "x:1", "instalment:i1:2026-03-16", "visit:z1"):
        assert office("remind skip", key).code == 3, key


def test_every_key_names_an_item(office: Crm) -> None:
    office.ok("promote 1 -m asked --needs saws --as ana")
    office.ok("order add 2 500 EUR --at 2026-03-02 --due 2026-03-16")
    office.ok("order milestone o1 installed --planned 2026-03-10")
    office.ok("order milestone o1 delivered --reached 2026-03-10")
    office.ok("log 2 complaint leaks --at 2026-03-09")
    office.ok("edit 1 --grade A")
    office.add("Old", "--at 2025-01-01 --owner ana")
    office.add("New", "--owner ana")
    office.ok("edit 3 --grade A")
    office.ok("remind add 1 call")
    office.ok("config holiday add +2d closed")
    office.now("2026-03-20")
    keys = due(office, options="--days 30")
    assert len({key.split(":")[0] for key in keys}) >= 9, keys
    office.ok("remind skip", *keys)
    assert due(office, options="--days 30") == []
    office.ok("undo")
    assert due(office, options="--days 30") == keys


def test_a_file_that_somebody_else_wrote_is_read_all_the_same(office: Crm) -> None:
    for _count in range(3):
        office.ok("remind add 1 call --every 1m")
    office.ok("remind snooze m3 --until +3d")
    with closing(sqlite3.connect(office.db)) as other:
        other.execute("UPDATE reminder SET every = '0d' WHERE id = 1")
        other.execute("UPDATE reminder SET anchor_on = '' WHERE id = 2")
        other.execute("UPDATE handled SET item = 'reminder:m3:soon', until_on = ''")
        other.commit()
    assert [row["id"] for row in office.rows("remind list")] == ["m1", "m3"]
    assert due(office, options="--only calls") == ["reminder:m1:2026-03-16", "reminder:m3:2026-03-16"]
    assert {"reminder-m1", "reminder-m3"} <= set(read(office))
    office.ok("remind done m1 m3")


def test_holidays(office: Crm) -> None:
    assert office.rows("config holiday list") == []
    office.ok("config set holidays 'es, cn'")
    assert office("config set holidays FR").code == 6
    office.ok("config holiday add 2026-03-19 San José --country es")
    assert office("config holiday add 2026-03-19 San José --country ES").code == 4
    assert office("config holiday add 2026-03-19 x --country spain").code == 6
    assert office.rows("config holiday list")[:2] == [
        {"day": "2026-03-19", "name": "San José", "country": "ES", "own": True},
        {"day": "2026-04-03", "name": "Good Friday", "country": "ES", "own": False},
    ]
    near = office.rows("today --only service --rep bea")
    assert [(row["id"], row["name"]) for row in near] == [("holiday:2026-03-19", "San José (ES)")]
    office.ok("remind done holiday:2026-03-19")
    assert due(office, options="--only service") == []
    office.ok("config holiday remove 2026-03-19")
    assert office("config holiday remove 2026-03-19").code == 3
    assert len(office.rows("config holiday list --usual MX --days 36500")) > 20


def test_the_usual_holidays_are_on_their_days() -> None:
    found = {(one.day, one.country) for one in holidays.usual()}
    for day in ("2026-02-17", "2027-02-06", "2028-01-26", "2026-09-25", "2028-10-03"):
        assert (day, "CN") in found
    assert {("2027-03-26", "ES"), ("2028-04-14", "PE"), ("2026-11-16", "MX"), ("2028-02-07", "MX")} <= found
    for country in holidays.COUNTRIES:
        for year in holidays.YEARS:
            assert sum(day.startswith(str(year)) for day, one in found if one == country) >= 7


def read(crm: Crm, options: str = "") -> dict[str, Any]:
    text = crm.ok(f"ics {options}").out
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    found = {str(event["UID"]).split("@")[0]: event for event in events}
    assert len(found) == len(events)
    return found


def test_a_calendar_is_read_back(office: Crm) -> None:
    hostile = "\x1b[31m喜; a, b\\n \u2028\x85\nEND:VEVENT\r\nBEGIN:VEVENT " + "长" * 60
    office.ok("remind add 1 --every 1m --from 2026-03-31", hostile)
    office.ok("remind add 2 once --from 2026-05-05")
    office.ok("order add 2 500 EUR --due 2026-06-01")
    office.ok("config holiday add 2026-03-19 San José")
    (office.folder / "x.vcf").write_text("BEGIN:VCARD\nFN:Leap\nORG:Leap\nBDAY:1984-02-29\nEND:VCARD\n")
    office.ok("add --card x.vcf")
    events = read(office)
    assert set(events) == {
        *("step-n1", "step-n2", "reminder-m1", "reminder-m2", "instalment-i1", "holiday-2026-03-19", "birthday-c1")
    }
    step = events["step-n1"]
    assert (step["DTSTART"].dt, str(step["SUMMARY"])) == (date(2026, 3, 20), "广元机械: send the offer")
    assert "Phone: +34 600 111 222" in str(step["DESCRIPTION"])
    assert [str(one["TRIGGER"].dt) for one in step.walk("VALARM")] == ["8:00:00"]
    told = str(events["reminder-m1"]["SUMMARY"])
    assert "\x1b" not in told
    assert told.endswith("长" * 60)
    assert "喜; a, b\\n" in told
    birthday = rrulestr(events["birthday-c1"]["RRULE"].to_ical().decode(), dtstart=datetime(2000, 2, 29))
    assert [one.date() for one in birthday.between(datetime(2026, 1, 1), datetime(2029, 1, 1))] == [
        *(date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29))
    ]
    before = str(step["UID"])
    office.ok("remind done m2")
    office.ok("remind snooze reminder:m1:2026-04-30 --until 2026-05-04")
    office.ok("remind skip m1")
    office.ok("next 1 --done")
    office.ok("next 1 2026-03-25 'send it again'")
    events = read(office)
    assert "reminder-m2" not in events
    assert "step-n1" not in events
    assert before.split("@")[1] == str(events["step-n2"]["UID"]).split("@")[1]
    assert events["reminder-m1-2026-04-30"]["DTSTART"].dt == date(2026, 5, 4)
    left_out = [one.dt for one in events["reminder-m1"]["EXDATE"].dts]
    assert left_out == [date(2026, 3, 31), date(2026, 4, 30)]
    assert set(read(office, "--rep bea")) == {"holiday-2026-03-19"}
    assert office("ics --rep nobody").code == 3


def test_an_empty_calendar_and_no_database(crm: Crm) -> None:
    assert read(crm) == {}
    assert not crm.db.exists()


_OFTEN = st.builds(lambda count, unit: f"{count}{unit}", st.integers(1, 30), st.sampled_from("dwmy"))


@given(st.dates(date(2020, 1, 1), date(2028, 12, 31)), _OFTEN, st.integers(-60, 2000), st.integers(0, 700))
def test_occurrences_are_those_of_a_calendar(anchor: date, often: str, after: int, length: int) -> None:
    first = anchor + timedelta(days=after)
    last = first + timedelta(days=length)
    found = list(recurrence.occurrences(anchor, often, first, last))
    start, end = (datetime(day.year, day.month, day.day) for day in (first, last))
    begun = datetime(anchor.year, anchor.month, anchor.day)
    rule = rrulestr(recurrence.rule(anchor, often), dtstart=begun)
    assert found == [one.date() for one in rule.between(start, end, inc=True)]
    if found:
        assert recurrence.latest(anchor, often, last) == found[-1]
    if found and often[-1] in "my":
        assert all(
            one.day == min(anchor.day, (one.replace(day=28) + timedelta(days=4)).replace(day=1).toordinal()
                           - one.replace(day=1).toordinal())
            for one in found
        )  # fmt: skip
