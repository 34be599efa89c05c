"""Adding, finding, changing and putting away customers."""

import stat
from pathlib import Path

import pytest

from conftest import Crm


def test_a_new_customer_is_a_lead_with_a_first_contact(crm: Crm) -> None:
    crm.ok("rep add ana")
    one = crm.ok(
        "add Talleres Ibarra --contact 'Lucía Ochoa' --title Compras --email l@i.example --phone '+34 600 1 2 3'"
        " --wechat lucia88 --website ibarra.example --address 'C/ Mayor 1' --region Bizkaia --industry metal"
        " --category dealer --size 50 --needs 'press brakes' --grade b --source fair --owner ana --tag vip --tag 2026"
        " --note 'prefers mail' --at -10d"
    ).out.strip()
    row = crm.ok("show --format jsonl", one).json
    assert (row["name"], row["stage"], row["owner"], row["grade"]) == ("Talleres Ibarra", "lead", "ana", "B")
    assert row["stage_since"] == "2026-03-06"
    assert row["contacts"][0]["name"] == "Lucía Ochoa"
    assert [point["kind"] for point in row["contacts"][0]["points"]] == ["email", "phone", "wechat"]
    assert row["tags"] == ["2026", "vip"]


@pytest.mark.parametrize("option", ["--email A@X.example", "--phone '0034 600-111-222'"])
def test_the_same_email_or_phone_is_refused_and_names_the_customer(crm: Crm, option: str) -> None:
    crm.add("Known", "--email a@x.example --phone '+34 600 111 222'")
    before = crm.db.read_bytes()
    result = crm(f"add Other {option}")
    assert result.code == 4
    assert "Known (1)" in result.err
    assert crm.db.read_bytes() == before
    assert crm(f"add Other {option} --force").code == 5
    crm.ok(f"add Other {option} --force -m 'same switchboard'")
    assert crm.rows("history Other")[0]["detail"].endswith("same switchboard")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("add", 2),
        ("add ' '", 6),
        ("add X --grade E", 6),
        ("add X --stage lurker", 6),
        ("add X --owner nobody", 3),
        ("add X --at +3d", 5),
        ("add X --at 10/11/2026", 6),
        ("add X --format json", 2),
    ],
)
def test_bad_input_has_its_exit_code_and_no_effect(crm: Crm, line: str, code: int) -> None:
    assert crm(line).code == code
    assert crm.rows("list") == []


@pytest.mark.parametrize(
    "ref",
    ["1", "L@I.example", "+34 600 111 222", "600111222", "ibarra", "TALLERES", "lucia", "Lucía", "alleres Ib", "广元"],
)
def test_a_customer_is_named_by_id_email_phone_or_any_piece(crm: Crm, ref: str) -> None:
    crm.add("Talleres Ibárra 广元", "--contact Lucía --email l@i.example --phone '+34 600 111 222'")
    crm.add("Other Firm", "--contact Pedro")
    assert crm.ok("show --format ids", ref).out == "1\n"


def test_digits_are_an_id_if_there_is_one_and_then_a_phone(crm: Crm) -> None:
    crm.add("First", "--phone 22222")
    for number in range(2, 5):
        crm.add(f"Other {number}")
    assert crm.ok("show 3 --format csv --fields name").lines[1] == "Other 3"
    assert crm.ok("show 22222 --format csv --fields name").lines[1] == "First"
    assert crm("show 99").code == 3


def test_several_fits_are_listed_with_code_4(crm: Crm) -> None:
    crm.add("Müller Holz")
    crm.add("Muller Stahl")
    result = crm("show muller")
    assert result.code == 4
    assert "Müller Holz" in result.err
    assert "Muller Stahl" in result.err
    assert crm.ok("show 'müller holz' --format ids").out == "1\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("广元", [1]),
        ("press", [2]),
        ("prensa", [2]),
        ("peñalver", [2]),
        ("penal", [2]),
        ("vip", [1]),
        ("13800138000", [1]),
        ("ana@x.example", [2]),
        ("press valencia", [2]),
        ("press 广元", []),
        ("'\"'", []),
        ("OR", []),
        ("llad", [2]),
    ],
)
def test_words_are_found_in_everything_that_is_known(crm: Crm, words: str, found: list[int]) -> None:
    crm.add("深圳市广元机电", "--phone '138 0013 8000' --tag vip")
    crm.add("Valladolid S.A.", "--contact Peñalver --email ana@x.example --needs 'press, prensa' --note 'Valencia too'")
    assert [row["id"] for row in crm.rows(f"find {words}")] == found
    assert [row["id"] for row in crm.rows(f"list {words}")] == found


def test_filters_narrow_and_missing_finds_gaps(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--owner ana --region North --email a@a.example --at -5d")
    crm.add("B", "--region North --stage prospect")
    crm.add("C", "--region South --grade A --tag x --tag y")

    def names(options: str) -> str:
        return "".join(row["name"] for row in crm.rows(f"list {options}"))

    assert names("--region north") == "AB"
    assert names("--stage prospect") == "B"
    assert names("--owner ana") == "A"
    assert names("--owner -") == "BC"
    assert names("--missing email,owner") == "BC"
    assert names("--tag x --tag y") == "C"
    assert names("--since -1d") == "BC"
    assert names("--grade a --region South") == "C"
    assert crm("list --missing nonsense").code == 6
    assert crm("list --owner nobody").code == 3


def test_edit_changes_what_is_said_and_nothing_else(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.add("A", "--contact Ana --email a@a.example --phone 12345678 --note old --tag x")
    crm.ok("edit A --note new --email b@a.example --email c@a.example --tag y --untag x --owner ana --title CEO")
    row = crm.ok("show A --format json").json
    assert (row["note"], row["owner"], row["tags"]) == ("new", "ana", ["y"])
    assert row["contacts"][0]["title"] == "CEO"
    points = [(point["kind"], point["value"]) for point in row["contacts"][0]["points"]]
    assert points == [("phone", "12345678"), ("email", "b@a.example"), ("email", "c@a.example")]
    crm.ok("edit A --note '' --owner -")
    row = crm.ok("show A --format json").json
    assert (row["note"], row["owner"]) == ("", "")


def test_edit_moves_a_stage_only_with_a_reason(crm: Crm) -> None:
    crm.add("A")
    assert crm("edit A --stage prospect --note x").code == 5
    assert crm.ok("show A --format json").json["note"] == ""
    crm.ok("edit A --stage prospect -m 'asked for a quote'")
    assert crm.rows("history A")[-1]["detail"] == "manual · asked for a quote"


def test_many_customers_change_as_one_step(crm: Crm) -> None:
    for name in "ABC":
        crm.add(name)
    ids = crm.ok("list --format ids").out
    crm.ok("edit - --region North", stdin=ids)
    assert {row["region"] for row in crm.rows("list")} == {"North"}
    crm.ok("edit 1,3 --region South")
    assert [row["region"] for row in crm.rows("list")] == ["South", "North", "South"]
    crm.ok("undo")
    assert {row["region"] for row in crm.rows("list")} == {"North"}
    assert crm("edit 1 2 99 --region X").code == 3
    assert {row["region"] for row in crm.rows("list")} == {"North"}
    assert crm("edit 1 2 --name X").code == 6
    assert crm("edit - --region X", stdin="").code == 2


def test_an_editor_changes_the_form_that_explains_itself(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.add("A", "--contact Ana --email a@a.example --note 'two\nlines' --tag x")
    script = crm.folder / "editor.sh"
    script.write_text(
        '#!/bin/sh\ncp "$1" seen.txt\nsed -i \'s/^region:.*/region: Norte/; s/^tags:.*/tags: y, z/\' "$1"\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    assert crm("edit A").code == 2, "nobody sits there"
    assert crm("edit A", terminal=True).code == 0
    seen = (crm.folder / "seen.txt").read_text("utf-8")
    assert "# A (1), lead" in seen
    assert "note: two\n lines" in seen
    row = crm.ok("show A --format json").json
    assert (row["region"], row["tags"], row["note"]) == ("Norte", ["y", "z"], "two\nlines")
    steps = len(crm.rows("undo --list"))
    assert "Nothing was changed" in crm("edit A", terminal=True).err
    assert len(crm.rows("undo --list")) == steps
    script.write_text("#!/bin/sh\necho 'nonsense' >> \"$1\"\n")
    assert crm("edit A", terminal=True).code == 6
    assert list(Path("/tmp").glob("crm-*.txt")) == []


def test_the_archived_are_out_of_sight_and_come_back(crm: Crm) -> None:
    crm.add("A")
    crm.add("B")
    crm.ok("archive A -m closed")
    assert [row["name"] for row in crm.rows("list")] == ["B"]
    assert [row["name"] for row in crm.rows("list --archived")] == ["A"]
    assert crm("archive A").code == 5
    assert crm.ok("show A --format json").json["archived"] is True
    crm.ok("archive A --restore")
    assert len(crm.rows("list")) == 2
    assert crm("archive A --restore").code == 5


def test_contacts_come_go_and_move(crm: Crm) -> None:
    crm.add("A")
    crm.add("B")
    one = crm.ok("contact add A Ana López --title CEO --email a@a.example").out.strip()
    assert one == "c1"
    assert crm("contact add A ' '").code == 6
    crm.ok("contact edit c1 --title CFO --phone 1234567")
    assert crm.rows("contact list A")[0]["title"] == "CFO"
    crm.ok("contact move c1 B")
    assert crm.rows("contact list A") == []
    assert crm.ok("show a@a.example --format ids").out == "2\n"
    assert crm("contact move c1 B").code == 5
    crm.ok("contact archive 'ana lo'")
    assert crm.rows("contact list B")[0]["archived_on"] == "2026-03-16"
    crm.ok("undo")
    crm.ok("undo")
    assert crm.rows("contact list A")[0]["phone"] == "1234567"
    assert crm("contact edit c9 --title X").code == 3


def test_reps_are_named_and_have_one_name_each(crm: Crm) -> None:
    assert crm.ok("rep add Ana García --role manager --email a@x.example").out == "r1\n"
    assert crm("rep add 'ana GARCIA'").code == 4
    crm.ok("rep add luis --manager 'ana garcía'")
    assert crm("rep add x --role king").code == 6
    rows = crm.rows("rep list")
    assert [(row["name"], row["role"], row["manager"]) for row in rows] == [
        ("Ana García", "manager", ""),
        ("luis", "rep", "Ana García"),
    ]
    crm.ok("rep edit luis --inactive --name Luis")
    assert crm.rows("rep list")[-1]["active"] is False


def test_who_acts_is_as_else_me_else_nobody(crm: Crm) -> None:
    crm.ok("rep add ana")
    crm.ok("rep add luis")
    crm.add("A")
    assert crm.ok("show A --format json").json["owner"] == ""
    crm.ok("config set me ana")
    crm.add("B")
    assert crm.ok("show B --format json").json["owner"] == "ana"
    crm.add("C", "--as luis")
    assert crm.ok("show C --format json").json["owner"] == "luis"
    assert crm("add D --as nobody").code == 3


def test_likeness_that_is_no_reason_to_refuse_is_pointed_out(crm: Crm) -> None:
    crm.add("Vidrios Ruiz SL", "--phone '+34 600 999 888'")
    assert "Vidrios Ruiz SL (1) of the same name" in crm("add", "VIDRIOS RUIZ, S.L.").err
    assert "Mind" not in crm("add Other").err
    assert "is Vidrios Ruiz SL (1) too" in crm("contact add Other Ana --phone 600999888").err
    assert "is Vidrios Ruiz SL (1) too" in crm("edit Other --phone 600999888").err


def test_a_caller_is_found_with_and_without_the_country_code(crm: Crm) -> None:
    crm.add("A", "--phone '+34 600 999 888'")
    for words in ("600999888", "+34600999888", "34600"):
        assert [row["id"] for row in crm.rows("find", words)] == [1], words


def test_whoever_has_left_gets_no_customers(crm: Crm) -> None:
    crm.ok("rep add Tom Jones")
    crm.add("A", "--owner tom")
    crm.ok("rep edit tom --inactive")
    assert crm("edit A --owner 'tom jones'").code == 5
    assert crm("edit A --grade A --as zoe").code == 3


def test_digits_in_a_name_are_a_piece_of_it(crm: Crm) -> None:
    crm.add("Fair 20255")
    assert crm.ok("show 20255 --format ids").out == "1\n"


@pytest.mark.parametrize("words", ["strasse sohne", "Straße", "jurgen weissmuller", "lodz", "orsted", "Ørsted"])
def test_letters_need_not_be_typed_as_they_are_written(crm: Crm, words: str) -> None:
    crm.add("Straße & Söhne Ørsted Łódź", "--contact 'Jürgen Weißmüller'")
    assert len(crm.rows("find", words)) == 1
    assert crm.ok("show strasse --format ids").out == "1\n"


def test_a_reason_for_adding_is_kept(crm: Crm) -> None:
    crm.ok("add A -m met at the fair")
    assert crm.rows("history A")[0]["detail"] == "added · met at the fair"
