"""What may be promised: rates, seasons and their clocks, policies, quotes, and the screen before a call."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli.errors import RefusedError
from crmcli.model.words import How, Role
from crmcli.rules import policies, rates, seasons
from crmcli.rules.clocks import Clock
from crmcli.rules.gates import Person
from crmcli.rules.gates import given as decided
from crmcli.rules.policies import Case, Offered, Policy, Rank
from crmcli.rules.rates import Rate
from crmcli.rules.seasons import Season
from crmcli.store import products
from crmcli.store import rates as kept_rates
from terminals import EVERYTHING, harmless

DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
OF_THE_YEAR = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"{day:%m-%d}") | st.just("02-29")
SINCE = st.dates(date(2026, 1, 1), date(2026, 1, 9)).map(date.isoformat)
SEASONS = st.builds(
    Season, st.integers(1, 9), st.sampled_from("ab"), OF_THE_YEAR, OF_THE_YEAR, st.just(()), st.just(""),
    SINCE, st.sampled_from(["", "2026-11-11", "2027-02-03"]),
)  # fmt: skip
LIMITS = st.lists(st.integers(0, 10_000), min_size=3, max_size=3).map(sorted)
POLICIES = st.builds(
    lambda number, stage, season, group, limits, since: Policy(
        number, stage, season, group, *limits, 30, "", since, "2026-01-08" if number % 4 == 0 else ""
    ),
    st.integers(1, 50), st.sampled_from(["", "lead", "repeat"]), st.sampled_from(["", "peak"]),
    st.sampled_from(["", "Pumps"]), LIMITS, SINCE,
)  # fmt: skip
CASES = st.builds(
    Case, st.sampled_from(["lead", "buyer", "repeat"]), st.sampled_from([(), ("Peak",), ("other", "peak")]),
    st.sampled_from(["", "pumps", "valves"]), SINCE,
)  # fmt: skip


# What the rules are


@settings(max_examples=60)
@given(st.lists(POLICIES, max_size=8, unique_by=lambda one: one.id), CASES)
def test_the_most_specific_policy_holds_of_those_the_newest(there: list[Policy], case: Case) -> None:
    best = policies.winner(there, case)
    fits = [
        one
        for one in there
        if one.since <= case.day
        and (not one.ended or case.day < one.ended)
        and one.stage in ("", case.stage)
        and (not one.season or "peak" in [name.lower() for name in case.seasons])
        and (not one.group or case.group == "pumps")
    ]
    assert (best is None) == (not fits)
    for one in fits:
        assert best is not None
        names, mine = (sum(map(bool, row[1:4])) for row in (one, best))
        assert names < mine or (names == mine and (one.since, one.id) <= (best.since, best.id))


@settings(max_examples=80)
@given(POLICIES, st.integers(1, 50_000), st.integers(0, 60_000), st.none() | st.integers(0, 40_000), st.integers(0, 60))
def test_what_takes_whose_word_is_exact_to_the_unit(
    policy: Policy, full: int, price: int, floor: int | None, term: int
) -> None:
    who = policies.taken(policy, Offered(price, full, floor, term)).who
    less = Fraction(max(full - price, 0) * 10_000, full)
    limits = (policy.rep, policy.manager, policy.director)
    enough = next((place for place, most in enumerate(limits) if less <= most), 3)
    beyond = (floor is not None and price < floor) or term > 30
    assert who == max(enough, 2 if beyond else 0)
    for rank in (Rank.REP, Rank.MANAGER, Rank.DIRECTOR):
        least = policies.lowest(policy, rank, full, floor)
        assert least is not None
        assert policies.taken(policy, Offered(least, full, floor)).who <= rank
        if least:
            assert policies.taken(policy, Offered(least - 1, full, floor)).who > rank


@settings(max_examples=80)
@given(st.lists(st.sampled_from(Role), min_size=1, max_size=5), st.data())
def test_nobody_approves_beyond_their_rank_and_the_asker_never(roles: list[Role], data: st.DataObject) -> None:
    people = [Person(number, f"r{number}", role) for number, role in enumerate(roles, 1)]
    asker = data.draw(st.none() | st.sampled_from(people))
    by = data.draw(st.none() | st.sampled_from(people))
    needed = data.draw(st.sampled_from([Role.MANAGER.value, Role.DIRECTOR.value]))
    try:
        word = decided(people, asker, by, needed, strict=True)
    except RefusedError:
        assert by is None or by == asker or policies.rank(by.role) < policies.rank(needed)
    else:
        assert by is not None
        assert by != asker
        assert word.how == How.GIVEN
        assert policies.rank(by.role) >= policies.rank(needed)


def _begun(season: Season, year: int) -> tuple[date, date]:
    def at(text: str, year: int) -> date:
        try:
            return date.fromisoformat(f"{year}-{text}")
        except ValueError:
            return date(year, 2, 28)

    return at(season.first, year), at(season.last, year + (season.first > season.last))


@settings(max_examples=150)
@given(SEASONS, DAYS)
def test_a_season_goes_over_the_end_of_the_year(season: Season, day: date) -> None:
    spans = [_begun(season, year) for year in (day.year - 1, day.year, day.year + 1)]
    assert season.holds(day) == any(first <= day <= last for first, last in spans)
    assert season.begins_after(day) == next(first for first, _last in spans if first > day)


@settings(max_examples=60)
@given(st.lists(SEASONS, max_size=3), DAYS, st.integers(0, 900), st.integers(0, 400))
def test_a_clock_counts_the_days_on_which_it_does_not_stand(
    pausing: list[Season], day: date, ago: int, count: int
) -> None:
    def still(one: date) -> bool:
        return seasons.stands(pausing, one)

    def ran(since: date) -> int:
        between = [since + timedelta(days=place) for place in range(1, (day - since).days + 1)]
        return sum(not any(one.holds(at) and one.kept(at.isoformat()) for one in pausing) for at in between)

    clock, since = Clock(day, {"lead": still}), day - timedelta(days=ago)
    assert clock["lead"][since.isoformat()] == ran(since)
    assert clock["buyer"][since.isoformat()] == ago
    assert clock.stood("lead", since.isoformat()) == ago - ran(since)
    latest = clock.latest("lead", count)
    assert (since.isoformat() <= latest) == (ran(since) >= count)
    reached = clock.reached("lead", since.isoformat(), count)
    assert (reached is not None and reached <= day) == (ran(since) >= count)
    assert clock.latest("buyer", count) == (day - timedelta(days=count)).isoformat()


@settings(max_examples=80)
@given(
    st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]), st.sampled_from(["USD", "KRW", "CLF"]),
    st.decimals("0.0001", "99999", places=6),
)  # fmt: skip
def test_a_conversion_is_exact_and_halves_go_away_from_zero(
    minor: int, source: str, target: str, rate: Decimal
) -> None:
    places = {"JPY": 0, "KRW": 0, "EUR": 2, "USD": 2, "KWD": 3, "CLF": 4}
    exact = Fraction(minor) * Fraction(rate) * Fraction(10) ** (places[target] - places[source])
    found = rates.convert(minor, source, target, Fraction(rate))
    assert type(found) is int
    assert abs(found - exact) <= Fraction(1, 2)
    if abs(found - exact) == Fraction(1, 2):
        assert abs(found) > abs(exact)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([("EUR", "USD"), ("USD", "EUR"), ("EUR", "CNY")]), SINCE), max_size=6), SINCE)
def test_the_newest_rate_counts_whichever_way_it_was_entered(
    entered: list[tuple[tuple[str, str], str]], day: str
) -> None:
    there = [Rate(*pair, Fraction(place + 2), since) for place, (pair, since) in enumerate(entered)]
    found = rates.in_force(there, "EUR", "USD", day)
    fits = [one for one in there if {one.source, one.target} == {"EUR", "USD"} and one.since <= day]
    assert (found is None) == (not fits)
    if found:
        assert found.since == max(one.since for one in fits)
        back = rates.in_force(there, "USD", "EUR", day)
        both = {one.source for one in fits if one.since == found.since}
        assert back is not None
        assert len(both) == 2 or back.rate * found.rate == 1


@settings(max_examples=40)
@given(st.dictionaries(SINCE, st.integers(0, 9_999), max_size=5), SINCE)
def test_a_price_is_that_of_the_last_day_before(prices: dict[str, int], day: str) -> None:
    with closing(_empty()) as connection:
        connection.executemany(
            "INSERT INTO product_price (product_id, since, currency, list_price) VALUES (1, ?, 'EUR', ?)",
            prices.items(),
        )
        found = products.price(connection, 1, "EUR", day)
        past = [since for since in prices if since <= day]
        assert (found.list_price if found else None) == (prices[max(past)] if past else None)
        connection.execute("ROLLBACK")


def _empty() -> sqlite3.Connection:
    """Return a database in memory with the shape of products alone."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    connection.execute(
        "CREATE TABLE product_price (id INTEGER PRIMARY KEY, product_id, since, currency, list_price, floor_price, cost)"
    )
    return connection


# What a person sees


@pytest.fixture
def firm(crm: Crm) -> Crm:
    """Two reps, a manager and a director; Ibarra is Ana's; pumps have a floor, and a policy of their own in the peak."""
    for line in (
        *("rep add wei --role manager", "rep add carmen --role director"),
        *("rep add ana --manager wei", "rep add tom --manager wei"),
        *("add Ibarra --owner ana --at -100d", "add 广元家具 --owner ana --stage repeat --at -40d"),
        "product add PUMP-2 'Centrifugal pump' --unit pcs --group pumps --list 1250 --floor 980 --cost 700 --currency EUR --since -60d",
        "product add 阀门-5 球阀 --list 320 --currency EUR",
        "policy add --rep 5 --manager 10 --director 25 --term 60",
        "season set peak 02-15..03-31",
        "policy add --stage repeat --season PEAK --group Pumps --rep 0 --manager 2 --director 5 --strategy 'allocate first'",
    ):
        crm.ok(f"{line} -q")
    return crm


def test_a_quote_from_the_offer_to_the_order(firm: Crm) -> None:
    assert firm.ok("quote add ibarra --line PUMP-2:3@1200 --until +30d --as ana").out == "k1\n"
    waits = firm.ok("quote add 1 --line PUMP-2:3@1150 --line 阀门-5:1.5 --terms 30@order,70@delivered+60d --as ana")
    assert waits.out == "k2\n"
    assert "3930.00 EUR, 7.09 % below the list; it waits as q1 for the word of a manager" in waits.err
    assert "PUMP-2: 8 % off; 5 % are a rep's own (w1)" in waits.err
    (asked,) = firm.rows("approvals")
    assert (asked["kind"], asked["evidence"], asked["asked_by"]) == ("quote", "k2", "ana")

    # Nobody accepts it before, neither does the asker approve it, nor a rep; whoever is above the manager may.
    assert "waits as q1" in firm("quote accept k2 --as ana").err
    assert [firm(f"approve q1 --as {name}").code for name in ("ana", "tom")] == [5, 5]
    firm.ok("approve q1 --as carmen -m 'a good customer'")
    accepted = firm.ok("quote accept k2 --as ana")
    assert accepted.out == "o1\n"
    assert "now buyer" in accepted.err
    order = firm.ok("order show o1 --format json").json
    assert order["order"]["amount"] == "3930.00"
    assert [(part["amount"], part["after"]) for part in order["instalments"]] == [
        ("1179.00", ""),
        ("2751.00", "delivered+60d"),
    ]
    assert [(line["product"], line["qty"], line["price"]) for line in order["lines"]] == [
        ("PUMP-2", "3", "1150.00"),
        ("阀门-5", "1.5", "320.00"),
    ]

    # What it was measured by stays, though price and policy change.
    firm.ok("product edit PUMP-2 --list 1300 --floor 1180")
    firm.ok("policy end w1")
    shown = firm.ok("quote show k2 --format json").json
    assert (shown["stage"], shown["season"], shown["policy"], shown["list_amount"]) == ("lead", "peak", "w1", "4230.00")
    assert (
        shown["lines"][0] | {"list_price": "1250.00", "floor_price": "980.00", "discount": "8.00"} == shown["lines"][0]
    )
    assert firm("quote accept k2").code == 5

    # The word that it took is not taken back alone, and a quote that went past it is found.
    number = next(row["step"] for row in firm.rows("undo --list") if row["command"].startswith("crm approve"))
    assert firm(f"undo {number}").code == 4
    assert [row["result"] for row in firm.rows("check") if row["check"] == "quotes"] == ["ok"]
    whole = firm.db.read_bytes()
    with closing(sqlite3.connect(firm.db)) as connection, connection:
        connection.execute("UPDATE quote SET needs = 'director', accepted_on = '2026-03-16' WHERE id = 1")
    (found,) = [row for row in firm("check --quiet --format json").json if row["check"] == "quotes"]
    assert found["detail"] == "k1 was accepted on 2026-03-16 without the word of a director"
    firm.db.write_bytes(whole)

    # One undo takes acceptance, order and move back together.
    firm.ok("undo")
    firm.ok("undo")
    firm.ok("undo")
    assert [row["status"] for row in firm.rows("quote list")] == ["open", "open"]
    assert firm.ok("show 1 --format json").json["stage"] == "lead"
    firm.ok("undo")
    assert [row["status"] for row in firm.rows("quote list --status waiting")] == ["waiting"]


def test_what_is_beyond_everybody_below_the_floor_or_too_long(firm: Crm) -> None:
    beyond = firm("quote add 1 --line PUMP-2:1@900 --as carmen")
    assert beyond.code == 5
    assert "28 % off; 25 % are the most that anybody may give (w1)" in beyond.err
    firm.ok("policy add --stage lead --rep 30 --manager 40 --director 50 --term 30")
    firm.ok("quote add 1 --line PUMP-2:1@979.99 --as wei")
    firm.ok("quote add 1 --line 阀门-5:1 --terms 100@delivered+31d --as wei")
    firm.ok("quote add 1 --line 阀门-5:1 --terms 100@delivered+30d --as wei")
    firm.ok("quote add 2 --line PUMP-2:1@1237.50 --as ana")
    asked = firm.rows("quote list")
    assert [(row["id"], row["needs"]) for row in asked] == [
        ("k4", "manager"),
        ("k3", ""),
        ("k2", "director"),
        ("k1", "director"),
    ]
    # Whoever orders without a quote is seen.
    firm.ok("order add 1 --line PUMP-2:1@979 --force -m agreed --as ana")
    assert [(row["id"], row["who"], row["detail"]) for row in firm.rows("audit signals --kind below-floor")] == [
        ("o1", "ana", "below the floor price, and from no quote: PUMP-2")
    ]
    # A manager is not enough for what takes a director, and one who asked never is.
    assert [firm(f"approve {number} --as wei").code for number in ("q1", "q2")] == [5, 5]
    firm.ok("reject q1 -m 'not below cost' --as carmen")
    firm.ok("approve q2 --as carmen")
    assert [row["status"] for row in firm.rows("quote list")] == ["waiting", "open", "open", "rejected"]
    assert "rejected as q1" in firm("quote accept k1 --as wei --force -m so").err


def test_another_reps_live_quote_and_one_that_expired(firm: Crm) -> None:
    firm.ok("assign 2 --to tom")
    firm.ok("quote add 2 --line 阀门-5:10 --until +5d --as ana --force -m 'tom is away'")
    second = firm("quote add 2 --line 阀门-5:2 --line PUMP-2:1 --as tom --force -m mine")
    assert second.code == 5
    assert "ana quoted 阀门-5 in k1, which is live" in second.err
    firm.ok("quote add 2 --line PUMP-2:1 --as tom")
    assert firm("quote add 2 --line 阀门-5:2 --as wei").code == 5
    forced = firm.ok("quote add 2 --line 阀门-5:2 --as wei --force -m 'the price list is new'")
    assert "ana's k1 is live; forced: the price list is new" in forced.err
    firm.ok("quote close k3 -m 'too dear'")
    firm.now("2026-03-22")
    assert [row["status"] for row in firm.rows("quote list")] == ["closed", "open", "expired"]
    assert [row["status"] for row in firm.rows("quote list --as-of 2026-03-21")] == ["closed", "open", "open"]
    firm.ok("quote add 2 --line 阀门-5:2 --as tom")
    late = firm("quote accept k1 --as tom")
    assert late.code == 5
    assert "k1 expired on 2026-03-21" in late.err
    assert "forced: signed on Friday" in firm.ok("quote accept k1 --as tom --force -m 'signed on Friday'").err
    assert firm("quote close k1 -m x").code == 5
    told = [row["what"] for row in firm.rows("history 2")]
    assert {"quote 640.00 EUR", "quote closed", "quote accepted"} <= set(told)

    # They stay one customer's through a merge, an export and an import.
    firm.ok("merge 1 2 --yes")
    assert {row["customer_id"] for row in firm.rows("quote list")} == {1}
    assert [row["result"] for row in firm.rows("audit verify")].count("ok") > 5
    firm.ok("export --all out")
    other = firm.folder / "other.db"
    firm.ok(f"--db {other} import out")
    assert firm.rows("quote list") == firm.rows(f"--db {other} quote list")
    assert firm.rows("price 1") == firm.rows(f"--db {other} price 1")


def test_the_screen_before_a_call(firm: Crm) -> None:
    firm.ok("order add 2 --line PUMP-2:2@1200 --at -20d")
    firm.ok("product edit PUMP-2 --list 1300 --since 2026-03-10")
    firm.ok("quote add 2 --line PUMP-2:1@1290 --until +9d --as ana")
    (row,) = firm.rows("price 广元 --as ana")["products"]  # type: ignore[call-overload]
    assert (row["list_price"], row["floor_price"], row["lowest"]) == ("1300.00", "980.00", "1300.00")
    assert (row["policy"], row["strategy"], row["manager"], row["term"]) == ("w2", "allocate first", "2.00", None)
    assert row["paid"] == [
        {"at": "2026-02-24", "order": "o1", "qty": "2", "price": "1200.00", "discount": "4.00"},
    ]
    assert [(one["id"], one["status"]) for one in row["quotes"]] == [("k1", "waiting")]
    screen = firm.ok("price 2 PUMP-2 --as carmen", terminal=True, width=60).out
    assert all(len(line) <= 60 for line in screen.splitlines())
    for part in ("1300.00 EUR/pcs · floor 980.00", "down to 1235.00 EUR", "w2 · allocate first", "k1: 1 at 1290.00"):
        assert part in screen
    assert firm.ok("price 1 --format csv --fields code,lowest").lines[1:] == ["阀门-5,304.00", "PUMP-2,1235.00"]
    # Before the season, and before the new price.
    past = firm.ok("price 2 PUMP-2 --as-of 2026-03-09 --format json").json["products"][0]
    assert (past["list_price"], past["quotes"]) == ("1250.00", [])
    held = firm.rows("policy explain 2 PUMP-2")
    assert [(one["id"], one["holds"]) for one in held] == [("w2", True), ("w1", False)]
    assert held[1]["why"] == "w2 says more of the case"
    assert [one["why"] for one in firm.rows("policy explain 1 PUMP-2")][1] == "the stage is lead"


def test_a_season_lets_the_clocks_of_a_stage_stand_still(firm: Crm) -> None:
    assert firm.rows("show 1")["days_in_stage"] == 100  # type: ignore[call-overload]
    firm.ok("season set peak 02-15..03-31 --pause lead --since 2026-01-01")
    assert firm.rows("show 1")["days_in_stage"] == 70  # type: ignore[call-overload]
    assert [(row["id"], row["days_in_stage"]) for row in firm.rows("list --stage lead")] == [(1, 70)]
    assert firm.rows("stages")[0]["median_days"] == 70
    assert [row["days_stale"] for row in firm.rows("stale")] == [70]
    assert [firm.rows(f"stale --days {days}") != [] for days in (70, 71)] == [True, False]
    told = {row["topic"]: row for row in firm.rows("explain 1")}
    assert "on 30 of them the clock stood still" in told["movement"]["value"]
    assert told["season"]["rule"].startswith("02-15..03-31")
    firm.ok("config set days_lead 71")
    assert any("lead for 70 days without movement; 71 are expected" in row["why"] for row in firm.rows("today"))
    assert firm.rows("rules run")[0]["what"].count("70 of 71 days (80 %)") == 1
    reached = {row["topic"]: row["value"] for row in firm.rows("explain 1")}["limit"]
    assert reached == "71 days; reached on 2026-04-01"
    firm.now("2026-04-01")
    assert [row["days_stale"] for row in firm.rows("stale")] == [71]

    # A season that is given up stands for the days before; what is dated later changes no earlier answer.
    before = firm.rows("stale --as-of 2026-03-16 --days 1")
    firm.ok("season unset peak")
    firm.ok("season set low 04-01..04-30 --pause lead")
    assert firm.rows("stale --as-of 2026-03-16 --days 1") == before
    assert firm.rows("show 1")["days_in_stage"] == 70  # type: ignore[call-overload]
    firm.ok("config stage rename lead suspect")
    assert firm.rows("list --stage suspect")[0]["days_in_stage"] == 70
    firm.ok("undo")


def test_what_a_season_asks_for_and_of_whom(firm: Crm) -> None:
    def asked() -> list[tuple[str, str, int]]:
        return [(row["phase"], row["stage"], row["customers"]) for row in firm.rows("season")]

    assert asked() == [("in", "repeat", 1)]
    assert firm.rows("season")[0]["strategy"] == "allocate first"
    firm.ok("season set peak 11-15..02-10 --pause lead --strategy 'old customers first' --since 2026-01-01")
    assert firm.rows("season")[0]["strategy"].startswith("Develop leads")
    assert asked() == [("off", "lead", 1)]
    firm.now("2026-09-20")
    assert asked() == [("before", "prospect", 0), ("before", "buyer", 0)]
    assert firm.rows("season")[0]["begins"] == "2026-11-15"
    firm.now("2027-02-10")
    assert asked() == [("in", "repeat", 1), ("in", "lead", 1)]
    assert [row["clock"] for row in firm.rows("season")] == ["", "still"]
    assert firm.rows("season list")[0]["pauses"] == "lead"
    for line in ("season set x 11-31..02-10", "season set x 11-15", "season set x 1-1..2-2 --pause lost"):
        assert firm(line).code == 6, line
    assert firm("season unset nothing").code == 3
    assert firm("policy add --rep 5 --manager 4 --director 9").code == 6
    assert firm("policy add --rep 5 --manager 10 --director 101").code == 6
    assert firm("policy add --rep 5 --manager 10 --director 20 --season nothing").code == 3
    changes = [row["detail"] for row in firm.rows("audit signals") if row["kind"] == "rules"]
    assert any("peak" in one for one in changes)


def test_rates_are_entered_exactly(crm: Crm) -> None:
    crm.ok("rate add EUR USD 1.0800")
    crm.ok("rate add eur usd 1.1 --at 2026-01-01")
    crm.ok("rate add USD EUR 0.9 --at 2026-03-20")
    assert crm.rows("rate list") == [
        {"pair": "EUR/USD", "rate": "1.08", "since": "2026-03-16", "in_force": True},
        {"pair": "EUR/USD", "rate": "1.1", "since": "2026-01-01", "in_force": False},
    ]
    crm.ok("rate add EUR USD 1.07")
    assert crm.rows("rate list --as-of 2026-03-20")[0] | {"rate": "1.07", "in_force": False} in crm.rows(
        "rate list --as-of 2026-03-20"
    )
    with closing(sqlite3.connect(crm.db)) as connection:
        there = kept_rates.rates(connection, "2026-12-31")
        assert rates.in_force(there, "EUR", "USD", "2026-03-19") == Rate("EUR", "USD", Fraction("1.07"), "2026-03-16")
        assert rates.in_force(there, "EUR", "USD", "2026-03-20") == Rate("EUR", "USD", Fraction(10, 9), "2026-03-20")
    for bad in ("1e3", "0", "-1", "1,08", "NaN", ""):
        assert crm("rate add EUR USD", bad).code in (2, 6), bad
    assert crm("rate add EUR EUR 1").code == 6


def test_hostile_words_do_no_harm(firm: Crm) -> None:
    assert firm("season set", EVERYTHING[:90], "01-01..02-02").code == 6
    firm.ok("policy add --rep 1 --manager 2 --director 3 --strategy", EVERYTHING)
    firm.ok("season set peak 02-15..03-31 --strategy", EVERYTHING)
    firm.ok("quote add 1 --line 阀门-5:1 --as ana --note", EVERYTHING)
    for line in ("season", "policy list", "quote list", "quote show k1", "price 1", "policy explain 1", "season list"):
        harmless(firm.ok(line, terminal=True).out)
