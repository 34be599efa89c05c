"""What a file holds is told by its bytes; archives give their good files and refuse the bad ones."""

import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.exchange.cards import archive
from crmcli.exchange.cards.archive import Member, members
from crmcli.exchange.cards.kinds import Kind, kind_of, text_of

VCARD = b"BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (VCARD, Kind.VCARD),
        (b"\xef\xbb\xbf" + VCARD, Kind.VCARD),
        (VCARD.decode().encode("utf-16"), Kind.VCARD),
        (b"some rubbish before it\n" + VCARD, Kind.VCARD),
        (b"begin:vcard\rfn:Ana\rend:vcard", Kind.VCARD),
        ("王磊\n销售经理\n13800138000".encode(), Kind.TEXT),
        ("王磊\n销售经理\n13800138000".encode("gb18030"), Kind.TEXT),
        ("Ana López".encode("utf-16"), Kind.TEXT),
        (b"the words BEGIN:VCARD alone make no vCard", Kind.TEXT),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff", Kind.JPEG),
        (b"\xff\xd8\xff\xe0 not a picture", Kind.OTHER),
        (b"\x89PNG\r\n\x1a\n and more", Kind.PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Kind.WEBP),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", Kind.OTHER),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", Kind.HEIC),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", Kind.OTHER),
        (b"%PDF-1.7\n%\xe2\xe3", Kind.PDF),
        (b"\n\n%PDF-1.4\n", Kind.PDF),
        (b"PK\x03\x04 whatever", Kind.ZIP),
        (b"GIF89a\x01\x00\x01\x00", Kind.OTHER),
        (b"\x7fELF\x02\x01\x01" + bytes(50), Kind.OTHER),
        (b"", Kind.OTHER),
        (b" \n\t", Kind.OTHER),
    ],
)
def test_content_tells_the_kind(content: bytes, kind: Kind) -> None:
    assert kind_of(content) == kind


@given(st.binary(max_size=300))
def test_any_bytes_are_of_some_kind(content: bytes) -> None:
    assert kind_of(content) in Kind
    assert isinstance(text_of(content), str)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_text_is_read_back_in_utf_8_and_utf_16(text: str) -> None:
    assert text_of(text.encode("utf-8-sig")) == text
    assert text_of("\ufeff".encode("utf-16-le") + text.encode("utf-16-le")) == text


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return target.getvalue()


def by_name(content: bytes) -> dict[str, Member]:
    return {one.name: one for one in members(content)}


def test_good_files_come_out_and_those_with_tricks_are_refused_one_by_one() -> None:
    link = zipfile.ZipInfo("link.vcf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = by_name(
        zipped(
            ("a.vcf", VCARD),
            ("../../etc/evil.vcf", VCARD),
            ("/etc/evil.vcf", VCARD),
            ("C:\\evil.vcf", VCARD),
            ("deep/..\\..\\evil.vcf", VCARD),
            (link, b"/etc/passwd"),
            ("deep/b.vcf", VCARD),
            ("__MACOSX/._a.vcf", b"junk"),
            ("deep/.DS_Store", b"junk"),
        )
    )
    assert [name for name, one in found.items() if not one.refused] == ["a.vcf", "deep/b.vcf"]
    assert found["deep/b.vcf"].content == VCARD
    assert len([one for one in found.values() if one.refused]) == 5
    assert "link.vcf" in found


def test_a_bomb_is_refused_and_the_rest_is_read() -> None:
    found = by_name(zipped(("bomb.png", bytes(30 << 20)), ("a.vcf", VCARD)))
    assert "bomb" in found["bomb.png"].refused
    assert found["a.vcf"].content == VCARD


def test_a_header_that_lies_about_the_size_is_found_out() -> None:
    content = bytearray(zipped(("big.txt", bytes(range(256)) * 100)))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size in the directory
    (member,) = members(bytes(content))
    assert member.refused or len(member.content) <= archive.LARGEST_FILE


def test_too_many_files_are_counted_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    found = list(members(zipped(*((f"{number}.vcf", VCARD) for number in range(5)))))
    assert [bool(one.refused) for one in found] == [False, False, False, True]
    assert "2 more" in found[-1].refused


def test_too_much_altogether_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 2 * len(VCARD))
    found = list(members(zipped(*((f"{number}.vcf", VCARD) for number in range(5)))))
    assert [bool(one.refused) for one in found] == [False, False, True]


@given(st.binary(max_size=200), st.integers(0, 200))
def test_a_damaged_archive_is_refused_and_raises_nothing(noise: bytes, place: int) -> None:
    content = zipped(("a.vcf", VCARD), ("b.txt", b"text"))
    broken = content[:place] + noise + content[place + len(noise) :]
    for one in members(broken):
        assert one.refused or isinstance(one.content, bytes)
    assert list(members(noise)) == [] or all(one.refused for one in members(noise))
