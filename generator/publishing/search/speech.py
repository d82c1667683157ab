"""What the search says in a reader's browser, in the language of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from generator.linking.about import SourceRecord
from generator.linking.corpus import Corpus
from generator.model.scales import SCALES
from generator.model.vocabulary import DemandStatus, Level, Outcome
from generator.publishing.search.facts import Facts
from generator.publishing.search.record import TYPES
from generator.rendering.catalogue import ENGLISH
from generator.rendering.edition import Edition
from generator.rendering.wording import N_, Wording

FACETS = {
    "type": N_("Type"),
    "status": N_("Status"),
    "likelihood": N_("Likelihood"),
    "impact": N_("Impact"),
    "year": N_("Year"),
    "actor": N_("Actor"),
    "thread": N_("Thread"),
    "tag": N_("Tag"),
    "source": N_("Source"),
}
"""What results can be narrowed down by."""

WORDS = {
    "all": N_("All results: {n}"),
    "broken": N_("The search index could not be loaded."),
    "clear": N_("Clear all choices"),
    "found": N_("Results: {n}"),
    "missing": N_("A part of the search index could not be loaded: results may be missing."),
    "more": N_("Show more"),
    "nearest": N_("No result contains “{word}”. Did you mean:"),
    "none": N_("Nothing found."),
    "reload": N_("Reload"),
    "some": N_("No result contains all of these words. These contain the most distinctive ones."),
    "times": N_("reported {n} times"),
    "unknown": N_("No result contains “{word}”."),
}
"""What is said of results; the browser fills in `{n}` and `{word}`."""


CLOSED = ("type", "status", "likelihood", "impact")
"""Facets whose values have an order of their own."""

Value = tuple[str, str]
"""A facet and a value of it."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a value of a facet is called."""

    label: str
    names: tuple[str, ...] = ()
    """Names for it that a misspelt word may have meant."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words for a reader."""

    language: str = ENGLISH
    words: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(TYPES, ""))
    """What one record of each type is called."""
    facets: Mapping[str, str] = field(default_factory=lambda: dict(FACETS))
    """What each facet is called."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By facet, what each value is called. Values of closed facets are in their order."""
    names: tuple[tuple[str, str, str], ...] = ()
    """Names that a misspelt word may have meant: a facet, a value of it, and a name of that."""

    def called(self) -> dict[Value, Called]:
        """What each value is called."""
        labels = {
            (facet, value): label
            for facet, called in self.labels.items()
            for value, label in called.items()
        }
        names: dict[Value, list[str]] = defaultdict(list)
        for facet, value, name in self.names:
            names[facet, value].append(name)
        return {
            value: Called(labels.get(value, ""), tuple(names.get(value, ())))
            for value in labels | names
        }


def speech_of(corpus: Corpus, edition: Edition) -> Speech:
    """What the search of a site says."""
    facts = Facts(corpus)
    values: dict[str, Iterable[str]] = {
        "actor": corpus.actors,
        "thread": corpus.threads,
        "tag": corpus.tags,
        "source": [each.id for each in corpus.sources],
    }
    called = {
        facet: {value: called for value in some if (called := called_in(facts, facet, value))}
        for facet, some in values.items()
    }
    speech = common_speech(edition)
    return replace(
        speech,
        labels={
            **speech.labels,
            **{
                facet: {v: each.label for v, each in some.items()} for facet, some in called.items()
            },
        },
        names=tuple(
            (facet, value, name)
            for facet, some in called.items()
            for value, each in some.items()
            for name in each.names
        ),
    )


def common_speech(edition: Edition) -> Speech:
    """What every site's search says in a language: all but what a desk's own things are called.

    For those see `called_in`.
    """
    words = edition.wording()
    return Speech(
        edition.language,
        {key: words.message(text) for key, text in WORDS.items()},
        {type_: words.message(text) for type_, (text, _) in TYPES.items()},
        {facet: words.message(text) for facet, text in FACETS.items()},
        _closed(words),
    )


def called_in(facts: Facts, facet: str, value: str) -> Called | None:
    """What an actor, a thread, a tag or a source is called; None if there is no such id."""
    if facet == "actor":
        known = facts.corpus.known.get(value)
        return Called(known.name, (known.name, *known.identity.aliases)) if known else None
    if facet == "source":
        record = facts.source(value)
        return Called(_called(record)) if record else None
    corpus = facts.corpus
    named = (corpus.threads if facet == "thread" else corpus.tags).get(value)
    return Called(named.name, (named.name,)) if named else None


def _closed(words: Wording) -> dict[str, dict[str, str]]:
    likelihoods = (word for scale in SCALES.values() for step in scale.steps for word in step.words)
    return {
        "type": {type_: words.message(text) for type_, (_, text) in TYPES.items()},
        "status": {str(status): words.word(status) for status in chain(DemandStatus, Outcome)},
        "likelihood": {word: words.word(word) for word in dict.fromkeys(likelihoods)},
        "impact": {str(level): words.word(level) for level in reversed(Level)},
    }


def _called(record: SourceRecord) -> str:
    source = record.gist
    return f"{source.title} ({source.publisher})" if source.publisher else source.title
