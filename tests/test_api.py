"""What programs may rely on, and each example of the guide's page on it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import generator
from generator import Briefing, MistakesError, Severity, api, check, load, render
from generator.authoring.new_desk import desk_files, write_desk
from generator.model import briefing as model
from generator.model.briefing import Entry
from generator.rendering.page import Page
from tests.pictures import ROOT
from tests.told import LEAST

GUIDE = (ROOT / "docs/guide/api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLE = Path("briefings/2026/2026-03-02-port-strike.yml")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new desk, in which the examples run."""
    write_desk(tmp_path, desk_files("News desk", "en"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil() -> None:
    EXAMPLE.write_text(EXAMPLE.read_text("utf-8").replace("likely", "likly"), "utf-8")


def said(capsys: pytest.CaptureFixture[str], number: int) -> list[str]:
    exec(EXAMPLES[number], {})
    return capsys.readouterr().out.splitlines()


def test_each_example_is_run_below() -> None:
    assert len(EXAMPLES) == 4


def test_the_first_example_shows_pages_and_what_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = said(capsys, 0)
    assert shown[0] == "index.md Briefings"
    assert "risks/index.md Risks" in shown
    spoil()
    with pytest.raises(MistakesError):
        said(capsys, 0)
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith(f"{EXAMPLE}:48:17: error[unknown-word] ")


def test_the_second_example_shows_a_page_in_german_or_meets_the_mistakes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, 1) == ["Risiken"]
    spoil()
    assert said(capsys, 1) == []


def test_the_third_example_shows_the_bands_of_risks(capsys: pytest.CaptureFixture[str]) -> None:
    expected = "2026-03-02-port-strike port-closed: likely, 55–80 %, by 2026-03-31"
    assert said(capsys, 2) == [expected]
    spoil()
    assert said(capsys, 2) == []


def test_the_fourth_example_reads_back_what_it_wrote() -> None:
    exec(EXAMPLES[3], {})


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("folder", [ROOT / "briefings", Path("briefings")])
def test_a_briefing_is_the_same_after_a_way_through_json(folder: Path) -> None:
    briefings = [read.briefing for read in load(folder).briefings if read.briefing]
    assert briefings
    for each in briefings:
        assert Briefing.model_validate_json(each.model_dump_json()) == each
        assert Briefing.model_validate(each.model_dump(mode="json")) == each
        assert each.model_dump()["date"] == each.date


def test_the_names_of_the_package_are_those_of_its_module() -> None:
    assert set(generator.__all__) == {*api.__all__, "__version__"}
    assert all(getattr(generator, name) is getattr(api, name) for name in api.__all__)
    assert not hasattr(generator, "nothing")


def test_every_name_is_documented_and_every_field_that_is_there_exists() -> None:
    rows = re.findall(r"^\| `(\w+)(?:\(.*?\))?` \|.*\| (.*) \|$", GUIDE, re.MULTILINE)
    assert {name for name, _ in rows} >= set(api.__all__)
    for name, fields in rows:
        known = dir(getattr(api, name, None)) + list(getattr(api, name).__annotations__)
        wanted = re.findall(r"`(\w+)`", fields) if name in api.__all__ and name[0].isupper() else []
        if name not in ("Register", "MistakesError"):
            assert set(wanted) <= set(known), name


def test_every_class_of_the_model_is_documented() -> None:
    kinds = (kind for kind in vars(model).values() if isinstance(kind, type))
    classes = {kind.__name__ for kind in kinds if issubclass(kind, Entry) and kind is not Entry}
    table = GUIDE.partition("| class | is |")[2]
    assert set(re.findall(r"`([A-Z]\w+)`", table.partition("\n\n")[0])) == classes | {"Register"}


@pytest.mark.parametrize("kind", [str, Path])
def test_a_folder_is_named_by_a_text_or_a_path(kind: type[str] | type[Path]) -> None:
    (read,) = load(kind("briefings")).briefings
    assert read.briefing
    assert read.briefing.title.startswith("Dock workers")


def test_what_stands_in_files_never_raises(desk: Path) -> None:
    (desk / "briefings/bad.yml").write_bytes(b"\xff: [")
    (desk / "briefings/Worse.yml").write_text("- {")
    folder = load("briefings")
    assert [read.briefing is None for read in folder.briefings].count(True) == 2
    found = check(folder)
    assert {finding.severity for finding in found} == {Severity.ERROR}
    with pytest.raises(MistakesError, match=r"^\d errors?.*: `check` tells them$") as raised:
        render(folder)
    assert raised.value.findings == found


def test_a_folder_that_is_not_there_is_a_finding() -> None:
    assert [finding.code for finding in check(load("nowhere"))] == ["no-briefings"]


def test_drafts_and_later_days_are_shown_when_asked_for(desk: Path) -> None:
    draft = LEAST.replace("2021-12-03", "2026-03-01") + "status: draft\n"
    (desk / "briefings/2026/2026-03-01-draft.yml").write_text(draft, "utf-8")
    folder = load("briefings")

    def shown(pages: tuple[Page, ...]) -> list[str]:
        return [page.uri for page in pages if page.kind == "briefing"]

    of_the_day, a_draft = "briefings/2026-03-02-port-strike.md", "briefings/2026-03-01-draft.md"
    assert shown(render(folder)) == [of_the_day]
    assert shown(render(folder, drafts=True)) == [of_the_day, a_draft]
    assert shown(render(folder, drafts=True, as_of=date(2026, 3, 1))) == [a_draft]
    assert shown(render(folder, as_of=date(2026, 3, 1))) == []
