"""Periods: every day is in exactly one of each kind, what was last ends where the present begins, and lists obey."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import BadInputError
from crmcli.rules import periods
from crmcli.rules.periods import Period, period

DAYS = st.dates(date(1901, 1, 1), date(8999, 12, 31))
UNITS = {
    "week": periods.week,
    "month": periods.month,
    "quarter": periods.quarter,
    "half": periods.half,
    "year": periods.whole_year,
}
PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
TODAY = date(2026, 11, 22)  # a Sunday


@given(DAYS, st.sampled_from(sorted(UNITS)))
def test_a_day_is_in_one_period_of_each_kind_and_they_join_without_gap(day: date, unit: str) -> None:
    around = UNITS[unit]
    found = around(day)
    assert found.first <= day <= found.last
    assert around(found.first) == around(found.last) == found
    assert around(found.last + timedelta(days=1)).first == found.last + timedelta(days=1)


@given(DAYS, st.sampled_from(sorted(UNITS)))
def test_what_was_last_ends_on_the_day_before_the_present_one_begins(today: date, unit: str) -> None:
    present, last = period(f"this-{unit}", today), period(f"last-{unit}", today)
    assert present.first <= today <= present.last
    assert last.last == present.first - timedelta(days=1)
    assert last == UNITS[unit](last.first)


@given(DAYS, st.sampled_from(sorted(PER_YEAR)))
def test_the_parts_of_a_year_make_the_year(day: date, unit: str) -> None:
    year = periods.whole_year(day)
    first, count = year.first, 0
    while first <= year.last:
        first, count = UNITS[unit](first).last + timedelta(days=1), count + 1
    assert (first, count) == (year.last + timedelta(days=1), PER_YEAR[unit])


@given(DAYS)
def test_the_name_of_a_period_reads_as_the_period(day: date) -> None:
    assert period(f"{day:%Y}", TODAY) == periods.whole_year(day)
    assert period(f"{day:%Y-%m}", TODAY) == periods.month(day)
    assert period(f"{day:%Y}Q{(day.month + 2) // 3}", TODAY) == periods.quarter(day)
    assert period(f"{day:%Y}-h{(day.month + 5) // 6}", TODAY) == periods.half(day)
    assert period(day.isoformat(), TODAY) == Period(day, day)
    year, week, _weekday = day.isocalendar()
    assert period(f"{year}W{week}", TODAY) == periods.week(day)


@given(DAYS, DAYS)
def test_from_one_day_to_another_both_belong_to_it(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert period(f"{first}..{last}", TODAY) == Period(first, last)
    if first < last:
        with pytest.raises(BadInputError, match="before it begins"):
            period(f"{last}..{first}", TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026Q3", "2026-07-01", "2026-09-30"),
        ("2026-q3", "2026-07-01", "2026-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2026W1", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
        ("this-week", "2026-11-16", "2026-11-22"),
        ("last-half", "2026-01-01", "2026-06-30"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("2026-07..2026Q4", "2026-07-01", "2026-12-31"),
        ("-7d..today", "2026-11-15", "2026-11-22"),
    ],
)
def test_how_periods_are_written(text: str, first: str, last: str) -> None:
    assert period(text, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026Q5", "2026Q0", "2026-13", "2025W53", "2026W0", "202", "20260", "2026Q", "1899", "9001", "0000"),
        *("next-year", "last", "last-", "last-decade", "-7d", "fri", "10/11/2026", "２０２６", "2026..", "..2026"),
        *("..", "2026..2027..2028", "a..b", "2026-02-30"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        period(text, TODAY)


@pytest.fixture
def year(crm: Crm) -> Crm:
    """A customer, a visit and an order on days around the borders of the first quarter; today is 2026-04-20."""
    days = ("2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01")
    for number, day in enumerate(days, start=1):
        crm.now(day)
        crm.add(f"Firm {number}")
        crm.ok(f"log {number} visit --at '{day} 23:59' Seen")
        crm.ok(f"order add {number} 100 EUR")
    crm.now("2026-04-20")
    return crm


REPORTS = ("list", "find firm", "activities", "order list")


@pytest.mark.parametrize(
    ("option", "found"),
    [
        ("--period 2026Q1", {2, 3}),
        ("--period last-quarter", {2, 3}),
        ("--period this-year", {2, 3, 4}),
        ("--period 2025..2026-01", {1, 2}),
        ("--period 2020", set()),
        ("--since 2026-01-01 --until 2026-03-31", {2, 3}),
        ("--until 2025-12-31", {1}),
        ("--since 2026-04-01", {4}),
    ],
)
def test_lists_keep_to_the_period(year: Crm, option: str, found: set[int]) -> None:
    for report in REPORTS:
        rows = year.rows(f"{report} {option}")
        assert {int(row["name"].removeprefix("Firm ")) for row in rows} == found, report
    for by in ("kind", "rep", "stage"):
        rows = year.rows(f"activities --by {by} {option}")
        assert sum(row["activities"] for row in rows) == len(found), by


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize(
    ("option", "code", "said"),
    [
        ("--period 2026 --since -7d", 2, "Either --period, or --since and --until"),
        ("--period 2026 --until today", 2, "Either --period, or --since and --until"),
        ("--period 2026Q7", 6, "--period: '2026Q7' is no period."),
        ("--period 1/2/2026..today", 6, "can be read in several ways"),
        ("--since 2026-02-01 --until 2026-01-01", 6, "before it begins"),
        ("--until soon", 6, "--until: 'soon' is not a date."),
    ],
)
def test_what_makes_no_sense_is_said(crm: Crm, report: str, option: str, code: int, said: str) -> None:
    result = crm(f"{report} {option}")
    assert result.code == code
    assert said in result.err
