"""Charts in a terminal and pages to send: drawn in any width and script, alone, and every text only text."""

import csv
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Crm
from crmcli.render.chart import as_charts, sparkline
from crmcli.render.page import as_page
from crmcli.render.picture import Bar, Chart, Picture, Table, whole_parts
from crmcli.render.report import of
from crmcli.render.table import Screen
from terminals import HOSTILE, harmless

CHINESE = "深圳市广元机电设备有限公司"
EVIL = list(
    enumerate(["<script>alert(1)</script>", "]]>--><svg onload=alert(1)>", "\" onmouseover='x'", *HOSTILE.values()])
)


@pytest.fixture
def office(crm: Crm) -> Crm:
    """An office with customers in three stages, of whom some owe."""
    crm.ok("rep add ana")
    crm.add("Talleres Ibarra", "--owner ana --at -300d")
    crm.add(CHINESE, "--at -200d")
    crm.add("Holztechnik", "--at -50d --needs saws")
    crm.add("Credit only", "--at -20d")
    crm.ok("promote 3 -m asked --at -20d --approved-by carmen")
    crm.ok("order add 1 12500.50 EUR --at -80d --instalment -60d=5000 --instalment +30d=7500.50")
    crm.ok("order add 2 86000 CNY --at -40d --due -5d")
    crm.ok("pay o1 3000")
    crm.ok("pay 4 100 EUR")
    return crm


STAGES = """\
Stages
4 customers, 2026-03-16

lead      ██████████████▌                1 25%  ▁█▁▁█▁▁▁▁██▁
prospect  ██████████████▌                1 25%  ▁▁▁▁▁▁▁▁▁▁█▁
buyer     █████████████████████████████  2 50%  ▁▁▁▁▁▁▁▁█▁█▁
repeat                                    0 0%  ▁▁▁▁▁▁▁▁▁▁▁▁
dormant                                   0 0%  ▁▁▁▁▁▁▁▁▁▁▁▁
lost                                      0 0%  ▁▁▁▁▁▁▁▁▁▁▁▁
▄▆█ entered by month, 2025-04 to 2026-03
"""
OWED = """\
Outstanding in EUR, by name
Talleres Ibarra  .................~~~~~  9500.50 EUR  #_,___
Credit only      -                       -100.00 EUR  ______
. not due  : 1-30 days  ~ 31-60 days  = 61-90 days
+ 91-120 days  # over 120 days
-+# not due to over 120 days
"""


def test_charts_fit_sixty_columns_and_are_plain_where_nothing_else_is_shown(
    office: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.ok("stages --chart", width=60).out == STAGES
    for line in ("receivables --chart", "receivables --chart --by owner", "receivables --chart --by instalment"):
        for width in (24, 60, 200):
            drawn = office.ok(line, terminal=True, width=width).out
            harmless(drawn, width=width if width > 24 else None)
            assert "7500.50 EUR" in drawn
    assert "\x1b" not in office.ok("receivables --chart", terminal=True).out
    monkeypatch.setattr("crmcli.cli.say.utf8", lambda: False)
    drawn = office.ok("receivables --chart", width=60).out
    assert OWED in drawn
    assert "".join(char for char in drawn if char not in CHINESE).isascii()
    assert office.ok("stages --chart --by owner", width=60).out.isascii()


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=8), st.integers(0, 100))
def test_the_parts_of_a_bar_fill_it_whole(parts: list[int], length: int) -> None:
    cells = whole_parts(parts, length)
    assert len(cells) == len(parts)
    assert min(cells) >= 0
    assert sum(cells) == (length if sum(parts) else 0)


@given(st.lists(st.integers(-5, 10**15), max_size=12))
def test_a_sparkline_shows_what_is_more_than_nothing(values: list[int]) -> None:
    for utf8, ground in ((True, "▁"), (False, "_")):
        line = sparkline(values, utf8=utf8)
        assert [char == ground for char in line] == [value <= 0 for value in values]


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    legend = draw(st.sampled_from([(), ("received", "receivable"), tuple("abcdefg")]))
    bars = []
    for _number in range(draw(st.integers(0, 5))):
        parts = tuple(draw(st.integers(-3, 10**12)) for _part in legend)
        value = sum(parts) if legend else draw(st.integers(-(10**12), 10**12))
        label = draw(st.sampled_from([*HOSTILE.values(), CHINESE, ""])) + draw(st.text(max_size=9))
        series = tuple(draw(st.lists(st.integers(-9, 10**9), max_size=12)))
        bars.append(Bar(label, value, f"{value} EUR", parts, series))
    return Chart(draw(st.text(max_size=90)), bars, legend, draw(st.sampled_from(["", "by month"])))


@settings(max_examples=60)
@given(st.lists(charts(), max_size=2), st.integers(50, 120), st.booleans(), st.booleans())
def test_any_picture_is_drawn_and_put_on_a_page(drawn: list[Chart], width: int, utf8: bool, colour: bool) -> None:
    picture = Picture(
        CHINESE, EVIL[0][1], drawn, [Table("t", of(["name"], [(bar.label,) for bar in one.bars])) for one in drawn]
    )
    text = as_charts(picture, Screen(width, utf8, colour))
    harmless(re.sub(r"\x1b\[[0-9;]*m", "", text), width=width)
    read = Reader(as_page(picture)).text
    assert all(bar.text in read for one in drawn for bar in one.bars)


class Reader(HTMLParser):
    """Reads a page as a browser would, and refuses what reaches beyond it or acts."""

    PASSIVE = frozenset(
        re.findall(
            r"\w+",
            "html head meta title style body h1 h2 p figure figcaption div span svg rect polyline section table thead"
            " tbody tfoot tr th td details summary bdi small dl dt dd",
        )
    )
    PLAIN = frozenset(
        re.findall(
            r"\S+",
            "class lang charset content name http-equiv viewbox preserveaspectratio aria-hidden x y width height points",
        )
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.PASSIVE, tag
        assert {name for name, _value in attrs} <= self.PLAIN, attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            assert not re.search(r"url|@import|expression|//", data)
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


PAGES = (
    *("stages", "stages --by owner", "receivables", "receivables --by instalment"),
    "sales --by customer --period 2025-10..2026-03",
)


@pytest.fixture
def evil(office: Crm) -> Crm:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(
        [["name", "created"], *([f"{text[:200]} {place}", "2026-03-01"] for place, text in EVIL)]
    )
    office.ok("import customers -", stdin=sheet.getvalue())
    office.ok("edit 1 --name", EVIL[0][1])
    office.ok("edit 2 --name", EVIL[1][1])
    office.ok("rep edit ana --name", EVIL[2][1])
    return office


def test_a_page_stands_alone_and_every_text_in_it_is_only_text(evil: Crm) -> None:
    for line in PAGES:
        page = evil.ok(f"{line} --html -").out
        assert "default-src 'none'" in page
        assert all(char.isprintable() or char in "\n\u200c\u200d\u3000" for char in page)
        assert EVIL[2 if "owner" in line else 0][1] in Reader(page).text


def test_a_long_report_is_cut_and_says_so(office: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmcli.render.standing.MOST_BARS", 2)
    monkeypatch.setattr("crmcli.render.page.MOST_ROWS", 2)
    office.ok("order add 3 700 EUR --as ana")
    drawn = office.ok("receivables --chart", width=60).out
    assert re.search(r"\(others\) 2 +600.00 EUR", drawn)  # 700 less the 100 of somebody's credit
    page = office.ok("receivables --html -").out
    assert "The first 2 of 4 rows" in page
    assert page.count("<tr><td") == 2


def test_a_stage_opens_its_list_and_says_where_it_is_cut(office: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmcli.render.standing.MOST_LISTED", 1)
    page = office.ok("stages --html -").out
    assert re.findall("<summary>(.*)</summary>", page) == [
        "lead (1)",
        "prospect (1)",
        "buyer (2)",
    ]
    assert "crm list --all --stage buyer" in page
    assert "Holztechnik" in page
    assert CHINESE not in page  # the other buyer has been one for longer


def test_a_page_is_written_whole_for_its_owner_alone_and_over_nothing_else(office: Crm) -> None:
    said = office.ok("stages --html page.html")
    page = office.folder / "page.html"
    assert (said.out, "page.html" in said.err, page.stat().st_mode & 0o777) == ("", True, 0o600)
    page.write_text(page.read_text("utf-8") + "older")
    office.ok("receivables --html page.html")
    assert "Receivables" in page.read_text("utf-8")
    assert "older" not in page.read_text("utf-8")
    (office.folder / "mine.html").write_text("<html>mine</html>")
    (office.folder / "link.html").symlink_to(page)
    for name, code in (("mine.html", 4), ("link.html", 4), (".", 4), ("nowhere/page.html", 1)):
        assert office(f"stages --html {name}").code == code, name
    assert (office.folder / "mine.html").read_text() == "<html>mine</html>"


@pytest.mark.parametrize("more", ["--format csv", "--sort stage", "--limit 3", "--fields stage", "--excel", "--html x"])
def test_a_picture_is_drawn_whole(office: Crm, more: str) -> None:
    assert office(f"stages --chart {more}").code == 2
    assert not (office.folder / "x").exists()


def _browser() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless_shell")
    return next(filter(None, map(shutil.which, names)), "")


def test_a_browser_shows_a_page_and_asks_the_network_for_nothing(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    browser = _browser()
    if not browser:
        pytest.skip("NO PAGE WAS SHOWN IN A BROWSER: there is no Chromium on this machine")
    evil: Crm = request.getfixturevalue("evil")
    options = [
        "--headless",
        "--disable-gpu",
        "--no-sandbox",
        "--proxy-server=127.0.0.1:1",
        "--virtual-time-budget=2000",
    ]
    for line in PAGES:
        evil.ok(f"{line} --html page.html")
        shown = subprocess.run(
            [
                browser,
                *options,
                f"--user-data-dir={tmp_path}/profile",
                "--dump-dom",
                (evil.folder / "page.html").as_uri(),
            ],
            capture_output=True,
            timeout=60,
            check=True,
        ).stdout.decode()
        assert "<table>" in shown
        assert EVIL[2 if "owner" in line else 0][1] in Reader(shown).text
