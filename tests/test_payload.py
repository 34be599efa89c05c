"""What QR codes say: each form that cards come in, and what is damaged."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.errors import BadInputError
from crmcli.exchange.cards.payload import payload
from crmcli.exchange.cards.reading import as_json, card_of, completed, from_json, merged, reading_of
from crmcli.exchange.vcard import Address, Card, Point
from crmcli.exchange.vcard_write import write
from crmcli.rules.cardtext import Phone, Reading

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


def test_a_mecard_has_the_family_name_first() -> None:
    found = payload("MECARD:N:López,Ana;ORG:Ibarra S.L.;TEL:+34600111222;EMAIL:ana@i.example;URL:i.example;;")
    assert found.kind == "mecard"
    assert found.card.name == "Ana López"
    assert found.card.company == "Ibarra S.L."
    assert found.card.phones == (Point("+34600111222"),)
    assert found.card.emails == (Point("ana@i.example"),)
    assert found.card.websites == ("i.example",)


def test_a_chinese_mecard_is_written_without_a_space() -> None:
    assert payload("MECARD:N:王,磊;TEL:13800138000;;").card.name == "王磊"
    assert payload("mecard:n:王磊;tel:13800138000;;").card.name == "王磊"


def test_escapes_in_a_mecard_are_resolved() -> None:
    card = payload(r"MECARD:N:Ana;ORG:A\;B\:C\\D;ADR:,,Calle Mayor\, 1,Bilbao,,48001,ES;NOTE:one\ntwo;;").card
    assert card.company == "A;B:C\\D"
    assert card.note == "one\ntwo"
    assert card.addresses == (Address(street="Calle Mayor, 1, Bilbao, 48001, ES"),)


def test_a_bizcard_tells_its_phones_apart() -> None:
    card = payload(
        "BIZCARD:N:Sean;X:Owen;T:Engineer;C:Acme;A:76 9th Ave;B:+12125551212;M:+16465550000;F:1;E:s@a.ex;;"
    ).card
    assert (card.name, card.title, card.company) == ("Sean Owen", "Engineer", "Acme")
    assert card.phones == (Point("+12125551212", "work"), Point("+16465550000", "mobile"), Point("1", "fax"))


def test_a_vcard_is_read_as_one() -> None:
    found = payload("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nTEL:1\nEND:VCARD")
    assert (found.kind, found.card.name) == ("vcard", "Ana")


@pytest.mark.parametrize(
    "link", ["https://u.wechat.com/EAbc_12", "http://weixin.qq.com/r/xyz", "weixin://contacts/profile/x"]
)
def test_a_wechat_link_is_kept_as_such(link: str) -> None:
    assert payload(link).card.wechat == link


def test_other_links_are_kept_as_such() -> None:
    assert payload("https://ibarra.example/ana?x=1").card.websites == ("https://ibarra.example/ana?x=1",)
    assert payload("WWW.IBARRA.EXAMPLE").card.websites == ("WWW.IBARRA.EXAMPLE",)
    assert payload("https://www.linkedin.com/in/ana").card.ims == (
        Point("https://www.linkedin.com/in/ana", "linkedin"),
    )
    assert payload("mailto:ana@i.example?subject=x").card.emails == (Point("ana@i.example"),)
    assert payload("tel:+34600111222").card.phones == (Point("+34600111222"),)
    assert payload("SMSTO:+34600111222:hello").card.phones == (Point("+34600111222"),)
    assert payload("Ana López, Ibarra").kind == "text"


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "\0", "MECARD:", "MECARD:;;;;", "MECARD:N:;;", "BIZCARD:;;", "BEGIN:VCARD", "tel:", "mailto:?x"),
        *(r"MECARD:N:\\\\;;", "BIZCARD:N:-;;", "BEGIN:VCARD\nFN:?\nEND:VCARD"),
        *("BEGIN:VCARD\nEND:VCARD", "WIFI:S:home;P:secret;;", "geo:1,2", "MECARD:URL:x.example;;", "x" * 20_000),
    ],
)
def test_what_is_damaged_or_names_nobody_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        payload(text)


@given(st.text(), st.sampled_from(["", "MECARD:", "BIZCARD:", "BEGIN:VCARD\n", "https://", "tel:", "MECARD:N:a;"]))
def test_any_text_is_read_or_refused(text: str, head: str) -> None:
    with contextlib.suppress(BadInputError):
        assert payload(head + text).text


@given(TEXTS.filter(str.strip), TEXTS, TEXTS)
def test_a_vcard_comes_back_out_of_a_code(name: str, company: str, note: str) -> None:
    card = payload(write(Card(name=name, company=company, note=note, phones=(Point("+34600111222", "mobile"),)))).card
    assert card.name.split() == name.split()
    assert card.phones == (Point("+34600111222", "mobile"),)


READ = Reading(
    name="Ana Lopes",
    title="Jefa de Compras",
    phones=(Phone("+34600111223", "mobile"), Phone("+34944010203", "work")),
    emails=("ana@ibarra.exampl", "info@ibarra.example"),
    websites=("www.ibarra.example",),
    wechat="ana88",
    confidence={"name": 0.7, "title": 0.8, "phones": 0.9, "emails": 0.6, "websites": 0.9, "wechat": 0.9},
)


def test_the_code_wins_and_the_text_completes() -> None:
    code = payload("MECARD:N:López,Ana;TEL:+34 600 111 222;EMAIL:ana@ibarra.example;;")
    reading, card = completed([code], READ, "ES")
    assert (reading.name, reading.title) == ("Ana López", "Jefa de Compras")
    assert reading.phones == (Phone("+34600111222", "mobile"), Phone("+34944010203", "work"))
    assert reading.emails == ("ana@ibarra.example", "info@ibarra.example")
    assert reading.confidence["name"] == 1.0
    assert reading.confidence["title"] == 0.8
    assert card.name_parts[:2] == ("López", "Ana")
    assert card.title == "Jefa de Compras"


def test_what_the_code_says_is_not_missing_though_no_text_is_there() -> None:
    code = payload("MECARD:N:Gil,Ana;TEL:+34600111222;;")
    nothing = Reading(warnings=("no name", "no phone"))
    assert completed([code], nothing)[0].warnings == ()
    assert completed([code], nothing)[1].warnings == ()


def test_a_fax_is_no_phone_read_badly() -> None:
    both = merged(Reading(phones=(Phone("+8675786332910", "work"),)), Reading(phones=(Phone("+8675786332920", "fax"),)))
    assert [one.type for one in both.phones] == ["work", "fax"]


def test_a_link_to_wechat_does_not_hide_a_name_there() -> None:
    reading, card = completed([payload("https://u.wechat.com/x")], READ)
    assert reading.wechat == "ana88"
    assert Point("https://u.wechat.com/x", "wechat") in card.ims
    assert completed([payload("https://u.wechat.com/x")], Reading())[0].wechat == "https://u.wechat.com/x"


def test_the_name_in_the_other_script_stands_beside() -> None:
    read = Reading(name="沈丽萍", name_alt="Lily Shen")
    assert merged(Reading(name="Lily Shen"), read)[:2] == ("沈丽萍", "Lily Shen")
    assert merged(Reading(name="沈丽萍"), Reading(name="Lily Shen"))[:2] == ("沈丽萍", "Lily Shen")
    assert merged(Reading(name="Ana"), Reading(name="Anna"))[:2] == ("Ana", "")


def test_a_reading_goes_to_a_card_and_back() -> None:
    reading = Reading(
        name="沈丽萍",
        name_alt="Lily Shen",
        company="广元",
        phones=(Phone("+8613800138000", "mobile"), Phone("+8675786332910;ext=8012", "work")),
        emails=("l@g.cn",),
        websites=("www.g.cn",),
        address="佛山市南海区",
        postcode="528241",
        wechat="lily",
        qq="12345",
        linkedin="linkedin.com/in/lily",
    )
    back = reading_of(card_of(reading))
    assert back._replace(confidence={}, address=reading.address) == reading
    assert set(back.confidence.values()) == {1.0}
    assert from_json(as_json(reading)) == reading
    assert from_json("") == Reading()
