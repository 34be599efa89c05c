"""Whatever bytes a file holds: no traceback, no row lost, and what csv writes comes back."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crmcli.errors import CrmError
from crmcli.exchange.sheet import KINDS, Evidence, aside, kind_of, open_sheet, plan, reader

PIECES = st.sampled_from(
    [
        '"',
        '""',
        '"""',
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "name",
        "Email",
        "电话",
        "Fecha",
        "importe",
        "客户名称",
        "sep=;",
        "1.234,5",
        "31/12/2026",
        "a@b.example",
        "=x",
        "'",
        "\x00",
        " ",
        "x",
        "|",
        "\ufeff",
        "\u2028",
        "Total",
        "\x85",
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=60).map("".join)
fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def swallow(path: Path) -> None:
    """Read a file to its end, as every kind."""
    try:
        sheet = open_sheet(path)
    except CrmError:
        return
    kind_of(sheet.columns, {})
    for kind in KINDS:
        made = plan(sheet.columns, kind, {})
        evidence = Evidence(made)
        for row in sheet.rows():
            assert len(row.cells) == len(sheet.columns) or row.problem
            "".join(row.cells).encode()
            evidence.see(row)
        take = reader(made, evidence.settled())
        for row in sheet.rows():
            aside(row, made)
            try:
                take(row)
            except CrmError:
                pass


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "sheets").iterdir()), ids=lambda path: str(path.name))
def test_a_sheet_taken_for_what_it_is_not(path: Path) -> None:
    swallow(path)


@fuzzed
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    swallow(path)


@fuzzed
@given(DOCUMENTS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "gb18030", "big5"]))
def test_any_text_as_csv(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(text.encode(encoding, "replace"))
    swallow(path)


@fuzzed
@given(DOCUMENTS)
def test_every_line_is_accounted_for(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(("Name,Phone,Email\n" + text).encode())
    sheet = open_sheet(path, delimiter=",", encoding="utf-8")
    assume(sheet.header_line == 1)
    lines = [row.line for row in sheet.rows()]
    assert lines == sorted(set(lines))
    written = sum(map(len, text.split())) - sum(text.count(mark) for mark in '",\0\ufeff')
    kept = sum(len(cell.replace('"', "")) for row in sheet.rows() for cell in row.cells)
    assert kept >= written


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], include_characters="\n"), max_size=12)


@fuzzed
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_comes_back(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str, end: str
) -> None:
    header = ["客户名称", "Phone", "Email"]
    rows = [row for row in rows if row != header]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([header, *rows])
    path = tmp_path / "any.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    sheet = open_sheet(path, encoding="gb18030" if encoding == "gb18030" else "", delimiter=delimiter)
    assert sheet.columns == tuple(header)
    assert [row.cells for row in sheet.rows()] == [row for row in rows if any(cell.strip() for cell in row)]
    assert not [row for row in sheet.rows() if row.problem]


@pytest.mark.parametrize(
    "line",
    [
        '"',
        '"a\n',
        'a,"b\n',
        '"a"b\n',
        '"a\n","b\n',
        '""x,"\n',
        " " * 50,
        "x" * 99,
        "(" * 99,
        '"""\n',
        "'=\n",
        ",\n",
        "1,",
        "名",
    ],
)
def test_much_of_the_worst_takes_little(tmp_path: Path, line: str) -> None:
    path = tmp_path / "worst.csv"
    path.write_bytes(("Name,Phone,Email\n" + line * (30_000 // len(line))).encode())
    tracemalloc.start()
    sheet = open_sheet(path)
    made = plan(sheet.columns, "customers", {})
    evidence = Evidence(made)
    for row in sheet.rows():
        evidence.see(row)
    take = reader(made, evidence.settled())
    for row in sheet.rows():
        try:
            take(row)
        except CrmError:
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30 << 20
