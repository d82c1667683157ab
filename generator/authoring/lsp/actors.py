"""The actors of a folder: their identities, and their part in its briefings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.authoring.lsp.known import KnownFile
from generator.authoring.lsp.outline import StoryLine
from generator.model.briefing import Briefing


@dataclass(slots=True)
class KnownActor:
    """An actor as the register and the briefings define it together."""

    id: str
    said: dict[str, str] = field(default_factory=dict)
    """Fields of the identity; the register's come first."""
    aliases: dict[str, None] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        name = self.said.get("name")
        return tuple(dict.fromkeys((*([name] if name else []), *self.aliases)))


def actors_of(files: Iterable[KnownFile]) -> dict[str, KnownActor]:
    """Merge the definitions of all actors, in the order of the files."""
    found: dict[str, KnownActor] = {}
    for file in files:
        for definition in file.facts.definitions:
            actor = found.setdefault(definition.id, KnownActor(definition.id))
            for name, (text, _) in definition.said.items():
                if name != "aliases":
                    actor.said.setdefault(name, " ".join(text.split()))
            actor.aliases.update(dict.fromkeys(file.outline.aliases.get(definition.id, ())))
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """The part that an actor plays in the briefings of a folder."""

    briefings: tuple[KnownFile, ...]
    """The briefings that mention it, newest first."""
    demands_made: int
    """Counted once, however many briefings of a thread have them."""
    demands_received: int


def part_of(id_: str, files: Iterable[KnownFile]) -> Part:
    """Gather the part that an actor plays in some files."""
    briefings: list[KnownFile] = []
    latest: dict[tuple[str, str], tuple[str, StoryLine]] = {}
    for file in files:
        if file.model is Briefing and _stands_in(id_, file):
            briefings.append(file)
        outline = file.outline
        for key, line in outline.demands.items():
            thing = (outline.thread or file.facts.id, key)
            if thing not in latest or latest[thing][0] <= outline.date:
                latest[thing] = (outline.date, line)
    lines = [line for _, line in latest.values()]
    return Part(
        tuple(sorted(briefings, key=lambda each: each.outline.date, reverse=True)),
        sum(id_ in line.by for line in lines),
        sum(id_ in line.of for line in lines),
    )


def _stands_in(id_: str, file: KnownFile) -> bool:
    return any(definition.id == id_ for definition in file.facts.definitions) or any(
        reference.id == id_ for reference in file.facts.references
    )
