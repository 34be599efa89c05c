"""Photos, scans and PDFs of cards: read without a network, and refused one by one where they are hostile."""

import contextlib
import io
import json
import socket
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawing
from conftest import NOW, Crm
from crmcli.cli.main import run
from crmcli.errors import BadInputError
from crmcli.exchange.cards.kinds import Kind
from crmcli.exchange.photo import image, ocr, pdf, reader
from drawing import beside, card, code, needs_photo, saved

pytestmark = needs_photo
HEIC = Path(__file__).parent / "pictures" / "holm.heic"
MARTA = ("Marta Holm", "Sales Manager", "Nordic Timber Ltd", "marta.holm@nordictimber.com", "M +44 7700 900142")
PETER = ("Peter Vance", "Export Manager", "Vance Polymers Inc.", "p.vance@vancepolymers.com", "www.vancepolymers.com")
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:López;Ana\r\nFN:Ana López\r\nORG:Talleres Ibarra\r\nTEL:+34600111222\r\nEND:VCARD\r\n"


def turned(degrees: int) -> bytes:
    return saved(card(PETER).rotate(degrees, expand=True), "PNG")


def with_orientation() -> bytes:
    upright = card(MARTA).rotate(90, expand=True)  # the camera was held so, and noted that
    exif = upright.getexif()
    exif[0x0112] = 6
    return saved(upright, "JPEG", exif=exif)


def sixteen_bits() -> bytes:
    from PIL import Image

    grey = card(MARTA).convert("L")
    wide = Image.frombytes("I;16", grey.size, b"".join(struct.pack("<H", value * 257) for value in grey.tobytes()))
    return saved(wide, "PNG")


def animated() -> bytes:
    from PIL import Image

    first = card(MARTA)
    return saved(first, "WEBP", save_all=True, append_images=[Image.new("RGB", first.size, "red")], duration=100)


def see_through() -> bytes:
    layer = card(MARTA).convert("RGBA")
    layer.putalpha(layer.convert("L").point(lambda value: 255 - value))  # black letters on nothing
    return saved(layer, "PNG")


PICTURES: dict[str, Callable[[], bytes]] = {
    "plain.jpg": lambda: saved(card(MARTA), "JPEG"),
    "turned-90.png": lambda: turned(90),
    "turned-180.png": lambda: turned(180),
    "turned-270.png": lambda: turned(270),
    "exif.jpg": with_orientation,
    "cmyk.jpg": lambda: saved(card(MARTA).convert("CMYK"), "JPEG"),
    "palette.png": lambda: saved(card(MARTA).convert("P"), "PNG"),
    "sixteen.png": sixteen_bits,
    "animated.webp": animated,
    "see-through.png": see_through,
    "phone.heic": HEIC.read_bytes,
    "code.png": lambda: saved(code(VCARD), "PNG"),
    "small-code.png": lambda: saved(code(VCARD, scale=1), "PNG"),
    "code-and-text.jpg": lambda: saved(beside(card(("Jefa de Compras", "Fax +34 944 010 204")), code(VCARD)), "JPEG"),
    "link.png": lambda: saved(beside(card(PETER), code("https://u.wechat.com/EAbc12")), "PNG"),
    "link-alone.png": lambda: saved(code("https://u.wechat.com/kAbCdEfGhIjKlMn", scale=4), "PNG"),
    "scan.pdf": lambda: saved(card(MARTA), "PDF", save_all=True, append_images=[card(PETER)], resolution=150),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every picture, read by one command on a machine without a network; by file name, of a PDF and its page."""
    folder = tmp_path_factory.mktemp("pictures")
    for name, make in PICTURES.items():
        (folder / name).write_bytes(make())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_DB", str(folder / "none.db"))
        patch.setenv("CRM_CONFIG", str(folder / "none.toml"))
        patch.setenv("CRM_NOW", NOW)
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _no_network)
        patch.setattr(socket, "getaddrinfo", _no_network)
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        patch.setattr("sys.stdout", out)
        assert run(["card", "read", "--format", "json", str(folder)]) == 0
        out.flush()
        rows = json.loads(out.buffer.getvalue())  # type: ignore[attr-defined]
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = Path(row["file"]).name
        found[f"{name} 2" if name in found else name] = row
    return found


def _no_network(*_given: object, **_named: object) -> None:
    raise AssertionError("a picture is read without a network")


@pytest.mark.parametrize(
    "name",
    ["plain.jpg", "exif.jpg", "cmyk.jpg", "palette.png", "sixteen.png", "animated.webp", "see-through.png", "scan.pdf"],
)
def test_a_card_is_read_whatever_its_picture_is(read: dict[str, dict[str, Any]], name: str) -> None:
    row = read[name]
    assert (row["name"], row["title"], row["company"]) == MARTA[:3]
    assert row["emails"] == [MARTA[3]]
    assert row["phones"] == [{"number": "+447700900142", "type": "mobile"}]
    assert 0 < row["confidence"]["name"] <= 1


def test_a_photo_of_an_iphone_is_read(read: dict[str, dict[str, Any]]) -> None:
    assert (read["phone.heic"]["kind"], read["phone.heic"]["name"]) == ("heic", "Marta Holm")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_card_that_lies_on_its_side_is_turned(read: dict[str, dict[str, Any]], degrees: int) -> None:
    row = read[f"turned-{degrees}.png"]
    assert (row["name"], row["title"], row["company"]) == PETER[:3]
    assert row["websites"] == ["www.vancepolymers.com"]


def test_every_page_of_a_pdf_is_a_card(read: dict[str, dict[str, Any]]) -> None:
    assert read["scan.pdf 2"]["name"] == "Peter Vance"


def test_a_code_is_read_small_as_it_may_be(read: dict[str, dict[str, Any]]) -> None:
    for name in ("code.png", "small-code.png"):
        assert (read[name]["name"], read[name]["company"]) == ("Ana López", "Talleres Ibarra")
        assert read[name]["confidence"]["name"] == 1
        assert read[name]["warnings"] == []


def test_the_squares_of_a_code_are_no_text(read: dict[str, dict[str, Any]]) -> None:
    row = read["link-alone.png"]
    assert (row["name"], row["company"], row["title"]) == ("", "", "")
    assert row["wechat"] == "https://u.wechat.com/kAbCdEfGhIjKlMn"


def test_the_text_completes_the_code(read: dict[str, dict[str, Any]]) -> None:
    row = read["code-and-text.jpg"]
    assert (row["name"], row["title"]) == ("Ana López", "Jefa de Compras")
    assert {(one["number"], one["type"]) for one in row["phones"]} == {
        ("+34600111222", "mobile"),
        ("+34944010204", "fax"),
    }
    assert row["confidence"]["name"] == 1
    assert row["confidence"]["title"] < 1


def test_a_link_beside_the_text_is_kept(read: dict[str, dict[str, Any]]) -> None:
    assert read["link.png"]["wechat"] == "https://u.wechat.com/EAbc12"
    assert read["link.png"]["name"] == "Peter Vance"


def test_a_chinese_card_is_read(crm: Crm) -> None:
    font = drawing.chinese_font()
    if font is None:
        pytest.skip("NOT TRIED: no font with Chinese characters on this machine (apt install fonts-noto-cjk)")
    lines = ("陈志鹏    外贸业务经理", "佛山市恒启五金制品有限公司", "手机：138 2277 4519", "邮箱：chen@hengqi-hw.com")
    (crm.folder / "a.png").write_bytes(saved(card(lines, font=font), "PNG"))
    row = crm.rows("card read a.png")[0]
    assert (row["name"], row["title"], row["company"]) == ("陈志鹏", "外贸业务经理", "佛山市恒启五金制品有限公司")
    assert row["phones"] == [{"number": "+8613822774519", "type": "mobile"}]


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose header promises a giant."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def hostile() -> dict[str, bytes]:
    from PIL import Image

    whole = saved(card(MARTA), "JPEG")
    noise = Image.effect_noise((64, 64), 50).convert("RGB")
    return {
        "blank.png": saved(Image.new("RGB", (300, 200), "white"), "PNG"),
        "bomb.png": bomb(60_000, 60_000),
        "cut.jpg": whole[: len(whole) // 2],
        "huge.png": bomb(6_000, 5_000),
        "liar.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(range(200)),
        "mecard.png": saved(code("MECARD:;;"), "PNG"),
        "no.pdf": b"%PDF-1.7\n" + bytes(range(256)),
        "noise.heic": b"\x00\x00\x00\x18ftypheic" + saved(noise, "PNG"),
        "one.png": saved(Image.new("RGB", (1, 1)), "PNG"),
        "other.gif": saved(noise, "GIF"),
        "text.png": b"\x89PNG\r\n\x1a\nthis is no picture",
    }


def test_hostile_pictures_are_refused_one_by_one_and_the_others_land(crm: Crm) -> None:
    pictures = hostile()
    for name, content in {**pictures, "zz-good.jpg": saved(card(MARTA), "JPEG")}.items():
        (crm.folder / name).write_bytes(content)
    result = crm("add --card --format json", *sorted(pictures), "zz-good.jpg")
    assert result.code == 6
    rows = {row["file"]: row for row in result.json}
    assert [rows[name]["result"] for name in pictures] == ["unreadable"] * len(pictures)
    assert rows["zz-good.jpg"]["result"] == "created"
    assert "blank" in rows["blank.png"]["detail"]
    assert "24 megapixels" in rows["bomb.png"]["detail"]
    assert "24 megapixels" in rows["huge.png"]["detail"]
    assert "too small" in rows["one.png"]["detail"]
    assert "cut off" in rows["cut.jpg"]["detail"]
    assert "QR code" in rows["mecard.png"]["detail"]


def test_photos_are_one_step_known_the_second_time_and_undone_as_one(crm: Crm) -> None:
    folder = crm.folder / "fair"
    folder.mkdir()
    (folder / "IMG_1.jpg").write_bytes(saved(card(MARTA), "JPEG"))
    (folder / "IMG_1.txt").write_text("wants three containers", "utf-8")
    (folder / "IMG_2.jpg").write_bytes(saved(card(PETER), "JPEG"))
    rows = crm.ok("add --card fair --source 'Canton Fair' --format json").json
    assert [(row["result"], row["contact"]) for row in rows] == [("created", "Marta Holm"), ("created", "Peter Vance")]
    assert (
        crm.ok("show marta.holm@nordictimber.com --format json").json["contacts"][0]["note"] == "wants three containers"
    )
    assert len(crm.rows("undo --list")) == 1
    again = crm.ok("add --card fair --format json").json
    assert [row["result"] for row in again] == ["known", "known"]
    assert [row["id"] for row in again] == [1, 2]
    crm.ok("undo")
    assert crm.rows("list") == []
    crm.ok("db check")


def test_what_landed_before_an_interrupt_stays_and_the_same_again_goes_on(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    (crm.folder / "a.jpg").write_bytes(saved(card(MARTA), "JPEG"))
    (crm.folder / "b.jpg").write_bytes(saved(card(PETER), "JPEG"))
    whole, seen = reader.Photos.read, []

    def stopped(self: reader.Photos, data: bytes, kind: Any) -> Any:
        seen.append(kind)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return whole(self, data, kind)

    with monkeypatch.context() as patch:
        patch.setattr(reader.Photos, "read", stopped)
        result = crm("add --card a.jpg b.jpg")
    assert result.code == 130
    assert "goes on with the others" in result.err
    assert len(crm.rows("list")) == 1
    rows = crm.ok("add --card a.jpg b.jpg --format json").json
    assert [row["result"] for row in rows] == ["known", "created"]


def test_a_photo_is_kept_with_what_was_read_on_it(crm: Crm) -> None:
    import sqlite3
    from contextlib import closing

    content = saved(card(MARTA), "PNG")
    (crm.folder / "a.png").write_bytes(content)
    crm.ok("rep add ana")
    crm.ok("add --card a.png --source 'Canton Fair' --as ana")
    with closing(sqlite3.connect(crm.db)) as connection:
        row = connection.execute("SELECT kind, content, text, reading, event, rep_id FROM card").fetchone()
    assert row[:2] == ("png", content)
    assert row[2].splitlines() == list(MARTA)
    assert json.loads(row[3])["name"] == "Marta Holm"
    assert row[4:] == ("Canton Fair", 1)


def test_a_dry_run_reads_everything_and_writes_nothing(crm: Crm) -> None:
    (crm.folder / "a.jpg").write_bytes(saved(card(MARTA), "JPEG"))
    (crm.folder / "b.png").write_bytes(saved(card(MARTA), "PNG"))
    rows = crm.ok("add --card a.jpg b.png --dry-run --format json").json
    assert [row["result"] for row in rows] == ["created", "known"]
    assert not crm.db.exists()


def _damaged(content: bytes, cuts: list[tuple[float, bytes]]) -> bytes:
    for place, noise in cuts:
        at = int(place * len(content))
        content = content[:at] + noise + content[at + len(noise) :]
    return content


CUTS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "HEIC"]), CUTS, st.floats(0.1, 1))
def test_a_damaged_picture_is_opened_or_refused(kind: str, cuts: list[tuple[float, bytes]], part: float) -> None:
    whole = HEIC.read_bytes() if kind == "HEIC" else saved(card(MARTA[:2], width=200), kind)
    content = _damaged(whole[: int(len(whole) * part)], cuts)
    with contextlib.suppress(BadInputError):
        assert image.opened(content, Kind(kind.lower())).mode == "RGB"


@settings(max_examples=30, deadline=None)
@given(CUTS, st.floats(0.1, 1))
def test_a_damaged_pdf_is_opened_or_refused(cuts: list[tuple[float, bytes]], part: float) -> None:
    whole = saved(card(MARTA[:2], width=200), "PDF")
    with contextlib.suppress(BadInputError):
        assert all(page.image.mode == "RGB" for page in pdf.pages(_damaged(whole[: int(len(whole) * part)], cuts)))


def test_the_text_in_a_pdf_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"BT /F1 {24 - 2 * place} Tf 20 {180 - 30 * place} Td ({line}) Tj ET" for place, line in enumerate(MARTA)]
    stream = "\n".join(lines).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 220] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    monkeypatch.setattr(ocr.Ocr, "scan", None)
    found = reader.Photos().read(body + b"trailer\n<< /Root 1 0 R >>\n%%EOF", Kind.PDF)
    assert [one.reading.name for one in found] == ["Marta Holm"]
    assert found[0].reading.emails == (MARTA[3],)
    assert found[0].text.splitlines() == list(MARTA)


@pytest.mark.parametrize("link", ["https://u.wechat.com/kAbCdEfGhIjKlMn", "https://holm.example/ana"])
def test_the_code_of_a_wechat_account_or_page_waits_for_a_name(crm: Crm, link: str) -> None:
    (crm.folder / "wechat.png").write_bytes(saved(code(link, scale=4), "PNG"))
    result = crm("add --card wechat.png --format json")
    assert result.code == 4, result
    assert result.json[0]["detail"] == "there is neither a name nor a company on it"
    assert crm("card review --yes").code == 4
    seen = crm("card review", stdin="n\ne\nname=王芳\nn\n\n\n\n\n", terminal=True)
    assert seen.code == 0, seen.err
    assert [row["name"] for row in crm.rows("list")] == ["王芳"]
    shown = crm.ok("show 1 --format json").json
    (point,) = [*shown["points"], *(one for person in shown["contacts"] for one in person["points"])]
    assert link.endswith(point["value"])
