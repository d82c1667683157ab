"""What the publisher keeps of a file says the same of it in whatever order it is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from generator.diagnostics.show import full
from generator.evidence import proof
from generator.keeping.stamps import stamp_of
from generator.linking.storing import content_from_json, outline_from_json
from generator.publishing import intake
from generator.publishing.intake import Desk
from generator.publishing.one_file import read_batch
from generator.publishing.state import State
from generator.reading.paths import shown_path
from tests.desks import HEAD, NAME, TEXT, claim, desk

DEMANDS = """\
demands:
  rest:
    by: dockers
    text: Fewer night shifts.
    evidence: [{quote: two night shifts a week at most}]
"""
EVENTS = """\
events:
  - date: 2021
    text: They met.
    evidence: [{note: Told by the gazette.}]
"""


@pytest.mark.parametrize("parts", [DEMANDS + EVENTS, EVENTS + DEMANDS])
def test_each_claim_keeps_its_own_proof(parts: str, tmp_path: Path) -> None:
    folder = desk(tmp_path / "desk", HEAD + parts, {NAME: TEXT})
    (kept,) = read_batch(folder, [(folder / "strike.yml", ())])
    assert kept.content
    assert kept.outline
    states = [(claim.field, claim.state) for claim in outline_from_json(kept.outline).claims]
    assert states == [("demands", proof.State.PROVEN), ("events", proof.State.CITED)]
    proofs = content_from_json(kept.content).proofs
    assert [proof.state for proof in proofs] == [proof.State.PROVEN, proof.State.CITED]
    assert [bool(proof.fragment) for proof in proofs] == [True, False]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_characters_is_a_mistake_like_another(tmp_path: Path) -> None:
    folder = desk(tmp_path / "desk", HEAD, {NAME: TEXT})
    name = os.fsdecode(b"odd-\xff.yml")
    (folder / name).write_text(HEAD, "utf-8")
    for _ in range(2):
        with closing(State(tmp_path / "state.sqlite", "1")) as state:
            known = Desk(folder, state)
            known.take_in(lambda *_: None)
            found = [error for error in known.errors if error.code == "bad-file-name"]
            assert [Path(error.place.source.path).name for error in found] == [name]


OTHER = HEAD.replace("dockers: {name: Dockers}", "crew: {name: Crew, part_of: dockers}")
DESK = {"one": HEAD + claim("the cranes"), "two": OTHER, "2021/three": HEAD}


def shown(known: Desk) -> list[str]:
    """What is wrong, as a writer reads it."""
    return [full(finding).plain for finding in known.findings]


def changed(name: str, old: str, new: str) -> Callable[[Path], list[Path]]:
    """Write other words into a file."""

    def change(folder: Path) -> list[Path]:
        path = folder / name
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return [path]

    return change


def by_an_editor(folder: Path) -> list[Path]:
    """Write as editors do: beside the file, which then takes its place."""
    hidden, beside = folder / ".one.yml.swp", folder / "one.yml~"
    hidden.touch()
    beside.write_text(DESK["one"].replace("fewer", "no"), "utf-8")
    beside.replace(folder / "one.yml")
    return [hidden, beside, folder / "4913", folder / "one.yml"]


def added(folder: Path) -> list[Path]:
    (folder / "four.yml").write_text(HEAD, "utf-8")
    return [folder / "four.yml", *changed("one.yml", "fewer", "no")(folder)]


def removed(folder: Path) -> list[Path]:
    (folder / "two.yml").unlink()
    return [folder / "two.yml", *changed("one.yml", "fewer", "no")(folder)]


def removed_as_a_folder(folder: Path) -> list[Path]:
    rmtree(folder / "2021")
    return [folder / "2021", *changed("one.yml", "fewer", "no")(folder)]


def renamed(folder: Path) -> list[Path]:
    (folder / "2021").rename(folder / "2022")
    return [folder / "2021", folder / "2022", *changed("one.yml", "fewer", "no")(folder)]


def added_in_capitals(folder: Path) -> list[Path]:
    (folder / "four.YML").write_bytes((folder / "two.yml").read_bytes())
    return [folder / "four.YML", *changed("one.yml", "fewer", "no")(folder)]


def with_a_text(folder: Path) -> list[Path]:
    (folder / "sources" / NAME).unlink()
    return [folder / "sources" / NAME, *changed("two.yml", "fewer", "no")(folder)]


def with_the_register(folder: Path) -> list[Path]:
    (folder / "actors.yml").write_text("crew: {name: Men}\n", "utf-8")
    return [folder / "actors.yml", *changed("one.yml", "fewer", "no")(folder)]


@pytest.mark.parametrize(
    "change",
    [
        changed("one.yml", "fewer", "no"),
        changed("one.yml", "the cranes", "the ships"),
        changed("one.yml", "summary", "summery"),
        changed("2021/three.yml", "dockers: {name: Dockers}", "pilots: {part_of: nobody}"),
        changed("two.yml", "part_of: dockers", "part_of: pilots"),
        changed("one.yml", "text: They met.", "text: They met.\n    actors: [crew]"),
        changed("one.yml", "text: They met.", "text: They met.\n    actors: [nobody]"),
        by_an_editor,
        added,
        added_in_capitals,
        removed,
        removed_as_a_folder,
        renamed,
        with_a_text,
        with_the_register,
    ],
)
def test_who_is_told_what_has_changed_finds_what_a_first_look_finds(
    change: Callable[[Path], list[Path]], tmp_path: Path
) -> None:
    folder = desk(tmp_path / "desk", DESK, {NAME: TEXT})
    with (
        closing(State(tmp_path / "told.sqlite", "1")) as told,
        closing(State(tmp_path / "new.sqlite", "1")) as new,
    ):
        known, fresh = Desk(folder, told), Desk(folder, new)
        known.take_in(lambda *_: None)
        before = known.hashes.copy()
        known.take_in(lambda *_: None, changed=change(folder))
        fresh.take_in(lambda *_: None)
        assert known.hashes == fresh.hashes != before
        assert shown(known) == shown(fresh)
        assert known.register == fresh.register
        assert known.refs.keys() == fresh.refs.keys()
        assert all(ref.outline.is_like(fresh.refs[key].outline) for key, ref in known.refs.items())


def test_a_file_that_was_not_read_for_its_ending_is_no_longer_told_once_it_is_gone(
    tmp_path: Path,
) -> None:
    folder = desk(tmp_path / "desk", DESK, {NAME: TEXT})
    added_in_capitals(folder)
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        known = Desk(folder, state)
        known.take_in(lambda *_: None)
        assert [found.code for found in known.errors] == ["bad-file-name"]
        (folder / "four.YML").unlink()
        paths = [folder / "four.YML", *changed("one.yml", "no", "fewer")(folder)]
        known.take_in(lambda *_: None, changed=paths)
        assert known.errors == ()


def test_of_a_known_edit_no_other_file_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk(tmp_path / "desk", DESK, {NAME: TEXT})
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        known = Desk(folder, state)
        known.take_in(lambda *_: None)
        monkeypatch.setattr(intake, "names_in", lambda folder: pytest.fail("it looked at all"))
        known.take_in(lambda *_: None, changed=by_an_editor(folder))
        assert known.refs["one.yml"].briefing.summary == "Dockers ask for no night shifts."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Takes the threads whose facts a desk looks at; None where it looks at those of all files."""
    threads_asked: list[object] = []
    facts = Desk._facts

    def noted(known: Desk, threads: object) -> object:
        threads_asked.append(threads)
        return facts(known, threads)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "_facts", noted)
    return threads_asked


PLAIN = HEAD.replace("dockers: {name: Dockers}", "dockers: {role: They load}")
REGISTER = "dockers: {name: Dockers}\ncrew: {name: Crew}\n"


@pytest.mark.parametrize(
    ("names", "text", "is_plain"),
    [
        (["four"], PLAIN, True),
        (["four", "2022/five"], PLAIN, True),
        (["2021/one"], PLAIN, False),  # whose id another one has
        (["four", "2022/four"], PLAIN, False),
        (["four"], PLAIN.replace("dockers:", "pilots:"), False),
        (["four"], PLAIN.replace("role: They load", "name: Men"), False),
        (["four"], PLAIN.replace("role: They load", "part_of: crew"), False),
        (["four"], PLAIN.replace("role: They load", "speaks_for: dockers"), False),
        (["four"], PLAIN.replace("role: They load", "speaks_for: nobody"), False),
        (["four"], f"{PLAIN}demands:\n  rest: {{by: nobody, text: Fewer shifts.}}\n", False),
        (["four"], PLAIN.replace("summary:", "summery:"), False),
        (["four"], PLAIN[: PLAIN.index("actors:")], False),
        (["four"], f"{PLAIN}thread: cranes\n", True),
    ],
)
def test_a_briefing_that_says_who_nobody_is_leaves_all_others_alone(
    names: list[str],
    text: str,
    is_plain: bool,
    tmp_path: Path,
    asked: list[object],
) -> None:
    there = {"one": f"{PLAIN}thread: cranes\n", "two": PLAIN}
    folder = desk(tmp_path / "desk", there, {NAME: TEXT})
    (folder / "actors.yml").write_text(REGISTER, "utf-8")
    with closing(State(tmp_path / "told.sqlite", "1")) as told:
        known = Desk(folder, told)
        known.take_in(lambda *_: None)
        for is_there in (True, False):
            for name in names:
                path = folder / f"{name}.yml"
                path.parent.mkdir(exist_ok=True)
                if is_there:
                    path.write_text(text, "utf-8")
                else:
                    path.unlink()
            asked.clear()
            known.take_in(lambda *_: None)
            assert (asked != [None]) == is_plain
            with closing(State(tmp_path / f"new-{is_there}.sqlite", "1")) as new:
                fresh = Desk(folder, new)
                fresh.take_in(lambda *_: None)
                assert shown(known) == shown(fresh)


RISK = """\
risks:
  flood:
    event: The river floods the port
    likelihood: likely
    horizon: {horizon}
    basis: Rain.
{accept}"""
PARTS = [
    ["thread: cranes\n", "thread: ships\n", "", "thread: [cranes]\n", "thread: Cranes\n"],
    [PLAIN, PLAIN.replace("2021-12-03", "2023-01-05"), PLAIN.replace("summary:", "summery:")],
    [
        *("", "", "demands: [\n", f"{DEMANDS}    of: [nobody]\n", f"{DEMANDS}    of: [Crew]\n"),
        RISK.format(horizon="2022-03-01", accept=""),
        RISK.format(horizon="2022-03-01", accept="    accept: {overdue-risk: We know.}\n"),
        RISK.format(horizon="2029-03-01", accept="    accept: {overdue-risk: We know.}\n"),
    ],
]


@pytest.mark.parametrize("seed", range(12))
def test_with_mistakes_about_an_edit_finds_what_a_first_look_finds(
    seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    names = ["one", "two", "2021/three", "2021/four"]

    def text() -> str:
        thread, head, rest = map(random.choice, PARTS)
        said = random.choice(["role: They load", "role: They load", "name: Men", "kind: nothing"])
        return head.replace("role: They load", said) + thread + rest

    folder = desk(tmp_path / "desk", {name: text() for name in names}, {NAME: TEXT})
    (folder / "actors.yml").write_text(REGISTER, "utf-8")
    with closing(State(tmp_path / "told.sqlite", "1")) as told:
        known = Desk(folder, told)
        for step in range(10):
            path = folder / f"{random.choice(names)}.yml"
            if random.random() < 0.1 and path.exists():
                path.unlink()
            elif random.random() < 0.6 or not path.exists():
                path.write_text(text(), "utf-8")
            else:  # one slip, or one mended
                old, new = random.choice([("summary:", "summery:"), ("role: They", "rule: They")])
                before = path.read_text("utf-8")
                after = before.replace(old, new) if old in before else before.replace(new, old)
                path.write_text(after, "utf-8")
            known.take_in(lambda *_: None)
            with closing(State(tmp_path / f"{step}.sqlite", "1")) as new_state:
                fresh = Desk(folder, new_state)
                fresh.take_in(lambda *_: None)
                assert shown(known) == shown(fresh)


NEEDLESS = "    accept: {changed-meaning: It is the same.}\n"
RISKY = f"{PLAIN}{RISK.format(horizon='2029-03-01', accept='')}"
SLIP = ("summary:", "summery:")


@pytest.mark.parametrize(
    "steps",
    [
        # Something is accepted without need; then a mistake elsewhere comes and goes.
        [("one", "Rain.\n", f"Rain.\n{NEEDLESS}"), ("two", *SLIP), ("two", *SLIP[::-1])],
        [("two", *SLIP), ("one", "Rain.\n", f"Rain.\n{NEEDLESS}"), ("two", *SLIP[::-1])],
        [("two", *SLIP), ("three", "role: They", "rule: They"), ("two", *SLIP[::-1])],
        # Where a mistake hides who an actor is.
        [("two", "actors:", "actor:"), ("two", "actor:", "actors:")],
        [("two", "thread: two", "thread: [two]"), ("one", "Rain", "Hail"), ("two", *SLIP)],
        [
            ("one", "Rain.\n", "Rain.\n    affects: [nobody]\n"),
            ("two", "thread: two\n", "thread: two\ndemands: [\n"),
            ("two", "demands: [\n", ""),
        ],
    ],
)
@pytest.mark.parametrize("is_accepted", [True, False])
def test_what_a_mistake_elsewhere_hides_comes_back(
    steps: list[tuple[str, str, str]], is_accepted: bool, tmp_path: Path
) -> None:
    there = {name: f"{RISKY}thread: {name}\n" for name in ("one", "two", "three")}
    if is_accepted:
        there["three"] = there["three"].replace("Rain.\n", f"Rain.\n{NEEDLESS}")
    for first in range(len(steps)):  # with all right to begin with, and with some steps done
        folder = desk(tmp_path / f"desk-{first}", there, {NAME: TEXT})
        (folder / "actors.yml").write_text(REGISTER, "utf-8")
        for name, old, new in steps[:first]:
            changed(f"{name}.yml", old, new)(folder)
        with closing(State(tmp_path / f"told-{first}.sqlite", "1")) as told:
            known = Desk(folder, told)
            known.take_in(lambda *_: None)
            for number, (name, old, new) in enumerate(steps[first:]):
                changed(f"{name}.yml", old, new)(folder)
                known.take_in(lambda *_: None)
                with closing(State(tmp_path / f"{first}-{number}.sqlite", "1")) as state:
                    fresh = Desk(folder, state)
                    fresh.take_in(lambda *_: None)
                    assert shown(known) == shown(fresh)


def test_while_one_file_has_a_mistake_no_other_thread_is_checked_again(
    tmp_path: Path, asked: list[object]
) -> None:
    there = {name: f"{PLAIN}thread: {name}\n" for name in ("cranes", "ships")}
    folder = desk(tmp_path / "desk", there, {NAME: TEXT})
    (folder / "actors.yml").write_text(REGISTER, "utf-8")
    with closing(State(tmp_path / "told.sqlite", "1")) as told:
        known = Desk(folder, told)
        known.take_in(lambda *_: None)
        asked.clear()
        for old, new in (("summary:", "summery:"), ("fewer", "no"), ("summery:", "summary:")):
            changed("cranes.yml", old, new)(folder)
            known.take_in(lambda *_: None)
            assert bool(known.errors) == (new != "summary:")
    assert None not in asked
    assert all("ships" not in threads for threads in asked if isinstance(threads, set))


def test_the_path_of_a_file_is_shown_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk(tmp_path / "desk", DESK, {NAME: TEXT})
    monkeypatch.chdir(tmp_path)
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        for each in (folder, Path("desk"), Path("./desk/../desk")):
            assert Desk(each, state)._shown("2021/three.yml") == shown_path(each / "2021/three.yml")
        monkeypatch.chdir(folder)
        assert Desk(Path(), state)._shown("2021/three.yml") == "2021/three.yml"


def test_a_register_that_was_written_just_now_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk(tmp_path / "desk", DESK, {NAME: TEXT})
    register = folder / "actors.yml"
    register.write_text("crew: {name: Men}\n", "utf-8")
    stamp = stamp_of(register)
    monkeypatch.setattr(intake, "stamp_of", lambda path: stamp)  # a clock of few steps
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        known = Desk(folder, state)
        known.take_in(lambda *_: None)
        register.write_text("crew: {name: Hen}\n", "utf-8")
        known.take_in(lambda *_: None)
        assert known.register
        assert known.register.root["crew"].name == "Hen"
