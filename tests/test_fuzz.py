"""Whatever is typed, configured or mutated: an answer or a clear error, in bounded time, and nothing written elsewhere."""

import os
import re
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli import config
from crmcli.cli import sheetfiles
from crmcli.errors import CrmError
from crmcli.exchange import vcard
from crmcli.exchange.folder import checked, is_ours
from crmcli.rules import dates, fields, money, periods
from terminals import EVERYTHING, HOSTILE, harmless

fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
few = settings(fuzzed, max_examples=40)

PIECES = st.sampled_from(
    [*HOSTILE.values(), *"0123456789", *"-+./,;:=!'\"()[]{}<>%_*?@# \t\n\\^~`|&", "..", "2026", "-09", "Q3", "w53", "h1",
     "last-", "this-", "quarter", "month", "year", "today", "eom", "fri", "+3d", "-2w", "9" * 30, "٣", "²", "Ⅷ", "½", "一",
     "1e9", "nan", "inf", "EUR", "ana", "Somebody", "深圳", "@x.example", "o1", "c1", "r1", "+34944123456", "\u0130", "ß",
     "\ufdfa", "AND", "OR", "NOT", "NEAR(", "*", "names:", "name=", "stage", "owner", "wishes", "tag", "\x00", "\ud800"]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=12)
TODAY = date(2026, 3, 16)


@fuzzed
@given(TYPED)
@example("long" * 2_000)
def test_a_date_is_read_or_refused(text: str) -> None:
    for past in (False, True):
        for order in ("", "dmy", "mdy", "ymd"):
            try:
                found = dates.day(text, TODAY, past=past, order=order, place="--at")
            except CrmError as error:
                harmless_length(error)
            else:
                assert dates.EARLIEST <= found <= dates.LATEST


@fuzzed
@given(TYPED)
@example("long" * 2_000)
def test_a_period_is_read_or_refused(text: str) -> None:
    try:
        found = periods.period(text, TODAY, place="--period")
    except CrmError as error:
        harmless_length(error)
    else:
        assert dates.EARLIEST <= found.first <= found.last <= dates.LATEST


@fuzzed
@given(TYPED, st.sampled_from(["EUR", "JPY", "KWD"]))
@example("long" * 2_000, "EUR")
def test_an_amount_is_read_exactly_or_refused(text: str, currency: str) -> None:
    try:
        minor = money.parse(text, currency)
    except CrmError as error:
        harmless_length(error)
    else:
        assert Decimal(text.strip().replace(",", "")) == money.decimal(minor, currency)


def harmless_length(error: CrmError) -> None:
    """What is said of a text is no longer than a few lines."""
    assert error.message
    assert len(error.message) < 1_500


@fuzzed
@given(st.lists(TYPED, max_size=3))
def test_assignments_conditions_and_maps_are_read_or_refused(texts: list[str]) -> None:
    for read in (fields.assigned, sheetfiles.mapped):
        try:
            read(texts)
        except CrmError as error:
            harmless_length(error)
    for text in texts:
        for one in (fields.condition, fields.valid_key, fields.choices):
            try:
                one(text)
            except CrmError as error:
                harmless_length(error)
        key = fields.key_from(text)
        assert not key or fields.valid_key(key) == key


# --- The references ---------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(firm: Crm) -> Crm:
    """A firm with a field of its own."""
    firm.ok("config field add wishes")
    firm.ok("edit 1 --set", f"wishes={EVERYTHING}")
    return firm


@few
@given(TYPED)
def test_any_reference_and_condition_is_answered(filled: Crm, text: str) -> None:
    before = filled.db.read_bytes()
    for words in (
        ("show", "--", text),
        ("find", "--", text),
        ("order show", "--", text),
        ("contact edit --title x --dry-run", "--", text),
        ("rep edit --name x --dry-run", "--", text),
        ("edit --grade A --dry-run", "--", text),
        ("list", f"--where={text}"),
        ("list", f"--where=wishes={text}"),
        ("list", f"--where=phone={text}"),
        ("list", f"--where=owner!={text}"),
        ("list", f"--owner={text}"),
        ("activities", f"--period={text}"),
        ("edit 1 --dry-run", f"--set={text}"),
    ):
        result = filled(*words)
        assert "fault of the program" not in result.err, (words, result)
        assert result.code in (0, 2, 3, 4, 6), (words, result)
        harmless(result.err)
    assert filled.db.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["(" * 5_000, "*" * 5_000, '"' * 5_001, "a " * 5_000, "a@" * 5_000, "+1" * 5_000, "é" * 9_000]
)
def test_a_long_reference_takes_little(filled: Crm, text: str) -> None:
    begun = time.monotonic()
    for line in ("show", "find", "order show", "edit --grade A --dry-run", "list --where"):
        result = filled(line, *([f"{text}=x"] if "where" in line else ["--", text]))
        assert "fault of the program" not in result.err, result
        assert result.code in (0, 3, 4, 6), result
    assert time.monotonic() - begun < 20


# --- The configuration ------------------------------------------------------------------------------------------------

TOML = st.lists(
    st.sampled_from(
        ["me", "db", "date_order", "currency", " = ", "=", '"', '"""', "'", "'''", "[", "]", "[[", "{", "}", ".", ",", "\n",
         "\r\n", "#", "\\", "\\u0000", "\\ud800", "\\x", "1", "1e400", "0x", "inf", "2026-03-16", "true", "ana", "dmy", "深",
         "\x00", "\ufeff", "\x7f", "~nobody/", "a" * 300]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@fuzzed
@given(TOML.map(str.encode) | st.binary(max_size=60))
def test_any_configuration_is_read_or_refused_and_never_lost(crm: Crm, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    try:
        found = config.load()
    except CrmError:
        found = None
    else:
        assert all(isinstance(value, str) for value in found.values())
    try:
        config.save("me", EVERYTHING)
    except CrmError:
        assert path.read_bytes() == content
    else:
        assert config.load() == {**(found or {}), "me": EVERYTHING}
    assert sorted(one.name for one in path.parent.iterdir()) == ["config.toml"]


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, "a=" + "{a=" * 50_000, "a." * 30_000, "a." * 200_000, 'me = """' + '"' * 900_000, "#" * (2 << 20)],
)
def test_the_worst_configuration_takes_little(crm: Crm, content: str) -> None:
    path = crm.folder / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text(content)
    begun = time.monotonic()
    result = crm("add Somebody --dry-run")
    assert result.code in (0, 6), result
    assert "fault of the program" not in result.err
    assert time.monotonic() - begun < 10


# --- Folders of an export ---------------------------------------------------------------------------------------------

EXPORTED: dict[str, bytes] = {}
MUTATIONS = st.lists(
    st.tuples(st.integers(0, 40), st.floats(0, 0.999), st.sampled_from(
        [b"", b",", b'"', b"\n", b"\x00", b"\xff", b"'", b"=1", b"-1", b"0", b"9" * 20, b"9" * 5_000, b"../x", b"cards/1.vcf",
         b"o1", b"c99", b"EUR", b"XXX", b"2026-02-30", b"9999-12-31", b"yes", "深".encode(), b"{", b"[" * 3_000, b"1e999",
         b"null", b"lead", b"buyer", b"DROP", b"\r\n"]), st.integers(0, 40)),
    min_size=1, max_size=4,
)  # fmt: skip


def exported(crm: Crm) -> dict[str, bytes]:
    """Return the files of an export of everything, made once."""
    if not EXPORTED:
        (crm.folder / "card.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Good\nTEL:+34944000111\nEND:VCARD\n")
        crm.ok("add --card card.vcf")
        crm.ok("export --all out")
        out = crm.folder / "out"
        EXPORTED.update({str(one.relative_to(out)): one.read_bytes() for one in out.rglob("*") if one.is_file()})
    return EXPORTED


@few
@given(MUTATIONS, st.booleans())
def test_a_mutated_export_goes_in_whole_or_not_at_all(
    firm: Crm, tmp_path: Path, mutations: list[tuple[int, float, bytes, int]], signed: bool
) -> None:
    files = dict(exported(firm))
    for number, where, piece, cut in mutations:
        name = sorted(files)[number % len(files)]
        place = int(len(files[name]) * where)
        files[name] = files[name][:place] + piece + files[name][place + cut :]
    if signed:  # whoever forges an export forges its sums too
        import hashlib

        sums = {one: hashlib.sha256(content).hexdigest() for one, content in files.items()}
        files["manifest.json"] = re.sub(
            rb'"([^"]+\.csv)": \{"rows": (\d+), "sha256": "[0-9a-f]+"',
            lambda found: (
                b'"%b": {"rows": %b, "sha256": "%b"' % (found[1], found[2], sums.get(found[1].decode(), "").encode())
            ),
            files["manifest.json"],
        )
    place = tmp_path / "mutated"
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    new = tmp_path / "new" / "crm.db"
    outside = {one for one in tmp_path.rglob("*") if not one.is_relative_to(new.parent)}
    result = firm(f"--db {new} import {place}")
    assert "fault of the program" not in result.err, result
    assert result.code in (0, 6), result
    harmless(result.err)
    if result.code:
        assert firm.ok(f"--db {new} list --archived").out.count("\n") == 1, "nothing of it has landed"
    assert {one for one in tmp_path.rglob("*") if not one.is_relative_to(new.parent)} == outside
    for one in new.parent.glob("*"):
        one.unlink()


@fuzzed
@given(st.binary(max_size=80) | st.text(alphabet='{}[]":,crm_export1files.csv ', max_size=60).map(str.encode))
def test_any_manifest_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(CrmError):
        checked(tmp_path, ["customers"])
    is_ours(tmp_path)


@pytest.mark.parametrize("name", ["customers.csv", "manifest.json"])
def test_an_export_of_one_endless_line_is_refused_in_little_memory(firm: Crm, name: str) -> None:
    firm.ok("export --all out")
    os.truncate(firm.folder / "out" / name, 300 << 20)
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = firm("--db new.db import out")
    assert result.code == 6, result
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 << 10


# --- Cards ------------------------------------------------------------------------------------------------------------


@fuzzed
@given(st.lists(st.sampled_from([
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"VERSION:2.1\r\n", b"FN", b"N", b"TEL", b"PHOTO", b"item1.", b"X-ABLabel", b"ADR",
    b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=", b"UTF-7", b"utf-16", b"idna", b"punycode", b"zlib", b"hex",
    b"rot13", b"unicode_escape", b"\xff\xfe", b"\x00", b":", b";", b"=", b"=\r\n", b"\r\n ", b"\\", b"^n", b'"', b"tel:+1", b"=E4=B8",
    b"\xe6", b"\x81\x40", b"AGENT:", b"+2AA-", b"data:;base64,", b"%00", b"\n", b"\r"]), max_size=30).map(b"".join))  # fmt: skip
def test_any_bytes_are_cards_or_none(content: bytes) -> None:
    for card in vcard.read(content):
        for text in (card.name, card.company, card.note, *(one.value for one in card.phones)):
            text.encode("utf-8", "surrogatepass")
        for address in card.addresses:
            assert isinstance(address.text, str)
