"""Where the state of a check lies, and what happens where it cannot be used."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator.authoring.mend import mend
from generator.checking import check, many
from generator.keeping import stamps
from generator.keeping.alone import alone
from generator.keeping.check import check_desk, state_of
from generator.keeping.database import IN_MEMORY
from generator.keeping.found import Found
from generator.reading import text
from generator.reading.folder import read_folder
from tests.damage import Damage, cut_short, empty, flip_the_head, write_text
from tests.keeping.walking import shown
from tests.reading.mutants import mutant
from tests.writing import Keys, briefing, written

BRIEFING = Path(sys.executable).with_name("briefing")
STRIKE: Keys = briefing(thread="harbour", accept={"same-day": "So it was."})
DESK = {"strike": STRIKE, "talks": briefing(thread="harbour"), "flood": briefing()}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of briefings of a project, some of them broken; nothing is kept of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    folder = written(tmp_path / "briefings", DESK)
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.yml"))]
    for seed in range(6):
        (folder / f"broken-{seed}.yml").write_bytes(mutant(texts, seed))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read and checked, as long as the test goes on."""
    names: list[str] = []
    checked_files = many.checked_files

    def spy(folder: Path, some: list[str], jobs: int | None) -> Iterator[many.Checked]:
        names.extend(some)
        return checked_files(folder, some, jobs)

    monkeypatch.setattr(many, "checked_files", spy)
    return names


def compare(desk: Path, as_of: date | None = None) -> None:
    """Assert that all is found that there is."""
    found, clean = check_desk(desk, [desk], as_of=as_of), check(read_folder(desk), as_of=as_of)
    assert shown(found) == shown(clean) != ["[]"]


# What is read.


def test_what_has_not_changed_is_not_read_again(desk: Path, read: list[str]) -> None:
    compare(desk)
    assert len(read) == len(list(desk.iterdir()))
    read.clear()
    compare(desk)
    (desk / "talks.yml").touch()
    compare(desk)
    assert read == []
    (desk / "talks.yml").write_text("title: They talk\n", "utf-8")
    (desk / "flood.yml").unlink()
    compare(desk)
    assert read == ["talks.yml"]


def test_a_file_with_an_archived_text_that_changes_is_read_again(
    desk: Path, read: list[str]
) -> None:
    source = {"title": "A", "text": "post.txt"}
    item = {"quote": "No ship will leave", "source": "post"}
    event = {"date": "2021-03-01", "text": "They left.", "evidence": [item]}
    written(desk, {"left": briefing(sources={"post": source}, events=[event])})
    compare(desk)
    for said in ("No ship will leave today.", "No ship will ever leave.", "\xff"):
        (desk / "sources").mkdir(exist_ok=True)
        (desk / "sources/post.txt").write_text(said, "latin-1")
        read.clear()
        compare(desk)
        assert read == ["left.yml"]


def test_a_check_of_what_has_not_changed_loads_no_rules_and_no_models(desk: Path) -> None:
    program = (
        "import sys; from generator.cli import main\n"
        "try: main(['check', 'briefings/flood.yml'])\n"
        "except SystemExit: print(*{name.split('.')[0] for name in sys.modules}, *sys.modules)"
    )
    loaded = []
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert told.stderr == "no errors or warnings\n"
        loaded.append(set(told.stdout.split()))
    heavy = {"pydantic", "yaml", "rich", "rapidfuzz", "multiprocessing", "generator.checking"}
    assert loaded[0] & heavy >= {"pydantic", "yaml", "generator.checking"}
    assert not loaded[1] & (heavy | {"mkdocs", "jinja2"})


def test_a_mistake_is_not_mended_in_a_file_that_has_changed_meanwhile(desk: Path) -> None:
    file = desk / "flood.yml"
    file.write_text("titel: The tide rises\n", "utf-8")
    check_desk(desk, [file])
    found = check_desk(desk, [file])
    file.write_text("# titel:\ntitel: The tide rises\n", "utf-8")
    assert mend(found) == 0
    assert file.read_text("utf-8") == "# titel:\ntitel: The tide rises\n"
    assert mend(check_desk(desk, [file])) == 1
    assert file.read_text("utf-8") == "# titel:\ntitle: The tide rises\n"


def test_a_file_that_could_not_be_opened_is_tried_again(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "YOUNG", -(10**18))

    def fail(path: Path, home: Path) -> bytes:
        raise OSError(errno.EIO, "the disk does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(text, "_bytes_of", fail)
        found = check_desk(desk, [desk / "flood.yml"])
        assert [finding.code for finding in found] == ["unreadable-file"]
    compare(desk)


# Where it lies.


@pytest.mark.parametrize("mark", ["mkdocs.yml", ".git"])
@pytest.mark.parametrize("place", ["briefings", "stories/north", "."])
def test_it_lies_at_the_top_of_a_project_and_git_does_not_see_it(
    place: str, mark: str, tmp_path: Path
) -> None:
    (tmp_path / mark).touch()
    folder = written(tmp_path / place, DESK)
    assert state_of(folder).is_relative_to(tmp_path / ".cache/briefings/check")
    check_desk(folder, [folder])
    name = state_of(folder).name
    new = {path.name for path in (tmp_path / ".cache").rglob("*") if path.is_file()}
    assert new == {name, f"{name}.sums", f"{name}.lock", ".gitignore"}
    assert state_of(folder).with_name(".gitignore").read_text() == "*\n"


def test_two_desks_of_a_project_have_a_state_each(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    assert len({state_of(tmp_path / name) for name in ("a", "b", "a/b", ".")}) == 4


def test_outside_of_a_project_nothing_is_kept(tmp_path: Path) -> None:
    folder = written(tmp_path / "briefings", DESK)
    assert state_of(folder) == IN_MEMORY
    check_desk(folder, [folder])
    assert [path.name for path in tmp_path.iterdir()] == ["briefings"]


# Where it cannot be used.


def overwrite(state: Path, random: Random) -> None:
    """Overwrite a page of the database, but for the first."""
    with state.open("r+b") as stream:
        stream.seek(4096 * random.randrange(1, state.stat().st_size // 4096))
        stream.write(random.randbytes(4096))


def put_a_folder_there(state: Path, _: Random) -> None:
    state.unlink()
    state.mkdir()


def put_a_file_above(state: Path, _: Random) -> None:
    shutil.rmtree(state.parent)
    state.parent.touch()


def another_version(state: Path, _: Random) -> None:
    with closing(sqlite3.connect(state)) as connection:
        connection.execute("UPDATE kept SET value = '\"0 of old\"' WHERE name = 'version'")
        connection.execute("UPDATE file SET findings = CAST('[]' AS BLOB)")
        connection.commit()


def spoil_what_was_found(state: Path, _: Random) -> None:
    with closing(sqlite3.connect(state)) as connection:
        for table, column in (("kept", "value"), ("file", "findings"), ("facts", "facts")):
            connection.execute(f"UPDATE {table} SET {column} = CAST('[{{' AS BLOB)")
        connection.commit()


def take_a_table(state: Path, random: Random) -> None:
    with closing(sqlite3.connect(state)) as connection:
        connection.execute(f"DROP TABLE {random.choice(('file', 'facts', 'actor', 'kept'))}")
        connection.commit()


DAMAGES = (
    *(flip_the_head, cut_short, cut_short, cut_short, empty, write_text, put_a_folder_there),
    *(put_a_file_above, another_version, spoil_what_was_found, take_a_table, take_a_table),
    *[overwrite] * 8,
)


@pytest.mark.parametrize(
    ("number", "damage"),
    tuple(enumerate(DAMAGES)),
    ids=lambda case: getattr(case, "__name__", None),
)
def test_damage_costs_time_and_no_finding(
    number: int, damage: Damage, desk: Path, read: list[str]
) -> None:
    compare(desk)
    damage(state_of(desk), Random(number))
    compare(desk)
    (desk / "strike.yml").write_text("title: They strike\n", "utf-8")
    compare(desk)
    compare(desk)
    read.clear()
    compare(desk)
    assert bool(read) == (damage is put_a_file_above)


def test_a_state_that_another_process_has_is_left_to_it(
    desk: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Found, "patience", 0.01)
    compare(desk)
    before = state_of(desk).read_bytes()
    with alone(Path(f"{state_of(desk)}.lock"), "mine"):
        (desk / "flood.yml").write_text("title: The tide rises\n", "utf-8")
        read.clear()
        compare(desk)
        assert len(read) == len(list(desk.iterdir()))
        assert state_of(desk).read_bytes() == before
    for found in (["flood.yml"], []):
        read.clear()
        compare(desk)
        assert read == found


@contextmanager
def writing(state: Path) -> Iterator[None]:
    """A program that keeps to none of this writes into the state, and does not end."""
    with closing(sqlite3.connect(state, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def test_what_cannot_be_kept_is_found(
    desk: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Found, "patience", 0.01)
    compare(desk)
    read.clear()
    with writing(state_of(desk)):
        compare(desk)
        compare(desk, date(2030, 1, 1))
        assert read == []
        (desk / "flood.yml").write_text("title: The tide rises\n", "utf-8")
        compare(desk)
        compare(desk)
    compare(desk)
    compare(desk)
    assert 1 <= len(read) <= 3
    assert {*read} == {"flood.yml"}


def test_many_checks_at_once_find_the_same(desk: Path) -> None:
    for _ in range(3):
        shutil.rmtree(desk.parent / ".cache", ignore_errors=True)
        command = [str(BRIEFING), "check", "--format", "json"]
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(4)
        ]
        told = {process.communicate() for process in running}
        assert [json.loads(output) != [] for output, _ in told] == [True]
        assert {errors for _, errors in told} == {b""}


def test_a_check_that_is_killed_leaves_what_was_kept_before(desk: Path, read: list[str]) -> None:
    compare(desk)
    for path in desk.glob("broken-*.yml"):
        path.write_bytes(path.read_bytes() + b"\n# The end.\n")

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_desk(desk, [desk], seen=stop)
    read.clear()
    compare(desk)
    assert len(read) == 6
