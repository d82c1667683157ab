from pathlib import Path

import pytest

from generator.checking import check
from generator.reading.folder import read_folder
from tests.told import LEAST, findings_in, told


@pytest.mark.parametrize("other", ["2022/a.yml", "a.yaml", "2021/12/a.yaml"])
def test_two_files_with_one_id_are_shown_both(other: str) -> None:
    (finding,) = findings_in({"a.yml": LEAST, other: "# Moved\n" + LEAST})
    assert finding.code == "duplicate-id"
    assert finding.headline == "two briefings have the id “a”"
    assert finding.help == "a briefing's id is its file's name: rename one of the files"
    assert str(finding.place) == f"desk/{other}:2:1"
    (first,) = finding.further
    assert (str(first), first.label) == ("desk/a.yml:1:1", "the other briefing")


def test_three_files_with_one_id_are_two_mistakes() -> None:
    assert told({"a.yml": LEAST, "b/a.yml": LEAST, "c/a.yml": LEAST}) == [
        "b/a.yml:1:1 duplicate-id: two briefings have the id “a”",
        "c/a.yml:1:1 duplicate-id: two briefings have the id “a”",
    ]


def test_a_file_that_cannot_be_read_has_its_id_all_the_same() -> None:
    assert told({"a.yml": LEAST, "b/a.yml": ""}) == [
        "b/a.yml:1:1 duplicate-id: two briefings have the id “a”",
        "b/a.yml:1:1 empty-file: the file is empty",
    ]


def test_different_files_of_the_same_content_are_two_briefings() -> None:
    assert told({"a.yml": LEAST, "b.yml": LEAST}) == []


def test_what_is_wrong_with_files_is_told_with_all_the_rest_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "b.yml": LEAST + "thred: t\n",
        "a.yml": LEAST + "demands: {pay: {by: port, text: x}}\n",
        "c/b.yml": LEAST + "title: T\n",
        "actors.yml": "union: {}\n",
    }.items():
        path = tmp_path / "desk" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    found = check(read_folder(tmp_path / "desk"))
    assert [f"{finding.place} {finding.code}" for finding in found] == [
        "desk/a.yml:10:21 unknown-actor",
        "desk/actors.yml:1:1 unnamed-actor",
        "desk/b.yml:10:1 unknown-key",
        "desk/c/b.yml:1:1 duplicate-id",
        "desk/c/b.yml:10:1 duplicate-key",
    ]
