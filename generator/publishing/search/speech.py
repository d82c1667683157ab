"""What the search says in a reader's browser, in the language of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from generator.linking.corpus import Corpus, SourceRecord
from generator.model.scales import SCALES
from generator.model.vocabulary import DemandStatus, Level, Outcome
from generator.publishing.search.records import TYPES
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
    "nearest": N_("Nothing holds “{word}”. Did you mean:"),
    "none": N_("Nothing found."),
    "reload": N_("Reload"),
    "some": N_("Nothing holds all of these words. These results hold the most telling of them."),
    "times": N_("told {n} times"),
    "unknown": N_("Nothing holds “{word}”."),
}
"""What is said of results; `{n}` and `{word}` are filled in in the browser."""


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
    """By facet, what each value is called. Values of a closed list stand in their order."""
    names: tuple[tuple[str, str, str], ...] = ()
    """What a misspelt word may have meant: a facet, a value of it, and a name of that."""


def speech_of(corpus: Corpus, edition: Edition) -> Speech:
    """What the search of a site says."""
    words = edition.wording()
    return Speech(
        edition.language,
        {key: words.message(text) for key, text in WORDS.items()},
        {type_: words.message(text) for type_, (text, _) in TYPES.items()},
        {facet: words.message(text) for facet, text in FACETS.items()},
        {
            **_closed(words),
            "actor": {id_: each.name for id_, each in corpus.actors.items()},
            "thread": {id_: each.name for id_, each in corpus.threads.items()},
            "tag": {id_: each.name for id_, each in corpus.tags.items()},
            "source": {each.id: _called(each) for each in corpus.sources},
        },
        tuple(_names(corpus)),
    )


def _closed(words: Wording) -> dict[str, dict[str, str]]:
    likelihoods = (word for scale in SCALES.values() for step in scale.steps for word in step.words)
    return {
        "type": {type_: words.message(text) for type_, (_, text) in TYPES.items()},
        "status": {str(status): words.word(status) for status in chain(DemandStatus, Outcome)},
        "likelihood": {word: words.word(word) for word in dict.fromkeys(likelihoods)},
        "impact": {str(level): words.word(level) for level in reversed(Level)},
    }


def _names(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    for id_, actor in corpus.actors.items():
        for name in (actor.name, *actor.identity.aliases):
            yield "actor", id_, name
    for id_, tag in corpus.tags.items():
        yield "tag", id_, tag.name
    for id_, thread in corpus.threads.items():
        yield "thread", id_, thread.name


def _called(record: SourceRecord) -> str:
    publisher = record.source.publisher
    return f"{record.source.title} ({publisher})" if publisher else record.source.title
