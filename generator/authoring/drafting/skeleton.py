"""Write the candidates of a text as a draft: every quote is proven, nothing is judged.

A candidate that lacks something the format requires, such as who makes a demand, is commented out
with `#` until somebody adds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from generator.authoring.drafting.candidates import Candidates, Figure, Stance
from generator.authoring.drafting.cast import Found
from generator.authoring.drafting.proving import MOST, Proving, clean
from generator.authoring.drafting.stances import block
from generator.authoring.scalar import as_yaml, one_line
from generator.model.placeholders import (
    MEASURE_TO_COME,
    NOBODY_YET,
    NOBODYS_NAME,
    SUMMARY_TO_COME,
    TO_DECIDE,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a draft says about the text that it was made from."""

    title: str
    date: date
    text: str
    """The name of the archived text, below the folder of sources."""
    modeline: str
    thread: str | None = None
    source: tuple[str, ...] = ()
    """The source as lines of YAML, if more is known about it than its title and its name."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A draft, and counts of what it holds."""

    text: str
    counts: Counter[str]
    """How many candidates of each kind were written."""
    left_out: Counter[str]
    """How many of each kind were not: there are too many, or their words cannot be proven."""


def skeleton(found: Candidates, about: About) -> Skeleton:
    """The draft of a briefing, in which `briefing check` finds no error."""
    return _Writer(found, about).written()


class _Writer:
    def __init__(self, found: Candidates, about: About) -> None:
        self._found, self._about = found, about
        self._proving = Proving(found.passages)
        self._actors: set[Found] = set()

    def written(self) -> Skeleton:
        body = [*self._actor_lines(), *self._stance_lines(), *self._event_lines()]
        lines = [*self._head(), *body, *self._figure_lines(), *self._unspoken_lines()]
        left_out = self._proving.left_out
        if left_out:
            left = ", ".join(f"{count:,} {kind}" for kind, count in left_out.items())
            lines += ["", f"## Found too, and left out as too many or not provable: {left}."]
        return Skeleton("\n".join(lines) + "\n", self._proving.counts, left_out)

    def _head(self) -> list[str]:
        about = self._about
        thread = f"thread: {about.thread}" if about.thread else "# thread:"
        return [
            about.modeline,
            "",
            "## A draft, found by rule: candidates to keep, change or take out. Nothing is judged.",
            "## `# decide` marks what only you can say. Every quote stands in the text.",
            "",
            f"{TO_DECIDE} a headline of your own",
            f"title: {as_yaml(clean(about.title))}",
            f"date: {about.date.isoformat()}",
            *([] if about.thread else [f"{TO_DECIDE} the running story that it belongs to"]),
            thread,
            "status: draft",
            f"{TO_DECIDE} the conclusion, in one paragraph",
            f"summary: {SUMMARY_TO_COME}",
            "",
            "sources:",
            "  article:",
            *(f"    {line}" for line in about.source or self._source()),
        ]

    def _source(self) -> Iterator[str]:
        yield f"title: {as_yaml(clean(self._about.title))}"
        yield f"{TO_DECIDE} who published it, whose reporting it relays, how reliable it is"
        yield "# publisher:"
        yield "# url:"
        yield f"# published: {self._about.date.isoformat()}"
        yield "# origin:"
        yield "# reliability:"
        yield f"text: {as_yaml(self._about.text)}"

    # Who

    def _actor_lines(self) -> Iterator[str]:
        spoken: dict[Found, list[str]] = {}
        for quoted, speaker in self._proving.few(self._found.quotations, "quotations"):
            if speaker and (quote := self._proving.quote(quoted.start, quoted.end, "quotations")):
                spoken.setdefault(speaker, []).append(quote)
        told: dict[Found, list[str]] = {}
        for account in self._proving.few(self._found.attributed, "accounts"):
            if quote := self._proving.quote(account.start, account.end, "accounts"):
                told.setdefault(account.speaker, []).append(quote)
        yield from ("", "actors:")
        for actor in self._chosen(spoken, told):
            intro = self._proving.quote(*actor.shown.intro, "actors")
            if not intro:
                continue
            self._actors.add(actor)
            count = len(actor.mentions)
            times = "once" if count == 1 else f"{count:,} times"
            yield f"  {actor.id}:"
            yield f"    ## Named {times}."
            yield from self._identity(actor)
            yield "    # role:"
            yield "    # side:"
            yield "    evidence:"
            yield f"      - quote: {as_yaml(intro)}"
            for quote in dict.fromkeys(spoken.get(actor, ())):
                yield f"      - quote: {as_yaml(quote)}"
                yield f"        speaker: {actor.id}"
            for quote in dict.fromkeys(told.get(actor, ())):
                yield f"      ## Told by {one_line(clean(actor.name))}:"
                yield f"      - quote: {as_yaml(quote)}"
        if not self._actors:
            yield f"  {TO_DECIDE} who takes part; no name was found"
            yield f"  {NOBODY_YET}:"
            yield f"    name: {NOBODYS_NAME}"

    def _chosen(
        self, spoken: dict[Found, list[str]], told: dict[Found, list[str]]
    ) -> Iterable[Found]:
        """The actors to write: if there are too many, those who speak or are mentioned most."""
        every = self._found.actors
        by_weight = sorted(every, key=lambda a: (a not in spoken, a not in told, -len(a.mentions)))
        chosen = set(by_weight[:MOST])
        if len(every) > MOST:
            self._proving.left_out["actors"] += len(every) - MOST
        return (actor for actor in every if actor in chosen)

    def _identity(self, actor: Found) -> Iterator[str]:
        if actor.is_known:
            yield f"    {TO_DECIDE} role and side"
            return
        yield f"    name: {as_yaml(clean(actor.name))}"
        if actor.kind:
            yield f"    kind: {actor.kind.value}"
        if actor.office:
            yield f"    office: {as_yaml(clean(actor.office))}"
        kind = "" if actor.kind else "kind, "
        yield f"    {TO_DECIDE} whether this is an actor of the story; {kind}role and side"

    # What

    def _stance_lines(self) -> Iterator[str]:
        demands: list[Stance] = []
        risks: list[Stance] = []
        for stance in self._found.stances:
            (demands if stance.kind in ("demand", "refusal") else risks).append(stance)
        yield from ("", "demands:", *self._blocks(demands))
        yield from ("", "risks:", *self._blocks(risks))

    def _blocks(self, stances: list[Stance]) -> Iterator[str]:
        numbers: Counter[str] = Counter()
        for stance in self._proving.few(stances, "demands, threats, warnings or refusals"):
            quote = self._proving.quote(
                stance.sentence.start, stance.sentence.end, f"{stance.kind}s"
            )
            if not quote:
                continue
            numbers[stance.kind] += 1
            name = f"{stance.kind}-{numbers[stance.kind]}"
            lines = block(stance, quote, name, self._id(stance.by), self._id(stance.of))
            yield from (f"  {line}" for line in lines)

    def _event_lines(self) -> Iterator[str]:
        yield from ("", "events:")
        for each in self._proving.few(self._found.happenings, "dates"):
            sentence = each.sentence
            if not (quote := self._proving.quote(sentence.start, sentence.end, "dates")):
                continue
            actors = [id_ for actor in each.actors[:8] if (id_ := self._id(actor))]
            is_deadline = "a deadline; " if each.dated.is_deadline else ""
            said = one_line(self._found.passages.words(each.dated.start, each.dated.end))
            yield f"  {TO_DECIDE} {is_deadline}the text says “{said}”; what happened, in your words"
            yield f"  - date: {each.dated.date}"
            yield f"    text: {as_yaml(quote)}"
            if actors:
                yield f"    actors: [{', '.join(actors)}]"
            if teller := self._id(each.told_by):
                yield f"    claimed_by: {teller}"
            yield "    evidence:"
            yield f"      - quote: {as_yaml(quote)}"

    def _figure_lines(self) -> Iterator[str]:
        yield from ("", "figures:")
        for each in self._proving.few(self._found.figures, "figures"):
            counted = each.counted
            quote = self._proving.quote(*self._around(each), "figures")
            if not quote:
                continue
            what = "what is measured, in words that other briefings use; for which day"
            yield f"  {TO_DECIDE} {what}"
            yield f"  - measure: {as_yaml(clean(counted.measure) or MEASURE_TO_COME)}"
            yield f"    value: {counted.value}"
            if counted.unit:
                yield f"    unit: {counted.unit}"
            if teller := self._id(each.told_by):
                yield f"    claimed_by: {teller}"
            yield "    evidence:"
            yield f"      - quote: {as_yaml(quote)}"

    def _around(self, figure: Figure) -> tuple[int, int]:
        """The part of a sentence, between commas, that a number is in."""
        plain, sentence = self._found.passages.plain, figure.sentence
        start = plain.rfind(", ", sentence.start, figure.counted.start)
        end = plain.find(", ", figure.counted.end, sentence.end)
        return (start + 2 if start >= 0 else sentence.start), (end if end >= 0 else sentence.end)

    def _unspoken_lines(self) -> Iterator[str]:
        silent = [
            self._found.passages.words(quoted.start, quoted.end)
            for quoted, speaker in islice(self._found.quotations, MOST)
            if not speaker or speaker not in self._actors
        ]
        if silent:
            yield from (
                "",
                f"{TO_DECIDE} who says this; the text does not, as far as the rules can tell",
            )
            yield from (f"# - quote: {as_yaml(clean(words))}" for words in silent)

    # Shared by all

    def _id(self, found: Found | None) -> str:
        """The id of an actor, if the draft has it; empty for others."""
        return found.id if found is not None and found in self._actors else ""
