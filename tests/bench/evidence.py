"""How long it takes to look quotes up, to seal a text, and to extend known words by a seal.

python tests/bench/evidence.py

One core; times are of the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from itertools import accumulate, cycle, islice, product
from random import Random
from typing import TypeVar

import click

from generator.evidence.folding import fold
from generator.evidence.proof import Proof, proof_by_seal, proof_by_text
from generator.evidence.seals import WINDOW, Seal, make_seal, read_seal, write_seal
from generator.evidence.searching import SearchText

CHARACTERS = 1_000_000
WORDS = 50_000
"""As many as a large dictionary of forms, the common ones first."""
BETWEEN = (" ", ", ", ". ")
KNOWN_WORDS = 300
T = TypeVar("T")


def main() -> None:
    """Print a table of times."""
    rng = Random(4)
    words = _vocabulary(rng)
    text = _text(rng, words)
    right = [_quote(rng, text) for _ in range(1_000)]
    wrong = [_one_word_off(rng, quote, words) for quote in right]
    lists = (("all true", right), ("all one word off", wrong))

    search = SearchText(text)
    _timed("1 MB of text made ready", lambda: search.find("words that are nowhere"))
    for name, quotes in lists:
        _states(_timed(f"1,000 quotes by text, {name}", partial(_by_text, quotes, search)))
    seal = _timed("1 MB of text sealed", lambda: make_seal(text.encode(), ()))
    file = _timed("its seal written", lambda: write_seal(seal))
    again = _timed(f"its seal read ({len(file) / 1e6:.1f} MB)", lambda: read_seal(file))
    for name, quotes in lists:
        many = list(islice(cycle(quotes), 10_000))
        _states(_timed(f"10,000 quotes by seal, {name}", partial(_by_seal, many, again)))
    start = fold(text).text[: fold(text).ends[WINDOW - 1]]
    found = _timed(
        f"{KNOWN_WORDS} words of a sealed text guessed", lambda: _extended(start, seal, words)
    )
    click.echo(f"{'':45} {len(found.split()) - WINDOW} of them right")


def _vocabulary(rng: Random) -> list[str]:
    letters = "etaoinshrdlcumwfgypbvk"
    words: dict[str, None] = {}
    while len(words) < WORDS:
        count = min(12, 2 + len(words) // 200)
        words["".join(rng.choices(letters, k=rng.randint(max(1, count - 7), count)))] = None
    return list(words)


def _text(rng: Random, words: Sequence[str]) -> str:
    """A text whose words are as common as those of a language are (Zipf)."""
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    between = rng.choices(BETWEEN, (85, 8, 7), k=CHARACTERS // 4)
    some = rng.choices(words, cum_weights=weights, k=CHARACTERS // 4)
    parts = (word + mark for word, mark in zip(some, between, strict=True))
    return "".join(parts)[:CHARACTERS]


def _quote(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) - 1_000)
    return " ".join(text[at : at + 1_000].split()[1 : rng.randint(7, 40)])


def _one_word_off(rng: Random, quote: str, words: Sequence[str]) -> str:
    those = quote.split()
    those[rng.randrange(len(those))] = rng.choice(words)
    return " ".join(those)


def _by_text(quotes: Sequence[str], search: SearchText) -> list[Proof]:
    return [proof_by_text(quote, search) for quote in quotes]


def _by_seal(quotes: Sequence[str], seal: Seal) -> list[Proof]:
    return [proof_by_seal(quote, seal) for quote in quotes]


def _extended(known: str, seal: Seal, words: Sequence[str]) -> str:
    """What someone does who knows five words: tries every word of a list behind them."""
    size = len(seal.windows) // (seal.words - WINDOW + 1)
    windows = {seal.windows[at : at + size] for at in range(0, len(seal.windows), size)}
    keyed = blake2b(digest_size=size, key=bytes.fromhex(seal.text_hash))
    listed = [word.encode() for word in words]
    for _ in range(KNOWN_WORDS):
        folded = fold(known)
        last = known[folded.starts[-WINDOW + 1] :]
        for mark, word in product(BETWEEN, listed):
            hash_ = keyed.copy()
            hash_.update(f"{last}{mark}".encode() + word)
            if hash_.digest() in windows:
                known += mark + word.decode()
                break
        else:
            break
    return known


def _timed(name: str, work: Callable[[], T]) -> T:
    start = time.process_time()
    made = work()
    click.echo(f"{name:45} {time.process_time() - start:7.2f} s")
    return made


def _states(proofs: Sequence[Proof]) -> None:
    states = [str(proof.state) for proof in proofs]
    counts = ", ".join(f"{states.count(state):,} {state}" for state in sorted(set(states)))
    click.echo(f"{'':45}         {counts}")


if __name__ == "__main__":
    main()
