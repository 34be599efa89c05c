"""The rules, on plain values: dates, money, names, phones, ageing, stages."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.errors import BadInputError
from crmcli.rules import ageing, dates, money, names, phones, stages
from crmcli.rules.lines import split
from crmcli.rules.texts import checked, spoken

MONDAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-3-1", date(2026, 3, 1)),
        ("today", MONDAY),
        ("Yesterday", date(2026, 3, 15)),
        ("+3d", date(2026, 3, 19)),
        ("-2w", date(2026, 3, 2)),
        ("+1m", date(2026, 4, 16)),
        ("-1y", date(2025, 3, 16)),
        ("fri", date(2026, 3, 20)),
        ("monday", date(2026, 3, 23)),
        ("eom", date(2026, 3, 31)),
    ],
)
def test_dates_as_people_type_them(text: str, expected: date) -> None:
    assert dates.day(text, MONDAY) == expected


def test_a_month_has_a_last_day() -> None:
    assert dates.day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert dates.day("eom", date(2026, 12, 5)) == date(2026, 12, 31)


def test_a_weekday_that_has_been_is_the_last_one() -> None:
    assert dates.day("fri", MONDAY, past=True) == date(2026, 3, 13)
    assert dates.day("mon", MONDAY, past=True) == MONDAY


@pytest.mark.parametrize("text", ["10/11/2026", "1.2.26", "soon", "", "2026-02-30", "+99999y", "9999-12-31", "٣-١-٢"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        dates.day(text, MONDAY)


def test_a_slashed_date_is_read_as_configured() -> None:
    assert dates.day("10/11/2026", MONDAY, order="dmy") == date(2026, 11, 10)
    assert dates.day("10/11/26", MONDAY, order="mdy") == date(2026, 10, 11)
    assert dates.day("2026/11/10", MONDAY, order="ymd") == date(2026, 11, 10)


@given(st.dates(date(1900, 1, 1), date(8999, 12, 31)), st.integers(-9999, 9999))
def test_days_are_counted_back_and_forth(day: date, count: int) -> None:
    wanted = day + timedelta(days=count)
    if date(1900, 1, 1) <= wanted <= date(9000, 12, 31):
        assert dates.day(f"{count:+}d", day) == wanted
        assert dates.days_between(day.isoformat(), wanted) == count


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [("12", "EUR", 1200), ("12.5", "EUR", 1250), ("12.50", "EUR", 1250), ("0.05", "USD", 5), ("7", "JPY", 7),
     ("1.5", "KWD", 1500), ("1.0001", "CLF", 10001), ("007", "EUR", 700)],
)  # fmt: skip
def test_amounts_are_exact(text: str, code: str, minor: int) -> None:
    assert money.parse(text, code) == minor


@pytest.mark.parametrize(
    "text", ["1.000", "1,5", "1e3", "NaN", "inf", "-1", "+1", "1_000", "", ".", "1.", "٣", "9" * 16]
)
def test_doubtful_amounts_are_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        money.parse(text, "EUR")


@given(st.integers(0, 10**15 - 1), st.sampled_from(sorted(money.EXPONENTS)))
def test_money_survives_the_way_out_and_in(minor: int, code: str) -> None:
    text = f"{money.decimal(minor, code):f}"
    assert money.parse(text, code) == minor
    assert isinstance(money.decimal(minor, code), Decimal)


def test_the_currencies_are_those_of_iso_4217() -> None:
    by_exponent = Counter(money.EXPONENTS.values())
    assert set(by_exponent) == {0, 2, 3, 4}
    three = sorted(code for code, exponent in money.EXPONENTS.items() if exponent == 3)
    assert " ".join(three) == "BHD IQD JOD KWD LYD OMR TND"
    assert money.EXPONENTS["JPY"] == money.EXPONENTS["CLP"] == money.EXPONENTS["VND"] == 0
    assert all(len(code) == 3 and code.isupper() for code in money.EXPONENTS)
    assert len(money.EXPONENTS) > 150


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Talleres Ibarra, S.L.", "TALLERES IBARRA SL"),
        ("Herrajes Peñasco S.A. de C.V.", "herrajes penasco"),
        ("深圳市广元机电设备有限公司", "深圳市广元机电设备"),
        ("Ningbo Star Trading Co., Ltd.", "NINGBO STAR TRADING"),
        ("Möbelwerk GmbH & Co. KG", "MOBELWERK"),
        ("ＡＢＣ Ltd", "ABC"),
    ],
)
def test_a_company_is_the_same_without_its_legal_form(left: str, right: str) -> None:
    assert names.company_key(left) == names.company_key(right)


def test_companies_that_differ_stay_apart() -> None:
    assert names.company_key("广州广元有限公司") != names.company_key("深圳广元有限公司")
    assert names.company_key("Star A") != names.company_key("Star B")
    assert names.company_key("S.A.") != ""


def test_a_person_is_the_same_in_either_order() -> None:
    assert names.person_key("Ana López") == names.person_key("LOPEZ, Ana")


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("+86 138 0013 8000", "13800138000"),
        ("+86-(0)757-8633 2910", "0757-86332910"),
        ("0034 612 345 678", "612345678"),
        ("612 345 678", "+34 612345678"),
        ("tel:+1-505-555-0142", "+1 (505) 555-0142"),
        ("０２２-２３５８ ext. 12", "022 2358"),
    ],
)
def test_phones_are_found_however_they_are_written(kept: str, asked: str) -> None:
    assert set(phones.phone_keys(kept)) & set(phones.phone_lookups(asked))


def test_phones_of_different_countries_stay_apart() -> None:
    assert not set(phones.phone_keys("+34 612345678")) & set(phones.phone_lookups("+44 612345678"))
    assert set(phones.phone_keys("612345678", "ES")) & set(phones.phone_lookups("+34612345678"))
    assert not set(phones.phone_keys("612345678", "ES")) & set(phones.phone_lookups("+44 612345678"))
    assert phones.phone_keys("12") == []


@given(st.integers(-500, 500))
def test_every_day_past_due_is_in_exactly_one_bucket(late: int) -> None:
    due = (MONDAY - timedelta(days=late)).isoformat()
    inside = [place for place, (first, last) in enumerate(ageing.spans(MONDAY)) if first <= due <= last]
    assert inside == [ageing.bucket(due, MONDAY)]


@given(st.lists(st.integers(0, 1000), max_size=30))
def test_the_median_is_the_middle(values: list[int]) -> None:
    import statistics

    assert stages.median(Counter(values)) == (statistics.median(values) if values else None)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Z", "C"], exclude_characters='"“«「'), min_size=1)))
def test_words_of_a_line_are_what_stands_between_spaces(words: list[str]) -> None:
    assert split(" ".join(words)) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"blue mesa" visit don\'t "panic" now', ["blue mesa", "visit", "don't", "panic", "now"]),
        ("ibarra call “two words” x", ["ibarra", "call", "two words", "x"]),
        ('a 5" pipe', ["a", '5"', "pipe"]),
        ('never "closed', ["never", '"closed']),
        ('--next "fri send it"', ["--next", "fri send it"]),
        ("", []),
    ],
)
def test_lines_are_split_as_people_mean_them(line: str, words: list[str]) -> None:
    assert split(line) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [(["“two", "words”"], "two words"), (["«uno", "dos»"], "uno dos"), (["「看」"], "看"), (["“a” and “b”"], "“a” and “b”"),
     (["plain"], "plain"), ([], "")],
)  # fmt: skip
def test_one_pair_of_quotes_around_a_sentence_is_dropped(words: list[str], text: str) -> None:
    assert spoken(words) == text


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 1001])
def test_only_what_would_break_the_file_is_refused(text: str) -> None:
    with pytest.raises(BadInputError, match="--note"):
        checked(text, "--note")


@given(st.text(max_size=1000))
def test_any_other_text_is_kept_as_it_is(text: str) -> None:
    if "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text):
        assert checked(text, "x") is text


_LETTERS = st.text(st.sampled_from("aZ09_ .-áÉßİŉſØ王李州司機＿Ａ가ｶﾞ\u0301\u3000☃"), max_size=12)


@given(_LETTERS)
def test_what_a_name_becomes_does_not_depend_on_the_way_it_is_folded(text: str) -> None:
    assert names.fold(f"{text} ☃") == names.fold(text), "a sign of another kind makes it take the long way"
    apart = "".join(f" {one} " if "\u4e00" <= one <= "\u9fff" or one == "가" else one for one in text)
    assert names.searchable(text).split() == names.searchable(apart).split()
