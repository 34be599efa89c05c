"""What is made while the package is built: catalogues for every kind of install, manual pages for a wheel."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Build(BuildHookInterface):
    """Hatchling's hook: every `.po` becomes the `.mo` beside it, and every command's help a page of the manual."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before the files are collected."""
        for source in Path(self.root, "src", "crmcli", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as written, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(written))
        if self.target_name == "wheel" and version != "editable":
            build_data["shared_data"] |= {str(page): f"share/man/man1/{page.name}" for page in self._pages()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave no page behind but in the wheel."""
        shutil.rmtree(self._drafts, ignore_errors=True)

    @property
    def _drafts(self) -> Path:
        return Path(self.directory) / "man1"

    def _pages(self) -> list[Path]:
        spec = importlib.util.spec_from_file_location("make_man", Path(self.root, "docs", "make_man.py"))
        assert spec is not None
        assert spec.loader is not None
        make_man = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(make_man)
        found: list[Path] = make_man.write(self._drafts)
        return found
