"""Files of `briefing/1` stay readable, and go on meaning what they meant.

`tests/old/` holds a folder for each stage of the format: never edit what is in one. Its
`meant.json` was written by the code of that time. When the format grows, add a folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.checking import check
from generator.diagnostics.finding import errors_in
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.model.briefing import Entry
from generator.model.dates import PartialDate
from generator.model.quantities import Quantity
from generator.publishing.site import build_site
from generator.reading.folder import read_folder
from tests.pictures import ROOT
from tests.projects import new_project

OLD = ROOT / "tests" / "old"
STAGES = sorted(path.name for path in OLD.iterdir())


def as_typed(value: Any) -> Any:
    """What somebody typed, as JSON has it."""
    if isinstance(value, Entry):
        return {key: as_typed(getattr(value, key)) for key in value.model_fields_set}
    if isinstance(value, PartialDate | Quantity):
        return value.text
    if isinstance(value, dict):
        return {key: as_typed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_typed(item) for item in value]
    return value if isinstance(value, bool | int) else str(value)


@pytest.mark.parametrize("stage", STAGES)
def test_an_old_file_is_read_without_a_mistake_and_means_what_it_meant(stage: str) -> None:
    folder = read_folder(OLD / stage)
    assert [found.headline for found in errors_in((*folder.findings, *check(folder)))] == []
    (read,) = folder.briefings
    assert as_typed(read.briefing) == json.loads((OLD / stage / "meant.json").read_text("utf-8"))


@pytest.mark.parametrize("stage", STAGES)
def test_an_old_file_makes_a_page(stage: str, tmp_path: Path) -> None:
    project = new_project(tmp_path / "desk")
    site = build_site(project.config, OLD / stage, tmp_path / "site", strict=False).site
    (page,) = (site / "briefings").glob("2021*/index.html")
    meant = json.loads((OLD / stage / "meant.json").read_text("utf-8"))
    assert meant["title"] in page.read_text("utf-8")


def test_an_old_seal_proves_its_quote() -> None:
    found = prove(read_folder(OLD / "accept"), Archive(OLD / "accept"))
    assert sorted(proof.state.value for proof in found.values()) == ["cited", "sealed"]
