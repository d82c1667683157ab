"""Lists and files that are patched: the same as if they had been made anew."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing.search.files import Cut, in_files
from generator.publishing.search.lists import (
    Growing,
    Said,
    closed,
    numbers_of,
    opened,
    patched,
    places_of,
)
from generator.publishing.search.pieces import Piece, place_in, recut, replaced
from generator.publishing.search.shards import encoded_places

BITS = 4

said = st.tuples(
    st.integers(1, 15),
    st.lists(st.integers(0, 300), min_size=1, max_size=4, unique=True)
    .map(sorted)
    .map(encoded_places),
)
lists = st.dictionaries(st.integers(0, 2_000), said, max_size=40)
changes = st.dictionaries(st.integers(0, 2_000), st.none() | said, max_size=12)


def read(segments: object) -> dict[int, Said]:
    return {number: each for segment in segments for number, each in opened(segment, BITS)}  # type: ignore[attr-defined]


@settings(max_examples=200)
@given(lists, st.lists(changes, max_size=4))
def test_a_patched_list_says_what_a_new_one_says(
    told: Mapping[int, Said], edits: list[dict[int, Said | None]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publishing.search.lists.USUAL", 3)
        patch.setattr("generator.publishing.search.lists.MOST", 6)
        segments = patched((), told, BITS)
        now = dict(told)
        for edit in edits:
            segments = patched(segments, edit, BITS)
            now = {number: each for number, each in (now | edit).items() if each}
            assert read(segments) == now
            assert all(segment[2] <= 6 for segment in segments)
            whole = (closed(sorted(now.items()), BITS),) if now else ()
            assert numbers_of(segments, BITS) == numbers_of(whole, BITS)
            assert places_of(segments) == places_of(whole)


@given(st.lists(lists.filter(bool), max_size=5))
def test_a_list_that_grows_says_what_its_parts_say(parts: list[dict[int, Said]]) -> None:
    growing = Growing(BITS)
    now: dict[int, Said] = {}
    for at, part in enumerate(parts):
        shifted = {at * 3_000 + number: each for number, each in part.items()}
        growing.add(closed(sorted(shifted.items()), BITS))
        now |= shifted
    segments = growing.segments()
    assert read(segments) == now
    whole = (closed(sorted(now.items()), BITS),) if now else ()
    assert numbers_of(segments, BITS) == numbers_of(whole, BITS)


cuts = st.dictionaries(st.integers(0, 60), st.sampled_from(Cut), max_size=30)


@settings(max_examples=300)
@given(
    cuts,
    st.lists(st.dictionaries(st.integers(0, 60), st.none() | st.sampled_from(Cut)), max_size=4),
)
def test_files_are_cut_around_an_edit_as_they_are_when_all_are_cut(
    told: dict[int, Cut], edits: list[dict[int, Cut | None]]
) -> None:
    now = dict(told)
    pieces = [Piece(part[0], now[part[0]], str(part)) for part in whole(now)]
    for edit in edits:
        if not edit:
            continue
        firsts = [piece.first for piece in pieces]
        now = {key: cut for key, cut in (now | edit).items() if cut is not None}
        looked_at = []

        def entries(
            place: int, firsts: list[int] = firsts, held: dict[int, Cut] = now
        ) -> list[tuple[int, Cut]]:
            looked_at.append(place)  # noqa: B023
            return [(key, held[key]) for key in sorted(held) if place_in(firsts, key) == place]

        found = recut(pieces, {place_in(firsts, key) for key in edit}, entries)
        parts = [[key for key, _ in part] for each in found for part in each.parts]
        pieces = replaced(pieces, found, [Piece(p[0], now[p[0]], str(p)) for p in parts])
        assert [piece.name for piece in pieces] == list(map(str, whole(now)))
        assert len(looked_at) <= 3 * len(edit)


def whole(told: Mapping[int, Cut]) -> list[list[int]]:
    keys = sorted(told)
    return [keys[part] for part in in_files([told[key] for key in keys])]
