"""The guides cannot lie: what they say is printed is what is printed, in each language."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", sorted(path.name for path in DOCS.glob("guide*.md")))
def test_every_command_of_a_guide_prints_what_it_says(name: str) -> None:
    played = subprocess.run(
        [sys.executable, str(DOCS / "make_guides.py"), "--check", name],
        env={**os.environ, "CRM_LANG": {"guide.zh_CN.md": "zh", "guide.es.md": "es"}.get(name, "en")},
        capture_output=True,
        check=False,
    )
    assert not played.stdout, f"python docs/make_guides.py writes it anew:\n{played.stdout.decode()}"
    assert played.returncode == 0, played.stderr.decode()
