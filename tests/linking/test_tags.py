"""Tags: one subject however it is spelt, at an address that no other tag can change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking.tags import tag_id
from tests.writing import briefing, linked


@pytest.mark.parametrize(
    ("tag", "id_"),
    [
        ("nato", "nato"),
        ("Arms control", "arms-control"),
        ("arms-control", "arms-control"),
        ("arms_ control", "arms-control"),
        ("NATO", "nato"),
    ],
)
def test_spellings_of_one_tag_have_one_id(tag: str, id_: str) -> None:
    assert tag_id(tag) == id_


def test_tags_that_only_look_alike_in_an_address_are_told_apart() -> None:
    alike = ["C", "C++", "C#", "c.", "état", "etat", "制裁", "+++", "x" * 60, "x" * 61]
    ids = [tag_id(tag) for tag in alike]
    assert len(set(ids)) == len(alike)
    assert ids[4].startswith("etat-")


@given(st.text(min_size=1, max_size=80))
def test_any_tag_makes_an_address_of_letters_and_digits(tag: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", tag_id(tag))
    assert len(tag_id(tag)) <= 60


def test_a_tag_is_called_what_most_call_it_and_has_its_briefings_newest_first() -> None:
    corpus = linked(
        {
            "a": briefing(tags=["NATO", "port"], date="2021-03-01"),
            "b": briefing(tags=["nato"], date="2021-03-02"),
            "c": briefing(tags=["nato", "NATO"], date="2021-03-03"),
        }
    )
    assert [(tag.id, tag.name) for tag in corpus.tags.values()] == [
        ("nato", "NATO"),
        ("port", "port"),
    ]
    assert [ref.id for ref in corpus.tags["nato"].refs] == ["c", "b", "a"]
