"""The text of a card becomes fields: how many come out right, and what no text can do."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.rules.cardtext import Line, Phone, Reading, read, read_text
from crmcli.rules.cardtext.pieces import MOST_PIECES, pieces_of
from crmcli.rules.cardtext.rows import MOST_LINES, MOST_SIGNS, lines_of, rows_of

ROOT = Path(__file__).parents[1]
CARDS = sorted((ROOT / "tests" / "cards").glob("*.jsonl"))
MEBIBYTE = 1 << 20


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cards", ROOT / "benchmarks" / "cards.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores_of(paths: list[Path]) -> dict[str, float]:
    cards = benchmark()
    labelled = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return dict(cards.score((cards.wanted(card), cards.given(read_text(card["text"]))) for card in labelled))


# What the hand-written cards score at least, in per cent.
FLOORS = {
    "emails": 99,
    "phones": 98.5,
    "types": 98,
    "websites": 99,
    "chats": 97,
    "name": 97,
    "company": 94,
    "title": 94,
    "department": 80,
    "postcode": 97,
    "card": 88,
}


def test_the_cards_written_by_hand_are_read_as_well_as_ever() -> None:
    scores = scores_of(CARDS)
    assert {field: round(scores[field], 1) for field, floor in FLOORS.items() if scores[field] < floor} == {}


def test_a_card_with_everything() -> None:
    reading = read_text(
        "苏州明澈光学仪器有限公司\nSuzhou Mingche Optics Co., Ltd.\n顾 明 澈\nMingche Gu\n国际部 经理\n"
        "手机：139 1550 1234（微信同号）\n电话：0512-6288 1234 转 806\n邮箱：mingche.gu@mingche-optics.cn\n"
        "www.mingche-optics.cn\n苏州市吴中区宝带东路345号\n邮编：215128\nQQ：44556677"
    )
    assert reading.name == "顾明澈"
    assert reading.name_alt == "Mingche Gu"
    assert reading.company == "苏州明澈光学仪器有限公司"
    assert reading.company_alt == "Suzhou Mingche Optics Co., Ltd."
    assert (reading.department, reading.title) == ("国际部", "经理")
    assert reading.phones == (Phone("+8613915501234", "mobile"), Phone("+8651262881234;ext=806", "work"))
    assert reading.wechat == "13915501234"
    assert reading.qq == "44556677"
    assert reading.postcode == "215128"
    assert reading.address == "苏州市吴中区宝带东路345号"
    assert set(reading.confidence) == {
        field for field, value in reading._asdict().items() if value and field not in ("confidence", "warnings")
    }


def test_the_configured_country_counts_where_the_card_names_none() -> None:
    assert read_text("Ana Ruiz\nTel. 612 345 678", "ES").phones == (Phone("+34612345678", "mobile"),)
    mexican = "Ana Ruiz\nTel. 55 5555 0142\nAv. Insurgentes 4, Ciudad de México"
    assert read_text(mexican, "ES").phones == (Phone("+525555550142", "work"),)


def test_tall_letters_tell_the_firm_from_the_rest() -> None:
    lines = [Line("Nordlicht", 90.0), Line("Manufaktur", 30.0), Line("Jens Petersen", 40.0), Line("0431 555 123", 20.0)]
    assert read(lines, "DE").company == "Nordlicht"
    assert read(lines, "DE").name == "Jens Petersen"


@pytest.mark.parametrize(
    "text",
    [
        "IBAN ES12 2100 0418 4502 0005 1332",
        "农业银行 6228 4811 2003 7745 619",
        "税号：91360300MA35J8QX2K",
        "統一編號：53926417",
        "VAT No. 123 4567 89",
        "NIT 900.456.789-1",
        "CNPJ 12.345.678/0001-90",
        "展位：11.3C25-26",
        "Booth 5C12, Hall 7",
        "86900-000 Jandaia do Sul",
        "CEP 01419-002",
        "ISO 9001:2015",
        "Mo-Fr 8:00-12:00, 14:00-18:00",
        "1998-2024",
    ],
)
def test_what_is_no_phone_number(text: str) -> None:
    assert read_text(text, "ES").phones == ()
    assert read_text(f"Ana Ruiz\n{text}\nTel. +34 91 555 12 34", "ES").phones == (Phone("+34915551234", "work"),)


def test_a_reading_says_how_far_to_trust_it() -> None:
    sure = read_text("María Ortega Ruiz\nDirectora Comercial\nTalleres Quiroga, S.L.\nm.ortega@talleresquiroga.es")
    doubtful = read_text("Azul Marino\n91 555 12 34", "ES")
    assert sure.confidence["name"] > 0.9
    assert sure.confidence["company"] > 0.9
    assert all(value < 0.75 for field, value in doubtful.confidence.items() if field in ("name", "company"))


anything = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [
            "Tel",
            "Fax:",
            "+34 91 555 12 34",
            "a@b.es",
            "www.",
            "有限公司",
            "王",
            "经理",
            ".",
            ",",
            "/",
            "|",
            "(",
            "转",
            " ",
            "\n",
            "O0l1",
            "://",
            "QQ",
            "微信",
            "at",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(anything, st.sampled_from(["", "ES", "CN", "US", "XX"]))
def test_no_text_makes_it_fail(text: str, country: str) -> None:
    reading = read_text(text, country)
    assert isinstance(reading, Reading)
    assert all(0 <= value <= 1 for value in reading.confidence.values())
    assert all(phone.number.startswith("+") and phone.type in ("mobile", "work", "fax") for phone in reading.phones)
    assert "\n" not in reading.name + reading.company + reading.title


NASTY = {
    "digits": "1" * MEBIBYTE,
    "spaced digits": "1 " * (MEBIBYTE // 2),
    "at signs": "a@" * (MEBIBYTE // 2),
    "dots": "a." * (MEBIBYTE // 2),
    "lines": "a\n" * (MEBIBYTE // 2),
    "emails": "a@b.es " * (MEBIBYTE // 7),
    "blanks": " " * MEBIBYTE,
    "brackets": "(" * MEBIBYTE,
    "chinese": "王" * (MEBIBYTE // 3),
    "labels": "Tel Fax Mob " * (MEBIBYTE // 12),
    "numbers": "+34 91 555 12 34\n" * (MEBIBYTE // 17),
    "firms": "Muster Söhne GmbH & Co. KG\n" * (MEBIBYTE // 28),
    "letters": "A B C D E F G H " * (MEBIBYTE // 16),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_of_a_megabyte_only_what_a_card_may_have_is_looked_at(text: str) -> None:
    rows = rows_of(lines_of(text))
    assert len(rows) <= MOST_LINES
    assert all(len(row.text) <= MOST_SIGNS for row in rows)
    assert len(pieces_of(rows)) <= MOST_PIECES + MOST_SIGNS
    reading = read_text(text)
    assert len(reading.phones) <= 12
    assert reading == read_text(text[: MEBIBYTE // 8])
    assert read([Line(text)]) == read([Line(text[: MEBIBYTE // 8])])


def test_importing_it_loads_no_words() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, crmcli.rules.cardtext; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "crmcli.rules.cardtext.reader" not in loaded
    assert not [name for name in loaded if name.startswith(("crmcli.rules.cardtext.words", "phonenumbers"))]


@pytest.mark.parametrize(
    ("line", "wechat", "qq"),
    [
        ("微信 WeChat: abc_123", "abc_123", ""),
        ("微信号/QQ：44556677", "44556677", "44556677"),
        ("微 信 号：abcde_1", "abcde_1", ""),
        ("加V：abcde_1", "abcde_1", ""),
        ("wx→ abcde-1", "abcde-1", ""),
        ("微信：888lucky", "888lucky", ""),
        ("微信公众号：abcdef", "", ""),
        ("Q Q 号 码：46l772O05", "", "461772005"),
        ("QQ：123-456-789", "", "123456789"),
        ("QQ: 12345678 0755-82345678", "", "12345678"),
    ],
)
def test_wechat_and_qq_in_their_many_spellings(line: str, wechat: str, qq: str) -> None:
    reading = read_text(f"王磊\n经理\n深圳市广元机电设备有限公司\n{line}")
    assert (reading.wechat, reading.qq) == (wechat, qq)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ferretería Sol\nCl 13 # 18-44\nBogotá D.C.\nTel. 237 4410", ["+576012374410"]),
        (
            "Prop: K. Rao\nCell: 98480 22338, 94405 51276\nVIJAYAWADA - 520 001. A.P.",
            ["+919848022338", "+919440551276"],
        ),
        ("Karl Maier\nWien\nRPM #449017", []),
        ("天津总公司：亚洲路6975号 电话 022-25708831\n宁波分公司：明州路301号 电话 0574-86882217", ["+862225708831"]),
    ],
)
def test_the_country_and_the_town_complete_a_number(text: str, numbers: list[str]) -> None:
    assert [phone.number for phone in read_text(text).phones] == numbers


def test_the_first_address_is_read_whole_and_no_other() -> None:
    reading = read_text(
        "Imogen Pemberton\nimogen@pemberton.co.uk\nUnit 4, The Old Maltings\nStation Road\nSaxmundham\nIP17 1BS\n"
        "Works: 9 Quay Street, Woodbridge IP12 1BX"
    )
    assert reading.address == "Unit 4, The Old Maltings, Station Road, Saxmundham, IP17 1BS"
    assert reading.postcode == "IP17 1BS"
