"""Cards that wait: kept in an inbox, looked at one by one, as they came."""

import pytest

from conftest import Crm, Result
from test_cards import ANA, results, take, vcard

PEDRO = vcard("Pedro Gil", "Other Firm", phone="+34 600 111 222")
FAR = vcard("王磊", "广元机电", email="wl@gy-machines.example")


@pytest.fixture
def waiting(crm: Crm) -> Crm:
    """Ana's firm (1), 广州市广元机电有限公司 (2), and two cards that may be theirs."""
    crm.ok("rep add wei")
    take(crm, ANA)
    crm.add("广州市广元机电有限公司")
    rows = take(crm, PEDRO, FAR, options="--source 'Canton Fair 2026' --as wei")
    assert results(rows) == ["needs-look", "needs-look"]
    assert "Talleres Ibarra S.L. (1)" in str(rows[0]["detail"])
    assert "广州市广元机电有限公司 (2), 0.88: same name without place" in str(rows[1]["detail"])
    return crm


def review(crm: Crm, *answers: str, options: str = "") -> Result:
    return crm(f"card review {options}", stdin="".join(f"{one}\n" for one in answers), terminal=True)


def test_a_doubtful_card_waits_once_and_says_for_whom(waiting: Crm) -> None:
    rows = waiting.rows("card list --inbox")
    assert [(row["id"], row["likely_id"], row["event"], row["rep"]) for row in rows] == [
        ("k2", 1, "Canton Fair 2026", "wei"),
        ("k3", 2, "Canton Fair 2026", "wei"),
    ]
    (again,) = take(waiting, PEDRO)
    assert (again["result"], again["detail"][:28]) == ("known", "it waits in the inbox alread")
    assert len(waiting.rows("card list")) == 3
    assert waiting.rows("card list")[0]["customer_id"] == 1
    assert len(waiting.rows("list")) == 2


def test_review_attaches_makes_new_ones_and_notes_in_the_same_breath(waiting: Crm) -> None:
    seen = review(waiting, "n", "wants a saw", "b", "wei", "+7d call him", "a", "", "", "", "", "")
    assert seen.code == 0, seen.err
    assert "waits because its e-mail or phone belongs to Talleres Ibarra" in seen.err
    (pedro,) = [row for row in waiting.rows("list") if row["name"] == "Other Firm"]
    assert (pedro["grade"], pedro["owner"], pedro["next_step"]) == ("B", "wei", "2026-03-23 call him")
    assert "wants a saw" in waiting.ok(f"show {pedro['id']} --format json").out
    assert waiting.ok(f"show {pedro['id']} --format json").json["source"] == "Canton Fair 2026"
    assert [one["name"] for one in waiting.rows("contact list 2")] == ["王磊"]
    assert waiting.rows("card list --inbox") == []
    assert results(take(waiting, PEDRO, FAR)) == ["known", "known"]
    waiting.ok("undo")
    assert len(waiting.rows("card list --inbox")) == 2
    assert len(waiting.rows("list")) == 2


def test_a_field_is_put_right_and_a_card_is_skipped(waiting: Crm) -> None:
    seen = review(waiting, "e", "name=Pedro Gil Sanz", "e", "phone=+34 600 999 888", "e", "x", "n", "", "", "", "", "s")
    assert seen.code == 0, seen.err
    (person,) = waiting.rows("contact list 3")
    assert (person["name"], person["phone"]) == ("Pedro Gil Sanz", "+34 600 999 888")
    assert [row["state"] for row in waiting.rows("card list")] == ["kept", "kept", "skipped"]
    assert results(take(waiting, FAR)) == ["known"]
    assert "No card waits." in review(waiting).err


def test_a_wrong_answer_leaves_the_card_and_goes_on(waiting: Crm) -> None:
    seen = review(waiting, "a", "nobody at all", "", "", "", "", "l")
    assert seen.code == 4
    assert "nobody at all" in seen.err
    assert "0 cards done, 2 wait on" in seen.err
    assert len(waiting.rows("card list --inbox")) == 2


def test_a_script_takes_what_is_likely_and_leaves_the_rest(waiting: Crm) -> None:
    waiting.add("Twin", "--email shared@x.example")
    take(waiting, vcard("X", "Three", email="shared@x.example", phone="+34600111222"))
    result = waiting("card review --yes")
    assert result.code == 4
    assert result.out == "1\n2\n"
    assert [row["id"] for row in waiting.rows("card list --inbox")] == ["k4"]
    assert waiting("card review").code == 2


def test_force_makes_a_customer_of_a_card_that_waits(waiting: Crm) -> None:
    assert results(take(waiting, PEDRO, options="--force -m 'shared switchboard'")) == ["created"]
    assert [row["id"] for row in waiting.rows("card list --inbox")] == ["k3"]
    assert len(waiting.rows("card list")) == 3


def test_merging_takes_the_cards_along(waiting: Crm) -> None:
    waiting.ok("merge 1 2 --yes")
    assert [row["likely_id"] for row in waiting.rows("card list --inbox")] == [1, 1]
    assert [row["likely_id"] for row in waiting.rows("card list --inbox --as-of 2026-03-16")] == [1, 1]


def test_the_original_is_printed_as_it_came_and_harms_no_terminal(waiting: Crm) -> None:
    assert waiting.ok("card show k1").out.replace("\r\n", "\n").strip() == ANA.replace("\r\n", "\n").strip()
    assert waiting.ok("card show 1").out == waiting.ok("card show k1").out
    evil = vcard("Eve", "Evil Ltd", more="NOTE:\x1b]0;owned\x07")
    take(waiting, evil)
    assert "\x1b" not in waiting.ok("card show k4", terminal=True).out
    assert waiting("card show k99").code == 3
    waiting.ok("card show k1 --to ana.vcf")
    target = waiting.folder / "ana.vcf"
    assert target.read_bytes().strip() == ANA.encode().strip()
    assert target.stat().st_mode & 0o777 == 0o600
    assert waiting("card show k1 --to ana.vcf").code == 4


def test_a_colleague_by_domain_waits_and_a_known_firm_gets_a_second_contact(crm: Crm) -> None:
    take(crm, vcard("Ana López", "Talleres Ibarra S.L.", email="ana@ibarra.example"))
    rows = take(
        crm,
        vcard("Iñaki Ruiz", "Ibarra Export", email="inaki@ibarra.example"),
        vcard("Eva Gil", "TALLERES IBARRA", email="eva@gmail.com"),
        vcard("Leo Paz", "Talleres Ibarra Internacional", email="leo@gmail.com"),
    )
    assert results(rows) == ["needs-look", "completed", "created"]
    assert "same domain" in str(rows[0]["detail"])
    assert "possibly Talleres Ibarra S.L. (1)" in str(rows[2]["detail"])


def test_on_a_terminal_one_is_asked_at_once(crm: Crm) -> None:
    take(crm, ANA)
    (crm.folder / "pedro.vcf").write_text(PEDRO, "utf-8")
    later = crm("add --card pedro.vcf", stdin="n\n", terminal=True)
    assert later.code == 4
    assert "Look at those that wait now?" in later.err
    again = crm("add --card pedro.vcf", terminal=True)
    assert (again.code, "1 known already, 0 to look at" in again.err) == (0, True), again
    crm.ok("undo")
    now = crm("add --card pedro.vcf", stdin="y\na\n\n\n\n\n\n", terminal=True)
    assert now.code == 0, now.err
    assert [one["name"] for one in crm.rows("contact list 1")] == ["Ana López", "Pedro Gil"]


def test_a_dry_run_says_what_would_become_of_them_and_writes_nothing(waiting: Crm) -> None:
    before = waiting.db.read_bytes()
    result = waiting("card review --yes --dry-run")
    assert result.code == 0, result
    assert result.out == ""
    assert "nothing is written: k2 Pedro Gil: completed Talleres Ibarra S.L. (1)" in result.err
    assert "Nothing is written. 2 cards done, 0 wait on." in result.err
    asked = review(waiting, "n", "", "", "", "", "s", options="--dry-run")
    assert asked.code == 0, asked
    assert "nothing is written: k2 Pedro Gil: created Other Firm" in asked.err
    assert waiting.db.read_bytes() == before


def test_what_is_hard_to_read_makes_no_second_contact_either(waiting: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nuria Sáenz\nTalleres Ibarra S.L.\nTel. +34 946 690 317\n"
    monkeypatch.setattr("crmcli.exchange.cards.given.SURE", 1.01)
    assert waiting("add --text - --format json", stdin=text).json[0]["result"] == "needs-look"
    assert waiting.rows("card list --inbox")[-1]["likely_id"] == 1
    waiting("card review --yes --min-confidence 0.2")
    assert "Nuria Sáenz" in [one["name"] for one in waiting.rows("contact list 1")]


def test_a_customer_shows_its_cards(waiting: Crm) -> None:
    waiting.ok("card review --yes")
    cards = waiting.ok("show 2 --format json").json["cards"]
    assert [(one["id"], one["contact"], one["event"], one["rep"]) for one in cards] == [
        ("k3", "王磊", "Canton Fair 2026", "wei")
    ]
    assert "k3 · 王磊 · Canton Fair 2026 · wei" in waiting.ok("show 2", terminal=True).out


def test_the_original_of_a_vcard_is_shown(waiting: Crm) -> None:
    assert "│ ORG:Other Firm" in review(waiting, "l", "l").err


def test_what_is_hard_to_read_makes_no_customer_until_somebody_looked(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Nuria Sáenz\nDirectora de compras\nFORJAS DEL CADAGUA, S.L.\nTel. +34 946 690 317\n"
    with monkeypatch.context() as hard:
        hard.setattr("crmcli.exchange.cards.given.SURE", 1.01)
        waits = crm("add --text - --format json", stdin=text)
    (row,) = waits.json
    assert (waits.code, row["result"], row["id"]) == (4, "needs-look", None)
    assert row["detail"].startswith("it was hard to read: name")
    assert crm.rows("list") == []
    (card,) = crm.rows("card list --inbox")
    assert card["why"] == row["detail"]
    monkeypatch.setattr("crmcli.cli.cardreview.DOUBTFUL", 1.01)
    assert crm("card review --yes --min-confidence 1").code == 4
    crm.ok("card review --yes --min-confidence 0.2")
    assert [one["name"] for one in crm.rows("list")] == ["FORJAS DEL CADAGUA, S.L."]
    assert crm.rows("card list --inbox") == []
    crm.ok("undo")
    assert crm.rows("list") == []
    assert len(crm.rows("card list --inbox")) == 1
