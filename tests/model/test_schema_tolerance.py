"""The JSON Schema never reports what `briefing check` accepts, whatever an editor makes of it."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics.finding import errors_in
from tests.model.editors import READINGS, Guess, as_file, by_yaml_12, read
from tests.model.schemas import (
    ACTORS,
    KINDS,
    TYPED,
    definition,
    errors,
    filled,
    fits,
    takes,
    value_of,
)
from tests.told import findings_in

BRIEFINGS = Path(__file__).parents[2] / "briefings"
FILES = sorted(BRIEFINGS.glob("*/*.yml"))

# Single values


@pytest.mark.parametrize("guess", READINGS)
@pytest.mark.parametrize("name", KINDS)
def test_whatever_is_typed_for_a_value_fits(name: str, guess: Guess) -> None:
    taken = [typed for typed in TYPED if takes(name, value_of(typed))]
    seen = {typed: read(f"key: {typed}\n", guess)["key"] for typed in taken}
    assert taken
    assert {typed: value for typed, value in seen.items() if not fits(name, value)} == {}


@settings(deadline=None)
@given(name=st.sampled_from(sorted(KINDS)), guess=st.sampled_from(READINGS), data=st.data())
def test_whatever_is_a_value_fits(name: str, guess: Guess, data: st.DataObject) -> None:
    pattern: str = definition(name).get("pattern", "[^\n]+")
    text = st.one_of(
        st.sampled_from([str(value_of(typed) or "") for typed in TYPED]),
        st.from_regex(pattern, fullmatch=True),
        st.text("0123456789-+.~/eExXoTFtrueonlQaA :\u00a0", min_size=1, max_size=12),
    )
    space = st.sampled_from(["", "", "", " ", "\u00a0", "\u2003", "\u0085"])
    value = data.draw(space) + data.draw(text) + data.draw(space)
    if takes(name, value):
        assert fits(name, value)
        if value_of(value) == value:
            assert fits(name, read(f"key: {value}\n", guess)["key"])


@pytest.mark.parametrize("name", [name for name in KINDS if "examples" in definition(name)])
def test_every_example_is_taken(name: str) -> None:
    examples = definition(name)["examples"]
    assert all(takes(name, str(example)) and fits(name, example) for example in examples)


# Whole files


@cache
def is_accepted(text: str) -> bool:
    return not errors_in(findings_in(text))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything in a briefing."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def changed(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value at a place, or with none there for `...`."""
    made = copy.deepcopy(tree)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    if value is ...:
        del holder[path[-1]]
    return made


PLACES = list(places(filled()))
VALUES = st.one_of(
    st.sampled_from(TYPED),
    st.sampled_from([None, {}, [], ["x"], [None], {"a-b": "x"}, {"a-b": None}, ...]),
    st.lists(st.sampled_from(TYPED), min_size=1, max_size=2),
)


@pytest.mark.parametrize("guess", READINGS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_real_briefing_fits(path: Path, guess: Guess) -> None:
    assert errors(read(path.read_text("utf-8"), guess)) == []


@pytest.mark.parametrize("guess", READINGS)
def test_the_real_register_fits(guess: Guess) -> None:
    assert errors(read((BRIEFINGS / "actors.yml").read_text("utf-8"), guess), ACTORS) == []


def test_a_briefing_with_every_key_is_accepted() -> None:
    """What the other tests change is sound to begin with."""
    assert [finding.headline for finding in errors_in(findings_in(as_file(filled())))] == []


@pytest.mark.parametrize("empty", [None, {}, []], ids=["nothing", "keys", "list"])
def test_nothing_behind_a_key_fits_wherever_it_is_accepted(empty: Any) -> None:
    alike = {path[-2:]: path for path in PLACES}
    texts = [as_file(changed(filled(), path, empty)) for path in alike.values()]
    accepted = [text for text in texts if is_accepted(text)]
    assert accepted
    assert [found for text in accepted if (found := errors(read(text, by_yaml_12)))] == []


@settings(deadline=None)
@given(
    changes=st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3),
    guess=st.sampled_from(READINGS),
)
def test_no_briefing_that_is_accepted_is_reported(
    changes: list[tuple[tuple[Any, ...], Any]], guess: Guess
) -> None:
    briefing = filled()
    for path, value in changes:
        if path in places(briefing):
            briefing = changed(briefing, path, value)
    text = as_file(briefing)
    if is_accepted(text):
        assert errors(read(text, guess)) == []
