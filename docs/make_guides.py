"""Play the commands of the guides, each in its language, and put into them what is printed: python docs/make_guides.py

With --check nothing is written; the code is 1 where a page says otherwise.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
GUIDES = {"guide.md": "en", "guide.zh_CN.md": "zh", "guide.es.md": "es"}


def play(name: str) -> str:
    """Return a guide as it reads when its commands are typed now, in the language of this process."""
    import crmcli.language  # before the tests do, who speak English

    assert crmcli.language.code() == GUIDES[name]
    sys.path.insert(0, str(DOCS.parent / "tests"))
    import pytest

    import transcripts
    from conftest import Crm

    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        crm = Crm(Path(folder), patch)
        transcripts.prepared(crm)
        found: str = transcripts.played(crm, (DOCS / name).read_text("utf-8"))
        patch.chdir(DOCS)
    return found


def main(given: list[str]) -> int:
    """Play each guide in a process that speaks its language from the first; returns 1 if --check found a difference."""
    check = "--check" in given
    names = [one for one in given if one != "--check"] or list(GUIDES)
    _compile_catalogues()
    if len(names) == 1 and os.environ.get("CRM_LANG") == GUIDES[names[0]]:
        return _written(names[0], check=check)
    return max(
        subprocess.run(
            [sys.executable, __file__, name, *(["--check"] if check else [])],
            env={**os.environ, "CRM_LANG": GUIDES[name]},
            check=False,
        ).returncode
        for name in names
    )


def _written(name: str, *, check: bool) -> int:
    page, now = (DOCS / name).read_text("utf-8"), play(name)
    if check:
        sys.stdout.writelines(difflib.unified_diff(page.splitlines(True), now.splitlines(True), name, "played"))
        return int(page != now)
    (DOCS / name).write_text(now, "utf-8")
    return 0


def _compile_catalogues() -> None:
    """Bring what a checkout has compiled up to what is translated; an installed package has it so."""
    for source in (DOCS.parent / "src" / "crmcli" / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            with source.open("rb") as translated, compiled.open("wb") as file:
                write_mo(file, read_po(translated))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
