"""What was true on an earlier day: by the facts' own dates, as known now."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Crm, examples
from crmcli.actions import activities, customers, orders, payments, stages
from crmcli.errors import CrmError
from crmcli.store.read import view
from crmcli.store.reads.history import history
from machines import START, Place, reports

REPORTS = (
    "list",
    "list --archived",
    "find firm",
    "stale",
    "stale --all",
    "stale --days 1 --stage lead --stage lost",
    "alerts",
    "alerts --past",
    "decisions",
    "decisions --review",
    "stages",
    "stages --by owner",
    "receivables",
    "receivables --by owner",
    "receivables --by instalment",
    "order list",
    "activities",
    "activities --by rep",
    "activities --by stage",
    "rep list",
)


def answers(crm: Crm, day: str = "") -> dict[str, Any]:
    """Return what every report answers as of a day, else now."""
    when = f" --as-of {day}" if day else ""
    return {report: crm.rows(report + when) for report in REPORTS}


def seen(crm: Crm, day: str) -> dict[str, Any]:
    """Return what every report reads as of a day: quicker than to type them all, and in one snapshot."""
    with view(crm.db, date.fromisoformat(day)) as opened:
        return reports(opened) | {"find firm": crm.rows(f"find firm --as-of {day}")}


def only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one row there is."""
    assert len(rows) == 1, rows
    return rows[0]


_BUSY: list[bytes] = []


@pytest.fixture
def firm(crm: Crm) -> Crm:
    """A firm with two reps and one customer, Firm, that is ana's since 1 January."""
    return _typed_firm(crm)


def _typed_firm(crm: Crm) -> Crm:
    crm.ok("rep add ana")
    crm.ok("rep add bea")
    assert crm.add("Firm", "--owner ana --at 2026-01-01") == "1"
    return crm


# One kind of fact after the other


def test_the_stage_is_the_one_of_the_day(firm: Crm) -> None:
    firm.ok("promote 1 -m 'asked for a quote' --at 2026-02-01")
    firm.ok("demote 1 --to lost -m 'bought elsewhere' --at 2026-03-01")
    seen = [only(firm.rows(f"list --as-of {day}")) for day in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")]
    assert [(row["stage"], row["days_in_stage"]) for row in seen] == [
        ("lead", 30),
        ("prospect", 0),
        ("prospect", 27),
        ("lost", 0),
    ]


def test_two_moves_of_one_day_end_with_the_later(firm: Crm) -> None:
    firm.ok("promote 1 -m asked --at 2026-02-01")
    firm.ok("promote 1 -m 'paid the deposit' --at 2026-02-01 --approved-by bea")
    assert only(firm.rows("list --as-of 2026-02-01"))["stage"] == "buyer"
    assert only(firm.rows("list --as-of 2026-01-31"))["stage"] == "lead"


def test_nobody_is_there_before_being_added(firm: Crm) -> None:
    assert firm.rows("list --as-of 2025-12-31") == []
    assert only(firm.rows("list --as-of 2026-01-01"))["days_in_stage"] == 0
    assert firm("show 1 --as-of 2025-12-31").code == 3
    assert sum(row["count"] for row in firm.rows("stages --as-of 2025-12-31")) == 0


def test_the_owner_is_the_one_of_the_day(firm: Crm) -> None:
    firm.ok("edit 1 --owner bea --at 2026-02-10")
    firm.ok("edit 1 --owner - --at 2026-03-01")
    owners = {
        day: only(firm.rows(f"list --as-of {day}"))["owner"] for day in ("2026-02-09", "2026-02-10", "2026-03-01")
    }
    assert owners == {"2026-02-09": "ana", "2026-02-10": "bea", "2026-03-01": ""}
    assert len(firm.rows("list --owner ana --as-of 2026-02-09")) == 1
    assert firm.rows("list --owner ana --as-of 2026-02-10") == []


def test_the_reps_of_a_day_have_the_customers_of_that_day(firm: Crm) -> None:
    """Reps are typed in when somebody gets round to it; their customers are theirs since before."""
    firm.ok("edit 1 --owner bea --at 2026-02-10")
    owned = {day: firm.rows(f"rep list --as-of {day}") for day in ("2026-02-09", "2026-02-10")}
    assert [{row["name"] for row in rows if row["customers"]} for rows in owned.values()] == [{"ana"}, {"bea"}]


def test_what_is_owed_is_the_owners_of_the_day(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-01-10")
    firm.ok("edit 1 --owner bea --at 2026-02-10")
    assert only(firm.rows("receivables --by owner --as-of 2026-02-09"))["owner"] == "ana"
    assert only(firm.rows("receivables --by owner --as-of 2026-02-10"))["owner"] == "bea"


def test_an_owner_entered_later_with_an_earlier_date_counts_from_it(firm: Crm) -> None:
    firm.ok("edit 1 --owner - --at 2026-03-01")
    firm.ok("edit 1 --owner bea --at 2026-02-01")
    days = ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")
    assert [only(firm.rows(f"list --as-of {day}"))["owner"] for day in days] == ["ana", "bea", "bea", ""]


def test_the_present_owner_may_turn_out_to_have_been_it_earlier(firm: Crm) -> None:
    firm.ok("edit 1 --owner bea --at 2026-03-01")
    firm.ok("edit 1 --owner bea --at 2026-02-01")
    assert only(firm.rows("list --as-of 2026-02-15"))["owner"] == "bea"


def test_an_owner_who_had_the_customer_earlier_has_had_it_since_then(firm: Crm) -> None:
    firm.ok("edit 1 --owner bea --at 2026-03-01")
    firm.ok("edit 1 --owner bea --at 2026-02-01")
    assert only(firm.rows("list"))["days_since_contact"] == 43


def test_an_archived_customer_was_there_before(firm: Crm) -> None:
    firm.ok("archive 1 -m 'closed down' --at 2026-02-10")
    firm.ok("archive 1 --restore --at 2026-03-01")
    for day, there in (("2026-02-09", True), ("2026-02-10", False), ("2026-02-28", False), ("2026-03-01", True)):
        assert bool(firm.rows(f"list --as-of {day}")) is there
        assert bool(firm.rows(f"list --archived --as-of {day}")) is not there
        assert sum(row["count"] for row in firm.rows(f"stages --as-of {day}")) == there
        assert firm.ok(f"show 1 --format json --as-of {day}").json["archived"] is not there


def test_a_restored_customer_is_in_the_list(firm: Crm) -> None:
    firm.ok("archive 1")
    result = firm("archive 1 --restore --at -5d")
    # A day before the archiving cannot be meant: it is refused, or else the customer is really back.
    assert result.code == 5 or firm.rows("list")


def test_an_archived_customer_is_not_in_the_list(firm: Crm) -> None:
    firm.ok("archive 1 --at -10d")
    firm.ok("archive 1 --restore")
    result = firm("archive 1 --at -5d")
    assert result.code == 5 or not firm.rows("list")


def test_the_next_step_is_the_one_that_was_planned_then(firm: Crm) -> None:
    for now, line in (
        ("2026-02-01", "next 1 2026-02-20 send the quote"),
        ("2026-02-10", "next 1 2026-03-05 call"),
        ("2026-02-15", "next 1 --done"),
    ):
        firm.now(now)
        firm.ok(line)
    firm.now("2026-03-16")
    planned = {
        day: only(firm.rows(f"list --as-of {day}"))["next_step"]
        for day in ("2026-01-31", "2026-02-01", "2026-02-09", "2026-02-10", "2026-02-14", "2026-02-15")
    }
    assert planned == {
        "2026-01-31": "",
        "2026-02-01": "2026-02-20 send the quote",
        "2026-02-09": "2026-02-20 send the quote",
        "2026-02-10": "2026-03-05 call",
        "2026-02-14": "2026-03-05 call",
        "2026-02-15": "",
    }
    assert firm.ok("show 1 --format json --as-of 2026-02-12").json["next_due"] == "2026-03-05"
    assert firm.rows("list --missing next_step --as-of 2026-02-12") == []


def test_activities_count_to_the_end_of_the_day(firm: Crm) -> None:
    firm.ok("log 1 visit 'showed the catalogue' --at 2026-02-10")
    firm.ok("log 1 call 'they want two' --at '2026-02-20 17:45' --rep bea")
    assert [row["kind"] for row in firm.rows("activities --as-of 2026-02-20")] == ["call", "visit"]
    assert [row["kind"] for row in firm.rows("activities --as-of 2026-02-19")] == ["visit"]
    assert firm.rows("activities --as-of 2026-02-09") == []
    assert only(firm.rows("activities --by kind --as-of 2026-02-19"))["activities"] == 1
    days = ("2026-02-09", "2026-02-10", "2026-02-19", "2026-02-20", "2026-02-21")
    assert [only(firm.rows(f"list --as-of {day}"))["days_since_contact"] for day in days] == [39, 0, 9, 0, 1]
    assert firm.ok("show 1 --format json --as-of 2026-02-19").json["last_contact"]["kind"] == "visit"
    assert firm.ok("show 1 --format json --as-of 2026-02-09").json["last_contact"] is None


def test_without_a_contact_the_owners_first_day_counts(firm: Crm) -> None:
    firm.ok("edit 1 --owner bea --at 2026-02-10")
    days = ("2026-01-31", "2026-02-09", "2026-02-10", "2026-02-15")
    assert [only(firm.rows(f"list --as-of {day}"))["days_since_contact"] for day in days] == [30, 39, 0, 5]


def test_orders_and_payments_are_those_of_the_day(firm: Crm) -> None:
    firm.ok("order add 1 100.50 EUR --at 2026-01-10 --due 2026-02-10")
    firm.ok("pay o1 40.20 --at 2026-02-01")
    firm.ok("pay o1 60.30 --at 2026-03-01")
    assert firm.rows("order list --as-of 2026-01-09") == []
    paid = {
        day: only(firm.rows(f"order list --as-of {day}"))["paid"] for day in ("2026-01-31", "2026-02-01", "2026-03-01")
    }
    assert {day: float(amount) for day, amount in paid.items()} == {
        "2026-01-31": 0.0,
        "2026-02-01": 40.2,
        "2026-03-01": 100.5,
    }
    shown = firm.ok("order show o1 --format json --as-of 2026-02-20").json
    assert [part["state"] for part in shown["instalments"]] == ["overdue"]
    assert len(shown["payments"]) == 1
    assert firm("order show o1 --as-of 2026-01-09").code == 3


def test_a_receivable_ages_by_the_day(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-01-10 --due 2026-02-10")
    buckets = ("not_due", "d1_30", "d31_60", "d61_90", "d91_120", "over_120")
    past = {0: 0, 1: 1, 30: 1, 31: 2, 60: 2, 61: 3, 90: 3, 91: 4, 120: 4, 121: 5, 400: 5}
    for days, place in past.items():
        row = only(firm.rows(f"receivables --as-of {date(2026, 2, 10) + timedelta(days=days)}"))
        assert [name for name in buckets if float(row[name])] == [buckets[place]], f"{days} days past due"
        assert float(row["outstanding"]) == 100
    assert firm.rows("receivables --as-of 2026-01-09") == []


def test_a_cancelled_order_stood_until_it_was_cancelled(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-01-10")
    firm.ok("pay o1 30 --at 2026-01-20")
    firm.ok("order cancel o1 -m 'they withdrew' --at 2026-02-10")
    before, after = (only(firm.rows(f"order list --as-of {day}")) for day in ("2026-02-09", "2026-02-10"))
    assert (before["status"], float(before["paid"]), float(before["outstanding"])) == ("confirmed", 30, 70)
    assert (after["status"], float(after["paid"]), float(after["outstanding"])) == ("cancelled", 0, 0)
    owed = {day: only(firm.rows(f"receivables --as-of {day}")) for day in ("2026-01-19", "2026-02-09", "2026-02-10")}
    assert [float(row["outstanding"]) for row in owed.values()] == [100, 70, -30]
    assert [float(row["unapplied"]) for row in owed.values()] == [0, 0, 30]
    stages_of = [only(firm.rows(f"list --as-of {day}"))["stage"] for day in ("2026-01-09", "2026-02-09", "2026-02-10")]
    assert stages_of == ["lead", "buyer", "lead"]
    assert len(firm.rows("order list --status cancelled --as-of 2026-02-10")) == 1
    assert firm.rows("order list --status cancelled --as-of 2026-02-09") == []


def test_a_payment_before_its_order_is_credit_until_then(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-02-10")
    firm.ok("pay o1 30 --at 2026-02-01")
    early, late = (only(firm.rows(f"receivables --as-of {day}")) for day in ("2026-02-09", "2026-02-10"))
    assert (float(early["unapplied"]), float(early["outstanding"])) == (30, -30)
    assert (float(late["unapplied"]), float(late["outstanding"])) == (0, 70)


def test_credit_is_credit_until_it_is_used(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-01-10")
    firm.ok("pay o1 150 --at 2026-01-15")
    firm.ok("order add 1 60 EUR --at 2026-01-20")
    before = answers(firm, "2026-03-15")
    firm.ok("pay o2 --credit")
    assert answers(firm, "2026-03-15") == before
    assert [float(row["paid"]) for row in firm.rows("order list --as-of 2026-03-15")] == [0, 100]
    assert [float(row["paid"]) for row in firm.rows("order list")] == [50, 100]
    assert float(only(firm.rows("receivables"))["unapplied"]) == 0


def test_credit_used_with_a_clock_that_is_behind_is_not_older_than_its_money(firm: Crm) -> None:
    firm.ok("order add 1 50 EUR --at 2026-01-20")
    firm.ok("order add 1 100 EUR --at 2026-01-10")
    firm.ok("pay o2 100 --at 2026-03-10")
    firm.ok("order cancel o2 -m 'they withdrew' --at 2026-03-11")
    before = answers(firm, "2026-02-15")
    firm.now("2026-02-01")
    firm("pay o1 --credit")
    firm.now("2026-03-16")
    assert answers(firm, "2026-02-15") == before


def test_stale_says_who_was_stuck_then(firm: Crm) -> None:
    firm.ok("promote 1 -m asked --at 2026-02-01")
    firm.ok("log 1 visit 'showed it' --at 2026-02-03")
    firm.ok("order add 1 100 EUR --at 2026-03-10 --sample")
    assert only(firm.rows("stale --days 30 --as-of 2026-01-31"))["days_stale"] == 30
    row = only(firm.rows("stale --days 10 --as-of 2026-03-09"))
    assert (row["days_stale"], row["last_movement"], row["contacts_in_stage"]) == (36, "2026-02-01", 1)
    assert row["cause"] == "no-plan"
    assert only(firm.rows("stale --days 1 --as-of 2026-02-02"))["cause"] == "unvisited"
    assert firm.rows("stale --days 30 --as-of 2026-03-10") == []
    firm.ok("archive 1 --at 2026-03-12")
    assert len(firm.rows("stale --days 1 --as-of 2026-03-11")) == 1
    assert firm.rows("stale --days 1 --as-of 2026-03-12") == []


def test_a_cancelled_order_was_movement_until_it_was_cancelled(firm: Crm) -> None:
    firm.ok("order add 1 100 EUR --at 2026-02-01 --sample")
    firm.ok("order cancel o1 -m 'they withdrew' --at 2026-02-20")
    assert only(firm.rows("stale --days 1 --as-of 2026-02-19"))["last_movement"] == "2026-02-01"
    assert only(firm.rows("stale --days 1 --as-of 2026-02-20"))["last_movement"] == "2026-01-01"


def test_history_ends_with_the_day(firm: Crm) -> None:
    firm.ok("promote 1 -m asked --at 2026-02-01")
    firm.ok("archive 1 --at 2026-02-10")
    told = [row["what"] for row in firm.rows("history 1 --as-of 2026-02-01")]
    assert "lead → prospect" in told
    assert "archived" not in told
    assert "archived" in [row["what"] for row in firm.rows("history 1 --as-of 2026-02-10")]


# What changes an answer and what does not


LATER = (
    "promote 1 -m asked --at 2026-03-01",
    "demote 1 --to lost -m 'bought elsewhere' --at 2026-03-01",
    "edit 1 --owner bea --at 2026-03-01",
    "archive 1 --at 2026-03-01",
    "act 1 --until +9d call",
    "abandon 1 -m 'bought elsewhere'",
    "abandon 1 -m 'bought elsewhere' --to lost",
    "rules run",
    "log 1 visit 'showed it' --at '2026-03-01 08:00'",
    "next 1 2026-02-25 call",
    "next 1 --done",
    "order add 1 70 EUR --at 2026-03-01",
    "order cancel o1 -m 'they withdrew' --at 2026-03-01",
    "pay o1 10 --at 2026-03-01",
    "pay 1 500 EUR --at 2026-03-01",
    "add Firma --at 2026-03-01",
)


@pytest.fixture
def busy(crm: Crm) -> Crm:
    """The firm, with an order, a payment, a visit and a plan before the end of February; built once, then copied."""
    if _BUSY:
        crm.db.parent.mkdir(mode=0o700)
        crm.db.write_bytes(_BUSY[0])
        crm.db.chmod(0o600)
        return crm
    firm = _typed_firm(crm)
    firm.ok("config set days_buyer 40")
    firm.ok("order add 1 100 EUR --at 2026-01-20 --instalment 2026-02-01=40 --instalment 2026-04-01=60")
    firm.ok("pay o1 25 --at 2026-01-25")
    firm.ok("log 1 call 'they want two' --at 2026-02-03")
    firm.now("2026-02-05")
    firm.ok("next 1 2026-02-20 send the quote")
    firm.now("2026-03-16")
    _BUSY.append(firm.db.read_bytes())
    return firm


@pytest.mark.parametrize("line", LATER)
def test_what_is_dated_later_changes_nothing_and_neither_does_its_undo(busy: Crm, line: str) -> None:
    before, today = seen(busy, "2026-02-28"), seen(busy, "2026-03-16")
    busy.ok(line)
    assert seen(busy, "2026-02-28") == before
    assert seen(busy, "2026-03-16") != today
    busy.ok("undo")
    assert seen(busy, "2026-02-28") == before
    assert seen(busy, "2026-03-16") == today


EARLIER = (
    "promote 1 --to repeat -m asked --approved-by bea --at 2026-02-10",
    "edit 1 --owner bea --at 2026-02-10",
    "archive 1 --at 2026-02-10",
    "log 1 visit 'showed it' --at 2026-02-10",
    "order add 1 70 EUR --at 2026-02-10",
    "order cancel o1 -m 'they withdrew' --at 2026-02-10",
    "pay o1 10 --at 2026-02-10",
    "add Firma --at 2026-02-10",
)


@pytest.mark.parametrize("line", EARLIER)
def test_what_is_entered_late_counts_from_its_own_date(busy: Crm, line: str) -> None:
    days = ("2026-02-09", "2026-02-10", "2026-02-28")
    before = [seen(busy, day) for day in days]
    busy.ok(line)
    after = [seen(busy, day) for day in days]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, False]
    busy.ok("undo")
    assert [seen(busy, day) for day in days] == before


def test_today_is_what_reports_say_without_a_day(busy: Crm) -> None:
    assert answers(busy, "2026-03-16") == answers(busy)
    assert answers(busy, "today") == answers(busy)
    assert busy.ok("show 1 --all --format json --as-of today").json == busy.ok("show 1 --all --format json").json


def test_on_a_day_to_come_only_time_has_passed(busy: Crm) -> None:
    now, then = only(busy.rows("receivables")), only(busy.rows("receivables --as-of 2026-06-01"))
    assert now["outstanding"] == then["outstanding"]
    assert (float(then["d61_90"]), float(then["over_120"])) == (60, 0) or float(then["d91_120"]) == 15
    assert only(busy.rows("list --as-of 2026-06-01"))["days_in_stage"] == only(busy.rows("list"))["days_in_stage"] + 77


def test_facts_older_than_the_customer_in_the_file_count_too(firm: Crm) -> None:
    """A customer who is typed in today, with last year's order, owed at the end of last year."""
    firm.ok("order add 1 100 EUR --at 2025-11-10")
    firm.ok("pay o1 30 --at 2025-11-20")
    firm.ok("log 1 visit 'showed it' --at 2025-11-01")
    for by in ("customer", "owner"):
        assert float(only(firm.rows(f"receivables --by {by} --as-of 2025-12-31"))["outstanding"]) == 70
    assert float(only(firm.rows("order list --as-of 2025-12-31"))["paid"]) == 30
    assert len(firm.rows("activities --as-of 2025-12-31")) == 1
    assert only(firm.rows("activities --by kind --as-of 2025-12-31"))["activities"] == 1


@pytest.mark.parametrize("report", [*REPORTS, "show 1", "history 1", "order show o1"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_far_away(busy: Crm, report: str, day: str) -> None:
    result = busy(f"{report} --as-of {day}")
    assert result.code in (0, 3, 6), result.err


# The clock


def test_a_clock_that_is_behind_shows_nothing_later(busy: Crm) -> None:
    busy.ok("promote 1 --to repeat -m asked --approved-by bea --at 2026-03-01")
    busy.ok("archive 1 --at 2026-03-10")
    for day in ("2025-12-01", "2026-01-01", "2026-01-22", "2026-02-28", "2026-03-05"):
        busy.now("2026-03-16")
        then = answers(busy, day)
        busy.now(day)
        assert answers(busy) == then
        assert busy("show 1").code == (3 if day < "2026-01-01" else 0)


WRITES = (
    "add Firma",
    "edit 1 --owner bea",
    "edit 1 --stage lost -m asked",
    "promote 1 -m asked",
    "demote 1 --to lost -m asked",
    "log 1 call hello",
    "log 1 call hello --next '+3d call'",
    "next 1 +3d call",
    "next 1 --done",
    "order add 1 70 EUR",
    "order cancel o1 -m 'they withdrew'",
    "pay o1 10",
    "pay 1 500 EUR",
    "archive 1",
    "act 1 --until +9d call",
    "abandon 1 -m 'bought elsewhere'",
    "rules run",
    "undo",
)


@pytest.mark.parametrize("line", WRITES)
@pytest.mark.parametrize("day", ["2025-12-01", "2026-01-22"])
def test_writing_with_a_clock_that_is_behind_does_or_refuses(busy: Crm, line: str, day: str) -> None:
    busy.now(day)
    result = busy(line)
    assert result.code in (0, 4, 5), result.err
    seen(busy, day)
    busy.now("2026-03-16")
    seen(busy, "2026-03-16")
    if result.code == 0 and line != "undo":
        busy.ok("undo")


def test_a_move_with_a_clock_that_is_behind_comes_after_the_previous_one(busy: Crm) -> None:
    busy.ok("promote 1 --to repeat -m asked --approved-by bea --at 2026-03-01")
    busy.now("2026-02-01")
    busy.ok("demote 1 --to lost -m 'bought elsewhere'")
    busy.now("2026-03-16")
    row = only(busy.rows("list"))
    assert (row["stage"], row["days_in_stage"]) == ("lost", 15)
    assert only(busy.rows("list --as-of 2026-02-28"))["stage"] == "buyer"


def test_bringing_back_with_a_clock_that_is_behind_brings_back(busy: Crm) -> None:
    busy.ok("archive 1 --at 2026-03-01")
    busy.now("2026-02-01")
    result = busy("archive 1 --restore")
    busy.now("2026-03-16")
    assert result.code == 5 or busy.rows("list")


# Whole stories


class Fact(NamedTuple):
    """Something that happens some days after what happened before it."""

    gap: int
    kind: str
    who: int
    number: int


KINDS = ("add", "promote", "demote", "give", "archive", "log", "sell", "cancel", "pay", "pay order")
PLANS = ("plan", "finish")


def facts(*kinds: str) -> st.SearchStrategy[list[Fact]]:
    """Return stories of facts of these kinds."""
    fact = st.builds(
        Fact, st.sampled_from((0, 0, 1, 7, 40)), st.sampled_from(kinds), st.integers(0, 5), st.integers(0, 5)
    )
    return st.lists(fact, min_size=3, max_size=12)


def happened(place: Place, fact: Fact, day: date) -> bool:
    """Enter a fact of a day with the place's clock; returns whether it was accepted."""
    one = str(1 + fact.who % 2)
    at = day.isoformat()
    motive = stages.Motive("they said so", day=day)
    request = place.request()
    due = (day + timedelta(days=30 * fact.number - 60)).isoformat()
    new = orders.NewOrder(one, "100", "EUR", at=at, sample=fact.number == 5, instalments=(f"{due}=30", f"{at}=70"))
    rep = ("-", "ana", "bea")[fact.number % 3]
    do: dict[str, Callable[[], Any]] = {
        "add": lambda: customers.add(request, customers.Details(name="Firm", owner=rep), day),
        "promote": lambda: stages.promote(request, [one], "", motive),
        "demote": lambda: stages.demote(request, [one], ("lead", "lost", "dormant")[fact.number % 3], motive),
        "give": lambda: customers.edit(request, [one], customers.Details(owner=rep), motive),
        "archive": lambda: customers.archive(request, [one], "", day, restore=fact.number % 2 == 0),
        "log": lambda: activities.log(request, [activities.Entry(one, "visit", "showed it", at, rep="ana")]),
        "sell": lambda: orders.add(request, [new]),
        "cancel": lambda: orders.cancel(request, [f"o{1 + fact.number}"], "they withdrew", day),
        "pay": lambda: payments.pay(request, [payments.NewPayment(one, "45.5", "EUR", at)]),
        "pay order": lambda: payments.pay(request, [payments.NewPayment(f"o{1 + fact.number}", "70", at=at)]),
        "plan": lambda: activities.plan(request, one, f"+{fact.number}d", "call"),
        "finish": lambda: activities.finish(request, one),
    }
    try:
        do[fact.kind]()
    except CrmError:
        return False
    return True


def begun(place: Place, day: date) -> None:
    """Add the two customers that every story is about."""
    for name in ("Firm", "Firma"):
        customers.add(place.request(), customers.Details(name=name, owner="ana"), day)


def told(place: Place, day: date) -> dict[str, Any]:
    """Return all that reports and histories say as of a day."""
    with view(place.path, day) as opened:
        answered = reports(opened)
        return answered | {f"history {row.id}": history(opened, str(row.id)) for row in answered["list"]}


FEW = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(story=facts(*KINDS, *PLANS))
def test_a_day_looks_later_as_it_looked_then(story: list[Fact]) -> None:
    with closing(Place()) as place:
        begun(place, place.today)
        looked = {}
        for fact in story:
            place.today += timedelta(days=fact.gap)
            happened(place, fact, place.today)
            looked[place.today] = told(place, place.today)
        place.today += timedelta(days=100)
        for day, then in looked.items():
            assert told(place, day) == then


@FEW
@given(story=facts(*KINDS))
def test_facts_typed_all_at_once_answer_like_facts_typed_day_by_day(story: list[Fact]) -> None:
    with closing(Place()) as live, closing(Place()) as later:
        later.today = START + timedelta(days=1_000)
        begun(live, START)
        begun(later, START)
        days = {START - timedelta(days=1), START}
        for fact in story:
            live.today += timedelta(days=fact.gap)
            days |= {live.today - timedelta(days=1), live.today}
            assert happened(live, fact, live.today) == happened(later, fact, live.today)
        for day in days:
            assert without_words(told(live, day)) == without_words(told(later, day))


def without_words(told: dict[str, Any]) -> dict[str, Any]:
    """Leave out who was asked to approve and what they said: that is dated when it is typed, whatever it is about."""
    return {
        name: [row for row in answer if not (name.startswith("history") and row.id.startswith("q"))]
        if name.startswith("history")
        else answer
        for name, answer in told.items()
    }
