"""ProperDocs, a fork of MkDocs 1.x, loads the same plugin and makes the same site."""

from __future__ import annotations

from pathlib import Path

import mkdocs
import properdocs

from tests.folders import snapshot
from tests.projects import MATERIAL, new_project
from tests.publishing.walking import assert_same

THEIRS = f"mkdocs-ProperDocs {properdocs.__version__}, mkdocs-material".encode()
OURS = f"mkdocs-{mkdocs.__version__}, mkdocs-material".encode()
"""What Material's pages name as their generator."""


def test_properdocs_makes_the_site_that_mkdocs_makes(tmp_path: Path) -> None:
    project = new_project(tmp_path / "desk", theme=MATERIAL, site_url="https://desk.example/")
    found = {}
    for command in ("mkdocs", "properdocs"):
        done = project.run(command, "build", "--quiet", "--config-file", str(project.config))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        found[command] = snapshot(project.folder / "site")
    assert sum(THEIRS in page for page in found["properdocs"].values()) > 10
    theirs = {name: page.replace(THEIRS, OURS) for name, page in found["properdocs"].items()}
    assert_same(theirs, found["mkdocs"], ["by ProperDocs"])
