"""Propose completions where a writer is typing: ids and words from the whole folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.authoring.lsp.actors import KnownActor, actors_of
from generator.authoring.lsp.cursor import Typing, typing_at
from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.known import KnownFile
from generator.authoring.lsp.matching import match
from generator.authoring.lsp.outline import SHARED_WORDS, Outline, SourceLine, story_lines
from generator.authoring.lsp.slots import Slot, slot_of
from generator.authoring.scalar import as_yaml
from generator.model.briefing import Actor, Briefing, Demand, Figure, Identity, Risk
from generator.model.references import entry_in, kind_referred_to
from generator.model.scales import scale_of
from generator.model.text import is_identifier

MOST = 100
"""Proposals made at once, at most; to see others, a writer types one more letter."""

_PHRASES = ((Briefing, "tags"), (Actor, "side"), (Figure, "measure"))
_REST_OF_ID = re.compile(r"[\w-]*")
_REST_OF_VALUE = re.compile(r"[^\r\n,\[\]{}#\"']*")


class Kind(Enum):
    """The kinds of proposals."""

    ACTOR = "actor"
    SOURCE = "source"
    ENTRY = "entry"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that can replace the word begun."""

    kind: Kind
    label: str
    text: str
    """The text to insert."""
    detail: str = ""
    matched: str = ""
    """The spelling that matches what was typed."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals for one place."""

    start: int
    end: int
    """A proposal replaces the characters from `start` to `end`."""
    items: tuple[Proposal, ...] = ()
    is_complete: bool = True
    """Whether typing more cannot bring up other proposals."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: Kind
    name: str
    detail: str
    spellings: tuple[str, ...]
    nearness: int = 0
    """The smaller, the likelier it is meant here."""


def proposals(desk: Desk, file: KnownFile, at: int) -> Proposals:
    """Propose what can go at an offset of an open file, the likeliest first."""
    typing = typing_at(file.source.text, at)
    slot = slot_of(typing, file.model) if typing else None
    if typing is None or slot is None:
        return Proposals(at, at)
    if (slot.model, slot.field) == (Risk, "likelihood"):
        return _words_of_likelihood(file, typing, at)
    found = []
    for candidate in _candidates(desk, file, slot):
        if like := match(typing.word, candidate.spellings):
            found.append(((like[0], candidate.nearness, candidate.name), candidate, like[1]))
    found.sort(key=lambda each: each[0])
    rest = _REST_OF_VALUE if _is_phrase(slot) else _REST_OF_ID
    start, end = _stretch(file, typing, at, rest)
    is_followed = file.source.text.startswith(":", end)
    return Proposals(
        start,
        end,
        tuple(
            Proposal(
                candidate.kind,
                candidate.name,
                _written(candidate.name, typing, slot, is_followed=is_followed),
                candidate.detail,
                spelling if typing.word else " ".join(candidate.spellings),
            )
            for _, candidate, spelling in found[:MOST]
        ),
        is_complete=not found,
    )


def _candidates(desk: Desk, file: KnownFile, slot: Slot) -> Iterable[_Candidate]:
    """Everything that could go into a slot, whatever was typed."""
    entry = entry_in(slot.model, slot.field)
    referred = kind_referred_to(slot.model, slot.field)
    if slot.is_id and entry is not None:
        if issubclass(entry, Identity):
            here = {definition.id for definition in file.facts.definitions}
            return (each for each in _actors(desk, file) if each.name not in here)
        return _earlier_keys(desk, file, slot) if entry in (Demand, Risk) else ()
    if referred == "actor":
        return _actors(desk, file)
    if referred == "source":
        return _sources(desk, file)
    return _shared_words(desk, file, slot) if (slot.model, slot.field) in SHARED_WORDS else ()


def _actors(desk: Desk, file: KnownFile) -> Iterator[_Candidate]:
    """Every actor of the folder; those of this briefing are nearest, then those of its thread."""
    whole = desk.last_whole(file)
    own = {definition.id for each in (file, whole) for definition in each.facts.definitions}
    thread = file.outline.thread
    near = {
        reference.id
        for other in desk.files()
        if thread and other.outline.thread == thread
        for reference in other.facts.references
    }
    for actor in actors_of((*desk.files(), whole)).values():
        nearness = 0 if actor.id in own else 1 if actor.id in near else 2
        yield _Candidate(Kind.ACTOR, actor.id, _who(actor), (actor.id, *actor.names), nearness)


def _who(actor: KnownActor) -> str:
    """An actor in a few words: `Vladimir Putin, also Putin`."""
    name, *others = actor.names or ("",)
    return f"{name}, also {', '.join(others)}" if others else name


def sources_of(desk: Desk, file: KnownFile) -> dict[str, SourceLine]:
    """The sources of a briefing; while the part that lists them cannot be read, the last known."""
    before = desk.last_whole(file).outline.sources if file.unread & {"sources", ""} else {}
    return {**before, **file.outline.sources}


def _sources(desk: Desk, file: KnownFile) -> Iterator[_Candidate]:
    for number, (id_, line) in enumerate(sources_of(desk, file).items()):
        shown = [line.said.get(name, "") for name in ("title", "publisher")]
        detail = " – ".join(text for text in shown if text)
        yield _Candidate(Kind.SOURCE, id_, detail, (id_, *filter(None, shown)), number)


def _earlier_keys(desk: Desk, file: KnownFile, slot: Slot) -> Iterator[_Candidate]:
    """The demands or risks that other briefings of the thread have but this one does not."""
    entry = entry_in(slot.model, slot.field)
    here = story_lines(file.outline, entry) if entry else {}
    latest: dict[str, tuple[str, str]] = {}
    for other in _thread_of(desk, file):
        for key, line in story_lines(other, entry).items() if entry else ():
            if key not in here and other.date >= latest.get(key, ("", ""))[0]:
                latest[key] = (other.date, f"{line.text} ({other.date}: {line.state})")
    for key, (_, detail) in latest.items():
        yield _Candidate(Kind.ENTRY, key, detail, (key,))


def _thread_of(desk: Desk, file: KnownFile) -> Iterator[Outline]:
    """The other briefings of a briefing's thread."""
    thread = file.outline.thread
    for other in desk.files() if thread else ():
        if other.outline.thread == thread and other.path != file.path:
            yield other.outline


def _shared_words(desk: Desk, file: KnownFile, slot: Slot) -> Iterator[_Candidate]:
    """The words of other briefings in the same field: those of the thread, then the latest."""
    thread = file.outline.thread
    used: dict[str, list[Outline]] = defaultdict(list)
    for other in desk.files():
        if other.path != file.path:
            words = other.outline.words.get((slot.model, slot.field), ())
            for word in {word.text for word in words}:
                used[word].append(other.outline)

    def rank(word: str) -> tuple[bool, str]:
        is_near = bool(thread) and any(each.thread == thread for each in used[word])
        return (is_near, max(each.date for each in used[word]))

    for number, word in enumerate(sorted(sorted(used), key=rank, reverse=True)):
        count = len(used[word])
        detail = f"in {count:,} other briefing{'s' * (count != 1)}, last on {rank(word)[1]}"
        yield _Candidate(Kind.WORD, word, detail, (word,), number)


def _words_of_likelihood(file: KnownFile, typing: Typing, at: int) -> Proposals:
    """The words of the briefing's scale, lowest first, each with its band."""
    scale = scale_of(file.outline.scale)
    start, end = _stretch(file, typing, at, _REST_OF_VALUE)
    items = [
        Proposal(Kind.WORD, word, word, f"{step.band} %", word)
        for step in scale.steps
        for word in step.words
    ]
    return Proposals(start, end, tuple(items))


def _is_phrase(slot: Slot) -> bool:
    """Whether the slot's value may have several words."""
    return (slot.model, slot.field) in _PHRASES


def _stretch(file: KnownFile, typing: Typing, at: int, rest: re.Pattern[str]) -> tuple[int, int]:
    """The span that a proposal replaces: the word begun, with its rest if the cursor is inside."""
    text = file.source.text
    following = rest.match(text, at) if typing.word else None
    return typing.start, at + len(following.group().rstrip()) if following else at


def _written(name: str, typing: Typing, slot: Slot, *, is_followed: bool) -> str:
    if slot.is_id:
        return (
            name
            if is_followed or typing.quote
            else f"{name}: "
            if typing.in_brackets
            else f"{name}:"
        )
    if is_identifier(name):
        return name
    if typing.quote == "'":
        return name.replace("'", "''")
    if typing.quote:
        return name.replace("\\", "\\\\").replace('"', '\\"')
    return as_yaml(name, flow=typing.in_brackets)
