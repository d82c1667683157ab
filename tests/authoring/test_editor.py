"""A folder of briefings holds what editors need, before anything is built."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.authoring.editor import SCHEMAS, modeline, place_schemas
from generator.cli import main
from generator.model.schema import ACTORS_SCHEMA, BRIEFING_SCHEMA, schema_files
from generator.reading.paths import briefing_paths
from tests.pictures import ROOT


@pytest.mark.parametrize("name", [BRIEFING_SCHEMA, ACTORS_SCHEMA])
def test_the_schema_in_this_repository_is_the_newest(name: str) -> None:
    committed = (ROOT / "briefings" / SCHEMAS / name).read_text("utf-8")
    assert committed == schema_files()[name], "renew it: `briefing schema --write`"


def test_the_schemas_are_placed_among_the_briefings(tmp_path: Path) -> None:
    written = place_schemas(tmp_path)
    assert written == [tmp_path / ".schema" / BRIEFING_SCHEMA, tmp_path / ".schema" / ACTORS_SCHEMA]
    assert {path.name: path.read_text("utf-8") for path in written} == schema_files()


def test_a_schema_that_is_the_newest_is_left_alone(tmp_path: Path) -> None:
    _, actors = place_schemas(tmp_path)
    assert place_schemas(tmp_path) == []
    actors.write_text("{}")
    assert place_schemas(tmp_path) == [actors]


def test_the_folder_of_schemas_holds_no_briefings(tmp_path: Path) -> None:
    place_schemas(tmp_path)
    (tmp_path / SCHEMAS / "a.yml").touch()
    assert list(briefing_paths(tmp_path)) == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("desk/a.yml", ".schema/briefing-1.json"),
        ("desk/2021/a.yml", "../.schema/briefing-1.json"),
        ("desk/2021/12 December/a.yml", "../../.schema/briefing-1.json"),
        ("desk/actors.yml", ".schema/actors-1.json"),
        ("desk/2021/actors.yml", "../.schema/briefing-1.json"),
    ],
)
def test_the_line_for_editors_leads_from_a_file_to_its_schema(path: str, schema: str) -> None:
    assert modeline(Path(path), Path("desk")) == f"# yaml-language-server: $schema={schema}"


def test_the_line_for_editors_does_not_depend_on_where_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "our desk").mkdir()
    monkeypatch.chdir(tmp_path / "our desk")
    line = modeline(Path("2021/a.yml"), tmp_path / "our desk")
    assert line.endswith("=../.schema/briefing-1.json")


def test_the_command_prints_the_schema_of_a_briefing() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert result.stdout == schema_files()[BRIEFING_SCHEMA]
    assert json.loads(result.stdout)["$id"] == BRIEFING_SCHEMA


def test_the_command_prints_the_schema_of_the_register() -> None:
    assert CliRunner().invoke(main, ["schema", "--actors"]).stdout == schema_files()[ACTORS_SCHEMA]


def test_the_command_writes_both_into_the_folder_of_briefings(tmp_path: Path) -> None:
    arguments = ["schema", "--write", "--briefings", str(tmp_path)]
    first, second = (CliRunner().invoke(main, arguments) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert first.stdout.count("written: ") == 2
    assert second.stdout == ""
    assert {path.name for path in (tmp_path / SCHEMAS).iterdir()} == schema_files().keys()


def test_the_command_makes_no_folder_of_briefings(tmp_path: Path) -> None:
    missing = tmp_path / "briefing"
    result = CliRunner().invoke(main, ["schema", "--write", "--briefings", str(missing)])
    assert result.exit_code == 2
    assert "there is no folder of briefings" in result.stderr
    assert not missing.exists()


def test_the_settings_of_this_repository_lead_to_its_schemas() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = {(ROOT / path).resolve() for path in settings["yaml.schemas"]}
    assert schemas == {ROOT / "briefings" / SCHEMAS / name for name in schema_files()}


def test_the_extension_that_reads_the_schema_is_recommended() -> None:
    listed = json.loads((ROOT / ".vscode" / "extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in listed["recommendations"]


def test_the_command_says_when_they_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".schema").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["schema", "--write", "--briefings", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the schemas cannot be written: ")
