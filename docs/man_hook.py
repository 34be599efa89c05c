"""Puts the manual pages into the wheel while it is built, so that `man crm` works wherever it is installed."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPages(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatch calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages, and say where an installation keeps them."""
        if version == "editable":
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("make_man", root / "docs" / "make_man.py")
        assert spec is not None
        assert spec.loader is not None
        make_man = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(make_man)
        pages = make_man.write(self._drafts)
        build_data["shared_data"] |= {str(page): f"share/man/man1/{page.name}" for page in pages}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind but the wheel."""
        shutil.rmtree(self._drafts, ignore_errors=True)

    @property
    def _drafts(self) -> Path:
        return Path(self.directory) / "man1"
