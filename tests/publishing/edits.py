"""A small desk that is edited at random, as files of a project: what a walk of builds goes through.

Everything is plain data in a `World`; `put_down` makes the files like it and touches no other.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator.authoring.sealing import seals, write_stale
from generator.evidence.archive import Archive
from generator.model.vocabulary import ActorKind, Answer, DemandStatus, Level, Outcome
from generator.reading.folder import read_folder
from tests.writing import as_yaml

Told = dict[str, Any]

ACTORS = ("union", "port", "town", "state", "ministry", "minister", "bank", "speaker")
REGISTERED = ACTORS[:6]
"""Those that the register knows at first; the others are named in place."""
THREADS = ("harbour-strike", "port-fees", "flood-watch", None)
TAGS = ("Harbour", "harbour", "HARBOUR", "night shifts", "Night-shifts", "Ærø", "fees", "C++")
URLS = tuple(f"https://gazette.example/{name}" for name in ("cranes", "gates", "tide"))
ORIGINS = ("wire", "agency", None)
DAYS = ("2019-11-30", "2020-02-10", "2020-06-01", "2021-03-01", "2021-03-02", "2021-08-20")
HORIZONS = ("2020-03-01", "2021-03", "2021-08-19", "2021-12-31", "2022", "2030-01-01")
WORDS = (
    *("cranes", "gates", "quays", "tides", "wages", "shifts", "pilots", "<b>fees</b>", "*calm*"),
    *("harbour", "Strike", "Flood", "Port", "ships & barges", "1,200", "Ærø", "ропот"),
)
TEXT = (
    "The cranes will rest. “No ship will leave before the wages rise,” the union said. "
    "The port called the fees fair. Nobody knows when the gates will open again.\n"
)
QUOTES = (
    "No ship will leave before the wages rise",
    "The port called the fees fair.",
    "when the gates will open",
    "These words stand nowhere",
)
FREE = frozenset(
    {
        *("title", "summary", "text", "event", "basis", "given", "note", "role", "side", "name"),
        *("publisher", "author", "measure", "unit", "office", "reviewed_by"),
    }
)
"""Fields that hold words, whatever they are."""


@dataclass
class World:
    """All that a site is made from."""

    briefings: dict[str, Told]
    """By their paths below `briefings/`, without the suffix."""
    register: Told
    texts: dict[str, str]
    """Archived texts and other files below `briefings/sources/`."""
    settings: Told
    options: Told
    docs: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    spoilt: dict[str, str] = field(default_factory=dict)
    """Files of the project, by path, that hold something else than they should."""
    sealed: bool = False
    """Whether each text has a seal."""
    touched: str = ""
    """A file that is to be written again, with what it holds already."""

    def files(self) -> dict[str, str]:
        """Every file of the project by its path, but the seals."""
        config = {**self.settings, "plugins": [{"briefings": self.options}]}
        return {
            "mkdocs.yml": yaml.safe_dump(config),
            **{f"briefings/{name}.yml": as_yaml(told) for name, told in self.briefings.items()},
            **({"briefings/actors.yml": as_yaml(self.register)} if self.register else {}),
            **{f"briefings/sources/{name}": text for name, text in self.texts.items()},
            **{f"docs/{name}": text for name, text in self.docs.items()},
            **{f"overrides/{name}": text for name, text in self.templates.items()},
            **self.spoilt,
        }

    def put_down(self, folder: Path) -> None:
        """Make the files of a project like this; those that are like it already stay."""
        for name in ("briefings", "docs", "overrides"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        wanted = self.files()
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name.split("/")[0] in ("briefings", "docs", "overrides"):
                is_kept = name in wanted or (self.sealed and name.endswith(".seal"))
                if not is_kept:
                    path.unlink()
        for name, text in wanted.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            if name == self.touched or not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        self.touched = ""
        if self.sealed:
            briefings = folder / "briefings"
            write_stale(seals(read_folder(briefings), Archive(briefings)))

    def copied(self) -> World:
        """The same, to be changed."""
        return copy.deepcopy(self)


def new_world(random: Random, theme: Told, **settings: Any) -> World:
    """A desk of 8 to 14 briefings."""
    world = World(
        {},
        {id_: {"name": f"The {id_.capitalize()}", "kind": "group"} for id_ in REGISTERED},
        {"cranes.txt": TEXT},
        {"site_name": "Harbour desk", "theme": theme, **settings},
        {"templates": "overrides"} if random.random() < 0.3 else {},
        {"about.md": "# About\n\nWritten by hand.\n"},
    )
    if random.random() < 0.3:
        world.options["drafts"] = True
    world.register["ministry"]["part_of"] = "state"
    world.register["minister"]["part_of"] = "ministry"
    for _ in range(random.randint(8, 14)):
        add_briefing(world, random)
    return world


def some_briefing(random: Random) -> Told:
    """A briefing that says a little of everything."""
    cast = random.sample(ACTORS, random.randint(2, 5))
    cited = random.sample(range(4), random.randint(1, 3))
    told: Told = {
        "title": _words(random, 3),
        "date": random.choice(DAYS),
        "summary": _words(random, 6),
        "tags": random.sample(TAGS, random.randint(0, 3)),
        "sources": {f"s{number}": _source(random, number) for number in cited},
        "actors": {id_: _actor(random, id_, cast) for id_ in cast},
        "demands": {},
        "risks": {},
        "events": [],
        "figures": [],
        "gaps": [{"text": _words(random, 3)}],
    }
    if thread := random.choice(THREADS):
        told["thread"] = thread
    if random.random() < 0.15:
        told["status"] = "draft"
    for add in (add_demand, add_risk, add_event, add_figure, add_event):
        if random.random() < 0.7:
            add(told, random)
    return told


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count)).strip()


def _source(random: Random, number: int) -> Told:
    told: Told = {"title": _words(random, 2), "publisher": random.choice(("Gazette", "Post"))}
    if number < len(URLS):
        told["url"] = random.choice(URLS)
    if origin := random.choice(ORIGINS):
        told["origin"] = origin
    if random.random() < 0.3:
        told["text"] = "cranes.txt"
    if random.random() < 0.4:
        told["reliability"] = random.choice("ABC")
    return told


def _actor(random: Random, id_: str, cast: list[str]) -> Told:
    told: Told = {"role": _words(random, 2)}
    if id_ not in REGISTERED:
        told["name"] = f"{id_.capitalize()} of Aldmoor"
    others = [other for other in cast if other != id_]
    if others and random.random() < 0.3:
        told["speaks_for"] = random.choice(others)
    if random.random() < 0.3:
        told["side"] = random.choice(("dockers", "owners"))
    return told


def _evidence(told: Told, random: Random) -> list[Told]:
    found: list[Told] = []
    for _ in range(random.randint(0, 2)):
        item: Told = {"source": random.choice(list(told["sources"]))}
        if random.random() < 0.5:
            item |= {"quote": random.choice(QUOTES), "speaker": random.choice(list(told["actors"]))}
        found.append(item)
    return found


def add_demand(told: Told, random: Random) -> None:
    cast = list(told["actors"])
    told["demands"][random.choice(("pay", "shifts", "access"))] = {
        "by": random.choice(cast),
        "of": random.sample(cast, 1),
        "text": _words(random, 4),
        "status": random.choice(list(DemandStatus)),
        "deadline": random.choice(HORIZONS),
        "evidence": _evidence(told, random),
        "responses": [
            {"by": random.choice(cast), "answer": random.choice(list(Answer)), "date": "2021"}
            for _ in range(random.randint(0, 2))
        ],
    }


def add_risk(told: Told, random: Random) -> None:
    risk: Told = {
        "event": _words(random, 4),
        "horizon": random.choice(HORIZONS),
        "likelihood": random.choice(("likely", "unlikely", "very likely")),
        "impact": random.choice(list(Level)),
        "basis": _words(random, 3),
        "affects": random.sample(list(told["actors"]), 1),
        "evidence": _evidence(told, random),
    }
    if random.random() < 0.2:
        outcome = random.choice(list(Outcome))
        risk["resolution"] = {"outcome": outcome, "date": told["date"]}
    if random.random() < 0.3:
        risk["given"] = _words(random, 3)
    told["risks"][random.choice(("closure", "flood", "default"))] = risk


def add_event(told: Told, random: Random) -> None:
    told["events"].append(
        {
            "date": random.choice(DAYS),
            "text": random.choice(("The gates closed.", _words(random, 4))),
            "actors": random.sample(list(told["actors"]), 1),
            "evidence": _evidence(told, random),
        }
    )


def add_figure(told: Told, random: Random) -> None:
    told["figures"].append(
        {
            "measure": random.choice(("ships", "Ships", "dockers out")),
            "value": random.randint(1, 9) * 100,
            "claimed_by": random.choice(list(told["actors"])),
            "evidence": _evidence(told, random),
        }
    )


# Edits: each changes a world, and may leave it as it is where it finds nothing to change.


def add_briefing(world: World, random: Random) -> None:
    number = max((int(name.rpartition("-")[2]) for name in world.briefings), default=0) + 1
    folder = random.choice(("", "", "old/"))
    world.briefings[f"{folder}brief-{number}"] = some_briefing(random)


def remove_briefing(world: World, random: Random) -> None:
    if len(world.briefings) > 3:
        del world.briefings[random.choice(list(world.briefings))]


def rename_briefing(world: World, random: Random) -> None:
    name = random.choice(list(world.briefings))
    told = world.briefings.pop(name)
    add_briefing(world, random)
    world.briefings[next(reversed(world.briefings))] = told


def move_briefing(world: World, random: Random) -> None:
    name = random.choice(list(world.briefings))
    told, stem = world.briefings.pop(name), name.rpartition("/")[2]
    world.briefings[stem if "/" in name else f"old/{stem}"] = told


def replace_briefing(world: World, random: Random) -> None:
    world.briefings[random.choice(list(world.briefings))] = some_briefing(random)


def change_words(world: World, random: Random) -> None:
    """Change a word in a field of any kind."""
    places = list(_places(world.briefings))
    names = sorted({name for _, name in places})
    wanted = random.choice(names)
    told, name = random.choice([place for place in places if place[1] == wanted])
    words = str(told[name]).split()
    words[random.randrange(len(words))] = random.choice(WORDS)
    told[name] = " ".join(words)


def _places(told: Any) -> Iterator[tuple[Told, str]]:
    if isinstance(told, dict):
        for name, value in told.items():
            if name in FREE and isinstance(value, str):
                yield told, name
            else:
                yield from _places(value)
    elif isinstance(told, list):
        for value in told:
            yield from _places(value)


def _one(change: Callable[[Told, Random], None]) -> Callable[[World, Random], None]:
    """An edit of one briefing."""

    def edit(world: World, random: Random) -> None:
        change(random.choice(list(world.briefings.values())), random)

    edit.__name__ = change.__name__
    return edit


def change_date(told: Told, random: Random) -> None:
    told["date"] = random.choice((*DAYS, "2022-01-05", "2018-05-05"))


def change_thread(told: Told, random: Random) -> None:
    told.pop("thread", None)
    if thread := random.choice((*THREADS, "new-story")):
        told["thread"] = thread


def change_status(told: Told, random: Random) -> None:
    is_draft = told.pop("status", "") == "draft"
    if not is_draft:
        told["status"] = "draft"


def change_tags(told: Told, random: Random) -> None:
    told["tags"] = random.sample((*TAGS, "new tag"), random.randint(0, 4))


def change_language(told: Told, random: Random) -> None:
    told["language"] = random.choice(("en", "de", "ar"))


def change_source(told: Told, random: Random) -> None:
    source = told["sources"][random.choice(list(told["sources"]))]
    for key in random.sample(("url", "origin", "text", "reliability", "note"), 2):
        source.pop(key, None)
    source |= {
        "url": random.choice((*URLS, "https://post.example/new")),
        "origin": random.choice(ORIGINS[:2]),
        "note": _words(random, 2),
    }
    if random.random() < 0.4:
        del source["url"]
    if random.random() < 0.4:
        del source["origin"]


def add_source(told: Told, random: Random) -> None:
    number = random.randint(0, 9)
    told["sources"] = {f"s{number}": _source(random, number % 4), **told["sources"]}


def remove_source(told: Told, random: Random) -> None:
    used = {item["source"] for item in _items(told)}
    for key in list(told["sources"]):
        if key not in used and len(told["sources"]) > 1:
            del told["sources"][key]
            return


def _items(told: Any) -> Iterator[Told]:
    if isinstance(told, dict):
        if "source" in told and "date" not in told:
            yield told
        for value in told.values():
            yield from _items(value)
    elif isinstance(told, list):
        for value in told:
            yield from _items(value)


def change_actor(told: Told, random: Random) -> None:
    id_ = random.choice(list(told["actors"]))
    part = told["actors"][id_]
    what = random.choice(("speaks_for", "note", "name", "part_of", "aliases", "kind", "evidence"))
    others = [other for other in told["actors"] if other != id_]
    if what in part and (what != "name" or id_ in REGISTERED):
        del part[what]
    elif what in ("speaks_for", "part_of"):
        part[what] = random.choice(others)
    elif what == "kind":
        part[what] = random.choice(list(ActorKind))
    elif what == "aliases":
        part[what] = [_words(random, 1)]
    elif what == "evidence":
        part[what] = _evidence(told, random)
    else:
        part[what] = _words(random, 2)


def add_actor(told: Told, random: Random) -> None:
    id_ = random.choice((*ACTORS, "pilot"))
    told["actors"].setdefault(id_, _actor(random, id_, list(told["actors"])))


def swap_actor(told: Told, random: Random) -> None:
    """Let what one did be done by another, and the first be named no longer."""
    old = random.choice(list(told["actors"]))
    new = random.choice([id_ for id_ in ACTORS if id_ != old])
    part = told["actors"].pop(old)
    told["actors"].setdefault(new, {**part, "name": f"{new.capitalize()} itself"})
    _rename(told, old, new)


def _rename(told: Any, old: str, new: str) -> None:
    pairs = told.items() if isinstance(told, dict) else enumerate(told)
    for key, value in list(pairs):
        if isinstance(value, dict | list):
            _rename(value, old, new)
        elif value == old:
            told[key] = new


def remove_entry(told: Told, random: Random) -> None:
    kind = random.choice(("demands", "risks", "events", "figures"))
    found = told[kind]
    if isinstance(found, dict) and found:
        del found[random.choice(list(found))]
    elif found:
        del found[random.randrange(len(found))]


def change_answers(told: Told, random: Random) -> None:
    for demand in told["demands"].values():
        demand["status"] = random.choice(list(DemandStatus))
        demand["responses"] = demand["responses"][1:] or [
            {"by": random.choice(list(told["actors"])), "answer": "rejected", "text": "No."}
        ]


def change_risk(told: Told, random: Random) -> None:
    for risk in told["risks"].values():
        risk["horizon"] = random.choice(HORIZONS)
        risk["likelihood"] = random.choice(("likely", "unlikely", "remote"))


MAY_BE_LEFT_OUT = (
    *("of", "deadline", "red_line"),
    *("horizon", "likelihood", "impact", "basis", "affects", "given"),
)


def fall_silent(told: Told, random: Random) -> None:
    """Leave out some of what an earlier briefing may say as well."""
    for entry in (*told["demands"].values(), *told["risks"].values()):
        for key in MAY_BE_LEFT_OUT:
            if random.random() < 0.6:
                entry.pop(key, None)


def speak_again(told: Told, random: Random) -> None:
    """Say what may stand for later briefings that leave it out."""
    for demand in told["demands"].values():
        demand["red_line"] = random.choice((True, False))
        demand["of"] = random.choice(list(told["actors"]))
    for risk in told["risks"].values():
        risk["given"] = _words(random, 3)
        risk["affects"] = random.choice(list(told["actors"]))


def change_figure(told: Told, random: Random) -> None:
    for figure in told["figures"]:
        figure["value"] = random.randint(1, 9) * 100
        figure["as_of"] = random.choice(DAYS)


def change_evidence(told: Told, random: Random) -> None:
    for events in (told["events"], told["figures"], list(told["demands"].values())):
        for entry in events:
            entry["evidence"] = _evidence(told, random)


def accept(told: Told, random: Random) -> None:
    told["accept"] = {"unchecked-quote": _words(random, 3)}
    for risk in told["risks"].values():
        risk["accept"] = {"review-due": _words(random, 3)}


def copy_event(world: World, random: Random) -> None:
    """Tell in one briefing what another one tells."""
    first, second = random.sample(list(world.briefings.values()), 2)
    for event in first["events"]:
        second["events"].append({"date": event["date"], "text": event["text"]})


def change_register(world: World, random: Random) -> None:
    id_ = random.choice(list(world.register) or ["union"])
    known = world.register.setdefault(id_, {})
    others = [other for other in world.register if other != id_]
    match random.choice(("name", "name", "part_of", "aliases", "kind", "office", "add", "remove")):
        case "name":
            known["name"] = f"{random.choice('AZØ')}{_words(random, 2)}"
        case "part_of" if "part_of" in known or not others:
            known.pop("part_of", None)
        case "part_of":
            known["part_of"] = random.choice(others)
        case "aliases":
            known["aliases"] = [_words(random, 1), _words(random, 1)]
        case "kind":
            known["kind"] = random.choice(list(ActorKind))
        case "office":
            known["office"] = _words(random, 2)
        case "add":
            new = random.choice((*ACTORS, "pilot", "nobody"))
            world.register[new] = {"name": f"{_words(random, 1)} {new}"}
        case "remove":
            del world.register[id_]


def drop_register(world: World, random: Random) -> None:
    if not world.register:
        world.register = {id_: {"name": f"New {id_}"} for id_ in ACTORS}
    else:
        for told in world.briefings.values():
            for id_, part in told["actors"].items():
                part.setdefault("name", world.register.get(id_, {}).get("name", id_))
        world.register = {}


def change_templates(world: World, random: Random) -> None:
    name = random.choice(("tag.md.jinja", "tag.md.jinja", "parts.jinja", "actors.md.jinja"))
    if world.templates.pop(name, "") and random.random() < 0.5:
        return
    base = Path(__file__).parents[2] / "generator" / "rendering" / "templates" / name
    mark = f"{{# {_words(random, 2)} #}}"
    text = base.read_text("utf-8")
    if name != "parts.jinja":
        text += f"\n\nSaid by {random.randint(1, 99)}.\n"
    world.templates[name] = mark + text
    world.options["templates"] = "overrides"  # without any, templates are compiled once for all


SETTINGS = ("name", "language", "addresses", "drafts", "search", "nav", "url", "exports")
EXPORTS = (
    *((), ("feeds",), ("json", "stix"), ("tables", "graph"), ("parquet",)),
    *(("ftm", "parquet", "tables"), ("feeds", "ftm", "graph", "json", "jsonld", "stix", "tables")),
)


def change_settings(world: World, random: Random) -> None:
    match random.choice(SETTINGS):
        case "name":
            world.settings["site_name"] = _words(random, 2)
        case "language":
            world.settings["theme"]["language"] = random.choice(("de", "en", "ar"))
        case "addresses":
            urls = "use_directory_urls"
            world.settings[urls] = not world.settings.get(urls, True)
        case "drafts":
            world.options["drafts"] = random.choice((True, False))
        case "search":
            world.options["search"] = not world.options.get("search", True)
        case "exports":
            world.options["exports"] = list(random.choice(EXPORTS))
        case "url":
            world.settings["site_url"] = f"https://{random.choice('ab')}.example/"
        case "nav" if "nav" in world.settings:
            del world.settings["nav"]
        case "nav":
            name = random.choice(list(world.briefings)).rpartition("/")[2]
            pages = ["index.md", "about.md", f"briefings/{name}.md", "tags/index.md"]
            world.settings["nav"] = [*pages, {"Actors": ["actors/index.md", "actors/union.md"]}]


DOCS = (
    *("guide.md", "about.md", "actors/town.md", "tags/fees.md", "asset.txt"),
    *("feed.xml", "feeds/actors/port.json", "data/tables/demands.csv", "data/briefings.json.gz"),
)


def change_docs(world: World, random: Random) -> None:
    name = random.choice(DOCS)
    if world.docs.pop(name, "") and random.random() < 0.4:
        return
    up = "../" * name.count("/")
    links = [
        f"{up}briefings/{random.choice(list(world.briefings)).rpartition('/')[2]}.md#events",
        f"{up}actors/{random.choice(ACTORS)}.md",
        f"{up}briefings/brief-{random.randint(1, 15)}.md",
        f"{up}tags/index.md",
    ]
    said = "\n".join(f"- [{_words(random, 1)}]({link})" for link in links)
    world.docs[name] = f"# {_words(random, 2)}\n\n{said}\n"


def change_texts(world: World, random: Random) -> None:
    match random.choice(("change", "remove", "seal", "unseal", "add")):
        case "change":
            world.texts["cranes.txt"] = random.choice((TEXT, TEXT[:90] + ".\n", _words(random, 9)))
        case "remove":
            world.texts.pop("cranes.txt", None)
        case "seal":
            world.sealed = True
        case "unseal":
            world.sealed = False
        case "add":
            world.texts["gates.txt"] = TEXT
            told = random.choice(list(world.briefings.values()))
            told["sources"][random.choice(list(told["sources"]))]["text"] = "gates.txt"


def touch(world: World, random: Random) -> None:
    world.touched = random.choice([name for name in world.files() if name != "mkdocs.yml"])


def spoil(world: World, random: Random) -> None:
    """Make a mistake that no site can be built with."""
    briefing = f"briefings/{random.choice(list(world.briefings))}.yml"
    name, text = random.choice(
        (
            (briefing, "title: [\n"),
            (briefing, as_yaml({"title": "Nothing else"})),
            ("briefings/actors.yml", "union: {name: [Union]}\n"),
            ("overrides/tag.md.jinja", "{% for %}"),
            ("overrides/tag.md.jinja", "{{ tag.nothing.at_all }}"),
            ("mkdocs.yml", "site_name: [\n"),
        )
    )
    world.spoilt = {name: text}


EDITS: tuple[Callable[[World, Random], None], ...] = (
    *(change_words, change_words, change_words, add_briefing, remove_briefing, rename_briefing),
    *(move_briefing, replace_briefing, copy_event, change_register, change_register),
    *(drop_register, change_templates, change_settings, change_docs, change_docs, change_texts),
    *(change_texts, touch, spoil),
    *(
        _one(change)
        for change in (
            *(change_date, change_date, change_thread, change_status, change_tags),
            *(change_language, change_source, change_source, add_source, remove_source),
            *(change_actor, change_actor, add_actor, swap_actor, remove_entry),
            *(fall_silent, fall_silent, fall_silent, speak_again, speak_again),
            *(change_answers, change_risk, change_figure, change_evidence, accept),
            *(add_demand, add_risk, add_event, add_figure),
        )
    ),
)
"""Everything that may happen to a desk; what happens often stands there several times."""


def walk(world: World, random: Random, steps: int) -> Iterator[tuple[str, World]]:
    """So many edits, one after the other, each with what it is called and the world after it.

    After a mistake the world before it comes back; sometimes an edit is taken back, too.
    """
    past = [world]
    for _ in range(steps):
        if len(past) > 2 and random.random() < 0.12:
            name, new = "take back", random.choice(past[:-1]).copied()
        else:
            edit = random.choice(EDITS)
            name, new = edit.__name__, past[-1].copied()
            edit(new, random)
        yield name, new
        if new.spoilt:
            yield "mend", past[-1].copied()
        else:
            past.append(new)


@contextmanager
def told_of(seed: int) -> Iterator[None]:
    """Let whatever goes wrong on a walk say of which seed it is."""
    try:
        yield
    except Exception as error:
        error.add_note(f"the walk of seed {seed}")
        raise


def begin_anew(folder: Path) -> None:
    """Take a folder away, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)
