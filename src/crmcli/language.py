"""The one `_()` for every sentence a person sees: gettext's, its catalogue opened only when English will not do."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

_CATALOGUES = {"zh": "zh_CN", "es": "es"}
_DOMAIN = "crmcli"
_LARGEST = 64 << 10
_PARTS = str.maketrans("-.@", "___")


class _English:
    """The sentences as they stand in the code."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, other: str, n: int, /) -> str:
        return one if n == 1 else other

    def pgettext(self, context: str, message: str, /) -> str:
        return message


def known(name: str) -> str:
    """Return the two letters of the language that a name like `zh_CN.UTF-8`, `zh-Hans` or `es_MX` means; "" if none."""
    letters = name.strip().lower().translate(_PARTS).partition("_")[0]
    return letters if letters in ("en", *_CATALOGUES) else ""


def _configured() -> str:
    """Return the language that the person's file names, if it does: every command asks, so TOML's parser is not woken."""
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    folder = folder if folder.startswith("/") else "~/.config"
    path = os.path.expanduser(os.environ.get("CRM_CONFIG") or f"{folder}/crm/config.toml")
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, encoding="utf-8") as file:
            own = file.read(_LARGEST).partition("\n[")[0]
    except (OSError, ValueError):
        return ""  # whatever needs the file says what is wrong with it
    for line in own.splitlines():
        key, _equals, value = line.partition("=")
        if key.strip() == "language":
            text = value.strip()
            return text[1:].partition(text[:1])[0] if text[:1] in ("'", '"') else ""
    return ""


def _of_locale() -> str:
    """Return the language of the locale, as gettext finds it."""
    variables = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, variables), "")
    if locale.split(".")[0] in ("", "C", "POSIX"):
        return ""
    names = [*os.environ.get("LANGUAGE", "").split(":"), locale]
    return next(filter(None, map(known, names)), "")


def _wanted() -> str:
    """Return the two letters of the language in which people are to be spoken to."""
    if said := os.environ.get("CRM_LANG", ""):
        return known(said) or "en"
    return known(_configured()) or _of_locale() or "en"


def _opened(wanted: str) -> "tuple[str, gettext.NullTranslations | _English]":
    """Return a language and its catalogue; English where the catalogue is not there."""
    if wanted in _CATALOGUES:
        import gettext

        folder, name = str(Path(__file__).parent / "locale"), _CATALOGUES[wanted]
        try:
            found = gettext.translation(_DOMAIN, folder, languages=[name])
        except (OSError, ValueError):
            return "en", _English()
        # Typer asks gettext for its few words, which are in the same catalogue; gettext looks into the environment.
        gettext.bindtextdomain(_DOMAIN, folder)
        gettext.textdomain(_DOMAIN)
        os.environ["LANGUAGE"] = name
        return wanted, found
    return "en", _English()


_LANGUAGE, _catalogue = _opened(_wanted())

_: Callable[[str], str] = _catalogue.gettext


def many(one: str, other: str, count: int) -> str:
    """Return the sentence for so many: `one` for 1, `other` for any other number, as the language has it."""
    return _catalogue.ngettext(one, other, count)


def called(context: str, word: str) -> str:
    """Return what a word is called in a context, `column` or `word`; one that the catalogue does not know stays."""
    return _catalogue.pgettext(context, word)


_said: dict[str, str] = {}


def say_for(words: Mapping[str, str]) -> None:
    """Have these words read as the firm says them, from now on: its stages, by their keys."""
    _said.update(words)


def in_words(text: str) -> str:
    """Return a word of the program's own, a stage, a kind, a role, as people read it; another text as it is."""
    return _said.get(text) or (called("word", text) if text else text)


def code() -> str:
    """Return the two letters of the language in which people are spoken to."""
    return _LANGUAGE
