"""A customer's card as a QR code in the terminal: whoever looks at the drawing reads the vCard."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli.exchange import vcard
from crmcli.exchange.cards.code import Matrix, fitting, matrix
from crmcli.exchange.vcard import Address, Card, Point
from crmcli.exchange.vcard_write import write
from crmcli.render.code import QUIET, drawn
from drawing import needs_photo

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:López;Ana;;;\r\nFN:Ana López\r\nORG:Talleres Ibarra S.L.\r\nTITLE:Jefa\r\n"
    "TEL;TYPE=CELL:+34600111222\r\nEMAIL:ana@ibarra.es\r\nADR:;;Calle Mayor 1;Bilbao;;48001;España\r\nEND:VCARD\r\n"
)
_CELL = re.compile(r"(?:\x1b\[(\d+);(\d+)m)(.)")


def modules(picture: str) -> list[list[bool]]:
    """Return the modules, dark ones True, that a drawing in half blocks shows, quiet zone and all."""
    halves = {"█": (False, False), "▀": (False, True), "▄": (True, False), " ": (True, True)}
    rows: list[list[bool]] = []
    for line in picture.splitlines():
        if "\x1b" in line:
            pairs = [(ink == "30", paper == "40") for ink, paper, _block in _CELL.findall(line)]
        else:
            pairs = [halves[char] for char in line]
        rows += [[top for top, _low in pairs], [low for _top, low in pairs]]
    return rows


def inner(rows: list[list[bool]]) -> Matrix:
    wide = len(rows[0])
    for row in (*rows[:QUIET], *rows[wide - QUIET :], *([*row[:QUIET], *row[-QUIET:]] for row in rows)):
        assert not any(row), "the quiet zone is white"
    return tuple(tuple(row[QUIET:-QUIET]) for row in rows[QUIET : wide - QUIET])


def said(rows: list[list[bool]]) -> str:
    """Return what a reader of codes sees in a drawing of modules, a negative too."""
    import zxingcpp
    from PIL import Image

    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([0 if dark else 255 for row in rows for dark in row])
    found: Any = zxingcpp.read_barcodes(image.resize([8 * side for side in image.size], Image.Resampling.NEAREST))
    return str(found[0].text)


def test_the_drawing_shows_the_card(crm: Crm) -> None:
    crm.ok("add --card -", stdin=CARD)
    picture = crm.ok("show ana --qr", terminal=True).out
    assert all(len(line) <= 80 for line in picture.splitlines())
    assert inner(modules(picture)) == matrix(crm.ok("show ana --format vcf").out)
    assert "Ana López · Talleres Ibarra S.L." in crm.ok("show ana --qr").err


@needs_photo
@pytest.mark.parametrize("negative", [False, True])
def test_a_reader_of_codes_reads_the_drawing_on_a_dark_and_a_light_screen(crm: Crm, negative: bool) -> None:
    crm.ok("add --card -", stdin=CARD)
    rows = modules(crm.ok("show ana --qr").out)
    (card,) = vcard.read(said([[dark != negative for dark in row] for row in rows]).encode())
    assert (card.name, card.company, card.title) == ("Ana López", "Talleres Ibarra S.L.", "Jefa")
    assert card.phones == (Point("+34600111222", "mobile"),)


def test_colour_says_black_and_white_whatever_the_screen_is() -> None:
    code = matrix("x")
    assert inner(modules(drawn(code, utf8=True, colour=True))) == code
    assert inner(modules(drawn(code, utf8=True, colour=False))) == code


def test_without_blocks_each_module_is_two_characters() -> None:
    code = matrix("x")
    lines = drawn(code, utf8=False, colour=False).splitlines()
    assert all(line.isascii() for line in lines)
    assert tuple(tuple(line[place] == " " for place in range(0, len(line), 2)) for line in lines)[
        QUIET : QUIET + len(code)
    ] == tuple((*[False] * QUIET, *row, *[False] * QUIET) for row in code)


def test_a_card_with_too_much_on_it_loses_what_matters_least() -> None:
    card = Card(
        name="Ana López",
        company="Talleres Ibarra",
        phones=(Point("+34600111222", "mobile"),),
        addresses=(Address(street="Calle " * 30),),
        note="word " * 500,
        photo=bytes(3_000),
    )
    text, code = fitting(card, 80 - 2 * QUIET)
    assert len(code) + 2 * QUIET <= 80
    (kept,) = vcard.read(text.encode())
    assert (kept.name, kept.company, kept.phones) == ("Ana López", "Talleres Ibarra", card.phones)


def test_a_code_that_is_wider_than_the_screen_says_so(crm: Crm) -> None:
    crm.ok("add --card -", stdin=CARD)
    result = crm.ok("show ana --qr", width=30)
    assert "widen it" in result.err
    assert crm("show ana --qr --format json").code == 2
    assert crm("show nobody --qr").code == 3


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
def test_any_name_can_be_drawn(name: str) -> None:
    text, code = fitting(Card(name=name), 72)
    assert text == write(Card(name=name))
    assert inner(modules(drawn(code, utf8=True, colour=False))) == code
