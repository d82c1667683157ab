"""The files for programs of whole sites: through both doors, after edits, split, and left out."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import write_file

from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.exporting.files import is_for_programs
from generator.exporting.tables import TABLES
from generator.linking.link import link
from generator.publishing import gathered
from generator.publishing.site import NotBuiltError, build_site
from generator.reading.folder import read_folder
from generator.rendering.edition import EXPORTS, EXTRA_EXPORTS
from generator.rendering.pages import data
from tests.bench.desk import make_desk
from tests.hostile import hostile_briefing
from tests.links import broken_links
from tests.projects import Project, new_project
from tests.publishing.programs import (
    Files,
    briefing_in,
    files_in,
    parts_of,
    read_all,
    read_file,
    texts_in,
    unpacked,
)
from tests.publishing.test_doors import by_mkdocs
from tests.publishing.walking import build_fast, clean, compare
from tests.writing import Keys, as_yaml, briefing, written

AT = "https://desk.example/"
EVERYTHING = sorted(EXPORTS | EXTRA_EXPORTS)
LIMIT = 5_000_000
"""Bytes that no file holds, but the packed ones that hold all briefings."""

PAY = {"by": "union", "of": "port", "text": "Fewer night shifts."}
EVENT = {"date": "2021-02-27", "text": "The crane stood still."}
DESK: dict[str, Keys] = {
    "founding": briefing(
        date="2019-05-01", thread="harbour", actors={"port": {"office": "harbour"}, "city": {}}
    ),
    "tide": briefing(date="2020-02-10", actors={"keeper": {}}, tags=["Tides"]),
    "strike": briefing(thread="harbour", demands={"pay": PAY}, events=[EVENT], tags=["Shifts"]),
    "talks": briefing(
        date="2021-03-05",
        thread="harbour",
        actors={"broker": {}, "union": {}, "port": {}},
        demands={"pay": PAY | {"status": "partly-met"}},
    ),
    "flood": briefing(
        date="2021-04-01",
        actors={"town": {"name": "Oldtown", "part_of": "city"}, "city": {}, "keeper": {}},
        demands={"gates": {"by": "town", "of": "keeper", "text": "Higher gates."}},
    ),
}
REGISTER = {
    "broker": {"name": "Broker of Aldmoor"},
    "city": {"name": "Aldmoor"},
    "port": {"name": "Port of Aldmoor"},
    "union": {"name": "Union of Dockers"},
    "keeper": {"name": "Keeper of the Gates"},
    "absent": {"name": "Harbour Board"},
}


@dataclass(frozen=True)
class Desk:
    """A project that is built again and again."""

    project: Project

    @property
    def site(self) -> Path:
        return self.project.folder / "site"

    def build(self) -> dict[str, bytes]:
        """Build the site, and give its files for programs."""
        build_site(self.project.config, None, self.site, strict=False)
        return files_in(self.site)

    def say(self, id_: str, keys: Keys) -> None:
        """Write a briefing."""
        (self.project.briefings / f"{id_}.yml").write_text(as_yaml(keys), "utf-8")

    def alter(self, id_: str, **said: Any) -> None:
        """Say something else in a briefing of `DESK`."""
        self.say(id_, {**DESK[id_], **said})

    def register(self, keys: Keys) -> None:
        (self.project.briefings / "actors.yml").write_text(as_yaml(keys), "utf-8")

    def take_away(self, *ids: str) -> None:
        for id_ in ids:
            (self.project.briefings / f"{id_}.yml").unlink()

    def rename_thread(self, old: str, new: str) -> None:
        for id_, keys in DESK.items():
            if keys.get("thread") == old:
                self.alter(id_, thread=new)

    def compare(self) -> None:
        """Assert that the site is that of a clean build."""
        compare(self.site, clean(self.project.folder, self.project.folder.parent / "clean"), [])


Make = Callable[..., Desk]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a desk; what is said by name are options of the plugin."""
    build_fast(monkeypatch)

    def made(briefings: Mapping[str, Keys] = DESK, **options: Any) -> Desk:
        folder = tmp_path / "project"
        return Desk(new_project(folder, briefings, register=REGISTER, options=options, site_url=AT))

    return made


def at_most(patch: pytest.MonkeyPatch, briefings: int, actors: int) -> None:
    """Let files be split that hold more."""
    patch.setattr(gathered, "MOST", briefings)
    patch.setattr(data, "MOST", briefings)
    patch.setattr(gathered, "ACTORS", actors)


@pytest.fixture(params=["whole", "split"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lets the test be made with files that are whole, and with files that are split."""
    if request.param == "split":
        at_most(monkeypatch, 2, 3)
    return str(request.param)


def other(before: Files, after: Files) -> set[str]:
    """The files that are not in both, or not the same in both."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


# The same site, however it is made.


@pytest.mark.usefixtures("size")
def test_both_doors_write_the_same_files(make: Make, tmp_path: Path) -> None:
    desk = make(exports=EVERYTHING)
    found = desk.build()
    assert len(found) > 100
    assert found == files_in(by_mkdocs(desk.project.config, tmp_path / "mkdocs"))


def test_the_commands_write_the_same_files_whatever_the_order_of_sets(make: Make) -> None:
    desk = make(exports=EVERYTHING)
    found = []
    for seed in ("1", "2"):
        for command in (("briefing", "build", "--site"), ("mkdocs", "build", "--site-dir")):
            site = desk.project.folder / f"{command[0]}-{seed}"
            done = run(desk.project, {"PYTHONHASHSEED": seed}, *command, str(site))
            assert done == "", done
            found.append(files_in(site))
    assert found[0]
    assert all(files == found[0] for files in found)


def run(project: Project, environment: Mapping[str, str], *command: str) -> str:
    """Run a command with more in its environment; what went wrong, if anything did."""
    program = (
        "import os, subprocess, sys; os.environ.update(eval(sys.argv[1])); "
        "sys.exit(subprocess.run(sys.argv[2:]).returncode)"
    )
    name, *rest = command
    path = str(Path(sys.executable).parent / name)
    done = project.run("python", "-c", program, repr(dict(environment)), path, *rest)
    return done.stderr if done.returncode else ""


@pytest.mark.usefixtures("size")
def test_unchanged_input_writes_nothing(make: Make) -> None:
    desk = make(exports=EVERYTHING)
    first = desk.build()
    before = {path: path.stat().st_ino for path in desk.site.rglob("*")}
    assert desk.build() == first
    assert {path: path.stat().st_ino for path in desk.site.rglob("*")} == before


# After an edit.


def tables(*names: str, part: str = "") -> set[str]:
    """The files of some tables: those of a part, or the whole ones, and the packed ones."""
    dash = f"-{part}" if part else ""
    endings = [".csv", ".jsonl"]
    return {
        f"data/tables/{name}{file}"
        for name in names
        for ending in endings
        for file in (f"{dash}{ending}", f"{ending}.gz")
    }


def feeds(*stems: str) -> set[str]:
    return {f"{stem}{ending}" for stem in ("feed", *stems) for ending in (".xml", ".json")}


PACKAGE = "data/datapackage.json"


def test_a_word_of_an_event_changes_the_files_that_hold_it(make: Make, size: str) -> None:
    desk = make()
    before = desk.build()
    desk.alter("strike", events=[EVENT | {"text": "The crane stood upright."}])
    after = desk.build()
    assert other(before, after) == {
        *("data/briefings/strike.json", PACKAGE),  # a bundle has no events
        *tables("events", part="2021" if size == "split" else ""),
        *feeds("feeds/threads/harbour", "feeds/actors/port", "feeds/actors/union"),
    }
    desk.compare()


def test_a_title_changes_the_index_as_well(make: Make, size: str) -> None:
    desk = make()
    before = desk.build()
    desk.alter("flood", title="The flood is over")
    after = desk.build()
    part = "2021-2" if size == "split" else ""
    assert other(before, after) == {
        *("data/briefings/flood.json", "data/stix/flood.json", PACKAGE),
        *("data/briefings.json.gz", f"data/briefings{part and '-'}{part}.json"),
        *tables("briefings", part=part),
        *feeds("feeds/actors/town", "feeds/actors/keeper", "feeds/actors/city"),
    }
    desk.compare()


def test_a_demand_changes_the_graph_as_well(make: Make, size: str) -> None:
    desk = make()
    before = desk.build()
    desk.alter("flood", demands={"gates": {"by": "town", "of": "keeper", "text": "Dry feet."}})
    after = desk.build()
    part = "2021-2" if size == "split" else ""
    assert other(before, after) == {
        *("data/briefings/flood.json", "data/stix/flood.json", PACKAGE),
        *("data/graph.graphml.gz", f"data/graph{part and '-'}{part}.graphml"),
        *tables("demands", part=part),
        *feeds("feeds/actors/town", "feeds/actors/keeper", "feeds/actors/city"),
    }
    desk.compare()


def test_a_renamed_actor_changes_what_names_it(make: Make, size: str) -> None:
    desk = make()
    before = desk.build()
    desk.register(REGISTER | {"keeper": {"name": "Warden of the Gates"}})
    after = desk.build()
    naming = {name for name, text in unpacked(before).items() if b"Keeper of the" in text}
    changed = other(before, after)
    # A part and what it is packed into, and what tells how large they are.
    assert changed == naming | {PACKAGE}
    assert naming == {name for name, text in unpacked(after).items() if b"Warden of the" in text}
    graphs = {name for name in naming if "graph" in name}
    parts = ("-2021-2",) if size == "split" else ("",)
    assert graphs == {"data/graph.graphml.gz", *(f"data/graph{p}.graphml" for p in parts)}
    desk.compare()


EDITS: dict[str, Callable[[Desk], None]] = {
    "removed": lambda desk: desk.take_away("strike"),
    "the only one of its year removed": lambda desk: desk.take_away("tide"),
    "moved to another year": lambda desk: desk.alter("tide", date="2019-02-10"),
    "moved to a new year": lambda desk: desk.alter("tide", date="2018-02-10"),
    "moved into another part": lambda desk: desk.alter("flood", date="2021-01-01"),
    "added": lambda desk: desk.say("new", briefing(date="2021-03-03", tags=["New"])),
    "thread renamed": lambda desk: desk.rename_thread("harbour", "the-port"),
    "taken out of its thread": lambda desk: desk.alter("talks", thread="elsewhere"),
    "actor renamed": lambda desk: desk.register(REGISTER | {"broker": {"name": "Go-between"}}),
    "actor of nobody renamed": lambda desk: desk.register(REGISTER | {"absent": {"name": "Quay"}}),
    "actor tied": lambda desk: desk.register(
        REGISTER | {"keeper": {"name": "Keeper", "part_of": "town"}}
    ),
    "actor gone": lambda desk: desk.alter("founding", actors={"port": {}}),
    "made a draft": lambda desk: desk.alter("talks", status="draft"),
    "few are left": lambda desk: desk.take_away(*list(DESK)[:3]),
    "all but one gone": lambda desk: desk.take_away(*list(DESK)[1:]),
}


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("drafts", [False, True])
def test_after_any_edit_the_files_are_those_of_a_clean_build(make: Make, drafts: bool) -> None:
    desk = make(exports=EVERYTHING, drafts=drafts)
    before = first = desk.build()
    for edit in EDITS.values():
        for path in desk.project.briefings.iterdir():
            path.unlink()
        written(desk.project.briefings, DESK, REGISTER)
        edit(desk)
        after = desk.build()
        assert other(before, after)
        desk.compare()
        before = after
    written(desk.project.briefings, DESK, REGISTER)
    assert other(first, desk.build()) == set()


@pytest.mark.parametrize("exports", [["parquet"], ["ftm"], ["graph"], ["tables", "parquet"]])
@pytest.mark.parametrize("name", ["removed", "thread renamed", "actor of nobody renamed"])
def test_each_export_follows_an_edit_by_itself(make: Make, exports: list[str], name: str) -> None:
    desk = make(exports=exports)
    desk.build()
    EDITS[name](desk)
    desk.build()
    desk.compare()


# What a large desk has.


def test_of_a_large_desk_there_is_a_file_for_each_year(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_most(monkeypatch, 2, 3)
    desk = make(exports=EVERYTHING)
    files = desk.build()
    demands = {name for name in files if name.startswith("data/tables/demands")}
    assert demands == {
        *(
            f"data/tables/demands-{part}{ending}"
            for part in ("2019", "2020", "2021", "2021-2")
            for ending in (".csv", ".jsonl")
        ),
        *("data/tables/demands.csv.gz", "data/tables/demands.jsonl.gz"),
        "data/tables/demands.parquet",
    }
    assert broken_links(desk.site) == []
    assert "data/tables/demands.csv" not in (desk.site / "data/index.html").read_text().replace(
        "demands.csv.gz", ""
    )


def test_a_packed_file_holds_what_its_parts_hold(make: Make, size: str) -> None:
    files = make().build()
    assert_packed(files, list(TABLES))
    assert (f"{TABLE}demands.csv" in files) == (size == "whole")


TABLE = "data/tables/"


def assert_packed(files: Files, names: Collection[str]) -> None:
    """Assert that unpacked files are the parts of one kind, one behind the other."""
    for name in names:
        head, *_ = gzip.decompress(files[f"{TABLE}{name}.csv.gz"]).splitlines(keepends=True)
        parts = parts_of(files, f"{TABLE}{name}", ".csv")
        bodies = [part.removeprefix(head) for part in parts]
        assert all(part.startswith(head) for part in parts)
        packed = gzip.decompress(files[f"{TABLE}{name}.csv.gz"])
        lines = gzip.decompress(files[f"{TABLE}{name}.jsonl.gz"])
        parted = b"".join(parts_of(files, f"{TABLE}{name}", ".jsonl"))
        if name == "identities":  # whose parts are by year, and all of them by id
            assert sorted(packed.splitlines()) == sorted((head + b"".join(bodies)).splitlines())
            assert sorted(lines.splitlines()) == sorted(parted.splitlines())
        else:
            assert packed == head + b"".join(bodies)
            assert lines == parted
    index = json.loads(gzip.decompress(files["data/briefings.json.gz"]))
    lists = [json.loads(part) for part in parts_of(files, "data/briefings", ".json")]
    assert index["briefings"] == [item for each in lists for item in each["briefings"]]
    actors = gzip.decompress(files["data/actors.ftm.jsonl.gz"])
    assert actors == b"".join(parts_of(files, "data/actors", ".ftm.jsonl"))
    assert "data/briefings.json" not in files or files["data/graph.graphml"] == gzip.decompress(
        files["data/graph.graphml.gz"]
    )


def test_every_reader_takes_every_file(make: Make, size: str) -> None:
    desk = make(exports=EVERYTHING)
    desk.build()
    read = read_all(desk.site)
    for id_, keys in DESK.items():
        assert briefing_in(read[f"data/briefings/{id_}.json"]).title == keys["title"]
    whole = read["data/graph.graphml.gz"]
    assert {f"actor:{id_}" for id_ in REGISTER} <= set(whole.nodes)
    parts = [graph for name, graph in read.items() if name.endswith(".graphml") and "graph" in name]
    assert len(parts) == (4 if size == "split" else 1)
    demands = [node for part in parts for node in part.nodes if node.startswith("demand:")]
    assert sorted(demands) == ["demand:briefing:flood:gates", "demand:harbour:pay"]
    ties = [sorted(part.edges(data="tie")) for part in parts]
    asked = ("demand:harbour:pay", "actor:port", "asked-of")
    assert sum(asked in found for found in ties) == 1
    for part in parts:
        assert all(whole.nodes[node] == said for node, said in part.nodes(data=True))
    # Every end of an edge is a node that says who it is.
    assert all(said.get("label") for part in parts for _, said in part.nodes(data=True))
    table = read["data/tables/demands.csv.gz"]
    assert list(table["briefing"]) == ["strike", "talks", "flood"]
    assert list(read["data/tables/demands.parquet"]["briefing"]) == ["strike", "talks", "flood"]


@pytest.mark.parametrize("most", [2, 100])
def test_a_row_names_others_of_its_own_format(
    make: Make, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    at_most(monkeypatch, most, most + 1)
    files = make().build()
    package = json.loads(files[PACKAGE])
    links = {
        resource["name"]: {
            key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]
        }
        for resource in package["resources"]
    }
    assert links["answers.csv.gz"] >= {"demands.csv.gz", "briefings.csv.gz"}
    assert "identities.jsonl.gz" in links["actors.jsonl.gz"]
    assert ("actors.csv" in links) == (most == 100), "what is split is described where it is whole"


@pytest.mark.long
def test_a_desk_of_hundreds_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is, without another limit."""
    build_fast(monkeypatch)
    project = new_project(tmp_path / "project", site_url=AT)
    for path in project.briefings.iterdir():
        path.unlink()
    project.briefings.rmdir()
    make_desk(project.briefings, 600)
    desk = Desk(project)
    files = desk.build()
    assert f"{TABLE}demands.csv" not in files
    assert len(parts_of(files, f"{TABLE}demands", ".csv")) >= 3
    assert_packed(files, list(TABLES))
    read_all(desk.site)
    assert broken_links(desk.site) == []
    edited = next(project.briefings.glob("2005/*.yml"))
    edited.write_text(edited.read_text("utf-8").replace("title: ", "title: Over, ", 1), "utf-8")
    after = desk.build()
    changed = {name for name in other(files, after) if not name.startswith("feed")}
    assert changed == {
        *(f"data/briefings/{edited.stem}.json", f"data/stix/{edited.stem}.json", PACKAGE),
        *(f"data/briefings-{part_with(files, edited.stem)}.json", "data/briefings.json.gz"),
        *tables("briefings", part=part_with(files, edited.stem)),
    }
    desk.compare()


def part_with(files: Files, id_: str) -> str:
    """The part whose index lists a briefing."""
    stem = "data/briefings-"
    (found,) = (
        name.removeprefix(stem).removesuffix(".json")
        for name, content in files.items()
        if name.startswith(stem) and f'"id":"{id_}"'.encode() in content
    )
    return found


def test_no_file_of_a_part_comes_near_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what a briefing, and an actor, adds to each."""
    build_fast(monkeypatch)
    make_desk(tmp_path / "project" / "briefings", count := 60)
    project = Project(tmp_path / "project")
    project.docs.mkdir()
    project.config.write_text(
        f"site_name: Desk\nsite_url: {AT}\ntheme: mkdocs\nplugins: [briefings]\n"
    )
    files = Desk(project).build()
    actors = sum(b'"schema":"Membership"' not in x for x in actor_lines(files))
    for name, content in files.items():
        if name.endswith(".gz") or name.count("/") > 1 + name.startswith(TABLE):
            continue
        if name.startswith(("data/actors", f"{TABLE}identities")):
            grown = len(content) / actors * data.ACTORS
        elif name == PACKAGE or name.startswith("feed"):
            grown = len(content)
        else:
            grown = len(content) / count * data.MOST
        assert grown < LIMIT * 0.8, (name, grown)


def actor_lines(files: Files) -> list[bytes]:
    return files["data/actors.ftm.jsonl"].splitlines()


# What is in none of them.

DRAFT = "No word of the Kraken yet"
ARCHIVED = "The lighthouse of Aldmoor burned for nine days"
QUOTED = "no ship will leave"


def secretive() -> dict[str, Keys]:
    """Two days of a thread, the later a draft; a quote of an archived text that says more."""
    source = {"gazette": {"title": "Cranes at rest", "text": "gazette.txt"}}
    evidence = [{"source": "gazette", "quote": QUOTED}]
    told = briefing(thread="harbour", sources=source, demands={"pay": PAY | {"evidence": evidence}})
    draft = hostile_briefing()[0] | {
        "status": "draft",
        "title": DRAFT,
        "thread": "harbour",
        "date": "2021-04-01",
        "tags": [DRAFT],
        "actors": {"kraken": {"name": DRAFT}, "union": {"role": DRAFT}},
        "demands": {"pay": {"by": "kraken", "text": DRAFT}},
        "events": [{"date": "2021-03-31", "text": DRAFT}],
    }
    for name in ("risks", "figures"):
        del draft[name]
    return {"out": told, "kraken-coming": draft}


@pytest.mark.parametrize("drafts", [True, False, "serve"])
def test_drafts_and_archived_texts_are_in_no_file(make: Make, drafts: object) -> None:
    desk = make(secretive(), drafts=drafts, exports=EVERYTHING)
    archive = desk.project.briefings / "sources"
    archive.mkdir()
    (archive / "gazette.txt").write_text(f"It said {QUOTED}.\n\n{ARCHIVED}.\n", "utf-8")
    files = desk.build()
    site = unpacked(
        {p.relative_to(desk.site).as_posix(): p.read_bytes() for p in desk.site.rglob("*.*")}
    )
    assert [name for name, text in site.items() if ARCHIVED.encode() in text] == []
    told = {**unpacked(files), **{f"{name} (its name)": name.encode() for name in files}}
    assert [n for n, text in told.items() if b"raken" in text] == []
    parquet = [v for n in files if n.endswith(".parquet") for v in cells(desk.site, n)]
    assert QUOTED in parquet
    assert not [value for value in parquet if DRAFT in value or ARCHIVED in value]
    assert QUOTED.encode() in files["data/briefings/out.json"]
    shown = [name for name, text in site.items() if DRAFT.encode() in text]
    assert bool(shown) == (drafts is True)
    if drafts is True:
        assert b"ld+json" not in site["briefings/kraken-coming/index.html"]
    desk.compare()


def cells(site: Path, name: str) -> list[str]:
    """Every text in a table."""
    return [str(value) for column in read_file(site, name).to_numpy() for value in column]


@pytest.mark.usefixtures("size")
def test_a_name_that_a_draft_alone_still_says_goes_out_of_all_files(make: Make) -> None:
    """The pages know the actor by the draft, which is older, and do not change."""
    name = "Port of Aldmoor"
    draft = briefing(date="2018-01-01", status="draft", actors={"port": {"name": name}})
    desk = make({**DESK, "draft": draft}, drafts=True)
    desk.register({id_: identity for id_, identity in REGISTER.items() if id_ != "port"})
    before = unpacked(desk.build())
    assert name.encode() in before["data/stix/founding.json"]
    desk.alter("strike", actors={"port": {}, "union": {}})
    after = unpacked(desk.build())
    assert [file for file, content in after.items() if name.encode() in content] == []
    desk.compare()


def test_a_draft_that_is_published_comes_into_the_files(make: Make) -> None:
    desk = make({**DESK, "talks": {**DESK["talks"], "status": "draft"}}, drafts=True)
    before = desk.build()
    assert "data/briefings/talks.json" not in before
    desk.say("talks", DESK["talks"])
    after = desk.build()
    assert "data/briefings/talks.json" in after
    assert b"talks" in after["data/graph.graphml"]
    desk.compare()


# What the owner says.

PLACES: dict[str, tuple[str, ...]] = {
    "feeds": ("feed.", "feeds/"),
    "tables": (TABLE, PACKAGE),
    "json": ("data/briefings",),
    "stix": ("data/stix/",),
    "ftm": ("data/actors",),
    "graph": ("data/graph",),
    "jsonld": (),
    "parquet": (TABLE,),
}


@pytest.mark.parametrize("export", PLACES)
def test_an_export_alone_has_its_files_and_no_page_leads_to_another(
    make: Make, export: str
) -> None:
    desk = make(exports=[export])
    files = desk.build()
    assert all(name.startswith(PLACES[export]) for name in files)
    assert bool(files) == (export != "jsonld")
    assert all(name.endswith(".parquet") == (export == "parquet") for name in files)
    assert broken_links(desk.site) == []
    page = (desk.site / "briefings" / "strike" / "index.html").read_text("utf-8")
    assert ("ld+json" in page) == (export == "jsonld")
    assert ("feed.xml" in page) == (export == "feeds")


def test_where_none_are_wanted_there_are_none_and_no_page_speaks_of_any(make: Make) -> None:
    desk = make(exports=[])
    assert desk.build() == {}
    assert not (desk.site / "data").exists()
    assert broken_links(desk.site) == []
    for page in desk.site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "ld+json" not in html
        assert "feed.xml" not in html
        assert "data/" not in html.replace("data/font", "")


def test_exports_that_are_not_wanted_any_more_go(make: Make) -> None:
    desk = make()
    assert desk.build()
    config = desk.project.config.read_text("utf-8")
    for options, some in (("exports: [graph]", True), ("exports: []", False)):
        desk.project.config.write_text(config.replace("{}", f"{{{options}}}"), "utf-8")
        assert bool(desk.build()) == some
        desk.compare()
    desk.project.config.write_text(config, "utf-8")
    assert desk.build()
    desk.compare()


@pytest.mark.parametrize("command", ["mkdocs", "briefing"])
def test_an_unknown_export_is_told_with_the_choices(make: Make, command: str) -> None:
    done = make(exports=["feeds", "rss"]).project.run(command, "build")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in told
    assert "rss" in told
    assert [name for name in EVERYTHING if name not in told] == []


@pytest.mark.parametrize("command", ["mkdocs", "briefing"])
def test_parquet_without_its_library_is_told(make: Make, command: str, tmp_path: Path) -> None:
    desk = make(exports=["parquet"])
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    told = run(desk.project, {"PYTHONPATH": str(tmp_path)}, command, "build")
    assert "briefing-generator[parquet]" in told
    assert "Traceback" not in told
    assert not desk.site.exists()


def test_parquet_without_its_library_is_no_site(make: Make, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotBuiltError, match=r"briefing-generator\[parquet\]"):
        make(exports=["parquet"]).build()


# What is written by hand.

BY_HAND = ("feed.xml", f"{TABLE}demands.csv", "feeds/actors/port.json", "data/briefings.json.gz")


@pytest.mark.parametrize("name", BY_HAND)
def test_a_file_that_is_written_by_hand_stays(make: Make, tmp_path: Path, name: str) -> None:
    desk = make()
    ours = desk.build()
    assert name in ours
    write_file(b"By hand.\n", str(desk.project.docs / name))
    assert other(ours, desk.build()) == {name}
    assert (desk.site / name).read_bytes() == b"By hand.\n"
    assert files_in(by_mkdocs(desk.project.config, tmp_path / "mkdocs")) == files_in(desk.site)
    desk.alter("strike", title="Another one", demands={"pay": PAY | {"text": "More."}})
    desk.build()
    desk.take_away("tide")
    desk.build()
    assert (desk.site / name).read_bytes() == b"By hand.\n"
    desk.compare()
    (desk.project.docs / name).unlink()
    assert b"By hand" not in desk.build()[name]
    desk.compare()


# Hostile text.


def hostile() -> tuple[dict[str, Keys], dict[str, str]]:
    """Two days of a thread with hostile text in every field, and what each holds on the first."""
    first, typed = hostile_briefing("one-")
    second, _ = hostile_briefing("two-", date="2021-03-02")
    second["actors"] = {id_: {} for id_ in second["actors"]}
    return {"one": first, "two": second}, typed


def test_hostile_text_comes_through_a_whole_build_as_it_was_typed(
    make: Make, tmp_path: Path
) -> None:
    briefings, typed = hostile()
    desk = make(briefings, exports=EVERYTHING)
    files = desk.build()
    assert files == files_in(by_mkdocs(desk.project.config, tmp_path / "mkdocs"))
    read = read_all(desk.site)
    folder = read_folder(desk.project.briefings)
    corpus = link(folder, prove(folder, Archive(folder.path)))
    for ref in corpus.refs:
        assert briefing_in(read[f"data/briefings/{ref.id}.json"]) == ref.briefing
    lines = set(texts_in([rows for name, rows in read.items() if name.endswith(".jsonl")]))
    gone = {path for path, text in typed.items() if text not in lines}
    # What is between a writer and `briefing check`.
    assert gone == {path for path in typed if path.rpartition(".")[2] == "accept"}
    bundle = set(texts_in(read["data/stix/one.json"]))
    assert typed["title"] in bundle
    assert typed["demands.text"] in " ".join(bundle)
    graph = read["data/graph.graphml"]
    labels = {label for _, label in graph.nodes(data="label")}
    second = hostile_briefing("two-")[1]
    assert second["demands.text"] in labels
    entries = read["feed.xml"].entries
    titles = {item["title"] for item in read["feed.json"]["items"]}
    assert titles >= {typed["title"], second["title"]}
    # As Windows-1252 has a next line: feedparser takes it for that.
    assert {entry.title for entry in entries} == {t.replace("\x85", "…") for t in titles}


def test_no_place_of_theirs_is_anothers(site: Path) -> None:
    """What is told from other files by its place alone is nothing else."""
    pages = {"data/index.html"}
    names = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    ours = {name for name in names if is_for_programs(name)} - pages
    known = tuple(place for places in PLACES.values() for place in places)
    assert ours
    assert [name for name in ours if not name.startswith(known)] == []
