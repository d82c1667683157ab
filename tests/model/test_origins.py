"""Outlets that relay one report have one origin, however many they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.briefing import Source
from generator.model.origins import origins


def sources(**relayed: str) -> dict[str, Source]:
    """Sources by their ids, each with what it relays, if anything."""
    return {
        key: Source.model_validate({"title": key} | ({"origin": origin} if origin else {}))
        for key, origin in relayed.items()
    }


@pytest.mark.parametrize(
    ("relayed", "keys", "expected"),
    [
        ({"a": "", "b": ""}, "ab", {"a": ["a"], "b": ["b"]}),
        ({"a": "wire", "b": "wire", "c": ""}, "abc", {"wire": ["a", "b"], "c": ["c"]}),
        ({"a": "wire", "b": "desk"}, "ab", {"wire": ["a"], "desk": ["b"]}),
        ({"a": "b", "b": "wire"}, "ab", {"wire": ["a", "b"]}),
        ({"a": "wire", "wire": ""}, ["a", "wire"], {"wire": ["a", "wire"]}),
        ({"a": "a", "b": "a"}, "ab", {"a": ["a", "b"]}),
        ({"a": "b", "b": "a", "c": "b"}, "abc", {"a": ["a", "b", "c"]}),
        ({"a": "wire"}, "aaa", {"wire": ["a"]}),
        ({"a": ""}, ["a", "b", ""], {"a": ["a"]}),
    ],
)
def test_sources_are_counted_by_where_their_reporting_comes_from(
    relayed: dict[str, str], keys: str | list[str], expected: dict[str, list[str]]
) -> None:
    assert origins(sources(**relayed), keys) == expected


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdefgh"])))
def test_whatever_relays_what_every_source_has_one_origin_and_shares_it(
    relayed: dict[str, str],
) -> None:
    known = sources(**relayed)
    found = origins(known, known)
    assert sorted(key for keys in found.values() for key in keys) == sorted(known)
    at_home = {key: origin for origin, keys in found.items() for key in keys}
    for key, origin in relayed.items():
        if origin in known:
            assert at_home[key] == at_home[origin]


def test_a_very_long_chain_of_relays_ends() -> None:
    chain = {f"s{number}": f"s{number + 1}" for number in range(2_000)}
    assert sum(map(len, origins(sources(**chain), chain).values())) == 2_000
