"""Rules about keys within a thread: the same key means the same thing, and vice versa."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from math import ceil

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler

from generator.checking.chapters import Chapter, DemandSeen
from generator.checking.threads import Thread
from generator.diagnostics.finding import Finding, Place
from generator.diagnostics.nearest import did_you_mean, nearest, replacement
from generator.evidence.folding import WITHOUT_SPACES

_UNSPACED = re.compile(f"[{WITHOUT_SPACES}]+")
_CAPITALS = re.compile(r"\b\w{2,3}\b")
"""Short words, of which some are names in capitals, such as UN or G7."""
_WORD = 4
"""A word of at least so many letters says what a text is about."""
_SAME_WORD = 0.8
"""Similarity from which two words are forms of one, 0 to 1: `invades` and `invasion` have 0.87."""
_SHARE = 0.2
"""Two texts about one thing share at least this part of the shorter one's words, in any form."""
_SAME_TEXT = 75
"""Similarity from which two texts are wordings of one demand, 0 to 100."""
_LOOKED_THROUGH = 100
"""How many of an actor's latest demands are searched for the one that was answered."""


def changed_meanings(thread: Thread) -> Iterator[Finding]:
    """A key of a risk or a demand means the same from one briefing to the next that has it."""
    for key, risks in thread.risks.items():
        for (before, old), (after, new) in pairwise(risks):
            if before.language == after.language and are_unlike(old.event, new.event):
                yield _changed("risk", key, before, old.event_place, new.event_place)
    for key, demands in thread.demands.items():
        for (before, was), (after, now) in pairwise(demands):
            if before.language != after.language or set(was.by) & set(now.by):
                continue
            if are_unlike(was.text, now.text):
                yield _changed("demand", key, before, was.text_place, now.text_place)


def _changed(noun: str, key: str, before: Chapter, was: Place, now: Place) -> Finding:
    return Finding(
        "changed-meaning",
        f"the {noun} “{key}” seems to mean something different from what it did on {before.date}",
        replace(now, label="now"),
        (replace(was, label=f"on {before.date}"),),
        help="if it is something else, give it another key: a key stands for one thing over time",
    )


@lru_cache(maxsize=2**16)  # an editor asks again at every change
def are_unlike(one: str, other: str) -> bool:
    """Tell whether two texts share hardly any word, in whatever form."""
    if one == other:
        return False
    words = (_words(one), _words(other))
    if not all(words):  # short ones are all that there is to compare
        words = (_words(one, 1), _words(other, 1))
    shorter, longer = sorted(words, key=len)
    least = ceil(_SHARE * len(shorter))
    if len(shorter & longer) >= least:
        return False
    forms = [word for word in longer if _has_forms(word)]
    common = (
        word
        for word in shorter
        if word in longer or (_has_forms(word) and any(_is_form(word, each) for each in forms))
    )
    return sum(1 for _ in islice(common, least)) < least


def _words(text: str, least: int = _WORD) -> set[str]:
    """The words that say what a text is about; in scripts without spaces, pairs of characters.

    Words have at least `least` letters, or are names in capitals, such as UN.
    """
    names = {word.lower() for word in _CAPITALS.findall(text) if word.isupper()}
    text = utils.default_process(text)
    runs = _UNSPACED.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))}
    words = set(_UNSPACED.sub(" ", text).split())
    return {word for word in words if len(word) >= least or word in names} | pairs


def _has_forms(word: str) -> bool:
    return len(word) >= _WORD and not _UNSPACED.match(word)


def _is_form(word: str, other: str) -> bool:
    return JaroWinkler.similarity(word, other) >= _SAME_WORD


def unmade_demands(thread: Thread) -> Iterator[Finding]:
    """An answer is given under the key of the demand that it answers.

    Only slips are reported: the original demand is missing from the briefing, and this one has
    the same demander, nearly the same key and nearly the same words.
    """
    made: dict[str, dict[str, DemandSeen]] = defaultdict(dict)
    known: set[str] = set()
    for chapter in thread.chapters:
        here = {demand.key for demand in chapter.demands}
        for demand in chapter.demands:
            if demand.is_answered and demand.key not in known:
                yield from _unmade(demand, made, here)
        known |= here
        for demand in chapter.demands:
            for actor in demand.by:
                made[actor].pop(demand.key, None)
                made[actor][demand.key] = demand


def _unmade(
    demand: DemandSeen, made: dict[str, dict[str, DemandSeen]], here: set[str]
) -> Iterator[Finding]:
    missing = {
        key: earlier
        for actor in demand.by
        for key, earlier in islice(reversed(made[actor].items()), _LOOKED_THROUGH)
        if key not in here and _marks(key) == _marks(demand.key)
    }
    for key in nearest(demand.key, missing, most=2):
        if _are_alike(demand.text, missing[key].text):
            yield Finding(
                "unmade-demand",
                f"this answers a demand, “{demand.key}”, that no earlier briefing of the thread "
                "contains",
                demand.key_place,
                (replace(missing[key].key_place, label="the demand as it was made"),),
                help=did_you_mean(demand.key, [key]),
                fix=replacement(demand.key, [key], demand.key_place, safe=False),
            )
            return


@lru_cache(maxsize=2**12)
def _marks(key: str) -> frozenset[str]:
    """Parts that make similar keys different on purpose: numbers, and words of one letter."""
    return frozenset(word for word in key.split("-") if len(word) == 1 or not word.isalpha())


def _are_alike(one: str, other: str) -> bool:
    likeness = fuzz.token_sort_ratio(one, other, processor=utils.default_process)
    return likeness >= _SAME_TEXT
