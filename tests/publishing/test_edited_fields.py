"""Which pages an edit of one field touches: each that comes out otherwise is written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.linking.corpus import Corpus
from generator.linking.difference import FIELDS, difference
from generator.linking.link import link
from generator.model.briefing import Briefing
from generator.model.dates import parse_date
from generator.model.vocabulary import Confidence, DemandKind, Level
from generator.publishing.search.records import Records
from generator.publishing.search.updating import _units
from generator.publishing.state import State
from generator.publishing.work import Job, planned, row_of, work_of
from generator.reading.folder import Folder, read_folder
from generator.rendering.page import Page
from generator.rendering.pages import PLAIN, SHOWN_ANYWHERE, silent, site_of, units
from tests.bench.desk import make_desk
from tests.pictures import ROOT
from tests.stress import stress_briefings, stress_register
from tests.writing import Keys, briefing, written

WORDS = {
    *("answer", "author", "basis", "event", "given", "measure", "name", "note", "office"),
    *("publisher", "quote", "reviewed_by", "role", "side", "summary", "text", "title", "unit"),
}
"""Fields of any entry that hold words, which can be others without more ado."""
LARGE = sorted(FIELDS - {"accept", "date", "language", "scale", "status", "tags", "thread"})
"""Fields that can be edited in many ways."""


def walked(value: Any, leaf: Callable[[Any, str], Any], name: str = "") -> Any:
    """The same with something done to each value that stands in no other, by its field's name."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        told = {each: walked(getattr(value, each), leaf, each) for each in fields}
        return value.model_copy(update=told)
    if isinstance(value, tuple):
        return tuple(walked(each, leaf, name) for each in value)
    if isinstance(value, dict):
        return {key: walked(each, leaf) for key, each in value.items()}
    return leaf(value, name)


def reworded(value: Any, name: str) -> Any:
    """The same with other words; ids, dates and judgements stay."""

    def leaf(value: Any, name: str) -> Any:
        is_text = isinstance(value, str) and not isinstance(value, Enum)
        return f"{value} Zweitens" if is_text and name in WORDS else value

    return walked(value, leaf, name)


def turned(value: Any, name: str) -> Any:
    """The same with everything judged otherwise that no other rule depends on."""

    def leaf(value: Any, _: str) -> Any:
        if isinstance(value, bool):
            return not value
        if isinstance(value, Enum):
            every = list(type(value))
            return every[(every.index(value) + 1) % len(every)]
        return value

    return walked(value, leaf, name)


def fewer(value: Any, _: str) -> Any:
    """The same without its last entry."""
    if isinstance(value, dict):
        return dict(list(value.items())[:-1])
    return value[:-1] if isinstance(value, tuple) else value


@dataclass
class Desk:
    """A desk, its pages, and what a build has kept of them."""

    folder: Folder
    state: State

    def __post_init__(self) -> None:
        self.corpus = link(self.folder)
        self.made = made_of(self.corpus)
        self.records = records_of(self.corpus)
        self.state.put_pages(row for _, row in self.made.values())

    def edited(self, edit: Callable[[Briefing], Briefing], ids: set[str]) -> Corpus:
        briefings = (
            replace(read, briefing=edit(read.briefing))
            if read.briefing and read.id in ids
            else read
            for read in self.folder.briefings
        )
        corpus = link(replace(self.folder, briefings=tuple(briefings)))
        # What is not edited is the same, not only alike.
        refs = tuple(ref if ref.id in ids else self.corpus.by_id[ref.id] for ref in corpus.refs)
        return Corpus(refs, corpus.as_of, corpus.register)

    def stale(self, corpus: Corpus) -> set[str]:
        """The pages that come out otherwise and would not be written."""
        edit = difference(self.corpus, corpus)
        jobs: tuple[Job, ...] = work_of(site_of(corpus, PLAIN), self.state, edit, ()).jobs
        now = {uri: told for uri, (told, _) in made_of(corpus).items()}
        otherwise = {uri for uri, told in now.items() if (self.made.get(uri) or [""])[0] != told}
        return otherwise - {job.uri for job in jobs}

    def not_found(self, corpus: Corpus) -> set[str]:
        """The units whose records in the search come out otherwise and would not be made anew."""
        now = records_of(corpus)
        otherwise = {unit for unit, told in now.items() if self.records.get(unit) != told}
        return otherwise.difference(_units(corpus, difference(self.corpus, corpus)))


def silent_briefings() -> dict[str, Keys]:
    """A thread whose later briefings leave out what the first one says, and another story."""
    pay = {"by": "union", "text": "More pay."}
    asked = {"of": "port", "kind": "payment", "red_line": True, "deadline": "2021-03-20"}
    ruin = {"event": "The port fails"}
    judged = {
        "given": "Talks fail",
        "likelihood": "likely",
        "confidence": "low",
        "basis": "One source.",
        "impact": "high",
        "horizon": "2021-03-20",
        "affects": ["port"],
    }
    ended = {"resolution": {"outcome": "did-not-occur", "date": "2021-03-03"}}
    said: list[tuple[Keys, Keys]] = [
        (pay | asked, ruin | judged),
        (pay, ruin | {"likelihood": "unlikely", "given": "Rain"}),
        (pay | {"status": "deferred"}, ruin | {"note": "They talk."}),
    ]
    told = {
        f"b{number}": briefing(
            date=f"2021-03-0{number}",
            thread="strike",
            scale="phia" if number == 2 else "icd203",
            demands={"pay": demand},
            risks={"ruin": risk, "end": ruin | (ended if number == 3 else judged)},
        )
        for number, (demand, risk) in enumerate(said, start=1)
    }
    return told | {"other": briefing(date="2021-04-01", risks={"ruin": ruin | judged})}


def made_of(corpus: Corpus) -> dict[str, tuple[object, Any]]:
    site = site_of(corpus, PLAIN)
    found: dict[str, tuple[object, Any]] = {}
    for unit in units(corpus):
        for plan in planned(site, unit):
            made = plan.write()
            told = (
                (made.markdown, made.title, made.description, made.linked)
                if isinstance(made, Page)
                else (made.content, made.share)
            )
            found[plan.uri] = (told, row_of(plan, made))
    return found


def records_of(corpus: Corpus) -> dict[str, object]:
    records = Records(corpus, PLAIN)
    return {unit: tuple(records.of(unit)) for unit in records.units()}


@pytest.fixture(
    scope="module",
    params=["real", "stress", "silent", pytest.param("made up", marks=pytest.mark.long)],
)
def desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    here = tmp_path_factory.mktemp("desk")
    folder = here / "briefings"
    if request.param == "stress":
        written(folder, stress_briefings(), stress_register())
    elif request.param == "silent":
        written(folder, silent_briefings())
    elif request.param == "made up":
        make_desk(folder, 60)
    else:
        folder = ROOT / "briefings"
    with closing(State(here / "state.sqlite", "1")) as state:
        yield Desk(read_folder(folder), state)


@pytest.mark.parametrize("field", LARGE)
@pytest.mark.parametrize(
    "change",
    [reworded, *(pytest.param(change, marks=pytest.mark.long) for change in (turned, fewer))],
)
def test_a_page_that_an_edit_of_one_field_changes_is_written(
    desk: Desk, field: str, change: Callable[..., Any]
) -> None:
    if change is fewer and field in ("actors", "sources"):
        pytest.skip("without them the rest would say what cannot be")

    def edit(briefing: Briefing) -> Briefing:
        return briefing.model_copy(update={field: change(getattr(briefing, field), field)})

    ids = [ref.id for ref in desk.corpus.refs]
    for some in ({ids[len(ids) // 2]}, {ids[-1]}, set(ids)):
        edited = desk.edited(edit, some)
        assert desk.stale(edited) == set()
        assert desk.not_found(edited) == set()


def test_a_page_and_a_record_that_another_language_changes_are_made(desk: Desk) -> None:
    ids = [ref.id for ref in desk.corpus.refs]
    for some in ({ids[len(ids) // 2]}, {ids[-1]}, set(ids)):
        edited = desk.edited(lambda each: each.model_copy(update={"language": "fr"}), some)
        assert desk.stale(edited) == set()
        assert desk.not_found(edited) == set()


@pytest.mark.parametrize(
    ("field", "key", "said"),
    [
        ("demands", "pay", "of"),
        ("demands", "pay", "kind"),
        ("demands", "pay", "red_line"),
        ("demands", "pay", "deadline"),
        ("demands", "pay", "text"),
        *(("risks", "ruin", name) for name in ("likelihood", "confidence", "impact", "horizon")),
        *(("risks", "ruin", name) for name in ("affects", "given", "event", "basis")),
        *(("risks", "end", name) for name in ("likelihood", "impact", "horizon", "given")),
    ],
)
def test_what_later_briefings_leave_out_is_told_anew_when_an_earlier_one_is_edited(
    field: str, key: str, said: str, tmp_path: Path
) -> None:
    other = {
        "of": ("union",),
        "kind": DemandKind.HALT,
        "deadline": parse_date("2021-05-01"),
        "likelihood": "unlikely",
        "confidence": Confidence.HIGH,
        "impact": Level.LOW,
        "horizon": parse_date("2021-05-01"),
        "affects": ("union",),
    }
    nothing = {"of": (), "affects": (), "red_line": False, "text": "", "event": ""}
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        desk = Desk(read_folder(written(tmp_path / "briefings", silent_briefings())), state)
        for value in (nothing.get(said), other.get(said, "Otherwise.")):
            for id_ in ("b1", "b2"):

                def edit(briefing: Briefing, value: Any = value) -> Briefing:
                    entries = getattr(briefing, field)
                    entry = entries[key].model_copy(update={said: value})
                    return briefing.model_copy(update={field: {**entries, key: entry}})

                edited = desk.edited(edit, {id_})
                assert desk.stale(edited) == set()
                assert desk.not_found(edited) == set()


@pytest.mark.parametrize("id_", ["b1", "b2"])
@pytest.mark.parametrize("is_asked_later", [False, True])
def test_a_feed_tells_of_a_change_that_a_new_word_makes(
    id_: str, is_asked_later: bool, tmp_path: Path
) -> None:
    """Where there was no change before, and only one of the briefings names the actor."""
    pay = {"by": "union", "text": "More pay."}
    demands = [pay, pay | {"of": "port"}] if is_asked_later else [pay | {"of": "port"}, pay]
    told = {}
    for number, demand in enumerate(demands, start=1):
        actors = {"union": {"name": "Union"}, "port": {"name": "Port"}}
        if "of" not in demand:
            del actors["port"]
        told[f"b{number}"] = briefing(
            date=f"2021-03-0{number}", thread="strike", actors=actors, demands={"pay": demand}
        )
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        desk = Desk(read_folder(written(tmp_path / "briefings", told)), state)

        def edit(briefing: Briefing) -> Briefing:
            other = briefing.demands["pay"].model_copy(update={"text": "Fewer night shifts."})
            return briefing.model_copy(update={"demands": {"pay": other}})

        assert desk.stale(desk.edited(edit, {id_})) == set()


@pytest.mark.parametrize("field", sorted(SHOWN_ANYWHERE))
def test_a_list_of_an_owners_follows_what_it_may_show_of_any_briefing(
    desk: Desk, field: str, tmp_path: Path
) -> None:
    some = {desk.corpus.refs[0].id}
    edited = desk.edited(lambda each: each.model_copy(update={field: "fr"}), some)
    edit, own = difference(desk.corpus, edited), replace(PLAIN, templates=tmp_path)
    jobs = work_of(site_of(edited, own), desk.state, edit, ()).jobs
    assert {f"{name}/index.md" for name in ("tags", "actors", "data")} <= {job.uri for job in jobs}


def test_words_of_one_field_leave_most_kinds_alone() -> None:
    assert {"actor", "sources", "timeline"} <= silent({"summary"})
    assert {"demands", "sources", "timeline"} <= silent({"summary", "title"})
    assert {"actor", "tags"}.isdisjoint(silent({"summary", "title"}))
    assert "tags" in silent({"title"})
    assert {"actor", "briefings", "front"}.isdisjoint(silent({"title"}))
    assert silent({"title", "date"}) == frozenset()
