"""Who is in the file twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Crm
from crmcli.rules import names
from crmcli.rules.firms import firm_of
from crmcli.rules.hosts import domain_key
from crmcli.rules.likeness import WEIGHTS, Evidence, likeness, of_names

# Ten and more ways in which the same customer comes in twice: (first, second), each a name and options.
PLANTED = {
    "phone written otherwise": (
        ("Talleres Ibarra", "--phone '+34 944 010 203'"),
        ("Lucía I.", "--phone 0034944010203 --force -m x"),
    ),
    "phone without its country": (
        ("Aceros Vega", "--phone '+34 944 555 666'"),
        ("Vega hijos", "--phone 944555666 --force -m x"),
    ),
    "plus and dots in an e-mail": (
        ("Ana Ruiz", "--email ana.ruiz@gmail.com"),
        ("Bazar Sol", "--email AnaRuiz+fair@googlemail.com --force -m x"),
    ),
    "legal form and punctuation": (("Herrajes Peñasco S.A. de C.V.", ""), ("HERRAJES PENASCO", "")),
    "width and case": (("ＤＥＬＴＡ Pumps Ltd", ""), ("delta pumps", "")),
    "city as a prefix": (("宁波市海曙机械有限公司", ""), ("宁波海曙机械有限公司", "")),
    "place left out": (("广州市广元机电有限公司", ""), ("广元机电", "")),
    "place in brackets": (("东方红五金（佛山）有限公司", ""), ("东方红五金", "")),
    "domain of site and mail": (
        ("青松纺织有限公司", "--website http://www.pinetex.example/en"),
        ("Pine Textile", "--email wang@pinetex.example"),
    ),
    "a slip of the pen": (("Holztechnik Börnsee", ""), ("Holztehnik Börnsee GmbH", "")),
    "words in another order": (("Carpintería Molina", ""), ("Molina Carpinteria SL", "")),
    "one WeChat": (("李雷", "--wechat lilei88"), ("Lei Li Import", "--wechat LiLei88")),
    "a person reversed at a firm with more words": (
        ("Grupo Montes", "--contact 'Iñaki Sáez'"),
        ("Grupo Montes Norte", "--contact 'SAEZ, Inaki'"),
    ),
}
STRANGERS = (
    *("广州百灵电子有限公司", "深圳百灵电子有限公司", "Talleres Gil", "Talleres Gol", "Hall 1 Tools", "Hall 2 Tools"),
    *("Muebles Sur", "Star Trading", "Sun Trading", "Customer 12", "Customer 21", "王伟", "王芳"),
)


@pytest.fixture
def planted(crm: Crm) -> Crm:
    for name in STRANGERS:
        crm.add(name, "--email info@gmail.com --force -m shared" if name == "Muebles Sur" else "")
    for first, second in PLANTED.values():
        crm.add(*first)
        crm.add(*second)
    return crm


def test_every_planted_duplicate_is_found_and_no_stranger(planted: Crm) -> None:
    rows = planted.rows("dupes")
    pairs = {(row["name"], row["other_name"]): row for row in rows}
    for way, ((first, _one), (second, _other)) in PLANTED.items():
        assert (first, second) in pairs, way
        assert pairs[first, second]["reason"], way
    known = {name for pair in PLANTED.values() for name, _options in pair}
    assert [pair for pair in pairs if not known.issuperset(pair)] == []
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0.7 <= score <= 1 for score in scores)
    assert {row["score"] < 0.9 for row in planted.rows("dupes --min-score 0.9")} == {False}


def test_a_pair_that_is_different_is_remembered(crm: Crm) -> None:
    crm.add("Firm")
    crm.add("Firm Ltd")
    assert len(crm.rows("dupes")) == 1
    assert crm("dupes --exit-code").code == 10
    before = crm.db.read_bytes()
    crm.ok("dupes --not 2 1 --dry-run")
    assert crm.db.read_bytes() == before
    said = crm.ok("dupes --not 2 1 -m 'two plants'")
    assert "Firm (1)" in said.err
    assert crm.rows("dupes") == []
    assert crm("dupes --not 1 2").code == 5
    assert crm("dupes --not 1 1").code == 4
    assert "marked as different" in crm.ok("merge 1 2 --dry-run").err
    crm.ok("undo")
    assert len(crm.rows("dupes")) == 1


def test_what_was_told_apart_from_a_merged_one_stays_so(crm: Crm) -> None:
    crm.add("Firm")
    crm.add("Firm Ltd")
    crm.add("Firm Inc")
    crm.ok("dupes --not 2 3")
    crm.ok("merge 1 2 --yes")
    assert crm.rows("dupes") == []


def test_the_merged_and_the_archived_are_no_pair(crm: Crm) -> None:
    for _again in range(3):
        crm.add("Firm")
    crm.ok("merge 1 2 --yes")
    crm.ok("archive 3")
    assert crm.rows("dupes") == []


def test_a_terminal_sees_a_table_and_bad_scores_are_refused(crm: Crm) -> None:
    crm.add("广元机电")
    crm.add("广州市广元机电有限公司")
    seen = crm.ok("dupes", terminal=True, width=100).out
    assert "same name without place" in seen
    assert crm("dupes --min-score 3").code == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("广东省广州市广元机电有限公司", "广州广元机电"),
        ("广州市广元机电有限公司", "广州廣元机电".replace("廣", "广")),
        ("Mr. Ana López", "Ana López"),
    ],
)
def test_keys_leave_the_unimportant_out(left: str, right: str) -> None:
    if left.isascii() or "López" in left:
        assert names.person_key(left) == names.person_key(right)
    else:
        assert names.company_key(left) == names.company_key(right)


def test_places_and_trades_alone_tell_no_firm() -> None:
    for name in ("广州贸易有限公司", "Shanghai Electric", "中国五金"):
        assert firm_of(name).core == "", name
    assert firm_of("Guangzhou Guangyuan Machinery Co., Ltd.").core == firm_of("Guangyuan Machinery").core


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@Firm.example", "firm.example"),
        ("https://www.shop.firm.com.cn/en?x=1", "firm.com.cn"),
        ("ana@gmail.com", ""),
        ("wang@vip.163.com", ""),
        ("https://firm.en.alibaba.com", ""),
        ("http://192.168.0.1/", ""),
        ("no host", ""),
        ("", ""),
    ],
)
def test_a_domain_tells_the_firm_unless_everybody_may_have_it(address: str, domain: str) -> None:
    assert domain_key(address) == domain


NAMES = st.text("abcd ABÁ广州市元机电有限公司.-1", max_size=12)


@given(one=NAMES, other=NAMES)
def test_likeness_is_the_same_both_ways_and_equal_names_are_never_less_alike(one: str, other: str) -> None:
    left, right = firm_of(one), firm_of(other)
    assert of_names(left, right) == of_names(right, left)
    if left.core:
        assert of_names(left, left) == (Evidence.FIRM, WEIGHTS[Evidence.FIRM])


@given(st.lists(st.sampled_from(Evidence)))
def test_more_evidence_never_makes_it_less_likely(kinds: list[Evidence]) -> None:
    found = [(kind, WEIGHTS.get(kind, 0.7)) for kind in kinds]
    for place in range(len(found)):
        assert likeness(found[:place]).score <= likeness(found[: place + 1]).score <= 1


def test_whoever_is_typed_in_again_is_pointed_out(crm: Crm) -> None:
    crm.add("广州市广元机电有限公司")
    said = crm.ok("add 广元机电").err
    assert "may be 广州市广元机电有限公司 (1), 0.88: same name without place" in said
    assert "crm merge 1" in said
    assert "may be" not in crm.ok("add 'Somebody Else'").err
