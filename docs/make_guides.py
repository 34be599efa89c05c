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
GUIDES = {"guide.md": "en"}


def play(name: str) -> str:
    """Return a guide as it reads when its commands are typed now, in the language of this process."""
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
    """Play one guide in this process, or each in a process of its own: a program speaks one language."""
    check = "--check" in given
    names = [one for one in given if one != "--check"]
    if len(names) != 1:
        codes = [
            subprocess.run(
                [sys.executable, __file__, name, *(["--check"] if check else [])],
                env={**os.environ, "CRM_LANG": GUIDES[name]},
                check=False,
            ).returncode
            for name in names or GUIDES
        ]
        return max(codes)
    page, now = (DOCS / names[0]).read_text("utf-8"), play(names[0])
    if check:
        sys.stdout.writelines(difflib.unified_diff(page.splitlines(True), now.splitlines(True), names[0], "played"))
        return int(page != now)
    (DOCS / names[0]).write_text(now, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
