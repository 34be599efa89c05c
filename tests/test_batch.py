"""Many lines at once: the good ones land as one step, the bad come back as a file."""

from conftest import Crm


def test_visits_are_typed_a_line_each(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("Talleres Ibarra", "--at -300d")
    crm.add("Blue Mesa", "--at -300d")
    lines = """# the first weeks
ibarra call don't panic, "they" said --at -30d --rep ana

"blue mesa" visit “Showed the catalogue” --minutes 90 --next "+3d send the quote"
"""
    result = crm("log -", stdin=lines)
    assert result.code == 0
    rows = crm.rows("activities")
    assert rows[0]["text"] == "Showed the catalogue"
    assert rows[1]["text"] == "don't panic, they said"
    assert rows[1]["rep"] == "ana"
    assert len(crm.rows("undo --list")) == 4
    crm.ok("undo")
    assert crm.rows("activities") == []


def test_bad_lines_are_named_and_come_back_as_a_file(crm: Crm) -> None:
    crm.add("A")
    lines = "A call one\nNobody call two\nA dance three\nA call\nA call five --at 31/12/2025\nA call six --nonsense\nA call 七\n"
    result = crm("log -", stdin=lines)
    assert result.code == 6
    assert {row["text"] for row in crm.rows("activities")} == {"one", "七"}
    for number in (2, 3, 4, 5, 6):
        assert f"line {number}:" in result.err
    rejected = crm.folder / "log.rejected.txt"
    assert rejected.read_text("utf-8").splitlines() == lines.splitlines()[1:6]
    assert rejected.stat().st_mode & 0o777 == 0o600


def test_orders_and_payments_go_the_same_way(crm: Crm) -> None:
    crm.add("A", "--at -300d")
    orders = "A 100 EUR --code X-1 --at -20d\nA 12e3 EUR\nA 50 EUR --code X-2 --instalment -5d=20 --instalment +5d=30\n"
    assert crm("order add -", stdin=orders).code == 6
    assert (crm.folder / "order-add.rejected.txt").read_text("utf-8") == "A 12e3 EUR\n"
    assert crm("pay -", stdin="X-1 100\nX-2 20 EUR --instalment 1\n").code == 0
    assert [row["outstanding"] for row in crm.rows("order list")] == ["30.00", "0.00"]
    assert crm.ok("show A --format json").json["stage"] == "repeat"


def test_the_same_line_of_a_batch_may_need_what_an_earlier_one_made(crm: Crm) -> None:
    crm.add("A", "--at -300d")
    crm.ok("order add -", stdin="A 1 EUR --at -20d --code X\nA 1 EUR --at -10d --code Y\n")
    assert crm("order add -", stdin="A 1 EUR --code X\n").code == 6
    assert crm.ok("show A --format json").json["stage"] == "repeat"


def test_a_dry_run_says_and_does_nothing(crm: Crm) -> None:
    crm.add("A")
    before = crm.db.read_bytes()
    assert "would be" in crm("log - --dry-run", stdin="A call x\nA dance y\n").err.lower()
    assert crm.db.read_bytes() == before
    assert not (crm.folder / "log.rejected.txt").exists()


def test_input_that_is_not_utf8_names_the_line(crm: Crm) -> None:
    crm.add("A")
    result = crm("log -", stdin=b"A call fine\nA call caf\xe9\n")
    assert result.code == 6
    assert "line 2" in result.err
    assert crm.rows("activities") == []
