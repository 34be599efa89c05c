"""The one `_()` for every sentence a person sees: gettext's, imported only when English will not do."""

import os
from collections.abc import Callable
from pathlib import Path


def _wanted() -> str:
    """Return the language asked for by `CRM_LANG`, as a gettext locale name; "" is English."""
    name = os.environ.get("CRM_LANG", "").split(".")[0]
    return "" if name in ("", "C", "POSIX", "en") or name.startswith("en_") else name


def _translator(language: str) -> Callable[[str], str]:
    if not language:
        return lambda sentence: sentence
    import gettext

    folder = Path(__file__).parent / "locale"
    return gettext.translation("crmcli", str(folder), languages=[language], fallback=True).gettext


def code() -> str:
    """Return the two letters of the language in which people are spoken to."""
    return _wanted()[:2].lower() or "en"


_ = _translator(_wanted())
