"""Lead from a word of a briefing to its definition, and to all places where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.authoring.lsp.completion import sources_of
from generator.authoring.lsp.desk import Desk
from generator.authoring.lsp.known import KnownFile
from generator.authoring.lsp.outline import SHARED_WORDS, story_lines
from generator.authoring.lsp.subject import Subject, subject_at
from generator.checking.facts import Definition
from generator.diagnostics.finding import Place
from generator.model.briefing import Briefing
from generator.reading.walk import references as references_in


def definition(desk: Desk, file: KnownFile, at: int) -> Place | None:
    """Find the entry that a word names; for the key of an entry, find the entry's predecessor."""
    subject = subject_at(file, at)
    if subject is None:
        return None
    if subject.kind == "actor":
        return _actor_entry(desk, file, subject)
    if subject.kind == "source":
        line = sources_of(desk, file).get(subject.text)
        return line.place if line and line.place.source is file.source else None
    if subject.is_entry:
        return _earlier_entry(desk, file, subject) or subject.place
    if (subject.model, subject.field) == (Briefing, "thread"):
        earlier = [each for each in _thread_before(desk, file) if each.path != file.path]
        return earlier[-1].facts.head if earlier else None
    return None


def _actor_entry(desk: Desk, file: KnownFile, subject: Subject) -> Place | None:
    """An actor's entry in this briefing, or else the one that says most about its identity.

    From the entry in this briefing, it leads on to the latter.
    """
    found = [
        (each, place)
        for each in desk.files()
        for place in each.facts.definitions
        if place.id == subject.text
    ]
    own = [definition.place for each, definition in found if each.path == file.path]
    if own and not subject.is_entry:
        return own[0]

    def rank(each: tuple[KnownFile, Definition]) -> tuple[bool, bool]:
        return (each[0].model is Briefing, "name" not in each[1].said)

    elsewhere = sorted((each for each in found if each[0].path != file.path), key=rank)
    if file.model is Briefing and elsewhere:
        return elsewhere[0][1].place
    return own[0] if own else elsewhere[0][1].place if elsewhere else None


def _thread_before(desk: Desk, file: KnownFile) -> list[KnownFile]:
    """The briefings of a thread up to this one, oldest first."""
    thread, now = file.outline.thread, (file.outline.date, file.facts.id)
    same = (each for each in desk.files() if thread and each.outline.thread == thread)
    before = [each for each in same if (each.outline.date, each.facts.id) <= now]
    return sorted(before, key=lambda each: (each.outline.date, each.facts.id))


def _earlier_entry(desk: Desk, file: KnownFile, subject: Subject) -> Place | None:
    """The entry of the same key in the latest earlier briefing of the thread that has one."""
    for each in reversed(_thread_before(desk, file)):
        line = story_lines(each.outline, subject.model).get(subject.text)
        if line and each.path != file.path:
            return line.place
    return None


def references(desk: Desk, file: KnownFile, at: int, *, with_entries: bool) -> list[Place]:
    """Find all places where a word is used in the same sense, file by file.

    `with_entries` includes the entries that define it.
    """
    subject = subject_at(file, at)
    if subject is None:
        return []
    found = dict.fromkeys(_places(desk, file, subject, with_entries=with_entries))
    return sorted(found, key=lambda place: (place.source.path, place.start))


def _places(
    desk: Desk, file: KnownFile, subject: Subject, *, with_entries: bool
) -> Iterator[Place]:
    if subject.kind == "actor":
        for each in desk.files():
            named = each.facts.references
            yield from (reference.place for reference in named if reference.id == subject.text)
            if with_entries:
                yield from (d.place for d in each.facts.definitions if d.id == subject.text)
    elif subject.kind == "source" and file.document is not None:
        for kind, id_, place in references_in(file.document, Briefing):
            if kind == "source" and id_ == subject.text:
                yield place
        if with_entries and subject.text in file.outline.sources:
            yield file.outline.sources[subject.text].place
    elif subject.is_entry:
        thread = file.outline.thread
        for each in desk.files() if thread else (file,):
            line = story_lines(each.outline, subject.model).get(subject.text)
            if line and each.outline.thread == thread:
                yield line.place
    elif (subject.model, subject.field) in SHARED_WORDS:
        for each in desk.files():
            words = each.outline.words.get((subject.model, subject.field), ())
            yield from (word.place for word in words if word.text == subject.text)
