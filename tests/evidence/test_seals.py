"""A seal proves the words of a text that is not there, and gives none of them away."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evidence import seals
from generator.evidence.folding import fold
from generator.evidence.ordering import MAX_GAP
from generator.evidence.pieces import pieces_of
from generator.evidence.proof import State, proof_by_seal, proof_by_text
from generator.evidence.seals import BadSealError, Seal, hash_text, make_seal, read_seal, write_seal
from generator.evidence.searching import SearchText
from tests.evidence.texts import (
    ALPHABETS,
    SCRIPTS,
    altered,
    distinct_words,
    passage_of,
    text_of,
    typeset,
)

TEXT = (
    "Putin said on Friday: “NATO's army of 94,300 ... will leave.” The call (see below) was – "
    "he\r\nsaid – a ‘red line’, "
    "and the US[-led] force of 1.5m men threatens no one at all. Well… no."
)
SEALED = make_seal(TEXT.encode(), ["a red line", "‘red line’", "… no.", "blue line", "[Putin]"])
FILE = write_seal(SEALED)

scripts = st.sampled_from(SCRIPTS)
seeds = st.integers(0, 2**32).map(Random)


def seal_of(text: str, *quotes: str) -> Seal:
    return make_seal(text.encode(), quotes)


# What is proven


@settings(max_examples=200)
@given(scripts, st.sampled_from((0, 0, 3, 12)), seeds)
def test_any_passage_of_five_words_is_proven_and_again_after_typesetting(
    script: str, few: int, rng: Random
) -> None:
    text = text_of(rng, script, 70, few)
    quote = passage_of(rng, text, shortest=seals.WINDOW)
    if fold(quote).count >= seals.WINDOW:
        assert seal_of(text).proves(quote)
        assert seal_of(text).proves(typeset(rng, quote))
        assert seal_of(typeset(rng, text)).proves(quote)


@settings(max_examples=200)
@given(scripts, st.sampled_from((0, 0, 4, 15)), seeds)
def test_a_seal_proves_nothing_that_its_text_does_not(script: str, few: int, rng: Random) -> None:
    text = text_of(rng, script, 60, few)
    search, seal = SearchText(text), seal_of(text)
    for _ in range(5):
        quote = passage_of(rng, text, 15)
        wrong = altered(rng, quote, passage_of(rng, text, 1)).text
        proof = proof_by_seal(wrong, seal)
        is_there = search.find(wrong) is not None
        if proof.state is State.SEALED:
            assert is_there
        if proof.state in (State.ALTERED, State.ABSENT):
            assert not is_there
        if all(piece.readings[0].count >= seals.WINDOW for piece in pieces_of(wrong)):
            assert proof.state is not State.UNCHECKED


@settings(max_examples=150)
@given(st.sampled_from([*ALPHABETS, "Chinese", "Japanese"]), seeds)
def test_a_quote_with_a_word_changed_is_altered_at_that_word_where_that_can_be_told(
    script: str, rng: Random
) -> None:
    *words, other = distinct_words(rng, script, 42)
    text = " ".join(words)
    seal = seal_of(text)
    for _ in range(5):
        wrong = altered(rng, passage_of(rng, text, 30, shortest=seals.WINDOW), other)
        proof = proof_by_seal(wrong.text, seal)
        folded = fold(wrong.text)
        starts = [folded.original(*span)[0] for span in folded.words]
        if folded.count < seals.WINDOW:
            assert proof.state is State.UNCHECKED
            continue
        last_run = len(starts) - seals.WINDOW
        if wrong.index >= seals.WINDOW:
            assert proof.state is State.ALTERED
            assert proof.parts_at == wrong.at
        elif last_run > wrong.index + 1:
            assert proof.state is State.ALTERED
            at = starts.index(proof.parts_at or 0)
            # Of a word that is missing, only the neighbours can be told.
            slack = {"drop": (-1, 0), "swap": (0, 1)}.get(wrong.kind, (0,))
            assert at - wrong.index in slack
        else:
            assert proof.state in (State.ALTERED, State.ABSENT)


def test_short_quotes_are_proven_if_they_were_recorded_and_stand_in_the_text() -> None:
    for quote in ("a red line", "red line", "“red line”", "red\nline,"):
        assert proof_by_seal(quote, SEALED).state in (State.SEALED, State.UNCHECKED)
    assert SEALED.proves("‘red line’")
    assert SEALED.proves("“red\nline”,")
    for quote in (
        "blue line",
        "Putin",
        "[Putin]",
        "red",
        "a red line",
        "",
        "…",
        "[…]",
        "?!",
    ):
        assert proof_by_seal(quote, SEALED).state is State.UNCHECKED


SAME_AS_BY_TEXT = [
    "army of 94,300 ... will leave",
    "NATO's army of 94,300 ... will […] The call (see below) was – he said",
    "[t]he call (see below) was – he said",
    "The call (see below) [then] was – he said",
    "and the US[-led] force of 1.5m men",
    "and the US[-based] force of 1.5m men threatens",
    "a ‘red line’, and the US … force of 1.5m men threatens no",
    "force of 1.5m men threatens … a ‘red line’, and the US",
    "Putin said on Friday: “NATO's … Friday: “NATO's army of 94,300",
    "Putin said on Friday: “NATO's … army of 94,300 ... will leave",
    "Putin said on Friday: “NATO's army … of 94,300 ... will leave.” The",
    "men threatens no one at all",
    "men threatens no one at last",
]


@pytest.mark.parametrize("quote", SAME_AS_BY_TEXT)
def test_a_seal_understands_omissions_and_insertions_as_the_text_does(quote: str) -> None:
    by_text = proof_by_text(quote, SearchText(TEXT)).state
    by_seal = proof_by_seal(quote, SEALED).state
    assert (by_text is State.PROVEN) == (by_seal is State.SEALED)
    assert by_seal is not State.UNCHECKED


CANNOT_BE_TOLD = [
    "red … line",
    "a blue line",
    "Putin said on Friday: “NATO's army … army of 94,300",
    "Putin … The call (see below) was – he said",
    "Putin said on Friday: “NATO's … 94 … The call (see below) was",
]


@pytest.mark.parametrize("quote", CANNOT_BE_TOLD)
def test_what_a_seal_cannot_tell_stays_unchecked(quote: str) -> None:
    assert proof_by_seal(quote, SEALED).state is State.UNCHECKED


def test_a_long_piece_that_differs_is_told_beside_a_short_one() -> None:
    proof = proof_by_seal("red line … force of 1.5m women threatens no one at all", SEALED)
    assert (proof.state, proof.parts_at) == (State.ALTERED, 25)


def test_a_piece_that_comes_too_soon_for_a_short_one_between_is_told() -> None:
    seal = seal_of("one two three four five and six seven eight nine ten eleven")
    quote = "one two three four five … a b … six seven eight nine ten"
    assert proof_by_seal(quote, seal).state is State.ALTERED
    assert proof_by_seal(quote.replace("a b", "and"), seal).state is State.UNCHECKED


def test_a_quote_of_nothing_but_insertions_is_not_proven_by_a_record_of_the_same_words() -> None:
    seal = seal_of("Putin said", "Putin")
    assert seal.proves("“Putin”")
    assert not seal.proves("[Putin]")


def test_hashes_prove_nothing_where_they_meet_by_chance_across_records() -> None:
    seal = seal_of("one two three four five six")
    run = seal.windows
    windows = run[: len(run) // 2] + b"\1" * 15 + run + b"\1" * 5
    forged = replace(seal, words=9, windows=windows)
    assert seal.proves("one two three four five six")
    assert not forged.proves("one two three four five six")


@pytest.mark.parametrize(("skipped", "is_proven"), [(MAX_GAP, True), (MAX_GAP + 1, False)])
def test_an_omission_skips_no_more_than_in_a_text(skipped: int, is_proven: bool) -> None:
    seal = seal_of("one two three four five " + "word " * skipped + "six seven eight nine ten")
    quote = "one two three four five … six seven eight nine ten"
    assert seal.proves(quote) == is_proven
    short_between = quote.replace("…", "… word …")
    assert proof_by_seal(short_between, seal).state is State.UNCHECKED


def test_a_text_of_fewer_than_five_words_has_a_seal_too() -> None:
    for text in ("", "…", "one two three four"):
        seal = seal_of(text, "one two", "five")
        assert read_seal(write_seal(seal)) == seal
        assert seal.proves("one two") == bool(fold(text).count)
        assert proof_by_seal("one two three four five", seal).state is State.ABSENT
        assert proof_by_seal("five", seal).state is State.UNCHECKED


def test_a_text_with_too_many_words_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "MAX_WORDS", 4)
    with pytest.raises(BadSealError, match="more than 4 words"):
        seal_of("one two three four five")


# The file


@settings(max_examples=60)
@given(scripts, seeds)
def test_a_seal_that_was_written_is_read_again(script: str, rng: Random) -> None:
    text = text_of(rng, script, 30)
    seal = seal_of(text, *(passage_of(rng, text, 3) for _ in range(5)))
    assert read_seal(write_seal(seal)) == seal
    assert read_seal(write_seal(seal).replace("\n", "\r\n")) == seal


def test_the_file_of_a_seal_stays_what_it_was() -> None:
    assert FILE.splitlines()[0] == "briefing-seal 1"
    assert FILE.splitlines()[1] == f"text {hash_text(TEXT.encode())}"
    assert FILE.splitlines()[2] == f"words {fold(TEXT).count}"
    kinds = "".join(line[0] for line in FILE.splitlines()[3:])
    assert kinds == "w" * (fold(TEXT).count - 4) + "qq" + "e"
    # Seals are committed: another hash here means that every one of them must be made again.
    assert hashlib.sha256(FILE.encode()).hexdigest() == GOLDEN


GOLDEN = "7682fc339ba73c1ebef695a83f78e2c3b43e45b99ccfd558514d9604f9a9a4cc"


def test_a_seal_depends_on_nothing_but_the_text_and_the_set_of_quotes() -> None:
    quotes = ["‘red line’", "… no.", "a red line", "no.", "no."]
    again = write_seal(make_seal(TEXT.encode(), quotes))
    assert again == write_seal(make_seal(TEXT.encode(), quotes[::-1]))
    script = (
        "import sys; from generator.evidence.seals import *;"
        f"sys.stdout.write(write_seal(make_seal({TEXT.encode()!r}, {quotes!r})))"
    )
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": f"UTC+{hash_seed}"}
        made = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True
        )
        assert made.stdout.decode().replace("\r\n", "\n") == again


def test_a_text_checked_out_with_other_line_ends_is_the_same_text() -> None:
    unix = TEXT.replace("\r\n", "\n").encode()
    assert hash_text(TEXT.encode()) == hash_text(unix)
    assert SEALED.is_of(unix)
    assert write_seal(make_seal(unix, [])) == write_seal(make_seal(TEXT.encode(), []))
    assert not SEALED.is_of(unix + b".")


def test_no_word_of_the_text_stands_in_its_seal() -> None:
    text = " ".join(text_of(Random(script), script, 300) for script in SCRIPTS)
    text += " The cafe decade facade " + TEXT
    quotes = [passage_of(Random(seed), text, 4) for seed in range(50)]
    file = write_seal(make_seal(text.encode(), quotes))
    assert file.isascii()
    known = {"briefing", "seal", "text", "words"}
    for run in set(re.findall(r"[^\W\d_]{4,}", text.lower())) - known:
        by_chance = set(run) <= set("abcdef")
        assert by_chance or run not in file, run
    assert not re.search(
        r"[^0-9a-f]{3}", re.sub(r"(?m)^(briefing-seal|text|words|end|w|q) ", "", file)
    )


def _read(text: str) -> Seal | None:
    """What a damaged seal is read as; anything but a seal or a refusal is an error."""
    try:
        return read_seal(text)
    except BadSealError:
        return None


def test_a_seal_that_was_cut_short_is_refused() -> None:
    for end in range(len(FILE)):
        assert _read(FILE[:end]) in (None, SEALED)
        assert end == len(FILE) - 1 or _read(FILE[:end]) is None
        assert _read(FILE[end + 1 :]) is None


def test_a_seal_with_a_line_taken_out_or_doubled_or_swapped_is_refused() -> None:
    lines = FILE.splitlines(keepends=True)
    for index, line in enumerate(lines):
        others = lines[:index], lines[index + 1 :]
        assert _read("".join((*others[0], *others[1]))) is None
        assert _read("".join((*others[0], line, line, *others[1]))) is None
        assert _read("".join((*others[0], "\n", line, *others[1]))) is None
        if others[1]:
            after, *rest = others[1]
            assert _read("".join((*others[0], after, line, *rest))) is None


def test_a_seal_with_a_character_changed_is_refused() -> None:
    for at, char in enumerate(FILE):
        for other in {"0", "a", "A", "w", " ", "\n", "\r", "é", "\x0c", "\u2028", "\udc80"} - {
            char
        }:
            assert _read(FILE[:at] + other + FILE[at + 1 :]) in (None, SEALED)
        for other in "0\n ":
            assert _read(FILE[:at] + other + FILE[at:]) in (None, SEALED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("briefing-seal 1", "briefing-seal 2"),
        ("briefing-seal 1", "briefing-seal 01"),
        ("words", "wards"),
        (f"words {SEALED.words}", f"words {SEALED.words + 1}"),
        (f"words {SEALED.words}", "words -3"),
        (f"words {SEALED.words}", f"words 0{SEALED.words}"),
        (f"words {SEALED.words}", "words 1a"),
        (f"words {SEALED.words}", "words ٣"),
        (f"words {SEALED.words}", "words " + "9" * 5000),
        (f"text {SEALED.text_hash}", f"text {SEALED.text_hash[1:]}"),
        (f"text {SEALED.text_hash}", f"text {SEALED.text_hash.upper()}"),
        (f"text {SEALED.text_hash}", "text ../../etc/passwd"),
        ("\nw ", "\nw 0"),
        ("\nw ", "\nw  "),
        ("\nw ", "\nx "),
        ("\nq ", "\nq z"),
        ("\nq ", "\nQ "),
        ("\nend", "\nq red line\nend"),
        ("\nend", "\n\nend"),
    ],
)
def test_a_seal_that_was_changed_with_its_check_is_refused_where_it_makes_no_sense(
    old: str, new: str
) -> None:
    body = FILE[: FILE.rindex("end ")].removesuffix("\n")
    assert old in f"{body}\nend"
    forged = f"{body}\nend".replace(old, new, 1).removesuffix("\nend")
    check = hashlib.blake2b(forged.encode("utf-8"), digest_size=16).hexdigest()
    assert _read(f"{body}\nend {hashlib.blake2b(body.encode(), digest_size=16).hexdigest()}\n")
    assert _read(f"{forged}\nend {check}\n") is None


def test_a_seal_of_fewer_words_than_none_is_refused() -> None:
    body = write_seal(seal_of("")).partition("\nend")[0].replace("words 0", "words -1")
    check = hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
    assert _read(f"{body}\nend {check}\n") is None


@given(st.text(max_size=200))
def test_nothing_that_is_not_a_seal_is_read_as_one(text: str) -> None:
    assert _read(text) is None
    assert _read(f"briefing-seal 1\n{text}") is None
    assert _read(f"briefing-seal 1\n{text}\nend 00\n") is None


def test_a_refusal_says_what_is_wrong() -> None:
    for text, message in (
        ("", "this is not a seal"),
        ("# Notes", "this is not a seal"),
        (FILE.replace("seal 1", "seal 2", 1), "another version"),
        (FILE[:200], "cut short"),
        (FILE.replace("words", "words ", 1), "changed by hand"),
    ):
        with pytest.raises(BadSealError, match=message):
            read_seal(text)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_no_quote_raises_an_error(quote: str) -> None:
    for some in (
        quote,
        f"[{quote}]",
        f"{quote}…{quote}",
        f"[P]utin {quote} said on Friday: “NATO's",
    ):
        proof_by_seal(some, SEALED)
