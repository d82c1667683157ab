"""`briefing seal`: what it writes, renews and tells, and that a private text stays private."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from generator.authoring.sealing import SealState, seals
from generator.cli import main
from generator.evidence.archive import Archive
from generator.evidence.proof import State
from generator.evidence.seals import read_seal
from generator.reading.folder import read_folder
from tests.desks import HEAD, NAME, TEXT, claim, corpus_at, desk, told_at
from tests.markup import read_html
from tests.pictures import ROOT
from tests.projects import Project, new_project

SHORT = "no ship will leave"
TWO = """\
  courier:
    title: No cranes move
    text: 2021/courier.txt
actors:"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `briefings` with one text, to be worked in from above it."""
    monkeypatch.chdir(tmp_path)
    return desk(tmp_path / "briefings", HEAD + claim(SHORT), {NAME: TEXT})


def run(*options: str) -> Result:
    return CliRunner().invoke(main, ["seal", *options], catch_exceptions=False)


def told(result: Result) -> list[str]:
    return result.output.splitlines()


def the_seal(folder: Path, name: str = "gazette.seal") -> Path:
    return folder / "sources" / name


# Writing and renewing


def test_it_writes_a_seal_beside_each_text_and_proves_quotes_by_it(here: Path) -> None:
    result = run()
    assert (result.exit_code, told(result)) == (0, ["written       gazette.txt"])
    (here / "sources" / NAME).unlink()
    assert told_at(here) == []
    assert [item.proof.state for item in corpus_at(here).claims] == [State.SEALED]


def test_a_seal_holds_one_line_of_text_for_each_record(here: Path) -> None:
    run()
    data = the_seal(here).read_bytes()
    assert data.isascii()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    kinds = [line.split()[0] for line in data.decode().splitlines()]
    words = read_seal(data.decode()).words
    assert kinds == ["briefing-seal", "text", "words", *["w"] * (words - 4), "q", "end"]


def test_a_seal_that_is_current_is_not_written_again(here: Path) -> None:
    run()
    before = the_seal(here).stat().st_mtime_ns
    assert told(run()) == ["current       gazette.txt"]
    assert the_seal(here).stat().st_mtime_ns == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_same_text_and_quotes_make_the_same_seal_anywhere(tmp_path: Path, end: str) -> None:
    made = []
    for name, quotes in (
        ("a", (SHORT, "the pilots’ office")),
        ("b", ("the pilots’ office", SHORT)),
    ):
        text = TEXT.replace("\n", end) if name == "b" else TEXT
        folder = desk(tmp_path / name, HEAD + claim(*quotes), {NAME: text})
        assert run("--briefings", str(folder)).exit_code == 0
        made.append(the_seal(folder).read_bytes())
    assert made[0] == made[1]


def test_a_seal_is_renewed_when_its_text_changes_with_few_lines_of_difference(here: Path) -> None:
    run()
    before = the_seal(here).read_text("utf-8").splitlines()
    desk(here, HEAD + claim(SHORT), {NAME: TEXT + "More.\n"})
    assert told(run()) == ["written       gazette.txt"]
    after = the_seal(here).read_text("utf-8").splitlines()
    assert before[1] != after[1]
    assert len(after) == len(before) + 1
    assert told_at(here) == []


def test_a_seal_is_renewed_when_a_short_quote_comes_in_and_when_it_goes(here: Path) -> None:
    run()
    desk(here, HEAD + claim(SHORT, "the pilots’ office"))
    assert told(run()) == ["written       gazette.txt"]
    assert the_seal(here).read_text("utf-8").count("\nq ") == 2
    desk(here, HEAD)
    assert told(run()) == ["written       gazette.txt"]
    assert "\nq " not in the_seal(here).read_text("utf-8")


@pytest.mark.parametrize("damage", ["", "nonsense\n", "briefing-seal 1\ntext 00\n"])
def test_a_seal_that_cannot_be_used_is_written_anew(here: Path, damage: str) -> None:
    run()
    whole = the_seal(here).read_bytes()
    the_seal(here).write_text(damage, encoding="utf-8")
    assert told(run()) == ["written       gazette.txt"]
    assert the_seal(here).read_bytes() == whole


def test_a_quote_that_the_text_does_not_have_is_never_recorded(here: Path) -> None:
    desk(here, HEAD + claim("no ship shall leave", "seven ships"))
    run()
    assert "\nq " not in the_seal(here).read_text("utf-8")


def test_a_seal_in_place_of_which_a_link_lies_leaves_the_file_behind_it_alone(here: Path) -> None:
    the_seal(here).symlink_to(here / "sources" / NAME)
    assert run().exit_code == 0
    assert (here / "sources" / NAME).read_text("utf-8") == TEXT
    assert not the_seal(here).is_symlink()
    assert told_at(here) == []


# --check


@pytest.mark.parametrize(
    ("kind", "state", "code"),
    [
        ("missing", "missing", 1),
        ("current", "current", 0),
        ("text changed", "stale", 1),
        ("short quote added", "stale", 1),
        ("damaged", "stale", 1),
        ("no text, sealed", "no text here", 0),
        ("no text, bad seal", "not sealed", 1),
        ("no text, no seal", "no text here", 0),
    ],
)
def test_check_tells_the_state_and_writes_nothing(
    here: Path, kind: str, state: str, code: int
) -> None:
    if kind not in ("missing", "no text, no seal"):
        run()
    if kind == "text changed":
        desk(here, HEAD + claim(SHORT), {NAME: TEXT + "More.\n"})
    elif kind == "short quote added":
        desk(here, HEAD + claim("the pilots’ office"))
    elif kind in ("damaged", "no text, bad seal"):
        the_seal(here).write_text("nonsense", encoding="utf-8")
    if kind.startswith("no text"):
        (here / "sources" / NAME).unlink()
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    result = run("--check")
    assert told(result)[0].startswith(f"{state:<12}  gazette.txt")
    assert result.exit_code == code
    assert before == {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}


# Named sources


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        "gazette",
        "gazette.seal",
        "briefings/sources/gazette.txt",
        "./briefings/sources/gazette",
    ],
)
def test_only_the_named_text_is_sealed_however_it_is_named(here: Path, name: str) -> None:
    desk(here, HEAD.replace("actors:", TWO), {"2021/courier.txt": TEXT})
    assert told(run(name)) == ["written       gazette.txt"]
    assert not the_seal(here, "2021/courier.seal").exists()
    assert told(run("2021/courier.txt")) == ["written       2021/courier.txt"]
    assert the_seal(here, "2021/courier.seal").exists()


def test_without_a_name_every_text_is_sealed_one_line_each(here: Path) -> None:
    desk(here, HEAD.replace("actors:", TWO), {"2021/courier.txt": TEXT})
    assert told(run()) == ["written       2021/courier.txt", "written       gazette.txt"]


def test_the_folder_of_briefings_is_found_from_inside_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "sources")
    assert told(run()) == ["written       gazette.txt"]


def test_a_name_that_no_source_gives_is_wrong_use(here: Path) -> None:
    result = run("gazete.txt")
    assert result.exit_code == 2
    assert "no source names the text “gazete.txt”; did you mean `gazette.txt`?" in result.output
    assert not the_seal(here).exists()


def test_a_folder_that_is_not_there_is_wrong_use(here: Path) -> None:
    assert run("--briefings", "nowhere").exit_code == 2


# What cannot be sealed


@pytest.mark.parametrize(
    ("kind", "told_of"),
    [
        ("Latin-1", "the archived text is not UTF-8: byte 0xE9"),
        ("a link out", "the archived text is outside the folder of archived texts"),
        ("a seal that is a pipe", "the seal is not a file"),
        ("a seal that links out", "the seal is outside the folder of archived texts"),
        ("a million words", "the text has more than 1,000,000 words"),
    ],
)
def test_what_cannot_be_sealed_is_told_and_the_others_are_sealed(
    here: Path, kind: str, told_of: str
) -> None:
    desk(here, HEAD.replace("actors:", TWO), {"2021/courier.txt": TEXT})
    text, outside = here / "sources" / NAME, here.parent / "outside"
    outside.write_text("precious", encoding="utf-8")
    if kind == "Latin-1":
        text.write_bytes(b"caf\xe9")
    elif kind == "a link out":
        text.unlink()
        text.symlink_to(outside)
    elif kind == "a seal that is a pipe":
        os.mkfifo(the_seal(here))
    elif kind == "a seal that links out":
        the_seal(here).symlink_to(outside)
    else:
        text.write_text("a " * 1_000_001, encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert told(result) == [
        "written       2021/courier.txt",
        f"not sealed    gazette.txt: {told_of}",
    ]
    assert outside.read_text("utf-8") == "precious"


def test_files_with_mistakes_are_told_as_their_quotes_may_be_missing(here: Path) -> None:
    desk(here, {"broken": "title: [\n"})
    result = run()
    assert result.exit_code == 0
    assert "quotes in files with errors may not be sealed" in result.output


def test_a_folder_that_cannot_be_written_to_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = run()
    assert result.exit_code == 1
    assert "a seal cannot be written" in result.output


def test_a_text_without_quotes_and_one_of_few_words_are_sealed_too(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD, {NAME: "Two words"})
    (report,) = seals(read_folder(folder), Archive(folder))
    assert report.state is SealState.MISSING
    assert read_seal(report.content).words == 2


# A private text stays private

PRIVATE = """\
A letter that nobody but the desk may keep

Seven grey herons crossed the estuary at dawn while the ferryman counted his coins twice. He
had promised the widow an answer, and the tide would not wait for either of them.

“Bring me the ledger and I will forget your name,” the ferryman told her under the bridge.
Nobody else heard it, though the lamplighter later swore that he had seen them both.

The widow kept the ledger for eleven winters. When the ice came she burnt it page by page,
warming her hands over debts that half the valley believed were still owed.
"""
QUOTES = (
    "Bring me the ledger and I will forget your name",
    "kept the ledger for eleven winters",
    "under the bridge",
)


def plain_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def runs(words: list[str], length: int = 5) -> Iterator[str]:
    for at in range(len(words) - length + 1):
        yield " ".join(words[at : at + length])


def readings_of(path: Path) -> Iterator[str]:
    """A file as anybody might read it: its characters, its words, its addresses decoded."""
    text = path.read_bytes().decode("utf-8", "replace")
    yield text
    yield unquote(text)
    if path.suffix == ".html":
        yield read_html(text).words


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a sealed private text, and its site, built with the text at hand."""
    project = new_project(tmp_path_factory.mktemp("private") / "project")
    desk(project.briefings, HEAD + claim(*QUOTES), {NAME: PRIVATE})
    assert run("--briefings", str(project.briefings)).exit_code == 0
    project.build()
    return project


def test_no_five_words_in_a_row_leave_the_text_but_in_a_quote(project: Project) -> None:
    text = project.briefings / "sources" / NAME
    quoted = {run for quote in QUOTES for run in runs(plain_words(quote))}
    secret = set(runs(plain_words(PRIVATE))) - quoted
    assert len(secret) > 90
    files = [path for path in project.folder.rglob("*") if path.is_file() and path != text]
    assert {".html", ".seal", ".json", ".yml"} <= {path.suffix for path in files}
    told = {
        (path.name, run)
        for path in files
        for reading in readings_of(path)
        for run in secret.intersection(runs(plain_words(reading)))
    }
    assert told == set()
    pages = "".join(path.read_text("utf-8") for path in files if path.suffix == ".html")
    assert all(quote in pages for quote in QUOTES), "the quotes themselves are there"


def test_no_word_of_the_text_stands_in_its_seal(project: Project) -> None:
    seal = the_seal(project.briefings).read_text("utf-8").lower()
    letters = set(re.findall(r"[^\W\d_]+", seal))
    assert not letters & set(plain_words(PRIVATE)) - {"text", "words", "w", "q", "end", "a"}


def test_the_text_is_no_part_of_the_site(project: Project) -> None:
    assert not list((project.folder / "site").rglob("*gazette.txt"))
    assert not list((project.folder / "site").rglob("*.seal"))


@pytest.mark.parametrize(
    ("name", "is_left_out"),
    [("gazette.txt", True), ("2021/gazette.txt", True), ("gazette.seal", False)],
)
def test_git_leaves_texts_out_and_takes_seals(tmp_path: Path, name: str, is_left_out: bool) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    subprocess.run([git, "init", "--quiet", tmp_path], check=True)
    for file in (".gitignore", ".gitattributes"):
        shutil.copy(ROOT / file, tmp_path)
    desk(tmp_path / "briefings", HEAD, {name: TEXT})
    command = [git, "status", "--porcelain", "--untracked-files=all"]
    listed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (f"briefings/sources/{name}" in listed.stdout) != is_left_out
    asked = [git, "check-attr", "eol", "text", "--", f"briefings/sources/{name}"]
    told = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "eol: lf" in told


def test_a_link_tells_at_most_four_words_before_a_quote_and_four_behind(tmp_path: Path) -> None:
    text = "one two three four five six ledger seven eight nine ten eleven twelve. " * 3
    folder = desk(tmp_path, HEAD + claim("ledger"), {NAME: text})
    (item,) = corpus_at(folder).claims
    words = plain_words(unquote(item.address.partition("text=")[2]))
    assert words == ["three", "four", "five", "six", "ledger", "seven", "eight", "nine", "ten"]
