"""Pieces of text in the order of a reader, and the spaces between words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.exchange.photo.doubt import doubted
from crmcli.exchange.photo.layout import Corners, Piece, in_reading_order
from crmcli.exchange.photo.ocr import turn
from crmcli.exchange.photo.spaces import split_words, with_spaces
from crmcli.rules.cardtext import Phone, Reading


def piece(text: str, left: float, top: float, height: float = 20, angle: float = 0) -> Piece:
    wide = height * 0.6 * len(text)
    corners = [(left, top), (left + wide, top), (left + wide, top + height), (left, top + height)]
    cos, sin = math.cos(angle), math.sin(angle)
    return Piece(text, 1.0, tuple((x * cos - y * sin, x * sin + y * cos) for x, y in corners))


def texts(*pieces: Piece) -> list[str]:
    return [line.text for line in in_reading_order(pieces)]


def test_lines_come_from_top_to_bottom_whatever_their_order() -> None:
    assert texts(piece("third", 0, 90), piece("first", 0, 0), piece("second", 0, 40)) == ["first", "second", "third"]


def test_heights_are_those_of_the_letters() -> None:
    lines = in_reading_order([piece("Ana", 0, 0, 40), piece("Jefa", 0, 60, 20)])
    assert [line.height for line in lines] == [40, 20]


def test_pieces_beside_each_other_are_a_line() -> None:
    assert texts(piece("Tel.", 0, 0), piece("600 111", 60, 2), piece("Ana", 0, 60)) == ["Tel. 600 111", "Ana"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [piece("Ana Lopez", 0, 40), piece("Jefa de Compras", 0, 80), piece("Bilbao", 0, 120)]
    right = [piece("600 111 222", 400, 42), piece("ana@i.example", 400, 82), piece("www.i.example", 400, 118)]
    head, foot = piece("TALLERES IBARRA SOCIEDAD LIMITADA DE VIZCAYA", 0, 0), piece("x" * 45, 0, 170)
    found = texts(*right, *left, foot, head)
    assert found[0] == head.text
    assert found[1:4] == ["Ana Lopez", "Jefa de Compras", "Bilbao"]
    assert found[4:7] == ["600 111 222", "ana@i.example", "www.i.example"]
    assert found[7] == foot.text


def test_labels_stay_beside_what_they_name() -> None:
    rows = [("Tel", "600 111 222"), ("Fax", "600 111 333"), ("E-mail", "ana@i.example")]
    pieces = [piece(text, 300 * column, 40 * row) for row, pair in enumerate(rows) for column, text in enumerate(pair)]
    assert [line.split() for line in texts(*pieces)] == [f"{one} {other}".split() for one, other in rows]


@pytest.mark.parametrize("angle", [-0.25, 0.1, 0.3])
def test_a_card_that_lies_askew_is_read_straight(angle: float) -> None:
    pieces = [piece("first line that is long", 0, 0, 20, angle), piece("second", 0, 40, 20, angle)]
    pieces.append(piece("beside", 300, 42, 20, angle))
    assert [line.split() for line in texts(*pieces)] == [["first", "line", "that", "is", "long"], ["second", "beside"]]


@given(st.lists(st.tuples(st.text(max_size=5), *[st.floats(0, 2_000) for _number in range(3)]), max_size=12))
def test_no_piece_is_lost(given_pieces: list[tuple[str, float, float, float]]) -> None:
    pieces = [piece(f"<{text}>", left, top, height + 1) for text, left, top, height in given_pieces]
    together = "".join(texts(*pieces))
    assert sorted(together.replace(" ", "")) == sorted("".join(one.text for one in pieces).replace(" ", ""))


@given(st.sampled_from([0, 90, 180, 270]), st.tuples(st.integers(1, 500), st.integers(1, 500)))
def test_four_turns_bring_a_box_back(degrees: int, size: tuple[int, int]) -> None:
    box: Corners = ((1.0, 2.0), (8.0, 2.0), (8.0, 5.0), (1.0, 5.0))
    turned = turn(box, size, degrees)
    sides = size if degrees in (0, 180) else size[::-1]
    assert turn(turned, sides, (360 - degrees) % 360) == box


def columns(text: str, step: float = 4.5, wide: float = 2.0, start: int = 3) -> tuple[str, list[int]]:
    """Return a line as the recogniser gives it, blanks lost, and the column of each character."""
    found, at = [], float(start)
    for char in text:
        if not char.isspace():
            found.append(round(at))
        at += wide if char.isspace() or char.isascii() else step
    return "".join(text.split()), found


def test_the_gap_between_a_name_and_a_title_is_seen() -> None:
    assert with_spaces(*columns("陈志鹏  外贸业务经理")) == "陈志鹏  外贸业务经理"
    assert with_spaces(*columns("广东华锐达五金制品有限公司")) == "广东华锐达五金制品有限公司"


def test_a_name_that_is_spaced_out_comes_together() -> None:
    assert with_spaces(*columns("沈  丽  萍    销售总监")) == "沈丽萍  销售总监"


def test_a_broad_gap_stays_broad() -> None:
    assert with_spaces("Tel 123 Fax", [2, 4, 6, 10, 12, 14, 40, 42, 44]) == "Tel 123    Fax"


def test_a_name_stands_apart_from_what_follows_though_little() -> None:
    assert with_spaces("赵文博外贸业务经理", [3, 8, 14, 21, 27, 32, 37, 43, 48]) == "赵文博  外贸业务经理"


def test_a_capital_after_a_gap_begins_a_word() -> None:
    assert with_spaces("NúñezS.A.", [23, 26, 29, 31, 34, 38, 40, 43, 45]) == "Núñez S.A."
    assert with_spaces("IbarraGmbH", [2, 4, 6, 8, 10, 12, 16, 20, 22, 26]) == "Ibarra GmbH"


def test_letters_of_one_word_stay_together() -> None:
    text = "Maheshwari"
    assert with_spaces(text, [3, 8, 10, 12, 14, 16, 19, 22, 24, 25]) == text
    assert with_spaces("电话：0757-8633", [3, 7, 12, 17, 19, 21, 23, 25, 27, 29, 31, 33]) == "电话：0757-8633"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("SalesManager", "Sales Manager"),
        ("REGIONALSALESDIRECTOR", "REGIONAL SALES DIRECTOR"),
        ("GerenteComercial", "Gerente Comercial"),
        ("Headof Procurement", "Head of Procurement"),
        ("JefadeCompras", "Jefa de Compras"),
        ("department", "department"),
        ("jefa de compras", "jefa de compras"),
        ("manager", "manager"),
        ("PowerTech International", "PowerTech International"),
        ("McAllister", "McAllister"),
        ("48001Bilbao", "48001 Bilbao"),
        ("info123Bilbao@x.example", "info123Bilbao@x.example"),
        ("WC1R 4ED", "WC1R 4ED"),
        ("sales@salesmanager.example", "sales@salesmanager.example"),
        ("www.exportmanager.example", "www.exportmanager.example"),
    ],
)
def test_common_words_that_ran_together_are_parted(given_text: str, expected: str) -> None:
    assert split_words(given_text) == expected


def test_a_capital_within_a_word_parts_it_only_where_there_is_room() -> None:
    near = [2, 4, 6, 8, 10, 12, 16, 18, 20, 22, 24, 26, 28]
    assert with_spaces("MarcusBrennan", near) == "Marcus Brennan"
    assert with_spaces("MarcusBrennan", list(range(2, 28, 2))) == "MarcusBrennan"


@given(st.text(max_size=30), st.lists(st.integers(0, 100), max_size=30))
def test_spaces_change_nothing_else(text: str, places: list[int]) -> None:
    assert "".join(with_spaces(text, sorted(places)).split()) == "".join(text.split())


def test_a_field_is_no_surer_than_its_letters() -> None:
    reading = Reading(
        name="Ana López",
        title="Jefa de Compras",
        phones=(Phone("+34600111222", "mobile"),),
        confidence={"name": 0.9, "title": 0.9, "phones": 0.9},
    )
    box = piece("x", 0, 0).corners
    found = doubted(reading, [Piece("ANA LÓPEZ", 0.5, box), Piece("M 600 11 12 22", 0.8, box), Piece("Jefa", 1.0, box)])
    assert found.confidence == {"name": 0.45, "title": 0.9, "phones": 0.72}
