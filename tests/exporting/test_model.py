"""A briefing as JSON: loading it back gives the same model, whatever was typed."""

from __future__ import annotations

import json
from datetime import date
from functools import reduce
from itertools import cycle
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from generator.evidence.archive import Archive
from generator.evidence.proof import State
from generator.evidence.proofs import prove
from generator.exporting.model import (
    INDEX_SCHEMA,
    PUBLISHED_SCHEMA,
    briefing_json,
    claims_at,
    export_schemas,
    index_body,
    index_head,
    index_tail,
)
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.linking.outline import outline_of
from generator.linking.sightings import Content, Ref
from generator.model.briefing import Briefing
from generator.model.schema import BRIEFING_SCHEMA, briefing_schema
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from tests.desks import HEAD, TEXT, claim, desk, sealed
from tests.filling import filled_briefing
from tests.hostile import hostile_briefing
from tests.linking.test_properties import briefings
from tests.pictures import ROOT
from tests.writing import briefing, linked

HERE = Edition(site_name="Desk", site_url="https://desk.example/news/")
NOWHERE = Edition()
SCHEMAS = {name: json.loads(text) for name, text in export_schemas().items()}
_KNOWN: Any = (
    Registry()
    .with_resource(BRIEFING_SCHEMA, Resource.from_contents(briefing_schema()))
    .with_resources([(name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()])
    .crawl()
)

any_text = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(str.strip)


VALIDATORS = {
    name: Draft202012Validator(schema, registry=_KNOWN, format_checker=FormatChecker())
    for name, schema in SCHEMAS.items()
}


def errors(value: Any, schema: str = PUBLISHED_SCHEMA) -> list[str]:
    """What an independent validator reports."""
    found = VALIDATORS[schema].iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


def told(ref: Ref, edition: Edition = HERE) -> dict[str, Any]:
    """What a file holds."""
    made: dict[str, Any] = json.loads(briefing_json(ref, edition).decode())
    return made


def exported(ref: Ref) -> dict[str, Any]:
    """What a file holds, once it is found to be valid."""
    made = told(ref)
    assert errors(made) == []
    return made


def only(corpus: Corpus) -> Ref:
    (ref,) = corpus.refs
    return ref


def assert_same(ref: Ref) -> None:
    """A briefing is the same once it is loaded, by the one step that the module names."""
    assert Briefing.model_validate(exported(ref)["briefing"]) == ref.briefing


def real() -> Corpus:
    folder = read_folder(ROOT / "briefings")
    return link(folder, prove(folder, Archive(folder.path)))


@pytest.fixture(scope="module", name="real")
def real_corpus() -> Corpus:
    return real()


# The same model


def test_each_real_briefing_is_loaded_as_it_was(real: Corpus) -> None:
    assert len(real.refs) == 5
    for ref in real.refs:
        assert_same(ref)


def test_hostile_text_is_loaded_as_it_was() -> None:
    typed, texts = hostile_briefing()
    ref = only(linked({"strike": typed}))
    assert_same(ref)
    file = json.dumps(told(ref), ensure_ascii=False)
    written = {path: json.dumps(text, ensure_ascii=False)[1:-1] for path, text in texts.items()}
    missing = [path for path, text in written.items() if text not in file]
    assert missing == []


@given(st.lists(any_text, min_size=1, max_size=5))
@settings(max_examples=40)
def test_any_text_is_loaded_as_it_was(texts: list[str]) -> None:
    """Whatever a file may hold: line ends of other systems, marks of direction, emoji."""
    turns = cycle(texts)
    typed = filled_briefing(lambda path, is_prose: next(turns))
    assert_same(only(linked({"strike": typed})))


@given(briefings())
@settings(max_examples=40)
def test_any_small_briefing_is_loaded_as_it_was(typed: dict[str, Any]) -> None:
    assert_same(only(linked({"strike": typed})))


def test_half_a_surrogate_pair_is_written_as_json_can() -> None:
    """No file can hold one, but a model made by a program can."""
    made = Briefing.model_validate(briefing(title="half \ud83d a pair"))
    ref = Ref("strike", "strike.yml", outline_of(made, ()), lambda: Content(made, ()))
    assert rb"half \ud83d a pair" in briefing_json(ref, HERE)
    assert_same(ref)


def test_what_says_nothing_is_left_out_and_nothing_else() -> None:
    made = exported(
        only(linked({"strike": briefing(demands={"pay": {"by": "union", "text": "-"}})}))
    )
    assert made["briefing"]["demands"]["pay"] == {
        "by": ["union"],
        "text": "-",
        "red_line": False,
        "status": "open",
    }
    assert made["briefing"]["scale"] == "icd203"


@pytest.mark.parametrize("typed", ["2014~", "199X", "2014/..", "../2021-03", "2021-03-01"])
def test_a_date_keeps_the_form_in_which_it_was_typed(typed: str) -> None:
    events = [{"date": typed, "text": "They met."}]
    made = exported(only(linked({"strike": briefing(events=events)})))
    assert made["briefing"]["events"][0]["date"] == typed


# What the site knows


def test_it_says_which_briefing_it_is_and_where_its_page_is(real: Corpus) -> None:
    for ref in real.refs:
        made = told(ref)
        assert made["id"] == ref.id
        assert made["url"] == f"https://desk.example/news/briefings/{ref.id}/"
        assert "url" not in told(ref, NOWHERE)


def test_each_evidence_item_has_what_was_found_for_it(real: Corpus) -> None:
    states = set()
    for ref in real.refs:
        made = told(ref)
        claims = claims_at(ref).values()
        for proof, known in zip(made["proofs"], claims, strict=True):
            keys = [int(key) if key.isdigit() else key for key in proof["at"][1:].split("/")]
            item = reduce(lambda at, key: at[key], keys, made["briefing"])
            assert item.get("quote") == known.evidence.quote
            assert item.get("source", proof["source"]) == proof["source"]
            assert proof["state"] == known.state.value
            assert proof.get("address", "") == known.address
            states.add(known.state)
    assert states >= {State.SEALED, State.CITED}


def test_of_an_archived_text_only_the_quotes_and_its_name_are_told(tmp_path: Path) -> None:
    quote = "no ship will leave the harbour,"
    folder = read_folder(desk(tmp_path, HEAD + claim(quote), {"gazette.txt": TEXT}))
    ref = only(link(folder, prove(folder, Archive(folder.path))))
    made = exported(ref)
    assert [proof["state"] for proof in made["proofs"]] == ["proven"]
    assert made["proofs"][0]["address"].startswith("https://gazette.example/cranes#:~:text=")
    assert made["briefing"]["sources"]["gazette"]["text"] == "gazette.txt"
    file = json.dumps(made)
    assert quote in file
    assert "two night shifts" in TEXT
    assert "two night shifts" not in file


def test_by_the_name_of_a_text_its_seal_proves_a_quote_again(tmp_path: Path) -> None:
    texts = {"gazette.txt": TEXT}
    path = sealed(desk(tmp_path, HEAD + claim("no ship will leave the harbour,"), texts))
    made = exported(only(link(read_folder(path))))
    loaded = Briefing.model_validate(made["briefing"])
    source, item = loaded.sources["gazette"], loaded.events[0].evidence[0]
    assert source.text
    assert item.quote
    found = Archive(path).look_up(source.text, item.quote)
    assert found.state is State.SEALED


def test_a_file_says_nothing_of_other_briefings(real: Corpus) -> None:
    before = {ref.id: briefing_json(ref, HERE) for ref in real.refs}
    folder = read_folder(ROOT / "briefings")
    alone = {read.id: read for read in folder.briefings}
    for ref in link(folder, prove(folder, Archive(folder.path)), as_of=date(2021, 12, 7)).refs:
        assert ref.id in alone
        assert briefing_json(ref, HERE) == before[ref.id]


# The index


def index(corpus: Corpus, edition: Edition) -> list[dict[str, Any]]:
    made = json.loads(index_head() + index_body(corpus.refs, edition) + index_tail())
    assert errors(made, INDEX_SCHEMA) == []
    listed: list[dict[str, Any]] = made["briefings"]
    return listed


def test_the_index_lists_every_briefing(real: Corpus) -> None:
    listed = index(real, HERE)
    for item, ref in zip(listed, real.refs, strict=True):
        made = ref.briefing
        assert item == {
            "id": ref.id,
            "title": made.title,
            "date": made.date.isoformat(),
            "thread": made.thread,
            "tags": list(made.tags),
            "url": f"https://desk.example/news/briefings/{ref.id}/",
            "file": f"briefings/{ref.id}.json",
        }
    assert not any("url" in item for item in index(real, NOWHERE))


def test_hostile_text_stands_in_the_index_as_typed() -> None:
    typed, texts = hostile_briefing()
    (item,) = index(linked({"strike": typed}), HERE)
    assert item["title"] == texts["title"]
    assert item["tags"] == [texts["tags"]]


def test_an_index_of_none_and_one_of_parts_are_valid(real: Corpus) -> None:
    assert index(linked({}), HERE) == []
    parts = b",\n".join(index_body([ref], HERE) for ref in real.refs)
    assert parts == index_body(real.refs, HERE)


def test_the_index_fetches_no_briefing(real: Corpus) -> None:
    def never() -> NoReturn:
        raise AssertionError("it was fetched")

    first = real.refs[0]
    assert index_body([Ref(first.id, first.name, first.outline, never)], HERE)


# The schemas


@pytest.mark.parametrize("name", [PUBLISHED_SCHEMA, INDEX_SCHEMA])
def test_a_schema_is_one_and_is_refused_what_is_wrong(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == name
    assert errors({}, name)
    assert errors({"$schema": "", "unknown": 1}, name)


def test_a_briefing_that_is_none_is_not_valid(real: Corpus) -> None:
    made = exported(real.refs[0])
    assert errors({**made, "briefing": {"title": "alone"}})
    assert errors({**made, "proofs": [{"at": "/", "source": "a", "state": "believed"}]})


def test_every_key_is_described() -> None:
    def undescribed(shape: Any, path: str = "") -> list[str]:
        found = []
        for name, part in shape.get("properties", {}).items():
            found += [] if part.get("description") or "items" in part or "oneOf" in part else [name]
            found += undescribed(part, f"{path}/{name}")
        return found + (undescribed(shape["items"], path) if "items" in shape else [])

    assert [undescribed(schema) for schema in SCHEMAS.values()] == [[], []]
