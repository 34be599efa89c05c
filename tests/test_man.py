"""Every command has a manual page, roff takes each without a word, and the wheel brings them along."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crmcli.cli.commands import COMMANDS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def docs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS.parent))


@pytest.mark.usefixtures("docs")
def test_every_command_has_a_page_and_the_wheel_has_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hook:  # what hatchling calls, which is there only while a wheel is built
        root, directory, target_name = str(DOCS.parent), str(tmp_path), "wheel"

    interface: Any = ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = Hook
    parts = interface.__name__.split(".")
    for count in range(1, len(parts)):
        monkeypatch.setitem(sys.modules, ".".join(parts[:count]), ModuleType(parts[count - 1]))
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    hook = importlib.import_module("hatch_build").Build()
    data: dict[str, Any] = {"shared_data": {}}
    hook.initialize("editable", data)
    assert data == {"shared_data": {}}
    hook.initialize("standard", data)
    names = {"crm", *(f"crm-{name.replace(' ', '-')}" for name, entry in COMMANDS.items() if entry.module)}
    assert set(data["shared_data"].values()) == {f"share/man/man1/{name}.1" for name in names}
    pages = {Path(page).stem: Path(page).read_text("utf-8") for page in data["shared_data"]}
    assert "\\-\\-days" in pages["crm-stale"]
    assert all("EXAMPLES" in page for name, page in pages.items() if name != "crm")
    assert "interrupted" in pages["crm"].split(".SH EXIT STATUS")[1]
    if shutil.which("groff"):
        drawn = subprocess.run(
            ["groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8", *data["shared_data"]],
            capture_output=True,
            check=True,
        )
        assert drawn.stderr == b""
    else:
        pytest.skip("GROFF IS NOT INSTALLED: the pages were not set")
    hook.finalize("standard", data, "")
    assert not list(tmp_path.iterdir())
