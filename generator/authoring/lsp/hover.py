"""Tell a writer about the word under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import EnumType

from pydantic import BaseModel

from generator.authoring.lsp.actors import KnownActor, actors_of, part_of
from generator.authoring.lsp.completion import sources_of
from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.known import KnownFile
from generator.authoring.lsp.outline import story_lines
from generator.authoring.lsp.subject import Subject, subject_at
from generator.diagnostics.finding import Place
from generator.model.briefing import Risk
from generator.model.references import hint_of, parts_of
from generator.model.scales import SCALES, as_word, scale_of
from generator.model.vocabulary import Reliability, Word

LONGEST = 300
"""Characters of a line that are shown at most."""
_MOST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What is told about a word: lines of plain text."""

    place: Place
    title: str
    lines: tuple[str, ...]


def hover(desk: Desk, file: KnownFile, at: int) -> Told | None:
    """Tell about the word at an offset of an open file; None if there is nothing to tell."""
    subject = subject_at(file, at)
    if subject is None:
        return None
    title = subject.text
    lines = [line for line in _lines(desk, file, subject) if line]
    if subject.kind == "actor" and (actor := actors_of(desk.files()).get(subject.text)):
        title = next(iter(actor.names), actor.id)
    return Told(subject.place, _short(title), tuple(map(_short, lines))) if lines else None


def _lines(desk: Desk, file: KnownFile, subject: Subject) -> Iterable[str]:
    if subject.kind == "actor":
        actor = actors_of(desk.files()).get(subject.text)
        return dossier(actor, desk.files()) if actor else ()
    if subject.kind == "source":
        return _of_source(desk, file, subject)
    if subject.is_entry:
        return _history(desk, file, subject)
    if subject.kind == "key":
        meaning = subject.model.model_fields[subject.field].description
        return [meaning] if meaning else ()
    if (subject.model, subject.field) == (Risk, "likelihood"):
        return _band(file.outline.scale, subject.text)
    return _meaning(subject.model, subject.field, subject.text)


def dossier(actor: KnownActor, files: Iterable[KnownFile]) -> Iterator[str]:
    """An actor in three lines: who it is, which briefings have it, and how many demands."""
    part = part_of(actor.id, files)
    who = [actor.said.get(field, "") for field in ("kind", "office")]
    others = f"also {', '.join(actor.names[1:])}" if actor.names[1:] else ""
    yield ", ".join(text for text in (*who, others) if text) or "nobody has said who this is"
    if part.briefings:
        last = part.briefings[0].outline
        yield f"in {_count(len(part.briefings), 'briefing')}, last on {last.date}: {last.title}"
    else:
        yield "in no briefing"
    yield f"{_count(part.demands_made, 'demand')} made, {part.demands_received:,} received"


def _of_source(desk: Desk, file: KnownFile, subject: Subject) -> Iterator[str]:
    line = sources_of(desk, file).get(subject.text)
    if line is None:
        return
    yield line.said.get("title", "")
    shown = [line.said.get(field, "") for field in ("publisher", "published")]
    grade = line.said.get("reliability", "")
    if grade in list(Reliability):
        shown.append(f"{grade} ({Reliability(grade).meaning})")
    yield ", ".join(text for text in shown if text)


def _history(desk: Desk, file: KnownFile, subject: Subject) -> Iterator[str]:
    """A demand or a risk in the latest briefings of its thread."""
    thread = file.outline.thread
    seen = []
    for each in desk.files() if thread else (file,):
        line = story_lines(each.outline, subject.model).get(subject.text)
        if line and each.outline.thread == thread:
            seen.append((each.outline.date, each.facts.id, line))
    seen.sort(key=lambda each: each[:2])
    if seen:
        yield seen[-1][2].text
    for date, _, line in seen[-_MOST_ENTRIES:]:
        yield f"{date}: {line.state}" if line.state else date


def _band(scale: str, text: str) -> Iterator[str]:
    word = as_word(text)
    for each in (scale_of(scale), *SCALES.values()):
        if word in each.words:
            yield f"{each.step(word).band} % ({each.name.meaning})"
            return


def _meaning(model: type[BaseModel], field: str, text: str) -> Iterator[str]:
    for part in parts_of(hint_of(model, field)):
        if isinstance(part, EnumType) and issubclass(part, Word):
            yield from (word.meaning for word in part if word.value == text and word.meaning)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
