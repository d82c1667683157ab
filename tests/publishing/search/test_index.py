"""The index: what is put in can be read out again, and an edit is as if it had always been so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate, pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing.search.files import order
from generator.publishing.search.forms import endings, stem
from generator.publishing.search.index import Index
from generator.publishing.search.manifest import RECORDED
from generator.publishing.search.records import TYPES, Record
from generator.publishing.search.speech import Speech
from generator.publishing.search.words import fold, words
from tests.publishing.search.test_files import numbers_in, unpacked

SPEECH = Speech()
DAY = date(2021, 3, 1)

Files = Mapping[str, bytes]
Where = dict[int, list[int]]
"""The places of a word, by the number of the record."""


def record(address: str, title: str = "Dockers stop work", **said: Any) -> Record:
    """The least that a record needs, with what a test says in its place or beside it."""
    told: dict[str, Any] = {"day": DAY, "language": "en", "facets": (("type", ("event",)),)}
    return Record("event", address, title, **(told | said))


def files_of(records: Iterable[Record], speech: Speech = SPEECH) -> Files:
    return Index().update(records, speech)


class Decoded:
    """An index as a program reads it that knows `docs/guide/search-index.md`."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.manifest, _ = unpacked(files["index.bin"])
        self.read = {"index.bin"}

    def file(self, name: str) -> tuple[Any, bytes]:
        assert re.fullmatch("[0-9a-f]{12}", name)
        self.read.add(f"{name}.bin")
        content = self.files[f"{name}.bin"]
        assert content[-8:-4].hex() == name[:8]
        return unpacked(content)

    @cached_property
    def rows(self) -> dict[int, list[Any]]:
        """What a result shows, by number."""
        texts = self.manifest["texts"]
        firsts = accumulate(texts["first"])
        found: dict[int, list[Any]] = {}
        for first, name in zip(firsts, names_in(texts["names"]), strict=True):
            rows, _ = self.file(name)
            assert rows[0][0] == first
            found |= {number: row for number, *row in rows}
        assert list(found) == sorted(found)
        assert len(found) == self.manifest["records"]
        return found

    def day(self, number: int) -> date | None:
        day = number // self.manifest["slots"] - self.manifest["undated"]
        return date.fromordinal(day) if day > 0 else None

    @cached_property
    def words(self) -> dict[str, dict[int, int]]:
        """The weight of each word in each of its records."""
        names = names_in(self.manifest["postings"])
        return {
            key: dict(listed(body, count, 4))
            for key, count, body, _ in self._family(self.manifest["terms"], names)
        }

    @cached_property
    def forms(self) -> dict[str, list[str]]:
        names = names_in(self.manifest["postings"])
        found = self._family(self.manifest["terms"], names)
        return {key: more for key, _, _, more in found if more}

    @cached_property
    def places(self) -> dict[str, Where]:
        """Where each word stands."""
        found: dict[str, Where] = {}
        names = zip(
            names_in(self.manifest["postings"]), names_in(self.manifest["places"]), strict=True
        )
        for postings, places in names:
            keys = self.file(postings)[0]["keys"]
            head, body = self.file(places)
            for key, part in zip(keys, parted(body, head["bytes"]), strict=True):
                found[key] = dict(zip(self.words[key], placed(part), strict=True))
        return found

    @cached_property
    def facets(self) -> dict[str, dict[str, list[int]]]:
        """The records of each value of each facet."""
        found: dict[str, dict[str, list[int]]] = {}
        for facet, said in self.manifest["facets"].items():
            if facet == "year":
                assert list(said) == ["label"]
                continue
            names = names_in(said["names"])
            size = sum(len(self.files[f"{name}.bin"]) for name in names)
            assert said["bytes"] == size
            found[facet] = {
                key: [number for number, _ in listed(body, count, 0)]
                for key, count, body, _ in self._family(said["first"], names)
            }
        return found

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        return {
            facet: {
                key: more
                for key, _, _, more in self._family(said["first"], names_in(said["names"]))
            }
            for facet, said in self.manifest["facets"].items()
            if facet != "year"
        }

    @cached_property
    def subjects(self) -> list[list[int]]:
        """The numbers of the records that share a subject."""
        head, body = self.file(self.manifest["subjects"])
        count = head["count"]
        told = numbers_in(body)
        assert len(told) == 2 * count
        numbers = list(accumulate(told[:count]))
        group_at: dict[int, list[int]] = {}
        groups = []
        for at, back in enumerate(told[count:]):
            group = group_at[at - back] if back else []
            if not back:
                groups.append(group)
            group.append(numbers[at])
            group_at[at] = group
        return groups

    @cached_property
    def names(self) -> list[list[str]]:
        found: list[list[str]] = self.file(self.manifest["names"])[0]
        return found

    @cached_property
    def endings(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = self.file(self.manifest["endings"])[0]
        return found

    @cached_property
    def spelling(self) -> dict[str, int]:
        spelling = self.manifest["spelling"]
        found: dict[str, int] = {}
        for first, name in zip(spelling["first"], names_in(spelling["names"]), strict=True):
            (some, counts), _ = self.file(name)
            assert some[0] == first
            found |= dict(zip(some, counts, strict=True))
        return found

    def _family(
        self, firsts: Sequence[str], names: Sequence[str]
    ) -> Iterator[tuple[str, int, bytes, Any]]:
        """Each key with the count of its records, its list, and what else is said of it."""
        keys: list[str] = []
        for first, name in zip(firsts, names, strict=True):
            head, body = self.file(name)
            assert list(head) == ["keys", "counts", "bytes", "more"]
            assert head["keys"][0] == first
            keys += head["keys"]
            lists = parted(body, head["bytes"])
            yield from zip(head["keys"], head["counts"], lists, head["more"], strict=True)
        assert keys == sorted(set(keys), key=order)


def names_in(joined: str) -> list[str]:
    assert len(joined) % 12 == 0
    return re.findall(".{12}", joined)


def parted(body: bytes, lengths: Sequence[int]) -> list[bytes]:
    assert sum(lengths) == len(body)
    ends = list(accumulate(lengths, initial=0))
    return [body[start:end] for start, end in pairwise(ends)]


def listed(body: bytes, count: int, bits: int) -> Iterator[tuple[int, int]]:
    """The records of a list, each with its weight."""
    values = numbers_in(body)
    assert len(values) == count
    numbers = accumulate(value >> bits for value in values)
    return zip(numbers, (value & (1 << bits) - 1 for value in values), strict=True)


def placed(body: bytes) -> Iterator[list[int]]:
    """The places of a word in one record after the other."""
    told = iter(numbers_in(body))
    for value in told:
        if value % 2:
            yield list(accumulate(next(told) for _ in range(value // 2)))
        else:
            yield [value // 2]


# What is put in


def parts_of(told: Record) -> list[str]:
    """The parts of a record, as the page about the index has them."""
    first = [told.title, *told.names, *filter(None, [told.chip[1]])]
    return [*first, *told.facts, *(told.text.split("\n") if told.text else ())]


def places_of(told: Record) -> dict[str, list[int]]:
    """Where each word stands: counted through all parts, one number left out between two."""
    found: dict[str, list[int]] = defaultdict(list)
    at = 0
    for part in parts_of(told):
        for word in words(part):
            found[fold(word)].append(at)
            at += 1
        at += 1
    found.pop("", None)
    return found


def weights_of(told: Record) -> dict[str, int]:
    """What each word says of a record: BM25, in which words of titles and names count more."""
    counts: Counter[str] = Counter()
    stems: dict[str, str] = {}
    length = 0
    for place, part in enumerate(parts_of(told)):
        is_name = place <= len(told.names)
        for word in words(part):
            stems[fold(word)] = stem(word, told.language)
            counts[stems[fold(word)]] += 3 + 6 // len(words(part)) if is_name else 1
            length += 1
    stems.pop("", None)
    norm = 1.2 * (0.25 + 0.75 * length / 40)
    tallies = ((word, counts[stemmed]) for word, stemmed in stems.items())
    return {word: max(1, int(15 * count / (count + norm))) for word, count in tallies}


def groups_in(told: Iterable[Record]) -> list[set[str]]:
    """The words of each stem of each language."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in told:
        for word in words("\n".join(parts_of(each))):
            groups[each.language, stem(word, each.language)].add(fold(word))
    return [group - {""} for group in groups.values()]


# Made-up records

TEXTS = st.lists(
    st.sampled_from(
        [
            "port",
            "ports",
            "Strike",
            "striking",
            "Łódź",
            "94,300",
            "Straße",
            "北约东扩",
            "مُحَمَّد",
            "\u0301",
        ]
    ),
    max_size=6,
).map(" ".join)
DAYS = (None, date.min, DAY, DAY + timedelta(days=1), DAY + timedelta(days=40), date.max)
ADDRESSES = ("a/", "a/#event-1", "a/#risk-ruin", "b/", "b/#event-1", "b/#event-2", "c/", "d/#x")

any_record = st.builds(
    Record,
    type=st.sampled_from(list(TYPES)),
    address=st.just(""),
    title=TEXTS,
    text=st.lists(TEXTS, max_size=3).map("\n".join),
    facts=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    names=st.lists(TEXTS, max_size=2).map(tuple),
    chip=st.sampled_from([("", ""), ("bf-status-open", "open"), ("bf-draft", "no ports yet")]),
    day=st.sampled_from(DAYS),
    when=st.sampled_from(["", "1 March 2021"]),
    language=st.sampled_from(["en", "de", "zh", ""]),
    subject=st.sampled_from(["", "demand a pay", "risk a ruin"]),
    facets=st.dictionaries(
        st.sampled_from(RECORDED),
        st.lists(
            st.sampled_from(["open", "port", "北", "É", "\U00020000"]), min_size=1, unique=True
        ),
        max_size=3,
    ).map(lambda said: tuple((facet, tuple(values)) for facet, values in said.items())),
)


def at_their_addresses(told: Mapping[str, Record]) -> list[Record]:
    return [replace(each, address=address) for address, each in told.items()]


some_records = st.dictionaries(st.sampled_from(ADDRESSES), any_record, max_size=6).map(
    at_their_addresses
)
crowds = st.none() | st.tuples(st.sampled_from(DAYS[1:]), st.sampled_from([5, 33, 70]))
edits = st.tuples(some_records, st.sets(st.sampled_from(ADDRESSES), max_size=4), crowds)
"""Records to put in, addresses of those to take out, and a day that has many records."""


def crowd(day: date, size: int) -> list[Record]:
    return [record(f"crowd/#event-{number}", f"Port {number}", day=day) for number in range(size)]


def assert_same(files: Files, others: Files) -> None:
    assert unpacked(files["index.bin"]) == unpacked(others["index.bin"])
    assert sorted(files) == sorted(others)
    assert [name for name, content in files.items() if others[name] != content] == []


@settings(max_examples=50)
@given(st.lists(edits, max_size=5), st.randoms())
def test_after_any_edits_the_files_are_those_of_a_new_index(told: list[Any], chance: Any) -> None:
    index = Index()
    stored: dict[str, Record] = {}
    for put, dropped, crowded in told:
        stored = {address: each for address, each in stored.items() if address not in dropped}
        stored |= {each.address: each for each in put}
        records = [*stored.values(), *(crowd(*crowded) if crowded else ())]
        chance.shuffle(records)
        assert_same(index.update(records, SPEECH), files_of(records))


@settings(max_examples=40)
@given(some_records, st.randoms())
def test_the_order_in_which_records_are_given_changes_nothing(
    told: list[Record], chance: Any
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert_same(files_of(shuffled), files_of(told))


def test_a_fuller_day_than_any_before_renumbers_all_and_leaves_no_trace_when_it_empties() -> None:
    few = [record("a/", day=None), record("b/"), record("c/", day=DAY + timedelta(days=99))]
    index = Index()
    before = index.update(few, SPEECH)
    slots = []
    for size in (512, 513, 1024, 1025):
        records = [*few, *crowd(DAY + timedelta(days=1), size)]
        files = index.update(records, SPEECH)
        slots.append(Decoded(files).manifest["slots"])
        assert_same(files, files_of(records))
    assert slots == [512, 1024, 1024, 2048]
    assert_same(index.update(few, SPEECH), before)
    assert_same(index.update([], SPEECH), files_of([]))


def test_work_that_is_spread_over_cores_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [record(f"a/#event-{n}", f"Port {n}", day=DAY + timedelta(weeks=n)) for n in range(20)]
    alone = files_of(told)
    monkeypatch.setattr("generator.publishing.search.making.FEW", 1)  # each is a shard of its own
    assert_same(files_of(told), alone)
    monkeypatch.setattr("generator.publishing.spread._WORTH_IT", 2)
    assert_same(files_of(told), alone)


def test_what_is_taken_out_is_gone_even_if_two_others_have_one_address() -> None:
    """As where a page written by hand has the address of an actor's, or one anchor twice."""
    twins = [record("a/", "Port of Aldmoor"), record("a/", "Our port")]
    index = Index()
    index.update([*twins, record("b/", "Gone")], SPEECH)
    found = Decoded(index.update(twins, SPEECH))
    assert [row[1] for row in found.rows.values()] == ["a/"]
    assert "gone" not in found.words


def test_what_the_browser_says_changes_without_the_records() -> None:
    records = [record("a/", facets=(("actor", ("port", "union")), ("type", ("event",))))]
    index = Index()
    bare = index.update(records, SPEECH)
    told = Speech(
        language="de",
        words={"none": "Nichts gefunden."},
        labels={"actor": {"port": "Hafen", "x": "X"}, "type": {"event": "Ereignisse"}},
        names=(("actor", "port", "Hafen"),),
    )
    files = index.update(records, told)
    assert_same(files, files_of(records, told))
    found = Decoded(files)
    assert found.manifest["language"] == "de"
    assert found.manifest["words"] == {"none": "Nichts gefunden."}
    assert found.manifest["facets"]["type"]["labels"] == {"event": "Ereignisse"}
    assert found.manifest["facets"]["actor"]["labels"] == {}, "they stand beside the values"
    assert found.labels["actor"] == {"port": "Hafen", "union": ""}
    assert found.names == [["actor", "port", "Hafen"]]
    assert_same(index.update(records, SPEECH), bare)


# What is read out again


@settings(max_examples=80)
@given(some_records)
def test_a_reader_of_the_files_finds_what_was_put_in(told: list[Record]) -> None:
    index = Index()
    found = Decoded(index.update(told, SPEECH))
    of_number = index.numbers()
    assert sorted(each.address for each in of_number.values()) == sorted(e.address for e in told)
    assert found.rows == {number: row_of(each) for number, each in of_number.items()}

    assert found.words == by_word({n: weights_of(each) for n, each in of_number.items()})
    assert found.places == by_word({n: places_of(each) for n, each in of_number.items()})
    groups = [group for group in groups_in(told) if len(group) > 1]
    assert {word: set(more) for word, more in found.forms.items()} == {
        word: set().union(*(group for group in groups if word in group)) - {word}
        for word in set().union(*groups)
    }
    assert found.endings == endings(groups)
    assert found.names == []

    facets: dict[str, dict[str, list[int]]] = {facet: {} for facet in RECORDED}
    subjects: dict[str, list[int]] = {}
    for number, each in of_number.items():
        subjects.setdefault(each.subject, []).append(number)
        for facet, values in each.facets:
            for value in values:
                facets[facet].setdefault(value, []).append(number)
    assert found.facets == facets
    subjects.pop("", None)
    assert found.subjects == [group for group in subjects.values() if len(group) > 1]

    counts = {word: len(weights) for word, weights in found.words.items()}
    assert found.spelling.items() <= counts.items()
    offered = {w for w, count in counts.items() if count > 1 and len(w) > 3 and w.isalpha()}
    assert set(found.spelling) == offered
    assert found.read == set(found.files), "each file is named in the index"


def row_of(told: Record) -> list[Any]:
    place = list(TYPES).index(told.type)
    shown = [place, told.address, told.title, told.when, *told.chip]
    return [*shown, list(told.facts), told.text, told.language]


def by_word(told: Mapping[int, Mapping[str, Any]]) -> dict[str, dict[int, Any]]:
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for number, said in told.items():
        for word, each in said.items():
            found[word][number] = each
    return dict(found)


@settings(max_examples=40)
@given(some_records)
def test_numbers_are_in_the_order_of_time_and_those_without_a_date_come_first(
    told: list[Record],
) -> None:
    index = Index()
    found = Decoded(index.update(told, SPEECH))
    slots = found.manifest["slots"]
    of_day = Counter(number // slots for number in found.rows)
    assert set(found.rows) == {d * slots + at for d, most in of_day.items() for at in range(most)}
    days = {row[1]: found.day(number) for number, row in found.rows.items()}
    assert days == {each.address: each.day for each in told}
    in_order = [each.day or date.min for each in index.numbers().values()]
    assert in_order == sorted(in_order)
    is_dated = [each.day is not None for each in index.numbers().values()]
    assert is_dated == sorted(is_dated)


def test_within_a_day_a_briefing_is_shown_before_its_claims_and_sources_come_last() -> None:
    told = [
        record("sources/gazette/", facets=()),
        record("b/#event-1"),
        record("b/", title="B"),
        record("a/#event-1"),
        record("a/", title="A"),
    ]
    typed = [
        replace(each, type=type_)
        for each, type_ in zip(
            told, ("source", "event", "briefing", "event", "briefing"), strict=True
        )
    ]
    index = Index()
    index.update(typed, SPEECH)
    shown = [each.address for each in reversed(index.numbers().values())]
    assert shown == ["b/", "b/#event-1", "a/", "a/#event-1", "sources/gazette/"]


def test_the_manifest_has_every_key_that_a_reader_may_expect() -> None:
    manifest = Decoded(files_of([record("a/")])).manifest
    told = "format records slots undated language common types words terms postings places"
    others = "facets texts subjects names endings spelling"
    assert set(manifest) == {*told.split(), *others.split()}
    assert manifest["format"] == 1
    assert list(manifest["types"]) == list(TYPES)
    assert set(manifest["facets"]) == {*RECORDED, "year"}


def test_an_index_of_nothing_can_be_read() -> None:
    found = Decoded(files_of([]))
    assert (found.rows, found.words, found.places, found.subjects) == ({}, {}, {}, [])
    assert found.facets == {facet: {} for facet in RECORDED}


def test_what_a_word_says_of_a_record_depends_on_this_record_alone() -> None:
    told = record("a/", text="The port stands still.")
    others = [record(f"b/#event-{n}", "Port " * n, text="port " * 90) for n in range(1, 9)]
    assert weights_at("a/", told, *others) == weights_at("a/", told)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "résumé", "resume"), ("de", "Müller", "Muller"), ("es", "sólo", "solo")],
)
def test_spellings_of_one_word_count_together_in_any_order(
    language: str, one: str, other: str
) -> None:
    spelt = [f"{one} {other} {other} {other}", f"{other} {other} {other} {one}", f"{other} " * 4]
    told = [record("a/", "Titled", text=text, language=language) for text in spelt]
    weights = [weights_at("a/", each)[fold(one)] for each in told]
    assert len(set(weights)) == 1


def weights_at(address: str, *told: Record) -> dict[str, int]:
    """The words of one record with their weights."""
    found = Decoded(files_of(told))
    number = next(number for number, row in found.rows.items() if row[1] == address)
    return {word: weights[number] for word, weights in found.words.items() if number in weights}


# Hostile text

HOSTILE = {
    "half a character": "lone \ud800 and \udfff",
    "NUL": "a\x00b \x07",
    "the end of a script": "</script><script>alert(1)</script> <!--",
    "an empty one": "",
    "white space": " \t\u2028\u3000 ",
    "a very long word": "x" * 100_000,
    "a very long run": "北约" * 20_000,
    "very many words": " ".join(f"word{number % 3_000}" for number in range(10_000)),
    "one word very often": "port " * 10_000,
    "quotes of JSON": '"],["\\",null],[[{"',
    "marks upon marks": "a" + "\u0301" * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_is_indexed_and_comes_out_as_it_was(text: str) -> None:
    other = record("b/", "Another", day=None)
    told = record(
        "a/",
        text,
        text=f"{text}\n{text}",
        facts=(text, "thread"),
        names=(text, "port"),
        chip=("bf-x", text),
        when=text,
        subject=text,
    )
    found = Decoded(files_of([told, other, replace(told, address="c/", day=date.max)]))
    encodable = text.encode("utf-8", "replace").decode()
    assert [row[1] for row in found.rows.values()] == ["b/", "a/", "c/"]
    for row in list(found.rows.values())[1:]:
        assert row[2:] == [
            encodable,
            encodable,
            "bf-x",
            encodable,
            [encodable, "thread"],
            f"{encodable}\n{encodable}",
            "en",
        ]
    for word in map(fold, words(text)):
        assert len(found.words[word]) == 2
        assert all(1 <= weight <= 15 for weight in found.words[word].values())
    assert len(found.subjects) == bool(text)


@settings(max_examples=60)
@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters()))
def test_whatever_is_typed_can_be_found_and_read(title: str, text: str, value: str) -> None:
    told = record("a/", title, text=text, facets=(("tag", (value,)),))
    found = Decoded(files_of([told]))
    (number,) = found.rows
    for word in filter(None, map(fold, words(f"{title}\n{text}"))):
        assert number in found.words[word]
        assert found.places[word][number]
    assert list(found.facets["tag"].values()) == [[number]]


# What an edit rewrites


SYLLABLES = [
    f"{onset}{vowel}{end}" for onset in "bdgklmnprst" for vowel in "aeiou" for end in "lnr"
]


@cache
def many_records() -> list[Record]:
    """2,000 records of 500 days, a few words of them very often."""
    chance = Random(3)
    vocabulary = [f"{one}{other}" for one in SYLLABLES for other in SYLLABLES]
    often = list(accumulate(1 / n for n in range(3, len(vocabulary) + 3)))

    def some(count: int) -> str:
        return " ".join(chance.choices(vocabulary, cum_weights=often, k=count))

    return [
        record(
            f"briefings/{number // 4}/#event-{number % 4}",
            some(5),
            text=f"{some(20)}\n{some(20)}",
            day=DAY + timedelta(days=number // 4),
            subject=f"event {number % 700}",
            facets=(
                ("type", ("event",)),
                ("actor", tuple({f"actor-{chance.randrange(90)}" for _ in range(3)})),
            ),
        )
        for number in range(2_000)
    ]


@pytest.fixture(scope="module")
def many() -> list[Record]:
    return many_records()


@pytest.fixture(scope="module")
def large(many: list[Record]) -> Iterator[Index]:
    """Their index. Its files are short, so that their words stand in as many as those of a site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publishing.search.family.TARGET", 1_500)
        index = Index()
        index.update(many, SPEECH)
        yield index


@pytest.mark.parametrize(
    ("edit", "most"),
    [
        (lambda told: [told | {"text": f"{told['text']} unheard"}], 6),
        (lambda told: [told | {"when": "1 March"}], 2),
        (lambda told: [told | {"facets": (("type", ("event",)), ("actor", ("new",)))}], 8),
        (lambda told: [told | {"subject": "event new"}], 3),
        (lambda told: [told, told | {"address": "new/", "title": "Unheard", "text": ""}], 12),
        (lambda told: [told | {"text": "Unheard."}], 90),
        (lambda _: [], 90),
    ],
    ids=["a word", "a date", "an actor", "a subject", "a record", "a text", "nothing"],
)
def test_an_edit_leaves_all_files_alone_but_those_of_what_changed(
    edit: Callable[[dict[str, Any]], list[dict[str, Any]]],
    most: int,
    many: list[Record],
    large: Index,
) -> None:
    """A word stands in two files, its record in one, and one names all others."""
    before = large.update(many, SPEECH)
    assert len(before) > 300
    # The last one of its day, so that no other has another number without it.
    numbers = {record.address: number for number, record in large.numbers().items()}
    at = max(
        (at for at, record in enumerate(many) if record.day == many[1_003].day),
        key=lambda at: numbers[many[at].address],
    )
    told = {field.name: getattr(many[at], field.name) for field in fields(Record)}
    edited = [*many[:at], *(Record(**each) for each in edit(told)), *many[at + 1 :]]
    after = large.update(edited, SPEECH)
    assert 0 < len(after.keys() - before.keys()) < most
    assert after["index.bin"] != before["index.bin"]
