"""A made-up desk for benchmarks: briefings of realistic shape and size, the same for a seed.

Words are invented, no person or place is real. Their frequencies fall as those of a language
do (Zipf's law), so that searching, compressing and comparing meet what they would meet. Words of
a real language can be given instead, for what depends on how words are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random

from generator.model.scales import ICD203
from generator.model.vocabulary import ActorKind, DemandKind, DemandStatus, Level, Reliability
from generator.reading.paths import REGISTER_NAME, SOURCES_NAME

FIRST_DAY = date(2005, 1, 1)
_WORDS = 20_000
_ONSETS = (*"bdfghjklmnprstvwz", "br", "ch", "dr", "gl", "kr", "pl", "sh", "st", "tr")
_RIMES = (*"aeiou", "al", "an", "ar", "el", "en", "er", "in", "ol", "on", "or", "um")


def make_desk(
    folder: Path, count: int, seed: int = 1, words: Mapping[str, float] | None = None
) -> None:
    """Write `count` briefings, a register and archived texts into a folder, which is made.

    `words` are those to use, of lower-case letters, with how often each is; the most frequent
    first.
    """
    random = Random(seed)
    language = Language(random, words or {})
    actors = [f"{language.word()}-{number}" for number in range(40 + count // 20)]
    folder.mkdir(parents=True)
    (folder / SOURCES_NAME).mkdir()
    (folder / REGISTER_NAME).write_text(_register(random, language, actors), "utf-8")
    made = 0
    while made < count:
        length = min(random.choice((1, 2, 5, 8, 12, 20)), count - made)
        thread = Thread(random, language, actors, FIRST_DAY + timedelta(days=made // 2))
        for day in thread.days(length):
            name = f"{day}-{language.word()}-{made}"
            path = folder / str(day.year) / f"{name}.yml"
            path.parent.mkdir(exist_ok=True)
            text, archived = thread.briefing(day, f"{name}.txt")
            path.write_text(text, "utf-8")
            if archived:
                (folder / SOURCES_NAME / f"{name}.txt").write_text(archived, "utf-8")
            made += 1


@dataclass(frozen=True)
class Language:
    """Words, a few of them very often: invented ones, unless some are given."""

    random: Random
    given: Mapping[str, float] = field(default_factory=dict)
    """Words with how often each is, the most frequent first."""

    @cached_property
    def words(self) -> list[str]:
        """All words, the most frequent and shortest first."""
        if self.given:
            return list(self.given)
        syllables = [onset + rime for onset in _ONSETS for rime in _RIMES]
        found: dict[str, None] = {}
        while len(found) < _WORDS:
            length = 1 + sum(len(found) > limit for limit in (60, 4_000, 15_000))
            found["".join(self.random.choices(syllables, k=length))] = None
        return list(found)

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(self.given.values() or (1 / n for n in range(3, _WORDS + 3))))

    def some(self, count: int) -> list[str]:
        """So many words, each as often as it is used."""
        return self.random.choices(self.words, cum_weights=self._weights, k=count)

    def word(self) -> str:
        """A word that is not one of the very frequent ones."""
        return self.random.choice(self.words[1_000:])

    def phrase(self, least: int, most: int) -> str:
        """Some words, the first with a capital."""
        return " ".join(self.some(self.random.randint(least, most))).capitalize()

    def prose(self, sentences: int) -> str:
        """Some sentences."""
        return " ".join(f"{self.phrase(7, 19)}." for _ in range(sentences))


class Thread:
    """A running story: its cast, demands and risks come back from briefing to briefing."""

    def __init__(
        self, random: Random, language: Language, actors: Sequence[str], first: date
    ) -> None:
        self.random = random
        self.language = language
        self.first = first
        self.id = f"{language.word()}-{language.word()}"
        # Few actors are in most of the news.
        drawn = (int(len(actors) * random.random() ** 3) for _ in range(6))
        self.cast = list(dict.fromkeys(actors[index] for index in drawn))
        self.demands = self._told(8, 14)
        self.risks = self._told(6, 12)
        self.measures = [language.phrase(2, 4) for _ in range(3)]
        self.tags = [language.word() for _ in range(3)]

    def _told(self, least: int, most: int) -> dict[str, str]:
        """One or two things, each with the words in which it comes back."""
        keys = self.random.sample(self.language.words, self.random.randint(1, 2))
        return {key: self.language.phrase(least, most) for key in keys}

    def days(self, count: int) -> Iterable[date]:
        """The days of its briefings."""
        steps = [self.random.choice((1, 1, 1, 2, 7)) for _ in range(count)]
        return (self.first + timedelta(days=days) for days in accumulate(steps))

    def briefing(self, day: date, text_name: str) -> tuple[str, str]:
        """The YAML of one briefing, and its archived text where it quotes one."""
        numbers = self.random.sample(range(60), self.random.randint(1, 3))
        agencies = [f"agency-{number}" for number in numbers]
        archived = self.language.prose(25) if self.random.random() < 0.25 else ""
        lines = [
            f"title: {self.language.phrase(6, 11)}",
            f"date: {day}",
            f"thread: {self.id}",
            "author: Desk",
            *_folded("summary", self.language.prose(3), ""),
            f"tags: [{', '.join(self.tags)}]",
            "",
            "sources:",
        ]
        for number, agency in enumerate(agencies):
            lines += [
                f"  {agency}:",
                f"    title: {self.language.phrase(5, 10)}",
                f"    publisher: {agency.title()}",
                f"    url: https://example.org/{day:%Y/%m/%d}/{agency}",
                f"    published: {day}",
                f"    reliability: {self.random.choice(list(Reliability))}",
                *([f"    text: {text_name}"] if archived and not number else []),
            ]
        quotes = [f"{each}." for each in archived.split(". ")[:-1]]
        return "\n".join([*lines, *self._entries(day, agencies, quotes)]) + "\n", archived

    def _entries(self, day: date, agencies: list[str], quotes: list[str]) -> Iterable[str]:
        random, phrase, cast = self.random, self.language.phrase, self.cast
        yield from ("", "actors:")
        for actor in cast:
            yield f"  {actor}: {{role: {phrase(2, 5)}, side: {self.tags[len(actor) % 2]}}}"
        yield from ("", "demands:")
        for demand, text in self.demands.items():
            yield f"  {demand}:"
            yield f"    by: {cast[0]}"
            yield f"    of: [{', '.join(cast[1:3])}]"
            yield f"    text: {text}, {phrase(1, 3)}."
            yield f"    kind: {random.choice(list(DemandKind))}"
            yield f"    status: {random.choice(list(DemandStatus))}"
            yield from self._evidence("    ", agencies, quotes)
        yield from ("", "risks:")
        for risk, event in self.risks.items():
            yield f"  {risk}:"
            yield f"    event: {event}, {phrase(1, 3)}"
            # So far off that no review is due: benchmarks need a desk without a warning.
            yield f"    horizon: {random.choice((2080, 2090, 2095))}-12-31"
            yield f"    likelihood: {random.choice(ICD203.words)}"
            yield f"    confidence: {random.choice(('low', 'moderate'))}"
            yield from _folded("basis", self.language.prose(1), "    ")
            yield f"    impact: {random.choice(list(Level))}"
            yield f"    affects: [{random.choice(cast)}]"
            yield from self._evidence("    ", agencies, quotes)
        yield from ("", "events:")
        for _ in range(random.randint(2, 5)):
            yield f"  - date: {day}"
            yield f"    text: {phrase(8, 16)}."
            yield f"    actors: [{random.choice(cast)}]"
            yield from self._evidence("    ", agencies, quotes)
        yield from ("", "figures:")
        for measure in random.sample(self.measures, random.randint(1, 3)):
            yield f"  - measure: {measure}"
            yield f"    value: {random.randint(1, 999) * 100}~"
            yield f"    claimed_by: {random.choice(cast)}"
            yield from self._evidence("    ", agencies, quotes)
        yield from ("", "gaps:", f"  - text: {phrase(6, 14)}.")

    def _evidence(self, indent: str, agencies: list[str], quotes: list[str]) -> Iterable[str]:
        yield f"{indent}evidence:"
        if quotes:
            yield f"{indent}  - source: {agencies[0]}"
            yield f"{indent}    quote: {self.random.choice(quotes)}"
            yield f"{indent}    speaker: {self.random.choice(self.cast)}"
        else:
            yield f"{indent}  - source: {self.random.choice(agencies)}"


def _register(random: Random, language: Language, actors: Sequence[str]) -> str:
    lines = ["# Who an actor is, in every briefing alike."]
    for actor in actors:
        lines += [
            f"{actor}:",
            f"  name: {language.word().capitalize()} {language.word().capitalize()}",
            f"  kind: {random.choice(list(ActorKind))}",
            f"  aliases: [{language.word().capitalize()}]",
        ]
    return "\n".join(lines) + "\n"


def _folded(key: str, text: str, indent: str) -> Iterable[str]:
    yield f"{indent}{key}: >"
    line = f"{indent} "
    for word in text.split():
        if len(line) + len(word) > 100:
            yield line
            line = f"{indent} "
        line += f" {word}"
    yield line
