"""Cards of any kind, told by their content: what they say, what becomes of them, and what is refused."""

import importlib.util
import io
import zipfile

import pytest

from conftest import Crm

ANA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana López\r\nORG:Ibarra\r\nTEL;TYPE=CELL:+34600111222\r\nEND:VCARD\r\n"
SIGNATURE = (
    "Samuel Okafor\nHead of Procurement\nHalcyon Marine Ltd\nM +44 7700 900142\nsamuel.okafor@halcyonmarine.com\n"
)
CHINESE = "王磊\n销售经理\n深圳市广元机电设备有限公司\n手机：138 0013 8000\n邮箱：wanglei@gy-jd.com\n"
FIELDS = [
    "file",
    "kind",
    "name",
    "name_alt",
    "company",
    "company_alt",
    "title",
    "title_alt",
    "department",
    "phones",
    "emails",
    "websites",
    "address",
    "postcode",
    "wechat",
    "qq",
    "linkedin",
    "confidence",
    "warnings",
]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"


def without_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that reads pictures be installed."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr("crmcli.exchange.photo.reader.find_spec", lambda name: None)


def test_a_text_is_read_and_nothing_is_stored(crm: Crm) -> None:
    row = crm.ok("card read --text --format json", SIGNATURE).json[0]
    assert list(row) == FIELDS
    assert (row["file"], row["kind"]) == ("text", "text")
    assert (row["name"], row["title"], row["company"]) == ("Samuel Okafor", "Head of Procurement", "Halcyon Marine Ltd")
    assert row["phones"] == [{"number": "+447700900142", "type": "mobile"}]
    assert set(row["confidence"]) <= set(FIELDS)
    assert all(0 <= number <= 1 for number in row["confidence"].values())
    assert not crm.db.exists()


def test_standard_input_and_arguments_say_the_same(crm: Crm) -> None:
    spoken = crm.ok("card read --text --format json", *SIGNATURE.splitlines()).json
    piped = crm.ok("card read --text - --format json", stdin=SIGNATURE).json
    assert spoken == piped == crm.ok("card read --text --format json", SIGNATURE).json
    file = crm.ok("card read - --format json", stdin=SIGNATURE).json
    assert [{**row, "file": "text"} for row in file] == piped


def test_words_without_quotes_are_one_line(crm: Crm) -> None:
    assert crm.ok("card read --text Samuel Okafor s.okafor@firm.com --format json").json[0]["name"] == "Samuel Okafor"


def test_a_vcard_comes_in_the_same_fields_and_is_certain(crm: Crm) -> None:
    row = crm.ok("card read - --format json", stdin=ANA).json[0]
    assert list(row) == FIELDS
    assert (row["kind"], row["name"], row["company"]) == ("vcard", "Ana López", "Ibarra")
    assert row["phones"] == [{"number": "+34600111222", "type": "mobile"}]
    assert row["confidence"] == {"name": 1.0, "company": 1.0, "phones": 1.0}


def test_local_numbers_are_of_the_configured_country(crm: Crm) -> None:
    crm.ok("config set country CN")
    row = crm.ok("card read - --format json", stdin=ANA.replace("+34600111222", "13800138000")).json[0]
    assert row["phones"] == [{"number": "+8613800138000", "type": "mobile"}]


def test_flat_formats_join_lists(crm: Crm) -> None:
    header, line = crm.ok("card read -", stdin=ANA).lines
    assert header == ",".join(FIELDS)
    assert "+34600111222 mobile" in line
    assert crm.ok("card read - --fields name,phones", stdin=ANA).lines[1] == "Ana López,+34600111222 mobile"
    assert crm.ok("card read - --format jsonl", stdin=ANA + ANA).out.count("\n") == 2
    table = crm.ok("card read -", stdin=ANA, terminal=True).out
    assert "Ana López" in table
    assert "+34600111222 mobile" in table


def test_what_cannot_be_read_is_named_and_the_rest_is_said(crm: Crm) -> None:
    (crm.folder / "a.vcf").write_text(ANA, "utf-8")
    (crm.folder / "b.vcf").write_bytes(bytes(range(256)))
    result = crm("card read a.vcf b.vcf --format json")
    assert result.code == 6
    assert [row["name"] for row in result.json] == ["Ana López"]
    assert "b.vcf: this is no vCard" in result.err
    assert crm("card read nowhere.vcf").code == 3


def test_content_decides_and_not_the_name(crm: Crm) -> None:
    (crm.folder / "card.jpg").write_text(ANA, "utf-8")
    (crm.folder / "card.vcf").write_text(CHINESE, "utf-8")
    rows = crm.ok("add --card card.jpg card.vcf --format json").json
    assert [row["contact"] for row in rows] == ["Ana López", "王磊"]


def test_a_signature_becomes_a_customer_and_is_known_the_second_time(crm: Crm) -> None:
    (row,) = crm.ok("add --text - --format json", stdin=SIGNATURE).json
    assert (row["result"], row["name"], row["contact"]) == ("created", "Halcyon Marine Ltd", "Samuel Okafor")
    shown = crm.ok("show samuel.okafor@halcyonmarine.com --format json").json
    assert shown["contacts"][0]["title"] == "Head of Procurement"
    assert [one["result"] for one in crm.ok("add --text - --format json", stdin=SIGNATURE).json] == ["known"]
    retyped = SIGNATURE.replace("M +44", "Mobile: +44")
    assert [one["result"] for one in crm.ok("add --format json --text", retyped).json] == ["known"]


def test_a_card_and_a_text_of_the_same_person_are_one_customer(crm: Crm) -> None:
    crm.ok("add --card -", stdin=ANA)
    text = "Ana López\nJefa de Compras\nIbarra\nTel. +34 600 111 222\nana@ibarra.es\n"
    (row,) = crm.ok("add --text - --format json", stdin=text).json
    assert row["result"] == "completed"
    assert len(crm.rows("list")) == 1


def test_a_folder_gives_its_cards_and_passes_over_the_rest(crm: Crm) -> None:
    folder = crm.folder / "fair"
    (folder / ".hidden").mkdir(parents=True)
    (folder / ".hidden" / "x.vcf").write_text(ANA, "utf-8")
    (folder / "a.vcf").write_text(ANA, "utf-8")
    (folder / "b.txt").write_text(CHINESE, "utf-8")
    (folder / "milk.txt").write_text("Milk and bread, and a present for Tom", "utf-8")
    (folder / "song.mp3").write_bytes(b"ID3\x03\x00" + bytes(100))
    result = crm.ok("add --card fair --format json")
    assert [row["contact"] for row in result.json] == ["Ana López", "王磊"]
    assert "Passed over in the folders, no cards: 2" in result.err
    named = crm("add --card fair/song.mp3")
    assert named.code == 6
    assert "this is no vCard, text, picture" in named.out


def test_a_text_that_names_nobody_is_unreadable(crm: Crm) -> None:
    result = crm("add --format json --text", "+34 600 111 222")
    assert result.code == 6
    assert result.json[0]["result"] == "unreadable"
    assert crm("add --card --text x").code == 2
    assert crm("add --text - ", stdin="  \n").code == 6
    assert crm("add --text -", stdin="word " * 10_000).code == 6


def test_an_archive_gives_its_good_cards(crm: Crm) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("deep/a.vcf", ANA)
        packed.writestr("../../a.vcf", ANA)
        packed.writestr("b.txt", CHINESE)
        packed.writestr("bomb.txt", bytes(20 << 20), zipfile.ZIP_DEFLATED)
        packed.writestr("inner.zip", b"PK\x03\x04")
        packed.writestr("readme.md", "Nothing to see")
    (crm.folder / "cards.zip").write_bytes(target.getvalue())
    result = crm("add --card cards.zip --format json")
    assert result.code == 6
    assert [(row["file"], row["result"]) for row in result.json] == [
        ("cards.zip/deep/a.vcf", "created"),
        ("cards.zip/../../a.vcf", "unreadable"),
        ("cards.zip/b.txt", "created"),
        ("cards.zip/bomb.txt", "unreadable"),
        ("cards.zip/inner.zip", "unreadable"),
    ]
    assert "leads out of the archive" in result.json[1]["detail"]
    (crm.folder / "broken.zip").write_bytes(target.getvalue()[:100])
    assert "damaged" in crm("add --card broken.zip --format json").json[0]["detail"]


def test_without_the_extra_photos_say_how_to_get_it_and_the_other_cards_land(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_photo(monkeypatch)
    (crm.folder / "a.jpg").write_bytes(JPEG)
    (crm.folder / "b.vcf").write_text(ANA, "utf-8")
    (crm.folder / "c.txt").write_text(CHINESE, "utf-8")
    result = crm("add --card a.jpg b.vcf c.txt --format json")
    assert result.code == 6
    assert [row["result"] for row in result.json] == ["unreadable", "created", "created"]
    assert "pip install 'crmcli[photo]'" in result.err
    read = crm("card read a.jpg b.vcf --format json")
    assert read.code == 6
    assert [row["name"] for row in read.json] == ["Ana López"]
    assert read.err.count("pip install 'crmcli[photo]'") == 1


def test_a_text_beside_a_photo_is_its_note_and_no_card(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    without_photo(monkeypatch)
    (crm.folder / "IMG_1.jpg").write_bytes(JPEG)
    (crm.folder / "IMG_1.txt").write_text(CHINESE, "utf-8")
    (crm.folder / "IMG_2.txt").write_text(CHINESE, "utf-8")
    result = crm("add --card IMG_1.jpg IMG_1.txt IMG_2.txt --format json")
    assert [row["file"] for row in result.json] == ["IMG_1.jpg", "IMG_2.txt"]


def test_a_vcard_kept_goes_out_again_though_a_photo_came_later(crm: Crm) -> None:
    crm.ok("add --card -", stdin=ANA.replace("END:VCARD", "X-BOOTH:7B\r\nEND:VCARD"))
    crm.ok("add --text", "Ana López\nIbarra\n+34 600 111 222\nana@ibarra.es")
    written = crm.ok("show 1 --format vcf").out
    assert "X-BOOTH:7B" in written
    assert "ana@ibarra.es" in written


def test_cards_of_any_kind_go_out_as_files_that_open_and_come_back(crm: Crm) -> None:
    crm.ok("add --card -", stdin=ANA)
    crm.ok("add --text -", stdin=CHINESE)
    crm.ok("export --all out")
    assert sorted(path.name for path in (crm.folder / "out" / "cards").iterdir()) == ["1.vcf", "2.txt"]
    assert (crm.folder / "out" / "cards" / "2.txt").read_text("utf-8") == CHINESE
    crm.db.unlink()
    crm.ok("import out")
    assert [row["result"] for row in crm.ok("add --text - --format json", stdin=CHINESE).json] == ["known"]
    assert crm.rows("list --fields name") == [{"name": "Ibarra"}, {"name": "深圳市广元机电设备有限公司"}]
