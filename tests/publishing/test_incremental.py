"""Incremental equals clean: after any edits, the site is the one that a clean build makes."""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest

from generator.keeping.stamps import Stamp
from generator.publishing import intake, one_file
from generator.publishing.building import Built
from generator.publishing.press import Press
from generator.publishing.site import build_site
from generator.publishing.state import State
from generator.publishing.tree import Update
from generator.publishing.work import Job
from tests.damage import Damage, cut_short, empty, flip_the_head, write_text
from tests.folders import snapshot
from tests.found import all_found
from tests.projects import Project, new_project
from tests.publishing.edits import told_of
from tests.publishing.walking import build_fast, clean, compare, take_a_walk
from tests.writing import Keys, as_yaml, briefing

LONG = 500
"""Walks of the long test."""
LISTS = frozenset(
    {
        "index.md",
        *(f"{kind}/index.md" for kind in ("briefings", "threads", "actors", "demands", "risks")),
        *(f"{kind}/index.md" for kind in ("figures", "timeline", "sources", "calibration", "tags")),
        "data/index.md",
    }
)
"""Pages about all briefings, which every edit has written anew."""


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_a_walk(tmp_path, seed, 4, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("_", range(LONG))
def test_after_many_more_edits_it_still_is(
    _: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of other seeds each time; what fails says which it was."""
    seed = SystemRandom().randrange(10**9)
    with told_of(seed):
        take_a_walk(tmp_path, seed, 5, monkeypatch, compared=0.25)


EVENT = {"date": "2021-02-27", "text": "The crane stood still.", "actors": "union"}
DESK: dict[str, Keys] = {
    "strike": briefing(thread="harbour", events=[EVENT], tags=["Night shifts"]),
    "talks": briefing(
        date="2021-03-05",
        thread="harbour",
        actors={"broker": {"role": "goes between"}},
        sources={"post": {"title": "They talk"}},
        tags=["Talks"],
    ),
    "flood": briefing(
        actors={"town": {"name": "Aldmoor"}, "keeper": {}},
        sources={"post": {"title": "The tide rises"}},
        risks={
            "breach": {
                "event": "The dike breaks.",
                "horizon": "2021-03-10",
                "likelihood": "likely",
                "impact": "high",
                "affects": "town",
            }
        },
        tags=["Tides"],
    ),
}
"""Two briefings of a thread and one alone, which share nothing."""
REGISTER = {
    "broker": {"name": "Broker of Aldmoor"},
    "keeper": {"name": "Keeper of the Gates"},
    "harbour-board": {"name": "Harbour Board"},
}


@dataclass
class Desk:
    """A project, and what its last build has written."""

    project: Project
    rendered: list[str] = field(default_factory=list)
    """Pages; of files for programs `test_exported.py` tells."""

    @property
    def site(self) -> Path:
        return self.project.folder / "site"

    @property
    def state(self) -> Path:
        """The file of what is known of the last build."""
        (found,) = self.project.folder.glob(".cache/briefings/*.sqlite")
        return found

    def build(self, *, verify: bool = False) -> Built:
        self.rendered.clear()
        return build_site(self.project.config, None, self.site, strict=False, verify=verify)

    def say(self, id_: str, keys: Keys) -> None:
        """Write a briefing."""
        (self.project.briefings / f"{id_}.yml").write_text(as_yaml(keys), "utf-8")

    def register(self, keys: Keys) -> None:
        (self.project.briefings / "actors.yml").write_text(as_yaml(keys), "utf-8")

    def compare(self) -> None:
        """Assert that the site is that of a clean build."""
        before = list(self.rendered)
        other = clean(self.project.folder, self.project.folder.parent / "clean")
        compare(self.site, other, [])
        self.rendered[:] = before


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose site is built."""
    build_fast(monkeypatch)
    folder = tmp_path / "project"
    made = Desk(new_project(folder, DESK, register=REGISTER))
    write = Press.write

    def spy(self: Press, jobs: Sequence[Job], told: Any) -> Any:
        made.rendered += [job.uri for job in jobs if job.uri.endswith(".md")]
        return write(self, jobs, told)

    monkeypatch.setattr(Press, "write", spy)
    made.build()
    return made


# What is written.


def test_where_nothing_has_changed_nothing_is_written(desk: Desk) -> None:
    before = inodes(desk.site)
    built = desk.build()
    assert (built.written, built.removed, built.briefings) == (0, 0, 3)
    assert inodes(desk.site) == before


def test_one_word_of_an_event_renders_what_shows_its_briefing(desk: Desk) -> None:
    before = inodes(desk.site)
    event = EVENT | {"text": "The crane stood upright."}
    desk.say("strike", {**DESK["strike"], "events": [event]})
    built = desk.build()
    shown = {
        *("briefings/strike.md", "briefings/talks.md", "threads/harbour.md"),
        *("actors/union.md", "actors/port.md"),
        *("sources/strike--gazette.md", "tags/night-shifts.md"),
    }
    assert set(desk.rendered) - LISTS == shown
    assert built.written == len(desk.rendered) == len(set(desk.rendered))
    # Of these, most say what they said before: files come anew only where something is other.
    pages = {name for name in changed(before, desk.site) if name.endswith(".html")}
    assert pages == {
        f"{name}/index.html" for name in ("briefings/strike", "threads/harbour", "timeline", *UNION)
    }
    desk.compare()


UNION = ("actors/union",)


@pytest.mark.parametrize("url", [{}, {"url": "https://post.example/cranes"}])
def test_words_about_a_source_are_found_after_an_edit(desk: Desk, url: Keys) -> None:
    for note in ("Seen in print.", "Read aloud."):
        source = {"title": "Cranes at rest", "note": note, **url}
        desk.say("strike", {**DESK["strike"], "sources": {"gazette": source}})
        desk.build()
        assert note in {found.text for found in all_found(desk.site) if found.type == "source"}
    desk.compare()


def test_a_renamed_actor_renders_the_pages_that_name_it(desk: Desk) -> None:
    naming = {
        path.relative_to(desk.site).as_posix().replace("/index.html", ".md")
        for path in desk.site.rglob("*.html")
        if "Keeper of the Gates" in path.read_text("utf-8")
    } - {f"{uri.removesuffix('/index.md')}.md" for uri in LISTS}
    assert naming == {"briefings/flood.md", "actors/keeper.md"}
    desk.register(REGISTER | {"keeper": {"name": "Warden of the Gates"}})
    desk.build()
    assert set(desk.rendered) - LISTS == naming
    desk.compare()


def test_an_actor_that_no_briefing_names_is_renamed_as_well(desk: Desk) -> None:
    desk.register(REGISTER | {"harbour-board": {"name": "Board of the Harbour"}})
    desk.build()
    assert set(desk.rendered) - LISTS == {"actors/harbour-board.md"}
    desk.compare()


def test_a_changed_template_of_tags_renders_the_pages_of_tags(desk: Desk) -> None:
    template = Path(intake.__file__).parents[1] / "rendering/templates/tag.md.jinja"
    own = desk.project.folder / "overrides" / "tag.md.jinja"
    own.parent.mkdir()
    config = desk.project.config.read_text("utf-8")
    desk.project.config.write_text(config.replace("{}", "{templates: overrides}"), "utf-8")
    desk.build()
    for said in ("Said here.", "Said there."):
        own.write_text(f"{template.read_text('utf-8')}\n\n{said}\n", "utf-8")
        desk.build()
        assert set(desk.rendered) == {"tags/night-shifts.md", "tags/talks.md", "tags/tides.md"}
    own.unlink()
    desk.build()
    assert len(desk.rendered) == 3
    desk.compare()


def test_a_new_newest_briefing_renders_what_shows_the_day(desk: Desk) -> None:
    newest = briefing(date="2021-04-01", actors={"pilot": {"name": "The pilot"}})
    desk.say("newest", newest)
    desk.build()
    shown = {"actors/town.md"}  # which a risk concerns that is due for review by now
    new = {"briefings/newest.md", "actors/pilot.md", "sources/newest--gazette.md"}
    assert set(desk.rendered) - LISTS == shown | new
    desk.compare()


def test_what_comes_and_goes_leaves_no_trace(desk: Desk) -> None:
    before = snapshot(desk.site)
    desk.say("newest", briefing(date="2021-04-01", actors={"pilot": {"name": "The pilot"}}))
    desk.build()
    assert snapshot(desk.site) != before
    (desk.project.briefings / "newest.yml").unlink()
    built = desk.build()
    assert built.removed == 3
    assert snapshot(desk.site) == before


# What a stamp hides.


def test_verify_finds_a_change_that_stamps_hide(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_ctime(path: str | Path) -> Stamp:
        found = Path(path).stat()
        return (found.st_mtime_ns, found.st_size, 0)

    for room in (intake, one_file):
        monkeypatch.setattr(room, "stamp_of", without_ctime)
    path, old = desk.project.briefings / "flood.yml", time.time() - 60
    os.utime(path, (old, old))
    desk.build()  # now its stamp is old enough to be trusted
    before = snapshot(desk.site)
    text = path.read_text("utf-8")
    path.write_text(text.replace("The dike breaks.", "The dike holds up"[:16]), "utf-8")
    os.utime(path, (old, old))
    assert path.stat().st_size == len(text.encode())
    assert desk.build().written == 0
    assert snapshot(desk.site) == before
    assert desk.build(verify=True).written > 0
    desk.compare()


# What is lost.


@contextmanager
def opened(state: Path) -> Iterator[sqlite3.Connection]:
    """The state, as one opens it who knows nothing of how it is kept."""
    with closing(sqlite3.connect(state)) as connection, connection:
        yield connection


def flip_what_is_kept(state: Path, random: Random) -> None:
    """Flip a bit in the middle of each thing that is kept by name."""
    with opened(state) as connection:
        query = "SELECT name, CAST(value AS BLOB) FROM kept WHERE name != 'version'"
        for name, value in list(connection.execute(query)):
            data = bytearray(value)
            data[random.randrange(len(data))] ^= 1 << random.randrange(7)
            changed = "UPDATE kept SET value = CAST(? AS TEXT) WHERE name = ?"
            connection.execute(changed, (bytes(data), name))


def another_version(state: Path, _: Random) -> None:
    with opened(state) as connection:
        connection.execute("UPDATE kept SET value = '\"0 of old\"' WHERE name = 'version'")


def another_database(state: Path, _: Random) -> None:
    state.unlink()
    with opened(state) as connection:
        connection.execute("CREATE TABLE kept (letter TEXT)")


def take_tables(state: Path, random: Random) -> None:
    with opened(state) as connection:
        for name in random.sample(("briefing", "desk", "page", "token", "uses", "kept"), 2):
            connection.execute(f"DROP TABLE {name}")


DAMAGES = (
    *(flip_the_head, *(flip_what_is_kept for _ in range(4))),
    *(cut_short, cut_short, empty, write_text, another_version, another_database),
    *(take_tables, take_tables),
)


@pytest.mark.parametrize(
    ("number", "damage"),
    tuple(enumerate(DAMAGES)),
    ids=lambda case: getattr(case, "__name__", None),
)
def test_a_damaged_state_is_begun_anew(number: int, damage: Damage, desk: Desk) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{desk.state}{suffix}").unlink(missing_ok=True)
    damage(desk.state, Random(number))
    desk.say("talks", {**DESK["talks"], "title": "They talk again"})
    desk.build()
    desk.compare()
    desk.say("talks", DESK["talks"])
    desk.build()
    desk.compare()


class CrashError(Exception):
    """The machine has stopped here."""


def crash(*_: Any, **__: Any) -> None:
    raise CrashError


@pytest.mark.parametrize(
    ("owner", "method"),
    [(State, "publish"), (State, "put_pages"), (Update, "write_folder"), (Update, "remove")],
)
def test_after_a_crash_the_next_build_ends_in_the_right_site(
    owner: type, method: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.say("talks", {**DESK["talks"], "title": "They talk again"})
    (desk.project.briefings / "flood.yml").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(owner, method, crash)
        with pytest.raises(CrashError):
            desk.build()
    gc.collect()  # as a process that ends lets go of all its files
    desk.build()
    desk.compare()


def inodes(site: Path) -> dict[str, int]:
    """What each file of a site is known by."""
    return {
        path.relative_to(site).as_posix(): path.stat().st_ino
        for path in site.rglob("*")
        if path.is_file()
    }


def changed(before: dict[str, int], site: Path) -> set[str]:
    """The files that are other ones than before."""
    return {name for name, inode in inodes(site).items() if before.get(name) != inode}
