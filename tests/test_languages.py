"""A rep in Guangzhou and a rep in Valencia use the same file: each reads and types their own language."""

import importlib.util
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import crmcli
from conftest import Program
from crmcli import language
from crmcli.rules import dates, periods
from crmcli.rules.answers import yes_or_no
from crmcli.rules.kinds import meaning

_WIDTH = 60
_SPEAKER = """
import io, json, os, shlex, sys
from crmcli.cli.main import run
class Terminal(io.StringIO):
    encoding = "utf-8"
    def isatty(self): return terminal
told = []
for line, typed, terminal in json.load(sys.stdin):
    sys.stdout, sys.stderr, sys.stdin = Terminal(), Terminal(), Terminal(typed)
    code = run(shlex.split(line))
    told.append((int(code), sys.stdout.getvalue(), sys.stderr.getvalue()))
sys.__stdout__.write(json.dumps(told))
"""


class Speaker:
    """Types commands, all in one process that speaks a language; keeps what each printed."""

    def __init__(self, program: Program, name: str) -> None:
        self.environment = {**program.environment, "CRM_LANG": name, "COLUMNS": str(_WIDTH), "NO_COLOR": "1"}
        self.folder = program.folder

    def __call__(self, *lines: str, terminal: bool = True, typed: str = "") -> list[tuple[int, str, str]]:
        done = subprocess.run(
            [sys.executable, "-c", _SPEAKER],
            input=json.dumps([(line, typed, terminal) for line in lines]),
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [tuple(one) for one in json.loads(done.stdout)]


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    """Compile the catalogues where the program runs from its source, and they changed since it was installed."""
    spec = importlib.util.spec_from_file_location("catalogues", Path(__file__).parents[1] / "docs/make_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    tool: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    root = Path(crmcli.__file__).parent
    for name in tool.LANGUAGES:
        written, compiled = tool.path(name, root=root), tool.path(name, "mo", root)
        if not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
            tool.compile_(name, root)


def narrow(text: str) -> str:
    """Return a text of which no line is wider than the screen."""
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    assert max(map(cell_len, plain.splitlines())) <= _WIDTH, plain
    return plain


def test_a_rep_in_guangzhou(program: Program) -> None:
    crm = Speaker(program, "zh_CN.UTF-8")
    done = crm(
        "rep add 李伟",
        "config set me 李伟",
        "add 深圳市广元机电设备有限公司 --at -200d --contact 陈晓明 --needs 两台锯床",
        "log 广元 拜访 看了样机，要求报价 --at 昨天 --next '周五 发报价单'",
        "add 佛山木工机械厂 --at -300d",
        "promote 广元 -m 要求报价",
        "order add 广元 12500 CNY --at -60d --instalment -30d=5000 --instalment +30d=7500",
        "lose 佛山 --reason 价格 -m 买了别家的",
        "config set auto_wake 关",
    )
    assert [code for code, _out, _err in done] == [0] * len(done), done
    assert done[3][2].startswith("深圳市广元机电设备有限公司（1）：2026-03-15 的拜访已登记为 a1。")
    assert "潜在客户 → 意向客户" in done[5][2]
    assert "订单 o1，12500.00 CNY；现在是首购客户。" in done[6][2]
    shown, listed, owed, drawn, told = (
        narrow(out) for _code, out, _err in crm("show 广元", "list --all", "receivables", "stages --chart", "history 1")
    )
    assert "跟进计划      2026-03-20 发报价单" in shown
    assert "昨" not in shown
    assert "首购客户" in listed
    assert "流失客户" in listed
    assert "1-30 天" in owed
    assert "历史客户" in drawn
    assert "拜访" in told
    helped, wrong, missing, nobody = crm("log --help", "foo", "log", "show 没有这家")
    assert "用法" in helped[1]
    assert "显示帮助并退出。" in helped[1]
    assert "什么都不写入。" in "".join(char for char in narrow(helped[1].partition("示例")[0]) if char not in " │\n")
    assert (wrong[0], missing[0], nobody[0]) == (2, 2, 3)
    assert "没有命令" in wrong[2]
    assert "缺 REF。" in missing[2]
    assert "没有客户符合" in nobody[2]
    # What the firm calls its stages goes before what is usual.
    crm("config stage add quoted --after prospect --zh 已报价", "config stage rename lead --zh 新线索")
    moved, added, stood = crm("promote 佛山 --to 已报价 -m 报了价 --force", "add 新客户", "list --all")
    assert "已报价" in moved[2]
    assert "新线索" in added[2]
    assert "新线索" in narrow(stood[1])
    # What programs read stays as it is.
    (_code, out, _err), (_code2, seen, _err2) = crm("list --all", "activities --format json", terminal=False)
    assert out.splitlines()[0].startswith("id,name,stage,owner,")
    assert "深圳市广元机电设备有限公司,buyer,李伟" in out
    assert json.loads(seen)[0]["kind"] == "visit"


def test_a_rep_in_valencia(program: Program) -> None:
    crm = Speaker(program, "es_MX")
    done = crm(
        "rep add ana --role jefa",
        "config set me ana",
        "add 'Talleres Ibarra' --at -200d --contact Sonia",
        "log ibarra visita Quieren dos sierras --at ayer --next 'vie enviar el presupuesto'",
        "promote ibarra --to interesado -m 'pidió presupuesto'",
        "order add ibarra 12500 EUR --at -60d --instalment -30d=5000 --instalment +30d=7500",
        "add 'Forjas del Cadagua' --at -300d",
        "edit forjas --opt-out correo",
    )
    assert [code for code, _out, _err in done] == [0] * len(done), done
    assert done[0][2].startswith("ana (r1), de alta como jefe.")
    assert "visita del 2026-03-15" in done[3][2]
    assert "potencial → interesado" in done[4][2]
    stuck, owed, shown, drawn = (
        narrow(out) for _code, out, _err in crm("stale", "receivables", "show ibarra", "stages --chart")
    )
    assert "Forjas del" in stuck
    assert "causa sin visitar" in stuck
    assert "1-30" in owed
    assert "hace 1 día · visita · ana" in shown
    assert "2 clientes, 2026-03-16" in drawn
    helped, wrong, days = crm("--help", "stale --dias 3", "log ibarra visita x --at algún_día")
    assert "Uso: crm" in narrow(helped[1])
    assert "No hay" in wrong[2] or "Aquí no hay ninguna opción '--dias'." in wrong[2]
    assert "vie o finmes" in days[2]
    (_code, out, _err), *_rest = crm("stages", terminal=False)
    assert "\nbuyer,1," in out


@pytest.mark.parametrize(("said", "merged"), [("s\n", True), ("是\n", True), ("否\n", False), ("quizá\nno\n", False)])
def test_a_question_is_answered_in_any_language(program: Program, said: str, merged: bool) -> None:
    done = Speaker(program, "es")("add A", "add B", "merge 1 2", typed=said)
    assert ("ya es" in done[2][2] or "es ahora uno con" in done[2][2]) == merged, done[2]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        *((name, "zh") for name in ("zh", "zh_CN.UTF-8", "zh_Hans", "zh-CN")),
        *((name, "es") for name in ("es", "ES_mx", "es@euro")),
        *((name, "") for name in ("C", "fr_FR", "", "español", "zhuang")),
        ("en_GB", "en"),
    ],
)
def test_a_language_by_its_names(name: str, letters: str) -> None:
    assert language.known(name) == letters


def test_who_chooses_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    for name in ("CRM_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CRM_CONFIG", str(config))
    assert language._wanted() == "en"
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert language._wanted() == "es"
    monkeypatch.setenv("LANGUAGE", "fr:zh_CN:en")
    assert language._wanted() == "zh"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert language._wanted() == "en"
    config.write_text('me = "ana"\nlanguage = "zh" # mine\n[remind]\nlanguage = "es"\n')
    assert language._wanted() == "zh"
    monkeypatch.setenv("CRM_LANG", "es")
    assert language._wanted() == "es"
    monkeypatch.setenv("CRM_LANG", "tlh")
    assert language._wanted() == "en"
    monkeypatch.delenv("CRM_LANG")
    config.write_bytes(b"\xff\xfe")
    assert language._wanted() == "en"


def test_without_its_catalogue_the_program_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "__file__", "/nowhere/language.py")
    name, catalogue = language._opened("zh")
    assert (name, catalogue.gettext("Owner")) == ("en", "Owner")
    assert catalogue.ngettext("{count} row", "{count} rows", 1) == "{count} row"


def test_dates_answers_and_words_in_three_languages() -> None:
    monday = date(2026, 3, 16)
    for words, day in (
        ("tomorrow mañana manana 明天", "2026-03-17"),
        ("yesterday ayer 昨天", "2026-03-15"),
        ("fri vie viernes 周五 星期五 礼拜五", "2026-03-20"),
        ("sun dom domingo 周日 星期天", "2026-03-22"),
        ("sat sáb 周六", "2026-03-21"),
        ("eom finmes 月底", "2026-03-31"),
        ("+2w +2s +2周", "2026-03-30"),
        ("+1m +1月 +1个月", "2026-04-16"),
        ("2026-03-05 2026年3月5日", "2026-03-05"),
    ):
        assert {dates.day(word, monday).isoformat() for word in words.split()} == {day}, words
    for words in ("last-month mes-pasado 上个月", "this-quarter este-trimestre 本季度", "last-year año-pasado 去年"):
        assert len({periods.period(word, monday) for word in words.split()}) == 1, words
    assert all(map(yes_or_no, "y yes on s sí si 是 好 对 开".split()))
    assert [yes_or_no(word) for word in "n no off 否 不 关".split()] == [False] * 6
    assert yes_or_no("maybe") is None
    assert [meaning(word) for word in ("总监", "jefe", "短信", "经销商", "matriz", "Director")] == [
        "director",
        "manager",
        "sms",
        "dealer",
        "parent",
        "director",
    ]
