"""A wrong word gets the nearest right one, and a missing one an example: never a wall."""

import pytest

from conftest import Crm

_WRONG = [
    ("stlae", 2, "crm stale or crm stages"),
    ("order ad", 2, "crm order add"),
    ("backup", 2, "crm db backup"),  # right, but in another group
    ("stale --dayz 3", 2, "--days"),
    ("list --stage leed", 6, "lead"),
    ("promote ibarra -m x --to prospct", 6, "prospect"),
    ("list --fields id,nmae", 2, "name"),
    ("list --sort nmae", 2, "name"),
    ("list --where regoin=x", 3, "region"),
    ("list --where bugdet=x", 3, "budget"),  # a field of one's own
    ("stages --by regoin", 2, "region"),
    ("receivables --by ownr", 2, "owner"),
    ("list --format jsn", 2, "json or jsonl"),
    ("list --owner anna", 3, "ana"),
    ("show ibara", 3, "Talleres Ibarra (1)"),
    ("show holztecnik", 3, "Holztechnik Börnsee (2)"),
    ("list --since yestrday", 6, "yesterday"),
    ("flow --period last-quater", 6, "last-quarter"),
    ("log ibarra vist", 6, "visit"),
    ("config set currncy EUR", 3, "currency"),
    ("config field remove bugdet", 3, "budget"),
    ("order add ibarra 5 EUX", 6, "EUR"),
    ("rep add otto --role direktor", 6, "director"),
    ("lose ibarra -m x --reason prise", 6, "price"),
    ("export custmers", 2, "customers"),
    ("edit ibarra --set budget=19k", 6, "10k"),
    ("help formts", 3, "formats"),
]


def test_a_wrong_word_gets_the_nearest_right_one(firm: Crm) -> None:
    firm.ok("config field add budget --choices 10k,50k")
    for line, code, near in _WRONG:
        wrong = firm(line)
        assert wrong.code == code, line
        said = [text for text in wrong.err.splitlines() if "Did you mean" in text]
        assert len(said) == 1, f"{line}: {wrong.err}"
        assert near in said[0], f"{line}: {said[0]}"


@pytest.mark.parametrize(
    ("line", "missing", "example"),
    [("log", "REF", "crm log "), ("pay", "ORDER|REF", "crm pay o17"), ("stale --days", "--days", "crm stale --days")],
)
def test_what_is_missing_is_named_and_shown_once(crm: Crm, line: str, missing: str, example: str) -> None:
    said = crm(line)
    assert said.code == 2
    assert missing in said.err.splitlines()[0]
    assert example in said.err
    assert len(said.err.splitlines()) <= 3


def test_a_word_near_nothing_gets_the_list_and_a_long_one_no_search(firm: Crm) -> None:
    assert "There are: table, csv" in firm("list --format qqqq").err
    assert "Did you mean" not in firm("list --format", "x" * 100_000).err
    for line in ("qwerty", "--bogus", "order --bogus"):
        assert firm(line).err.count("\n") <= 3
        assert "There are" not in firm(line).err
