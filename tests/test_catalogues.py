"""Every sentence is there in every language, in the form that the code asks for; alone: pytest tests/test_catalogues.py"""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_TOOL = Path(__file__).parents[1] / "docs" / "make_catalogues.py"
_ENDS = {".": ".。", ":": ":：", "?": "?？", "!": "!！", "…": "…", ";": ";；", ",": ",，"}
# What is the same in Chinese: names, codes, and what is nothing but placeholders and signs.
_SAME = {
    *"WeChat qq QQ SMS sms heic jpeg pdf png vcard webp zip linkedin id".split(),
    "2026Q4, 2026-09, 2026, this-quarter, A..B …",
    "crm: {message}",
    "password_command: {problem}",
}


@pytest.fixture(scope="module")
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("make_catalogues", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wanted(tool: Any) -> set[tuple[str, Any]]:
    return {(one.context or "", one.id) for one in tool.template() if one.id}


@pytest.fixture(params=["zh_CN", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def translated(tool: Any, language: str) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Yield each message of a catalogue, and what it says in each form beside the English it stands for."""
    for one in tool.read(language):
        if not one.id:
            continue
        said = list(one.string) if isinstance(one.string, tuple) else [one.string]
        english = list(one.id) if isinstance(one.id, tuple) else [one.id]
        yield (
            one,
            [(english[min(place, len(english) - 1) if len(said) > 1 else -1], text) for place, text in enumerate(said)],
        )


def complaints(english: str, said: str, language: str) -> Iterator[str]:
    """Yield what is wrong with the form of a translation."""
    if sorted(set(re.findall(r"\{[^{}]*\}", english))) != sorted(set(re.findall(r"\{[^{}]*\}", said))):
        yield "placeholders"
    if set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", english)) != set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", said)):
        yield "options"
    if english[: len(english) - len(english.lstrip())] != said[: len(said) - len(said.lstrip())]:
        yield "begins otherwise"
    if english[len(english.rstrip()) :] != said[len(said.rstrip()) :]:
        yield "ends otherwise"
    end, theirs = english.rstrip()[-1:], said.rstrip()[-1:]
    if (end in _ENDS and theirs not in _ENDS[end]) or (
        end not in _ENDS and theirs in ".。:：?？;；,，" and theirs != end
    ):
        yield "punctuation"
    words = re.search(r"[a-z]{3}", re.sub(r"\{[^{}]*\}", "", english))
    if language == "zh_CN" and words and english.strip() not in _SAME and not re.search(r"[\u4e00-\u9fff]", said):
        yield "not Chinese"


def test_the_catalogue_has_what_the_code_says_and_nothing_else(
    tool: Any, wanted: set[tuple[str, Any]], language: str
) -> None:
    found = {(one.context or "", one.id) for one in tool.read(language) if one.id}
    again = "; run: python docs/make_catalogues.py"
    assert not wanted - found, f"{len(wanted - found)} are missing{again}"
    assert not found - wanted, f"{len(found - wanted)} are stale{again}"


def test_every_sentence_is_translated_in_full_and_in_form(tool: Any, language: str) -> None:
    wrong = []
    for one, forms in translated(tool, language):
        if one.fuzzy or not all(text for _english, text in forms):
            wrong.append(f"{one.id!r}: {'fuzzy' if one.fuzzy else 'missing'}")
            continue
        wrong += [
            f"{english!r} -> {text!r}: {what}"
            for english, text in forms
            for what in complaints(english, text, language)
        ]
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])
