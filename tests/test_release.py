"""Customers of whom nothing is heard come free, where the firm wants that, and never without a warning."""

from datetime import date

import pytest

from conftest import Crm
from crmcli import clock
from crmcli.actions.release import release_idle
from crmcli.store.write import Request, step


def run(crm: Crm, day: str, *, dry_run: bool = False) -> list[str]:
    """Let the rules of that day be carried out, and return what was done."""
    crm.now(day)
    request = Request(crm.db, "crm rules run", "", date.fromisoformat(day), clock.stamp(), dry_run)
    with step(request) as work:
        return [done.sentence for done in release_idle(work)]


@pytest.fixture
def firm(crm: Crm) -> Crm:
    crm.ok("rep add ana")
    crm.add("Old", "--at -300d")
    crm.add("New", "--at -300d")
    crm.add("Sold", "--at -300d")
    crm.ok("assign 1 2 3 --to ana")  # on 2026-03-16
    crm.ok("log 1 call before it was hers --at -200d")
    return crm


def owned(crm: Crm) -> list[int]:
    return [row["id"] for row in crm.rows("list --owner ana")]


def test_it_is_off_until_it_is_switched_on(firm: Crm) -> None:
    assert run(firm, "2028-01-01") == []
    firm.ok("config set release_days 0")
    assert firm.ok("config get release_days").out == "off\n"
    assert run(firm, "2028-01-01") == []


def test_who_was_warned_and_did_nothing_loses_the_customer(firm: Crm) -> None:
    firm.ok("config set release_days 30")
    assert run(firm, "2026-04-07") == [], "22 days after the assignment"
    warned = run(firm, "2026-04-08")
    assert len(warned) == 3
    assert warned[0] == ("Old (1): nothing was done for 23 days; ana loses it on 2026-04-15 unless something is.")
    assert run(firm, "2026-04-09") == [], "once is enough"
    firm.ok("log 2 call hello --as ana")
    firm.ok("order add 3 100 EUR")
    released = run(firm, "2026-04-15")
    assert released == ["Old (1): nothing was done for 30 days; it is ana's no more."]
    assert owned(firm) == [2, 3]
    last = firm.rows("owners 1")[-1]
    assert (last["former"], last["owner"], last["by"]) == ("ana", "", "")
    assert "release_days is 30" in last["why"]
    assert run(firm, "2026-04-16") == []
    assert len(run(firm, "2026-05-02")) == 2, "the clock began anew with what was done"
    firm.ok("claim 1 --as ana")
    assert len(run(firm, "2026-05-26")) == 3
    firm.ok("undo")
    firm.ok("undo")
    firm.ok("undo")
    firm.now("2026-04-15")
    assert owned(firm) == [2, 3]


def test_whoever_was_idle_long_before_is_warned_first_too(firm: Crm) -> None:
    firm.ok("config set release_days 30")
    assert all("loses it on 2028-01-08" in one for one in run(firm, "2028-01-01"))
    assert run(firm, "2028-01-07") == []
    assert len(run(firm, "2028-01-08")) == 3
    firm.ok("undo")
    assert len(run(firm, "2028-01-08")) == 3, "what was taken back is done again"


def test_a_firm_may_do_without_warnings_and_a_dry_run_writes_none(firm: Crm) -> None:
    firm.ok("config set release_days 30")
    assert len(run(firm, "2026-04-10", dry_run=True)) == 3
    firm.ok("config set release_warn_days off")
    assert run(firm, "2026-04-14") == []
    assert len(run(firm, "2026-04-15")) == 3
    assert owned(firm) == []


def test_the_rules_of_time_release_as_one_step(firm: Crm) -> None:
    firm.ok("config set release_days 5")
    firm.ok("config set release_warn_days 2")
    firm.now("2026-03-19")
    ran = firm.ok("rules run --format json").json
    assert [row["rule"] for row in ran if row["rule"] == "release"] == ["release"] * 3
    assert firm.ok("rules run").out == ""
    firm.now("2026-03-21")
    assert [row["id"] for row in firm.ok("rules run --format json").json] == ["1", "2", "3"]
    assert owned(firm) == []
