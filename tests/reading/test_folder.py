"""Which files of a folder are briefings, and what is wrong with the others."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics.show import concise
from generator.reading.folder import read_briefing, read_folder, read_register
from generator.reading.paths import briefing_paths, shown_path
from tests.permissions import without_the_powers_of_root
from tests.told import LEAST


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, beside which the writer works."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "desk"
    made.mkdir()
    return made


def put(folder: Path, *names: str, text: str = LEAST) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def told(folder: Path) -> list[str]:
    return [concise(finding) for finding in read_folder(folder).findings]


def test_briefings_are_read_from_all_folders_inside_in_a_fixed_order(folder: Path) -> None:
    put(folder, "b.yml", "a.yaml", "2022/d.yml", "2021/12/c.yml")
    read = read_folder(folder)
    assert [each.path.as_posix() for each in read.briefings] == [
        "a.yaml",
        "b.yml",
        "2021/12/c.yml",
        "2022/d.yml",
    ]
    assert all(each.briefing for each in read.briefings)


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "a.yml~",
        ".a.yml.swp",
        ".hidden.yml",
        "_draft.yml",
        ".git/a.yml",
        "_old/a.yml",
        "sources/a.yml",
        "actors.yml",
        "a.yml.bak",
    ],
)
def test_other_files_are_no_briefings(folder: Path, name: str) -> None:
    put(folder, "real.yml", name)
    assert list(briefing_paths(folder)) == [folder / "real.yml"]


@pytest.mark.parametrize("name", ["2021/Strike.YML", "strike.Yaml", "actors.YML"])
def test_a_briefing_whose_ending_has_capitals_is_not_lost_silently(folder: Path, name: str) -> None:
    put(folder, "real.yml", name)
    assert list(briefing_paths(folder)) == [folder / "real.yml"]
    (finding,) = read_folder(folder).findings
    assert finding.code == "bad-file-name"
    assert finding.place.source.path.endswith(name)
    assert finding.headline.startswith(f"the name ends in {Path(name).suffix}, ")
    assert finding.help == f"rename it so that it ends in {Path(name).suffix.lower()}"


@pytest.mark.parametrize("name", ["_old.YML", ".git/a.YML", "sources/a.YML", "a.YML.bak"])
def test_what_would_be_no_briefing_in_small_letters_may_have_capitals(
    folder: Path, name: str
) -> None:
    put(folder, "real.yml", name)
    assert read_folder(folder).findings == ()


@pytest.mark.parametrize("name", ["2021/actors.yml", "2021/sources/a.yml", "sources.yml"])
def test_a_name_is_special_only_at_the_top(folder: Path, name: str) -> None:
    put(folder, name)
    assert list(briefing_paths(folder)) == [folder / name]


def test_the_register_stands_at_the_top(folder: Path) -> None:
    put(folder, "a.yml")
    put(folder, "actors.yml", text="putin:\n  name: Vladimir Putin\n")
    register = read_folder(folder).register
    assert register
    assert register.register
    assert register.register.root["putin"].name == "Vladimir Putin"


def test_a_folder_needs_no_register(folder: Path) -> None:
    put(folder, "a.yml")
    assert read_folder(folder).register is None
    assert told(folder) == []


def test_a_file_with_mistakes_is_there_without_its_briefing(folder: Path) -> None:
    put(folder, "a.yml", text="title: T\n")
    put(folder, "b.yml")
    read = read_folder(folder)
    assert [(each.id, each.briefing is None) for each in read.briefings] == [
        ("a", True),
        ("b", False),
    ]


def test_a_folder_without_briefings_says_so(folder: Path) -> None:
    put(folder, "actors.yml", text="putin:\n  name: Vladimir Putin\n")
    assert told(folder) == ["desk:1:1: error[no-briefings] the folder contains no briefings"]


def test_a_folder_that_does_not_exist_says_so(folder: Path) -> None:
    missing = folder / "nothing"
    assert told(missing) == ["desk/nothing:1:1: error[no-briefings] the folder does not exist"]


def test_a_file_is_no_folder(folder: Path) -> None:
    put(folder, "a.yml")
    told_of_file = "desk/a.yml:1:1: error[no-briefings] the folder does not exist"
    assert told(folder / "a.yml") == [told_of_file]


def test_a_folder_may_be_called_like_a_file(folder: Path) -> None:
    put(folder, "a.yml/b.yml")
    assert list(briefing_paths(folder)) == [folder / "a.yml/b.yml"]
    assert told(folder) == []


def test_a_folder_that_is_linked_into_itself_is_read_once(folder: Path) -> None:
    put(folder, "a.yml")
    (folder / "again").symlink_to(folder)
    assert list(briefing_paths(folder)) == [folder / "a.yml"]


@pytest.mark.parametrize("name", ["b.yml", "actors.yml"])
def test_a_link_that_leads_nowhere_is_a_mistake(folder: Path, name: str) -> None:
    put(folder, "a.yml")
    (folder / name).symlink_to(folder / "nothing")
    assert told(folder) == [
        f"desk/{name}:1:1: error[unreadable-file] "
        "the file cannot be opened: No such file or directory"
    ]


def test_a_link_to_a_briefing_is_one(folder: Path) -> None:
    put(folder, "_real/a.yml")
    (folder / "b.yml").symlink_to(folder / "_real/a.yml")
    (read,) = read_folder(folder).briefings
    assert (read.id, read.briefing is None) == ("b", False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["b.yml", "actors.yml"])
def test_a_pipe_is_a_mistake_and_is_not_waited_for(folder: Path, name: str) -> None:
    put(folder, "a.yml")
    os.mkfifo(folder / name)
    assert told(folder) == [
        f"desk/{name}:1:1: error[unreadable-file] "
        "the file cannot be opened: it is not an ordinary file"
    ]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder below which permissions alone decide who may read."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has other permissions")
def test_a_folder_that_may_not_be_read_is_a_mistake(open_folder: Path) -> None:
    """Its briefings would be missing from the site without a word."""
    put(open_folder, "a.yml", "secret/b.yml")
    (open_folder / "secret").chmod(0)
    with without_the_powers_of_root():
        (finding,) = read_folder(open_folder).findings
    (open_folder / "secret").chmod(0o755)
    assert finding.code == "unreadable-file"
    assert finding.headline == "the folder cannot be opened: Permission denied"
    assert finding.place.source.path == (open_folder / "secret").as_posix()


@pytest.mark.parametrize(
    "name", ["A.yml", "a b.yml", "ü.yml", "a_b.yml", "-a.yml", "x" * 65 + ".yml"]
)
def test_a_file_name_that_cannot_be_an_id_is_a_mistake(folder: Path, name: str) -> None:
    put(folder, name)
    stem = name.removesuffix(".yml")
    (line,) = told(folder)
    shown = stem if len(stem) <= 60 else stem[:59] + "…"
    assert line == (
        f"desk/{name}:1:1: error[bad-file-name] "
        f"the file's name “{shown}” cannot be used as the briefing's id"
    )


def test_the_mistakes_of_a_file_with_a_bad_name_are_told_too(folder: Path) -> None:
    put(folder, "A.yml", text=LEAST + "thred: t\n")
    assert [finding.code for finding in read_folder(folder).findings] == [
        "bad-file-name",
        "unknown-key",
    ]


def test_what_stands_in_an_editor_is_read_in_place_of_the_file(folder: Path) -> None:
    put(folder, "a.yml", text="title: [")
    read, findings = read_briefing(folder, folder / "a.yml", LEAST)
    assert read.briefing
    assert findings == []
    register, findings = read_register(folder, "putin:\n  name: P\n")
    assert register
    assert register.register
    assert findings == []


def test_a_path_is_shown_from_where_the_writer_works(folder: Path) -> None:
    assert shown_path(folder / "a.yml") == "desk/a.yml"
    assert shown_path(Path("desk/a.yml")) == "desk/a.yml"
    assert shown_path(Path("/elsewhere/a.yml")) == "/elsewhere/a.yml"
