"""Small MkDocs projects with briefings, for tests that need a configuration of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.publishing.site import build_site
from tests.pictures import ROOT
from tests.writing import Keys, briefing, written

BIN = Path(sys.executable).parent
# `make test` calls these tests, and a `make` that one of them calls is none of its parts.
_OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
_AROUND = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
QUIET = _AROUND | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "COLUMNS": "200"}

MATERIAL = {"name": "material", "font": False}


@dataclass(frozen=True)
class Project:
    """A folder with `mkdocs.yml`, `docs/` and `briefings/`."""

    folder: Path

    @property
    def config(self) -> Path:
        """MkDocs' configuration."""
        return self.folder / "mkdocs.yml"

    @property
    def briefings(self) -> Path:
        """The folder of briefings."""
        return self.folder / "briefings"

    @property
    def docs(self) -> Path:
        """What is written by hand."""
        return self.folder / "docs"

    def build(self, *, strict: bool = True) -> Path:
        """Build the site and return its folder."""
        return build_site(self.config, None, self.folder / "site", strict=strict).site

    def run(self, *command: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment, such as `mkdocs build`, in the project's folder.

        `path` is one more folder that Python imports from.
        """
        name, *rest = command
        return subprocess.run(
            [BIN / name, *rest],
            cwd=self.folder,
            env=QUIET | ({"PYTHONPATH": f"{ROOT}{os.pathsep}{path}"} if path else {}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def new_project(
    folder: Path,
    briefings: Mapping[str, Keys] | None = None,
    *,
    register: Keys | None = None,
    options: Mapping[str, Any] | None = None,
    **settings: Any,
) -> Project:
    """Make a project; `options` are the plugin's, `settings` MkDocs' own.

    Its theme is MkDocs' own, which builds in half the time, where `settings` name no other.
    """
    project = Project(folder)
    project.docs.mkdir(parents=True)
    written(project.briefings, briefings or {"strike": briefing()}, register)
    config = {
        "site_name": "Harbour desk",
        "theme": {"name": "mkdocs"},
        "plugins": [{"briefings": dict(options or {})}],
        **settings,
    }
    project.config.write_text(yaml.safe_dump(config), encoding="utf-8")
    return project
