"""How customers stand to each other, and who does not want to be reached."""

import pytest

from conftest import Crm


@pytest.fixture
def three(crm: Crm) -> Crm:
    crm.add("Holding", "--email h@firm.example --phone +34600111222")
    crm.add("Works", "--contact Ana --email ana@works.example")
    crm.add("Shop", "--phone +34600333444")
    return crm


def test_a_link_shows_on_both_and_twice_is_once(three: Crm) -> None:
    assert three.ok("link holding works --as parent").out == "1\n"
    assert "already" in three.ok("link holding works --as parent").err
    three.ok("link shop holding --as referred-by")
    three.ok("link shop works --as dealer --note 'since the fair'")
    assert [(one["tie"], one["name"]) for one in three.ok("show 1 --format json").json["relations"]] == [
        ("parent of", "Works"),
        ("referred", "Shop"),
    ]
    assert [(one["tie"], one["name"]) for one in three.ok("show works --format json").json["relations"]] == [
        ("parent", "Holding"),
        ("dealer", "Shop"),
    ]
    assert "parent of Works (2)" in three.ok("show 1 --format table").out
    told = [(row["what"], row["detail"]) for row in three.rows("history 2")]
    assert ("dealer", "Shop (3) · since the fair") in told
    three.ok("unlink works holding")
    assert "not linked so" in three.ok("unlink works holding").err
    assert three.ok("show 1 --format json").json["relations"][0]["tie"] == "referred"
    three.ok("undo")
    assert len(three.ok("show 1 --format json").json["relations"]) == 2


def test_nobody_is_a_parent_of_their_parent(three: Crm) -> None:
    three.ok("link 1 2 --as parent")
    three.ok("link 2 3 --as parent")
    refused = three("link 3 1 --as parent")
    assert refused.code == 5
    assert "Holding (1) is a parent of Shop (3)" in refused.err
    three.ok("link 3 1 --as dealer")


def test_an_opt_out_wins_over_every_list(three: Crm) -> None:
    assert three.ok("list --reachable mail --format ids").out == "1\n2\n"
    assert three.ok("list --reachable phone --format ids").out == "1\n3\n"
    three.ok("edit 1 --opt-out mail")
    assert three.ok("list --reachable mail --format ids").out == "2\n"
    assert three.ok("find works --reachable mail --format ids").out == "2\n"
    assert three.ok("list --reachable phone --format ids").out == "1\n3\n"
    assert "no mail" in three.ok("show 1 --format table").out
    three.ok("edit 1 2 --opt-out all")
    assert three.ok("list --reachable mail").out.count("\n") == 1
    assert three.ok("contact list works --reachable mail --format ids").out == ""
    assert three.ok("export customers --reachable mail --format ids").out == ""
    assert three.ok("export contacts --reachable mail --format ids").out == ""
    three.ok("edit 2 --opt-in mail")
    assert three.ok("show 2 --format json").json["opt_outs"] == ["call", "sms"]
    assert three.ok("contact list works --reachable mail --format ids").out == "c1\n"
    assert three.ok("export customers --reachable mail --format ids").out == "2\n"
    assert three.ok("export contacts --reachable mail --format ids").out == "c1\n"
    three.ok("edit 1 2 --opt-in all")
    assert three.ok("list --reachable mail --format ids").out == "1\n2\n"


def test_nobody_writes_to_who_was_put_away(three: Crm) -> None:
    three.ok("contact archive c1")
    three.ok("archive 1")
    assert three.ok("list --reachable mail --format ids").out == ""
    assert three.ok("export customers --reachable mail --format ids").out == ""
    assert three.ok("export contacts --reachable mail --format ids").out == ""
    assert three.ok("export customers --reachable mail --archived --format ids").out == "1\n"
