"""The files of the index: what stands in one, what it is called, and where the next one begins."""

from __future__ import annotations

import gzip
import json
import re
import struct
import zlib
from itertools import chain, pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.publishing.search.files import (
    Cut,
    cut,
    in_files,
    name_of,
    order,
    packed,
    varint,
    varints,
)

TARGET = 1_000
HEADS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)

Entry = tuple[str, int]
"""A key and the size of what is said of it."""
entries = st.dictionaries(
    st.text("abcdefgh北é", min_size=1, max_size=6),
    st.one_of(st.integers(0, 300), st.integers(0, 2 * TARGET)),
    max_size=80,
)


def unpacked(content: bytes) -> tuple[Any, bytes]:
    """The head and the body of a file, as `docs/guide/search-index.md` describes it."""
    bare = gzip.decompress(content)
    length = int.from_bytes(bare[:4], "little")
    return json.loads(bare[4 : 4 + length].decode("utf-8")), bare[4 + length :]


def numbers_in(body: bytes) -> list[int]:
    """All varints, one behind the other."""
    found, value, scale = [], 0, 1
    for byte in body:
        value += (byte & 127) * scale
        scale *= 128
        if byte < 128:
            found.append(value)
            value, scale = 0, 1
    assert scale == 1, "the last one has no end"
    return found


# A file


@given(HEADS, st.binary())
def test_a_file_holds_its_head_and_its_body(head: Any, body: bytes) -> None:
    assert unpacked(packed(head, body)) == (head, body)


@given(HEADS, st.binary())
def test_a_file_of_the_same_content_is_the_same_and_has_the_same_name(
    head: Any, body: bytes
) -> None:
    again = json.loads(json.dumps(head))
    assert packed(again, bytes(bytearray(body))) == packed(head, body)
    assert name_of(packed(again, body)) == name_of(packed(head, body))


@given(HEADS, st.binary())
def test_the_checksum_in_a_file_begins_its_name(head: Any, body: bytes) -> None:
    content = packed(head, body)
    name = name_of(content)
    assert re.fullmatch("[0-9a-f]{12}", name)
    checksum, length = struct.unpack("<II", content[-8:])
    bare = gzip.decompress(content)
    assert checksum == zlib.crc32(bare)
    assert length == len(bare)
    assert bytes.fromhex(name)[:4] == content[-8:-4]


def test_files_of_other_content_have_other_names() -> None:
    names = {name_of(packed([number], b"x" * length)) for number in range(40) for length in (0, 9)}
    assert len(names) == 80


def test_nothing_in_a_file_tells_when_or_where_it_was_made() -> None:
    content = packed({"format": 1})
    assert content[:10] == bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF))


@pytest.mark.parametrize(
    ("typed", "found"), [("a\ud800b", "a?b"), ("\udfff", "?"), ("a\x00b", "a\x00b"), ("𠀀", "𠀀")]
)
def test_what_no_file_can_hold_becomes_a_question_mark(typed: str, found: str) -> None:
    head, _ = unpacked(packed({"title": typed}))
    assert head == {"title": found}


# Numbers


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (0, b"\x00"),
        (1, b"\x01"),
        (127, b"\x7f"),
        (128, b"\x80\x01"),
        (300, b"\xac\x02"),
        (16_383, b"\xff\x7f"),
        (16_384, b"\x80\x80\x01"),
    ],
)
def test_a_number_is_written_in_groups_of_seven_bits(number: int, found: bytes) -> None:
    assert varint(number) == found
    assert numbers_in(found) == [number]


@given(st.lists(st.integers(0, 2**53)))
@example([2**53])
def test_numbers_come_out_as_they_were_put_in(numbers: list[int]) -> None:
    assert varints(numbers) == b"".join(map(varint, numbers))
    assert numbers_in(varints(numbers)) == numbers


# Where one file ends and the next begins


def files_of(told: dict[str, int]) -> list[tuple[Entry, ...]]:
    """Entries in the order of their keys, in files."""
    ordered = sorted(told.items(), key=lambda entry: order(entry[0]))
    cuts = [cut(key, size, TARGET) for key, size in ordered]
    return [tuple(ordered[part]) for part in in_files(cuts)]


@given(entries)
def test_every_entry_is_in_exactly_one_file_and_in_its_place(told: dict[str, int]) -> None:
    files = files_of(told)
    assert all(files), "no file is empty"
    assert list(chain.from_iterable(files)) == sorted(told.items(), key=lambda e: order(e[0]))


@given(entries)
def test_a_large_entry_is_a_file_of_its_own(told: dict[str, int]) -> None:
    for file in files_of(told):
        if any(size >= TARGET * 2 / 3 for _, size in file):
            assert len(file) == 1


@given(entries, st.data())
def test_a_change_of_one_entry_changes_only_the_files_around_it(
    told: dict[str, int], data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sorted(told)) if told else st.just("a"))
    size = data.draw(st.none() | st.integers(0, 2 * TARGET))
    changed = {each: told[each] for each in told if each != key}
    if size is not None:
        changed[key] = size
    assert_changed_around(key, files_of(told), files_of(changed))


@given(entries, st.text("abcdefgh北é", min_size=1, max_size=6), st.integers(0, 2 * TARGET))
def test_a_further_entry_changes_only_the_files_around_it(
    told: dict[str, int], key: str, size: int
) -> None:
    assert_changed_around(key, files_of(told), files_of(told | {key: size}))


def assert_changed_around(
    key: str, before: list[tuple[Entry, ...]], after: list[tuple[Entry, ...]]
) -> None:
    for one, other in ((before, after), (after, before)):
        changed = [at for at, file in enumerate(one) if file not in other]
        assert len(changed) <= 3
        assert all(later - at == 1 for at, later in pairwise(changed)), "they are neighbours"
        if changed:
            around = [
                entry[0] for file in one[max(0, changed[0] - 1) : changed[-1] + 2] for entry in file
            ]
            assert order(around[0]) <= order(key) or changed[0] == 0
            assert order(key) <= order(around[-1]) or changed[-1] == len(one) - 1


@pytest.mark.parametrize("size", [1, 10, 100, 400])
def test_files_are_as_long_as_is_wanted_whatever_the_entries_are_like(size: int) -> None:
    files = files_of({f"key {number}": size for number in range(400_000 // size)})
    lengths = [sum(size for _, size in file) for file in files]
    assert TARGET * 0.7 < sum(lengths) / len(lengths) < TARGET * 1.4
    assert max(lengths) < TARGET * 15


def test_cuts_part_entries_before_what_starts_and_on_both_sides_of_what_is_alone() -> None:
    told = [Cut.NONE, Cut.NONE, Cut.STARTS, Cut.NONE, Cut.ALONE, Cut.NONE, Cut.ALONE, Cut.ALONE]
    parts = [(part.start, part.stop) for part in in_files(told)]
    assert parts == [(0, 2), (2, 4), (4, 5), (5, 6), (6, 7), (7, 8)]
    assert list(in_files([])) == []


@given(st.lists(st.text(st.characters(), max_size=6)))
@example(["\ufffd", "\U00020000", "￣"])
def test_keys_are_in_the_order_in_which_javascript_sorts(keys: list[str]) -> None:
    """That is by units of UTF-16, of which a character beyond U+FFFF is two, below U+E000."""

    def units(key: str) -> list[int]:
        made = []
        for code in map(ord, key):
            above = code - 0x10000
            made += [code] if above < 0 else [0xD800 + (above >> 10), 0xDC00 + (above & 0x3FF)]
        return made

    assert sorted(keys, key=order) == sorted(keys, key=units)
